//! Households in strings along the contour lanes of a hillside.

use rand::Rng;

use super::ground::{Spot, height, slope};
use super::places::{TOWNS, Town};

/// Metres of height between two lanes.
const LANE_RISE: f64 = 7.0;
/// Metres between two homes at least: a plot's width.
const PLOT: f64 = 8.5;
/// Blocks of homes ("manzanas") in a settlement.
const BLOCKS: usize = 9;
/// Metres between the middles of two blocks at least.
const BLOCK_SPACING: f64 = 88.0;
/// Metres that a block reaches along its lanes and across them (one standard deviation).
const BLOCK_REACH: (f64, f64) = (68.0, 19.0);

/// A row of `households.csv`.
#[derive(Clone, Debug)]
pub struct Home {
    /// The office's own code.
    pub code: String,
    /// Where it is, in words.
    pub address: String,
    /// Persons, where recorded.
    pub persons: Option<u32>,
    /// Metres, where recorded.
    pub accuracy: Option<u32>,
    /// The settlement it was registered under.
    pub declared: &'static str,
    /// A fixed assignment: kitchen and reason.
    pub fixed: Option<(&'static str, &'static str)>,
    /// The day it left.
    pub closed_on: Option<&'static str>,
    /// Where it is.
    pub spot: Option<Spot>,
}

/// The homes of every settlement, one settlement after another.
pub fn all(random: &mut impl Rng) -> Vec<Home> {
    TOWNS.iter().flat_map(|town| of_town(town, random)).collect()
}

fn of_town(town: &'static Town, random: &mut impl Rng) -> Vec<Home> {
    let blocks = blocks(town, random);
    let mut lots = vec![Vec::new(); BLOCKS];
    let mut spots = Vec::new();
    while spots.len() < town.households {
        let block = random.random_range(0..BLOCKS);
        let spot = on_a_lane(near(blocks[block], random), random);
        let room = spots.iter().all(|other: &Spot| other.distance(spot) >= PLOT);
        if room && spot.inside(town.outline) && spot.edge_distance(town.outline) > 6.0 {
            spots.push(spot);
            lots[block].push(spot);
        }
    }
    lots.into_iter().zip('A'..).flat_map(|(lots, block)| of_block(town, block, lots, random)).collect()
}

/// Lots are numbered lane by lane from below, and from west to east on a lane.
fn of_block(town: &Town, block: char, mut lots: Vec<Spot>, random: &mut impl Rng) -> Vec<Home> {
    lots.sort_by(|a, b| lane(*a).total_cmp(&lane(*b)).then(a.x.total_cmp(&b.x)));
    let home = |(lot, spot)| Home {
        code: format!("{}-{block}-{lot:02}", town.prefix),
        address: format!("Mz. {block} Lt. {lot}, {}", town.name),
        persons: Some(persons(random)),
        accuracy: Some(accuracy(random)),
        declared: town.id,
        fixed: None,
        closed_on: None,
        spot: Some(spot),
    };
    (1..).zip(lots).map(home).collect()
}

/// The middles of a settlement's blocks.
fn blocks(town: &Town, random: &mut impl Rng) -> Vec<Spot> {
    let mut found: Vec<Spot> = Vec::new();
    while found.len() < BLOCKS {
        let spot = Spot::new(random.random_range(-460.0..600.0), random.random_range(-920.0..900.0));
        let clear = found.iter().all(|other| other.distance(spot) >= BLOCK_SPACING);
        if clear && spot.inside(town.outline) && spot.edge_distance(town.outline) > 30.0 {
            found.push(spot);
        }
    }
    found
}

/// A spot near a block's middle, farther along the slope than up or down it.
fn near(middle: Spot, random: &mut impl Rng) -> Spot {
    let (east, north) = slope(middle);
    let steepness = east.hypot(north);
    let (east, north) = (east / steepness, north / steepness);
    let (along, across) = (bell(random) * BLOCK_REACH.0, bell(random) * BLOCK_REACH.1);
    middle.moved(-north * along + east * across, east * along + north * across)
}

/// The height of the nearest lane, in lanes.
fn lane(spot: Spot) -> f64 {
    (height(spot) / LANE_RISE).round()
}

/// Moved up or down the slope onto the nearest lane, and a step off it.
fn on_a_lane(mut spot: Spot, random: &mut impl Rng) -> Spot {
    let goal = lane(spot) * LANE_RISE;
    for _ in 0..4 {
        let (east, north) = slope(spot);
        let step = (goal - height(spot)) / (east * east + north * north).max(0.01);
        spot = spot.moved(step * east, step * north);
    }
    spot.moved(random.random_range(-1.0..1.0), random.random_range(-1.0..1.0))
}

/// About a standard normal deviate: the sum of twelve uniform ones, less six.
fn bell(random: &mut impl Rng) -> f64 {
    (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0
}

/// One to nine, four on the average, as the 2017 census found in the district (355,219 persons in 89,347 households).
fn persons(random: &mut impl Rng) -> u32 {
    const WEIGHTS: [u32; 9] = [8, 14, 20, 22, 16, 10, 6, 3, 1];
    let mut draw = random.random_range(0..WEIGHTS.iter().sum());
    for (persons, weight) in (1..).zip(WEIGHTS) {
        if draw < weight {
            return persons;
        }
        draw -= weight;
    }
    unreachable!("the draw is below the sum of the weights")
}

/// What a telephone reports on a hillside: 4 to 18 m, low values oftener; one in sixteen has a poor fix, 25 to 60 m.
fn accuracy(random: &mut impl Rng) -> u32 {
    if random.random_ratio(1, 16) {
        return random.random_range(25..=60);
    }
    4 + random.random_range(0..=14_u32).min(random.random_range(0..=14))
}
