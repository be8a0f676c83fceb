//! The script of the demo's stock: who asks for what how long ago, what came, and how the shops answered. Days are working days before
//! today; products are numbered as in their table.

use crate::domain::allotment::Rule;

/// The reps by their numbers in the cast: whose territory it is, and the one who leads.
const OWN: usize = 0;
const LEADER: usize = 2;

/// What a wish has beside its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terms {
    Plain,
    /// Less is of no use.
    AllOrNothing,
    /// They would buy elsewhere.
    Outside,
    /// Wanted only so many working days longer, from the route's day on.
    Until(i64),
    /// Of a shop of the colleague's.
    Colleague,
    /// Called off on so many working days before today.
    CalledOff(i64),
}
use Terms::{AllOrNothing, CalledOff, Colleague, Outside, Plain, Until};

/// A shop asks for a product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub(super) product: usize,
    pub(super) ago: i64,
    pub(super) count: u32,
    /// 0 the base unit, 1 the first pack, 2 the second.
    pub(super) unit: usize,
    pub(super) terms: Terms,
}

const fn wish(product: usize, ago: i64, count: u32, unit: usize, terms: Terms) -> Wish {
    Wish { product, ago, count, unit, terms }
}

/// All wishes.
pub(super) const WISHES: [Wish; 37] = [
    wish(3, 26, 2, 1, Plain),
    wish(3, 24, 30, 0, Colleague),
    wish(3, 22, 3, 1, Plain),
    wish(3, 21, 15, 0, Plain),
    wish(3, 20, 1, 1, CalledOff(18)),
    wish(2, 19, 2, 1, Plain),
    wish(2, 17, 5, 1, AllOrNothing),
    wish(2, 15, 3, 1, Plain),
    wish(2, 14, 20, 0, Colleague),
    wish(2, 12, 2, 1, Outside),
    wish(1, 16, 2, 1, Plain),
    wish(1, 14, 1, 1, Colleague),
    wish(1, 12, 10, 0, Plain),
    wish(1, 9, 15, 0, Outside),
    wish(1, 7, 2, 1, Plain),
    wish(1, 5, 3, 1, AllOrNothing),
    wish(1, 3, 10, 0, Plain),
    wish(0, 15, 2, 1, Plain),
    wish(0, 13, 15, 0, Colleague),
    wish(0, 11, 4, 1, AllOrNothing),
    wish(0, 8, 20, 0, Outside),
    wish(0, 6, 1, 1, Until(3)),
    wish(0, 4, 2, 1, Plain),
    wish(0, 2, 5, 0, Plain),
    wish(4, 18, 1, 1, Plain),
    wish(4, 13, 1, 2, AllOrNothing),
    wish(4, 10, 2, 1, Outside),
    wish(4, 6, 1, 1, Colleague),
    wish(4, 2, 20, 0, Until(8)),
    wish(5, 11, 3, 1, Plain),
    wish(5, 7, 2, 1, Plain),
    wish(5, 3, 10, 0, Plain),
    wish(6, 10, 2, 1, Until(-6)),
    wish(6, 8, 5, 1, Outside),
    wish(6, 4, 3, 1, Plain),
    wish(6, 1, 10, 0, Plain),
    wish(7, 5, 1, 1, Plain),
];

/// What a shop does when its turn comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Takes what it gets.
    Takes,
    /// Takes half of it.
    TakesHalf,
    /// Not this time.
    NotNow,
    /// Wants no more.
    NoMore,
    /// Does not know yet: the goods are kept.
    Nothing,
    /// Nobody has told it yet.
    Untold,
}

/// A quantity comes in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deal {
    pub(super) product: usize,
    /// Working days ago; 0: this morning, if it has come so far and is one.
    pub(super) ago: i64,
    /// In the first pack.
    pub(super) count: u32,
    /// Whose it is, by number in the cast.
    pub(super) owner: usize,
    /// How it was decided, if it was.
    pub(super) rule: Option<Rule>,
    /// What those on the call list do, in its order; those behind the last as the last.
    pub(super) said: &'static [Said],
    /// What was taken is handed over.
    pub(super) delivered: bool,
}

/// All arrivals, in order of time: two that are settled, yesterday's that is being told, this morning's.
pub(super) const DEALS: [Deal; 4] = [
    Deal {
        product: 3,
        ago: 17,
        count: 7,
        owner: LEADER,
        rule: Some(Rule::Tier),
        said: &[Said::Takes],
        delivered: true,
    },
    Deal {
        product: 2,
        ago: 8,
        count: 6,
        owner: LEADER,
        rule: Some(Rule::FairShare),
        said: &[Said::Takes, Said::TakesHalf, Said::NotNow, Said::Takes],
        delivered: true,
    },
    Deal {
        product: 1,
        ago: 1,
        count: 5,
        owner: LEADER,
        rule: Some(Rule::FirstAsked),
        said: &[Said::Takes, Said::NoMore, Said::Nothing, Said::Untold],
        delivered: false,
    },
    Deal { product: 0, ago: 0, count: 6, owner: OWN, rule: None, said: &[], delivered: false },
];
