//! What a rep did in some days, and what was there to do, as loaded: what the board's numbers are made of.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::AccountId;
use crate::domain::matter::Matter;
use crate::domain::route::Stop;
use crate::domain::stock::Request;
use crate::domain::touch::Touch;

/// Some days of a rep, each list by identity. What cannot be seen is not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// The touches that are neither open nor void: the rep's own, and those of anybody in the territory.
    pub touches: Vec<PastTouch>,
    /// The rep's stops.
    pub stops: Vec<Stop>,
    /// The rep's matters that were due.
    pub matters: Vec<Matter>,
    /// The rep's stock requests that were told about, or first handed something, in these days.
    pub waits: Vec<Waited>,
    /// The names of all accounts they are at.
    pub names: BTreeMap<AccountId, String>,
}

/// A touch, and when the account was touched before it.
#[derive(Clone, Debug, PartialEq)]
pub struct PastTouch {
    /// The touch.
    pub touch: Touch,
    /// The day of the last visit before at which somebody was met; an imported last visit is one.
    pub before: Option<NaiveDate>,
    /// The day of the last telephone call before.
    pub called_before: Option<NaiveDate>,
    /// The day of the last message before.
    pub wrote_before: Option<NaiveDate>,
}

/// A stock request, and when something was first said and done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Waited {
    /// The request.
    pub request: Request,
    /// The product's name.
    pub product: String,
    /// The day they were first told; what was withdrawn does not count.
    pub told: Option<NaiveDate>,
    /// The day they were first handed something.
    pub supplied: Option<NaiveDate>,
}

impl Past {
    /// Leaves out what is not at these accounts, and puts the lists in order.
    pub(in crate::store) fn keep(&mut self, seen: &BTreeSet<AccountId>) {
        self.touches.retain(|it| seen.contains(&it.touch.account));
        self.stops.retain(|it| seen.contains(&it.account));
        self.matters.retain(|it| seen.contains(&it.account));
        self.waits.retain(|it| seen.contains(&it.request.account));
        self.touches.sort_by_key(|it| it.touch.id);
        self.stops.sort_by_key(|it| it.id);
        self.matters.sort_by_key(|it| it.id);
        self.waits.sort_by_key(|it| it.request.id);
    }

    /// The accounts they are at.
    pub fn accounts(&self) -> BTreeSet<AccountId> {
        let touches = self.touches.iter().map(|it| it.touch.account);
        let stops = self.stops.iter().map(|it| it.account);
        let matters = self.matters.iter().map(|it| it.account);
        touches.chain(stops).chain(matters).chain(self.waits.iter().map(|it| it.request.account)).collect()
    }
}
