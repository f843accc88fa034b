//! Every integration test, in one binary so that it is linked once.

mod api;
mod architecture;
mod cli;
mod demo;
mod files;
mod living;
mod shared;
mod store;
