//! What is thought about beside the screen: one thing at a time, the newest wish wins, and what comes of it is told to all layers.

use std::sync::Arc;
use std::time::Duration;

use crate::app::effect::Toast;
use crate::app::territories::{self, Asked};
use crate::app::thinking::Thinking;
use crate::app::thought::{Conclusion, Thought};
use crate::i18n::Lang;
use crate::i18n::messages::{planning as words, territories as territory_words, weeks};
use crate::store;
use crate::ui::layer::Msg;

use super::{At, Session, problem};

/// A small day is in order before it is looked at for the first time; then it is looked at ever more seldom,
const FIRST_LOOK: Duration = Duration::from_millis(20);

/// but ten times a second.
const LOOK: Duration = Duration::from_millis(100);

/// What comes of it.
type Outcome = store::Result<Conclusion>;

/// What the status line says: how far it is, in percent, if it has told.
type Words = fn(Lang, Option<u64>) -> String;

/// A thought under way.
pub(super) struct Under {
    thinking: Thinking<Outcome>,
    /// What the status line says of it.
    words: Words,
    /// How far it was when it was looked at last: what is drawn twice says the same twice.
    percent: Option<u64>,
    look_in: Duration,
}

impl Session {
    /// Begins; what was begun before is given up, but for what nobody waits for.
    pub(super) fn think(&mut self, thought: Thought) {
        if matches!(thought, Thought::Ways(_)) && self.thinking.is_some() {
            return;
        }
        let words: Words = match thought {
            Thought::Order(_) => |lang, percent| words::looking(lang, percent.unwrap_or(0)),
            Thought::Propose(_) => |lang, percent| words::looking_who(lang, percent.unwrap_or(0)),
            Thought::Ways(_) => |_, _| String::new(),
            Thought::Weeks(_) => |lang, percent| weeks::looking(lang, percent.unwrap_or(0)),
        };
        let roads = Arc::clone(&self.shared.policy.roads);
        self.begin_to_think(words, Thinking::begin(move |signal| Ok(thought.think(&roads, signal))));
    }

    /// Begins to divide territories, for which much has to be read first.
    pub(super) fn divide(&mut self, asked: Asked) {
        let words: Words = |lang, percent| match percent {
            Some(percent) => territory_words::looking(lang, percent),
            None => territory_words::reading(lang).to_owned(),
        };
        match self.dividing(asked) {
            Ok(thinking) => self.begin_to_think(words, thinking),
            Err(error) => self.conclude(Err(error)),
        }
    }

    fn dividing(&self, asked: Asked) -> store::Result<Thinking<Outcome>> {
        let (who, policy) = (self.shared.who.as_ref().clone(), self.shared.policy.as_ref().clone());
        let divided = |found: Result<_, _>, signal: &_| {
            Conclusion::Divided(Arc::new(found.map(|problem| territories::solve(problem, signal))))
        };
        // Where there is only one connection, what is needed is read at once.
        Ok(if let Some(store) = self.store.another()? {
            Thinking::begin(move |signal| Ok(divided(territories::read(store.as_ref(), &who, &policy, asked)?, signal)))
        } else {
            let found = territories::read(self.store.as_ref(), &who, &policy, asked)?;
            Thinking::begin(move |signal| Ok(divided(found, signal)))
        })
    }

    fn begin_to_think(&mut self, words: Words, thinking: Thinking<Outcome>) {
        self.thinking = Some(Under { thinking, words, percent: None, look_in: FIRST_LOOK });
    }

    /// In how long it wants to be looked at.
    pub(super) fn look_at_thinking_in(&self) -> Option<Duration> {
        self.thinking.as_ref().map(|under| under.look_in)
    }

    /// Looks how far it is.
    pub(super) fn look_at_thinking(&mut self) {
        let Some(under) = &mut self.thinking else { return };
        under.look_in = LOOK.min(2 * under.look_in);
        let signal = under.thinking.signal();
        under.percent = Some(signal.percent()).filter(|_| signal.told().1 > 0);
        let Some(over) = under.thinking.look() else { return };
        self.thinking = None;
        // It was not looked for while this went on.
        self.look_for_others();
        if let Ok(outcome) = over {
            self.conclude(outcome);
        } else {
            self.toast = Some(Toast::problem(words::broke_off(self.shared.lang)));
            self.tell_conclusion(Conclusion::Nothing);
        }
    }

    fn conclude(&mut self, outcome: Outcome) {
        let conclusion = outcome.unwrap_or_else(|error| {
            self.toast = Some(problem(self.shared.lang, &error));
            Conclusion::Nothing
        });
        self.tell_conclusion(conclusion);
    }

    fn tell_conclusion(&mut self, conclusion: Conclusion) {
        let conclusion = Arc::new(conclusion);
        let tabs = (0..self.tabs.len()).map(At::Tab);
        for at in tabs.chain((0..self.stack.len()).rev().map(At::Stack)) {
            self.deliver(at, Msg::Concluded(Arc::clone(&conclusion)));
        }
    }

    /// Asks it to end with the best so far; answers whether there was one.
    pub(super) fn stop_thinking(&self) -> bool {
        let Some(under) = &self.thinking else { return false };
        under.thinking.signal().stop();
        true
    }

    /// What the status line says of it, once it has taken so long that one wonders.
    pub(super) fn thinking_line(&self) -> Option<String> {
        let under = self.thinking.as_ref().filter(|under| under.look_in > FIRST_LOOK)?;
        Some((under.words)(self.shared.lang, under.percent)).filter(|line| !line.is_empty())
    }
}
