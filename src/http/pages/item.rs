//! The page of one row.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use geo::Geometry;

use super::cell::{Cell, Cells, about, heading};
use super::map::{self, Map};
use super::sheet;
use super::shell::{Place, Shell};
use crate::domain::assignment::State;
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::asked::Asked;
use crate::layers::{Feature, LayerName, Source, Value};
use crate::messages::say;

#[derive(Template)]
#[template(path = "item.html", config = "src/http/pages/askama.toml")]
struct Item {
    shell: Shell,
    /// Of a home: what became of it, and why.
    reason: Option<String>,
    values: Vec<Named>,
    position: Option<String>,
    links: Vec<Place>,
    json: String,
    map: Option<Map>,
}

/// A field with its value.
struct Named {
    heading: String,
    about: String,
    cell: Cell,
}

/// The page of the row `id`.
pub async fn answer(
    service: &Service,
    request: &HttpRequest,
    weight: Weight,
    source: Arc<Source>,
    layer: LayerName,
    id: String,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request);
    let name = layer.as_str();
    let shell = Shell::of(request, &format!("layer-{name}")).at(source.snapshot().revision());
    let title = shell.title.clone();
    let shell = shell
        .under("/collections", Shell::of(request, "link-collections").title)
        .under(format!("/collections/{name}"), title.clone())
        .under(format!("/collections/{name}/items"), Shell::of(request, "item-table").title)
        .also(asked.again(&[], &[("f", Format::GeoJson.as_str())]), Format::GeoJson);
    let rows = Arc::clone(&source);
    super::answer(service, request, &source, weight, move || {
        if layer == LayerName::Catchments {
            rows.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
        }
        Item::of(shell, &rows, layer, &id, &asked).ok_or(Problem::NoSuchItem(layer.as_str()))
    })
    .await
}

impl Item {
    fn of(mut shell: Shell, source: &Source, layer: LayerName, id: &str, asked: &Asked) -> Option<Self> {
        let row = source.find(layer, id)?;
        let cells = Cells { shell: &shell, source, layer, limit_m: asked.get("limit_m") };
        let fields = layer.layer().fields();
        let named = fields.iter().enumerate().map(|(index, field)| {
            let mut cell = cells.cell(field, &row.value(index), id);
            cell.href = cell.href.filter(|_| index > 0);
            let about = about(&shell, field);
            Named { heading: heading(&shell, field), about, cell }
        });
        let values: Vec<Named> = named.collect();
        let reason = (layer == LayerName::Households).then(|| reason(&shell, source, &row)).flatten();
        let position = match row.geometry() {
            Some(Geometry::Point(at)) => Some(format!("{:.6}, {:.6}", at.y(), at.x())),
            _ => None,
        };
        // The other layers that know the same row.
        let same: &[LayerName] = match layer {
            LayerName::Kitchens => &[LayerName::Catchments],
            LayerName::Catchments => &[LayerName::Kitchens],
            LayerName::Households => &[LayerName::Assignments],
            LayerName::Assignments => &[LayerName::Households],
            LayerName::Settlements | LayerName::Gaps => &[],
        };
        // An outline that is not drawn yet is not drawn for a link, nor a kitchen's load counted.
        let there = |other: &LayerName| match other {
            LayerName::Kitchens => true,
            LayerName::Catchments => source.is_computed(*other) && source.find(*other, id).is_some(),
            _ => source.find(*other, id).is_some(),
        };
        let to =
            |other: &LayerName| Place::new(cells.item(*other, id), shell.say(&format!("layer-{}-one", other.as_str())));
        let mut links: Vec<Place> = same.iter().filter(|other| there(other)).map(to).collect();
        if layer.register().is_some() {
            links.push(Place::new(
                format!("/collections/{}/items/{id}/history", layer.as_str()),
                shell.say("link-history"),
            ));
        }
        if layer == LayerName::Settlements {
            links.insert(0, Place::new(sheet::address(id, asked.get("limit_m")), shell.say("sheet-link")));
            links.push(Place::new(format!("/reports/settlements/{id}?f=csv&excel=true"), shell.say("item-sheet")));
        }
        let name = fields.iter().position(|field| field.name == "name").map(|index| row.value(index));
        let map = map::around(source, layer, source.seek(layer, id));
        let json = asked.again(&[], &[("f", Format::GeoJson.as_str())]);
        let one = shell.say(&format!("layer-{}-one", layer.as_str()));
        shell.title = match name {
            Some(Value::Text(name)) => format!("{one} {id}: {name}"),
            _ => format!("{one} {id}"),
        };
        Some(Self { shell, reason, values, position, links, json, map })
    }
}

/// What became of a home and why, in a sentence; `None` of one that left the register.
fn reason(shell: &Shell, source: &Source, row: &Feature<'_>) -> Option<String> {
    let fields = LayerName::Households.layer().fields();
    let value = |name: &str| fields.iter().position(|field| field.name == name).map(|index| row.value(index));
    let Some(Value::Text(state)) = value("state") else { return None };
    let state = State::ALL.into_iter().find(|known| known.as_str() == state)?;
    let key = match state {
        State::NoKitchen => return Some(shell.say("item-no-kitchen")),
        State::BadPosition => return Some(shell.say("item-bad-position")),
        State::Served => "item-served",
        State::TooFar => "item-too-far",
    };
    let (Some(Value::Text(id)), Some(Value::Real(metres))) = (value("kitchen_id"), value("distance_m")) else {
        return None;
    };
    let kitchens = source.snapshot().kitchens();
    let kitchen = &kitchens.get(kitchens.find(id)?).name;
    let values = [
        ("kitchen", kitchen.to_string()),
        ("distance", format!("{metres:.1}")),
        ("limit", source.limit().metres().to_string()),
    ];
    Some(say(shell.locale(), key, &values))
}
