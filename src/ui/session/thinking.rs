//! What is thought about beside the screen: the newest wish wins, and what comes of it is told to all screens.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::app::effect::Toast;
use crate::app::thinking::Thinking;
use crate::app::thought::{Conclusion, Thought};
use crate::i18n::Lang;
use crate::i18n::messages::{planning as words, weeks};
use crate::ui::layer::Msg;

use super::{At, Session};

/// A small day is in order before it is looked at for the first time.
const FIRST_LOOK: Duration = Duration::from_millis(20);

/// How often it is looked at then.
const LOOK: Duration = Duration::from_millis(100);

/// A thought under way.
pub(super) struct Under {
    thinking: Thinking<Conclusion>,
    /// What the status line says of it.
    words: fn(Lang, u64) -> String,
    /// How far it was when it was looked at last: what is drawn twice says the same twice.
    percent: u64,
    look_in: Duration,
}

impl Session {
    /// Begins; what was begun before is given up.
    pub(super) fn think(&mut self, thought: Thought) {
        let words = match thought {
            Thought::Order(_) => words::looking,
            Thought::Propose(_) => words::looking_who,
            Thought::Weeks(_) => weeks::looking,
        };
        let roads = Arc::clone(&self.shared.policy.roads);
        let thinking = Thinking::begin(move |signal| thought.think(&roads, signal));
        self.thinking = Some(Under { thinking, words, percent: 0, look_in: FIRST_LOOK });
    }

    /// In how long it wants to be looked at.
    pub(super) fn look_at_thinking_in(&self) -> Option<Duration> {
        self.thinking.as_ref().map(|under| under.look_in)
    }

    /// Looks how far it is.
    pub(super) fn look_at_thinking(&mut self) {
        let Some(under) = &mut self.thinking else { return };
        under.look_in = LOOK;
        under.percent = under.thinking.signal().percent();
        let Some(over) = under.thinking.look() else { return };
        self.thinking = None;
        // It was not looked for while this went on.
        self.look_for_others();
        match over {
            Ok(conclusion) => {
                let conclusion = Rc::new(conclusion);
                let tabs = (0..self.tabs.len()).map(At::Tab);
                for at in tabs.chain((0..self.stack.len()).rev().map(At::Stack)) {
                    self.deliver(at, Msg::Concluded(Rc::clone(&conclusion)));
                }
            }
            Err(_) => self.toast = Some(Toast::problem(words::broke_off(self.shared.lang))),
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
        let under = self.thinking.as_ref().filter(|under| under.look_in == LOOK)?;
        Some((under.words)(self.shared.lang, under.percent))
    }
}
