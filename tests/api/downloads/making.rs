//! Files that are made before they are sent: how many, how large, and for whom.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use cercania::http::Limits;
use socket2::SockRef;

use super::register;
use crate::api::helpers::{self, Service};

#[test]
fn a_file_that_would_be_too_large_is_told_and_leaves_the_service_well() {
    let service = helpers::start_with(register(), Limits { file_bytes: 60_000, ..Limits::default() });
    for path in ["/collections/households/items?f=gpkg", "/collections?f=gpkg"] {
        for _ in 0..3 {
            let (status, code, problem) = service.refused(path);
            assert_eq!((status, code.as_str()), (413, "download-too-large"), "{path}");
            assert_eq!(problem["title"], "Too large", "{path}");
            assert!(problem["detail"].as_str().unwrap().contains("narrow it by filter or bbox"), "{problem}");
            assert!(!problem.to_string().contains("/tmp"), "{problem}");
        }
    }
    assert_eq!(service.get("/collections/households/items?f=fgb").status, 200);
}

#[test]
fn few_files_are_made_at_a_time_and_a_head_makes_none() {
    let service = helpers::start_with(register(), Limits { files: 0, ..Limits::default() });
    for path in ["/collections/kitchens/items?f=gpkg", "/collections?f=gpkg", "/collections/kitchens/items?f=fgb"] {
        let answer = service.get(path);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{path}");
        let head = service.send("HEAD", path, &[], &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert!(head.header("content-disposition").contains("filename"), "{path}");
    }
    for path in ["/collections/kitchens/items?f=fgb&limit=2", "/collections/kitchens/items?f=csv"] {
        assert_eq!(service.get(path).status, 200, "{path}");
    }
}

/// A service with room for one file at a time, a big register, and a client that has asked for a file and read its head.
fn one_reader(slow_client: Duration) -> (Service, TcpStream) {
    let mut register = register();
    for household in &mut register.households {
        household.address = Some("x".repeat(100_000).into());
    }
    let service = helpers::start_with(register, Limits { files: 1, slow_client, ..Limits::default() });
    let mut stream = TcpStream::connect(service.address()).unwrap();
    SockRef::from(&stream).set_recv_buffer_size(4096).unwrap();
    let path = "/collections/households/items?f=gpkg";
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: identity\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut start = [0; 15];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 200 OK");
    assert_eq!(service.get("/collections/kitchens/items?f=gpkg").status, 503, "the one place is taken");
    (service, stream)
}

fn is_free_again(service: &Service) {
    let started = Instant::now();
    while service.get("/collections/kitchens/items?f=gpkg").status == 503 {
        assert!(started.elapsed() < Duration::from_secs(20), "still held");
    }
}

#[test]
fn a_client_that_does_not_read_its_file_loses_it() {
    let (service, stream) = one_reader(Duration::from_millis(300));
    is_free_again(&service);
    drop(stream);
}

#[test]
fn a_client_that_goes_away_while_its_file_is_made_frees_the_place() {
    // Enough rows that the file is still being made when the next question comes.
    let mut register = register();
    let one = register.households[5].clone();
    register.households = (0..40_000)
        .map(|n| {
            let mut household = one.clone();
            household.id = helpers::id(&format!("H-{n:05}"));
            household
        })
        .collect();
    let service = helpers::start_with(register, Limits { files: 1, ..Limits::default() });
    let whole = "/collections/households/items?f=gpkg";
    let ask = || {
        let mut stream = TcpStream::connect(service.address()).unwrap();
        stream.write_all(format!("GET {whole} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes()).unwrap();
        stream.set_nonblocking(true).unwrap();
        stream
    };
    let mut stream = ask();
    let asked = Instant::now();
    while service.get("/collections/kitchens/items?f=gpkg").status != 503 {
        assert!(asked.elapsed() < Duration::from_secs(20), "the place is never taken");
        // It was refused where this question had the one place just then.
        if stream.peek(&mut [0]).is_ok() {
            stream = ask();
        }
    }
    drop(stream);
    is_free_again(&service);
}

#[test]
fn a_client_that_goes_away_makes_room_for_the_next() {
    let (service, stream) = one_reader(Duration::from_secs(30));
    drop(stream);
    is_free_again(&service);
}
