//! `cercania export`: layers into files.

use super::args::Export;
use super::choices::{LayerName as Choice, Separator};
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
use super::output::{OutputError, OutputFile};
use super::progress::Progress;
use super::values::OutputFormat;
use crate::app::Viewer;
use crate::files::geopackage::WriteError;
use crate::files::write::csv::{CsvStyle, Lines};
use crate::files::write::feature::FeatureWriter;
use crate::files::write::{layer_csv, layer_geopackage};
use crate::layers::{LayerName, Source};
use crate::messages::{Explain, Locale, say};
use crate::store::geopackage::GeoPackageStore;

/// Rows between two looks at the buffer.
const ROWS: usize = 256;

/// Runs the command.
///
/// # Errors
/// [`Failure`]; the file is then as it was.
pub fn run(locale: Locale, arguments: &Export) -> Result<ExitCode, Failure> {
    let layers = match arguments.layer {
        Choice::One(layer) => vec![layer],
        Choice::All if arguments.output.format == OutputFormat::GeoPackage => LayerName::ALL.to_vec(),
        Choice::All => return Err(Failure { text: say(locale, "export-all-in-one", &[]), code: ExitCode::WrongUsage }),
    };
    let path = &arguments.output.path;
    if path.exists() && GeoPackageStore::open_read_only(path).is_ok() {
        let params = [("file", path.display().to_string())];
        return Err(Failure { text: say(locale, "export-over-store", &params), code: ExitCode::WrongUsage });
    }
    let app = opening::existing(locale, &arguments.store.data)?;
    let source = app.view(&Viewer::local(locale), None);
    if layers.contains(&LayerName::Catchments)
        && let Err(error) = source.catchments()
    {
        return Err(Failure::new(locale, error, ExitCode::Failed));
    }
    let failed = |error: &dyn Explain| Failure::new(locale, error, ExitCode::Failed);
    let total = layers.iter().map(|layer| source.slots(*layer) as u64).sum();
    let bar = Progress::new(locale, "progress-writing", Some(total));
    let rows = match arguments.output.format {
        OutputFormat::GeoPackage => {
            layer_geopackage::write(path, &source, &layers, locale, &mut |rows| bar.advance(rows))
                .map_err(|error: WriteError| failed(&error))?
        }
        OutputFormat::Csv => {
            let style = arguments.csv.excel.map(Separator::style).unwrap_or_default();
            csv(path, &source, layers[0], style, &bar).map_err(|error| failed(&error))?
        }
        OutputFormat::GeoJson => geojson(path, &source, layers[0], &bar).map_err(|error| failed(&error))?,
    };
    drop(bar);
    let params = [("file", path.display().to_string()), ("count", rows.to_string())];
    tell(&say(locale, "export-written", &params));
    Ok(ExitCode::Done)
}

fn csv(
    path: &std::path::Path,
    source: &Source,
    layer: LayerName,
    style: CsvStyle,
    bar: &Progress,
) -> Result<u64, OutputError> {
    let mut output = OutputFile::create(path)?;
    let mut lines = Lines::new(style);
    let table = layer_csv::LayerTable::new(layer);
    table.heading(&mut lines);
    let mut rows = 0;
    for slot in 0..source.slots(layer) {
        if let Some(feature) = source.row(layer, slot) {
            table.line(&mut lines, &feature);
            rows += 1;
        }
        bar.advance(1);
        if slot % ROWS == 0 {
            output.write(&lines.take())?;
        }
    }
    output.write(&lines.take())?;
    output.finish().map(|()| rows)
}

fn geojson(path: &std::path::Path, source: &Source, layer: LayerName, bar: &Progress) -> Result<u64, OutputError> {
    let mut output = OutputFile::create(path)?;
    let writer = FeatureWriter::new(layer);
    let mut rows = 0;
    let mut bytes = Vec::new();
    bytes.extend_from_slice(br#"{"type":"FeatureCollection","name":""#);
    bytes.extend_from_slice(layer.as_str().as_bytes());
    bytes.extend_from_slice(br#"","features":["#);
    for slot in 0..source.slots(layer) {
        if let Some(feature) = source.row(layer, slot) {
            bytes.extend_from_slice(if rows == 0 { b"\n" } else { b",\n" });
            writer.whole(&mut bytes, &feature);
            rows += 1;
        }
        bar.advance(1);
        if slot % ROWS == 0 {
            output.write(&bytes)?;
            bytes.clear();
        }
    }
    bytes.extend_from_slice(b"\n]}\n");
    output.write(&bytes)?;
    output.finish().map(|()| rows)
}
