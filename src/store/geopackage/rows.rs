//! Rows of the registers' tables, to and from the domain's values.

use geo::{Geometry, MultiPolygon};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Row, Statement, ToSql};

use super::super::{Findings, RowFinding, RowProblem, StoreFinding};
use crate::domain::date::Date;
use crate::domain::household::{FixedAssignment, Household};
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenKind, KitchenStatus};
use crate::domain::position::Position;
use crate::domain::register::RegisterName;
use crate::domain::settlement::{Boundary, Settlement};
use crate::domain::units::{Metres, Persons};
use crate::files::geopackage::blob;

type Field<T> = Result<T, Box<RowFinding>>;

/// A row of a register: its columns are `fid`, `geom`, `id`, [`StoredRow::COLUMNS`] and `revision`.
pub(super) trait StoredRow: Sized + PartialEq + Send {
    /// Where it is kept.
    const TABLE: RegisterName;
    /// Its columns, besides those that every register has.
    const COLUMNS: &'static [&'static str];

    /// Its id.
    fn id(&self) -> &Id;

    /// The row's value.
    ///
    /// `findings` takes what is wrong without making the row useless.
    fn read(cells: &Cells<'_>, findings: &mut Findings) -> Field<Self>;

    /// Replaces `out` with the geometry's blob; `false` where there is none.
    fn geometry(&self, out: &mut Vec<u8>) -> bool;

    /// Binds [`StoredRow::COLUMNS`] from the third parameter on.
    fn bind(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()>;
}

/// The cells of one row, by their place: 0 is `fid`, 1 `geom`, 2 `id`.
pub(super) struct Cells<'a> {
    pub table: RegisterName,
    pub columns: &'static [&'static str],
    pub row: &'a Row<'a>,
}

impl<'a> Cells<'a> {
    fn value(&self, at: usize) -> ValueRef<'a> {
        self.row.get_ref(at).unwrap_or(ValueRef::Null)
    }

    fn column(&self, at: usize) -> &'static str {
        match at {
            0 => "fid",
            1 => "geom",
            2 => "id",
            _ => self.columns.get(at - 3).copied().unwrap_or("?"),
        }
    }

    #[cold]
    #[expect(clippy::unnecessary_box_returns, reason = "every result that carries one stays small")]
    fn problem(&self, at: usize, problem: impl Into<RowProblem>) -> Box<RowFinding> {
        let shown = |at| match self.value(at) {
            ValueRef::Null => String::new(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).chars().take(60).collect(),
            ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
        };
        Box::new(RowFinding {
            table: self.table,
            fid: self.value(0).as_i64().ok(),
            id: Some(shown(2)).filter(|id| !id.is_empty()).map(Into::into),
            column: self.column(at),
            value: shown(at).into(),
            problem: problem.into(),
        })
    }

    fn text(&self, at: usize) -> Field<Option<&'a str>> {
        match self.value(at) {
            ValueRef::Null => Ok(None),
            ValueRef::Text(text) => std::str::from_utf8(text).map(Some).map_err(|_| self.problem(at, RowProblem::Type)),
            _ => Err(self.problem(at, RowProblem::Type)),
        }
    }

    /// Text, where empty text means none: so QGIS writes a cleared cell.
    fn word(&self, at: usize) -> Field<Option<&'a str>> {
        Ok(self.text(at)?.filter(|text| !text.is_empty()))
    }

    fn number(&self, at: usize) -> Field<Option<f64>> {
        match self.value(at) {
            ValueRef::Null => Ok(None),
            ValueRef::Real(number) => Ok(Some(number)),
            #[expect(clippy::cast_precision_loss, reason = "what is too great for a double is out of every range")]
            ValueRef::Integer(number) => Ok(Some(number as f64)),
            _ => Err(self.problem(at, RowProblem::Type)),
        }
    }

    fn whole(&self, at: usize) -> Field<Option<u32>> {
        match self.value(at) {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => {
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
        Id::parse(text).map_err(|error| self.problem(2, error))
    }

    fn reference(&self, at: usize) -> Field<Option<Id>> {
        self.word(at)?.map(|text| Id::parse(text).map_err(|error| self.problem(at, error))).transpose()
    }

    fn geometry(&self) -> Field<Option<Geometry<f64>>> {
        match self.value(1) {
            ValueRef::Null => Ok(None),
            ValueRef::Blob(bytes) => blob::decode(bytes).map_err(|error| self.problem(1, error)),
            _ => Err(self.problem(1, RowProblem::Type)),
        }
    }

    fn position(&self) -> Field<Option<Position>> {
        let point = match self.geometry()? {
            None => return Ok(None),
            Some(Geometry::Point(point)) => point,
            Some(Geometry::MultiPoint(points)) if points.0.len() == 1 => points.into_iter().next().unwrap_or_default(),
            Some(_) => return Err(self.problem(1, RowProblem::Kind("point"))),
        };
        Position::new(point.x(), point.y()).map(Some).map_err(|error| self.problem(1, error))
    }

    fn boundary(&self) -> Field<Option<Boundary>> {
        let polygons = match self.geometry()? {
            None => return Ok(None),
            Some(Geometry::MultiPolygon(polygons)) => polygons,
            Some(Geometry::Polygon(polygon)) => MultiPolygon(vec![polygon]),
            Some(_) => return Err(self.problem(1, RowProblem::Kind("polygon"))),
        };
        Boundary::new(polygons).map(Some).map_err(|error| self.problem(1, error))
    }
}

impl StoredRow for Settlement {
    const TABLE: RegisterName = RegisterName::Settlements;
    const COLUMNS: &'static [&'static str] = &["name"];

    fn id(&self) -> &Id {
        &self.id
    }

    fn read(cells: &Cells<'_>, _: &mut Findings) -> Field<Self> {
        Ok(Self {
            id: cells.id()?,
            name: cells.needed(3, cells.text(3)?)?.into(),
            boundary: cells.needed(1, cells.boundary()?)?,
        })
    }

    fn geometry(&self, out: &mut Vec<u8>) -> bool {
        blob::encode_multi_polygon(self.boundary.polygons(), out);
        true
    }

    fn bind(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()> {
        statement.raw_bind_parameter(3, &*self.name)
    }
}

impl StoredRow for Kitchen {
    const TABLE: RegisterName = RegisterName::Kitchens;
    const COLUMNS: &'static [&'static str] = &["name", "kind", "status", "address", "rations"];

    fn id(&self) -> &Id {
        &self.id
    }

    fn read(cells: &Cells<'_>, _: &mut Findings) -> Field<Self> {
        let kind = |text| {
            KitchenKind::parse(text).ok_or_else(|| cells.problem(4, RowProblem::Choice("comedor_popular, olla_comun")))
        };
        let status = cells.needed(5, cells.text(5)?)?;
        Ok(Self {
            id: cells.id()?,
            name: cells.needed(3, cells.text(3)?)?.into(),
            kind: cells.word(4)?.map(kind).transpose()?,
            status: KitchenStatus::parse(status).ok_or_else(|| cells.problem(5, RowProblem::Choice("open, closed")))?,
            address: cells.text(6)?.map(Into::into),
            rations: cells.whole(7)?,
            position: cells.needed(1, cells.position()?)?,
        })
    }

    fn geometry(&self, out: &mut Vec<u8>) -> bool {
        blob::encode_point(self.position.coord(), out);
        true
    }

    fn bind(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()> {
        statement.raw_bind_parameter(3, &*self.name)?;
        statement.raw_bind_parameter(4, self.kind.map(KitchenKind::as_str))?;
        statement.raw_bind_parameter(5, self.status.as_str())?;
        statement.raw_bind_parameter(6, self.address.as_deref())?;
        statement.raw_bind_parameter(7, self.rations)
    }
}

impl StoredRow for Household {
    const TABLE: RegisterName = RegisterName::Households;
    const COLUMNS: &'static [&'static str] = &[
        "code",
        "address",
        "persons",
        "accuracy_m",
        "declared_settlement_id",
        "fixed_kitchen_id",
        "fixed_reason",
        "closed_on",
    ];

    fn id(&self) -> &Id {
        &self.id
    }

    fn read(cells: &Cells<'_>, findings: &mut Findings) -> Field<Self> {
        let persons = |count| Persons::new(count).map_err(|error| cells.problem(5, error));
        let accuracy = |metres| Metres::non_negative(metres).map_err(|error| cells.problem(6, error));
        let date = |text| Date::parse(text).map_err(|error| cells.problem(10, error));
        let reason = cells.text(9)?;
        let fixed =
            cells.reference(8)?.map(|kitchen| Box::new(FixedAssignment { kitchen, reason: reason.map(Into::into) }));
        if fixed.is_none() && reason.is_some_and(|reason| !reason.is_empty()) {
            findings.note(StoreFinding::Row(cells.problem(8, RowProblem::Missing)));
        }
        Ok(Self {
            id: cells.id()?,
            code: cells.text(3)?.map(Into::into),
            address: cells.text(4)?.map(Into::into),
            persons: cells.number(5)?.map(persons).transpose()?,
            // A household is never dropped for its position: it counts as one without.
            position: cells.position().unwrap_or_else(|finding| {
                findings.note(StoreFinding::Row(finding));
                None
            }),
            accuracy: cells.number(6)?.map(accuracy).transpose()?,
            declared_settlement: cells.reference(7)?,
            fixed,
            closed_on: cells.word(10)?.map(date).transpose()?,
        })
    }

    fn geometry(&self, out: &mut Vec<u8>) -> bool {
        self.position.inspect(|position| blob::encode_point(position.coord(), out)).is_some()
    }

    fn bind(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()> {
        statement.raw_bind_parameter(3, self.code.as_deref())?;
        statement.raw_bind_parameter(4, self.address.as_deref())?;
        statement.raw_bind_parameter(5, self.persons.map(Persons::get))?;
        statement.raw_bind_parameter(6, self.accuracy.map(Metres::get))?;
        statement.raw_bind_parameter(7, self.declared_settlement.as_ref().map(Id::as_str))?;
        statement.raw_bind_parameter(8, self.fixed.as_ref().map(|fixed| fixed.kitchen.as_str()))?;
        statement.raw_bind_parameter(9, self.fixed.as_ref().and_then(|fixed| fixed.reason.as_deref()))?;
        statement.raw_bind_parameter(10, self.closed_on.map(Day))
    }
}

/// A day as text.
struct Day(Date);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}
