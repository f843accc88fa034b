//! Command lines and what becomes of them.

use cercania::cli::args::{Command, SettingsAction};
use cercania::cli::choices::ReportFormat;
use cercania::cli::exit::ExitCode;
use cercania::cli::{Answer, parse};
use cercania::messages::Locale;

fn parsed(line: &str) -> Result<Command, Answer> {
    parse(Locale::Es, line.split(' ').map(Into::into))
}

fn wrong(locale: Locale, line: &str) -> String {
    let answer = parse(locale, line.split(' ').map(Into::into)).expect_err(line);
    assert_eq!(answer.code, ExitCode::WrongUsage, "{line}");
    answer.text
}

#[test]
fn every_command_of_the_design_is_understood() {
    for line in [
        "cercania serve",
        "cercania serve --data a.gpkg --bind 0.0.0.0:80 --demo --without-login",
        "cercania import households a.csv --data a.gpkg --crs EPSG:24878 --columns lon=X,lat=Y --id-column C --skip-bad",
        "cercania serve --allow-origin https://mapa.example.pe --allow-origin http://192.168.1.5:5173",
        "cercania import settlements a.geojson",
        "cercania assign --households a.csv --kitchens b.geojson --output out.csv",
        "cercania assign --households a.csv --kitchens b.csv --settlements s.geojson --output o.geojson -k 5 --limit-m 300",
        "cercania assign --households a.csv --kitchens b.csv --output out.csv --excel=tab --skip-bad --id-column C",
        "cercania report coverage --settlement S-1 --limit-m 500 --format csv --table gaps --excel",
        "cercania report catchments --data a.gpkg --format json",
        "cercania export all --output a.gpkg",
        "cercania export gaps --output a.csv --excel=,",
        "cercania settings",
        "cercania settings get",
        "cercania settings --data a.gpkg get coverage_limit_m",
        "cercania settings set coverage_limit_m 400 --data a.gpkg",
        "cercania check --data a.gpkg",
    ] {
        assert!(parsed(line).is_ok(), "{line}: {:?}", parsed(line));
    }
}

#[test]
fn what_is_not_said_has_the_default_of_the_help() {
    let Ok(Command::Serve(serve)) = parsed("cercania serve --data x.gpkg") else { panic!() };
    assert_eq!(serve.bind.to_string(), "127.0.0.1:8080");
    assert!(!serve.demo && !serve.without_login);
    let Ok(Command::Assign(assign)) = parsed("cercania assign --households a --kitchens b --output o.csv") else {
        panic!()
    };
    assert_eq!((assign.nearest, assign.limit_m, assign.csv.excel), (2, None, None));
    let Ok(Command::Report(report)) = parsed("cercania report coverage") else { panic!() };
    assert_eq!(report.format(), ReportFormat::Table);
    let Ok(Command::Report(report)) = parsed("cercania report coverage --excel") else { panic!() };
    assert_eq!(report.format(), ReportFormat::Csv);
}

#[test]
fn the_store_may_be_named_before_or_after_what_to_do_with_settings() {
    for line in ["cercania settings --data x.gpkg set k v", "cercania settings set k v --data x.gpkg"] {
        let Ok(Command::Settings(settings)) = parsed(line) else { panic!("{line}") };
        assert_eq!(settings.store.data.to_str(), Some("x.gpkg"), "{line}");
        assert!(matches!(settings.action, Some(SettingsAction::Set { .. })), "{line}");
    }
}

#[test]
fn a_wrong_command_line_is_explained_in_the_readers_language() {
    for (line, spanish, english) in [
        ("cercania importar", "no existe la orden «importar»", "there is no command \"importar\""),
        ("cercania imprt", "¿Quiso decir import?", "Did you mean import?"),
        ("cercania serve --dato x", "¿Quiso decir --data?", "Did you mean --data?"),
        ("cercania serve --demo=yes", "no lleva el valor «yes»", "does not take the value \"yes\""),
        ("cercania serve --bind 8080", "127.0.0.1:8080", "127.0.0.1:8080"),
        ("cercania serve --bind", "falta el valor de --bind", "--bind <ADDRESS> needs a value"),
        ("cercania serve --allow-origin mapa.pe", "«mapa.pe» no es un origen", "\"mapa.pe\" is not an origin"),
        ("cercania import", "falta <REGISTRO> <ARCHIVO>", "<REGISTER> <FILE> is missing"),
        ("cercania import casas a.csv", "no admite «casas» [valores: settlements", "\"casas\" [values: settlements"),
        ("cercania import kitchens a b", "«b»", "\"b\""),
        ("cercania import kitchens a --crs UTM", "«UTM» no es un sistema de", "\"UTM\" is not a coordinate"),
        ("cercania export all --output a.shp", ".csv .geojson .gpkg", "let the name end in .csv"),
        ("cercania export all --output a.gpkg --excel", "--excel solo cambia", "--excel changes CSV only"),
        ("cercania report coverage --format json --excel", "--excel solo cambia", "--excel changes CSV only"),
        ("cercania report coverage --limit-m 0", "más de 0", "more than 0"),
        ("cercania check --data a --data b", "está dos veces", "is there twice"),
        ("cercania settings set a", "falta <VALOR>", "<VALUE> is missing"),
    ] {
        for (locale, expected) in [(Locale::Es, spanish), (Locale::En, english)] {
            let text = wrong(locale, line);
            assert!(text.contains(expected), "{line}:\n{text}");
            assert!(text.starts_with("error: ") && text.ends_with(".\n") && text.contains("--help"), "{line}:\n{text}");
        }
        let text = wrong(Locale::Es, line);
        for english in ["Usage", "OPTIONS", "COMMAND", "error: invalid", "FILE", "unexpected", "required"] {
            assert!(!text.contains(english), "{line}: {english} in\n{text}");
        }
    }
}

#[test]
fn help_and_version_are_answers_and_no_arguments_are_wrong_usage() {
    for line in ["cercania --help", "cercania -h", "cercania settings set --help", "cercania --version"] {
        assert_eq!(parsed(line).expect_err(line).code, ExitCode::Done, "{line}");
    }
    assert!(wrong(Locale::Es, "cercania").contains("Uso: cercania"));
    let help = parsed("cercania import --help").unwrap_err().text;
    assert!(help.find("  <REGISTRO>") < help.find("  <ARCHIVO>"), "in the order they are typed:\n{help}");
    let help = parsed("cercania --help").unwrap_err().text;
    for code in ExitCode::ALL {
        assert!(help.contains(&format!("\n  {} ", code.number())), "{code:?} is not in\n{help}");
    }
}
