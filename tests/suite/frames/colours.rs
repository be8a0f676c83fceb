//! Colour at every depth, and everything that can be told without it.

use ratatui::layout::Position;
use ratatui::style::Modifier;
use rounds::app::config::GlyphSet;
use rounds::domain::cadence::State;
use rounds::i18n::Lang;
use rounds::i18n::text::width;
use rounds::terminal::depth::{Caps, ColorDepth};
use rounds::terminal::screen::Screen;
use rounds::ui::glyphs::Glyphs;
use rounds::ui::marks::{self, STATE_CELLS};
use rounds::ui::theme::{Role, Theme};

use crate::support::demo::{Demo, MORNING};
use crate::support::emulator::emulator;
use crate::support::stage::{CAPS, Stage};

const DEPTHS: [ColorDepth; 4] = [ColorDepth::Mono, ColorDepth::Ansi16, ColorDepth::Ansi256, ColorDepth::True];

/// Paints each role in a row of its own and reads the cells back.
fn role_table(theme: &Theme, depth: ColorDepth) -> Vec<vt100::Cell> {
    let height = Role::ALL.len() as u16;
    let mut screen = Screen::new(20, height, Caps { depth, ..CAPS });
    let bytes = screen
        .draw(|frame| {
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
    for theme in Theme::shipped() {
        for depth in DEPTHS {
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
                match (depth, cell.fgcolor()) {
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

#[test]
fn what_means_something_differs_wherever_there_is_colour() {
    for theme in Theme::shipped().iter().filter(|theme| theme.name != "mono") {
        for depth in &DEPTHS[1..] {
            let table = role_table(theme, *depth);
            let roles = [Role::Text, Role::Accent, Role::Good, Role::Warning, Role::Alarm];
            let colours = roles.map(|role| table[role as usize].fgcolor());
            for (at, colour) in colours.iter().enumerate() {
                assert!(!colours[..at].contains(colour), "{} {depth:?} {:?}: {colours:?}", theme.name, roles[at]);
            }
        }
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
