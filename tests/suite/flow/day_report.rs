//! The report of a day: what stands in it is what was done, and it can be copied over any line.

use chrono::Duration;
use rounds::i18n::Lang;

use crate::support::demo::Demo;
use crate::support::look::check_frame;

use super::{NEXT, SECOND, assert_said, assert_shows};

#[test]
fn a_day_is_told_as_it_was() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys(";");
        stage.type_text("order 玉溪软 2条 | sat 5 | oos 利群新版 5 | promise *labels* +3 | done 柜台 | wants a poster");
        stage.keys("enter c");
        demo.pass(Duration::minutes(25));
        stage.keys("ctrl-s");
        stage.keys("n");
        stage.keys("x");
        stage.type_text("closed for lunch");
        stage.keys("enter R");
        assert_shows(&stage, say("Report of Fri 20 Nov 2026", "2026年11月20日"));
        check_frame(&mut stage, "the report of a day");
        // Six of twelve: those of the morning, and the two just now.
        assert_shows(&stage, say("6 of 12 planned visits done", "计划 12 家，完成 6 家"));
        stage.keys("y");
        assert_said(&stage, say("clipboard of your terminal", "终端剪贴板"));
        let copied = stage.line.writes.iter().rev().find_map(|bytes| clipboard(bytes)).expect("a copy");
        for wanted in [
            NEXT,
            SECOND,
            "玉溪(软) 2 条",
            "wants a poster",
            say("25 min", "25分钟"),
            say("Nobody met: 1", "空访：1"),
            say("skipped · closed for lunch", "已跳过 · closed for lunch"),
            say("Undertaken: 1", "新增事项：1"),
            "*labels*",
            say("Answered: 1", "已答复：1"),
            "帮忙申请新柜台",
            say("Asked for: 1", "缺货登记：1"),
            "利群(新版) · 5 盒",
        ] {
            assert!(copied.contains(wanted), "{wanted}: {copied}");
        }
        // It is said once and not again.
        let before = stage.line.writes.len();
        stage.keys("esc");
        assert!(stage.line.writes[before..].iter().all(|bytes| clipboard(bytes).is_none()));
    }
}

#[test]
fn a_report_becomes_a_file_and_never_goes_over_another() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("R w");
    assert_shows(&stage, "Into which new file?");
    stage.keys("enter");
    assert_said(&stage, "Written: ");
    let folder = demo.path().parent().expect("a folder").to_owned();
    let first = folder.join("rounds-2026-11-20.txt");
    let text = std::fs::read_to_string(&first).expect("the file");
    assert!(text.starts_with("Report of Fri 20 Nov 2026") && text.contains("4 of 12 planned visits done"), "{text}");
    stage.keys("w enter");
    assert_said(&stage, "is there already");
    stage.keys("backspace backspace backspace backspace");
    stage.type_text("-2.txt");
    stage.keys("enter");
    assert_said(&stage, "Written: ");
    assert_eq!(std::fs::read_to_string(folder.join("rounds-2026-11-20-2.txt")).expect("the second"), text);
    stage.keys("w ctrl-u");
    stage.type_text("/nowhere/at/all.txt");
    stage.keys("enter");
    assert_said(&stage, "was not written");
}

/// What the bytes put into the clipboard of the terminal.
pub(super) fn clipboard(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once("\u{1b}]52;c;")?;
    let (encoded, _) = rest.split_once('\u{7}')?;
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sextets: Vec<u8> = encoded.bytes().filter_map(value).collect();
    let mut out = Vec::new();
    for chunk in sextets.chunks(4) {
        let bits = chunk.iter().fold(0_u32, |bits, sextet| bits << 6 | u32::from(*sextet)) << (6 * (4 - chunk.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..chunk.len()]);
    }
    String::from_utf8(out).ok()
}
