//! The address of a database: `postgresql://user:password@host:port/database?sslmode=…`.
//!
//! `sslmode` is `disable`, `prefer` (the default: encrypted where the server can) or `require`, which encrypt without
//! asking who answers, as libpq does; `verify-full` also checks the certificate and the host's name, against the system's
//! authorities or the file of `sslrootcert`, which alone means `verify-full` too.

use std::path::PathBuf;
use std::time::Duration;

use postgres::Config;
use postgres::config::{Host, SslMode};

use super::super::StoreError;
use super::tls::Trust;

/// How long a server may take to answer a call for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// After so long a silence the system asks whether the other end is still there, and how often after that.
const IDLE: Duration = Duration::from_secs(10);
const BETWEEN: Duration = Duration::from_secs(3);
const RETRIES: u32 = 3;
/// How long what was sent may stay unacknowledged.
const UNACKNOWLEDGED: Duration = Duration::from_secs(15);

/// Where a database is and how to reach it.
pub(super) struct Address {
    pub config: Config,
    pub trust: Trust,
    /// For messages: no password.
    pub location: String,
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, StoreError> {
        let wrong = |reason: &str| StoreError::DatabaseUrl { reason: reason.into() };
        if !url.starts_with("postgresql://") && !url.starts_with("postgres://") {
            return Err(wrong("it does not begin with postgresql://"));
        }
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let (mut mode, mut authorities) = (None, None);
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let decoded = |value: &str| percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned();
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = Some(decoded(value)),
                Some(("sslrootcert", value)) => authorities = Some(PathBuf::from(decoded(value))),
                _ => rest.push(pair),
            }
        }
        let without = format!("{base}?{}", rest.join("&"));
        let mut config: Config = without.trim_end_matches('?').parse().map_err(|error: postgres::Error| {
            let source = std::error::Error::source(&error);
            wrong(&source.map_or_else(|| error.to_string(), ToString::to_string))
        })?;
        let system = |authorities: Option<PathBuf>| authorities.map_or(Trust::System, Trust::File);
        let (ssl, trust) = match (mode.as_deref(), authorities) {
            (Some("disable"), _) => (SslMode::Disable, Trust::Anyone),
            (None | Some("prefer"), None) => (SslMode::Prefer, Trust::Anyone),
            (Some("require"), None) => (SslMode::Require, Trust::Anyone),
            (None | Some("prefer" | "require" | "verify-full"), authorities) => (SslMode::Require, system(authorities)),
            _ => return Err(wrong("sslmode is one of disable, prefer, require, verify-full")),
        };
        config.ssl_mode(ssl);
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            config.host_path("/var/run/postgresql");
        }
        if config.get_application_name().is_none() {
            config.application_name("cercania");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        config.keepalives_idle(IDLE).keepalives_interval(BETWEEN).keepalives_retries(RETRIES);
        config.tcp_user_timeout(UNACKNOWLEDGED);
        let location = location(&config);
        Ok(Self { config, trust, location })
    }
}

fn location(config: &Config) -> String {
    let user = config.get_user().map(|user| format!("{user}@")).unwrap_or_default();
    let hosts: Vec<String> = config
        .get_hosts()
        .iter()
        .enumerate()
        .map(|(at, host)| match host {
            Host::Tcp(name) => {
                let port = config.get_ports().get(at).or(config.get_ports().first()).copied().unwrap_or(5432);
                if port == 5432 { name.clone() } else { format!("{name}:{port}") }
            }
            Host::Unix(folder) => folder.display().to_string(),
        })
        .collect();
    let name = config.get_dbname().or(config.get_user()).unwrap_or_default();
    format!("postgresql://{user}{}/{name}", hosts.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_location_has_no_password_and_says_what_differs() {
        for (url, location) in [
            ("postgresql://ana:s3cret@db.example.org/cercania", "postgresql://ana@db.example.org/cercania"),
            ("postgres://ana:s3cret@10.0.0.7:5433/c?sslmode=verify-full", "postgresql://ana@10.0.0.7:5433/c"),
            ("postgresql://ana@%2Fvar%2Frun%2Fpostgresql/c", "postgresql://ana@/var/run/postgresql/c"),
            ("postgresql://ana@a,b/c", "postgresql://ana@a,b/c"),
            ("postgresql:///c?user=ana&password=s3cret", "postgresql://ana@/var/run/postgresql/c"),
        ] {
            assert_eq!(Address::parse(url).unwrap().location, location, "{url}");
        }
    }

    #[test]
    fn what_is_not_an_address_is_refused_without_repeating_it() {
        for url in [
            "",
            "s3cret",
            "mysql://s3cret@h/d",
            "postgresql://u@h:s3cret/d",
            "postgresql://u@h/d?sslmode=s3cret",
            "postgresql://u@h/d?nonsense=s3cret",
        ] {
            let Err(error) = Address::parse(url) else { panic!("{url}") };
            assert!(
                matches!(error, StoreError::DatabaseUrl { .. }) && !error.to_string().contains("s3cret"),
                "{error}"
            );
        }
    }

    #[test]
    fn only_verify_full_asks_who_answers() {
        for (query, ssl, verified) in [
            ("", SslMode::Prefer, false),
            ("?sslmode=disable", SslMode::Disable, false),
            ("?sslmode=require", SslMode::Require, false),
            ("?sslmode=verify-full", SslMode::Require, true),
            ("?sslrootcert=/a.pem", SslMode::Require, true),
            ("?sslmode=require&sslrootcert=/a.pem", SslMode::Require, true),
        ] {
            let address = Address::parse(&format!("postgresql://u@h/d{query}")).unwrap();
            assert_eq!(
                (address.config.get_ssl_mode(), !matches!(address.trust, Trust::Anyone)),
                (ssl, verified),
                "{query}"
            );
        }
    }
}
