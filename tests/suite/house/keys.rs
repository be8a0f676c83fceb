//! One commands table: each action stands once in the keymap, in help, in the palette and in both key tables of the README.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use chrono::DateTime;
use chrono_tz::Tz;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use rounds::app::chord::Chord;
use rounds::app::command::{Action, COMMANDS, Command, Scope};
use rounds::app::config::GlyphSet;
use rounds::app::keymap::Keymap;
use rounds::app::policy::Policy;
use rounds::app::who::Who;
use rounds::domain::ids::Ids;
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::exchange::routes::MapLink;
use rounds::i18n::Lang;
use rounds::store::{SqliteStore, Store, Viewer};
use rounds::ui::canvas::Canvas;
use rounds::ui::dialogs::help::Help;
use rounds::ui::dialogs::palette::Palette;
use rounds::ui::glyphs::Glyphs;
use rounds::ui::layer::{Cx, Layer, Msg};
use rounds::ui::shared::Shared;
use rounds::ui::theme::Theme;

use super::{at, text};

fn keymap() -> Keymap {
    let (keymap, problems) = Keymap::new(&BTreeMap::new());
    assert_eq!(problems, []);
    keymap
}

/// What a layer sees in an empty database.
fn shared(lang: Lang, ids: &mut Ids) -> Shared {
    let now = DateTime::UNIX_EPOCH;
    let store = SqliteStore::open_in_memory().expect("a database");
    let reference = store.reference(Viewer::System).expect("its rules");
    let rep = Rep {
        id: ids.next(now),
        code: "r".to_owned(),
        name: "R".to_owned(),
        role: Role::Rep,
        team: None,
        territory: Label::default(),
        home: None,
        hours: Hours::default(),
        zone: Tz::UTC,
        disabled: false,
    };
    Shared {
        lang,
        theme: Arc::new(Theme::plain()),
        themes: Arc::new([]),
        glyphs: Glyphs::new(GlyphSet::Unicode),
        chosen_glyphs: None,
        mouse: false,
        files: true,
        editor: true,
        keymap: Arc::new(keymap()),
        who: Arc::new(Who { rep, today: now.date_naive(), now }),
        policy: Arc::new(Policy::new(&reference)),
        people: [].into(),
        folders: Arc::new([]),
        map: MapLink::default(),
        body: Size::new(120, 60),
    }
}

/// The rows of a layer that show a command's sentence, or as much of it as any window has room for.
fn shown(layer: &dyn Layer, command: &Command, shared: &Shared) -> usize {
    let area = Rect::new(0, 0, 120, 60);
    let mut buffer = Buffer::empty(area);
    layer.draw(area, &mut Canvas::new(&mut buffer), shared);
    let sentence: String = (command.about)(shared.lang).chars().take(30).collect();
    let row = |y: u16| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..area.height).filter(|y| row(*y).contains(&sentence)).count()
}

#[test]
fn each_action_stands_once_in_the_keymap() {
    let keymap = keymap();
    for command in COMMANDS {
        let chords = keymap.chords(command.action);
        assert_eq!(chords.len(), command.keys.len(), "{}", command.id);
        for (scope, chord) in command.scopes.iter().flat_map(|scope| chords.iter().map(move |chord| (scope, chord))) {
            assert_eq!(keymap.action(&[*scope], *chord), Some(command.action), "{chord} in {scope:?}");
        }
    }
}

#[test]
fn each_action_stands_once_in_help_and_palette() {
    let mut ids = Ids::new(1);
    let shared = shared(Lang::En, &mut ids);
    for command in COMMANDS {
        for scope in command.scopes {
            assert_eq!(shown(&Help::new(&[*scope]), command, &shared), 1, "{} in help of {scope:?}", command.id);
            let mut palette = Palette::new(&[*scope]);
            let mut effects = Vec::new();
            let mut cx = Cx { shared: &shared, ids: &mut ids, effects: &mut effects, is_seen: true, is_top: true };
            palette.update(Msg::Paste(command.id.to_owned()), &mut cx);
            // The palette does not offer to open itself.
            let offered = usize::from(command.action != Action::Palette);
            assert_eq!(shown(&palette, command, &shared), offered, "{} in the palette of {scope:?}", command.id);
        }
    }
}

fn place(lang: Lang, scope: Scope) -> &'static str {
    let (en, zh) = match scope {
        Scope::Global => ("everywhere", "通用"),
        Scope::Leader => ("everywhere, for those who lead", "通用（主管）"),
        Scope::List => ("lists", "列表"),
        Scope::Today => ("Today", "今日"),
        Scope::Map => ("map", "地图"),
        Scope::Territories => ("Territories", "辖区"),
        Scope::Areas => ("map of territories", "辖区地图"),
        Scope::Overdue => ("Overdue", "逾期"),
        Scope::FollowUps => ("Follow-ups", "待办"),
        Scope::Plan => ("Plan", "计划"),
        Scope::Board => ("Board", "看板"),
        Scope::Stock => ("Stock", "缺货"),
        Scope::Allotting => ("allotting", "分配"),
        Scope::Accounts => ("Accounts", "客户"),
        Scope::Account => ("account page", "客户页"),
        Scope::Settings => ("Settings", "设置"),
        Scope::Closing => ("end of the day", "收工"),
        Scope::Quick => ("quick log", "快记"),
        Scope::Visit => ("visit", "拜访"),
        Scope::Choice => ("choices of a visit", "拜访中的选项"),
        Scope::Import => ("import", "导入"),
        Scope::Form => ("forms", "表单"),
        Scope::Field => ("text fields", "输入框"),
        Scope::Help => ("help", "帮助"),
        Scope::Reading => ("pages to read", "阅读页"),
        Scope::Dialog => ("dialogs", "对话框"),
    };
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// The key table of the README.
fn table(lang: Lang) -> String {
    let keymap = keymap();
    let mut table = match lang {
        Lang::En => "| Keys | What happens | Where | Name |\n|---|---|---|---|\n",
        Lang::Zh => "| 按键 | 作用 | 位置 | 命令名 |\n|---|---|---|---|\n",
    }
    .to_owned();
    for command in COMMANDS {
        let code = |chord: &Chord| format!("`{chord}`");
        let keys = keymap.chords(command.action).iter().map(code).collect::<Vec<_>>().join(" ");
        let comma = if lang == Lang::En { ", " } else { "、" };
        let places = command.scopes.iter().map(|scope| place(lang, *scope)).collect::<Vec<_>>().join(comma);
        let _ = writeln!(table, "| {keys} | {} | {places} | `{}` |", (command.about)(lang), command.id);
    }
    table
}

/// The cheat sheet of the quick log.
fn quick_table(lang: Lang) -> String {
    let mut table = match lang {
        Lang::En => "| Begins with | Behind it | For example |\n|---|---|---|\n",
        Lang::Zh => "| 开头 | 后面写 | 例如 |\n|---|---|---|\n",
    }
    .to_owned();
    for [words, behind, example] in rounds::app::quick::grammar::rows(lang) {
        let words = words.split(' ').map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
        let example = if example.is_empty() { String::new() } else { format!("`{example}`") };
        let _ = writeln!(table, "| {words} | {behind} | {example} |");
    }
    table
}

#[test]
fn the_readme_has_the_keys_and_the_quick_words_of_the_program() {
    let readme = text("README.md");
    let mut renewed = readme.clone();
    let tables = [
        ("keys", table(Lang::En)),
        ("keys-zh", table(Lang::Zh)),
        ("quick", quick_table(Lang::En)),
        ("quick-zh", quick_table(Lang::Zh)),
    ];
    for (name, table) in tables {
        let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        assert!(renewed.matches(&start).count() == 1 && renewed.matches(&end).count() == 1, "{start} … {end}");
        let (before, rest) = renewed.split_once(&start).expect("the opening marker");
        let (_, after) = rest.split_once(&end).expect("the closing marker");
        renewed = format!("{before}{start}{table}{end}{after}");
    }
    if std::env::var("ROUNDS_README").is_ok_and(|value| value == "write") {
        std::fs::write(at("README.md"), renewed).expect("the README is written");
    } else {
        assert!(
            renewed == readme,
            "the tables of the README are not those of the program. Renew them:\n\
             ROUNDS_README=write cargo test readme"
        );
    }
}
