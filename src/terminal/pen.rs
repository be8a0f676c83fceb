//! How the next character will look, and the shortest escape sequence (SGR, ECMA-48 8.3.117) from one look to another: attributes are
//! added and taken away singly unless starting over is shorter. It must not know where anything is on the screen.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::depth::ColorDepth;
use super::palette;

/// Attributes with the codes that switch them on and off. Bold and dim share their off code, as do the two blinks.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Attributes that can be seen on a blank.
const SEEN_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Colours and attributes. Colours are those [`palette::reduce`] returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) attributes: Modifier,
}

impl Pen {
    /// How a cell wants to look on a terminal of this depth.
    pub(super) fn of(cell: &Cell, depth: ColorDepth) -> Self {
        Self { fg: palette::reduce(cell.fg, depth), bg: palette::reduce(cell.bg, depth), attributes: cell.modifier }
    }

    /// What is left of this look on a blank: without reverse or a line through it, only the background is seen.
    pub(super) fn on_blank(self) -> Self {
        if self.attributes.intersects(SEEN_ON_BLANK) { self } else { Self { bg: self.bg, ..Self::default() } }
    }

    /// The look nearest to `self` that draws a blank as `blank` (from [`Pen::on_blank`]) wants it. What cannot be seen stays as it is,
    /// so that the gaps between words of one style cost nothing.
    pub(super) fn bent_to_blank(self, blank: Self) -> Self {
        if blank.attributes.intersects(SEEN_ON_BLANK) {
            return blank;
        }
        Self { bg: blank.bg, attributes: self.attributes.difference(SEEN_ON_BLANK), ..self }
    }

    /// Writes the change from this look to another; nothing if they are the same.
    pub(super) fn change_to(self, to: Self, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let start = out.len();
        self.write_difference(to, out);
        let middle = out.len();
        write_afresh(to, out);
        if out.len() - middle < middle - start {
            out.drain(start..middle);
        } else {
            out.truncate(middle);
        }
    }

    fn write_difference(self, to: Self, out: &mut Vec<u8>) {
        let mut codes = Codes::open(out);
        let gone = self.attributes.difference(to.attributes);
        let mut kept = self.attributes;
        let mut last_off = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && off != last_off {
                codes.number(off);
                last_off = off;
            }
            if gone.intersects(sharing(off)) {
                kept.remove(attribute);
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if to.attributes.contains(attribute) && !kept.contains(attribute) {
                codes.number(on);
            }
        }
        if self.fg != to.fg {
            codes.color(to.fg, 30);
        }
        if self.bg != to.bg {
            codes.color(to.bg, 40);
        }
        codes.close();
    }
}

/// The attributes an off code switches off.
fn sharing(off: u8) -> Modifier {
    ATTRIBUTES.iter().filter(|(_, _, o)| *o == off).fold(Modifier::empty(), |all, (one, _, _)| all.union(*one))
}

/// The look written from a clean start.
fn write_afresh(to: Pen, out: &mut Vec<u8>) {
    if to == Pen::default() {
        out.extend_from_slice(b"\x1b[m");
        return;
    }
    let mut codes = Codes::open(out);
    codes.number(0);
    for (attribute, on, _) in ATTRIBUTES {
        if to.attributes.contains(attribute) {
            codes.number(on);
        }
    }
    for (color, base) in [(to.fg, 30), (to.bg, 40)] {
        if color != Color::Reset {
            codes.color(color, base);
        }
    }
    codes.close();
}

/// An SGR sequence being written. Writing to a vector does not fail.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl<'a> Codes<'a> {
    fn open(out: &'a mut Vec<u8>) -> Self {
        out.extend_from_slice(b"\x1b[");
        Self { out, first: true }
    }

    fn number(&mut self, n: u8) {
        if !self.first {
            self.out.push(b';');
        }
        self.first = false;
        let _ = write!(self.out, "{n}");
    }

    /// A colour; `base` is 30 for the foreground, 40 for the background.
    fn color(&mut self, color: Color, base: u8) {
        match color {
            Color::Indexed(n @ 0..=7) => self.number(base + n),
            Color::Indexed(n @ 8..=15) => self.number(base + 60 + n - 8),
            Color::Indexed(n) => [base + 8, 5, n].into_iter().for_each(|n| self.number(n)),
            Color::Rgb(r, g, b) => [base + 8, 2, r, g, b].into_iter().for_each(|n| self.number(n)),
            _ => self.number(base + 9),
        }
    }

    fn close(self) {
        self.out.push(b'm');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, bg: Color, attributes: Modifier) -> Pen {
        Pen { fg, bg, attributes }
    }

    #[test]
    fn the_shortest_change_is_written() {
        let plain = Pen::default();
        let red = Color::Indexed(1);
        let bold = pen(Color::Reset, Color::Reset, Modifier::BOLD);
        let bold_red = pen(red, Color::Reset, Modifier::BOLD);
        let dim = pen(Color::Reset, Color::Reset, Modifier::DIM);
        let both = pen(Color::Reset, Color::Reset, Modifier::BOLD | Modifier::DIM);
        let loud = pen(red, Color::Indexed(200), Modifier::BOLD | Modifier::UNDERLINED);
        for (from, to, bytes) in [
            (plain, plain, ""),
            (plain, bold, "\x1b[1m"),
            (bold, bold_red, "\x1b[31m"),
            (bold_red, bold, "\x1b[39m"),
            (bold, plain, "\x1b[m"),
            (bold_red, plain, "\x1b[m"),
            (bold, dim, "\x1b[0;2m"),
            (both, bold, "\x1b[0;1m"),
            (both, dim, "\x1b[0;2m"),
            (loud, pen(red, Color::Indexed(200), Modifier::DIM), "\x1b[22;24;2m"),
            (plain, loud, "\x1b[1;4;31;48;5;200m"),
            (loud, pen(red, Color::Indexed(200), Modifier::BOLD), "\x1b[24m"),
            (plain, pen(Color::Indexed(9), Color::Indexed(15), Modifier::REVERSED), "\x1b[7;91;107m"),
            (plain, pen(Color::Rgb(1, 2, 3), Color::Reset, Modifier::empty()), "\x1b[38;2;1;2;3m"),
        ] {
            let mut out = Vec::new();
            from.change_to(to, &mut out);
            let text = String::from_utf8(out).expect("ascii");
            assert_eq!(text, bytes, "{from:?} -> {to:?}");
        }
    }

    #[test]
    fn a_blank_keeps_what_cannot_be_seen_on_it() {
        let word = pen(Color::Indexed(1), Color::Reset, Modifier::BOLD);
        assert_eq!(word.bent_to_blank(Pen::default().on_blank()), word);
        let under = pen(Color::Indexed(1), Color::Reset, Modifier::BOLD | Modifier::UNDERLINED);
        assert_eq!(under.bent_to_blank(Pen::default()), word);
        assert_eq!(word.bent_to_blank(under.on_blank()), under);
    }
}
