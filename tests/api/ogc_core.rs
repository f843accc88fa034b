//! What OGC's own test suite checks of Features, Part 1, on every layer.

use std::time::SystemTime;

use geo::{BoundingRect, Geometry, Intersects, MultiPolygon, Rect};
use geojson::FeatureCollection;
use jiff::Timestamp;
use serde_json::Value;

use super::helpers::{self, Service};

pub const LAYERS: [&str; 6] = ["settlements", "kitchens", "households", "catchments", "assignments", "gaps"];

/// The links of an answer with a relation.
pub fn links<'a>(answer: &'a Value, rel: &str) -> Vec<&'a Value> {
    let links = answer["links"].as_array().unwrap().iter();
    links.filter(|link| link["rel"] == rel).collect()
}

/// The part of a link's address that is this service's.
pub fn path_of(service: &Service, link: &Value) -> String {
    let href = link["href"].as_str().unwrap();
    href.strip_prefix(&service.url("")).unwrap_or_else(|| panic!("{href} leads elsewhere")).to_owned()
}

/// Every feature of a page and those after it, with what the first page said of their number.
pub fn walk(service: &Service, first: &str) -> (Vec<Value>, u64) {
    let mut features = Vec::new();
    let (mut path, mut matched) = (Some(first.to_owned()), None);
    while let Some(at) = path {
        let page = service.get(&at).json();
        let here = page["features"].as_array().unwrap();
        assert_eq!(page["numberReturned"], here.len(), "{at}");
        let number = page["numberMatched"].as_u64().unwrap();
        assert_eq!(*matched.get_or_insert(number), number, "{at}");
        features.extend(here.iter().cloned());
        path = links(&page, "next").first().map(|link| path_of(service, link));
    }
    (features, matched.unwrap())
}

/// Every position of features' geometries.
pub fn positions(features: &[Value]) -> Vec<[f64; 2]> {
    fn add(coordinates: &Value, into: &mut Vec<[f64; 2]>) {
        match coordinates[0].as_f64() {
            Some(x) => into.push([x, coordinates[1].as_f64().unwrap()]),
            None => coordinates.as_array().into_iter().flatten().for_each(|part| add(part, into)),
        }
    }
    let mut all = Vec::new();
    for feature in features {
        add(&feature["geometry"]["coordinates"], &mut all);
    }
    all
}

fn shapes(features: &[Value]) -> Vec<Geometry<f64>> {
    let collection = serde_json::json!({ "type": "FeatureCollection", "features": features });
    let collection: FeatureCollection = serde_json::from_value(collection).unwrap();
    let shapes = collection.features.into_iter().filter_map(|feature| feature.geometry);
    shapes.map(|geometry| Geometry::try_from(geometry).unwrap()).collect()
}

pub fn the_landing_page_leads_to_everything_as_clients_look_for_it(service: &Service) {
    let landing = service.get("/").json();
    for member in ["title", "description", "attribution"] {
        assert!(landing[member].as_str().is_some_and(|text| !text.is_empty()), "{member}");
    }
    for (rel, path, media_type) in [
        ("service-desc", "/api", "application/vnd.oai.openapi+json;version=3.0"),
        ("conformance", "/conformance", "application/json"),
        ("http://www.opengis.net/def/rel/ogc/1.0/conformance", "/conformance", "application/json"),
        ("data", "/collections", "application/json"),
        ("http://www.opengis.net/def/rel/ogc/1.0/data", "/collections", "application/json"),
    ] {
        let link = links(&landing, rel)[0];
        assert_eq!((path_of(service, link).as_str(), link["type"].as_str()), (path, Some(media_type)), "{rel}");
        assert_eq!(service.get(path).header("content-type"), media_type, "{path}");
    }
}

/// Requirements 13, 15, 28 and 32: `self`, and `alternate` for every other format, each of which is there.
pub fn every_answer_links_to_itself_and_to_its_other_formats(service: &Service) {
    let mut paths = vec!["/".to_owned(), "/conformance".to_owned(), "/collections".to_owned()];
    for layer in LAYERS {
        let first = walk(service, &format!("/collections/{layer}/items?limit=1")).0[0]["id"].clone();
        paths.push(format!("/collections/{layer}"));
        paths.push(format!("/collections/{layer}/items?limit=2&f=json"));
        paths.push(format!("/collections/{layer}/items/{}", first.as_str().unwrap()));
    }
    let definition = service.get("/api").json();
    for path in paths {
        let answer = service.get(&path);
        let (media_type, body) = (answer.header("content-type").to_owned(), answer.json());
        let this = links(&body, "self");
        assert_eq!(this.len(), 1, "{path}");
        assert_eq!((path_of(service, this[0]), &this[0]["type"]), (path.clone(), &media_type.into()), "{path}");
        let alternates = links(&body, "alternate");
        for link in &alternates {
            let media_type = link["type"].as_str().unwrap();
            let answer = service.get(&path_of(service, link));
            assert_eq!(answer.status, 200, "{link}");
            assert_eq!(answer.header("content-type").split(';').next().unwrap(), media_type, "{link}");
        }
        let listed = &definition["paths"][pattern(&path)]["get"]["responses"]["200"]["content"];
        assert_eq!(listed.as_object().unwrap().len(), alternates.len() + 1, "{path}");
        for link in this.iter().chain(&alternates) {
            assert!(listed[link["type"].as_str().unwrap()].is_object(), "{link}");
        }
    }
}

/// The path of the definition that describes an address.
fn pattern(path: &str) -> String {
    let path = path.split('?').next().unwrap();
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["", "collections", _] => "/collections/{collectionId}".to_owned(),
        ["", "collections", layer, "items", _] => format!("/collections/{layer}/items/{{featureId}}"),
        _ => path.to_owned(),
    }
}

pub fn a_layer_is_described_the_same_alone_and_in_the_list(service: &Service) {
    let list = service.get("/collections").json();
    let ids: Vec<_> = list["collections"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, LAYERS);
    for listed in list["collections"].as_array().unwrap() {
        let id = listed["id"].as_str().unwrap();
        let one = service.get(&format!("/collections/{id}")).json();
        for (member, value) in listed.as_object().unwrap().iter().filter(|(member, _)| *member != "links") {
            assert_eq!(&one[member], value, "{id}: {member}");
        }
        let but_itself = |links: &Value| {
            let links = links.as_array().unwrap().iter();
            links.filter(|link| link["rel"] != "self" && link["rel"] != "alternate").cloned().collect::<Vec<_>>()
        };
        assert_eq!(but_itself(&one["links"]), but_itself(&listed["links"]), "{id}");
        assert_eq!(path_of(service, links(listed, "self")[0]), format!("/collections/{id}"));
        assert_eq!(one["crs"][0], "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "{id}");
        assert_eq!(one["itemType"], "feature", "{id}");
        let matched = service.get(&format!("/collections/{id}/items?limit=1")).json()["numberMatched"].clone();
        assert_eq!(one["itemCount"], matched, "{id}");
        let items = links(&one, "items");
        assert_eq!(items[0]["type"], "application/geo+json", "{id}");
        for link in items {
            let answer = service.get(&path_of(service, link));
            assert_eq!(answer.status, 200, "{link}");
            assert_eq!(answer.header("content-type").split(';').next(), link["type"].as_str(), "{link}");
        }
    }
}

/// The suite's boxes: a layer's own, around Greenwich, on the equator, over the antimeridian, at both poles.
pub fn everything_that_a_box_gives_touches_it(service: &Service) {
    for layer in LAYERS {
        let items = format!("/collections/{layer}/items?limit=10000");
        let all = walk(service, &items).0;
        let own = service.get(&format!("/collections/{layer}")).json()["extent"]["spatial"]["bbox"][0].clone();
        let own: Vec<f64> = serde_json::from_value(own).unwrap();
        for bbox in [
            [own[0], own[1], own[2], own[3]],
            [-76.97, -12.151, -76.968, -12.149],
            [-1.5, 50.0, 1.5, 53.0],
            [-80.0, -5.0, -70.0, 5.0],
            [177.0, 65.0, -177.0, 70.0],
            [177.0, -5.0, -177.0, 5.0],
            [-180.0, 85.0, 180.0, 90.0],
            [-180.0, -90.0, 180.0, -85.0],
        ] {
            let [west, south, east, north] = bbox;
            let halves = if west <= east { vec![(west, east)] } else { vec![(west, 180.0), (-180.0, east)] };
            let halves = halves.into_iter().map(|(west, east)| Rect::new((west, south), (east, north)).to_polygon());
            let area = MultiPolygon(halves.collect());
            let (found, matched) = walk(service, &format!("{items}&bbox={west},{south},{east},{north}"));
            assert_eq!(matched, found.len() as u64, "{layer} {bbox:?}");
            let found = shapes(&found);
            assert_eq!(found.len() as u64, matched, "{layer} {bbox:?}: what lies nowhere is in no box");
            assert!(found.iter().all(|shape| shape.intersects(&area)), "{layer} {bbox:?}");
            let expected = shapes(&all).iter().filter(|shape| shape.intersects(&area)).count();
            assert_eq!(found.len(), expected, "{layer} {bbox:?}: and nothing is left out");
        }
        assert!(shapes(&all).iter().all(|shape| shape.bounding_rect().is_some()));
        let (found, _) = walk(service, &format!("{items}&bbox={},{},{},{}", own[0], own[1], own[2], own[3]));
        assert_eq!(found.len(), shapes(&all).len(), "{layer}: its own box holds it all");
    }
}

pub fn bad_parameters_are_refused_everywhere(service: &Service) {
    for layer in LAYERS {
        for query in [
            "limit=0",
            "limit=-1",
            "limit=10001",
            "limit=1e9",
            "limit=ten",
            "limit=",
            "limit=NaN",
            "bbox=1,2,3",
            "bbox=1,2,3,4,5",
            "bbox=1,2,3,4,5,6,7",
            "bbox=NaN,1,2,3",
            "bbox=1,1,inf,3",
            "bbox=1,1,1e999,3",
            "bbox=",
            "bbox=0,2,1,1",
            "bbox=0,0,1,91",
            "datetime=yesterday",
            "datetime=2026-13-01",
            "datetime=2026-01-01/2025-01-01",
            "resultType=count",
            "unknown=1",
            "Limit=1",
            "f=png",
            "crs=EPSG:999999",
        ] {
            let (status, code, _) = service.refused(&format!("/collections/{layer}/items?{query}"));
            assert_eq!(status, 400, "{layer} {query}: {code}");
        }
        for path in ["", "/schema", "/queryables", "/items/K-1"] {
            let (status, _, _) = service.refused(&format!("/collections/{layer}{path}?unknown=1"));
            assert_eq!(status, 400, "{layer}{path}");
        }
    }
    for path in ["/", "/api", "/conformance", "/collections"] {
        assert_eq!(service.refused(&format!("{path}?unknown=1")).0, 400, "{path}");
    }
}

pub fn a_page_says_when_it_was_written_and_how_many_there_are(service: &Service) {
    for layer in LAYERS {
        let before = Timestamp::try_from(SystemTime::now()).unwrap().as_millisecond();
        let page = service.get(&format!("/collections/{layer}/items?limit=2")).json();
        let after = Timestamp::try_from(SystemTime::now()).unwrap().as_millisecond();
        let stamp: Timestamp = page["timeStamp"].as_str().unwrap().parse().unwrap();
        // Rounded to the nearest millisecond.
        assert!((before..=after + 1).contains(&stamp.as_millisecond()), "{layer}: {stamp}");
        assert_eq!(page["type"], "FeatureCollection", "{layer}");
        let (all, matched) = walk(service, &format!("/collections/{layer}/items?limit=13"));
        assert_eq!(all.len() as u64, matched, "{layer}");
        let hits = service.get(&format!("/collections/{layer}/items?resultType=hits")).json();
        assert_eq!((&hits["numberMatched"], &hits["numberReturned"]), (&matched.into(), &0.into()), "{layer}");
        assert!(hits["features"].as_array().unwrap().is_empty() && links(&hits, "next").is_empty(), "{layer}");
    }
}

pub fn an_item_is_the_row_of_the_page_and_links_to_its_layer(service: &Service) {
    for layer in LAYERS {
        let page = service.get(&format!("/collections/{layer}/items?limit=1&f=json")).json();
        let feature = &page["features"][0];
        let path = format!("/collections/{layer}/items/{}", feature["id"].as_str().unwrap());
        let mut item = service.get(&path).json();
        assert_eq!(path_of(service, links(&item, "collection")[0]), format!("/collections/{layer}"));
        assert_eq!(path_of(service, links(&item, "self")[0]), path);
        item.as_object_mut().unwrap().remove("links");
        assert_eq!(&item, feature, "{layer}");
        assert_eq!(service.get(&format!("/collections/{layer}/items/no-such")).status, 404, "{layer}");
    }
}

#[test]
fn the_landing_page_is_what_the_suite_wants() {
    the_landing_page_leads_to_everything_as_clients_look_for_it(&helpers::start());
}

#[test]
fn answers_link_to_themselves_and_their_other_formats() {
    every_answer_links_to_itself_and_to_its_other_formats(&helpers::start());
}

#[test]
fn layers_are_described_once() {
    a_layer_is_described_the_same_alone_and_in_the_list(&helpers::start());
}

#[test]
fn boxes_give_what_touches_them() {
    everything_that_a_box_gives_touches_it(&helpers::start());
}

#[test]
fn bad_parameters_are_refused_on_every_layer() {
    bad_parameters_are_refused_everywhere(&helpers::start());
}

#[test]
fn pages_add_up() {
    a_page_says_when_it_was_written_and_how_many_there_are(&helpers::start());
}

#[test]
fn items_are_rows_of_pages() {
    an_item_is_the_row_of_the_page_and_links_to_its_layer(&helpers::start());
}

#[test]
fn links_of_a_page_keep_what_was_asked() {
    let service = helpers::start();
    let asked = "/collections/households/items?bbox=-77,-13,-76,-12&limit=7&limit_m=300&f=json";
    let answer = service.get(asked);
    let asked = asked.replace(',', "%2C");
    let page = answer.json();
    let next = path_of(&service, links(&page, "next")[0]);
    assert_eq!(next, format!("{asked}&after=H-006"));
    let headers: Vec<_> = answer.headers.get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
    let wanted = format!("<{}>; rel=\"next\"; type=\"application/geo+json\"", service.url(&next));
    assert!(headers.contains(&wanted.as_str()), "{headers:?}");
    let after = service.get(&next).json();
    assert_eq!(path_of(&service, links(&after, "next")[0]), format!("{asked}&after=H-013"));

    // Clients take only so many bytes of a head.
    let many: Vec<_> = (0..2_000).map(|n| format!("'A{n}'")).collect();
    let filter = format!("NOT%20code%20IN%20({})%20OR%20code%20IS%20NULL", many.join(","));
    let answer = service.get(&format!("/collections/households/items?limit=7&filter={filter}"));
    let headers: Vec<_> = answer.headers.get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
    assert!(matches!(headers[..], [next] if next.contains("rel=\"next\"")), "{}", headers.len());
    assert!(links(&answer.json(), "alternate").len() > 1);
}
