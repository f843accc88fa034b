//! The service as people see it with a browser.

use std::collections::{BTreeSet, VecDeque};

use cercania::domain::kitchen::KitchenStatus;
use cercania::http::Limits;

use cercania::domain::household::Household;
use cercania::domain::position::Position;

use super::helpers::{self, Answer, Service};

/// What a browser sends.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const LAYERS: [&str; 6] = ["settlements", "kitchens", "households", "catchments", "assignments", "gaps"];

fn browse(service: &Service, path: &str, language: &str) -> Answer {
    service.get_with(path, &[("accept", BROWSER), ("accept-language", language)])
}

fn page(service: &Service, path: &str, language: &str) -> String {
    let answer = browse(service, path, language);
    assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
    answer.text().to_owned()
}

/// The pages of the service over the lattice.
fn pages() -> Vec<String> {
    let one = [
        "/?f=html",
        "/collections",
        "/collections/households/items?state=too_far&settlement_id=S-1&limit_m=100&f=html",
        "/collections/households/items?limit=7&after=H-100",
        "/collections/households/items?bbox=-76.97,-12.16,-76.96,-12.15",
        "/collections/households/items/H-007",
        "/collections/households/items/X-no-position",
        "/collections/settlements/items/S-1",
        "/collections/kitchens/items/K-1?limit_m=200",
        "/collections/catchments/items/K-1",
        "/collections/assignments/items/H-001",
    ];
    let layers =
        LAYERS.iter().flat_map(|layer| [format!("/collections/{layer}"), format!("/collections/{layer}/items")]);
    one.map(str::to_owned).into_iter().chain(layers).collect()
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let parts = html.split(&format!(" {attribute}=\"")).skip(1).collect::<Vec<_>>();
    parts.into_iter().filter_map(|part| part.split('"').next()).collect()
}

#[test]
fn a_page_is_in_the_readers_language_and_whole() {
    let service = helpers::start();
    for (language, words) in [("es-PE,es;q=0.9", "Las distancias son"), ("en", "Distances are")] {
        for path in pages() {
            let html = page(&service, &path, language);
            assert!(html.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{}\">", &language[..2])), "{path}");
            assert!(html.trim_end().ends_with("</html>"), "{path}");
            assert!(html.contains(words), "{path}: how distances are measured");
            assert_eq!(html.matches("<h1>").count(), 1, "{path}");
            assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("javascript:"), "{path}");
            for key in
                ["page", "map", "item", "items", "asked", "form", "field", "layer", "format", "collection", "landing"]
            {
                let shown = html.match_indices(&format!(">{key}-")).next();
                assert_eq!(shown, None, "{path}: a key without words");
            }
        }
    }
}

#[test]
fn a_browser_gets_pages_and_everybody_else_what_they_got_before() {
    let service = helpers::start();
    for path in ["/", "/collections", "/collections/gaps", "/collections/gaps/items", "/collections/kitchens/items/K-1"]
    {
        assert!(browse(&service, path, "es").header("content-type").starts_with("text/html"), "{path}");
        for accept in ["*/*", "application/json", "application/geo+json,application/json"] {
            let answer = service.get_with(path, &[("accept", accept)]);
            assert!(answer.header("content-type").contains("json"), "{path} {accept}");
        }
        assert!(service.get(path).header("content-type").contains("json"), "{path}");
        let question = if path.contains('?') { '&' } else { '?' };
        assert!(
            service.get(&format!("{path}{question}f=html")).header("content-type").starts_with("text/html"),
            "{path}"
        );
    }
}

#[test]
fn nothing_on_a_page_can_run_or_tell_others_and_nobody_keeps_it() {
    let service = helpers::start();
    for path in pages() {
        let answer = browse(&service, &path, "es");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("content-language"), "es", "{path}");
        assert!(answer.header("vary").starts_with("accept, accept-language"), "{path}");
        let html = answer.text();
        let sources = ["href", "src", "action", "srcset"].into_iter().flat_map(|name| values(html, name));
        for address in sources.filter(|address| !address.starts_with('#') && *address != "data:,") {
            assert!(address.starts_with('/') && !address.starts_with("//"), "{path}: {address} is of another host");
        }
    }
}

#[test]
fn a_page_that_the_browser_has_is_not_sent_again() {
    let service = helpers::start();
    for path in ["/?f=html", "/collections", "/collections/households", "/collections/households/items?limit=5"] {
        let tag = browse(&service, path, "es").header("etag").to_owned();
        let held = [("accept", BROWSER), ("accept-language", "es"), ("if-none-match", tag.as_str())];
        let again = service.get_with(path, &held);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let path = path.trim_end_matches("?f=html");
        let json = service.get_with(path, &[("accept-language", "es"), ("if-none-match", tag.as_str())]);
        assert_eq!(json.status, 200, "{path}: another format is another answer");
    }
    let style = service.get("/style.css");
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.body.len() < 6000);
    let tag = style.header("etag").to_owned();
    assert_eq!(service.get_with("/style.css", &[("if-none-match", tag.as_str())]).status, 304);
    assert_eq!(service.get("/style.css?v=1").status, 400);
}

#[test]
fn text_from_the_data_and_the_address_stays_text() {
    const EVIL: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let mut register = helpers::register();
    let mut kitchen = helpers::kitchen("K-0", -76.9705, -12.1505, KitchenStatus::Open);
    kitchen.name = EVIL.into();
    kitchen.address = Some(EVIL.into());
    register.kitchens.push(kitchen);
    register.settlements[0].name = EVIL.into();
    register.households[5].address = Some(EVIL.into());
    let service = helpers::start_with(register, Limits::default());
    let addresses = pages().into_iter().chain([
        "/collections/kitchens/items/K-0".to_owned(),
        "/collections/kitchens/items?filter=%3Cscript%3Ealert(1)%3C%2Fscript%3E".to_owned(),
        "/collections/households/items?kitchen_id=%22%3E%3Cimg%20src=x%3E".to_owned(),
        "/collections/households/items?crs=%3Cimg%20src=x%3E".to_owned(),
        "/collections/%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "/?%3Cscript%3E=1".to_owned(),
    ]);
    let mut seen = 0;
    for path in addresses {
        let answer = browse(&service, &path, "es");
        let html = answer.text();
        assert!(!html.contains("<script") && !html.contains("<img"), "{path}");
        seen += html.matches("&#60;script&#62;").count();
    }
    assert!(seen > 10, "the name is shown: {seen}");
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let service = helpers::start();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut waiting: VecDeque<String> = ["/?f=html".to_owned()].into();
    let mut pages = 0;
    while let Some(path) = waiting.pop_front() {
        if !seen.insert(path.clone()) || seen.len() > 1500 {
            continue;
        }
        let answer = browse(&service, &path, "es");
        assert!(answer.status < 400, "{path}: {}", String::from_utf8_lossy(&answer.body));
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        pages += 1;
        for link in values(answer.text(), "href").into_iter().filter(|link| link.starts_with('/')) {
            waiting.push_back(link.replace("&#38;", "&").replace("&amp;", "&"));
        }
    }
    assert!(pages > 300, "rows have pages of their own: {pages}");
    for path in ["/collections/gaps", "/collections/households/items?state=too_far", "/api", "/conformance"] {
        assert!(seen.contains(path), "{path}");
    }
}

#[test]
fn the_map_shows_who_is_served_and_never_more_than_a_sample() {
    let service = helpers::start();
    let html = page(&service, "/collections/households", "es");
    // Every home is drawn as an edge and, on it, a filling; one has no position and two are far from everything.
    assert_eq!(html.matches("h0").count(), 2 * 300);
    assert!(html.contains("Se dibujan 300 de 303.") && html.contains("Fuera del mapa: 2."));
    assert!(html.contains("stroke=\"#fff\" stroke-width=\"5.2\""), "hollow where not served");
    assert!(page(&service, "/collections/gaps", "es").contains("stroke=\"#d00\""), "gaps are red rings");
    assert!(page(&service, "/collections/catchments", "es").matches("fill-opacity=\"0.12\"").count() == 2);
    assert_eq!(page(&service, "/collections/households/items/H-007", "es").matches("r=\"13\"").count(), 1);
    let mut register = helpers::register();
    register.households.extend((0..5000).map(|n| {
        let mut household = Household::new(helpers::id(&format!("M-{n:04}")));
        household.position =
            Position::new(-76.975 + f64::from(n % 100) * 0.000_1, -12.15 - f64::from(n / 100) * 0.000_1).ok();
        household
    }));
    let service = helpers::start_with(register, Limits::default());
    let html = page(&service, "/collections/households", "es");
    assert!((2 * 1500..=2 * 2000).contains(&html.matches("h0").count()));
    assert!(html.len() < 100_000, "{}", html.len());
}

#[test]
fn a_page_tells_no_more_of_where_a_layer_is_than_its_document() {
    let service = helpers::start();
    for layer in LAYERS {
        let bounds = &service.get(&format!("/collections/{layer}")).json()["extent"]["spatial"]["bbox"][0];
        let sides = bounds.as_array().unwrap().iter().map(|side| format!("{:.4}", side.as_f64().unwrap()));
        let sides = sides.collect::<Vec<_>>().join(", ");
        assert!(page(&service, &format!("/collections/{layer}"), "es").contains(&sides), "{layer}: {sides}");
    }
}

#[test]
fn a_home_at_a_wrong_place_far_away_has_a_page_too() {
    let mut register = helpers::register();
    let home = |n: u32| Household::new(helpers::id(&format!("M-{n:05}")));
    register.households.extend((0..25_000).map(|n| {
        let (lon, lat) = (-76.975 + f64::from(n % 100) * 0.000_1, -12.15 - f64::from(n / 100) * 0.000_01);
        Household { position: Position::new(lon, lat).ok(), ..home(n) }
    }));
    register.households.push(Household { position: Position::new(2.0, 48.0).ok(), ..home(99_999) });
    let service = helpers::start_with(register, Limits::default());
    let html = page(&service, "/collections/households/items/M-99999", "es");
    assert!(html.matches("h0").count() <= 2 * 2000, "a sample of those looked at");
}

#[test]
fn pages_of_rows_are_turned_both_ways() {
    let service = helpers::start();
    let link = |html: &str, rel: &str| {
        let tag = html.lines().find(|line| line.starts_with(&format!("<link rel=\"{rel}\"")))?;
        values(tag, "href").first().map(|link| link.replace("&#38;", "&"))
    };
    for start in
        ["/collections/households/items?limit=70", "/collections/households/items?limit=40&bbox=-77,-13,-76,-12"]
    {
        let (mut forth, mut next) = (vec![], Some(start.to_owned()));
        while let Some(path) = next {
            let html = page(&service, &path, "es");
            next = link(&html, "next");
            forth.push(rows(&html));
        }
        assert!(forth.len() > 4, "{start}");
        let (mut back, mut previous) = (vec![], Some(last_page(&service, start, &link)));
        while let Some(path) = previous {
            let html = page(&service, &path, "es");
            previous = link(&html, "prev");
            back.push(rows(&html));
        }
        back.reverse();
        assert_eq!(forth, back, "{start}");
        let all: Vec<_> = forth.concat();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{start}: no row twice");
    }
}

fn last_page(service: &Service, start: &str, link: &impl Fn(&str, &str) -> Option<String>) -> String {
    let mut path = start.to_owned();
    while let Some(next) = link(&page(service, &path, "es"), "next") {
        path = next;
    }
    path
}

/// The ids in the first column.
fn rows(html: &str) -> Vec<String> {
    let parts = html.split("<th scope=\"row\"><a href=\"").skip(1);
    parts.filter_map(|part| Some(part.split('>').nth(1)?.split('<').next()?.to_owned())).collect()
}

#[test]
fn what_was_asked_is_said_in_words_and_can_be_taken_back() {
    let service = helpers::start();
    let html =
        page(&service, "/collections/assignments/items?bbox=-76.97,-12.16,-76.96,-12.15&limit_m=300&limit=3", "es");
    assert!(html.contains("Dentro del recuadro -76.97,-12.16,-76.96,-12.15"));
    assert!(html.contains("Límite de cobertura 300 m"));
    let links = values(&html, "href");
    for kept in [
        "/collections/assignments/items?limit_m=300&#38;limit=3",
        "/collections/assignments/items?bbox=-76.97%2C-12.16%2C-76.96%2C-12.15&#38;limit=3",
        "/collections/assignments/items?bbox=-76.97%2C-12.16%2C-76.96%2C-12.15&#38;limit_m=300&#38;f=json&#38;limit=10000",
    ] {
        assert!(links.contains(&kept), "{kept} in {links:?}");
    }
    let near = page(&service, "/collections/households/items/H-001?limit_m=9000", "es");
    let far = page(&service, "/collections/households/items/H-001?limit_m=1", "es");
    assert!(near.contains("Atendido: su cocina, ") && near.contains(" y el límite es 9000 m."), "why, in a sentence");
    assert!(far.contains("Demasiado lejos: su cocina, ") && far.contains(" y el límite es 1 m."));
    let cells = page(&service, "/collections/households/items?limit=1&limit_m=300", "es");
    assert!(cells.contains("/collections/kitchens/items/K-1?limit_m=300"), "links keep the limit");
}

#[test]
fn what_a_form_leaves_empty_is_not_asked() {
    let service = helpers::start();
    let answer = browse(&service, "/collections/households/items?state=&kitchen_id=&limit_m=300&filter=", "es");
    assert!(answer.text().contains("Límite de cobertura 300 m"), "the browser follows to the address without them");
    let (status, code, _) = service.refused("/collections/households/items?limit_m=");
    assert_eq!((status, code.as_str()), (400, "parameter-not-a-number"), "a program is told");
    assert_eq!(browse(&service, "/collections/households/items?colour=", "es").status, 400);
}

#[test]
fn a_person_reads_why_it_was_not_answered_and_where_to_go() {
    let service = helpers::start();
    for (path, status, words) in [
        ("/no-such", 404, "esta dirección no existe"),
        ("/collections/kitchens/items/K-99", 404, "ninguna fila de la capa «Cocinas»"),
        ("/collections/kitchens?colour=red", 400, "«colour»"),
        ("/collections/kitchens/items?limit=0", 400, "está fuera de lo admitido"),
        ("/collections/kitchens/items?f=xls", 400, "«xls»"),
        ("/assignments", 405, "POST"),
    ] {
        let answer = browse(&service, path, "es");
        assert_eq!((answer.status, answer.header("content-type")), (status, "text/html; charset=utf-8"), "{path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        let html = answer.text();
        assert!(html.contains(words) && html.contains("href=\"/?f=html\""), "{path}: {html}");
        assert!(html.contains(answer.header("x-request-id")), "{path}: the number of the request");
        for accept in ["*/*", "application/json", "application/json, text/html;q=0"] {
            let answer = service.get_with(path, &[("accept", accept)]);
            assert_eq!(answer.header("content-type"), "application/problem+json", "{path} {accept}");
        }
    }
}
