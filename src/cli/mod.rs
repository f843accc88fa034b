//! The command line, one file a subcommand. Data go to standard output, messages to standard error.

pub mod args;
pub mod argument_error;
mod assign;
pub mod cells;
mod check;
pub mod choices;
pub mod console;
mod copy;
pub mod exit;
mod export;
pub mod failure;
mod import;
pub mod localise;
mod log;
mod opening;
mod output;
pub mod progress;
mod reading;
mod report;
mod serve;
mod settings;
pub mod table;
mod undo;
pub mod values;
pub mod wrong;

use std::ffi::OsString;
use std::io::Write;

use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::messages::Locale;
use args::{Arguments, Command};
use console::tell;
use exit::ExitCode;

/// Runs a command line (the program's name first) in the language of the environment.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let locale = Locale::from_environment();
    match parse(locale, arguments) {
        Ok(command) => dispatch(locale, &command),
        Err(answer) => answer.print(),
    }
}

fn dispatch(locale: Locale, command: &Command) -> ExitCode {
    let outcome = match command {
        Command::Serve(arguments) => serve::run(locale, arguments),
        Command::Import(arguments) => import::run(locale, arguments),
        Command::Assign(arguments) => assign::run(locale, arguments),
        Command::Report(arguments) => report::run(locale, arguments),
        Command::Export(arguments) => export::run(locale, arguments),
        Command::Settings(arguments) => settings::run(locale, arguments),
        Command::Check(arguments) => check::run(locale, arguments),
        Command::Log(arguments) => log::run(locale, arguments),
        Command::Undo(arguments) => undo::run(locale, arguments),
        Command::Backup(arguments) => copy::backup(locale, arguments),
        Command::Copy(arguments) => copy::run(locale, arguments),
    };
    outcome.unwrap_or_else(|failure| {
        tell(&failure.text);
        failure.code
    })
}

/// What is printed instead of running anything: help, the version, or what is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The text, with its last line end.
    pub text: String,
    /// [`ExitCode::Done`] goes to standard output, everything else to standard error.
    pub code: ExitCode,
}

impl Answer {
    fn print(&self) -> ExitCode {
        let bytes = self.text.as_bytes();
        // A reader that went away (`cercania --help | head -1`) is no failure of ours.
        let _ = match self.code {
            ExitCode::Done => std::io::stdout().write_all(bytes),
            _ => std::io::stderr().write_all(bytes),
        };
        self.code
    }
}

/// The command that a command line (the program's name first) asks for.
///
/// # Errors
/// [`Answer`] for help and version, and for a wrong command line.
pub fn parse(locale: Locale, arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Answer> {
    let parsed = localise::command(locale)
        .try_get_matches_from(arguments)
        .and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches))
        .map_err(|error| answer(locale, &error))?;
    match parsed.command.check() {
        Ok(()) => Ok(parsed.command),
        Err(error) => Err(Answer { text: wrong::render_argument(locale, &error), code: ExitCode::WrongUsage }),
    }
}

fn answer(locale: Locale, error: &clap::Error) -> Answer {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            Answer { text: error.render().to_string(), code: ExitCode::Done }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Answer { text: error.render().to_string(), code: ExitCode::WrongUsage }
        }
        _ => Answer { text: wrong::render(locale, error), code: ExitCode::WrongUsage },
    }
}
