//! Stock on the command line: a story from asking to handing over, its lists in all forms, what is refused.

use serde_json::{Value, json};

use crate::support::machine::Machine;

const PRODUCTS: &str = "code,name,aliases,unit,packs\n\
    100,玉溪(软),soft,盒,条=10\n\
    200,玉溪(硬),hard,盒,条=10\n";

/// A machine with shops and products, on which the clock stands at another time with each step.
struct Counter {
    machine: Machine,
    minute: u32,
}

impl Counter {
    fn new() -> Self {
        let machine = Machine::with_book();
        let file = machine.write("products.csv", PRODUCTS);
        machine.good(&["import", "--kind", "products", &file]);
        Self { machine, minute: 0 }
    }

    /// The next minute of a day.
    fn on(&mut self, day: &str) -> &Machine {
        self.minute += 1;
        self.machine.clock(Some(&format!("{day}T09:{:02}", self.minute)));
        &self.machine
    }

    fn does(&mut self, day: &str, arguments: &[&str]) -> String {
        self.on(day).good(&[&["stock"], arguments].concat())
    }

    fn fails(&mut self, day: &str, arguments: &[&str]) -> (i32, String) {
        self.on(day).bad(&[&["stock"], arguments].concat())
    }

    fn json(&mut self, day: &str, arguments: &[&str]) -> Vec<Value> {
        serde_json::from_str(&self.does(day, &[arguments, &["--json"]].concat())).expect("JSON")
    }

    fn last_word(&mut self, day: &str, arguments: &[&str]) -> String {
        self.does(day, arguments).split_whitespace().last().expect("a word").to_owned()
    }
}

/// What these fields of the rows say.
fn fields(rows: &[Value], names: &[&str]) -> Vec<Vec<Value>> {
    rows.iter().map(|row| names.iter().map(|name| row[name].clone()).collect()).collect()
}

const ASKED: &str = "2026-11-20";
const CAME: &str = "2026-11-23";

/// Three shops asked, 8 came; answers the arrival.
fn story(counter: &mut Counter) -> String {
    let said = counter.does(ASKED, &["request", "K01", "soft", "5", "--until", "2026-12-31", "--note", "=call first"]);
    assert!(said.starts_with("Lakeside Kiosk asks for 玉溪(软) (100), 5 盒: place 1 of 1. Request "), "{said}");
    let said = counter.does(ASKED, &["request", "wjyjd", "100", "2条", "--all-or-nothing", "--outside"]);
    assert!(said.starts_with("王记烟酒店 asks for 玉溪(软) (100), 2 条 (20 盒): place 2 of 2."), "{said}");
    let said = counter.does(ASKED, &["request", "harbour", "玉溪(软)", "4", "--lang", "zh-CN"]);
    assert!(said.starts_with("Harbour Market 登记 玉溪(软) (100) 4 盒：第3名，共3个。登记号 "), "{said}");
    counter.last_word(CAME, &["arrive", "soft", "8", "--note", "late lorry"])
}

#[test]
fn from_asking_to_handing_over() {
    let mut counter = Counter::new();
    let goods = story(&mut counter);
    let list = counter.json(CAME, &[]);
    let names = ["product_code", "place", "code", "tier", "asked", "quantity", "open", "day", "days", "until"];
    assert_eq!(
        json!(fields(&list, &names)),
        json!([
            ["100", 1, "K01", "A", "5 盒", 5, 5, ASKED, 3, "2026-12-31"],
            ["100", 2, "K02", "B", "2 条", 20, 20, ASKED, 3, null],
            ["100", 3, "K03", "C", "4 盒", 4, 4, ASKED, 3, null],
        ])
    );
    assert_eq!(
        json!(fields(&list, &["all_or_nothing", "outside"])),
        json!([[false, false], [true, true], [false, false]])
    );

    // Before it is decided: each rule beside the others, and nothing is written.
    let proposed = counter.json(CAME, &["allot", &goods, "--dry-run"]);
    let rules = ["code", "first_asked", "by_tier", "fair_share", "by_hand"];
    assert_eq!(
        json!(fields(&proposed, &rules)),
        json!([["K01", 5, 5, 4, 0], ["K02", 0, 0, 0, 0], ["K03", 3, 3, 4, 0]])
    );
    assert_eq!(counter.machine.select("SELECT rule FROM allotment"), <[String; 0]>::default());

    let said = counter.does(CAME, &["allot", &goods]);
    assert!(said.contains("all or nothing: wants 20, 3 were left; keeps its place"), "{said}");
    assert!(said.ends_with(&format!("Arrival {goods} is allotted: first asked\n")), "{said}");
    let said = counter.does(CAME, &["tell", &goods, "K01", "--until", "2026-11-25", "--how", "in-person"]);
    assert_eq!(said, "Lakeside Kiosk (K01) was told: 5 盒, held until 25 Nov\n");
    counter.does(CAME, &["tell", &goods, "harbour", "--how", "chat"]);
    // One takes less: the next in line is named, and gets it only when that is decided.
    let said = counter.does(CAME, &["answer", &goods, "K01", "4"]);
    assert_eq!(said, "Lakeside Kiosk (K01): takes 4 盒\nNext in line: Harbour Market (K03), 1 盒 more\n");
    let (code, said) = counter.fails(CAME, &["allot", &goods, "--give", "K03=4", "--give", "K01=1"]);
    assert!(code == 1 && said.contains("shops were told already; say why it is changed"), "{said}");
    counter.does(CAME, &["allot", &goods, "--rule", "hand", "--give", "K03=4", "--reason", "one passed"]);
    assert_eq!(counter.does(CAME, &["fulfil", &goods, "K01", "3"]), "Handed over to Lakeside Kiosk (K01): 3 盒\n");
    assert_eq!(counter.does(CAME, &["fulfil", &goods, "K01"]), "Handed over to Lakeside Kiosk (K01): 1 盒\n");
    counter.does(CAME, &["fulfil", &goods, "K03"]);
    let (code, said) = counter.fails(CAME, &["fulfil", &goods, "K03"]);
    assert!(code == 1 && said.contains("Nothing of this arrival is kept for Harbour Market (K03)"), "{said}");

    let done = counter
        .machine
        .select("SELECT count || ' ' || ifnull(ended ->> '$.how', 'open') FROM stock_request ORDER BY at");
    assert_eq!(done, ["5 open", "2 open", "4 fulfilled"]);
    let queue = counter.json(CAME, &[]);
    assert_eq!(
        json!(fields(&queue, &["code", "place", "open", "fulfilled"])),
        json!([["K01", 1, 1, 4], ["K02", 2, 20, 0]])
    );
    counter.does(CAME, &["cancel", "K02", "soft", "--reason", "bought elsewhere"]);
    let request = queue[0]["request"].as_str().expect("an identity").to_owned();
    assert_eq!(counter.does(CAME, &["cancel", &request]), "Called off: Lakeside Kiosk (K01), 玉溪(软) (100)\n");
    assert_eq!(counter.json(CAME, &[]), <[Value; 0]>::default());
    counter.machine.healthy();
}

#[test]
fn an_arrival_is_listed_with_whom_to_tell_and_explains_itself() {
    let mut counter = Counter::new();
    let goods = story(&mut counter);
    let names =
        ["arrival", "amount", "owner", "rule", "left", "place", "code", "given", "held", "fulfilled", "how", "answer"];
    let list = counter.json(CAME, &["--arrivals"]);
    assert_eq!(
        json!(fields(&list, &names)),
        json!([
            [goods, "8 盒", "li", null, 8, 1, "K01", 5, 5, 0, null, null],
            [goods, "8 盒", "li", null, 8, 2, "K03", 3, 3, 0, null, null],
        ])
    );
    counter.does(CAME, &["allot", &goods, "--rule", "fair"]);
    counter.does(CAME, &["tell", &goods, "K03", "--until", "2026-11-24", "--note", "noon"]);
    counter.does(CAME, &["answer", &goods, "K03", "not-now"]);
    counter.does(CAME, &["tell", &goods, "K01"]);
    counter.does(CAME, &["fulfil", &goods, "K01", "2"]);
    let list = counter.json("2026-11-25", &["--arrivals", "--product", "soft"]);
    assert_eq!(
        json!(fields(&list, &names)),
        json!([
            [goods, "8 盒", "li", "fair-share", 4, 1, "K01", 4, 4, 2, "phone", null],
            [goods, "8 盒", "li", "fair-share", 4, 2, "K03", 4, 0, 0, "phone", "not-now"],
        ])
    );
    assert_eq!(counter.json(CAME, &["--arrivals", "--product", "hard"]), <[Value; 0]>::default());

    let rows = counter.json(CAME, &["--explain", &goods]);
    let names = ["what", "code", "quantity", "rule", "place", "open", "before", "why", "how", "answer", "withdrawn"];
    assert_eq!(
        json!(fields(&rows, &names)),
        json!([
            ["decision", "K01", 4, "fair-share", 1, 5, 0, "part", null, null, null],
            ["decision", "K02", 0, "fair-share", 2, 20, 0, "part-too-small", null, null, null],
            ["decision", "K03", 4, "fair-share", 3, 4, 0, "part", null, null, null],
            ["telling", "K03", null, null, null, null, null, null, "phone", "not-now", false],
            ["telling", "K01", null, null, null, null, null, null, "phone", null, false],
            ["handing-over", "K01", 2, null, null, null, null, null, null, null, null],
        ])
    );
    let said = counter.does(CAME, &["--explain", &goods]);
    for wanted in
        ["玉溪(软) (100) · 8 盒", "late lorry", "li decided: fair share", "held until 2026-11-24", "not this time"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    counter.does(CAME, &["close", &goods]);
    // What is closed explains itself all the same.
    let said = counter.does(CAME, &["--explain", &goods[4..], "--lang", "zh-CN"]);
    for wanted in ["已结清", "li 分配：按比例", "要求足额：按比例只得", "告知", "交货"] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[test]
fn fairness_tells_waits_fill_rate_and_who_was_told_out_of_turn() {
    let mut counter = Counter::new();
    let goods = story(&mut counter);
    counter.does(CAME, &["allot", &goods]);
    counter.does(CAME, &["tell", &goods, "K03"]);
    counter.does("2026-11-24", &["tell", &goods, "K01"]);
    counter.does("2026-11-24", &["fulfil", &goods, "K01"]);
    counter.does("2026-11-24", &["cancel", "K02", "soft"]);
    let report = counter.json("2026-11-24", &["--fairness"]);
    let names = [
        "of",
        "code",
        "requests",
        "told",
        "told_median",
        "told_p90",
        "supplied",
        "supplied_median",
        "over",
        "asked",
        "handed_over",
        "fill_rate",
        "inversions",
    ];
    assert_eq!(
        json!(fields(&report, &names)),
        json!([
            ["all", null, 3, 2, 3.5, 4.0, 1, 4.0, 2, 25, 5, 0.2, 1],
            ["product", "100", 3, 2, 3.5, 4.0, 1, 4.0, 2, 25, 5, 0.2, 1],
            ["tier", "A", 1, 1, 4.0, 4.0, 1, 4.0, 1, 5, 5, 1.0, 1],
            ["tier", "B", 1, 0, null, null, 0, null, 1, 20, 0, 0.0, 0],
            ["tier", "C", 1, 1, 3.0, 3.0, 0, null, 0, 0, 0, null, 0],
            ["account", "K03", 1, 1, 3.0, 3.0, 0, null, 0, 0, 0, null, 0],
            ["account", "K01", 1, 1, 4.0, 4.0, 1, 4.0, 1, 5, 5, 1.0, 1],
            ["account", "K02", 1, 0, null, null, 0, null, 1, 20, 0, 0.0, 0],
        ])
    );
    assert_eq!(counter.json("2026-11-24", &["--fairness", "--since", "2026-11-21"]), <[Value; 0]>::default());
    let text = counter.does("2026-11-24", &["--fairness", "--lang", "zh-CN"]);
    assert!(text.starts_with("口径") && text.contains("20 %"), "{text}");
    // Who was told after whom.
    let pairs = counter.json("2026-11-24", &["--out-of-order"]);
    let names = ["earlier_code", "later_code", "arrival"];
    assert_eq!(json!(fields(&pairs, &names)), json!([["K01", "K03", goods]]));
    let days = |key: &str| pairs[0][key].as_str().map(|at| at[..10].to_owned());
    assert_eq!(
        ["earlier_asked", "later_asked", "earlier_told", "later_told"].map(days),
        [ASKED, ASKED, "2026-11-24", CAME].map(|day| Some(day.to_owned()))
    );
    assert_eq!(counter.json("2026-11-24", &["--out-of-order", "--since", "2026-11-21"]), <[Value; 0]>::default());
}

#[test]
fn programs_read_the_same_in_both_languages() {
    let mut counter = Counter::new();
    let goods = story(&mut counter);
    counter.does(CAME, &["allot", &goods]);
    counter.does(CAME, &["tell", &goods, "K01"]);
    counter.on(CAME);
    let lists: [&[&str]; 6] = [
        &[],
        &["--arrivals"],
        &["--explain", &goods],
        &["--fairness"],
        &["--out-of-order"],
        &["allot", &goods, "--dry-run"],
    ];
    for list in lists {
        let said = |more: &[&str]| counter.machine.good(&[&["stock"], list, more].concat());
        for form in ["--json", "--csv"] {
            assert_eq!(said(&[form]), said(&[form, "--lang", "zh-CN"]), "{list:?}");
        }
        assert_ne!(said(&[]), said(&["--lang", "zh-CN"]), "{list:?}");
        assert!(!said(&["--csv"]).contains(",=call"), "{list:?}");
    }
}

#[test]
fn what_is_not_understood_or_not_possible_is_said() {
    let mut counter = Counter::new();
    let goods = story(&mut counter);
    counter.does(CAME, &["request", "K01", "soft", "1"]);
    counter.does(CAME, &["allot", &goods, "--give", "K03=4"]);
    let before = counter.machine.select("SELECT hex(op) FROM op_log");
    for (arguments, code, wanted) in [
        (&["request", "K01", "玉溪", "5"][..], 1, "fits several products: 玉溪(硬) (200), 玉溪(软) (100)"),
        (&["request", "K01", "tea", "5"], 1, "No product is found by “tea”"),
        (&["request", "K01", "soft", "5 crates"], 2, "alone or with one of 盒, 条"),
        (&["request", "K01", "soft", "0"], 2, "is not an amount"),
        (&["request", "lake road", "soft", "5"], 1, "fits several accounts"),
        (&["request", "K01", "soft", "5", "--contact", "chen"], 1, "Nobody there is called “chen”"),
        (&["request", "K01", "soft", "5", "--until", "someday"], 2, "is not a day"),
        (&["cancel", "K01", "soft"], 1, "fits several requests; name one by its end: Lakeside Kiosk (K01) · 5"),
        (&["cancel", "nobody"], 1, "No request is found by “nobody”"),
        (&["allot", "00000000"], 1, "There is no arrival “00000000”"),
        (&["allot", "x"], 1, "There is no arrival “x”"),
        (&["allot", &goods, "--rule", "hand"], 2, "By hand, say what each gets"),
        (&["allot", &goods, "--rule", "fair", "--give", "K02=1"], 2, "--give is for --rule hand only"),
        (&["allot", &goods, "--give", "K02"], 2, "“K02” is not a share"),
        (&["allot", &goods, "--give", "K02=1"], 1, "this request wants all or nothing"),
        (&["allot", &goods, "--give", "K03=5"], 1, "more than was asked for"),
        (&["allot", &goods, "--json"], 2, "--dry-run"),
        (&["tell", &goods, "K02"], 1, "No request is found by “K02”"),
        (&["answer", &goods, "K03", "takes"], 1, "Harbour Market (K03) was not told yet"),
        (&["answer", &goods, "K03", "perhaps"], 2, "“perhaps” is not an answer"),
        (&["fulfil", &goods, "K03", "5"], 1, "1 more than there is"),
        (&["--explain", "ffffffff"], 1, "There is no arrival “ffffffff”"),
        (&["--product", "tea"], 1, "No product is found by “tea”"),
        (&["--product", "soft", "cancel", "K02"], 2, "--product is for what is printed, not for cancel"),
        (&["--since", "-7"], 2, "--fairness"),
        (&["--team", "South"], 1, "No team that you may see is called “South”"),
        (&["arrive", "soft", "1", "--team", "South"], 1, "No team that you may see is called “South”"),
        (&["--arrivals", "--fairness"], 2, "cannot be used with"),
    ] {
        let (found, said) = counter.fails(CAME, arguments);
        assert!(found == code && said.contains(wanted), "{arguments:?}: {found} {said}");
    }
    let (code, said) = counter.fails(CAME, &["answer", &goods, "K03", "takes", "--lang", "zh-CN"]);
    assert!(code == 1 && said.contains("尚未告知"), "{said}");
    assert_eq!(counter.machine.select("SELECT hex(op) FROM op_log"), before, "nothing was written");
}

#[test]
fn a_colleague_sees_places_and_no_names() {
    let mut counter = Counter::new();
    counter.machine.select(
        "INSERT INTO rep SELECT X'019A0000000070008000000000000001', 'wang', 'Wang', role, team, territory_en, territory_zh,
           home_lat, home_lon, day_start, day_end, lunch, zone, disabled FROM rep RETURNING code",
    );
    let goods = story(&mut counter);
    counter.does(CAME, &["allot", &goods]);
    counter.does(CAME, &["tell", &goods, "K01"]);
    let rows = counter.json(CAME, &["--as", "wang"]);
    assert_eq!(json!(fields(&rows, &["place", "name", "code", "note"]))[0], json!([null, null, null, null]));
    assert_eq!(rows.len(), 3);
    let explained = counter.does(CAME, &["--as", "wang", "--explain", &goods]);
    assert!(explained.contains("a colleague's shop · phone") && !explained.contains("Lakeside"), "{explained}");
    let report = counter.json(CAME, &["--as", "wang", "--fairness"]);
    assert!(report[0]["requests"] == 3 && report.iter().all(|row| row["of"] != "account"), "{report:?}");
    // By the end of its identity it can be named, and is not theirs to call off.
    let request = rows[1]["request"].as_str().expect("an identity");
    let (code, said) = counter.fails(CAME, &["--as", "wang", "cancel", request]);
    assert!(code == 1 && said.contains("Not done"), "{said}");
}

#[test]
fn a_manager_in_no_team_looks_at_each() {
    let mut counter = Counter::new();
    let team = |n: u8, en: &str, zh: &str| format!("(X'019A00000000700080000000000000{n:02}', '{en}', '{zh}')");
    let teams = [team(1, "East", "城东"), team(2, "West", "城西")].join(", ");
    counter.machine.select(&format!("INSERT INTO team (id, name_en, name_zh) VALUES {teams} RETURNING name_en"));
    counter.machine.select(
        "INSERT INTO rep SELECT X'019A0000000070008000000000000009', 'mo', 'Mo', 'manager', NULL, territory_en, territory_zh,
           home_lat, home_lon, day_start, day_end, lunch, zone, disabled FROM rep RETURNING code",
    );
    counter
        .machine
        .select("UPDATE rep SET team = X'019A0000000070008000000000000002' WHERE code = 'li' RETURNING code");
    let goods = story(&mut counter);
    // The team that deals with something is the first that is looked at; another is named.
    let rows = |counter: &mut Counter, more: &[&str]| counter.json(CAME, &[&["--as", "mo"], more].concat()).len();
    assert_eq!(rows(&mut counter, &[]), 3);
    assert_eq!(rows(&mut counter, &["--arrivals"]), 2, "whom to tell of it");
    assert_eq!(rows(&mut counter, &["--team", "chengxi"]), 3);
    assert_eq!(rows(&mut counter, &["--team", "east"]), 0);
    assert_eq!(rows(&mut counter, &["--team", "in no team"]), 0);
    assert_eq!(rows(&mut counter, &["--team", "east", "--fairness"]), 0);
    assert!(rows(&mut counter, &["--fairness"]) > 3);
    let (code, said) = counter.fails(CAME, &["--as", "mo", "--team", "st"]);
    assert!(code == 1 && said.contains("fits several teams: East, West"), "{said}");
    // What comes in is for the team that is meant, and its leader decides.
    counter.does(CAME, &["arrive", "soft", "3", "--as", "mo", "--team", "east"]);
    assert_eq!(rows(&mut counter, &["--team", "east", "--arrivals"]), 1);
    assert_eq!(counter.json(CAME, &["--arrivals"]).len(), 2, "the reps of another team do not wait for it");
    counter.does(CAME, &["allot", &goods, "--as", "mo"]);
    counter.does(CAME, &["cancel", "K02", "soft", "--as", "mo", "--team", "west"]);
    assert_eq!(rows(&mut counter, &["--team", "west"]), 2);
}

#[test]
fn every_command_has_a_page_in_both_languages() {
    let machine = Machine::new();
    for name in ["request", "arrive", "allot", "tell", "answer", "fulfil", "cancel", "close"] {
        let page = machine.good(&["stock", name, "--help"]);
        assert!(page.contains("Usage: rounds stock") && page.contains("--as"), "{page}");
        assert!(machine.good(&["stock", name, "--help", "--lang", "zh-CN"]).contains("用法"), "{name}");
    }
    assert_eq!(machine.names(), <[String; 0]>::default());
}
