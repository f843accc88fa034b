//! Who may read what.

use std::net::SocketAddr;
use std::sync::Arc;

use cercania::http::{ServeError, ServerOptions, bind};
use cercania::messages::{Explain, Locale, explain};

use super::helpers;

#[test]
fn a_page_of_another_site_reads_nothing() {
    let service = helpers::start();
    for (origin, status, allowed) in [
        ("http://localhost:5173", 200, "http://localhost:5173"),
        ("http://127.0.0.1:1", 200, "http://127.0.0.1:1"),
        ("https://mapa.example.pe", 200, "https://mapa.example.pe"),
        ("https://evil.example", 403, ""),
        ("http://localhost.evil.example", 403, ""),
        ("null", 403, ""),
    ] {
        let answer = service.get_with("/collections/households/items", &[("origin", origin)]);
        assert_eq!(answer.status, status, "{origin}");
        assert_eq!(answer.header("access-control-allow-origin"), allowed, "{origin}");
        if status == 403 {
            assert_eq!(answer.problem().1, "origin-not-allowed");
            assert!(!answer.text().contains("H-0"));
        }
    }
}

#[test]
fn a_browser_is_told_that_it_may_read_and_not_write() {
    let service = helpers::start();
    let ask = |origin, method| {
        let headers = [("origin", origin), ("access-control-request-method", method)];
        service.send("OPTIONS", "/collections/households/items", &headers, &[])
    };
    let reading = ask("http://localhost:5173", "GET");
    assert_eq!(reading.status, 200);
    assert!(reading.header("access-control-allow-methods").contains("GET"));
    assert!(!reading.header("access-control-allow-methods").contains("POST"));
    assert!(ask("http://localhost:5173", "DELETE").status >= 400);
    assert_eq!(ask("https://evil.example", "GET").status, 403);
}

#[test]
fn a_foreign_name_pointed_at_this_machine_reads_nothing() {
    let service = helpers::start();
    let port = service.address().port();
    for (host, admitted) in [
        (format!("127.0.0.1:{port}"), true),
        (format!("localhost:{port}"), true),
        (format!("evil.example:{port}"), false),
        ("127.0.0.1.evil.example".to_owned(), false),
    ] {
        let raw =
            service.raw(format!("GET /settings HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").as_bytes());
        let expected = if admitted { "HTTP/1.1 200" } else { "HTTP/1.1 421" };
        assert!(raw.starts_with(expected), "{host}: {raw}");
        assert_eq!(raw.contains("/problems/host-not-allowed"), !admitted, "{host}");
    }
    let raw = service.raw(
        format!("GET http://evil.example/settings HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n\r\n")
            .as_bytes(),
    );
    assert!(raw.starts_with("HTTP/1.1 421"), "{raw}");
}

#[test]
fn an_address_that_other_machines_reach_is_refused_unless_it_is_allowed() {
    let app = || Arc::new(helpers::app(helpers::register()));
    let options = |without_login| ServerOptions {
        bind: SocketAddr::from(([0, 0, 0, 0], 0)),
        without_login,
        ..ServerOptions::default()
    };
    let error = bind(app(), options(false)).err().unwrap();
    assert!(matches!(error, ServeError::NotLoopback(_)));
    assert_eq!(error.code(), "serve-not-loopback");
    assert!(explain(Locale::Es, &error).contains("--without-login"));
    let bound = bind(app(), options(true)).unwrap();
    let warning = bound.warning(Locale::Es).unwrap();
    assert!(warning.contains(&bound.address().to_string()), "{warning}");
    let local = ServerOptions { bind: SocketAddr::from(([127, 0, 0, 1], 0)), ..ServerOptions::default() };
    assert_eq!(bind(app(), local).unwrap().warning(Locale::Es), None);
}

#[test]
fn a_port_that_is_taken_is_said_so() {
    let service = helpers::start();
    let options = ServerOptions { bind: service.address(), ..ServerOptions::default() };
    let error = bind(Arc::new(helpers::app(helpers::register())), options).err().unwrap();
    assert!(matches!(error, ServeError::InUse(address) if address == service.address()), "{error}");
}
