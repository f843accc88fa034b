//! What cercania knows about nearness, with no input or output.
//!
//! Pure: `std`, `geo`, `rstar`, `geographiclib-rs`, `rayon`, `thiserror`. No serde, async, files,
//! clock, or randomness it was not handed. Every value is valid by its type.

pub mod assignment;
pub mod catchment;
pub mod change;
pub mod coverage;
pub mod date;
pub mod effects;
pub mod figures;
pub mod flags;
pub mod gap;
pub mod geodesy;
pub mod household;
pub mod id;
pub mod index;
pub mod kitchen;
mod listed;
pub mod position;
pub mod rank;
pub mod register;
pub mod settings;
pub mod settlement;
pub mod settlement_index;
pub mod snapshot;
pub mod sums;
pub mod units;
