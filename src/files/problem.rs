//! What can be wrong with a row, said so that the person who typed it can mend it.

use std::fmt;

use super::field::Field;
use crate::crs::Epsg;
use crate::domain::date::DateError;
use crate::domain::id::{Id, IdError};
use crate::domain::settlement::BoundaryError;
use crate::domain::units::PersonsError;
use crate::messages::{Explain, Params};

/// Characters of a value that are told again.
pub(super) const SHOWN: usize = 80;
/// Of one that is wrong for its length: enough to find it.
const SHOWN_OF_LONG: usize = 40;
/// Of what a parser says.
const SHOWN_OF_PARSER: usize = 300;

/// One thing wrong with one row, or worth a look.
#[derive(Clone, Debug, PartialEq)]
pub struct RowProblem {
    /// 1 is the first row of data; the row of column names is not counted, empty lines neither.
    pub row: u64,
    /// The column, where one is to blame.
    pub column: Option<Box<str>>,
    /// What stands there, at most [`SHOWN`] characters, of a text that is too long [`SHOWN_OF_LONG`].
    pub value: Option<Box<str>>,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Nothing in a cell that must have something.
    Missing,
    /// Not a number.
    NotANumber,
    /// NaN, infinite, or too large.
    NotFinite,
    /// Longitude outside -180..=180; whether exchanging the two would help.
    Longitude(f64, Exchange),
    /// Latitude outside -90..=90; whether exchanging the two would help.
    Latitude(f64, Exchange),
    /// (0, 0): what programs write where they have no position.
    ZeroZero,
    /// Metres where degrees were promised.
    LooksLikeUtm,
    /// Degrees where metres of a projection were promised.
    LooksLikeDegrees(Epsg),
    /// Not a place in the reference system.
    NoPlace(Epsg),
    /// Far from everything known: worth a look.
    Far,
    /// Far from everything known as given, near it when exchanged.
    Swapped,
    /// Far from everything known as given, near it with other signs, exchanged or not.
    Signs {
        /// The longitude that is near.
        lon: f64,
        /// The latitude that is near.
        lat: f64,
    },
    /// An id that an earlier row has.
    DuplicateId {
        /// That row.
        first_row: u64,
    },
    /// Not an id.
    Id(IdError),
    /// Not a number of persons.
    Persons(PersonsError),
    /// Where a number of persons belongs, no number at all.
    PersonsUnreadable,
    /// Not a whole number from 0 to 4 294 967 295.
    Count,
    /// Not an accuracy: 0 to 100 000 m.
    Accuracy,
    /// Below zero.
    Weight,
    /// Not a kind of kitchen.
    Kind,
    /// Not a status of a kitchen.
    Status,
    /// Not a day.
    Date(DateError),
    /// Not `latitude longitude altitude accuracy`.
    Geopoint,
    /// A fixed reason without a fixed kitchen.
    ReasonAlone,
    /// Not a boundary.
    Boundary(BoundaryError),
    /// Not Well-Known Text of a polygon.
    Wkt,
    /// Another geometry than a point; its type in GeoJSON.
    NotAPoint(&'static str),
    /// Another geometry than polygons.
    NotAPolygon(&'static str),
    /// More or fewer cells than there are column names.
    Cells {
        /// Column names.
        expected: usize,
        /// Cells.
        found: usize,
    },
    /// A NUL byte.
    Nul,
    /// Not a GeoJSON feature, a geometry or a value at all.
    Malformed(Box<str>),
    /// More characters than a text may have.
    TextTooLong {
        /// Characters.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A formula that failed.
    SheetError,
    /// A property that this layer does not have; the fields that can be written.
    UnknownProperty(&'static [Field]),
    /// A number where JSON has something else.
    JsonNumber,
    /// A text where JSON has something else.
    JsonText,
    /// A feature with another id than its properties.
    TwoIds {
        /// The feature's.
        member: Box<str>,
    },
    /// Registered without a position (a warning).
    NoPosition,
    /// A name where an id is needed, of no settlement; left out (a warning).
    NameOfNone,
    /// A name that several settlements have; left out (a warning).
    NameOfSeveral {
        /// The first of them.
        ids: Vec<Id>,
    },
    /// At the very place of an earlier row (a warning).
    SamePosition {
        /// Its id.
        id: Id,
    },
}

/// Whether longitude and latitude, exchanged, would be in range.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exchange {
    /// They would.
    Helps,
    /// They would not.
    DoesNotHelp,
}

impl RowProblem {
    /// A problem with a cell.
    pub(super) fn cell(row: u64, column: &str, value: &str, reason: Reason) -> Self {
        let shown = match reason {
            Reason::TextTooLong { .. } | Reason::Id(IdError::TooLong(_)) => SHOWN_OF_LONG,
            _ => SHOWN,
        };
        let value = (!value.is_empty()).then(|| shortened(value, shown));
        Self { row, column: Some(shortened(column, SHOWN)), value, reason }
    }

    /// A problem with a row as a whole.
    pub(super) fn whole(row: u64, reason: Reason) -> Self {
        // What a parser says may quote what it read.
        let reason = match reason {
            Reason::Malformed(error) => Reason::Malformed(shortened(&error, SHOWN_OF_PARSER)),
            other => other,
        };
        Self { row, column: None, value: None, reason }
    }

    fn column(&self) -> &str {
        self.column.as_deref().unwrap_or_default()
    }

    fn value(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }
}

/// The names of fields that people enter.
fn names(fields: &[Field]) -> String {
    let entered = fields.iter().filter(|field| !matches!(field, Field::Flags | Field::Boundary));
    entered.map(|field| field.name()).collect::<Vec<_>>().join(", ")
}

fn listed(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(", ")
}

/// At most so many characters.
pub(super) fn shortened(value: &str, characters: usize) -> Box<str> {
    match value.char_indices().nth(characters) {
        Some((end, _)) => value.get(..end).unwrap_or_default().into(),
        None => value.into(),
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, column, value) = (self.row, self.column(), self.value());
        write!(f, "row {row}: ")?;
        let swapped = |exchange: &Exchange| match exchange {
            Exchange::Helps => "; are the columns swapped?",
            Exchange::DoesNotHelp => "",
        };
        match &self.reason {
            Reason::Missing => write!(f, "{column} is empty; fill it in"),
            Reason::NotANumber => write!(f, "{column} {value:?} is not a number; write it like -12.05 or -12,05"),
            Reason::NotFinite => write!(f, "{column} {value:?} is not a finite number"),
            Reason::Longitude(lon, exchange) => {
                write!(f, "longitude {lon} is outside -180..=180 degrees{}", swapped(exchange))
            }
            Reason::Latitude(lat, exchange) => {
                write!(f, "latitude {lat} is outside -90..=90 degrees{}", swapped(exchange))
            }
            Reason::ZeroZero => write!(f, "the position is (0, 0), in the sea off Africa; leave it empty when unknown"),
            Reason::LooksLikeUtm => write!(f, "{value:?} look like UTM metres; give --crs EPSG:32718"),
            Reason::LooksLikeDegrees(crs) => write!(f, "{value:?} look like degrees, not {crs}; leave --crs out"),
            Reason::NoPlace(crs) => write!(f, "{value:?} is not a place in {crs}; is --crs right?"),
            Reason::Far => {
                write!(f, "{value:?} is over 50 km from every settlement and kitchen; check it, and the CRS")
            }
            Reason::Swapped => write!(
                f,
                "{value:?} is over 50 km from every settlement and kitchen, and near one when exchanged; \
                 swap the two, unless those registered are the swapped ones"
            ),
            Reason::Signs { lon, lat } => write!(
                f,
                "{value:?} is over 50 km from every settlement and kitchen, and near one as longitude {lon}, \
                 latitude {lat}; write it so, south and west are negative, unless those registered are the wrong ones"
            ),
            Reason::DuplicateId { first_row } => {
                write!(f, "{column} {value:?} is already the id of row {first_row}; every id must be used once")
            }
            Reason::Id(error) => write!(f, "{column}: {error}"),
            Reason::Persons(error) => write!(f, "{column}: {error}"),
            Reason::PersonsUnreadable => {
                write!(f, "{column} {value:?} is not a number of persons; give a whole number from 1 to 10000")
            }
            Reason::Count => write!(f, "{column} {value:?} is not a whole number from 0 up"),
            Reason::Accuracy => write!(f, "{column} {value:?} is not an accuracy; give metres from 0 to 100000"),
            Reason::Weight => write!(f, "{column} {value:?} is below zero; a weight is 0 or more"),
            Reason::Kind => {
                write!(f, "{column} {value:?} is not a kind of kitchen; write comedor_popular or olla_comun")
            }
            Reason::Status => write!(f, "{column} {value:?} is not a status; write open (abierta) or closed (cerrada)"),
            Reason::Date(error) => write!(f, "{column}: {error}"),
            Reason::Geopoint => {
                write!(f, "{column} {value:?} is not a position; write latitude longitude altitude accuracy")
            }
            Reason::ReasonAlone => write!(f, "{column} gives a reason, but no kitchen is fixed; name the kitchen"),
            Reason::Boundary(error) => write!(f, "{error}; mend it in QGIS with 'Fix geometries'"),
            Reason::Wkt => write!(f, "{column} {value:?} is not a POLYGON or MULTIPOLYGON in Well-Known Text"),
            Reason::NotAPoint(found) => write!(f, "the geometry is a {found}; a Point is needed"),
            Reason::NotAPolygon(found) => write!(f, "the geometry is a {found}; a Polygon or MultiPolygon is needed"),
            Reason::Cells { expected, found } => write!(
                f,
                "{found} cells where there are {expected} column names; \
                 is a separator missing, or a decimal comma taken for one?"
            ),
            Reason::Nul => write!(f, "a NUL byte; the file is damaged or not text"),
            Reason::Malformed(error) => write!(f, "it cannot be read: {error}"),
            Reason::TextTooLong { length, limit } => {
                write!(f, "{column} has {length} characters; at most {limit} are allowed; shorten it: {value:?}...")
            }
            Reason::SheetError => write!(f, "{column} is {value}: its formula failed; mend it or empty the cell"),
            Reason::UnknownProperty(known) => {
                write!(f, "there is no property {column:?} to write; there are {}", names(known))
            }
            Reason::JsonNumber => write!(f, "{column} is {value}; give a number without quotation marks, or null"),
            Reason::JsonText => write!(f, "{column} is {value}; give a text between quotation marks, or null"),
            Reason::TwoIds { member } => {
                write!(f, "the feature's id is {member:?} and its property id is {value:?}; give one of them")
            }
            Reason::NameOfNone => {
                write!(
                    f,
                    "{column} {value:?} is no registered settlement's id or name; a household keeps the one it has"
                )
            }
            Reason::NameOfSeveral { ids } => {
                let ids = listed(ids);
                write!(f, "{column} {value:?} is the name of several settlements, {ids}; write the id of one")
            }
            Reason::NoPosition => write!(f, "no position; registered without one"),
            Reason::SamePosition { id } => write!(f, "at the same position as {id}"),
        }
    }
}

impl Explain for RowProblem {
    fn code(&self) -> &'static str {
        match &self.reason {
            Reason::Missing | Reason::Id(IdError::Empty) => "row-missing",
            Reason::NotANumber => "row-not-a-number",
            Reason::NotFinite => "row-not-finite",
            Reason::Longitude(_, Exchange::Helps) => "row-longitude-swapped",
            Reason::Longitude(..) => "row-longitude",
            Reason::Latitude(_, Exchange::Helps) => "row-latitude-swapped",
            Reason::Latitude(..) => "row-latitude",
            Reason::ZeroZero => "row-zero-zero",
            Reason::LooksLikeUtm => "row-looks-like-utm",
            Reason::LooksLikeDegrees(_) => "row-looks-like-degrees",
            Reason::NoPlace(_) => "row-no-place",
            Reason::Far => "row-far",
            Reason::Swapped => "row-swapped",
            Reason::Signs { .. } => "row-signs",
            Reason::DuplicateId { .. } => "row-duplicate-id",
            Reason::Id(IdError::TooLong(_)) => "row-id-too-long",
            Reason::Id(IdError::Character { .. }) => "row-id-character",
            Reason::Id(IdError::Dots(_)) => "row-id-dots",
            Reason::Persons(_) | Reason::PersonsUnreadable => "row-persons",
            Reason::Count => "row-count",
            Reason::Accuracy => "row-accuracy",
            Reason::Weight => "row-weight",
            Reason::Kind => "row-kind",
            Reason::Status => "row-status",
            Reason::Date(_) => "row-date",
            Reason::Geopoint => "row-geopoint",
            Reason::ReasonAlone => "row-reason-alone",
            Reason::Boundary(_) => "row-boundary",
            Reason::Wkt => "row-wkt",
            Reason::NotAPoint(_) => "row-not-a-point",
            Reason::NotAPolygon(_) => "row-not-a-polygon",
            Reason::Cells { .. } => "row-cells",
            Reason::Nul => "row-nul",
            Reason::Malformed(_) => "row-malformed",
            Reason::TextTooLong { .. } => "row-text-too-long",
            Reason::SheetError => "row-sheet-error",
            Reason::UnknownProperty(_) => "row-unknown-property",
            Reason::JsonNumber => "row-json-number",
            Reason::JsonText => "row-json-text",
            Reason::TwoIds { .. } => "row-two-ids",
            Reason::NameOfNone => "row-name-of-none",
            Reason::NameOfSeveral { .. } => "row-name-of-several",
            Reason::NoPosition => "row-no-position",
            Reason::SamePosition { .. } => "row-same-position",
        }
    }

    fn params(&self) -> Params {
        let mut params =
            vec![("row", self.row.to_string()), ("column", self.column().into()), ("value", self.value().into())];
        match &self.reason {
            Reason::Longitude(degrees, _) | Reason::Latitude(degrees, _) => {
                params.push(("degrees", degrees.to_string()));
            }
            Reason::LooksLikeDegrees(crs) | Reason::NoPlace(crs) => params.push(("crs", crs.to_string())),
            Reason::Signs { lon, lat } => params.extend([("lon", lon.to_string()), ("lat", lat.to_string())]),
            Reason::DuplicateId { first_row } => params.push(("first_row", first_row.to_string())),
            Reason::Id(IdError::TooLong(length)) => params.push(("length", length.to_string())),
            Reason::Id(IdError::Character { character, .. }) => params.push(("character", format!("{character:?}"))),
            Reason::TextTooLong { length, limit } => {
                params.extend([("length", length.to_string()), ("limit", limit.to_string())]);
            }
            Reason::Boundary(error) => params.push(("fault", error.code().to_owned())),
            Reason::Malformed(error) => params.push(("error", error.to_string())),
            Reason::NameOfSeveral { ids } => params.push(("ids", listed(ids))),
            Reason::NotAPoint(found) | Reason::NotAPolygon(found) => params.push(("found", (*found).into())),
            Reason::Cells { expected, found } => {
                params.extend([("expected", expected.to_string()), ("found", found.to_string())]);
            }
            Reason::UnknownProperty(known) => params.push(("fields", names(known))),
            Reason::TwoIds { member } => params.push(("id", member.to_string())),
            Reason::SamePosition { id } => params.push(("id", id.to_string())),
            _ => {}
        }
        params
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_gives_the_row_the_value_the_limit_and_a_way_out() {
        let problem = RowProblem::cell(17, "latitud", "95.2", Reason::Latitude(95.2, Exchange::Helps));
        assert_eq!(problem.to_string(), "row 17: latitude 95.2 is outside -90..=90 degrees; are the columns swapped?");
        assert_eq!(problem.code(), "row-latitude-swapped");
    }

    #[test]
    fn a_long_value_is_cut_at_80_characters_not_bytes() {
        let problem = RowProblem::cell(1, "c", &"ñ".repeat(200), Reason::NotANumber);
        assert_eq!(problem.value.unwrap().chars().count(), 80);
    }
}
