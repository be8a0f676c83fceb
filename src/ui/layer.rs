//! Layers: everything that is drawn and takes keys, from a screen to a one-line question. A new one means a file, not a field.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::layout::{Position, Rect};

use crate::app::chord::Chord;
use crate::app::command::{Action, Scope};
use crate::app::effect::{Effect, Reply};
use crate::app::job::Outcome;
use crate::app::query::Answer;
use crate::app::thought::Conclusion;
use crate::domain::ids::{AccountId, Ids};

use super::canvas::{Canvas, Hit};
use super::shared::Shared;

/// What reaches a layer.
#[derive(Clone, Debug)]
pub enum Msg {
    /// It was opened or came to the front, or data changed: read again.
    Refresh,
    /// A command.
    Action(Action),
    /// A key that is no command here.
    Key(Chord),
    /// Pasted text; only for a layer that takes text.
    Paste(String),
    /// This was clicked on. Passed on, a click on a row is Enter: it is for the row in hand.
    Click(Hit),
    /// The wheel was turned by a notch, up or down. Passed on, it moves what the arrows move.
    Wheel(Turn),
    /// The answer to a read.
    Answer(Answer),
    /// The answer of a layer that was above.
    Reply(Reply),
    /// The time that [`Layer::wake_at`] named has come.
    Wake,
    /// The session may end now: keep what was typed.
    Save,
    /// What was to be kept could not be.
    NotKept,
    /// What the person's own editor made of the text that was given to it.
    Edited(String),
    /// What was thought about beside the screen is concluded.
    Concluded(Arc<Conclusion>),
    /// A job is over.
    Done(Arc<Outcome>),
    /// What it wrote or ordered last, or a job, did not come about; why was said.
    Failed,
}

/// Which way the wheel is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Away from oneself.
    Up,
    /// Towards oneself.
    Down,
}

impl Turn {
    /// The movement that a notch of it is.
    pub fn step(self) -> Action {
        match self {
            Self::Up => Action::Up,
            Self::Down => Action::Down,
        }
    }
}

/// Whether an event was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It was.
    Used,
    /// The layer below may have it.
    Pass,
}

/// What a layer may do while it updates: look at the session, take identities, ask for effects.
pub struct Cx<'a> {
    /// The session's face.
    pub shared: &'a Shared,
    /// New identities.
    pub ids: &'a mut Ids,
    /// What is asked for, in order.
    pub effects: &'a mut Vec<Effect>,
    /// Whether it is on the screen, or under what is; a tab behind another is not.
    pub is_seen: bool,
    /// Whether keys go to it: nothing is above it. What opens by itself must not take keys that were meant for something else.
    pub is_top: bool,
}

impl Cx<'_> {
    /// Asks for an effect.
    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// A new identity.
    pub fn id<I: From<uuid::Uuid>>(&mut self) -> I {
        self.ids.next(self.shared.who.now)
    }
}

/// How a layer is laid over those below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// It fills the body of the screen.
    Body,
    /// It floats above.
    Float,
}

/// Something that is drawn and takes keys.
pub trait Layer: Send {
    /// The scopes in force, the innermost first.
    fn scopes(&self) -> &'static [Scope];

    /// Whether characters are text now, not commands.
    fn typing(&self) -> bool {
        false
    }

    /// Whether it takes this key itself, before any command does.
    fn takes(&self, _chord: Chord) -> bool {
        false
    }

    /// Whether a command does anything now; the footer shows only those that do.
    fn applies(&self, _action: Action) -> bool {
        true
    }

    /// Takes a message.
    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow;

    /// Draws into the area; answers where the caret stands, if it takes text.
    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position>;

    /// A minute has gone by. Answers whether nothing need be read for what it shows to be right.
    fn tell_time(&mut self, _shared: &Shared) -> bool {
        false
    }

    /// How it is laid over those below.
    fn cover(&self) -> Cover {
        Cover::Body
    }

    /// The account in hand: that of the selected row, or what all of it is about.
    fn account(&self) -> Option<AccountId> {
        None
    }

    /// The day it shows, for the header; none: today.
    fn day(&self) -> Option<NaiveDate> {
        None
    }

    /// The number beside its tab, where it matters.
    fn count(&self) -> Option<usize> {
        None
    }

    /// The one number of the screen, for the header.
    fn headline(&self, _shared: &Shared) -> String {
        String::new()
    }

    /// What is in force on this screen beside the data, such as a filter, for the status line.
    fn standing_note(&self, _shared: &Shared) -> String {
        String::new()
    }

    /// What it wants to find again at the next start: what was searched for, what was selected.
    fn kept(&self) -> Option<serde_json::Value> {
        None
    }

    /// Takes up again what was kept, before it reads for the first time.
    fn take_up(&mut self, _kept: &serde_json::Value) {}

    /// When it wants to be woken.
    fn wake_at(&self) -> Option<DateTime<Utc>> {
        None
    }
}
