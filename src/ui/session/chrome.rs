//! What stands on every screen: header and tabs above, status line and footer below, the layers between.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, COMMANDS, Command, Scope};
use crate::app::effect::{Toast, Tone};
use crate::app::names;
use crate::i18n::messages::common;
use crate::i18n::text::{clean, cut, width};
use crate::i18n::{Lang, dates};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::Cover;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

use super::Session;

/// The smallest window in which the screens can be used.
const LEAST: (u16, u16) = (40, 12);

/// What header, tabs, status line, footer and the rules between leave of a window.
pub(super) fn body(area: Rect) -> Rect {
    Rect { y: area.y + 3, height: area.height.saturating_sub(6), ..area }
}

/// Draws the whole window; answers where the caret stands.
pub(super) fn draw(session: &Session, area: Rect, buf: &mut Canvas<'_>) -> Option<Position> {
    let shared = &session.shared;
    buf.set_style(area, shared.style(Role::Ground));
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let text = common::too_small(shared.lang, area.width, area.height);
        let line = paint::row(area, area.height / 2);
        let text = cut(&text, usize::from(area.width));
        let x = area.x + (area.width - width(&text) as u16) / 2;
        paint::text(buf, x, line.y, area.width, &text, shared.style(Role::Text));
        return None;
    }
    let rule = shared.style(Role::Rule);
    header(session, paint::row(area, 0), buf);
    paint::rule(buf, paint::row(area, 2), shared.glyphs.rule, rule);
    paint::rule(buf, paint::row(area, area.height - 3), shared.glyphs.rule, rule);
    status(session, paint::row(area, area.height - 2), buf);
    let body = body(area);
    let mut caret = session.screen().draw(body, buf, shared);
    let floats = session.stack.iter().filter(|layer| layer.cover() == Cover::Float);
    for layer in floats {
        buf.cover();
        caret = layer.draw(body, buf, shared);
    }
    tabs(session, paint::row(area, 1), buf);
    footer(session, paint::row(area, area.height - 1), buf);
    caret
}

fn header(session: &Session, area: Rect, buf: &mut Canvas<'_>) {
    let shared = &session.shared;
    let (lang, who) = (shared.lang, &shared.who);
    let day = session.shown_day();
    let territory = names::label(lang, &who.rep.territory);
    let name = clean(&who.rep.name);
    let number = session.screen().headline(shared);
    let parts = Parts {
        mark: if area.width < 100 {
            format!("{}  ", common::product(lang))
        } else {
            format!("{} {}   ", common::product(Lang::Zh), common::product(Lang::En))
        },
        place: if territory.is_empty() { String::new() } else { format!(" · {}", clean(territory)) },
        date: dates::full_day(lang, day),
        kind: day_kind(session, day),
    };
    let fixed = 1 + width(&name) + 2 + if number.is_empty() { 0 } else { 3 + width(&number) } + 1;
    let short = Parts { date: dates::week_day(lang, day, who.today), ..Parts::default() };
    let Parts { mark, place, date, kind } = parts.within(usize::from(area.width).saturating_sub(fixed), short);
    let mark = format!(" {mark}");
    let number = if number.is_empty() { number } else { format!("   {number}") };
    let other_day = day != who.today;
    let left = [
        (mark.as_str(), shared.style(Role::Accent)),
        (name.as_str(), shared.style(Role::Strong)),
        (place.as_str(), shared.style(Role::Dim)),
    ];
    let right = [
        (date.as_str(), shared.style(if other_day { Role::Accent } else { Role::Text })),
        (kind.as_str(), shared.style(Role::Dim)),
        (number.as_str(), shared.style(Role::Strong)),
    ];
    let wide = right.iter().map(|(text, _)| width(text) as u16).sum::<u16>().min(area.width.saturating_sub(1));
    let at = Rect { x: area.right() - wide - 1, width: wide, ..area };
    // Where even the short parts are too wide, the left gives way.
    paint::pieces(buf, Rect { width: at.x.saturating_sub(area.x + 1), ..area }, &left);
    paint::pieces(buf, at, &right);
}

/// The parts of the header that give way where there is no room.
#[derive(Default)]
struct Parts {
    mark: String,
    place: String,
    date: String,
    kind: String,
}

/// A part, and what it becomes where there is no room.
type Step = (fn(&mut Parts) -> &mut String, String);

impl Parts {
    /// The parts in so many cells: first the territory goes, then the kind of day, the year, the mark.
    fn within(mut self, room: usize, short: Self) -> Self {
        let wide = |it: &Self| width(&it.mark) + width(&it.place) + width(&it.date) + width(&it.kind);
        let steps: [Step; 4] = [
            (|it| &mut it.place, String::new()),
            (|it| &mut it.kind, String::new()),
            (|it| &mut it.date, short.date),
            (|it| &mut it.mark, String::new()),
        ];
        for (part, smaller) in steps {
            if wide(&self) > room {
                *part(&mut self) = smaller;
            }
        }
        self
    }
}

/// Working day so many of the month, or what kind of day it is, or that the year's holidays are not known.
fn day_kind(session: &Session, day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    let shared = &session.shared;
    let lang = shared.lang;
    let calendar = &shared.policy.calendar;
    let kind = if shared.policy.on_leave(shared.who.rep.id, day) {
        common::on_leave(lang).to_owned()
    } else if !calendar.is_working(day) {
        common::rest_day(lang).to_owned()
    } else {
        let (at, of) = calendar.of_month(day);
        common::working_day_of(lang, at, of)
    };
    let known = if calendar.is_published(day.year()) {
        String::new()
    } else {
        format!(" · {}", common::not_published(lang, day.year()))
    };
    format!(" · {kind}{known}")
}

fn tabs(session: &Session, area: Rect, buf: &mut Canvas<'_>) {
    let shared = &session.shared;
    // Names give way before they vanish: first the blanks between, then long names, more blanks, then all but the one in front.
    let room = usize::from(area.width.saturating_sub(1));
    let ways = [
        (3, Names::Full),
        (2, Names::Full),
        (2, Names::Short),
        (1, Names::Short),
        (2, Names::Front),
        (1, Names::Front),
    ];
    let made = |(gap, names)| (gap, pieces_of(session, names));
    let wide = |(gap, tabs): &(usize, Vec<[String; 3]>)| {
        tabs.iter().flatten().map(|piece| width(piece)).sum::<usize>() + gap * tabs.len().saturating_sub(1)
    };
    let fitting = ways.into_iter().map(made).find(|way| wide(way) <= room);
    let (gap, tabs) = fitting.unwrap_or_else(|| made((1, Names::Front)));
    let mut x = area.x + 1;
    for (at, [number, title, count]) in tabs.iter().enumerate() {
        let (here, from) = (session.tab == at, x);
        let (key, name) = if here { (Role::Tab, Role::Tab) } else { (Role::Key, Role::Dim) };
        for (piece, role) in [(number, key), (title, name), (count, Role::Alarm)] {
            x += paint::text(buf, x, area.y, area.right().saturating_sub(x), piece, shared.style(role));
        }
        // Where its digit is text, or for what floats, a tab is no command either.
        if session.top().scopes().contains(&Scope::Global) && !session.top().typing() {
            let place = Rect { x: from, width: x - from, ..area };
            buf.hit(place, Hit::Command(session.tabs[at].action));
        }
        x += gap as u16;
    }
}

/// How the tabs are called.
#[derive(Clone, Copy)]
enum Names {
    Full,
    Short,
    /// Only the one in front has a name.
    Front,
}

/// The tabs as key, name and count.
fn pieces_of(session: &Session, names: Names) -> Vec<[String; 3]> {
    let shared = &session.shared;
    let pieces = |(at, tab): (usize, &super::Tab)| {
        let name = match names {
            Names::Full => Some(tab.title),
            Names::Short => Some(tab.short),
            Names::Front => Some(tab.short).filter(|_| session.tab == at),
        };
        let name = name.map(|name| format!(" {}", name(shared.lang))).unwrap_or_default();
        let count = tab.layer.count().filter(|count| *count > 0).map(|count| format!(" {count}")).unwrap_or_default();
        [shared.keymap.shown(tab.action), name, count]
    };
    session.tabs.iter().enumerate().map(pieces).collect()
}

fn status(session: &Session, area: Rect, buf: &mut Canvas<'_>) {
    let shared = &session.shared;
    let (text, role) = match &session.toast {
        Some(Toast { text, tone: Tone::Done }) => {
            // Where u is a letter it is no way to undo.
            let undo = if session.top().typing() {
                String::new()
            } else {
                format!(" · {}", common::undo_hint(shared.lang, &shared.keymap.shown(Action::Undo)))
            };
            (format!("{text}{undo}"), Role::Good)
        }
        Some(Toast { text, tone: Tone::Note }) => (text.clone(), Role::Text),
        Some(Toast { text, tone: Tone::Problem }) => (text.clone(), Role::Warning),
        None => match session.job_line() {
            Some(line) => (line, Role::Text),
            None => match session.screen().standing_note(shared) {
                note if note.is_empty() => (session.lesson().unwrap_or_default(), Role::Dim),
                note => (note, Role::Dim),
            },
        },
    };
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut used = paint::text(buf, area.x, area.y, area.width, &text, shared.style(role));
    if session.redating.left > 0 {
        // What was just said goes first.
        used += if used > 0 { 2 } else { 0 };
        let progress = common::redating(shared.lang, session.redating.left);
        let rest = Rect { x: area.x + used.min(area.width), width: area.width.saturating_sub(used), ..area };
        paint::right(buf, rest, &progress, shared.style(Role::Dim));
    }
}

/// The keys that apply here and now, the most useful first; help and quit never fall off.
fn footer(session: &Session, area: Rect, buf: &mut Canvas<'_>) {
    let shared = &session.shared;
    let layer = session.top();
    let floats = layer.cover() == Cover::Float;
    // What floats shows its own keys only.
    let scopes = if floats { layer.scopes()[..1].to_vec() } else { session.scopes() };
    let idle = |action| match action {
        // Of no account there is nothing to log at once.
        Action::QuickLog => layer.account().is_none(),
        Action::Editor => !shared.editor,
        _ => false,
    };
    let has = |command: &&Command| {
        let here = command.footer > 0 && command.scopes.iter().any(|scope| scopes.contains(scope));
        here && layer.applies(command.action) && !idle(command.action)
    };
    let mut shown: Vec<&Command> = COMMANDS.iter().filter(has).collect();
    shown.sort_by_key(|command| std::cmp::Reverse(command.footer));
    let typing = layer.typing();
    let always: Vec<&Command> = if typing || !scopes.contains(&Scope::Global) {
        Vec::new()
    } else {
        [Action::Help, Action::Quit].into_iter().map(crate::app::command::command).collect()
    };
    let wide = |command: &Command| {
        let (key, title) = hint(command, shared);
        (width(&key) + 1 + width(title) + 2) as u16
    };
    let reserved: u16 = always.iter().map(|command| wide(command)).sum();
    let mut at = area.x + 1;
    let end = area.right().saturating_sub(reserved);
    for command in shown.iter().filter(|command| !matches!(command.action, Action::Help | Action::Quit)) {
        // A command that text would swallow is no hint while typing.
        let swallowed =
            typing && shared.keymap.chords(command.action).first().is_some_and(|chord| chord.text().is_some());
        if swallowed || at + wide(command) > end {
            continue;
        }
        at = put(at, area.y, command, buf, shared);
    }
    let mut at = end;
    for command in always {
        at = put(at, area.y, command, buf, shared);
    }
}

/// Its key and what it is called.
fn hint(command: &Command, shared: &Shared) -> (String, &'static str) {
    (shared.keymap.shown(command.action), (command.title)(shared.lang))
}

fn put(at: u16, y: u16, command: &Command, buf: &mut Canvas<'_>, shared: &Shared) -> u16 {
    let (key, title) = hint(command, shared);
    let x = at + paint::text(buf, at, y, 20, &key, shared.style(Role::Key)) + 1;
    let end = x + paint::text(buf, x, y, 40, title, shared.style(Role::Dim));
    buf.hit(Rect { x: at, y, width: end - at, height: 1 }, Hit::Command(command.action));
    end + 2
}
