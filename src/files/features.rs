//! Features in memory, read by the exact names of their fields: what a service is sent to write.
//!
//! Every value goes by the same rules as an import's, but nothing is guessed: no similar names, no numbered ids,
//! no property that is passed over in silence.

use std::path::Path;

use geojson::Feature;
use geojson::feature::Id as FeatureId;
use serde_json::Value;

use super::collect::Collector;
use super::error::FileError;
use super::field::Field;
use super::geojson::{Cells, as_row, crs, epsg, id_text};
use super::import::Import;
use super::input::Block;
use super::options::{Limits, ReadOptions};
use super::place::Place;
use super::plan::Plan;
use super::problem::{Reason, RowProblem, SHOWN, shortened};
use super::read::{Layer, finish, understand_row};
use super::reading::{Notes, Reading};
use super::source::Source;
use super::split::Features as Split;
use super::summary::{Encoding, Format, ImportSummary};
use super::syntax::JsonProblem;
use super::vicinity::Vicinity;
use crate::crs::{Epsg, ToWgs84};
use crate::domain::id::Id;

/// How features are to be read.
#[derive(Clone, Copy, Default)]
pub struct FeatureOptions<'a> {
    /// From the reference system of the coordinates, kept by the caller since it takes milliseconds to make; `None`:
    /// what the document says, else degrees in WGS 84.
    pub crs: Option<&'a ToWgs84>,
    /// Names of computed properties: they may be there, and are not looked at.
    pub computed: &'a [&'a str],
    /// What gives an id to a feature that has none; `None`: such a feature is bad.
    pub mint: Option<&'a dyn Fn() -> Id>,
    /// What is too much.
    pub limits: Limits,
}

/// What features in memory are.
#[derive(Debug)]
pub struct Features<T> {
    /// The rows in the order of the features: all of them.
    pub rows: Vec<T>,
    /// Which of `rows` had no id and were given one, rising.
    pub minted: Vec<usize>,
    /// What is worth a look, at most [`Limits::max_problems_kept`].
    pub warnings: Vec<RowProblem>,
    /// The totals.
    pub summary: ImportSummary,
}

/// Reads a `FeatureCollection` or a `Feature`, all of it or nothing.
pub(super) fn read_features<L: Layer>(
    layer: &L,
    bytes: &[u8],
    options: &FeatureOptions<'_>,
    vicinity: &Vicinity,
) -> Result<Features<L::Row>, FileError> {
    let limits = options.limits;
    let row_limit = if L::WANTED.boundary { limits.max_settlement_bytes } else { limits.max_record_bytes };
    let open = || Ok::<_, FileError>(Split::new(Source::memory(bytes, &limits)?, row_limit));
    // The reference system may stand behind the features.
    let found = outline(&mut open()?, &limits)?;
    let to = match options.crs {
        Some(to) => to.clone(),
        None => ToWgs84::new(&epsg(found.as_ref())?.unwrap_or(Epsg::WGS84))?,
    };
    let plan = Plan::exact(&L::WANTED, to);
    let place = Place { to: &plan.to, vicinity };
    let strict = ReadOptions { limits, ..ReadOptions::default() };
    let mut collector = Collector::new(&plan, Path::new(""), &strict);
    let (mut cells, mut minted) = (Cells::default(), Vec::new());
    let (mut features, mut feature) = (open()?, Vec::new());
    let mut number = 0;
    while features.next(&mut feature)? {
        number += 1;
        let mut notes = Notes::default();
        let row = match serde_json::from_slice::<Feature>(&feature) {
            Ok(feature) => {
                let feature = exact(number, feature, L::WANTED.fields, options.computed, &mut notes);
                if feature.id.is_none() && options.mint.is_some() {
                    minted.extend(usize::try_from(number - 1));
                }
                as_row(number, feature, plan.names.written(), &mut cells, |row| {
                    let (plan, place, mint) = (&plan, &place, options.mint);
                    understand_row(layer, Reading { row, plan, place, notes: &mut notes, mint })
                })
            }
            Err(error) => {
                notes.problems.push(RowProblem::whole(number, Reason::Malformed(error.to_string().into())));
                None
            }
        };
        let row = row.filter(|_| notes.problems.is_empty());
        collector.take(&Block::default(), row.into_iter().map(|row| (number, row)).collect(), notes, L::id)?;
        feature.clear();
    }
    let summary = plan.summary(Format::GeoJson, Encoding::Utf8, None, !vicinity.is_empty());
    let mut collected = collector.finish();
    collected.warn_of_same_positions(L::position, L::id);
    let Import { rows, warnings, summary, .. } = finish(collected, summary, &strict)?;
    Ok(Features { rows, minted, warnings, summary })
}

/// Looks at what is around the features, and counts them; the `crs` member.
fn outline(features: &mut Split, limits: &Limits) -> Result<Option<Value>, FileError> {
    let (mut first, mut rows, mut feature) = (None, 0_u32, Vec::new());
    while features.next(&mut feature)? {
        rows += 1;
        if rows > limits.max_rows {
            return Err(FileError::TooManyRows { limit: limits.max_rows });
        }
        if features.lines && first.is_none() {
            first = Some(feature.clone());
        }
        feature.clear();
    }
    if features.objects > 1 {
        return Err(FileError::Json { byte: 0, problem: JsonProblem::NotFeatures });
    }
    let crs = crs(first.as_deref(), features.collection.as_deref())?;
    if rows == 0 { Err(FileError::NoRows) } else { Ok(crs) }
}

/// The feature with its id as its member, once every property is one that the layer has, and of its type.
fn exact(number: u64, mut feature: Feature, fields: &'static [Field], computed: &[&str], notes: &mut Notes) -> Feature {
    let mut own_id = None;
    for (name, value) in feature.properties.iter_mut().flatten() {
        let field = fields.iter().find(|field| field.name() == name && **field != Field::Boundary);
        let reason = match (field, &*value) {
            (None, Value::Null) if name == "id" => continue,
            (None, Value::String(id)) if name == "id" => {
                own_id = Some(FeatureId::String(id.clone()));
                continue;
            }
            (None, Value::Number(id)) if name == "id" => {
                own_id = Some(FeatureId::Number(id.clone()));
                continue;
            }
            (None, _) if name == "id" => Reason::JsonText,
            (Some(_), Value::Null) => continue,
            (Some(field), Value::Number(_)) if field.is_number() => continue,
            (Some(field), Value::String(_)) if !field.is_number() => continue,
            (Some(field), _) if field.is_number() => Reason::JsonNumber,
            (Some(_), _) => Reason::JsonText,
            (None, _) if computed.contains(&name.as_str()) => continue,
            (None, _) => Reason::UnknownProperty(fields),
        };
        // Taken, so that nobody finds the same fault again.
        let text = match value.take() {
            Value::String(text) => text,
            value => value.to_string(),
        };
        notes.problems.push(RowProblem::cell(number, name, &text, reason));
    }
    match (&feature.id, own_id) {
        (None, own_id) => feature.id = own_id,
        (Some(id), Some(own_id)) if id_text(id) != id_text(&own_id) => {
            let reason = Reason::TwoIds { member: shortened(&id_text(id), SHOWN) };
            notes.problems.push(RowProblem::cell(number, "id", &id_text(&own_id), reason));
        }
        _ => {}
    }
    feature
}
