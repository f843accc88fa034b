//! What a new household would get, without storing anything.

use thiserror::Error;

use crate::domain::assignment::{Assignment, Certainty, State};
use crate::domain::index::{Nearest, Neighbour};
use crate::domain::position::Position;
use crate::domain::settings::CoverageLimit;
use crate::domain::settlement_index::Inside;
use crate::domain::snapshot::Snapshot;
use crate::domain::units::Metres;
use crate::messages::{Explain, Params};

/// The most kitchens that one question may ask for.
pub const MOST_NEAREST: usize = 100;

/// Geodesics that one request may cost: about a second of one core. Only positions thousands of
/// kilometres from every kitchen cost more than two each.
const MOST_GEODESICS: u64 = 600_000;

/// What a household at a position would get.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Where.
    pub position: Position,
    /// The settlement there.
    pub inside: Inside,
    /// The nearest open kitchens, nearest first.
    pub nearest: Vec<Neighbour>,
    /// The first two as an assignment.
    pub assignment: Option<Assignment>,
    /// The state it would be in.
    pub state: State,
    /// How sure that is.
    pub certainty: Option<Certainty>,
}

/// Why a question was not answered.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum ProposalError {
    /// The positions lie so far from every kitchen that answering would take too long.
    #[error(
        "the positions are too far from every kitchen to answer in one request (stopped at number {0}); send fewer"
    )]
    TooMuchWork(usize),
}

impl Explain for ProposalError {
    fn code(&self) -> &'static str {
        "too-much-work"
    }

    fn params(&self) -> Params {
        match self {
            Self::TooMuchWork(at) => vec![("number", at.to_string())],
        }
    }
}

/// What households at these positions would get, each with its GPS accuracy where known.
///
/// # Errors
/// [`ProposalError::TooMuchWork`], counted from 1.
pub fn propose(
    snapshot: &Snapshot,
    limit: CoverageLimit,
    k: usize,
    positions: impl IntoIterator<Item = (Position, Option<Metres>)>,
) -> Result<Vec<Proposal>, ProposalError> {
    let mut search = snapshot.kitchens().search();
    let mut proposals = Vec::new();
    for (position, accuracy) in positions {
        let nearest = search.nearest_k(position, k.clamp(2, MOST_NEAREST)).to_vec();
        if search.geodesics() > MOST_GEODESICS {
            return Err(ProposalError::TooMuchWork(proposals.len() + 1));
        }
        proposals.push(proposal(snapshot, limit, k, position, accuracy, nearest));
    }
    Ok(proposals)
}

fn proposal(
    snapshot: &Snapshot,
    limit: CoverageLimit,
    k: usize,
    position: Position,
    accuracy: Option<Metres>,
    mut nearest: Vec<Neighbour>,
) -> Proposal {
    let pair = Nearest { first: nearest.first().copied(), second: nearest.get(1).copied() };
    nearest.truncate(k);
    let assignment = Assignment::to_nearest(&pair);
    let state = State::at(assignment.as_ref(), limit);
    let certainty = assignment.as_ref().map(|a| Certainty::of(a, accuracy, limit));
    Proposal { position, inside: snapshot.settlements().locate(position), nearest, assignment, state, certainty }
}
