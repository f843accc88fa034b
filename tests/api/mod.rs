//! The service as its clients see it: the production routes on a real port.

mod assignments;
mod catchments;
mod door;
mod helpers;
mod hostile;
mod items;
mod limits;
mod nearest;
mod pages;
mod problems;
mod reports;
mod resources;
