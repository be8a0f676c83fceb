//! A map of areas: every place as the mark of whom it belongs to, the outline of each area as dots. What stands out, stands out by itself
//! and not by colour alone: marks are letters, and the selected place has an arrow.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

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
    /// The area that stands out.
    pub area: Option<usize>,
    /// The place that stands out.
    pub selected: Option<Place>,
}

/// Marks of areas; one beyond the last has the sign that stands for any.
const MARKS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// The mark of an area, or of none.
pub fn mark(area: Option<usize>) -> char {
    area.map_or('.', |area| MARKS.chars().nth(area).unwrap_or('+'))
}

impl Areas {
    /// The view of it on so many cells; none if there is nothing.
    pub fn view(&self, area: Rect) -> Option<View> {
        Some(View::new(Ground::around(self.spots.iter().map(|(place, _)| *place))?, &Lens::default(), area.as_size()))
    }
}

/// Draws the map.
pub fn draw(areas: &Areas, area: Rect, buf: &mut Buffer, glyphs: &Glyphs, theme: &Theme) {
    let area = area.intersection(buf.area);
    let Some(view) = areas.view(area) else { return };
    // What stands out comes last, above the rest.
    let mut order: Vec<usize> = (0..areas.outlines.len()).collect();
    order.sort_by_key(|at| Some(*at) == areas.area);
    for at in order {
        let mut lines = Dots::new(area.as_size(), glyphs.set);
        let corners = &areas.outlines[at];
        for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            lines.line(view.dot(*from), view.dot(*to));
        }
        let role = if Some(at) == areas.area { Role::Accent } else { Role::Rule };
        for (y, x, dots) in lines.cells() {
            if let Some(cell) = buf.cell_mut(Position { x: area.x + x, y: area.y + y }) {
                cell.set_char(dots).set_style(theme.style(role));
            }
        }
    }
    for ((y, x), owner) in owners(areas, &view) {
        let role = if owner.is_some() && owner == areas.area { Role::Strong } else { Role::Dim };
        let text = mark(owner).to_string();
        paint::text(buf, area.x + x, area.y + y, 1, &text, theme.style(role));
    }
    if let Some((x, y)) = areas.selected.and_then(|place| view.cell(place)) {
        let x = x.saturating_sub(1);
        paint::text(buf, area.x + x, area.y + y, 1, glyphs.selected, theme.style(Role::Accent));
    }
}

/// Whose mark each cell with places has: that of the area with the most of them there, but the one that stands out before all.
fn owners(areas: &Areas, view: &View) -> Vec<((u16, u16), Option<usize>)> {
    let mut cells: BTreeMap<(u16, u16), BTreeMap<Option<usize>, usize>> = BTreeMap::new();
    for (place, owner) in &areas.spots {
        if let Some((x, y)) = view.cell(*place) {
            *cells.entry((y, x)).or_default().entry(*owner).or_default() += 1;
        }
    }
    let rank = |owner: Option<usize>, count: usize| (owner.is_some() && owner == areas.area, count);
    let most = |there: BTreeMap<Option<usize>, usize>| {
        there.into_iter().rev().max_by_key(|(owner, count)| rank(*owner, *count)).and_then(|(owner, _)| owner)
    };
    cells.into_iter().map(|(cell, there)| (cell, most(there))).collect()
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
            let areas = Areas { spots: spots.clone(), area: stands_out, ..Areas::default() };
            draw(&areas, area, &mut buf, &Glyphs::new(GlyphSet::Ascii), &Theme::plain());
            let text: String = buf.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            text.replace(' ', "")
        };
        assert_eq!([drawn(None), drawn(Some(2))], [".ba", ".ca"]);
        assert_eq!([mark(Some(25)), mark(Some(35)), mark(Some(36))], ['z', '9', '+']);
    }
}
