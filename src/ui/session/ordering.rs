//! A day being put in order beside the screen: the newest wish wins, and what comes of it is told to all screens.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::app::effect::Toast;
use crate::app::ordering::{Ordered, Problem, solve};
use crate::app::thinking::Thinking;
use crate::i18n::messages::planning as words;
use crate::ui::layer::Msg;

use super::{At, Session};

/// A small day is in order before it is looked at for the first time.
const FIRST_LOOK: Duration = Duration::from_millis(20);

/// How often it is looked at then.
const LOOK: Duration = Duration::from_millis(100);

/// A day being put in order.
pub(super) struct Under {
    thinking: Thinking<Ordered>,
    look_in: Duration,
}

impl Session {
    /// Begins; what was begun before is given up.
    pub(super) fn optimise(&mut self, problem: Problem) {
        let roads = Arc::clone(&self.shared.policy.roads);
        let thinking = Thinking::begin(move |signal| solve(&problem, &roads, signal));
        self.ordering = Some(Under { thinking, look_in: FIRST_LOOK });
    }

    /// In how long it wants to be looked at.
    pub(super) fn look_at_ordering_in(&self) -> Option<Duration> {
        self.ordering.as_ref().map(|under| under.look_in)
    }

    /// Looks how far it is.
    pub(super) fn look_at_ordering(&mut self) {
        let Some(under) = &mut self.ordering else { return };
        under.look_in = LOOK;
        let Some(over) = under.thinking.look() else { return };
        self.ordering = None;
        // It was not looked for while this went on.
        self.look_for_others();
        match over {
            Ok(ordered) => {
                let ordered = Rc::new(ordered);
                let tabs = (0..self.tabs.len()).map(At::Tab);
                for at in tabs.chain((0..self.stack.len()).rev().map(At::Stack)) {
                    self.deliver(at, Msg::Ordered(Rc::clone(&ordered)));
                }
            }
            Err(_) => self.toast = Some(Toast::problem(words::broke_off(self.shared.lang))),
        }
    }

    /// Asks it to end with the best so far; answers whether there was one.
    pub(super) fn stop_ordering(&self) -> bool {
        let Some(under) = &self.ordering else { return false };
        under.thinking.signal().stop();
        true
    }

    /// What the status line says of it, once it has taken so long that one wonders.
    pub(super) fn ordering_line(&self) -> Option<String> {
        let under = self.ordering.as_ref().filter(|under| under.look_in == LOOK)?;
        Some(words::looking(self.shared.lang, under.thinking.signal().percent()))
    }
}
