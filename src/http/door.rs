//! Which hosts and pages may ask: see the module [`crate::http`] for why.

use std::net::IpAddr;

use actix_cors::Cors;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::uri::Authority;
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, web};

use super::problem::{EditProblem, Problem};

/// How long a browser may remember what was allowed, seconds.
const REMEMBERED: usize = 3600;

/// Which hosts and pages may ask.
#[derive(Clone, Debug)]
pub struct Door {
    /// Whether only this machine can reach the service.
    pub loopback_only: bool,
    /// Origins of pages that may read, beside those of this machine: `https://mapa.example.pe`.
    pub origins: Vec<String>,
}

impl Door {
    /// Whether a `Host` may be answered: where only this machine can reach the service, only names
    /// of this machine. A name of somebody else is then a page that pointed its own name here.
    fn admits_host(&self, host: &str) -> bool {
        !self.loopback_only || is_loopback(name_of(host))
    }

    /// Whether a page may read: one of this machine, the service's own, or a listed one.
    fn admits_origin(&self, origin: &str, host: Option<&str>) -> bool {
        let listed = self.origins.iter().any(|listed| listed.eq_ignore_ascii_case(origin));
        let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        listed || authority.is_some_and(|authority| host == Some(authority) || is_loopback(name_of(authority)))
    }

    /// Whether a page may write: the service's own, and no other, also not of this machine. A name that is neither an
    /// address nor listed may be a page's that pointed its own name here.
    fn admits_writing(&self, origin: &str, host: Option<&str>) -> bool {
        let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        let own = authority.zip(host).is_some_and(|(authority, host)| authority.eq_ignore_ascii_case(host));
        let name = authority.map(name_of).unwrap_or_default();
        let listed = self.origins.iter().any(|listed| listed.eq_ignore_ascii_case(origin));
        own && (listed || is_loopback(name) || name.parse::<IpAddr>().is_ok())
    }

    /// CORS headers, for reading.
    pub fn cors(&self) -> Cors {
        let door = self.clone();
        Cors::default()
            .allowed_origin_fn(move |origin, request| {
                let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
                origin.to_str().is_ok_and(|origin| door.admits_origin(origin, host))
            })
            .allowed_methods([Method::GET, Method::HEAD, Method::OPTIONS])
            .allow_any_header()
            .expose_headers([header::ETAG, header::LINK, header::CONTENT_DISPOSITION])
            .expose_headers(["content-crs", "ogc-numbermatched", "ogc-numberreturned"])
            .max_age(REMEMBERED)
    }
}

/// Turns away foreign hosts and pages.
///
/// # Errors
/// Never of its own; refusals are answers.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let refusal = request.app_data::<web::Data<Door>>().and_then(|door| refusal(&request, door));
    match refusal {
        Some(problem) => Ok(request.error_response(problem)),
        None => next.call(request).await.map(ServiceResponse::map_into_boxed_body),
    }
}

fn refusal(request: &ServiceRequest, door: &Door) -> Option<Problem> {
    let mut hosts = request.headers().get_all(header::HOST).map(|host| host.to_str().unwrap_or_default());
    let host = hosts.next();
    let authority = request.uri().authority().map(Authority::as_str);
    if host.into_iter().chain(hosts).chain(authority).any(|host| !door.admits_host(host)) {
        return Some(Problem::Host);
    }
    let mut origins = request.headers().get_all(header::ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method()) {
        return origins.any(|origin| !door.admits_origin(origin, host)).then_some(Problem::Origin);
    }
    // Where a browser says what the page is to the service, it need not send an origin; other programs send neither.
    let mut sites = request.headers().get_all("sec-fetch-site").map(|site| site.to_str().unwrap_or_default());
    let foreign = origins.any(|origin| !door.admits_writing(origin, host))
        || sites.any(|site| !matches!(site, "same-origin" | "none"));
    foreign.then(|| EditProblem::OtherPage.into())
}

/// Without the port.
fn name_of(authority: &str) -> &str {
    match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) if rest.is_empty() || rest.starts_with(':') => address,
        _ => authority.rsplit_once(':').map_or(authority, |(name, _)| name),
    }
}

fn is_loopback(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let address = name.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
    // Browsers and resolvers keep *.localhost on this machine (RFC 6761, 6.3).
    address || name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_hosts_where_only_it_can_reach_the_service() {
        let door = Door { loopback_only: true, origins: vec![] };
        for (host, expected) in [
            ("127.0.0.1:8080", true),
            ("localhost", true),
            ("LOCALHOST.:8080", true),
            ("mapa.localhost:1", true),
            ("[::1]:8080", true),
            ("127.0.0.1.evil.example", false),
            ("localhost.evil.example:8080", false),
            ("evil.example:8080", false),
            ("192.168.1.5:8080", false),
            ("[::1].evil.example", false),
            ("", false),
        ] {
            assert_eq!(door.admits_host(host), expected, "{host:?}");
        }
        assert!(Door { loopback_only: false, origins: vec![] }.admits_host("mapa.example.pe"));
    }

    #[test]
    fn only_pages_of_this_machine_of_the_service_itself_and_listed_ones_may_read() {
        let door = Door { loopback_only: true, origins: vec!["https://mapa.example.pe".to_owned()] };
        for (origin, expected) in [
            ("http://localhost:5173", true),
            ("http://127.0.0.1:9", true),
            ("https://[::1]", true),
            ("https://mapa.example.pe", true),
            ("http://192.168.1.5:8080", true),
            ("http://mapa.example.pe", false),
            ("https://evil.example", false),
            ("http://localhost.evil.example", false),
            ("null", false),
            ("", false),
            ("file://localhost", false),
        ] {
            assert_eq!(door.admits_origin(origin, Some("192.168.1.5:8080")), expected, "{origin:?}");
        }
    }
}
