//! Colour at every depth, and everything that can be told without it.

use ratatui::layout::Position;
use ratatui::style::Modifier;
use rounds::app::config::GlyphSet;
use rounds::domain::cadence::State;
use rounds::i18n::Lang;
use rounds::i18n::text::width;
use rounds::terminal::depth::{Caps, ColorDepth};
use rounds::terminal::screen::Screen;
use rounds::ui::Session;
use rounds::ui::glyphs::Glyphs;
use rounds::ui::marks::{self, STATE_CELLS};
use rounds::ui::theme::{Family, Role, Theme};

use crate::support::demo::{Demo, MORNING};
use crate::support::emulator::emulator;
use crate::support::stage::{CAPS, Stage};

const DEPTHS: [ColorDepth; 4] = [ColorDepth::Mono, ColorDepth::Ansi16, ColorDepth::Ansi256, ColorDepth::True];

/// The themes that ship as a terminal of this depth gets them.
fn shipped(depth: ColorDepth) -> Vec<Theme> {
    let (themes, errors) = Family::shipped().themes(depth.colors());
    assert_eq!(errors, []);
    themes
}

fn named(name: &str, depth: ColorDepth) -> Theme {
    shipped(depth).into_iter().find(|theme| theme.name == name).expect("a theme that ships")
}

/// Paints each role in a row of its own on the ground and reads the cells back.
fn role_table(theme: &Theme, depth: ColorDepth) -> Vec<vt100::Cell> {
    let height = Role::ALL.len() as u16;
    let mut screen = Screen::new(20, height, Caps { depth, ..CAPS });
    let bytes = screen
        .draw(|frame| {
            let area = frame.area();
            frame.buffer_mut().set_style(area, theme.style(Role::Ground));
            for (role, y) in Role::ALL.iter().zip(0..) {
                frame.buffer_mut().set_string(0, y, role.name(), theme.style(*role));
            }
        })
        .expect("a frame");
    let mut terminal = emulator(20, height);
    terminal.process(&bytes);
    (0..height).map(|y| terminal.screen().cell(y, 0).expect("a cell").clone()).collect()
}

#[test]
fn each_depth_keeps_to_its_colours_and_all_keep_the_weights() {
    for depth in DEPTHS {
        for theme in shipped(depth) {
            let table = role_table(&theme, depth);
            for (role, cell) in Role::ALL.iter().zip(&table) {
                let style = theme.style(*role);
                let at = format!("{} {role:?} {depth:?}", theme.name);
                for (modifier, shown) in [
                    (Modifier::BOLD, cell.bold()),
                    (Modifier::UNDERLINED, cell.underline()),
                    (Modifier::DIM, cell.dim()),
                    (Modifier::REVERSED, cell.inverse()),
                ] {
                    assert_eq!(shown, style.add_modifier.contains(modifier), "{at} {modifier:?}");
                }
                for colour in [cell.fgcolor(), cell.bgcolor()] {
                    match (depth, colour) {
                        (_, vt100::Color::Default)
                        | (ColorDepth::True, _)
                        | (ColorDepth::Ansi256, vt100::Color::Idx(_)) => {}
                        (ColorDepth::Ansi16, vt100::Color::Idx(index)) => assert!(index < 16, "{at}: {index}"),
                        (_, other) => panic!("{at} has {other:?}"),
                    }
                }
            }
        }
    }
}

#[test]
fn what_means_something_differs_wherever_there_is_colour() {
    for depth in &DEPTHS[1..] {
        for theme in shipped(*depth).iter().filter(|theme| theme.name != "mono") {
            let table = role_table(theme, *depth);
            let roles = [Role::Text, Role::Accent, Role::Good, Role::Warning, Role::Alarm];
            let colours = roles.map(|role| table[role as usize].fgcolor());
            for (at, colour) in colours.iter().enumerate() {
                assert!(!colours[..at].contains(colour), "{} {depth:?} {:?}: {colours:?}", theme.name, roles[at]);
            }
        }
    }
}

/// What a terminal shows for a colour, with xterm's own 16.
fn rgb(colour: vt100::Color) -> [u8; 3] {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match colour {
        vt100::Color::Rgb(r, g, b) => [r, g, b],
        vt100::Color::Idx(n @ 0..=6) => [n & 1, n >> 1 & 1, n >> 2].map(|on| on * 205),
        vt100::Color::Idx(7) => [229; 3],
        vt100::Color::Idx(8) => [127; 3],
        vt100::Color::Idx(n @ 9..=15) => [n & 1, n >> 1 & 1, n >> 2 & 1].map(|on| on * 255),
        vt100::Color::Idx(n @ 16..=231) => {
            [(n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6].map(|n| LEVELS[usize::from(n)])
        }
        vt100::Color::Idx(n) => [8 + 10 * (n - 232); 3],
        vt100::Color::Default => panic!("what a terminal shows here is not known"),
    }
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: vt100::Color) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = rgb(colour).map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast of a cell (WCAG 2.2): 1 to 21.
fn contrast(cell: &vt100::Cell) -> f64 {
    let (a, b) = (luminance(cell.fgcolor()), luminance(cell.bgcolor()));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_themes_with_a_ground_of_their_own_are_legible_on_it() {
    for (name, depth, least) in [
        ("light", ColorDepth::Ansi256, 4.5),
        ("light", ColorDepth::True, 4.5),
        // What the 16 look like is the user's business; these are the numbers of xterm.
        ("high-contrast", ColorDepth::Ansi16, 4.5),
        ("high-contrast", ColorDepth::Ansi256, 7.0),
        ("high-contrast", ColorDepth::True, 7.0),
    ] {
        let table = role_table(&named(name, depth), depth);
        let ground = luminance(table[Role::Ground as usize].bgcolor());
        assert!(if name == "light" { ground > 0.9 } else { ground == 0.0 }, "{name} {depth:?}: {ground}");
        for (role, cell) in Role::ALL.iter().zip(&table) {
            // A rule is no text.
            let least = if *role == Role::Rule { 1.3 } else { least };
            assert!(contrast(cell) >= least, "{name} {role:?} {depth:?}: {:.2}", contrast(cell));
        }
    }
}

#[test]
fn where_there_are_sixteen_colours_the_given_one_is_shown_and_each_terminal_has_its_own() {
    let amber = |depth| role_table(&named("light", depth), depth)[Role::Warning as usize].fgcolor();
    assert_eq!(amber(ColorDepth::Ansi16), vt100::Color::Idx(5));
    assert_eq!(amber(ColorDepth::True), vt100::Color::Rgb(0x8A, 0x5A, 0));
    // Two sessions side by side on one database.
    let demo = Demo::new();
    let clock = || MORNING.parse().expect("a time");
    let stage = |depth| {
        let session = demo.session_of("wangfang", Lang::En, vec![named("light", depth)]);
        Stage::new(session, 80, 24, Caps { depth, ..CAPS }, &clock)
    };
    let (few, many) = (stage(ColorDepth::Ansi16), stage(ColorDepth::True));
    let ground = |stage: &Stage<'_, Session>| stage.line.screen.screen().cell(0, 0).expect("a cell").bgcolor();
    assert_eq!(ground(&few), vt100::Color::Idx(15));
    assert_eq!(ground(&many), vt100::Color::Rgb(0xFA, 0xFA, 0xF7));
}

#[test]
fn high_contrast_is_told_without_colour_too() {
    let table = role_table(&named("high-contrast", ColorDepth::Mono), ColorDepth::Mono);
    let looks = [Role::Text, Role::Accent, Role::Warning, Role::Alarm].map(|role| {
        let cell = &table[role as usize];
        (cell.bold(), cell.underline())
    });
    for (at, look) in looks.iter().enumerate() {
        assert!(!looks[..at].contains(look), "{looks:?}");
    }
}

#[test]
fn a_ground_lies_under_everything_and_goes_with_its_theme() {
    let demo = Demo::new();
    for size in [(80, 24), (120, 36), (30, 10)] {
        let session = demo.session_of("wangfang", Lang::Zh, Theme::shipped());
        let mut stage = demo.stage_with(session, size);
        // How many cells have a ground, of those that can tell: the emulator keeps no colour for the second half of a wide character.
        let grounds = |stage: &Stage<'_, Session>| {
            let screen = stage.line.screen.screen();
            let cells = (0..size.1).flat_map(|y| (0..size.0).filter_map(move |x| screen.cell(y, x)));
            let cells: Vec<_> = cells.filter(|cell| !cell.is_wide_continuation()).collect();
            let with = cells.iter().filter(|cell| cell.bgcolor() != vt100::Color::Default).count();
            (with, cells.len())
        };
        let has_ground = |stage: &Stage<'_, Session>, when: &str| {
            let (with, all) = grounds(stage);
            assert_eq!(with, all, "{when} at {size:?}:\n{}", stage.text());
        };
        assert_eq!(grounds(&stage).0, 0);
        stage.keys("T T");
        assert_eq!(demo.setting("theme").as_deref(), Some("light"));
        has_ground(&stage, "T");
        for keys in ["?", "esc :", "esc /", "esc 8", "e", "esc 3", "2", "N"] {
            stage.keys(keys);
            has_ground(&stage, keys);
        }
        stage.keys("esc T T T");
        assert_eq!(demo.setting("theme").as_deref(), Some("default"));
        assert_eq!(grounds(&stage).0, 0, "{size:?}:\n{}", stage.text());
    }
}

#[test]
fn no_color_and_the_mono_theme_show_no_colour_but_weight() {
    let no_color = Caps::from_env(|name| match name {
        "TERM" => Some("xterm-256color".to_owned()),
        "NO_COLOR" => Some("1".to_owned()),
        _ => None,
    });
    assert_eq!(no_color.depth, ColorDepth::Mono);
    let mono: Vec<Theme> = Theme::shipped().into_iter().filter(|theme| theme.name == "mono").collect();
    for (themes, caps, underlined) in [(Theme::shipped(), no_color, false), (mono, CAPS, true)] {
        let demo = Demo::new();
        let clock = || MORNING.parse().expect("a time");
        let session = demo.session_of("wangfang", Lang::En, themes);
        let mut stage = Stage::new(session, 80, 24, caps, &clock);
        stage.keys("2");
        let screen = stage.line.screen.screen();
        let cells: Vec<&vt100::Cell> = (0..24).flat_map(|y| (0..80).filter_map(move |x| screen.cell(y, x))).collect();
        assert!(cells.iter().all(|cell| cell.fgcolor() == vt100::Color::Default));
        assert!(cells.iter().all(|cell| cell.bgcolor() == vt100::Color::Default));
        assert!(cells.iter().any(|cell| cell.bold()));
        assert_eq!(cells.iter().any(|cell| cell.underline()), underlined);
    }
}

#[test]
fn every_state_is_told_by_glyph_or_word() {
    let today = MORNING[..10].parse().expect("a day");
    let until = "2026-12-31".parse().expect("a day");
    let states = [
        State::Never,
        State::Early { opens_in: 3 },
        State::Early { opens_in: 13 },
        State::InWindow { left: 2 },
        State::LastDay,
        State::Overdue { by: 2 },
        State::Overdue { by: 120 },
        State::Paused { until: Some(until) },
        State::Paused { until: None },
        State::NoCadence,
    ];
    for set in [GlyphSet::Unicode, GlyphSet::Ascii] {
        let glyphs = Glyphs::new(set);
        for lang in Lang::ALL {
            let texts = states.map(|state| marks::state(lang, &glyphs, state, today).text());
            for (at, text) in texts.iter().enumerate() {
                assert!(!texts[..at].contains(text), "{text} stands for two states");
                assert!(width(text) <= usize::from(STATE_CELLS), "{text} is too wide for its column");
            }
        }
    }
}

#[test]
fn the_list_says_every_state_in_words() {
    let demo = Demo::new();
    for (lang, words) in [
        (Lang::En, ["▴ 4d over", "! last day", "∙ 1 left", "never"]),
        (Lang::Zh, ["▴ 超4天", "! 最后一天", "∙ 剩1天", "从未"]),
    ] {
        let mut stage = demo.stage(lang, (80, 60));
        stage.keys("2");
        for word in words {
            assert!(stage.text().contains(word), "{word}:\n{}", stage.text());
        }
    }
}

#[test]
fn the_caret_is_where_text_goes_and_nowhere_else() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    assert_eq!(stage.caret(), None);
    stage.keys("/");
    stage.type_text("王");
    let (x, y) = stage.caret().expect("a caret");
    let before = stage.line.screen.screen().cell(y, x - 2).expect("a cell");
    assert_eq!(before.contents(), "王");
    let buffer = crate::support::look::drawn(&mut stage.program, (80, 24)).0;
    assert_eq!(buffer.cell(Position { x, y }).map(ratatui::buffer::Cell::symbol), Some(" "));
    stage.keys("esc");
    assert_eq!(stage.caret(), None);
}
