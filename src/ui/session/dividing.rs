//! Territories being read and divided beside the screen: the newest wish wins, and what comes of it is told to what lies above the tabs.

use std::rc::Rc;
use std::time::Duration;

use crate::app::effect::Toast;
use crate::app::territories::{self, Asked, Division, Nothing};
use crate::app::thinking::Thinking;
use crate::i18n::messages::territories as words;
use crate::store::{self, StoreError};
use crate::ui::layer::Msg;

use super::{At, Session, problem};

/// A team's territories are divided before they are looked at for the first time.
const FIRST_LOOK: Duration = Duration::from_millis(50);

/// How often they are looked at then.
const LOOK: Duration = Duration::from_millis(100);

/// What comes of it.
type Outcome = Result<Result<Division, Nothing>, StoreError>;

/// Territories being divided.
pub(super) struct Under {
    thinking: Thinking<Outcome>,
    /// How far it was when it was looked at last, in percent; none while it is read what is there.
    percent: Option<u64>,
    look_in: Duration,
}

impl Session {
    /// Begins for a layer; what was begun before is given up.
    pub(super) fn divide(&mut self, at: At, asked: Asked) {
        match self.begin_dividing(asked) {
            Ok(thinking) => self.dividing = Some(Under { thinking, percent: None, look_in: FIRST_LOOK }),
            Err(error) => {
                self.toast = Some(problem(self.shared.lang, &error));
                self.deliver(at, Msg::Failed);
            }
        }
    }

    fn begin_dividing(&self, asked: Asked) -> store::Result<Thinking<Outcome>> {
        let (who, policy) = (self.shared.who.as_ref().clone(), self.shared.policy.as_ref().clone());
        // Where there is only one connection, what is needed is read at once.
        Ok(if let Some(store) = self.store.another()? {
            Thinking::begin(move |signal| {
                let found = territories::read(store.as_ref(), &who, &policy, asked)?;
                Ok(found.map(|problem| territories::solve(problem, signal)))
            })
        } else {
            let found = territories::read(self.store.as_ref(), &who, &policy, asked)?;
            Thinking::begin(move |signal| Ok(found.map(|problem| territories::solve(problem, signal))))
        })
    }

    /// In how long it wants to be looked at.
    pub(super) fn look_at_dividing_in(&self) -> Option<Duration> {
        self.dividing.as_ref().map(|under| under.look_in)
    }

    /// Looks how far it is.
    pub(super) fn look_at_dividing(&mut self) {
        let Some(under) = &mut self.dividing else { return };
        under.look_in = LOOK;
        let signal = under.thinking.signal();
        under.percent = Some(signal.percent()).filter(|_| signal.told().1 > 0);
        let Some(over) = under.thinking.look() else { return };
        self.dividing = None;
        // It was not looked for while this went on.
        self.look_for_others();
        let msg = match over {
            Ok(Ok(found)) => Msg::Divided(Rc::new(found)),
            Ok(Err(error)) => {
                self.toast = Some(problem(self.shared.lang, &error));
                Msg::Failed
            }
            Err(_) => {
                self.toast = Some(Toast::problem(words::broke_off(self.shared.lang)));
                Msg::Failed
            }
        };
        for at in (0..self.stack.len()).rev() {
            self.deliver(At::Stack(at), msg.clone());
        }
    }

    /// Asks it to end with the best so far; answers whether there was one.
    pub(super) fn stop_dividing(&self) -> bool {
        let Some(under) = &self.dividing else { return false };
        under.thinking.signal().stop();
        true
    }

    /// What the status line says of it.
    pub(super) fn dividing_line(&self) -> Option<String> {
        let lang = self.shared.lang;
        let percent = self.dividing.as_ref()?.percent;
        Some(percent.map_or_else(|| words::reading(lang).to_owned(), |percent| words::looking(lang, percent)))
    }
}
