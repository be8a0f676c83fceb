//! A conversation with one rep: what they are told and asked, and what of it is read and written.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::hand::Hand;
use crate::app::policy::Policy;
use crate::app::who::Who;
use crate::app::wording::store_error;
use crate::domain::change::{Act, Change};
use crate::domain::day::business_day;
use crate::domain::ids::{DeviceId, Ids};
use crate::domain::people::Rep;
use crate::i18n::answers::{self, Common};
use crate::i18n::messages::{plain as words, visit};
use crate::i18n::{Lang, day_words};
use crate::roads::Roads;
use crate::store::{Keep, Store, StoreError};
use crate::terminal::tended::Chore;

use super::line::{Heard, Line};

/// What a conversation is about.
pub struct Opening<'a> {
    /// The data.
    pub store: &'a mut dyn Store,
    /// Who.
    pub rep: Rep,
    /// The language.
    pub lang: Lang,
    /// The source of identities.
    pub ids: Ids,
    /// The installation.
    pub device: DeviceId,
    /// The time.
    pub clock: &'a dyn Fn() -> DateTime<Utc>,
    /// What is looked after between tasks.
    pub chore: Option<&'a mut dyn Chore>,
}

/// A conversation.
pub struct Talk<'a> {
    pub(super) line: Line<'a>,
    pub(super) store: &'a mut dyn Store,
    pub(super) who: Who,
    pub(super) policy: Policy,
    pub(super) lang: Lang,
    pub(super) ids: Ids,
    device: DeviceId,
    clock: &'a dyn Fn() -> DateTime<Utc>,
    chore: Option<&'a mut dyn Chore>,
}

impl<'a> Talk<'a> {
    /// A conversation on a line.
    pub fn new(opening: Opening<'a>, line: Line<'a>) -> Result<Self, StoreError> {
        let Opening { store, rep, lang, ids, device, clock, chore } = opening;
        let now = clock();
        let who = Who { today: business_day(now, rep.zone), now, rep };
        let policy = Policy::new(&store.reference(who.viewer())?);
        Ok(Self { line, store, who, policy, lang, ids, device, clock, chore })
    }

    /// The same with travel times from these roads.
    #[must_use]
    pub fn with_roads(self, roads: &Arc<Roads>) -> Self {
        Self { policy: self.policy.with_roads(roads), ..self }
    }

    /// Says something.
    pub(super) fn say(&mut self, text: &str) -> Heard<()> {
        self.line.say(self.lang, text)
    }

    /// Asks something; when the answer comes it is as late as it is.
    pub(super) fn ask(&mut self, prompt: &str) -> Heard<String> {
        let heard = self.line.ask(self.lang, prompt)?;
        self.who.now = (self.clock)();
        self.who.today = business_day(self.who.now, self.who.rep.zone);
        Ok(heard)
    }

    /// Between two tasks: the rules may have changed, and the copy of the day is looked after.
    pub(super) fn rest(&mut self) -> Heard<()> {
        let reference = self.store.reference(self.who.viewer())?;
        self.policy = Policy::new(&reference).with_roads(&self.policy.roads);
        let problem = self.chore.as_mut().and_then(|chore| chore.look(self.who.now, self.lang));
        problem.map_or(Ok(()), |problem| self.say(&problem))
    }

    pub(super) fn hand(&mut self) -> (Hand<'_>, &mut dyn Store, &mut Ids) {
        let hand = Hand { who: &self.who, device: self.device, lang: self.lang };
        (hand, &mut *self.store, &mut self.ids)
    }

    /// Writes changes as one operation and says what was done, or why it was not; answers whether it was.
    pub(super) fn write(&mut self, changes: Vec<Change>, said: &str) -> Heard<bool> {
        let (hand, store, ids) = self.hand();
        match hand.apply(store, ids, Act::Change(changes)) {
            Ok(applied) => {
                let nothing = visit::nothing_changed(self.lang);
                self.say(if applied.rows > 0 { said } else { nothing })?;
                Ok(true)
            }
            Err(error) => self.problem(&error).map(|()| false),
        }
    }

    /// Keeps what was typed.
    pub(super) fn keep(&mut self, keep: &Keep) -> Heard<()> {
        self.store.keep(keep).or_else(|error| self.problem(&error))
    }

    /// Keeps a setting of the rep's.
    pub(super) fn remember(&mut self, name: &str, value: &str) -> Heard<()> {
        self.keep(&Keep::Setting { rep: self.who.rep.id, name: name.to_owned(), value: value.to_owned() })
    }

    /// What the rep kept.
    pub(super) fn settings(&self) -> Heard<BTreeMap<String, String>> {
        Ok(self.store.settings(self.who.viewer())?)
    }

    /// Says an error of the data. The log has the chain.
    pub(super) fn problem(&mut self, error: &StoreError) -> Heard<()> {
        tracing::warn!("{error:?}");
        self.say(&store_error(self.lang, error))
    }

    /// Asks until it is yes or no; none: back.
    pub(super) fn yes(&mut self, prompt: &str) -> Heard<Option<bool>> {
        loop {
            let said = self.ask(prompt)?;
            match (answers::yes(&said), answers::common(&said)) {
                (Some(yes), _) => return Ok(Some(yes)),
                (None, Some(Common::Back)) => return Ok(None),
                _ => self.say(&words::yes_or_no(self.lang, &said))?,
            }
        }
    }

    /// Asks for words; none: back, or nothing was said.
    pub(super) fn words(&mut self, prompt: &str, help: &str) -> Heard<Option<String>> {
        loop {
            let said = self.ask(prompt)?;
            match answers::common(&said) {
                Some(Common::Help) => self.say(help)?,
                Some(Common::Back | Common::Nothing) => return Ok(None),
                _ => return Ok(Some(said)),
            }
        }
    }

    /// Asks for a day to come; none: back, or nothing was said.
    pub(super) fn day(&mut self, prompt: &str) -> Heard<Option<NaiveDate>> {
        let lang = self.lang;
        while let Some(said) = self.words(prompt, visit::day_hint(lang))? {
            match day_words::parse(&said, self.who.today) {
                Some(day) if day >= self.who.today => return Ok(Some(day)),
                Some(_) => self.say(visit::day_has_passed(lang))?,
                None => self.say(&visit::not_a_day(lang, &said))?,
            }
        }
        Ok(None)
    }
}
