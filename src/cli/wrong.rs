//! A wrong command line, told in the reader's language.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::argument_error::ArgumentError;
use crate::messages::{Locale, explain, say};

/// What a person reads: what is wrong, what was perhaps meant, how it is used, and where help is.
#[must_use]
pub fn render(locale: Locale, error: &clap::Error) -> String {
    let mut text = with_heading(locale, &reason(locale, error));
    if let Some(meant) = suggestion(error) {
        text.push_str(&line(&say(locale, "cli-wrong-suggestion", &[("value", meant)])));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim_start();
        text.push_str(&format_usage(&say(locale, "cli-usage", &[]), usage));
    }
    text.push_str(&line(&say(locale, "cli-wrong-more", &[])));
    text
}

/// The same for what [`super::args::Command::check`] finds.
#[must_use]
pub fn render_argument(locale: Locale, error: &ArgumentError) -> String {
    with_heading(locale, &explain(locale, error)) + &line(&say(locale, "cli-wrong-more", &[]))
}

fn with_heading(locale: Locale, reason: &str) -> String {
    format!("{}\n", say(locale, "cli-wrong", &[("reason", reason.to_owned())]))
}

fn line(text: &str) -> String {
    format!("\n{text}\n")
}

fn format_usage(heading: &str, usage: &str) -> String {
    format!("\n{heading} {usage}\n")
}

fn reason(locale: Locale, error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let known = text(error, ContextKind::ValidValue);
    let say = |key, params: &[(&'static str, String)]| say(locale, key, params);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            say("cli-wrong-no-value", &[("argument", argument), ("known", known)])
        }
        ErrorKind::InvalidValue => {
            say("cli-wrong-value", &[("argument", argument), ("value", value), ("known", known)])
        }
        ErrorKind::ValueValidation => {
            let own = error.source().and_then(|source| source.downcast_ref::<ArgumentError>());
            let why = own.map_or_else(|| say("cli-wrong-not-taken", &[("value", value)]), |own| explain(locale, own));
            say("cli-wrong-argument", &[("argument", argument), ("why", why)])
        }
        ErrorKind::UnknownArgument => say("cli-wrong-unknown", &[("argument", argument)]),
        ErrorKind::InvalidSubcommand => {
            say("cli-wrong-subcommand", &[("value", text(error, ContextKind::InvalidSubcommand))])
        }
        ErrorKind::MissingRequiredArgument => say("cli-wrong-missing", &[("argument", argument)]),
        ErrorKind::MissingSubcommand => say("cli-wrong-missing", &[("argument", say("cli-value-command", &[]))]),
        ErrorKind::ArgumentConflict => {
            let other = text(error, ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                return say("cli-wrong-twice", &[("argument", argument)]);
            }
            say("cli-wrong-conflict", &[("argument", argument), ("other", other)])
        }
        ErrorKind::TooManyValues => say("cli-wrong-too-many", &[("argument", argument), ("value", value)]),
        ErrorKind::NoEquals => say("cli-wrong-no-equals", &[("argument", argument)]),
        ErrorKind::InvalidUtf8 => say("cli-wrong-utf8", &[]),
        _ => say("cli-wrong-other", &[("text", error.to_string())]),
    }
}

/// A part of the error as text; lists with spaces between.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn suggestion(error: &clap::Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    match kinds.into_iter().find_map(|kind| error.get(kind))? {
        ContextValue::String(name) => Some(name.clone()),
        // The likeliest comes last.
        ContextValue::Strings(names) => names.last().cloned(),
        _ => None,
    }
}
