//! How a visit is drawn: the sections with their labels, the note in the room that is left, the brief beside it.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::command::Action;
use crate::app::goods::{self, Fault};
use crate::app::names::{self, grouped};
use crate::domain::content::{Counted, DisplayPoint, Need, NoOrder, Order};
use crate::i18n::dates;
use crate::i18n::messages::{goods as goods_words, profile, visit as words};
use crate::i18n::text::width;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::screens::brief::{self, joined};
use crate::ui::screens::panes::{draw_aside, panes};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::paint;

use super::{Section, Visit};

/// Cells of the labels, in either language.
const LABEL: u16 = 13;

pub(super) fn draw(screen: &Visit, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let view = screen.view.as_ref()?;
    let (form, aside) = panes(area);
    if let Some(aside) = aside {
        draw_aside(aside, buf, shared, &brief::paragraphs(shared, &view.account));
    }
    title(screen, paint::row(form, 0), buf, shared);
    let roomy = form.height >= ROOMY;
    let mut y = form.y + if roomy { 2 } else { 1 };
    let mut caret = None;
    for section in sections(screen, form.bottom().saturating_sub(y), roomy) {
        let rest = Rect { y, height: form.bottom().saturating_sub(y), ..form };
        if rest.height == 0 {
            break;
        }
        // What is drawn further below lies in front.
        buf.hit(rest, Hit::Row(section as usize));
        label(screen, section, paint::row(rest, 0), buf, shared);
        // Where there is little room, a section that is not in use has one row.
        let height = if roomy || screen.focus == section { rest.height } else { 1 };
        let room = Rect { x: form.x + LABEL, width: form.width.saturating_sub(LABEL + 1), height, ..rest };
        y += match section {
            line if line.is_line() => {
                let room = paint::row(room, 0);
                let at = field(screen, line).draw(room, buf, shared.style(Role::Text));
                hint(screen, line, room, buf, shared);
                caret = if screen.focus == line { Some(at) } else { caret };
                1
            }
            Section::Note => {
                let at = screen.form.note.draw(room, buf, shared.style(Role::Text));
                if screen.form.note.text().is_empty() {
                    paint::text(
                        buf,
                        room.x,
                        room.y,
                        room.width,
                        words::note_hint(shared.lang),
                        shared.style(Role::Dim),
                    );
                }
                caret = if screen.focus == section { Some(at) } else { caret };
                room.height
            }
            _ => choices(screen, section, room, buf, shared),
        };
    }
    caret
}

/// Rows from which all sections have the room they like.
const ROOMY: u16 = 24;

/// The sections that are drawn, in order: all where there is room, else those around the one in use, which comes first of all.
fn sections(screen: &Visit, rows: u16, roomy: bool) -> Vec<Section> {
    let all = screen.sections();
    let at = all.iter().position(|section| *section == screen.focus).unwrap_or(0);
    let before = if roomy { at } else { at.min(usize::from(rows.saturating_sub(3))) };
    all[at - before..].to_vec()
}

fn title(screen: &Visit, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let (lang, today) = (shared.lang, shared.who.today);
    let Some(view) = &screen.view else { return };
    let account = &view.account.brief.account;
    let name = format!("{} {}", account.name, account.other_name);
    let since = match (screen.place.late_day, view.touch.as_ref()) {
        (Some(day), Some(_)) => profile::correcting(lang, &dates::week_day(lang, day, today)),
        (Some(day), None) => words::entered_for(lang, &dates::week_day(lang, day, today)),
        (None, Some(touch)) if touch.day != today => {
            words::open_since_day(lang, &dates::week_day(lang, touch.day, today))
        }
        (None, Some(touch)) => touch
            .start
            .map(|start| words::since(lang, &dates::time(shared.clock(start)), (shared.who.now - start).num_minutes()))
            .unwrap_or_default(),
        (None, None) => String::new(),
    };
    let room = area.width.saturating_sub(width(&since) as u16 + 4);
    paint::text(buf, area.x + 1, area.y, room, name.trim(), shared.style(Role::Title));
    let right = Rect { width: area.width.saturating_sub(1), ..area };
    paint::right(buf, right, &since, shared.style(Role::Dim));
}

fn label(screen: &Visit, section: Section, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let text = match section {
        Section::When => profile::section_when(lang),
        Section::Met => words::section_met(lang),
        Section::Kind => words::section_kind(lang),
        Section::Order => goods_words::section_order(lang),
        Section::NoOrder => goods_words::section_no_order(lang),
        Section::Shelf => goods_words::section_shelf(lang),
        Section::Display => goods_words::section_display(lang),
        Section::Needs => goods_words::section_needs(lang),
        Section::Told => goods_words::section_told(lang),
        Section::Rival => goods_words::section_rival(lang),
        Section::Satisfied => words::section_satisfied(lang),
        Section::Matters => words::section_matters(lang),
        Section::NextDay => words::section_next_day(lang),
        Section::NextText => words::section_next_text(lang),
        Section::Note => words::section_note(lang),
    };
    let focused = screen.focus == section;
    if focused {
        paint::text(buf, area.x, area.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
    }
    let style = shared.style(if focused { Role::Strong } else { Role::Dim });
    paint::text(buf, area.x + 2, area.y, LABEL - 3, text, style);
}

/// What stands for a choice, and whether it is chosen.
struct Shown {
    text: String,
    chosen: bool,
}

/// Draws a section of choices; answers how many rows it took.
fn choices(screen: &Visit, section: Section, room: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> u16 {
    let lang = shared.lang;
    let Some(view) = &screen.view else { return 1 };
    let form = &screen.form;
    let brief = &view.account.brief;
    if section == Section::Matters {
        return matters(screen, room, buf, shared);
    }
    let shown: Vec<Shown> = match section {
        Section::Met => {
            let contacts = brief.contacts.iter().map(|contact| Shown {
                text: format!("{} {}", contact.name, names::contact_role(lang, contact.role)),
                chosen: form.met.contains(&contact.id),
            });
            let nobody = Shown { text: words::met_nobody(lang).to_owned(), chosen: form.nobody };
            contacts.chain([nobody]).collect()
        }
        Section::Kind => screen
            .kinds()
            .iter()
            .map(|kind| Shown {
                text: names::touch_kind(lang, *kind).to_owned(),
                chosen: form.kind.unwrap_or(crate::domain::touch::TouchKind::Routine) == *kind,
            })
            .collect(),
        Section::NoOrder => NoOrder::ALL
            .into_iter()
            .map(|why| Shown {
                text: names::no_order(lang, why).to_owned(),
                chosen: form.no_order == Some(why) && form.order.field.is_empty(),
            })
            .collect(),
        Section::Display => {
            let lacks = |point: &DisplayPoint| form.display.as_ref().is_some_and(|lacks| lacks.contains(point));
            let in_order = form.display.as_ref().is_some_and(std::collections::BTreeSet::is_empty);
            let in_order = Shown { text: goods_words::all_in_order(lang).to_owned(), chosen: in_order };
            let points = DisplayPoint::ALL.into_iter().map(|point| Shown {
                text: goods_words::lacks(lang, names::display_point(lang, point)),
                chosen: lacks(&point),
            });
            std::iter::once(in_order).chain(points).collect()
        }
        Section::Needs => Need::ALL
            .into_iter()
            .map(|need| Shown { text: names::need(lang, need).to_owned(), chosen: form.needs.contains(&need) })
            .collect(),
        _ => (1..=5).map(|given| Shown { text: given.to_string(), chosen: form.satisfied == Some(given) }).collect(),
    };
    let (mut x, mut y) = (room.x, room.y);
    for (at, shown) in shown.iter().enumerate() {
        let text = boxed(shown);
        let wide = width(&text) as u16;
        if x > room.x && x + wide > room.right() && y + 1 < room.bottom() {
            (x, y) = (room.x, y + 1);
        }
        let here = screen.focus == section && screen.choice == at;
        let style = choice_style(here, shown.chosen, shared);
        let taken = paint::text(buf, x, y, room.right().saturating_sub(x), &text, style);
        buf.hit(Rect { x, y, width: taken, height: 1 }, Hit::Choice(section as usize, at));
        x += taken + 2;
    }
    let only_others = !form.met.is_empty()
        && brief.contacts.iter().filter(|contact| form.met.contains(&contact.id)).all(|contact| !contact.counts);
    if section == Section::Met && only_others && y + 1 < room.bottom() {
        y += 1;
        paint::text(buf, room.x, y, room.width, words::met_hint(lang), shared.style(Role::Warning));
    }
    y + 1 - room.y
}

fn boxed(shown: &Shown) -> String {
    format!("[{}] {}", if shown.chosen { 'x' } else { ' ' }, shown.text)
}

fn choice_style(here: bool, chosen: bool, shared: &Shared) -> Style {
    match (here, chosen) {
        (true, _) => shared.style(Role::Tab),
        (false, true) => shared.style(Role::Text),
        (false, false) => shared.style(Role::Dim),
    }
}

fn matters(screen: &Visit, room: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> u16 {
    let (lang, today) = (shared.lang, shared.who.today);
    let Some(view) = &screen.view else { return 1 };
    let mut y = room.y;
    // The note keeps at least four rows.
    let last = room.bottom().saturating_sub(6).max(room.y + 1);
    for (at, matter) in view.account.brief.matters.iter().enumerate() {
        if y >= last {
            break;
        }
        let (due, _) = brief::due(lang, matter, today);
        let kind = names::matter_kind(lang, matter.kind);
        let text = boxed(&Shown {
            text: joined(lang, &[kind, &matter.text, &due]),
            chosen: screen.form.answered.contains(&matter.id),
        });
        let here = screen.focus == Section::Matters && screen.choice == at;
        let style = choice_style(here, screen.form.answered.contains(&matter.id), shared);
        buf.hit(Rect { y, height: 1, ..room }, Hit::Choice(Section::Matters as usize, at));
        paint::text(buf, room.x, y, room.width, &text, style);
        y += 1;
    }
    let known = view.account.brief.matters.len();
    for (at, raised) in screen.form.raised.iter().enumerate() {
        if y >= last {
            break;
        }
        let due =
            raised.due.map(|day| crate::i18n::messages::screens::due_on(lang, &dates::week_day(lang, day, today)));
        let kind = names::matter_kind(lang, raised.kind);
        let text = format!("+ {}", joined(lang, &[kind, &raised.text, &due.unwrap_or_default()]));
        let here = screen.focus == Section::Matters && screen.choice == known + at;
        buf.hit(Rect { y, height: 1, ..room }, Hit::Choice(Section::Matters as usize, known + at));
        paint::text(buf, room.x, y, room.width, &text, choice_style(here, true, shared));
        y += 1;
    }
    if y == room.y {
        let key = |action| shared.keymap.shown(action);
        let hint = words::matters_hint(lang, &key(Action::Promise), &key(Action::Errand), &key(Action::Complaint));
        paint::text(buf, room.x, y, room.width, &hint, shared.style(Role::Dim));
        y += 1;
    }
    y - room.y
}

/// The field of a section of one line.
fn field(screen: &Visit, section: Section) -> &Field {
    let form = &screen.form;
    match section {
        Section::When => &form.when,
        Section::Order => &form.order.field,
        Section::Shelf => &form.shelf.field,
        Section::Told => &form.told,
        Section::Rival => &form.rival,
        Section::NextDay => &form.next_day,
        _ => &form.next_text,
    }
}

/// Behind what is typed stands what is understood of it.
fn hint(screen: &Visit, section: Section, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let form = &screen.form;
    let typed = field(screen, section).text();
    let empty = typed.trim().is_empty();
    let (hint, role) = match section {
        Section::When => when_hint(screen, shared),
        Section::NextDay => day_hint(screen, shared),
        Section::Order if empty => (goods_words::order_hint(lang).to_owned(), Role::Dim),
        Section::Order => understood(form.ordered(), form, shared),
        Section::Shelf if empty => (goods_words::shelf_hint(lang).to_owned(), Role::Dim),
        Section::Shelf => {
            let goods::Goods { counted, unread } = form.shelf.read().clone();
            understood((Some(Order::Lines(counted)), unread), form, shared)
        }
        Section::Told if empty => (goods_words::told_hint(lang).to_owned(), Role::Dim),
        Section::Rival if empty => (goods_words::rival_hint(lang).to_owned(), Role::Dim),
        _ => return,
    };
    let x = area.x + if empty { 0 } else { (width(&typed) as u16 + 2).clamp(12, area.width.max(12)) };
    paint::text(buf, x, area.y, area.right().saturating_sub(x), &hint, shared.style(role));
}

/// What is understood of goods, or why a part of them is not.
fn understood(
    (order, unread): (Option<Order>, Vec<(String, Fault)>),
    form: &super::Form,
    shared: &Shared,
) -> (String, Role) {
    let lang = shared.lang;
    if let Some((part, fault)) = unread.first() {
        return (goods_words::not_understood(lang, part, &fault.text(lang)), Role::Warning);
    }
    let called = |it: &Counted| {
        form.products.iter().find(|product| product.id == it.product).map_or_else(String::new, |it| it.name.clone())
    };
    let text = match &order {
        Some(Order::Lines(lines)) => goods::shown(lines, called),
        Some(Order::Quantity(count)) => goods_words::base_units(lang, &grouped(u64::from(*count))),
        _ => String::new(),
    };
    (words::day_understood(lang, &text), Role::Good)
}

/// What is understood of when a visit was.
fn when_hint(screen: &Visit, shared: &Shared) -> (String, Role) {
    let (lang, today) = (shared.lang, shared.who.today);
    let typed = screen.form.when.text();
    match screen.when(shared) {
        Some(when) if when.day > today => (words::day_to_come(lang).to_owned(), Role::Warning),
        Some(when) => (words::day_understood(lang, &dates::week_day(lang, when.day, today)), Role::Good),
        None if typed.trim().is_empty() => (profile::when_hint(lang).to_owned(), Role::Dim),
        None => (profile::when_not_understood(lang).to_owned(), Role::Warning),
    }
}

fn day_hint(screen: &Visit, shared: &Shared) -> (String, Role) {
    let lang = shared.lang;
    let typed = screen.form.next_day.text();
    match screen.form.next_on(screen.day(shared)) {
        Some(day) => (words::day_understood(lang, &dates::week_day(lang, day, shared.who.today)), Role::Good),
        None if typed.trim().is_empty() => (words::day_hint(lang).to_owned(), Role::Dim),
        None => (words::day_not_understood(lang).to_owned(), Role::Warning),
    }
}
