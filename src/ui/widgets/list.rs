//! The position in a list of any length: which row is selected, which rows are on the screen. Only those are built and drawn.

use std::ops::Range;

use crate::app::command::Action;

/// Where a list stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    selected: usize,
    offset: usize,
    len: usize,
    height: usize,
}

impl Cursor {
    /// The selected row; none in an empty list.
    pub fn selected(&self) -> Option<usize> {
        (self.selected < self.len).then_some(self.selected)
    }

    /// The list has so many rows now.
    pub fn set_len(&mut self, len: usize) {
        self.len = len;
        self.select(self.selected);
    }

    /// So many rows fit on the screen; 0 while that is not known.
    pub fn set_height(&mut self, height: usize) {
        if self.height != height {
            self.height = height;
            self.select(self.selected);
        }
    }

    /// Brings a row above the selected one onto the screen too, if both fit.
    fn reveal(&mut self, row: usize) {
        if row < self.offset && self.selected - row < self.height {
            self.offset = row;
        }
    }

    /// Selects a row and brings it onto the screen.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.len.saturating_sub(1));
        if self.height > 0 {
            self.offset = self.offset_for(self.height);
        }
    }

    /// Selects the row that was clicked on, which is on the screen already; answers whether it was another before.
    pub fn point(&mut self, row: usize) -> bool {
        let is_other = row < self.len && row != self.selected;
        if is_other {
            self.select(row);
        }
        is_other
    }

    /// The first row on a screen of this height: the one it was, moved as little as the selected row needs.
    fn offset_for(&self, height: usize) -> usize {
        let offset = if self.height == 0 { 0 } else { self.offset };
        offset.clamp(self.selected.saturating_sub(height - 1), self.selected).min(self.len.saturating_sub(height))
    }

    /// Moves as the command says; answers whether it was a movement.
    pub fn moved(&mut self, action: Action) -> bool {
        let page = self.height.saturating_sub(1).max(1);
        let target = match action {
            Action::Up => self.selected.saturating_sub(1),
            Action::Down => self.selected + 1,
            Action::Top => 0,
            Action::Bottom => self.len.saturating_sub(1),
            Action::PageUp => self.selected.saturating_sub(page),
            Action::PageDown => self.selected + page,
            _ => return false,
        };
        self.select(target);
        true
    }

    /// Titles are not selected: goes on in the direction of the movement, else back. A title is seen together with its first row.
    pub fn settle(&mut self, down: bool, is_title: impl Fn(usize) -> bool) {
        let Some(at) = self.selected() else { return };
        let after = || (at..self.len).find(|row| !is_title(*row));
        let before = || (0..=at).rev().find(|row| !is_title(*row));
        let found = if down { after().or_else(before) } else { before().or_else(after) };
        if let Some(row) = found {
            self.select(row);
            if let Some(title) = row.checked_sub(1).filter(|row| is_title(*row)) {
                self.reveal(title);
            }
        }
    }

    /// Whether a movement that was just made goes down past a title: up only from the first row.
    pub fn goes_down(&self, action: Action) -> bool {
        !matches!(action, Action::Up | Action::PageUp | Action::Top) || self.selected == 0
    }

    /// The rows that are on a screen of this height. Drawing may know the height better than the last update did.
    pub fn visible(&self, height: usize) -> Range<usize> {
        let height = height.max(1);
        let offset = self.offset_for(height);
        offset..(offset + height).min(self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_on_the_screen() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.selected(), None);
        cursor.set_height(10);
        cursor.set_len(100);
        for action in
            [Action::Down, Action::PageDown, Action::Bottom, Action::Up, Action::PageUp, Action::Top, Action::Up]
        {
            assert!(cursor.moved(action));
            let selected = cursor.selected().unwrap();
            for height in [1, 3, 10, 200] {
                let visible = cursor.visible(height);
                assert!(visible.contains(&selected), "{action:?} {height}: {visible:?} {selected}");
                assert_eq!(visible.len(), height.min(100));
            }
        }
        cursor.select(99);
        cursor.set_len(5);
        assert_eq!(cursor.selected(), Some(4));
        assert_eq!(cursor.visible(10), 0..5);
        assert!(!cursor.moved(Action::Quit));
    }
}
