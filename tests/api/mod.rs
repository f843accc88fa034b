//! The service as its clients see it: the production routes on a real port.

mod assignments;
mod catchments;
mod crs;
mod door;
mod downloads;
mod edits;
mod filters;
mod helpers;
mod hostile;
mod imports;
mod items;
mod limits;
mod map_page;
mod mvt;
mod nearest;
mod ogc_conformance;
mod ogc_core;
mod ogc_crs;
mod ogc_definition;
mod ogc_extents;
mod ogc_schemas;
mod pages;
mod problems;
mod reports;
mod resources;
mod tiles;
