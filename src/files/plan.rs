//! How the rows of one file are to be read.

use super::error::FileError;
use super::field::{Field, fold};
use super::identity::{IdRules, IdSource};
use super::names::Names;
use super::options::ReadOptions;
use super::position_columns::PositionColumns;
use super::summary::{Encoding, Format, ImportSummary};
use crate::crs::ToWgs84;
use crate::domain::kitchen::KitchenKind;

/// What a layer takes from a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) fields: &'static [Field],
    pub(super) ids: IdRules,
    /// The layer's name, as a GeoPackage may have it.
    pub(super) layer: &'static str,
    /// Polygons instead of positions.
    pub(super) boundary: bool,
}

/// Columns by what they are for.
pub(super) struct Plan {
    pub(super) names: Names,
    pub(super) ids: IdSource,
    /// `None` for polygons.
    pub(super) position: Option<PositionColumns>,
    fields: Vec<(Field, usize)>,
    /// Whether the format has geometries of its own.
    pub(super) has_geometry: bool,
    pub(super) to: ToWgs84,
    pub(super) kind_from_columns: Option<KitchenKind>,
}

impl Plan {
    /// Recognises columns; `feature_ids` says for GeoJSON whether its features have ids, `None` for CSV.
    pub(super) fn new(
        columns: Vec<String>,
        wanted: &Wanted,
        options: &ReadOptions,
        to: ToWgs84,
        feature_ids: Option<bool>,
    ) -> Result<Self, FileError> {
        let names = Names::new(columns);
        let has_geometry = feature_ids.is_some();
        let ids = IdSource::choose(&names, wanted.ids, options, feature_ids.unwrap_or_default())?;
        let position = match (wanted.boundary, has_geometry) {
            (true, _) => None,
            (false, true) => Some(PositionColumns::Geometry),
            (false, false) => Some(PositionColumns::choose(&names, options, !to.is_geographic())?),
        };
        let mut taken = ids.columns();
        taken.extend(position.map(PositionColumns::columns).unwrap_or_default());
        let mut fields = Vec::new();
        for &field in wanted.fields {
            let column = match options.columns.get(field) {
                Some("") => None,
                Some(name) => Some(names.find(name)?),
                None => names.recognise(field, &taken)?,
            };
            fields.extend(column.map(|column| (field, column)));
        }
        if wanted.boundary && !has_geometry && !fields.iter().any(|(field, _)| *field == Field::Boundary) {
            return Err(FileError::NoBoundary);
        }
        let kind_from_columns = kind(&names);
        Ok(Self { names, ids, position, fields, has_geometry, to, kind_from_columns })
    }

    /// Every field from the column of its own name, and ids from the features.
    pub(super) fn exact(wanted: &Wanted, to: ToWgs84) -> Self {
        let own = wanted.fields.iter().filter(|field| **field != Field::Boundary);
        let fields: Vec<(Field, usize)> = own.zip(0..).map(|(field, column)| (*field, column)).collect();
        Self {
            names: Names::new(fields.iter().map(|(field, _)| field.name().to_owned()).collect()),
            ids: IdSource::Feature,
            position: (!wanted.boundary).then_some(PositionColumns::Geometry),
            fields,
            has_geometry: true,
            to,
            kind_from_columns: None,
        }
    }

    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, column)| *column)
    }

    /// Which column each field comes from.
    fn recognised(&self) -> Vec<(Field, Box<str>)> {
        let name = |column: usize| self.names.name(column).into();
        let ids = self.ids.columns().into_iter().map(|column| (Field::Id, name(column)));
        let position = match self.position {
            Some(PositionColumns::Pair { x, y, form_accuracy }) => {
                let accuracy = form_accuracy.map(|column| (Field::Accuracy, name(column)));
                [(Field::Lon, name(x)), (Field::Lat, name(y))].into_iter().chain(accuracy).collect()
            }
            Some(PositionColumns::Geopoint(column)) => vec![(Field::Geopoint, name(column))],
            Some(PositionColumns::Geometry) | None => Vec::new(),
        };
        ids.chain(position).chain(self.fields.iter().map(|(field, column)| (*field, name(*column)))).collect()
    }

    /// What is known of a file before its rows are counted.
    pub(super) fn summary(
        &self,
        format: Format,
        encoding: Encoding,
        separator: Option<char>,
        swap_test: bool,
    ) -> ImportSummary {
        ImportSummary {
            format,
            layer: None,
            encoding,
            separator,
            columns: self.recognised(),
            ignored: self.ignored(),
            ids: self.ids.origin(&self.names),
            crs: self.to.epsg(),
            operation: self.to.operation().clone(),
            swap_test,
            kind_from_columns: self.kind_from_columns,
            rows: 0,
            good: 0,
            bad: 0,
            problems: 0,
            warnings: 0,
            persons_missing: 0,
            without_position: 0,
            same_position: 0,
            placed_by_hand: 0,
        }
    }

    /// Whether something is taken from a column.
    pub(super) fn uses(&self, column: usize) -> bool {
        self.ids.columns().contains(&column)
            || self.position.is_some_and(|position| position.columns().contains(&column))
            || self.fields.iter().any(|(_, used)| *used == column)
    }

    /// Columns that nothing is taken from.
    fn ignored(&self) -> Vec<Box<str>> {
        let names = self.names.written().iter().enumerate();
        names.filter(|(column, _)| !self.uses(*column)).map(|(_, name)| name.as_str().into()).collect()
    }
}

/// The kind of kitchen that the names of the columns speak of, where it is one.
fn kind(names: &Names) -> Option<KitchenKind> {
    let any = |words: [&str; 2]| {
        names.written().iter().map(|name| fold(name)).any(|name| words.iter().any(|word| name.contains(word)))
    };
    match (any(["ollacomun", "ollascomunes"]), any(["comedorpopular", "comedorespopulares"])) {
        (true, false) => Some(KitchenKind::OllaComun),
        (false, true) => Some(KitchenKind::ComedorPopular),
        _ => None,
    }
}
