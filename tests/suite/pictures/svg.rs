//! A frame as an SVG: a grid of cells on which everything has its own place. Narrow characters tell the place of each, wide ones stand
//! alone over two cells, dots and lines are drawn, so nothing moves whatever fonts the viewer has.

use std::collections::BTreeMap;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use rounds::i18n::text::width;

/// A cell in pixels. A letter of the first font below, 15 pixels high, is 9.03 wide.
const CELL: (u16, u16) = (9, 20);
const FONT_SIZE: u16 = 15;
/// Wide characters are a little larger, so that they fill their two cells.
const WIDE_SIZE: u16 = 16;
/// From the top of a cell to the line that the letters stand on.
const BASELINE: u16 = 15;
/// Around the frame.
const MARGIN: u16 = 14;
/// What a terminal shows where a theme does not say.
const PAPER: &str = "#17181b";
const INK: &str = "#c9c7c1";
const CARET: &str = "#7fb5c4";

/// Column and row of each of braille's dots, in the order of its bits.
const DOTS: [(u8, u8); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];

/// The modifiers a picture shows, and how a style sheet says them.
const MODIFIERS: [(Modifier, &str); 4] = [
    (Modifier::BOLD, ";font-weight:bold"),
    (Modifier::DIM, ";fill-opacity:.6"),
    (Modifier::ITALIC, ";font-style:italic"),
    (Modifier::UNDERLINED, ";text-decoration:underline"),
];

/// The look of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    ink: String,
    paper: Option<String>,
    modifiers: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (mut ink, mut paper) = (color(cell.fg), color(cell.bg));
        if cell.modifier.contains(Modifier::REVERSED) {
            (ink, paper) = (paper.or(Some(PAPER.to_owned())), ink.or(Some(INK.to_owned())));
        }
        Self { ink: ink.unwrap_or_else(|| INK.to_owned()), paper, modifiers: cell.modifier }
    }

    /// The rule of a style sheet.
    fn css(&self) -> String {
        let said = MODIFIERS.iter().filter(|(modifier, _)| self.modifiers.contains(*modifier));
        format!("fill:{}{}", self.ink, said.map(|(_, rule)| *rule).collect::<String>())
    }
}

/// A colour for a picture. Sixteen colours are a matter of the terminal, so the pictures are drawn in a theme that names its own.
fn color(color: Color) -> Option<String> {
    match color {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        other => panic!("{other} depends on the terminal; draw the picture in a theme of full colours"),
    }
}

/// What is drawn, by its look.
#[derive(Default)]
struct Drawing {
    papers: String,
    texts: String,
    /// Dots and lines as path data, by colour.
    dots: BTreeMap<String, String>,
    lines: BTreeMap<String, String>,
    looks: Vec<Look>,
}

/// A picture of a frame with its caret, if there is one.
pub fn svg(buffer: &Buffer, caret: Option<Position>, title: &str) -> String {
    let area = buffer.area;
    let mut drawing = Drawing::default();
    for y in area.top()..area.bottom() {
        drawing.row(buffer, y);
    }
    let (wide, high) = (area.width * CELL.0 + 2 * MARGIN, area.height * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\">\n<title>{}</title>\n<style>\ntext{{font-family:'DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace;\
         font-size:{FONT_SIZE}px}}\n.w{{font-size:{WIDE_SIZE}px}}\n",
        escaped(title)
    );
    for (at, look) in drawing.looks.iter().enumerate() {
        let _ = writeln!(out, ".{}{{{}}}", class(at), look.css());
    }
    let _ = writeln!(out, "</style>\n<rect width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"{PAPER}\"/>");
    let _ = writeln!(out, "<g transform=\"translate({MARGIN} {MARGIN})\">");
    out.push_str(&drawing.papers);
    for (ink, data) in &drawing.lines {
        let _ = writeln!(out, "<path d=\"{data}\" stroke=\"{ink}\" fill=\"none\"/>");
    }
    for (ink, data) in &drawing.dots {
        let _ = writeln!(out, "<path d=\"{data}\" stroke=\"{ink}\" stroke-width=\"2.8\" stroke-linecap=\"round\"/>");
    }
    out.push_str(&drawing.texts);
    if let Some(Position { x, y }) = caret {
        let (x, y) = (x * CELL.0, y * CELL.1 + 2);
        let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"17\" fill=\"{CARET}\"/>");
    }
    out.push_str("</g>\n</svg>\n");
    out
}

impl Drawing {
    fn row(&mut self, buffer: &Buffer, y: u16) {
        let mut run = Run::default();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let (symbol, look) = (cell.symbol(), Look::of(cell));
            let wide = (width(symbol) as u16).max(1);
            if let Some(paper) = &look.paper {
                let (left, top) = (x * CELL.0, y * CELL.1);
                let (wide, high) = (wide * CELL.0, CELL.1);
                let _ = writeln!(
                    self.papers,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{paper}\"/>"
                );
            }
            let drawn = self.dots(x, y, symbol, &look) || self.line(x, y, symbol, &look);
            let one = symbol.chars().count() == 1 && wide == 1;
            if drawn || symbol.trim().is_empty() || !one || run.look.as_ref() != Some(&look) {
                self.finish(std::mem::take(&mut run), y);
            }
            if !drawn && !symbol.trim().is_empty() {
                run.push(x, symbol, look);
                if !one {
                    self.finish(std::mem::take(&mut run), y);
                }
            }
            x += wide;
        }
        self.finish(run, y);
    }

    fn finish(&mut self, run: Run, y: u16) {
        let Some(look) = run.look else { return };
        let at = self.looks.iter().position(|it| *it == look).unwrap_or_else(|| {
            self.looks.push(look);
            self.looks.len() - 1
        });
        let _ = writeln!(
            self.texts,
            "<text class=\"{}{}\" y=\"{}\" x=\"{}\">{}</text>",
            class(at),
            if width(&run.text) == 2 * run.places.len() { " w" } else { "" },
            y * CELL.1 + BASELINE,
            run.places.join(" "),
            escaped(&run.text)
        );
    }

    /// Braille as dots: the bits of its number are the dots of two columns and four rows. Answers whether it was.
    fn dots(&mut self, x: u16, y: u16, symbol: &str, look: &Look) -> bool {
        let Some(bits @ 0..=0xFF) = symbol.chars().next().and_then(|c| u32::from(c).checked_sub(0x2800)) else {
            return false;
        };
        for (_, (column, row)) in DOTS.into_iter().enumerate().filter(|(bit, _)| (bits >> bit) & 1 == 1) {
            let x = f32::from(x * CELL.0) + 2.25 + 4.5 * f32::from(column);
            let y = f32::from(y * CELL.1) + 3.0 + 4.5 * f32::from(row);
            let _ = write!(self.dots.entry(look.ink.clone()).or_default(), "M{x} {y}h0");
        }
        true
    }

    /// Frames and rules as lines that meet. Answers whether it was one.
    fn line(&mut self, x: u16, y: u16, symbol: &str, look: &Look) -> bool {
        let (left, top) = (f32::from(x * CELL.0), f32::from(y * CELL.1));
        let (middle, center) = (left + 4.5, top + 9.5);
        let (right, bottom) = (left + 9.0, top + 20.0);
        let data = match symbol {
            "─" => format!("M{left} {center}h9"),
            "│" => format!("M{middle} {top}v20"),
            "╭" => format!("M{middle} {bottom}v-5.5q0-5 4.5-5"),
            "╮" => format!("M{middle} {bottom}v-5.5q0-5-4.5-5"),
            "╰" => format!("M{middle} {top}v4.5q0 5 4.5 5"),
            "╯" => format!("M{left} {center}q4.5 0 4.5-5v-4.5"),
            "┬" => format!("M{left} {center}H{right}M{middle} {center}V{bottom}"),
            "┴" => format!("M{left} {center}H{right}M{middle} {center}V{top}"),
            _ => return false,
        };
        let path = self.lines.entry(look.ink.clone()).or_default();
        // A rule that goes on is one line.
        let goes_on = symbol == "─" && path.ends_with(&format!("H{left}"));
        match (symbol, goes_on) {
            ("─", true) => {
                path.truncate(path.len() - format!("H{left}").len());
                let _ = write!(path, "H{right}");
            }
            ("─", false) => {
                let _ = write!(path, "M{left} {center}H{right}");
            }
            _ => path.push_str(&data),
        }
        true
    }
}

/// Cells in a row that look the same.
#[derive(Default)]
struct Run {
    look: Option<Look>,
    places: Vec<String>,
    text: String,
}

impl Run {
    fn push(&mut self, x: u16, symbol: &str, look: Look) {
        // A wide character is as wide as it is high; what its two cells have more stands on both sides.
        let inset = if width(symbol) == 2 { (2 * CELL.0 - WIDE_SIZE) / 2 } else { 0 };
        self.places.push((x * CELL.0 + inset).to_string());
        self.text.push_str(symbol);
        self.look = Some(look);
    }
}

fn class(at: usize) -> char {
    char::from(b'a' + at as u8)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn wide_characters_stand_alone_and_marks_are_drawn() {
    let mut buffer = Buffer::with_lines(["王a<b ─│⣀"]);
    buffer[(2, 0)].set_fg(Color::Rgb(1, 2, 3));
    let picture = svg(&buffer, Some(Position::new(1, 0)), "a & b");
    for part in [
        "<title>a &amp; b</title>",
        ".b{fill:#010203}",
        "<text class=\"a w\" y=\"15\" x=\"1\">王</text>",
        "<text class=\"b\" y=\"15\" x=\"18\">a</text>",
        "<text class=\"a\" y=\"15\" x=\"27 36\">&lt;b</text>",
        "M54 9.5H63M67.5 0v20",
        "M74.25 16.5h0M78.75 16.5h0",
        "<rect x=\"9\" y=\"2\" width=\"2\"",
    ] {
        assert!(picture.contains(part), "{part} in {picture}");
    }
}
