//! What a client unpacks.

use actix_web::http::header::{self, HeaderMap};

/// Whether a client unpacks a coding: `gzip`, `br`.
pub fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let header = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    header.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_coding_is_sent_to_those_who_take_it() {
        for (sent, expected) in [
            (None, false),
            (Some("gzip"), true),
            (Some("br, GZIP;q=0.5"), true),
            (Some("gzip;q=0"), false),
            (Some("identity"), false),
            (Some("xgzip"), false),
        ] {
            let mut request = TestRequest::default();
            if let Some(sent) = sent {
                request = request.insert_header((header::ACCEPT_ENCODING, sent));
            }
            assert_eq!(accepts(request.to_http_request().headers(), "gzip"), expected, "{sent:?}");
        }
    }
}
