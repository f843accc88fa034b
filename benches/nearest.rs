//! Every household's nearest kitchen and runner-up, beside other programs on the same points.

use std::time::{Duration, Instant};

use cercania::domain::geodesy::geodesic;
use cercania::domain::index::{KitchenIndex, Nearest};
use cercania::domain::position::Position;
use cercania::domain::rank::{Rank, Ranks};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::peers::{self, Answer, Peer};
use super::table::{Table, Times};
use super::towns::Towns;
use super::{HOUSEHOLDS, KITCHENS, SEED};

const RUNS: usize = 9;

pub fn run(table: &mut Table) {
    let mut towns = Towns::new(SEED);
    let (kitchens, households) = (towns.points(KITCHENS), towns.points(HOUSEHOLDS));
    let (times, nearest) = Times::of(RUNS, || {
        let index = KitchenIndex::new(kitchens.iter().copied().map(Some));
        index.nearest_of_all(&households, &()).expect("nobody cancels")
    });
    let ours = times.median();
    table.promise(
        "nearest and runner-up with distances, 1,000,000 households x 15,000 kitchens in towns over Peru, index included",
        times.to_string(),
        "at most 0.6 s, aim 0.35 s",
        ours <= Duration::from_millis(600),
    );
    match peers::run(&kitchens, &households) {
        Ok(answers) => {
            for answer in answers {
                beside(table, ours, &answer, &kitchens, &households, &nearest);
            }
        }
        Err(reason) => table.skip("SciPy + pyproj and GeoPandas on the same points", reason),
    }
    far_away(table);
}

fn beside(
    table: &mut Table,
    ours: Duration,
    answer: &Answer,
    kitchens: &[Position],
    households: &[Position],
    nearest: &[Nearest],
) {
    let ratio = answer.times.median().as_secs_f64() / ours.as_secs_f64();
    let first = |n: &Nearest| n.first.map(|f| f.rank);
    let second = |n: &Nearest| n.second.map(|s| s.rank);
    let wrong = farther(kitchens, households, nearest.iter().map(first), &answer.first);
    let mut words = format!("{}; ours is {ratio:.1} times faster; wrong kitchen: {wrong}", answer.times);
    if let Some(found) = &answer.second {
        let wrong = farther(kitchens, households, nearest.iter().map(second), found);
        words = format!("{words}; wrong runner-up: {wrong}");
    }
    match answer.peer {
        Peer::SciPy => table.promise(answer.peer.name(), words, "ours at least 5 times faster", ratio >= 5.0),
        Peer::SciPyThreads | Peer::GeoPandas => table.note(answer.peer.name(), words),
    }
}

/// Of how many households another program's kitchen is not ours. Each time Karney's method is asked again which of
/// the two is nearer, so that a fault of ours would not be counted as theirs.
fn farther(
    kitchens: &[Position],
    households: &[Position],
    ours: impl Iterator<Item = Option<Rank>>,
    theirs: &[u32],
) -> usize {
    let ranks = Ranks::even(kitchens.len());
    let differ = households.iter().zip(ours).zip(theirs).filter(|((household, ours), theirs)| {
        let (ours, theirs) = (ours.expect("kitchens are open"), **theirs as usize);
        let ours = ranks.position(ours).expect("a rank of the index");
        let key = |kitchen: usize| (geodesic(**household, kitchens[kitchen]), kitchen);
        assert!(ours == theirs || key(ours) < key(theirs), "{household:?}: {theirs} is before {ours}");
        ours != theirs
    });
    differ.count()
}

/// One question from another continent: the proven window holds the whole city.
fn far_away(table: &mut Table) {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut near = |lon: f64, lat: f64, spread: f64| {
        let mut off = || rng.random_range(-spread..spread);
        Position::new(lon + off(), lat + off()).expect("a place")
    };
    let lima: Vec<Position> = (0..KITCHENS).map(|_| near(-77.0, -12.0, 0.2)).collect();
    let europe: Vec<Position> = (0..200).map(|_| near(10.0, 50.0, 8.0)).collect();
    let index = KitchenIndex::new(lima.iter().copied().map(Some));
    for (from, places) in [("in Europe", &europe), ("in the city", &lima)] {
        let times: Vec<Duration> = places
            .iter()
            .take(2_000)
            .map(|&place| {
                let start = Instant::now();
                // A search of its own, as a request has.
                std::hint::black_box(index.search().nearest(place));
                start.elapsed()
            })
            .collect();
        let what = format!("one question asked {from}, 15,000 kitchens in Lima");
        table.note(what, Times::from(times).to_string());
    }
}
