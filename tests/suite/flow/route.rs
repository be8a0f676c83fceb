//! The route: stops skipped, added, moved, put on other days, taken off; empty days filled; other days looked at.

use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use rounds::domain::account::{Account, Opening};
use rounds::domain::change::Change;
use rounds::domain::route::Fate;
use rounds::i18n::Lang;
use rounds::roads::{Origin, Roads, Wish};
use rounds::store::{Store as _, Viewer};
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::look::check_frame;
use crate::support::road_server::{Point, RoadServer, osrm};
use crate::support::stage::Stage;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows, said};

fn fate(demo: &Demo, name: &str) -> Fate {
    let route = demo.route(demo.today());
    route.into_iter().find(|row| row.account.name == name).expect("a stop").stop.fate
}

#[test]
fn a_stop_is_skipped_with_a_reason() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::Zh, (80, 24));
    stage.keys("x");
    stage.paste("老板去进货了");
    stage.keys("enter");
    assert_said(&stage, "已跳过");
    assert_eq!(fate(&demo, NEXT), Fate::Skipped { reason: "老板去进货了".to_owned() });
    assert_shows(&stage, "4/11");
    // A skipped stop is closed: it is not skipped twice, nor moved.
    stage.keys("k x");
    assert_said(&stage, "该拜访点已有结果");
}

#[test]
fn an_account_is_added_by_its_initials() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("a");
    stage.type_text("wjf");
    assert_shows(&stage, "万家福生活超市");
    stage.keys("enter");
    assert_said(&stage, "1 put on Fri 20 Nov");
    let names = demo.names(demo.today());
    assert_eq!((names.len(), names.last().map(String::as_str)), (13, Some("万家福生活超市")));
    let row = stage.text().lines().find(|row| row.contains("万家福")).expect("its row").to_owned();
    assert!(row.starts_with('▸'), "the new stop is selected: {row}");
    // What is on the route is not offered again.
    stage.keys("a");
    stage.type_text("wjf");
    assert_shows(&stage, "No match");
}

#[test]
fn a_stop_is_at_a_time_of_its_own() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        let pinned = |demo: &Demo| {
            let route = demo.route(demo.today());
            let at = route.iter().position(|row| row.account.name == NEXT).expect("the stop");
            (at, route[at].stop.pinned.map(|time| time.format("%H:%M").to_string()))
        };
        let before = pinned(&demo);
        // What is no time stays to be mended; a time puts it where it belongs.
        stage.keys("P");
        stage.type_text("soon");
        stage.keys("enter");
        assert_said(&stage, say("is no time of day", "不是时间"));
        stage.keys("ctrl-u");
        stage.type_text(say("14:00", "14点"));
        stage.keys("enter");
        assert_said(&stage, "14:00");
        let (at, time) = pinned(&demo);
        assert_eq!(time.as_deref(), Some("14:00"));
        assert!(at > before.0, "it moves behind those that are reached before: {at}");
        let row = stage.text().lines().find(|row| row.contains(NEXT)).expect("its row").to_owned();
        assert!(row.contains("= 14:00"), "{row}");
        // One key takes both back.
        stage.keys("u");
        assert_eq!(pinned(&demo), before);
        // Too early to be kept is said, and it can come as it comes again.
        stage.keys("g");
        stage.keys("/");
        stage.type_text("xymymj");
        stage.keys("enter P");
        stage.type_text("9:00");
        stage.keys("enter esc esc");
        assert_shows(&stage, say("late for", "赶不上"));
        stage.keys("/");
        stage.type_text("xymymj");
        stage.keys("enter P ctrl-u enter");
        assert_eq!(pinned(&demo).1, None);
        // Skipped and done stops have no time to come.
        stage.keys("x enter P");
        assert_said(&stage, say("has ended already", "已有结果"));
    }
}

#[test]
fn a_stop_is_locked_in_its_place_and_what_that_costs_is_said() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (120, 36));
        let order = || demo.route(demo.today()).into_iter().map(|row| row.stop.id).collect::<Vec<_>>();
        let is_locked = |name: &str| {
            demo.route(demo.today()).into_iter().find(|row| row.account.name == name).expect("the stop").stop.locked
        };
        let row = |stage: &Stage<'_, Session>| {
            let is_its = |row: &&str| row.starts_with('▸') && row.contains(NEXT);
            stage.text().lines().find(is_its).expect("its row").chars().take(12).collect::<String>()
        };
        // Moved to the end by hand and locked there.
        stage.keys("J J J J J J J J J O");
        assert!(said(&stage).contains(say("keeps its place", "已锁定次序")), "{}", said(&stage));
        assert!(is_locked(NEXT) && row(&stage).contains('&'), "{}", row(&stage));
        check_frame(&mut stage, "a locked stop");
        // One key takes it back and puts it on again.
        stage.keys("u");
        assert!(!is_locked(NEXT) && !row(&stage).contains('&'), "{}", row(&stage));
        stage.keys("ctrl-r");
        assert!(is_locked(NEXT));
        // Put in order, it stays the last, and what that costs is said.
        let last = *order().last().unwrap();
        stage.keys("o");
        stage.until(say(" unlocked: ", "若解锁"));
        assert!(said(&stage).contains(NEXT) && said(&stage).contains(say(" sooner", "返回")), "{}", said(&stage));
        assert_eq!(order().last(), Some(&last));
        // Moved by hand it goes, and is locked there; a time of its own keeps its place instead.
        stage.keys("K");
        assert!(is_locked(NEXT) && order().last() != Some(&last));
        stage.keys("P");
        stage.type_text("14:00");
        stage.keys("enter");
        assert!(!is_locked(NEXT) && row(&stage).contains('='), "{}", row(&stage));
        stage.keys("O");
        assert!(said(&stage).contains(say("a time of its own", "已定时")), "{}", said(&stage));
        assert!(!is_locked(NEXT));
        stage.keys("P ctrl-u enter O");
        assert!(is_locked(NEXT));
        stage.keys("O");
        assert!(said(&stage).contains(say("is unlocked", "已解除锁定")) && !is_locked(NEXT), "{}", said(&stage));
        // What has ended has no place to keep.
        stage.keys("g O");
        assert_said(&stage, say("has ended already", "已有结果"));
    }
}

#[test]
fn a_stop_moves_up_and_down() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    let before = demo.names(demo.today());
    stage.keys("J");
    let moved = demo.names(demo.today());
    assert_eq!((moved[4].as_str(), moved[5].as_str()), (SECOND, NEXT));
    assert!(stage.row(9).starts_with('▸') && stage.row(9).contains(NEXT), "the cursor follows:\n{}", stage.text());
    stage.keys("K");
    assert_eq!(demo.names(demo.today()), before);
    stage.keys("G J");
    assert_eq!(demo.names(demo.today()), before, "the last stays the last");
    stage.keys("K K");
    let mut expected = before.clone();
    let last = expected.pop().expect("a stop");
    expected.insert(9, last);
    assert_eq!(demo.names(demo.today()), expected);
}

#[test]
fn a_stop_goes_to_another_day() {
    for (lang, typed, day) in
        [(Lang::En, "mon", "2026-11-23"), (Lang::Zh, "下周二", "2026-11-24"), (Lang::Zh, "+4", "2026-11-24")]
    {
        let demo = Demo::new();
        let day: NaiveDate = day.parse().expect("a day");
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("t");
        stage.type_text(typed);
        stage.keys("enter");
        assert_said(&stage, NEXT);
        assert!(!demo.names(demo.today()).contains(&NEXT.to_owned()));
        assert!(demo.names(day).contains(&NEXT.to_owned()));
        assert_hides(&stage, &format!("  {NEXT}"));
    }
}

#[test]
fn a_day_that_cannot_be_is_refused_and_the_words_stay() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("t");
    stage.type_text("soonish");
    assert_shows(&stage, "not a day");
    stage.keys("enter");
    assert_shows(&stage, "soonish");
    assert_shows(&stage, "To which day?");
    stage.keys("ctrl-u");
    stage.type_text("yesterday");
    stage.keys("enter");
    assert_said(&stage, "That day has passed");
    assert!(demo.names(demo.today()).contains(&NEXT.to_owned()));
}

#[test]
fn a_stop_is_taken_off() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("d");
    assert_said(&stage, "taken off the route");
    assert_eq!(demo.names(demo.today()).len(), 11);
    assert_shows(&stage, "4/11");
    stage.keys("g d");
    assert_said(&stage, "has ended already");
    assert_eq!(demo.names(demo.today()).len(), 11);
}

#[test]
fn other_days_are_looked_at() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("[");
    assert!(stage.row(0).contains("Thu 19 Nov 2026"));
    assert_shows(&stage, &demo.names(demo.today() - Duration::days(1))[0]);
    stage.keys("] ]");
    assert!(stage.row(0).contains("Sat 21 Nov 2026"));
    stage.keys(".");
    assert!(stage.row(0).contains("Mon 23 Nov 2026"), "{}", stage.row(0));
    stage.keys(".");
    assert!(stage.row(0).contains("Fri 20 Nov 2026"), "{}", stage.row(0));
}

#[test]
fn an_empty_day_is_filled_as_far_as_the_hours_go() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let ahead = (3..40).find(|days| {
            let day = demo.today() + Duration::days(*days);
            demo.names(day).is_empty() && stage_says(&demo, lang, *days, ["fills it", "排满"])
        });
        let ahead = ahead.expect("an empty working day");
        let day = demo.today() + Duration::days(ahead);
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys(&"] ".repeat(ahead as usize));
        stage.keys("p");
        stage.until(if lang == Lang::En { "stops planned" } else { "已排" });
        let planned = demo.names(day);
        assert!(planned.len() > 3, "{planned:?}");
        let n = planned.len();
        assert_said(&stage, &if lang == Lang::En { format!("{n} stops planned") } else { format!("已排{n}家") });
        assert_hides(&stage, "min over the day");
        assert_hides(&stage, "超出工时");
        // Asked again, it says who is left out; a full day takes nobody.
        stage.keys("p");
        stage.until(if lang == Lang::En { "Left out" } else { "未排入" });
        stage.keys("esc");
        assert_eq!(demo.names(day), planned);
    }
}

fn stage_says(demo: &Demo, lang: Lang, days: i64, words: [&str; 2]) -> bool {
    let mut stage = demo.stage(lang, (120, 36));
    stage.keys(&"] ".repeat(days as usize));
    stage.text().contains(words[usize::from(lang == Lang::Zh)])
}

#[test]
fn what_is_marked_goes_on_a_day_together() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("2 space space space");
    assert_said(&stage, "3 marked");
    stage.keys("t");
    stage.type_text("yesterday");
    stage.keys("enter");
    assert_said(&stage, "That day has passed");
    stage.keys("t");
    stage.type_text("+10");
    stage.keys("enter");
    assert_said(&stage, "3 put on Mon 30 Nov");
    let day = "2026-11-30".parse().expect("a day");
    assert_eq!(
        demo.names(day),
        ["万家福生活超市", "宏达商贸", NEXT],
        "the marks outlived the wrong day; most urgent first"
    );
    stage.keys("u");
    assert!(demo.names(day).is_empty(), "one step back for all three");
}

#[test]
fn the_day_is_put_in_order_and_back() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let order = || demo.route(demo.today()).into_iter().map(|row| row.stop.id).collect::<Vec<_>>();
        // As it is planned it is good; two moves by hand, each with what it costs, make it worse.
        stage.keys("J");
        assert!(said(&stage).contains(say("Moved", "已移动")), "{}", said(&stage));
        stage.keys("J J J");
        assert!(said(&stage).contains(say("km", "公里")), "{}", said(&stage));
        let moved = order();
        stage.keys("o");
        stage.until(say("Better: ", "已优化"));
        assert!(said(&stage).contains(say("km less", "少走")), "{}", said(&stage));
        let best = order();
        assert_ne!(best, moved);
        // One undo takes all of it back; a second look finds the same order again, a third one nothing better.
        stage.keys("u");
        assert_eq!(order(), moved);
        stage.keys("o");
        stage.until(say("Better: ", "已优化"));
        assert_eq!(order(), best);
        stage.keys("o");
        stage.until(say("There is no shorter order", "已是最佳顺序"));
        assert_eq!(order(), best);
    }
}

#[test]
fn the_day_is_put_in_order_by_road_and_without_a_server_by_estimates() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let roads = |url: &str| {
            let wish = Wish { from: Origin::Osrm, url: Some(url.to_owned()), ..Wish::default() };
            Arc::new(Roads::new(wish, None, "2026-11-20T01:00:00Z".parse().unwrap()))
        };
        let ways = |(lat, lon): Point, to: Point| {
            let degrees = (lat - to.0).abs() + (lon - to.1).abs();
            Some((degrees * 9_000.0, degrees * 100_000.0))
        };
        let server = RoadServer::new(move |question| osrm(question, "", ways, |_| false));
        let mut demo = Demo::new();
        demo.roads = roads(&server.url);
        let mut stage = demo.stage(lang, (80, 24));
        let (estimated, told) = (say("km estimated", "估算"), say("km by OSRM", "按OSRM"));
        assert_shows(&stage, estimated);
        stage.keys("J J J J o");
        stage.until(say("Better: ", "已优化"));
        assert_shows(&stage, told);
        assert_hides(&stage, estimated);
        // Another day of other shops was not asked for.
        stage.keys("]");
        assert_hides(&stage, told);
        // Nobody answers any more: what is known stays, and the rest is estimated as a whole.
        let gone = server.url.clone();
        drop(server);
        let mut demo = Demo::new();
        demo.roads = roads(&gone);
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys("J J J J o");
        stage.until(say("Better: ", "已优化"));
        assert!(said(&stage).contains(say("Ways are estimated", "路程改用估算")), "{}", said(&stage));
        assert_shows(&stage, estimated);
    }
}

#[test]
fn a_route_that_changes_meanwhile_is_not_put_into_an_order_of_its_own_past() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    let first = demo.route(demo.today()).into_iter().find(|row| row.stop.fate.is_open()).unwrap().stop.id;
    stage.keys("J J J");
    stage.keys("o");
    // Somebody takes a stop off before the answer is looked at.
    demo.apply(None, vec![Change::Unplan { stop: first }]);
    stage.until("changed meanwhile");
    assert_said(&stage, "Press o again");
}

#[test]
fn a_shop_is_shut_and_others_are_proposed_in_its_place() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let open: Vec<_> =
            demo.route(demo.today()).into_iter().filter(|row| row.stop.fate.is_open()).map(|row| row.stop.id).collect();
        demo.apply(None, open.into_iter().skip(3).map(|stop| Change::Unplan { stop }).collect());
        let before = demo.names(demo.today());
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("p");
        stage.until(say("fit in as well", "还能加"));
        check_frame(&mut stage, "a proposal for the day");
        assert_shows(&stage, say("Left out", "未排入"));
        // Left, nothing is written; agreed to, it is, and one undo takes it back.
        stage.keys("esc");
        assert_eq!(demo.names(demo.today()), before);
        stage.keys("p");
        stage.until(say("fit in as well", "还能加"));
        stage.keys("enter");
        assert!(said(&stage).contains(say("Added", "已加")), "{}", said(&stage));
        assert!(demo.names(demo.today()).len() > before.len());
        stage.keys("u");
        assert_eq!(demo.names(demo.today()), before);
    }
}

#[test]
fn a_shop_that_will_be_shut_is_marked_and_told() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let stop = demo.route(demo.today()).into_iter().find(|row| row.account.name == NEXT).expect("the stop");
        let account = demo.store().account(Viewer::System, stop.stop.account).unwrap().unwrap();
        let open = |from: &str, to: &str| Opening { from: from.parse().unwrap(), to: to.parse().unwrap() };
        let set = |hours| demo.apply(None, vec![Change::Set(Account { hours, ..account.clone() }.into())]);
        let marked =
            |stage: &Stage<'_, Session>| stage.text().lines().any(|row| row.contains(NEXT) && row.contains('#'));
        set(vec![open("06:00:00", "07:00:00")]);
        let mut stage = demo.stage(lang, (120, 36));
        assert!(marked(&stage), "{}", stage.text());
        let told = if lang == Lang::En {
            format!("{NEXT} will be shut, closes 07:00")
        } else {
            format!("{NEXT} 届时已关门（07:00）")
        };
        assert_shows(&stage, &told);
        check_frame(&mut stage, "a shop that will be shut");
        // A time that was agreed is kept, whatever the hours say; and who comes while it is open is not told.
        demo.apply(None, vec![Change::Pin { stop: stop.stop.id, at: Some("13:00:00".parse().unwrap()) }]);
        assert!(!marked(&demo.stage(lang, (120, 36))));
        demo.apply(None, vec![Change::Pin { stop: stop.stop.id, at: None }]);
        set(vec![open("06:00:00", "07:00:00"), open("08:00:00", "23:00:00")]);
        assert!(!marked(&demo.stage(lang, (120, 36))));
    }
}
