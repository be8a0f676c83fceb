//! A proposal for the weeks as a report: a row for each visit, and all of it as JSON for programs.

use serde_json::{Value, json};

use crate::i18n::Lang;
use crate::i18n::messages::{cli as titles_words, weeks as words};
use crate::planning::weeks::{Cause, MoveWhy, Reason, Why};

use super::grid::gaps;
use super::said::{forecast_lines, note_lines, remedy_lines};
use super::{Proposal, Sheet};
use crate::app::report::{Cell, Table, column, data, text, titles, worded};

/// A visit of a proposal.
struct Visit {
    day: usize,
    nth: usize,
    row: usize,
    gap: Option<u32>,
    state: &'static str,
}

fn visits(proposal: &Proposal) -> Vec<Visit> {
    let (sheet, asked, plan) = (&proposal.question.sheet, &proposal.asked, &proposal.plan);
    let mut visits = Vec::new();
    for (day, rows) in plan.days.iter().enumerate() {
        for (nth, row) in rows.iter().enumerate() {
            let account = &asked.accounts[*row];
            let gap = gaps(asked, plan, *row).into_iter().find(|(at, _)| *at == day).and_then(|(_, gap)| gap);
            let late = gap.zip(account.rhythm.as_ref()).is_some_and(|(gap, rhythm)| gap > rhythm.max);
            let state = match (account.fixed.contains(&day), late, sheet.stops.contains_key(&(day, *row))) {
                (true, ..) => "agreed",
                (_, true, _) => "late",
                (.., true) => "standing",
                _ => "new",
            };
            visits.push(Visit { day, nth, row: *row, gap, state });
        }
    }
    visits
}

/// A row for each visit, by day and in the order of the way.
pub fn table(lang: Lang, proposal: &Proposal) -> Table {
    let columns = vec![
        column("day", titles_words::head_day),
        column("stop", words::head_stop),
        titles::CODE,
        titles::NAME,
        titles::TIER,
        titles::DAYS,
        titles::STATE,
    ];
    let sheet = &proposal.question.sheet;
    let row = |visit: Visit| {
        let line = &sheet.rows[visit.row].line;
        let state = match visit.state {
            "agreed" => words::legend_agreed(lang),
            "late" => words::state_late(lang),
            "standing" => words::state_standing(lang),
            _ => words::legend_new(lang),
        };
        let cells: Vec<Cell> = vec![
            text(&date(sheet, visit.day)),
            data(visit.nth + 1),
            text(&line.row.code),
            text(&line.row.name),
            text(&line.tier),
            data(visit.gap),
            worded(visit.state, state),
        ];
        cells
    };
    Table { columns, rows: visits(proposal).into_iter().map(row).collect() }
}

/// What is to be said beside the visits, line by line.
pub fn lines(lang: Lang, proposal: &Proposal) -> Vec<String> {
    let mut lines = forecast_lines(lang, proposal);
    lines.extend(remedy_lines(lang, proposal));
    lines.extend(note_lines(lang, proposal));
    lines
}

/// All of it for programs. Times are seconds.
pub fn json_of(proposal: &Proposal) -> String {
    let (sheet, asked, plan) = (&proposal.question.sheet, &proposal.asked, &proposal.plan);
    let code = |row: usize| sheet.rows.get(row).map_or("", |row| row.line.row.code.as_str());
    let name = |row: usize| sheet.rows.get(row).map_or("", |row| row.line.row.name.as_str());
    let all = visits(proposal);
    let days = (0..sheet.dates.len()).filter(|day| asked.days[*day].works || !plan.days[*day].is_empty()).map(|day| {
        let of_day = all.iter().filter(|visit| visit.day == day).map(|visit| {
            json!({
                "account": code(visit.row),
                "name": name(visit.row),
                "days_after": visit.gap,
                "state": visit.state,
            })
        });
        let load = plan.loads[day];
        json!({
            "date": date(sheet, day),
            "works": asked.days[day].works,
            "hours": asked.days[day].seconds,
            "travel": load.travel,
            "service": load.service,
            "visits": of_day.collect::<Vec<_>>(),
        })
    });
    let day = |day: Option<usize>| day.map(|day| date(sheet, day));
    let late = proposal.notes.iter().filter_map(|why| match why {
        Why::Late(late) => Some(json!({
            "account": code(late.account),
            "day": day(late.day),
            "days_late": late.days,
            "cause": match late.cause { Cause::Past => "past", Cause::Closed => "closed", Cause::Capacity => "capacity" },
        })),
        _ => None,
    });
    let unplanned = proposal.notes.iter().filter_map(|why| match why {
        Why::Unplanned { account, reason } => Some(json!({ "account": code(*account), "reason": reason_key(*reason) })),
        _ => None,
    });
    let moves = proposal.notes.iter().filter_map(|why| match why {
        Why::Moved(moved) => Some(json!({
            "account": code(moved.account),
            "from": day(moved.from),
            "to": day(moved.to),
            "why": why_key(moved.why),
        })),
        _ => None,
    });
    let weeks = sheet.dates.iter().step_by(7).zip(proposal.before.iter().zip(&proposal.after));
    let weeks = weeks.map(|(first, (before, after))| {
        json!({
            "from": first.to_string(),
            "overdue_before": before.late,
            "overdue_after": after.late,
            "days_late_after": after.days,
        })
    });
    let help = proposal.remedies.help.iter();
    let remedies = json!({
        "overtime": proposal.remedies.overtime,
        "longer_days": proposal.remedies.longer,
        "help": help.map(|(row, day)| json!({ "account": code(*row), "day": date(sheet, *day) })).collect::<Vec<_>>(),
    });
    let cost = &plan.cost;
    let whole = json!({
        "cost": {
            "total": cost.total(),
            "travel": cost.travel,
            "target": cost.target,
            "late": cost.late,
            "balance": cost.balance,
            "overtime": cost.overtime + cost.excess,
            "late_visits": cost.late_gaps,
            "late_days": cost.late_days,
        },
        "days": Value::Array(days.collect()),
        "late": Value::Array(late.collect()),
        "unplanned": Value::Array(unplanned.collect()),
        "moves": Value::Array(moves.collect()),
        "weeks": Value::Array(weeks.collect()),
        "remedies": remedies,
        "iterations": proposal.question.iterations,
    });
    format!("{whole:#}\n")
}

fn date(sheet: &Sheet, day: usize) -> String {
    sheet.dates.get(day).map(ToString::to_string).unwrap_or_default()
}

fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::NoPlace => "no-place",
        Reason::Unreachable => "unreachable",
        Reason::BadWindow => "bad-window",
        Reason::NoDay => "no-day",
        Reason::TooLong => "too-long",
    }
}

fn why_key(why: MoveWhy) -> &'static str {
    match why {
        MoveWhy::New => "new",
        MoveWhy::Closed => "closed",
        MoveWhy::Early => "early",
        MoveWhy::Late => "late",
        MoveWhy::Full => "full",
        MoveWhy::Better(_) => "better",
    }
}
