//! OGC API: landing page, collections and items (Features, Parts 1 to 3 and 5).

pub mod collections;
pub mod items;
pub mod query;
pub mod styles;
pub mod tiles;
