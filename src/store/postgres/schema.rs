//! The schema and its versions: each migration runs once, in order, under a lock that two servers starting together share.

use postgres::{Client, GenericClient, Transaction};

use super::super::StoreError;
use super::connection::Connections;
use super::rows::columns;
use crate::domain::register::RegisterName;

/// The first version here: versions count with the `GeoPackage`'s.
const FIRST: i32 = 2;
/// The schema version that this program writes.
const KNOWN: i32 = 2;
/// The oldest server, as it numbers itself: 12.
const OLDEST: i32 = 120_000;
/// The number of our lock among a database's advisory locks: "cercania" as bytes.
const LOCK: i64 = 0x6365_7263_616e_6961;

/// What is in a database.
struct Found {
    /// The schema version; `None` where there is no store.
    version: Option<i32>,
}

/// Opens what is there, bringing an earlier version up to date; makes it where there is nothing and `create` says so.
pub(super) fn open(connections: &Connections, client: &mut Client, create: bool) -> Result<(), StoreError> {
    let location = &connections.location;
    let error = |source| connections.error(source);
    let server =
        client.query_one("SELECT current_setting('server_version_num')::int, current_setting('server_version')", &[]);
    let server = server.map_err(error)?;
    if server.get::<_, i32>(0) < OLDEST {
        let found: &str = server.get(1);
        return Err(StoreError::ServerTooOld { location: location.clone(), found: found.into() });
    }
    match look(client).map_err(error)?.version {
        Some(KNOWN) => return Ok(()),
        None if !create => return Err(StoreError::Missing { path: location.into() }),
        Some(found) if found > KNOWN => {
            return Err(StoreError::Newer { path: location.into(), found: found.into(), known: KNOWN.into() });
        }
        _ => {}
    }
    let mut transaction = client.transaction().map_err(error)?;
    // Another server may take seconds to make it.
    transaction.batch_execute("SET LOCAL lock_timeout = '60s'").map_err(error)?;
    transaction.query_one("SELECT pg_advisory_xact_lock($1)::text", &[&LOCK]).map_err(error)?;
    // Asked again under the lock: two servers may start together.
    if look(&mut transaction).map_err(error)?.version.is_none() {
        let postgis = postgis(connections, &mut transaction)?;
        create_all(&mut transaction, &postgis).map_err(error)?;
    }
    transaction.commit().map_err(error)
}

fn look(client: &mut impl GenericClient) -> Result<Found, postgres::Error> {
    let there = "SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'cercania_meta' AND relkind = 'r'
        AND relnamespace = current_schema()::regnamespace";
    if client.query_opt(there, &[])?.is_none() {
        return Ok(Found { version: None });
    }
    let row = client.query_one("SELECT schema_version FROM cercania_meta", &[])?;
    Ok(Found { version: Some(row.get(0)) })
}

/// The schema that has PostGIS's functions, quoted.
fn postgis(connections: &Connections, transaction: &mut Transaction<'_>) -> Result<String, StoreError> {
    let missing = || StoreError::PostgisMissing { location: connections.location.clone() };
    let find = "SELECT quote_ident(nspname) FROM pg_catalog.pg_extension JOIN pg_catalog.pg_namespace AS n
        ON n.oid = extnamespace WHERE extname = 'postgis'";
    if let Some(row) = transaction.query_opt(find, &[]).map_err(|error| connections.error(error))? {
        return Ok(row.get(0));
    }
    // Not there, or not for this user to make: both need the administrator.
    transaction.batch_execute("CREATE EXTENSION postgis").map_err(|error| match connections.error(error) {
        unreachable @ StoreError::Unreachable { .. } => unreachable,
        _ => missing(),
    })?;
    transaction.query_one(find, &[]).map(|row| row.get(0)).map_err(|error| connections.error(error))
}

fn create_all(transaction: &mut Transaction<'_>, postgis: &str) -> Result<(), postgres::Error> {
    let schema: String = transaction.query_one("SELECT quote_ident(current_schema())", &[])?.get(0);
    let placed = |sql: &str| sql.replace("{schema}", &schema).replace("{postgis}", postgis);
    transaction.batch_execute(&placed(include_str!("../schema/002_postgres.sql")))?;
    let triggers = placed(include_str!("../schema/002_postgres_triggers.sql"));
    for (register, letter) in RegisterName::ALL.into_iter().zip(["S", "K", "H"]) {
        let list = |each: &dyn Fn(&super::rows::Column) -> String| {
            columns(register).iter().map(each).collect::<Vec<_>>().join(", ")
        };
        let sql = placed(include_str!("../schema/002_postgres_register.sql"))
            .replace("{table}", register.as_str())
            .replace("{letter}", letter)
            .replace("{columns}", &list(&|column| column.name.to_owned()))
            .replace("{old_columns}", &list(&|column| format!("was.{}", column.name)))
            .replace("{typed_columns}", &list(&|column| format!("{} {}", column.name, column.sql_type)));
        transaction.batch_execute(&sql)?;
        let missing_id = "NEW.id IS NULL OR ";
        transaction
            .batch_execute(&triggers.replace("{table}", register.as_str()).replace("{missing_id}", missing_id))?;
    }
    transaction.batch_execute(&triggers.replace("{table}", "settings").replace("{missing_id}", ""))?;
    transaction.execute("UPDATE cercania_meta SET schema_version = $1", &[&FIRST])?;
    Ok(())
}

/// The counter that every commit that changes something raises.
pub(super) fn revision(client: &mut impl GenericClient) -> Result<u64, postgres::Error> {
    let row = client.query_typed("SELECT revision FROM cercania_meta", &[])?;
    let revision: i64 = row.first().map(|row| row.try_get(0)).transpose()?.unwrap_or(0);
    Ok(u64::try_from(revision).unwrap_or(0))
}
