//! Where the ids of a file's rows come from.

use super::error::FileError;
use super::field::Field;
use super::names::Names;
use super::options::ReadOptions;
use super::problem::{Reason, RowProblem};
use super::row::Row;
use super::summary::IdOrigin;
use crate::domain::id::Id;

/// Where ids come from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum IdSource {
    Column { column: usize, weak: bool },
    FormAndNumber { form: Option<usize>, number: usize },
    Feature,
    RowNumber { prefix: &'static str },
}

/// Names of columns by rank, and letters for ids that are minted.
#[derive(Clone, Copy, Debug)]
pub(super) struct IdRules {
    /// Names that only this layer uses.
    pub(super) own: &'static [&'static str],
    pub(super) prefix: &'static str,
    /// Whether row numbers of some program will do.
    pub(super) weak: bool,
}

/// Columns of identifiers of geographic programs: they may be numbered anew at every export.
const WEAK: &[&str] = &["objectid", "objectid1", "fid", "gid", "ogcfid", "osmid"];
const FORM_IDS: &[&str] = &["xformidstring", "xformid", "formid", "idformulario"];

impl IdSource {
    /// Chooses, the user's word first, row numbers last. Kobo's `_uuid` changes with every edit and is never taken.
    pub(super) fn choose(
        names: &Names,
        rules: IdRules,
        options: &ReadOptions,
        feature_ids: bool,
    ) -> Result<Self, FileError> {
        let strong = |column| Self::Column { column, weak: false };
        if let Some(name) = options.id_column.as_deref().or_else(|| options.columns.get(Field::Id)) {
            return names.find(name).map(strong);
        }
        // A leading underscore marks what form programs add: `_id` is no `id`.
        let plain =
            |wanted: &[&str]| names.columns(|_, written, folded| wanted.contains(&folded) && !written.starts_with('_'));
        let exactly = |wanted: &[&str]| names.columns(|_, written, _| wanted.contains(&written));
        let ranks = [
            plain(rules.own),
            plain(&["id"]),
            plain(&["codigo", "code", "cod"]),
            exactly(&["meta/rootUuid", "rootUuid"]),
            exactly(&["KEY", "__id"]),
        ];
        for found in ranks {
            if let Some(column) = names.one(Field::Id, &found)? {
                return Ok(strong(column));
            }
        }
        if let Some(number) = names.one(Field::Id, &exactly(&["_id"]))? {
            let form = names.one(Field::Id, &names.among(FORM_IDS))?;
            return Ok(Self::FormAndNumber { form, number });
        }
        if feature_ids {
            return Ok(Self::Feature);
        }
        // Of several, the first: they are all equally weak.
        match names.among(WEAK).first() {
            Some(column) if rules.weak => Ok(Self::Column { column: *column, weak: true }),
            _ => Ok(Self::RowNumber { prefix: rules.prefix }),
        }
    }

    /// The id of a row.
    pub(super) fn id(&self, row: &Row<'_>, names: &Names) -> Result<Id, RowProblem> {
        let parse = |column: &str, text: &str| {
            Id::parse(text).map_err(|error| RowProblem::cell(row.number, column, text, Reason::Id(error)))
        };
        match *self {
            Self::Column { column, .. } => {
                let text = row.cell(column);
                if text.is_empty() {
                    return Err(RowProblem::cell(row.number, names.name(column), "", Reason::Missing));
                }
                parse(names.name(column), text.strip_prefix("uuid:").unwrap_or(text))
            }
            Self::FormAndNumber { form, number } => {
                let text = row.cell(number);
                if text.is_empty() {
                    return Err(RowProblem::cell(row.number, names.name(number), "", Reason::Missing));
                }
                match form.map(|form| row.cell(form)).filter(|form| !form.is_empty()) {
                    Some(form) => parse(names.name(number), &format!("{form}-{text}")),
                    None => parse(names.name(number), text),
                }
            }
            Self::Feature => match row.feature_id {
                Some(text) => parse("id", text),
                None => Err(RowProblem::cell(row.number, "id", "", Reason::Missing)),
            },
            Self::RowNumber { prefix: "" } => parse("id", &row.number.to_string()),
            Self::RowNumber { prefix } => parse("id", &format!("{prefix}{:06}", row.number)),
        }
    }

    /// The columns it reads.
    pub(super) fn columns(&self) -> Vec<usize> {
        match *self {
            Self::Column { column, .. } => vec![column],
            Self::FormAndNumber { form, number } => form.into_iter().chain([number]).collect(),
            Self::Feature | Self::RowNumber { .. } => Vec::new(),
        }
    }

    /// For the summary.
    pub(super) fn origin(&self, names: &Names) -> IdOrigin {
        let name = |column: usize| names.name(column).into();
        match *self {
            Self::Column { column, weak: false } => IdOrigin::Column(name(column)),
            Self::Column { column, weak: true } => IdOrigin::WeakColumn(name(column)),
            Self::FormAndNumber { form, number } => {
                IdOrigin::FormAndNumber { form: form.map(name), number: name(number) }
            }
            Self::Feature => IdOrigin::FeatureId,
            Self::RowNumber { prefix } => IdOrigin::RowNumber { prefix },
        }
    }
}
