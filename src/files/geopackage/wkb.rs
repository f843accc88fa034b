//! Well-known binary, as `GeoPackage` blobs hold it: two dimensions out, any dimension in.
//!
//! Limits: counts are compared with the bytes that are left before anything is allocated.

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

use super::blob::BlobError;

const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_POINT: u32 = 4;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;

/// Bytes of the smallest geometry: byte order, type, and a count of none.
const SMALLEST_GEOMETRY: usize = 9;

/// Appends a geometry, little-endian.
pub fn encode(geometry: &Geometry<f64>, out: &mut Vec<u8>) -> Result<(), BlobError> {
    match geometry {
        Geometry::Point(point) => encode_point(point.0, out),
        Geometry::LineString(line) => {
            head(LINE_STRING, out);
            encode_coords(line, out);
        }
        Geometry::Polygon(polygon) => encode_polygon(polygon, out),
        Geometry::MultiPoint(points) => {
            head(MULTI_POINT, out);
            count(points.0.len(), out);
            points.iter().for_each(|point| encode_point(point.0, out));
        }
        Geometry::MultiLineString(lines) => {
            head(MULTI_LINE_STRING, out);
            count(lines.0.len(), out);
            for line in lines {
                head(LINE_STRING, out);
                encode_coords(line, out);
            }
        }
        Geometry::MultiPolygon(polygons) => encode_multi_polygon(polygons, out),
        _ => return Err(BlobError::NotWritten),
    }
    Ok(())
}

/// Appends a point.
pub fn encode_point(coord: Coord<f64>, out: &mut Vec<u8>) {
    head(POINT, out);
    encode_coord(coord, out);
}

/// Appends polygons.
pub fn encode_multi_polygon(polygons: &MultiPolygon<f64>, out: &mut Vec<u8>) {
    head(MULTI_POLYGON, out);
    count(polygons.0.len(), out);
    polygons.iter().for_each(|polygon| encode_polygon(polygon, out));
}

fn encode_polygon(polygon: &Polygon<f64>, out: &mut Vec<u8>) {
    head(POLYGON, out);
    if polygon.exterior().0.is_empty() {
        return count(0, out);
    }
    count(1 + polygon.interiors().len(), out);
    encode_coords(polygon.exterior(), out);
    polygon.interiors().iter().for_each(|ring| encode_coords(ring, out));
}

fn encode_coords(line: &LineString<f64>, out: &mut Vec<u8>) {
    count(line.0.len(), out);
    line.0.iter().for_each(|coord| encode_coord(*coord, out));
}

fn encode_coord(coord: Coord<f64>, out: &mut Vec<u8>) {
    out.extend_from_slice(&coord.x.to_le_bytes());
    out.extend_from_slice(&coord.y.to_le_bytes());
}

fn head(kind: u32, out: &mut Vec<u8>) {
    out.push(1);
    out.extend_from_slice(&kind.to_le_bytes());
}

fn count(parts: usize, out: &mut Vec<u8>) {
    // A geometry of 2^32 parts does not fit an SQLite blob (2^31 bytes), so the write fails there.
    out.extend_from_slice(&u32::try_from(parts).unwrap_or(u32::MAX).to_le_bytes());
}

/// A geometry; `None` where it is an empty point (NaN coordinates).
pub fn decode(bytes: &[u8]) -> Result<Option<Geometry<f64>>, BlobError> {
    let mut reader = Reader { rest: bytes, big_endian: false, extra: 0 };
    let kind = reader.head()?;
    Ok(Some(match kind {
        POINT => match reader.point()? {
            Some(point) => Geometry::Point(point),
            None => return Ok(None),
        },
        LINE_STRING => Geometry::LineString(reader.coords()?),
        POLYGON => Geometry::Polygon(reader.polygon()?),
        MULTI_POINT => {
            let points: Vec<Option<Point<f64>>> = reader.parts(POINT, Reader::point)?;
            Geometry::MultiPoint(MultiPoint(points.into_iter().flatten().collect()))
        }
        MULTI_LINE_STRING => Geometry::MultiLineString(MultiLineString(reader.parts(LINE_STRING, Reader::coords)?)),
        MULTI_POLYGON => Geometry::MultiPolygon(MultiPolygon(reader.parts(POLYGON, Reader::polygon)?)),
        other => return Err(BlobError::Kind(other)),
    }))
}

struct Reader<'a> {
    rest: &'a [u8],
    big_endian: bool,
    /// Ordinates after x and y: 0, 1 (Z or M) or 2.
    extra: usize,
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], BlobError> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(BlobError::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn u32(&mut self) -> Result<u32, BlobError> {
        let bytes = self.take()?;
        Ok(if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    fn f64(&mut self) -> Result<f64, BlobError> {
        let bytes = self.take()?;
        Ok(if self.big_endian { f64::from_be_bytes(bytes) } else { f64::from_le_bytes(bytes) })
    }

    /// Byte order and type; ISO types, 1000 added for Z, 2000 for M, 3000 for both.
    fn head(&mut self) -> Result<u32, BlobError> {
        let [order] = self.take()?;
        self.big_endian = order == 0;
        let kind = self.u32()?;
        self.extra = match kind / 1000 {
            0 => 0,
            1 | 2 => 1,
            3 => 2,
            _ => return Err(BlobError::Kind(kind)),
        };
        Ok(kind % 1000)
    }

    fn count(&mut self, smallest: usize) -> Result<usize, BlobError> {
        let count = usize::try_from(self.u32()?).map_err(|_| BlobError::Truncated)?;
        if count > self.rest.len() / smallest { Err(BlobError::Truncated) } else { Ok(count) }
    }

    fn coord(&mut self) -> Result<Coord<f64>, BlobError> {
        let coord = Coord { x: self.f64()?, y: self.f64()? };
        for _ in 0..self.extra {
            self.f64()?;
        }
        Ok(coord)
    }

    fn point(&mut self) -> Result<Option<Point<f64>>, BlobError> {
        let coord = self.coord()?;
        Ok((!coord.x.is_nan() || !coord.y.is_nan()).then_some(Point(coord)))
    }

    fn coords(&mut self) -> Result<LineString<f64>, BlobError> {
        let count = self.count(8 * (2 + self.extra))?;
        (0..count).map(|_| self.coord()).collect()
    }

    fn polygon(&mut self) -> Result<Polygon<f64>, BlobError> {
        let count = self.count(4)?;
        let mut rings = (0..count).map(|_| self.coords()).collect::<Result<Vec<_>, _>>()?.into_iter();
        let exterior = rings.next().unwrap_or_else(|| LineString(vec![]));
        Ok(Polygon::new(exterior, rings.collect()))
    }

    fn parts<T>(&mut self, kind: u32, part: fn(&mut Self) -> Result<T, BlobError>) -> Result<Vec<T>, BlobError> {
        let count = self.count(SMALLEST_GEOMETRY)?;
        (0..count)
            .map(|_| match self.head()? {
                found if found == kind => part(self),
                found => Err(BlobError::Kind(found)),
            })
            .collect()
    }
}
