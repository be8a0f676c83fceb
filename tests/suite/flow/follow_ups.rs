//! Follow-ups: what is owed by date, done by one key, put off for a reason, agreed from anywhere.

use chrono::Days;
use rounds::app::follow_ups::{Duty, FollowUp, follow_ups};
use rounds::app::who::Who;
use rounds::domain::matter::{Appointment, Outcome};
use rounds::domain::record::{Kind, Record};
use rounds::i18n::Lang;
use rounds::store::Store;

use crate::support::demo::Demo;

use super::{NEXT, assert_hides, assert_said, assert_shows};

fn list(demo: &Demo) -> Vec<FollowUp> {
    let who = Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() };
    follow_ups(&demo.store(), &who).expect("follow-ups")
}

fn appointments(demo: &Demo, name: &str) -> Vec<Appointment> {
    let account = demo.account(name).account;
    let records = demo.store().records_at(demo.viewer(), &[account], Kind::Appointment).expect("a read");
    records.into_iter().filter_map(|it| if let Record::Appointment(it) = it { Some(it) } else { None }).collect()
}

#[test]
fn what_is_due_stands_first_and_is_done_by_one_key() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let before = list(&demo);
        let due = before.iter().filter(|it| it.is_due(demo.today())).count();
        let owed = before.iter().position(|it| matches!(it.duty, Duty::Matter(..))).expect("a matter");
        let mut stage = demo.stage(lang, (120, 36));
        assert_shows(&stage, &format!("6 {} {due}", say("Follow-ups", "待办")));
        stage.keys("6");
        stage.keys(&["j"; 40][..owed].join(" "));
        stage.keys("f");
        assert_said(&stage, &format!("{}{}", say("Answered: ", "已答复："), before[owed].text));
        let after = list(&demo);
        assert_eq!(after.len(), before.len() - 1);
        assert!(after.iter().all(|it| it.duty != before[owed].duty));
        assert_shows(&stage, &format!("6 {} {}", say("Follow-ups", "待办"), due - 1));
        stage.keys("u");
        assert_eq!(list(&demo), before);
    }
}

#[test]
fn what_is_put_off_comes_up_again_on_its_day() {
    let demo = Demo::new();
    let first = list(&demo).swap_remove(0);
    let mut stage = demo.stage(Lang::En, (200, 60));
    stage.keys("6 z");
    stage.type_text("some day");
    assert_shows(&stage, "not a day");
    stage.keys("ctrl-u");
    stage.type_text("+3");
    stage.keys("enter");
    stage.type_text("the supplier comes on Monday");
    stage.keys("enter");
    assert_said(&stage, &format!("{}: put off until Mon 23 Nov", first.name));
    stage.keys("G");
    assert_shows(&stage, "Put off  1");
    assert_shows(&stage, "put off: the supplier");
    let there = |demo: &Demo| list(demo).into_iter().find(|it| it.duty == first.duty).expect("it");
    let put_off = there(&demo);
    assert_eq!((put_off.day, put_off.is_due(demo.today())), (first.day, false), "it stays due when it was");
    demo.pass(chrono::Duration::days(3));
    assert!(there(&demo).is_due(demo.today()));
}

#[test]
fn an_appointment_is_made_moved_and_kept() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let made = appointments(&demo, NEXT).len();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("A");
        stage.type_text(say("new counter", "看柜台"));
        assert_shows(&stage, say("It begins with a day", "请先写日期"));
        stage.keys("enter ctrl-u");
        stage.type_text(say("tue 10:30 new counter", "周二 10:30 看柜台"));
        assert_shows(&stage, say("= Tue 24 Nov · 10:30 · new counter", "= 11月24日 周二 · 10:30 · 看柜台"));
        stage.keys("enter");
        let newest = |demo: &Demo| appointments(demo, NEXT).into_iter().max_by_key(|it| it.id).expect("one");
        assert_eq!(appointments(&demo, NEXT).len(), made + 1);
        let (day, time) = (demo.today() + Days::new(4), "10:30:00".parse().unwrap());
        assert_eq!((newest(&demo).day, newest(&demo).time), (day, Some(time)));
        stage.keys("6 /");
        stage.type_text(say("new counter", "看柜台"));
        stage.keys("enter z ctrl-u");
        stage.type_text("+5");
        stage.keys("enter");
        assert_eq!((newest(&demo).day, newest(&demo).time), (demo.today() + Days::new(5), None));
        stage.keys("o down enter");
        assert_said(&stage, say("late", "迟到"));
        assert_eq!(newest(&demo).outcome, Some(Outcome::Late));
        stage.keys("u f");
        assert_eq!(newest(&demo).outcome, Some(Outcome::Kept));
    }
}

#[test]
fn a_next_step_waits_until_it_is_done_or_somebody_was_met() {
    let demo = Demo::new();
    let account = demo.account(NEXT).account;
    let step = |demo: &Demo| {
        let is = |it: &FollowUp| it.account == account && matches!(it.duty, Duty::Step(_));
        list(demo).into_iter().find(is).map(|it| it.text)
    };
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys(";");
    stage.type_text("next +4 bring samples");
    stage.keys("enter");
    assert_eq!(step(&demo).as_deref(), Some("bring samples"));
    stage.keys("6 /");
    stage.type_text("bring samples");
    stage.keys("enter f");
    assert_said(&stage, "Done: bring samples");
    assert_eq!(step(&demo), None);
    stage.keys("u");
    demo.pass(chrono::Duration::days(3));
    // A new day asks about the one before first.
    stage.keys("k esc ; ctrl-u");
    stage.type_text("@鑫源名烟名酒 | came by");
    stage.keys("enter");
    assert_eq!(step(&demo).as_deref(), Some("bring samples"), "they were met before its day");
    demo.pass(chrono::Duration::days(1));
    stage.keys("k esc ; ctrl-u");
    stage.type_text("@鑫源名烟名酒 | brought them");
    stage.keys("enter");
    assert_eq!(step(&demo), None);
}

#[test]
fn an_empty_list_teaches() {
    let demo = Demo::bare();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("6");
    assert_shows(&stage, "Nothing to follow up");
    assert_hides(&stage, "No date");
}
