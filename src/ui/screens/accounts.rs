//! How accounts stand in a list: the same columns, titles and marks on every screen. A screen chooses its columns and says what is special
//! about a row.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::names::label;
use crate::app::policy::Line;
use crate::domain::cadence::Unit;
use crate::i18n::dates;
use crate::i18n::messages::{map as map_words, marks as mark_words, profile, screens as words};
use crate::i18n::text::wrap;
use crate::ui::marks::{self, Mark, STATE_CELLS, Units};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::paint;

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    /// The row that commands are about.
    Selected,
    /// Its number, as the map has it.
    Number,
    /// What has become of the row: done, skipped, marked.
    Mark,
    /// When it is reached.
    Arrival,
    /// The name, in both scripts where there is room.
    Name,
    /// The tier's letter.
    Tier,
    /// Counted days since the last touch.
    Since,
    /// The window bar.
    Bar,
    /// Where the clock stands.
    State,
    /// Appointment, matter, stock request, complaint, birthday.
    Flags,
    /// The score.
    Score,
    /// The day it is planned for.
    Planned,
    /// The day of the last touch.
    Last,
    /// The address.
    Address,
    /// The beat; the address where there is none.
    Beat,
    /// Whose territory it is in.
    Rep,
    /// The first code.
    Code,
}

/// A list's columns, each with its place in the order in which they are given up.
pub type Columns = [(Col, Column)];

/// The columns of a route, with what stands beside the selection.
macro_rules! route {
    ($($number:expr)?) => {
        &[
            (Col::Selected, Column::fixed(1, 0)),
            $($number,)?
            (Col::Mark, Column::fixed(1, 0)),
            (Col::Arrival, Column::fixed(5, 0)),
            (Col::Name, Column::rest(14)),
            (Col::Tier, Column::fixed(4, 1)),
            (Col::Since, Column::number(5, 2)),
            (Col::Bar, Column::fixed(10, 4)),
            (Col::State, Column::fixed(STATE_CELLS, 0)),
            (Col::Flags, Column::fixed(9, 3)),
            (Col::Last, Column::spare(11, 5)),
            (Col::Address, Column::spare(30, 6)),
        ]
    };
}

/// The columns of a route.
pub const ROUTE: &Columns = route!();

/// The columns of a route with its map below, on which the stops have numbers.
pub const ROUTE_ON_MAP: &Columns = route!((Col::Number, Column::number(2, 0)));

/// The columns of a worklist.
pub const WORKLIST: &Columns = &[
    (Col::Selected, Column::fixed(1, 0)),
    (Col::Mark, Column::fixed(1, 0)),
    (Col::Name, Column::rest(14)),
    (Col::Tier, Column::fixed(4, 2)),
    (Col::Since, Column::number(5, 3)),
    (Col::Bar, Column::fixed(10, 5)),
    (Col::State, Column::fixed(STATE_CELLS, 0)),
    (Col::Flags, Column::fixed(9, 4)),
    (Col::Score, Column::number(5, 1)),
    (Col::Planned, Column::fixed(7, 6)),
    (Col::Last, Column::spare(11, 7)),
    (Col::Address, Column::spare(30, 8)),
];

/// The columns of all accounts.
pub const BOOK: &Columns = &[
    (Col::Selected, Column::fixed(1, 0)),
    (Col::Mark, Column::fixed(1, 0)),
    (Col::Name, Column::rest(18)),
    (Col::Tier, Column::fixed(4, 1)),
    (Col::Since, Column::number(5, 3)),
    (Col::State, Column::fixed(STATE_CELLS, 0)),
    (Col::Flags, Column::fixed(9, 6)),
    (Col::Beat, Column::fixed(18, 4)),
    (Col::Code, Column::fixed(10, 2)),
    (Col::Last, Column::spare(11, 7)),
    (Col::Address, Column::spare(30, 8)),
];

/// The columns of all accounts, for those who see several territories.
pub const BOOKS: &Columns = &[
    (Col::Selected, Column::fixed(1, 0)),
    (Col::Mark, Column::fixed(1, 0)),
    (Col::Name, Column::rest(22)),
    (Col::Tier, Column::fixed(4, 1)),
    (Col::Since, Column::number(5, 4)),
    (Col::State, Column::fixed(STATE_CELLS, 0)),
    (Col::Rep, Column::fixed(8, 0)),
    (Col::Beat, Column::fixed(18, 5)),
    (Col::Code, Column::fixed(10, 3)),
    (Col::Last, Column::spare(11, 7)),
    (Col::Address, Column::spare(30, 8)),
];

/// What is special about a row.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Commands are about it.
    pub selected: bool,
    /// Nothing is left to do here: it stands back.
    pub closed: bool,
    /// What has become of it.
    pub mark: Option<(&'static str, Role)>,
    /// Its number, where the map has it.
    pub number: Option<usize>,
    /// When it is reached.
    pub arrival: String,
    /// What is said in place of where its clock stands.
    pub state: Option<Mark>,
}

/// A list being drawn: its columns placed in an area, and which days its lines count.
pub struct Sheet<'a> {
    columns: &'a Columns,
    day: NaiveDate,
    mixed: bool,
    shared: &'a Shared,
}

impl<'a> Sheet<'a> {
    /// Draws the titles over a list whose lines count these days, seen on this day.
    pub fn titled(
        columns: &'a Columns,
        units: Units,
        day: NaiveDate,
        area: Rect,
        buf: &mut Buffer,
        shared: &'a Shared,
    ) -> Self {
        let unit = marks::units(shared.lang, units);
        let sheet = Self { columns, day, mixed: units == Units::Both, shared };
        let dim = shared.style(Role::Dim);
        let places = sheet.places(area);
        let has_bar = columns.iter().zip(&places).any(|((col, _), area)| *col == Col::Bar && area.is_some());
        for ((col, column), area) in columns.iter().zip(&places) {
            let Some(area) = *area else { continue };
            let title = sheet.title(*col, &unit, has_bar);
            if column.right {
                paint::right(buf, area, &title, dim);
            } else {
                // The window's title runs on over the state beside the bar.
                let room = if *col == Col::Bar { area.width + 1 + STATE_CELLS } else { area.width };
                paint::text(buf, area.x, area.y, room, &title, dim);
            }
        }
        sheet
    }

    fn places(&self, area: Rect) -> Vec<Option<Rect>> {
        let columns: Vec<Column> = self.columns.iter().map(|(_, column)| *column).collect();
        place(&columns, area)
    }

    fn title(&self, col: Col, unit: &str, has_bar: bool) -> String {
        let lang = self.shared.lang;
        let word = match col {
            Col::Selected | Col::Mark => "",
            Col::Number => map_words::col_number(lang),
            Col::Arrival => words::col_plan(lang),
            Col::Name => words::col_account(lang),
            Col::Tier => words::col_tier(lang),
            Col::Since => words::col_since(lang),
            Col::Bar => return words::col_window(lang, unit),
            Col::State if has_bar => "",
            Col::State => words::col_state(lang),
            Col::Flags => words::col_flags(lang),
            Col::Score => words::col_score(lang),
            Col::Planned => words::col_planned(lang),
            Col::Last => words::col_last(lang),
            Col::Address => words::col_address(lang),
            Col::Beat => profile::col_beat(lang),
            Col::Rep => profile::col_rep(lang),
            Col::Code => profile::col_code(lang),
        };
        word.to_owned()
    }

    /// Draws one account.
    pub fn row(&self, line: &Line, look: &Look, area: Rect, buf: &mut Buffer) {
        for ((col, column), area) in self.columns.iter().zip(self.places(area)) {
            let Some(area) = area else { continue };
            if *col == Col::Flags {
                self.flags(line, area, buf);
                continue;
            }
            let (text, style) = self.cell(*col, line, look);
            if column.right {
                paint::right(buf, area, &text, style);
            } else {
                paint::text(buf, area.x, area.y, area.width, &text, style);
            }
        }
    }

    fn cell(&self, col: Col, line: &Line, look: &Look) -> (String, Style) {
        let shared = self.shared;
        let (lang, today) = (shared.lang, shared.who.today);
        let fact = shared.style(if look.closed { Role::Dim } else { Role::Text });
        let dim = shared.style(Role::Dim);
        match col {
            Col::Selected => {
                let glyph = if look.selected { shared.glyphs.selected } else { "" };
                (glyph.to_owned(), shared.style(Role::Accent))
            }
            Col::Mark => {
                let (glyph, role) = look.mark.unwrap_or(("", Role::Text));
                (glyph.to_owned(), shared.style(role))
            }
            Col::Number => (look.number.map(|number| number.to_string()).unwrap_or_default(), dim),
            Col::Arrival => (look.arrival.clone(), fact),
            Col::Name => {
                let name = format!("{} {}", line.row.name, line.row.other_name);
                (name.trim().to_owned(), name_style(look, shared))
            }
            Col::Tier => (line.tier.clone(), tier_style(line.tier_rank, shared)),
            Col::Since => {
                let calendar = self.mixed && line.unit == Some(Unit::Calendar);
                let words = if calendar { mark_words::days_calendar } else { mark_words::days_short };
                let days = line.standing.days.map(|days| words(lang, days));
                (days.unwrap_or_default(), fact)
            }
            Col::Bar => match (line.standing.days, line.standing.window) {
                (Some(days), Some(window)) => {
                    let role = if look.closed { Role::Dim } else { bar_role(days, window.max) };
                    (shared.glyphs.window_bar(days, window), shared.style(role))
                }
                _ => (String::new(), dim),
            },
            Col::State => {
                let mark = look.state.clone().unwrap_or_else(|| marks::line(shared, line));
                (mark.text(), shared.style(mark.role))
            }
            Col::Score => (format!("{:.0}", line.score.total().round()), dim),
            Col::Planned => {
                let day = match line.row.planned.map(|first| first.0) {
                    None => String::new(),
                    Some(day) if day == today => words::due_day_today(lang).to_owned(),
                    Some(day) => dates::week_day_short(lang, day, today),
                };
                (day, shared.style(Role::Accent))
            }
            Col::Last => (line.row.last.map(|day| dates::day(lang, day, today)).unwrap_or_default(), dim),
            Col::Address => (line.row.address.clone(), dim),
            Col::Beat => {
                let beat = line.row.beat.and_then(|beat| shared.policy.beat(beat));
                (beat.map_or_else(|| line.row.address.clone(), |beat| label(lang, &beat.name).to_owned()), dim)
            }
            Col::Rep => match line.row.rep.and_then(|id| shared.people.iter().find(|rep| rep.id == id)) {
                Some(rep) => (rep.name.clone(), dim),
                None => (profile::nobody(lang).to_owned(), shared.style(Role::Warning)),
            },
            Col::Code => (line.row.code.clone(), dim),
            Col::Flags => (String::new(), dim),
        }
    }

    /// The flags, each in its own cell.
    fn flags(&self, line: &Line, area: Rect, buf: &mut Buffer) {
        for (at, (flag, role)) in marks::flags(line, self.day).into_iter().enumerate() {
            let x = area.x + 2 * at as u16;
            paint::text(buf, x, area.y, 1, flag.encode_utf8(&mut [0; 4]), self.shared.style(role));
        }
    }
}

/// Draws what an empty list teaches.
pub fn draw_empty(text: &str, list: Rect, buf: &mut Buffer, shared: &Shared) {
    let room = list.width.saturating_sub(4).min(64);
    for (at, line) in wrap(text, usize::from(room), 6).iter().enumerate() {
        let area = paint::row(list, list.height / 4 + at as u16);
        paint::text(buf, area.x + 2, area.y, room, line, shared.style(Role::Text));
    }
}

/// Bold where the commands go, dim where nothing is left to do.
fn name_style(look: &Look, shared: &Shared) -> Style {
    match (look.selected, look.closed) {
        (true, _) => shared.style(Role::Strong),
        (false, true) => shared.style(Role::Dim),
        (false, false) => shared.style(Role::Text),
    }
}

/// A tier's letter: its weight, not a colour.
fn tier_style(rank: Option<u32>, shared: &Shared) -> Style {
    match rank {
        Some(1) => shared.style(Role::Text).add_modifier(Modifier::BOLD),
        Some(2) => shared.style(Role::Text),
        _ => shared.style(Role::Dim),
    }
}

fn bar_role(days: u32, max: u32) -> Role {
    match days.cmp(&max) {
        std::cmp::Ordering::Less => Role::Dim,
        std::cmp::Ordering::Equal => Role::Warning,
        std::cmp::Ordering::Greater => Role::Alarm,
    }
}
