//! A layer as one `GeoJSON` file, a row a line.

use super::Sink;
use super::feature::FeatureWriter;
use super::rows::Rows;

/// Writes rows in WGS 84, as RFC 7946 wants files.
///
/// # Errors
/// The sink's.
pub fn write<S: Sink>(out: &mut S, rows: Rows<'_>) -> Result<(), S::Error> {
    let writer = FeatureWriter::new(rows.layer);
    out.buffer().extend_from_slice(br#"{"type":"FeatureCollection","name":""#);
    out.buffer().extend_from_slice(rows.layer.as_str().as_bytes());
    out.buffer().extend_from_slice(br#"","features":["#);
    for (index, feature) in rows.features().enumerate() {
        out.buffer().extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        writer.whole(out.buffer(), &feature);
        out.flow()?;
    }
    out.buffer().extend_from_slice(b"\n]}\n");
    Ok(())
}
