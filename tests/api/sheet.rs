//! The sheet of a settlement, to print.

use cercania::domain::household::Household;
use cercania::domain::position::Position;
use cercania::http::Limits;
use serde_json::Value;

use super::helpers::{self, Answer, Service};

fn browse(service: &Service, path: &str) -> Answer {
    service.get_with(path, &[("accept", "text/html,*/*;q=0.8"), ("accept-language", "en")])
}

fn sheet(service: &Service, path: &str) -> String {
    let answer = browse(service, path);
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
    answer.text().to_owned()
}

fn written(number: &Value) -> String {
    number.as_u64().unwrap().to_string()
}

fn pair(row: &Value, of: &str) -> String {
    let [households, persons] = ["households", "persons"].map(|what| written(&row[format!("{what}{of}")]));
    format!("<td class=\"number\">{households}</td><td class=\"number\">{persons}</td>")
}

fn is_shown(html: &str, metres: f64) -> bool {
    [format!(">{metres:.0} m<"), format!(">{metres:.1} m<")].iter().any(|text| html.contains(text))
}

#[test]
fn its_figures_are_the_reports() {
    let service = helpers::start();
    for (id, limit) in [("S-1", 300), ("S-1", 500), ("S-2", 200), ("S-2", 500)] {
        let path = format!("/reports/settlements/{id}?limit_m={limit}");
        let (html, report) = (sheet(&service, &path), service.get(&path).json());
        let row = &report["tables"]["settlements"][0];
        for (word, of) in [
            ("served", "_served"),
            ("too far", "_too_far"),
            ("no open kitchen", "_no_kitchen"),
            ("no valid position", "_bad_position"),
        ] {
            let shown = format!("<th scope=\"row\" class=\"word\">{word}</th>{}", pair(row, of));
            assert!(html.contains(&shown), "{path}: {shown}");
        }
        assert!(html.contains(&format!("<th scope=\"row\">Total</th>{}", pair(row, ""))), "{path}");
        for (words, of) in [
            ("up to 250 m", "_to_250_m"),
            ("250 to 500 m", "_to_500_m"),
            ("500 to 1000 m", "_to_1000_m"),
            ("over 1000 m", "_beyond_1000_m"),
        ] {
            assert!(html.contains(&format!("<th scope=\"row\">{words}</th>{}", pair(row, of))), "{path}: {words}");
        }
        for name in ["mean_distance_m", "median_distance_m", "percentile_90_distance_m", "max_distance_m"] {
            assert!(is_shown(&html, row[name].as_f64().unwrap()), "{path}: {name}");
        }
        let catchments = service.get(&format!("/reports/catchments?settlement={id}&limit_m={limit}")).json();
        let kitchens = service.get(&format!("/collections/kitchens/items?limit_m={limit}")).json();
        for kitchen in catchments["tables"]["catchments"].as_array().unwrap() {
            let Some(kitchen_id) = kitchen["kitchen_id"].as_str() else { continue };
            let name = kitchen["kitchen_name"].as_str().unwrap();
            let all = kitchens["features"].as_array().unwrap().iter().find(|row| row["id"] == kitchen_id).unwrap();
            let load = &all["properties"]["persons_served"];
            let place = format!("<a href=\"/collections/kitchens/items/{kitchen_id}\">{name}</a></th>");
            let counts = format!("{}{}", pair(kitchen, "_served"), pair(kitchen, "_too_far"));
            let shown =
                format!("{place}{counts}<td class=\"number\">{}</td><td class=\"number\">80</td>", written(load));
            assert!(html.contains(&shown), "{path}: {shown}");
        }
        let unserved = report["tables"]["unserved"].as_array().unwrap();
        for household in unserved {
            let text = |name: &str| household[name].as_str().unwrap_or("–").to_owned();
            let reason = if household["state"] == "too_far" { "too far" } else { "no valid position" };
            let row = format!(
                "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td>{reason}</td><td class=\"number\">",
                text("id"),
                household["persons"]
            );
            let (_, rest) = html.split_once(&row).unwrap_or_else(|| panic!("{path}: {row}"));
            let (distance, rest) = rest.split_once("</td>").unwrap();
            match household["distance_m"].as_f64() {
                Some(metres) => {
                    assert!([format!("{metres:.0}"), format!("{metres:.1}")].contains(&distance.to_owned()));
                }
                None => assert_eq!(distance, "–"),
            }
            assert!(rest.starts_with(&format!("<td>{}</td></tr>", text("kitchen_id"))), "{path}: {row}");
        }
        let listed = ["H-", "X-"].map(|id| html.matches(&format!("<tr><th scope=\"row\">{id}")).count());
        assert_eq!(listed.iter().sum::<usize>(), unserved.len(), "{path}");
    }
}

#[test]
fn the_limit_that_is_asked_for_changes_it_and_is_named() {
    let service = helpers::start();
    let (stored, other) =
        (sheet(&service, "/reports/settlements/S-1"), sheet(&service, "/reports/settlements/S-1?limit_m=300"));
    assert!(stored.contains("<strong>500 m</strong>") && !stored.contains("This is a trial"));
    assert!(other.contains("<strong>300 m</strong>") && other.contains("the office&#39;s limit is 500 m"));
    assert!(!stored.contains("<td>too far</td>") && other.contains("<td>too far</td>"));
    assert!(other.contains("/reports/settlements/S-1?limit_m=300&#38;f=csv&#38;table=unserved"), "so do its links");
    let item = browse(&service, "/collections/settlements/items/S-1?limit_m=300");
    assert!(item.text().contains("/reports/settlements/S-1?f=html&#38;limit_m=300"));
    assert!(browse(&service, "/collections/settlements").text().contains("\"/reports/settlements/S-2?f=html\""));
    assert_eq!(browse(&service, "/reports/settlements/S-1?limit_m=0").status, 400);
}

#[test]
fn nothing_on_it_says_who_a_household_is_or_where() {
    let mut register = helpers::register();
    for (n, household) in register.households.iter_mut().enumerate() {
        household.code = Some(format!("CODE-{n}").into());
        household.address = Some(format!("Mz. Z Lt. {n}").into());
    }
    let households = register.households.clone();
    let service = helpers::start_with(register, Limits::default());
    for path in ["/reports/settlements/S-1?limit_m=100", "/reports/settlements/S-2?limit_m=1"] {
        let html = sheet(&service, path);
        assert!(html.contains("do not publish it") && html.contains("not along a path"), "{path}");
        for word in ["CODE-", "Mz. Z", "HIPERV"] {
            assert!(!html.contains(word), "{path}: {word}");
        }
        for position in households.iter().filter_map(|household| household.position) {
            for degrees in [position.lon(), position.lat()] {
                // What is drawn has one decimal, and its own zero.
                let hundredths = format!("{:.2}", (degrees * 100.0).trunc() / 100.0);
                assert!(!html.contains(&hundredths), "{path}: {hundredths}");
            }
        }
    }
}

#[test]
fn homes_are_drawn_on_whole_pixels() {
    let html = sheet(&helpers::start(), "/reports/settlements/S-1?limit_m=200");
    let map = &html[html.find("<svg viewBox").unwrap()..];
    let whole = |text: &str| assert!(!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()), "{text:?}");
    let (mut homes, mut lines) = (0, 0);
    for tag in map.split("<path ").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let path = tag.split_once("d=\"M").unwrap().1.split('"').next().unwrap();
        for part in path.split('M') {
            let home = part.strip_suffix("h0").inspect(|_| homes += 1);
            let line = part.split_once('L').filter(|_| tag.contains("stroke-opacity")).inspect(|_| lines += 1);
            home.or(line.map(|(home, _)| home)).into_iter().flat_map(|spot| spot.split(',')).for_each(whole);
        }
    }
    let circles = map.split("<circle ").map(|rest| rest.split('>').next().unwrap());
    let rings: Vec<&str> = circles.filter(|ring| ring.contains("#c00000")).collect();
    assert!(!rings.is_empty());
    for (ring, name) in rings.iter().flat_map(|ring| ["cx=", "cy=", " r="].map(|name| (ring, name))) {
        whole(ring.split_once(name).unwrap().1.split('"').nth(1).unwrap());
    }
}

#[test]
fn a_name_is_text_and_no_settlement_no_sheet() {
    let mut register = helpers::register();
    register.settlements[0].name = "<script>alert(1)</script>".into();
    register.kitchens[0].name = "\"><img src=x>".into();
    let service = helpers::start_with(register, Limits::default());
    let html = sheet(&service, "/reports/settlements/S-1?limit_m=300");
    assert!(!html.contains("<script") && !html.contains("<img"));
    assert!(html.matches("&#60;script&#62;").count() >= 3);
    let missing = browse(&service, "/reports/settlements/S-99");
    assert_eq!((missing.status, missing.header("content-type")), (404, "text/html; charset=utf-8"));
}

#[test]
fn programs_get_what_they_got_and_a_table_is_no_sheet() {
    let service = helpers::start();
    let path = "/reports/settlements/S-1";
    for accept in ["*/*", "application/json"] {
        assert!(service.get_with(path, &[("accept", accept)]).header("content-type").contains("json"), "{accept}");
    }
    assert!(service.get(&format!("{path}?f=html")).header("content-type").starts_with("text/html"));
    assert!(browse(&service, &format!("{path}?table=unserved")).header("content-type").contains("json"));
    assert!(browse(&service, &format!("{path}?excel=true")).header("content-type").contains("csv"));
    assert_eq!(service.get(&format!("{path}?f=html&table=unserved")).status, 400);
    let style = service.get("/sheet.css");
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(style.body.len() < 8000);
}

#[test]
fn of_a_large_settlement_so_many_are_drawn_and_listed_and_it_says_so() {
    let mut register = helpers::register();
    for n in 0..9000_u32 {
        let mut household = Household::new(helpers::id(&format!("L-{n:05}")));
        let (column, row) = (f64::from(n % 100), f64::from(n / 100));
        household.position = Position::new(-76.9749 + column * 0.000_06, -12.1519 + row * 0.000_04).ok();
        register.households.push(household);
    }
    let service = helpers::start_with(register, Limits::default());
    let html = sheet(&service, "/reports/settlements/S-1?limit_m=20");
    assert!(html.len() < 250_000, "{}", html.len());
    assert_eq!(html.matches("<tr><th scope=\"row\">").count().min(500), 500);
    assert!(html.contains("the list is on the next page") && html.contains("The first 500 are listed"));
    assert!(html.contains(" of 90"), "how many are drawn");
    let all = service.get("/reports/settlements/S-1?limit_m=20&f=csv&table=unserved");
    assert!(all.text().lines().count() > 8000);
}
