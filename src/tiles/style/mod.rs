//! How the layers are drawn, as a Mapbox style: circles, lines and areas, so that nothing has to be fetched from
//! elsewhere (no fonts, no symbols).
//!
//! QGIS 3.22 takes a `match` only with its labels in lists, draws every circle in the colour that a `match` ends with, and
//! takes no `step` at all. So there is a layer of circles for each colour.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::layers::{NO_KITCHEN, kitchen_colour};
use crate::messages::{Locale, say};

/// Kitchens with a colour of their own: a style that names more would be slow on old machines. The others have
/// [`NO_KITCHEN`].
pub const COLOURED: usize = 200;

/// The member of a layer's metadata that holds its words for a legend.
pub const LEGEND: &str = "cercania:legend";

/// The name of the source in the style.
const SOURCE: &str = "cercania";

/// The zoom from which lines to kitchens are drawn: before, they would be a blot.
const LINES_FROM: u8 = 13;

/// Of a hundred persons so many are served: the colour from there on, red to green; also told apart by those who do not
/// see these two (dark, light, dark).
const SHARES: [(u8, &str); 5] = [(0, "#a50026"), (20, "#f46d43"), (50, "#fee08b"), (80, "#66bd63"), (100, "#006837")];

/// Kitchens that are closed and homes that are not served are hollow; edges of kitchens and of homes whose assignment is
/// not certain are dark.
const HOLLOW: &str = "#ffffff";
const DARK: &str = "#1a1a1a";

/// What a style is made from.
#[derive(Clone, Debug)]
pub struct Style<'a> {
    /// Its name, for people.
    pub name: &'a str,
    /// Where the `TileJSON` is.
    pub tilejson: &'a str,
    /// Ids of kitchens, in order.
    pub kitchens: &'a [&'a str],
    /// Where to look first: longitude, latitude, zoom.
    pub view: Option<[f64; 3]>,
    /// The language of legends.
    pub locale: Locale,
}

impl Style<'_> {
    /// The document (Mapbox Style Specification, version 8).
    #[must_use]
    pub fn document(&self) -> Value {
        let mut sources = serde_json::Map::new();
        sources.insert(SOURCE.to_owned(), json!({ "type": "vector", "url": self.tilejson }));
        let mut document = json!({ "version": 8, "name": self.name, "sources": sources, "layers": self.layers() });
        if let Some([lon, lat, zoom]) = self.view {
            document["center"] = json!([lon, lat]);
            document["zoom"] = json!(zoom);
        }
        document
    }

    /// From the lowest up.
    fn layers(&self) -> Vec<Value> {
        let colours = self.colours();
        let own = by_kitchen("id", &colours);
        let area = |id, of, paint: &Value| layer(id, "fill", of, None, paint);
        let outline =
            |id, of, colour: &Value| layer(id, "line", of, None, &json!({ "line-color": colour, "line-width": 1.5 }));
        let mut layers = vec![
            area("settlements-area", "settlements", &json!({ "fill-color": "#e8d9b0", "fill-opacity": 0.3 })),
            area("catchments-area", "catchments", &json!({ "fill-color": own, "fill-opacity": 0.12 })),
            outline("catchments-outline", "catchments", &own),
            outline("settlements-outline", "settlements", &"#5b4a2b".into()),
            lines(&by_kitchen("kitchen_id", &colours)),
        ];
        layers.extend(homes_together());
        layers.extend(homes(&colours));
        layers.push(circles(
            "gaps",
            "gaps",
            None,
            &json!({
                "circle-color": "#d7191c",
                "circle-opacity": 0.2,
                "circle-radius": 10,
                "circle-stroke-color": "#d7191c",
                "circle-stroke-width": 2,
            }),
        ));
        layers.extend(kitchens(&colours));
        self.explain(&mut layers);
        layers
    }

    /// Gives one layer of each meaning its words for a legend; what kitchens tell apart by colour is one meaning.
    fn explain(&self, layers: &mut [Value]) {
        let mut said = BTreeSet::new();
        // From the top down: the coloured ones stand over those without a colour.
        for layer in layers.iter_mut().rev() {
            let Some(words) = layer["id"].as_str().and_then(|id| legend(id, self.locale)) else { continue };
            if said.insert(words.clone()) {
                layer["metadata"] = json!({ LEGEND: words });
            }
        }
    }

    /// The kitchens that have colours, by these.
    fn colours(&self) -> Colours<'_> {
        let mut colours = Colours::new();
        for id in self.kitchens.iter().take(COLOURED) {
            colours.entry(kitchen_colour(id)).or_default().push(id);
        }
        colours
    }
}

/// What a layer means, where a legend says so.
fn legend(id: &str, locale: Locale) -> Option<String> {
    let key = match id {
        "settlements-outline" => "map-settlement",
        "catchments-outline" => "map-catchment",
        "assignments" => "map-assignment",
        "households-not-served" => "map-not-served",
        "households-uncertain" => "map-uncertain",
        "gaps" => "map-gap",
        "kitchens-together" => "map-kitchens-together",
        "kitchens-closed" => "map-kitchen-closed",
        _ => {
            if let Some(from) = id.strip_prefix("households-together-") {
                return Some(of_share(from, locale));
            }
            match id.split('-').next() {
                Some("households") => "map-served",
                Some("kitchens") => "map-kitchen-open",
                _ => return None,
            }
        }
    };
    Some(say(locale, key, &[]))
}

/// A circle for many homes, from a share on.
fn of_share(from: &str, locale: Locale) -> String {
    let mut ends = SHARES.iter().skip_while(|(start, _)| start.to_string() != from).skip(1);
    match ends.next() {
        Some((end, _)) => say(locale, "map-together", &[("from", from.to_owned()), ("to", end.to_string())]),
        None => say(locale, "map-together-all", &[]),
    }
}

/// Ids of kitchens by colour.
type Colours<'a> = BTreeMap<&'static str, Vec<&'a str>>;

/// The colour of the kitchen that a field names.
fn by_kitchen(field: &str, colours: &Colours<'_>) -> Value {
    if colours.is_empty() {
        return NO_KITCHEN.into();
    }
    let pairs = colours.iter().flat_map(|(colour, ids)| [json!(ids), json!(colour)]);
    let start = [json!("match"), json!(["get", field])];
    start.into_iter().chain(pairs).chain([NO_KITCHEN.into()]).collect()
}

/// Whether a field names one of some kitchens.
fn one_of(field: &str, ids: &[&str]) -> Value {
    json!(["match", ["get", field], ids, true, false])
}

fn lines(colour: &Value) -> Value {
    let paint = json!({ "line-color": colour, "line-width": 0.7, "line-opacity": 0.6 });
    let mut lines = layer("assignments", "line", "assignments", None, &paint);
    lines["minzoom"] = LINES_FROM.into();
    lines
}

/// Circles for many homes each, by how many of their people are served.
fn homes_together() -> impl Iterator<Item = Value> {
    let ends = SHARES.into_iter().skip(1).map(|(from, _)| Some(from)).chain([None]);
    SHARES.into_iter().zip(ends).map(|((from, colour), end)| {
        let mut filter =
            vec![json!("all"), json!(["has", "households"]), json!([">=", ["get", "percent_served"], from])];
        filter.extend(end.map(|end| json!(["<", ["get", "percent_served"], end])));
        let paint = json!({
            "circle-color": colour,
            "circle-radius": ["step", ["get", "households"], 3, 10, 4, 100, 6, 1000, 9, 10_000, 13],
            "circle-opacity": 0.9,
            "circle-stroke-color": HOLLOW,
            "circle-stroke-width": 0.5,
        });
        circles(&format!("households-together-{from}"), "households", Some(&filter.into()), &paint)
    })
}

/// Homes in their kitchens' colours, hollow where they are not served, with a dark edge where that is not certain.
fn homes(colours: &Colours<'_>) -> impl Iterator<Item = Value> {
    let dots = |id: &str, filter: Value, colour: &str| {
        let paint = json!({
            "circle-color": colour, "circle-radius": 3.5, "circle-stroke-color": HOLLOW, "circle-stroke-width": 0.5,
        });
        circles(id, "households", Some(&filter), &paint)
    };
    let coloured = colours.iter().map(move |(colour, ids)| {
        dots(&format!("households-{}", colour.trim_start_matches('#')), one_of("kitchen_id", ids), colour)
    });
    let holes = circles(
        "households-not-served",
        "households",
        Some(&json!(["all", ["has", "id"], ["!=", ["get", "state"], "served"]])),
        // QGIS gives a circle without an edge a thin black one.
        &json!({
            "circle-color": HOLLOW, "circle-radius": 1.7, "circle-stroke-color": HOLLOW, "circle-stroke-width": 0.5,
        }),
    );
    let edges = circles(
        "households-uncertain",
        "households",
        Some(&json!(["==", ["get", "certainty"], "uncertain"])),
        &json!({
            "circle-color": DARK, "circle-opacity": 0, "circle-radius": 3.5,
            "circle-stroke-color": DARK, "circle-stroke-width": 1.2,
        }),
    );
    [dots("households", json!(["has", "id"]), NO_KITCHEN)].into_iter().chain(coloured).chain([holes, edges])
}

/// Kitchens, larger than homes and with a dark edge.
fn kitchens(colours: &Colours<'_>) -> impl Iterator<Item = Value> {
    let dots = |id: &str, filter: Value, colour: &str| {
        let paint = json!({
            "circle-color": colour, "circle-radius": 6, "circle-stroke-color": DARK, "circle-stroke-width": 2,
        });
        circles(id, "kitchens", Some(&filter), &paint)
    };
    let open = || json!(["==", ["get", "status"], "open"]);
    let coloured = colours.iter().map(move |(colour, ids)| {
        let id = format!("kitchens-{}", colour.trim_start_matches('#'));
        dots(&id, json!(["all", open(), one_of("id", ids)]), colour)
    });
    let plain = [
        dots("kitchens-together", json!(["has", "rows"]), DARK),
        dots("kitchens-closed", json!(["==", ["get", "status"], "closed"]), HOLLOW),
        dots("kitchens-open", open(), NO_KITCHEN),
    ];
    plain.into_iter().chain(coloured)
}

fn circles(id: &str, of: &str, filter: Option<&Value>, paint: &Value) -> Value {
    layer(id, "circle", of, filter, paint)
}

fn layer(id: &str, kind: &str, of: &str, filter: Option<&Value>, paint: &Value) -> Value {
    let mut layer = json!({ "id": id, "type": kind, "source": SOURCE, "source-layer": of, "paint": paint });
    if let Some(filter) = filter {
        layer["filter"] = filter.clone();
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::LayerName;

    #[test]
    fn every_layer_is_drawn_and_nothing_is_fetched_from_elsewhere() {
        let ids: Vec<String> = (0..300).map(|n| format!("K-{n}")).collect();
        let kitchens: Vec<&str> = ids.iter().map(String::as_str).collect();
        let style = Style {
            name: "x",
            tilejson: "http://a/t",
            kitchens: &kitchens,
            view: Some([1.0, 2.0, 3.0]),
            locale: Locale::En,
        };
        let document = style.document();
        let layers = document["layers"].as_array().unwrap();
        for name in LayerName::ALL {
            assert!(layers.iter().any(|layer| layer["source-layer"] == name.as_str()), "{name:?}");
        }
        assert!(document.get("glyphs").is_none() && document.get("sprite").is_none());
        let ids: std::collections::BTreeSet<_> = layers.iter().map(|layer| layer["id"].as_str()).collect();
        assert_eq!(ids.len(), layers.len());
        let said: Vec<_> = layers.iter().filter_map(|layer| layer["metadata"][LEGEND].as_str()).collect();
        assert_eq!(said.len(), 15, "each meaning once: {said:?}");
        assert!(said.contains(&"Many households together: 20 to under 50 % of the people served"), "{said:?}");
        assert!(layers.len() < 70, "however many kitchens: {}", layers.len());
    }

    #[test]
    fn every_kitchen_named_has_its_colour_in_every_layer_that_shows_it() {
        let kitchens = ["2021-0007", "2021-0008", "2021-0026", "olla"];
        let document =
            Style { name: "x", tilejson: "t", kitchens: &kitchens, view: None, locale: Locale::Es }.document();
        let layers = document["layers"].as_array().unwrap();
        let find = |id: &str| layers.iter().find(|layer| layer["id"] == id).unwrap();
        assert_eq!(kitchen_colour("2021-0008"), kitchen_colour("2021-0026"));
        for (id, place) in
            [("catchments-area", "fill-color"), ("catchments-outline", "line-color"), ("assignments", "line-color")]
        {
            let colours = find(id)["paint"][place].as_array().unwrap();
            // Labels in lists, as QGIS wants them.
            let said = |kitchen: &&str| {
                colours[2..].chunks(2).find(|pair| pair[0].as_array().is_some_and(|ids| ids.contains(&json!(kitchen))))
            };
            for kitchen in &kitchens {
                assert_eq!(said(kitchen).unwrap()[1], kitchen_colour(kitchen), "{id}");
            }
            assert_eq!(colours.last().unwrap(), NO_KITCHEN);
        }
        for kitchen in kitchens {
            let colour = kitchen_colour(kitchen);
            for (layer, filter) in [("households", "/filter/2"), ("kitchens", "/filter/2/2")] {
                let layer = find(&format!("{layer}-{}", &colour[1..]));
                assert_eq!(layer["paint"]["circle-color"], colour);
                assert!(layer.pointer(filter).unwrap().as_array().unwrap().contains(&json!(kitchen)), "{kitchen}");
            }
        }
        assert!(!layers.iter().any(|layer| layer["paint"]["circle-color"].is_array()), "QGIS draws such circles grey");
    }
}
