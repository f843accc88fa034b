//! Connections: a pool of them, how each is set up, and what went wrong in the store's words.

use std::fmt;
use std::time::Duration;

use postgres::error::SqlState;
use postgres::{Client, Config, IsolationLevel, Transaction};
use r2d2_postgres::PostgresConnectionManager;
use r2d2_postgres::r2d2::{self, CustomizeConnection, NopErrorHandler, Pool, PooledConnection};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::StoreError;
use super::address::Address;
use super::tls;

type Manager = PostgresConnectionManager<MakeRustlsConnect>;

/// More than a service of one machine's threads has use for; a server allows 100 by default.
const MOST: u32 = 10;
/// How long a call waits for a connection.
const PATIENCE: Duration = Duration::from_secs(3);

/// Every session: how long it waits for a lock, a statement takes, and a transaction may sleep if we die unseen; plans that
/// are worth compiling are none of ours; days as ISO writes them; and a commit that is answered is on disk, whatever the
/// server's default. PostGIS may be in a schema of its own.
const SESSION: &str = "SET lock_timeout = '5s'; SET statement_timeout = '15min';
    SET idle_in_transaction_session_timeout = '1min'; SET jit = off; SET datestyle = 'ISO, YMD'; SET timezone = 'UTC';
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
    SELECT set_config('search_path', current_setting('search_path') || ', ' || quote_ident(nspname), false)
    FROM pg_catalog.pg_extension JOIN pg_catalog.pg_namespace AS n ON n.oid = extnamespace WHERE extname = 'postgis'";

/// Connections to one database.
pub(super) struct Connections {
    config: Config,
    tls: MakeRustlsConnect,
    pool: Pool<Manager>,
    pub location: String,
}

#[derive(Debug)]
struct Session;

impl CustomizeConnection<Client, postgres::Error> for Session {
    fn on_acquire(&self, client: &mut Client) -> Result<(), postgres::Error> {
        client.batch_execute(SESSION)
    }
}

impl Connections {
    /// Knows the database; nothing is connected yet.
    pub(super) fn new(address: Address) -> Result<Self, StoreError> {
        let Address { config, trust, location } = address;
        let tls = tls::connector(&trust)?;
        let pool = Pool::builder()
            .max_size(MOST)
            .min_idle(Some(0))
            .connection_timeout(PATIENCE)
            .connection_customizer(Box::new(Session))
            // What goes wrong is told to who asked for a connection.
            .error_handler(Box::new(NopErrorHandler))
            .build_unchecked(Manager::new(config.clone(), tls.clone()));
        Ok(Self { config, tls, pool, location })
    }

    /// A connection of the pool.
    pub(super) fn get(&self) -> Result<PooledConnection<Manager>, StoreError> {
        self.pool.get().map_err(|_: r2d2::Error| StoreError::Unreachable { location: self.location.clone() })
    }

    /// A connection outside the pool, for one's own; it tells why there is none.
    pub(super) fn own(&self) -> Result<Client, StoreError> {
        let mut client = self.config.connect(self.tls.clone()).map_err(|error| self.error(error))?;
        client.batch_execute(SESSION).map_err(|error| self.error(error))?;
        Ok(client)
    }

    /// Runs `look` on what one commit left.
    pub(super) fn read<T>(
        &self,
        look: impl FnOnce(&mut Transaction<'_>) -> Result<T, postgres::Error>,
    ) -> Result<T, StoreError> {
        let mut client = self.get()?;
        let run = |client: &mut Client| {
            let snapshot = client.build_transaction().read_only(true).isolation_level(IsolationLevel::RepeatableRead);
            let mut transaction = snapshot.start()?;
            let found = look(&mut transaction)?;
            transaction.commit()?;
            Ok(found)
        };
        run(&mut client).map_err(|error| self.error(error))
    }

    /// Another program took triggers away.
    pub(super) fn without_triggers(&self) -> StoreError {
        let said = Said("triggers are missing or off; `cercania check` names them".to_owned());
        StoreError::Altered { location: self.location.clone(), source: Box::new(said) }
    }

    /// An error in the store's words.
    #[expect(clippy::needless_pass_by_value, reason = "it ends here")]
    pub(super) fn error(&self, error: postgres::Error) -> StoreError {
        let location = self.location.clone();
        let Some(database) = error.as_db_error() else {
            let source = std::error::Error::source(&error);
            let untrusted = source.and_then(|source| source.downcast_ref::<std::io::Error>()).is_some_and(|error| {
                error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
            });
            if !untrusted && (error.is_closed() || source.is_some_and(<dyn std::error::Error>::is::<std::io::Error>)) {
                return StoreError::Unreachable { location };
            }
            let said = source.map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
            return StoreError::Database { location, source: Box::new(Said(said)) };
        };
        let said: Box<Said> = Box::new(Said(database.message().to_owned()));
        let code = database.code();
        match code.code().get(..2).unwrap_or_default() {
            "08" => StoreError::Unreachable { location },
            "28" => StoreError::Forbidden { location },
            "22" | "23" | "P0" | "0A" => StoreError::Refused { location, source: said },
            "XX" if *code != SqlState::INTERNAL_ERROR => StoreError::Corrupt { location, source: said },
            _ => match *code {
                SqlState::ADMIN_SHUTDOWN
                | SqlState::CRASH_SHUTDOWN
                | SqlState::CANNOT_CONNECT_NOW
                | SqlState::TOO_MANY_CONNECTIONS
                | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
                | SqlState::QUERY_CANCELED => StoreError::Unreachable { location },
                SqlState::LOCK_NOT_AVAILABLE
                | SqlState::T_R_DEADLOCK_DETECTED
                | SqlState::T_R_SERIALIZATION_FAILURE => StoreError::Locked { location },
                SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly { location },
                SqlState::INSUFFICIENT_PRIVILEGE => StoreError::Forbidden { location },
                SqlState::DISK_FULL => StoreError::Full { location },
                SqlState::UNDEFINED_TABLE
                | SqlState::UNDEFINED_COLUMN
                | SqlState::UNDEFINED_FUNCTION
                | SqlState::UNDEFINED_OBJECT
                | SqlState::INVALID_SCHEMA_NAME => StoreError::Altered { location, source: said },
                _ => StoreError::Database { location, source: said },
            },
        }
    }
}

/// Whether the same transaction may succeed if it is tried again.
pub(super) fn is_passing(error: &postgres::Error) -> bool {
    matches!(error.code(), Some(&SqlState::T_R_DEADLOCK_DETECTED | &SqlState::T_R_SERIALIZATION_FAILURE))
}

/// The database's own line: never the statement.
#[derive(Debug)]
struct Said(String);

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Said {}
