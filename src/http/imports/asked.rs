//! How a file is to be read: what the query says, or parts beside the file.

use actix_web::HttpRequest;

use super::problem::ImportProblem;
use crate::domain::register::RegisterName;
use crate::files::{Limits as FileLimits, ReadOptions, RowProblem};
use crate::http::extract::Parameters;
use crate::http::options::Limits;
use crate::http::problem::Problem;
use crate::messages::{Locale, explain};

/// What may be said of a file.
pub const PARAMETERS: &[&str] = &["layer", "crs", "columns", "id_column", "file_layer", "skip_bad"];

/// What was said of a file.
#[derive(Debug, Default)]
pub struct Given(Vec<(&'static str, String)>);

/// How a file is to be read.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What its rows are.
    pub register: RegisterName,
    /// Whether its good rows may be written although others are bad.
    pub skip_bad: bool,
    /// The rest.
    pub options: ReadOptions,
}

impl Given {
    /// What the query says.
    ///
    /// # Errors
    /// As [`Parameters::read`].
    pub fn in_query(request: &HttpRequest) -> Result<Self, Problem> {
        let parameters = Parameters::read(request, PARAMETERS)?;
        let given = |name: &&'static str| Some((*name, parameters.text(name)?.to_owned()));
        Ok(Self(PARAMETERS.iter().filter_map(given).collect()))
    }

    /// Takes one more.
    ///
    /// # Errors
    /// [`Problem::RepeatedParameter`].
    pub fn add(&mut self, name: &'static str, value: String) -> Result<(), Problem> {
        if self.text(name).is_some() {
            return Err(Problem::RepeatedParameter(name));
        }
        self.0.push((name, value));
        Ok(())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// All of it, understood.
    ///
    /// # Errors
    /// [`Problem::MissingParameter`] and others, by the first that is wrong.
    pub fn asked(&self, locale: Locale, limits: &Limits) -> Result<Asked, Problem> {
        let layer = self.text("layer").ok_or(Problem::MissingParameter("layer"))?;
        let register = RegisterName::ALL.into_iter().find(|register| register.as_str() == layer);
        let allowed = || RegisterName::ALL.map(RegisterName::as_str).to_vec();
        let wrong = || Problem::NotOneOf { name: "layer", value: layer.to_owned(), allowed: allowed() };
        let options = ReadOptions {
            crs: self.text("crs").map(str::parse).transpose().map_err(ImportProblem::Crs)?,
            columns: self.text("columns").unwrap_or_default().parse().map_err(ImportProblem::Columns)?,
            id_column: self.text("id_column").map(str::to_owned),
            layer: self.text("file_layer").map(str::to_owned),
            limits: FileLimits {
                max_file_bytes: limits.upload_bytes,
                max_rows: limits.upload_rows,
                ..FileLimits::default()
            },
            words: match locale {
                Locale::Es => |row: &RowProblem| in_parameters(&explain(Locale::Es, row)),
                Locale::En => |row: &RowProblem| in_parameters(&explain(Locale::En, row)),
            },
            ..ReadOptions::default()
        };
        Ok(Asked { register: register.ok_or_else(wrong)?, skip_bad: skip_bad(self.text("skip_bad"))?, options })
    }
}

/// `true` or `false`.
fn skip_bad(text: Option<&str>) -> Result<bool, Problem> {
    match text {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(value) => {
            Err(Problem::NotOneOf { name: "skip_bad", value: value.to_owned(), allowed: vec!["true", "false"] })
        }
    }
}

/// Words about files name the options of the command; here the same are parameters.
pub fn in_parameters(words: &str) -> String {
    const NAMES: [(&str, &str); 7] = [
        ("--crs EPSG", "crs=EPSG"),
        ("--crs", "crs"),
        ("--columns ", "columns="),
        ("--columns", "columns"),
        ("--id-column", "id_column"),
        ("--layer", "file_layer"),
        ("--skip-bad", "skip_bad=true"),
    ];
    NAMES.iter().fold(words.to_owned(), |words, (option, parameter)| words.replace(option, parameter))
}

#[cfg(test)]
mod tests {
    use super::in_parameters;

    #[test]
    fn options_of_the_command_are_told_as_parameters() {
        for (words, expected) in [
            ("with --crs, for example --crs EPSG:32718", "with crs, for example crs=EPSG:32718"),
            ("name them with --columns lon=...,lat=...", "name them with columns=lon=...,lat=..."),
            ("choose one with --columns", "choose one with columns"),
            ("identifies them with --id-column", "identifies them with id_column"),
        ] {
            assert_eq!(in_parameters(words), expected);
        }
    }
}
