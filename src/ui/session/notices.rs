//! What was said in the status line, kept as long as the session: a word that went by too fast can be read again.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};

use crate::app::effect::{Place, Toast, Tone};
use crate::i18n::dates;
use crate::i18n::messages::common;

use super::Session;

/// So many are kept.
const MOST: usize = 100;

/// The words, the newest first.
#[derive(Default)]
pub(super) struct Notices {
    said: VecDeque<(DateTime<Utc>, Toast)>,
    /// What stands in the status line now and is kept already.
    standing: Option<Toast>,
}

impl Notices {
    /// The status line is empty again: the same word is another one the next time.
    pub fn cleared(&mut self) {
        self.standing = None;
    }

    /// Keeps what stands in the status line, once.
    pub fn note(&mut self, now: DateTime<Utc>, toast: Option<&Toast>) {
        if let Some(toast) = toast.filter(|toast| self.standing.as_ref() != Some(*toast)) {
            self.standing = Some(toast.clone());
            self.said.push_front((now, toast.clone()));
            self.said.truncate(MOST);
        }
    }
}

impl Session {
    /// Opens what was said, the newest first.
    pub(super) fn show_notices(&mut self) {
        let lang = self.shared.lang;
        let line = |(at, toast): &(DateTime<Utc>, Toast)| {
            let mark = if toast.tone == Tone::Problem { self.shared.glyphs.last } else { " " };
            format!("{} {mark} {}", dates::time(self.shared.clock(*at)), toast.text)
        };
        let lines: Vec<String> = self.notices.said.iter().map(line).collect();
        if lines.is_empty() {
            self.toast = Some(Toast::note(common::nothing_said(lang)));
        } else {
            self.open(Place::Reading(common::notices(lang).to_owned(), lines));
        }
    }
}
