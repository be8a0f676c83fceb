//! Splits in words: loads, moves with their reasons, and what stands in the way of even loads.

use crate::app::names::{self, joined};
use crate::i18n::messages::{common, territories as words};
use crate::i18n::{Lang, dates};
use crate::planning::territory::{Moved, Reason, Why};

use super::choice::Step;
use super::{Division, Freedom, Nothing, Problem};

/// So many names are told before the rest is counted.
const NAMED: usize = 5;

/// A deviation, given in 1/10,000: `+9.3%`.
pub fn deviation(deviation: i32) -> String {
    format!("{:+.1}%", f64::from(deviation) / 100.0)
}

/// Hours of work: `41 h`.
pub fn hours(lang: Lang, seconds: u64) -> String {
    common::whole_hours(lang, i64::try_from((seconds + 1_800) / 3_600).unwrap_or(i64::MAX))
}

/// How much farther or nearer, in kilometres: `+1.2`; empty if that is not known.
pub fn kilometres(metres: Option<i64>) -> String {
    // What would be shown as nothing has no sign.
    let shown = |metres: i64| match metres {
        -49..50 => "0.0".to_owned(),
        _ => format!("{:+.1}", metres as f64 / 1_000.0),
    };
    metres.map_or_else(String::new, shown)
}

/// How much may change.
pub fn freedom(lang: Lang, freedom: Freedom) -> &'static str {
    match freedom {
        Freedom::Least => words::freedom_least(lang),
        Freedom::Some => words::freedom_some(lang),
        Freedom::Free => words::freedom_free(lang),
    }
}

/// Why there is nothing to split.
pub fn nothing(lang: Lang, nothing: Nothing) -> &'static str {
    match nothing {
        Nothing::NotLeading => words::not_leading(lang),
        Nothing::NoReps => words::no_reps(lang),
        Nothing::NoAccounts => words::no_accounts(lang),
        Nothing::TooMany => words::too_many(lang),
    }
}

/// Whose load a move is about, and how it changes: the giver's, or the taker's where that is the reason.
pub fn effect(lang: Lang, problem: &Problem, moved: &Moved, step: Step) -> String {
    let of = |seat: usize, (from, to): (i32, i32)| {
        words::from_to(lang, &problem.reps[seat].name, &deviation(from), &deviation(to))
    };
    match (moved.from, step.giver) {
        (Some(from), Some(giver)) if moved.reason != Reason::Filling => of(from, giver),
        _ => of(moved.to, step.taker),
    }
}

/// What a move is for.
pub fn reason(lang: Lang, problem: &Problem, moved: &Moved) -> String {
    let name = |seat: Option<usize>| seat.map_or("", |seat| problem.reps[seat].name.as_str());
    match moved.reason {
        Reason::NoRep => words::reason_no_rep(lang).to_owned(),
        Reason::NotServed => words::reason_not_served(lang, name(moved.from)),
        Reason::Nearer => words::reason_nearer(lang).to_owned(),
        Reason::Relief => words::reason_relief(lang, name(moved.from)),
        Reason::Filling => words::reason_filling(lang, name(Some(moved.to))),
        Reason::Room => words::reason_room(lang).to_owned(),
    }
}

/// A move as a sentence: `王记 to 刘洋: +1.2 km · 王芳 +9.0% to +3.1% · 王芳 has too much`.
pub fn sentence(lang: Lang, problem: &Problem, moved: &Moved, step: Step) -> String {
    let shop = &problem.shops[moved.account];
    let km = kilometres(moved.metres);
    let km = if km.is_empty() { words::no_place(lang).to_owned() } else { words::km(lang, &km) };
    let facts = joined(lang, &[&km, &effect(lang, problem, moved, step), &reason(lang, problem, moved)]);
    words::moved(lang, &shop.name, &problem.reps[moved.to].name, &facts)
}

/// What is to be said about a split, in lines: what makes even loads impossible first.
pub fn notes(lang: Lang, division: &Division) -> Vec<String> {
    let problem = &division.problem;
    let rep = |seat: usize| problem.reps.get(seat).map_or("", |rep| rep.name.as_str());
    let shop = |at: usize| problem.shops.get(at).map_or("", |shop| shop.name.as_str());
    let mut lines = Vec::new();
    let (mut off_the_map, mut too_much) = (Vec::new(), Vec::new());
    for why in &division.notes {
        match why {
            Why::Heavy { account, seat, least } => {
                lines.push(words::heavy(lang, shop(*account), rep(*seat), &deviation(*least)));
            }
            Why::FixedLoad { seat, least } => lines.push(words::fixed_load(lang, rep(*seat), &deviation(*least))),
            Why::GroupLoad { seat, least } | Why::Leftover { seat, least } => {
                lines.push(words::leftover(lang, rep(*seat), &deviation(*least)));
            }
            Why::Uneven { seat, seconds } => {
                let outside = names::duration(lang, i64::try_from(seconds / 60).unwrap_or(i64::MAX));
                lines.push(words::uneven(lang, rep(*seat), &outside));
            }
            Why::Empty { seat } => lines.push(words::empty(lang, rep(*seat))),
            Why::NoWork => lines.push(words::no_work(lang).to_owned()),
            Why::OffTheMap { account, .. } => off_the_map.push(shop(*account)),
            Why::TooMuch { account } => too_much.push(shop(*account)),
            // One seat at least serves every group, and what is fixed has a seat.
            Why::NoSeats | Why::NobodyServes { .. } | Why::CannotBeFixed { .. } => {}
        }
    }
    if problem.reps.len() == 1 {
        lines.push(words::one_rep(lang).to_owned());
    }
    if !off_the_map.is_empty() {
        lines.push(words::off_the_map(lang, off_the_map.len(), &listed(lang, &off_the_map)));
    }
    if !too_much.is_empty() {
        lines.push(words::too_much(lang, &listed(lang, &too_much)));
    }
    if problem.closed > 0 {
        lines.push(words::closed(lang, problem.closed));
    }
    if division.is_cut_short {
        lines.push(words::cut_short(lang).to_owned());
    }
    lines
}

/// Some names, and how many more.
fn listed(lang: Lang, names: &[&str]) -> String {
    let told = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(common::comma(lang));
    let more = names.len().saturating_sub(NAMED);
    if more == 0 { told } else { words::and_more(lang, &told, more) }
}

/// The mean distance of a territory's work from its centre: `2.4`.
pub fn spread(metres: u32) -> String {
    dates::kilometres(metres.into())
}
