//! What a reader is told besides the file's name.

use std::str::FromStr;

use thiserror::Error;

use super::field::Field;
use super::problem::RowProblem;
use crate::crs::Epsg;
use crate::messages::{Explain, Params};

/// How a file is to be read; the default asks for nothing special.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// The reference system of the coordinates; `None`: what the file says, else degrees in WGS 84.
    pub crs: Option<Epsg>,
    /// The layer to be read of a file with several.
    pub layer: Option<String>,
    /// Columns named by the user.
    pub columns: ColumnChoice,
    /// The column ids come from.
    pub id_column: Option<String>,
    /// Whether good rows are taken although others are bad.
    pub skip_bad: bool,
    /// What is too much.
    pub limits: Limits,
    /// Words for the reasons in the file of rejected rows; English unless given.
    pub words: fn(&RowProblem) -> String,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            crs: None,
            layer: None,
            columns: ColumnChoice::default(),
            id_column: None,
            skip_bad: false,
            limits: Limits::default(),
            words: ToString::to_string,
        }
    }
}

/// What a file may cost.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// The largest file, bytes.
    pub max_file_bytes: u64,
    /// The most rows.
    pub max_rows: u32,
    /// The longest row, bytes; a row grows memory, a file does not.
    pub max_record_bytes: usize,
    /// The longest settlement, bytes: a coastline has many corners.
    pub max_settlement_bytes: usize,
    /// The most problems and warnings kept to be shown; all are counted.
    pub max_problems_kept: usize,
}

impl Default for Limits {
    /// 4 GiB, 20 million rows (Peru has some 10 million households), 1 MiB a row, 64 MiB a settlement, 1000 problems.
    fn default() -> Self {
        Self {
            max_file_bytes: 4 << 30,
            max_rows: 20_000_000,
            max_record_bytes: 1 << 20,
            max_settlement_bytes: 64 << 20,
            max_problems_kept: 1000,
        }
    }
}

/// How far a reader is. Whoever is told it may stop the reading: [`super::FileError::Stopped`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// Bytes read.
    pub bytes_done: u64,
    /// Bytes the file has; a GeoJSON file is read twice and counts twice.
    pub bytes_total: u64,
    /// Rows understood.
    pub rows: u64,
}

/// Columns named by the user: `lon=X,lat=Y,persons=Z`. An empty name (`code=`) leaves a field out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ColumnChoice(Vec<(Field, Box<str>)>);

/// Why a choice of columns cannot be read.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ColumnChoiceError {
    /// No `=`.
    #[error("{0:?} does not say which column a field comes from; write field=column, for example lon=X,lat=Y")]
    NoEquals(Box<str>),
    /// Not a field.
    #[error("{field:?} is not a field; the fields are {known}", known = Field::names().join(", "))]
    NoSuchField {
        /// As given.
        field: Box<str>,
    },
    /// The same field again.
    #[error("the column of {0} is given twice")]
    Twice(Field),
}

impl ColumnChoice {
    /// The column named for a field; empty: none.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(chosen, _)| *chosen == field).map(|(_, column)| &**column)
    }

    /// The fields named, in the order given, with their columns.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, column)| (*field, &**column))
    }
}

impl FromStr for ColumnChoice {
    type Err = ColumnChoiceError;

    fn from_str(text: &str) -> Result<Self, ColumnChoiceError> {
        let mut chosen: Vec<(Field, Box<str>)> = Vec::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (name, column) = part.split_once('=').ok_or_else(|| ColumnChoiceError::NoEquals(part.into()))?;
            let field =
                Field::parse(name).ok_or_else(|| ColumnChoiceError::NoSuchField { field: name.trim().into() })?;
            if chosen.iter().any(|(other, _)| *other == field) {
                return Err(ColumnChoiceError::Twice(field));
            }
            chosen.push((field, column.trim().into()));
        }
        Ok(Self(chosen))
    }
}

impl Explain for ColumnChoiceError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoEquals(_) => "columns-no-equals",
            Self::NoSuchField { .. } => "columns-no-such-field",
            Self::Twice(_) => "columns-twice",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::NoEquals(text) => vec![("text", text.to_string())],
            Self::NoSuchField { field } => vec![("field", field.to_string()), ("fields", Field::names().join(", "))],
            Self::Twice(field) => vec![("field", field.to_string())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_columns_is_read_or_explained() {
        let choice: ColumnChoice = "lon=X, lat = Coord Y,persons=".parse().unwrap();
        assert_eq!(choice.get(Field::Lon), Some("X"));
        assert_eq!(choice.get(Field::Lat), Some("Coord Y"));
        assert_eq!(choice.get(Field::Persons), Some(""));
        assert_eq!(choice.get(Field::Id), None);
        assert_eq!("x=A,lon=B".parse::<ColumnChoice>(), Err(ColumnChoiceError::Twice(Field::Lon)));
        assert!(matches!("lon".parse::<ColumnChoice>(), Err(ColumnChoiceError::NoEquals(_))));
        assert!(matches!("colour=C".parse::<ColumnChoice>(), Err(ColumnChoiceError::NoSuchField { .. })));
    }
}
