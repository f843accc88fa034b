//! The schema and its versions: each migration runs once, in order, under a lock that two servers starting together share.

use std::path::PathBuf;

use postgres::{Client, GenericClient, Transaction};

use super::super::StoreError;
use super::connection::Connections;
use super::rows::columns;
use crate::domain::register::RegisterName;

/// The schema version that this program writes, the first here: versions count with the `GeoPackage`'s.
const KNOWN: i32 = 2;
/// The oldest server, as it numbers itself: 12.
const OLDEST: i32 = 120_000;
/// The number of our lock among a database's advisory locks: "cercania" as bytes.
const LOCK: i64 = 0x6365_7263_616e_6961;

type Opened = Result<(), StoreError>;

/// Opens what is there, in the version that this program writes.
pub(super) fn open(connections: &Connections, client: &mut Client) -> Opened {
    // Version 2 is the first here, so that there is no earlier one to bring up to date.
    open_read_only(connections, client)
}

/// The same, without writing.
pub(super) fn open_read_only(connections: &Connections, client: &mut Client) -> Opened {
    match examine(connections, client)? {
        Some(_) => Ok(()),
        None => Err(StoreError::Missing { path: PathBuf::from(&connections.location) }),
    }
}

/// The same, making the tables where there are none.
pub(super) fn open_or_create(connections: &Connections, client: &mut Client) -> Opened {
    if examine(connections, client)?.is_some() {
        return Ok(());
    }
    let error = |source| connections.error(source);
    let mut transaction = client.transaction().map_err(error)?;
    // Another server may take seconds to make them.
    transaction.batch_execute("SET LOCAL lock_timeout = '60s'").map_err(error)?;
    transaction.query_one("SELECT pg_advisory_xact_lock($1)::text", &[&LOCK]).map_err(error)?;
    // Asked again under the lock: two servers may start together.
    if version(&mut transaction).map_err(error)?.is_none() {
        let postgis = postgis(connections, &mut transaction)?;
        create_all(&mut transaction, &postgis).map_err(error)?;
    }
    transaction.commit().map_err(error)
}

/// The schema version; an error where the server or the store is not one that this program works with.
fn examine(connections: &Connections, client: &mut Client) -> Result<Option<i32>, StoreError> {
    let location = &connections.location;
    let error = |source| connections.error(source);
    let sql = "SELECT current_setting('server_version_num')::int, current_setting('server_version')";
    let server = client.query_one(sql, &[]).map_err(error)?;
    if server.get::<_, i32>(0) < OLDEST {
        let found: &str = server.get(1);
        return Err(StoreError::ServerTooOld { location: location.clone(), found: found.into() });
    }
    let found = version(client).map_err(error)?;
    let (path, known) = (PathBuf::from(location), KNOWN.into());
    match found {
        Some(found) if found > KNOWN => Err(StoreError::Newer { path, found: found.into(), known }),
        Some(found) if found < KNOWN => Err(StoreError::Older { path, found: found.into(), known }),
        found => Ok(found),
    }
}

/// The schema version; `None` where there is no store.
fn version(client: &mut impl GenericClient) -> Result<Option<i32>, postgres::Error> {
    let there = "SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'cercania_meta' AND relkind = 'r'
        AND relnamespace = current_schema()::regnamespace";
    if client.query_opt(there, &[])?.is_none() {
        return Ok(None);
    }
    client.query_one("SELECT schema_version FROM cercania_meta", &[])?.try_get(0).map(Some)
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
    transaction.execute("UPDATE cercania_meta SET schema_version = $1", &[&KNOWN])?;
    Ok(())
}

/// The counter that every commit that changes something raises.
pub(super) fn revision(client: &mut impl GenericClient) -> Result<u64, postgres::Error> {
    let row = client.query_typed("SELECT revision FROM cercania_meta", &[])?;
    let revision: i64 = row.first().map(|row| row.try_get(0)).transpose()?.unwrap_or(0);
    Ok(u64::try_from(revision).unwrap_or(0))
}
