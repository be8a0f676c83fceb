//! What the follow-up of calls is written with: routes, matters and appointments all look at the rep's shops and visits and add to the
//! log.

use chrono::NaiveDate;

use super::dice::Dice;
use super::history::Call;
use super::log::Log;
use super::scene::Scene;
use super::shops::Shop;
use super::texts::Voices;
use crate::domain::ids::{RepId, TouchId};

/// A call and the touch it became.
pub(super) type Visit<'a> = (&'a Call, TouchId);

/// Writes for one rep.
pub(super) struct Scribe<'a> {
    pub(super) shops: &'a [Shop],
    pub(super) rep: RepId,
    pub(super) scene: &'a Scene,
    pub(super) voices: &'a Voices,
    /// The rep's contacts in order of time.
    pub(super) visits: &'a [Visit<'a>],
    pub(super) log: &'a mut Log,
    pub(super) dice: &'a mut Dice,
}

impl<'a> Scribe<'a> {
    /// A sentence of a section in the language of a shop.
    pub(super) fn say(&mut self, shop: usize, section: &str) -> String {
        let shop = &self.shops[shop];
        self.voices.of(shop).say(section, shop.owner(), self.dice)
    }

    /// The visits that met somebody.
    pub(super) fn met(&self) -> impl DoubleEndedIterator<Item = Visit<'a>> + Clone + use<'a> {
        self.visits.iter().copied().filter(|(call, _)| call.kind.is_visit() && !call.attempted)
    }

    /// The last visit of a shop before a day.
    pub(super) fn before(&self, shop: usize, day: NaiveDate) -> Option<&'a Call> {
        self.met().rev().map(|(call, _)| call).find(|call| call.shop == shop && call.day < day)
    }

    /// Whether a call on a day makes sense: somebody is there, and the window of the shop is open or nobody has been there yet.
    pub(super) fn can_go(&self, at: usize, day: NaiveDate) -> bool {
        let shop = &self.shops[at];
        let Some((count, cadence)) = shop.count(self.scene).zip(shop.cadence) else { return false };
        let is_due = self.before(at, day).is_none_or(|last| count.between(last.day, day) >= cadence.window.min.into());
        shop.rep == self.rep && shop.pause.is_none() && shop.is_there(day) && shop.account.added < day && is_due
    }
}
