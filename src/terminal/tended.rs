//! A session with something that is looked after beside it, such as a copy that is being made. The session never waits for it: it is
//! looked at between events, after the first frame.

use std::time::Duration;

use chrono::{DateTime, Utc};
use ratatui::Frame;

use super::run::Program;
use crate::app::event::Event;
use crate::i18n::Lang;
use crate::ui::Session;

/// Something that goes on beside a session.
pub trait Chore {
    /// Looks after it; answers what went wrong, to be said once.
    fn look(&mut self, now: DateTime<Utc>, lang: Lang) -> Option<String>;

    /// In how long it wants to be looked at without an event, if at all.
    fn look_in(&self) -> Option<Duration>;

    /// Whether the session is to end, as if its line had been lost.
    fn ends_it(&self) -> bool {
        false
    }
}

/// A session and its chore.
pub struct Tended<C> {
    // Let go first: what it holds of the data must not outlive the session.
    chore: Option<C>,
    session: Session,
    drawn: bool,
}

impl<C: Chore> Tended<C> {
    /// A session, and what goes on beside it if anything does.
    pub fn new(session: Session, chore: Option<C>) -> Self {
        Self { chore, session, drawn: false }
    }
}

impl<C: Chore> Program for Tended<C> {
    fn handle(&mut self, now: DateTime<Utc>, event: Event) {
        self.session.handle(now, event);
        let lang = self.session.lang();
        let problem = self.chore.as_mut().filter(|_| self.drawn).and_then(|chore| chore.look(now, lang));
        if let Some(problem) = problem {
            self.session.say_problem(problem);
        }
        if self.chore.as_ref().is_some_and(Chore::ends_it) && !self.session.done() {
            self.session.handle(now, Event::Hangup);
        }
    }

    fn dirty(&self) -> bool {
        self.session.dirty()
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.session.draw(frame);
        self.drawn = true;
    }

    fn repaint(&mut self) -> bool {
        self.session.repaint()
    }

    fn mouse(&self) -> bool {
        self.session.mouse()
    }

    fn measures(&self) -> bool {
        self.session.measures()
    }

    fn to_edit(&mut self) -> Option<String> {
        self.session.to_edit()
    }

    fn copied(&mut self) -> Option<String> {
        self.session.copied()
    }

    fn wake_in(&self, now: DateTime<Utc>) -> Option<Duration> {
        let chore = self.chore.as_ref().and_then(Chore::look_in);
        chore.into_iter().chain(self.session.wake_in(now)).min()
    }

    fn done(&self) -> bool {
        self.session.done()
    }
}
