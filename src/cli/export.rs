//! `cercania export`: layers into files.

use std::path::Path;

use jiff::Timestamp;

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
use crate::crs::Crs;
use crate::files::geopackage::{GeoPackageWriter, Srs, WriteError};
use crate::files::write::flatgeobuf::{self, Index};
use crate::files::write::rows::Rows;
use crate::files::write::{Sink, kml, layer_csv, layer_geojson, layer_geopackage};
use crate::layers::LayerName;
use crate::messages::{Explain, Locale, say};
use crate::store::geopackage::GeoPackageStore;

/// Bytes written at once.
const CHUNK: usize = 64 * 1024;

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
    let app = opening::existing(locale, &arguments.store)?;
    let source = app.view(&Viewer::local(locale), None);
    if layers.contains(&LayerName::Catchments)
        && let Err(error) = source.catchments()
    {
        return Err(Failure::new(locale, error, ExitCode::Failed));
    }
    let failed = |error: &dyn Explain| Failure::new(locale, error, ExitCode::Failed);
    let total = layers.iter().map(|layer| source.slots(*layer) as u64).sum();
    let bar = Progress::new(locale, "progress-writing", Some(total));
    let crs = Crs::crs84();
    let rows = |layer| Rows::all(&source, layer, &crs).watched(|| bar.advance(1));
    let count: u64 = layers.iter().map(|layer| source.count(*layer) as u64).sum();
    if arguments.output.format == OutputFormat::GeoPackage {
        geopackage(path, layers.iter().map(|layer| rows(*layer)), locale).map_err(|error| failed(&error))?;
    } else {
        let rows = rows(layers[0]);
        let mut output = Output::create(path).map_err(|error| failed(&error))?;
        match arguments.output.format {
            OutputFormat::Csv => {
                let style = arguments.csv.excel.map(Separator::style).unwrap_or_default();
                layer_csv::write(&mut output, rows, style)
            }
            OutputFormat::FlatGeobuf => flatgeobuf::write(&mut output, rows, Index::Packed, locale),
            OutputFormat::Kml => kml::write(&mut output, rows, locale),
            OutputFormat::GeoJson | OutputFormat::GeoPackage => layer_geojson::write(&mut output, rows),
        }
        .and_then(|()| output.finish())
        .map_err(|error| failed(&error))?;
    }
    drop(bar);
    let params = [("file", path.display().to_string()), ("count", count.to_string())];
    tell(&say(locale, "export-written", &params));
    Ok(ExitCode::Done)
}

fn geopackage<'a>(path: &Path, layers: impl Iterator<Item = Rows<'a>>, locale: Locale) -> Result<(), WriteError> {
    let mut writer = GeoPackageWriter::create(path, Timestamp::now())?;
    for rows in layers {
        layer_geopackage::write(&mut writer, rows, &Srs::wgs84(), locale)?;
    }
    writer.finish()
}

/// A file that rows flow into.
struct Output {
    file: OutputFile,
    buffer: Vec<u8>,
}

impl Output {
    fn create(path: &Path) -> Result<Self, OutputError> {
        Ok(Self { file: OutputFile::create(path)?, buffer: Vec::new() })
    }

    fn finish(mut self) -> Result<(), OutputError> {
        self.file.write(&self.buffer)?;
        self.file.finish()
    }
}

impl Sink for Output {
    type Error = OutputError;

    fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    fn flow(&mut self) -> Result<(), OutputError> {
        if self.buffer.len() >= CHUNK {
            self.file.write(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }
}
