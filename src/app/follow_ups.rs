//! What is to be followed up: matters, appointments, next steps and birthdays, by date. What was put off waits apart.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::birthday::Ahead;
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, AppointmentId, ContactId, MatterId, TouchId};
use crate::domain::matter::{MatterKind, Outcome, PutOff, Waiting};
use crate::exchange::import::values::hours;
use crate::i18n::messages::{follow_ups as words, visit};
use crate::i18n::{Lang, dates, day_words};
use crate::store::{FollowUps, Result, Store};

use super::names;
use super::policy::Policy;
use super::who::Who;

/// Birthdays are shown so many days ahead.
const CARE_DAYS: u64 = 14;

/// One thing to follow up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// What.
    pub duty: Duty,
    /// At which account.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// When.
    pub day: Option<NaiveDate>,
    /// At what time, where one was agreed.
    pub time: Option<NaiveTime>,
    /// What it is about, may be empty.
    pub text: String,
    /// Until when it was put off, if that is still to come.
    pub put_off: Option<PutOff>,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Duty {
    /// An appointment is to be kept.
    Appointment(AppointmentId),
    /// A matter is to be answered.
    Matter(MatterId, MatterKind),
    /// A next step is to be done.
    Step(TouchId),
    /// Somebody has a birthday.
    Birthday(ContactId),
}

/// A group of the list, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Its day has passed.
    Overdue,
    /// Today.
    Today,
    /// Within the next seven days.
    Week,
    /// After them.
    Later,
    /// Without a date.
    Undated,
    /// Put off.
    PutOff,
}

impl FollowUp {
    /// The group it stands in on a day.
    pub fn group(&self, today: NaiveDate) -> Group {
        match self.day {
            _ if self.put_off.is_some() => Group::PutOff,
            None => Group::Undated,
            Some(day) if day < today => Group::Overdue,
            Some(day) if day == today => Group::Today,
            Some(day) if (day - today).num_days() <= 7 => Group::Week,
            Some(_) => Group::Later,
        }
    }

    /// Whether it waits to be done now.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        matches!(self.group(today), Group::Overdue | Group::Today)
    }

    /// What it can be put off as, if it can.
    pub fn waiting(&self) -> Option<Waiting> {
        match self.duty {
            Duty::Matter(id, _) => Some(Waiting::Matter(id)),
            Duty::Step(id) => Some(Waiting::Step(id)),
            Duty::Appointment(_) | Duty::Birthday(_) => None,
        }
    }

    /// What ends it, and what is said then; a birthday passes by itself.
    pub fn done(&self, lang: Lang) -> Option<(Change, String)> {
        match self.duty {
            Duty::Matter(matter, _) => Some((Change::Answer { matter }, visit::did_answer(lang, &self.text))),
            Duty::Step(touch) => Some((Change::StepDone { touch }, words::did_step(lang, &self.text))),
            Duty::Appointment(_) => self.settled(Outcome::Kept, lang),
            Duty::Birthday(_) => None,
        }
    }

    /// What settles an appointment so, and what is said then; none if it is something else.
    pub fn settled(&self, outcome: Outcome, lang: Lang) -> Option<(Change, String)> {
        let Duty::Appointment(appointment) = self.duty else { return None };
        let said = words::did_settle(lang, &self.name, names::outcome(lang, outcome));
        Some((Change::Settle { appointment, outcome }, said))
    }

    /// The texts it is found by.
    pub fn texts(&self, lang: Lang) -> [&str; 3] {
        [&self.name, &self.text, kind(lang, self.duty)]
    }
}

/// What it is, in a word.
pub fn kind(lang: Lang, duty: Duty) -> &'static str {
    match duty {
        Duty::Appointment(_) => words::appointment(lang),
        Duty::Matter(_, kind) => names::matter_kind(lang, kind),
        Duty::Step(_) => words::next_step(lang),
        Duty::Birthday(_) => words::birthday(lang),
    }
}

impl Duty {
    /// The word for it that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Appointment(_) => "appointment",
            Self::Matter(_, MatterKind::Promise) => "promise",
            Self::Matter(_, MatterKind::Errand) => "errand",
            Self::Matter(_, MatterKind::Complaint) => "complaint",
            Self::Step(_) => "next-step",
            Self::Birthday(_) => "birthday",
        }
    }
}

/// All of the viewer's territory, group by group, the earliest first.
pub fn follow_ups(store: &dyn Store, who: &Who) -> Result<Vec<FollowUp>> {
    let found = store.follow_ups(who.viewer(), who.rep.id)?;
    let mut all = listed(found, who.today);
    all.sort_by(|a, b| order(a, who.today).cmp(&order(b, who.today)));
    Ok(all)
}

/// What a list is ordered by: what was put off by the day it comes up again.
fn order(it: &FollowUp, today: NaiveDate) -> (Group, Option<NaiveDate>, Option<NaiveTime>, Duty, &str) {
    let day = it.put_off.as_ref().map(|put_off| put_off.until).or(it.day);
    (it.group(today), day, it.time, it.duty, &it.name)
}

fn listed(found: FollowUps, today: NaiveDate) -> Vec<FollowUp> {
    let FollowUps { matters, appointments, steps, contacts, names } = found;
    let plain = |duty, account: AccountId, day, text: String| FollowUp {
        duty,
        account,
        name: names.get(&account).cloned().unwrap_or_default(),
        day,
        time: None,
        text,
        put_off: None,
    };
    let held = |put_off: Option<PutOff>| put_off.filter(|it| it.holds(today));
    let mut all = Vec::new();
    for it in matters {
        let put_off = held(it.put_off);
        all.push(FollowUp { put_off, ..plain(Duty::Matter(it.id, it.kind), it.account, it.due, it.text) });
    }
    for it in appointments {
        let time = it.time;
        all.push(FollowUp { time, ..plain(Duty::Appointment(it.id), it.account, Some(it.day), it.purpose) });
    }
    for it in steps {
        let put_off = held(it.put_off);
        if let Some(next) = it.content.next {
            all.push(FollowUp { put_off, ..plain(Duty::Step(it.id), it.account, next.day, next.text) });
        }
    }
    if !contacts.is_empty() {
        let ahead = Ahead::new(today, CARE_DAYS);
        for it in contacts {
            let day = it.birthday.and_then(|birthday| ahead.falls(birthday));
            all.extend(day.map(|day| plain(Duty::Birthday(it.id), it.account, Some(day), it.name)));
        }
    }
    all
}

/// When something is agreed, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The day.
    pub day: NaiveDate,
    /// The time, if one was said.
    pub time: Option<NaiveTime>,
    /// What for, may be empty.
    pub purpose: String,
}

impl Agreed {
    /// When it is, in words.
    pub fn when(&self, lang: Lang, policy: &Policy, today: NaiveDate) -> String {
        let time = self.time.map(dates::time).unwrap_or_default();
        names::joined(lang, &[&names::day(lang, policy, self.day, today), &time])
    }
}

/// `fri 10:30 new counter`, `周五 10点半 看柜台`: a day, a time where one is said, and what it is for. None if it does not begin with a day.
pub fn agreed(text: &str, today: NaiveDate) -> Option<Agreed> {
    let text = text.trim();
    let (day, rest) = leading(text, |part| day_words::parse(part, today))?;
    // Half of the day may be a word of its own.
    let half = |part: &str| part.to_lowercase().ends_with('m').then(|| hours::time(part)).flatten();
    let (time, purpose) = match leading(rest, half).or_else(|| leading(rest, hours::time)) {
        Some((time, purpose)) => (Some(time), purpose),
        None => (None, rest),
    };
    Some(Agreed { day, time, purpose: purpose.to_owned() })
}

/// What as few leading words as possible mean, if they mean anything, and the rest.
fn leading<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<(T, &str)> {
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([text.len()]);
    let found = ends.take(MOST_WORDS).find_map(|end| Some((read(&text[..end])?, &text[end..])));
    found.map(|(value, rest)| (value, rest.trim()))
}

/// A day or a time takes at most so many words: `end of month`, `2:15 pm`.
const MOST_WORDS: usize = 3;

/// How many days ago, or ahead, in as few cells as there are.
pub fn when(lang: Lang, it: &FollowUp, today: NaiveDate) -> String {
    let day = it.put_off.as_ref().map(|put_off| put_off.until).or(it.day);
    match day {
        None => String::new(),
        Some(day) if day < today => words::days_late(lang, (today - day).num_days()),
        Some(day) if day == today => words::today(lang).to_owned(),
        Some(day) => dates::week_day_short(lang, day, today),
    }
}

/// What stands in its row: the time, what it is about, and until when it was put off and why.
pub fn said(lang: Lang, it: &FollowUp) -> String {
    let time = it.time.map(dates::time).unwrap_or_default();
    let why = it.put_off.as_ref().map(|put_off| put_off.reason.as_str()).unwrap_or_default();
    let put_off = if why.is_empty() { String::new() } else { words::put_off_because(lang, why) };
    names::joined(lang, &[&time, &it.text, &put_off])
}

/// The title of a group.
pub fn title(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Overdue => words::group_overdue(lang),
        Group::Today => words::group_today(lang),
        Group::Week => words::group_week(lang),
        Group::Later => words::group_later(lang),
        Group::Undated => words::group_undated(lang),
        Group::PutOff => words::group_put_off(lang),
    }
}
