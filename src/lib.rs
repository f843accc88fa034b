//! cercania: which community kitchen every household belongs to, how far it is, who is left out and why.
//!
//! # Bird's eye
//!
//! Registers (settlements, kitchens, households) and settings are kept in a [`store`]. From them
//! [`domain`] computes an immutable [`Snapshot`](domain::snapshot::Snapshot): every household's
//! settlement, its exactly nearest kitchen and the runner-up. [`layers`] describes what is published,
//! each field once; [`filter`] chooses among its rows, and [`tiles`] draws them by squares of the
//! world; [`app`] owns the current snapshot and answers questions about it; [`http`] and [`cli`] are
//! two doors to the same answers, `http` also with pages for people without a program of their own.
//!
//! ```text
//! domain <- layers <- crs, files, filter, tiles, store <- app <- http, cli <- main
//! ```
//!
//! Among those in the middle: `filter` and `files` know `crs`, `store` knows `crs` and `files`; `crs`
//! and `tiles` know none of the others. All but `domain` know [`messages`], which knows nobody.
//!
//! # Code map
//!
//! | where | what |
//! |---|---|
//! | [`domain`] | nearness itself, pure: geodesy, the kitchens' index, assignment, catchments, coverage, gaps, snapshot |
//! | [`layers`] | the six layers: fields with type, unit and role, and the one way to a row's values |
//! | [`crs`] | PROJ: any EPSG system to WGS 84 and back, with the operation's name and accuracy |
//! | [`files`] | CSV, XLSX, GeoJSON, GeoPackage, KML, Kobo and ODK in; CSV, GeoJSON, FlatGeobuf, KML and GeoPackage out; archives of tiles |
//! | [`filter`] | which rows of a layer: CQL2, boxes in any reference system, days |
//! | [`tiles`] | layers as Mapbox vector tiles, kept while their rows are in use, and their style |
//! | [`store`] | trait `Store`; the embedded GeoPackage, and PostgreSQL; both keep the history of every row |
//! | [`app`] | the use cases: the only meeting of domain and input/output |
//! | [`http`], [`cli`] | the service, with OGC's documents in `ogc` and pages in `pages`, and the commands |
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
//! - A write is answered after its commit, and shown then. A snapshot after edits equals one computed anew, bit for bit.
//!   The same input gives the same bytes.

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
