//! What frames cost in bytes, and that no cell commands the terminal.

use ratatui::buffer::CellDiffOption;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use rounds::terminal::depth::{Caps, ColorDepth};
use rounds::terminal::modes::{MouseReports, enter, leave, mouse};
use rounds::terminal::screen::{Screen, sane_size};

use crate::support::emulator::emulator;
use crate::support::stage::CAPS;

const PLAIN: Caps = Caps { sync: false, ..CAPS };

/// A page as the program draws them: a title, a table of accounts from `first` on, a footer. The chosen row has a marker and a bold name.
fn page(frame: &mut ratatui::Frame<'_>, words: &Words, first: u16, chosen: u16) {
    let buffer = frame.buffer_mut();
    let (width, height) = (buffer.area.width, buffer.area.height);
    let title = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_style(Rect::new(0, 0, width, 1), title);
    buffer.set_string(1, 0, words.title, title);
    for y in 2..height - 2 {
        let row = first + y - 2;
        let name = if y == chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        buffer.set_string(0, y, if y == chosen { "▸" } else { " " }, Style::new().fg(Color::Cyan));
        buffer.set_string(2, y, words.names[usize::from(row % 3)], name);
        buffer.set_string(26, y, words.tier, Style::new().fg(Color::Yellow));
        let overdue = if row.is_multiple_of(4) { Style::new().fg(Color::Red) } else { Style::new() };
        buffer.set_string(33, y, format!("{} {:2}", words.overdue, row * 3 % 17), overdue);
        buffer.set_string(46, y, words.last, Style::new().fg(Color::DarkGray));
        buffer.set_string(62, y, words.note, Style::new());
    }
    buffer.set_string(1, height - 1, words.footer, Style::new().add_modifier(Modifier::DIM));
}

struct Words {
    title: &'static str,
    names: [&'static str; 3],
    tier: &'static str,
    overdue: &'static str,
    last: &'static str,
    note: &'static str,
    footer: &'static str,
}

const CHINESE: Words = Words {
    title: "巡访  今天 11月21日 周六   逾期 12 · 今日 8",
    names: ["华联超市人民路店", "长宁区利民诊所", "王记粮油批发部"],
    tier: "重点",
    overdue: "逾期天数",
    last: "上次 10月28日",
    note: "补货、谈陈列",
    footer: "Enter 签到  n 记录  / 查找  ? 帮助  q 退出",
};

const ENGLISH: Words = Words {
    title: "Rounds  Today Sat 21 Nov   12 overdue · 8 today",
    names: ["Hualian Market Renmin Rd", "Changning Limin Clinic", "Wang Grain & Oil"],
    tier: "key",
    overdue: "overdue",
    last: "last 28 Oct",
    note: "restock, display",
    footer: "Enter check in  n note  / find  ? help  q quit",
};

fn table(frame: &mut ratatui::Frame<'_>, chosen: u16) {
    page(frame, &CHINESE, 0, chosen + 2);
}

#[test]
fn frames_cost_what_they_must() {
    for (language, words, width, height, most) in [
        ("zh", &CHINESE, 80, 24, [2600, 90, 900]),
        ("en", &ENGLISH, 80, 24, [2200, 90, 900]),
        ("zh", &CHINESE, 120, 36, [4000, 90, 1400]),
        ("en", &ENGLISH, 120, 36, [3500, 90, 1400]),
    ] {
        let mut screen = Screen::new(width, height, PLAIN);
        let mut cost = |first, chosen| screen.draw(|frame| page(frame, words, first, chosen)).map_or(0, |b| b.len());
        let costs = [cost(0, 5), cost(0, 6), cost(height - 4, 6)];
        println!("{language} {width}x{height}: first frame {}, move {}, page {} B", costs[0], costs[1], costs[2]);
        assert!(costs.iter().zip(most).all(|(cost, most)| *cost <= most), "{costs:?}");
        assert_eq!(cost(height - 4, 6), 0, "unchanged");
    }
}

#[test]
fn a_move_is_a_marker_and_two_names() {
    let mut screen = Screen::new(80, 24, CAPS);
    screen.draw(|frame| table(frame, 3));
    let moved = screen.draw(|frame| table(frame, 4)).expect("a change");
    assert_eq!(
        String::from_utf8_lossy(&moved),
        "\x1b[?2026h\x1b[6H  \x1b[m华联超市人民路店\r\n\x1b[36m▸ \x1b[0;1m长宁区利民诊所\x1b[?2026l"
    );
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
    assert!(bytes.starts_with(b"\x1b[?25l\x1b[m\x1b[H\x1b[2J"));
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
    assert_eq!(show(Color::Red).as_deref(), Some("\x1b[?25l\x1b[m\x1b[H\x1b[2J\x1b[1m逾期".as_bytes()));
    assert_eq!(show(Color::Rgb(1, 2, 3)), None);
}

#[test]
fn no_cell_commands_the_terminal() {
    for symbol in
        ["\x1b[2J", "\n", "\u{9b}5m", "a\u{202E}", "\u{7F}", "\u{2066}", "\0", "\x1b]52;c;aGk=\x07", "\u{2028}"]
    {
        let mut screen = Screen::new(40, 4, PLAIN);
        let bytes = screen.draw(|frame| {
            frame.buffer_mut()[(0, 1)].set_symbol(symbol);
        });
        let text = String::from_utf8(bytes.expect("a frame")).expect("text");
        let written = text.strip_prefix("\x1b[?25l\x1b[m\x1b[H\x1b[2J\n").expect("a whole frame");
        assert!(!written.contains(symbol), "{written:?}");
        let mut terminal = emulator(40, 4);
        terminal.process(written.as_bytes());
        assert_eq!(terminal.screen().contents().trim(), "?", "{symbol:?}");
    }
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
    assert_eq!(draw(true).as_deref(), Some(&b"\x1b[?25l\x1b[m\x1b[H\x1b[2Ja\x1b[Cc"[..]));
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
    terminal.process(enter());
    assert_eq!(terminal.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    terminal.process(mouse(MouseReports::On));
    let screen = terminal.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    terminal.process(mouse(MouseReports::Off));
    assert_eq!(terminal.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    terminal.process(mouse(MouseReports::On));
    terminal.process(leave());
    let screen = terminal.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}
