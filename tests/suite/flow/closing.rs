//! The end of a day: by one key, asked about where it was forgotten, and nothing that was chosen is lost.

use chrono::{Days, Duration};
use rounds::domain::route::Fate;
use rounds::i18n::Lang;
use rounds::store::{Store, Viewer};

use crate::support::demo::Demo;
use crate::support::look::check_frame;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows};

fn fates(demo: &Demo, day: chrono::NaiveDate) -> Vec<(String, Fate)> {
    let open = |fate: &Fate| !matches!(fate, Fate::Done { .. });
    let rows = demo.route(day).into_iter().filter(|row| open(&row.stop.fate));
    rows.map(|row| (row.account.name, row.stop.fate)).collect()
}

#[test]
fn a_day_is_closed_in_a_few_keys_and_taken_back_in_one() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let today = demo.today();
        let monday = today + Days::new(3);
        let before = (demo.names(today), demo.names(monday));
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("Z");
        assert_shows(&stage, say("Fri 20 Nov · 4 of 12 done", "11月20日 周五 · 完成 4/12"));
        check_frame(&mut stage, "the end of a day");
        // One rolls on, one is skipped for a reason, one goes to another day, the rest is left.
        stage.keys("r x");
        stage.type_text("moved away");
        stage.keys("enter t");
        stage.type_text("+5");
        stage.keys("enter");
        assert_shows(&stage, say("skipped: moved away", "跳过：moved away"));
        stage.keys("enter");
        assert_said(&stage, say("Fri 20 Nov closed, 4 of 12 done", "11月20日 周五已收工，完成 4/12"));
        let found = fates(&demo, today);
        let ended: Vec<_> = found.iter().filter(|(name, _)| *name == NEXT || *name == SECOND).cloned().collect();
        let skipped = Fate::Skipped { reason: "moved away".to_owned() };
        assert_eq!(ended, [(NEXT.to_owned(), Fate::Rolled { to: monday }), (SECOND.to_owned(), skipped)]);
        assert_eq!(found.iter().filter(|(_, fate)| *fate == Fate::Left).count(), found.len() - 3, "{found:?}");
        assert!(demo.names(monday).contains(&NEXT.to_owned()));
        assert_eq!(demo.setting("closing").as_deref(), Some(""), "nothing waits to be chosen");
        stage.keys("R G");
        assert_shows(&stage, say("Not done: 8", "未完成：8"));
        assert_shows(&stage, say("to Mon", "改周一"));
        stage.keys("esc Z");
        assert_said(&stage, say("Every stop of this day has ended", "当日拜访点都已有结果"));
        stage.keys("u");
        assert_said(&stage, say("Undone: end of the day", "已撤销：收工"));
        assert_eq!((demo.names(today), demo.names(monday)), before);
        assert!(fates(&demo, today).iter().all(|(_, fate)| fate.is_open()));
    }
}

#[test]
fn a_day_that_was_not_closed_is_asked_about_at_the_next_start() {
    let demo = Demo::new();
    let friday = demo.today();
    demo.stage(Lang::En, (80, 24)).keys("q");
    demo.pass(Duration::days(3));
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_shows(&stage, "Days that were never closed");
    assert_shows(&stage, "Fri 20 Nov · 4 of 12 done");
    // Not now: it is asked at the next start again, with what was chosen.
    stage.keys("r x");
    stage.type_text("shut");
    stage.keys("enter esc");
    assert_hides(&stage, "never closed");
    stage.keys("q");
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_shows(&stage, "skipped: shut");
    stage.keys("enter");
    let monday = friday + Days::new(3);
    let found = fates(&demo, friday);
    assert!(found.contains(&(NEXT.to_owned(), Fate::Rolled { to: monday })), "today is a working day: {found:?}");
    assert!(found.iter().all(|(_, fate)| !fate.is_open()));
    stage.keys("q");
    assert_hides(&demo.stage(Lang::En, (80, 24)), "never closed");
}

#[test]
fn a_visit_left_open_overnight_is_asked_about_first() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c esc q");
    demo.pass(Duration::days(3));
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_shows(&stage, "Go back to which visit?");
    stage.keys("enter");
    assert_hides(&stage, "never closed");
    stage.keys("ctrl-s");
    assert_shows(&stage, "Days that were never closed");
    assert_shows(&stage, "5 of 12 done");
}

#[test]
fn a_colleague_goes_and_may_read_the_shop_that_day() {
    let demo = Demo::new();
    let (today, monday) = (demo.today(), demo.today() + Days::new(3));
    let shop = demo.account(NEXT).account;
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("Z h");
    assert_shows(&stage, "Who goes?");
    stage.type_text("刘");
    stage.keys("enter");
    assert_shows(&stage, "to 刘洋, Mon 23 Nov");
    stage.keys("enter");
    let reps = demo.store().reps(Viewer::System).expect("reps");
    let liu = reps.into_iter().find(|rep| rep.name == "刘洋").expect("a colleague").id;
    assert!(fates(&demo, today).contains(&(NEXT.to_owned(), Fate::Handed { to: liu, on: monday })));
    let seen = |day| demo.store().account(Viewer::Person { rep: liu, day }, shop).expect("a read").is_some();
    assert_eq!((seen(today), seen(monday)), (false, true));
    assert_shows(&stage, "to 刘洋");
}
