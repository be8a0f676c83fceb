//! The board: a rep's own numbers by week or month, each with its formula, the rows it is made of and how it went before. Everything is
//! computed from what was recorded when it is read; nothing is kept.

mod figures;
mod said;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::ids::AccountId;
use crate::store::{Result, Store};

use super::policy::Policy;
use super::who::Who;

pub use figures::{Fact, Figure, Measure, Number, Row};
pub use said::{fact, formula, name, of, span, title, value};

/// How long the periods are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// A week, from Monday.
    #[default]
    Week,
    /// A month.
    Month,
}

impl Every {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Week => Self::Month,
            Self::Month => Self::Week,
        }
    }
}

/// How many periods are shown.
pub const PERIODS: usize = 8;

/// A period: its first day, and its last or today.
pub type Period = (NaiveDate, NaiveDate);

/// A rep's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// How long the periods are.
    pub every: Every,
    /// The periods, the oldest first; the last one has today in it.
    pub periods: Vec<Period>,
    /// The numbers, each with one for every period.
    pub lines: Vec<(Figure, Vec<Number>)>,
    /// The names of the accounts they are about.
    pub names: BTreeMap<AccountId, String>,
}

/// The periods up to the one that has this day in it, the oldest first.
pub fn periods(every: Every, today: NaiveDate) -> Vec<Period> {
    let first = match every {
        Every::Week => today - Days::new(today.weekday().num_days_from_monday().into()),
        Every::Month => today.with_day(1).unwrap_or(today),
    };
    let start = |back: usize| match every {
        Every::Week => first.checked_sub_days(Days::new(7 * back as u64)),
        Every::Month => first.checked_sub_months(Months::new(u32::try_from(back).unwrap_or(0))),
    };
    let mut last = today;
    let mut found = Vec::new();
    for first in (0..PERIODS).map_while(start) {
        found.push((first, last));
        last = first.pred_opt().unwrap_or(first);
    }
    found.reverse();
    found
}

/// The viewer's own numbers.
pub fn board(store: &dyn Store, who: &Who, policy: &Policy, every: Every) -> Result<Board> {
    let periods = periods(every, who.today);
    let from = periods.first().map_or(who.today, |period| period.0);
    let past = store.past(who.viewer(), who.rep.id, from, who.today)?;
    let book = store.book(who.viewer(), who.rep.id, who.today)?;
    let mut names = past.names.clone();
    names.extend(book.iter().map(|row| (row.account, row.name.clone())));
    let lines = figures::lines(&figures::Facts::new(&past, &book, policy, who), &periods);
    Ok(Board { every, periods, lines, names })
}
