//! How a bad row is written so that, once mended, it is read again as CSV, under the same id and at the same place.

use std::borrow::Cow;

use geo::Geometry;
use wkt::ToWkt;

use super::field::Field;
use super::identity::IdSource;
use super::plan::Plan;
use super::position_columns::PositionColumns;
use super::row::{Row, Shape};

/// The columns of rejected rows: `id` where no column gives it, the source's own, then where the row is.
pub(super) struct RejectedColumns<'a> {
    plan: &'a Plan,
    id: bool,
    place: Place,
}

/// What follows the source's own columns.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Place {
    /// Nothing: it is among them.
    InCells,
    /// `lon`, `lat`, as the geometry has them.
    LonLat,
    /// `wkt`.
    Wkt,
}

/// Stands for a geometry that cannot be read: no coordinate and no Well-Known Text, so the row stays bad until mended.
const UNREADABLE: &str = "?";

impl<'a> RejectedColumns<'a> {
    pub(super) const fn new(plan: &'a Plan) -> Self {
        let place = match (plan.has_geometry, plan.position) {
            (false, _) => Place::InCells,
            (true, Some(_)) => Place::LonLat,
            (true, None) => Place::Wkt,
        };
        // Rows numbered anew would take the ids of others.
        let id = matches!(plan.ids, IdSource::Feature | IdSource::RowNumber { .. });
        Self { plan, id, place }
    }

    /// The names. A property that would be taken for the place, such as `lat`, becomes `lat_property`.
    pub(super) fn names(&self) -> Vec<String> {
        let names = &self.plan.names;
        let (place, rivals): (&[&str], _) = match self.place {
            Place::InCells => (&[], Vec::new()),
            Place::LonLat => (&["lon", "lat"], PositionColumns::candidates(names)),
            Place::Wkt => (&["wkt"], names.among(Field::Boundary.synonyms().first().copied().unwrap_or_default())),
        };
        let own = names
            .written()
            .iter()
            .enumerate()
            .map(|(column, name)| if rivals.contains(&column) { format!("{name}_property") } else { name.clone() });
        let id = self.id.then(|| "id".to_owned());
        id.into_iter().chain(own).chain(place.iter().map(|name| (*name).to_owned())).collect()
    }

    /// A row's cells, as many as there are names; of a CSV as many as the row has.
    pub(super) fn cells<'r>(&self, row: &Row<'r>) -> Vec<Cow<'r, str>> {
        let mut cells = Vec::new();
        if self.id {
            cells.push(match self.plan.ids {
                IdSource::Feature => row.feature_id.unwrap_or_default().into(),
                _ => self
                    .plan
                    .ids
                    .id(row, &self.plan.names)
                    .map_or(Cow::Borrowed(""), |id| id.as_str().to_owned().into()),
            });
        }
        let before = cells.len();
        cells.extend(row.cells().map(Cow::Borrowed));
        if self.place == Place::InCells {
            return cells;
        }
        cells.resize(before + self.plan.names.written().len(), Cow::Borrowed(""));
        let point = match row.shape {
            Shape::Geometry(Geometry::Point(point)) => Some(*point),
            Shape::Geometry(Geometry::MultiPoint(points)) if points.len() == 1 => points.iter().next().copied(),
            _ => None,
        };
        let whole = match row.shape {
            Shape::Geometry(geometry) => geometry.wkt_string().into(),
            Shape::Malformed(_) => UNREADABLE.into(),
            Shape::Null | Shape::None => Cow::Borrowed(""),
        };
        match (self.place, point) {
            (Place::LonLat, Some(point)) => cells.extend([point.x().to_string().into(), point.y().to_string().into()]),
            // What is no point stands where a longitude is missed, so that nothing is lost and the row stays bad.
            (Place::LonLat, None) => cells.extend([whole, Cow::Borrowed("")]),
            _ => cells.push(whole),
        }
        cells
    }
}
