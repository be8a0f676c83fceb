//! Urgency: whom to visit first in one rep's book, as a sum whose terms can be shown.
//!
//! score = 100 · max(0, (d − min) / max(1, max − min)) · tier factor, plus flat terms for what else waits at the account. Each term
//! depends only on its own facts.

use std::cmp::Ordering;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::cadence::Standing;

/// What each term is worth. Configuration; these are the shipped values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// A window's length of days past its opening.
    pub cadence: f64,
    /// A matter due today.
    pub matter_due: f64,
    /// A matter due before today; replaces due.
    pub matter_overdue: f64,
    /// Goods are there that the shop waits for.
    pub stock_arrived: f64,
    /// An open complaint.
    pub complaint: f64,
    /// An appointment today.
    pub appointment_today: f64,
    /// A care date that is near.
    pub care_near: f64,
}

/// A care date, such as a birthday, is near from so many calendar days before it.
pub const CARE_DAYS: TimeDelta = TimeDelta::days(7);

impl Default for Weights {
    fn default() -> Self {
        Self {
            cadence: 100.0,
            matter_due: 40.0,
            matter_overdue: 60.0,
            stock_arrived: 50.0,
            complaint: 40.0,
            appointment_today: 80.0,
            care_near: 15.0,
        }
    }
}

/// The facts about one account that its score is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts {
    /// Where its clock stands.
    pub standing: Standing,
    /// Its tier's factor.
    pub factor: f64,
    /// The earliest day an open matter is due.
    pub matter_due: Option<NaiveDate>,
    /// Whether goods are there for one of its stock requests.
    pub stock_arrived: bool,
    /// Whether a complaint is open.
    pub complaint: bool,
    /// Whether there is an appointment today that has not ended.
    pub appointment_today: bool,
    /// The next care date, if it is known.
    pub care: Option<NaiveDate>,
}

/// One term of a score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "term")]
pub enum Term {
    /// Days past the opening of the window.
    Cadence {
        /// Counted days past the opening.
        past_opening: u32,
        /// Length of the window.
        length: u32,
        /// The tier's factor.
        factor: f64,
    },
    /// A matter is due today.
    MatterDue,
    /// A matter was due before today.
    MatterOverdue,
    /// Goods are there that it waits for.
    StockArrived,
    /// A complaint is open.
    Complaint,
    /// There is an appointment today.
    AppointmentToday,
    /// A care date is near.
    CareNear,
}

/// A score and the terms it is made of, in a fixed order, zero terms left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Term and points.
    pub terms: Vec<(Term, f64)>,
}

impl Score {
    /// The sum of the terms, a plain 0 if there are none (the sum of no floats is −0, which orders and prints differently).
    pub fn total(&self) -> f64 {
        self.terms.iter().fold(0.0, |sum, (_, points)| sum + points)
    }
}

/// The score of an account on a day.
pub fn score(facts: &Facts, weights: &Weights, today: NaiveDate) -> Score {
    let mut terms = Vec::new();
    if let (Some(days), Some(window)) = (facts.standing.days, facts.standing.window) {
        let past_opening = days.saturating_sub(window.min);
        let length = window.length();
        let points = weights.cadence * f64::from(past_opening) / f64::from(length) * facts.factor;
        terms.push((Term::Cadence { past_opening, length, factor: facts.factor }, points));
    }
    match facts.matter_due {
        Some(due) if due < today => terms.push((Term::MatterOverdue, weights.matter_overdue)),
        Some(due) if due == today => terms.push((Term::MatterDue, weights.matter_due)),
        _ => {}
    }
    if facts.stock_arrived {
        terms.push((Term::StockArrived, weights.stock_arrived));
    }
    if facts.complaint {
        terms.push((Term::Complaint, weights.complaint));
    }
    if facts.appointment_today {
        terms.push((Term::AppointmentToday, weights.appointment_today));
    }
    if facts.care.is_some_and(|care| care >= today && care - today <= CARE_DAYS) {
        terms.push((Term::CareNear, weights.care_near));
    }
    terms.retain(|(_, points)| *points != 0.0);
    Score { terms }
}

/// What ties are broken by, in order.
#[derive(Clone, Copy, Debug)]
pub struct Rank<'a> {
    /// The score.
    pub score: f64,
    /// Days past the last day of the window.
    pub over: Option<i64>,
    /// Rank of the tier, lowest first; no tier comes last.
    pub tier: Option<u32>,
    /// The last touch, oldest first; missing comes last.
    pub last: Option<NaiveDate>,
    /// The account's code.
    pub code: &'a str,
    /// Its identity.
    pub id: uuid::Uuid,
}

/// Orders a book, the most urgent first.
pub fn compare(a: &Rank<'_>, b: &Rank<'_>) -> Ordering {
    b.score
        .total_cmp(&a.score)
        .then_with(|| b.over.cmp(&a.over))
        .then_with(|| last_if_none(a.tier, b.tier))
        .then_with(|| last_if_none(a.last, b.last))
        .then_with(|| a.code.cmp(b.code))
        .then_with(|| a.id.cmp(&b.id))
}

fn last_if_none<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
