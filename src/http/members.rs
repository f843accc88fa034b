//! Objects that have a member twice: JSON leaves open which of the two is meant, and so nothing of such a body is written.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::problem::{EditProblem, Problem};

/// Refuses a body in which an object has a member twice. What is wrong with it otherwise is for others to say.
///
/// # Errors
/// [`EditProblem::RepeatedMember`].
pub fn each_once(body: &[u8]) -> Result<(), Problem> {
    let repeated = RefCell::default();
    let mut json = serde_json::Deserializer::from_slice(body);
    match (Members(&repeated).deserialize(&mut json), repeated.take()) {
        (Err(error), Some(member)) => {
            Err(EditProblem::RepeatedMember { member, line: error.line(), column: error.column() }.into())
        }
        _ => Ok(()),
    }
}

/// Any value, looked through; the first member that an object has again goes in here.
#[derive(Clone, Copy)]
struct Members<'a>(&'a RefCell<Option<String>>);

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if seen.contains(&name) {
                self.0.replace(Some(name));
                return Err(A::Error::custom("a member is there twice"));
            }
            seen.insert(name);
            map.next_value_seed(self)?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_is_there_twice_is_named_with_its_place() {
        for (body, expected) in [
            (r#"{"a":1,"b":{"a":1},"c":[{"a":null},{"a":true}]}"#, None),
            (r#"{"a":1,"a":1}"#, Some("a")),
            (r#"{"a":{"b":[{"c":1.5,"d":"x","c":-2}]}}"#, Some("c")),
            (r#"{"caf\u00e9":1,"café":2}"#, Some("café")),
            (r#"{"a":1,"#, None),
            ("", None),
        ] {
            let found = each_once(body.as_bytes());
            let member = match &found {
                Err(Problem::Editing(problem)) => match &**problem {
                    EditProblem::RepeatedMember { member, line: 1, column } if *column > 1 => Some(member.as_str()),
                    other => panic!("{other:?}"),
                },
                Err(other) => panic!("{other:?}"),
                Ok(()) => None,
            };
            assert_eq!(member, expected, "{body}");
        }
    }
}
