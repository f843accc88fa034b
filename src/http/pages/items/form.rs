//! The form that asks for some of a layer's rows.

use super::OF_PAGE;
use crate::domain::assignment::{Certainty, State};
use crate::domain::kitchen::KitchenStatus;
use crate::http::pages::cell::heading;
use crate::http::pages::shell::Shell;
use crate::http::wire::asked::Asked;
use crate::layers::{LayerName, Source};

/// The most settlements or kitchens that are listed to choose from; where there are more, their id is written.
const LISTED: usize = 300;

/// What can be asked.
pub struct Form {
    pub action: String,
    pub choices: Vec<Choice>,
    /// Whether the coverage limit changes the layer.
    pub has_limit: bool,
    /// The limit in force, and the one asked for.
    pub limit: String,
    pub limit_m: String,
    pub filter: String,
    pub example: &'static str,
    /// What else was asked and stays so.
    pub kept: Vec<Pair>,
}

/// A field of which one value can be chosen.
pub struct Choice {
    pub name: &'static str,
    pub label: String,
    pub value: String,
    /// Empty: the value is written.
    pub options: Vec<Choosable>,
}

/// A value and what it is called.
pub struct Choosable {
    pub value: String,
    pub text: String,
}

/// A parameter.
pub struct Pair {
    pub name: String,
    pub value: String,
}

impl Form {
    /// The form of a layer with what `given` says of each name.
    pub fn new(shell: &Shell, source: &Source, layer: LayerName, given: impl Fn(&str) -> Option<String>) -> Self {
        let given = |name: &str| given(name).unwrap_or_default();
        let fields = layer.layer().fields();
        let choices = fields.iter().filter_map(|field| {
            let options = options(shell, source, field.name)?;
            Some(Choice { name: field.name, label: heading(shell, field), value: given(field.name), options })
        });
        Self {
            action: format!("/collections/{}/items", layer.as_str()),
            choices: choices.collect(),
            has_limit: layer.layer().depends_on_limit,
            limit: source.snapshot().settings().coverage_limit.metres().to_string(),
            limit_m: given("limit_m"),
            filter: given("filter"),
            example: match layer {
                LayerName::Settlements => "persons_too_far > 20 AND name LIKE '%Rosales%'",
                LayerName::Kitchens => "persons > rations",
                LayerName::Households => "distance_m > 400 AND persons >= 6",
                LayerName::Catchments => "area_m2 > 200000",
                LayerName::Assignments => "distance_m BETWEEN 300 AND 500",
                LayerName::Gaps => "persons > 20",
            },
            kept: Vec::new(),
        }
    }

    /// With everything else that was asked, which the form has no place for.
    pub fn keeping(mut self, asked: &Asked) -> Self {
        let shown = |name: &str| {
            let own = ["limit_m", "filter"].contains(&name) || self.choices.iter().any(|choice| choice.name == name);
            own || (OF_PAGE.contains(&name) && !["f", "limit"].contains(&name))
        };
        let kept = asked.pairs().filter(|(name, _)| !shown(name));
        self.kept = kept.map(|(name, value)| Pair { name: name.to_owned(), value: value.to_owned() }).collect();
        self
    }
}

/// What can be chosen of a field; `None` where nothing is.
fn options(shell: &Shell, source: &Source, field: &str) -> Option<Vec<Choosable>> {
    let words = |family: &str, codes: &[&str]| {
        let pair = |code: &&str| Choosable {
            value: (*code).to_owned(),
            text: shell.say(&format!("{family}-{}", code.replace('_', "-"))),
        };
        codes.iter().map(pair).collect()
    };
    let snapshot = source.snapshot();
    Some(match field {
        "state" => words(field, &State::ALL.map(State::as_str)),
        "certainty" => {
            words(field, &[Certainty::Certain, Certainty::Uncertain, Certainty::Unknown].map(Certainty::as_str))
        }
        "status" => words(field, &[KitchenStatus::Open, KitchenStatus::Closed].map(KitchenStatus::as_str)),
        "settlement_id" => {
            let list = snapshot.settlements().settlements();
            listed(list.len(), list.iter().map(|settlement| (settlement.id.as_str(), &*settlement.name)))
        }
        "kitchen_id" => {
            let list = snapshot.kitchens().list();
            listed(list.len(), list.iter().map(|kitchen| (kitchen.id.as_str(), &*kitchen.name)))
        }
        _ => return None,
    })
}

fn listed<'a>(count: usize, list: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Choosable> {
    if count > LISTED {
        return Vec::new();
    }
    list.map(|(id, name)| Choosable { value: id.to_owned(), text: format!("{id} · {name}") }).collect()
}
