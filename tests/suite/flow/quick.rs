//! A visit in one line, from any screen, by keyboard.

use chrono::Duration;
use rounds::domain::content::Order;
use rounds::i18n::Lang;
use rounds::store::Store as _;

use crate::support::demo::Demo;
use crate::support::keys::presses;
use crate::support::look::check_frame;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows};

#[test]
fn an_ordinary_visit_is_two_keys_beside_its_words() {
    for (lang, line) in [
        (Lang::En, "met boss | order 3 | oos 玉溪软 x5 | promise price labels fri | sat 4 | wants a new counter"),
        (Lang::Zh, "见老板 | 订 3 | 缺 玉溪软 x5 | 承诺 price labels 周五 | 满意 4 | wants a new counter"),
    ] {
        let demo = Demo::new();
        let account = demo.account(NEXT).account;
        let requests = |demo: &Demo| demo.account(NEXT).requests;
        let (before, asked) = (demo.touches(account).len(), requests(&demo));
        let mut stage = demo.stage(lang, (80, 24));
        let (begin, end) = (";", "enter");
        assert_eq!(presses(begin).len() + presses(end).len(), 2);
        stage.keys(begin);
        assert_shows(&stage, if lang == Lang::En { "Quick log" } else { "快记" });
        stage.type_text(line);
        check_frame(&mut stage, "a line that is understood");
        assert_shows(&stage, "玉溪(软) 5 盒");
        stage.keys(end);
        assert_said(&stage, NEXT);
        let touches = demo.touches(account);
        assert_eq!(touches.len(), before + 1);
        let touch = &touches[0];
        assert_eq!((touch.start, touch.end, touch.day, touch.open), (None, None, demo.today(), false));
        assert_eq!(touch.content.order, Some(Order::Quantity(3)));
        assert_eq!((touch.content.satisfaction, touch.content.note.as_str()), (Some(4), "wants a new counter"));
        // The stop is done, the request waits, and one key takes all of it back.
        assert_shows(&stage, "5/12");
        assert_eq!(requests(&demo), asked + 1);
        stage.keys("u");
        assert_eq!((demo.touches(account).len(), requests(&demo)), (before, asked));
        stage.keys("ctrl-r");
        assert_eq!((demo.touches(account).len(), requests(&demo)), (before + 1, asked + 1));
    }
}

#[test]
fn an_open_visit_is_checked_out_with_the_line() {
    let demo = Demo::new();
    let account = demo.account(NEXT).account;
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("c");
    stage.type_text("asked for labels");
    stage.keys("esc");
    demo.pass(Duration::minutes(9));
    stage.keys(";");
    assert_shows(&stage, "checks out");
    stage.type_text("sat 5 | no poster yet");
    stage.keys("enter");
    let touch = demo.touches(account).remove(0);
    assert_eq!((touch.minutes(), touch.open), (Some(9), false));
    assert_eq!(touch.content.note, "asked for labels\nno poster yet");
    assert_eq!(touch.content.satisfaction, Some(5));
    // Taken back, the words are a draft again.
    stage.keys("u");
    assert_eq!(demo.store().drafts(demo.viewer()).expect("drafts")[0].draft.report.content.note, touch.content.note);
}

#[test]
fn a_line_is_kept_completed_repeated_and_about_another_account() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys(";");
    stage.type_text("met cwd");
    stage.keys("tab");
    assert_shows(&stage, "陈伟东 clerk");
    stage.type_text("| sat 9 | ");
    assert_shows(&stage, "1 to 5 · goes into the note: sat 9");
    // It goes on where it was left, also in another session.
    stage.keys("esc");
    assert_said(&stage, "The line is kept");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys(";");
    assert_shows(&stage, "met 陈伟东 | sat 9");
    stage.keys("enter");
    assert_said(&stage, &format!("Logged {NEXT}"));
    assert_eq!(demo.touches(demo.account(NEXT).account)[0].content.note, "sat 9");
    // The same at the next shop: the older line comes back, nothing else does.
    stage.keys(";");
    assert_shows(&stage, SECOND);
    assert_hides(&stage, "sat 9");
    stage.type_text("precious");
    stage.keys("up");
    assert_shows(&stage, "sat 9");
    assert_hides(&stage, "precious");
    stage.keys("down");
    assert_shows(&stage, "precious");
    stage.keys("ctrl-u");
    // From a screen without accounts, about one that is named.
    stage.keys("esc 4 /");
    stage.type_text("xymymj");
    stage.keys("enter ;");
    // Nobody is called so: it is said, and nothing is saved at another shop.
    stage.type_text("@zzz told the deadline");
    assert_shows(&stage, "No account is called “zzz”");
    let before = demo.touches(demo.account(NEXT).account).len();
    stage.keys("enter");
    assert_said(&stage, "No account is called “zzz”");
    assert_eq!(demo.touches(demo.account(NEXT).account).len(), before);
    stage.keys("ctrl-u");
    assert_shows(&stage, &format!("Quick log · {NEXT}"));
    stage.type_text("@大众超市 told the deadline");
    assert_shows(&stage, &format!("Quick log · {SECOND}"));
    stage.keys("enter");
    assert_eq!(demo.touches(demo.account(SECOND).account)[0].content.told, "the deadline");
    // Where nothing is in hand, it is asked whose visit it was.
    stage.keys("8 ;");
    assert_shows(&stage, "Quick log for which account?");
    stage.type_text("dzcs");
    stage.keys("enter");
    assert_shows(&stage, &format!("Quick log · {SECOND}"));
    stage.keys("enter");
    assert_said(&stage, "Nothing is typed yet");
}
