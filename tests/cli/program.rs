//! What goes to which stream, in which language, with which exit code.

use assert_cmd::Command;

fn cercania(locale: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cercania"));
    command.env_clear().envs(locale.iter().copied());
    command
}

#[test]
fn the_environment_chooses_the_language() {
    for (variables, expected) in [
        (&[][..], "Uso:"),
        (&[("LANG", "es_PE.UTF-8")], "Uso:"),
        (&[("LANG", "en_US.UTF-8")], "Usage:"),
        (&[("LANG", "en_US.UTF-8"), ("LC_ALL", "es_PE.UTF-8")], "Uso:"),
        (&[("LANG", "es_PE.UTF-8"), ("LC_ALL", "")], "Uso:"),
        (&[("LC_MESSAGES", "C")], "Usage:"),
        (&[("LC_ALL", "C.UTF-8")], "Usage:"),
    ] {
        let output = cercania(variables).arg("--help").output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap().contains(expected), "{variables:?}");
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{variables:?}");
    }
}

#[test]
fn what_is_wrong_goes_to_standard_error_with_exit_code_2() {
    for arguments in [&[][..], &["importar"], &["import", "kitchens"], &["report", "coverage", "--limit-m", "-1"]] {
        let output = cercania(&[]).args(arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}
