//! What goes over the line for the things one does most. The figures are bounds; a slow line is normal.

use chrono::Duration;
use rounds::i18n::Lang;
use rounds::terminal::line::Wake;
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use crate::support::demo::Demo;
use crate::support::stage::Stage;

/// The most bytes that one of these keys cost.
fn dearest(stage: &mut Stage<'_, Session>, keys: &str) -> usize {
    let cost = |key: &str| {
        stage.keys(key);
        stage.bytes_of_last()
    };
    keys.split_whitespace().map(cost).max().unwrap_or(0)
}

#[test]
fn a_move_that_does_not_scroll() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        let bytes = dearest(&mut stage, "j j j j k k k g j j j G k");
        println!("a move on Today at 80x24, {lang:?}: {bytes} bytes");
        assert!(bytes > 0 && bytes <= 300, "{lang:?}: {bytes}");
    }
}

#[test]
fn a_ground_is_painted_once_and_a_move_on_it_costs_no_more() {
    let demo = Demo::new();
    let light = Theme::shipped().into_iter().filter(|theme| theme.name == "light").collect();
    let mut stage = demo.stage_with(demo.session_of("wangfang", Lang::En, light), (80, 24));
    let first = stage.bytes();
    let bytes = dearest(&mut stage, "j j j j k k k g j j j G k");
    println!("the first frame on light at 80x24: {first} bytes, a move {bytes}");
    assert!(first <= 6000, "{first}");
    assert!(bytes > 0 && bytes <= 300, "{bytes}");
}

#[test]
fn a_move_that_scrolls() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("2");
        let bytes = dearest(&mut stage, &"j ".repeat(30));
        let page = dearest(&mut stage, "g pgdn pgdn pgup");
        println!("a scrolling move on Overdue at 80x24, {lang:?}: {bytes} bytes, a page {page}");
        assert!(bytes <= 2048, "{lang:?}: {bytes}");
    }
}

#[test]
fn a_move_with_the_brief_beside_the_list() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (120, 36));
        let bytes = dearest(&mut stage, "j j j j j j k k k k g j j j j");
        println!("a move on Today at 120x36 with its brief, {lang:?}: {bytes} bytes");
        assert!(bytes <= 1536, "{lang:?}: {bytes}");
    }
}

/// The map under the route stays where it is: only the marks of two stops are others.
#[test]
fn a_move_with_the_map_under_the_list() {
    for lang in Lang::ALL {
        let keys = "j j j j j j k k k k g j j j j";
        for (size, most) in [((99, 36), 400), ((120, 36), 1536)] {
            let demo = Demo::new();
            let with = dearest(&mut demo.stage(lang, size), keys);
            demo.take_off_the_map(0);
            let without = dearest(&mut demo.stage(lang, size), keys);
            println!("a move on Today at {size:?}, {lang:?}: {without} bytes, with the map {with}");
            assert!(with <= without + 100 && with <= most, "{lang:?} at {size:?}: {with}, {without} without the map");
        }
    }
}

#[test]
fn keys_of_the_map() {
    for lang in Lang::ALL {
        for (size, most) in [((80, 24), (350, 1200)), ((120, 36), (400, 1600)), ((200, 60), (400, 2800))] {
            let demo = Demo::new();
            let mut stage = demo.stage(lang, size);
            stage.keys("m");
            let (open, choose) = (stage.bytes_of_last(), dearest(&mut stage, "n n n p p n n n p"));
            let moved = dearest(&mut stage, "+ + l j h k - 0 n + n");
            println!("the map at {size:?}, {lang:?}: {open} bytes, a stop {choose}, zoom and pan {moved}");
            assert!(choose <= most.0 && moved <= most.1, "{lang:?} at {size:?}: a stop {choose}, a move {moved}");
            // Where nothing moves, nothing is sent.
            stage.keys("0");
            stage.keys("0");
            assert_eq!(stage.bytes_of_last(), 0);
        }
    }
}

#[test]
fn typing_a_character() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("c");
        stage.type_text("w");
        let mut most = 0;
        for c in "问了标签 asked for labels".chars() {
            stage.type_text(&c.to_string());
            most = most.max(stage.bytes_of_last());
        }
        println!("a character typed, {lang:?}: {most} bytes");
        assert!(most <= 64, "{lang:?}: {most}");
    }
}

#[test]
fn nothing_when_nothing_changed() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 36)] {
            let demo = Demo::new();
            let mut stage = demo.stage(lang, size);
            for tab in ["1", "2"] {
                stage.keys(tab);
                for _ in 0..3 {
                    demo.pass(Duration::minutes(1));
                    stage.wake(Wake::Timeout);
                    // Planned times move with the clock; nothing else does.
                    let most = if tab == "1" { 200 } else { 0 };
                    let bytes = stage.bytes_of_last();
                    assert!(bytes <= most, "an idle minute on {tab} {lang:?} {size:?}: {bytes}");
                }
                // A key that does nothing, a paste that goes nowhere, the end of the list.
                stage.keys("F");
                assert_eq!(stage.bytes_of_last(), 0);
                stage.paste("jjj");
                assert_eq!(stage.bytes_of_last(), 0);
                stage.keys("G j");
                assert_eq!(stage.bytes_of_last(), 0, "the last row stays the last");
            }
        }
    }
}
