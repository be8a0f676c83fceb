//! Lines to read, scrolled with the keys of a list, closed by Esc or Enter; and lines to read before something is agreed to.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Reply};
use crate::i18n::text::width;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::{float, paint};

/// The lines.
pub struct Reading {
    title: String,
    lines: Vec<String>,
    first: usize,
    /// What is agreed to by Enter; none: nothing is.
    ask: Option<Ask>,
}

impl Reading {
    /// Lines under a title.
    pub fn new(title: String, lines: Vec<String>) -> Self {
        Self { title, lines, first: 0, ask: None }
    }

    /// Lines under a title that are read before something is agreed to.
    pub fn asking(ask: Ask, title: String, lines: Vec<String>) -> Self {
        Self { ask: Some(ask), ..Self::new(title, lines) }
    }

    fn leave(&self, agreed: bool, cx: &mut Cx<'_>) {
        cx.push(match &self.ask {
            Some(ask) => Effect::Reply(Reply::Agreed(ask.clone(), agreed)),
            None => Effect::Close,
        });
    }
}

/// Where scrolling stands after an action, with so many lines.
pub fn scrolled(first: usize, lines: usize, action: Action) -> usize {
    let last = lines.saturating_sub(1);
    match action {
        Action::Up => first.saturating_sub(1),
        Action::Down => (first + 1).min(last),
        Action::PageUp => first.saturating_sub(10),
        Action::PageDown => (first + 10).min(last),
        Action::Top => 0,
        Action::Bottom => last,
        _ => first,
    }
}

impl Layer for Reading {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Dialog, Scope::List, Scope::Global]
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Action(Action::Submit) => self.leave(true, cx),
            Msg::Action(Action::Back | Action::Quit) => self.leave(false, cx),
            Msg::Action(Action::Language | Action::Theme | Action::Repaint) => return Flow::Pass,
            Msg::Action(action) => self.first = scrolled(self.first, self.lines.len(), action),
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Buffer, shared: &Shared) -> Option<Position> {
        let wide = self.lines.iter().map(|line| width(line)).max().unwrap_or(0).max(width(&self.title) + 4);
        let inside = float::draw(area, (wide as u16, self.lines.len() as u16), &self.title, buf, shared);
        let first = self.first.min(self.lines.len().saturating_sub(usize::from(inside.height)));
        for (at, line) in self.lines.iter().skip(first).take(usize::from(inside.height)).enumerate() {
            paint::text(buf, inside.x, inside.y + at as u16, inside.width, line, shared.style(Role::Text));
        }
        float::draw_extent(inside, first, self.lines.len(), buf, shared);
        None
    }
}
