//! The server that an address names.

use std::net::Ipv6Addr;

/// A host as it was written, and its port where it names one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Authority<'a> {
    /// A name or an address; of version 6 with its brackets.
    pub host: &'a str,
    /// What stands after the colon.
    pub port: Option<&'a str>,
}

impl<'a> Authority<'a> {
    /// Takes `host:port` apart: a colon inside of brackets is an IPv6 address's.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        match text.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => Self { host, port: Some(port) },
            _ => Self { host: text, port: None },
        }
    }

    /// `scheme://host:port` without the port that the scheme has anyway, as browsers write it; `None` where the host is
    /// no name in ASCII and no address, the port no number from 1, or the scheme another than `http` and `https`.
    #[must_use]
    pub fn origin(&self, scheme: &str) -> Option<String> {
        let usual_port = match scheme {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let port = match self.port {
            Some(port) => Some(number(port)?),
            None => None,
        };
        let port = port.filter(|port| *port != usual_port).map(|port| format!(":{port}")).unwrap_or_default();
        let host = self.host;
        (is_name(host) || is_ipv6(host)).then(|| format!("{scheme}://{host}{port}").to_ascii_lowercase())
    }

    /// Whether the host is a name or an IPv4 address: a security policy can name no other.
    #[must_use]
    pub fn has_name(&self) -> bool {
        is_name(self.host) && !self.host.contains('_')
    }
}

fn number(port: &str) -> Option<u16> {
    port.bytes().all(|byte| byte.is_ascii_digit()).then(|| port.parse().ok()).flatten().filter(|port| *port > 0)
}

fn is_name(host: &str) -> bool {
    host.split('.').all(|label| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    })
}

fn is_ipv6(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok())
}
