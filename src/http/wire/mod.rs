//! Domain values as bytes: JSON, `GeoJSON`, CSV. The same values give the same bytes.

pub mod cached;
pub mod feature;
pub mod geometry;
pub mod link;
pub mod table;
pub mod value;
