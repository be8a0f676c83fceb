//! Plan: keys in, routes out. Nothing is written before it is accepted, and one undo takes all of it back.

use rounds::domain::change::Change;
use rounds::i18n::Lang;

use crate::support::demo::Demo;
use crate::support::look::check_frame;

use super::{assert_said, assert_shows, said};

/// How many stops are still to come on the days after today.
fn to_come(demo: &Demo) -> usize {
    let days = demo.today().iter_days().skip(1).take(27);
    days.map(|day| demo.route(day).into_iter().filter(|row| row.stop.fate.is_open()).count()).sum()
}

#[test]
fn a_proposal_is_read_accepted_and_taken_back_as_one() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let before = to_come(&demo);
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys("5");
        assert_shows(&stage, say("as it stands - p plans", "现状，按 p 规划"));
        stage.keys("p");
        stage.until(say("visits: ", "次拜访：新增"));
        check_frame(&mut stage, "a proposal");
        assert_eq!(to_come(&demo), before, "nothing is written yet");
        stage.keys("m");
        assert_shows(&stage, say("What moves, and why", "调整及原因"));
        assert_shows(&stage, say("week from", "起一周"));
        stage.keys("esc a");
        assert!(said(&stage).contains(say("Routes planned", "线路已更新")), "{}", said(&stage));
        assert!(to_come(&demo) > before + 100);
        // Asked again, the plan stands.
        stage.keys("p");
        stage.until(say("the plan stands as it is", "现有计划不变"));
        stage.keys("u");
        assert_eq!(to_come(&demo), before);
        // Taken back, it is proposed again.
        stage.keys("p");
        stage.until(say("visits: ", "次拜访：新增"));
    }
}

#[test]
fn a_visit_is_put_on_a_day_and_taken_off_again() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("5 j ] ] ] ]");
    let day = demo.today().iter_days().nth(4).unwrap();
    assert!(demo.names(day).is_empty());
    stage.keys("space");
    assert!(said(&stage).contains("planned on Tue 24 Nov"), "{}", said(&stage));
    assert_eq!(demo.names(day).len(), 1);
    stage.keys("space");
    assert!(said(&stage).contains("taken off Tue 24 Nov"), "{}", said(&stage));
    assert!(demo.names(day).is_empty());
}

#[test]
fn what_if_is_seen_and_left_without_a_trace() {
    let demo = Demo::new();
    let before = to_come(&demo);
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("5 ] ] ] w enter");
    stage.until("if not working on Mon 23 Nov");
    stage.until("visits: ");
    check_frame(&mut stage, "what if");
    stage.keys("w");
    stage.type_text("another window for A");
    stage.keys("enter");
    stage.type_text("soon");
    stage.keys("enter");
    assert_said(&stage, "is not a window such as 4-6");
    stage.keys("esc");
    assert_shows(&stage, "as it stands");
    assert_eq!(to_come(&demo), before);
}

#[test]
fn a_proposal_for_routes_that_changed_is_not_accepted() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("5 p");
    stage.until("visits: ");
    let (day, account) = (demo.today().iter_days().nth(4).unwrap(), demo.account("金麒麟烟酒").account);
    let stop = rounds::domain::ids::Ids::new(5).next(demo.now());
    demo.apply(None, vec![Change::Plan { stop, rep: demo.rep.id, day, account }]);
    // The session hears of it with the next key.
    stage.keys("a");
    assert_said(&stage, "There is no proposal yet");
    assert_eq!(demo.names(day).len(), 1);
}

#[test]
fn weeks_are_more_or_fewer_and_remembered() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("5 - -");
    stage.keys("q");
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_shows(&stage, "as it stands");
    stage.keys("+");
    let text = stage.text();
    assert!(text.contains("4 Dec") || text.contains("30 Nov") && !text.contains("14 Dec"), "{text}");
}
