//! Every size: nothing is cut in its middle, columns stand still, date, number, help and quit are always there.

use proptest::prelude::*;
use rounds::i18n::text::width;
use rounds::i18n::{Lang, dates};
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use crate::support::demo::Demo;
use crate::support::look::{check_frame, drawn, faults, rows};
use crate::support::stage::Stage;

/// Keys that lead from Today to each screen and dialog.
const SCENES: [(&str, &str); 26] = [
    ("today", ""),
    ("map", "m n +"),
    ("overdue", "2"),
    ("find", "2 / w"),
    ("account", "enter"),
    ("visit", "c"),
    ("choices", "c shift-tab shift-tab shift-tab"),
    ("help", "?"),
    ("palette", "2 :"),
    ("prompt", "t"),
    ("picker", "a"),
    ("explain", "w"),
    ("accounts", "4"),
    ("accounts found", "4 / w"),
    ("profile", "4 i"),
    ("account form", "4 E"),
    ("several", "4 space space E"),
    ("merge", "4 space space M"),
    ("correction", "g enter g R"),
    ("settings", "8 tab tab"),
    ("end of the day", "Z r"),
    ("follow-ups", "6 j"),
    ("board", "7 j"),
    ("plan", "5 j ]"),
    ("territories", LED),
    ("map of territories", NEARER),
];

/// What somebody who leads has beside the others: territories once they are divided, the last of the moves in hand.
const LED: &str = "B";

/// The same on a map, looked at from nearer.
const NEARER: &str = "m n + +";

/// The scene on the demo.
fn stage<'a>(demo: &'a Demo, lang: Lang, keys: &str) -> Stage<'a, Session> {
    if ![LED, NEARER].contains(&keys) {
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys(keys);
        return stage;
    }
    let mut stage = demo.stage_with(demo.session_of("chenli", lang, Theme::shipped()), (80, 24));
    stage.keys(LED);
    stage.until("刘洋");
    stage.keys("G");
    if keys == NEARER {
        stage.keys(keys);
    }
    stage
}

#[test]
fn a_narrow_and_a_vast_screen_show_whole_characters() {
    for lang in Lang::ALL {
        for (name, keys) in SCENES {
            let demo = Demo::new();
            let mut stage = stage(&demo, lang, keys);
            for size in [(40, 20), (200, 60), (40, 12), (99, 24), (100, 24), (41, 13)] {
                stage.resize(size.0, size.1);
                check_frame(&mut stage, name);
            }
        }
    }
}

/// In each row of accounts: the cell in which the state begins, and those in which days and tier end, where they are told.
fn columns(stage: &Stage<'_, Session>) -> Vec<(usize, Option<(usize, usize)>)> {
    let height = usize::from(stage.line.screen.screen().size().0.get());
    let mut found = Vec::new();
    for row in (4..height - 3).map(|y| stage.row(y)) {
        // Before the ninth cell stand selection, mark or fate.
        let list: String = row.split('│').next().unwrap_or_default().to_owned();
        let head: usize = list.chars().take(8).map(char::len_utf8).sum();
        let states = ["▴ ", "! ", "∙ ", "✓ ", "▸ ", "- ", "never", "从未", "closed", "停业"];
        let Some(state) = states.iter().filter_map(|it| list[head..].find(it)).min() else { continue };
        let days = list[..head + state].trim_end_matches([' ', '⣀', '⣶', '⣿']);
        let number = days.trim_end_matches(['d', '天']);
        let tier = number.trim_end_matches(|c: char| c.is_ascii_digit());
        let are_told = number.len() < days.len() && tier.len() < number.len();
        found.push((width(&list[..head + state]), are_told.then(|| (width(days), width(tier.trim_end())))));
    }
    found
}

#[test]
fn columns_stand_in_the_same_cells_in_every_row_and_in_both_languages() {
    for size in [(40, 20), (80, 24), (120, 36), (200, 60)] {
        for keys in ["", "2", "4"] {
            let mut all = Vec::new();
            for lang in Lang::ALL {
                let demo = Demo::new();
                let mut stage = demo.stage(lang, size);
                stage.keys(keys);
                let found = columns(&stage);
                let least = if keys == "4" { 6 } else { 9 };
                assert!(found.len() >= least, "{size:?} {keys} {lang:?}: {found:?}\n{}", stage.text());
                all.extend(found);
            }
            let mut states: Vec<usize> = all.iter().map(|(state, _)| *state).collect();
            let mut others: Vec<(usize, usize)> = all.iter().filter_map(|(_, others)| *others).collect();
            assert!(size.0 == 40 || others.len() >= 18, "{size:?} {keys}: {all:?}");
            states.sort_unstable();
            states.dedup();
            assert_eq!(states.len(), 1, "{size:?} {keys}: {states:?}");
            others.sort_unstable();
            others.dedup();
            assert!(others.len() <= 1, "{size:?} {keys}: {others:?}");
        }
    }
}

#[test]
fn date_number_help_and_quit_are_there_at_every_width() {
    for lang in Lang::ALL {
        for keys in ["", "2"] {
            let demo = Demo::new();
            let mut stage = demo.stage(lang, (80, 24));
            stage.keys(keys);
            let (date, full) = (dates::week_day(lang, demo.today(), demo.today()), dates::full_day(lang, demo.today()));
            let number = match (lang, keys) {
                (Lang::En, "") => "4/12 done",
                (Lang::Zh, "") => "已完成 4/12",
                (Lang::En, _) => "9 overdue",
                (Lang::Zh, _) => "逾期 9",
            };
            let always = if lang == Lang::En { ["? help", "q quit"] } else { ["? 帮助", "q 退出"] };
            for columns in 40..=200 {
                let (buffer, _) = drawn(&mut stage.program, (columns, 24));
                assert_eq!(faults(&buffer), <[String; 0]>::default(), "at {columns}");
                let rows = rows(&buffer);
                let (header, footer) = (&rows[0], &rows[23]);
                // The year is the first that a narrow screen can do without.
                let at = header.find(&full).or_else(|| header.find(&date).filter(|_| columns < 48));
                let at = at.unwrap_or_else(|| panic!("no date at {columns}: {header}"));
                assert!(header[..at].ends_with(' '), "the date is not apart at {columns}: {header}");
                assert!(header.ends_with(number), "no number at {columns}: {header}");
                for hint in always {
                    let at = footer.find(hint).unwrap_or_else(|| panic!("no {hint} at {columns}: {footer}"));
                    assert!(footer[..at].ends_with(' '), "{hint} is not apart at {columns}: {footer}");
                }
            }
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so_in_one_line() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        for size in [(39, 12), (40, 11), (200, 5), (20, 60), (39, 1)] {
            stage.resize(size.0, size.1);
            let rows: Vec<String> = stage.text().lines().map(str::to_owned).filter(|row| !row.is_empty()).collect();
            assert_eq!(rows.len(), 1, "{size:?}: {rows:?}");
            assert!(rows[0].contains(if lang == Lang::En { "small" } else { "太小" }), "{rows:?}");
            check_frame(&mut stage, "too small");
            assert_eq!(stage.caret(), None);
        }
        stage.resize(40, 12);
        assert!(stage.row(0).contains("20"), "{}", stage.text());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_size_will_do(
        scene in 0..SCENES.len(),
        zh in any::<bool>(),
        sizes in prop::collection::vec((1..260_u16, 1..90_u16), 1..6),
    ) {
        let demo = Demo::new();
        let lang = if zh { Lang::Zh } else { Lang::En };
        let mut stage = stage(&demo, lang, SCENES[scene].1);
        for size in sizes {
            stage.resize(size.0, size.1);
            check_frame(&mut stage, SCENES[scene].0);
            stage.keys("j");
            check_frame(&mut stage, SCENES[scene].0);
        }
    }
}
