//! OGC API: landing page, collections and items (Features, Parts 1 to 5).

pub mod api;
pub mod collections;
pub mod conformance;
pub mod download;
pub mod editing;
pub mod extent;
pub mod items;
pub mod landing;
pub mod query;
pub mod schema;
pub mod styles;
pub mod tiles;
