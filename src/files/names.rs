//! The names of a file's columns, and which field each may fill.

use super::error::FileError;
use super::field::{Field, fold};

/// Column names as written, and as compared.
#[derive(Clone, Debug)]
pub(super) struct Names {
    written: Vec<String>,
    folded: Vec<String>,
}

impl Names {
    pub(super) fn new(written: Vec<String>) -> Self {
        // ODK Central writes groups as `group-question`, Kobo as `group/question`.
        let odk = written.iter().any(|name| name.ends_with("-Latitude") || name == "KEY");
        let folded = written.iter().map(|name| {
            let last = name.rsplit('/').next().unwrap_or(name);
            match last.rsplit_once('-') {
                // Parts of a position are no questions of their own.
                Some((_, "Latitude" | "Longitude" | "Altitude" | "Accuracy")) | None => fold(last),
                Some((_, question)) => fold(if odk { question } else { last }),
            }
        });
        Self { folded: folded.collect(), written }
    }

    pub(super) fn written(&self) -> &[String] {
        &self.written
    }

    /// The name of a column as written.
    pub(super) fn name(&self, column: usize) -> &str {
        self.written.get(column).map_or("", String::as_str)
    }

    /// Names of columns as written.
    pub(super) fn names(&self, columns: &[usize]) -> Vec<String> {
        columns.iter().map(|column| self.name(*column).to_owned()).collect()
    }

    /// The column that a user names: exactly, or but for case, accents and separators.
    pub(super) fn find(&self, name: &str) -> Result<usize, FileError> {
        if let Some(exact) = self.written.iter().position(|written| written == name) {
            return Ok(exact);
        }
        let wanted = fold(name);
        let alike = self.columns(|_, written, _| fold(written) == wanted);
        match alike.as_slice() {
            [only] => Ok(*only),
            _ => Err(FileError::NoSuchColumn { name: name.into(), columns: self.written.clone() }),
        }
    }

    /// The columns that satisfy a test on position, written and folded name.
    pub(super) fn columns(&self, test: impl Fn(usize, &str, &str) -> bool) -> Vec<usize> {
        let names = self.written.iter().zip(&self.folded).enumerate();
        names.filter(|(column, (written, folded))| test(*column, written, folded)).map(|(column, _)| column).collect()
    }

    /// The columns with one of these folded names.
    pub(super) fn among(&self, folded_names: &[&str]) -> Vec<usize> {
        self.columns(|_, _, folded| folded_names.contains(&folded))
    }

    /// The one column recognised for a field, those in `taken` not considered.
    ///
    /// A column with the field's own name wins over all others, so that what this program writes, computed
    /// columns included, can be read again.
    pub(super) fn recognise(&self, field: Field, taken: &[usize]) -> Result<Option<usize>, FileError> {
        let own = fold(field.name());
        // Other programs' flags, whatever they mean, are rarely named so to the letter.
        let is_own = |written: &str, folded: &str| folded == own && (field != Field::Flags || written == own);
        if let [only] = *self.columns(|column, written, folded| is_own(written, folded) && !taken.contains(&column)) {
            return Ok(Some(only));
        }
        for tier in field.synonyms() {
            let found = self.columns(|column, _, folded| field.in_tier(tier, folded) && !taken.contains(&column));
            if let Some(column) = self.one(field, &found)? {
                return Ok(Some(column));
            }
        }
        Ok(None)
    }

    /// None, one, or an error that lists several.
    pub(super) fn one(&self, field: Field, found: &[usize]) -> Result<Option<usize>, FileError> {
        match found {
            [] => Ok(None),
            [only] => Ok(Some(*only)),
            several => Err(FileError::Ambiguous { field, columns: self.names(several) }),
        }
    }
}
