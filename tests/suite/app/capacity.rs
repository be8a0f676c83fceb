//! What a book asks for on a working day: the sum is that of its parts, and it is said when the hours do not hold it.

use rounds::app::capacity::demand;
use rounds::app::policy::Policy;
use rounds::app::query::book;
use rounds::app::who::Who;
use rounds::domain::change::Change;
use rounds::domain::people::{Hours, Rep};
use rounds::i18n::Lang;
use rounds::store::Store as _;

use crate::support::demo::Demo;
use crate::support::look::check_frame;

fn time(text: &str) -> chrono::NaiveTime {
    text.parse().expect("a time")
}

#[test]
fn a_book_asks_for_the_sum_of_its_tiers() {
    let demo = Demo::new();
    let store = demo.store();
    let policy = Policy::new(&store.reference(demo.viewer()).expect("reference data"));
    let who = Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() };
    let lines = book(&store, &who, &policy).expect("a book");
    let demand = demand(&lines, &policy, &who);
    // Counted by another way: each account asks for one visit in the middle of its window.
    let asks = |line: &&rounds::app::policy::Line| {
        line.standing.window.is_some() && !format!("{:?}", line.standing.state).starts_with("Paused")
    };
    let each = |line: &rounds::app::policy::Line| {
        let window = line.standing.window.expect("a window");
        2.0 / f64::from(window.min + window.max)
    };
    let visits: f64 = lines.iter().filter(asks).map(each).sum();
    let minutes: f64 = lines.iter().filter(asks).map(|line| each(line) * f64::from(line.minutes)).sum();
    assert!((demand.visits() - visits).abs() < 1e-9, "{} {visits}", demand.visits());
    assert!((demand.minutes() - minutes).abs() < 1e-9);
    let hours = who.rep.hours;
    let held = (hours.end - hours.start).num_minutes() - i64::from(hours.lunch);
    assert!((demand.hours - held as f64).abs() < f64::EPSILON);
    assert!(demand.parts.len() >= 3 && demand.parts[0].tier == "A", "{:?}", demand.parts);
}

#[test]
fn it_is_said_when_the_hours_do_not_hold_it() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("2");
        let long = stage.text();
        stage.keys("S");
        check_frame(&mut stage, "the sum");
        assert!(stage.text().contains(say("Together", "合计")), "{}", stage.text());
        // With two hours a day it does not fit, and the list says so at once.
        let demo = Demo::new();
        let hours = Hours { start: time("09:00:00"), end: time("11:00:00"), lunch: 0 };
        demo.apply(None, vec![Change::Set(Rep { hours, ..demo.rep.clone() }.into())]);
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys("2");
        let said = say("your hours hold 2 h · S shows the sum", "工时 2小时 · 按 S 看明细");
        assert!(stage.text().contains(said), "{}", stage.text());
        assert!(!long.contains(said));
        stage.keys("S");
        assert!(stage.text().contains(say("It does not fit", "排不下")), "{}", stage.text());
    }
}
