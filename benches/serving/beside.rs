//! The same questions to every program, in one run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use super::ROWS;
use super::ask::{Ask, Client, Page};
use super::ground::Ground;
use super::load::{Rate, Shown, alternating, grouped, method};
use super::own::first_made as first_made_by;
use super::program::{Program, Serving, Sources};
use super::tile::{Contents, Tile};
use crate::table::{Table, Times};

/// Zooms of the tiles compared.
const ZOOMS: [u32; 4] = [8, 10, 12, 14];
/// Starts of a program that tiles are first made after.
const STARTS: usize = 3;
/// One of so many households may be missing in a tile, or be there beyond: programs differ about its edge.
const EDGE: usize = 50;

/// What every program is asked, and what is promised.
struct Contest<'a> {
    what: String,
    ask: Ask,
    /// Who must be in the answer.
    households: BTreeSet<&'a str>,
    /// What it must count on all pages, where it counts.
    matched: Option<usize>,
    /// How many times a program's rate cercania's shall be.
    times: fn(Program) -> Option<f64>,
    promised: &'static str,
}

/// Pages and tiles under load.
pub fn run(table: &mut Table, ground: &Ground, serving: &[Serving]) {
    const PAGES: fn(Program) -> Option<f64> =
        |program| matches!(program, Program::PyGeoApi | Program::TiPg).then_some(20.0);
    const TILES: fn(Program) -> Option<f64> = |program| (program == Program::Martin).then_some(1.0);
    let beside = include_str!("../peers/serving-requirements.txt").lines().filter(|line| !line.starts_with('#'));
    let beside = beside.collect::<Vec<_>>().join(", ");
    table.note("answers a second from here on, asked by", format!("{}; beside {beside}", method()));
    let hundred = ground.around(100);
    let promised = "at least 20 times pygeoapi and tipg";
    let page = Contest {
        what: "page of 1,000 households as GeoJSON".into(),
        ask: Ask::Page { limit: 1_000 },
        households: ground.first(1_000),
        matched: Some(ROWS),
        times: PAGES,
        promised,
    };
    let within = Contest {
        what: "100 households in a bbox".into(),
        ask: Ask::Within(hundred),
        households: ground.within(hundred),
        matched: Some(100),
        times: PAGES,
        promised,
    };
    let tiles = ZOOMS.map(|zoom| {
        let (tile, households) = ground.fullest(zoom);
        let what = format!("tile at zoom {zoom} with {} points, made before", grouped(households.len()));
        Contest { what, ask: Ask::Tile(tile), households, matched: None, times: TILES, promised: "at least martin" }
    });
    for contest in [page, within].into_iter().chain(tiles) {
        contest.run(table, serving);
    }
}

impl Contest<'_> {
    fn run(&self, table: &mut Table, serving: &[Serving]) {
        let client = Client::new();
        let mut entered = Vec::new();
        for one in serving {
            let Some(address) = one.address(&self.ask) else { continue };
            match client.get(&address).and_then(|answer| self.check(&answer)) {
                Ok(remark) => entered.push((one.program, address, remark)),
                Err(reason) => table.skip(format!("{}: {}", self.what, one.program.name()), reason),
            }
        }
        let addresses: Vec<String> = entered.iter().map(|(_, address, _)| address.clone()).collect();
        let mut ours = None;
        let mut others = Vec::new();
        for ((program, _, remark), rate) in entered.iter().zip(alternating(&addresses)) {
            let row = format!("{}: {}{remark}", self.what, program.name());
            match rate {
                Ok(rate) if *program == Program::Cercania => ours = Some((row, rate)),
                Ok(rate) => {
                    table.note(row, rate.to_string());
                    others.push((*program, rate));
                }
                Err(reason) => table.skip(row, reason),
            }
        }
        if let Some((row, rate)) = ours {
            self.compare(table, row, &rate, &others);
        }
    }

    /// Our row, with how many times as fast it is as each.
    fn compare(&self, table: &mut Table, row: String, ours: &Rate, others: &[(Program, Rate)]) {
        let mut words = ours.to_string();
        let mut kept = true;
        let mut measured = false;
        for (program, rate) in others {
            let ratio = ours.median() / rate.median();
            let _ = write!(words, "; {} times {}", Shown(ratio), program.name());
            if let Some(least) = (self.times)(*program) {
                measured = true;
                kept &= ratio >= least;
            }
        }
        if measured {
            table.promise(row, words, self.promised, kept);
        } else {
            table.note(row, words);
        }
    }

    /// Whether an answer has the households that it must have, with a remark where it has them in another way.
    fn check(&self, answer: &[u8]) -> Result<String, String> {
        let size = answer.len() / 1_000;
        let Some(matched) = self.matched else { return self.check_tile(answer) };
        let page = Page::read(answer)?;
        let differing = page.ids().symmetric_difference(&self.households).count();
        if differing > 0 {
            Err(format!("its page differs in {differing} households"))
        } else {
            match page.matched {
                Some(counted) if counted == matched => Ok(format!(" ({size} kB)")),
                Some(counted) => Err(format!("it counts {counted} rather than {matched} households")),
                None => Ok(format!(" ({size} kB, no count)")),
            }
        }
    }

    fn check_tile(&self, answer: &[u8]) -> Result<String, String> {
        let size = answer.len() / 1_000;
        let contents = Contents::read(answer).ok_or("its tile cannot be read")?;
        let inside: BTreeSet<&str> = contents.inside.iter().map(String::as_str).collect();
        let edge = self.households.len() / EDGE;
        let strangers = inside.difference(&self.households).count();
        let shown = inside.len() + usize::try_from(contents.together).unwrap_or(usize::MAX);
        if strangers > edge || shown.abs_diff(self.households.len()) > edge {
            return Err(format!("its tile shows {shown} households, {strangers} of them others than asked for"));
        }
        match contents.together {
            0 => Ok(format!(" ({size} kB)")),
            // Generalised: cells with counts.
            _ => Ok(format!(" (generalised to {}, {size} kB)", grouped(contents.features))),
        }
    }
}

/// Tiles that nobody asked for before, one at a time.
pub fn first_made(table: &mut Table, ground: &Ground, sources: &Sources<'_>) {
    let tiles: Vec<Tile> = ZOOMS.iter().map(|zoom| ground.fullest(*zoom).0).collect();
    for program in [Program::TiPg, Program::Martin, Program::Cercania] {
        let what = format!("tiles at zoom 8, 10, 12 and 14 when first made: {}", program.name());
        match first_made_by(program, sources, &tiles, STARTS) {
            Ok(medians) => {
                let shown: Vec<String> = medians.iter().map(milliseconds).collect();
                table.note(what, format!("{} ms", shown.join(", ")));
            }
            Err(reason) => table.skip(what, reason),
        }
    }
}

fn milliseconds(times: &Times) -> String {
    let median: Duration = times.median();
    Shown(median.as_secs_f64() * 1e3).to_string()
}
