//! What was typed is never lost: it is kept within a second, at once on leaving, and offered by the next session.

use chrono::Duration;
use rounds::i18n::Lang;
use rounds::terminal::line::Wake;
use rounds::terminal::run::Ended;

use crate::support::demo::Demo;

use super::{NEXT, assert_hides, assert_said, assert_shows, said};

/// The note of the only draft.
fn kept(demo: &Demo) -> Option<String> {
    let drafts = demo.drafts();
    assert!(drafts.len() <= 1, "{drafts:?}");
    drafts.into_iter().next().map(|draft| draft.report.content.note)
}

#[test]
fn typed_text_is_kept_when_its_time_has_come() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    stage.wake(Wake::Timeout);
    assert_eq!(kept(&demo), None, "nothing typed, nothing kept");
    stage.type_text("labels");
    assert_eq!(kept(&demo), None);
    let wait = stage.program.wake_in(demo.now()).expect("it wants to be woken");
    assert!(wait.as_millis() <= 1000, "{wait:?}");
    // Typing on does not put it off.
    demo.pass(Duration::milliseconds(500));
    stage.type_text(" 标签");
    demo.pass(Duration::from_std(wait).expect("a span") - Duration::milliseconds(500));
    stage.wake(Wake::Timeout);
    assert_eq!(kept(&demo).as_deref(), Some("labels 标签"));
    assert_eq!(stage.program.wake_in(demo.now()), None, "kept once, then at rest");
}

#[test]
fn what_cannot_be_kept_is_not_tried_all_the_time() {
    let demo = Demo::new();
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'no'); END";
    rusqlite::Connection::open(demo.path()).expect("a database").execute_batch(refuse).expect("a trigger");
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("4 N");
    stage.type_text("Kiosk");
    let wait = stage.program.wake_in(demo.now()).expect("it wants to be woken");
    demo.pass(Duration::from_std(wait).expect("a span"));
    stage.wake(Wake::Timeout);
    // Each try may hold the screen for seconds.
    assert_eq!(stage.program.wake_in(demo.now()).map(|wait| wait.as_secs()), Some(10));
}

#[test]
fn leaving_keeps_at_once() {
    for (way, keys) in [
        ("Esc", "esc"),
        ("ctrl-c", "ctrl-c"),
        ("another section", "tab"),
        ("back", "shift-tab"),
        ("a tab", "tab 1"),
        ("quit", "tab q"),
    ] {
        let demo = Demo::new();
        let mut stage = demo.stage(Lang::Zh, (80, 24));
        stage.keys("c");
        stage.type_text("柜台");
        // In the choices, digits choose: the tab is reached by its command.
        if way == "a tab" {
            stage.keys("tab :");
            stage.paste("打开按紧急程度");
            stage.keys("enter");
            assert_shows(&stage, "紧急");
        } else {
            stage.keys(keys);
        }
        assert_eq!(kept(&demo).as_deref(), Some("柜台"), "{way}");
    }
}

#[test]
fn a_lost_line_keeps_what_was_typed() {
    for wake in [Wake::Lost, Wake::Terminated] {
        let demo = Demo::new();
        let mut stage = demo.stage(Lang::En, (80, 24));
        stage.keys("c");
        stage.type_text("half a wor");
        stage.wake(wake);
        assert!(matches!(stage.ended, Some(Ended::Lost | Ended::Terminated)));
        drop(stage);
        assert_eq!(kept(&demo).as_deref(), Some("half a wor"));
        let mut stage = demo.stage(Lang::En, (80, 24));
        assert_said(&stage, "Open visits: 1");
        stage.keys("v enter");
        assert_shows(&stage, "half a wor");
        stage.type_text("d");
        stage.keys("ctrl-s");
        assert_eq!(demo.touches(demo.account(NEXT).account)[0].content.note, "half a word");
    }
}

#[test]
fn an_empty_draft_is_never_offered() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("e");
    stage.type_text("yesterday");
    stage.keys("enter");
    stage.type_text("x");
    stage.keys("tab shift-tab backspace esc v");
    assert_said(&stage, "No open visit and no draft");
    drop(stage);
    let stage = demo.stage(Lang::En, (80, 24));
    assert!(!said(&stage).contains("Drafts"), "{}", said(&stage));
    assert_eq!(demo.drafts(), []);
}

#[test]
fn a_late_entry_that_was_left_is_offered_by_the_next_session() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("e");
    stage.type_text("wed");
    stage.keys("enter");
    stage.type_text("they asked twice");
    stage.keys("tab space");
    drop(stage);
    // Nothing said so but the terminal went away without a word: what was kept last is there.
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_said(&stage, "Drafts kept from last time: 1 (鑫源名烟名酒). v shows them.");
    stage.keys("v");
    assert_shows(&stage, "draft, visit of Wed 18 Nov");
    stage.keys("enter");
    assert_shows(&stage, "they asked twice");
    stage.keys("ctrl-s");
    assert_eq!(demo.drafts(), []);
    let touches = demo.touches(demo.account(NEXT).account);
    assert!(touches.iter().any(|touch| touch.late && touch.content.note == "they asked twice"));
}

#[test]
fn a_visit_left_open_overnight_is_asked_about_in_the_morning() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    stage.type_text("left in a hurry");
    stage.keys("esc");
    drop(stage);
    demo.pass(Duration::days(3));
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_shows(&stage, "Go back to which visit?");
    assert_shows(&stage, "open since Fri 20 Nov");
    stage.keys("enter");
    assert_shows(&stage, "its end is unknown");
    assert_shows(&stage, "left in a hurry");
    stage.keys("ctrl-s");
    let touch = &demo.touches(demo.account(NEXT).account)[0];
    assert_eq!((touch.day.to_string().as_str(), touch.end, touch.open), ("2026-11-20", None, false));
    drop(stage);
    let stage = demo.stage(Lang::En, (80, 24));
    assert_hides(&stage, "Go back to which visit?");
}

#[test]
fn midnight_passes_a_session_by_with_its_words() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    stage.type_text("late evening");
    demo.pass(Duration::hours(20));
    stage.wake(Wake::Timeout);
    assert!(stage.row(0).contains("Sat 21 Nov 2026"), "{}", stage.row(0));
    assert_shows(&stage, "late evening");
    stage.keys("ctrl-s");
    let touch = &demo.touches(demo.account(NEXT).account)[0];
    assert_eq!((touch.day.to_string().as_str(), touch.content.note.as_str()), ("2026-11-20", "late evening"));
}

#[test]
fn the_words_of_a_promise_outlive_the_question_when() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c ctrl-p");
    stage.type_text("new counter");
    stage.keys("enter");
    assert_shows(&stage, "By when?");
    stage.keys("esc");
    // One step back: to the words, not past them.
    assert_shows(&stage, "What did you promise?");
    assert_shows(&stage, "new counter");
    stage.keys("enter");
    stage.type_text("someday");
    stage.keys("enter");
    assert_shows(&stage, "someday");
    stage.keys("ctrl-u enter");
    assert_eq!(demo.drafts()[0].report.raised[0].text, "new counter");
}
