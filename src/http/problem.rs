//! Why a request was not answered as asked.
//!
//! 4xx explains, with the value and what is allowed; 5xx is opaque to the client and logged once
//! with its chain. On the wire it is a problem (RFC 9457), see [`answer`].

pub mod answer;
mod edit;
mod row;

use actix_web::http::{Method, StatusCode};
use thiserror::Error;

pub use edit::EditProblem;
pub use row::{BadRow, BadRows, RowReason};

use super::imports::ImportProblem;
use crate::app::proposal::ProposalError;
use crate::crs::CrsError;
use crate::domain::catchment::CatchmentError;
use crate::domain::settings::{CoverageLimit, DistanceBands};
use crate::filter::{FilterError, IntervalError};
use crate::messages::{Explain, Params};
use crate::tiles::SquareError;

/// Why a request was not answered as asked.
#[derive(Debug, Error)]
pub enum Problem {
    /// A parameter that the address does not know.
    #[error("parameter {name:?} is not known here; known: {}", allowed.join(", "))]
    UnknownParameter {
        /// As sent.
        name: String,
        /// Those that it knows.
        allowed: Vec<&'static str>,
    },
    /// What stands after the question mark is no list of names and values.
    #[error("the query cannot be read")]
    Query,
    /// A parameter sent more than once.
    #[error("parameter {0} is given more than once")]
    RepeatedParameter(&'static str),
    /// A parameter that is needed.
    #[error("parameter {0} is missing")]
    MissingParameter(&'static str),
    /// A number that is not one.
    #[error("parameter {name}: {value:?} is not a number")]
    NotANumber {
        /// The parameter.
        name: &'static str,
        /// As sent.
        value: String,
    },
    /// A number that is too small or too great.
    #[error("parameter {name}: {value} is outside {min} to {max}")]
    OutOfRange {
        /// The parameter.
        name: &'static str,
        /// As sent.
        value: String,
        /// The least.
        min: f64,
        /// The greatest.
        max: f64,
    },
    /// A number of metres that is no coverage limit.
    #[error("parameter limit_m: {0} is no coverage limit; give more than 0 and at most {max} m", max = CoverageLimit::GREATEST_M)]
    Limit(f64),
    /// Numbers of metres that are no distance bands.
    #[error("parameter bands_m: {0:?} are no distance bands; give 1 to {most} rising numbers above 0", most = DistanceBands::MOST_ASKED)]
    Bands(String),
    /// Not one of a few words.
    #[error("parameter {name}: {value:?} is not one of {}", allowed.join(", "))]
    NotOneOf {
        /// The parameter.
        name: &'static str,
        /// As sent.
        value: String,
        /// The words.
        allowed: Vec<&'static str>,
    },
    /// A box that is none.
    #[error("parameter bbox: {0:?} is not a box; give west,south,east,north in degrees")]
    BoundingBox(String),
    /// A reference system that nothing is published in.
    #[error("parameter {name}: {value:?} is not one of {}", allowed.join(", "))]
    UnknownCrs {
        /// The parameter.
        name: &'static str,
        /// As sent.
        value: String,
        /// Those that there are.
        allowed: Vec<Box<str>>,
    },
    /// A reference system that a format cannot be in.
    #[error("{format} is always in {crs}; leave crs out, or ask for another format")]
    CrsOfFormat {
        /// The format.
        format: &'static str,
        /// What it is always in.
        crs: &'static str,
    },
    /// Coordinates that are nowhere in their reference system.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// A filter that cannot be honoured.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// A text that is no time.
    #[error(transparent)]
    Interval(#[from] IntervalError),
    /// A text that cannot be an id.
    #[error("parameter {name}: {value:?} is not an id")]
    NotAnId {
        /// The parameter.
        name: &'static str,
        /// As sent.
        value: String,
    },
    /// No such address.
    #[error("no such address")]
    NoSuchPage,
    /// No such layer.
    #[error("no such layer; the layers are {}", .0.join(", "))]
    NoSuchLayer(Vec<&'static str>),
    /// No such row.
    #[error("no row of {0} has this id")]
    NoSuchItem(&'static str),
    /// No such settlement.
    #[error("no settlement has this id")]
    NoSuchSettlement,
    /// No such tile.
    #[error(transparent)]
    Tile(#[from] SquareError),
    /// No such tile matrix set.
    #[error("no such tile matrix set; there is {0}")]
    NoSuchTileMatrixSet(&'static str),
    /// No such style.
    #[error("no such style; there is {0}")]
    NoSuchStyle(&'static str),
    /// A method that the address does not take.
    #[error("the address takes {}", .0.iter().map(Method::as_str).collect::<Vec<_>>().join(", "))]
    Method(&'static [Method]),
    /// No format that the client would take.
    #[error("the answer can be {}", .0.join(", "))]
    NotAcceptable(Vec<&'static str>),
    /// A body of another type.
    #[error("the body must be {}", .0.join(", "))]
    MediaType(&'static [&'static str]),
    /// A body beyond the limit.
    #[error("the body has more than {0} bytes")]
    BodyTooLarge(usize),
    /// More rows than the limit.
    #[error("the body has more than {0} rows")]
    TooManyRows(usize),
    /// A body that did not arrive whole, or in time.
    #[error("the body did not arrive whole in time")]
    BodyIncomplete,
    /// A body that cannot be read.
    #[error("the body cannot be read: {reason} (line {line}, column {column})")]
    BodyUnreadable {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser said, in English.
        reason: String,
    },
    /// A body without the columns that are needed.
    #[error("the body has no column {0}")]
    MissingColumn(&'static str),
    /// Several columns for the same.
    #[error("the columns {} could all be {name}", columns.join(", "))]
    AmbiguousColumn {
        /// What is looked for.
        name: &'static str,
        /// The columns, as sent.
        columns: Vec<String>,
    },
    /// Rows that are not valid.
    #[error("{} rows are not valid", .0.count)]
    Rows(BadRows),
    /// Positions that would take too long.
    #[error(transparent)]
    Work(#[from] ProposalError),
    /// Catchments that cannot be drawn.
    #[error(transparent)]
    StudyArea(#[from] CatchmentError),
    /// A name that is not this machine's.
    #[error("the request names another host than this machine")]
    Host,
    /// A page of somebody else.
    #[error("the request comes from a page of another site")]
    Origin,
    /// Too much to do already.
    #[error("too many requests are waiting")]
    Busy,
    /// Longer than one request may take.
    #[error("the answer took longer than {0} s")]
    TookTooLong(u64),
    /// No room for a file that is made before it is sent.
    #[error("there is no room on the disk for the file")]
    StorageFull,
    /// More than one file may have.
    #[error("the file would have more than {0} bytes")]
    FileTooLarge(u64),
    /// A fault of ours.
    #[error("{0}")]
    Internal(String),
    /// What the server library refused.
    #[error("refused with status {0}")]
    Refused(StatusCode),
    /// A file of rows that was not taken, or not written.
    #[error(transparent)]
    Import(Box<ImportProblem>),
    /// Rows that were not written, or what was written.
    #[error(transparent)]
    Editing(Box<EditProblem>),
}

impl Problem {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::UnknownParameter { .. }
            | Self::Query
            | Self::RepeatedParameter(_)
            | Self::MissingParameter(_)
            | Self::NotANumber { .. }
            | Self::OutOfRange { .. }
            | Self::Limit(_)
            | Self::Bands(_)
            | Self::NotOneOf { .. }
            | Self::BoundingBox(_)
            | Self::NotAnId { .. }
            | Self::UnknownCrs { .. }
            | Self::CrsOfFormat { .. }
            | Self::Crs(CrsError::NoPlace { .. })
            | Self::Filter(_)
            | Self::Interval(_)
            | Self::Tile(SquareError::NotWhole { .. })
            | Self::BodyUnreadable { .. }
            | Self::MissingColumn(_)
            | Self::AmbiguousColumn { .. } => StatusCode::BAD_REQUEST,
            Self::Origin => StatusCode::FORBIDDEN,
            Self::NoSuchPage
            | Self::NoSuchLayer(_)
            | Self::NoSuchItem(_)
            | Self::NoSuchSettlement
            | Self::NoSuchTileMatrixSet(_)
            | Self::NoSuchStyle(_)
            | Self::Tile(_) => StatusCode::NOT_FOUND,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable(_) => StatusCode::NOT_ACCEPTABLE,
            Self::BodyIncomplete => StatusCode::REQUEST_TIMEOUT,
            Self::StudyArea(_) => StatusCode::CONFLICT,
            Self::BodyTooLarge(_) | Self::TooManyRows(_) | Self::FileTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Rows(_) | Self::Work(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Busy | Self::TookTooLong(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) | Self::Crs(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Refused(status) => *status,
            Self::Import(problem) => problem.status(),
            Self::Editing(problem) => problem.status(),
        }
    }

    /// What may be sent instead, for programs.
    fn allowed(&self) -> Option<Vec<&str>> {
        match self {
            Self::MediaType(allowed) => Some(allowed.to_vec()),
            Self::UnknownParameter { allowed, .. }
            | Self::NotOneOf { allowed, .. }
            | Self::NoSuchLayer(allowed)
            | Self::NotAcceptable(allowed) => Some(allowed.clone()),
            Self::NoSuchTileMatrixSet(known) | Self::NoSuchStyle(known) => Some(vec![known]),
            Self::UnknownCrs { allowed, .. } => Some(allowed.iter().map(AsRef::as_ref).collect()),
            Self::Method(methods) => Some(methods.iter().map(Method::as_str).collect()),
            Self::Editing(problem) => problem.allowed().map(|(_, allowed)| allowed),
            _ => None,
        }
    }
}

impl Explain for Problem {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownParameter { .. } => "parameter-unknown",
            Self::Query => "query-unreadable",
            Self::RepeatedParameter(_) => "parameter-repeated",
            Self::MissingParameter(_) => "parameter-missing",
            Self::NotANumber { .. } => "parameter-not-a-number",
            Self::OutOfRange { .. } => "parameter-out-of-range",
            Self::Limit(_) => "parameter-limit-m",
            Self::Bands(_) => "parameter-bands-m",
            Self::NotOneOf { .. } => "parameter-not-one-of",
            Self::BoundingBox(_) => "parameter-bbox",
            Self::NotAnId { .. } => "parameter-not-an-id",
            Self::UnknownCrs { .. } => "parameter-crs",
            Self::CrsOfFormat { .. } => "crs-of-format",
            Self::Crs(error) => error.code(),
            Self::Filter(error) => error.code(),
            Self::Interval(error) => error.code(),
            Self::NoSuchPage => "page-unknown",
            Self::NoSuchLayer(_) => "layer-unknown",
            Self::NoSuchItem(_) => "item-unknown",
            Self::NoSuchSettlement => "settlement-unknown",
            Self::Tile(error) => error.code(),
            Self::NoSuchTileMatrixSet(_) => "tile-matrix-set-unknown",
            Self::NoSuchStyle(_) => "style-unknown",
            Self::Method(_) => "method-not-allowed",
            Self::NotAcceptable(_) => "not-acceptable",
            Self::MediaType(_) => "media-type",
            Self::BodyTooLarge(_) => "body-too-large",
            Self::TooManyRows(_) => "too-many-rows",
            Self::BodyIncomplete => "body-incomplete",
            Self::BodyUnreadable { .. } => "body-unreadable",
            Self::MissingColumn(_) => "column-missing",
            Self::AmbiguousColumn { .. } => "column-ambiguous",
            Self::Rows(_) => "rows-invalid",
            Self::Work(error) => error.code(),
            Self::StudyArea(error) => error.code(),
            Self::Host => "host-not-allowed",
            Self::Origin => "origin-not-allowed",
            Self::Busy => "busy",
            Self::TookTooLong(_) => "took-too-long",
            Self::StorageFull => "storage-full",
            Self::FileTooLarge(_) => "download-too-large",
            Self::Internal(_) => "internal",
            Self::Refused(_) => "request-refused",
            Self::Import(problem) => problem.code(),
            Self::Editing(problem) => problem.code(),
        }
    }

    fn params(&self) -> Params {
        let mut params: Params = match self {
            Self::UnknownParameter { name, .. } => vec![("name", short(name))],
            Self::RepeatedParameter(name) | Self::MissingParameter(name) | Self::MissingColumn(name) => {
                vec![("name", (*name).to_owned())]
            }
            Self::NotANumber { name, value }
            | Self::NotOneOf { name, value, .. }
            | Self::Tile(SquareError::NotWhole { name, value })
            | Self::NotAnId { name, value } => {
                vec![("name", (*name).to_owned()), ("value", short(value))]
            }
            Self::OutOfRange { name, value, min, max } => vec![
                ("name", (*name).to_owned()),
                ("value", short(value)),
                ("min", min.to_string()),
                ("max", max.to_string()),
            ],
            Self::Limit(metres) => vec![
                ("name", "limit_m".to_owned()),
                ("value", short(&metres.to_string())),
                ("above", "0".to_owned()),
                ("max", CoverageLimit::GREATEST_M.to_string()),
            ],
            Self::Bands(value) => vec![
                ("name", "bands_m".to_owned()),
                ("value", short(value)),
                ("most", DistanceBands::MOST_ASKED.to_string()),
            ],
            Self::AmbiguousColumn { name, columns } => {
                vec![("name", (*name).to_owned()), ("columns", short(&columns.join(", ")))]
            }
            Self::UnknownCrs { name, value, .. } => vec![("name", (*name).to_owned()), ("value", short(value))],
            Self::CrsOfFormat { format, crs } => vec![("format", (*format).to_owned()), ("crs", (*crs).to_owned())],
            Self::Crs(error) => error.params(),
            Self::Filter(error) => error.params(),
            Self::Interval(error) => error.params(),
            Self::BoundingBox(value) => vec![("value", short(value))],
            Self::Tile(error) => error.params(),
            Self::NoSuchItem(layer) => vec![("layer", (*layer).to_owned())],
            Self::BodyTooLarge(max) | Self::TooManyRows(max) => vec![("max", max.to_string())],
            Self::BodyUnreadable { line, column, reason } => {
                vec![("line", line.to_string()), ("column", column.to_string()), ("reason", short(reason))]
            }
            Self::Rows(rows) => vec![("count", rows.count.to_string())],
            Self::Work(error) => error.params(),
            Self::StudyArea(error) => error.params(),
            Self::Editing(problem) => problem.params(),
            Self::TookTooLong(seconds) => vec![("seconds", seconds.to_string())],
            Self::FileTooLarge(bytes) => vec![("max_mib", (bytes >> 20).to_string())],
            Self::Import(problem) => problem.params(),
            _ => Params::new(),
        };
        let listed = |allowed: Vec<&str>| if allowed.is_empty() { "-".to_owned() } else { allowed.join(", ") };
        params.extend(self.allowed().map(|allowed| ("allowed", listed(allowed))));
        params
    }
}

/// What a client sent, short enough to be said back.
pub(super) fn short(text: &str) -> String {
    const SAID_BACK: usize = 60;
    let mut chars = text.chars();
    let mut kept: String = chars.by_ref().take(SAID_BACK).filter(|c| !c.is_control()).collect();
    if chars.next().is_some() {
        kept.push('…');
    }
    kept
}
