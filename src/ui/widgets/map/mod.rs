//! A map of places: the way between them as dots, each stop as its number, north up. It shows what it is given and knows nothing of days
//! and accounts: what is drawn hangs on the chart, the lens, the area and the characters alone, so that a frame costs only the cells that
//! changed.

pub mod areas;
mod dots;
mod ground;
mod labels;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use crate::app::config::GlyphSet;
use crate::domain::place::Place;
use crate::i18n::Lang;
use crate::i18n::messages::map as words;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::{Role, Theme};

use super::paint;
use dots::Dots;
pub use ground::{Ground, Lens, View};
use labels::{Label, Point, labels};

/// What a map shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// The stops that have a place, by number.
    pub stops: Vec<Spot>,
    /// The number of the stop that stands out.
    pub selected: Option<usize>,
    /// Where the way begins and ends.
    pub home: Option<Place>,
    /// The places of the way, in order.
    pub way: Vec<Place>,
}

/// A stop on a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Its number on the route.
    pub number: usize,
    /// Where it is.
    pub place: Place,
    /// Nothing is left to do there: it stands back.
    pub closed: bool,
}

impl Chart {
    /// The ground that holds everything on it; none if there is nothing.
    pub fn ground(&self) -> Option<Ground> {
        Ground::around(self.stops.iter().map(|stop| stop.place).chain(self.home).chain(self.way.iter().copied()))
    }

    /// The view of it through a lens, on so many cells; none if there is nothing.
    pub fn view(&self, lens: &Lens, size: Size) -> Option<View> {
        Some(View::new(self.ground()?, lens, size))
    }
}

/// Draws the map; answers where the numbers of which stops stand.
pub fn draw(
    chart: &Chart,
    lens: &Lens,
    area: Rect,
    buf: &mut Buffer,
    glyphs: &Glyphs,
    theme: &Theme,
) -> Vec<(Rect, usize)> {
    let area = area.intersection(buf.area);
    let Some(view) = chart.view(lens, area.as_size()) else { return Vec::new() };
    let mut way = Dots::new(area.as_size(), glyphs.set);
    for pair in chart.way.windows(2) {
        way.line(view.dot(pair[0]), view.dot(pair[1]));
    }
    let stops = chart.stops.iter().filter_map(|stop| {
        let (column, row) = view.cell(stop.place)?;
        Some(Point { number: stop.number, closed: stop.closed, column, row })
    });
    let labels = labels(stops.collect(), chart.selected, area.width);
    let is_free = |x: u16, y: u16| !labels.iter().any(|label| label.covers(x, y));
    let home = chart.home.and_then(|home| view.cell(home)).filter(|(x, y)| is_free(*x, *y));
    // Nothing is drawn over a dot: what has no colour of its own would have that of the dot.
    for (y, x, dots) in way.cells().filter(|(y, x, _)| is_free(*x, *y) && home != Some((*x, *y))) {
        if let Some(cell) = buf.cell_mut(Position { x: area.x + x, y: area.y + y }) {
            cell.set_char(dots).set_style(theme.style(Role::Rule));
        }
    }
    if let Some((x, y)) = home {
        paint::text(buf, area.x + x, area.y + y, 1, glyphs.home, theme.style(Role::Accent));
    }
    labels.iter().map(|label| (draw_label(label, area, buf, glyphs, theme), label.number)).collect()
}

/// Draws a label; answers where.
fn draw_label(label: &Label, area: Rect, buf: &mut Buffer, glyphs: &Glyphs, theme: &Theme) -> Rect {
    let row = Rect { x: area.x + label.start, y: area.y + label.row, height: 1, width: area.width - label.start };
    let number = match (label.selected, label.closed) {
        (true, _) => Role::Strong,
        (false, true) => Role::Dim,
        (false, false) => Role::Text,
    };
    let more = if label.more { MORE } else { "" };
    let mark = if label.selected { glyphs.selected } else { "" };
    let text = format!("{}{more}", label.number);
    paint::pieces(buf, row, &[(mark, theme.style(Role::Accent)), (&text, theme.style(number))]);
    Rect { width: label.cells.min(row.width), ..row }
}

/// Behind the number of a stop beside which others have no room.
const MORE: &str = "+";

/// A bar as long as a round distance, and the distance, for a row so many cells wide; empty if no round distance fits.
pub fn scale_line(view: &View, lang: Lang, width: u16, set: GlyphSet) -> String {
    let most = usize::from((width / 4).clamp(4, 20)) * 2;
    let Some((metres, dots)) = scale(view.metres_per_dot(), most) else { return String::new() };
    let told = if metres >= 1000 { words::scale_km(lang, metres / 1000) } else { words::scale_m(lang, metres) };
    format!("{} {told}", bar(dots, set))
}

/// The longest round distance that takes no more than so many dots, and the dots it takes. None if no round distance does.
pub fn scale(metres_per_dot: f64, most: usize) -> Option<(u32, usize)> {
    let round = (0..7_u32).flat_map(|power| [1, 2, 5].map(|step| step * 10_u32.pow(power)));
    let taken = round.map(|metres| (metres, (f64::from(metres) / metres_per_dot).round()));
    let mut fits = taken.filter(|(_, dots)| (2.0..=most as f64).contains(dots));
    fits.next_back().map(|(metres, dots)| (metres, dots as usize))
}

/// A bar of so many dots with an end at each side.
fn bar(dots: usize, set: GlyphSet) -> String {
    let mut bar = Dots::new(Size { width: (dots / 2 + 1) as u16, height: 1 }, set);
    let end = dots as f64;
    bar.line((0.0, 3.0), (end, 3.0));
    bar.line((0.0, 1.0), (0.0, 3.0));
    bar.line((end, 1.0), (end, 3.0));
    let line: String = bar.cells().map(|(_, _, dots)| dots).collect();
    match set {
        GlyphSet::Unicode => line,
        GlyphSet::Ascii => format!("|{}|", "-".repeat(line.len().saturating_sub(2))),
    }
}
