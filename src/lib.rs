//! cercania: which community kitchen every household belongs to, how far it is, who is left out and why.
//!
//! # Bird's eye
//!
//! Registers (settlements, kitchens, households) and settings are kept in a [`store`]. From them
//! [`domain`] computes an immutable [`Snapshot`](domain::snapshot::Snapshot): every household's
//! settlement, its exactly nearest kitchen and the runner-up. [`layers`] describes what is published,
//! each field once; [`app`] owns the current snapshot and answers questions about it; [`http`] and
//! [`cli`] are two doors to the same answers.
//!
//! ```text
//! domain <- layers <- crs, files, store <- app <- http, cli <- main
//! ```
//!
//! # Code map
//!
//! | where | what |
//! |---|---|
//! | [`domain`] | nearness itself, pure: geodesy, the kitchens' index, assignment, catchments, coverage, gaps, snapshot |
//! | [`layers`] | the six layers: fields with type, unit and role, and the one way to a row's values |
//! | [`crs`] | PROJ: any EPSG system to WGS 84, with the operation's name and accuracy |
//! | [`files`] | CSV, GeoJSON, Kobo and ODK in; CSV, GeoJSON and GeoPackage out |
//! | [`store`] | trait `Store`; the embedded GeoPackage |
//! | [`app`] | the use cases: the only meeting of domain and input/output |
//! | [`http`], [`cli`] | the service and the commands |
//! | [`messages`] | words for people, in Spanish and English |
//!
//! # Invariants
//!
//! - `domain` knows no format, file, clock, language or network, and no randomness it was not handed.
//! - "Nearest" is the least geodesic on the ellipsoid, ties to the lower id; chords choose only where
//!   it is proven that they may. One function gives the number, wherever it is asked for.
//! - Every household is in exactly one state, and every report adds up to the register, to the last
//!   person: sums are integers.
//! - A layer is described in one place, and nobody reaches a row's values but through it.
//! - Nothing a client or a file sends can panic, fill memory, or pass unnoticed.
//! - A write is answered after its commit. The same input gives the same bytes.

pub mod app;
pub mod cli;
pub mod crs;
pub mod domain;
pub mod files;
pub mod filter;
pub mod http;
pub mod layers;
pub mod messages;
pub mod store;
pub mod tiles;
