//! GeoJSON as a stream of blocks of rows.
//!
//! Read twice: the names of the columns are known only when every feature was seen. Source: RFC 7946;
//! the `crs` member of its 2008 predecessor, which GDAL still writes, is honoured.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;

use geojson::Feature;
use geojson::feature::Id as FeatureId;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::error::FileError;
use super::options::{Limits, Progress};
use super::row::{Row, Shape};
use super::source::Source;
use super::split::Features;
use super::summary::Format;
use super::syntax::JsonProblem;
use crate::crs::Epsg;

/// The most different properties in one file.
const MAX_COLUMNS: usize = 10_000;
/// Bytes of features after which a block is full.
const BLOCK_BYTES: usize = 256 * 1024;

/// A GeoJSON file being read for the second time.
pub(super) struct GeoJson {
    features: Features,
    next_row: u64,
    max_rows: u32,
    bytes_before: u64,
}

/// What the first reading found.
pub(super) struct Contents {
    pub(super) columns: Vec<String>,
    pub(super) has_ids: bool,
    pub(super) crs: Option<Value>,
    pub(super) format: Format,
}

/// Some features, as bytes.
#[derive(Default)]
pub(super) struct Block {
    first_row: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Room for the cells of one row, used for one after the other.
#[derive(Default)]
pub(super) struct Cells {
    text: String,
    ends: Vec<usize>,
}

#[derive(Deserialize)]
struct Probe {
    #[serde(default)]
    properties: Option<Keys>,
    #[serde(default)]
    id: Option<IgnoredAny>,
}

/// The keys of an object, its values passed over.
#[derive(Default)]
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Keys;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        from.deserialize_map(Visit)
    }
}

#[derive(Deserialize)]
struct Outer {
    #[serde(rename = "type")]
    kind: Option<String>,
    crs: Option<Value>,
}

impl GeoJson {
    /// Reads the file once for its columns, and opens it again.
    pub(super) fn open(
        path: &Path,
        limits: &Limits,
        row_limit: usize,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(Self, Contents), FileError> {
        let mut features = Features::new(Source::open(path, limits)?.0, row_limit);
        let (mut columns, mut seen, mut has_ids) = (Vec::new(), HashSet::new(), false);
        let mut first = None;
        let (mut bytes, mut rows, mut told) = (Vec::new(), 0_u64, 0);
        while features.next(&mut bytes)? {
            rows += 1;
            if let Ok(probe) = serde_json::from_slice::<Probe>(&bytes) {
                has_ids |= probe.id.is_some();
                for name in probe.properties.unwrap_or_default().0 {
                    if seen.insert(name.clone()) {
                        columns.push(name);
                    }
                }
            }
            if seen.len() > MAX_COLUMNS {
                return Err(FileError::TooManyColumns { row: rows, limit: MAX_COLUMNS });
            }
            if features.lines && first.is_none() {
                first = Some(bytes.clone());
            }
            bytes.clear();
            let (done, total) = features.progress();
            if done > told {
                told = done;
                let done = Progress { bytes_done: done, bytes_total: total * 2, rows: 0 };
                if progress(done).is_break() {
                    return Err(FileError::Stopped);
                }
            }
        }
        let crs = crs(first.as_deref(), features.collection.as_deref())?;
        if rows == 0 {
            return Err(FileError::NoRows);
        }
        let format = if features.lines { Format::GeoJsonLines } else { Format::GeoJson };
        let again = Features::new(Source::open(path, limits)?.0, row_limit);
        let bytes_before = features.progress().0;
        let reader = Self { features: again, next_row: 1, max_rows: limits.max_rows, bytes_before };
        Ok((reader, Contents { columns, has_ids, crs, format }))
    }

    /// Bytes read, and of how many, both readings counted.
    pub(super) const fn progress(&self) -> (u64, u64) {
        let (done, total) = self.features.progress();
        (self.bytes_before + done, total * 2)
    }

    /// Fills a block; false at the end of the file.
    pub(super) fn fill(&mut self, block: &mut Block) -> Result<bool, FileError> {
        block.first_row = self.next_row;
        block.bytes.clear();
        block.ends.clear();
        while block.bytes.len() < BLOCK_BYTES && self.features.next(&mut block.bytes)? {
            block.ends.push(block.bytes.len());
            self.next_row += 1;
            if self.next_row - 1 > u64::from(self.max_rows) {
                return Err(FileError::TooManyRows { limit: self.max_rows });
            }
        }
        Ok(!block.ends.is_empty())
    }
}

/// The `crs` member of the object around the features, or of the first feature that stands alone, which must be one.
pub(super) fn crs(first: Option<&[u8]>, collection: Option<&[u8]>) -> Result<Option<Value>, FileError> {
    let wrong = || FileError::Json { byte: 0, problem: JsonProblem::NotFeatures };
    let (bytes, kind) = match (first, collection) {
        (_, Some(bytes)) => (bytes, "FeatureCollection"),
        (Some(bytes), None) => (bytes, "Feature"),
        (None, None) => return Err(FileError::Empty),
    };
    let outer: Outer = serde_json::from_slice(bytes).map_err(|_| wrong())?;
    if outer.kind.as_deref() == Some(kind) { Ok(outer.crs) } else { Err(wrong()) }
}

/// The reference system that a `crs` member names.
pub(super) fn epsg(crs: Option<&Value>) -> Result<Option<Epsg>, FileError> {
    match crs {
        None | Some(Value::Null) => Ok(None),
        Some(crs) => {
            let name = crs.pointer("/properties/name").and_then(Value::as_str);
            Ok(Some(name.unwrap_or("(no name)").parse()?))
        }
    }
}

impl Block {
    /// Gives every row in order, its cells in the order of `columns`.
    pub(super) fn each(&self, columns: &[String], mut visit: impl FnMut(Row<'_>)) {
        let (mut start, mut cells) = (0, Cells::default());
        for (number, end) in (self.first_row..).zip(&self.ends) {
            let bytes = self.bytes.get(start..*end).unwrap_or_default();
            start = *end;
            match serde_json::from_slice::<Feature>(bytes) {
                Ok(feature) => as_row(number, feature, columns, &mut cells, &mut visit),
                Err(error) => {
                    let shape = Shape::Malformed(&error.to_string());
                    visit(Row { number, text: "", ends: &[], shape, feature_id: None });
                }
            }
        }
    }
}

/// Gives a feature as a row, its cells in the order of `columns`.
pub(super) fn as_row<R>(
    number: u64,
    feature: Feature,
    columns: &[String],
    cells: &mut Cells,
    visit: impl FnOnce(Row<'_>) -> R,
) -> R {
    let Cells { text, ends } = cells;
    text.clear();
    ends.clear();
    for column in columns {
        write_cell(feature.properties.as_ref().and_then(|all| all.get(column)), text);
        ends.push(text.len());
    }
    let id = feature.id.as_ref().map(id_text);
    let geometry = feature.geometry.map(geo::Geometry::try_from);
    let error;
    let shape = match &geometry {
        None => Shape::Null,
        Some(Ok(geometry)) => Shape::Geometry(geometry),
        Some(Err(problem)) => {
            error = problem.to_string();
            Shape::Malformed(&error)
        }
    };
    visit(Row { number, text, ends, shape, feature_id: id.as_deref() })
}

/// The `id` member of a feature as text.
pub(super) fn id_text(id: &FeatureId) -> Cow<'_, str> {
    match id {
        FeatureId::String(id) => id.into(),
        FeatureId::Number(id) => id.to_string().into(),
    }
}

fn write_cell(value: Option<&Value>, text: &mut String) {
    match value {
        None | Some(Value::Null) => {}
        Some(Value::String(value)) => text.push_str(value),
        Some(value) => text.push_str(&value.to_string()),
    }
}
