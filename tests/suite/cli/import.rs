//! A list becomes a territory, or says why not.

use serde_json::Value;

use crate::support::machine::{BOOK, Machine};

fn names(machine: &Machine) -> Vec<String> {
    machine.select("SELECT name FROM account ORDER BY name")
}

#[test]
fn a_good_list_is_there_at_once() {
    let machine = Machine::new();
    let list = machine.write("list.csv", BOOK);
    let said = machine.good(&["import", &list]);
    assert!(
        said.contains("Columns read: code=code, name=name, address=address, tier=tier, last_visit=last_visit"),
        "{said}"
    );
    assert!(said.contains("New rep: li"), "{said}");
    assert!(said.contains("accounts imported: 5, rows refused: 0"), "{said}");
    assert_eq!(names(&machine), ["Corner Shop", "Harbour Market", "Lakeside Kiosk", "Old Mill", "王记烟酒店"]);
    machine.healthy();
}

#[test]
fn a_last_visit_becomes_a_touch_and_sets_the_clock() {
    let machine = Machine::with_book();
    let json: Value = serde_json::from_str(&machine.good(&["timeline", "K01", "--json"])).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!((&json[0]["day"], &json[0]["what"]), (&Value::from("2026-11-02"), &Value::from("imported")));
    assert_eq!(machine.good(&["timeline", "K03"]).lines().last(), Some("nothing"));
    let overdue = machine.good(&["overdue", "--csv"]);
    assert!(overdue.contains("Lakeside Kiosk,,K01,A,14,3,5,"), "{overdue}");
    assert_eq!(machine.select("SELECT day FROM touch WHERE kind = 'imported' AND late = 1").len(), 3);
}

#[test]
fn bad_rows_are_named_and_the_others_come_in() {
    let machine = Machine::new();
    let list = machine.write(
        "list.csv",
        "code,name,tier,last_visit\nA,Good,A,2026-11-02\nB,,A,\nC,Bad tier,Z,\nD,Bad day,A,yesterday\nE,Future,A,2027-01-01\n\
         F,\"Two\nlines\",A,\nG,Ragged\nH,Also good,B,\n",
    );
    let said = machine.run(&["import", &list]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("accounts imported: 3, rows refused: 5"), "{said:?}");
    let lines: Vec<&str> = said.err.lines().collect();
    let wanted = [
        "line 3: the name is empty. Give the shop a name, or remove the line.",
        "line 4: there is no tier “Z”. Use the code or the name of a tier, or leave it empty.",
        "line 5: “yesterday” is not a date. Write it like 2026-02-13, or leave it empty.",
        "line 6: the last visit, 2027-01-01, has not come yet.",
        "line 9: 2 cells where the header has 4. Put a cell that holds the delimiter in quotation marks.",
    ];
    assert_eq!(lines, wanted);
    assert_eq!(names(&machine), ["Also good", "Good", "Two lines"]);
    let chinese = Machine::new();
    let list = chinese.write("list.csv", "name,tier\nGood,A\nBad,Z\n");
    let said = chinese.run(&["--lang", "zh-CN", "import", &list]);
    assert!(said.err.starts_with("第3行：没有等级“Z”") && said.out.contains("已导入1个客户，1行未导入"), "{said:?}");
}

#[test]
fn columns_tier_and_rep_can_be_told() {
    let machine = Machine::new();
    let list = machine.write("list.csv", "sign,road,town,seen\nKiosk,1 Lake Road,Hangzhou,2026-11-19\n");
    let (code, said) = machine.bad(&["import", &list]);
    assert!(code == 1 && said.contains("no column holds the name") && said.contains("--map name=COLUMN"), "{said}");
    let told = ["import", &list, "--map", "name=sign", "--map", "address=road+town", "--map", "last_visit=seen"];
    let (_, said) = machine.bad(&[&told[..], &["--tier", "Z"]].concat());
    assert!(said.contains("there is no tier “Z”"), "{said}");
    assert_eq!(machine.select("SELECT code FROM rep"), <[String; 0]>::default(), "nothing of a list that failed");
    machine.good(&[&told[..], &["--tier", "b", "--rep", "wang"]].concat());
    assert_eq!(machine.select("SELECT code FROM rep"), ["wang"]);
    let sql = "SELECT account.name || '; ' || address || '; ' || tier.code FROM account JOIN tier ON tier = tier.id";
    assert_eq!(machine.select(sql), ["Kiosk; 1 Lake Road, Hangzhou; B"]);
    let csv = machine.good(&["timeline", "kiosk", "--csv"]);
    assert!(csv.contains("2026-11-19,imported,wang"), "{csv}");
}

#[test]
fn a_database_with_accounts_takes_no_list() {
    let machine = Machine::with_book();
    let before = machine.select("SELECT hex(op) FROM op_log");
    let list = machine.write("more.csv", "name\nNew Shop\n");
    for (lang, wanted) in [("en", "nothing was imported. Import into a new file with --db"), ("zh-CN", "没有导入")]
    {
        let (code, said) = machine.bad(&["--lang", lang, "import", &list]);
        assert!(code == 1 && said.contains(wanted), "{said}");
    }
    assert_eq!(names(&machine).len(), 5);
    assert_eq!(machine.select("SELECT hex(op) FROM op_log"), before);
}

#[test]
fn a_list_that_is_none_changes_nothing() {
    let machine = Machine::new();
    machine.make_empty();
    let before = machine.select("SELECT hex(op) FROM op_log");
    let file = |name: &str, bytes: &[u8]| machine.write(name, bytes);
    let cases = [
        (file("empty.csv", b""), "the file is empty"),
        (file("half.csv", "name,lat\nA,30\n".as_bytes()), "lat alone is not a place"),
        (file("binary.csv", &[0xFF, 0xFE, 0, 0x9B]), "UTF-8"),
        (file("none.csv", b"name,tier\nA,Z\nB,Y\n"), "No row could be imported; the database is as it was"),
        (machine.path("missing.csv").display().to_string(), "missing.csv: "),
    ];
    for (file, wanted) in cases {
        let said = machine.run(&["import", &file]);
        assert!(said.code == 1 && said.err.contains(wanted), "{file}: {said:?}");
        assert_eq!(machine.select("SELECT hex(op) FROM op_log"), before, "{file}");
    }
}

#[test]
fn the_reps_of_a_list_are_taken_on() {
    let machine = Machine::new();
    let list = machine.write("list.csv", "name,rep,last_visit\nA,li,2026-11-02\nB,wang,\nC,,\n");
    let said = machine.good(&["import", &list]);
    assert!(said.contains("New rep: li\n") && said.contains("New rep: wang\n"), "{said}");
    assert_eq!(machine.select("SELECT code FROM rep ORDER BY code"), ["li", "wang"]);
    let sql = "SELECT account.name || ' ' || code FROM account JOIN rep ON rep = rep.id ORDER BY account.name";
    assert_eq!(machine.select(sql), ["A li", "B wang", "C li"]);
}
