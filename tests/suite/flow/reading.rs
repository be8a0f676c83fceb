//! Looking things up: why so urgent, filters, an account's timeline to its end, the other language, the next theme.

use chrono::Duration;
use rounds::domain::account::Account;
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, Ids};
use rounds::domain::touch::Report;
use rounds::i18n::Lang;
use rounds::store::{SqliteStore, Store};
use rounds::terminal::line::Wake;
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use crate::support::counted::{Counted, Tally};
use crate::support::demo::Demo;
use crate::support::look::check_frame;
use crate::support::stage::Stage;

use super::{NEXT, assert_hides, assert_said, assert_shows};

#[test]
fn one_key_explains_a_score() {
    for (lang, terms) in [
        (Lang::En, ["225  3 days into a window 2 long, A ×1.5", "40  a matter is due today", "score 265"]),
        (Lang::Zh, ["225  进入窗口3天，窗口长2天, A级 ×1.5", "40  有事项今日到期", "紧急分 265"]),
    ] {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("w");
        for term in terms {
            assert_shows(&stage, term);
        }
        stage.keys("esc");
        assert_hides(&stage, terms[2]);
    }
}

#[test]
fn lists_are_filtered_by_pinyin_and_the_selection_is_what_it_says() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    for tab in ["1", "2"] {
        stage.keys(tab);
        stage.keys("/");
        stage.type_text("hdsm");
        assert_shows(&stage, "宏达商贸");
        assert_hides(&stage, NEXT);
        stage.keys("enter");
        assert_said(&stage, "find: hdsm (1)");
        // What is selected stays selected when everything is shown again, and the brief beside it is its own.
        stage.keys("esc");
        assert_shows(&stage, NEXT);
        let row = stage.text().lines().find(|row| row.starts_with('▸')).expect("a selected row").to_owned();
        assert!(row.contains("宏达商贸"), "on {tab}: {row}");
        assert!(stage.row(3).contains("宏达商贸"), "the brief on {tab}: {}", stage.row(3));
    }
    stage.keys("1 g /");
    stage.paste("宏达");
    assert_hides(&stage, NEXT);
    assert!(stage.row(3).contains("宏达商贸"), "the brief after a paste: {}", stage.row(3));
}

#[test]
fn the_caret_moves_in_what_is_searched_for_and_the_selection_stays() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("4 /");
    stage.type_text("路");
    stage.keys("down down");
    let selected =
        |stage: &Stage<'_, Session>| stage.text().lines().find(|row| row.starts_with('▸')).map(str::to_owned);
    let before = selected(&stage);
    stage.keys("left");
    assert!(before.is_some());
    assert_eq!(selected(&stage), before);
}

/// A session whose questions are counted.
fn counted(demo: &Demo) -> (Stage<'_, Session>, Tally) {
    let tally = Tally::default();
    let store = Counted { store: SqliteStore::open(&demo.path()).expect("a database"), tally: tally.clone() };
    let session = demo.session_on(store, "wangfang", Lang::En, Theme::shipped());
    (demo.stage_with(session, (120, 36)), tally)
}

#[test]
fn nothing_is_asked_twice_before_the_first_frame() {
    let demo = Demo::new();
    let (stage, tally) = counted(&demo);
    assert_shows(&stage, NEXT);
    let once = [
        "book",
        "brief",
        "drafts",
        "follow_ups",
        "imports",
        "open_visits",
        "products",
        "reference",
        "reps",
        "route",
        "stale",
        "stock",
        "unfinished_days",
        "version",
    ];
    assert_eq!(tally.take(), once.map(|question| (question, 1)).into());
}

#[test]
fn tabs_that_are_not_in_front_are_read_when_they_come_to_it() {
    let demo = Demo::new();
    let (mut stage, tally) = counted(&demo);
    stage.keys("4 8 1");
    tally.take();
    let id = AccountId(uuid::Uuid::from_u128(1));
    demo.apply(None, vec![Change::Add(Account::new(id, "Elsewhere", demo.today()).into())]);
    stage.keys("j");
    let asked = tally.take();
    let hidden = ["search", "rights"].map(|question| asked.get(question));
    assert_eq!(hidden, [None; 2], "{asked:?}");
    stage.keys("4");
    assert_eq!(tally.take().get("search"), Some(&1));
}

#[test]
fn while_a_job_lasts_what_is_shown_is_not_read_at_each_look() {
    let demo = Demo::new();
    demo.file("list.csv", b"name\nMill\n");
    let (mut stage, tally) = counted(&demo);
    stage.keys("I enter");
    let id = AccountId(uuid::Uuid::from_u128(1));
    demo.apply(None, vec![Change::Add(Account::new(id, "Elsewhere", demo.today()).into())]);
    tally.take();
    stage.wake(Wake::Timeout);
    let asked = tally.take();
    assert_eq!((asked.get("reference"), asked.get("book")), (None, None), "{asked:?}");
    // A key sees what others did.
    stage.keys("j");
    assert_eq!(tally.take().get("book"), Some(&1));
}

#[test]
fn a_timeline_is_read_to_its_end_over_several_pages() {
    let demo = Demo::new();
    let account = demo.account(NEXT).account;
    let mut ids = Ids::new(7);
    let mut enter = |at: i64| {
        let mut report = Report::default();
        report.content.note = format!("old visit {at}");
        let day = demo.today() - Duration::days(200 + at);
        Change::Enter { touch: ids.next(demo.now()), account, day, start: None, end: None, report }
    };
    let before = demo.store().timeline(demo.viewer(), account, None, 500).expect("a timeline").items.len();
    demo.apply(Some(demo.rep.id), (0..150).map(&mut enter).collect());
    for size in [(80, 24), (120, 36)] {
        let mut stage = demo.stage(Lang::En, size);
        stage.keys("enter");
        assert_hides(&stage, "that is all");
        let mut steps = 0;
        while !stage.text().contains("that is all") {
            stage.keys("j");
            check_frame(&mut stage, "the timeline");
            steps += 1;
            assert!(steps <= before + 150, "{}", stage.text());
        }
        assert_shows(&stage, "old visit 149");
        stage.keys("g");
        assert_hides(&stage, "that is all");
        for _ in 0..5 {
            stage.keys("G");
        }
        assert_shows(&stage, "that is all");
        assert_shows(&stage, "old visit 149");
    }
}

#[test]
fn the_language_is_switched_live_and_remembered() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("L");
    assert_said(&stage, "语言：中文");
    assert_shows(&stage, "2 逾期");
    assert_eq!(demo.setting("language").as_deref(), Some("zh-CN"));
    check_frame(&mut stage, "another language");
    stage.keys("? L");
    assert_shows(&stage, "Keys that work here");
    assert_eq!(demo.setting("language").as_deref(), Some("en"));
    stage.keys("esc enter L");
    assert_shows(&stage, "往来");
}

#[test]
fn the_theme_is_switched_and_remembered() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    for name in ["dark", "light", "high-contrast", "mono", "default"] {
        stage.keys("T");
        assert_said(&stage, &format!("Theme: {name}"));
        assert_eq!(demo.setting("theme").as_deref(), Some(name));
    }
}
