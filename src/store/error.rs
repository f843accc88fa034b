//! Why a store cannot do what it was asked.

use std::path::PathBuf;

use thiserror::Error;

use crate::messages::{Explain, Params};

/// What the database said.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a store cannot do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No file there.
    #[error("{path} does not exist; create it with an import or with `cercania serve`")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// No folder to put the file in.
    #[error("the folder of {path} does not exist; make it first")]
    FolderMissing {
        /// The file.
        path: PathBuf,
    },
    /// A new store where something is already.
    #[error("{path} is already there; it was left as it is")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A folder, device or socket.
    #[error("{path} is not a file")]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// Another kind of file.
    #[error("{path} is not a GeoPackage; it was left as it is")]
    NotGeoPackage {
        /// The file.
        path: PathBuf,
    },
    /// A `GeoPackage` of another program.
    #[error(
        "{path} is a GeoPackage, but not a cercania store; it was left as it is; to read its layers use `cercania import`"
    )]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// Written by a later version of cercania.
    #[error("{path} has schema version {found}; this cercania knows up to {known}; update cercania")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// Written by an earlier version, and opened so that it cannot be brought up to date.
    #[error("{path} has schema version {found}, this cercania writes {known}; open it once for writing")]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The one that this program writes.
        known: i64,
    },
    /// Not to be written by this user, or on a disk mounted so.
    #[error("{location} is read-only; check the permissions of the file and of its folder")]
    ReadOnly {
        /// The store.
        location: String,
    },
    /// Not to be opened by this user.
    #[error("{location} cannot be opened; check the permissions of the file and of its folder")]
    Forbidden {
        /// The store.
        location: String,
    },
    /// Another program keeps writing.
    #[error("{location} is locked by another program; save and stop editing there, then try again")]
    Locked {
        /// The store.
        location: String,
    },
    /// No room.
    #[error("the disk of {location} is full; nothing was written")]
    Full {
        /// The store.
        location: String,
    },
    /// Damaged inside.
    #[error("{location} is damaged: {source}; restore a backup, and keep the damaged file")]
    Corrupt {
        /// The store.
        location: String,
        /// What the database said.
        source: Source,
    },
    /// A table or column is gone.
    #[error("{location} lacks a table or column that cercania needs: {source}; was it changed by another program?")]
    Altered {
        /// The store.
        location: String,
        /// What the database said.
        source: Source,
    },
    /// A constraint or trigger said no.
    #[error("{location} refused a row: {source}; nothing was written")]
    Refused {
        /// The store.
        location: String,
        /// What the database said.
        source: Source,
    },
    /// The file system failed.
    #[error("cannot read or write {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database's server does not answer, or ended the connection.
    #[error("{location} cannot be reached; what was loaded is still served, edits have to wait")]
    Unreachable {
        /// The store.
        location: String,
    },
    /// The connection ended while a commit was on its way.
    #[error("{location} was lost during a commit; whether it was written is not known: look at the log first")]
    Unsure {
        /// The store.
        location: String,
    },
    /// Another file has the store's name now.
    #[error("{location} was replaced by another file while it was open; nothing was written; start the service again")]
    Replaced {
        /// The store.
        location: String,
    },
    /// Not the address of a database.
    #[error("the address of the database is not understood ({reason}); give postgresql://user@host/database")]
    DatabaseUrl {
        /// What is wrong with it; never the address itself, which may hold a password.
        reason: Box<str>,
    },
    /// A server from before what the store needs.
    #[error("{location} is PostgreSQL {found}; cercania needs 12 or later")]
    ServerTooOld {
        /// The store.
        location: String,
        /// Its version.
        found: Box<str>,
    },
    /// Plain PostgreSQL.
    #[error(
        "{location} has no PostGIS; install it on the server and run CREATE EXTENSION postgis as its administrator"
    )]
    PostgisMissing {
        /// The store.
        location: String,
    },
    /// Anything else.
    #[error("{location} failed: {source}")]
    Database {
        /// The store.
        location: String,
        /// What the database said.
        source: Source,
    },
}

impl Explain for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "store-missing",
            Self::FolderMissing { .. } => "store-folder-missing",
            Self::Exists { .. } => "store-exists",
            Self::NotAFile { .. } => "store-not-a-file",
            Self::NotGeoPackage { .. } => "store-not-geopackage",
            Self::NotOurs { .. } => "store-not-ours",
            Self::Newer { .. } => "store-newer",
            Self::Older { .. } => "store-older",
            Self::ReadOnly { .. } => "store-read-only",
            Self::Forbidden { .. } => "store-forbidden",
            Self::Locked { .. } => "store-locked",
            Self::Full { .. } => "store-full",
            Self::Corrupt { .. } => "store-corrupt",
            Self::Altered { .. } => "store-altered",
            Self::Refused { .. } => "store-refused",
            Self::File { .. } => "store-file",
            Self::Unreachable { .. } => "store-unreachable",
            Self::Unsure { .. } => "store-unsure",
            Self::Replaced { .. } => "store-replaced",
            Self::DatabaseUrl { .. } => "store-database-url",
            Self::ServerTooOld { .. } => "store-server-too-old",
            Self::PostgisMissing { .. } => "store-postgis-missing",
            Self::Database { .. } => "store-database",
        }
    }

    fn params(&self) -> Params {
        let mut params = vec![("location", self.location())];
        match self {
            Self::Newer { found, known, .. } | Self::Older { found, known, .. } => {
                params.push(("found", found.to_string()));
                params.push(("known", known.to_string()));
            }
            Self::Corrupt { source, .. }
            | Self::Altered { source, .. }
            | Self::Refused { source, .. }
            | Self::Database { source, .. } => params.push(("detail", source.to_string())),
            Self::File { source, .. } => params.push(("detail", source.to_string())),
            Self::DatabaseUrl { reason } => params.push(("detail", reason.to_string())),
            Self::ServerTooOld { found, .. } => params.push(("found", found.to_string())),
            _ => {}
        }
        params
    }
}

impl StoreError {
    fn location(&self) -> String {
        match self {
            Self::Missing { path }
            | Self::FolderMissing { path }
            | Self::Exists { path }
            | Self::NotAFile { path }
            | Self::NotGeoPackage { path }
            | Self::NotOurs { path }
            | Self::Newer { path, .. }
            | Self::Older { path, .. }
            | Self::File { path, .. } => path.display().to_string(),
            Self::ReadOnly { location }
            | Self::Forbidden { location }
            | Self::Locked { location }
            | Self::Full { location }
            | Self::Corrupt { location, .. }
            | Self::Altered { location, .. }
            | Self::Refused { location, .. }
            | Self::Unreachable { location }
            | Self::Unsure { location }
            | Self::Replaced { location }
            | Self::ServerTooOld { location, .. }
            | Self::PostgisMissing { location }
            | Self::Database { location, .. } => location.clone(),
            Self::DatabaseUrl { .. } => String::new(),
        }
    }
}
