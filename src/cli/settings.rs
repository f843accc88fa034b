//! `cercania settings`: what the office has decided.

use super::args::{Settings, SettingsAction};
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
use super::output::print;
use crate::app::Viewer;
use crate::app::setting::{Setting, SettingError};
use crate::messages::{Explain, Locale, say};

/// Runs the command.
///
/// # Errors
/// [`Failure`]; the settings are then as they were.
pub fn run(locale: Locale, arguments: &Settings) -> Result<ExitCode, Failure> {
    let wrong = |error: SettingError| Failure::new(locale, &error as &dyn Explain, ExitCode::WrongUsage);
    let viewer = Viewer::local(locale);
    let app = opening::existing(locale, &arguments.store)?;
    let mut settings = app.settings(&viewer);
    match &arguments.action {
        Some(SettingsAction::Get { key: Some(key) }) => {
            let setting = Setting::parse(key).map_err(wrong)?;
            print(locale, &format!("{}\n", setting.get(&settings)))?;
        }
        None | Some(SettingsAction::Get { key: None }) => {
            let lines = Setting::ALL.map(|setting| format!("{} = {}\n", setting.as_str(), setting.get(&settings)));
            print(locale, &lines.concat())?;
        }
        Some(SettingsAction::Set { key, value }) => {
            let setting = Setting::parse(key).map_err(wrong)?;
            setting.set(&mut settings, &value_or_file(locale, setting, value)?).map_err(wrong)?;
            let revision = app
                .save_settings(&viewer, &settings)
                .map_err(|error| Failure::new(locale, &error, ExitCode::StoreUnusable))?;
            let params = [("key", key.clone()), ("revision", revision.to_string()), ("store", app.location())];
            tell(&say(locale, "setting-saved", &params));
        }
    }
    Ok(ExitCode::Done)
}

/// A study area is given as `GeoJSON`, as the name of a file that holds it, or as `none`.
fn value_or_file(locale: Locale, setting: Setting, value: &str) -> Result<String, Failure> {
    if setting != Setting::StudyArea || value == "none" || value.trim_start().starts_with('{') {
        return Ok(value.to_owned());
    }
    let params = |error: std::io::Error| [("path", value.to_owned()), ("reason", error.to_string())];
    std::fs::read_to_string(value)
        .map_err(|error| Failure { text: say(locale, "file-read", &params(error)), code: ExitCode::BadInput })
}
