//! Every error has its words in every language.

/// The sources in which codes and the names of their parameters are written.
const SOURCES: [&str; 4] = [
    include_str!("../../src/crs/mod.rs"),
    include_str!("../../src/files/error.rs"),
    include_str!("../../src/files/options.rs"),
    include_str!("../../src/files/problem.rs"),
];

fn keys(messages: &str) -> Vec<&str> {
    let lines = messages.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ").map(|(key, _)| key)).collect()
}

#[test]
fn every_code_is_said_in_spanish_and_english_and_nothing_else_is() {
    let (es, en) = (include_str!("../../locales/es/files.ftl"), include_str!("../../locales/en/files.ftl"));
    assert_eq!(keys(es), keys(en));
    let prefixes = ["crs-", "columns-", "file-", "row-"];
    let all: String = SOURCES.concat();
    let mut codes: Vec<&str> =
        literals_of_codes(&all).filter(|code| prefixes.iter().any(|prefix| code.starts_with(prefix))).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut said = keys(es);
    said.sort_unstable();
    assert_eq!(codes, said);
}

/// Every run of lower-case letters, digits and hyphens between quotation marks.
fn literals_of_codes(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').filter(|text| text.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-'))
}

#[test]
fn messages_speak_only_of_values_that_are_given() {
    let sources = SOURCES.concat();
    for messages in [include_str!("../../locales/es/files.ftl"), include_str!("../../locales/en/files.ftl")] {
        for value in messages.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()) {
            assert!(sources.contains(&format!("\"{value}\"")), "{value} is given nowhere");
        }
    }
}
