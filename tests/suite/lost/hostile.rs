//! Names that are made to do harm: escape sequences, controls that turn the reading direction, formulas.

use chrono::{DateTime, NaiveDate};
use rounds::domain::account::Account;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{DeviceId, Ids};
use rounds::store::{SqliteStore, Store, Viewer};

use crate::support::machine::Machine;

/// What must never come out: a clipboard command, a title, a cursor move, an eight-bit introducer, a bell, and turned text.
const EVIL: &str =
    "\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[2J\u{1b}]0;owned\u{1b}\\\u{9b}31m\u{8}\u{202e}gnp.exe\u{2066}x\u{200f}";

const FORMULA: &str = "=HYPERLINK(\"http://evil\")";

/// A list with such names. The importer takes the control characters out; the bidi controls are left to who shows them.
fn list() -> String {
    let quoted = FORMULA.replace('"', "\"\"");
    format!("code,name,address,tier\nE1,Evil{EVIL}Shop,Street{EVIL},A\nE2,\"{quoted}\",+49 89,A\nE3,@SUM(A1),-1+1,A\n")
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Everything that the program writes in its own name begins with one of these.
fn is_our_sequence(after_escape: &str) -> bool {
    // The question how wide the terminal draws.
    if after_escape.starts_with("[6n") {
        return true;
    }
    let rest = after_escape.trim_start_matches(|c: char| c.is_ascii_digit() || ";?[".contains(c));
    after_escape.starts_with('[') && rest.starts_with(|c: char| "ABCDGHJKmhlXd".contains(c))
}

fn is_harmless(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    // A backspace is how the program itself steps back.
    let is_wrong = |c: &char| is_hidden(*c) || (c.is_control() && !"\u{1b}\r\n\u{8}".contains(*c));
    let wrong: Vec<char> = text.chars().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for after in text.split('\u{1b}').skip(1) {
        let shown: String = after.chars().take(20).collect();
        assert!(is_our_sequence(after), "{shown:?}");
        // The program clears whole screens only when it takes one over or paints anew, never for a name.
        assert!(!after.starts_with(']'), "{shown:?}");
    }
}

/// A machine with those names, and one more that came by another way than the importer, with every control character left in.
fn machine() -> Machine {
    let machine = Machine::with(&list());
    let mut store = SqliteStore::open(&machine.database()).expect("a database");
    let rep = store.reps(Viewer::System).expect("reps").remove(0);
    let day: NaiveDate = "2026-11-20".parse().expect("a day");
    let row = store.book(Viewer::System, rep.id, day).expect("a book").remove(0);
    let mut ids = Ids::new(9);
    let at = DateTime::UNIX_EPOCH + chrono::Days::new(20_000);
    let account = Account {
        other_name: format!("Other{EVIL}"),
        address: format!("Where{EVIL}"),
        phone: EVIL.to_owned(),
        codes: vec![rounds::domain::account::Code {
            kind: rounds::domain::account::CodeKind::Customer,
            text: format!("R{EVIL}"),
        }],
        tier: row.tier,
        rep: Some(rep.id),
        ..Account::new(ids.next(at), format!("Raw{EVIL}Shop"), day)
    };
    let act = Act::Change(vec![Change::Add(account.into())]);
    let (op, group) = (ids.next(at), ids.next(at));
    let envelope = Envelope { op, group, actor: None, device: DeviceId(uuid::Uuid::nil()), at, day, act };
    store.apply(&[envelope])[0].as_ref().expect("a shop");
    machine
}

#[test]
fn hostile_names_do_no_harm_on_the_screens() {
    let mut machine = machine();
    machine.set("ROUNDS_LOG", "trace");
    let mut pty = machine.open(&[]);
    pty.see("Today");
    pty.keys("2");
    pty.see("Evil");
    pty.see("Raw");
    pty.keys("w");
    pty.see("Why ");
    pty.keys("esc");
    pty.see_no("Why ");
    // Each of them: its page, a visit with words, the way back.
    for _ in 0..3 {
        pty.keys("enter");
        pty.see("Timeline");
        pty.keys("esc");
        pty.see_no("Timeline");
        pty.keys("g c");
        pty.see("Note");
        pty.type_bytes(format!("\x1b[200~words {EVIL}\x1b[201~").as_bytes());
        pty.see("words");
        pty.keys("ctrl-s");
        pty.see("Checked out of");
        pty.see("Score");
        pty.keys("g");
        pty.see_no("Checked out of");
    }
    pty.keys("u");
    pty.see("Undone");
    pty.keys("1");
    pty.see("done");
    pty.keys("a");
    pty.see("Add which account?");
    pty.keys("esc");
    pty.see_no("Add which account?");
    pty.keys("4");
    pty.see("accounts");
    pty.keys("i");
    pty.see("Codes");
    pty.keys("esc");
    pty.see_no("Codes");
    pty.keys("space space M");
    pty.see("goes into it");
    pty.keys("esc");
    pty.see_no("goes into it");
    pty.keys("E");
    pty.see("as it is");
    pty.keys("esc");
    pty.see_no("as it is");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    is_harmless(&pty.everything());
    let log = std::fs::read(machine.path("state/rounds/rounds.log")).expect("a log");
    assert!(!log.iter().any(|byte| *byte < 0x20 && *byte != b'\n'), "{}", String::from_utf8_lossy(&log));
}

#[test]
fn hostile_names_do_no_harm_in_reports() {
    let machine = machine();
    for form in [&[][..], &["--json"], &["--csv"]] {
        for report in [&["overdue"][..], &["timeline", "E1"]] {
            let out = machine.good(&[report, form].concat());
            assert!(!out.contains(|c: char| is_hidden(c) || (c.is_control() && !"\r\n".contains(c))), "{out:?}");
        }
    }
    let csv = machine.good(&["overdue", "--csv"]);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let mut found = 0;
    for row in rows.records() {
        for cell in &row.expect("a row") {
            found += usize::from(cell.starts_with('\''));
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
    assert!(found >= 2, "{csv}");
    // In JSON a formula is a text like any other.
    let json: serde_json::Value = serde_json::from_str(&machine.good(&["overdue", "--json"])).expect("JSON");
    assert!(json.as_array().expect("rows").iter().any(|row| row["name"] == FORMULA), "{json}");
    // Nor in what goes wrong.
    let (_, said) = machine.bad(&["timeline", &format!("nobody{EVIL}")]);
    assert!(!said.contains(|c: char| is_hidden(c) || (c.is_control() && c != '\n')), "{said:?}");
}

#[test]
fn hostile_lists_do_no_harm_while_they_are_imported() {
    let machine = Machine::new();
    let list = machine.write("list.csv", format!("code,name,tier{EVIL},other{EVIL}\nE1,Shop,X{EVIL},1\n,,,{EVIL}\n"));
    let said = machine.run(&["import", &list, "--map", &format!("tier=tier{}", "52;c;ZXZpbA==")]);
    for text in [said.out, said.err] {
        assert!(!text.contains(|c: char| is_hidden(c) || (c.is_control() && c != '\n')), "{text:?}");
    }
}
