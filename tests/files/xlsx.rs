//! Spreadsheets, of GDAL's making and made by hand.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use cercania::domain::household::Household;
use cercania::files::{FileError, Format, Import, NotText, ReadOptions, read_households};
use zip::write::SimpleFileOptions;

use super::{file, miraflores, problems, quiet};
use crate::store::gdal::output;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// Style 1 is a day.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// A workbook of these sheets (name, state, rows), with these shared texts.
fn workbook(sheets: &[(&str, &str, &str)], texts: &str) -> Vec<u8> {
    let (mut names, mut relations) = (String::new(), String::new());
    let mut parts =
        vec![("[Content_Types].xml".to_owned(), TYPES.to_owned()), ("_rels/.rels".into(), RELATIONS.into())];
    for (number, (name, state, rows)) in (1..).zip(sheets) {
        write!(names, r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{number}"/>"#).unwrap();
        write!(relations, r#"<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#).unwrap();
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        );
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
    }
    parts.push(("xl/workbook.xml".into(), format!(r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>"#)));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#)));
    parts.push(("xl/styles.xml".into(), STYLES.into()));
    parts.push(("xl/sharedStrings.xml".into(), texts.into()));
    zipped(&parts)
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A row of inline texts, or of cells as they stand in XML where they begin with `<`.
fn row(number: u32, cells: &[&str]) -> String {
    let mut row = format!(r#"<row r="{number}">"#);
    for cell in cells {
        if cell.starts_with('<') {
            row.push_str(cell);
        } else {
            write!(row, r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#).unwrap();
        }
    }
    row + "</row>"
}

fn read(bytes: impl AsRef<[u8]>, options: &ReadOptions) -> Result<Import<Household>, FileError> {
    let (_folder, path) = file("hogares", bytes);
    read_households(&path, options, &miraflores(), &mut quiet())
}

fn sheet(rows: &[String]) -> Vec<u8> {
    workbook(&[("Hoja1", "visible", &rows.concat())], "<sst/>")
}

fn from_gdal(csv: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, path) = file("hogares.csv", csv);
    let to = folder.path().join("hogares.xlsx");
    output("ogr2ogr", &["-f", "XLSX", to.to_str().unwrap(), path.to_str().unwrap(), "-oo", "AUTODETECT_TYPE=YES"]);
    (folder, to)
}

fn in_place(path: &Path, options: &ReadOptions) -> Result<Import<Household>, FileError> {
    read_households(path, options, &miraflores(), &mut quiet())
}

#[test]
fn a_sheet_of_gdals_gives_what_its_csv_gives() {
    let csv = "codigo_hogar,lon,lat,personas,precision,direccion,fecha_baja\n\
               H-00123,-76.9512345678,-12.13,4,2.5,\"Mz. Ñ, lote 2\",2026-11-23\nH-00124,,,,,,\n";
    let (folder, path) = from_gdal(csv);
    let import = in_place(&path, &ReadOptions::default()).unwrap();
    let expected = in_place(&folder.path().join("hogares.csv"), &ReadOptions::default()).unwrap();
    assert_eq!(import.rows, expected.rows);
    assert_eq!(import.rows[0].closed_on.unwrap().to_string(), "2026-11-23");
    assert_eq!((import.summary.format, import.summary.layer.as_deref()), (Format::Xlsx, Some("hogares")));
    assert_eq!(import.summary.columns, expected.summary.columns);
}

#[test]
fn cells_are_what_a_person_sees_in_them() {
    let rows = [
        row(1, &["id", "lon", "lat", "personas", "direccion", "codigo", "fecha_baja"]),
        row(
            2,
            &[
                "<c><v>5</v></c>",
                "<c><v>-76.95</v></c>",
                "-12,13",
                "<c><f>2+2</f><v>4</v></c>",
                r#"<c t="b"><v>1</v></c>"#,
                "00123",
                r#"<c s="1"><v>46349</v></c>"#,
            ],
        ),
        row(3, &[r#"<c t="s"><v>0</v></c>"#, "<c><v>-76.9501</v></c>", "<c><v>-12.1301</v></c>"]),
        row(4, &["", " ", "<c/>"]),
        row(9, &["B", "-76.95", "-12.131", r#"<c t="str"><f>A1</f><v>3</v></c>"#]),
    ];
    let bytes = workbook(&[("Hoja1", "visible", &rows.concat())], "<sst><si><t>00</t></si></sst>");
    let rows = read(bytes, &ReadOptions::default()).unwrap().rows;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["00", "5", "B"]);
    let first = &rows[1];
    assert_eq!((first.persons.unwrap().get(), first.address.as_deref()), (4, Some("TRUE")));
    assert_eq!((first.code.as_deref(), first.closed_on.unwrap().to_string()), (Some("00123"), "2026-11-23".into()));
    assert_eq!(rows[2].persons.unwrap().get(), 3);
}

#[test]
fn formulas_that_failed_and_cells_beside_the_table_are_bad_rows() {
    let rows = [
        row(3, &[r#"<c r="B3" t="inlineStr"><is><t>id</t></is></c>"#, "lon", "lat", "personas", "direccion"]),
        row(
            4,
            &[r#"<c r="B4" t="inlineStr"><is><t>A</t></is></c>"#, "-76.95", "-12.13", r#"<c t="e"><v>#REF!</v></c>"#],
        ),
        row(
            5,
            &[
                r#"<c r="B5" t="inlineStr"><is><t>B</t></is></c>"#,
                "-76.95",
                "-12.13",
                "",
                r#"<c t="e"><v>#N/A</v></c>"#,
            ],
        ),
        row(6, &[r#"<c r="B6" t="inlineStr"><is><t>C</t></is></c>"#, "-76.95", "-12.13", "", "", "nota"]),
        row(7, &[r#"<c r="A7" t="inlineStr"><is><t>total</t></is></c>"#, "D", "-76.95", "-12.13"]),
    ];
    let said = problems(read(sheet(&rows), &ReadOptions::default()));
    assert_eq!(
        said,
        [
            r##"row 1: personas "#REF!" is not a number of persons; give a whole number from 1 to 10000"##,
            "row 2: direccion is #N/A: its formula failed; mend it or empty the cell",
            "row 3: 6 cells where there are 5 column names; is a separator missing, or a decimal comma taken for one?",
            "row 4: 6 cells where there are 5 column names; is a separator missing, or a decimal comma taken for one?",
        ]
    );
}

#[test]
fn the_first_sheet_to_be_seen_with_rows_is_read_or_the_one_named() {
    let rows = |id| [row(1, &["id", "lon", "lat"]), row(2, &[id, "-76.95", "-12.13"])].concat();
    let (hidden, one, two) = (rows("hidden"), rows("one"), rows("two"));
    let title = row(1, &["Padrón"]);
    let sheets =
        [("H", "hidden", &*hidden), ("T", "visible", &title), ("Uno", "visible", &one), ("Dos", "visible", &two)];
    let bytes = workbook(&sheets, "<sst/>");
    let import = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!((import.rows[0].id.as_str(), import.summary.layer.as_deref()), ("one", Some("Uno")));
    let named = |name: &str| ReadOptions { layer: Some(name.into()), ..ReadOptions::default() };
    assert_eq!(read(&bytes, &named("H")).unwrap().rows[0].id.as_str(), "hidden");
    let said = read(&bytes, &named("Tres")).unwrap_err().to_string();
    assert_eq!(said, r#"there is no layer "Tres"; the layers are H, T, Uno, Dos"#);
    assert!(matches!(read(workbook(&sheets[1..2], "<sst/>"), &ReadOptions::default()), Err(FileError::NoRows)));
}

#[test]
fn what_would_fill_memory_is_refused_in_little() {
    let rows = [row(1, &["id", "lon", "lat"]), row(2, &["A", "-76.95", "-12.13"])];
    let refused = |bytes: Vec<u8>| {
        assert!(bytes.len() < 3 << 20, "the file is small: {}", bytes.len());
        read(bytes, &ReadOptions::default()).unwrap_err()
    };
    let texts = |text: &str| workbook(&[("Hoja1", "visible", &rows.concat())], text);
    // Room for 10^15 texts would be asked for at once.
    for count in ["1000000000000000", "99999999999999999999999"] {
        let error = refused(texts(&format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#)));
        assert!(matches!(error, FileError::Unpacked { .. }), "{error}");
    }
    let error = refused(texts(&format!("<sst>{}</sst>", "<si><t>aaaaaaaaaaaaaaaa</t></si>".repeat(9 << 20))));
    assert!(matches!(error, FileError::Unpacked { limit: 268_435_456 }), "{error}");
    let long = "x".repeat(2 << 20);
    let error = refused(sheet(&[row(1, &["id", "lon", "lat"]), row(2, &[&long, "-76.95", "-12.13"])]));
    assert!(matches!(error, FileError::Unpacked { limit: 1_048_576 }), "{error}");
    let error = refused(texts(r#"<!DOCTYPE a [<!ENTITY b "bb">]><sst><si><t>&b;</t></si></sst>"#));
    assert!(matches!(error, FileError::Markup), "{error}");
    let wide = row(2, &[r#"<c r="XFD2" t="inlineStr"><is><t>a</t></is></c>"#]);
    let error = refused(sheet(&[row(1, &["id", r#"<c r="XFD1" t="inlineStr"><is><t>a</t></is></c>"#]), wide]));
    assert!(matches!(error, FileError::TooManyColumns { row: 0, .. }), "{error}");
    let error = refused(zipped(&[("content.xml".into(), "<office/>".into())]));
    assert!(matches!(error, FileError::NotText(NotText::Zip)), "{error}");
    let mut cut = texts("<sst/>");
    cut.truncate(cut.len() / 2);
    assert!(matches!(refused(cut), FileError::Archive(_)));
}

#[test]
fn no_changed_byte_is_a_panic() {
    let rows = [row(1, &["id", "lon", "lat"]), row(2, &["A", r#"<c s="1"><v>-76.95</v></c>"#, "-12.13"])].concat();
    let bytes = workbook(&[("Hoja1", "visible", &rows)], "<sst uniqueCount=\"1\"><si><t>a</t></si></sst>");
    let mut random = 1_u64;
    for _ in 0..300 {
        let mut changed = bytes.clone();
        for _ in 0..4 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = 4 + usize::try_from(random >> 33).unwrap() % (changed.len() - 4);
            changed[at] = random.to_le_bytes()[3];
        }
        let error = read(changed, &ReadOptions::default()).err();
        assert!(!matches!(error, Some(FileError::Broken)), "a reader panicked");
    }
}
