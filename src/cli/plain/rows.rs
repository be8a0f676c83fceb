//! Accounts, stops and follow-ups in a line each.

use crate::app::brief;
use crate::app::day::StopLine;
use crate::app::follow_ups::{self, FollowUp};
use crate::app::names::{self, joined};
use crate::app::policy::Line;
use crate::app::who::Who;
use crate::app::worklist::{self, Group};
use crate::domain::urgency::Term;
use crate::i18n::messages::{marks, screens};
use crate::i18n::{Lang, dates};

use super::lists::Item;

/// An account: its name and tier, where its clock stands, and what else makes it urgent.
pub fn account(lang: Lang, line: &Line, who: &Who) -> String {
    let row = &line.row;
    let name = format!("{} {}", row.name, row.other_name);
    let tier = if line.tier.is_empty() { String::new() } else { screens::tier_is(lang, &line.tier) };
    let terms = line.score.terms.iter().filter(|(term, _)| !matches!(term, Term::Cadence { .. }));
    let urgent: Vec<String> = terms.map(|(term, _)| names::term(lang, line, term)).collect();
    let standing = brief::standing(lang, line, who.today);
    joined(
        lang,
        &[name.trim(), &tier, &standing, &joined(lang, &urgent.iter().map(String::as_str).collect::<Vec<_>>())],
    )
}

/// A stop: when it is reached, the account, and what became of it.
pub fn stop(lang: Lang, stop: &StopLine, who: &Who) -> String {
    let time = stop.arrival.map(dates::time).unwrap_or_default();
    let fate = match stop.visit {
        Some(visit) if visit.attempted => marks::attempted(lang).to_owned(),
        _ => names::fate(lang, &stop.stop.fate, stop.colleague.as_deref(), who.today),
    };
    joined(lang, &[&time, &account(lang, &stop.line, who), &fate])
}

/// A follow-up: when, where, what.
pub fn follow_up(lang: Lang, it: &FollowUp, who: &Who) -> String {
    let when = follow_ups::when(lang, it, who.today);
    joined(lang, &[&when, &it.name, follow_ups::kind(lang, it.duty), &follow_ups::said(lang, it)])
}

/// Accounts in their groups; each group begins with its title.
pub fn grouped(lang: Lang, groups: &[(Group, Vec<Line>)], who: &Who) -> Vec<Item> {
    let of = |(group, members): &(Group, Vec<Line>)| {
        let title = joined(lang, &[&worklist::title(lang, group), &members.len().to_string()]);
        let mut title = Some(title);
        members.iter().map(|line| Item { title: title.take(), text: account(lang, line, who) }).collect::<Vec<_>>()
    };
    groups.iter().flat_map(of).collect()
}
