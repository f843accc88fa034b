//! Why the service does not start, or stopped.

use std::io;
use std::net::SocketAddr;

use thiserror::Error;

use crate::files::BasemapError;
use crate::messages::{Explain, Params};

/// Why the service does not start.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Other machines would reach it, and nobody has to log in.
    #[error(
        "{0} can be reached from other machines, and there is no login: whoever reaches it reads every household; \
         use 127.0.0.1, or allow it with --without-login"
    )]
    NotLoopback(SocketAddr),
    /// Another program listens there.
    #[error("another program listens on {0} already; stop it, or choose another port with --bind")]
    InUse(SocketAddr),
    /// The system does not let us listen there.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// What is to be drawn behind the layers cannot be used.
    #[error(transparent)]
    Basemap(#[from] BasemapError),
    /// The server ended with an error.
    #[error("the service stopped: {0}")]
    Stopped(#[source] io::Error),
}

impl Explain for ServeError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotLoopback(_) => "serve-not-loopback",
            Self::InUse(_) => "serve-in-use",
            Self::Listen { .. } => "serve-listen",
            Self::Basemap(error) => error.code(),
            Self::Stopped(_) => "serve-stopped",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::NotLoopback(address) | Self::InUse(address) => vec![("address", address.to_string())],
            Self::Listen { address, source } => {
                vec![("address", address.to_string()), ("error", source.to_string())]
            }
            Self::Basemap(error) => error.params(),
            Self::Stopped(source) => vec![("error", source.to_string())],
        }
    }
}
