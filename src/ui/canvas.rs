//! What a frame is drawn on: its cells, and beside them what the mouse finds where. A click is answered from the frame that was seen, so
//! nothing has to work out a second time where a row stood.

use std::ops::{Deref, DerefMut};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::command::Action;

/// What stands at a place of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A row of the layer in front, by its number in the layer: an entry of its list, a line of its form.
    Row(usize),
    /// One of the choices of such a row.
    Choice(usize, usize),
    /// A section of the layer in front.
    Section(usize),
    /// A command, as a tab or a key of the footer names it.
    Command(Action),
}

/// Everything that can be clicked on in a frame, what was drawn last in front.
#[derive(Clone, Debug, Default)]
pub struct Hits(Vec<(Rect, Hit)>);

impl Hits {
    /// What is there, if it is anything.
    pub fn at(&self, at: Position) -> Option<Hit> {
        self.0.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, hit)| *hit)
    }
}

/// A frame being drawn.
pub struct Canvas<'a> {
    cells: &'a mut Buffer,
    hits: Hits,
}

impl<'a> Canvas<'a> {
    /// An empty one over these cells.
    pub fn new(cells: &'a mut Buffer) -> Self {
        Self { cells, hits: Hits::default() }
    }

    /// This can be clicked on here.
    pub fn hit(&mut self, area: Rect, hit: Hit) {
        self.hits.0.push((area, hit));
    }

    /// What was drawn so far lies behind and is not clicked on.
    pub fn cover(&mut self) {
        self.hits.0.clear();
    }

    /// Ends drawing; answers what can be clicked on.
    pub fn done(self) -> Hits {
        self.hits
    }
}

impl Deref for Canvas<'_> {
    type Target = Buffer;

    fn deref(&self) -> &Buffer {
        self.cells
    }
}

impl DerefMut for Canvas<'_> {
    fn deref_mut(&mut self) -> &mut Buffer {
        self.cells
    }
}
