//! What a session does for whoever sits at it: it says again what it said, teaches a key at a time, and opens where it was left.

use rounds::i18n::Lang;
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::stage::Stage;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows, said};

#[test]
fn what_was_said_can_be_read_again() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("!");
    assert_said(&stage, "Nothing was said yet");
    stage.keys("J K x enter !");
    assert_shows(&stage, "What was said");
    let text = stage.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    assert!(at(&format!("Skipped {NEXT}")) < at(&format!("Moved {NEXT}")), "the newest stands first");
    assert_eq!(text.matches(&format!("Moved {NEXT}")).count(), 2, "each time it was said");
    assert_shows(&stage, "10:30");
}

#[test]
fn a_lesson_goes_away_once_its_key_was_used_a_few_times() {
    let demo = Demo::new();
    let lesson = |stage: &Stage<'_, Session>| said(stage);
    let mut stage = demo.stage(Lang::En, (120, 36));
    assert_eq!(lesson(&stage), "c checks in at the selected shop: its clock starts");
    for _ in 0..3 {
        stage.keys("c ctrl-x");
    }
    stage.keys("j k");
    assert!(lesson(&stage).starts_with("; writes a whole visit in one line"), "{}", lesson(&stage));
    stage.keys("2");
    assert!(lesson(&stage).starts_with("w says why"), "{}", lesson(&stage));
    stage.keys("1 q");
    // It stays learned.
    let stage = demo.stage(Lang::Zh, (120, 36));
    assert!(lesson(&stage).starts_with("; 一行写完一次拜访"), "{}", lesson(&stage));
}

#[test]
fn a_session_opens_where_it_was_left() {
    let demo = Demo::new();
    let selected = |stage: &Stage<'_, Session>| {
        let rows = stage.text();
        rows.lines().find(|row| row.trim_start().starts_with('▸')).map(|row| row.chars().take(30).collect::<String>())
    };
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("4 /");
    stage.type_text("dzcs");
    stage.keys("esc 7 p 2 /");
    stage.type_text("chaoshi");
    stage.keys("enter j j");
    let left = selected(&stage);
    stage.keys("q");
    assert!(demo.setting("screens").is_some());
    let mut again = demo.stage(Lang::En, (120, 36));
    assert_shows(&again, "overdue");
    assert_shows(&again, "chaoshi");
    assert_eq!(selected(&again), left);
    again.keys("4");
    assert_shows(&again, SECOND);
    assert_hides(&again, NEXT);
    again.keys("7");
    assert_shows(&again, "by month");
    // What cannot be read is as it is at the first start.
    demo.store_setting("screens", "{\"front\":7}");
    assert_shows(&demo.stage(Lang::En, (120, 36)), "4/12 done");
}

#[test]
fn help_is_searched_in_both_languages_and_by_pinyin() {
    for words in ["report", "日报", "ribao", "rb"] {
        let demo = Demo::new();
        let mut stage = demo.stage(Lang::En, (120, 36));
        stage.keys("? /");
        stage.type_text(words);
        assert_shows(&stage, "Show what became of the day");
        assert_hides(&stage, "Begin a visit here");
        stage.keys("enter esc");
        assert_shows(&stage, "Begin a visit here");
        stage.keys("esc");
        assert_hides(&stage, "Begin a visit here");
    }
}
