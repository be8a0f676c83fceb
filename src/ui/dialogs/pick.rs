//! One of several, found by typing a part of it, its pinyin or initials.

use ratatui::layout::{Position, Rect};

use crate::app::command::Scope;
use crate::app::effect::{Ask, Choice, Effect, Reply};
use crate::i18n::search::Needle;
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::chooser::{Chooser, Chosen};
use crate::ui::widgets::float;

use super::prompt::question;

/// The choice.
pub struct Pick {
    ask: Ask,
    choices: Vec<Choice>,
    chooser: Chooser,
}

/// Rows of the list at most.
const ROWS: u16 = 12;

impl Pick {
    /// A choice among these.
    pub fn new(ask: Ask, choices: Vec<Choice>) -> Self {
        Self { ask, chooser: Chooser::new(choices.len(), ROWS), choices }
    }
}

impl Layer for Pick {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Dialog, Scope::List, Scope::Field]
    }

    fn typing(&self) -> bool {
        true
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        let choices = &self.choices;
        let finds = |needle: &Needle<'_>, at: usize| needle.finds(&[&choices[at].text, &choices[at].found_by]);
        match self.chooser.update(&msg, choices.len(), finds) {
            Chosen::Open => {}
            Chosen::One(at) => {
                cx.push(Effect::Reply(Reply::Picked(self.ask.clone(), self.choices[at].answer.clone())));
            }
            Chosen::Left => cx.push(Effect::Close),
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let rows = ROWS.min(self.choices.len() as u16).max(1);
        let inside = float::draw(area, (68, rows + 1), &question(shared.lang, &self.ask), buf, shared);
        let shown = |at: usize| (self.choices[at].text.as_str(), self.choices[at].aside.clone());
        Some(self.chooser.draw(inside, buf, shared, Role::Dim, shown))
    }
}
