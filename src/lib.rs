//! cercania: which community kitchen every household belongs to, how far it is, who is left out and why.

pub mod app;
pub mod cli;
pub mod config;
pub mod crs;
pub mod domain;
pub mod files;
pub mod http;
pub mod layers;
pub mod messages;
pub mod store;
