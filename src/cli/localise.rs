//! The command tree with every word in the reader's language.
//!
//! Keys: `cli` for the program, `cli-import` for a subcommand, `cli-import-file` for its argument or, where several
//! subcommands share one, `cli-option-data`; `cli-value-file` for a value's place holder. Clap's own English (headings,
//! `[default: ...]`, `[OPTIONS]`) is replaced or hidden; a test looks for what is left.

use clap::builder::{Resettable, StyledStr, Styles};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Arguments;
use crate::messages::{Locale, Params, has, say};

/// The command tree in a language.
#[must_use]
pub fn command(locale: Locale) -> Command {
    let root = Arguments::command().styles(Styles::plain()).after_help(say(locale, "cli-exit-codes", &[]));
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let root = root.disable_version_flag(true).arg(version);
    Words(locale).command(root, "cli", "cercania")
}

/// The key of an argument's help.
fn argument_key(locale: Locale, command: &str, argument: &str) -> String {
    let own = format!("{command}-{argument}").replace('_', "-");
    if has(locale, &own) { own } else { format!("cli-option-{argument}").replace('_', "-") }
}

struct Words(Locale);

impl Words {
    fn say(&self, key: &str) -> String {
        say(self.0, key, &[])
    }

    fn with(&self, key: &str, value: String) -> String {
        say(self.0, key, &Params::from([("value", value)]))
    }

    fn command(&self, command: Command, key: &str, path: &str) -> Command {
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        let mut order = 0..;
        let command = command
            .about(self.say(key))
            .long_about(Resettable::<StyledStr>::Reset)
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.say("cli-heading-commands"))
            .subcommand_value_name(self.say("cli-value-command"))
            .help_template(format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", self.say("cli-usage")))
            .arg(help)
            .mut_args(|argument| self.argument(argument, key).display_order(order.next().unwrap_or_default()));
        let command = command.mut_subcommands(|child| {
            let name = child.get_name().to_owned();
            self.command(child, &format!("{key}-{name}"), &format!("{path} {name}"))
        });
        let usage = command.clone().bin_name(path).render_usage().to_string();
        let usage =
            usage.trim_start_matches("Usage:").trim_start().replace("[OPTIONS]", &self.say("cli-value-options"));
        command.override_usage(usage)
    }

    fn argument(&self, argument: Arg, command: &str) -> Arg {
        let heading = if argument.is_positional() { "cli-heading-arguments" } else { "cli-heading-options" };
        let mut help = self.say(&argument_key(self.0, command, argument.get_id().as_str()));
        for note in self.notes(&argument) {
            help = format!("{help} {note}");
        }
        let takes_values = argument.get_action().takes_values();
        let argument = argument.help(help).long_help(Resettable::<StyledStr>::Reset).help_heading(self.say(heading));
        if takes_values { self.values(argument) } else { argument }
    }

    /// An argument's place holders, and nothing of clap's own about its values.
    fn values(&self, argument: Arg) -> Arg {
        let count = argument.get_num_args();
        let names = argument.get_value_names().unwrap_or_default().iter();
        let names: Vec<_> = names.map(|name| self.say(&format!("cli-value-{}", name.to_ascii_lowercase()))).collect();
        let argument = argument.value_names(names).hide_possible_values(true).hide_default_value(true).hide_env(true);
        match count {
            Some(count) => argument.num_args(count),
            None => argument,
        }
    }

    /// What clap would add in English: `[possible values: ...]`, `[default: ...]`, `[env: ...]`.
    fn notes(&self, argument: &Arg) -> Vec<String> {
        let mut notes = Vec::new();
        if !argument.get_action().takes_values() {
            return notes;
        }
        let values: Vec<_> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !values.is_empty() {
            notes.push(self.with("cli-note-values", values.join(" ")));
        }
        let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() {
            notes.push(self.with("cli-note-default", defaults.join(" ")));
        }
        if let Some(name) = argument.get_env() {
            notes.push(self.with("cli-note-environment", name.to_string_lossy().into_owned()));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command below and including this one, with its path.
    fn walk(command: &Command, path: &str, visit: &mut impl FnMut(&str, &Command)) {
        visit(path, command);
        for child in command.get_subcommands() {
            walk(child, &format!("{path} {}", child.get_name()), visit);
        }
    }

    fn built(locale: Locale) -> Command {
        let mut command = command(locale).term_width(100);
        command.build();
        command
    }

    #[test]
    fn the_tree_is_sound() {
        command(Locale::Es).debug_assert();
        command(Locale::En).debug_assert();
    }

    #[test]
    fn every_word_of_the_tree_exists_in_both_languages() {
        for locale in Locale::ALL {
            walk(&built(locale), "cercania", &mut |path, command| {
                assert!(command.get_about().is_some(), "{path}");
                for argument in command.get_arguments() {
                    assert!(argument.get_help().is_some(), "{path} {}", argument.get_id());
                    assert!(argument.get_long_help().is_none(), "{path} {}", argument.get_id());
                }
            });
        }
    }

    #[test]
    fn the_spanish_help_has_no_word_of_claps_own() {
        let english =
            ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "COMMAND", "Print", "possible", "default", "env:"];
        walk(&built(Locale::Es), "cercania", &mut |path, command| {
            let mut command = command.clone();
            for help in [command.render_help().to_string(), command.render_long_help().to_string()] {
                for word in english {
                    assert!(!help.contains(word), "{path}: {word} in\n{help}");
                }
                assert!(help.contains("Uso: cercania"), "{path}:\n{help}");
                assert!(help.contains("Opciones:"), "{path}:\n{help}");
            }
        });
    }

    #[test]
    fn the_two_languages_say_different_things() {
        let mut spanish = Vec::new();
        walk(&built(Locale::Es), "", &mut |_, command| spanish.push(command.get_about().map(ToString::to_string)));
        let mut english = Vec::new();
        walk(&built(Locale::En), "", &mut |_, command| english.push(command.get_about().map(ToString::to_string)));
        assert_eq!(spanish.len(), english.len());
        assert!(spanish.iter().zip(&english).all(|(es, en)| es != en), "{spanish:?}");
    }
}
