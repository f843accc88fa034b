//! Features of one layer, written as a Mapbox vector tile.

use fast_mvt::{MvtCoord, MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtResult, MvtValueRef};
use i_overlay::i_float::int::point::IntPoint;

use super::fields::fields;
use super::sum::Sum;
use crate::layers::{Feature, LayerName, Value};

/// Ids are as many bits long, which every JavaScript program can hold.
const ID_BITS: u32 = 53;

/// Features of one layer.
pub(super) struct Writer {
    layer: MvtLayerBuilder,
    fields: Vec<(usize, &'static str)>,
}

/// What a feature looks like.
#[derive(Clone, Copy)]
pub(super) enum Shape<'a> {
    Point([i32; 2]),
    Line([[i32; 2]; 2]),
    /// Polygons: an outer ring and its holes each.
    Polygons(&'a [Vec<Vec<IntPoint>>]),
    /// One ring.
    Square([IntPoint; 4]),
}

impl Writer {
    pub(super) fn new(layer: LayerName) -> MvtResult<Self> {
        let fields = fields(layer).map(|(at, field)| (at, field.name)).collect();
        Ok(Self { layer: MvtLayerBuilder::new(layer.as_str())?, fields })
    }

    /// The layer's bytes; none where it has no features.
    pub(super) fn end(self) -> Vec<u8> {
        if self.layer.num_features() == 0 { Vec::new() } else { self.layer.encode() }
    }

    /// A row. Numbers are rounded to a tenth: a map shows no more, and equal ones are sent once.
    pub(super) fn row(self, row: &Feature<'_>, shape: Shape<'_>) -> MvtResult<Self> {
        let Self { layer, fields } = self;
        let mut feature = drawn(layer, shape)?;
        feature.id(Some(hash(row.id().as_bytes())));
        for (at, name) in &fields {
            let day;
            let value = match row.value(*at) {
                Value::Null => continue,
                Value::Text(text) => MvtValueRef::String(text),
                Value::Integer(whole) => MvtValueRef::Int(whole),
                Value::Real(number) => MvtValueRef::Double((number * 10.0).round() / 10.0),
                Value::Date(date) => {
                    day = date.to_string();
                    MvtValueRef::String(&day)
                }
            };
            feature.tag_ref(name, value)?;
        }
        Ok(Self { layer: feature.end(), fields })
    }

    /// Households that one point stands for.
    pub(super) fn households(self, square: u64, at: [i32; 2], sum: &Sum) -> MvtResult<Self> {
        let Self { layer, fields } = self;
        let mut feature = drawn(layer, Shape::Point(at))?;
        feature.id(Some(hash(&square.to_le_bytes())));
        let counts = [
            ("households", sum.households),
            ("persons", sum.persons),
            ("served", sum.served),
            ("persons_served", sum.persons_served),
            ("percent_served", sum.percent_served()),
        ];
        for (name, count) in counts {
            feature.tag_ref(name, MvtValueRef::Int(i64::try_from(count).unwrap_or(i64::MAX)))?;
        }
        feature.tag_ref("state", MvtValueRef::String(sum.state().as_str()))?;
        Ok(Self { layer: feature.end(), fields })
    }

    /// Rows that one shape stands for.
    pub(super) fn rows(self, square: u64, rows: u32, shape: Shape<'_>) -> MvtResult<Self> {
        let Self { layer, fields } = self;
        let mut feature = drawn(layer, shape)?;
        feature.id(Some(hash(&square.to_le_bytes())));
        feature.tag_ref("rows", MvtValueRef::Int(rows.into()))?;
        Ok(Self { layer: feature.end(), fields })
    }
}

fn drawn(layer: MvtLayerBuilder, shape: Shape<'_>) -> MvtResult<MvtFeatureBuilder> {
    let coord = |[x, y]: [i32; 2]| MvtCoord { x, y };
    let corner = |point: &IntPoint| MvtCoord { x: point.x, y: point.y };
    Ok(match shape {
        Shape::Point(at) => {
            let mut feature = layer.feature_of(MvtGeomType::Point);
            feature.points([coord(at)])?;
            feature
        }
        Shape::Line(ends) => {
            let mut feature = layer.feature_of(MvtGeomType::LineString);
            feature.line(ends.map(coord))?;
            feature
        }
        Shape::Polygons(polygons) => {
            let mut feature = layer.feature_of(MvtGeomType::Polygon);
            for polygon in polygons {
                for (at, ring) in polygon.iter().enumerate() {
                    feature.ring(ring.iter().map(corner), at == 0)?;
                }
            }
            feature
        }
        Shape::Square(ring) => {
            let mut feature = layer.feature_of(MvtGeomType::Polygon);
            feature.ring(ring.iter().map(corner), true)?;
            feature
        }
    })
}

/// A number that stays the same as long as the name does (FNV-1a, folded to [`ID_BITS`]).
fn hash(name: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = name.iter().fold(0xcbf2_9ce4_8422_2325, step);
    (hash >> ID_BITS) ^ (hash & ((1 << ID_BITS) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feature_ids_follow_from_names_alone_and_fit_every_program() {
        assert_eq!(hash(b""), (0xcbf2_9ce4_8422_2325 >> 53) ^ (0xcbf2_9ce4_8422_2325 & ((1 << 53) - 1)));
        let ids: std::collections::BTreeSet<u64> = (0..100_000).map(|n| hash(format!("H-{n:07}").as_bytes())).collect();
        assert_eq!(ids.len(), 100_000);
        assert!(ids.iter().all(|id| *id < 1 << 53));
    }
}
