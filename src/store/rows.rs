//! Rows of the registers' tables, to and from the domain's values, the same in both stores.

use geo::{Geometry, MultiPolygon};

use super::{Findings, RowFinding, RowProblem, StoreFinding};
use crate::domain::change::Row;
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
pub(super) trait StoredRow: Sized + Clone + PartialEq + Send {
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

    /// Gives `put` the cell of each of [`StoredRow::COLUMNS`] with its place, which is 3 for the first of them.
    fn put<E>(&self, put: impl FnMut(usize, CellRef<'_>) -> Result<(), E>) -> Result<(), E>;

    /// As a row of any register.
    fn into_row(self) -> Row;
}

/// A cell as a database has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CellRef<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text, as bytes that may be anything.
    Text(&'a [u8]),
    /// Bytes, which in `geom` are a `GeoPackage` geometry.
    Blob(&'a [u8]),
}

impl<'a> CellRef<'a> {
    fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.as_bytes()))
    }
}

/// What has cells by their place: 0 is `fid`, 1 `geom`, 2 `id`, and from 3 on [`StoredRow::COLUMNS`].
pub(super) trait CellSource {
    /// The cell at a place; nothing where there is none.
    fn cell(&self, at: usize) -> CellRef<'_>;
}

/// The cells of one row.
pub(super) struct Cells<'a> {
    pub table: RegisterName,
    pub columns: &'static [&'static str],
    pub row: &'a dyn CellSource,
}

impl<'a> Cells<'a> {
    /// Those of a row of this register.
    pub fn of<T: StoredRow>(row: &'a dyn CellSource) -> Self {
        Self { table: T::TABLE, columns: T::COLUMNS, row }
    }

    fn value(&self, at: usize) -> CellRef<'a> {
        self.row.cell(at)
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
            CellRef::Null => String::new(),
            CellRef::Integer(number) => number.to_string(),
            CellRef::Real(number) => number.to_string(),
            CellRef::Text(text) => String::from_utf8_lossy(text).chars().take(60).collect(),
            CellRef::Blob(bytes) => format!("{} bytes", bytes.len()),
        };
        Box::new(RowFinding {
            table: self.table,
            fid: if let CellRef::Integer(fid) = self.value(0) { Some(fid) } else { None },
            id: Some(shown(2)).filter(|id| !id.is_empty()).map(Into::into),
            column: self.column(at),
            value: shown(at).into(),
            problem: problem.into(),
            in_force: false,
        })
    }

    fn text(&self, at: usize) -> Field<Option<&'a str>> {
        match self.value(at) {
            CellRef::Null => Ok(None),
            CellRef::Text(text) => std::str::from_utf8(text).map(Some).map_err(|_| self.problem(at, RowProblem::Type)),
            _ => Err(self.problem(at, RowProblem::Type)),
        }
    }

    /// Text, where empty text means none: so QGIS writes a cleared cell.
    fn word(&self, at: usize) -> Field<Option<&'a str>> {
        Ok(self.text(at)?.filter(|text| !text.is_empty()))
    }

    fn number(&self, at: usize) -> Field<Option<f64>> {
        match self.value(at) {
            CellRef::Null => Ok(None),
            CellRef::Real(number) => Ok(Some(number)),
            #[expect(clippy::cast_precision_loss, reason = "what is too great for a double is out of every range")]
            CellRef::Integer(number) => Ok(Some(number as f64)),
            _ => Err(self.problem(at, RowProblem::Type)),
        }
    }

    fn whole(&self, at: usize) -> Field<Option<u32>> {
        match self.value(at) {
            CellRef::Null => Ok(None),
            CellRef::Integer(number) => {
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
            CellRef::Null => Ok(None),
            CellRef::Blob(bytes) => blob::decode(bytes).map_err(|error| self.problem(1, error)),
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

    fn put<E>(&self, mut put: impl FnMut(usize, CellRef<'_>) -> Result<(), E>) -> Result<(), E> {
        put(3, CellRef::text(Some(&self.name)))
    }

    fn into_row(self) -> Row {
        Row::Settlement(self)
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

    fn put<E>(&self, mut put: impl FnMut(usize, CellRef<'_>) -> Result<(), E>) -> Result<(), E> {
        put(3, CellRef::text(Some(&self.name)))?;
        put(4, CellRef::text(self.kind.map(KitchenKind::as_str)))?;
        put(5, CellRef::text(Some(self.status.as_str())))?;
        put(6, CellRef::text(self.address.as_deref()))?;
        put(7, self.rations.map_or(CellRef::Null, |rations| CellRef::Integer(rations.into())))
    }

    fn into_row(self) -> Row {
        Row::Kitchen(self)
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

    fn put<E>(&self, mut put: impl FnMut(usize, CellRef<'_>) -> Result<(), E>) -> Result<(), E> {
        let closed_on = self.closed_on.map(|day| day.to_string());
        put(3, CellRef::text(self.code.as_deref()))?;
        put(4, CellRef::text(self.address.as_deref()))?;
        put(5, self.persons.map_or(CellRef::Null, |persons| CellRef::Integer(persons.get().into())))?;
        put(6, self.accuracy.map_or(CellRef::Null, |accuracy| CellRef::Real(accuracy.get())))?;
        put(7, CellRef::text(self.declared_settlement.as_ref().map(Id::as_str)))?;
        put(8, CellRef::text(self.fixed.as_ref().map(|fixed| fixed.kitchen.as_str())))?;
        put(9, CellRef::text(self.fixed.as_ref().and_then(|fixed| fixed.reason.as_deref())))?;
        put(10, CellRef::text(closed_on.as_deref()))
    }

    fn into_row(self) -> Row {
        Row::Household(self)
    }
}
