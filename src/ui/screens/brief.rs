//! The brief as it looks: the lines of [`crate::app::brief`] in the roles of a theme. They stand beside the route and on top of the account's
//! page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use crate::app::brief::contact_line;
use crate::app::brief::{self, Telling, Weight};
pub use crate::app::names::joined;
use crate::app::query::AccountView;
use crate::domain::matter::Matter;
use crate::domain::touch::Touch;
use crate::i18n::Lang;
use crate::i18n::messages::common;
use crate::i18n::text::{clean_lines, wrap, wrap_facts};
use crate::ui::marks;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

/// One paragraph of a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    /// The role it is shown in.
    pub role: Role,
    /// Cells it is moved in.
    pub indent: u16,
    /// At most so many lines.
    pub limit: usize,
    /// It is made of facts with separators between them.
    pub facts: bool,
}

fn paragraph(text: impl Into<String>, role: Role) -> Paragraph {
    Paragraph { text: text.into(), role, indent: 0, limit: 3, facts: false }
}

/// A paragraph of facts, up to three lines.
pub fn facts(text: impl Into<String>, role: Role) -> Paragraph {
    Paragraph { facts: true, ..paragraph(text, role) }
}

/// The paragraphs of an account's brief.
pub fn paragraphs(shared: &Shared, view: &AccountView) -> Vec<Paragraph> {
    looking(shared, view, brief::paragraphs)
}

/// What is known before one looks at the people and at what was: name, place, standing, what is owed, agreed and intended.
pub fn ahead(shared: &Shared, view: &AccountView) -> Vec<Paragraph> {
    looking(shared, view, brief::ahead)
}

fn looking(shared: &Shared, view: &AccountView, tell: fn(Telling<'_>) -> Vec<brief::Paragraph>) -> Vec<Paragraph> {
    let mark = marks::line(shared, &view.line);
    let told = tell(Telling { view, lang: shared.lang, today: shared.who.today, standing: &mark.text() });
    let look = |it: brief::Paragraph| Paragraph {
        role: if it.weight == Weight::Standing { mark.role } else { role(it.weight) },
        indent: if it.below { 2 } else { 0 },
        text: it.text,
        limit: it.limit,
        facts: it.facts,
    };
    told.into_iter().map(look).collect()
}

/// How something looks that weighs so much.
fn role(weight: Weight) -> Role {
    match weight {
        Weight::Strong => Role::Strong,
        Weight::Plain | Weight::Standing => Role::Text,
        Weight::Dim => Role::Dim,
        Weight::Accent => Role::Accent,
        Weight::Warning => Role::Warning,
        Weight::Alarm => Role::Alarm,
    }
}

/// Adds lines, with one empty before them.
pub fn add(out: &mut Vec<Paragraph>, lines: Vec<Paragraph>) {
    if !lines.is_empty() {
        out.push(paragraph("", Role::Text));
        out.extend(lines);
    }
}

/// When a matter is due, in words, and how that is shown.
pub fn due(lang: Lang, matter: &Matter, today: chrono::NaiveDate) -> (String, Role) {
    let (text, weight) = brief::due(lang, matter, today);
    (text, role(weight))
}

/// A touch in one line: day, kind, length, order, satisfaction.
pub fn touch_summary(shared: &Shared, touch: &Touch) -> String {
    brief::touch_summary(shared.lang, touch, shared.who.today)
}

/// Draws paragraphs into the area, scrolled by so many lines; answers how many lines there are.
pub fn draw(area: Rect, buf: &mut Buffer, shared: &Shared, paragraphs: &[Paragraph], scrolled: usize) -> usize {
    let mut at = 0;
    for paragraph in paragraphs {
        let room = area.width.saturating_sub(paragraph.indent);
        let text = clean_lines(&paragraph.text);
        let mut lines = if paragraph.facts {
            wrap_facts(&text, common::separator(shared.lang), usize::from(room), paragraph.limit)
        } else {
            wrap(&text, usize::from(room), paragraph.limit)
        };
        if lines.is_empty() {
            lines.push(String::new());
        }
        for line in lines {
            if at >= scrolled && at - scrolled < usize::from(area.height) {
                let y = area.y + (at - scrolled) as u16;
                paint::text(buf, area.x + paragraph.indent, y, room, &line, shared.style(paragraph.role));
            }
            at += 1;
        }
    }
    at
}
