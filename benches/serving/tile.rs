//! Web Mercator's tiles, and what is in one: enough of Mapbox's vector tile format, version 2.1, to tell whether two
//! programs gave the same points.

use std::collections::BTreeSet;
use std::f64::consts::PI;

use cercania::domain::position::Position;

/// A place in `WebMercatorQuad`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Tile {
    pub zoom: u32,
    /// From the west.
    pub column: u32,
    /// From the north.
    pub row: u32,
}

impl Tile {
    /// The one that a position lies in.
    pub fn at(zoom: u32, position: Position) -> Self {
        let side = f64::from(1_u32 << zoom);
        let lat = position.lat().to_radians();
        let x = (position.lon() / 360.0 + 0.5) * side;
        let y = (0.5 - lat.tan().asinh() / (2.0 * PI)) * side;
        Self { zoom, column: whole(x), row: whole(y) }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a tile's columns and rows")]
fn whole(number: f64) -> u32 {
    number as u32
}

/// What a tile holds.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct Contents {
    /// All features, those beyond its edge too.
    pub features: usize,
    /// Ids of points that are not on its edge or beyond, where they have one.
    pub inside: BTreeSet<String>,
    /// How many households those without an id that are not on its edge or beyond stand for (`households`).
    pub together: u64,
}

impl Contents {
    /// Reads a tile; `None` where it is not one.
    pub fn read(tile: &[u8]) -> Option<Self> {
        let mut contents = Self::default();
        for (number, value) in Fields(tile) {
            if let (3, Value::Bytes(layer)) = (number, value?) {
                contents.add(layer)?;
            }
        }
        Some(contents)
    }

    fn add(&mut self, layer: &[u8]) -> Option<()> {
        let (mut keys, mut values, mut features, mut extent) = (vec![], vec![], vec![], 4096);
        for (number, value) in Fields(layer) {
            match (number, value?) {
                (2, Value::Bytes(feature)) => features.push(feature),
                (3, Value::Bytes(key)) => keys.push(key),
                (4, Value::Bytes(value)) => values.push(value),
                (5, Value::Number(number)) => extent = i64::try_from(number).ok()?,
                _ => {}
            }
        }
        // A key may be there more than once: PostGIS has it so where several processes made the layer.
        let value = |tags: &[u64], name: &[u8]| {
            let key = |tag: u64| usize::try_from(tag).ok().and_then(|tag| keys.get(tag).copied());
            let pair = tags.chunks_exact(2).find(|pair| key(pair[0]) == Some(name))?;
            values.get(usize::try_from(pair[1]).ok()?).copied()
        };
        for feature in features {
            self.features += 1;
            let (mut tags, mut geometry) = (vec![], vec![]);
            for (number, value) in Fields(feature) {
                match (number, value?) {
                    (2, Value::Bytes(packed)) => tags = numbers(packed)?,
                    (4, Value::Bytes(packed)) => geometry = numbers(packed)?,
                    _ => {}
                }
            }
            // A point is one move to it: command 1, once, then its place.
            let inside = match geometry[..] {
                [9, x, y] => [x, y].into_iter().map(unzigzag).all(|place| 0 < place && place < extent),
                _ => false,
            };
            match value(&tags, b"id").and_then(text) {
                Some(id) => self.inside.extend(inside.then_some(id)),
                None if inside => self.together += value(&tags, b"households").and_then(count).unwrap_or(0),
                None => {}
            }
        }
        Some(())
    }
}

/// A value's text, where it is one.
fn text(value: &[u8]) -> Option<String> {
    Fields(value).find_map(|(number, value)| match (number, value?) {
        (1, Value::Bytes(text)) => String::from_utf8(text.to_vec()).ok(),
        _ => None,
    })
}

/// A value's number, where it is a whole one that is not below 0.
fn count(value: &[u8]) -> Option<u64> {
    Fields(value).find_map(|(number, value)| match (number, value?) {
        (4 | 5, Value::Number(number)) => Some(number),
        (6, Value::Number(number)) => u64::try_from(unzigzag(number)).ok(),
        _ => None,
    })
}

fn unzigzag(number: u64) -> i64 {
    let half = i64::try_from(number / 2).unwrap_or(i64::MAX);
    if number.is_multiple_of(2) { half } else { -half - 1 }
}

/// The fields of a message in Protocol Buffers: numbers and values, `None` where it is broken off.
struct Fields<'a>(&'a [u8]);

enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

impl<'a> Iterator for Fields<'a> {
    type Item = (u64, Option<Value<'a>>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let key = number(&mut self.0);
        let value = key.and_then(|key| match key % 8 {
            0 => number(&mut self.0).map(Value::Number),
            1 => take(&mut self.0, 8).map(Value::Bytes),
            2 => {
                let length = number(&mut self.0)?;
                take(&mut self.0, usize::try_from(length).ok()?).map(Value::Bytes)
            }
            5 => take(&mut self.0, 4).map(Value::Bytes),
            _ => None,
        });
        if value.is_none() {
            self.0 = &[];
        }
        Some((key.unwrap_or(0) / 8, value))
    }
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

/// Seven bits a byte, the least first.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn numbers(mut packed: &[u8]) -> Option<Vec<u64>> {
    let mut all = Vec::new();
    while !packed.is_empty() {
        all.push(number(&mut packed)?);
    }
    Some(all)
}
