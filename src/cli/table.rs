//! A table, and its two forms: text for a person at a terminal, CSV for a program.

use std::io::Write;

use comfy_table::{CellAlignment, ContentArrangement, presets};

use super::cells::{BYTE_ORDER_MARK, Cell};
use super::choices::Separator;

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

/// How CSV is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CsvStyle {
    /// For programs: commas, no byte order mark, cells as they are.
    Plain,
    /// For a spreadsheet: byte order mark, this separator, no cell that begins like a formula.
    Excel(Separator),
}

impl From<Option<Separator>> for CsvStyle {
    fn from(excel: Option<Separator>) -> Self {
        excel.map_or(Self::Plain, Self::Excel)
    }
}

impl Table {
    /// The table for a person, numbers to the right, as wide as `width` characters where one is given; no line end after
    /// the last line.
    #[must_use]
    pub fn to_text(&self, width: Option<u16>) -> String {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Disabled);
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        table.set_header(self.columns.iter().map(|column| printable(&column.title)));
        for row in &self.rows {
            table.add_row(row.iter().map(shown));
        }
        table.to_string()
    }

    /// The table as CSV, wire names first.
    ///
    /// # Errors
    /// When `output` cannot be written to.
    pub fn write_csv(&self, style: CsvStyle, mut output: impl Write) -> std::io::Result<()> {
        let separator = match style {
            CsvStyle::Plain => b',',
            CsvStyle::Excel(separator) => {
                output.write_all(BYTE_ORDER_MARK)?;
                separator.byte()
            }
        };
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(output);
        writer.write_record(self.columns.iter().map(|column| &*column.name))?;
        for row in &self.rows {
            match style {
                CsvStyle::Plain => writer.write_record(row.iter().map(|cell| cell.written().into_owned()))?,
                CsvStyle::Excel(_) => {
                    writer.write_record(row.iter().map(|cell| cell.written_for_a_spreadsheet().into_owned()))?;
                }
            }
        }
        writer.flush()
    }
}

fn shown(cell: &Cell) -> comfy_table::Cell {
    let shown = comfy_table::Cell::new(printable(&cell.written()));
    match cell {
        Cell::Missing | Cell::Text(_) => shown,
        Cell::Whole(_) | Cell::Decimal { .. } => shown.set_alignment(CellAlignment::Right),
    }
}

/// A name from a file may hold a terminal's control sequences; they are shown, not obeyed.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
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
                vec![Cell::text("Señor; de los \"Milagros\""), Cell::Whole(120), Cell::decimal(Some(187.25), 1)],
                vec![Cell::text("=HYPERLINK(1)"), Cell::Whole(-3), Cell::Missing],
            ],
        }
    }

    fn csv(style: CsvStyle) -> String {
        let mut bytes = Vec::new();
        sample().write_csv(style, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn plain_csv_is_for_programs() {
        let expected =
            "name,persons,mean_distance_m\n\"Señor; de los \"\"Milagros\"\"\",120,187.2\n=HYPERLINK(1),-3,\n";
        assert_eq!(csv(CsvStyle::Plain), expected);
    }

    #[test]
    fn excel_csv_has_a_mark_a_separator_and_no_formula() {
        let text = csv(CsvStyle::Excel(Separator::Semicolon));
        assert!(text.starts_with("\u{FEFF}name;persons;mean_distance_m\n"), "{text}");
        assert!(text.ends_with("\n'=HYPERLINK(1);-3;\n"), "{text}");
        assert!(csv(CsvStyle::Excel(Separator::Tab)).contains("name\tpersons\t"));
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
