//! The mouse: what is clicked on is what was drawn there, and nothing is done by it that a key would not do.

use rounds::i18n::Lang;
use rounds::terminal::line::Wake;
use rounds::ui::Session;

use crate::support::demo::{Demo, Seat};
use crate::support::stage::Stage;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows, said};

/// The row of the screen on which something stands first.
fn row_of(stage: &Stage<'_, Session>, words: &str) -> u16 {
    let found = stage.text().lines().position(|row| row.contains(words));
    found.unwrap_or_else(|| panic!("{words}:\n{}", stage.text())) as u16
}

/// The rows on which the mark of what is selected stands.
fn selected(stage: &Stage<'_, Session>) -> Vec<u16> {
    let rows = stage.line.screen.screen().size().0.get();
    let marked = |y: &u16| stage.row(usize::from(*y)).contains('▸');
    (3..rows - 3).filter(marked).collect()
}

/// Everything on the screen, without what trails.
fn shown(stage: &Stage<'_, Session>) -> Vec<String> {
    stage.text().lines().map(|row| row.trim_end().to_owned()).collect()
}

#[test]
fn every_row_of_every_list_is_selected_where_it_is_clicked_on() {
    let scenes = ["", "2", "3", "4", "6", "7", "8", "8 shift-tab", "a", ":", "Z", "4 E", "m"];
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 36)] {
            for keys in scenes {
                let demo = Demo::new();
                let mut stage = demo.stage(lang, size);
                stage.keys(keys);
                let mut clicked = 0;
                for y in 4..size.1 - 3 {
                    let before = (selected(&stage), stage.text());
                    // Another click on the row in hand is Enter, which leads away.
                    if before.0.contains(&y) {
                        continue;
                    }
                    stage.click(size.0 / 3, y);
                    if stage.text() == before.1 {
                        continue;
                    }
                    let row = stage.row(usize::from(y));
                    assert!(selected(&stage).contains(&y), "{lang:?} {size:?} {keys:?} {y}: {row}\n{}", stage.text());
                    clicked += 1;
                }
                // The map has the stops beside it, where there is room.
                let least = if keys == "m" { 0 } else { 2 };
                assert!(clicked >= least, "{lang:?} {size:?} {keys:?}: {clicked}\n{}", stage.text());
            }
        }
    }
}

#[test]
fn an_entry_of_the_timeline_is_pointed_at_by_any_line_of_it() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("4 enter");
    let head = row_of(&stage, "Tue 10 Nov · routine");
    for below in [1, 0] {
        stage.keys("j");
        stage.click(20, head + below);
        let head = row_of(&stage, "Tue 10 Nov · routine");
        assert!(stage.row(usize::from(head)).starts_with('▸'), "{}", stage.text());
    }
}

#[test]
fn a_click_selects_and_the_next_one_is_enter() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        let y = row_of(&stage, SECOND);
        stage.click(10, y);
        assert!(stage.row(usize::from(y)).starts_with('▸'), "{}", stage.text());
        stage.keys("enter");
        let opened = shown(&stage);
        stage.keys("esc");
        stage.click(10, y);
        assert_eq!(shown(&stage), opened);
    }
}

#[test]
fn tabs_and_the_keys_of_the_footer_are_commands() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    let column = |row: &str, words: &str| row.find(words).unwrap_or_else(|| panic!("{words}: {row}")) as u16;
    let at = column(&stage.row(1), "2 Overdue");
    stage.click(at + 4, 1);
    assert_shows(&stage, "Window");
    assert!(stage.text().contains(" overdue"), "{}", stage.text());
    let footer = stage.row(23);
    stage.click(column(&footer, "? help"), 23);
    assert_shows(&stage, "Keys");
    // Under what floats nothing is clicked on, and a tab is none while it floats.
    let floating = stage.text();
    let behind = stage.row(1);
    stage.click(column(&behind, "1 "), 1);
    stage.click(2, 5);
    assert_eq!(stage.text(), floating);
    stage.keys("esc");
    stage.click(column(&stage.row(1), "1 "), 1);
    assert_shows(&stage, NEXT);
    // Where a digit would be text, a tab is no command either.
    stage.keys("/");
    let typing = stage.text();
    stage.click(at, 1);
    assert_eq!(stage.text(), typing);
}

#[test]
fn the_wheel_moves_what_the_arrows_move() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::Zh, (80, 24));
    stage.keys("2 g");
    stage.keys("j j j");
    let there = stage.text();
    stage.keys("g");
    let top = stage.text();
    stage.wheel(false, 10, 8);
    assert_eq!(stage.text(), there);
    stage.wheel(true, 10, 8);
    assert_eq!(stage.text(), top);
    // A page is read with it; a line of text is left alone.
    stage.keys("?");
    let page = stage.text();
    stage.wheel(false, 10, 8);
    assert_ne!(stage.text(), page);
    stage.keys("esc 1 ;");
    stage.type_text("见老板");
    let line = stage.text();
    stage.wheel(true, 10, 8);
    stage.wheel(false, 10, 8);
    assert_eq!(stage.text(), line);
}

#[test]
fn the_map_is_looked_at_nearer_and_a_number_of_it_clicked_on() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("m");
    stage.wheel(true, 30, 10);
    let nearer = stage.text();
    stage.wheel(false, 30, 10);
    assert_ne!(stage.text(), nearer);
    // Any number of a stop that is not in hand.
    let cell = (4..20).find_map(|y| {
        let row: Vec<char> = stage.row(y).chars().collect();
        let digit = |x: usize| row[x].is_ascii_digit() && (x == 0 || !row[x - 1].is_ascii_digit());
        (0..row.len()).find(|x| digit(*x) && (*x == 0 || row[x - 1] != '▸')).map(|x| (x as u16, y as u16, row[x]))
    });
    let (x, y, number) = cell.expect("a number on the map");
    stage.click(x, y);
    assert!(stage.row(3).starts_with(&format!("▸{number}")), "{}", stage.text());
}

#[test]
fn a_choice_of_a_visit_is_taken_where_it_is_clicked_on() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("c");
    let y = row_of(&stage, "Satisfied");
    let row = stage.row(usize::from(y));
    let x = row.find("[ ] 4").unwrap_or_else(|| panic!("{row}"));
    stage.click(x as u16 + 1, y);
    assert_shows(&stage, "[x] 4");
    // The label alone brings the section into hand.
    let note = row_of(&stage, "Told");
    stage.click(4, note);
    stage.type_text("new prices");
    assert!(stage.row(usize::from(note)).contains("new prices"), "{}", stage.text());
    stage.keys("ctrl-s");
    assert_said(&stage, "Checked out");
}

#[test]
fn a_click_on_what_has_moved_meanwhile_does_nothing() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    let y = row_of(&stage, SECOND);
    // The key comes first and shows another screen, which nobody has seen when the click comes.
    let click = format!("2\x1b[<0;11;{}M", y + 1);
    stage.wake(Wake::Bytes(click.into_bytes()));
    let clicked = stage.text();
    stage.keys("1");
    stage.keys("2");
    assert_eq!(stage.text(), clicked);
}

#[test]
fn the_mouse_is_turned_on_and_off_in_settings_and_stays_so() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    let reports = |stage: &Stage<'_, Session>| stage.line.screen.screen().mouse_protocol_mode();
    assert_eq!(reports(&stage), vt100::MouseProtocolMode::None);
    stage.keys("8 shift-tab shift-tab G enter");
    assert_said(&stage, "The mouse clicks here now");
    assert_ne!(reports(&stage), vt100::MouseProtocolMode::None);
    stage.keys("enter");
    assert_said(&stage, "The mouse selects text again");
    assert_eq!(reports(&stage), vt100::MouseProtocolMode::None);
}

#[test]
fn marks_are_ascii_where_the_terminal_draws_the_others_too_wide() {
    let demo = Demo::new();
    let measured = |glyphs| {
        let session = demo.session_at(Seat { glyphs, editor: false }, Lang::En);
        let mut stage = demo.stage_with(session, (80, 24));
        stage.wake(Wake::Bytes(b"\x1b[2;3R".to_vec()));
        stage
    };
    let mut stage = measured(None);
    assert_hides(&stage, "─");
    assert!(stage.row(2).starts_with("---"), "{}", stage.text());
    // Somebody who chooses knows better, then and at the next start.
    stage.keys("8 shift-tab shift-tab G k enter");
    assert_shows(&stage, "───");
    assert!(said(&stage).contains("unicode"), "{}", said(&stage));
    let stage = measured(Some(rounds::app::config::GlyphSet::Unicode));
    assert_shows(&stage, "───");
}
