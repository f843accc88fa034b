//! Why rows were not written, or what was written was not told.

use actix_web::http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::{Problem, short};
use crate::app::edit::{Conflict, EditError, Reason};
use crate::app::history::StoreError;
use crate::domain::id::Id;
use crate::files::FileError;
use crate::messages::{Explain, Locale, Params, explain, say};

/// Rows that are not valid which are named; the rest is counted.
const NAMED: usize = super::BadRows::NAMED;

/// Why rows were not written, or what was written was not told.
#[derive(Debug, Error)]
pub enum EditProblem {
    /// What was asked for.
    #[error(transparent)]
    Edit(EditError),
    /// The store.
    #[error(transparent)]
    Store(StoreError),
    /// A layer that nobody enters.
    #[error("{layer} is computed, and is not edited; the address takes {}", words(methods).join(", "))]
    Computed {
        /// The layer.
        layer: &'static str,
        /// What its address takes.
        methods: &'static [Method],
    },
    /// A row without a history of its own.
    #[error("{0} is computed, and has no history")]
    NoHistory(&'static str),
    /// A body of another type, or of none that it says.
    #[error("the body must be {}", allowed.join(", "))]
    MediaType {
        /// Whether it says none.
        missing: bool,
        /// The header that names those there are.
        header: &'static str,
        /// Those that there are.
        allowed: &'static [&'static str],
    },
    /// An object with a member twice.
    #[error("member {member:?} is there twice in one object (line {line}, column {column})")]
    RepeatedMember {
        /// Its name.
        member: String,
        /// Where it is there again.
        line: usize,
        /// Likewise.
        column: usize,
    },
    /// A page of another address.
    #[error("the request comes from a page of another address, which may not write")]
    OtherPage,
}

impl From<EditError> for Problem {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Store(error) => error.into(),
            error => Self::Editing(Box::new(EditProblem::Edit(error))),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Editing(Box::new(EditProblem::Store(error)))
    }
}

impl From<EditProblem> for Problem {
    fn from(problem: EditProblem) -> Self {
        Self::Editing(Box::new(problem))
    }
}

fn words(methods: &[Method]) -> Vec<&str> {
    methods.iter().map(Method::as_str).collect()
}

impl EditProblem {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Edit(error) => of_edit(error),
            Self::Store(_) => match self.code() {
                "edit-store-away" | "edit-store-unsure" | "edit-store-altered" | "edit-store-read-only" => {
                    StatusCode::SERVICE_UNAVAILABLE
                }
                "edit-store-full" => StatusCode::INSUFFICIENT_STORAGE,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Self::Computed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::NoHistory(_) => StatusCode::NOT_FOUND,
            Self::MediaType { missing: true, .. } | Self::RepeatedMember { .. } => StatusCode::BAD_REQUEST,
            Self::MediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::OtherPage => StatusCode::FORBIDDEN,
        }
    }

    /// Whether it helps to try again later.
    pub fn passes(&self) -> bool {
        !matches!(self.code(), "edit-store-read-only" | "edit-store-altered")
    }

    /// What may be sent instead, for programs, and the header that says so.
    pub fn allowed(&self) -> Option<(&'static str, Vec<&str>)> {
        match self {
            Self::Computed { methods, .. } => Some(("allow", words(methods))),
            Self::MediaType { header, allowed, .. } => Some((header, allowed.to_vec())),
            _ => None,
        }
    }

    /// What a problem of edits has beside what all have.
    pub fn members(&self, locale: Locale) -> Map<String, Value> {
        let mut members = Map::new();
        match self {
            Self::Edit(EditError::Input(FileError::BadRows(bad))) => {
                let rows = bad.problems.iter().take(NAMED).map(|row| {
                    json!({
                        "row": row.row, "column": row.column, "value": row.value.as_deref().unwrap_or_default(),
                        "code": row.code(), "reason": explain(locale, row),
                    })
                });
                members.insert("rows".to_owned(), rows.collect());
            }
            Self::Edit(EditError::Conflict { count, first, .. }) => {
                members.insert("conflicts".to_owned(), first.iter().map(|row| conflict(locale, row)).collect());
                members.insert("conflicts_left_out".to_owned(), count.saturating_sub(first.len()).into());
            }
            _ => {}
        }
        members
    }
}

fn conflict(locale: Locale, row: &Conflict) -> Value {
    let (key, revision) = match row.reason {
        Reason::Changed(revision) => ("edit-conflict-changed", Some(revision)),
        Reason::Removed => ("edit-conflict-removed", None),
        Reason::Added(revision) => ("edit-conflict-added", Some(revision)),
        Reason::Invalid => ("edit-conflict-invalid", None),
    };
    let params: Params = revision.map(|revision| ("revision", revision.to_string())).into_iter().collect();
    json!({
        "layer": row.register.map_or("settings", |register| register.as_str()),
        "id": row.id.as_ref().map(Id::as_str),
        "revision": revision, "code": key, "reason": say(locale, key, &params),
    })
}

fn of_edit(error: &EditError) -> StatusCode {
    match error {
        EditError::Input(error) => of_input(error),
        EditError::NoSuchKitchen { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        EditError::NoSuchRow { .. } | EditError::NoSuchEdit(_) => StatusCode::NOT_FOUND,
        EditError::OtherId { .. } | EditError::NotOne(_) | EditError::NotAPatch => StatusCode::BAD_REQUEST,
        EditError::Changed { .. } | EditError::Moved { .. } => StatusCode::PRECONDITION_FAILED,
        EditError::Taken { .. }
        | EditError::NumbersTaken(_)
        | EditError::Stale { .. }
        | EditError::Undone { .. }
        | EditError::Conflict { .. } => StatusCode::CONFLICT,
        EditError::Store(_) | EditError::Cancelled => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn of_input(error: &FileError) -> StatusCode {
    match error {
        FileError::BadRows(_) => StatusCode::UNPROCESSABLE_ENTITY,
        FileError::TooLarge { .. }
        | FileError::TooManyRows { .. }
        | FileError::RowTooLong { .. }
        | FileError::TooManyColumns { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        FileError::Read { .. } | FileError::Rejected { .. } | FileError::Stopped => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

impl Explain for EditProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::Edit(EditError::Input(FileError::BadRows(_))) => "edit-rows-invalid",
            Self::Edit(error) if of_edit(error) == StatusCode::INTERNAL_SERVER_ERROR => "internal",
            Self::Edit(error) => error.code(),
            // Where a store is, is the administrator's to know.
            Self::Store(error) => match error.code() {
                "store-locked" | "store-unreachable" | "store-replaced" => "edit-store-away",
                "store-unsure" => "edit-store-unsure",
                "store-altered" => "edit-store-altered",
                "store-read-only" => "edit-store-read-only",
                "store-full" => "edit-store-full",
                _ => "internal",
            },
            Self::Computed { .. } => "layer-computed",
            Self::NoHistory(_) => "layer-without-history",
            Self::MediaType { missing: true, .. } => "media-type-missing",
            Self::MediaType { .. } => "media-type",
            Self::RepeatedMember { .. } => "body-member-twice",
            Self::OtherPage => "other-page",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Edit(EditError::Input(FileError::BadRows(bad))) => vec![("count", bad.summary.bad.to_string())],
            Self::Edit(error) => error.params().into_iter().map(|(name, value)| (name, short(&value))).collect(),
            Self::Computed { layer, .. } | Self::NoHistory(layer) => vec![("layer", (*layer).to_owned())],
            Self::RepeatedMember { member, line, column } => {
                vec![("member", short(member)), ("line", line.to_string()), ("column", column.to_string())]
            }
            Self::Store(_) | Self::MediaType { .. } | Self::OtherPage => Params::new(),
        }
    }
}
