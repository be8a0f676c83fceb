//! What reads answer with about stock: the queue of a team, arrivals with whom to tell, and whose requests these are.

use crate::domain::ids::{AccountId, RepId};
use crate::domain::people::Team;
use crate::domain::rules::Standing;
use crate::domain::stock::{Allotment, Arrival, Share};

use super::Told;

/// The queue of a team for each product, and the arrivals that it waits for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stock {
    /// The team; none: of the reps in no team.
    pub team: Option<Team>,
    /// The requests that are not over, by product, at each in order of asking.
    pub queue: Vec<QueueRow>,
    /// The arrivals that are not handed over whole, oldest first: those that the team waits for, then those of the teams under it.
    pub arrivals: Vec<ArrivalRow>,
}

/// How much of stock a team deals with.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamStock {
    /// The team; none: the reps in no team.
    pub team: Option<Team>,
    /// For how many products its reps have requests that are not over.
    pub products: usize,
    /// How many arrivals, those of the teams under it among them, are not handed over.
    pub arrivals: usize,
}

/// A request and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueRow {
    /// Where it stands.
    pub standing: Standing,
    /// Whose it is; none: of a shop that the viewer does not see, and then nothing in it tells whose.
    pub shop: Option<Shop>,
}

/// A request at an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Where it stands.
    pub standing: Standing,
    /// What the product is called.
    pub product: String,
    /// Its base unit.
    pub unit: String,
    /// Whether goods are there for it that were not taken or refused.
    pub goods: bool,
}

/// The shop that a request is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its first code, may be empty.
    pub code: String,
    /// Its telephone, may be empty.
    pub phone: String,
    /// The name of the person who asked, may be empty.
    pub contact: String,
    /// Whose territory it is in.
    pub rep: Option<RepId>,
    /// Their name.
    pub rep_name: String,
}

/// An arrival and whom to tell.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalRow {
    /// The arrival.
    pub arrival: Arrival,
    /// The name of the rep whose it is.
    pub rep_name: String,
    /// The decision in force.
    pub allotment: Option<Allotment>,
    /// The call list in order of asking: the request, and what it has of the arrival.
    pub calls: Vec<(QueueRow, Share)>,
    /// The tellings of them that count, with who told whom, as far as the viewer sees their shops.
    pub told: Vec<Told>,
    /// What is kept for nobody, or for somebody who did not answer in time.
    pub left: u32,
    /// Who is next for what is left, and how much more they would get by the rule in force; none before anything is decided.
    pub next: Option<(QueueRow, u32)>,
}
