//! How long it takes to put a row to a filter, estimated before any row is.
//!
//! Units: nanoseconds of one core, all parts of a condition looked at. Seen on a machine of two cores that others used
//! as well: 27 for an operand of a sum, 90 for two texts from the row, 150,000 for `S_TOUCHES` of a catchment and a
//! polygon of 600 corners.

use geo::CoordsIter;

use super::fold::Fold;
use super::predicate::Predicate;
use super::spatial::{Place, Relation, Spatial};
use super::term::{Arithmetic, Day, Number, Text};
use crate::layers::GeometryKind;

/// Finding a row and reading what it is made of.
pub(super) const ROW: u64 = 200;

/// Characters of a text that is put to a pattern: few names and addresses have more.
const LETTERS: usize = 64;

/// Corners of a row's shape, where no row is at hand.
pub(super) const fn corners(kind: GeometryKind) -> usize {
    match kind {
        GeometryKind::Point => 1,
        GeometryKind::LineString => 2,
        GeometryKind::MultiPolygon => 64,
    }
}

/// What a filter may cost a row: a layer of homes or of lines to them has a hundred thousand rows and takes ten seconds
/// for it then, one of areas has a few thousand.
pub(super) const fn greatest(kind: GeometryKind) -> u64 {
    match kind {
        GeometryKind::Point | GeometryKind::LineString => 100_000,
        GeometryKind::MultiPolygon => 500_000,
    }
}

fn nanos(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Looking a value up among so many in order.
fn lookup(values: usize, each: u64) -> u64 {
    each * u64::from(values.checked_ilog2().unwrap_or(0) + 1)
}

impl Predicate {
    /// For a row whose shape has so many corners.
    pub(super) fn cost(&self, corners: usize) -> u64 {
        let of = |parts: &[Self]| parts.iter().map(|part| part.cost(corners)).fold(5, u64::saturating_add);
        match self {
            Self::Constant(_) => 2,
            Self::Not(inner) | Self::NullTruth(inner) => inner.cost(corners).saturating_add(2),
            Self::And(parts) | Self::Or(parts) => of(parts),
            Self::Truths(_, both) => both.0.cost(corners).saturating_add(both.1.cost(corners)),
            Self::Numbers(_, a, b) => 5 + a.cost() + b.cost(),
            Self::Texts(_, a, b) => 30 + a.cost() + b.cost(),
            Self::Days(_, a, b) => 5 + a.cost() + b.cost(),
            Self::NumberIn(number, values) => number.cost() + lookup(values.sorted().len(), 5),
            Self::TextIn(text, values) => text.cost() + lookup(values.sorted().len(), 15),
            Self::DayIn(day, values) => day.cost() + lookup(values.sorted().len(), 5),
            Self::Like(text, pattern) => text.cost() + 20 + nanos(pattern.steps(LETTERS)),
            Self::NullNumber(number) => number.cost(),
            Self::NullText(text) => text.cost(),
            Self::NullDay(day) => day.cost(),
            Self::NullGeometry => seen(corners),
            Self::Spatial(spatial) => spatial.cost(corners),
        }
    }
}

impl Number {
    fn cost(&self) -> u64 {
        match self {
            Self::Constant(_) | Self::Null => 5,
            Self::Field(_) => 30,
            Self::Computed(arithmetic, operands) => {
                let own = if *arithmetic == Arithmetic::Power { 60 } else { 20 };
                own + operands.0.cost() + operands.1.cost()
            }
        }
    }
}

impl Text {
    const fn cost(&self) -> u64 {
        match self {
            Self::Constant(_) | Self::Null => 5,
            Self::Field(_, Fold { case, accents }) => {
                let case = if *case { 300 } else { 0 };
                30 + case + if *accents { 1_000 } else { 0 }
            }
        }
    }
}

impl Day {
    const fn cost(self) -> u64 {
        match self {
            Self::Constant(_) => 5,
            Self::Field(_) => 30,
        }
    }
}

/// Copying a shape out of its row, and its box.
pub(super) fn seen(corners: usize) -> u64 {
    nanos(corners).saturating_mul(10).saturating_add(20)
}

/// Taking a shape to another system.
pub(super) fn projected(corners: usize) -> u64 {
    nanos(corners).saturating_mul(1_000)
}

impl Spatial {
    fn cost(&self, corners: usize) -> u64 {
        let (written, projection) = match (&self.left, &self.right) {
            (Place::Row, Place::Row) => (corners, 0),
            (Place::Written(_), Place::Written(_)) => return 2,
            (Place::Row, Place::Written(shape)) | (Place::Written(shape), Place::Row) => {
                (shape.geometry().coords_count(), if shape.is_projected() { projected(corners) } else { 0 })
            }
        };
        // Every side is put to every side.
        let each = if corners <= 1 { 5 } else { 2 };
        let crossing = nanos(corners).saturating_mul(nanos(written)).saturating_mul(each);
        let related = match self.relation {
            Relation::Intersects | Relation::Disjoint => 0,
            // Where a point lies is asked again; all else is a graph of all sides.
            _ if corners <= 1 => crossing,
            _ => nanos(corners.saturating_add(written)).saturating_mul(200),
        };
        [seen(corners), projection, crossing, related].into_iter().fold(0, u64::saturating_add)
    }
}
