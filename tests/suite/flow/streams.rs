//! Any keys in any order: a session never panics, its caret stays inside, and a visit that it said was checked out is in the database.

use chrono::Duration;
use proptest::prelude::*;
use rounds::app::command::COMMANDS;
use rounds::i18n::Lang;
use rounds::terminal::line::Wake;
use rusqlite::{Connection, OpenFlags};

use crate::support::demo::Demo;
use crate::support::look::check_frame;

use super::said;

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Text(char),
    Paste(&'static str),
    Resize(u16, u16),
    Tick,
    Minute,
    Night,
}

fn step() -> impl Strategy<Value = Step> {
    let chords: Vec<&str> =
        COMMANDS.iter().flat_map(|command| command.keys).copied().filter(|key| *key != "q").collect();
    let often = vec!["8", "c", "ctrl-s", "ctrl-s", "C", "enter", "esc", "esc", "tab", "n", "u", "j", "v", "down"];
    prop_oneof![
        8 => prop::sample::select(chords).prop_map(|key| Step::Key(key.to_owned())),
        8 => prop::sample::select(often).prop_map(|key| Step::Key(key.to_owned())),
        4 => prop::sample::select(vec!['a', '柜', '台', '+', '3', '１', '。', '周', '五', '\u{301}']).prop_map(Step::Text),
        1 => prop::sample::select(vec!["昨天", "mon", "两行\n文字", "\u{1b}[31m", "", "+3"]).prop_map(Step::Paste),
        1 => (1..140_u16, 1..50_u16).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => Just(Step::Resize(80, 24)),
        1 => Just(Step::Tick),
        1 => Just(Step::Minute),
        1 => prop_oneof![12 => Just(Step::Minute), 1 => Just(Step::Night), 1 => Just(Step::Key("q".to_owned()))],
    ]
}

/// Touches that are over.
fn finished(conn: &Connection) -> i64 {
    conn.query_row("SELECT count(*) FROM touch WHERE open = 0", [], |row| row.get(0)).expect("a number")
}

/// Plays a stream and checks after each step.
fn play(steps: &[Step]) -> Result<(), TestCaseError> {
    let demo = Demo::new();
    let conn = Connection::open_with_flags(demo.path(), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a look inside");
    let mut stage = demo.stage(Lang::En, (80, 24));
    let mut before = finished(&conn);
    for (at, step) in steps.iter().enumerate() {
        let key = matches!(step, Step::Key(_));
        match step {
            Step::Key(key) => stage.keys(key),
            Step::Text(c) => stage.type_text(&c.to_string()),
            Step::Paste(text) => stage.paste(text),
            Step::Resize(width, height) => stage.resize(*width, *height),
            Step::Tick => {
                demo.pass(Duration::milliseconds(800));
                stage.wake(Wake::Timeout);
            }
            Step::Minute => {
                demo.pass(Duration::minutes(1));
                stage.wake(Wake::Timeout);
            }
            Step::Night => {
                demo.pass(Duration::hours(24));
                stage.wake(Wake::Timeout);
            }
        }
        if stage.ended.is_some() {
            prop_assert_eq!(finished(&conn), before);
            drop(stage);
            stage = demo.stage(Lang::En, (80, 24));
            continue;
        }
        let now = finished(&conn);
        let said = said(&stage);
        if key
            && (said.contains("Checked out of ") || said.contains("已签退 "))
            && !said.contains("Taken")
            && !said.contains("已撤销")
        {
            prop_assert_eq!(now, before + 1, "step {} {:?}: {}", at, step, said);
        }
        let turned = ["Undone", "已撤销"].iter().any(|words| said.contains(words));
        let (height, width) = stage.line.screen.screen().size();
        let hidden = width.get() < 60 || height.get() < 12;
        prop_assert!(now >= before || turned || hidden, "step {} {:?} lost a visit: {}", at, step, said);
        before = now;
        if at % 8 == 0 || !key {
            check_frame(&mut stage, "in a stream");
        }
    }
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn no_stream_of_keys_breaks_a_session_or_loses_a_visit(steps in prop::collection::vec(step(), 80..160)) {
        play(&steps)?;
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    #[ignore = "the same for some minutes"]
    fn no_long_stream_of_keys_breaks_a_session_or_loses_a_visit(steps in prop::collection::vec(step(), 200..400)) {
        play(&steps)?;
    }
}
