//! What a client asks of a layer's items.

use std::sync::Arc;

use geo::Rect;

use crate::crs::{Crs, CrsList};
use crate::filter::{Area, Filter, FilterLanguage, Interval, Selection};
use crate::http::extract::Parameters;
use crate::http::problem::Problem;
use crate::layers::{BoundingBox, LayerName};

/// Rows on a page where nobody asks for more or fewer.
pub const PAGE: usize = 100;
/// The most rows on a page.
pub const GREATEST_PAGE: u32 = 10_000;

/// Parameters of items, beside the layer's fields.
pub const ITEMS: &[&str] = &[
    "limit",
    "after",
    "bbox",
    "bbox-crs",
    "crs",
    "datetime",
    "filter",
    "filter-lang",
    "filter-crs",
    "resultType",
    "excel",
    "f",
];
/// Parameters of one item.
const ITEM: &[&str] = &["crs", "f"];

/// What a client asks of a layer's items.
#[derive(Clone, Debug)]
pub struct Query {
    /// Which rows.
    pub selection: Selection,
    /// Of those the ones after this id.
    pub after: Option<String>,
    /// How many at most; `None`: nobody said.
    pub limit: Option<usize>,
    /// The reference system that geometries are wanted in.
    pub crs: Arc<Crs>,
    /// Whether only their number is wanted.
    pub hits: bool,
}

/// The parameters of a layer's items: those of every layer, `limit_m` where it changes the layer, and its fields.
pub fn declared(layer: LayerName) -> Vec<&'static str> {
    let layer = layer.layer();
    let limit = layer.depends_on_limit.then_some("limit_m");
    ITEMS.iter().copied().chain(limit).chain(layer.fields().iter().map(|field| field.name)).collect()
}

/// The parameters of one item.
pub fn declared_of_one(layer: LayerName) -> Vec<&'static str> {
    ITEM.iter().copied().chain(layer.layer().depends_on_limit.then_some("limit_m")).collect()
}

/// `crs`, or whatever the parameter is called; CRS84 where it is not given.
pub fn crs(parameters: &Parameters, name: &'static str, list: &CrsList) -> Result<Arc<Crs>, Problem> {
    let Some(value) = parameters.text(name) else { return Ok(list.default_crs()) };
    let found = list.find(value).ok_or_else(|| Problem::UnknownCrs {
        name,
        value: value.to_owned(),
        allowed: list.uris().map(Into::into).collect(),
    })?;
    // Here and not at the first geometry, which would only be left out.
    found.usable()?;
    Ok(found)
}

impl Query {
    /// Reads the parameters of items; may look into PROJ's database.
    ///
    /// # Errors
    /// [`Problem`] with the first parameter that cannot be honoured.
    pub fn read(parameters: &Parameters, layer: LayerName, list: &CrsList) -> Result<Self, Problem> {
        let most = GREATEST_PAGE;
        let hits = match parameters.text("resultType") {
            None | Some("results") => false,
            Some("hits") => true,
            Some(value) => {
                let allowed = vec!["results", "hits"];
                return Err(Problem::NotOneOf { name: "resultType", value: value.to_owned(), allowed });
            }
        };
        Ok(Self {
            selection: Selection {
                layer,
                area: area(parameters, list)?,
                interval: parameters.text("datetime").map(Interval::parse).transpose()?,
                filter: filter(parameters, layer, list)?,
            },
            after: parameters.id("after")?.map(|id| id.as_str().to_owned()),
            limit: parameters.whole("limit", 1, most)?,
            crs: crs(parameters, "crs", list)?,
            hits,
        })
    }
}

fn area(parameters: &Parameters, list: &CrsList) -> Result<Option<Area>, Problem> {
    let crs = crs(parameters, "bbox-crs", list)?;
    let Some([a, b, c, d]) = parameters.bbox()? else { return Ok(None) };
    let [west, south, east, north] = if crs.swaps() { [b, a, d, c] } else { [a, b, c, d] };
    let wrong = || Problem::BoundingBox(parameters.text("bbox").unwrap_or_default().to_owned());
    if crs.is_wgs84() {
        return BoundingBox::new(west, south, east, north)
            .map(|bounds| Some(Area::degrees(bounds)))
            .map_err(|_| wrong());
    }
    if west > east || south > north {
        return Err(wrong());
    }
    Ok(Some(Area::new(&crs, Rect::new((west, south), (east, north)))?))
}

/// `filter`, and every parameter that is a field's name: all of them hold.
fn filter(parameters: &Parameters, layer: LayerName, list: &CrsList) -> Result<Option<Filter>, Problem> {
    let language = match parameters.text("filter-lang") {
        None | Some("cql2-text") => FilterLanguage::Text,
        Some("cql2-json") => FilterLanguage::Json,
        Some(value) => {
            let allowed = vec!["cql2-text", "cql2-json"];
            return Err(Problem::NotOneOf { name: "filter-lang", value: value.to_owned(), allowed });
        }
    };
    let crs = crs(parameters, "filter-crs", list)?;
    let written = parameters.text("filter").map(|text| Filter::parse(layer, language, text, &crs)).transpose()?;
    let fields = layer.layer().fields();
    let mut all = written;
    for field in fields {
        let Some(value) = parameters.text(field.name) else { continue };
        // A word that is none of the few would find nobody, and be read as if there were nobody.
        if !field.values.is_empty() && !field.values.contains(&value) {
            return Err(Problem::NotOneOf {
                name: field.name,
                value: value.to_owned(),
                allowed: field.values.to_vec(),
            });
        }
        let equals = Filter::equals(layer, field.name, value)?;
        all = Some(match all {
            Some(all) => all.and(equals),
            None => equals,
        });
    }
    Ok(all)
}
