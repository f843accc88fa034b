//! Every integration test, in one binary so that it is linked once.

mod api;
mod cli;
mod files;
mod shared;
mod store;
