//! `GeoPackage` 1.3: the pieces that the store and the exports share.
//!
//! A `GeoPackage` is an `SQLite` file with tables that describe its layers. Written by hand on `rusqlite`:
//! the blob header, the core tables and the spatial index are small, and GDAL's own validation
//! script is the test. Version 1.3 and not 1.4: GDAL 3.6 (Debian 12) warns of anything newer, and
//! its script wants the update triggers under their 1.3 names.
//!
//! Source: OGC 12-128r17.

pub mod blob;
mod core;
mod functions;
mod index;
mod place;
pub(in crate::files) mod reader;
mod styles;
mod wkb;
mod write_error;
mod writer;

pub use crate::layers::union;
pub use core::{
    GeometryKind, SRS_ID, Srs, create_core_tables, expand_extent, quoted, register_attributes, register_features,
    register_srs,
};
pub use functions::register_functions;
pub(crate) use index::SpatialIndex;
pub use index::{create_spatial_index, rtree_name, trigger_names};
pub(crate) use place::temporary_beside;
pub use styles::Style;
pub use write_error::WriteError;
pub use writer::{Cell, Column, GeoPackageWriter, Layer, SqlType};
