//! Rows of the registers' tables, to and from the domain's values.

use std::fmt::Write as _;

use geo::{Geometry, MultiPolygon};
use postgres::Row as Fetched;
use postgres::types::Type;

use super::super::{Findings, RowFinding, RowProblem, StoreFinding};
use crate::domain::change::Row;
use crate::domain::date::Date;
use crate::domain::household::{FixedAssignment, Household};
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenKind, KitchenStatus};
use crate::domain::position::Position;
use crate::domain::register::RegisterName;
use crate::domain::settlement::{Boundary, Settlement};
use crate::domain::units::{Metres, Persons};
use crate::files::geopackage::wkb;

type Field<T> = Result<T, Box<RowFinding>>;

/// A column of a register besides `fid`, `geom`, `id` and `revision`, with its type.
pub(super) struct Column {
    pub name: &'static str,
    pub sql_type: &'static str,
}

const fn column(name: &'static str, sql_type: &'static str) -> Column {
    Column { name, sql_type }
}

/// The columns of a register, in the schema's order.
pub(super) const fn columns(register: RegisterName) -> &'static [Column] {
    const SETTLEMENTS: &[Column] = &[column("name", "text")];
    const KITCHENS: &[Column] = &[
        column("name", "text"),
        column("kind", "text"),
        column("status", "text"),
        column("address", "text"),
        column("rations", "bigint"),
    ];
    const HOUSEHOLDS: &[Column] = &[
        column("code", "text"),
        column("address", "text"),
        column("persons", "integer"),
        column("accuracy_m", "double precision"),
        column("declared_settlement_id", "text"),
        column("fixed_kitchen_id", "text"),
        column("fixed_reason", "text"),
        column("closed_on", "date"),
    ];
    match register {
        RegisterName::Settlements => SETTLEMENTS,
        RegisterName::Kitchens => KITCHENS,
        RegisterName::Households => HOUSEHOLDS,
    }
}

/// How many cells [`cells`] gives of a row.
pub(super) const fn width(register: RegisterName) -> usize {
    columns(register).len() + 4
}

/// The cells that [`Stored::read`] expects, of the table with this alias: fid, geometry, id, columns, revision.
pub(super) fn cells(register: RegisterName, alias: &str) -> String {
    listed(register, alias, &format!("ST_AsBinary({alias}.geom)"), "revision")
}

/// The same of the register's log.
pub(super) fn logged_cells(register: RegisterName, alias: &str) -> String {
    listed(register, alias, &format!("{alias}.geom"), "row_revision")
}

fn listed(register: RegisterName, alias: &str, geometry: &str, revision: &str) -> String {
    let mut list = format!("{alias}.fid, {geometry}, {alias}.id");
    for column in columns(register) {
        let _ = write!(list, ", {alias}.{}", column.name);
        // As text it has no time zone and no type that the driver lacks.
        if column.sql_type == "date" {
            list.push_str("::text");
        }
    }
    let _ = write!(list, ", {alias}.{revision}");
    list
}

/// A cell as the driver gives it.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    /// Of a type that the schema does not have there.
    Other,
}

fn known<'v, T>(read: Result<Option<T>, postgres::Error>, value: impl FnOnce(T) -> Value<'v>) -> Value<'v> {
    match read {
        Ok(Some(found)) => value(found),
        Ok(None) => Value::Null,
        Err(_) => Value::Other,
    }
}

/// A row of a register's table or log.
#[derive(Clone, Copy)]
pub(super) struct Stored<'a> {
    pub register: RegisterName,
    row: &'a Fetched,
    /// Where its cells begin in the fetched row.
    start: usize,
}

impl<'a> Stored<'a> {
    pub(super) const fn new(register: RegisterName, row: &'a Fetched, start: usize) -> Self {
        Self { register, row, start }
    }

    pub(super) fn value(&self, at: usize) -> Value<'a> {
        let at = self.start + at;
        let Some(kind) = self.row.columns().get(at).map(postgres::Column::type_) else { return Value::Null };
        match *kind {
            Type::INT8 => known(self.row.try_get(at), Value::Integer),
            Type::INT4 => known(self.row.try_get::<_, Option<i32>>(at), |number| Value::Integer(number.into())),
            Type::FLOAT8 => known(self.row.try_get(at), Value::Real),
            Type::TEXT | Type::VARCHAR => known(self.row.try_get(at), Value::Text),
            Type::BYTEA => known(self.row.try_get(at), Value::Bytes),
            _ => Value::Other,
        }
    }

    pub(super) fn fid(&self) -> Option<i64> {
        match self.value(0) {
            Value::Integer(fid) => Some(fid),
            _ => None,
        }
    }

    /// The counter at which it was written.
    pub(super) fn revision(&self) -> u64 {
        match self.value(width(self.register) - 1) {
            Value::Integer(revision) => u64::try_from(revision).unwrap_or(0),
            _ => 0,
        }
    }

    /// The domain's value; `findings` takes what is wrong without making the row useless.
    pub(super) fn read(&self, findings: &mut Findings) -> Field<Row> {
        match self.register {
            RegisterName::Settlements => self.settlement().map(Row::Settlement),
            RegisterName::Kitchens => self.kitchen().map(Row::Kitchen),
            RegisterName::Households => self.household(findings).map(Row::Household),
        }
    }

    fn column(&self, at: usize) -> &'static str {
        match at {
            0 => "fid",
            1 => "geom",
            2 => "id",
            _ => columns(self.register).get(at - 3).map_or("?", |column| column.name),
        }
    }

    #[cold]
    #[expect(clippy::unnecessary_box_returns, reason = "every result that carries one stays small")]
    fn problem(&self, at: usize, problem: impl Into<RowProblem>) -> Box<RowFinding> {
        let shown = |at| match self.value(at) {
            Value::Null | Value::Other => String::new(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
            Value::Text(text) => text.chars().take(60).collect(),
            Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
        };
        Box::new(RowFinding {
            in_force: false,
            table: self.register,
            fid: self.fid(),
            id: Some(shown(2)).filter(|id| !id.is_empty()).map(Into::into),
            column: self.column(at),
            value: shown(at).into(),
            problem: problem.into(),
        })
    }

    fn text(&self, at: usize) -> Field<Option<&'a str>> {
        match self.value(at) {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            _ => Err(self.problem(at, RowProblem::Type)),
        }
    }

    /// Text, where empty text means none: so QGIS writes a cleared cell.
    fn word(&self, at: usize) -> Field<Option<&'a str>> {
        Ok(self.text(at)?.filter(|text| !text.is_empty()))
    }

    fn number(&self, at: usize) -> Field<Option<f64>> {
        match self.value(at) {
            Value::Null => Ok(None),
            Value::Real(number) => Ok(Some(number)),
            #[expect(clippy::cast_precision_loss, reason = "what is too great for a double is out of every range")]
            Value::Integer(number) => Ok(Some(number as f64)),
            _ => Err(self.problem(at, RowProblem::Type)),
        }
    }

    fn whole(&self, at: usize) -> Field<Option<u32>> {
        match self.value(at) {
            Value::Null => Ok(None),
            Value::Integer(number) => {
                u32::try_from(number).map(Some).map_err(|_| self.problem(at, RowProblem::Whole(u32::MAX)))
            }
            _ => Err(self.problem(at, RowProblem::Whole(u32::MAX))),
        }
    }

    fn needed<T>(&self, at: usize, value: Option<T>) -> Field<T> {
        value.ok_or_else(|| self.problem(at, RowProblem::Missing))
    }

    fn id(&self) -> Field<Id> {
        let text = self.needed(2, self.text(2)?)?;
        Id::parse_stored(text).map_err(|error| self.problem(2, error))
    }

    fn reference(&self, at: usize) -> Field<Option<Id>> {
        self.word(at)?.map(|text| Id::parse_stored(text).map_err(|error| self.problem(at, error))).transpose()
    }

    fn geometry(&self) -> Field<Option<Geometry<f64>>> {
        match self.value(1) {
            Value::Null => Ok(None),
            Value::Bytes(bytes) => wkb::decode(bytes).map_err(|error| self.problem(1, error)),
            _ => Err(self.problem(1, RowProblem::Type)),
        }
    }

    fn position(&self) -> Field<Option<Position>> {
        match self.geometry()? {
            None => Ok(None),
            Some(Geometry::Point(point)) => {
                Position::new(point.x(), point.y()).map(Some).map_err(|error| self.problem(1, error))
            }
            Some(_) => Err(self.problem(1, RowProblem::Kind("point"))),
        }
    }

    fn boundary(&self) -> Field<Option<Boundary>> {
        let polygons = match self.geometry()? {
            None => return Ok(None),
            Some(Geometry::MultiPolygon(polygons)) => polygons,
            Some(Geometry::Polygon(polygon)) => MultiPolygon(vec![polygon]),
            Some(_) => return Err(self.problem(1, RowProblem::Kind("polygon"))),
        };
        if polygons.0.is_empty() {
            return Ok(None);
        }
        Boundary::new(polygons).map(Some).map_err(|error| self.problem(1, error))
    }

    fn settlement(&self) -> Field<Settlement> {
        Ok(Settlement {
            id: self.id()?,
            name: self.needed(3, self.text(3)?)?.into(),
            boundary: self.needed(1, self.boundary()?)?,
        })
    }

    fn kitchen(&self) -> Field<Kitchen> {
        let kind = |text| {
            KitchenKind::parse(text).ok_or_else(|| self.problem(4, RowProblem::Choice("comedor_popular, olla_comun")))
        };
        let status = self.needed(5, self.text(5)?)?;
        Ok(Kitchen {
            id: self.id()?,
            name: self.needed(3, self.text(3)?)?.into(),
            kind: self.word(4)?.map(kind).transpose()?,
            status: KitchenStatus::parse(status).ok_or_else(|| self.problem(5, RowProblem::Choice("open, closed")))?,
            address: self.text(6)?.map(Into::into),
            rations: self.whole(7)?,
            position: self.needed(1, self.position()?)?,
        })
    }

    fn household(&self, findings: &mut Findings) -> Field<Household> {
        let persons = |count| Persons::new(count).map_err(|error| self.problem(5, error));
        let accuracy = |metres| Metres::non_negative(metres).map_err(|error| self.problem(6, error));
        let date = |text| Date::parse(text).map_err(|error| self.problem(10, error));
        let reason = self.text(9)?;
        let fixed =
            self.reference(8)?.map(|kitchen| Box::new(FixedAssignment { kitchen, reason: reason.map(Into::into) }));
        if fixed.is_none() && reason.is_some_and(|reason| !reason.is_empty()) {
            findings.note(StoreFinding::Row(self.problem(8, RowProblem::Missing)));
        }
        Ok(Household {
            id: self.id()?,
            code: self.text(3)?.map(Into::into),
            address: self.text(4)?.map(Into::into),
            persons: self.number(5)?.map(persons).transpose()?,
            // A household is never dropped for its position: it counts as one without.
            position: self.position().unwrap_or_else(|finding| {
                findings.note(StoreFinding::Row(finding));
                None
            }),
            accuracy: self.number(6)?.map(accuracy).transpose()?,
            declared_settlement: self.reference(7)?,
            fixed,
            closed_on: self.word(10)?.map(date).transpose()?,
        })
    }
}

/// A row as it is sent: the geometry as well-known binary, then id and columns as text that SQL casts.
pub(super) struct Sent {
    pub geometry: Option<Vec<u8>>,
    pub texts: Vec<Option<String>>,
}

impl From<&Row> for Sent {
    fn from(row: &Row) -> Self {
        let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
        let name = |id: &Id| id.as_str().to_owned();
        let point = |position: Position| {
            let mut out = Vec::with_capacity(21);
            wkb::encode_point(position.coord(), &mut out);
            out
        };
        let mut texts = vec![Some(name(row.id()))];
        let geometry = match row {
            Row::Settlement(row) => {
                texts.push(Some(row.name.clone().into()));
                let mut out = Vec::new();
                wkb::encode_multi_polygon(row.boundary.polygons(), &mut out);
                Some(out)
            }
            Row::Kitchen(row) => {
                texts.extend([
                    Some(row.name.clone().into()),
                    row.kind.map(|kind| kind.as_str().to_owned()),
                    Some(row.status.as_str().to_owned()),
                    text(&row.address),
                    row.rations.map(|rations| rations.to_string()),
                ]);
                Some(point(row.position))
            }
            Row::Household(row) => {
                texts.extend([
                    text(&row.code),
                    text(&row.address),
                    row.persons.map(|persons| persons.get().to_string()),
                    row.accuracy.map(|metres| metres.get().to_string()),
                    row.declared_settlement.as_ref().map(name),
                    row.fixed.as_ref().map(|fixed| name(&fixed.kitchen)),
                    row.fixed.as_ref().and_then(|fixed| text(&fixed.reason)),
                    row.closed_on.map(|day| day.to_string()),
                ]);
                row.position.map(point)
            }
        };
        Self { geometry, texts }
    }
}
