//! The README is true: its commands, files and settings are tried, its pictures are there.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::Stdio;

use rounds::app::config::{Backup, Config, Serve};
use rounds::app::keymap::Keymap;
use rounds::domain::ids::{Ids, RepId};
use rounds::domain::label::Label;
use rounds::domain::people::{self, Hours, Rep};
use rounds::domain::tier::shipped_tiers;
use rounds::exchange::import::{Directory, Field, Held, Import, Known, Options};
use rounds::exchange::routes::MapLink;
use rounds::exchange::sheet::Source;
use rounds::i18n::Lang;
use rounds::planning::travel::Travel;
use rounds::roads::Origin;
use rounds::store::MemoryStore;
use rounds::ui::theme::{Colors, Family, Role};

use crate::support::machine::Machine;

use super::{files, text};
use crate::support::demo::Demo;

/// The fenced blocks of a language, each as its lines.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in readme.lines() {
        open = match (open, line.strip_prefix("```")) {
            (None, Some(name)) => Some((name == language, String::new())),
            (None, None) => None,
            (Some((wanted, block)), Some(_)) => {
                found.extend(wanted.then_some(block));
                None
            }
            (Some((wanted, block)), None) => Some((wanted, block + line + "\n")),
        };
    }
    found
}

/// The commands of the README, without what a `#` remarks.
fn commands(readme: &str) -> Vec<String> {
    let lines = blocks(readme, "sh").concat();
    let without = |line: &str| line.split(" #").next().unwrap_or("").trim().to_owned();
    lines.lines().map(without).filter(|line| !line.is_empty()).collect()
}

/// The words of a command, those in quotes together.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn the_test_command_is_the_one_that_changes_have_to_pass() {
    let told: BTreeSet<String> =
        commands(&text("README.md")).into_iter().filter(|line| line.starts_with("cargo test")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let run = text(".ci/run");
    assert!(told.iter().all(|command| run.lines().any(|line| line == command)), "{told:?} in .ci/run");
}

#[test]
fn the_commands_are_understood() {
    let mut tried = 0;
    for line in commands(&text("README.md")) {
        let words = shell_words(&line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let from = words.iter().position(|word| *word == "rounds" || *word == "--").unwrap_or(words.len());
        // `cargo run --release -- demo` and `ssh -t host rounds` run the program too.
        if from == words.len() {
            continue;
        }
        let until = words.iter().position(|word| [">", "<", "|"].contains(word)).unwrap_or(words.len());
        let given = std::iter::once("rounds").chain(words[from + 1..until].iter().copied());
        if let Err(error) = rounds::cli::command(Lang::En).try_get_matches_from(given) {
            panic!("{line}: {error}");
        }
        tried += 1;
    }
    assert!(tried > 10, "{tried}");
}

#[test]
fn the_settings_are_understood_and_all_are_shown() {
    let mut blocks = blocks(&text("README.md"), "toml");
    blocks.retain(|block| !is_theme(block));
    assert_eq!(blocks.len(), 2, "one in each half");
    for block in blocks {
        let (config, problems) = Config::parse(&block);
        assert_eq!(problems, []);
        let Config { language, theme, database, rep, glyphs, mouse, zone, map, backup, roads, serve, keys } = config;
        assert_eq!(backup, Backup { folder: backup.folder.clone(), ..Backup::default() }, "the usual ones are shown");
        assert!(backup.folder.is_some());
        assert_ne!(map, MapLink::default());
        assert_eq!(
            (roads.from, roads.estimate.usual),
            (Origin::Estimate, Travel::default()),
            "the usual ones are shown"
        );
        assert_eq!(serve, usual_limits(), "the usual ones are shown");
        assert!(roads.url.is_some() && !roads.estimate.regions.is_empty());
        assert!(language.is_some() && theme.is_some() && database.is_some() && rep.is_some());
        assert!(glyphs.is_some() && mouse.is_some() && zone.is_some() && !keys.is_empty());
        assert_eq!(Keymap::new(&keys).1, []);
    }
}

fn usual_limits() -> Serve {
    Serve {
        listen: "127.0.0.1:2222".parse().ok(),
        host_key: Some("/srv/rounds/ssh_host_key".into()),
        sessions: Some(500),
        per_address: Some(100),
        per_key: Some(10),
        waiting: Some(64),
        grace_seconds: Some(20),
        idle_minutes: Some(480),
        stalled_seconds: Some(60),
    }
}

fn is_theme(block: &str) -> bool {
    block.lines().any(|line| line.starts_with("[roles]"))
}

#[test]
fn the_theme_is_one_and_all_roles_are_told() {
    let readme = text("README.md");
    let mut blocks = blocks(&readme, "toml");
    blocks.retain(|block| is_theme(block));
    assert_eq!(blocks.len(), 2, "one in each half");
    for block in blocks {
        for colors in [Colors::Sixteen, Colors::Many] {
            let mut family = Family::shipped();
            family.add("tea", &block);
            let (themes, errors) = family.themes(colors);
            assert_eq!(errors, []);
            let look = |name: &str| themes.iter().find(|theme| theme.name == name).expect("a theme").clone();
            let (tea, light) = (look("tea"), look("light"));
            assert_ne!(tea.style(Role::Ground), light.style(Role::Ground));
            assert_ne!(tea.style(Role::Alarm), light.style(Role::Alarm));
            assert_eq!(tea.style(Role::Accent), light.style(Role::Accent));
        }
    }
    for role in Role::ALL {
        let told = readme.matches(&format!("`{}`", role.name())).count();
        assert!(told >= 2, "{} is told {told} times", role.name());
    }
}

#[test]
fn the_lists_can_be_imported() {
    let blocks = blocks(&text("README.md"), "csv");
    assert_eq!(blocks.len(), 2, "one in each half");
    let mut ids = Ids::new(1);
    let tiers = shipped_tiers(|| ids.next(chrono::DateTime::UNIX_EPOCH));
    let rep = Rep {
        id: ids.next::<RepId>(chrono::DateTime::UNIX_EPOCH),
        code: "wang".to_owned(),
        name: "Wang".to_owned(),
        role: people::Role::Rep,
        team: None,
        territory: Label::default(),
        home: None,
        hours: Hours::default(),
        zone: chrono_tz::Tz::UTC,
        disabled: false,
    };
    for block in blocks {
        let options = Options {
            rep: Some("wang".to_owned()),
            ..Options::new(chrono::DateTime::UNIX_EPOCH, chrono::NaiveDate::MAX)
        };
        let known = Known { tiers: tiers.clone(), reps: vec![rep.clone()], ..Known::default() };
        let import = Import::open(Source::from(block.as_bytes()), options, known)
            .unwrap_or_else(|error| panic!("{block}{error}"));
        assert_eq!(import.preview().unused, <[String; 0]>::default());
        let used: Vec<Field> = import.preview().used.iter().map(|it| it.field).collect();
        assert!([Field::Tier, Field::LastVisit].iter().all(|field| used.contains(field)), "{used:?}");
        let store = MemoryStore::default();
        let (survey, _) = import
            .survey(Directory::default(), &Held(&store, rounds::store::Viewer::System), &mut |_, _| true)
            .expect("a survey");
        assert_eq!((survey.tally.new, survey.tally.refused), (3, 0), "{:?}", survey.errors);
    }
}

#[test]
fn the_words_for_columns_are_found() {
    let readme = text("README.md");
    let mut halves = 0;
    for half in readme.split("<!-- columns -->\n").skip(1) {
        let rows: Vec<Vec<&str>> = half
            .lines()
            .take_while(|line| line.starts_with('|'))
            .skip(2)
            .map(|line| line.split('`').skip(1).step_by(2).collect())
            .collect();
        for row in &rows {
            let field: Field = row[0].parse().expect("a field");
            assert_eq!(field.to_string(), row[0]);
            for word in row {
                assert_eq!(word.parse::<Field>().ok(), Some(field), "{word}");
            }
        }
        assert_eq!(rows.len(), Field::ALL.len());
        halves += 1;
    }
    assert_eq!(halves, 2);
}

/// A conversation in line mode as a terminal shows it: what is asked, with the answer behind it.
fn conversation(lang: &str, answers: &[&str]) -> String {
    let machine = Machine::new();
    let mut command = machine.command(&["--lang", lang, "demo", "--plain"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a child");
    let said = answers.join("\n") + "\n";
    child.stdin.take().expect("its input").write_all(said.as_bytes()).expect("it listens");
    let heard = String::from_utf8(child.wait_with_output().expect("an end").stdout).expect("UTF-8");
    let mut answers = answers.iter();
    let line = |line: &str| match line.strip_suffix(": ") {
        Some(asked) => format!("{asked}: {}\n", answers.next().unwrap_or(&"")),
        None => format!("{line}\n"),
    };
    heard.lines().map(line).collect()
}

#[test]
fn the_conversation_is_true() {
    let readme = text("README.md");
    let answers = ["4", "xymymj", "1", "1", "1", "", "玉溪软 x5", ".", "y", "b", "q"];
    for (lang, mark) in [("en", "<!-- plain en -->\n"), ("zh-CN", "<!-- plain zh -->\n")] {
        let heard = conversation(lang, &answers);
        let told = &blocks(readme.split(mark).nth(1).expect("a conversation"), "text")[0];
        let mut rest = heard.as_str();
        // What is left out is said to be.
        for part in told.split("...\n") {
            let at = rest.find(part).unwrap_or_else(|| panic!("{part} is not in {rest}"));
            rest = &rest[at + part.len()..];
        }
    }
}

#[test]
fn every_column_of_the_views_is_told() {
    let demo = Demo::new();
    let conn = rusqlite::Connection::open(demo.path()).expect("the demo");
    let readme = text("README.md");
    let names = |sql: &str| {
        let mut statement = conn.prepare(sql).expect("a query");
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
        rows.collect::<Result<Vec<_>, _>>().expect("names")
    };
    let views = names("SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'v_day' ORDER BY name");
    assert_eq!(views, ["v_due", "v_stock_queue", "v_timeline", "v_today"]);
    for view in views {
        let columns = names(&format!("SELECT name FROM pragma_table_info('{view}')"));
        let halves: Vec<&str> = readme.split(&format!("<!-- columns of {view} -->\n")).skip(1).collect();
        assert_eq!(halves.len(), 2, "{view}");
        for half in halves {
            let rows = half.lines().take_while(|line| line.starts_with('|')).skip(2);
            let told: Vec<&str> = rows.filter_map(|line| line.split('`').nth(1)).collect();
            assert_eq!(told, columns, "{view}");
        }
    }
}

#[test]
fn the_queries_answer() {
    let demo = Demo::new();
    let conn = rusqlite::Connection::open(demo.path()).expect("the demo");
    let (mut asked, day) = (0, "INSERT INTO as_of VALUES ('2026-11-20')");
    for block in blocks(&text("README.md"), "sql") {
        if !block.starts_with("SELECT") {
            conn.execute_batch(&block).unwrap_or_else(|error| panic!("{block}{error}"));
            continue;
        }
        conn.execute_batch(day).expect("a day");
        let mut statement = conn.prepare(&block).unwrap_or_else(|error| panic!("{block}{error}"));
        assert!(statement.exists([]).unwrap_or_else(|error| panic!("{block}{error}")), "nothing: {block}");
        asked += 1;
    }
    assert!(asked > 8, "{asked}");
}

#[test]
fn the_pictures_are_there_and_each_is_shown() {
    let readme = text("README.md");
    let named: BTreeSet<&str> = readme
        .split("tests/pictures/")
        .skip(1)
        .map(|rest| rest.split([')', '"', ' ', '`']).next().unwrap_or(""))
        .filter(|name| name.contains('.'))
        .collect();
    let there = files("tests/pictures");
    assert_eq!(named.into_iter().collect::<Vec<_>>(), there);
}
