//! Every part of a standard that is declared is proven: each URI with the addresses it is about and the checks that hold
//! it to its word, which run here.

use std::collections::BTreeSet;

use super::helpers::{self, Service};
use super::ogc_core::{LAYERS, links, path_of};
use super::{edits, mvt, ogc_core, ogc_crs, ogc_definition, ogc_schemas, tiles};

type Check = fn(&Service);

/// A part of a standard, the addresses it is about, and its proof.
struct Part {
    uri: &'static str,
    addresses: &'static [&'static str],
    checks: &'static [Check],
}

const ITEMS: &[&str] = &["/collections/households/items", "/collections/households/items/H-001"];
const DESCRIPTIONS: &[&str] = &["/collections/households/schema", "/collections/gaps/schema"];

const TILES: &[&str] = &["/tiles", "/tiles/WebMercatorQuad", "/collections/households/tiles/WebMercatorQuad"];
const GRID: &[&str] = &["/tileMatrixSets", "/tileMatrixSets/WebMercatorQuad"];

const PARTS: &[Part] = &[
    Part {
        uri: "ogcapi-features-1/1.0/conf/core",
        addresses: &["/", "/api", "/conformance", "/collections", "/collections/gaps", ITEMS[0], ITEMS[1]],
        checks: &[
            ogc_core::the_landing_page_leads_to_everything_as_clients_look_for_it,
            ogc_core::every_answer_links_to_itself_and_to_its_other_formats,
            ogc_core::a_layer_is_described_the_same_alone_and_in_the_list,
            ogc_core::everything_that_a_box_gives_touches_it,
            ogc_core::bad_parameters_are_refused_everywhere,
            ogc_core::a_page_says_when_it_was_written_and_how_many_there_are,
            ogc_core::an_item_is_the_row_of_the_page_and_links_to_its_layer,
        ],
    },
    Part { uri: "ogcapi-features-1/1.0/conf/geojson", addresses: ITEMS, checks: &[geojson_is_what_is_given] },
    Part {
        uri: "ogcapi-features-1/1.0/conf/html",
        addresses: &[
            "/?f=html",
            "/api?f=html",
            "/conformance?f=html",
            "/collections?f=html",
            "/collections/gaps?f=html",
        ],
        checks: &[every_address_has_a_page],
    },
    Part {
        uri: "ogcapi-features-1/1.0/conf/oas30",
        addresses: &["/api"],
        checks: &[
            ogc_definition::it_is_openapi_3_0_with_a_literal_path_for_every_layer,
            ogc_definition::it_lists_the_parameters_that_each_path_takes,
        ],
    },
    Part {
        uri: "ogcapi-features-2/1.0/conf/crs",
        addresses: ITEMS,
        checks: &[
            ogc_crs::the_answers_system_is_named_also_where_nobody_asks,
            ogc_crs::a_system_that_is_not_listed_is_refused,
            ogc_crs::a_box_means_the_same_in_every_system,
        ],
    },
    Part {
        uri: "ogcapi-features-3/1.0/conf/queryables",
        addresses: &["/collections/households/queryables", "/collections/gaps/queryables"],
        checks: &[ogc_schemas::queryables_are_the_fields_and_a_geometry_that_qgis_recognises],
    },
    Part {
        uri: "ogcapi-features-3/1.0/conf/queryables-query-parameters",
        addresses: &["/collections/kitchens/items?status=open"],
        checks: &[a_field_is_a_parameter],
    },
    Part {
        uri: "ogcapi-features-3/1.0/conf/filter",
        addresses: &["/collections/kitchens/items?filter=rations%3D80&filter-lang=cql2-text"],
        checks: &[a_filter_in_either_encoding_gives_the_same],
    },
    Part {
        uri: "ogcapi-features-3/1.0/conf/features-filter",
        addresses: &["/collections/kitchens/items?filter=rations%3D80"],
        checks: &[a_filter_narrows_with_everything_else],
    },
    Part { uri: "cql2/1.0/conf/cql2-text", addresses: &[], checks: &[a_filter_in_either_encoding_gives_the_same] },
    Part { uri: "cql2/1.0/conf/cql2-json", addresses: &[], checks: &[a_filter_in_either_encoding_gives_the_same] },
    Part { uri: "cql2/1.0/conf/basic-cql2", addresses: &[], checks: &[basic_cql2] },
    Part {
        uri: "cql2/1.0/conf/advanced-comparison-operators",
        addresses: &[],
        checks: &[advanced_comparison_operators],
    },
    Part { uri: "cql2/1.0/conf/case-insensitive-comparison", addresses: &[], checks: &[case_insensitive_comparison] },
    Part {
        uri: "cql2/1.0/conf/accent-insensitive-comparison",
        addresses: &[],
        checks: &[accent_insensitive_comparison],
    },
    Part { uri: "cql2/1.0/conf/basic-spatial-functions", addresses: &[], checks: &[basic_spatial_functions] },
    Part { uri: "cql2/1.0/conf/basic-spatial-functions-plus", addresses: &[], checks: &[basic_spatial_functions_plus] },
    Part { uri: "cql2/1.0/conf/spatial-functions", addresses: &[], checks: &[spatial_functions] },
    Part { uri: "cql2/1.0/conf/arithmetic", addresses: &[], checks: &[arithmetic] },
    Part { uri: "cql2/1.0/conf/property-property", addresses: &[], checks: &[property_property] },
    Part {
        uri: "ogcapi-features-4/1.0/conf/create-replace-delete",
        addresses: ITEMS,
        checks: edits::CREATE_REPLACE_DELETE,
    },
    Part { uri: "ogcapi-features-4/1.0/conf/update", addresses: ITEMS, checks: edits::UPDATE },
    Part { uri: "ogcapi-features-4/1.0/conf/features", addresses: ITEMS, checks: edits::FEATURES },
    Part { uri: "ogcapi-features-4/1.0/conf/optimistic-locking-etags", addresses: ITEMS, checks: edits::ETAGS },
    Part {
        uri: "ogcapi-features-5/1.0/conf/schemas",
        addresses: DESCRIPTIONS,
        checks: &[ogc_schemas::a_schema_describes_every_value_of_its_layer],
    },
    Part {
        uri: "ogcapi-features-5/1.0/conf/core-roles-features",
        addresses: DESCRIPTIONS,
        checks: &[ogc_schemas::a_schema_describes_every_value_of_its_layer],
    },
    Part {
        uri: "ogcapi-common-3/1.0/conf/schemas",
        addresses: DESCRIPTIONS,
        checks: &[ogc_schemas::a_schema_describes_every_value_of_its_layer],
    },
    Part {
        uri: "ogcapi-common-3/1.0/conf/returnables-and-receivables",
        addresses: DESCRIPTIONS,
        checks: &[ogc_schemas::what_is_entered_is_receivable_and_what_is_computed_is_not],
    },
    Part { uri: "ogcapi-tiles-1/1.0/conf/core", addresses: TILES, checks: &[tiles_are_found_by_links] },
    Part { uri: "ogcapi-tiles-1/1.0/conf/tileset", addresses: TILES, checks: &[a_tileset_says_what_is_in_its_tiles] },
    Part { uri: "ogcapi-tiles-1/1.0/conf/tilesets-list", addresses: TILES, checks: &[tiles_are_found_by_links] },
    Part { uri: "ogcapi-tiles-1/1.0/conf/dataset-tilesets", addresses: TILES, checks: &[tiles_are_found_by_links] },
    Part { uri: "ogcapi-tiles-1/1.0/conf/geodata-tilesets", addresses: TILES, checks: &[tiles_are_found_by_links] },
    Part {
        uri: "ogcapi-tiles-1/1.0/conf/mvt",
        addresses: TILES,
        checks: &[tiles::a_tile_holds_what_the_register_holds_there],
    },
    Part { uri: "tms/2.0/conf/tilematrixset", addresses: GRID, checks: &[the_grid_is_web_mercator_quad] },
    Part { uri: "tms/2.0/conf/json-tilematrixset", addresses: GRID, checks: &[the_grid_is_web_mercator_quad] },
    Part { uri: "tms/2.0/conf/tilematrixsetlimits", addresses: TILES, checks: &[there_are_tiles_within_the_limits] },
    Part {
        uri: "tms/2.0/conf/json-tilematrixsetlimits",
        addresses: TILES,
        checks: &[there_are_tiles_within_the_limits],
    },
    Part { uri: "tms/2.0/conf/tilesetmetadata", addresses: TILES, checks: &[a_tileset_says_what_is_in_its_tiles] },
    Part { uri: "tms/2.0/conf/json-tilesetmetadata", addresses: TILES, checks: &[a_tileset_says_what_is_in_its_tiles] },
];

#[test]
fn every_declared_part_of_a_standard_is_proven() {
    let service = helpers::start();
    let declaration = service.get("/conformance").json();
    let declared: Vec<&str> =
        declaration["conformsTo"].as_array().unwrap().iter().map(|u| u.as_str().unwrap()).collect();
    let short = declared.iter().map(|uri| uri.strip_prefix("http://www.opengis.net/spec/").unwrap());
    let short: BTreeSet<_> = short.collect();
    assert_eq!(short.len(), declared.len(), "none twice");
    assert_eq!(
        short,
        PARTS.iter().map(|part| part.uri).collect(),
        "what is declared is proven, and what is proven declared"
    );
    for part in PARTS {
        assert!(!part.checks.is_empty(), "{}", part.uri);
        for address in part.addresses {
            assert_eq!(service.get(address).status, 200, "{}: {address}", part.uri);
        }
        for check in part.checks {
            check(&service);
        }
    }
}

fn geojson_is_what_is_given(service: &Service) {
    for path in ITEMS {
        let answer = service.get_with(path, &[("accept", "application/geo+json")]);
        assert_eq!(answer.header("content-type"), "application/geo+json");
        answer.text().parse::<geojson::GeoJson>().unwrap();
    }
}

fn every_address_has_a_page(service: &Service) {
    for path in ["/", "/api", "/conformance", "/collections", "/collections/gaps", ITEMS[0], ITEMS[1]] {
        let answer = service.get(&format!("{path}?f=html"));
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
        assert!(answer.text().starts_with("<!") && answer.text().trim_end().ends_with("</html>"), "{path}");
    }
}

/// Percent-encoded for a query.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"))
}

/// The ids that a query of a layer's items gives.
fn ids(service: &Service, layer: &str, query: &str) -> Vec<String> {
    let (features, _) = ogc_core::walk(service, &format!("/collections/{layer}/items?limit=1000&{query}"));
    features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
}

/// The ids that a filter in CQL2 text gives.
fn filtered(service: &Service, layer: &str, filter: &str) -> Vec<String> {
    ids(service, layer, &format!("filter={}", encoded(filter)))
}

/// Pairs of a filter and the kitchens it gives; of K-1, K-2 (open) and K-3 (closed), from west to east K-1, K-3, K-2.
fn check(service: &Service, of_kitchens: &[(&str, &[&str])]) {
    for (filter, expected) in of_kitchens {
        assert_eq!(filtered(service, "kitchens", filter), *expected, "{filter}");
    }
}

fn a_field_is_a_parameter(service: &Service) {
    assert_eq!(ids(service, "kitchens", "status=open"), ["K-1", "K-2"]);
    assert_eq!(ids(service, "kitchens", "status=open&id=K-2"), ["K-2"]);
    assert_eq!(ids(service, "kitchens", "rations=81"), [""; 0]);
    assert_eq!(service.refused("/collections/kitchens/items?rations=many").0, 400);
}

fn a_filter_in_either_encoding_gives_the_same(service: &Service) {
    let text = filtered(service, "kitchens", "status = 'open' AND rations >= 80");
    assert_eq!(text, ["K-1", "K-2"]);
    let json = r#"{"op":"and","args":[{"op":"=","args":[{"property":"status"},"open"]},
        {"op":">=","args":[{"property":"rations"},80]}]}"#;
    assert_eq!(ids(service, "kitchens", &format!("filter-lang=cql2-json&filter={}", encoded(json))), text);
    for (filter, language) in [("no_such_field = 1", "cql2-text"), ("status =", "cql2-text"), ("{", "cql2-json")] {
        let path = format!("/collections/kitchens/items?filter-lang={language}&filter={}", encoded(filter));
        assert_eq!(service.refused(&path).0, 400, "{filter}");
    }
}

fn a_filter_narrows_with_everything_else(service: &Service) {
    let filter = format!("filter={}", encoded("persons > 3"));
    let both = ids(service, "households", &format!("{filter}&bbox=-76.975,-12.155,-76.97,-12.15"));
    let boxed = ids(service, "households", "bbox=-76.975,-12.155,-76.97,-12.15");
    let narrowed = filtered(service, "households", "persons > 3");
    let expected: Vec<_> = boxed.into_iter().filter(|id| narrowed.contains(id)).collect();
    assert!(!expected.is_empty() && both == expected);
}

fn basic_cql2(service: &Service) {
    check(
        service,
        &[
            ("status = 'open'", &["K-1", "K-2"]),
            ("status <> 'open'", &["K-3"]),
            ("NOT (status = 'open')", &["K-3"]),
            ("id < 'K-2'", &["K-1"]),
            ("id = 'K-1' OR status = 'closed'", &["K-1", "K-3"]),
            ("address IS NULL", &["K-1", "K-2", "K-3"]),
            ("address IS NOT NULL", &[]),
            ("address = 'x' OR rations > 0", &["K-1", "K-2", "K-3"]),
            ("NOT (address = 'x')", &[]),
        ],
    );
}

fn advanced_comparison_operators(service: &Service) {
    check(
        service,
        &[
            ("name LIKE 'Olla%1_'", &["K-1"]),
            ("name NOT LIKE '%2%'", &["K-1", "K-3"]),
            ("rations BETWEEN 80 AND 90", &["K-1", "K-2", "K-3"]),
            ("rations NOT BETWEEN 80 AND 90", &[]),
            ("id IN ('K-3', 'K-1', 'K-9')", &["K-1", "K-3"]),
            ("id NOT IN ('K-3', 'K-1')", &["K-2"]),
        ],
    );
}

fn case_insensitive_comparison(service: &Service) {
    check(
        service,
        &[("CASEI(id) = CASEI('k-1')", &["K-1"]), ("CASEI(name) LIKE CASEI('OLLA%')", &["K-1", "K-2", "K-3"])],
    );
}

fn accent_insensitive_comparison(service: &Service) {
    check(service, &[("ACCENTI(name) LIKE ACCENTI('Ólla%')", &["K-1", "K-2", "K-3"])]);
}

fn basic_spatial_functions(service: &Service) {
    check(
        service,
        &[
            ("S_INTERSECTS(geometry,BBOX(-76.972,-12.151,-76.967,-12.149))", &["K-1", "K-3"]),
            ("S_INTERSECTS(geometry,POINT(-76.9715 -12.15))", &["K-1"]),
        ],
    );
    assert_eq!(filtered(service, "settlements", "S_INTERSECTS(geometry,POINT(-76.97 -12.15))"), ["S-1"]);
}

fn basic_spatial_functions_plus(service: &Service) {
    let area = "POLYGON((-76.972 -12.151,-76.967 -12.151,-76.967 -12.149,-76.972 -12.149,-76.972 -12.151))";
    check(service, &[(&format!("S_INTERSECTS(geometry,{area})"), &["K-1", "K-3"])]);
}

fn spatial_functions(service: &Service) {
    let area = "POLYGON((-76.972 -12.151,-76.967 -12.151,-76.967 -12.149,-76.972 -12.149,-76.972 -12.151))";
    check(
        service,
        &[
            (&format!("S_WITHIN(geometry,{area})"), &["K-1", "K-3"]),
            (&format!("S_DISJOINT(geometry,{area})"), &["K-2"]),
            ("S_EQUALS(geometry,POINT(-76.968 -12.15))", &["K-3"]),
        ],
    );
    let point = "POINT(-76.97 -12.15)";
    assert_eq!(filtered(service, "settlements", &format!("S_CONTAINS(geometry,{point})")), ["S-1"]);
    let edge = "POINT(-76.968 -12.15)";
    assert_eq!(filtered(service, "settlements", &format!("S_TOUCHES(geometry,{edge})")), ["S-1", "S-2"]);
    let line = "LINESTRING(-76.99 -12.15,-76.97 -12.15)";
    assert_eq!(filtered(service, "settlements", &format!("S_CROSSES(geometry,{line})")), ["S-1"]);
    let over = "POLYGON((-76.98 -12.151,-76.97 -12.151,-76.97 -12.149,-76.98 -12.149,-76.98 -12.151))";
    assert_eq!(filtered(service, "settlements", &format!("S_OVERLAPS(geometry,{over})")), ["S-1"]);
}

fn arithmetic(service: &Service) {
    // The closed kitchen has no homes.
    check(
        service,
        &[
            ("rations * 2 - 10 = 150", &["K-1", "K-2", "K-3"]),
            ("rations / 4 > 20", &[]),
            ("households * 2 > rations + 1", &["K-1", "K-2"]),
            ("persons - households = 0", &["K-3"]),
            ("persons / 2 > households", &["K-1", "K-2"]),
        ],
    );
}

fn property_property(service: &Service) {
    check(
        service,
        &[
            ("persons > households", &["K-1", "K-2"]),
            ("persons = households", &["K-3"]),
            ("households < rations", &["K-3"]),
            ("mean_distance_m < max_distance_m", &["K-1", "K-2"]),
            ("id = id", &["K-1", "K-2", "K-3"]),
        ],
    );
}

/// From the landing page, and from every layer, to a tile that holds the district of the made-up register.
fn tiles_are_found_by_links(service: &Service) {
    let layers = LAYERS.map(|layer| format!("/collections/{layer}"));
    for start in std::iter::once("/".to_owned()).chain(layers) {
        let rel = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
        let list = path_of(service, links(&service.get(&start).json(), rel)[0]);
        let list = service.get(&list).json();
        let listed = &list["tilesets"][0];
        assert_eq!(listed["dataType"], "vector", "{start}");
        let set = service.get(&path_of(service, links(listed, "self")[0])).json();
        assert_eq!(set["tileMatrixSetURI"], "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
        let tile = links(&set, "item")[0];
        assert_eq!((&tile["type"], &tile["templated"]), (&"application/vnd.mapbox-vector-tile".into(), &true.into()));
        // Longitude -76.97 and latitude -12.15 at zoom 12.
        let path = path_of(service, tile).replace("{tileMatrix}", "12");
        let path = path.replace("{tileRow}", "2187").replace("{tileCol}", "1172");
        let answer = service.get(&path);
        if start != "/collections/gaps" {
            assert_eq!((answer.status, answer.header("content-type")), (200, tile["type"].as_str().unwrap()), "{path}");
            assert!(!answer.body.is_empty(), "{path}");
        }
        assert_eq!(service.get(&path.replace("/12/", "/40/")).status, 404, "{path}");
    }
}

/// A tileset names the fields of its layers, and its tiles have no others.
fn a_tileset_says_what_is_in_its_tiles(service: &Service) {
    for path in std::iter::once("/tiles".to_owned()).chain(LAYERS.map(|layer| format!("/collections/{layer}/tiles"))) {
        let set = service.get(&format!("{path}/WebMercatorQuad")).json();
        for member in ["title", "dataType", "crs", "tileMatrixSetURI", "boundingBox", "links"] {
            assert!(!set[member].is_null(), "{path}: {member}");
        }
        let described = set["layers"].as_array().unwrap();
        assert_eq!(described.len(), if path == "/tiles" { LAYERS.len() } else { 1 }, "{path}");
        for (matrix, row, column) in [("12", "2187", "1172"), ("16", "34998", "18755")] {
            let answer = service.get(&format!("{path}/WebMercatorQuad/{matrix}/{row}/{column}"));
            for layer in mvt::layers(&answer.body) {
                let told = described.iter().find(|told| told["id"] == layer.name.as_str()).unwrap();
                let fields = told["propertiesSchema"]["properties"].as_object().unwrap();
                let unknown: Vec<_> = layer.keys.iter().filter(|key| !fields.contains_key(*key)).collect();
                assert!(unknown.is_empty(), "{path}: {}: {unknown:?}", layer.name);
            }
        }
    }
}

fn there_are_tiles_within_the_limits(service: &Service) {
    let matrices = service.get(GRID[1]).json()["tileMatrices"].as_array().unwrap().len();
    assert_eq!(matrices, 25, "as the definition has it");
    for set in &TILES[1..] {
        let limits = service.get(set).json()["tileMatrixSetLimits"].clone();
        for (level, limit) in limits.as_array().unwrap().iter().enumerate() {
            assert_eq!(limit["tileMatrix"], level.to_string());
            for (row, column) in [("minTileRow", "maxTileCol"), ("maxTileRow", "minTileCol")] {
                let status = service.get(&format!("{set}/{level}/{}/{}", limit[row], limit[column])).status;
                assert!([200, 204].contains(&status), "{set} {level}: {status}");
            }
            let beyond = limit["maxTileRow"].as_u64().unwrap() + 1;
            assert_eq!(service.get(&format!("{set}/{level}/{beyond}/0")).status, 404, "{set} {level}");
        }
        for level in limits.as_array().unwrap().len()..matrices {
            assert_eq!(service.get(&format!("{set}/{level}/0/0")).status, 404, "{set} {level}");
        }
    }
}

fn the_grid_is_web_mercator_quad(service: &Service) {
    let grids = service.get(GRID[0]).json();
    assert_eq!(grids["tileMatrixSets"][0]["id"], "WebMercatorQuad");
    let grid = service.get(GRID[1]).json();
    assert_eq!(grid["crs"], "http://www.opengis.net/def/crs/EPSG/0/3857");
    assert_eq!(grid["tileMatrices"][1]["matrixWidth"], 2);
}
