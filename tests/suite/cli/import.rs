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
    assert!(said.contains("new: 5, changed: 0, as before: 0, rows refused: 0"), "{said}");
    assert_eq!(names(&machine), ["Corner Shop", "Harbour Market", "Lakeside Kiosk", "Old Mill", "王记烟酒店"]);
    machine.healthy();
}

#[test]
fn the_imports_are_listed_for_people_and_for_programs() {
    let machine = Machine::with_book();
    let json: Value = serde_json::from_str(&machine.good(&["import", "--list", "--json"])).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!((&json[0]["state"], &json[0]["rows"]), (&Value::from("in"), &Value::from(5)));
    let csv = machine.good(&["import", "--list", "--csv"]);
    assert_eq!(csv.lines().next(), Some("started,rows,through,state,file"));
    machine.good(&["import", "--undo"]);
    assert!(machine.good(&["import", "--list"]).contains("taken back"));
    assert!(machine.good(&["--lang", "zh-CN", "import", "--list"]).contains("已退回"));
    assert_ne!(machine.run(&["import", "list.csv", "--json"]).code, 0, "there is no list to print");
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
    assert!(said.out.contains("new: 3, changed: 0, as before: 0, rows refused: 5"), "{said:?}");
    let lines: Vec<&str> = said.err.lines().collect();
    let wanted = [
        "line 3: the name is empty. Give it a name, or remove the line.",
        "line 4: there is no tier “Z”. Use the code or the name of a tier, or leave it empty.",
        "line 5: “yesterday” is not a date. Write it like 2026-02-13, or leave it empty.",
        "line 6: the visit, 2027-01-01, has not come yet.",
        "line 9: 2 cells where the header has 4. Put a cell that holds the delimiter in quotation marks.",
    ];
    assert_eq!(lines, wanted);
    assert_eq!(names(&machine), ["Also good", "Good", "Two lines"]);
    let chinese = Machine::new();
    let list = chinese.write("list.csv", "name,tier\nGood,A\nBad,Z\n");
    let said = chinese.run(&["--lang", "zh-CN", "import", &list]);
    assert!(
        said.err.starts_with("第3行：没有等级“Z”") && said.out.contains("新增1，更改0，不变0，未导入1行"),
        "{said:?}"
    );
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
fn a_second_list_goes_into_what_is_there() {
    let machine = Machine::with_book();
    let before = machine.select("SELECT hex(op) FROM op_log");
    let list = machine.path("list.csv").display().to_string();
    let said = machine.good(&["import", &list]);
    assert!(said.contains("new: 0, changed: 0, as before: 5, rows refused: 0"), "{said}");
    assert_eq!(machine.select("SELECT hex(op) FROM op_log"), before, "the same list changes nothing");
    let more = machine.write(
        "more.csv",
        "code,name,address,phone,rep\nK01,Lakeside Kiosk,1 Lake Road,555,\nK09,New Shop,,,\nK10,Other,,,zhao\n",
    );
    let dry = machine.run(&["import", &more, "--dry-run"]);
    assert!(
        dry.out.contains("Nothing was written. It would be: new: 1, changed: 1, as before: 0, rows refused: 1"),
        "{dry:?}"
    );
    assert!(dry.err.contains("line 4: there is no rep “zhao”"), "who works here is known: {dry:?}");
    assert_eq!(machine.select("SELECT hex(op) FROM op_log"), before);
    let said = machine.good(&["import", &more]);
    assert!(said.contains("new: 1, changed: 1, as before: 0, rows refused: 1"), "{said}");
    assert_eq!(machine.select("SELECT phone FROM account WHERE name = 'Lakeside Kiosk'"), ["555"]);
    assert_eq!(names(&machine).len(), 6);
    let update = machine.write("update.csv", "code,name,address,phone\nK01,Lakeside Kiosk,1 Lake Road,777\n");
    let said = machine.good(&["import", &update]);
    assert!(said.contains("line 2: phone: the account says “555”, the file “777”"), "{said}");
    machine.good(&["import", &update, "--update"]);
    assert_eq!(machine.select("SELECT phone FROM account WHERE name = 'Lakeside Kiosk'"), ["777"]);
    machine.healthy();
}

#[test]
fn what_a_chinese_excel_saved_comes_in_and_refused_rows_become_a_file() {
    let machine = Machine::new();
    let text = "客户表,,\r\n门店名称,地址,等级\r\n鑫源烟酒,文三路1号,A\r\n老李便利店,湖滨路2号,特级\r\n";
    let list = machine.write("客户.csv", encoding_rs::GB18030.encode(text).0);
    let refused = machine.path("refused.csv");
    let said = machine.run(&["--lang", "zh-CN", "import", &list, "--errors", &refused.display().to_string()]);
    assert!(said.code == 0 && said.out.contains("文本文件，编码 gb18030，表头在第2行"), "{said:?}");
    let mended = std::fs::read_to_string(&refused).expect("a file");
    assert!(mended.starts_with("\u{FEFF}行号,问题,门店名称,地址,等级\r\n4,没有等级“特级”"), "{mended}");
    assert!(mended.ends_with(",老李便利店,湖滨路2号,特级\r\n"), "{mended}");
    assert_eq!(names(&machine), ["鑫源烟酒"]);
    let (code, said) = machine.bad(&["import", &list, "--encoding", "klingon"]);
    assert!(code == 2 && said.contains("there is no encoding “klingon”"), "{code} {said}");
    let (code, said) = machine.bad(&["import", &list, "--coordinates", "mars"]);
    assert!(code == 2 && said.contains("wgs84, gcj02 and bd09"), "{code} {said}");
    machine.good(&["import", &list, "--encoding", "gbk", "--coordinates", "gcj02", "--dates", "dmy"]);
}

#[test]
fn products_people_and_visits_come_in_too() {
    let machine = Machine::with_book();
    let file = |name: &str, text: &str| machine.write(name, text);
    let products = file("products.csv", "code,name,unit,pack\nP1,玉溪,包,条=10\n");
    assert!(machine.good(&["import", &products, "--kind", "products"]).contains("new: 1"));
    let people = file("people.csv", "code,contact,phone\nK01,Ann,555\n");
    assert!(machine.good(&["import", &people, "--kind", "contacts"]).contains("new: 1"));
    let visits = file("visits.csv", "code,day,start,minutes,rep\nK01,2026-11-10,9:00,20,li\n");
    assert!(machine.good(&["import", &visits, "--kind", "visits"]).contains("new: 1"));
    assert_eq!(
        machine.select("SELECT day || ' ' || kind FROM touch WHERE day = '2026-11-10' AND kind = 'routine'").len(),
        1
    );
    assert_eq!(machine.select("SELECT name FROM contact"), ["Ann"]);
    machine.healthy();
}

#[test]
fn twins_are_joined_on_request() {
    let machine = Machine::new();
    let list = machine.write("list.csv", "licence,name,address\nL1,Corner,1 Road\nL2,Corner,1 Road\nL3,Mill,2 Road\n");
    let dry = machine.good(&["import", &list, "--dry-run"]);
    assert!(dry.contains("line 3: “Corner” stands at the same address under another code too"), "{dry}");
    machine.good(&["import", &list, "--join-licences"]);
    assert_eq!(names(&machine), ["Corner", "Mill"]);
    let said = machine.good(&["import", &list]);
    assert!(said.contains("new: 0, changed: 0, as before: 3") && !said.contains("stands at"), "{said}");
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
        (file("binary.csv", &[0x7F, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0]), "this is no spreadsheet"),
        (file("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "old .xls workbook"),
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

#[test]
fn an_import_that_goes_on_elsewhere_is_left_alone() {
    let mut machine = Machine::with_book();
    let conn = rusqlite::Connection::open(machine.database()).expect("a database");
    conn.execute("UPDATE import_run SET state = 'going'", []).expect("written");
    drop(conn);
    let list = machine.path("list.csv").display().to_string();
    for tried in [&["import", &list][..], &["import", "--resume"], &["import", "--undo"]] {
        let said = machine.run(tried);
        assert!(said.code == 1 && said.err.contains("another import is going on"), "{said:?}");
        assert!(!said.err.contains("--undo"), "whose it is may go on: {said:?}");
        assert_eq!(machine.select("SELECT state FROM import_run"), ["going"], "{tried:?}");
        assert_eq!(names(&machine).len(), 5);
    }
    machine.clock(Some("2026-11-20T09:05"));
    machine.good(&["import", "--undo"]);
    assert_eq!(names(&machine), <[String; 0]>::default());
}

#[test]
fn refused_rows_take_the_place_of_no_list_and_no_database() {
    let machine = Machine::with_book();
    let text = "name,tier\nGood,A\nBad,Z\n";
    let list = machine.write("bad.csv", text);
    let database = std::fs::read(machine.database()).expect("a file");
    for (over, dry) in [(&list, false), (&list, true), (&machine.database().display().to_string(), false)] {
        let told = ["import", &list, "--errors", over, "--dry-run"];
        let (code, said) = machine.bad(&told[..if dry { 5 } else { 4 }]);
        assert!(code == 1 && said.contains("would take the place of") && said.contains(over), "{said}");
    }
    assert_eq!(std::fs::read_to_string(&list).expect("a file"), text);
    assert_eq!(std::fs::read(machine.database()).expect("a file"), database);
    machine.healthy();
}

#[cfg(unix)]
#[test]
fn refused_rows_go_through_what_is_no_file_of_its_own() {
    let machine = Machine::with_book();
    let list = machine.write("bad.csv", "name,tier\nGood,A\nBad,Z\n");
    let (real, link) = (machine.write("real.csv", "earlier"), machine.path("link.csv"));
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    machine.good(&["import", &list, "--errors", &link.display().to_string()]);
    assert!(link.is_symlink(), "nor is a device or a pipe replaced by a file");
    assert!(std::fs::read_to_string(&real).expect("a file").ends_with(",Bad,Z\r\n"));
}
