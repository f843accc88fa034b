//! Words for people, in Spanish and English, from `locales/`.
//!
//! Every error carries a stable kebab-case code and typed parameters ([`Explain`]); its `Display`
//! is the English line for logs; [`explain`] turns code and parameters into what a person reads.
//! A key's words are found by [`say`]; a key is unique over all files of a locale.

mod locale;

use std::borrow::Cow;
use std::fmt::Display;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use locale::Locale;

/// The files of `locales/es` and `locales/en`: one more is one more name here.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const FILES: &[File] = &[$(File {
            name: $name,
            es: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/es/", $name)),
            en: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/", $name)),
        }),*];
    };
}

files![
    "main.ftl",
    "cli.ftl",
    "files.ftl",
    "store.ftl",
    "http.ftl",
    "app.ftl",
    "geopackage.ftl",
    "formats.ftl",
    "commands.ftl",
    "layers.ftl",
    "map.ftl",
    "ogc.ftl",
    "filter.ftl",
    "tiles.ftl",
    "pages.ftl",
    "imports.ftl",
    "sheet.ftl"
];

/// One file's text in every locale.
struct File {
    name: &'static str,
    es: &'static str,
    en: &'static str,
}

impl File {
    const fn text(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Es => self.es,
            Locale::En => self.en,
        }
    }
}

/// Named values that a message speaks of, already written as text.
pub type Params = Vec<(&'static str, String)>;

/// An error that can be told to a person.
pub trait Explain: Display {
    /// Stable kebab-case name; also the last part of a problem's `type`, and the message's key.
    fn code(&self) -> &'static str;
    /// The values the message speaks of, by the names used in `locales/`.
    fn params(&self) -> Params {
        Params::new()
    }
}

/// What a person reads about an error.
#[must_use]
pub fn explain(locale: Locale, error: &dyn Explain) -> String {
    say(locale, error.code(), &error.params())
}

/// The words of a key with its values filled in.
///
/// Values are written as given. One that is a plain whole number (`12`, not `012` or `1e3`) also chooses a message's
/// plural form. A key or value that is missing shows by its name, and fails this library's own tests.
#[must_use]
pub fn say(locale: Locale, key: &str, params: &[(&'static str, String)]) -> String {
    let bundle = bundle(locale);
    debug_assert!(!cfg!(test) || bundle.has_message(key), "no message {key:?} in {locale:?}");
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let args: FluentArgs = params.iter().map(|(name, value)| (*name, fluent_value(value))).collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
    debug_assert!(!cfg!(test) || errors.is_empty(), "message {key:?} in {locale:?}: {errors:?}");
    text.into_owned()
}

/// Whether a key has words.
#[must_use]
pub fn has(locale: Locale, key: &str) -> bool {
    bundle(locale).get_message(key).is_some_and(|message| message.value().is_some())
}

/// A number only where Fluent writes it back as it was: an id such as `007` stays text.
fn fluent_value(text: &str) -> FluentValue<'_> {
    // Ten digits are exact in the f64 that Fluent counts with, and more need no plural form of their own.
    match text.parse::<u32>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::String(Cow::Borrowed(text)),
    }
}

fn bundle(locale: Locale) -> &'static FluentBundle<FluentResource> {
    static ES: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    static EN: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    match locale {
        Locale::Es => &ES,
        Locale::En => &EN,
    }
    .get_or_init(|| load(locale))
}

/// A file that does not parse gives the messages that do; a test finds it.
fn load(locale: Locale) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.identifier()]);
    // Isolation marks are for mixed writing directions and are noise in a terminal and a spreadsheet.
    bundle.set_use_isolating(false);
    for file in FILES {
        let (resource, errors) = match FluentResource::try_new(file.text(locale).to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        debug_assert!(errors.is_empty(), "{} in {locale:?}: {errors:?}", file.name);
        let added = bundle.add_resource(resource);
        debug_assert!(added.is_ok(), "{} in {locale:?}: {added:?}", file.name);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use fluent_syntax::parser;

    use super::*;

    type Keys = BTreeMap<String, BTreeSet<String>>;

    /// Every message's key with the variables its value speaks of.
    fn keys(text: &str) -> Keys {
        let mut keys = Keys::new();
        for entry in parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{errors:?}")).body {
            let Entry::Message(message) = entry else { continue };
            let mut names = BTreeSet::new();
            collect(message.value.as_ref().expect("a message has a value"), &mut names);
            assert!(keys.insert(message.id.name.to_owned(), names).is_none(), "{} is there twice", message.id.name);
        }
        keys
    }

    fn collect(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            let (Expression::Inline(selector) | Expression::Select { selector, .. }) = expression;
            if let InlineExpression::VariableReference { id } = selector {
                names.insert(id.name.to_owned());
            }
            if let Expression::Select { variants, .. } = expression {
                for variant in variants {
                    collect(&variant.value, names);
                }
            }
        }
    }

    #[test]
    fn both_locales_have_the_same_keys_with_the_same_variables_in_every_file() {
        let mut all = BTreeSet::new();
        for file in FILES {
            let (spanish, english) = (keys(file.es), keys(file.en));
            let lone: Vec<_> = spanish.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(lone.is_empty(), "{}: only in Spanish: {lone:?}", file.name);
            let lone: Vec<_> = english.keys().filter(|key| !spanish.contains_key(*key)).collect();
            assert!(lone.is_empty(), "{}: only in English: {lone:?}", file.name);
            for (key, variables) in &spanish {
                assert_eq!(variables, &english[key], "{}: variables of {key}", file.name);
                assert!(all.insert(key.clone()), "{key} is in two files");
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_listed_and_loads() {
        for locale in Locale::ALL {
            load(locale);
            let folder = format!("{}/locales/{}", env!("CARGO_MANIFEST_DIR"), locale.tag());
            for entry in std::fs::read_dir(folder).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                assert!(FILES.iter().any(|file| file.name == name), "{name} is not in FILES");
            }
        }
    }

    #[test]
    fn values_are_written_as_given_and_whole_numbers_choose_the_plural() {
        let rows = |locale, n: &str| say(locale, "rows", &[("count", n.to_owned())]);
        assert_eq!(rows(Locale::Es, "1"), "1 fila");
        assert_eq!(rows(Locale::Es, "320"), "320 filas");
        assert_eq!(rows(Locale::En, "1"), "1 row");
        assert_eq!(rows(Locale::En, "4000000000"), "4000000000 rows");
        assert_eq!(rows(Locale::En, "007"), "007 rows");
        assert_eq!(rows(Locale::En, "1,234"), "1,234 rows");
    }

    #[test]
    fn one_of_a_thing_is_told_in_the_singular() {
        // A limit is never one, and neither are the rows of which the first are shown.
        let (limits, firsts) = (["limit", "max", "most", "max_mib", "bytes", "length"], ["format-json-first"]);
        let spanish = "filas hogares personas cocinas asentamientos celdas nombres operandos problemas segundos elementos \
            valores campos ediciones";
        let english = "rows households persons kitchens settlements cells names operands problems seconds metres values \
            fields edits";
        for (locale, things) in [(Locale::Es, spanish), (Locale::En, english)] {
            let messages: Vec<_> = FILES.iter().flat_map(|file| keys(file.text(locale))).collect();
            let names: BTreeSet<&str> = messages.iter().flat_map(|(_, names)| names).map(String::as_str).collect();
            let one = |name: &&str| if limits.contains(name) { "7" } else { "1" };
            let params: FluentArgs = names.iter().map(|name| (*name, fluent_value(one(name)))).collect();
            for (key, _) in messages.iter().filter(|(key, _)| !firsts.contains(&key.as_str())) {
                let pattern = bundle(locale).get_message(key).and_then(|message| message.value()).unwrap();
                let text = bundle(locale).format_pattern(pattern, Some(&params), &mut Vec::new());
                for thing in things.split_whitespace() {
                    let plural = format!("1 {thing}");
                    assert!(!text.contains(&plural), "{key} in {locale:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn a_row_is_named_by_what_it_is() {
        let row =
            |layer: &str| vec![("layer", layer.to_owned()), ("id", "X-9".to_owned()), ("revision", "7".to_owned())];
        for (key, layer, text) in [
            ("log-no-row", "kitchens", "nunca existió la cocina X-9"),
            ("undo-removed", "households", "el hogar X-9: se eliminó después"),
            ("undo-changed", "settings", "los ajustes: cambió después, con la edición 7"),
        ] {
            assert_eq!(say(Locale::Es, key, &row(layer)), text);
        }
        let counted = |layer: &str, count: &str| [("layer", layer.to_owned()), ("count", count.to_owned())];
        assert_eq!(say(Locale::Es, "log-added", &counted("kitchens", "1")), "se añadió 1 cocina");
        assert_eq!(say(Locale::Es, "log-updated", &counted("households", "2")), "cambiaron 2 hogares");
    }

    #[test]
    #[should_panic(expected = "no message")]
    fn a_missing_key_fails_a_test() {
        assert_eq!(say(Locale::Es, "no-such-key", &[]), "no-such-key");
    }
}
