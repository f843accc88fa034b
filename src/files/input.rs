//! A file of any format, as blocks of rows.

use std::ops::ControlFlow;
use std::path::Path;

use super::csv::{self, Csv};
use super::error::FileError;
use super::geojson::{self, GeoJson};
use super::options::{Progress, ReadOptions};
use super::plan::{Plan, Wanted};
use super::row::Row;
use super::source::{Kind, Source};
use super::summary::{Encoding, Format, ImportSummary};
use crate::crs::{Epsg, ToWgs84};

/// A file being read.
pub(super) enum Input {
    Csv { csv: Box<Csv>, bom: bool },
    GeoJson { geojson: Box<GeoJson>, format: Format },
}

/// Some rows of it; one of the two is empty.
#[derive(Default)]
pub(super) struct Block {
    csv: csv::Block,
    features: geojson::Block,
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
        }
    }

    /// Bytes read, and of how many.
    pub(super) fn progress(&self) -> (u64, u64) {
        match self {
            Self::Csv { csv, .. } => csv.progress(),
            Self::GeoJson { geojson, .. } => geojson.progress(),
        }
    }

    /// What is known of the file before its rows are counted.
    pub(super) fn summary(&self, plan: &Plan, swap_test: bool) -> ImportSummary {
        let (format, encoding, separator) = match self {
            Self::Csv { csv, bom } => {
                (Format::Csv, if *bom { Encoding::Utf8Bom } else { Encoding::Utf8 }, Some(csv.separator))
            }
            Self::GeoJson { format, .. } => (*format, Encoding::Utf8, None),
        };
        plan.summary(format, encoding, separator, swap_test)
    }
}

impl Block {
    /// Gives every row in order; true where some row was Latin-1.
    pub(super) fn each(&self, columns: &[String], mut visit: impl FnMut(Row<'_>)) -> bool {
        let latin1 = self.csv.each(&mut visit);
        self.features.each(columns, visit);
        latin1
    }
}
