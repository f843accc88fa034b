//! What one client may take from the others.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use cercania::http::Limits;
use socket2::SockRef;

use super::helpers;

#[test]
fn a_client_that_does_not_read_is_dropped() {
    let mut register = helpers::register();
    for household in &mut register.households {
        household.address = Some("x".repeat(100_000).into());
    }
    let limits = Limits { slow_client: Duration::from_millis(200), streams: 1, ..Limits::default() };
    let service = helpers::start_with(register, limits);
    let mut stream = TcpStream::connect(service.address()).unwrap();
    SockRef::from(&stream).set_recv_buffer_size(4096).unwrap();
    let head =
        "GET /collections/households/items?limit=400 HTTP/1.1\r\nhost: localhost\r\naccept-encoding: identity\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    // It holds the one place that there is for long answers, until it is dropped.
    let started = Instant::now();
    let mut turned_away = 0;
    while service.get("/collections/kitchens/items").status == 503 || turned_away == 0 {
        turned_away += 1;
        assert!(started.elapsed() < Duration::from_secs(20), "still held");
    }
    while stream.take_error().unwrap().is_none() {
        assert!(started.elapsed() < Duration::from_secs(20), "still connected");
        std::thread::yield_now();
    }
}

#[test]
fn a_client_that_does_not_finish_its_request_is_dropped() {
    // The server's clock for this goes in steps of half a second.
    let limits = Limits { slow_request: Duration::from_secs(1), ..Limits::default() };
    let service = helpers::start_with(helpers::register(), limits);
    let answer = service.raw(b"GET / HTTP/1.1\r\nhost: localh");
    assert!(answer.starts_with("HTTP/1.1 408") || answer.is_empty(), "{answer}");
    let answer = service.raw(
        b"POST /assignments HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/csv\r\ncontent-length: 100\r\n\r\nlon,lat\n",
    );
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("/problems/body-incomplete"), "{answer}");
}

#[test]
fn an_answer_that_takes_too_long_is_given_up() {
    let limits = Limits { time: Duration::ZERO, ..Limits::default() };
    let mut register = helpers::register();
    let one = register.households[5].clone();
    register.households = (0..50_000)
        .map(|n| {
            let mut household = one.clone();
            household.id = helpers::id(&format!("H-{n:05}"));
            household
        })
        .collect();
    let service = helpers::start_with(register, limits);
    let answer = service.get("/reports/coverage?limit_m=123");
    assert_eq!(answer.header("retry-after"), "5");
    assert_eq!(answer.problem().1, "took-too-long");
}

#[test]
fn heavy_work_is_turned_away_when_many_wait_and_light_work_is_not() {
    let limits = Limits { waiting: 0, ..Limits::default() };
    let service = helpers::start_with(helpers::register(), limits);
    for path in [
        "/reports/coverage",
        "/collections",
        "/collections/assignments",
        "/collections/gaps",
        "/collections/settlements/items",
        "/collections/kitchens/items/K-1",
        "/collections/assignments/items",
        "/collections/assignments/items?bbox=-77,-13,-76,-12",
        // Whom each kitchen serves, until that is at hand.
        "/nearest?lon=1&lat=1",
    ] {
        let answer = service.get(path);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{path}");
        assert_eq!(answer.problem().1, "busy", "{path}");
    }
    for path in [
        "/api",
        "/collections/settlements",
        "/collections/households",
        "/collections/catchments",
        "/collections/gaps/schema",
        "/collections/households/items",
        "/collections/assignments/items/H-095",
    ] {
        assert_eq!(service.get(path).status, 200, "{path}");
    }
}

#[test]
fn heavy_calls_for_the_same_figures_at_once_are_all_answered() {
    let service = helpers::start();
    let paths = ["/reports/coverage?limit_m=77", "/collections/settlements/items?limit_m=77", "/reports/catchments"];
    std::thread::scope(|scope| {
        for n in 0..24 {
            let (service, path) = (&service, paths[n % paths.len()]);
            scope.spawn(move || assert_eq!(service.get(path).status, 200, "{path}"));
        }
    });
}
