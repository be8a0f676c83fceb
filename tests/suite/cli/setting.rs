//! Arguments, environment and configuration: which of them wins, and what is said about mistakes in them.

use crate::support::machine::{BOOK, Machine};

#[test]
fn the_database_is_the_one_named_nearest() {
    let mut machine = Machine::new();
    let list = |name: &str| machine.write(name, format!("name,tier\n{name},A\n"));
    let lists = ["usual", "configured", "of-variable", "of-argument"].map(|name| (name, list(name)));
    let path = |name: &str| machine.path(&format!("{name}.db")).display().to_string();
    let paths = lists.each_ref().map(|(name, _)| path(name));
    machine.good(&["import", &lists[0].1]);
    for (at, (_, list)) in lists.iter().enumerate().skip(1) {
        machine.good(&["--db", &paths[at], "import", list]);
    }
    let shown = |machine: &Machine, arguments: &[&str]| machine.good(&[&["overdue"], arguments].concat());
    assert!(shown(&machine, &[]).contains("usual"));
    machine.write("config/rounds/config.toml", format!("database = '{}'\n", paths[1]));
    assert!(shown(&machine, &[]).contains("configured"));
    machine.set("ROUNDS_DB", &paths[2]);
    assert!(shown(&machine, &[]).contains("of-variable"));
    assert!(shown(&machine, &["--db", &paths[3]]).contains("of-argument"));
}

#[test]
fn the_language_is_the_one_named_nearest() {
    let mut machine = Machine::with_book();
    let head = |machine: &Machine, arguments: &[&str]| {
        machine.good(&[&["overdue"], arguments].concat()).lines().next().map(|line| line[..6].to_owned())
    };
    let (english, chinese) = (Some("Accoun".to_owned()), Some("客户".to_owned()));
    assert_eq!(head(&machine, &[]), english);
    machine.set("LANG", "zh_CN.UTF-8");
    assert_eq!(head(&machine, &[]), chinese);
    machine.write("config/rounds/config.toml", "language = 'en'\n");
    assert_eq!(head(&machine, &[]), english);
    assert_eq!(head(&machine, &["--lang", "zh"]), chinese);
    let (code, said) = machine.bad(&["overdue", "--lang", "tlh"]);
    assert!(code == 2 && said.contains("tlh") && said.contains("zh-CN"), "{said}");
}

#[test]
fn another_configuration_can_be_named_and_must_be_there() {
    let mut machine = Machine::with_book();
    let file = machine.write("own.toml", "language = 'zh-CN'\n");
    assert!(machine.good(&["overdue", "--config", &file]).starts_with("客户"));
    machine.set("ROUNDS_CONFIG", &file);
    assert!(machine.good(&["overdue"]).starts_with("客户"));
    machine.set("ROUNDS_CONFIG", "nowhere.toml");
    let (code, said) = machine.bad(&["overdue"]);
    assert!(code != 0 && said.contains("nowhere.toml"), "{said}");
}

#[test]
fn mistakes_in_the_configuration_are_named_and_do_no_harm() {
    let machine = Machine::with_book();
    machine.write("config/rounds/config.toml", "langage = 'zh-CN'\nglyphs = 'emoji'\ntheme = 'dark'\n");
    for command in [&["overdue"][..], &["doctor"], &["today", "--json"]] {
        let said = machine.run(command);
        assert_eq!(said.code, 0);
        assert!(said.err.contains("“langage” is not a setting; did you mean “language”?"), "{said:?}");
        assert!(said.err.contains("glyphs: "), "{said:?}");
        assert!(said.err.contains("config.toml"), "{said:?}");
        assert!(!said.out.contains("langage"), "{said:?}");
    }
    // On the screen the first is said in the status line until a key is pressed.
    let mut pty = machine.open(&[]);
    pty.see("Today");
    pty.see("Configuration");
    pty.keys("j");
    pty.see_no("Configuration");
    machine.write("config/rounds/config.toml", "a = = b\n");
    let said = machine.run(&["overdue"]);
    assert!(said.code == 0 && said.err.contains("Configuration"), "{said:?}");
}

#[test]
fn the_zone_is_the_first_that_can_be_read() {
    let mut machine = Machine::new();
    machine.clock(Some("2026-11-20T09:00"));
    machine.set("TZ", ":America/Lima");
    machine.write("config/rounds/config.toml", "zone = 'Middle/Earth'\n");
    let list = machine.write("list.csv", BOOK);
    let said = machine.run(&["import", &list]);
    assert!(said.err.contains("config.toml") && said.err.contains("zone: "), "{said:?}");
    assert_eq!(machine.select("SELECT zone FROM rep"), ["America/Lima"]);
}

#[test]
fn own_keys_work_and_stand_in_the_footer() {
    let machine = Machine::with_book();
    machine.write("config/rounds/config.toml", "[keys]\nskip = ['s']\nrequest = ['b']\nquit = ['Q']\n");
    let mut pty = machine.open(&[]);
    pty.keys("p");
    pty.see("stops planned");
    pty.see("s skip");
    pty.see("Q quit");
    pty.keys("x q"); // which are nothing now
    pty.keys("s");
    pty.see("Why skip it?");
    pty.type_bytes(b"\r");
    pty.see("Skipped");
    pty.keys("?");
    pty.see("s            Leave the stop out today, with a reason");
}

#[test]
fn keys_that_are_none_are_named() {
    let machine = Machine::with_book();
    machine.write("config/rounds/config.toml", "[keys]\nskipp = ['s']\n");
    let pty = machine.open(&[]);
    pty.see("skipp");
    pty.see("Today");
}

#[test]
fn who_it_is_opened_for() {
    let mut machine = Machine::with_book();
    // The only one there is, whoever is logged in.
    machine.set("USER", "somebody");
    assert!(machine.good(&["overdue"]).contains("Lakeside"));
    for (lang, wanted) in
        [("en", "There is no rep “bo”. There are: li (li)"), ("zh-CN", "没有业务员“bo”。现有：li (li)")]
    {
        let (code, said) = machine.bad(&["--lang", lang, "overdue", "--as", "bo"]);
        assert!(code == 2 && said.contains(wanted), "{said}");
    }
    let mut pty = machine.open(&["--as", "bo"]);
    pty.see("There is no rep “bo”. There are: li (li)");
    assert_eq!(pty.exit_code(), 2);
    machine.write("config/rounds/config.toml", "as = 'bo'\n");
    assert_eq!(machine.bad(&["overdue"]).0, 2);
    assert!(machine.good(&["overdue", "--as", "LI"]).contains("Lakeside"));
}

#[test]
fn the_time_can_be_told_and_must_be_one() {
    let mut machine = Machine::with_book();
    machine.clock(None);
    for now in ["2026-11-20T09:00", "2026-11-20T09:00:30", "2026-11-20 09:00"] {
        assert!(machine.good(&["--now", now, "overdue"]).contains("9d over"), "{now}");
    }
    for now in ["tomorrow", "2026-11-31T09:00", "2026-11-20", ""] {
        let (code, said) = machine.bad(&["overdue", "--now", now]);
        assert!(code == 2 && said.contains("is not a time: write 2026-11-20T09:00"), "{said}");
        let (_, said) = machine.bad(&["--lang", "zh-CN", "overdue", "--now", now]);
        assert!(said.contains("不是时间"), "{said}");
    }
}

#[test]
fn themes_are_named() {
    let machine = Machine::with_book();
    let mut pty = machine.open(&["--theme", "neon"]);
    pty.see("There is no theme “neon”. There are: default, dark, light, high-contrast, mono");
    assert_eq!(pty.exit_code(), 2);
    machine.open(&["--theme", "mono"]).see("Today");
}

#[test]
fn own_themes_are_found_and_may_inherit() {
    let machine = Machine::with_book();
    machine.write("config/rounds/themes/mine.toml", "inherits = 'base'\n[palette]\npaper = '#010203'\n");
    machine.write("config/rounds/themes/base.toml", "[palette]\npaper = 'red'\n[roles]\nground = { bg = 'paper' }\n");
    machine.write("config/rounds/themes/.#mine.toml", "what an editor leaves");
    machine.write("config/rounds/themes/mine.toml~", "and another");
    let mut pty = machine.open(&["--theme", "mine"]);
    pty.see("Today");
    pty.see_no("Theme");
    pty.keys("8 shift-tab shift-tab");
    pty.see("▸ Language");
    pty.keys("j");
    pty.type_bytes(b"\r");
    pty.see("high-contrast");
    pty.type_bytes(b"base");
    pty.type_bytes(b"\r");
    pty.see("Theme: base");
    machine.write("config/rounds/config.toml", "theme = 'mine'\n");
    machine.open(&[]).see("Today");
}

#[test]
fn a_broken_theme_is_named_and_the_others_are_used() {
    let machine = Machine::with_book();
    machine.write("config/rounds/themes/dim.toml", "inherits = 'dark'\n[roles]\ntext = { fg = 'ambre' }\n");
    let pty = machine.open(&["--theme", "dark"]);
    pty.see("Theme dim.toml, line 3: “ambre” is neither in the palette nor a colour");
    pty.see("Today");
    let pty = machine.open(&["--lang", "zh-CN"]);
    pty.see("配色 dim.toml 第3行：“ambre”不在调色板里");
    machine.write("config/rounds/themes/round.toml", "inherits = 'round'\n");
    machine.open(&["demo"]).see("2 problems (rounds doctor): Theme dim.toml, line 3: ");
    let found = machine.good(&["doctor"]);
    assert!(found.contains("line 3: “ambre”") && found.contains("Theme round.toml, line 1: it inherits"), "{found}");
    // One that was asked for must be there.
    let mut pty = machine.open(&["--theme", "dim"]);
    pty.see("themes/dim.toml, line 3: ");
    assert_eq!(pty.exit_code(), 2);
    machine.write("config/rounds/config.toml", "theme = 'round'\n");
    let mut pty = machine.open(&[]);
    pty.see("it inherits from itself: round > round");
    assert_eq!(pty.exit_code(), 2);
}

#[test]
fn without_a_home_a_file_must_be_named() {
    let mut machine = Machine::new();
    let list = machine.write("list.csv", BOOK);
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        machine.set(name, "");
    }
    let database = machine.path("rounds.db").display().to_string();
    machine.good(&["--db", &database, "import", &list]);
    assert!(machine.good(&["--db", &database, "overdue"]).contains("Lakeside"));
}
