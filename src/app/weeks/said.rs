//! The weeks in words: what moves and why, who is late and what would help, what a day holds.

use crate::i18n::messages::{common, weeks as words};
use crate::i18n::{Lang, dates};
use crate::planning::weeks::{Against, Cause, Late, MoveWhy, Moved, Plan, Problem, Reason, Why};

use super::grid::gaps;
use super::{Proposal, Sheet};
use crate::app::names::{duration, joined};
use crate::app::wording::roads::estimated_instead;

impl Sheet {
    fn name(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |row| &row.line.row.name)
    }

    /// A day by name.
    fn day(&self, lang: Lang, day: usize) -> String {
        self.dates.get(day).map(|date| dates::week_day(lang, *date, self.dates[0])).unwrap_or_default()
    }
}

fn minutes(lang: Lang, seconds: i64) -> String {
    duration(lang, seconds.div_euclid(60))
}

/// What a day holds under a plan, whose ways are known or else estimated.
pub fn day_words(lang: Lang, sheet: &Sheet, asked: &Problem, (plan, known): (&Plan, bool), day: usize) -> String {
    let (Some(rule), Some(load)) = (asked.days.get(day), plan.loads.get(day)) else { return String::new() };
    if !rule.works && plan.days[day].is_empty() {
        return words::of_day(lang, &sheet.day(lang, day), words::rest_day(lang));
    }
    let visits = words::visits(lang, plan.days[day].len());
    let hours = if rule.works { i64::from(rule.seconds) } else { 0 };
    let of = words::hours_of(lang, &minutes(lang, load.seconds()), &minutes(lang, hours));
    let time = minutes(lang, load.travel);
    let way = if known { words::on_the_road(lang, &time) } else { words::on_the_way(lang, &time) };
    let over = load.seconds() - hours;
    let over = if over > 0 { words::over_hours(lang, &minutes(lang, over)) } else { String::new() };
    words::of_day(lang, &sheet.day(lang, day), &joined(lang, &[&visits, &of, &way, &over]))
}

/// The visits of an account under a plan, with the days between.
pub fn gap_words(lang: Lang, sheet: &Sheet, asked: &Problem, plan: &Plan, row: usize) -> String {
    let one = |(day, gap): (usize, Option<u32>)| {
        let day = sheet.dates.get(day).map(|date| dates::day(lang, *date, sheet.dates[0])).unwrap_or_default();
        gap.map_or(day.clone(), |gap| words::after(lang, &day, gap))
    };
    let visits: Vec<String> = gaps(asked, plan, row).into_iter().map(one).collect();
    match visits.as_slice() {
        [] => words::no_visit(lang).to_owned(),
        visits => joined(lang, &visits.iter().map(String::as_str).collect::<Vec<_>>()),
    }
}

/// How many visits are new, and how many that stood are moved or taken off.
pub fn moved(proposal: &Proposal) -> (usize, usize) {
    let moves = || proposal.notes.iter().filter_map(|why| if let Why::Moved(moved) = why { Some(moved) } else { None });
    let new = moves().filter(|moved| moved.from.is_none()).count();
    (new, moves().count() - new)
}

/// The visits that move, each with its reason; first those that stood somewhere before.
pub fn move_lines(lang: Lang, proposal: &Proposal) -> Vec<String> {
    let moves = proposal.notes.iter().filter_map(|why| match why {
        Why::Moved(moved) => Some(moved),
        _ => None,
    });
    let (new, old): (Vec<&Moved>, Vec<&Moved>) = moves.partition(|moved| moved.from.is_none());
    old.into_iter().chain(new).map(|moved| move_words(lang, &proposal.question.sheet, moved)).collect()
}

fn move_words(lang: Lang, sheet: &Sheet, moved: &Moved) -> String {
    let name = sheet.name(moved.account);
    let day = |day| sheet.day(lang, day);
    let what = match (moved.from, moved.to) {
        (Some(from), Some(to)) => words::from_to(lang, &day(from), &day(to)),
        (None, Some(to)) => words::on(lang, &day(to)),
        (Some(from), None) => words::off(lang, &day(from)),
        (None, None) => String::new(),
    };
    let why = match moved.why {
        MoveWhy::New => words::why_new(lang).to_owned(),
        MoveWhy::Closed => words::why_closed(lang).to_owned(),
        MoveWhy::Early => words::why_early(lang).to_owned(),
        MoveWhy::Late => words::why_late(lang).to_owned(),
        MoveWhy::Full => words::why_full(lang).to_owned(),
        MoveWhy::Better(seconds) if seconds > 60 => words::why_better(lang, &minutes(lang, seconds)),
        MoveWhy::Better(_) => words::why_even(lang).to_owned(),
    };
    words::moved(lang, name, &what, &why)
}

/// What is to be said of a proposal beside what moves: who is late, who is not planned, which days run over.
pub fn note_lines(lang: Lang, proposal: &Proposal) -> Vec<String> {
    let sheet = &proposal.question.sheet;
    let mut guessed = 0;
    let mut lines = Vec::new();
    for why in &proposal.notes {
        match why {
            Why::Late(late) => lines.push(late_words(lang, sheet, late)),
            Why::Unplanned { account, reason } => {
                let why = match reason {
                    Reason::NoPlace => words::no_place(lang),
                    Reason::Unreachable => words::unreachable(lang),
                    Reason::BadWindow => words::bad_window(lang),
                    Reason::NoDay => words::no_day(lang),
                    Reason::TooLong => words::too_long(lang),
                };
                lines.push(words::unplanned(lang, sheet.name(*account), why));
            }
            Why::FixedAnyway { account, day, against } => {
                let why = match against {
                    Against::Rest => words::rest_day(lang),
                    Against::Closed => words::closed_day(lang),
                    Against::Outside => continue,
                };
                lines.push(words::fixed_anyway(lang, sheet.name(*account), &sheet.day(lang, *day), why));
            }
            Why::Guessed { .. } => guessed += 1,
            Why::Overtime { day, seconds, .. } => {
                lines.push(words::day_over(lang, &sheet.day(lang, *day), &minutes(lang, *seconds)));
            }
            Why::NoWorkingDay => lines.push(words::no_working_day(lang).to_owned()),
            Why::Moved(_) => {}
        }
    }
    for (day, row) in &proposal.shut {
        lines.push(words::shut(lang, sheet.name(*row), &sheet.day(lang, *day)));
    }
    if guessed > 0 {
        lines.push(words::guessed(lang, guessed));
    }
    lines.extend(proposal.fell_back.as_ref().map(|fault| estimated_instead(lang, fault)));
    lines
}

fn late_words(lang: Lang, sheet: &Sheet, late: &Late) -> String {
    let why = match late.cause {
        Cause::Past => words::late_past(lang),
        Cause::Closed => words::late_closed(lang),
        Cause::Capacity => words::late_room(lang),
    };
    let name = sheet.name(late.account);
    match late.day {
        Some(day) => words::late_on(lang, name, late.days, &sheet.day(lang, day), why),
        None => words::late_end(lang, name, late.days, why),
    }
}

/// What would keep everybody in time; empty if nobody is late for want of room, or nothing was found.
pub fn remedy_lines(lang: Lang, proposal: &Proposal) -> Vec<String> {
    let (sheet, remedies) = (&proposal.question.sheet, &proposal.remedies);
    let mut lines = Vec::new();
    lines.extend(remedies.overtime.map(|seconds| words::help_overtime(lang, &minutes(lang, seconds.into()))));
    if let Some(days) = remedies.longer {
        let lowest = proposal.asked.accounts.iter().filter(|it| it.rhythm.is_some()).map(|it| it.rank).max();
        let tier = sheet.rows.iter().find(|row| row.line.tier_rank == lowest);
        lines.push(words::help_longer(lang, tier.map_or("", |row| &row.line.tier), days));
    }
    if !remedies.help.is_empty() {
        let one = |(row, day): &(usize, usize)| format!("{} {}", sheet.name(*row), sheet.day(lang, *day));
        let named: Vec<String> = remedies.help.iter().map(one).collect();
        lines.push(words::help_colleague(lang, named.len(), &named.join(common::comma(lang))));
    }
    lines
}

/// The overdue accounts of each week, before and after.
pub fn forecast_lines(lang: Lang, proposal: &Proposal) -> Vec<String> {
    let today = proposal.question.sheet.dates[0];
    let starts = proposal.question.sheet.dates.iter().step_by(7);
    let weeks = starts.zip(proposal.before.iter().zip(&proposal.after));
    weeks
        .map(|(start, (before, after))| {
            let day = dates::day(lang, *start, today);
            if after.late == 0 {
                words::week_kept(lang, &day, before.late)
            } else {
                words::week_overdue(lang, &day, before.late, after.late, after.worst)
            }
        })
        .collect()
}
