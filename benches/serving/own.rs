//! What cercania promises of itself, one question at a time over one connection: times to the last byte at the client,
//! so a little more than at the server.

use std::time::Duration;

use super::ROWS;
use super::ask::{Ask, Client};
use super::ground::Ground;
use super::load::grouped;
use super::program::{Program, Serving, Sources};
use super::tile::Tile;
use crate::table::{Table, Times};

/// The last zoom with a promise.
pub const ZOOMS: u32 = 17;
/// Starts of the service that tiles are first made after.
const STARTS: usize = 5;

/// A page, tiles when first made, and a filter.
pub fn run(table: &mut Table, ground: &Ground, sources: &Sources<'_>) -> Result<(), String> {
    let serving = Program::Cercania.start(sources)?;
    let client = Client::new();
    let page = again(&client, &serving, &[Ask::Page { limit: 1_000 }], 100)?;
    let what = "page of 1,000 of 100,000 households as GeoJSON";
    table.promise(what, page.to_string(), "under 15 ms", page.median() < Duration::from_millis(15));
    // No two alike, so that none is answered from memory.
    let filters: Vec<Ask> = (0..20).map(|n| filtered(n, 1)).collect();
    let what =
        "CQL2 filter over 100,000 households (a distance and persons), page of 1 with the count, when first asked";
    match again(&client, &serving, &filters, filters.len()) {
        Ok(times) => table.note(what, times.to_string()),
        Err(reason) => table.skip(what, reason),
    }
    drop(serving);
    let tiles: Vec<Tile> = (0..ZOOMS).map(|zoom| ground.fullest(zoom).0).collect();
    let what = "the fullest tile of each zoom from 0 to 16 when first made, the slowest";
    match first_made(Program::Cercania, sources, &tiles, STARTS) {
        Ok(made) => {
            let (tile, slowest) = tiles.iter().zip(&made).max_by_key(|(_, times)| times.median()).ok_or("no tiles")?;
            let words = format!("{slowest} at zoom {}", tile.zoom);
            table.promise(what, words, "under 20 ms", slowest.median() < Duration::from_millis(20));
        }
        Err(reason) => table.skip(what, reason),
    }
    Ok(())
}

/// A filter that few or none were like.
pub fn filtered(number: usize, limit: usize) -> Ask {
    Ask::Filtered { filter: format!("distance_m > {} AND persons >= 3", 300 + number), limit }
}

/// By tile, the times of the first answer after a start.
pub fn first_made(
    program: Program,
    sources: &Sources<'_>,
    tiles: &[Tile],
    starts: usize,
) -> Result<Vec<Times>, String> {
    let mut made = vec![Vec::new(); tiles.len()];
    for _ in 0..starts {
        let serving = program.start(sources)?;
        let client = Client::new();
        let ask = |tile| serving.address(&Ask::Tile(tile)).ok_or("it has no tiles");
        // Somewhere else first: the connection is made and the code has run.
        client.get(&ask(Tile { zoom: 17, column: 0, row: 0 })?).or_else(|_| client.get(&ask(tiles[0])?)).map(drop)?;
        for (tile, runs) in tiles.iter().zip(&mut made) {
            runs.push(client.time(&ask(*tile)?)?);
        }
    }
    Ok(made.into_iter().map(Times::from).collect())
}

/// How long a page of one takes where there are few rows and where there are many.
pub fn counts(table: &mut Table) -> Result<(), String> {
    let client = Client::new();
    let mut medians = Vec::new();
    for rows in [10 * ROWS, ROWS / 10] {
        let ground = Ground::of(rows)?;
        let sources = Sources {
            store: &ground.store,
            spatialite: Err("not needed"),
            database: Err("not needed"),
            folder: ground.folder.path(),
        };
        let serving = Program::Cercania.start(&sources)?;
        let page = again(&client, &serving, &[Ask::Page { limit: 1 }], 300)?;
        medians.push(page.median());
        table.note(format!("page of 1 of {} households with the count of all", grouped(rows)), page.to_string());
        let what = format!("a filter's count over {} households, when first asked", grouped(rows));
        match again(&client, &serving, &[filtered(0, 1)], 1) {
            Ok(first) => {
                table.note(what, first.to_string());
                let repeated = again(&client, &serving, &[filtered(0, 1)], 100)?;
                table.note("the same asked again", repeated.to_string());
            }
            Err(reason) => table.skip(what, reason),
        }
    }
    let ratio = medians[0].as_secs_f64() / medians[1].as_secs_f64();
    let what = "page of 1 with the count of all, 1,000,000 rows by 10,000";
    table.promise(what, format!("{ratio:.2} times"), "constant: under 1.5 times", ratio < 1.5);
    Ok(())
}

/// Asks so often, in turn, after each was asked once where there is one only.
fn again(client: &Client, serving: &Serving, asks: &[Ask], times: usize) -> Result<Times, String> {
    let addresses: Vec<String> = asks.iter().filter_map(|ask| serving.address(ask)).collect();
    let turns = addresses.iter().cycle().take(times);
    let times: Result<Vec<Duration>, String> = turns.map(|address| client.time(address)).collect();
    Ok(Times::from(times?))
}
