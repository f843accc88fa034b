//! Enough of Mapbox's vector tiles, version 2.1, to tell what is in one.

/// A layer of a tile.
#[derive(Debug, Default)]
pub struct Layer {
    pub name: String,
    pub version: u64,
    pub extent: u64,
    pub keys: Vec<String>,
    /// Where each point is, in steps from the upper left corner; empty for other shapes.
    pub points: Vec<[i64; 2]>,
    pub features: usize,
}

/// A field's number with its bytes, or with its value where it is a number.
fn fields(bytes: &[u8]) -> Vec<(u64, &[u8], u64)> {
    let mut rest = bytes;
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let head = varint(&mut rest);
        let (mut part, mut value): (&[u8], u64) = (&[], 0);
        match head & 7 {
            0 => value = varint(&mut rest),
            2 => {
                let length = usize::try_from(varint(&mut rest)).unwrap();
                (part, rest) = rest.split_at(length);
            }
            other => panic!("wire type {other}"),
        }
        fields.push((head >> 3, part, value));
    }
    fields
}

fn varint(rest: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (first, others) = rest.split_first().unwrap();
        *rest = others;
        value |= u64::from(first & 127) << shift;
        if first & 128 == 0 {
            break;
        }
    }
    value
}

/// The layers of a tile.
pub fn layers(tile: &[u8]) -> Vec<Layer> {
    fields(tile).into_iter().filter(|(number, ..)| *number == 3).map(|(_, part, _)| layer(part)).collect()
}

fn layer(bytes: &[u8]) -> Layer {
    let text = |part: &[u8]| String::from_utf8(part.to_vec()).unwrap();
    let mut layer = Layer { extent: 4096, version: 1, ..Layer::default() };
    for (number, part, value) in fields(bytes) {
        match number {
            1 => layer.name = text(part),
            2 => {
                layer.features += 1;
                layer.points.extend(point(part));
            }
            3 => layer.keys.push(text(part)),
            5 => layer.extent = value,
            15 => layer.version = value,
            _ => {}
        }
    }
    layer
}

/// Where a feature is that is one point.
fn point(feature: &[u8]) -> Option<[i64; 2]> {
    let fields = fields(feature);
    fields.iter().find(|(number, _, kind)| *number == 3 && *kind == 1)?;
    let mut rest = fields.iter().find(|(number, ..)| *number == 4)?.1;
    // One command: to move once.
    assert_eq!(varint(&mut rest), 9);
    let mut step = || {
        let zigzag = varint(&mut rest).cast_signed();
        (zigzag >> 1) ^ -(zigzag & 1)
    };
    Some([step(), step()])
}
