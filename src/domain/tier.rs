//! Tiers: how often an account is due, at each level of visitor.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cadence::{Cadence, Level, Unit, Window};
use super::ids::TierId;
use super::label::Label;

/// How often an account is due, how long a call takes, how much it weighs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Identity.
    pub id: TierId,
    /// The letter on the screen.
    pub code: String,
    /// What it is called.
    pub name: Label,
    /// Order, the most important first.
    pub rank: u32,
    /// The cadence of each level of visitor that has one.
    pub cadences: BTreeMap<Level, Cadence>,
    /// Planned length of a routine call in minutes.
    pub minutes: u32,
    /// Factor of the cadence term in the urgency.
    pub factor: f64,
}

/// The tiers that ship: A key 3–5 days, B next 7–10, C basic 14–30, all in working days; no cadence for supervisors and managers.
pub fn shipped_tiers(mut id: impl FnMut() -> TierId) -> Vec<Tier> {
    [
        ("A", "key", "重点", 3, 5, 30, 1.5),
        ("B", "next", "次重点", 7, 10, 20, 1.2),
        ("C", "basic", "一般", 14, 30, 15, 1.0),
    ]
    .into_iter()
    .zip(1..)
    .map(|((code, en, zh, min, max, minutes, factor), rank)| Tier {
        id: id(),
        code: code.to_owned(),
        name: Label::new(en, zh),
        rank,
        cadences: BTreeMap::from([(
            Level::Rep,
            Cadence { window: Window { min, max }, unit: Unit::Working, phone_counts: false, chat_counts: false },
        )]),
        minutes,
        factor,
    })
    .collect()
}
