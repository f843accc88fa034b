//! What nobody decent sends.

use std::io::Write;
use std::net::TcpStream;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::helpers;

#[test]
fn no_query_makes_the_service_fail() {
    let service = helpers::start();
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let paths = [
        "/",
        "/collections",
        "/collections/households",
        "/collections/households/items",
        "/collections/gaps/items",
        "/collections/assignments/items",
        "/collections/settlements/items/S-1",
        "/nearest",
        "/reports/coverage",
        "/reports/catchments",
        "/reports/settlements/S-1",
        "/settings",
        "/health/ready",
    ];
    let names = [
        "limit",
        "after",
        "bbox",
        "limit_m",
        "lon",
        "lat",
        "k",
        "accuracy_m",
        "f",
        "table",
        "excel",
        "settlement",
        "%",
    ];
    let values = [
        "",
        "0",
        "-0",
        "1",
        "100",
        "-1",
        "1e3",
        "1e-300",
        "5e-324",
        "NaN",
        "inf",
        "-inf",
        "1e309",
        "99999999999999999999999999999999999999999",
        "%",
        "%zz",
        "%00",
        "%ff%fe",
        "%F0%9F%8D%B2",
        "1,2,3,4",
        "-180,-90,180,90",
        "180,-90,-180,90",
        "1,1,1,1",
        "1,2,NaN,4",
        ",,,",
        "1,2,3,4,5,6,7",
        "H-001",
        "../../etc/passwd",
        "'",
        "\"",
        "csv",
        "json",
        "true",
        "unserved",
        "S-1",
        "+",
        "a=b",
    ];
    for _ in 0..3_000 {
        let mut path = paths[rng.random_range(0..paths.len())].to_owned();
        for n in 0..rng.random_range(0..4) {
            path.push(if n == 0 { '?' } else { '&' });
            path.push_str(names[rng.random_range(0..names.len())]);
            if rng.random_bool(0.95) {
                path.push('=');
                path.push_str(values[rng.random_range(0..values.len())]);
            }
        }
        let path = path.replace('"', "%22");
        let answer = service.get(&path);
        assert!(answer.status < 500, "{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
        if answer.status >= 400 {
            answer.problem();
        }
    }
    assert_eq!(service.get("/health/live").status, 200);
}

#[test]
fn no_path_makes_the_service_fail() {
    let service = helpers::start();
    for path in [
        "/collections/%2e%2e/items",
        "/collections/households/items/%2F",
        "/collections/households/items/%ff",
        "/collections/households/items/..%2f..%2fetc%2fpasswd",
        "//",
        "/%00",
        "/collections//items",
        "/collections/households/",
        "/collections/households/items/%E2%80%AE",
        "/reports/settlements/%",
        "/collections/catchments%00",
    ] {
        let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        let answer = service.raw(head.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 4"), "{path}: {answer}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "a".repeat(300_000));
    // It may be closed before it has all been sent.
    let _ = TcpStream::connect(service.address()).unwrap().write_all(long.as_bytes());
    for nonsense in [&b"\x16\x03\x01\x02\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\0\0\0\0\r\n\r\n"] {
        TcpStream::connect(service.address()).unwrap().write_all(nonsense).unwrap();
    }
    assert_eq!(service.get("/health/live").status, 200);
}
