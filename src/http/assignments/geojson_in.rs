//! Positions of a `GeoJSON` document: a `FeatureCollection` of points, a `Feature`, or a `Point`.
//!
//! Read straight into what is needed, so that a body of 16 MiB of brackets or of empty features does
//! not become a gigabyte of values.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Problem, Reading, RowReason, Sent};

const NAMES: [&str; 3] = ["geometry", "geometry", "accuracy_m"];

/// The most rows that a service may be set to take: one more is kept, to be refused, and the rest of
/// the body is only passed over.
pub(super) const MOST_ROWS: usize = 200_000;

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "type", default)]
    kind: Kind,
    features: Option<Features>,
    geometry: Option<Point>,
    #[serde(default)]
    coordinates: Coordinates,
    #[serde(default)]
    id: Scalar,
    properties: Option<Properties>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Option<Point>,
    #[serde(default)]
    id: Scalar,
    properties: Option<Properties>,
}

#[derive(Default, Deserialize)]
struct Point {
    #[serde(rename = "type", default)]
    kind: Kind,
    #[serde(default)]
    coordinates: Coordinates,
}

#[derive(Default, Deserialize)]
struct Properties {
    #[serde(default)]
    id: Scalar,
    #[serde(default)]
    accuracy_m: Scalar,
}

#[derive(Default)]
struct Features(Vec<Feature>);

#[derive(Default, Deserialize, PartialEq)]
enum Kind {
    FeatureCollection,
    Feature,
    Point,
    #[default]
    #[serde(other)]
    Other,
}

/// Two or three numbers, or something else.
#[derive(Clone, Copy, Default)]
struct Coordinates(Option<[f64; 2]>);

/// A number, a text, nothing, or something else.
#[derive(Default)]
enum Scalar {
    #[default]
    Nothing,
    Number(f64),
    Text(Box<str>),
    Other,
}

/// Reads the rows of a document.
///
/// # Errors
/// [`Problem`]; [`Problem::Rows`] with every row that is not valid.
pub(super) fn read(body: &[u8], mut reading: Reading<'_>) -> Result<Vec<Sent>, Problem> {
    let document: Document = serde_json::from_slice(body).map_err(|error| Problem::BodyUnreadable {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    })?;
    match document.kind {
        Kind::FeatureCollection => {
            let features = document.features.unwrap_or_default().0;
            for (row, feature) in (1..).zip(features) {
                reading.feature(row, feature)?;
            }
        }
        Kind::Feature => {
            let Document { geometry, id, properties, .. } = document;
            reading.feature(1, Feature { geometry, id, properties })?;
        }
        Kind::Point => {
            let geometry = Some(Point { kind: Kind::Point, coordinates: document.coordinates });
            reading.feature(1, Feature { geometry, id: Scalar::Nothing, properties: None })?;
        }
        Kind::Other => reading.bad.push(1, "type", "", RowReason::NotAPoint),
    }
    reading.end()
}

impl Reading<'_> {
    fn feature(&mut self, row: usize, feature: Feature) -> Result<(), Problem> {
        let properties = feature.properties.unwrap_or_default();
        let id = match (&feature.id, &properties.id) {
            (Scalar::Text(id), _) | (_, Scalar::Text(id)) => Some(id.to_string()),
            (Scalar::Number(id), _) | (_, Scalar::Number(id)) => Some(id.to_string()),
            _ => None,
        };
        let position = match feature.geometry {
            None => {
                self.bad.push(row, "geometry", "", RowReason::Missing);
                None
            }
            Some(Point { kind: Kind::Point, coordinates: Coordinates(Some(position)) }) => Some(position),
            Some(_) => {
                self.bad.push(row, "geometry", "", RowReason::NotAPoint);
                None
            }
        };
        let accuracy = match properties.accuracy_m {
            Scalar::Nothing => None,
            Scalar::Number(accuracy) => Some(accuracy),
            Scalar::Text(text) => {
                let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
                if number.is_none() && !text.trim().is_empty() {
                    self.bad.push(row, "accuracy_m", &text, RowReason::NotANumber);
                }
                number
            }
            Scalar::Other => {
                self.bad.push(row, "accuracy_m", "", RowReason::NotANumber);
                None
            }
        };
        self.take(row, id.as_deref(), position, accuracy, NAMES)
    }
}

impl<'de> Deserialize<'de> for Features {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Features;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of features")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Features, A::Error> {
                let mut features = Vec::new();
                while features.len() <= MOST_ROWS {
                    match list.next_element()? {
                        Some(feature) => features.push(feature),
                        None => return Ok(Features(features)),
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Features(features))
            }
        }
        from.deserialize_seq(List)
    }
}

impl<'de> Deserialize<'de> for Coordinates {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Coordinates;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("coordinates")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Coordinates, A::Error> {
                let mut numbers = [None; 3];
                for number in &mut numbers {
                    match list.next_element::<Scalar>()? {
                        Some(Scalar::Number(value)) => *number = Some(value),
                        Some(_) => {
                            while list.next_element::<IgnoredAny>()?.is_some() {}
                            return Ok(Coordinates(None));
                        }
                        None => break,
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Coordinates(numbers[0].zip(numbers[1]).map(|(lon, lat)| [lon, lat])))
            }
        }
        from.deserialize_seq(Numbers)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }

            #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 it is no coordinate, and said back as near")]
            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number as f64))
            }

            #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 it is no coordinate, and said back as near")]
            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number as f64))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number))
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.into()))
            }

            fn visit_unit<E>(self) -> Result<Scalar, E> {
                Ok(Scalar::Nothing)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }
        }
        from.deserialize_any(Any)
    }
}
