//! Rows of layers and tables as bytes: JSON, `GeoJSON`, CSV. The same values give the same bytes.

pub mod csv;
pub mod feature;
pub mod geometry;
pub mod layer_csv;
pub mod layer_geopackage;
pub mod value;
