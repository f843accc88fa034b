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

/// Zooms with a promise, from 0.
const ZOOMS: u32 = 17;
/// What a tile may take when first made.
const TILE: Duration = Duration::from_millis(20);
/// Starts of the service that tiles are first made after.
const STARTS: usize = 5;
/// Times that each size of store is asked for its count.
const COUNTS: usize = 300;

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
    let what = "the first tile of all after a start (zoom 0)";
    match first_of_all(sources, tiles[0]) {
        Ok(first) => table.promise(what, first.to_string(), "under 20 ms", first.median() < TILE),
        Err(reason) => table.skip(what, reason),
    }
    let what = "the fullest tile of each zoom from 0 to 16 when first made, the slowest";
    match first_made(Program::Cercania, sources, &tiles, STARTS) {
        Ok(made) => {
            let (tile, slowest) = tiles.iter().zip(&made).max_by_key(|(_, times)| times.median()).ok_or("no tiles")?;
            let words = format!("{slowest} at zoom {}", tile.zoom);
            table.promise(what, words, "under 20 ms", slowest.median() < TILE);
        }
        Err(reason) => table.skip(what, reason),
    }
    Ok(())
}

/// A filter that few or none were like.
pub fn filtered(number: usize, limit: usize) -> Ask {
    Ask::Filtered { filter: format!("distance_m > {} AND persons >= 3", 300 + number), limit }
}

/// Before which nobody asked for tiles, so that what all of them need is made with it.
fn first_of_all(sources: &Sources<'_>, tile: Tile) -> Result<Times, String> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let serving = Program::Cercania.start(sources)?;
        let client = Client::new();
        again(&client, &serving, &[Ask::Page { limit: 1 }], 1)?;
        times.push(again(&client, &serving, &[Ask::Tile(tile)], 1)?.median());
    }
    Ok(Times::from(times))
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

/// How long a page of one takes where there are few rows and where there are many, by turns.
pub fn counts(table: &mut Table) -> Result<(), String> {
    let sizes = [ROWS / 10, 10 * ROWS];
    let [few, many] = sizes.map(Ground::of);
    let [few, many] = [few?, many?];
    let [few, many] = [&few, &many].map(|ground| Program::Cercania.start(&Sources::of_store(ground)));
    let serving = [few?, many?];
    let clients = [Client::new(), Client::new()];
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..COUNTS {
        for ((client, one), times) in clients.iter().zip(&serving).zip(&mut times) {
            times.push(again(client, one, &[Ask::Page { limit: 1 }], 1)?.median());
        }
    }
    let [few, many] = times.map(Times::from);
    let ratio = many.median().as_secs_f64() / few.median().as_secs_f64();
    let what = "page of 1 with the count of all: 1,000,000 households beside 10,000";
    let words = format!("{many} beside {few}: {ratio:.2} times");
    table.promise(what, words, "constant: under 1.5 times", ratio < 1.5);
    for ((rows, client), one) in sizes.into_iter().zip(&clients).zip(&serving) {
        let what = format!("page of 1 with the count of a filter over {} households, when first asked", grouped(rows));
        let filters: Vec<Ask> = (0..5).map(|number| filtered(number, 1)).collect();
        match again(client, one, &filters, filters.len()) {
            Ok(first) => {
                table.note(what, first.to_string());
                table.note("the same asked again", again(client, one, &filters[..1], 100)?.to_string());
            }
            Err(reason) => table.skip(what, reason),
        }
    }
    Ok(())
}

/// Asks so often, in turn.
fn again(client: &Client, serving: &Serving, asks: &[Ask], times: usize) -> Result<Times, String> {
    let addresses: Vec<String> = asks.iter().filter_map(|ask| serving.address(ask)).collect();
    let turns = addresses.iter().cycle().take(times);
    let times: Result<Vec<Duration>, String> = turns.map(|address| client.time(address)).collect();
    Ok(Times::from(times?))
}
