//! Line mode: what is said and asked, what answers do, and that nothing but lines of text ever goes out.

use std::io::Write as _;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use rounds::app::follow_ups::follow_ups;
use rounds::app::policy::Policy;
use rounds::app::query::book;
use rounds::app::who::Who;
use rounds::app::worklist::groups;
use rounds::cli::plain::{Line, Opening, Talk};
use rounds::domain::content::Order;
use rounds::domain::ids::{DeviceId, Ids, TouchId};
use rounds::domain::route::Fate;
use rounds::domain::touch::{Draft, Report, Touch, TouchKind};
use rounds::i18n::Lang;
use rounds::store::{Keep, SqliteStore, Store};
use rustix::process::Signal;
use uuid::Uuid;

use crate::support::demo::Demo;
use crate::support::machine::{Machine, Said};

/// The first open stop of the demo's friday; it is the fifth.
const NEXT: &str = "鑫源名烟名酒";

/// Each conversation has identities of its own.
static CONVERSATION: AtomicU64 = AtomicU64::new(1 << 40);

/// Talks in memory: what is heard when these bytes are said.
fn talk(demo: &Demo, lang: Lang, said: &[u8]) -> String {
    let mut store = SqliteStore::open(&demo.path()).expect("a database");
    let (mut input, mut output) = (said, Vec::new());
    let clock = || demo.now();
    let opening = Opening {
        store: &mut store,
        rep: demo.rep.clone(),
        lang,
        ids: Ids::new(CONVERSATION.fetch_add(1, Ordering::Relaxed)),
        device: DeviceId(Uuid::nil()),
        clock: &clock,
        chore: None,
    };
    let line = Line { input: &mut input, output: &mut output, echoes: false };
    Talk::new(opening, line).expect("a conversation").run();
    let heard = String::from_utf8(output).expect("UTF-8");
    only_text(&heard);
    heard
}

fn lines(demo: &Demo, lang: Lang, said: &[&str]) -> String {
    talk(demo, lang, (said.join("\n") + "\n").as_bytes())
}

/// No escape, no other control, no box, no block, no braille.
fn only_text(heard: &str) {
    let bad =
        |c: &char| (c.is_control() && *c != '\n') || matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}');
    assert_eq!(heard.chars().find(bad), None, "{heard:?}");
}

/// A visit with every section, from the menu on.
fn whole_visit(lang: Lang) -> Vec<&'static str> {
    let fri = if lang == Lang::En { "fri" } else { "周五" };
    vec![
        "1",
        "5",
        "1", // route, stop, check in
        "1",
        "2",
        "玉溪软 x5, 利群新版 2条",
        "玉溪软 0",
        "3",
        "", // met, kind, order, shelf, display, requests
        "1",
        "价签 price labels",
        fri,
        "",
        "1", // a promise, no more, what is answered
        "news",
        "a poster",
        "4",
        "1 2",
        "+7",
        "look at the counter", // told, competitor, satisfied, needs, next
        "asked for labels",
        "第二行",
        "",
        "y",
        "b",
        "q",
    ]
}

fn nameless(touch: &Touch) -> Touch {
    Touch { id: TouchId(Uuid::nil()), ..touch.clone() }
}

/// What is still open at an account, without identities.
fn matters(demo: &Demo) -> Vec<(String, Option<chrono::NaiveDate>)> {
    let account = demo.account(NEXT).account;
    let brief = demo.store().brief(demo.viewer(), account).expect("a brief").expect("an account");
    brief.matters.into_iter().map(|it| (it.text, it.due)).collect()
}

#[test]
fn a_whole_visit_by_lines_is_the_visit_of_the_full_screen() {
    for lang in Lang::ALL {
        let screen = Demo::new();
        let mut stage = screen.stage(lang, (120, 36));
        stage.keys("c");
        stage.type_text("asked for labels");
        stage.keys("enter");
        stage.type_text("第二行");
        stage.keys("tab 1 tab 2 tab 4 tab 1 tab");
        stage.type_text("玉溪软 x5, 利群新版 2条");
        stage.keys("tab tab");
        stage.type_text("玉溪软 0");
        stage.keys("tab 3 tab 1 2 tab");
        stage.type_text("news");
        stage.keys("tab");
        stage.type_text("a poster");
        stage.keys("tab");
        stage.type_text("+7");
        stage.keys("tab");
        stage.type_text("look at the counter");
        stage.keys("ctrl-p");
        stage.type_text("价签 price labels");
        stage.keys("enter");
        stage.type_text("周五");
        stage.keys("enter ctrl-s");

        let plain = Demo::new();
        let heard = lines(&plain, lang, &whole_visit(lang));
        let touch = |demo: &Demo| nameless(&demo.touches(demo.account(NEXT).account)[0]);
        assert_eq!(touch(&plain), touch(&screen), "{heard}");
        assert_eq!(matters(&plain), matters(&screen), "{heard}");
        assert_eq!((plain.open_visits(), plain.drafts()), (0, vec![]));
        let route = plain.route(plain.today());
        let stop = route.iter().find(|row| row.account.name == NEXT).expect("the stop");
        assert!(matches!(stop.stop.fate, Fate::Done { .. }));
        let wanted =
            if lang == Lang::En { "Checked out of 鑫源名烟名酒, 0 min" } else { "已签退 鑫源名烟名酒" };
        assert!(heard.contains(wanted), "{heard}");
        // What is undone is said as the full screen says it, and the words are a draft again.
        let heard = lines(&plain, lang, &["b", "u", "r", "q"]);
        let (undone, redone) = if lang == Lang::En {
            ("Undone: check-out 鑫源名烟名酒, the words are a draft again", "Redone: check-out 鑫源名烟名酒")
        } else {
            ("已撤销：签退 鑫源名烟名酒，文字已恢复为草稿", "已重做：签退 鑫源名烟名酒")
        };
        assert!(heard.contains(undone) && heard.contains(redone), "{heard}");
        assert_eq!(touch(&plain), touch(&screen));
    }
}

#[test]
fn the_due_list_has_the_order_of_the_screen() {
    let demo = Demo::new();
    let (store, rep) = (demo.store(), demo.rep.clone());
    let who = Who { rep, today: demo.today(), now: demo.now() };
    let policy = Policy::new(&store.reference(who.viewer()).expect("rules"));
    let due = groups(book(&store, &who, &policy).expect("a book")).into_iter().filter(|(group, _)| group.is_due());
    let expected: Vec<String> = due.flat_map(|(_, members)| members).map(|line| line.row.name).collect();
    assert!(expected.len() > 20, "more than a page");
    for lang in Lang::ALL {
        // Enter for each page, and once more to go back.
        let enters = vec![""; expected.len() / 20 + 1];
        let heard = lines(&demo, lang, &[&["2"][..], &enters, &["q"]].concat());
        let numbered = |line: &str| {
            let (number, rest) = line.split_once(' ')?;
            Some((number.parse::<usize>().ok()?, rest.to_owned()))
        };
        let from = heard.find(if lang == Lang::En { "Overdue A" } else { "逾期 A" }).expect("its first group");
        let rows: Vec<(usize, String)> = heard[from..].lines().filter_map(numbered).take(expected.len()).collect();
        for (at, (name, (number, row))) in expected.iter().zip(&rows).enumerate() {
            assert_eq!(*number, at + 1);
            assert!(row.starts_with(name), "{name}: {row}");
        }
        assert_eq!(rows.len(), expected.len());
    }
}

#[test]
fn a_line_that_is_cut_keeps_what_was_answered() {
    let demo = Demo::new();
    let all = whole_visit(Lang::En);
    // After each answer of the visit the line may end.
    lines(&demo, Lang::En, &all[..10]);
    assert_eq!(demo.open_visits(), 1);
    let draft = demo.drafts().remove(0);
    let content = draft.report.content;
    assert!(matches!(&content.order, Some(Order::Lines(lines)) if lines.len() == 2), "{content:?}");
    assert_eq!((content.met.len(), content.shelf.len()), (1, 1));
    // The words of a promise are kept before its day is said.
    let heard = lines(&demo, Lang::En, &["1", "", "", "", "", "", "", "1", "labels"]);
    assert!(heard.contains("Go back to which visit?\n1 鑫源名烟名酒, open since 10:30"), "{heard}");
    assert!(heard.contains("Kind [stay]: ") && heard.contains("Order [玉溪(软) 5 盒, 利群(新版) 2 条]: "), "{heard}");
    assert_eq!(demo.drafts().remove(0).report.raised.len(), 1);
    // The full screen offers the same.
    let stage = demo.stage(Lang::En, (80, 24));
    assert!(stage.text().contains("Open visits: 1"), "{}", stage.text());
    drop(stage);
    let heard = lines(&demo, Lang::En, &["1", ".", "y", "q"]);
    assert!(heard.contains("new matter: promise, labels") && heard.contains("Checked out of"), "{heard}");
    assert_eq!((demo.open_visits(), demo.drafts()), (0, vec![]));
}

#[test]
fn nonsense_is_explained_and_asked_again_and_not_lost() {
    let demo = Demo::new();
    let said = [
        "nonsense",
        "1",
        "99",
        "5",
        "77",
        "1", // menu, list, account
        "wants a counter",
        "9",
        "1", // met: words, no such number, somebody
        "whatever",
        "", // kind: words, left as it is
        "some soft ones 3",
        "玉溪软 5", // order
        "unheard of 7",
        "", // shelf
        ".",
        "maybe",
        "y",
        "",
        "q",
    ];
    let heard = lines(&demo, Lang::En, &said);
    for wanted in [
        "\"nonsense\" is not in the menu",
        "\"99\" is none of these: type a number from 1 to 12",
        "nobody here is called \"wants a counter\"",
        "\"some soft ones 3\" goes into the note",
        "\"maybe\" is neither: y for yes, n for no",
    ] {
        assert!(heard.contains(wanted), "{wanted}: {heard}");
    }
    let touch = &demo.touches(demo.account(NEXT).account)[0];
    // What a better answer took the place of is gone; what was left so is in the note.
    assert_eq!(touch.content.note, "whatever\nunheard of 7");
    assert!(matches!(&touch.content.order, Some(Order::Lines(lines)) if lines.len() == 1));
    assert_eq!(touch.content.met.len(), 1);
}

#[test]
fn one_goes_back_changes_and_empties() {
    let demo = Demo::new();
    let back = ["1", "5", "1", "b", "1", "2", "3", "b", "b", "-", "", "", "6", ".", "b", "8", ".", "y", "", "q"];
    let heard = lines(&demo, Lang::En, &back);
    assert!(heard.contains("This is the first question"), "{heard}");
    let touch = &demo.touches(demo.account(NEXT).account)[0];
    assert_eq!(touch.content.kind, TouchKind::Routine, "{heard}");
    assert_eq!(touch.content.order, Some(Order::Quantity(3)), "{heard}");
}

#[test]
fn a_draft_of_another_day_is_offered_and_saved() {
    let demo = Demo::new();
    let account = demo.account(NEXT).account;
    let day = demo.today().pred_opt().expect("a day");
    let mut report = Report::default();
    report.content.note = "by phone".to_owned();
    let (touch, saved) = (TouchId(Uuid::from_u128(7)), demo.now());
    let draft = Draft { touch, account, rep: demo.rep.id, late_day: Some(day), report, saved };
    SqliteStore::open(&demo.path()).expect("a database").keep(&Keep::Draft(draft)).expect("it is kept");
    // Of the kinds the last two are only there for what is entered afterwards.
    let heard = lines(&demo, Lang::En, &["1", "", "4", ".", "y", "q"]);
    assert!(heard.contains("draft, visit of Thu 19 Nov") && heard.contains("Save now? y/n"), "{heard}");
    let touches = demo.touches(account);
    let entered = touches.iter().find(|it| it.id == touch).expect("it was entered");
    assert_eq!((entered.day, entered.content.note.as_str()), (day, "by phone"));
    assert_eq!(entered.content.kind, TouchKind::Phone);
    assert_eq!(demo.drafts(), []);
}

#[test]
fn what_is_to_be_followed_up_is_done_and_a_day_ends_as_chosen() {
    let demo = Demo::new();
    let count = || {
        let who = Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() };
        follow_ups(&demo.store(), &who).expect("follow-ups").len()
    };
    let before = count();
    let heard = lines(&demo, Lang::En, &["3", "1", "7", "b", "l", "q"]);
    assert!(heard.contains("7 done: ") && heard.contains("语言：中文") && heard.contains("再见"), "{heard}");
    assert_eq!(count(), before - 1, "{heard}");
    assert_eq!(demo.setting("language").as_deref(), Some("zh-CN"));
    // What becomes of the first stop is chosen now, the day closed in another conversation.
    lines(&demo, Lang::En, &["7", "1", "2"]);
    let heard = lines(&demo, Lang::En, &["7", "2", "3", "no time", "y", "q"]);
    assert!(heard.contains("closed, 4 of 12 done"), "{heard}");
    let route = demo.route(demo.today());
    let fate = |name: &str| route.iter().find(|row| row.account.name == name).expect("a stop").stop.fate.clone();
    assert!(matches!(fate(NEXT), Fate::Rolled { .. }), "{:?}", fate(NEXT));
    assert_eq!(fate("大众超市"), Fate::Skipped { reason: "no time".to_owned() });
    assert_eq!(fate("百顺超市"), Fate::Left);
}

#[test]
fn whoever_is_killed_or_hung_up_goes_on_where_they_were() {
    for signal in [Signal::KILL, Signal::HUP] {
        let mut machine = Machine::with_book();
        machine.set("TERM", "dumb");
        let mut pty = machine.open(&[]);
        pty.see("Number or letter");
        pty.type_bytes(b"4\rK01\r1\r1\r\r2\r");
        pty.see("Order:");
        pty.signal(signal);
        pty.exit_code();
        let mut pty = machine.open(&[]);
        pty.see("1 Lakeside Kiosk, open since 09:00");
        pty.type_bytes(b"1\r\r");
        pty.see("Kind [stay]:");
    }
}

fn feed(machine: &Machine, arguments: &[&str], said: &[u8]) -> Said {
    let mut command = machine.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("a child");
    child.stdin.take().expect("its input").write_all(said).expect("it listens");
    let output = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn a_morning_can_be_piped_in() {
    let machine = Machine::with(
        "code,name,address,tier,last_visit\nK01,Lakeside Kiosk,1 Lake Road,A,2026-11-02\nK02,Old Mill,2 Lake Road,B,2026-11-10\n\
         K03,Harbour Market,3 Lake Road,C,\nK04,Corner Shop,4 Lake Road,A,2026-11-19\nK05,Bridge Store,5 Lake Road,A,2026-11-02\n",
    );
    let file = machine.write("products.csv", "code,name,unit,packs\n100,Yuxi Soft,box,carton=10\n");
    machine.good(&["import", "--kind", "products", &file]);
    let script = [
        "4",
        "K02",
        "1",
        "5",
        "today",
        "b", // on the route
        "4",
        "K05",
        "1",
        "5",
        "today",
        "b", //
        "4",
        "K01",
        "1",
        "1",
        "",
        "",
        "3",
        ".",
        "y",
        "b", // three visits
        "4",
        "K03",
        "1",
        "1",
        "",
        "",
        "",
        "price",
        ".",
        "y",
        "b", //
        "4",
        "K04",
        "1",
        "3",
        "met nobody there | order 2 | all well",
        "y",
        "b", //
        "4",
        "K01",
        "1",
        "4",
        "yuxi",
        "2 carton",
        "b", // a request
        "1",
        "1",
        "7",
        "closed today",
        "b", // a stop is skipped
        "7",
        "y",
        "6",
        "q", // the day is closed and reported
    ];
    let said = feed(&machine, &["--plain"], (script.join("\n") + "\n").as_bytes());
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    only_text(&said.out);
    assert!(said.out.is_ascii(), "{}", said.out);
    for wanted in [
        "Old Mill put on Fri 20 Nov",
        "Checked out of Lakeside Kiosk",
        "Checked out of Harbour Market",
        "Logged Corner Shop",
        "Yuxi Soft, 2 carton (20 box) for Lakeside Kiosk: place 1",
        "Skipped Old Mill",
        "Fri 20 Nov closed, 2 of 4 done; 6 shows the report",
        "Visits: 3",
        "Old Mill, skipped, closed today",
    ] {
        assert!(said.out.contains(wanted), "{wanted}: {}", said.out);
    }
    assert_eq!(machine.select("SELECT CAST(count(*) AS TEXT) FROM stock_request"), ["1"]);
    machine.healthy();
}

#[test]
fn bytes_of_any_kind_end_well() {
    let machine = Machine::with_book();
    let said = feed(&machine, &["--plain"], b"\xff\xfe\x1b[31m\n2\n1\n1\n\x1b]0;x\x07 words\n\xe7\x8e\n\n\n5\x00\n");
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    only_text(&said.out);
    // Nobody there at all, in a database with nobody in it.
    let said = feed(&Machine::new(), &["--plain", "--lang", "zh-CN"], b"");
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    let said = feed(&Machine::new(), &["--plain"], b"\nq\n");
    assert!(said.code == 0 && said.out.contains("Rounds, li, Fri 20 Nov"), "{}", said.out);
    // Where something is printed it is nothing.
    assert_eq!(machine.good(&["overdue", "--plain"]), machine.good(&["overdue"]));
}

#[test]
fn a_dumb_terminal_gets_lines() {
    for (lang, ask, gone) in [("en", "Number or letter, ? for help:", "Goodbye"), ("zh-CN", "请输入数字或字母", "再见")]
    {
        let mut machine = Machine::with_book();
        machine.set("TERM", "dumb");
        machine.set("LANG", if lang == "en" { "C.UTF-8" } else { "zh_CN.UTF-8" });
        let mut pty = machine.open(&[]);
        pty.see(ask);
        pty.type_bytes(b"2\r");
        pty.see("Lakeside Kiosk");
        pty.type_bytes(b"b\rq\r");
        pty.see(gone);
        assert_eq!(pty.exit_code(), 0);
        let bytes = pty.everything();
        only_text(&String::from_utf8_lossy(&bytes).replace('\r', ""));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_said_it_ends_and_says_only_text(
        said in proptest::collection::vec(
            prop_oneof![
                4 => "[0-9]{1,2}",
                3 => "[burly.?-]",
                2 => Just(String::new()),
                1 => "([0-9] ?){1,4}",
                1 => ".{0,20}",
                1 => Just("玉溪软 x5".to_owned()),
                1 => Just("fri".to_owned()),
            ],
            1..120,
        ),
        zh in any::<bool>(),
    ) {
        let demo = Demo::new();
        talk(&demo, if zh { Lang::Zh } else { Lang::En }, said.join("\n").as_bytes());
    }
}
