//! A bar on standard error while a person watches, and nothing otherwise.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::messages::{Locale, say};

/// How far a long piece of work is. Cheap to advance from several threads; gone from the screen when dropped.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// Work named by a message's key, with the number of its steps where that is known.
    #[must_use]
    pub fn new(locale: Locale, key: &str, total: Option<u64>) -> Self {
        if !stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let target = ProgressDrawTarget::stderr();
        let (bar, template) = match total {
            Some(total) => {
                let bar = ProgressBar::with_draw_target(Some(total), target);
                (bar, "{msg} {wide_bar} {human_pos}/{human_len} {eta}")
            }
            None => (ProgressBar::with_draw_target(None, target), "{spinner} {msg} {human_pos} {elapsed}"),
        };
        let bar = match ProgressStyle::with_template(template) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        };
        bar.set_message(say(locale, key, &[]));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// Some more steps are done.
    pub fn advance(&self, steps: u64) {
        self.0.inc(steps);
    }

    /// This many steps are done.
    pub fn reach(&self, steps: u64) {
        self.0.set_position(steps);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_understood_and_every_work_has_a_name() {
        for template in ["{msg} {wide_bar} {human_pos}/{human_len} {eta}", "{spinner} {msg} {human_pos} {elapsed}"] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
        for locale in Locale::ALL {
            for key in ["progress-reading", "progress-assigning", "progress-writing", "progress-checking"] {
                assert_ne!(say(locale, key, &[]), key);
            }
        }
    }
}
