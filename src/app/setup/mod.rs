//! What the work is set up with: tiers, weights, calendar, leave, products, beats, people, teams, keys. Each kind has a form that asks for
//! it and a way back from the form to the record; what is wrong with a value is told with its place in the form. No I/O, no screen.

pub mod calendar;
pub mod forecast;
pub mod keys;
pub mod people;
pub mod products;
pub mod tiers;

use std::collections::BTreeMap;

use crate::domain::ids::{BeatId, LeaveId, ProductId, RepId, TeamId, TierId};
use crate::domain::label::Label;
use crate::domain::people::Rep;
use crate::domain::product::Product;
use crate::i18n::Lang;
use crate::i18n::messages::settings as words;
use crate::store::{Reference, Result, Rights, Store};

use super::form::{Fault, Form};
use super::names::label;
use super::who::Who;

/// Everything that can be set up, as the viewer sees it.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Tiers, decrees, weights, teams, beats, leave.
    pub reference: Reference,
    /// The people who can be seen, by code.
    pub reps: Vec<Rep>,
    /// Products by name, those no longer sold behind them.
    pub products: Vec<Product>,
    /// How many accounts each beat has.
    pub sizes: BTreeMap<BeatId, usize>,
    /// What the viewer may change.
    pub rights: Rights,
}

/// What a form asks for; with an identity it is changed, without it is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A tier.
    Tier(Option<TierId>),
    /// The weights of the urgency.
    Weights,
    /// The holidays of a year.
    Year(Option<i32>),
    /// Days of leave.
    Leave(Option<LeaveId>),
    /// A product.
    Product(Option<ProductId>),
    /// A beat.
    Beat(Option<BeatId>),
    /// Somebody.
    Rep(Option<RepId>),
    /// A team.
    Team(Option<TeamId>),
}

/// Reads it.
pub fn read(store: &dyn Store, who: &Who) -> Result<Setup> {
    let viewer = who.viewer();
    Ok(Setup {
        reference: store.reference(viewer)?,
        reps: store.reps(viewer)?,
        products: store.products()?,
        sizes: store.beat_sizes(viewer)?,
        rights: store.rights(viewer)?,
    })
}

impl Setup {
    /// The name of somebody who can be seen.
    pub fn rep_name(&self, id: RepId) -> &str {
        self.reps.iter().find(|rep| rep.id == id).map_or("", |rep| &rep.name)
    }

    /// The name of a team that can be seen.
    pub fn team_name(&self, lang: Lang, id: TeamId) -> &str {
        self.reference.teams.iter().find(|team| team.id == id).map_or("", |team| label(lang, &team.name))
    }
}

/// A name that may be given in one language or both, from two entries of a form of which the first stands at `at`.
fn named(lang: Lang, form: &Form, at: usize) -> std::result::Result<Label, Fault> {
    let label = Label::new(form.text(at), form.text(at + 1));
    if label.english().is_empty() { Err((at, words::name_needed(lang).to_owned())) } else { Ok(label) }
}
