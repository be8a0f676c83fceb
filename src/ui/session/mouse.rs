//! What the mouse does: a click finds what was drawn at its cell, the wheel moves what the arrows move.

use ratatui::layout::Position;

use crate::app::chord::{Chord, Key};
use crate::app::command::Scope;
use crate::app::event::{Mouse, MouseAction};
use crate::ui::canvas::Hit;
use crate::ui::layer::{Flow, Msg, Turn};

use super::Session;

/// Rows that a notch of the wheel moves, as terminals have it where nobody asks for the mouse.
const NOTCH: usize = 3;

impl Session {
    /// Takes what the mouse did to the frame that was seen.
    pub(super) fn mouse_did(&mut self, mouse: Mouse) {
        // Something happened since it was drawn: what was pointed at may stand elsewhere now.
        if self.dirty {
            return;
        }
        match mouse.action {
            MouseAction::Click => self.click(Position { x: mouse.column, y: mouse.row }),
            MouseAction::WheelUp => self.turn(Turn::Up),
            MouseAction::WheelDown => self.turn(Turn::Down),
        }
    }

    fn click(&mut self, at: Position) {
        match self.hits.at(at) {
            Some(Hit::Command(action)) => self.act(action),
            Some(hit) => {
                let passed = self.deliver(self.top_at(), Msg::Click(hit)) == Flow::Pass;
                if passed && matches!(hit, Hit::Row(_)) {
                    self.key(Chord::plain(Key::Enter));
                }
            }
            None => {}
        }
    }

    fn turn(&mut self, turn: Turn) {
        // In a line of text the arrows bring back older lines; that is not what a wheel means.
        let is_list = self.top().scopes().contains(&Scope::List);
        if self.deliver(self.top_at(), Msg::Wheel(turn)) == Flow::Pass && is_list {
            for _ in 0..NOTCH {
                self.act(turn.step());
            }
        }
    }
}
