//! The strong test of the encoder: after any frames, a terminal emulator fed with the bytes shows what ratatui drew.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use rounds::terminal::depth::{Caps, ColorDepth};
use rounds::terminal::screen::Screen;

use crate::support::emulator::emulator;

const WIDTH: u16 = 14;
const HEIGHT: u16 = 4;

/// Text put somewhere in some style; the property tests draw frames from these.
#[derive(Clone, Debug)]
struct Scrap {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

fn scraps() -> impl Strategy<Value = Vec<Scrap>> {
    let pieces = proptest::sample::select(vec![
        "a",
        "bc",
        " ",
        "    ",
        "王",
        "长宁",
        "あ",
        "：",
        "·",
        "▸",
        "│",
        "é",
        "e\u{301}",
        "😀",
        "❤\u{FE0F}",
        "👨\u{200D}👩\u{200D}👧",
        "\u{E0B0}",
        "ｶ",
        "\x1b",
        "\u{202E}",
        "🇨🇳",
        "👍🏽",
        "▶",
    ]);
    let text = proptest::collection::vec(pieces, 1..6).prop_map(|pieces| pieces.concat());
    let scrap = (0..WIDTH, 0..HEIGHT, text, style()).prop_map(|(x, y, text, style)| Scrap { x, y, text, style });
    proptest::collection::vec(scrap, 0..9)
}

fn style() -> impl Strategy<Value = Style> {
    let color = || {
        prop_oneof![
            3 => Just(Color::Reset),
            1 => Just(Color::Red),
            1 => Just(Color::LightBlue),
            1 => Just(Color::Indexed(200)),
            1 => (0..=255_u8).prop_map(|n| Color::Rgb(n, 255 - n, n / 2)),
        ]
    };
    (color(), color(), 0..128_u16).prop_map(|(fg, bg, bits)| {
        let mut modifier = Modifier::from_bits_truncate(if bits < 64 { 0 } else { bits });
        if modifier.contains(Modifier::BOLD) {
            // The emulator, as some terminals, is either bold or dim.
            modifier.remove(Modifier::DIM);
        }
        Style::reset().fg(fg).bg(bg).add_modifier(modifier)
    })
}

fn draw(buffer: &mut Buffer, scraps: &[Scrap]) {
    for Scrap { x, y, text, style } in scraps {
        // As widgets do: never over the right edge.
        let area = Rect::new(*x, *y, WIDTH - x, 1);
        buffer.set_stringn(area.x, area.y, text, usize::from(area.width), *style);
    }
}

/// What a cell looks like; on a blank only what can be seen.
#[derive(Debug, PartialEq)]
struct Look {
    text: String,
    wide: bool,
    fg: vt100::Color,
    bg: vt100::Color,
    attributes: [bool; 5],
}

fn look_of(cell: &vt100::Cell) -> Look {
    let attributes = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
    seen(Look {
        text: cell.contents().chars().next().unwrap_or(' ').to_string(),
        wide: cell.is_wide(),
        fg: cell.fgcolor(),
        bg: cell.bgcolor(),
        attributes,
    })
}

fn seen(mut look: Look) -> Look {
    if look.text == " " && !look.attributes[3] && !look.attributes[4] {
        look.fg = vt100::Color::Default;
        look.attributes = [false; 5];
    }
    look
}

fn color(color: Color, depth: ColorDepth) -> vt100::Color {
    match (depth, color) {
        (ColorDepth::Mono, _) | (_, Color::Reset) => vt100::Color::Default,
        (_, Color::Red) => vt100::Color::Idx(1),
        (_, Color::LightBlue) => vt100::Color::Idx(12),
        (ColorDepth::Ansi256 | ColorDepth::True, Color::Indexed(n)) => vt100::Color::Idx(n),
        (ColorDepth::True, Color::Rgb(r, g, b)) => vt100::Color::Rgb(r, g, b),
        other => panic!("not tested here: {other:?}"),
    }
}

/// Compares every cell. Texts by their first character only: the emulator splits joined emoji over several cells.
fn same_screen(buffer: &Buffer, screen: &vt100::Screen, depth: ColorDepth) -> Result<(), TestCaseError> {
    for y in 0..HEIGHT {
        let mut x = 0;
        while x < WIDTH {
            let cell = &buffer[(x, y)];
            let shown = screen.cell(y, x).expect("a cell");
            let width = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1) as u16;
            let look = look_of(shown);
            let bits = [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
            let wanted = seen(Look {
                text: cell.symbol().chars().next().unwrap_or(' ').to_string(),
                // The emulator knows widths only of single characters; what the joined ones look like there is its own affair.
                wide: if cell.symbol().chars().count() == 1 { width == 2 } else { look.wide },
                fg: color(cell.fg, depth),
                bg: color(cell.bg, depth),
                attributes: bits.map(|bit| cell.modifier.contains(bit)),
            });
            // A joined emoji at the right edge is replaced, since it might wrap.
            let replaced = cell.symbol().chars().count() > 1 && look.text == "?";
            prop_assert!(
                look == wanted || replaced,
                "at {x},{y}: {look:?} instead of {wanted:?}\n{}",
                screen.contents()
            );
            x += width;
        }
    }
    Ok(())
}

fn check(frames: &[Vec<Scrap>], carets: &[Option<(u16, u16)>], caps: Caps) -> Result<(), TestCaseError> {
    let mut screen = Screen::new(WIDTH, HEIGHT, caps);
    let mut terminal = emulator(WIDTH, HEIGHT);
    terminal.process(b"\x1b[7;31mleft over from another program");
    for (scraps, caret) in frames.iter().zip(carets.iter().cycle()) {
        let mut drawn = Buffer::empty(Rect::default());
        let mut paint = |frame: &mut ratatui::Frame<'_>| {
            draw(frame.buffer_mut(), scraps);
            if let Some(at) = caret {
                frame.set_cursor_position(Position::from(*at));
            }
            drawn = frame.buffer_mut().clone();
        };
        let bytes = screen.draw(&mut paint);
        prop_assert_eq!(screen.draw(&mut paint), None, "drawn again");
        if let Some(bytes) = bytes {
            prop_assert!(!bytes.iter().any(|b| matches!(b, 0..=7 | 9 | 11 | 12 | 14..=26 | 28..=31 | 127)));
            terminal.process(&bytes);
        }
        same_screen(&drawn, terminal.screen(), caps.depth)?;
        let (row, column) = terminal.screen().cursor_position();
        prop_assert_eq!((!terminal.screen().hide_cursor()).then_some((column, row)), *caret);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_emulator_shows_what_was_drawn(
        frames in proptest::collection::vec(scraps(), 1..7),
        carets in proptest::collection::vec(proptest::option::of((0..WIDTH, 0..HEIGHT)), 1..4),
        depth in proptest::sample::select(vec![ColorDepth::True, ColorDepth::Mono]),
        sync in any::<bool>(),
    ) {
        check(&frames, &carets, Caps { depth, sync, han: true })?;
    }
}

/// Small frames that were found by thinking: halves of wide characters in every place.
#[test]
fn halves_of_wide_characters_do_not_stay() {
    let red = Style::new().bg(Color::Red);
    let scrap = |x: u16, text: &str, style| Scrap { x, y: 1, text: text.to_owned(), style };
    let frames = [
        vec![scrap(0, "王王王王", red)],
        vec![scrap(1, "王王王", Style::new())],
        vec![scrap(0, "a王b王c", red)],
        vec![scrap(0, "王", Style::new()), scrap(2, "王", red)],
        vec![scrap(1, "x", Style::new())],
        vec![scrap(12, "王", red)],
        vec![scrap(13, "x", Style::new())],
        vec![scrap(0, "👨\u{200D}👩\u{200D}👧王王王", red)],
        vec![scrap(2, "王王王", red)],
        vec![],
    ];
    for depth in [ColorDepth::True, ColorDepth::Ansi256, ColorDepth::Ansi16, ColorDepth::Mono] {
        check(&frames, &[None, Some((3, 1))], Caps { depth, sync: false, han: true }).expect("the same screen");
    }
}
