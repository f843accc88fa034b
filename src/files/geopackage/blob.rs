//! Geometries as `GeoPackage` keeps them: a header with an envelope, then well-known binary.
//!
//! Source: OGC 12-128r17, clause 2.1.3.

use geo::{BoundingRect, Coord, CoordsIter, Geometry, MultiPolygon, Rect};
use thiserror::Error;

use super::core::SRS_ID;
use super::wkb;

/// The numbers that stand for no reference system.
const UNDEFINED: [i32; 2] = [-1, 0];

/// Why bytes are not a geometry that cercania reads, or a geometry is not one that it writes.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum BlobError {
    /// Fewer bytes than the lengths inside say.
    #[error("the geometry is cut short")]
    Truncated,
    /// It does not begin with a `GeoPackage` header.
    #[error("the bytes are not a GeoPackage geometry")]
    NotAGeometry,
    /// A type that is neither point, line nor polygon, or not the one expected inside a collection.
    #[error("geometry type {0} is not read; points, lines, polygons and collections of one of these are")]
    Kind(u32),
    /// A geometry that has no place in these layers.
    #[error("geometry collections are not written; give points, lines or polygons")]
    NotWritten,
    /// Coordinates in another reference system.
    #[error("the geometry is in EPSG:{0}; this layer is in EPSG:4326, longitude and latitude")]
    Srs(i32),
    /// Coordinates in another reference system than the layer's.
    #[error("the geometry is in reference system {found}, and its layer in {layer}")]
    OtherSrs {
        /// The geometry's number.
        found: i32,
        /// The layer's.
        layer: i32,
    },
}

/// Flags: bit 0 little-endian, bits 1-3 envelope kind, bit 4 empty.
const LITTLE_ENDIAN: u8 = 1;
const ENVELOPE_XY: u8 = 1 << 1;
const EMPTY: u8 = 1 << 4;
const HEADER_BYTES: usize = 8;
/// A point has no envelope, as GDAL writes it: 8 bytes of header and 21 of well-known binary.
const POINT_BYTES: usize = 29;

/// Replaces `out` with the blob of a point.
pub fn encode_point(coord: Coord<f64>, out: &mut Vec<u8>) {
    point(coord, SRS_ID, out);
}

fn point(coord: Coord<f64>, srs_id: i32, out: &mut Vec<u8>) {
    out.clear();
    out.reserve(POINT_BYTES);
    header(LITTLE_ENDIAN, srs_id, out);
    wkb::encode_point(coord, out);
}

/// Replaces `out` with the blob of a geometry, easting or longitude first, in the reference system of this number.
///
/// # Errors
/// [`BlobError::NotWritten`] for geometry collections and the shapes only `geo` has.
pub fn encode(geometry: &Geometry<f64>, srs_id: i32, out: &mut Vec<u8>) -> Result<(), BlobError> {
    out.clear();
    if let Geometry::Point(place) = geometry {
        point(place.0, srs_id, out);
        return Ok(());
    }
    header_with_box(geometry.bounding_rect(), srs_id, out);
    wkb::encode(geometry, out)
}

/// Replaces `out` with the blob of polygons.
pub fn encode_multi_polygon(polygons: &MultiPolygon<f64>, out: &mut Vec<u8>) {
    out.clear();
    header_with_box(polygons.bounding_rect(), SRS_ID, out);
    wkb::encode_multi_polygon(polygons, out);
}

fn header_with_box(rect: Option<Rect<f64>>, srs_id: i32, out: &mut Vec<u8>) {
    let Some(rect) = rect else { return header(LITTLE_ENDIAN | EMPTY, srs_id, out) };
    header(LITTLE_ENDIAN | ENVELOPE_XY, srs_id, out);
    for bound in [rect.min().x, rect.max().x, rect.min().y, rect.max().y] {
        out.extend_from_slice(&bound.to_le_bytes());
    }
}

fn header(flags: u8, srs_id: i32, out: &mut Vec<u8>) {
    out.extend_from_slice(b"GP\0");
    out.push(flags);
    out.extend_from_slice(&srs_id.to_le_bytes());
}

/// The geometry of a blob; `None` where it is empty.
///
/// # Errors
/// [`BlobError`], also where the reference system is not EPSG:4326.
pub fn decode(blob: &[u8]) -> Result<Option<Geometry<f64>>, BlobError> {
    let header = Header::read(blob)?;
    if header.srs_id != SRS_ID {
        return Err(BlobError::Srs(header.srs_id));
    }
    geometry(&header)
}

/// The geometry of a blob in a layer of this reference system, or of a blob that names none.
///
/// # Errors
/// [`BlobError`], also where it names another.
pub(in crate::files) fn decode_in(blob: &[u8], srs_id: i32) -> Result<Option<Geometry<f64>>, BlobError> {
    let header = Header::read(blob)?;
    if header.srs_id != srs_id && !UNDEFINED.contains(&header.srs_id) {
        return Err(BlobError::OtherSrs { found: header.srs_id, layer: srs_id });
    }
    geometry(&header)
}

fn geometry(header: &Header<'_>) -> Result<Option<Geometry<f64>>, BlobError> {
    if let Some(coord) = header.little_endian_point() {
        return Ok((!coord.x.is_nan() || !coord.y.is_nan()).then_some(Geometry::Point(coord.into())));
    }
    Ok(wkb::decode(header.body)?.filter(|geometry| geometry.coords_count() > 0))
}

/// The box around a blob's geometry, from the header where it is there; `None` where it is empty.
///
/// Whatever the reference system: this is what the spatial index is made of.
///
/// # Errors
/// [`BlobError`] where the bytes cannot be read.
pub fn envelope(blob: &[u8]) -> Result<Option<Rect<f64>>, BlobError> {
    let header = Header::read(blob)?;
    if header.empty {
        return Ok(None);
    }
    if let Some([min_x, max_x, min_y, max_y]) = header.envelope {
        return Ok(Some(Rect::new(Coord { x: min_x, y: min_y }, Coord { x: max_x, y: max_y })));
    }
    if let Some(coord) = header.little_endian_point() {
        return Ok((!coord.x.is_nan() || !coord.y.is_nan()).then(|| Rect::new(coord, coord)));
    }
    Ok(wkb::decode(header.body)?.and_then(|geometry| geometry.bounding_rect()))
}

struct Header<'a> {
    srs_id: i32,
    empty: bool,
    /// min x, max x, min y, max y.
    envelope: Option<[f64; 4]>,
    body: &'a [u8],
}

impl<'a> Header<'a> {
    fn read(blob: &'a [u8]) -> Result<Self, BlobError> {
        let (head, rest) = blob.split_first_chunk::<HEADER_BYTES>().ok_or(BlobError::NotAGeometry)?;
        let [b'G', b'P', 0, flags, srs @ ..] = *head else { return Err(BlobError::NotAGeometry) };
        let little = flags & LITTLE_ENDIAN != 0;
        let srs_id = if little { i32::from_le_bytes(srs) } else { i32::from_be_bytes(srs) };
        let envelope_bytes = match (flags >> 1) & 7 {
            0 => 0,
            1 => 32,
            2 | 3 => 48,
            4 => 64,
            _ => return Err(BlobError::NotAGeometry),
        };
        let (envelope, body) = rest.split_at_checked(envelope_bytes).ok_or(BlobError::Truncated)?;
        let empty = flags & EMPTY != 0;
        Ok(Self { srs_id, empty, envelope: Self::bounds(envelope, little), body })
    }

    /// The first four numbers, where all are finite.
    fn bounds(bytes: &[u8], little: bool) -> Option<[f64; 4]> {
        let mut bounds = [0.0; 4];
        let (numbers, _) = bytes.as_chunks::<8>();
        if numbers.len() < bounds.len() {
            return None;
        }
        for (bound, number) in bounds.iter_mut().zip(numbers) {
            *bound = if little { f64::from_le_bytes(*number) } else { f64::from_be_bytes(*number) };
        }
        bounds.iter().all(|bound| bound.is_finite()).then_some(bounds)
    }

    /// The quick way for what nearly every row is.
    fn little_endian_point(&self) -> Option<Coord<f64>> {
        let ([1, 1, 0, 0, 0], rest) = self.body.split_first_chunk::<5>()? else { return None };
        let (x, rest) = rest.split_first_chunk::<8>()?;
        let (y, _) = rest.split_first_chunk::<8>()?;
        Some(Coord { x: f64::from_le_bytes(*x), y: f64::from_le_bytes(*y) })
    }
}

#[cfg(test)]
mod tests {
    use geo::{line_string, point, polygon};

    use super::*;

    fn shapes() -> Vec<Geometry<f64>> {
        let holed = polygon!(
            exterior: [(x: -77.0, y: -12.2), (x: -76.9, y: -12.2), (x: -76.9, y: -12.1)],
            interiors: [[(x: -76.95, y: -12.18), (x: -76.92, y: -12.18), (x: -76.92, y: -12.16)]],
        );
        let line = line_string![(x: 1.0, y: 2.0), (x: 3.0, y: -4.0)];
        vec![
            point!(x: -76.971_234_567_89, y: -12.158).into(),
            line.clone().into(),
            holed.clone().into(),
            geo::MultiPoint(vec![point!(x: 1.0, y: 2.0), point!(x: 0.1, y: 0.2)]).into(),
            geo::MultiLineString(vec![line.clone(), line]).into(),
            geo::MultiPolygon(vec![holed.clone(), holed]).into(),
        ]
    }

    #[test]
    fn a_geometry_comes_back_bit_for_bit_with_its_box() {
        let mut blob = Vec::new();
        for shape in shapes() {
            encode(&shape, SRS_ID, &mut blob).unwrap();
            assert_eq!(decode(&blob), Ok(Some(shape.clone())));
            assert_eq!(envelope(&blob), Ok(shape.bounding_rect()));
        }
    }

    #[test]
    fn every_cut_is_an_error_and_no_changed_byte_a_panic() {
        let mut blob = Vec::new();
        for shape in shapes() {
            encode(&shape, SRS_ID, &mut blob).unwrap();
            for length in 0..blob.len() {
                assert!(decode(&blob[..length]).is_err(), "{length} of {}", blob.len());
            }
            for at in 0..blob.len() {
                for value in [0, 1, 2, 0x7f, 0xff] {
                    let mut changed = blob.clone();
                    changed[at] = value;
                    let _ = decode(&changed);
                    let _ = envelope(&changed);
                }
            }
        }
    }

    #[test]
    fn big_endian_and_z_are_read() {
        let mut blob = b"GP\0\x00\0\0\x10\xe6".to_vec();
        blob.extend_from_slice(&[0, 0, 0, 0x03, 0xe9]); // big-endian, 1001: point with Z
        blob.extend([-76.9_f64, -12.1, 350.0].iter().flat_map(|number| number.to_be_bytes()));
        assert_eq!(decode(&blob), Ok(Some(point!(x: -76.9, y: -12.1).into())));

        let mut blob = b"GP\0\x01\xe6\x10\0\0".to_vec();
        blob.extend_from_slice(&[1, 0xea, 0x03, 0, 0, 2, 0, 0, 0]); // little-endian, 1002: line with Z, 2 corners
        blob.extend([1.0_f64, 2.0, 350.0, 3.0, -4.0, 360.0].iter().flat_map(|number| number.to_le_bytes()));
        assert_eq!(decode(&blob), Ok(Some(line_string![(x: 1.0, y: 2.0), (x: 3.0, y: -4.0)].into())));
    }

    #[test]
    fn empty_shapes_have_no_geometry_and_no_box() {
        let mut blob = Vec::new();
        encode(&geo::MultiPolygon::<f64>(vec![]).into(), SRS_ID, &mut blob).unwrap();
        assert_eq!((decode(&blob), envelope(&blob)), (Ok(None), Ok(None)));
        encode_point(Coord { x: f64::NAN, y: f64::NAN }, &mut blob);
        assert_eq!((decode(&blob), envelope(&blob)), (Ok(None), Ok(None)));
    }

    #[test]
    fn another_reference_system_is_named() {
        let mut blob = Vec::new();
        encode_point(Coord { x: 288_000.0, y: 8_655_000.0 }, &mut blob);
        blob[4..8].copy_from_slice(&32718_i32.to_le_bytes());
        assert_eq!(decode(&blob), Err(BlobError::Srs(32718)));
    }
}
