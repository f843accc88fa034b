//! Values as a page shows them: words instead of codes, metres to a decimetre, ids as links.

use super::shell::Shell;
use crate::domain::assignment::State;
use crate::http::wire::asked;
use crate::layers::{Field, FieldKind, LayerName, Source, Unit, Value};
use crate::messages::{has, say};

/// A value as a page shows it.
pub struct Cell {
    pub text: String,
    /// As it is on the wire, where the text says it in another way.
    pub exact: Option<String>,
    /// What it speaks of.
    pub href: Option<String>,
    pub number: bool,
}

/// Rows whose values are shown, and what their links keep.
pub struct Cells<'a> {
    pub shell: &'a Shell,
    pub source: &'a Source,
    pub layer: LayerName,
    /// `limit_m` as asked for, which links to layers that depend on it keep.
    pub limit_m: Option<&'a str>,
}

/// A field's short name, with its unit.
pub fn heading(shell: &Shell, field: &Field) -> String {
    shell.say_or(&format!("field-{}-title", field.name.replace('_', "-")), field.name)
}

/// What a field says.
pub fn about(shell: &Shell, field: &Field) -> String {
    shell.say(&format!("field-{}", field.name.replace('_', "-")))
}

/// What a field's numbers count, in letters.
pub fn unit(shell: &Shell, field: &Field) -> String {
    let key = match field.unit {
        None => return String::new(),
        Some(Unit::Metres) => "unit-metres",
        Some(Unit::SquareMetres) => "unit-square-metres",
        Some(Unit::Persons) => "unit-persons",
        Some(Unit::Households) => "unit-households",
        Some(Unit::Rations) => "unit-rations",
    };
    shell.say(key)
}

impl Cells<'_> {
    /// The value of a field in the row `id`.
    pub fn cell(&self, field: &Field, value: &Value<'_>, id: &str) -> Cell {
        let number = matches!(field.kind, FieldKind::Integer | FieldKind::Real);
        let (text, exact) = match value {
            Value::Null => (String::new(), None),
            Value::Text(text) => match self.named(field.name, text) {
                Some(name) => (format!("{name} ({text})"), Some((*text).to_owned())),
                None => self.words(field.name, text),
            },
            Value::Integer(number) => (number.to_string(), None),
            // On the ground a decimetre is less than any position is known by.
            Value::Real(number) => (format!("{number:.1}"), Some(number.to_string())),
            Value::Date(date) => (date.to_string(), None),
        };
        let exact = exact.filter(|exact| *exact != text);
        Cell { href: self.link(field.name, value, id), text, exact, number }
    }

    /// What people call the settlement or kitchen that a field names by its id.
    fn named(&self, field: &str, id: &str) -> Option<&str> {
        let snapshot = self.source.snapshot();
        match field {
            "settlement_id" | "declared_settlement_id" => {
                Some(&*snapshot.settlements().get(snapshot.settlements().find(id)?).name)
            }
            "kitchen_id" | "next_kitchen_id" | "fixed_kitchen_id" => {
                Some(&*snapshot.kitchens().get(snapshot.kitchens().find(id)?).name)
            }
            _ => None,
        }
    }

    /// A code's words; other text as it is.
    fn words(&self, field: &str, text: &str) -> (String, Option<String>) {
        let family = match field {
            "state" | "certainty" | "status" | "kind" => field,
            "flags" => "flag",
            _ => return (text.to_owned(), None),
        };
        let word = |code: &str| {
            let key = format!("{family}-{}", code.replace('_', "-"));
            if has(self.shell.locale(), &key) { say(self.shell.locale(), &key, &[]) } else { code.to_owned() }
        };
        (text.split(' ').map(word).collect::<Vec<_>>().join("; "), Some(text.to_owned()))
    }

    /// Where a value leads: a row to its page, an id to the row that has it, a number of people to their homes.
    fn link(&self, field: &str, value: &Value<'_>, id: &str) -> Option<String> {
        let named = match value {
            Value::Text(text) => Some(*text),
            _ => None,
        };
        let some = matches!(value, Value::Integer(1..));
        let known = |layer, id: &str| match layer {
            LayerName::Kitchens => self.source.snapshot().kitchens().find(id).is_some(),
            _ => self.source.snapshot().settlements().find(id).is_some(),
        };
        let to = |layer| named.filter(|id| known(layer, id)).map(|id| self.item(layer, id));
        match field {
            "id" => Some(self.item(self.layer, id)),
            "kitchen_id" | "next_kitchen_id" | "fixed_kitchen_id" => to(LayerName::Kitchens),
            "settlement_id" | "declared_settlement_id" => to(LayerName::Settlements),
            "households" | "persons" if some => self.households(id, &[]),
            _ if some => {
                let state = field.strip_prefix("persons_")?;
                let state = State::ALL.into_iter().find(|known| known.as_str() == state)?;
                self.households(id, &[("state", state.as_str())])
            }
            _ => None,
        }
    }

    /// The page of a row.
    pub fn item(&self, layer: LayerName, id: &str) -> String {
        let path = format!("/collections/{}/items/{id}", layer.as_str());
        let kept = self.limit_m.filter(|_| layer.layer().depends_on_limit);
        asked::address(&path, kept.map(|limit| ("limit_m", limit)).into_iter())
    }

    /// The households that a settlement's or a kitchen's numbers count.
    fn households(&self, id: &str, so: &[(&str, &str)]) -> Option<String> {
        let of: &[(&str, &str)] = match self.layer {
            // Those that left the register are counted nowhere, and still lie in a settlement.
            LayerName::Settlements if so.is_empty() => &[("settlement_id", id), ("filter", "closed_on IS NULL")],
            LayerName::Settlements => &[("settlement_id", id)],
            LayerName::Kitchens => &[("kitchen_id", id)],
            _ => return None,
        };
        let kept = self.limit_m.map(|limit| ("limit_m", limit));
        Some(asked::address("/collections/households/items", of.iter().chain(so).copied().chain(kept)))
    }
}
