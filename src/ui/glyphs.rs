//! The characters that marks and frames are made of. In data columns only characters of neutral width; an ASCII set for terminals that
//! draw the others wide or not at all.

use ratatui::symbols::border;

use crate::app::config::GlyphSet;
use crate::domain::cadence::Window;

/// One set of characters.
#[derive(Clone, Copy, Debug)]
pub struct Glyphs {
    /// Which set it is.
    pub set: GlyphSet,
    /// The row the commands are about.
    pub selected: &'static str,
    /// Overdue.
    pub over: &'static str,
    /// The last day.
    pub last: &'static str,
    /// In the window.
    pub inside: &'static str,
    /// Done.
    pub done: &'static str,
    /// Skipped.
    pub skipped: &'static str,
    /// A stop at a time of its own.
    pub pinned: &'static str,
    /// A stop that keeps its place.
    pub locked: &'static str,
    /// A stop whose shop has closed by then.
    pub shut: &'static str,
    /// Being visited.
    pub visiting: &'static str,
    /// Attempted.
    pub attempted: &'static str,
    /// Marked.
    pub marked: &'static str,
    /// Where somebody lives.
    pub home: &'static str,
    /// Between facts.
    pub dot: &'static str,
    /// A horizontal rule.
    pub rule: &'static str,
    /// A vertical rule.
    pub bar: &'static str,
    /// The frame of what floats.
    pub frame: border::Set<'static>,
    window: [char; 4],
    /// How high a number is, from next to nothing to all there is; the highest leaves room to the row above.
    levels: [char; 3],
    /// A bar's last half cell.
    half: Option<char>,
}

const UNICODE: Glyphs = Glyphs {
    set: GlyphSet::Unicode,
    selected: "▸",
    over: "▴",
    last: "!",
    inside: "∙",
    done: "✓",
    skipped: "-",
    pinned: "=",
    locked: "&",
    shut: "#",
    visiting: "▪",
    attempted: "~",
    marked: "*",
    home: "⌂",
    dot: "·",
    rule: "─",
    bar: "│",
    frame: border::ROUNDED,
    window: ['⣀', '⣶', '⣿', ' '],
    levels: ['⣀', '⣤', '⣶'],
    half: Some('⡆'),
};

const ASCII: Glyphs = Glyphs {
    set: GlyphSet::Ascii,
    selected: ">",
    over: "^",
    last: "!",
    inside: ".",
    done: "x",
    skipped: "-",
    pinned: "=",
    locked: "&",
    shut: "#",
    visiting: "o",
    attempted: "~",
    marked: "*",
    home: "H",
    dot: "-",
    rule: "-",
    bar: "|",
    frame: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    window: ['.', '=', '#', ' '],
    levels: ['.', '-', '='],
    half: None,
};

/// Cells of the window bar.
pub const WINDOW_CELLS: u32 = 10;

impl Glyphs {
    /// The characters of a set.
    pub fn new(set: GlyphSet) -> Self {
        match set {
            GlyphSet::Unicode => UNICODE,
            GlyphSet::Ascii => ASCII,
        }
    }

    /// How parts of a whole went, a cell for each; an empty one where there was nothing.
    pub fn trend(&self, parts: impl Iterator<Item = Option<f64>>) -> String {
        let level = |part: f64| self.levels[((part.clamp(0.0, 1.0) * 3.0).ceil() as usize).clamp(1, 3) - 1];
        parts.map(|part| part.map_or(' ', level)).collect()
    }

    /// A bar that fills this part of so many cells.
    pub fn bar_of(&self, part: f64, cells: usize) -> String {
        let halves = (part.clamp(0.0, 1.0) * 2.0 * cells as f64).round() as usize;
        let half = self.half.filter(|_| halves % 2 == 1);
        std::iter::repeat_n(self.levels[2], halves / 2).chain(half).collect()
    }

    /// The window bar, ten cells scaled to the window: 1–4 early, 5–7 the window, 8–10 over, full at one window length or more.
    pub fn window_bar(&self, days: u32, window: Window) -> String {
        let filled = window_cells(days, window);
        (0..WINDOW_CELLS)
            .map(|cell| match cell {
                cell if cell >= filled => self.window[3],
                0..4 => self.window[0],
                4..7 => self.window[1],
                _ => self.window[2],
            })
            .collect()
    }
}

/// How many cells of the window bar are filled.
pub fn window_cells(days: u32, window: Window) -> u32 {
    let length = window.length();
    if days < window.min {
        (4 * days / window.min).max(1)
    } else if days <= window.max {
        // The opening is the fifth cell, the last day the seventh; a window of one day has both.
        let inside = if window.min == window.max { length } else { days - window.min };
        5 + (4 * inside + length) / (2 * length)
    } else {
        let over = (days - window.max).min(length);
        // The first day over is the eighth cell, a whole length over the tenth.
        if length == 1 { 10 } else { 8 + (4 * (over - 1) + length - 1) / (2 * (length - 1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trends_and_bars_tell_parts_of_a_whole() {
        let (unicode, ascii) = (Glyphs::new(GlyphSet::Unicode), Glyphs::new(GlyphSet::Ascii));
        let parts = [Some(0.0), Some(0.33), Some(0.34), None, Some(0.75), Some(1.0), Some(7.0)];
        assert_eq!(unicode.trend(parts.into_iter()), "⣀⣀⣤ ⣶⣶⣶");
        assert_eq!(ascii.trend(parts.into_iter()), "..- ===");
        for (part, cells, bar) in [(0.0, 10, ""), (0.5, 3, "⣶⡆"), (1.0, 3, "⣶⣶⣶"), (2.0, 3, "⣶⣶⣶"), (0.1, 0, "")]
        {
            assert_eq!(unicode.bar_of(part, cells), bar, "{part} of {cells}");
        }
        assert_eq!(ascii.bar_of(0.5, 5), "==");
    }

    #[test]
    fn the_window_bar_tells_early_inside_and_over_apart() {
        let (a, b, c, one) = ((3, 5), (7, 10), (14, 30), (5, 5));
        for (days, (min, max), filled) in [
            (0, a, 1),
            (2, a, 2),
            (3, a, 5),
            (4, a, 6),
            (5, a, 7),
            (6, a, 8),
            (7, a, 10),
            (40, a, 10),
            (7, b, 5),
            (8, b, 6),
            (10, b, 7),
            (11, b, 8),
            (13, b, 10),
            (12, c, 3),
            (0, (0, 3), 5),
            (4, one, 3),
            (5, one, 7),
            (6, one, 10),
        ] {
            assert_eq!(window_cells(days, Window { min, max }), filled, "{days} in {min}–{max}");
        }
        for days in 0..200 {
            let (now, next) =
                (window_cells(days, Window { min: 14, max: 30 }), window_cells(days + 1, Window { min: 14, max: 30 }));
            assert!(now <= next && next <= WINDOW_CELLS, "{days}");
        }
        assert_eq!(Glyphs::new(GlyphSet::Ascii).window_bar(6, Window { min: 3, max: 5 }), "....===#  ");
        assert_eq!(Glyphs::new(GlyphSet::Unicode).window_bar(6, Window { min: 3, max: 5 }), "⣀⣀⣀⣀⣶⣶⣶⣿  ");
    }
}
