//! The loop, with a toy program on a scripted line.

use std::cell::Cell;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use rounds::app::chord::{Chord, Key};
use rounds::app::event::Event;
use rounds::terminal::line::Wake;
use rounds::terminal::run::{Ended, run};

use crate::support::emulator::resize;
use crate::support::stage::{CAPS, Script, Stage};
use crate::support::toy::Toy;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 30).single().expect("a time")
}

fn stage() -> Stage<'static, Toy> {
    Stage::new(Toy::default(), 80, 24, CAPS, &noon)
}

#[test]
fn one_key_one_frame_and_nothing_when_nothing_changed() {
    let mut stage = stage();
    assert_eq!(stage.row(0), "数到 0 of 80x24");
    assert_eq!(stage.caret(), Some((2, 1)));
    assert!(stage.line.screen.screen().alternate_screen());
    assert_eq!(stage.line.writes.len(), 1, "taking over and the first frame are one write");
    stage.keys("j");
    assert_eq!(stage.row(0), "数到 1 of 80x24");
    assert!(stage.bytes_of_last() < 40, "{}", stage.bytes_of_last());
    stage.keys("x");
    assert_eq!(stage.bytes_of_last(), 0);
    stage.wake(Wake::Timeout);
    assert_eq!(stage.bytes_of_last(), 0);
    assert_eq!(stage.program.frames, 2);
}

#[test]
fn a_program_that_panics_is_told_to_keep_what_was_typed() {
    let (mut toy, mut line) = (Toy::default(), Script::new(80, 24));
    line.wakes.extend([Wake::Bytes(b"j".to_vec()), Wake::Bytes(b"p".to_vec())]);
    let run = || run(&mut toy, &mut line, CAPS, &noon);
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err(), "the panic goes on");
    assert_eq!(toy.heard, [Event::Key(Chord::char('j')), Event::Hangup]);
}

#[test]
fn text_is_typed_and_pasted_alike() {
    let mut stage = stage();
    stage.type_text("王a");
    stage.paste("小\r\n姐");
    let typed = ['王', 'a'].map(|c| Event::Key(Chord::char(c)));
    assert_eq!(stage.program.heard, [&typed[..], &[Event::Paste("小\n姐".to_owned())]].concat());
    assert_eq!(stage.row(0), "数到 0 of 80x24 贴 3");
}

#[test]
fn a_held_key_costs_one_frame() {
    let mut stage = stage();
    stage.burst("j j j j j j j j j j");
    assert_eq!((stage.program.count, stage.program.frames), (10, 2));
}

#[test]
fn a_key_held_for_ever_is_drawn_now_and_then() {
    let mut stage = stage();
    stage.burst(&"j ".repeat(640));
    assert_eq!(stage.program.count, 640);
    assert_eq!(stage.program.frames, 1 + 10);
}

#[test]
fn a_lone_escape_is_a_key_when_nothing_follows() {
    let mut stage = stage();
    stage.wake(Wake::Bytes(b"\x1b".to_vec()));
    assert!(stage.program.heard.is_empty());
    stage.wake(Wake::Timeout);
    assert_eq!(stage.program.heard, [Event::Key(Chord::plain(Key::Esc))]);
    assert_eq!(stage.line.timeouts.last(), Some(&Duration::from_millis(50)));
}

#[test]
fn a_burst_of_sizes_is_one() {
    let mut stage = stage();
    for (width, height) in [(100, 30), (110, 33)] {
        stage.wake(Wake::Resized(width, height));
        assert_eq!(stage.bytes_of_last(), 0);
    }
    stage.resize(120, 36);
    assert_eq!(stage.program.heard, [Event::Resize { width: 120, height: 36 }]);
    assert_eq!(stage.row(0), "数到 0 of 120x36");
    assert_eq!(stage.program.frames, 2);
    // A key does not wait for the burst to end, and is heard after the size.
    resize(&mut stage.line.screen, 80, 24);
    stage.wake(Wake::Resized(0, 0));
    stage.keys("j");
    assert_eq!(stage.program.heard[1..], [Event::Resize { width: 80, height: 24 }, Event::Key(Chord::char('j'))]);
    assert_eq!(stage.row(0), "数到 1 of 80x24");
}

#[test]
fn a_repaint_brings_back_what_another_program_spoiled() {
    let mut stage = stage();
    stage.line.screen.process(b"\x1b[H\x1b[31mbroadcast message");
    stage.keys("ctrl-l");
    assert_eq!(stage.text().trim_end(), "数到 0 of 80x24");
    stage.line.screen.process(b"\x1b[?1049l\x1b[H$ fg");
    stage.wake(Wake::Resumed);
    assert_eq!(stage.text().trim_end(), "数到 0 of 80x24");
    assert!(stage.line.screen.screen().alternate_screen());
    assert_eq!(stage.caret(), Some((2, 1)));
}

#[test]
fn the_minute_is_told_once_and_waited_for() {
    let now = Cell::new(noon());
    let clock = || now.get();
    let mut stage = Stage::new(Toy::default(), 80, 24, CAPS, &clock);
    stage.wake(Wake::Timeout);
    assert_eq!(stage.line.timeouts.last(), Some(&Duration::from_millis(30_001)));
    assert!(stage.program.heard.is_empty());
    now.set(noon() + TimeDelta::seconds(30));
    stage.wake(Wake::Timeout);
    stage.wake(Wake::Timeout);
    assert_eq!(stage.program.heard, [Event::Minute]);
    assert_eq!(stage.program.frames, 1, "nothing changed");
    // The machine slept.
    now.set(noon() + TimeDelta::hours(9));
    stage.keys("x");
    assert_eq!(stage.program.heard[1..], [Event::Key(Chord::char('x')), Event::Minute]);
}

#[test]
fn the_program_is_woken_when_it_asked() {
    let mut stage = stage();
    stage.program.wake_in = Some(Duration::from_millis(800));
    stage.wake(Wake::Bytes(b"x".to_vec()));
    assert_eq!(stage.line.timeouts.last(), Some(&Duration::from_millis(800)));
    stage.wake(Wake::Timeout);
    assert_eq!(stage.program.heard.last(), Some(&Event::Tick));
    stage.program.wake_in = Some(Duration::ZERO);
    stage.wake(Wake::Timeout);
    assert!(stage.line.timeouts.last().is_some_and(|wait| !wait.is_zero()));
}

#[test]
fn quitting_gives_the_terminal_back_and_hears_no_more() {
    let mut stage = stage();
    stage.wake(Wake::Bytes(b"jqjj".to_vec()));
    assert_eq!(stage.ended, Some(Ended::Done));
    assert_eq!(stage.program.count, 1);
    let screen = stage.line.screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
}

#[test]
fn a_lost_line_is_told_once_and_written_to_no_more() {
    for wakes in [vec![Wake::Lost], vec![Wake::Bytes(b"j".to_vec()), Wake::Lost]] {
        let mut stage = stage();
        let before = stage.bytes();
        stage.line.wakes.extend(wakes);
        stage.wake(Wake::Lost);
        assert_eq!(stage.ended, Some(Ended::Lost));
        assert_eq!(stage.program.heard.iter().filter(|event| **event == Event::Hangup).count(), 1);
        assert_eq!(stage.program.heard.last(), Some(&Event::Hangup));
        assert_eq!(stage.bytes(), before);
    }
}

#[test]
fn a_line_cut_while_writing_is_lost() {
    let mut stage = stage();
    stage.line.is_cut = true;
    stage.keys("j");
    assert_eq!(stage.ended, Some(Ended::Lost));
    assert_eq!(stage.program.heard, [Event::Key(Chord::char('j')), Event::Hangup]);
}

#[test]
fn when_asked_to_end_the_program_saves_and_the_terminal_is_given_back() {
    let mut stage = stage();
    stage.wake(Wake::Terminated);
    assert_eq!(stage.ended, Some(Ended::Terminated));
    assert_eq!(stage.program.heard, [Event::Hangup]);
    assert!(!stage.line.screen.screen().alternate_screen());
}

#[test]
fn the_whole_loop_ends_with_its_line() {
    let mut toy = Toy::default();
    let mut line = Script::new(80, 24);
    line.wakes.extend([Wake::Bytes(b"j".to_vec()), Wake::Timeout]);
    let ended = run(&mut toy, &mut line, CAPS, &noon);
    assert_eq!((ended, toy.count), (Ended::Lost, 1));
}

#[test]
fn the_mouse_is_asked_for_and_let_go_as_the_program_likes() {
    let reports = |stage: &Stage<'_, Toy>| stage.line.screen.screen().mouse_protocol_mode();
    let mut stage = stage();
    assert_eq!(reports(&stage), vt100::MouseProtocolMode::None);
    stage.keys("m");
    assert_ne!(reports(&stage), vt100::MouseProtocolMode::None);
    let written = stage.bytes();
    stage.keys("x");
    assert_eq!(stage.bytes(), written, "it is asked for once");
    // A shell had the terminal: it is asked for again.
    stage.line.screen.process(rounds::terminal::modes::leave());
    stage.wake(Wake::Resumed);
    assert_ne!(reports(&stage), vt100::MouseProtocolMode::None);
    stage.keys("m");
    assert_eq!(reports(&stage), vt100::MouseProtocolMode::None);
}

#[test]
fn the_terminal_is_measured_once_and_nobody_waits_for_it() {
    let mut measured = Toy::default();
    measured.measures = true;
    let mut stage = Stage::new(measured, 80, 24, CAPS, &noon);
    let asked = |stage: &Stage<'_, Toy>| {
        let bytes = stage.line.writes.concat();
        bytes.windows(4).filter(|window| window == b"\x1b[6n").count()
    };
    assert_eq!(asked(&stage), 1);
    // The frame is there before the answer, and nothing of the question is left on it.
    assert_eq!(stage.row(0), "数到 0 of 80x24");
    assert_eq!(stage.row(1), "");
    stage.wake(Wake::Bytes(b"\x1b[2;3R".to_vec()));
    assert_eq!(stage.program.heard, [Event::Wide]);
    stage.wake(Wake::Resumed);
    assert_eq!(asked(&stage), 1);
    assert_eq!(asked(&self::stage()), 0);
}

#[test]
fn an_editor_has_the_terminal_and_gives_it_back() {
    let mut stage = stage();
    stage.line.editor = Some(|text| Ok(format!("{text}!")));
    stage.keys("e");
    let edited = |text: &str| Event::Edited(Ok(text.to_owned()));
    assert_eq!(stage.program.heard.last(), Some(&edited("柜台\nold!")));
    // Whatever the editor has left on the screen, all of it is painted again.
    assert_eq!(stage.row(0), "数到 0 of 80x24");
    assert!(stage.line.screen.screen().alternate_screen());
    assert!(stage.line.writes.last().is_some_and(|write| write.starts_with(rounds::terminal::modes::enter())));
    stage.line.editor = None;
    stage.keys("e j");
    assert!(stage.program.heard.iter().any(|event| matches!(event, Event::Edited(Err(_)))));
    assert_eq!(stage.row(0), "数到 1 of 80x24");
}
