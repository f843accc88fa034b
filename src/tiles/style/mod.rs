//! How the layers are drawn, as a Mapbox style: circles, lines and areas, so that nothing has to be fetched from
//! elsewhere (no fonts, no symbols).

mod colour;

use serde_json::{Value, json};

pub use colour::{colour, hue};

/// Kitchens with a colour of their own: a style with more would be slow on old machines, and no eye would tell them
/// apart. The others have [`OTHER`].
pub const COLOURED: usize = 200;

/// The colour of what belongs to no kitchen, or to one beyond [`COLOURED`].
const OTHER: &str = "#6b6b6b";

/// The name of the source in the style.
const SOURCE: &str = "cercania";

/// The zoom from which lines to kitchens are drawn: before, they would be a blot.
const LINES_FROM: u8 = 13;

/// Of a hundred persons so many are served: the colour from there on, red to green; also told apart by those who do not
/// see these two (dark, light, dark).
const SHARES: [(u8, &str); 5] = [(0, "#a50026"), (20, "#f46d43"), (50, "#fee08b"), (80, "#66bd63"), (100, "#006837")];

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
        let own = self.by_kitchen("id");
        let of = self.by_kitchen("kitchen_id");
        let open = json!(["==", ["get", "status"], "open"]);
        let one = |state: &str| json!(["all", ["has", "id"], [state, ["get", "state"], "served"]]);
        vec![
            layer(
                "settlements-area",
                "fill",
                "settlements",
                None,
                &json!({ "fill-color": "#e8d9b0", "fill-opacity": 0.3 }),
            ),
            layer("catchments-area", "fill", "catchments", None, &json!({ "fill-color": own, "fill-opacity": 0.12 })),
            layer("catchments-outline", "line", "catchments", None, &json!({ "line-color": own, "line-width": 1.5 })),
            layer(
                "settlements-outline",
                "line",
                "settlements",
                None,
                &json!({ "line-color": "#5b4a2b", "line-width": 1.5 }),
            ),
            lines(&of),
            layer(
                "households-together",
                "circle",
                "households",
                Some(&json!(["has", "households"])),
                &json!({
                    "circle-color": by_share(),
                    "circle-radius": ["step", ["get", "households"], 3, 10, 4, 100, 6, 1000, 9, 10_000, 13],
                    "circle-opacity": 0.9,
                    "circle-stroke-color": "#ffffff",
                    "circle-stroke-width": 0.5,
                }),
            ),
            layer(
                "households-not-served",
                "circle",
                "households",
                Some(&one("!=")),
                &json!({
                    "circle-color": "#ffffff",
                    "circle-radius": 3.5,
                    "circle-stroke-color": of,
                    "circle-stroke-width": 1.5,
                }),
            ),
            layer(
                "households-served",
                "circle",
                "households",
                Some(&one("==")),
                &json!({ "circle-color": of, "circle-radius": 3.5, "circle-stroke-color": "#ffffff", "circle-stroke-width": 0.5 }),
            ),
            layer(
                "gaps",
                "circle",
                "gaps",
                None,
                &json!({
                    "circle-color": "#d7191c",
                    "circle-opacity": 0.2,
                    "circle-radius": 10,
                    "circle-stroke-color": "#d7191c",
                    "circle-stroke-width": 2,
                }),
            ),
            kitchens("kitchens-together", &json!(["has", "rows"]), "#000000", 6),
            kitchens("kitchens-closed", &json!(["==", ["get", "status"], "closed"]), "#ffffff", 5),
            kitchens("kitchens-open", &open, "#000000", 5),
        ]
    }

    /// The colour of the kitchen that a field names.
    fn by_kitchen(&self, field: &str) -> Value {
        if self.kitchens.is_empty() {
            return OTHER.into();
        }
        let mut expression = vec![json!("match"), json!(["get", field])];
        for id in self.kitchens.iter().take(COLOURED) {
            expression.extend([json!(id), json!(colour(id))]);
        }
        expression.push(OTHER.into());
        expression.into()
    }
}

fn lines(colour: &Value) -> Value {
    let paint = json!({ "line-color": colour, "line-width": 0.7, "line-opacity": 0.6 });
    let mut lines = layer("assignments", "line", "assignments", None, &paint);
    lines["minzoom"] = LINES_FROM.into();
    lines
}

fn by_share() -> Value {
    let [(_, lowest), rest @ ..] = SHARES;
    let mut expression = vec![json!("step"), json!(["get", "percent_served"]), json!(lowest)];
    for (from, colour) in rest {
        expression.extend([json!(from), json!(colour)]);
    }
    expression.into()
}

/// Open ones are black, closed ones white.
fn kitchens(id: &str, filter: &Value, colour: &str, radius: u8) -> Value {
    let edge = if colour == "#000000" { "#ffffff" } else { "#000000" };
    let paint = json!({
        "circle-color": colour, "circle-radius": radius, "circle-stroke-color": edge, "circle-stroke-width": 1.5,
    });
    layer(id, "circle", "kitchens", Some(filter), &paint)
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
        let style = Style { name: "x", tilejson: "http://a/t", kitchens: &kitchens, view: Some([1.0, 2.0, 3.0]) };
        let document = style.document();
        let layers = document["layers"].as_array().unwrap();
        for name in LayerName::ALL {
            assert!(layers.iter().any(|layer| layer["source-layer"] == name.as_str()), "{name:?}");
        }
        assert!(document.get("glyphs").is_none() && document.get("sprite").is_none());
        let ids: std::collections::BTreeSet<_> = layers.iter().map(|layer| layer["id"].as_str()).collect();
        assert_eq!(ids.len(), layers.len());
        let area = layers.iter().find(|layer| layer["id"] == "catchments-area").unwrap();
        let colours = area["paint"]["fill-color"].as_array().unwrap();
        assert_eq!(colours.len(), 3 + 2 * COLOURED);
        assert_eq!(colours[3], colour("K-0"));
        assert_eq!(colours.last().unwrap(), OTHER);
    }
}
