//! A new key for a command: it is pressed, shown, and said to be free or somebody else's before it is taken.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::chord::Chord;
use crate::app::command::{Action, Scope, command};
use crate::app::effect::{Effect, Preference, Toast};
use crate::app::keymap::Keymap;
use crate::app::setup::keys::{self, Offer};
use crate::i18n::messages::settings as words;
use crate::i18n::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::{float, paint};

use super::help::keys_of;

/// The command, and what was pressed.
pub struct Record {
    action: Action,
    /// The key stands beside the others; else in place of the first.
    beside: bool,
    pressed: Option<Chord>,
    keymap: Arc<Keymap>,
}

/// Cells of its text.
const ROOM: usize = 60;

impl Record {
    /// A key for this command.
    pub fn new(action: Action, beside: bool, keymap: Arc<Keymap>) -> Self {
        Self { action, beside, pressed: None, keymap }
    }

    fn offer(&self) -> Option<(Chord, Offer)> {
        let chord = self.pressed?;
        Some((chord, keys::offer(&self.keymap, command(self.action), chord)))
    }

    fn take(&self, cx: &mut Cx<'_>) {
        let Some((chord, Offer::Free | Offer::Taken(_))) = self.offer() else { return };
        let lang = cx.shared.lang;
        let command = command(self.action);
        let given = keys::given(&self.keymap, command, chord, self.beside);
        let changed = given.into_iter().map(|(id, keys)| (id, Some(keys))).collect();
        cx.push(Effect::Say(Toast::note(words::key_given(lang, &chord.to_string(), (command.about)(lang)))));
        cx.push(Effect::Prefer(Preference::Keys(changed)));
        cx.push(Effect::Close);
    }

    /// What is said: each line with its role.
    fn lines(&self, shared: &Shared) -> Vec<(String, Role)> {
        let lang = shared.lang;
        let mut lines = vec![(words::record_now(lang, &keys_of(&self.keymap, self.action)), Role::Dim)];
        let Some((chord, offer)) = self.offer() else {
            lines.push((words::record_press(lang).to_owned(), Role::Strong));
            return lines;
        };
        let key = chord.to_string();
        let name = |action| (command(action).about)(lang);
        let (text, role) = match offer {
            Offer::Free => (words::record_free(lang, &key), Role::Good),
            Offer::Own => (words::record_own(lang, &key), Role::Text),
            Offer::Text => (words::record_text(lang, &key), Role::Warning),
            Offer::Taken(action) => (words::record_taken(lang, &key, name(action)), Role::Warning),
            Offer::Needed(action) => (words::record_needed(lang, &key, name(action)), Role::Warning),
        };
        lines.push((text, role));
        if matches!(offer, Offer::Free | Offer::Taken(_)) {
            let [take, leave] = [Action::Submit, Action::Back].map(|action| self.keymap.shown(action));
            lines.push((words::record_take(lang, &take, &leave), Role::Dim));
        }
        lines
    }
}

impl Layer for Record {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Dialog]
    }

    fn takes(&self, chord: Chord) -> bool {
        // Taking the key and leaving are the only commands here.
        self.keymap.action(&[Scope::Dialog], chord).is_none()
    }

    fn applies(&self, action: Action) -> bool {
        action != Action::Submit || matches!(self.offer(), Some((_, Offer::Free | Offer::Taken(_))))
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Action(Action::Submit) => self.take(cx),
            Msg::Action(Action::Back) => cx.push(Effect::Close),
            Msg::Key(chord) => self.pressed = Some(chord.narrowed()),
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let title = (command(self.action).about)(shared.lang);
        let room = usize::from(area.width.saturating_sub(4)).min(ROOM.max(width(title) + 2));
        let lines: Vec<(String, Role)> = self
            .lines(shared)
            .into_iter()
            .flat_map(|(text, role)| wrap(&text, room, 3).into_iter().map(move |line| (line, role)))
            .collect();
        let inside = float::draw(area, (room as u16, lines.len() as u16), title, buf, shared);
        for (at, (line, role)) in lines.iter().take(usize::from(inside.height)).enumerate() {
            paint::text(buf, inside.x, inside.y + at as u16, inside.width, line, shared.style(*role));
        }
        None
    }
}
