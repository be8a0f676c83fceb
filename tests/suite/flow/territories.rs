//! Territories on the screen of somebody who leads: divided beside the screen, moves marked, accepted as one and taken back as one. A rep
//! is not offered any of it.

use rounds::app::writing::AT_ONCE;
use rounds::domain::account::Account;
use rounds::domain::change::Change;
use rounds::domain::ids::{Ids, RepId};
use rounds::domain::people::Role;
use rounds::domain::place::Place;
use rounds::i18n::Lang;
use rounds::store::{Store as _, Viewer};
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use crate::support::demo::Demo;
use crate::support::look::check_frame;
use crate::support::stage::Stage;

use super::{assert_hides, assert_said, assert_shows, said};

/// Whose plan it is, once it is there.
fn divided(demo: &Demo, lang: Lang, size: (u16, u16)) -> Stage<'_, Session> {
    let mut stage = demo.stage_with(demo.session_of("chenli", lang, Theme::shipped()), size);
    stage.keys("B");
    stage.until("刘洋");
    stage
}

/// How many accounts a rep has.
fn accounts(demo: &Demo, code: &str) -> usize {
    let rep = rep(demo, code);
    demo.store().book(Viewer::System, rep, demo.today()).expect("a book").len()
}

fn rep(demo: &Demo, code: &str) -> RepId {
    let reps = demo.store().reps(Viewer::System).expect("reps");
    reps.into_iter().find(|rep| rep.code == code).expect("somebody").id
}

/// How many accounts are to move, by the header.
fn to_move(stage: &Stage<'_, Session>) -> usize {
    let header = stage.row(0);
    let number = header.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut numbers: Vec<usize> = number.filter_map(|part| part.parse().ok()).collect();
    numbers.pop();
    numbers.pop().expect("a number")
}

/// How many matters, appointments and next steps are to be followed up in a territory.
fn duties(demo: &Demo, code: &str) -> usize {
    let found = demo.store().follow_ups(Viewer::System, rep(demo, code)).expect("follow-ups");
    found.matters.len() + found.appointments.len() + found.steps.len()
}

#[test]
fn what_waits_at_an_account_goes_along() {
    let demo = Demo::new();
    let mut stage = divided(&demo, Lang::Zh, (80, 24));
    let before = (duties(&demo, "wangfang"), duties(&demo, "liuyang"));
    stage.keys("ctrl-s");
    let after = (duties(&demo, "wangfang"), duties(&demo, "liuyang"));
    assert_eq!(before.0 + before.1, after.0 + after.1);
    assert!(after.1 > before.1 && after.0 > 0, "{before:?} {after:?}");
    // There is nothing that could still be marked.
    assert!(!stage.row(23).contains("标记"), "{}", stage.row(23));
}

#[test]
fn all_moves_are_accepted_as_one_and_taken_back_as_one() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = divided(&demo, lang, (80, 24));
        let moves = if lang == Lang::En { to_move(&stage) } else { accounts(&demo, "wangfang") };
        assert_shows(&stage, if lang == Lang::En { "nearer to another centre" } else { "离别的中心更近" });
        let before = (accounts(&demo, "wangfang"), accounts(&demo, "liuyang"));
        stage.keys("enter");
        assert_said(&stage, if lang == Lang::En { "Accepted" } else { "已接受" });
        let after = (accounts(&demo, "wangfang"), accounts(&demo, "liuyang"));
        assert_eq!(before.0 + before.1, after.0 + after.1);
        assert!(after.0 < before.0, "{after:?}");
        if lang == Lang::En {
            assert_eq!(after, (before.0 - moves, before.1 + moves));
            assert_eq!(to_move(&stage), 0);
        }
        assert_shows(&stage, if lang == Lang::En { "made" } else { "已调" });
        // There is nothing left to accept.
        stage.keys("enter");
        assert_eq!(accounts(&demo, "wangfang"), after.0);
        stage.keys("u");
        assert_eq!((accounts(&demo, "wangfang"), accounts(&demo, "liuyang")), before);
        assert_hides(&stage, if lang == Lang::En { "made" } else { "已调" });
        stage.keys("ctrl-r");
        assert_eq!((accounts(&demo, "wangfang"), accounts(&demo, "liuyang")), after);
        check_frame(&mut stage, "after all");
    }
}

#[test]
fn a_great_many_moves_are_written_beside_the_screen_and_taken_back_as_one() {
    let demo = Demo::new();
    let base = demo.store().book(Viewer::System, demo.rep.id, demo.today()).expect("a book")[0].account;
    let base = demo.store().account(Viewer::System, base).expect("a read").expect("an account");
    let mut ids = Ids::new(77);
    let shop = |n: i32| {
        let place = Place::new(30.25 + f64::from(n % 25) / 1000.0, 120.17 + f64::from(n / 25) / 1000.0);
        Account { place, rep: base.rep, tier: base.tier, ..Account::new(ids.next(demo.now()), "新店", demo.today()) }
    };
    demo.apply(None, (0..700).map(shop).map(|shop| Change::Add(shop.into())).collect());
    let mut stage = divided(&demo, Lang::En, (80, 24));
    let moves = to_move(&stage);
    assert!(moves > AT_ONCE, "{moves}");
    let before = (accounts(&demo, "wangfang"), accounts(&demo, "liuyang"));
    stage.keys("enter");
    stage.until(&format!("accounts moved: {moves}"));
    let after = (accounts(&demo, "wangfang"), accounts(&demo, "liuyang"));
    assert_eq!(after, (before.0 - moves, before.1 + moves));
    assert_eq!(to_move(&stage), 0);
    assert_shows(&stage, "made");
    stage.keys("u");
    assert_eq!((accounts(&demo, "wangfang"), accounts(&demo, "liuyang")), before);
    assert_eq!(to_move(&stage), moves);
}

#[test]
fn only_what_is_marked_is_moved_and_counted() {
    let demo = Demo::new();
    let mut stage = divided(&demo, Lang::En, (120, 36));
    let all = to_move(&stage);
    let shown = |stage: &Stage<'_, Session>| -> Vec<String> {
        stage.text().lines().map(|row| row.trim_end().to_owned()).collect()
    };
    let whole = shown(&stage);
    // The last move, taken off and put back.
    stage.keys("G space");
    assert_eq!(to_move(&stage), all - 1);
    assert!(said(&stage).contains("km"), "{}", said(&stage));
    stage.keys("space");
    assert_eq!(to_move(&stage), all);
    stage.keys("* ");
    assert_eq!(to_move(&stage), 0);
    stage.keys("enter");
    assert_said(&stage, "Nothing to move");
    // A rep's mark is about all moves of theirs.
    stage.keys("g space");
    assert_eq!(to_move(&stage), all);
    assert_eq!(shown(&stage), whole);
    stage.keys("* G k space enter");
    assert_said(&stage, "accounts moved: 1");
    assert_eq!(accounts(&demo, "liuyang"), 7);
    // What went elsewhere meanwhile is said and not moved.
    assert_shows(&stage, "made");
}

#[test]
fn a_map_shows_it_before_and_after() {
    for size in [(80, 24), (120, 36), (200, 60), (40, 20)] {
        let demo = Demo::new();
        let mut stage = divided(&demo, Lang::En, size);
        stage.keys("m");
        assert_shows(&stage, "With what is marked");
        let after = stage.text();
        stage.keys("tab");
        assert_shows(&stage, "As it is");
        assert_ne!(stage.text(), after);
        check_frame(&mut stage, "map");
        let has = |text: &str, mark: char| text.lines().skip(4).any(|row| row.contains(mark));
        assert!(has(&after, 'a') && has(&after, 'b'), "{after}");
        // One step back is the list, one more the screen below.
        stage.keys("esc");
        assert_shows(&stage, "刘洋");
        stage.keys("esc");
        assert_hides(&stage, "刘洋");
    }
}

#[test]
fn the_map_is_looked_at_nearer_and_aside() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = divided(&demo, lang, (80, 24));
        stage.keys("m");
        let shown = |stage: &Stage<'_, Session>| -> Vec<String> {
            stage.text().lines().map(|row| row.trim_end().to_owned()).collect()
        };
        let whole = shown(&stage);
        let nearer = if lang == Lang::En { "+ nearer" } else { "+ 放大" };
        assert!(stage.row(23).contains(nearer), "{}", stage.row(23));
        for keys in ["+", "=", "-", "h", "j", "k", "l", "left", "down", "up", "right"] {
            let before = shown(&stage);
            stage.keys(keys);
            assert_ne!(shown(&stage), before, "{keys}");
        }
        // Letters and outlines are still there.
        let map: Vec<String> = shown(&stage).split_off(4);
        assert!(map.iter().any(|row| row.contains('a')) || map.iter().any(|row| row.contains('b')), "{map:?}");
        assert!(map.iter().any(|row| row.chars().any(|c| ('\u{2801}'..='\u{28ff}').contains(&c))), "{map:?}");
        stage.keys("0");
        assert_eq!(shown(&stage), whole);
        // A move that is pointed at comes into sight, however far one has gone; n and p lead through people and moves.
        stage.keys("n n n n");
        assert!(said(&stage).contains('%'), "{}", said(&stage));
        let pointed = said(&stage);
        let arrow = |stage: &Stage<'_, Session>| stage.text().lines().skip(4).take(17).any(|row| row.contains('▸'));
        assert!(arrow(&stage), "{}", stage.text());
        stage.keys("+ + + + + + l l l l l l l l j j j j j j j j");
        assert!(!arrow(&stage), "{}", stage.text());
        stage.keys("n p");
        assert_eq!(said(&stage), pointed);
        assert!(arrow(&stage), "{}", stage.text());
        // Back at the list the keys move in the list again.
        stage.keys("esc j");
        assert_ne!(said(&stage), pointed);
        check_frame(&mut stage, "list again");
    }
}

#[test]
fn what_is_asked_is_changed_and_who_takes_part() {
    let demo = Demo::new();
    let mut stage = divided(&demo, Lang::En, (80, 24));
    let few = to_move(&stage);
    // At least ninety of a hundred stay.
    stage.keys("o tab tab ctrl-u");
    stage.type_text("90");
    stage.keys("ctrl-s");
    stage.until("No better was found");
    assert!(to_move(&stage) < few && to_move(&stage) <= 8, "{}", to_move(&stage));
    // One of the two takes no part: nobody to even out with.
    stage.keys("g p");
    stage.until("There is one rep");
    assert_shows(&stage, "takes no part");
    assert_eq!(to_move(&stage), 0);
    // Neither does the other.
    stage.keys("g p");
    stage.until("Nobody takes part");
    stage.keys("B");
    stage.until("Nobody takes part");
}

#[test]
fn a_plan_under_way_is_stopped_and_left() {
    let demo = Demo::new();
    let mut stage = demo.stage_with(demo.session_of("chenli", Lang::En, Theme::shipped()), (80, 24));
    stage.keys("B ctrl-k");
    stage.until("刘洋");
    check_frame(&mut stage, "stopped");
    stage.keys("esc B esc 2");
    assert!(stage.ended.is_none());
    assert_hides(&stage, "With what is marked");
}

#[test]
fn a_rep_is_not_offered_it() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        assert_eq!(demo.rep.role, Role::Rep);
        let mut stage = demo.stage(lang, (80, 24));
        let before = stage.text();
        stage.keys("B");
        assert_eq!(stage.text(), before);
        stage.keys(":");
        stage.type_text("territories");
        assert_hides(&stage, if lang == Lang::En { "Divide the territories" } else { "重新划分下属" });
        stage.keys("enter esc ?");
        assert_hides(&stage, if lang == Lang::En { "Divide the territories" } else { "重新划分下属" });
        // Somebody who leads is.
        let mut stage = demo.stage_with(demo.session_of("chenli", lang, Theme::shipped()), (80, 24));
        stage.keys(":");
        stage.type_text("territories");
        stage.keys("enter");
        stage.until("刘洋");
    }
}
