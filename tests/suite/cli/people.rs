//! `rounds rep` and `rounds key`: people, their keys, and codes for new ones.

use rounds::store::{Store, Viewer};

use crate::support::machine::Machine;

const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti li@laptop";

#[test]
fn people_are_added_listed_and_kept_out() {
    let machine = Machine::new();
    machine.good(&["rep", "add", "li", "--name", "李雷"]);
    machine.good(&["rep", "add", "sun", "--role", "supervisor"]);
    let taken = machine.run(&["rep", "add", "li", "--name", "Li Na"]);
    assert!(taken.code == 1 && taken.err.contains("li"), "{taken:?}");
    assert_eq!(machine.run(&["rep", "add", "x", "--role", "king"]).code, 2);
    let team = machine.run(&["rep", "add", "y", "--team", "Nowhere"]);
    assert!(team.code == 2 && team.err.contains("Nowhere"), "{team:?}");
    machine.good(&["rep", "disable", "sun"]);
    let list = machine.good(&["rep", "--csv"]);
    let rows: Vec<&str> = list.lines().collect();
    assert_eq!(rows, ["code,name,role,team,keys,state", "li,李雷,rep,,0,", "sun,sun,supervisor,,0,disabled"]);
    let out = machine.run(&["--as", "sun", "today"]);
    assert!(out.code == 1 && out.out.is_empty() && out.err.contains("sun is kept out"), "{out:?}");
    machine.good(&["rep", "disable", "SUN", "--back"]);
    machine.good(&["--as", "sun", "today"]);
    assert!(!machine.good(&["rep", "list", "--csv"]).contains("disabled"));
    let nobody = machine.run(&["rep", "disable", "wu"]);
    assert!(nobody.code == 2 && nobody.err.contains("li, sun"), "{nobody:?}");
    assert!(machine.good(&["--lang", "zh-CN", "rep"]).contains("主管"));
}

#[test]
fn keys_are_added_listed_and_revoked_for_good() {
    let machine = Machine::with_book();
    let file = machine.write("li.pub", KEY);
    machine.good(&["key", "add", "li", &file]);
    let again = machine.run(&["key", "add", "li", KEY]);
    assert!(again.code == 1 && again.err.contains("known already"), "{again:?}");
    let private = machine.write("li", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n");
    assert!(machine.run(&["key", "add", "li", &private]).err.contains("private key"));
    assert!(machine.run(&["key", "add", "li", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB"]).err.contains("ssh-keygen"));
    assert!(machine.run(&["key", "add", "li", "missing.pub"]).err.contains("missing.pub"));
    let list = machine.good(&["key", "list", "li", "--csv"]);
    let row: Vec<&str> = list.lines().nth(1).expect("a row").split(',').collect();
    let fingerprint = row[1];
    assert_eq!((row[0], row[2], row[3], row[4]), ("li", "li@laptop", "2026-11-20", ""));
    assert!(fingerprint.starts_with("SHA256:"));
    assert!(machine.good(&["rep", "--csv"]).contains(",rep,,1,"));
    for (said, wanted) in [("SHA256:nothing", "key list"), ("SHA", "key list")] {
        let refused = machine.run(&["key", "revoke", said]);
        assert!(refused.code == 2 && refused.err.contains(wanted), "{refused:?}");
    }
    machine.good(&["key", "revoke", &fingerprint[7..20]]);
    assert!(machine.good(&["key"]).contains("revoked 2026-11-20"));
    machine.good(&["key", "add", "li", KEY]);
}

#[test]
fn a_code_is_told_once_and_kept_nowhere() {
    let machine = Machine::with_book();
    let said = machine.good(&["key", "enrol", "li", "--hours", "3"]);
    assert!(said.contains("2026-11-20 12:00"), "{said}");
    let code = said.lines().next().and_then(|line| line.rsplit(' ').next()).expect("a code");
    assert_eq!((code.len(), code.matches('-').count()), (11, 1), "{code}");
    let kept = machine.store().enrolments(Viewer::System).expect("codes");
    assert_eq!((kept.len(), kept[0].tries), (1, 3));
    let bytes = std::fs::read(machine.database()).expect("the file");
    for code in [code.to_owned(), code.replace('-', "")] {
        assert!(!bytes.windows(code.len()).any(|window| window == code.as_bytes()));
    }
    assert_eq!(machine.run(&["key", "enrol", "li", "--hours", "0"]).code, 2);
}
