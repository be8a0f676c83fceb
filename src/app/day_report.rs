//! What became of a day: what was planned and done, each visit with what was recorded, what was not done, what was promised, answered and
//! asked for. As text, as Markdown, as JSON; all of it computed from the records of that day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::domain::ids::AccountId;
use crate::domain::matter::Matter;
use crate::domain::record::{Kind, Record};
use crate::domain::route::Fate;
use crate::domain::stock::Request;
use crate::domain::touch::TouchKind;
use crate::i18n::messages::{day_report as words, screens};
use crate::i18n::text::clean;
use crate::i18n::{Lang, dates};
use crate::planning::matrix::Source;
use crate::store::{DayTouch, Result, Store};

use super::day::day_view;
use super::names::{self, grouped, joined};
use super::policy::Policy;
use super::recorded;
use super::stock::amount_text;
use super::who::Who;
use super::wording::roads;

/// The report of a day. Its fields are those of the JSON; what is said in words is in the language it was made in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayReport {
    /// The day.
    pub day: NaiveDate,
    /// The rep's code.
    pub rep: String,
    /// The rep's name.
    pub rep_name: String,
    /// The sums of the day.
    pub sums: Sums,
    /// Visits at which somebody was met.
    pub visits: Vec<Contact>,
    /// Visits at which nobody was.
    pub attempted: Vec<Contact>,
    /// Calls and messages.
    pub calls: Vec<Contact>,
    /// Visits that are still open.
    pub open: Vec<Contact>,
    /// Stops that were not done, with what became of them.
    pub not_done: Vec<NotDone>,
    /// Matters that were raised.
    pub raised: Vec<About>,
    /// Matters that were answered to the customer.
    pub answered: Vec<About>,
    /// What was asked for.
    pub asked: Vec<About>,
    /// The source outside of the metres; none if they are estimated.
    #[serde(skip)]
    pub source: Option<Source>,
}

/// Counts and sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Sums {
    /// Stops that were on the route before the day brought others.
    pub planned: usize,
    /// Of them, those that were visited.
    pub planned_done: usize,
    /// Stops that came onto the route by checking in, and were visited.
    pub unplanned_done: usize,
    /// Minutes in shops, where both times are known.
    pub minutes: i64,
    /// Of how many visits the minutes are.
    pub timed: usize,
    /// What was ordered, in base units.
    pub ordered: u64,
    /// At how many visits something was.
    pub orders: usize,
    /// Metres of the route, estimated unless told otherwise.
    pub metres: u64,
}

/// A visit or a call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contact {
    /// The account's name.
    pub name: String,
    /// When it began, if that is known.
    pub start: Option<String>,
    /// Minutes, if they are known.
    pub minutes: Option<i64>,
    /// What kind.
    pub kind: TouchKind,
    /// What was ordered, in base units; 0 where nothing was and why is known.
    pub ordered: Option<u64>,
    /// Satisfaction.
    pub satisfaction: Option<u8>,
    /// What else was recorded, in words.
    pub sections: Vec<String>,
    /// What was said.
    pub note: String,
    /// What comes next.
    pub next: Option<String>,
    /// What was ordered or why nothing was, in words.
    #[serde(skip)]
    order: String,
}

/// A stop that was not done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotDone {
    /// The account's name.
    pub name: String,
    /// What became of it: `open`, `skipped`, `left`, `rolled`, `handed`.
    pub fate: &'static str,
    /// The same in words.
    pub became: String,
    /// Why.
    pub reason: String,
    /// Where its clock stands, in words.
    pub state: String,
}

/// Something about an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    /// The account's name.
    pub name: String,
    /// What, in words.
    pub text: String,
}

/// The report of a day of the viewer's.
pub fn report(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate, lang: Lang) -> Result<DayReport> {
    let view = day_view(store, who, policy, day)?;
    let touches = store.day_touches(who.viewer(), who.rep.id, day)?;
    let mut names: BTreeMap<AccountId, String> = touches.iter().map(|it| (it.touch.account, it.name.clone())).collect();
    for row in store.book(who.viewer(), who.rep.id, who.today)? {
        names.entry(row.account).or_insert(row.name);
    }
    let accounts: Vec<AccountId> = names.keys().copied().collect();
    let (raised, answered) = matters(store, who, day, lang, (&accounts, &names))?;
    let asked = asked(store, who, day, lang, (&accounts, &names))?;

    let mut sums = Sums { metres: view.metres, ..Sums::default() };
    let mut not_done = Vec::new();
    for stop in &view.stops {
        let done = matches!(stop.stop.fate, Fate::Done { .. });
        sums.planned += usize::from(!stop.stop.unplanned);
        sums.planned_done += usize::from(done && !stop.stop.unplanned);
        sums.unplanned_done += usize::from(done && stop.stop.unplanned);
        if done {
            continue;
        }
        let fate = &stop.stop.fate;
        not_done.push(NotDone {
            name: clean(&stop.line.row.name),
            fate: fate.word(),
            became: clean(&names::fate(lang, fate, stop.colleague.as_deref(), day)),
            reason: clean(fate.reason()),
            state: names::state(lang, stop.line.standing.state, day),
        });
    }
    let mut report = DayReport {
        day,
        rep: who.rep.code.clone(),
        rep_name: clean(&who.rep.name),
        sums,
        visits: Vec::new(),
        attempted: Vec::new(),
        calls: Vec::new(),
        open: Vec::new(),
        not_done,
        raised,
        answered,
        asked,
        source: view.ways.source().cloned(),
    };
    for it in touches.iter().filter(|it| it.touch.voided.is_none() && it.touch.content.kind != TouchKind::Imported) {
        let (touch, made) = (&it.touch, contact(it, who, lang));
        let list = if touch.open {
            &mut report.open
        } else if touch.content.attempted {
            &mut report.attempted
        } else if touch.content.kind.is_visit() {
            report.sums.minutes += touch.minutes().unwrap_or(0);
            report.sums.timed += usize::from(touch.minutes().is_some());
            &mut report.visits
        } else {
            &mut report.calls
        };
        if !touch.open {
            report.sums.ordered += made.ordered.unwrap_or(0);
            report.sums.orders += usize::from(made.ordered.is_some_and(|ordered| ordered > 0));
        }
        list.push(made);
    }
    Ok(report)
}

fn contact(it: &DayTouch, who: &Who, lang: Lang) -> Contact {
    let (touch, content) = (&it.touch, &it.touch.content);
    let time = |at: DateTime<Utc>| dates::time(at.with_timezone(&who.rep.zone).time());
    let mut sections = recorded::lines(lang, content, &it.goods);
    let order = if content.order.is_some() && !sections.is_empty() { sections.remove(0) } else { String::new() };
    let next = content.next.as_ref().map(|next| {
        let day = next.day.map(|day| dates::week_day(lang, day, it.touch.day)).unwrap_or_default();
        clean(&joined(lang, &[&day, &next.text]))
    });
    Contact {
        name: clean(&it.name),
        start: touch.start.map(time),
        minutes: touch.minutes(),
        kind: content.kind,
        ordered: content.order.as_ref().map(crate::domain::content::Order::quantity),
        satisfaction: content.satisfaction,
        sections: sections.iter().map(|line| clean(line)).collect(),
        note: content.note.lines().map(clean).collect::<Vec<_>>().join("\n"),
        next,
        order: clean(&order),
    }
}

type Accounts<'a> = (&'a [AccountId], &'a BTreeMap<AccountId, String>);

fn about(names: &BTreeMap<AccountId, String>, account: AccountId, text: &str) -> About {
    About { name: clean(names.get(&account).map_or("", String::as_str)), text: clean(text) }
}

/// The matters that the rep raised on the day, and those that were answered.
fn matters(
    store: &dyn Store,
    who: &Who,
    day: NaiveDate,
    lang: Lang,
    (accounts, names_of): Accounts<'_>,
) -> Result<(Vec<About>, Vec<About>)> {
    let matter = |record| if let Record::Matter(matter) = record { Some(matter) } else { None };
    let all = store.records_at(who.viewer(), accounts, Kind::Matter)?;
    let of_rep: Vec<Matter> = all.into_iter().filter_map(matter).filter(|it| it.rep == who.rep.id).collect();
    let said = |it: &Matter, with_due: bool| {
        let due = it.due.filter(|_| with_due).map(|due| screens::due_on(lang, &dates::week_day(lang, due, day)));
        let text = joined(lang, &[names::matter_kind(lang, it.kind), &it.text, &due.unwrap_or_default()]);
        about(names_of, it.account, &text)
    };
    let raised = of_rep.iter().filter(|it| it.raised == day).map(|it| said(it, true)).collect();
    let answered = of_rep.iter().filter(|it| it.answered == Some(day)).map(|it| said(it, false)).collect();
    Ok((raised, answered))
}

/// What the rep wrote down on the day that shops asked for.
fn asked(
    store: &dyn Store,
    who: &Who,
    day: NaiveDate,
    lang: Lang,
    (accounts, names_of): Accounts<'_>,
) -> Result<Vec<About>> {
    let request = |record| if let Record::Request(request) = record { Some(request) } else { None };
    let all = store.records_at(who.viewer(), accounts, Kind::Request)?;
    let of_day = |it: &Request| it.rep == who.rep.id && it.day == day;
    let requests: Vec<Request> = all.into_iter().filter_map(request).filter(of_day).collect();
    let wanted: BTreeSet<_> = requests.iter().map(|it| it.product).collect();
    let products: Vec<_> = store.products()?.into_iter().filter(|it| wanted.contains(&it.id)).collect();
    let said = |it: &Request| {
        let product = products.iter().find(|product| product.id == it.product);
        let (name, unit) = product.map_or(("", ""), |product| (product.name.as_str(), product.unit.as_str()));
        about(names_of, it.account, &joined(lang, &[name, &amount_text(lang, &it.asked, unit)]))
    };
    Ok(requests.iter().map(said).collect())
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For people at a terminal.
    Text,
    /// For a message or a page.
    Markdown,
}

impl DayReport {
    /// As JSON.
    pub fn json(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        format!("{value:#}\n")
    }

    /// As lines.
    pub fn lines(&self, lang: Lang, style: Style) -> Vec<String> {
        let mark = |heading: &str, level: usize| match style {
            Style::Text => heading.to_owned(),
            Style::Markdown => format!("{} {heading}", "#".repeat(level)),
        };
        let title = words::title(lang, &dates::full_day(lang, self.day), &self.rep_name);
        let mut lines = vec![mark(&title, 1), String::new(), plain(style, &self.summary(lang))];
        let mut section = |heading: String, items: Vec<Vec<String>>| {
            if items.is_empty() {
                return;
            }
            lines.extend([String::new(), mark(&heading, 2)]);
            if style == Style::Markdown {
                lines.push(String::new());
            }
            for item in items {
                for (at, line) in item.iter().enumerate() {
                    let lead = match (at, style) {
                        (0, Style::Markdown) => "- ",
                        (0, Style::Text) | (_, Style::Markdown) => "  ",
                        (_, Style::Text) => "    ",
                    };
                    lines.push(format!("{lead}{}", plain(style, line)));
                }
            }
        };
        let contacts = |list: &[Contact]| list.iter().map(|it| it.lines(lang)).collect::<Vec<_>>();
        let abouts =
            |list: &[About]| list.iter().map(|it| vec![joined(lang, &[&it.name, &it.text])]).collect::<Vec<_>>();
        section(words::visits(lang, self.visits.len()), contacts(&self.visits));
        section(words::open(lang, self.open.len()), contacts(&self.open));
        section(words::attempted(lang, self.attempted.len()), contacts(&self.attempted));
        section(words::calls(lang, self.calls.len()), contacts(&self.calls));
        let not_done =
            self.not_done.iter().map(|it| vec![joined(lang, &[&it.name, &it.became, &it.reason, &it.state])]);
        section(words::not_done(lang, self.not_done.len()), not_done.collect());
        section(words::raised(lang, self.raised.len()), abouts(&self.raised));
        section(words::answered(lang, self.answered.len()), abouts(&self.answered));
        section(words::asked(lang, self.asked.len()), abouts(&self.asked));
        lines
    }

    fn way(&self, lang: Lang) -> String {
        let km = dates::kilometres(self.sums.metres);
        match &self.source {
            _ if self.sums.metres == 0 => String::new(),
            Some(source) => words::way_by(lang, &km, roads::source(lang, source)),
            None => words::way(lang, &km),
        }
    }

    fn summary(&self, lang: Lang) -> String {
        let sums = &self.sums;
        let parts = [
            if sums.planned > 0 { words::planned(lang, sums.planned_done, sums.planned) } else { String::new() },
            if sums.unplanned_done > 0 { words::unplanned(lang, sums.unplanned_done) } else { String::new() },
            if sums.orders > 0 { words::ordered(lang, &grouped(sums.ordered), sums.orders) } else { String::new() },
            if sums.timed > 0 { words::in_shops(lang, &names::duration(lang, sums.minutes)) } else { String::new() },
            self.way(lang),
        ];
        joined(lang, &parts.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

impl Contact {
    fn lines(&self, lang: Lang) -> Vec<String> {
        let start = self.start.clone().unwrap_or_default();
        let minutes = self.minutes.map(|minutes| screens::minutes(lang, minutes)).unwrap_or_default();
        let satisfied = self.satisfaction.map(|given| screens::satisfied(lang, given)).unwrap_or_default();
        let kind = if self.kind == TouchKind::Routine { "" } else { names::touch_kind(lang, self.kind) };
        let mut lines = vec![joined(lang, &[&start, &self.name, kind, &minutes, &self.order, &satisfied])];
        lines.extend(self.note.lines().map(str::to_owned));
        lines.extend(self.sections.iter().cloned());
        lines.extend(self.next.as_ref().map(|next| screens::next_is(lang, next)));
        lines
    }
}

/// A line in which nothing is markup that was typed as words.
fn plain(style: Style, line: &str) -> String {
    if style == Style::Text {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
