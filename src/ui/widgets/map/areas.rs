//! A map of areas: every place as the mark of whom it belongs to, the outline of each area as dots. What stands out, stands out by itself
//! and not by colour alone: marks are letters, and the selected place has an arrow.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use crate::domain::place::Place;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::{Role, Theme};
use crate::ui::widgets::paint;

use super::dots::Dots;
use super::ground::{Ground, Lens, View};

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    /// Every place, with the number of its area; none: of no area.
    pub spots: Vec<(Place, Option<usize>)>,
    /// The corners of each area.
    pub outlines: Vec<Vec<Place>>,
}

/// What stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointed {
    /// The area.
    pub area: Option<usize>,
    /// The place.
    pub place: Option<Place>,
}

/// Marks of areas; one beyond the last has the sign that stands for any.
const MARKS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// The mark of an area, or of none.
pub fn mark(area: Option<usize>) -> char {
    area.map_or('.', |area| MARKS.chars().nth(area).unwrap_or('+'))
}

impl Areas {
    /// The view of it through a lens, on so many cells; none if there is nothing.
    pub fn view(&self, lens: &Lens, size: Size) -> Option<View> {
        Some(View::new(Ground::around(self.spots.iter().map(|(place, _)| *place))?, lens, size))
    }
}

/// Draws the map.
pub fn draw(
    areas: &Areas,
    pointed: &Pointed,
    lens: &Lens,
    area: Rect,
    (buf, glyphs, theme): (&mut Buffer, &Glyphs, &Theme),
) {
    let area = area.intersection(buf.area);
    let Some(view) = areas.view(lens, area.as_size()) else { return };
    // What stands out comes last, above the rest.
    let mut order: Vec<usize> = (0..areas.outlines.len()).collect();
    order.sort_by_key(|at| Some(*at) == pointed.area);
    for at in order {
        let mut lines = Dots::new(area.as_size(), glyphs.set);
        let corners = &areas.outlines[at];
        for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            lines.line(view.dot(*from), view.dot(*to));
        }
        let role = if Some(at) == pointed.area { Role::Accent } else { Role::Rule };
        for (y, x, dots) in lines.cells() {
            if let Some(cell) = buf.cell_mut(Position { x: area.x + x, y: area.y + y }) {
                cell.set_char(dots).set_style(theme.style(role));
            }
        }
    }
    for ((y, x), owner) in owners(areas, pointed, &view) {
        let role = if owner.is_some() && owner == pointed.area { Role::Strong } else { Role::Dim };
        let text = mark(owner).to_string();
        paint::text(buf, area.x + x, area.y + y, 1, &text, theme.style(role));
    }
    if let Some((x, y)) = pointed.place.and_then(|place| view.cell(place)) {
        let x = x.saturating_sub(1);
        paint::text(buf, area.x + x, area.y + y, 1, glyphs.selected, theme.style(Role::Accent));
    }
}

/// Whose mark each cell with places has: that of the area with the most of them there, but the one that stands out before all.
fn owners(areas: &Areas, pointed: &Pointed, view: &View) -> Vec<((u16, u16), Option<usize>)> {
    let cell = |(place, owner): &(Place, Option<usize>)| view.cell(*place).map(|(x, y)| ((y, x), *owner));
    let mut seen: Vec<((u16, u16), Option<usize>)> = areas.spots.iter().filter_map(cell).collect();
    seen.sort_unstable();
    let rank = |some: &&[((u16, u16), Option<usize>)]| {
        let owner = some[0].1;
        (owner.is_some() && owner == pointed.area, some.len(), std::cmp::Reverse(owner))
    };
    // Chunks of one cell, in it chunks of one owner.
    let most =
        |there: &[((u16, u16), Option<usize>)]| there.chunk_by(|a, b| a.1 == b.1).max_by_key(rank).map(|it| it[0]);
    seen.chunk_by(|a, b| a.0 == b.0).filter_map(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::config::GlyphSet;

    fn place(lat: f64, lon: f64) -> Place {
        Place { lat, lon }
    }

    #[test]
    fn a_cell_has_the_mark_of_most_but_what_stands_out_before_all() {
        // Two ends, and between them three places in one cell.
        let ends = [(place(30.0, 120.0), Some(0)), (place(30.1, 120.3), None)];
        let middle = [Some(1), Some(1), Some(2)].map(|owner| (place(30.05, 120.15), owner));
        let spots: Vec<_> = ends.into_iter().chain(middle).collect();
        let area = Rect::new(0, 0, 40, 11);
        let drawn = |stands_out: Option<usize>| {
            let mut buf = Buffer::empty(area);
            let areas = Areas { spots: spots.clone(), ..Areas::default() };
            let pointed = Pointed { area: stands_out, place: None };
            let paper = (&mut buf, &Glyphs::new(GlyphSet::Ascii), &Theme::plain());
            draw(&areas, &pointed, &Lens::default(), area, paper);
            let text: String = buf.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            text.replace(' ', "")
        };
        assert_eq!([drawn(None), drawn(Some(2))], [".ba", ".ca"]);
        assert_eq!([mark(Some(25)), mark(Some(35)), mark(Some(36))], ['z', '9', '+']);
    }
}
