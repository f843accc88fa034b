//! A file of any format, as blocks of rows.

use std::ops::ControlFlow;
use std::path::Path;

use super::csv::{self, Csv};
use super::error::FileError;
use super::geojson::{self, GeoJson};
use super::geopackage::reader::LayerReader;
use super::options::{Progress, ReadOptions};
use super::plan::{Plan, Wanted};
use super::row::Row;
use super::source::{Kind, Source};
use super::summary::{Encoding, Format, ImportSummary};
use super::table::{self, Table};
use super::xlsx::Sheet;
use crate::crs::{Epsg, ToWgs84};

/// A file being read.
pub(super) enum Input {
    Csv { csv: Box<Csv>, bom: bool },
    GeoJson { geojson: Box<GeoJson>, format: Format },
    Table { table: Table, format: Format, layer: Box<str> },
}

/// Some rows of it; all but one are empty.
#[derive(Default)]
pub(super) struct Block {
    csv: csv::Block,
    features: geojson::Block,
    table: table::Block,
}

impl Input {
    /// Opens a file and decides how its rows are to be read.
    pub(super) fn open(
        path: &Path,
        wanted: &Wanted,
        options: &ReadOptions,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(Self, Plan), FileError> {
        let mut limits = options.limits;
        if wanted.boundary {
            limits.max_record_bytes = limits.max_settlement_bytes;
        }
        let (source, kind) = Source::open(path, &limits)?;
        match kind {
            Kind::Csv { bom } => {
                let (csv, columns) = Csv::open(source, &limits)?;
                let to = ToWgs84::new(&options.crs.unwrap_or(Epsg::WGS84))?;
                let plan = Plan::new(columns, wanted, options, to, None)?;
                Ok((Self::Csv { csv: Box::new(csv), bom }, plan))
            }
            Kind::Zip => {
                let sheet = Sheet::open(path, source.total, options, &limits)?;
                let to = ToWgs84::new(&options.crs.unwrap_or(Epsg::WGS84))?;
                let plan = Plan::new(sheet.columns.clone(), wanted, options, to, None)?;
                let (name, table) = (sheet.name.as_str().into(), sheet.start(&limits));
                Ok((Self::Table { table, format: Format::Xlsx, layer: name }, plan))
            }
            Kind::Sqlite => {
                let layer = LayerReader::open(path, source.total, wanted, options, &limits)?;
                let contents = &layer.contents;
                let epsg = match (options.crs, &contents.epsg) {
                    (Some(epsg), _) | (None, &Ok(epsg)) => epsg,
                    (None, Err(system)) => {
                        let (layer, system) = (contents.layer.clone(), system.clone());
                        return Err(FileError::LayerCrs { layer, system });
                    }
                };
                let plan = Plan::new(contents.columns.clone(), wanted, options, ToWgs84::new(&epsg)?, Some(false))?;
                let (name, table) = (contents.layer.as_str().into(), layer.start(&limits, &plan));
                Ok((Self::Table { table, format: Format::GeoPackage, layer: name }, plan))
            }
            Kind::GeoJson => {
                let (geojson, contents) = GeoJson::open(path, &limits, limits.max_record_bytes, progress)?;
                let epsg = match options.crs {
                    Some(epsg) => epsg,
                    None => geojson::epsg(contents.crs.as_ref())?.unwrap_or(Epsg::WGS84),
                };
                let format = contents.format;
                let plan = Plan::new(contents.columns, wanted, options, ToWgs84::new(&epsg)?, Some(contents.has_ids))?;
                Ok((Self::GeoJson { geojson: Box::new(geojson), format }, plan))
            }
        }
    }

    /// Fills a block; false at the end of the file.
    pub(super) fn fill(&mut self, block: &mut Block) -> Result<bool, FileError> {
        match self {
            Self::Csv { csv, .. } => csv.fill(&mut block.csv),
            Self::GeoJson { geojson, .. } => geojson.fill(&mut block.features),
            Self::Table { table, .. } => table.fill(&mut block.table),
        }
    }

    /// Bytes read, and of how many.
    pub(super) fn progress(&self) -> (u64, u64) {
        match self {
            Self::Csv { csv, .. } => csv.progress(),
            Self::GeoJson { geojson, .. } => geojson.progress(),
            Self::Table { table, .. } => table.progress(),
        }
    }

    /// What is known of the file before its rows are counted.
    pub(super) fn summary(&self, plan: &Plan, swap_test: bool) -> ImportSummary {
        let (format, encoding, separator) = match self {
            Self::Csv { csv, bom } => {
                (Format::Csv, if *bom { Encoding::Utf8Bom } else { Encoding::Utf8 }, Some(csv.separator))
            }
            Self::GeoJson { format, .. } | Self::Table { format, .. } => (*format, Encoding::Utf8, None),
        };
        let mut summary = plan.summary(format, encoding, separator, swap_test);
        if let Self::Table { layer, .. } = self {
            summary.layer = Some(layer.clone());
        }
        summary
    }
}

impl Block {
    /// Gives every row in order; true where some row was Latin-1.
    pub(super) fn each(&self, columns: &[String], mut visit: impl FnMut(Row<'_>)) -> bool {
        let latin1 = self.csv.each(&mut visit);
        self.features.each(columns, &mut visit);
        self.table.each(visit);
        latin1
    }
}
