//! Formats in and out.

pub mod geopackage;
