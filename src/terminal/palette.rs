//! Colours a terminal lacks, replaced by the nearest it has. The nearest is by squared distance in RGB against xterm's standard
//! palette: a person's own 16 colours cannot be known, but theirs are variations of these. Among 16 a colour keeps its hue first: the
//! nearest of them to a soft red is grey, and a warning must not look like what may be passed over.

use ratatui::style::Color;

use super::depth::ColorDepth;

/// xterm's 16 colours.
const BASIC: [(u8, u8, u8); 16] = [
    (0x00, 0x00, 0x00),
    (0xCD, 0x00, 0x00),
    (0x00, 0xCD, 0x00),
    (0xCD, 0xCD, 0x00),
    (0x00, 0x00, 0xEE),
    (0xCD, 0x00, 0xCD),
    (0x00, 0xCD, 0xCD),
    (0xE5, 0xE5, 0xE5),
    (0x7F, 0x7F, 0x7F),
    (0xFF, 0x00, 0x00),
    (0x00, 0xFF, 0x00),
    (0xFF, 0xFF, 0x00),
    (0x5C, 0x5C, 0xFF),
    (0xFF, 0x00, 0xFF),
    (0x00, 0xFF, 0xFF),
    (0xFF, 0xFF, 0xFF),
];

/// The six levels of a channel in the colour cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// From this difference between its channels on a colour is no grey.
const COLOURED: u8 = 0x30;

/// The colour to use at this depth, always as `Reset`, `Indexed` or `Rgb`, so that two names of one colour compare equal.
pub(super) fn reduce(color: Color, depth: ColorDepth) -> Color {
    if depth == ColorDepth::Mono {
        return Color::Reset;
    }
    match color {
        Color::Reset => Color::Reset,
        Color::Rgb(r, g, b) => match depth {
            ColorDepth::True => color,
            ColorDepth::Ansi256 => Color::Indexed(nearest_of_256((r, g, b))),
            _ => Color::Indexed(nearest_of_16((r, g, b))),
        },
        Color::Indexed(n) if n >= 16 && depth == ColorDepth::Ansi16 => Color::Indexed(nearest_of_16(rgb_of(n))),
        Color::Indexed(n) => Color::Indexed(n),
        Color::Black => Color::Indexed(0),
        Color::Red => Color::Indexed(1),
        Color::Green => Color::Indexed(2),
        Color::Yellow => Color::Indexed(3),
        Color::Blue => Color::Indexed(4),
        Color::Magenta => Color::Indexed(5),
        Color::Cyan => Color::Indexed(6),
        Color::Gray => Color::Indexed(7),
        Color::DarkGray => Color::Indexed(8),
        Color::LightRed => Color::Indexed(9),
        Color::LightGreen => Color::Indexed(10),
        Color::LightYellow => Color::Indexed(11),
        Color::LightBlue => Color::Indexed(12),
        Color::LightMagenta => Color::Indexed(13),
        Color::LightCyan => Color::Indexed(14),
        Color::White => Color::Indexed(15),
    }
}

/// What xterm shows for an index.
fn rgb_of(index: u8) -> (u8, u8, u8) {
    match index {
        0..=15 => BASIC[usize::from(index)],
        16..=231 => {
            let n = usize::from(index - 16);
            (LEVELS[n / 36], LEVELS[n / 6 % 6], LEVELS[n % 6])
        }
        232..=255 => {
            let level = 8 + 10 * (index - 232);
            (level, level, level)
        }
    }
}

/// The nearest of the cube and the greys. The first 16 are left out: what they look like is the user's business.
fn nearest_of_256(rgb: (u8, u8, u8)) -> u8 {
    (16..=255).min_by_key(|&index| distance(rgb, rgb_of(index))).unwrap_or(16)
}

fn nearest_of_16(rgb: (u8, u8, u8)) -> u8 {
    let hue = hue_of(rgb);
    (0..=15)
        .filter(|&index| hue.is_none() || hue_of(rgb_of(index)) == hue)
        .min_by_key(|&index| distance(rgb, rgb_of(index)))
        .unwrap_or(7)
}

/// Which channels are strong in a colour that is no grey.
fn hue_of((r, g, b): (u8, u8, u8)) -> Option<[bool; 3]> {
    let (least, most) = (r.min(g).min(b), r.max(g).max(b));
    (most - least >= COLOURED).then(|| [r, g, b].map(|channel| channel > least + (most - least) / 2))
}

fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    square(a.0, b.0) + square(a.1, b.1) + square(a.2, b.2)
}

#[cfg(test)]
mod tests {
    use super::ColorDepth::{Ansi16, Ansi256, Mono, True};
    use super::*;

    #[test]
    fn every_colour_at_every_depth() {
        for (color, depth, reduced) in [
            (Color::Rgb(255, 0, 0), True, Color::Rgb(255, 0, 0)),
            (Color::Rgb(255, 0, 0), Ansi256, Color::Indexed(196)),
            (Color::Rgb(250, 10, 5), Ansi256, Color::Indexed(196)),
            (Color::Rgb(255, 0, 0), Ansi16, Color::Indexed(9)),
            (Color::Rgb(190, 10, 0), Ansi16, Color::Indexed(1)),
            (Color::Rgb(118, 118, 118), Ansi256, Color::Indexed(243)),
            (Color::Rgb(120, 120, 120), Ansi16, Color::Indexed(8)),
            (Color::Rgb(0xdd, 0x7f, 0x6e), Ansi16, Color::Indexed(1)),
            (Color::Rgb(0xd9, 0xb3, 0x6a), Ansi16, Color::Indexed(3)),
            (Color::Rgb(0x93, 0xb8, 0x75), Ansi16, Color::Indexed(2)),
            (Color::Rgb(0x7f, 0xb5, 0xc4), Ansi16, Color::Indexed(6)),
            (Color::Rgb(0x7d, 0x7b, 0x76), Ansi16, Color::Indexed(8)),
            (Color::Rgb(0, 0, 0), Ansi256, Color::Indexed(16)),
            (Color::Rgb(255, 255, 255), Ansi16, Color::Indexed(15)),
            (Color::Rgb(255, 0, 0), Mono, Color::Reset),
            (Color::Indexed(196), Ansi16, Color::Indexed(9)),
            (Color::Indexed(244), Ansi16, Color::Indexed(8)),
            (Color::Indexed(196), Ansi256, Color::Indexed(196)),
            (Color::Indexed(3), Ansi16, Color::Indexed(3)),
            (Color::Yellow, True, Color::Indexed(3)),
            (Color::White, Ansi16, Color::Indexed(15)),
            (Color::White, Mono, Color::Reset),
            (Color::Reset, True, Color::Reset),
        ] {
            assert_eq!(reduce(color, depth), reduced, "{color} at {depth:?}");
        }
    }

    #[test]
    fn a_cube_colour_is_nearest_to_itself() {
        for index in 16..=255 {
            let nearest = nearest_of_256(rgb_of(index));
            assert_eq!(rgb_of(nearest), rgb_of(index), "{index}");
        }
    }
}
