//! The cells of one row as values of the domain, with notes of what is wrong.

use geo::Coord;

use super::field::{Field, fold};
use super::number::number;
use super::place::{Geopoint, Place, coordinate, geopoint};
use super::plan::Plan;
use super::position_columns::PositionColumns;
use super::problem::{Reason, RowProblem};
use super::row::{Row, Shape};
use crate::crs::CrsOperation;
use crate::domain::date::Date;
use crate::domain::flags::Flag;
use crate::domain::id::Id;
use crate::domain::position::Position;
use crate::domain::units::{Metres, Persons, PersonsError};

/// What was noted in a block of rows.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) problems: Vec<RowProblem>,
    pub(super) warnings: Vec<RowProblem>,
    /// Rows that are good but for a settlement that was not understood, rising.
    pub(super) settlement_unread: Vec<u64>,
    pub(super) placed_by_hand: u64,
    pub(super) latin1: bool,
}

/// A row being read.
pub(super) struct Reading<'a> {
    pub(super) row: Row<'a>,
    pub(super) plan: &'a Plan,
    pub(super) place: &'a Place<'a>,
    pub(super) notes: &'a mut Notes,
    /// What gives an id to a feature without one; `None`: such a feature is bad.
    pub(super) mint: Option<&'a dyn Fn() -> Id>,
}

/// A position with the accuracy that a form recorded beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fix {
    pub(super) position: Position,
    pub(super) accuracy: Option<Metres>,
}

/// What spreadsheets write, in any language of theirs, where a formula failed.
const SHEET_ERRORS: [&str; 13] = [
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#DATA!",
    "#¡DIV/0!",
    "#¿NOMBRE?",
    "#¡NUM!",
    "#¡REF!",
    "#¡VALOR!",
];

/// The most characters of a name: it is written on the map and in the rows of every table.
const MAX_NAME: usize = 200;
/// The most characters of another text: an address with all that is known of the way, a reason of some sentences.
const MAX_TEXT: usize = 500;

/// Settlements of one name that are told.
const SETTLEMENTS_TOLD: usize = 5;

/// The worst accuracy believed.
const MAX_ACCURACY_M: f64 = 100_000.0;

impl<'a> Reading<'a> {
    /// Notes a problem with the cell of a column.
    fn wrong(&mut self, column: usize, reason: Reason) {
        let problem = RowProblem::cell(self.row.number, self.plan.names.name(column), self.row.cell(column), reason);
        self.notes.problems.push(problem);
    }

    /// Notes a problem with the row.
    pub(super) fn wrong_row(&mut self, reason: Reason) {
        self.notes.problems.push(RowProblem::whole(self.row.number, reason));
    }

    /// Notes a problem with a corner of the polygons.
    pub(super) fn wrong_corner(&mut self, corner: Coord<f64>, reason: Reason) {
        let text = format!("{}, {}", corner.x, corner.y);
        let problem = RowProblem::cell(self.row.number, self.polygons_column(), &text, reason);
        self.notes.problems.push(problem);
    }

    /// The name of what holds the polygons.
    fn polygons_column(&self) -> &'a str {
        self.plan.column(Field::Boundary).map_or("geometry", |column| self.plan.names.name(column))
    }

    /// Registered without a position: worth a look.
    pub(super) fn no_position(&mut self) {
        self.notes.warnings.push(RowProblem::whole(self.row.number, Reason::NoPosition));
    }

    /// Without a position, or polygons, where there must be some.
    pub(super) fn position_missing(&mut self) {
        let columns = match self.plan.position {
            Some(PositionColumns::Pair { x, y, .. }) => self.plan.names.names(&[x, y]).join(", "),
            Some(PositionColumns::Geopoint(column)) => self.plan.names.name(column).into(),
            Some(PositionColumns::Geometry) => "geometry".into(),
            None => self.polygons_column().into(),
        };
        self.notes.problems.push(RowProblem::cell(self.row.number, &columns, "", Reason::Missing));
    }

    pub(super) fn id(&mut self) -> Option<Id> {
        if let Some(mint) = self.mint.filter(|_| self.row.feature_id.is_none()) {
            return Some(mint());
        }
        match self.plan.ids.id(&self.row, &self.plan.names) {
            Ok(id) => Some(id),
            Err(problem) => {
                self.notes.problems.push(problem);
                None
            }
        }
    }

    /// The column of a field and what stands there, where something does.
    fn cell(&self, field: Field) -> Option<(usize, &'a str)> {
        let column = self.plan.column(field)?;
        Some((column, self.row.cell(column))).filter(|(_, text)| !text.is_empty())
    }

    /// Whether something stands in the cell of a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.cell(field).is_some()
    }

    /// The text of a cell; noted where it is too long, or a spreadsheet wrote that it could not compute it.
    pub(super) fn text(&mut self, field: Field) -> Option<Box<str>> {
        let limit = if field == Field::Name { MAX_NAME } else { MAX_TEXT };
        self.parsed(field, |text| {
            let length = text.chars().count();
            match () {
                () if SHEET_ERRORS.contains(&text) => Err(Reason::SheetError),
                () if length > limit => Err(Reason::TextTooLong { length, limit }),
                () => Ok(text.into()),
            }
        })
    }

    /// A cell parsed; noted where it cannot be, `None` where it is empty.
    pub(super) fn parsed<T>(&mut self, field: Field, parse: impl FnOnce(&str) -> Result<T, Reason>) -> Option<T> {
        let (column, text) = self.cell(field)?;
        parse(text).map_err(|reason| self.wrong(column, reason)).ok()
    }

    pub(super) fn id_in(&mut self, field: Field) -> Option<Id> {
        self.parsed(field, |text| Id::parse(text).map_err(Reason::Id))
    }

    /// The id of a settlement. Under a heading that does not say id or code people write names: those of one settlement
    /// stand for its id, and others are left out, with a warning, for the row is good without. What may be the id of a
    /// settlement that is registered later stays.
    pub(super) fn settlement_in(&mut self, field: Field) -> Option<Id> {
        let (column, text) = self.cell(field)?;
        let heading = self.plan.names.name(column);
        if says_id(heading) {
            return self.id_in(field);
        }
        let reason = match (self.place.vicinity.settlements_meant(text), Id::parse(text)) {
            ([only], _) => return Some(only.clone()),
            ([], Ok(id)) => return Some(id),
            ([], Err(_)) => Reason::NameOfNone,
            (several, _) => Reason::NameOfSeveral { ids: several.iter().take(SETTLEMENTS_TOLD).cloned().collect() },
        };
        self.notes.warnings.push(RowProblem::cell(self.row.number, heading, text, reason));
        self.notes.settlement_unread.push(self.row.number);
        None
    }

    /// The number recorded; none where an export of this program's says that it assumed the one person it wrote.
    pub(super) fn persons(&mut self) -> Option<Persons> {
        let parse = |text: &str| {
            let value = number(text).map_err(|_| Reason::PersonsUnreadable)?;
            Persons::new(value).map_err(|PersonsError(value)| Reason::Persons(PersonsError(value)))
        };
        let persons = self.parsed(Field::Persons, parse)?;
        let flags = self.cell(Field::Flags).map_or("", |(_, words)| words);
        let assumed = flags.split_whitespace().any(|word| word == Flag::PersonsAssumed.as_str());
        (!assumed || persons.get() != 1).then_some(persons)
    }

    pub(super) fn count(&mut self, field: Field) -> Option<u32> {
        self.parsed(field, |text| {
            let value = number(text).map_err(|_| Reason::NotANumber)?;
            if value.fract() != 0.0 || !(0.0..=f64::from(u32::MAX)).contains(&value) {
                return Err(Reason::Count);
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
            Ok(value as u32)
        })
    }

    pub(super) fn weight(&mut self) -> Option<f64> {
        self.parsed(Field::Weight, |text| {
            let value = number(text).map_err(|_| Reason::NotANumber)?;
            if value < 0.0 { Err(Reason::Weight) } else { Ok(value) }
        })
    }

    /// A day, as `2026-11-23`, `23/11/2026`, or with a time after it.
    pub(super) fn date(&mut self, field: Field) -> Option<Date> {
        self.parsed(field, |text| {
            let day = text.split(['T', ' ']).next().unwrap_or(text);
            let mut parts = day.split('/');
            let turned = match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(day), Some(month), Some(year), None) => format!("{year}-{month:0>2}-{day:0>2}"),
                _ => day.to_owned(),
            };
            Date::parse(&turned).or_else(|_| Date::parse(text)).map_err(Reason::Date)
        })
    }

    /// The position: `Err` when it is wrong (and noted), `None` when there is none.
    pub(super) fn fix(&mut self) -> Result<Option<Fix>, ()> {
        let (row, plan) = (self.row, self.plan);
        match plan.position {
            None => Ok(None),
            Some(PositionColumns::Geometry) => self.geometry_fix(),
            Some(PositionColumns::Geopoint(column)) => {
                let text = row.cell(column);
                if text.is_empty() {
                    return Ok(None);
                }
                let Some(Geopoint { lon, lat, accuracy }) = geopoint(text) else {
                    self.wrong(column, Reason::Geopoint);
                    return Err(());
                };
                let (x, y) = (self.coordinate(lon, column)?, self.coordinate(lat, column)?);
                let position = self.positioned(x, y, || plan.names.name(column).into(), || text.into())?;
                let accuracy = self.form_accuracy(accuracy.unwrap_or_default(), column)?;
                Ok(Some(Fix { position, accuracy }))
            }
            Some(PositionColumns::Pair { x, y, form_accuracy }) => {
                let (x_text, y_text) = (row.cell(x), row.cell(y));
                if x_text.is_empty() && y_text.is_empty() {
                    return Ok(None);
                }
                // Both are looked at before giving up: each is a cell to mend.
                let (x_value, y_value) = (self.coordinate(x_text, x), self.coordinate(y_text, y));
                let columns = || plan.names.names(&[x, y]).join(", ");
                let position = self.positioned(x_value?, y_value?, columns, || format!("{x_text}, {y_text}"))?;
                let accuracy = match form_accuracy {
                    Some(column) => self.form_accuracy(row.cell(column), column)?,
                    None => None,
                };
                Ok(Some(Fix { position, accuracy }))
            }
        }
    }

    fn geometry_fix(&mut self) -> Result<Option<Fix>, ()> {
        let point = match self.row.shape {
            Shape::Null | Shape::None => return Ok(None),
            Shape::Malformed(error) => {
                self.wrong_row(Reason::Malformed(error.into()));
                return Err(());
            }
            Shape::Geometry(geo::Geometry::Point(point)) => *point,
            Shape::Geometry(geo::Geometry::MultiPoint(points)) if points.len() == 1 => match points.iter().next() {
                Some(point) => *point,
                None => return Ok(None),
            },
            Shape::Geometry(other) => {
                self.wrong_row(Reason::NotAPoint(name(other)));
                return Err(());
            }
        };
        let text = || format!("{}, {}", point.x(), point.y());
        let position = self.positioned(point.x(), point.y(), || "geometry".into(), text)?;
        Ok(Some(Fix { position, accuracy: None }))
    }

    fn positioned(
        &mut self,
        x: f64,
        y: f64,
        column: impl FnOnce() -> String,
        text: impl FnOnce() -> String,
    ) -> Result<Position, ()> {
        let cell = |reason| RowProblem::cell(self.row.number, &column(), &text(), reason);
        match self.place.position(x, y) {
            Err(reason) => {
                self.notes.problems.push(cell(reason));
                Err(())
            }
            Ok(position) => {
                if self.place.is_far(position) {
                    self.notes.warnings.push(cell(Reason::Far));
                }
                Ok(position)
            }
        }
    }

    fn coordinate(&mut self, text: &str, column: usize) -> Result<f64, ()> {
        coordinate(text).map_err(|reason| self.wrong(column, reason))
    }

    /// A form's accuracy; 0 is what forms write for a point placed on the map by hand.
    fn form_accuracy(&mut self, text: &str, column: usize) -> Result<Option<Metres>, ()> {
        if text.is_empty() {
            return Ok(None);
        }
        let accuracy = accuracy(text).map_err(|reason| self.wrong(column, reason))?;
        if accuracy == Metres::ZERO {
            self.notes.placed_by_hand += 1;
            return Ok(None);
        }
        Ok(Some(accuracy))
    }

    /// The accuracy recorded (beside the position, or in a column of its own), with the operation's added.
    pub(super) fn accuracy(&mut self, fix: Option<Fix>) -> Option<Metres> {
        let recorded = fix.and_then(|fix| fix.accuracy).or_else(|| self.parsed(Field::Accuracy, accuracy))?;
        with_operation(recorded, self.plan.to.operation())
    }
}

/// Both in quadrature; unknown where the operation's is.
fn with_operation(recorded: Metres, operation: &CrsOperation) -> Option<Metres> {
    operation.accuracy.map(|accuracy| recorded.in_quadrature(accuracy))
}

fn accuracy(text: &str) -> Result<Metres, Reason> {
    let value = number(text).map_err(|_| Reason::Accuracy)?;
    Metres::non_negative(value).ok().filter(|_| value <= MAX_ACCURACY_M).ok_or(Reason::Accuracy)
}

/// A geometry's name in GeoJSON.
pub(super) const fn name(geometry: &geo::Geometry<f64>) -> &'static str {
    match geometry {
        geo::Geometry::Point(_) => "Point",
        geo::Geometry::Line(_) | geo::Geometry::LineString(_) => "LineString",
        geo::Geometry::Polygon(_) | geo::Geometry::Rect(_) | geo::Geometry::Triangle(_) => "Polygon",
        geo::Geometry::MultiPoint(_) => "MultiPoint",
        geo::Geometry::MultiLineString(_) => "MultiLineString",
        geo::Geometry::MultiPolygon(_) => "MultiPolygon",
        geo::Geometry::GeometryCollection(_) => "GeometryCollection",
    }
}

/// Whether a heading asks for an id or a code, in a word of its own or before or after what it is of: not "Localidad".
fn says_id(heading: &str) -> bool {
    let whole = fold(heading);
    let mut words = heading.split(|c: char| !c.is_alphanumeric()).map(fold);
    words.any(|word| ["id", "cod", "codigo", "code"].contains(&word.as_str()))
        || ["id", "cod"].iter().any(|id| {
            let of = whole.strip_prefix(id).into_iter().chain(whole.strip_suffix(id));
            of.into_iter().any(|of| of.ends_with("asentamiento") || of.ends_with("settlement"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_of_unknown_accuracy_makes_the_households_unknown() {
        let metres = |m| Metres::new(m).unwrap();
        let check = |operation: Option<f64>, expected: Option<f64>| {
            let operation = CrsOperation { name: "".into(), accuracy: operation.map(metres) };
            assert_eq!(with_operation(metres(12.0), &operation), expected.map(metres), "{operation}");
        };
        check(Some(16.0), Some(20.0)); // as 3 and 4 make 5
        check(Some(0.0), Some(12.0));
        check(None, None);
    }

    #[test]
    fn a_heading_that_only_ends_like_id_asks_for_none() {
        let asking = [
            "asentamiento_id",
            "ID Asentamiento",
            "settlementId",
            "idasentamiento",
            "Código de asentamiento",
            "cod. AAHH",
        ];
        for heading in asking {
            assert!(says_id(heading), "{heading}");
        }
        for heading in ["Asentamiento", "Comunidad", "Localidad", "Unidad vecinal", "Ciudad"] {
            assert!(!says_id(heading), "{heading}");
        }
    }
}
