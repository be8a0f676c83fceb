//! What frames cost in bytes, and that no cell commands the terminal.

use ratatui::buffer::CellDiffOption;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use rounds::terminal::depth::{Caps, ColorDepth};
use rounds::terminal::modes::{MouseReports, enter, leave};
use rounds::terminal::screen::{Screen, sane_size};

use crate::support::emulator::emulator;
use crate::support::stage::CAPS;

const PLAIN: Caps = Caps { sync: false, ..CAPS };

/// A page as the program draws them: a title, a table of accounts, a status line, a footer. The chosen row has a marker and a bold name.
fn table(frame: &mut ratatui::Frame<'_>, chosen: u16) {
    let buffer = frame.buffer_mut();
    let title = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_style(ratatui::layout::Rect::new(0, 0, 80, 1), title);
    buffer.set_string(1, 0, "巡访  今天 11月21日 周六", title);
    buffer.set_string(60, 0, "逾期 12 · 今日 8", title);
    for row in 0..20 {
        let name = if row == chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        let y = row + 2;
        buffer.set_string(0, y, if row == chosen { "▸" } else { " " }, Style::new().fg(Color::Cyan));
        buffer.set_string(2, y, ["华联超市人民路店", "长宁区利民诊所", "王记粮油批发部"][usize::from(row % 3)], name);
        buffer.set_string(26, y, "重点", Style::new().fg(Color::Yellow));
        let overdue = if row % 4 == 0 { Style::new().fg(Color::Red) } else { Style::new() };
        buffer.set_string(33, y, format!("逾期 {:2} 天", row * 3 % 17), overdue);
        buffer.set_string(46, y, "上次 10月28日", Style::new().fg(Color::DarkGray));
        buffer.set_string(62, y, "补货、谈陈列", Style::new());
    }
    buffer.set_string(1, 23, "Enter 签到  n 记录  / 查找  ? 帮助  q 退出", Style::new().add_modifier(Modifier::DIM));
}

#[test]
fn moving_to_the_next_row_costs_a_packet_corner() {
    for caps in [PLAIN, CAPS] {
        let mut screen = Screen::new(80, 24, caps);
        let first = screen.draw(|frame| table(frame, 3)).expect("a first frame");
        let moved = screen.draw(|frame| table(frame, 4)).expect("a change");
        println!("sync {}: first frame {} B, move {} B", caps.sync, first.len(), moved.len());
        println!("{:?}", String::from_utf8_lossy(&moved));
        assert!(first.len() < 2900, "{}", first.len());
        assert!(moved.len() < 120, "{}", moved.len());
        assert_eq!(screen.draw(|frame| table(frame, 4)), None);
    }
}

#[test]
fn an_unchanged_frame_is_nothing_even_with_a_caret() {
    let mut screen = Screen::new(80, 24, CAPS);
    let paint = |frame: &mut ratatui::Frame<'_>| {
        table(frame, 0);
        frame.set_cursor_position(Position::new(10, 22));
    };
    assert!(screen.draw(paint).is_some());
    assert_eq!(screen.draw(paint), None);
}

#[test]
fn a_caret_that_moves_is_not_a_frame() {
    let mut screen = Screen::new(80, 24, CAPS);
    screen.draw(|frame| frame.set_cursor_position(Position::new(10, 5)));
    let moved = screen.draw(|frame| frame.set_cursor_position(Position::new(11, 5)));
    assert_eq!(moved.as_deref(), Some(&b"\x1b[C"[..]));
    assert_eq!(screen.draw(|_| {}).as_deref(), Some(&b"\x1b[?25l"[..]));
    assert_eq!(screen.draw(|_| {}), None);
}

#[test]
fn a_frame_stands_in_synchronized_output_and_typing_is_followed_by_the_caret() {
    let mut screen = Screen::new(80, 24, CAPS);
    let mut type_in = |text: &str| {
        screen.draw(|frame| {
            frame.buffer_mut().set_string(0, 0, text, Style::new());
            frame.set_cursor_position(Position::new(2 * text.chars().count() as u16, 0));
        })
    };
    type_in("王");
    assert_eq!(type_in("王小").as_deref(), Some("\x1b[?2026h小\x1b[?2026l".as_bytes()));
}

#[test]
fn repaint_and_resize_paint_everything() {
    let mut screen = Screen::new(80, 24, PLAIN);
    let first = screen.draw(|frame| table(frame, 0)).expect("a first frame");
    screen.repaint();
    assert_eq!(screen.draw(|frame| table(frame, 0)), Some(first));
    screen.resize(120, 36);
    assert_eq!(screen.size(), (120, 36));
    let bytes = screen.draw(|frame| table(frame, 0)).expect("a whole frame");
    assert!(bytes.starts_with(b"\x1b[m\x1b[H\x1b[2J"));
}

#[test]
fn a_long_blank_tail_is_erased_not_written() {
    let mut screen = Screen::new(80, 24, PLAIN);
    screen.draw(|frame| frame.buffer_mut().set_string(0, 0, "长".repeat(40), Style::new()));
    let bytes = screen.draw(|frame| frame.buffer_mut().set_string(0, 0, "短", Style::new()));
    assert_eq!(bytes.as_deref(), Some("\r短\x1b[K".as_bytes()));
}

#[test]
fn colours_the_terminal_cannot_tell_apart_are_no_change() {
    let caps = Caps { depth: ColorDepth::Mono, ..PLAIN };
    let mut screen = Screen::new(20, 2, caps);
    let mut show = |color: Color| {
        let style = Style::new().fg(color).add_modifier(Modifier::BOLD);
        screen.draw(|frame| frame.buffer_mut().set_string(0, 0, "逾期", style))
    };
    assert_eq!(show(Color::Red).as_deref(), Some("\x1b[m\x1b[H\x1b[2J\x1b[1m逾期".as_bytes()));
    assert_eq!(show(Color::Rgb(1, 2, 3)), None);
}

#[test]
fn no_cell_commands_the_terminal() {
    let mut screen = Screen::new(40, 4, PLAIN);
    let bytes = screen.draw(|frame| {
        let buffer = frame.buffer_mut();
        for (x, text) in ["\x1b[2J", "\n", "\u{9b}5m", "a\u{202E}", "\u{7F}", "\u{2066}", "\0"].iter().enumerate() {
            buffer[(x as u16, 1)].set_symbol(text);
        }
    });
    assert_eq!(bytes.as_deref(), Some(&b"\x1b[m\x1b[H\x1b[2J\n???????"[..]));
}

#[test]
fn a_cell_of_another_hand_is_left_alone_and_taken_back() {
    let mut screen = Screen::new(10, 1, PLAIN);
    let mut draw = |left_alone: bool| {
        screen.draw(|frame| {
            frame.buffer_mut().set_string(0, 0, "abc", Style::new());
            let option = if left_alone { CellDiffOption::Skip } else { CellDiffOption::None };
            frame.buffer_mut()[(1, 0)].set_diff_option(option);
        })
    };
    assert_eq!(draw(true).as_deref(), Some(&b"\x1b[m\x1b[H\x1b[2Ja\x1b[Cc"[..]));
    assert_eq!(draw(true), None);
    assert_eq!(draw(false).as_deref(), Some(&b"\x08\x08b"[..]));
}

#[test]
fn sizes_are_made_sane() {
    assert_eq!(sane_size(0, 0), (80, 24));
    assert_eq!(sane_size(0, 50), (80, 24));
    assert_eq!(sane_size(65535, 65535), (500, 200));
    assert_eq!(sane_size(120, 36), (120, 36));
    assert_eq!(Screen::new(0, 0, CAPS).size(), (80, 24));
}

#[test]
fn what_is_switched_on_is_switched_off() {
    let mut terminal = emulator(80, 24);
    terminal.process(&enter(MouseReports::On));
    let screen = terminal.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    terminal.process(leave());
    let screen = terminal.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}
