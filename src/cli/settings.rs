//! `cercania settings`: what the office has decided.

use std::io::Write;

use super::args::{Settings, SettingsAction};
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
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
    let app = opening::existing(locale, &arguments.store.data)?;
    let mut settings = app.settings(&viewer);
    let mut out = std::io::stdout();
    match &arguments.action {
        Some(SettingsAction::Get { key: Some(key) }) => {
            let setting = Setting::parse(key).map_err(wrong)?;
            // A reader that went away is no failure of ours.
            let _ = writeln!(out, "{}", setting.get(&settings));
        }
        None | Some(SettingsAction::Get { key: None }) => {
            for setting in Setting::ALL {
                let _ = writeln!(out, "{} = {}", setting.as_str(), setting.get(&settings));
            }
        }
        Some(SettingsAction::Set { key, value }) => {
            let setting = Setting::parse(key).map_err(wrong)?;
            setting.set(&mut settings, &value_or_file(setting, value)).map_err(wrong)?;
            let revision = app.save_settings(&viewer, &settings).map_err(|error| Failure::store(locale, &error))?;
            let params = [("key", key.clone()), ("revision", revision.to_string()), ("store", app.location())];
            tell(&say(locale, "setting-saved", &params));
        }
    }
    Ok(ExitCode::Done)
}

/// A study area is given as `GeoJSON` or as the name of a file that holds it.
fn value_or_file(setting: Setting, value: &str) -> String {
    match setting {
        Setting::StudyArea => std::fs::read_to_string(value).unwrap_or_else(|_| value.to_owned()),
        Setting::CoverageLimit | Setting::DistanceBands => value.to_owned(),
    }
}
