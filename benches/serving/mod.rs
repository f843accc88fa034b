//! Pages, tiles, counts and filters as a client gets them, on 100,000 households, and beside pygeoapi, tipg and martin on
//! the same rows.
//!
//! Everything runs on two cores: the program that answers, its database, and the one that asks. Answers are not
//! compressed. Before two programs are compared, their answers are: the same households, or no figure.

mod ask;
mod beside;
mod cores;
mod database;
mod ground;
mod load;
mod own;
mod program;
pub mod tile;

use database::Database;
use ground::Ground;
use program::{Program, Sources, free_address, port_of, spatialite};

use crate::table::Table;

/// Households served.
const ROWS: usize = 100_000;

pub fn run(table: &mut Table) {
    if let Err(reason) = measure(table) {
        table.skip("serving 100,000 households", reason);
    }
}

fn measure(table: &mut Table) -> Result<(), String> {
    let ground = Ground::of(ROWS)?;
    let households = ground.export()?;
    let spatialite = spatialite(&households);
    let database = free_address().and_then(|address| Database::with(&households, port_of(&address)));
    let sources = Sources {
        store: &ground.store,
        spatialite: spatialite.as_deref().map_err(String::as_str),
        database: database.as_ref().map(|database| database.url.as_str()).map_err(String::as_str),
        folder: ground.folder.path(),
    };
    own::run(table, &ground, &sources)?;
    let mut serving = Vec::new();
    for program in Program::ALL {
        match program.start(&sources) {
            Ok(started) => serving.push(started),
            Err(reason) => table.skip(format!("beside {}", program.name()), reason),
        }
    }
    beside::run(table, &ground, &serving);
    drop(serving);
    beside::first_made(table, &ground, &sources);
    own::counts(table)
}
