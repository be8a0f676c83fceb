//! Where the terminal's cursor is, and the shortest bytes that bring it elsewhere. It must be told of everything that is written: a
//! cursor that is only believed to be somewhere draws the rest of the frame in the wrong place.

use std::io::Write;

/// The cursor of one terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    /// Column and row, zero based. The column equals the width after a character in the last column, when terminals differ about where
    /// the cursor is. `None` when nothing is known.
    at: Option<(u16, u16)>,
    width: u16,
}

impl Cursor {
    /// A cursor that may be anywhere on a screen of this width.
    pub(super) fn lost(width: u16) -> Self {
        Self { at: None, width }
    }

    /// The terminal has just been sent to the top left corner.
    pub(super) fn home(&mut self) {
        self.at = Some((0, 0));
    }

    /// The column it is in, if it is known to be in this row and not in the margin.
    pub(super) fn column_in(self, row: u16) -> Option<u16> {
        self.at.filter(|&(x, y)| y == row && x < self.width).map(|(x, _)| x)
    }

    /// Characters of this width were written, as every terminal agrees.
    pub(super) fn advance(&mut self, columns: u16) {
        self.at = self.at.map(|(x, y)| (self.width.min(x + columns), y));
    }

    /// Something was written whose width terminals differ about.
    pub(super) fn lose(&mut self) {
        self.at = None;
    }

    /// Writes what brings the cursor to a cell. Nothing if it is there.
    pub(super) fn go(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        if self.at == Some((x, y)) {
            return;
        }
        let start = out.len();
        write_absolute(x, y, out);
        if let Some(from) = self.at {
            let middle = out.len();
            if write_relative(from, (x, y), self.width, out) && out.len() - middle < middle - start {
                out.drain(start..middle);
            } else {
                out.truncate(middle);
            }
        }
        self.at = Some((x, y));
    }
}

fn write_absolute(x: u16, y: u16, out: &mut Vec<u8>) {
    let _ = match (x, y) {
        (0, 0) => out.write_all(b"\x1b[H"),
        (0, y) => write!(out, "\x1b[{}H", y + 1),
        (x, 0) => write!(out, "\x1b[;{}H", x + 1),
        (x, y) => write!(out, "\x1b[{};{}H", y + 1, x + 1),
    };
}

/// Tries a move by steps: line feeds down, then sideways from where that leaves the cursor or from the left edge. False if there is none.
fn write_relative(from: (u16, u16), to: (u16, u16), width: u16, out: &mut Vec<u8>) -> bool {
    let Some(down) = to.1.checked_sub(from.1) else { return false };
    if down > 3 {
        return false;
    }
    // In the margin only a carriage return leads to a known column.
    let from_edge = from.0 >= width || sideways_cost(0, to.0) + 1 < sideways_cost(from.0, to.0);
    if from_edge {
        out.push(b'\r');
    }
    out.extend(std::iter::repeat_n(b'\n', usize::from(down)));
    write_sideways(if from_edge { 0 } else { from.0 }, to.0, out);
    true
}

fn write_sideways(from: u16, to: u16, out: &mut Vec<u8>) {
    let distance = from.abs_diff(to);
    let _ = match (to > from, distance) {
        (_, 0) => Ok(()),
        (false, 1..=3) => out.write_all(&b"\x08\x08\x08"[..usize::from(distance)]),
        (false, n) => write!(out, "\x1b[{n}D"),
        (true, 1) => out.write_all(b"\x1b[C"),
        (true, n) => write!(out, "\x1b[{n}C"),
    };
}

fn sideways_cost(from: u16, to: u16) -> usize {
    let distance = from.abs_diff(to);
    match distance {
        0 => 0,
        1..=3 if to < from => usize::from(distance),
        1 => 3,
        n => 3 + n.to_string().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way() {
        for (from, to, bytes) in [
            (Some((5, 5)), (5, 5), ""),
            (None, (0, 0), "\x1b[H"),
            (None, (4, 0), "\x1b[;5H"),
            (None, (0, 4), "\x1b[5H"),
            (None, (9, 9), "\x1b[10;10H"),
            (Some((5, 5)), (6, 5), "\x1b[C"),
            (Some((5, 5)), (25, 5), "\x1b[20C"),
            (Some((5, 5)), (3, 5), "\x08\x08"),
            (Some((5, 5)), (0, 5), "\r"),
            (Some((40, 5)), (30, 5), "\x1b[10D"),
            (Some((40, 5)), (2, 5), "\x1b[38D"),
            (Some((40, 5)), (0, 6), "\r\n"),
            (Some((40, 5)), (40, 7), "\n\n"),
            (Some((2, 5)), (1, 6), "\n\x08"),
            (Some((80, 5)), (0, 6), "\r\n"),
            (Some((80, 5)), (79, 5), "\r\x1b[79C"),
            (Some((5, 5)), (5, 4), "\x1b[5;6H"),
            (Some((0, 0)), (0, 9), "\x1b[10H"),
        ] {
            let mut cursor = Cursor { at: from, width: 80 };
            let mut out = Vec::new();
            cursor.go(to.0, to.1, &mut out);
            assert_eq!(String::from_utf8(out).expect("ascii"), bytes, "{from:?} -> {to:?}");
        }
    }
}
