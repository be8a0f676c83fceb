//! Help, version, and arguments that are not understood.

use crate::support::machine::Machine;

const COMMANDS: [&str; 22] = [
    "demo",
    "import",
    "today",
    "overdue",
    "timeline",
    "log",
    "accounts",
    "plan",
    "solve",
    "roads",
    "stock",
    "digest",
    "export",
    "route",
    "doctor",
    "backup",
    "restore",
    "completions",
    "man",
    "serve",
    "rep",
    "key",
];

#[test]
fn help_speaks_both_languages_and_names_every_command() {
    let mut machine = Machine::new();
    let english = machine.good(&["--help"]);
    let chinese = machine.good(&["--lang", "zh-CN", "--help"]);
    for name in COMMANDS {
        assert!(english.contains(name) && chinese.contains(name), "{name}");
        // Each has a page of its own.
        let page = machine.good(&[name, "--help"]);
        assert!(page.contains("--db") && page.contains("--now"), "{page}");
        let page = machine.good(&["--lang=zh-CN", name, "--help"]);
        assert!(page.contains("数据库文件"), "{page}");
    }
    assert!(english.contains("A field-sales rep's day in the terminal"), "{english}");
    assert!(chinese.contains("终端里的外勤拜访"), "{chinese}");
    machine.set("LANG", "zh_CN.UTF-8");
    assert_eq!(machine.good(&["--help"]), chinese);
    assert_eq!(machine.good(&["--lang", "en", "--help"]), english);
    assert_eq!(machine.names(), <[String; 0]>::default(), "help makes nothing");
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(Machine::new().good(&["--version"]), format!("rounds {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_is_not_understood_is_said_and_nothing_is_made() {
    let machine = Machine::new();
    for (arguments, wanted) in [
        (&["overduu"][..], "overdue"),
        (&["overdue", "--jsno"], "--json"),
        (&["overdue", "--json", "--csv"], "cannot be used with"),
        (&["timeline"], "<account>"),
        (&["import"], "<FILE>"),
        (&["import", "x.csv", "--map", "name"], "field=column"),
        (&["import", "x.csv", "--map", "colour=red"], "the fields are"),
    ] {
        let (code, said) = machine.bad(arguments);
        assert!(code == 2 && said.contains(wanted), "{arguments:?}: {code} {said}");
    }
    assert_eq!(machine.names(), <[String; 0]>::default());
}
