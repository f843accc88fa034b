//! Everything that the store holds, record by record, and back.

use postgres::Transaction;
use postgres::types::{ToSql, Type};

use super::super::archive::{ArchiveError, Cell, Record};
use super::connection::Connections;
use super::read::each;
use super::rows::{Stored, Value, cells, columns, logged_cells, width};
use super::sql::names;
use crate::domain::date::Date;
use crate::domain::register::RegisterName;
use crate::files::geopackage::wkb;
use geo::{Geometry, MultiPolygon};

/// So many records are sent in one statement.
const PIECE: usize = 10_000;

/// Why records stopped.
enum Ended {
    Database(postgres::Error),
    Archive(ArchiveError),
}

impl From<postgres::Error> for Ended {
    fn from(error: postgres::Error) -> Self {
        Self::Database(error)
    }
}

impl From<ArchiveError> for Ended {
    fn from(error: ArchiveError) -> Self {
        Self::Archive(error)
    }
}

impl Ended {
    fn told(self, connections: &Connections) -> ArchiveError {
        match self {
            Self::Database(error) => connections.error(error).into(),
            Self::Archive(error) => error,
        }
    }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

type Into<'a> = &'a mut dyn FnMut(Record) -> Result<(), ArchiveError>;

pub(super) fn archive(connections: &Connections, into: Into<'_>) -> Result<(), ArchiveError> {
    let mut ended = Ok(());
    connections.read(|transaction| {
        match give(transaction, into) {
            Err(Ended::Database(error)) => return Err(error),
            Err(Ended::Archive(error)) => ended = Err(error),
            Ok(()) => {}
        }
        Ok(())
    })?;
    ended
}

fn give(transaction: &mut Transaction<'_>, into: Into<'_>) -> Result<(), Ended> {
    each::<Ended>(transaction, "SELECT key, value, revision FROM settings ORDER BY key", &mut |row| {
        Ok(into(Record::Setting { key: row.try_get(0)?, value: row.try_get(1)?, revision: unsigned(row.try_get(2)?) })?)
    })?;
    for register in RegisterName::ALL {
        let sql = format!("SELECT {} FROM {register} AS t ORDER BY fid", cells(register, "t"));
        each::<Ended>(transaction, &sql, &mut |row| {
            let stored = Stored::new(register, row, 0);
            let (fid, revision) = (stored.fid().unwrap_or(0), stored.revision());
            Ok(into(Record::Row { register, fid, revision, cells: archived(&stored) })?)
        })?;
    }
    let sql = "SELECT revision, (extract(epoch FROM made_at) * 1000000)::bigint, author, action, undoes
        FROM edits ORDER BY revision";
    each::<Ended>(transaction, sql, &mut |row| {
        let time = jiff::Timestamp::from_microsecond(row.try_get(1)?).unwrap_or_default();
        Ok(into(Record::Edit {
            revision: unsigned(row.try_get(0)?),
            time: time.to_string(),
            author: row.try_get(2)?,
            action: row.try_get(3)?,
            undoes: row.try_get::<_, Option<i64>>(4)?.map(unsigned),
        })?)
    })?;
    for register in RegisterName::ALL {
        let sql = format!(
            "SELECT t.revision, t.operation, {} FROM {register}_log AS t ORDER BY entry",
            logged_cells(register, "t")
        );
        each::<Ended>(transaction, &sql, &mut |row| {
            let stored = Stored::new(register, row, 2);
            let operation: String = row.try_get(1)?;
            let cells = (operation != "create").then(|| archived(&stored));
            let (revision, fid) = (unsigned(row.try_get(0)?), stored.fid().unwrap_or(0));
            Ok(into(Record::LoggedRow { revision, register, fid, operation, cells })?)
        })?;
    }
    each::<Ended>(transaction, "SELECT revision, key, value FROM settings_log ORDER BY entry", &mut |row| {
        let revision = unsigned(row.try_get(0)?);
        Ok(into(Record::LoggedSetting { revision, key: row.try_get(1)?, value: row.try_get(2)? })?)
    })?;
    let revision = super::schema::revision(transaction)?;
    let mut fids = [0; 3];
    for (fid, register) in fids.iter_mut().zip(RegisterName::ALL) {
        let sql = format!("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {register}_fid_seq");
        *fid = transaction.query_typed_one(&sql, &[])?.try_get(0)?;
    }
    Ok(into(Record::Counter { revision, fids })?)
}

/// Geometry, id and columns.
fn archived(stored: &Stored<'_>) -> Vec<Cell> {
    (1..width(stored.register) - 1)
        .map(|at| match stored.value(at) {
            Value::Null | Value::Other => Cell::Null,
            Value::Integer(number) => Cell::Integer(number),
            Value::Real(number) => Cell::Real(number),
            Value::Text(text) => Cell::Text(text.into()),
            Value::Bytes(bytes) => Cell::Geometry(bytes.into()),
        })
        .collect()
}

pub(super) fn restore(
    connections: &Connections,
    records: &mut dyn Iterator<Item = Result<Record, ArchiveError>>,
) -> Result<(), ArchiveError> {
    let mut client = connections.get()?;
    let run = || -> Result<(), Ended> {
        let mut transaction = client.transaction()?;
        begin(&mut transaction, &connections.location)?;
        let mut taking = Taking { transaction: &mut transaction, pending: None };
        for record in records {
            taking.take(record?)?;
        }
        taking.send()?;
        finish(&mut transaction)?;
        Ok(transaction.commit()?)
    };
    run().map_err(|ended: Ended| ended.told(connections))
}

const TABLES: [&str; 4] = ["settlements", "kitchens", "households", "settings"];

fn begin(transaction: &mut Transaction<'_>, location: &str) -> Result<(), Ended> {
    let revision: i64 = transaction.query_one("SELECT revision FROM cercania_meta FOR UPDATE", &[])?.try_get(0)?;
    if revision != 0 {
        return Err(ArchiveError::NotEmpty { location: location.to_owned() }.into());
    }
    // What was logged there is restored as it was logged.
    for table in TABLES {
        transaction.batch_execute(&format!("ALTER TABLE {table} DISABLE TRIGGER USER"))?;
    }
    Ok(())
}

fn finish(transaction: &mut Transaction<'_>) -> Result<(), Ended> {
    for register in RegisterName::ALL {
        // A row was last written by the entry before the one that has it as it was.
        transaction.batch_execute(&format!(
            "UPDATE {register}_log AS l SET row_revision = p.revision FROM
             (SELECT entry, lag(revision) OVER (PARTITION BY fid ORDER BY entry) AS revision FROM {register}_log) AS p
             WHERE l.entry = p.entry AND l.operation <> 'create' AND l.row_revision IS NULL"
        ))?;
    }
    for table in TABLES {
        transaction.batch_execute(&format!("ALTER TABLE {table} ENABLE TRIGGER USER"))?;
    }
    let notify = "SELECT pg_notify('cercania', (SELECT revision FROM cercania_meta)::text)";
    transaction.batch_execute(notify)?;
    Ok(())
}

/// Records of one table on their way into it, as columns of text and, for a geometry, of bytes.
struct Piece {
    register: RegisterName,
    logged: bool,
    geometries: Vec<Option<Vec<u8>>>,
    texts: Vec<Vec<Option<String>>>,
}

struct Taking<'a, 'b> {
    transaction: &'a mut Transaction<'b>,
    pending: Option<Piece>,
}

impl Taking<'_, '_> {
    fn take(&mut self, record: Record) -> Result<(), Ended> {
        match record {
            Record::Setting { key, value, revision } => {
                let sql = "INSERT INTO settings (key, value, revision) VALUES ($1, $2, $3)";
                self.transaction.execute(sql, &[&key, &value, &signed(revision)])?;
            }
            Record::Row { register, fid, revision, cells } => {
                let (geometry, mut texts) = sent(register, fid, cells, false)?;
                texts.push(Some(fid.to_string()));
                texts.push(Some(revision.to_string()));
                self.add(register, false, geometry, texts)?;
            }
            Record::Edit { revision, time, author, action, undoes } => {
                self.send()?;
                let sql = "INSERT INTO edits VALUES ($1, $2::text::timestamptz, $3, $4, $5)";
                let undoes = undoes.map(signed);
                self.transaction.execute(sql, &[&signed(revision), &time, &author, &action, &undoes])?;
            }
            Record::LoggedRow { revision, register, fid, operation, cells } => {
                let (geometry, mut texts) = match cells {
                    Some(cells) => sent(register, fid, cells, true)?,
                    None => (None, vec![None; columns(register).len() + 1]),
                };
                texts.extend([Some(fid.to_string()), Some(revision.to_string()), Some(operation)]);
                self.add(register, true, geometry, texts)?;
            }
            Record::LoggedSetting { revision, key, value } => {
                self.send()?;
                let sql = "INSERT INTO settings_log (revision, key, value) VALUES ($1, $2, $3)";
                self.transaction.execute(sql, &[&signed(revision), &key, &value])?;
            }
            Record::Counter { revision, fids } => {
                self.send()?;
                self.transaction.execute("UPDATE cercania_meta SET revision = $1", &[&signed(revision)])?;
                for (fid, register) in fids.into_iter().zip(RegisterName::ALL) {
                    if fid > 0 {
                        let sql = format!("SELECT setval('{register}_fid_seq', $1)");
                        self.transaction.query_typed(&sql, &[(&fid, Type::INT8)])?;
                    }
                }
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        register: RegisterName,
        logged: bool,
        geometry: Option<Vec<u8>>,
        texts: Vec<Option<String>>,
    ) -> Result<(), Ended> {
        let full =
            |piece: &Piece| piece.geometries.len() >= PIECE || (piece.register, piece.logged) != (register, logged);
        if self.pending.as_ref().is_some_and(full) {
            self.send()?;
        }
        let width = texts.len();
        let piece = self.pending.get_or_insert_with(|| Piece {
            register,
            logged,
            geometries: Vec::new(),
            texts: vec![Vec::new(); width],
        });
        piece.geometries.push(geometry);
        for (column, text) in piece.texts.iter_mut().zip(texts) {
            column.push(text);
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), Ended> {
        let Some(Piece { register, logged, geometries, texts }) = self.pending.take() else { return Ok(()) };
        let marks: Vec<String> = (1..=texts.len() + 1).map(|at| format!("${at}")).collect();
        let typed: Vec<String> =
            columns(register).iter().map(|column| format!("{}::{}", column.name, column.sql_type)).collect();
        let (names, typed, marks) = (names(register), typed.join(", "), marks.join(", "));
        let sql = if logged {
            format!(
                "INSERT INTO {register}_log (geom, {names}, fid, revision, operation)
                 SELECT geom, id, {typed}, fid::bigint, revision::bigint, operation
                 FROM unnest({marks}) WITH ORDINALITY AS u(geom, {names}, fid, revision, operation, at) ORDER BY at"
            )
        } else {
            format!(
                "INSERT INTO {register} (geom, {names}, fid, revision)
                 SELECT ST_GeomFromWKB(geom, 4326), id, {typed}, fid::bigint, revision::bigint
                 FROM unnest({marks}) AS u(geom, {names}, fid, revision)"
            )
        };
        let mut parameters: Vec<(&(dyn ToSql + Sync), Type)> = vec![(&geometries, Type::BYTEA_ARRAY)];
        parameters.extend(texts.iter().map(|column| (column as &(dyn ToSql + Sync), Type::TEXT_ARRAY)));
        self.transaction.execute_typed(&sql, &parameters)?;
        Ok(())
    }
}

/// Geometry, and id and columns as text; an error names the first cell that this store has no place for.
#[expect(clippy::type_complexity, reason = "said once")]
fn sent(
    register: RegisterName,
    row: i64,
    cells: Vec<Cell>,
    logged: bool,
) -> Result<(Option<Vec<u8>>, Vec<Option<String>>), ArchiveError> {
    let wrong = |column: &str| ArchiveError::Cell { register, row, column: column.to_owned() };
    let mut cells = cells.into_iter();
    let geometry = match cells.next() {
        Some(Cell::Geometry(bytes)) if logged => Some(bytes),
        Some(Cell::Geometry(bytes)) => Some(canonical(register, bytes).ok_or_else(|| wrong("geom"))?),
        Some(Cell::Null) | None if logged || register == RegisterName::Households => None,
        _ => return Err(wrong("geom")),
    };
    let mut texts = Vec::with_capacity(columns(register).len() + 3);
    let named = std::iter::once(("id", "text")).chain(columns(register).iter().map(|each| (each.name, each.sql_type)));
    for (name, sql_type) in named {
        texts.push(match (cells.next(), sql_type) {
            (Some(Cell::Null) | None, _) => None,
            (Some(Cell::Text(text)), "text") if !text.contains('\0') => Some(text),
            (Some(Cell::Text(text)), "date") if Date::parse(&text).is_ok() => Some(text),
            (Some(Cell::Text(text)), "date") if text.is_empty() => None,
            (Some(Cell::Integer(number)), "integer" | "bigint" | "double precision") => Some(number.to_string()),
            (Some(Cell::Real(number)), "double precision") => Some(number.to_string()),
            _ => return Err(wrong(name)),
        });
    }
    Ok((geometry, texts))
}

/// A geometry of the kind that the register's column takes, or the one that means the same.
fn canonical(register: RegisterName, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    match (register, wkb::decode(&bytes).ok()?) {
        (RegisterName::Settlements, Some(Geometry::MultiPolygon(_)))
        | (RegisterName::Kitchens | RegisterName::Households, Some(Geometry::Point(_)) | None) => return Some(bytes),
        (RegisterName::Settlements, Some(Geometry::Polygon(polygon))) => {
            wkb::encode_multi_polygon(&MultiPolygon(vec![polygon]), &mut out);
        }
        (RegisterName::Kitchens | RegisterName::Households, Some(Geometry::MultiPoint(points)))
            if points.0.len() == 1 =>
        {
            wkb::encode_point(points.0.first()?.0, &mut out);
        }
        _ => return None,
    }
    Some(out)
}
