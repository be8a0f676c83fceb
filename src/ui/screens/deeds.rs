//! What can be done with the account in hand, the same from every screen: check in and out, nobody met, a late entry, why so urgent, back
//! to what is open.

use chrono::NaiveDate;

use crate::app::command::Action;
use crate::app::doing;
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast, VisitPlace};
use crate::app::names;
use crate::app::policy::Line;
use crate::app::query::{Answer, Query};
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, TouchId};
use crate::exchange::routes::geo;
use crate::i18n::messages::{common, marks as mark_words, routes, screens as screen_words, visit as words};
use crate::i18n::{Lang, day_words};
use crate::store::{DraftRow, OpenVisit};
use crate::ui::layer::Cx;
use crate::ui::marks;
use crate::ui::shared::Shared;

use super::appointing;
use super::asking::Asking;

/// The deeds of a screen, with the one that waits for an answer.
#[derive(Clone, Debug, Default)]
pub struct Deeds {
    pending: Option<Pending>,
    asking: Asking,
}

#[derive(Clone, Debug)]
enum Pending {
    /// The open visit is to be checked out as it stands.
    CheckOut { touch: TouchId, name: String, attempted: bool },
    /// The open visits are to be shown.
    Unfinished,
}

impl Deeds {
    /// Does what the action says with this account, seen on this day; answers whether it was one of these actions. On a day gone by a
    /// visit is entered late.
    pub fn act(&mut self, action: Action, line: Option<&Line>, day: NaiveDate, cx: &mut Cx<'_>) -> bool {
        let lang = cx.shared.lang;
        let past = day < cx.shared.who.today;
        match (action, line) {
            (Action::CheckIn, Some(line)) if past => enter_late(line.row.account, day, cx),
            (Action::Nobody, Some(line)) if past => nobody(line, day, cx),
            (Action::OpenVisits, _) => {
                self.pending = Some(Pending::Unfinished);
                cx.push(Effect::Read(Query::Unfinished));
            }
            (Action::CheckIn, Some(line)) => check_in(line, cx),
            (Action::CheckOut, Some(line)) => match line.row.visiting {
                Some((touch, _)) => self.finish(line, touch, false, cx),
                None => cx.push(Effect::Say(Toast::note(words::nothing_open_here(lang)))),
            },
            (Action::Nobody, Some(line)) => match line.row.visiting {
                Some((touch, _)) => self.finish(line, touch, true, cx),
                None => nobody(line, cx.shared.who.today, cx),
            },
            (Action::LateEntry, Some(line)) => {
                let ask = Ask::LateDay(line.row.account);
                cx.push(Effect::Open(Place::Prompt(ask, String::new())));
            }
            (Action::Explain, Some(line)) => explain(line, cx),
            (Action::MapLink, Some(line)) => link(line, cx),
            (Action::Appoint, Some(line)) => appointing::begin(line.row.account, &line.row.name, cx),
            (Action::Request, Some(line)) => self.asking.begin(line.row.account, cx),
            (Action::Open, Some(line)) => cx.push(Effect::Open(Place::Account(line.row.account))),
            _ => return false,
        }
        true
    }

    fn finish(&mut self, line: &Line, touch: TouchId, attempted: bool, cx: &mut Cx<'_>) {
        self.pending = Some(Pending::CheckOut { touch, name: line.row.name.clone(), attempted });
        cx.push(Effect::Read(Query::Visit(line.row.account, touch)));
    }

    /// Takes an answer that a deed waited for; answers whether it did.
    pub fn answer(&mut self, answer: &Answer, cx: &mut Cx<'_>) -> bool {
        let lang = cx.shared.lang;
        if self.asking.answer(answer, cx) {
            return true;
        }
        match (self.pending.take(), answer) {
            (Some(Pending::CheckOut { touch, name, attempted }), Answer::Visit(view)) => {
                let Some((open, draft)) = view.as_ref().and_then(|view| Some((view.touch.as_ref()?, &view.draft)))
                else {
                    cx.push(Effect::Say(Toast::note(words::nothing_open_here(lang))));
                    return true;
                };
                let mut report = draft.as_ref().map(|draft| draft.report.clone()).unwrap_or_default();
                report.content.attempted |= attempted;
                let end = doing::ended_at(open, &cx.shared.who);
                let said = if attempted { words::did_attempt(lang, &name) } else { words::did_check_out(lang, &name) };
                cx.push(Effect::Write(vec![Change::CheckOut { touch, end, report }], Toast::done(said)));
                true
            }
            (Some(Pending::Unfinished), Answer::Unfinished(visits, drafts)) => {
                match unfinished(visits, drafts, cx.shared) {
                    choices if choices.is_empty() => {
                        cx.push(Effect::Say(Toast::note(words::nothing_unfinished(lang))));
                    }
                    choices => cx.push(Effect::Open(Place::Pick(Ask::OpenVisit, choices))),
                }
                true
            }
            (pending, _) => {
                self.pending = pending;
                false
            }
        }
    }

    /// Takes a reply to a question that a deed asked; answers whether it was one.
    pub fn reply(&mut self, reply: &Reply, cx: &mut Cx<'_>) -> bool {
        match reply {
            Reply::Text(Ask::LateDay(account), text) => late_entry(*account, text, cx),
            Reply::Picked(Ask::OpenVisit, Picked::Visit(place)) => cx.push(Effect::Open(Place::Visit(place.clone()))),
            _ => return appointing::reply(reply, cx) || self.asking.reply(reply, cx),
        }
        true
    }
}

/// The first of some names, and that there are more.
pub fn named(lang: Lang, names: &[&str]) -> String {
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(common::comma(lang));
    if names.len() > NAMED { format!("{first}…") } else { first }
}

/// So many of those who did not fit are named in the status line.
const NAMED: usize = 2;

/// An account to pick, found by its names, code and address.
pub fn choice(line: &Line, aside: String) -> Choice {
    Choice {
        text: format!("{} {}", line.row.name, line.row.other_name).trim().to_owned(),
        aside,
        found_by: format!("{} {}", line.row.code, line.row.address),
        answer: Picked::Account(line.row.account),
    }
}

/// Asks on which day these accounts go.
pub fn ask_day(accounts: Vec<AccountId>, cx: &mut Cx<'_>) {
    if !accounts.is_empty() {
        cx.push(Effect::Open(Place::Prompt(Ask::PlanOn(accounts), String::new())));
    }
}

/// Puts accounts on a day that was typed: a stop that waits on another day to come moves, so that nobody is visited twice for one need.
/// Answers whether that is a day.
pub fn plan_on(lines: &[&Line], text: &str, cx: &mut Cx<'_>) -> bool {
    let Some(day) = day_to_come(text, cx) else { return false };
    let (lang, shown) = (cx.shared.lang, cx.shared.day_named(day));
    let said = match lines {
        [one] => words::did_plan_one(lang, &one.row.name, &shown),
        several => words::did_plan(lang, several.len(), &shown),
    };
    let changes = lines.iter().map(|line| doing::plan_on(line, day, &cx.shared.who, cx.ids)).collect();
    cx.push(Effect::Write(changes, Toast::done(said)));
    true
}

/// A day that somebody typed, today or later; says what is wrong with another.
pub fn day_to_come(text: &str, cx: &mut Cx<'_>) -> Option<NaiveDate> {
    let (lang, today) = (cx.shared.lang, cx.shared.who.today);
    match day_words::parse(text, today) {
        Some(day) if day >= today => Some(day),
        Some(_) => {
            cx.push(Effect::Say(Toast::problem(words::day_has_passed(lang))));
            None
        }
        None => {
            cx.push(Effect::Say(Toast::problem(words::not_a_day(lang, text))));
            None
        }
    }
}

/// The open visits and drafts of visits that are still to be entered, to choose from.
pub fn unfinished(visits: &[OpenVisit], drafts: &[DraftRow], shared: &Shared) -> Vec<Choice> {
    crate::app::unfinished::unfinished(shared.lang, &shared.who, visits, drafts)
}

fn check_in(line: &Line, cx: &mut Cx<'_>) {
    let account = line.row.account;
    let touch = line.row.visiting.map_or_else(
        || {
            let (touch, stop) = (cx.id(), cx.id());
            let said = words::did_check_in(cx.shared.lang, &line.row.name);
            cx.push(Effect::Write(vec![Change::CheckIn { touch, account, stop }], Toast::done(said)));
            touch
        },
        |(touch, _)| touch,
    );
    cx.push(Effect::Open(Place::Visit(VisitPlace { touch, account, late_day: None })));
}

fn nobody(line: &Line, day: NaiveDate, cx: &mut Cx<'_>) {
    let change = doing::nobody(line.row.account, day, &cx.shared.who, cx.ids);
    let said = words::did_attempt(cx.shared.lang, &line.row.name);
    cx.push(Effect::Write(vec![change], Toast::done(said)));
}

fn late_entry(account: AccountId, text: &str, cx: &mut Cx<'_>) {
    let (lang, today) = (cx.shared.lang, cx.shared.who.today);
    match day_words::parse_past(text, today) {
        Some(day) if day <= today => enter_late(account, day, cx),
        Some(_) => cx.push(Effect::Say(Toast::problem(words::day_to_come(lang)))),
        None => cx.push(Effect::Say(Toast::problem(words::not_a_day(lang, text)))),
    }
}

fn enter_late(account: AccountId, day: NaiveDate, cx: &mut Cx<'_>) {
    let touch = cx.id();
    cx.push(Effect::Open(Place::Visit(VisitPlace { touch, account, late_day: Some(day) })));
}

/// Copies what opens an account on a map, and shows it where a terminal keeps its clipboard to itself.
fn link(line: &Line, cx: &mut Cx<'_>) {
    let (lang, name) = (cx.shared.lang, &line.row.name);
    let Some(place) = line.row.place else {
        cx.push(Effect::Say(Toast::note(routes::link_no_place(lang, name))));
        return;
    };
    let link = cx.shared.map.of(place, name);
    cx.push(Effect::Copy(link.clone()));
    cx.push(Effect::Open(Place::Reading(routes::link_title(lang, name), vec![link, geo(place)])));
    cx.push(Effect::Say(Toast::note(routes::link_copied(lang))));
}

fn explain(line: &Line, cx: &mut Cx<'_>) {
    let lang = cx.shared.lang;
    let lines = marks::score_lines(lang, line);
    let wide = lines.iter().map(|(points, _)| points.len()).max().unwrap_or(0);
    let mut text: Vec<String> = lines.iter().map(|(points, words)| format!("{points:>wide$}  {words}")).collect();
    text.push(String::new());
    text.push(mark_words::term_total(lang, &marks::score_total(&line.score)));
    if let (Some(window), Some(unit)) = (line.standing.window, line.unit) {
        text.push(screen_words::window_is(lang, window.min, window.max, names::unit(lang, unit)));
    }
    cx.push(Effect::Open(Place::Reading(screen_words::why_title(lang, &line.row.name), text)));
}
