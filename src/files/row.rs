//! One row of a file, whatever its format.

/// A row: texts by column, and a geometry in formats that have one.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// 1 is the first row of data.
    pub(super) number: u64,
    pub(super) text: &'a str,
    /// Ends of cells in `text`.
    pub(super) ends: &'a [usize],
    pub(super) shape: Shape<'a>,
    /// The `id` member of a GeoJSON feature.
    pub(super) feature_id: Option<&'a str>,
}

/// The geometry of a row.
#[derive(Clone, Copy)]
pub(super) enum Shape<'a> {
    /// The format has none.
    None,
    /// GeoJSON null.
    Null,
    /// A geometry.
    Geometry(&'a geo::Geometry<f64>),
    /// Not a feature at all: what the parser said.
    Malformed(&'a str),
}

impl<'a> Row<'a> {
    /// What stands in a column, without blanks around it; empty where the row is too short.
    pub(super) fn cell(&self, column: usize) -> &'a str {
        let end = self.ends.get(column).copied().unwrap_or_default();
        let start = column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.text.get(start..end).unwrap_or_default().trim()
    }

    /// All cells in order, as they stand.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (text, ends) = (self.text, self.ends);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(move |(start, end)| text.get(start..*end).unwrap_or_default())
    }

    /// Whether nothing stands anywhere.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.shape, Shape::None) && self.text.trim().is_empty()
    }
}
