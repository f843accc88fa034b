//! Placemarks of a KML file one by one, without holding the file.
//!
//! Columns are `name`, `description` and the names of `ExtendedData`; since they are known only when every placemark
//! was seen, the file is read twice. Limits: a placemark is a row and has a row's bytes; elements are at most 64 deep;
//! a document type is refused, and entities but XML's own are not known. Source: OGC 12-007r2.

use std::cell::Cell;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use geo::{Geometry, GeometryCollection, LineString, MultiPoint, MultiPolygon, Point, Polygon};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::error::{FileError, NotText};
use super::options::{Limits, Progress};
use super::syntax::KmlProblem;
use super::table::{Ended, Placed, Table};

const MAX_DEPTH: usize = 64;
/// The most different names of data in one file.
const MAX_COLUMNS: usize = 10_000;
/// Placemarks after which it is told how far the first reading is.
const TOLD: u64 = 10_000;

/// A KML file, read once.
pub(super) struct Kml {
    path: PathBuf,
    bytes: u64,
    pub(super) columns: Vec<String>,
}

/// A file of which only so many bytes are given at a time.
struct Bounded {
    file: BufReader<File>,
    left: Rc<Cell<usize>>,
    done: Rc<Cell<u64>>,
}

/// A file being read.
struct Placemarks {
    reader: Reader<Bounded>,
    left: Rc<Cell<usize>>,
    done: Rc<Cell<u64>>,
    limit: usize,
    rows: u64,
    /// Names of the elements around.
    around: Vec<String>,
    buffer: Vec<u8>,
}

/// What a placemark says.
#[derive(Default)]
struct Placemark {
    values: Vec<(String, String)>,
    parts: Vec<Geometry<f64>>,
    malformed: Option<String>,
    /// The name of the data being read.
    data: Option<String>,
    text: String,
    rings: Vec<LineString<f64>>,
}

impl Kml {
    /// Reads the file once for its columns.
    pub(super) fn open(
        path: &Path,
        bytes: u64,
        limits: &Limits,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, FileError> {
        let (mut columns, mut seen) = (Vec::new(), HashSet::new());
        let mut placemarks = Placemarks::open(path, limits)?;
        while let Some(placemark) = placemarks.next()? {
            for (name, _) in placemark.values {
                if seen.insert(name.clone()) {
                    columns.push(name);
                }
            }
            let row = placemarks.rows;
            if columns.len() > MAX_COLUMNS {
                return Err(FileError::TooManyColumns { row, limit: MAX_COLUMNS });
            }
            if row > u64::from(limits.max_rows) {
                return Err(FileError::TooManyRows { limit: limits.max_rows });
            }
            let done = Progress { bytes_done: placemarks.done.get(), bytes_total: bytes * 2, rows: 0 };
            if row.is_multiple_of(TOLD) && progress(done).is_break() {
                return Err(FileError::Stopped);
            }
        }
        if placemarks.rows == 0 { Err(FileError::NoRows) } else { Ok(Self { path: path.into(), bytes, columns }) }
    }

    /// Reads again in a thread of its own.
    pub(super) fn start(self, limits: &Limits) -> Table {
        let limits = *limits;
        Table::start(self.bytes * 2, &limits, Box::new(|| ()), move |sink| {
            let mut placemarks = Placemarks::open(&self.path, &limits)?;
            while let Some(placemark) = placemarks.next()? {
                for column in &self.columns {
                    let value = placemark.values.iter().find(|(name, _)| name == column);
                    sink.cell(|text| text.push_str(value.map_or("", |(_, value)| value)))?;
                }
                sink.end_row(placemark.shape(), self.bytes + placemarks.done.get())?;
            }
            Ok::<(), Ended>(())
        })
    }
}

impl Placemarks {
    fn open(path: &Path, limits: &Limits) -> Result<Self, FileError> {
        let file = File::open(path).map_err(|error| FileError::Read { path: path.into(), error })?;
        let limit = limits.max_record_bytes;
        let (left, done) = (Rc::new(Cell::new(limit)), Rc::new(Cell::new(0)));
        let bounded = Bounded { file: BufReader::new(file), left: Rc::clone(&left), done: Rc::clone(&done) };
        let mut reader = Reader::from_reader(bounded);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, left, done, limit, rows: 0, around: Vec::new(), buffer: Vec::new() })
    }

    fn wrong(&self, problem: KmlProblem) -> FileError {
        FileError::Kml { byte: self.done.get(), problem }
    }

    /// The next placemark; `None` at the end of the file.
    fn next(&mut self) -> Result<Option<Placemark>, FileError> {
        let mut placemark: Option<Placemark> = None;
        loop {
            if placemark.is_none() {
                self.left.set(self.limit);
            }
            self.buffer.clear();
            let mut buffer = std::mem::take(&mut self.buffer);
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(_) if self.left.get() == 0 => {
                    return Err(FileError::RowTooLong { row: self.rows + 1, limit: self.limit });
                }
                Err(error) => return Err(self.wrong(KmlProblem::Xml(error))),
            };
            match event {
                Event::Start(start) => {
                    let name = start.local_name().as_ref().to_owned();
                    if self.around.is_empty() && name != "kml" {
                        return Err(FileError::NotText(NotText::Xml));
                    }
                    if self.around.len() >= MAX_DEPTH {
                        return Err(self.wrong(KmlProblem::TooDeep(MAX_DEPTH)));
                    }
                    match &mut placemark {
                        None if name == "Placemark" => placemark = Some(Placemark::default()),
                        None => {}
                        Some(placemark) => {
                            placemark.start(&name, &start).map_err(|problem| self.wrong(problem))?;
                        }
                    }
                    self.around.push(name);
                }
                Event::End(_) => {
                    let name = self.around.pop().unwrap_or_default();
                    if let Some(placemark) = &mut placemark {
                        placemark.end(&name, &self.around);
                    }
                    if name == "Placemark" && !self.around.iter().any(|around| around == "Placemark") {
                        self.rows += 1;
                        self.buffer = buffer;
                        return Ok(placemark);
                    }
                }
                Event::Text(text) => push(&mut placemark, &text.xml10_content()),
                Event::CData(text) => push(&mut placemark, &text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let character = character(&entity).ok_or_else(|| self.wrong(KmlProblem::Entity))?;
                    push(&mut placemark, character.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => return Err(self.wrong(KmlProblem::DocumentType)),
                Event::Eof if self.around.is_empty() => return Ok(None),
                Event::Eof => return Err(self.wrong(KmlProblem::EndsEarly)),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
            self.buffer = buffer;
        }
    }
}

/// Adds to the text of the element being read.
fn push(placemark: &mut Option<Placemark>, text: &str) {
    if let Some(placemark) = placemark {
        placemark.text.push_str(text);
    }
}

/// The character of `&amp;`, `&#241;` and their like.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    match entity.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}

impl Placemark {
    fn start(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), KmlProblem> {
        self.text.clear();
        match name {
            "Data" | "SimpleData" => {
                let found = start.try_get_attribute("name").map_err(|error| KmlProblem::Xml(error.into()))?;
                let Some(attribute) = found else { return Ok(()) };
                let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| KmlProblem::Entity)?;
                self.data = Some(value.trim().to_owned());
            }
            "Polygon" => self.rings.clear(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, around: &[String]) {
        let text = std::mem::take(&mut self.text);
        let parent = around.last().map_or("", String::as_str);
        match (parent, name) {
            ("Placemark", "name" | "description") => self.value(name.to_owned(), &text, false),
            ("Data", "value") | (_, "SimpleData") => {
                if let Some(data) = self.data.take() {
                    self.value(data, &text, true);
                }
            }
            (_, "Data") => self.data = None,
            (_, "coordinates") => self.coordinates(parent, &text, around),
            (_, "Polygon") => {
                let mut rings = std::mem::take(&mut self.rings).into_iter();
                let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
                self.parts.push(Polygon::new(outer, rings.collect()).into());
            }
            _ => {}
        }
    }

    /// Notes a value. What `ExtendedData` says goes before the label of a placemark.
    fn value(&mut self, name: String, text: &str, goes_before: bool) {
        let text = text.trim().to_owned();
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if goes_before && !text.is_empty() => *known = text,
            Some(_) => {}
            None => self.values.push((name, text)),
        }
    }

    fn coordinates(&mut self, parent: &str, text: &str, around: &[String]) {
        let Some(places) = places(text) else {
            self.malformed = Some("coordinates are longitude,latitude with blanks between places".into());
            return;
        };
        match parent {
            "Point" => match places.as_slice() {
                [place] => self.parts.push(Point(*place).into()),
                [] => {}
                several => self.parts.push(MultiPoint(several.iter().copied().map(Point).collect()).into()),
            },
            "LinearRing" if around.iter().any(|name| name == "outerBoundaryIs") => {
                self.rings.insert(0, LineString(places));
            }
            "LinearRing" if around.iter().any(|name| name == "innerBoundaryIs") => self.rings.push(LineString(places)),
            "LineString" | "LinearRing" => self.parts.push(LineString(places).into()),
            _ => {}
        }
    }

    fn shape(mut self) -> Placed {
        if let Some(why) = self.malformed {
            return Placed::Malformed(why);
        }
        let points = self.parts.iter().all(|part| matches!(part, Geometry::Point(_)));
        let polygons = self.parts.iter().all(|part| matches!(part, Geometry::Polygon(_)));
        Placed::At(match self.parts.len() {
            0 => return Placed::Nowhere,
            1 => self.parts.swap_remove(0),
            _ if points => {
                let points = self.parts.into_iter().filter_map(|part| Point::try_from(part).ok());
                MultiPoint(points.collect()).into()
            }
            _ if polygons => {
                let polygons = self.parts.into_iter().filter_map(|part| Polygon::try_from(part).ok());
                MultiPolygon(polygons.collect()).into()
            }
            _ => Geometry::GeometryCollection(GeometryCollection(self.parts)),
        })
    }
}

/// `lon,lat` or `lon,lat,height`, with blanks between places.
fn places(text: &str) -> Option<Vec<geo::Coord<f64>>> {
    let place = |place: &str| {
        let mut numbers = place.split(',').map(str::parse::<f64>);
        let (x, y) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        let height = numbers.next().is_none_or(|height| height.is_ok());
        (height && numbers.next().is_none()).then_some(geo::Coord { x, y })
    };
    text.split_ascii_whitespace().map(place).collect()
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Bounded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::Error::other("too long"));
        }
        let bytes = self.file.fill_buf()?;
        Ok(bytes.get(..left.min(bytes.len())).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.left.set(self.left.get().saturating_sub(count));
        self.done.set(self.done.get() + count as u64);
        self.file.consume(count);
    }
}
