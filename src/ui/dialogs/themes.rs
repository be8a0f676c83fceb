//! Choosing a theme by name: each is shown as soon as it is pointed at, and the one that is taken is kept. It must not keep one that was
//! only looked at.

use ratatui::layout::{Position, Rect};

use crate::app::command::Scope;
use crate::app::effect::{Effect, Preference};
use crate::i18n::messages::settings as words;
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::chooser::{Chooser, Chosen};
use crate::ui::widgets::float;

/// The choice.
pub struct Themes {
    names: Vec<String>,
    /// The one that was in force before.
    before: String,
    chooser: Chooser,
}

/// Rows of the list at most.
const ROWS: u16 = 12;

impl Themes {
    /// A choice among the themes of a session.
    pub fn new(shared: &Shared) -> Self {
        let (names, before) = (shared.theme_names(), shared.theme.name.clone());
        let mut chooser = Chooser::new(names.len(), ROWS);
        chooser.point_at(names.iter().position(|name| *name == before).unwrap_or(0));
        Self { names, before, chooser }
    }
}

impl Layer for Themes {
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
        let names = &self.names;
        match self.chooser.update(&msg, names.len(), |needle, at| needle.finds(&[&names[at]])) {
            Chosen::Open => {
                // Where nothing is found the last one shown stays.
                if let Some(name) = self.chooser.pointed_at().map(|at| &names[at])
                    && *name != cx.shared.theme.name
                {
                    cx.push(Effect::TryOn(name.clone()));
                }
            }
            Chosen::One(at) => {
                cx.push(Effect::Close);
                cx.push(Effect::Prefer(Preference::Theme(names[at].clone())));
            }
            Chosen::Left => {
                cx.push(Effect::TryOn(self.before.clone()));
                cx.push(Effect::Close);
            }
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let rows = ROWS.min(self.names.len() as u16).max(1);
        let inside = float::draw(area, (34, rows + 1), words::look_theme(shared.lang), buf, shared);
        let in_force = |at: usize| if self.names[at] == self.before { words::theme_in_force(shared.lang) } else { "" };
        let shown = |at: usize| (self.names[at].as_str(), in_force(at).to_owned());
        Some(self.chooser.draw(inside, buf, shared, Role::Dim, shown))
    }
}
