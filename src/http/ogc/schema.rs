//! The fields of a layer as JSON Schemas: what its features have (Part 5), and what filters may name (Part 3).

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::http::extract;
use crate::http::format::Format;
use crate::http::pages;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::document::Document;
use crate::http::wire::link;
use crate::layers::{Field, FieldKind, GeometryKind, Layer, LayerName, Role, Unit};
use crate::messages::{Locale, say};

/// What ids look like.
pub const ID_PATTERN: &str = "^[A-Za-z0-9._-]{1,64}$";

/// The formats of schemas.
pub const FORMATS: &[Format] = &[Format::JsonSchema, Format::Html];

/// The formats of the schema of a whole feature.
pub const OF_FEATURE: &[Format] = &[Format::JsonSchema];

/// The fields of a layer.
#[derive(Debug, Serialize)]
pub struct Schema {
    #[serde(rename = "$schema")]
    dialect: &'static str,
    /// Its own address.
    #[serde(rename = "$id")]
    pub id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The layer's name for people.
    pub title: String,
    /// What is in the layer.
    pub description: String,
    /// The fields in their order, and the geometry.
    #[serde(serialize_with = "by_name")]
    pub properties: Vec<Property>,
    #[serde(rename = "additionalProperties")]
    others: bool,
}

/// A field, or the geometry.
#[derive(Debug, Serialize)]
pub struct Property {
    /// Its name on the wire.
    #[serde(skip)]
    pub name: &'static str,
    /// Its name for people, short.
    pub title: String,
    /// What it says.
    pub description: String,
    /// The type of its values in JSON; `None` for geometries.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// `date`, or the shape of geometries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// The shape of geometries, by the schema that clients know.
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<&'static str>,
    /// The only values there are.
    #[serde(rename = "enum", skip_serializing_if = "<[_]>::is_empty")]
    pub values: &'static [&'static str],
    /// What its values look like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<&'static str>,
    /// The least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u8>,
    /// Whether it is computed.
    #[serde(rename = "readOnly", skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// `id`, or `primary-geometry`.
    #[serde(rename = "x-ogc-role", skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    /// What its numbers count, in UCUM.
    #[serde(rename = "x-ogc-unit", skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Its place among the others, from 1.
    #[serde(rename = "x-ogc-propertySeq")]
    pub sequence: usize,
}

/// What a layer's features have.
pub async fn schema(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer(&service, &request, "link-schema", Schema::of_features).await
}

/// A feature as `GeoJSON` has it, geometry and fields in their places.
pub async fn feature(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let layer = extract::layer(&request)?;
    let document = Document::asked(&request, OF_FEATURE)?;
    let viewer = document.viewer.clone();
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, None))).await?;
    let tag = document.tag(&service, &source);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    Ok(document.json(&tag, &of_feature(layer, document.locale(), &link::base(&request))))
}

/// GDAL takes the fields from `properties` within `properties`, and their types only where they are plain words: that they
/// may be null is not said. It adds the feature's own id to them, so that it is left out there.
fn of_feature(layer: LayerName, locale: Locale, base: &str) -> Value {
    let schema = Schema::of_features(layer, locale, base);
    let fields = schema.properties.iter().filter(|property| property.kind.is_some() && property.role != Some("id"));
    let fields: Map<String, Value> = fields.map(|field| (field.name.to_owned(), json!(field))).collect();
    json!({
        "$schema": schema.dialect,
        "$id": format!("{}/feature", schema.id),
        "type": "object",
        "title": schema.title,
        "description": schema.description,
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": { "type": "string", "enum": ["Feature"] },
            "id": { "type": "string", "pattern": ID_PATTERN },
            "geometry": { "oneOf": [{ "$ref": layer.layer().reference() }, { "type": "null" }] },
            "properties": { "type": "object", "properties": fields },
        },
    })
}

/// What filters of a layer may name.
pub async fn queryables(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer(&service, &request, "link-queryables", Schema::of_queryables).await
}

async fn answer(
    service: &Service,
    request: &HttpRequest,
    title: &str,
    describe: fn(LayerName, Locale, &str) -> Schema,
) -> Result<HttpResponse, Problem> {
    let layer = extract::layer(request)?;
    let document = Document::asked(request, FORMATS)?;
    if document.format == Format::Html {
        return pages::schema::answer(request, layer, title);
    }
    let viewer = document.viewer.clone();
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, None))).await?;
    let tag = document.tag(service, &source);
    if let Some(answer) = tag.not_modified(request) {
        return Ok(answer);
    }
    Ok(document.json(&tag, &describe(layer, document.locale(), &link::base(request))))
}

impl Schema {
    /// What a layer's features have, in a language.
    pub fn of_features(layer: LayerName, locale: Locale, base: &str) -> Self {
        let described = layer.layer();
        let fields = described.fields();
        let mut geometry = Property::geometry(fields.len() + 1, locale);
        geometry.format = Some(described.format());
        geometry.role = Some("primary-geometry");
        geometry.read_only = described.is_computed();
        let fields = (1..).zip(fields).map(|(n, field)| Property::of(field, described, n, locale));
        Self::new(layer, "schema", fields.chain([geometry]).collect(), locale, base)
    }

    /// What filters of a layer may name, in a language.
    pub fn of_queryables(layer: LayerName, locale: Locale, base: &str) -> Self {
        let described = layer.layer();
        let fields = described.fields();
        let mut geometry = Property::geometry(fields.len() + 1, locale);
        geometry.reference = Some(described.reference());
        let queryable = |field: Property| Property { read_only: false, ..field };
        let fields = (1..).zip(fields).map(|(n, field)| queryable(Property::of(field, described, n, locale)));
        Self::new(layer, "queryables", fields.chain([geometry]).collect(), locale, base)
    }

    fn new(layer: LayerName, path: &str, properties: Vec<Property>, locale: Locale, base: &str) -> Self {
        let id = layer.as_str();
        Self {
            dialect: "https://json-schema.org/draft/2020-12/schema",
            id: format!("{base}/collections/{id}/{path}"),
            kind: "object",
            title: say(locale, &format!("layer-{id}"), &[]),
            description: say(locale, &format!("layer-{id}-about"), &[]),
            properties,
            others: false,
        }
    }
}

impl Property {
    /// A field in a language.
    pub fn of(field: &Field, layer: Layer, sequence: usize, locale: Locale) -> Self {
        let key = format!("field-{}", field.name.replace('_', "-"));
        let computed = field.role == Role::Computed || layer.is_computed();
        Self {
            name: field.name,
            title: say(locale, &format!("{key}-title"), &[]),
            description: say(locale, &key, &[]),
            kind: Some(field.kind.json_type()),
            format: (field.kind == FieldKind::Date).then_some("date"),
            reference: None,
            values: field.values,
            pattern: (field.role == Role::Id).then_some(ID_PATTERN),
            minimum: (field.kind == FieldKind::Integer).then_some(0),
            read_only: computed,
            role: (field.role == Role::Id).then_some("id"),
            unit: field.unit.and_then(ucum),
            sequence,
        }
    }

    fn geometry(sequence: usize, locale: Locale) -> Self {
        Self {
            name: "geometry",
            title: say(locale, "geometry-title", &[]),
            description: say(locale, "geometry-about", &[]),
            kind: None,
            format: None,
            reference: None,
            values: &[],
            pattern: None,
            minimum: None,
            read_only: false,
            role: None,
            unit: None,
            sequence,
        }
    }
}

/// The unit's case-sensitive code in UCUM; counts have none.
const fn ucum(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Metres => Some("m"),
        Unit::SquareMetres => Some("m2"),
        Unit::Persons | Unit::Households | Unit::Rations => None,
    }
}

impl Layer {
    const fn format(self) -> &'static str {
        match self.geometry {
            GeometryKind::Point => "geometry-point",
            GeometryKind::LineString => "geometry-linestring",
            GeometryKind::MultiPolygon => "geometry-multipolygon",
        }
    }

    const fn reference(self) -> &'static str {
        match self.geometry {
            GeometryKind::Point => "https://geojson.org/schema/Point.json",
            GeometryKind::LineString => "https://geojson.org/schema/LineString.json",
            GeometryKind::MultiPolygon => "https://geojson.org/schema/MultiPolygon.json",
        }
    }
}

fn by_name<S: Serializer>(properties: &[Property], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(properties.iter().map(|property| (property.name, property)))
}
