//! A table as text for a person at a terminal.

use comfy_table::{CellAlignment, ContentArrangement, TableComponent, presets};

use super::cells::Cell;
use super::console::printable;

/// Rows under columns. A row has a cell for every column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name on the wire and in files, in every language the same.
    pub name: Box<str>,
    /// Its heading for a person.
    pub title: Box<str>,
}

impl Table {
    /// The table for a person, numbers to the right, as wide as `width` characters where one is given; no line end after
    /// the last line.
    #[must_use]
    pub fn to_text(&self, width: Option<u16>) -> String {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY).remove_style(TableComponent::HorizontalLines);
        table.remove_style(TableComponent::MiddleIntersections).set_content_arrangement(ContentArrangement::Disabled);
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        table.set_header(self.columns.iter().map(|column| printable(&column.title)));
        for row in &self.rows {
            table.add_row(row.iter().map(shown));
        }
        table.to_string()
    }
}

fn shown(cell: &Cell) -> comfy_table::Cell {
    let shown = comfy_table::Cell::new(printable(&cell.shown()));
    match cell {
        Cell::Missing | Cell::Text(_) => shown,
        Cell::Whole(_) | Cell::Decimal(_) => shown.set_alignment(CellAlignment::Right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let column = |name: &str, title: &str| Column { name: name.into(), title: title.into() };
        Table {
            columns: vec![
                column("name", "Cocina"),
                column("persons", "Personas"),
                column("mean_distance_m", "Media, m"),
            ],
            rows: vec![
                vec![Cell::text("Señor; de los \"Milagros\""), Cell::Whole(120), Cell::Decimal(187.25)],
                vec![Cell::text("=HYPERLINK(1)"), Cell::Whole(-3), Cell::Missing],
            ],
        }
    }

    #[test]
    fn a_table_for_a_person_shows_titles_and_obeys_no_control_character() {
        let mut table = sample();
        table.rows.push(vec![Cell::text("\u{1b}[31mrojo"), Cell::Whole(1), Cell::Missing]);
        let text = table.to_text(None);
        assert!(text.contains("Cocina") && text.contains("     120 "), "{text}");
        assert!(!text.contains('\u{1b}') && !text.contains("mean_distance_m"), "{text}");
        let narrow = table.to_text(Some(40));
        assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    }
}
