//! The digest: what stands in it is what the reports say; text that fits a banner, a page that holds by itself, JSON that stays.

use serde_json::Value;

use rounds::i18n::text::width;

use crate::support::demo::Demo;
use crate::support::machine::Machine;

const AT: &str = "2026-11-20T10:30";

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn it_says_what_the_reports_say() {
    let mut machine = Machine::new();
    machine.clock(Some(AT));
    let demo = Demo::new();
    let path = demo.path().display().to_string();
    let good = |arguments: &[&str]| machine.good(&[&["--db", &path, "--as", &demo.rep.code], arguments].concat());
    let digest = json(&good(&["digest", "--json"]));
    let today = json(&good(&["today", "--json"]));
    let overdue = json(&good(&["overdue", "--json"]));
    let rows = |table: &Value| table.as_array().expect("rows").clone();
    let skipped = |row: &&Value| row["stop"] == "skipped";
    let stops = rows(&today).len() - rows(&today).iter().filter(skipped).count();
    let done = rows(&today).iter().filter(|row| row["stop"] == "done").count();
    assert!(done > 0);
    assert_eq!((&digest["route"]["stops"], &digest["route"]["done"]), (&stops.into(), &done.into()));
    let open: Vec<Value> =
        rows(&today).into_iter().filter(|row| row["stop"] == "open" || row["stop"] == "nobody").collect();
    let next = rows(&digest["route"]["next"]);
    assert_eq!(next.len(), open.len().min(5));
    for (stop, row) in next.iter().zip(&open) {
        assert_eq!((&stop["code"], &stop["arrival"], &stop["over"]), (&row["code"], &row["arrival"], &row["over"]));
    }
    let late: Vec<Value> = rows(&overdue).into_iter().filter(|row| row["state"] == "overdue").collect();
    assert_eq!(digest["overdue"]["count"], late.len());
    let of_tiers: u64 = rows(&digest["overdue"]["tiers"]).iter().filter_map(|of| of["count"].as_u64()).sum();
    assert_eq!(of_tiers, late.len() as u64);
    let mut scores: Vec<f64> = late.iter().filter_map(|row| row["score"].as_f64()).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let worst: Vec<f64> = rows(&digest["overdue"]["worst"]).iter().filter_map(|row| row["score"].as_f64()).collect();
    assert_eq!(worst, scores[..5.min(scores.len())]);
    let last_day = rows(&overdue).iter().filter(|row| row["state"] == "last-day").count();
    assert_eq!(rows(&digest["last_day"]).len(), last_day);
    assert!(!rows(&digest["matters"]).is_empty());
    assert!(rows(&digest["matters"]).iter().all(|it| it["due"].as_str() <= Some("2026-11-20")));
    assert_eq!(rows(&digest["open_visits"]).len(), demo.open_visits());
    assert_eq!(rows(&digest["drafts"]).len(), demo.drafts().len());
    let keys: Vec<&String> = digest.as_object().expect("an object").keys().collect();
    let wanted = [
        "appointments",
        "day",
        "drafts",
        "kind",
        "last_day",
        "matters",
        "open_visits",
        "overdue",
        "rep",
        "rep_name",
        "route",
    ];
    assert_eq!(keys, wanted);
    assert_eq!(good(&["digest", "--json", "--lang", "zh-CN"]), good(&["digest", "--json"]));
    let rest = json(&good(&["digest", "--json", "--day", "2026-11-22"]));
    assert_eq!((&rest["day"], &rest["kind"]), (&"2026-11-22".into(), &"rest".into()));
}

#[test]
fn the_text_fits_a_banner_and_the_page_stands_alone() {
    let mut machine = Machine::new();
    machine.clock(Some(AT));
    let demo = Demo::new();
    let conn = rusqlite::Connection::open(demo.path()).expect("a database");
    conn.execute("UPDATE account SET name = '<script>alert(1)</script>\u{1b}[31m & \"' || name", []).expect("names");
    let path = demo.path().display().to_string();
    for (lang, wanted) in [("en", ["Route: ", "Overdue: ", "Matters due"]), ("zh-CN", ["线路：", "逾期：", "到期事项"])]
    {
        let good = |form: &[&str]| {
            machine.good(&[&["--db", &path, "--as", &demo.rep.code, "--lang", lang, "digest"], form].concat())
        };
        let text = good(&[]);
        assert!(text.lines().count() <= 24 && text.lines().all(|line| width(line) <= 80), "{text}");
        assert!(!text.contains('\u{1b}'), "{text:?}");
        let page = good(&["--html"]);
        for wanted in wanted {
            assert!(text.contains(wanted) && page.contains(wanted), "{wanted}: {text}\n{page}");
        }
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{lang}\">")), "{page}");
        assert!(
            !page.contains("<script") && page.contains("&lt;script&gt;") && page.contains(" &amp; &quot;"),
            "{page}"
        );
        for loaded in ["http:", "https:", "src=", "<link", "@import", "url("] {
            assert!(!page.contains(loaded), "{loaded}: {page}");
        }
    }
}

#[test]
fn an_empty_day_says_so_shortly() {
    let machine = Machine::with("name,tier,last_visit\nKiosk,A,2026-11-19\n");
    assert_eq!(machine.good(&["digest"]), "Rounds · Fri 20 Nov 2026 · li\nRoute: none yet\nNobody is overdue\n");
    let said = machine.good(&["digest", "--lang", "zh-CN"]);
    assert_eq!(said, "巡访 · 2026年11月20日 周五 · li\n线路：还没有安排\n没有逾期客户\n");
    let (code, said) = machine.bad(&["digest", "--day", "someday"]);
    assert!(code == 2 && said.contains("is not a day"), "{said}");
}

#[test]
fn accounts_are_found_by_words() {
    let machine = Machine::with_book();
    let codes = |arguments: &[&str]| -> Vec<String> {
        let found = json(&machine.good(&[&["accounts", "--json"], arguments].concat()));
        let rows = found.as_array().expect("rows");
        rows.iter().filter_map(|row| row["code"].as_str().map(ToOwned::to_owned)).collect()
    };
    let mut all = codes(&[]);
    all.sort();
    assert_eq!(all, ["K01", "K02", "K03", "K04", "K05"]);
    assert_eq!(codes(&["wjyjd"]), ["K02"]);
    assert_eq!(codes(&["corner", "shop"]), ["K04"]);
    assert_eq!(codes(&["nobody"]), <[String; 0]>::default());
    let said = machine.run(&["accounts", "--limit", "2", "--csv"]);
    assert!(said.code == 0 && said.err.contains("shown: 2 of 5"), "{said:?}");
    assert!(
        said.out.starts_with("name,other_name,code,tier,days,min,max,unit,state,over,score,last,address\r\n"),
        "{said:?}"
    );
}
