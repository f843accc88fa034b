//! Two cores for the program that answers, its database and the one that asks, however many the machine has.

use std::process::Command;

/// The same command on the first two cores that this process may use.
pub fn on_two_cores(command: &Command) -> Command {
    let mut pinned = match two_of_more() {
        Some(pair) => {
            let mut taskset = Command::new("taskset");
            taskset.args(["--cpu-list", &pair]).arg(command.get_program());
            taskset
        }
        None => Command::new(command.get_program()),
    };
    pinned.args(command.get_args()).stdin(std::process::Stdio::null());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => pinned.env(name, value),
            None => pinned.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        pinned.current_dir(folder);
    }
    pinned
}

/// Their numbers where there are more than two, as Linux tells them (`0-3,8`).
fn two_of_more() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let allowed = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
    let mut cores = allowed.trim().split(',').flat_map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let [first, last] = [first, last].map(|number| number.parse().unwrap_or(0_u32));
        first..=last
    });
    let (first, second) = (cores.next()?, cores.next()?);
    cores.next().map(|_| format!("{first},{second}"))
}
