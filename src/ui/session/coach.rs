//! Lessons: where nothing else is said, the status line names one key that is worth knowing on this screen. A lesson goes away once its key
//! was used a few times; nobody has to dismiss it.

use std::collections::BTreeMap;

use crate::app::command::{Action, Scope, Words, command};
use crate::i18n::messages::coach as words;
use crate::ui::layer::Cover;

use super::Session;

/// The setting in which it is kept how often each key was used, as JSON.
pub(super) const KEPT: &str = "lessons";

/// A lesson is learned after so many times.
const LEARNED: u32 = 3;

/// The lessons, the first ones first: which key, on which screen, and why.
const LESSONS: [(Action, Scope, Words); 9] = [
    (Action::CheckIn, Scope::Today, words::check_in),
    (Action::QuickLog, Scope::Today, words::quick_log),
    (Action::Fill, Scope::Today, words::fill),
    (Action::Undo, Scope::Today, words::undo),
    (Action::CloseDay, Scope::Today, words::close_day),
    (Action::Explain, Scope::Overdue, words::explain),
    (Action::Filter, Scope::Accounts, words::find),
    (Action::Done, Scope::FollowUps, words::done),
    (Action::OpenNumber, Scope::Board, words::open_number),
];

/// How often each key was used.
#[derive(Default)]
pub(super) struct Lessons {
    used: BTreeMap<String, u32>,
    /// What was used since it was kept.
    changed: bool,
}

impl Lessons {
    /// What was kept; of what cannot be read nothing is known.
    pub fn new(kept: &str) -> Self {
        Self { used: serde_json::from_str(kept).unwrap_or_default(), changed: false }
    }

    /// Whether this key still has to be learned.
    fn is_open(&self, action: Action) -> bool {
        self.used.get(command(action).id).is_none_or(|used| *used < LEARNED)
    }
}

impl Session {
    /// A key was used.
    pub(super) fn learn(&mut self, action: Action) {
        if LESSONS.iter().any(|(taught, ..)| *taught == action) && self.lessons.is_open(action) {
            *self.lessons.used.entry(command(action).id.to_owned()).or_default() += 1;
            self.lessons.changed = true;
        }
    }

    /// Keeps what was learned.
    pub(super) fn remember_lessons(&mut self) {
        if std::mem::take(&mut self.lessons.changed)
            && let Ok(text) = serde_json::to_string(&self.lessons.used)
        {
            self.remember(KEPT, &text);
        }
    }

    /// The lesson for what is in front; none if there is none left.
    pub(super) fn lesson(&self) -> Option<String> {
        let layer = self.top();
        if layer.typing() || layer.cover() == Cover::Float {
            return None;
        }
        let fits = |(action, scope, _): &&(Action, Scope, Words)| {
            layer.scopes().contains(scope) && layer.applies(*action) && self.lessons.is_open(*action)
        };
        let (action, _, why) = LESSONS.iter().find(fits)?;
        Some(words::lesson(self.shared.lang, &self.shared.keymap.shown(*action), why(self.shared.lang)))
    }
}
