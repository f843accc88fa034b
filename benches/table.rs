//! What was measured, as a table in Markdown.

use std::fmt;
use std::time::{Duration, Instant};

/// Rows in the order in which they were measured.
#[derive(Default)]
pub struct Table(Vec<Row>);

struct Row {
    what: String,
    result: String,
    target: String,
    verdict: &'static str,
}

impl Table {
    /// A figure that nothing was promised about.
    pub fn note(&mut self, what: impl Into<String>, result: impl Into<String>) {
        self.push(what.into(), result.into(), String::new(), "");
    }

    /// A figure with what was promised.
    pub fn promise(&mut self, what: impl Into<String>, result: impl Into<String>, target: &str, kept: bool) {
        self.push(what.into(), result.into(), target.into(), if kept { "kept" } else { "**missed**" });
    }

    /// A figure that could not be had, and why.
    pub fn skip(&mut self, what: impl Into<String>, reason: impl fmt::Display) {
        self.push(what.into(), format!("skipped: {reason}"), String::new(), "");
    }

    fn push(&mut self, what: String, result: String, target: String, verdict: &'static str) {
        eprintln!("{what}: {result}");
        self.0.push(Row { what, result, target, verdict });
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        writeln!(f, "\nMeasured on {cores} cores, median wall time.\n")?;
        writeln!(f, "| what | measured | promised | |\n|---|---|---|---|")?;
        for Row { what, result, target, verdict } in &self.0 {
            // A reason may be another program's words.
            let [what, result] = [what, result].map(|text| text.replace('|', "\\|").replace('\n', " "));
            writeln!(f, "| {what} | {result} | {target} | {verdict} |")?;
        }
        Ok(())
    }
}

/// Times of the same work done again and again: never empty.
pub struct Times(Vec<Duration>);

impl Times {
    /// Does the work `runs` times; gives the last run's answer too.
    pub fn of<T>(runs: usize, mut work: impl FnMut() -> T) -> (Self, T) {
        let mut once = || {
            let start = Instant::now();
            let answer = work();
            (start.elapsed(), answer)
        };
        let (first, mut answer) = once();
        let mut times = vec![first];
        while times.len() < runs {
            // The last answer is freed outside the clock: a program that ends here never would free it.
            let (time, next) = once();
            times.push(time);
            answer = next;
        }
        (Self::from(times), answer)
    }

    /// The middle one.
    pub fn median(&self) -> Duration {
        self.0[self.0.len() / 2]
    }
}

impl From<Vec<Duration>> for Times {
    fn from(mut times: Vec<Duration>) -> Self {
        assert!(!times.is_empty(), "nothing was timed");
        times.sort_unstable();
        Self(times)
    }
}

impl fmt::Display for Times {
    /// The median, and the range where there were several.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(times) = self;
        write!(f, "{}", Shown(self.median()))?;
        match times.as_slice() {
            [least, .., most] => write!(f, " ({} to {}, {} runs)", Shown(*least), Shown(*most), times.len()),
            _ => Ok(()),
        }
    }
}

/// A time with three digits that count.
struct Shown(Duration);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        let (value, unit) = match seconds {
            s if s < 1e-3 => (s * 1e6, "µs"),
            s if s < 0.1 => (s * 1e3, "ms"),
            s => (s, "s"),
        };
        let decimals = match value {
            v if v < 10.0 => 2,
            v if v < 100.0 => 1,
            _ => 0,
        };
        write!(f, "{value:.decimals$} {unit}")
    }
}
