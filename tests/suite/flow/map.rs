//! The map: opened from the route, looked at nearer and aside, a stop chosen and come back with.

use chrono::Duration;
use rounds::i18n::Lang;
use rounds::terminal::line::Wake;
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::stage::Stage;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows};

/// The line about the stop that is pointed at.
fn about(stage: &Stage<'_, Session>) -> String {
    stage.row(3).split('│').next().unwrap_or_default().trim_end().to_owned()
}

/// Everything on the screen, without what trails.
fn shown(stage: &Stage<'_, Session>) -> Vec<String> {
    stage.text().lines().map(|row| row.trim_end().to_owned()).collect()
}

#[test]
fn a_stop_is_chosen_on_the_map() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("m");
        let whole = shown(&stage);
        assert!(about(&stage).starts_with("▸5 ") && about(&stage).contains(NEXT), "{}", about(&stage));
        let km = if lang == Lang::En { "km from 4" } else { "距4号约" };
        assert!(about(&stage).contains(km), "{}", about(&stage));
        stage.keys("tab");
        assert!(about(&stage).starts_with("▸6 ") && about(&stage).contains(SECOND), "{}", about(&stage));
        stage.keys("p");
        assert_eq!(shown(&stage), whole);
        for keys in ["+", "=", "-", "left", "k", "j", "right"] {
            let before = stage.text();
            stage.keys(keys);
            assert_ne!(stage.text(), before, "{keys}");
        }
        assert_shows(&stage, "▸5");
        stage.keys("0");
        // Nearer, farther, aside: all of it is seen again.
        assert_eq!(shown(&stage), whole);
        // However far one has gone, the stop one asks for is seen.
        stage.keys("+ + + + + l l l k k n");
        assert!(stage.text().lines().skip(4).any(|row| row.contains("▸6")), "{}", stage.text());
        stage.keys("enter");
        let row = stage.text().lines().find(|row| row.contains(SECOND)).expect("its row").to_owned();
        assert!(row.starts_with('▸'), "{row}");
        // The step back leaves the route as it was.
        stage.keys("m n n esc");
        let row = stage.text().lines().find(|row| row.contains(SECOND)).expect("its row").to_owned();
        assert!(row.starts_with('▸'), "{row}");
    }
}

#[test]
fn a_stop_that_the_filter_holds_back_ends_the_search() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::Zh, (80, 24));
    stage.keys("/");
    stage.type_text(NEXT);
    stage.keys("enter");
    assert_hides(&stage, SECOND);
    stage.keys("m enter");
    assert_hides(&stage, SECOND);
    stage.keys("m n enter");
    let row = stage.text().lines().find(|row| row.contains(SECOND)).expect("its row").to_owned();
    assert!(row.starts_with('▸'), "{row}");
    assert_shows(&stage, NEXT);
}

#[test]
fn another_day_has_its_map_and_an_empty_one_has_none() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("[ m");
    assert_shows(&stage, "Thu 19 Nov 2026");
    assert!(about(&stage).starts_with("▸1 ") && about(&stage).contains("from home"), "{}", about(&stage));
    stage.keys("esc . ] ] m");
    assert_said(&stage, "No stops on this day");
}

#[test]
fn a_stop_without_a_place_is_counted_and_can_be_pointed_at() {
    let demo = Demo::new();
    demo.take_off_the_map(10);
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("m");
    assert_shows(&stage, "2 without a place on the map");
    stage.keys("n n n n n n n n n n");
    assert!(about(&stage).starts_with("▸12 ") && about(&stage).contains("no place on the map"), "{}", about(&stage));
    stage.keys("+ +");
    assert!(about(&stage).starts_with("▸12 "));
}

#[test]
fn where_no_stop_has_a_place_the_map_teaches() {
    for (lang, words) in [(Lang::En, "fill in “On the map”"), (Lang::Zh, "填写“坐标”")] {
        let demo = Demo::new();
        demo.take_off_the_map(0);
        let mut stage = demo.stage(lang, (120, 50));
        // No room is given to a map of nothing under the route.
        assert_hides(&stage, "⌂");
        stage.keys("m");
        let text: String = stage.text().lines().map(|row| row.split('│').next().unwrap_or_default().trim()).collect();
        let joined = text.replace(' ', "");
        assert!(joined.contains(&words.replace(' ', "")), "{}", stage.text());
        stage.keys("+ l 0 n esc");
        assert_shows(&stage, NEXT);
    }
}

#[test]
fn planned_times_on_the_map_move_with_the_clock() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("m");
    let before = about(&stage);
    demo.pass(Duration::minutes(90));
    stage.wake(Wake::Timeout);
    assert_ne!(about(&stage), before);
}

#[test]
fn on_a_terminal_of_plain_characters_the_way_is_plain() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    let braille = |stage: &Stage<'_, Session>| {
        let map: Vec<String> = stage.text().lines().skip(17).map(str::to_owned).collect();
        map.concat().contains(|c: char| ('\u{2800}'..='\u{28FF}').contains(&c))
    };
    assert!(braille(&stage), "{}", stage.text());
    // The third of the looks in the settings.
    stage.keys("8 shift-tab shift-tab j j enter 1");
    assert!(!braille(&stage), "{}", stage.text());
    assert_shows(&stage, ">");
    stage.keys("m");
    assert!(!braille(&stage) && about(&stage).starts_with(">5 "), "{}", stage.text());
    assert_shows(&stage, "...");
}
