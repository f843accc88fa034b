//! `cercania serve`: the layers and the reports over HTTP.

mod demo;

use std::io::Write;
use std::sync::Arc;

use super::args::Serve;
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
use crate::app::Viewer;
use crate::files::BasemapError;
use crate::http::{Background, Online, ServeError, ServerOptions, bind, logs};
use crate::layers::LayerName;
use crate::messages::{Locale, say};

/// Runs the command until it is told to stop. The address goes to standard output once the service answers there.
///
/// # Errors
/// [`Failure`] where the store cannot be used or the address is not to be had.
pub fn run(locale: Locale, arguments: &Serve) -> Result<ExitCode, Failure> {
    let failed = |error: ServeError| Failure::new(locale, &error, ExitCode::Failed);
    let options = ServerOptions {
        bind: arguments.bind,
        without_login: arguments.without_login,
        origins: arguments.allow_origin.clone(),
        background: background(arguments).map_err(|error| Failure::new(locale, &error, ExitCode::WrongUsage))?,
        ..ServerOptions::default()
    };
    logs::init_logs();
    let app = opening::existing_or_new(locale, &arguments.store)?;
    let viewer = Viewer::local(locale);
    if arguments.demo {
        let filled = demo::fill(locale, &app, &viewer)?;
        let key = if filled { "serve-demo" } else { "serve-demo-not-empty" };
        tell(&say(locale, key, &[("store", app.location())]));
    }
    let source = app.view(&viewer, None);
    let count = |layer| source.count(layer).to_string();
    let params = [
        ("store", app.location()),
        ("settlements", count(LayerName::Settlements)),
        ("kitchens", count(LayerName::Kitchens)),
        ("households", count(LayerName::Households)),
    ];
    drop(source);
    let app = Arc::new(app);
    // Until the service ends, what other programs write is brought into force here.
    let follower = Arc::clone(&app).follow().map_err(|error| failed(ServeError::Stopped(error)))?;
    let bound = bind(app, options).map_err(failed)?;
    if let Some(warning) = bound.warning(locale) {
        tell(&warning);
    }
    tell(&say(locale, "serve-ready", &params));
    // A reader that went away is no failure of ours.
    let _ = writeln!(std::io::stdout(), "http://{}/", bound.address());
    let ended = bound.run().map_err(failed);
    drop(follower);
    ended?;
    tell(&say(locale, "serve-ended", &[]));
    Ok(ExitCode::Done)
}

fn background(arguments: &Serve) -> Result<Background, BasemapError> {
    Ok(match (&arguments.basemap, &arguments.basemap_url) {
        (Some(file), _) => Background::File(file.clone()),
        (None, Some(url)) => {
            Background::Online(Online::new(url.clone(), arguments.basemap_attribution.clone().unwrap_or_default())?)
        }
        (None, None) => Background::None,
    })
}
