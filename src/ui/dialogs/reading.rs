//! Lines to read, scrolled with the keys of a list, closed by Esc or Enter; and lines to read before something is agreed to.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, MOST_COPIED, Place, Reply, Toast};
use crate::i18n::messages::day_report as words;
use crate::i18n::text::{width, wrap_facts};
use crate::ui::canvas::Canvas;
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

    /// The lines as they fit into the body.
    fn lines(&self, shared: &Shared) -> Vec<String> {
        let cells = usize::from(shared.body.width).saturating_sub(float::EDGES.into());
        self.lines.iter().flat_map(|line| folded(line, cells)).collect()
    }

    /// All of it, without folding.
    fn text(&self) -> String {
        [std::slice::from_ref(&self.title), &self.lines].concat().join("\n")
    }

    fn leave(&self, agreed: bool, cx: &mut Cx<'_>) {
        cx.push(match &self.ask {
            Some(ask) => Effect::Reply(Reply::Agreed(ask.clone(), agreed)),
            None => Effect::Close,
        });
    }
}

/// What a line keeps beside its last column to fold that column by itself.
const NARROW: usize = 16;

/// A line in as many as it needs: the last column of a table goes on under itself, anything else two cells further in.
fn folded(line: &str, cells: usize) -> Vec<String> {
    if width(line) <= cells {
        return vec![line.to_owned()];
    }
    let indent = line.len() - line.trim_start().len();
    let column = line[indent..].rfind("  ").map(|at| indent + at + 2);
    let column = column.filter(|at| width(&line[..*at]) + NARROW <= cells);
    let (head, text) = line.split_at(column.unwrap_or(indent));
    let hang = width(head) + if column.is_none() { 2 } else { 0 };
    let lines = wrap_facts(text, " · ", cells.saturating_sub(hang), usize::MAX);
    let mut lines = lines.into_iter();
    let first = lines.next().map(|it| format!("{head}{it}"));
    first.into_iter().chain(lines.map(|it| format!("{:hang$}{it}", ""))).collect()
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
        &[Scope::Reading, Scope::Dialog, Scope::List, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        action != Action::WriteFile || self.ask.is_none()
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Action(Action::Submit) => self.leave(true, cx),
            Msg::Action(Action::Back | Action::Quit) => self.leave(false, cx),
            Msg::Action(Action::WriteFile) => {
                if let Some(folder) = cx.shared.folders.first() {
                    let name = format!("rounds-{}.txt", cx.shared.who.today);
                    let path = folder.join(name).display().to_string();
                    cx.push(Effect::Open(Place::Prompt(Ask::WriteTo, path)));
                }
            }
            Msg::Reply(Reply::Text(Ask::WriteTo, path)) if !path.is_empty() => {
                cx.push(Effect::WriteFile(path.into(), self.text() + "\n", String::new()));
            }
            Msg::Action(Action::Copy) => {
                let text = self.text();
                let lines = &self.lines;
                if text.len() <= MOST_COPIED {
                    cx.push(Effect::Say(Toast::note(words::copied(cx.shared.lang, lines.len() + 1))));
                    cx.push(Effect::Copy(text));
                } else {
                    cx.push(Effect::Say(Toast::problem(words::too_long(cx.shared.lang))));
                }
            }
            Msg::Action(Action::Language | Action::Theme | Action::Repaint) | Msg::Wheel(_) => return Flow::Pass,
            Msg::Action(action) => self.first = scrolled(self.first, self.lines(cx.shared).len(), action),
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let lines = self.lines(shared);
        let wide = lines.iter().map(|line| width(line)).max().unwrap_or(0).max(width(&self.title) + 4);
        let inside = float::draw(area, (wide as u16, lines.len() as u16), &self.title, buf, shared);
        let first = self.first.min(lines.len().saturating_sub(usize::from(inside.height)));
        for (at, line) in lines.iter().skip(first).take(usize::from(inside.height)).enumerate() {
            paint::text(buf, inside.x, inside.y + at as u16, inside.width, line, shared.style(Role::Text));
        }
        float::draw_extent(inside, first, lines.len(), buf, shared);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_long_line_goes_on_under_its_last_column() {
        let row = "  2   阿强烟酒  20  its turn came; this was all that was left";
        let hang = " ".repeat(20);
        assert_eq!(
            folded(row, 44),
            ["  2   阿强烟酒  20  its turn came; this was".to_owned(), format!("{hang}all that was left"),]
        );
        assert_eq!(folded(row, 60).concat().split_whitespace().count(), row.split_whitespace().count());
    }

    #[test]
    fn facts_go_on_further_in_and_none_is_lost() {
        let told = "  09:49 · phone · held until 2026-11-26 · takes it";
        assert_eq!(folded(told, 30), ["  09:49 · phone", "    held until 2026-11-26", "    takes it"]);
        assert_eq!(folded(told, 50), [told]);
        assert_eq!(folded("", 10), [""]);
    }
}
