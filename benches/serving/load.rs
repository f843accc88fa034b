//! wrk, Debian's load generator: the same for every program, on the same two cores as they.

use std::fmt;
use std::process::Command;

use super::cores::on_two_cores;

/// Connections kept open, each asking again as soon as it is answered.
pub const CONNECTIONS: u32 = 4;
/// Every program in turn, so often.
const ROUNDS: usize = 3;
/// Seconds of one round, and of the load before the first.
const SECONDS: u32 = 2;

/// How it is asked, in words.
pub fn method() -> String {
    format!("wrk, {CONNECTIONS} connections kept open; {ROUNDS} rounds of {SECONDS} s by turns after one to warm up")
}

/// Answers a second, by round.
pub struct Rate(Vec<f64>);

impl Rate {
    /// The middle one.
    pub fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(rounds) = self;
        let [least, most] = [rounds[0], rounds[rounds.len() - 1]];
        write!(f, "{}/s ({} to {}, {} rounds)", Shown(self.median()), Shown(least), Shown(most), rounds.len())
    }
}

/// A number with its thousands set apart.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// A number with three digits that count.
pub struct Shown(pub f64);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            v if v < 10.0 => write!(f, "{v:.2}"),
            v if v < 100.0 => write!(f, "{v:.1}"),
            v => f.write_str(&grouped(whole(v))),
        }
    }
}

/// Loads all addresses in turn, the first one first and last by turns; by address, what it answered or why it did not.
pub fn alternating(addresses: &[String]) -> Vec<Result<Rate, String>> {
    let warm = addresses.iter().map(|address| once(address).map(|_| Vec::new()));
    let mut rates: Vec<Result<Vec<f64>, String>> = warm.collect();
    for round in 0..ROUNDS {
        let mut turn: Vec<_> = rates.iter_mut().zip(addresses).collect();
        if round % 2 == 1 {
            turn.reverse();
        }
        for (rate, address) in turn {
            if let Ok(rounds) = rate {
                match once(address) {
                    Ok(answers) => rounds.push(answers),
                    Err(reason) => *rate = Err(reason),
                }
            }
        }
    }
    let sorted = |mut rounds: Vec<f64>| {
        rounds.sort_unstable_by(f64::total_cmp);
        Rate(rounds)
    };
    rates.into_iter().map(|rate| rate.map(sorted)).collect()
}

/// Answers a second over one round.
fn once(address: &str) -> Result<f64, String> {
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads=1", &format!("--connections={CONNECTIONS}"), &format!("--duration={SECONDS}s")]);
    wrk.args(["--timeout=30s", address]);
    let output = on_two_cores(&wrk).output().map_err(|error| format!("wrk: {error}"))?;
    let words = String::from_utf8_lossy(&output.stdout);
    let line = |start: &str| words.lines().find_map(|line| line.trim().strip_prefix(start));
    // wrk counts refusals as answers, so they must not be passed over.
    for start in ["Non-2xx or 3xx responses:", "Socket errors:"] {
        if let Some(rest) = line(start) {
            return Err(format!("under load: {start}{rest}"));
        }
    }
    let rate = line("Requests/sec:").and_then(|rest| rest.trim().parse().ok());
    rate.filter(|rate| *rate > 0.0).ok_or_else(|| "under load it answered nothing".to_owned())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rates are below 10⁹")]
fn whole(number: f64) -> usize {
    number.round() as usize
}
