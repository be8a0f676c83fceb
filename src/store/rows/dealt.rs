//! What reads answer with about stock that is behind: all that was done about an arrival, and all that a team ever asked for.

use crate::domain::stock::{Allotment, Arrival, Dealing, Fulfilment, Request, Telling};

use super::QueueRow;

/// All that was decided, said and handed over about an arrival. What is of a shop that the viewer does not see is there without whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Dealt {
    /// The arrival.
    pub arrival: Arrival,
    /// The name of the rep whose it is.
    pub rep_name: String,
    /// The decisions, oldest first; the last one is in force.
    pub decisions: Vec<Decision>,
    /// Who was told, in order of time, those taken back among them.
    pub tellings: Vec<Told>,
    /// What was handed over, in order of time.
    pub fulfilments: Vec<HandedOver>,
    /// The requests that wait for these goods now and those that any of this is about, in order of asking.
    pub requests: Vec<QueueRow>,
}

/// A decision and who made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The decision.
    pub allotment: Allotment,
    /// The name of who made it.
    pub rep_name: String,
}

/// A telling, who told and whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The telling.
    pub telling: Telling,
    /// The name of who told them; empty of a shop that is not seen.
    pub rep_name: String,
    /// The name of the person who was told, may be empty.
    pub contact: String,
}

/// Goods handed over, and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct HandedOver {
    /// The handing over.
    pub fulfilment: Fulfilment,
    /// The name of who did it; empty of a shop that is not seen.
    pub rep_name: String,
}

/// What the reps of a team were ever asked for, and what came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockHistory {
    /// All requests, also those that are over, in order of asking; nothing of their standing is told but the tier.
    pub requests: Vec<QueueRow>,
    /// All arrivals that they waited for, oldest first. Nothing in them tells whose a telling or a handing over is.
    pub dealings: Vec<Dealing>,
}

impl StockHistory {
    /// The requests alone, in order of asking.
    pub fn asked(&self) -> Vec<&Request> {
        self.requests.iter().map(|row| &row.standing.request).collect()
    }
}
