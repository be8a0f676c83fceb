//! Every command stands in help, in the palette and in the footer as the commands table has it, and nowhere else.

use std::collections::BTreeSet;

use rounds::app::command::{Action, COMMANDS, Command, Scope};
use rounds::app::keymap::Keymap;
use rounds::i18n::Lang;
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use crate::support::demo::Demo;
use crate::support::stage::Stage;

/// The screens that help opens on: the keys that lead there, and the scopes in force.
const SCREENS: [(&str, &[Scope]); 13] = [
    ("", &[Scope::Today, Scope::List, Scope::Global]),
    ("m", &[Scope::Map, Scope::Global]),
    ("2", &[Scope::Overdue, Scope::List, Scope::Global]),
    ("3", &[Scope::Stock, Scope::List, Scope::Global]),
    ("3 j o", &[Scope::Allotting, Scope::List, Scope::Global]),
    ("4", &[Scope::Accounts, Scope::List, Scope::Global]),
    ("g enter g R tab tab", &[Scope::Choice, Scope::Form, Scope::List, Scope::Global]),
    ("enter", &[Scope::Account, Scope::List, Scope::Global]),
    ("5", &[Scope::Plan, Scope::List, Scope::Global]),
    ("6", &[Scope::FollowUps, Scope::List, Scope::Global]),
    ("7", &[Scope::Board, Scope::List, Scope::Global]),
    ("8", &[Scope::Settings, Scope::List, Scope::Global]),
    ("c tab", &[Scope::Choice, Scope::Visit, Scope::List, Scope::Global]),
];

/// The same for somebody who leads.
const OF_LEADERS: [(&str, &[Scope]); 3] = [
    ("2", &[Scope::Overdue, Scope::List, Scope::Global, Scope::Leader]),
    ("B", &[Scope::Territories, Scope::List, Scope::Global, Scope::Leader]),
    ("B m", &[Scope::Areas, Scope::Global, Scope::Leader]),
];

/// All of them, each with who sees it.
fn screens() -> impl Iterator<Item = (&'static str, &'static str, &'static [Scope])> {
    let of = |code: &'static str| move |(keys, scopes): (&'static str, &'static [Scope])| (code, keys, scopes);
    SCREENS.into_iter().map(of("wangfang")).chain(OF_LEADERS.into_iter().map(of("chenli")))
}

fn stage_of<'a>(demo: &'a Demo, code: &str, lang: Lang, size: (u16, u16)) -> Stage<'a, Session> {
    demo.stage_with(demo.session_of(code, lang, Theme::shipped()), size)
}

fn keymap() -> Keymap {
    Keymap::new(&std::collections::BTreeMap::new()).0
}

fn here(scopes: &[Scope]) -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(move |command| command.scopes.iter().any(|scope| scopes.contains(scope)))
}

fn keys_of(keymap: &Keymap, action: Action) -> String {
    keymap.chords(action).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn help_shows_each_command_of_its_screen_once_with_all_keys() {
    let keymap = keymap();
    for lang in Lang::ALL {
        let mut told = BTreeSet::new();
        for (code, keys, scopes) in screens() {
            let demo = Demo::new();
            let mut stage = stage_of(&demo, code, lang, (200, 80));
            stage.keys(keys);
            stage.keys("?");
            let rows: Vec<String> = stage.text().lines().map(str::to_owned).collect();
            for command in here(scopes) {
                let with = |row: &&String| row.contains(&format!(" {} ", (command.about)(lang)));
                let found: Vec<&String> = rows.iter().filter(with).collect();
                assert_eq!(found.len(), 1, "{} after {keys:?} in {lang:?}:\n{}", command.id, rows.join("\n"));
                let keys = keys_of(&keymap, command.action);
                assert!(found[0].contains(&format!(" {keys} ")), "{} has {keys}: {}", command.id, found[0]);
                told.insert(command.action);
            }
        }
        // What floats shows its own commands in the footer; a list that comes in needs a file first.
        let elsewhere = |command: &&Command| {
            !told.contains(&command.action)
                && ![Scope::Import, Scope::Closing, Scope::Quick, Scope::Reading]
                    .map(|scope| vec![scope])
                    .contains(&command.scopes.to_vec())
        };
        let left: Vec<Action> = COMMANDS.iter().filter(elsewhere).map(|command| command.action).collect();
        assert_eq!(left, [Action::Submit]);
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("t");
        let title = COMMANDS.iter().find(|it| it.action == Action::Submit).map(|it| (it.title)(lang)).expect("a row");
        assert!(stage.row(23).contains(&format!("enter {title}")), "{}", stage.row(23));
    }
}

#[test]
fn help_is_read_to_its_end_on_a_small_screen() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (40, 12));
    let mut seen = String::new();
    stage.keys("?");
    for _ in 0..COMMANDS.len() {
        seen.push_str(&stage.text());
        stage.keys("j");
    }
    for command in here(SCREENS[0].1) {
        let about: String = (command.about)(Lang::En).chars().take(18).collect();
        assert!(seen.contains(about.trim_end()), "{}", command.id);
    }
}

#[test]
fn the_palette_has_each_command_of_its_screen_but_itself() {
    let keymap = keymap();
    for lang in Lang::ALL {
        for (code, keys, scopes) in screens() {
            let demo = Demo::new();
            let mut stage = stage_of(&demo, code, lang, (120, 40));
            stage.keys(keys);
            stage.keys(":");
            let mut seen = BTreeSet::new();
            for _ in 0..COMMANDS.len() {
                let text = stage.text();
                seen.extend(text.lines().flat_map(|row| row.split('│')).map(|part| part.trim().to_owned()));
                stage.keys("down");
            }
            for command in here(scopes) {
                // A long sentence is cut; its beginning tells it.
                let about: String = (command.about)(lang).chars().take(24).collect();
                let keys = keys_of(&keymap, command.action);
                let is_it = |row: &String| row.contains(&about) && row.ends_with(&format!(" {keys}"));
                let found = seen.iter().any(is_it);
                assert_eq!(found, command.action != Action::Palette, "{} in {lang:?} after {keys:?}", command.id);
            }
        }
    }
}

#[test]
fn the_palette_finds_in_either_language_and_by_pinyin_and_does_it() {
    for (lang, typed) in [(Lang::En, "next theme"), (Lang::Zh, "next theme"), (Lang::En, "配色"), (Lang::Zh, "qhdxyz")]
    {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys(":");
        stage.type_text(typed);
        stage.keys("enter");
        assert_eq!(demo.setting("theme").as_deref(), Some("dark"), "{typed}");
    }
}

#[test]
fn every_command_has_words_in_both_languages() {
    for lang in Lang::ALL {
        let titles: BTreeSet<&str> = COMMANDS.iter().map(|command| (command.about)(lang)).collect();
        assert!(titles.len() + 1 >= COMMANDS.len(), "two commands have one sentence");
        for command in COMMANDS {
            let (title, about) = ((command.title)(lang), (command.about)(lang));
            assert!(!title.is_empty() && !about.is_empty() && !title.contains("  "), "{}", command.id);
            assert_ne!(about, (command.about)(lang.other()), "{}", command.id);
        }
    }
}

/// Asserts that the footer is made of hints of the table, each with the key that is shown for it.
fn check_footer(stage: &Stage<'_, Session>, lang: Lang) {
    let rows = stage.line.screen.screen().size().0.get();
    let footer = stage.row(usize::from(rows) - 1);
    let keymap = keymap();
    let hints: BTreeSet<String> =
        COMMANDS.iter().map(|it| format!("{} {}", keymap.shown(it.action), (it.title)(lang))).collect();
    for hint in footer.split("  ").map(str::trim).filter(|hint| !hint.is_empty()) {
        assert!(hints.contains(hint), "{hint} in {footer}");
    }
}

#[test]
fn the_footer_shows_only_rows_of_the_table() {
    for lang in Lang::ALL {
        for keys in ["", "2", "2 space", "2 / a enter", "enter", "c", "c tab", "?", ":", "t", "a", "w", "/", "c ctrl-p"]
        {
            let demo = Demo::new();
            let mut stage = demo.stage(lang, (80, 24));
            stage.keys(keys);
            check_footer(&stage, lang);
            for size in [(200, 60), (40, 12), (57, 20)] {
                stage.resize(size.0, size.1);
                check_footer(&stage, lang);
            }
        }
    }
}
