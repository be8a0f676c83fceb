//! What goes wrong: refusals, two sessions on one file, keys and pastes in the wrong place.

use rounds::domain::account::Account;
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, Ids};
use rounds::i18n::Lang;
use rounds::store::{Store, Viewer};
use rounds::ui::theme::Theme;

use crate::support::demo::Demo;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows};

#[test]
fn a_write_that_the_rules_refuse_says_so_and_changes_nothing() {
    let demo = Demo::new();
    let mut mine = demo.stage(Lang::En, (80, 24));
    let mut other = demo.stage(Lang::En, (80, 24));
    // The question is open while the stop is done elsewhere.
    mine.keys("x");
    mine.type_text("closed");
    other.keys("c");
    other.type_text("was open");
    other.keys("ctrl-s");
    mine.keys("enter");
    assert_said(&mine, "Not done: this stop has ended already. Nothing was changed.");
    assert_eq!(demo.touches(demo.account(NEXT).account)[0].content.note, "was open");
    assert_shows(&mine, "5/12");
}

#[test]
fn what_is_marked_stays_so_where_the_plan_was_refused() {
    for (tab, marks) in [("2", "space space"), ("4", "g space space")] {
        let demo = Demo::new();
        let file = rusqlite::Connection::open(demo.path()).expect("a database");
        let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON op_log BEGIN SELECT RAISE(ABORT, 'no'); END";
        let mut stage = demo.stage(Lang::En, (80, 24));
        stage.keys(tab);
        stage.keys(marks);
        stage.keys("t");
        stage.type_text("+10");
        file.execute_batch(refuse).expect("a trigger");
        stage.keys("enter");
        file.execute_batch("DROP TRIGGER refuse").expect("none");
        // What a colleague does is no reason to forget what was chosen.
        let id = AccountId(uuid::Uuid::from_u128(1));
        demo.apply(None, vec![Change::Add(Account::new(id, "Elsewhere", demo.today()).into())]);
        stage.keys("j j");
        assert_said(&stage, "2 marked");
    }
}

#[test]
fn a_visit_that_another_session_closed_loses_no_words() {
    let demo = Demo::new();
    let mut mine = demo.stage(Lang::En, (80, 24));
    let mut other = demo.stage(Lang::En, (80, 24));
    mine.keys("c");
    other.keys("c");
    other.type_text("said at one place");
    mine.type_text("said at the other");
    other.keys("ctrl-s");
    // The next letter is a letter, not a command of what lies below.
    mine.type_text("d");
    assert_said(&mine, "ended elsewhere");
    assert_shows(&mine, "said at the otherd");
    assert_eq!(demo.names(demo.today()).len(), 12);
    mine.keys("ctrl-s");
    let touches = demo.touches(demo.account(NEXT).account);
    let notes: Vec<&str> = touches.iter().take(2).map(|touch| touch.content.note.as_str()).collect();
    assert!(notes.contains(&"said at one place") && notes.contains(&"said at the otherd"), "{notes:?}");
    assert_eq!(demo.drafts(), []);
}

#[test]
fn a_key_for_what_was_closed_elsewhere_is_no_command() {
    let demo = Demo::new();
    let mut mine = demo.stage(Lang::En, (80, 24));
    let mut other = demo.stage(Lang::En, (80, 24));
    mine.keys("c");
    other.keys("c");
    other.type_text("done");
    other.keys("ctrl-s");
    mine.keys("d");
    assert_said(&mine, "ended elsewhere");
    assert_eq!(demo.names(demo.today()).len(), 12, "nothing was taken off");
    mine.keys("d");
    assert_eq!(demo.names(demo.today()).len(), 11);
}

#[test]
fn two_reps_on_one_file_see_each_other() {
    let demo = Demo::new();
    let name = "万家福生活超市";
    let account = demo.account(name).account;
    let liu = demo.store().reps(Viewer::System).expect("reps").into_iter().find(|rep| rep.code == "liuyang");
    let mut mine = demo.stage(Lang::En, (120, 36));
    mine.keys("2");
    assert_shows(&mine, name);
    // A colleague gets the account onto the route, as cover.
    let stop = Ids::new(3).next(demo.now());
    let plan = Change::Plan { stop, rep: liu.expect("a colleague").id, day: demo.today(), account };
    demo.apply(None, vec![plan]);
    let session = demo.session_of("liuyang", Lang::Zh, Theme::shipped());
    let mut theirs = demo.stage_with(session, (80, 24));
    theirs.keys("/");
    theirs.paste("万家福");
    theirs.keys("enter");
    assert_shows(&theirs, name);
    theirs.keys("c");
    theirs.paste("代班来过");
    theirs.keys("ctrl-s");
    // The next key, whatever it is, shows it.
    mine.keys("F");
    assert_hides(&mine, name);
    mine.keys("1 a");
    mine.type_text("wjf");
    mine.keys("enter enter");
    assert_shows(&mine, "代班来过");
    assert_shows(&mine, "刘洋");
    mine.keys("c ctrl-t");
    mine.type_text("labels");
    mine.keys("enter enter ctrl-s");
    theirs.keys("F");
    let row = theirs.text().lines().find(|row| row.contains(name)).expect("its row").to_owned();
    assert!(row.contains('c'), "the complaint is flagged: {row}");
}

#[test]
fn a_paste_with_no_field_is_no_command() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    let before = (demo.names(demo.today()), stage.text());
    for keys in ["", "2", "enter", "esc ?", "esc w", "esc 1 c tab"] {
        stage.keys(keys);
        let text = stage.text();
        stage.paste("dxcCnq\nj\ty\u{3}q");
        assert!(stage.ended.is_none());
        assert_eq!(stage.text(), text, "after {keys}");
    }
    stage.keys("ctrl-x");
    assert_eq!((demo.names(demo.today()), demo.open_visits()), (before.0, 0));
}

#[test]
fn an_input_method_left_on_does_not_matter() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::Zh, (80, 24));
    let selected = |text: String| text.lines().position(|row| row.starts_with('▸'));
    let before = selected(stage.text()).expect("a row");
    stage.type_text("ｊ");
    assert_eq!(selected(stage.text()), Some(before + 1));
    stage.type_text("ｋ？");
    assert_shows(&stage, "此处可用的按键");
    stage.keys("esc");
    stage.type_text("：");
    assert_shows(&stage, "命令");
    stage.keys("esc");
    stage.type_text("／");
    // In a field the full-width character is what is meant.
    stage.type_text("ｘ");
    assert_shows(&stage, "ｘ");
    stage.keys("esc");
    stage.type_text("２");
    assert_shows(&stage, "紧急");
    stage.type_text("１ｃ");
    assert_eq!(demo.open_visits(), 1);
    stage.keys("tab tab tab");
    stage.type_text("４");
    stage.keys("ctrl-s");
    assert_eq!(demo.touches(demo.account(NEXT).account)[0].content.satisfaction, Some(4));
}

#[test]
fn esc_and_ctrl_c_go_back_one_step_and_never_quit() {
    for back in ["esc", "ctrl-c"] {
        for open in [
            "",
            "2",
            "enter",
            "c",
            "c tab",
            "?",
            ":",
            "t",
            "a",
            "w",
            "/ a",
            "2 / a enter",
            "2 space",
            "c ctrl-p",
            "enter f",
        ] {
            let demo = Demo::new();
            let mut stage = demo.stage(Lang::En, (80, 24));
            stage.keys(open);
            for _ in 0..8 {
                stage.keys(back);
                assert!(stage.ended.is_none(), "{back} after {open}");
            }
            assert_shows(&stage, SECOND);
            assert_shows(&stage, "q quit");
        }
    }
}

#[test]
fn quit_leaves_from_wherever_it_is_a_command() {
    for open in ["", "2", "enter", "c tab"] {
        let demo = Demo::new();
        let mut stage = demo.stage(Lang::En, (80, 24));
        stage.keys(open);
        stage.keys("q");
        assert!(stage.ended.is_some(), "after {open}");
    }
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("? q");
    assert!(stage.ended.is_none(), "q closes what floats");
    assert_hides(&stage, "Keys that work here");
}
