//! Settings: each section in both languages at the two sizes it is made for, and the rules at all others.

use rounds::i18n::Lang;
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::look::{check_frame, picture, roles_theme};
use crate::support::settings::furnish;
use crate::support::stage::Stage;

/// The sections in order, and what is pressed in each to see a dialog of it.
const SECTIONS: [(&str, &str); 10] = [
    ("tiers", "enter"),
    ("urgency", "enter"),
    ("calendar", "i"),
    ("leave", "a"),
    ("products", "enter"),
    ("beats", "a"),
    ("people", "enter"),
    ("teams", "a"),
    ("look", ""),
    ("keys", "enter k"),
];

fn go(stage: &mut Stage<'_, Session>, section: usize) {
    stage.keys("8");
    for _ in 0..section {
        stage.keys("tab");
    }
}

#[test]
fn each_section_and_its_dialog() {
    for (at, (name, dialog)) in SECTIONS.into_iter().enumerate() {
        for size in [(80, 24), (120, 36)] {
            let mut shots = Vec::new();
            for lang in Lang::ALL {
                let demo = Demo::new().without_leaders();
                furnish(&demo);
                let mut stage = demo.stage_with(demo.session_of("wangfang", lang, vec![roles_theme()]), size);
                go(&mut stage, at);
                check_frame(&mut stage, name);
                shots.push(picture(&stage));
                if size.0 == 80 && !dialog.is_empty() {
                    stage.keys(dialog);
                    check_frame(&mut stage, name);
                    shots.push(picture(&stage));
                }
            }
            insta::assert_snapshot!(format!("settings-{name}-{}", size.0), shots.join("\n"));
        }
    }
}

#[test]
fn what_a_change_would_do() {
    for size in [(80, 24), (120, 36)] {
        let shots = Lang::ALL.map(|lang| {
            let demo = Demo::new().without_leaders();
            let mut stage = demo.stage_with(demo.session_of("wangfang", lang, vec![roles_theme()]), size);
            stage.keys("8 enter tab tab tab tab tab tab ctrl-u");
            stage.type_text("2-4");
            stage.keys("ctrl-s");
            check_frame(&mut stage, "forecast");
            picture(&stage)
        });
        insta::assert_snapshot!(format!("settings-forecast-{}", size.0), shots.join("\n"));
    }
}

#[test]
fn what_may_not_be_changed_says_so() {
    let shots = Lang::ALL.map(|lang| {
        let demo = Demo::new();
        let mut stage = demo.stage_with(demo.session_of("wangfang", lang, vec![roles_theme()]), (80, 24));
        stage.keys("8");
        picture(&stage)
    });
    insta::assert_snapshot!("settings-led-80", shots.join("\n"));
}

#[test]
fn every_size_shows_whole_characters() {
    for lang in Lang::ALL {
        let demo = Demo::new().without_leaders();
        furnish(&demo);
        let mut stage = demo.stage(lang, (40, 20));
        for (at, (name, dialog)) in SECTIONS.into_iter().enumerate() {
            if at > 0 {
                stage.keys("tab");
            } else {
                stage.keys("8");
            }
            for keys in ["j", dialog, "esc"] {
                stage.keys(keys);
                for size in [(40, 20), (200, 60), (40, 12), (99, 24), (100, 24), (61, 13)] {
                    stage.resize(size.0, size.1);
                    check_frame(&mut stage, name);
                }
            }
        }
    }
}

#[test]
fn columns_stand_still_between_the_languages() {
    for size in [(80, 24), (120, 36), (200, 60)] {
        for (at, (name, _)) in SECTIONS.into_iter().enumerate().filter(|(at, _)| *at < 8) {
            let edges = Lang::ALL.map(|lang| {
                let demo = Demo::new().without_leaders();
                furnish(&demo);
                let mut stage = demo.stage(lang, size);
                go(&mut stage, at);
                let titles = if size.0 < 100 { 4 } else { 5 };
                let row = stage.row(titles + 1);
                let list = row.rsplit('│').next().unwrap_or_default().to_owned();
                // Numbers are the same in both languages and end where they end.
                list.char_indices()
                    .filter(|(_, c)| c.is_ascii_digit())
                    .map(|(at, _)| rounds::i18n::text::width(&list[..at]))
                    .collect::<Vec<_>>()
            });
            if at != 3 {
                assert_eq!(edges[0], edges[1], "{name} at {size:?}");
            }
        }
    }
}
