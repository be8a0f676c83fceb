//! Ways to look at what a session shows: its picture as text and roles, its cells, and the rules that hold for every frame.

use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::Buffer;
use rounds::ui::Session;
use rounds::ui::theme::{Colors, Family, Role, Theme};
use unicode_width::UnicodeWidthStr;

use super::stage::Stage;

/// The letter that stands for a role in a picture.
fn letter(role: Role) -> char {
    match role {
        Role::Ground => '?',
        Role::Text => '.',
        Role::Dim => 'd',
        Role::Strong => 's',
        Role::Accent => 'a',
        Role::Good => 'g',
        Role::Warning => 'w',
        Role::Alarm => '!',
        Role::Rule => 'r',
        Role::Title => 't',
        Role::Tab => 'b',
        Role::Key => 'k',
    }
}

/// The first of the colours that stand for roles; those before belong to terminals.
const FIRST: u8 = 16;

/// A theme that says nothing but which role a cell has. What has none stands on the ground alone.
pub fn roles_theme() -> Theme {
    let mut text = "[roles]\n".to_owned();
    for role in Role::ALL.iter().filter(|role| **role != Role::Ground) {
        let _ = writeln!(text, "{} = {{ fg = \"{}\" }}", role.name(), FIRST + *role as u8);
    }
    let mut family = Family::default();
    family.add("roles", &text);
    family.themes(Colors::Many).0.pop().expect("a theme")
}

/// What stands on the screen of a session with [`roles_theme`]: its rows, then for each row from which cell on which role is shown.
/// A star stands for a weight that the role does not have. Blank cells have no role.
pub fn picture(stage: &Stage<'_, Session>) -> String {
    let screen = stage.line.screen.screen();
    let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
    let mut text = String::new();
    let mut roles = String::new();
    for y in 0..rows {
        text.push_str(stage.row(usize::from(y)).trim_end());
        text.push('\n');
        let mut runs: Vec<(u16, char, bool)> = Vec::new();
        for x in 0..columns {
            let Some(cell) = screen.cell(y, x).filter(|cell| !cell.contents().trim().is_empty()) else { continue };
            let role = match cell.fgcolor() {
                vt100::Color::Idx(index) if index >= FIRST => Role::ALL.get(usize::from(index - FIRST)),
                _ => None,
            };
            let run = (role.map_or('?', |role| letter(*role)), cell.bold());
            if runs.last().is_none_or(|(_, last, bold)| (*last, *bold) != run) {
                runs.push((x, run.0, run.1));
            }
        }
        if !runs.is_empty() {
            let _ = write!(roles, "{y:>3}");
            for (x, role, bold) in runs {
                let _ = write!(roles, " {role}{}{x}", if bold { "*" } else { "" });
            }
            roles.push('\n');
        }
    }
    format!("{text}{roles}")
}

/// What a session draws on so many cells, and the caret.
pub fn drawn(session: &mut Session, (width, height): (u16, u16)) -> (Buffer, Option<(u16, u16)>) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
    let mut buffer = Buffer::default();
    terminal
        .draw(|frame| {
            session.draw(frame);
            buffer = frame.buffer_mut().clone();
        })
        .expect("a frame");
    let shown = terminal.backend().cursor_visible();
    let caret = terminal.backend_mut().get_cursor_position().expect("a position");
    (buffer, shown.then_some((caret.x, caret.y)))
}

/// The rows of a buffer as text, without what trails.
pub fn rows(buffer: &Buffer) -> Vec<String> {
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += (symbol.width() as u16).max(1);
        }
        text.trim_end().to_owned()
    };
    (0..buffer.area.height).map(row).collect()
}

/// What is wrong with a frame: a wide character at the edge or drawn over in its middle.
pub fn faults(buffer: &Buffer) -> Vec<String> {
    let mut faults = Vec::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if symbol.width() < 2 {
                continue;
            }
            if x + 1 >= buffer.area.width {
                faults.push(format!("{symbol} hangs over the edge in row {y}"));
            } else if !buffer[(x + 1, y)].symbol().trim().is_empty() {
                faults.push(format!("{symbol} in row {y} is cut by {}", buffer[(x + 1, y)].symbol()));
            }
        }
    }
    faults
}

/// Asserts the rules of every frame on what a stage shows: no wide character is cut, the terminal shows what was drawn, the caret is
/// inside.
pub fn check_frame(stage: &mut Stage<'_, Session>, when: &str) {
    let (height, width) = stage.line.screen.screen().size();
    let size = (width.get(), height.get());
    let (buffer, caret) = drawn(&mut stage.program, size);
    let rows = rows(&buffer);
    assert_eq!(faults(&buffer), <[String; 0]>::default(), "{when} at {size:?}:\n{}", rows.join("\n"));
    for (y, row) in rows.iter().enumerate() {
        assert_eq!(stage.row(y).trim_end(), row, "row {y}, {when} at {size:?}");
    }
    if let Some((x, y)) = caret {
        assert!(x < size.0 && y < size.1, "the caret at {x},{y} of {size:?}, {when}");
    }
}
