//! Who gets how much of an arrival when there is not enough for everybody: the rules, each a plain function from a queue to a proposal.
//! All quantities are base units. Nothing here decides anything for good: a proposal is looked at, changed by hand and committed.

use serde::{Deserialize, Serialize};

use super::ids::RequestId;

/// How it is decided how much each request gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Whoever asked first is filled first.
    #[default]
    FirstAsked,
    /// The most important tier is filled first, within it whoever asked first; no tier comes last.
    Tier,
    /// Everybody the same part of what they asked for.
    FairShare,
    /// Somebody says.
    ByHand,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 4] = [Self::FirstAsked, Self::Tier, Self::FairShare, Self::ByHand];
    /// Those that a program can follow.
    pub const PROPOSED: [Self; 3] = [Self::FirstAsked, Self::Tier, Self::FairShare];
}

/// A request in a queue, which is in order of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub request: RequestId,
    /// How much of it is open, at least 1.
    pub open: u32,
    /// Less than all of it is of no use.
    pub all_or_nothing: bool,
    /// Rank of the account's tier, lowest first.
    pub tier: Option<u32>,
}

/// What a request gets, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which.
    pub request: RequestId,
    /// How much.
    pub quantity: u32,
    /// Why.
    pub why: Why,
}

/// Why a request got what it got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Why {
    /// Its turn came, and there was enough.
    Enough,
    /// Its turn came, and this was all that was left.
    Rest,
    /// Its turn came, and nothing was left.
    NothingLeft,
    /// It wants all or nothing, and only so much was left.
    DoesNotFit {
        /// So much.
        left: u32,
    },
    /// Its part of what there was.
    Part {
        /// What there was.
        available: u32,
        /// What all those together asked for among whom it was divided.
        asked: u32,
        /// One more than the whole part, because the rest of the division was the largest or was asked for first.
        rounded_up: bool,
    },
    /// It wants all or nothing, and its part would have been less.
    PartTooSmall {
        /// This much.
        part: u32,
    },
    /// It keeps what it had.
    Kept,
    /// It was told and does not want it, or not all of it.
    Passed,
    /// It was told and did not answer in time.
    Lapsed,
    /// Somebody said so.
    ByHand,
}

/// What a rule proposes for a queue in order of asking: a line for everybody in it, in that order. By hand nobody gets anything yet.
pub fn propose(rule: Rule, available: u32, queue: &[Waiting]) -> Vec<Given> {
    match rule {
        Rule::FirstAsked => in_turn(available, queue, queue.iter().collect()),
        Rule::Tier => {
            let mut turns: Vec<&Waiting> = queue.iter().collect();
            turns.sort_by_key(|waiting| (waiting.tier.is_none(), waiting.tier)); // a stable sort keeps the order of asking
            in_turn(available, queue, turns)
        }
        Rule::FairShare => fair_share(available, queue),
        Rule::ByHand => queue.iter().map(|it| Given { request: it.request, quantity: 0, why: Why::ByHand }).collect(),
    }
}

/// Fills one after the other.
fn in_turn(available: u32, queue: &[Waiting], turns: Vec<&Waiting>) -> Vec<Given> {
    let mut left = available;
    let mut given: Vec<Given> = Vec::with_capacity(queue.len());
    for Waiting { request, open, all_or_nothing, .. } in turns {
        let (quantity, why) = match left {
            0 => (0, Why::NothingLeft),
            _ if left >= *open => (*open, Why::Enough),
            _ if *all_or_nothing => (0, Why::DoesNotFit { left }),
            _ => (left, Why::Rest),
        };
        left -= quantity;
        given.push(Given { request: *request, quantity, why });
    }
    let place = |it: &Given| queue.iter().position(|waiting| waiting.request == it.request);
    given.sort_by_cached_key(place);
    given
}

/// Divides among all. Whoever wants all or nothing and would get less is left out, the last asker of those first, and the rest is divided
/// anew.
fn fair_share(available: u32, queue: &[Waiting]) -> Vec<Given> {
    let mut among: Vec<&Waiting> = queue.iter().collect();
    let mut left_out = Vec::new();
    let parts = loop {
        let parts = divided(available, &among);
        let short = |(at, part): &(usize, &Given)| among[*at].all_or_nothing && part.quantity < among[*at].open;
        let Some((at, part)) = parts.iter().enumerate().rfind(short) else { break parts };
        let (request, part) = (part.request, part.quantity);
        left_out.push(Given { request, quantity: 0, why: Why::PartTooSmall { part } });
        among.remove(at);
    };
    let of = |waiting: &Waiting| parts.iter().chain(&left_out).find(|it| it.request == waiting.request).copied();
    queue.iter().filter_map(of).collect()
}

/// Everybody the whole part of open × available ÷ total open; what that leaves goes one by one to the largest remainders, among equal ones
/// in order of asking (the method of largest remainders, Hamilton 1792).
fn divided(available: u32, among: &[&Waiting]) -> Vec<Given> {
    let asked: u64 = among.iter().map(|it| u64::from(it.open)).sum();
    if asked <= u64::from(available) {
        return among.iter().map(|it| Given { request: it.request, quantity: it.open, why: Why::Enough }).collect();
    }
    let share = |it: &Waiting| u64::from(it.open) * u64::from(available);
    let mut left = u64::from(available) - among.iter().map(|it| share(it) / asked).sum::<u64>();
    let mut by_remainder: Vec<usize> = (0..among.len()).collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(share(among[*at]) % asked)); // stable: equal ones stay in order of asking
    let mut up = vec![false; among.len()];
    for at in by_remainder {
        up[at] = left > 0;
        left = left.saturating_sub(1);
    }
    let told = |total: u64| u32::try_from(total).unwrap_or(u32::MAX);
    let part = |(it, up): (&&Waiting, bool)| {
        let quantity = told(share(it) / asked + u64::from(up));
        Given { request: it.request, quantity, why: Why::Part { available, asked: told(asked), rounded_up: up } }
    };
    among.iter().zip(up).map(part).collect()
}
