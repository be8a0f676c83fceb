//! Undo and redo of everything one can do, from another session than the one that did it.

use std::fmt::Write as _;

use chrono::Duration;
use rounds::i18n::Lang;
use rounds::store::Store;
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::stage::Stage;

use super::{NEXT, assert_said, assert_shows};

/// Everything that the deeds below can change, drafts apart.
fn state(demo: &Demo) -> String {
    let (mut out, store) = (String::new(), demo.store());
    for days in -3..20 {
        let day = demo.today() + Duration::days(days);
        for row in store.route(demo.viewer(), demo.rep.id, day).expect("a route") {
            let _ = writeln!(out, "{days} {} {:?}", row.account.name, row.stop.fate);
        }
    }
    for row in demo.book() {
        let _ = writeln!(out, "{} {:?} {:?} {:?} {}", row.name, row.last, row.visiting, row.planned, row.matters);
        let _ = writeln!(out, "{:?}", store.account(demo.viewer(), row.account).expect("an account"));
        let _ = writeln!(out, "{:?}", store.brief(demo.viewer(), row.account).expect("a brief").map(|it| it.contacts));
    }
    for account in [demo.account(NEXT).account, demo.route(demo.today())[0].stop.account] {
        let timeline = store.timeline(demo.viewer(), account, None, 500).expect("a timeline");
        let _ = writeln!(out, "{:?}", timeline.items);
    }
    out
}

fn late(stage: &mut Stage<'_, Session>) {
    stage.keys("e");
    stage.type_text("昨天");
    stage.keys("enter");
    stage.type_text("late words");
    stage.keys("ctrl-s");
}

fn check_out(stage: &mut Stage<'_, Session>) {
    stage.keys("c");
    stage.type_text("words");
    stage.keys("ctrl-p");
    stage.type_text("labels");
    stage.keys("enter enter ctrl-s");
}

fn to_day(stage: &mut Stage<'_, Session>) {
    stage.keys("t");
    stage.type_text("+4");
    stage.keys("enter");
}

fn add(stage: &mut Stage<'_, Session>) {
    stage.keys("a");
    stage.type_text("wjf");
    stage.keys("enter");
}

fn marks(stage: &mut Stage<'_, Session>) {
    stage.keys("2 space j space");
    to_day(stage);
}

fn fill(stage: &mut Stage<'_, Session>) {
    for _ in 0..20 {
        stage.keys("]");
        if stage.text().contains("fills it") {
            break;
        }
    }
    stage.keys("p");
    stage.until("stops planned");
}

fn edit(stage: &mut Stage<'_, Session>) {
    stage.keys("enter E tab");
    stage.type_text("x");
    stage.keys("ctrl-s");
}

fn add_person(stage: &mut Stage<'_, Session>) {
    stage.keys("enter a");
    stage.type_text("x");
    stage.keys("ctrl-s");
}

fn pause(stage: &mut Stage<'_, Session>) {
    stage.keys("4 Z");
    stage.type_text("sold");
    stage.keys("ctrl-s");
}

fn correct(stage: &mut Stage<'_, Session>) {
    stage.keys("g enter g R");
    stage.type_text("x");
    stage.keys("ctrl-s");
}

type Deed = fn(&mut Stage<'_, Session>);

/// Each deed, what has to be there before it, and how it is called when it is taken back.
const DEEDS: &[(&str, &str, Deed)] = &[
    ("check-in", "", |stage| stage.keys("c esc")),
    ("check-out", "c esc", check_out),
    ("check-in taken off", "c esc", |stage| stage.keys("c ctrl-x")),
    ("visit entered", "", |stage| stage.keys("n")),
    ("visit entered", "", late),
    ("skip", "", |stage| stage.keys("x enter")),
    ("planning", "", add),
    ("new order", "", |stage| stage.keys("J")),
    ("new order", "j", |stage| stage.keys("K")),
    ("another day", "", to_day),
    ("taken off", "", |stage| stage.keys("d")),
    ("planning", "", fill),
    ("planning", "", marks),
    ("answer", "", |stage| stage.keys("enter f enter")),
    ("change", "", edit),
    ("new record", "", add_person),
    ("pause", "", pause),
    ("pause ended", "4 P + 9 ctrl-s", |stage| stage.keys("4 r")),
    ("merge", "", |stage| stage.keys("4 space space M enter")),
    ("correction", "", correct),
    ("voided visit", "", |stage| stage.keys("g enter g X enter")),
];

#[test]
fn every_deed_is_taken_back_and_put_back_by_the_next_session() {
    for (called, first, deed) in DEEDS {
        let demo = Demo::new();
        let mut stage = demo.stage(Lang::En, (80, 24));
        stage.keys(first);
        let before = state(&demo);
        deed(&mut stage);
        drop(stage);
        let after = state(&demo);
        assert_ne!(before, after, "{called} did nothing");

        let mut stage = demo.stage(Lang::En, (80, 24));
        stage.keys("u");
        assert_said(&stage, &format!("Undone: {called}"));
        drop(stage);
        assert_eq!(state(&demo), before, "{called} taken back");

        let mut stage = demo.stage(Lang::Zh, (80, 24));
        stage.keys("ctrl-r");
        assert_said(&stage, "已重做：");
        stage.keys("ctrl-r");
        assert_said(&stage, "没有可重做的改动");
        drop(stage);
        assert_eq!(state(&demo), after, "{called} put back");
        assert_eq!(demo.drafts(), [], "{called} put back leaves no draft");
    }
}

#[test]
fn a_check_out_taken_back_brings_the_words_back() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    check_out(&mut stage);
    drop(stage);
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("u");
    assert_said(&stage, "the words are a draft again");
    let drafts = demo.drafts();
    assert_eq!((drafts.len(), drafts[0].report.content.note.as_str(), drafts[0].late_day), (1, "words", None));
    assert_eq!(drafts[0].report.raised[0].text, "labels");
    assert_eq!(demo.open_visits(), 1);
    stage.keys("v enter");
    assert_shows(&stage, "words");
    assert_shows(&stage, "labels");
    stage.keys("esc");
    drop(stage);
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    assert_shows(&stage, "words");
    stage.type_text(" and more");
    stage.keys("ctrl-s");
    assert_eq!(demo.touches(demo.account(NEXT).account)[0].content.note, "words and more");
}

#[test]
fn a_late_entry_taken_back_is_a_draft_with_its_day() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    late(&mut stage);
    stage.keys("u");
    drop(stage);
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_said(&stage, "Drafts kept from last time: 1");
    stage.keys("v enter");
    assert_shows(&stage, "late entry for Thu 19 Nov");
    assert_shows(&stage, "late words");
}

#[test]
fn a_check_in_taken_back_while_one_types_keeps_the_words() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    stage.type_text("typed before");
    stage.keys("tab u");
    assert_said(&stage, "Undone: check-in");
    assert_eq!(demo.open_visits(), 0);
    let drafts = demo.drafts();
    assert_eq!(drafts.len(), 1);
    assert_eq!((drafts[0].report.content.note.as_str(), drafts[0].late_day), ("typed before", Some(demo.today())));
    drop(stage);
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("v enter");
    assert_shows(&stage, "typed before");
}

#[test]
fn undo_goes_on_to_the_beginning_and_says_when_there_is_nothing() {
    let demo = Demo::bare();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("u");
    assert_said(&stage, "Nothing to undo");
    stage.keys("ctrl-r");
    assert_said(&stage, "Nothing to redo");
    let demo = Demo::new();
    let before = state(&demo);
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("x enter J J d c esc u u u u u");
    assert_eq!(state(&demo), before, "{}", stage.text());
    stage.keys("ctrl-r ctrl-r ctrl-r ctrl-r ctrl-r");
    assert_eq!(demo.open_visits(), 1);
}
