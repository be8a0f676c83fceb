//! Visits: in and out with the fewest keys, several at once, attempted, entered late.

use chrono::Duration;
use rounds::domain::content::{Display, DisplayPoint, Need, NoOrder, Order};
use rounds::domain::route::Fate;
use rounds::domain::touch::TouchKind;
use rounds::i18n::Lang;

use crate::support::demo::{Demo, Seat};
use crate::support::keys::presses;
use crate::support::look::check_frame;

use super::{NEXT, SECOND, assert_said, assert_shows, said};

#[test]
fn from_check_in_to_check_out_with_a_note() {
    let table =
        [(Lang::En, "asked for labels", false), (Lang::En, "问了标签", false), (Lang::Zh, "还要5条云烟紫", true)];
    for (lang, note, pasted) in table {
        let demo = Demo::new();
        let account = demo.account(NEXT);
        let before = demo.touches(account.account).len();
        let mut stage = demo.stage(lang, (80, 24));
        // The first person met, satisfied with 4, and one line: eight keys and the text.
        let (begin, end) = ("c", "tab 1 tab tab 4 ctrl-s");
        assert_eq!(presses(begin).len() + presses(end).len(), 7);
        stage.keys(begin);
        assert_eq!(demo.open_visits(), 1);
        let caret = stage.caret().expect("the caret stands in the note at once");
        if pasted {
            stage.paste(note);
        } else {
            stage.type_text(note);
        }
        assert_eq!(stage.caret().expect("a caret").1, caret.1);
        demo.pass(Duration::minutes(12));
        stage.keys(end);
        assert_said(&stage, if lang == Lang::En { "12 min" } else { "12分钟" });
        assert_said(&stage, if lang == Lang::En { "u undo" } else { "u 撤销" });

        let touches = demo.touches(account.account);
        assert_eq!(touches.len(), before + 1);
        let touch = &touches[0];
        assert_eq!(touch.content.note, note);
        assert_eq!((touch.content.met.len(), touch.content.satisfaction), (1, Some(4)));
        assert_eq!(touch.end, Some(demo.now()));
        assert_eq!(touch.minutes(), Some(12));
        assert_eq!((touch.open, touch.late, touch.day), (false, false, demo.today()));
        let route = demo.route(demo.today());
        let stop = route.iter().find(|row| row.account.name == NEXT).expect("the stop");
        assert_eq!(stop.stop.fate, Fate::Done { touch: touch.id });
        assert_eq!(demo.account(NEXT).last, Some(demo.today()));
        assert_eq!(demo.drafts(), []);
        let row = stage.text().lines().find(|row| row.contains(NEXT)).expect("its row").to_owned();
        assert!(row.contains(if lang == Lang::En { "0d" } else { "0天" }), "{row}");
        assert!(row.contains("✓") && row.contains("10:30"), "{row}");
        assert_shows(&stage, "5/12");
    }
}

#[test]
fn the_shortest_visit_is_two_keys() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    stage.type_text("ok");
    stage.keys("ctrl-s");
    assert_said(&stage, "Checked out of");
    // Or left as it stands, and ended from the list.
    stage.keys("c esc C");
    assert_said(&stage, "Checked out of");
    assert_eq!(demo.touches(demo.account(SECOND).account)[0].minutes(), Some(0));
}

#[test]
fn a_whole_visit_in_both_lines_of_words() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::Zh, (80, 24));
    stage.keys("c");
    stage.type_text("第一行");
    stage.keys("enter");
    stage.type_text("second line");
    stage.keys("ctrl-p");
    stage.type_text("下周送标签");
    stage.keys("enter");
    stage.type_text("周五");
    assert_shows(&stage, "= 11月27日 周五");
    stage.keys("enter tab tab 2 tab tab space");
    stage.keys("tab tab tab tab tab tab tab tab");
    stage.type_text("+7");
    stage.keys("enter");
    stage.type_text("看新柜台");
    stage.keys("ctrl-s");
    assert_said(&stage, "已签退");
    let account = demo.account(NEXT);
    let touch = &demo.touches(account.account)[0];
    assert_eq!(touch.content.note, "第一行\nsecond line");
    assert_eq!(touch.content.kind, TouchKind::Stay);
    let next = touch.content.next.as_ref().expect("a next step");
    assert_eq!((next.day, next.text.as_str()), (Some(demo.today() + Duration::days(7)), "看新柜台"));
    // The promise that was due is answered, the new one is open.
    let brief = demo.store();
    let brief =
        rounds::store::Store::brief(&brief, demo.viewer(), account.account).expect("a brief").expect("an account");
    let open: Vec<&str> = brief.matters.iter().map(|matter| matter.text.as_str()).collect();
    assert_eq!(open, ["下周送标签"]);
}

#[test]
fn what_was_ordered_counted_served_and_told_is_recorded() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let account = demo.account(NEXT);
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys("c tab tab tab tab tab");
        stage.type_text("玉溪软 x5，利群新版 2条");
        assert_shows(&stage, "= 玉溪(软) 5 盒, 利群(新版) 2 条");
        // No order, then the shelf, a display without labels, and two of the needs.
        stage.keys("tab tab");
        stage.type_text("玉溪软 0, 不知道什么 3");
        assert_shows(&stage, say("“不知道什么 3” goes into the note", "“不知道什么 3”将记入备注"));
        stage.keys("tab 3 tab 1 4 tab");
        stage.type_text(say("new prices from Monday", "下周一起新价"));
        stage.keys("tab");
        stage.type_text("poster");
        check_frame(&mut stage, "all sections");
        // What was typed so far is a draft, and comes back as it was.
        stage.keys("esc v enter");
        assert_shows(&stage, "玉溪软 0, 不知道什么 3");
        stage.keys("ctrl-s");
        assert_said(&stage, NEXT);
        let touch = demo.touches(account.account).remove(0);
        let content = &touch.content;
        let Some(Order::Lines(lines)) = &content.order else { panic!("{content:?}") };
        assert_eq!(lines.iter().map(|it| it.amount.quantity()).collect::<Vec<_>>(), [5, 20]);
        assert_eq!(content.shelf.iter().map(|it| it.amount.count).collect::<Vec<_>>(), [0]);
        assert_eq!(content.display, Some(Display { lacks: vec![DisplayPoint::Labels] }));
        assert_eq!(content.needs, [Need::Product, Need::Relationship]);
        assert_eq!((content.rival.as_str(), content.note.as_str()), ("poster", "不知道什么 3"));
        // The account's page tells it.
        stage.keys("k enter");
        assert_shows(&stage, say("order 25", "订25"));
        assert_shows(&stage, say("display lacks labels", "陈列缺价签"));
        // A correction: no order after all, because of the price.
        stage.keys("R tab tab tab tab tab ctrl-u tab 3 ctrl-s");
        let touch = demo.touches(account.account).remove(0);
        assert_eq!(touch.content.order, Some(Order::Nothing(NoOrder::Price)));
        assert_eq!(touch.content.needs, [Need::Product, Need::Relationship]);
        stage.keys("u");
        assert!(matches!(demo.touches(account.account)[0].content.order, Some(Order::Lines(_))));
    }
}

#[test]
fn nobody_there() {
    let demo = Demo::new();
    let last = demo.account(NEXT).last;
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("n");
    assert_said(&stage, "Nobody met");
    let touch = &demo.touches(demo.account(NEXT).account)[0];
    assert!(touch.content.attempted && !touch.open);
    assert_eq!(demo.account(NEXT).last, last, "the clock goes on");
    assert!(demo.route(demo.today()).iter().any(|row| row.account.name == NEXT && row.stop.fate == Fate::Open));
    let row = stage.text().lines().find(|row| row.contains(NEXT)).expect("its row").to_owned();
    assert!(row.contains('~'), "{row}");
}

#[test]
fn several_visits_at_once() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    stage.type_text("at the first");
    stage.keys("esc j c");
    stage.type_text("at the second");
    stage.keys("esc");
    assert_eq!(demo.open_visits(), 2);
    stage.keys("v");
    assert_shows(&stage, "Go back to which visit?");
    stage.type_text("xy");
    stage.keys("enter");
    assert_shows(&stage, "at the first");
    stage.keys("esc v down enter");
    assert_shows(&stage, "at the second");
    stage.keys("ctrl-s v enter");
    assert_shows(&stage, "at the first");
    stage.keys("ctrl-s v");
    assert_said(&stage, "No open visit and no draft");
    assert_eq!(demo.touches(demo.account(NEXT).account)[0].content.note, "at the first");
    assert_eq!(demo.touches(demo.account(SECOND).account)[0].content.note, "at the second");
}

#[test]
fn a_visit_entered_late_has_its_true_day() {
    for (lang, typed, shown) in [
        (Lang::En, "yesterday", "Thu 19 Nov"),
        (Lang::Zh, "昨天", "11月19日 周四"),
        (Lang::En, "thu", "Thu 19 Nov"),
        (Lang::Zh, "11月19日", "11月19日 周四"),
    ] {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("e");
        stage.type_text(typed);
        assert_shows(&stage, &format!("= {shown}"));
        stage.keys("enter");
        assert_shows(&stage, shown);
        stage.type_text("forgotten");
        stage.keys("ctrl-s");
        assert_said(&stage, shown);
        let account = demo.account(NEXT);
        let touches = demo.touches(account.account);
        let touch = touches.iter().find(|touch| touch.late).expect("a late one");
        assert_eq!((touch.day.to_string().as_str(), touch.content.note.as_str()), ("2026-11-19", "forgotten"));
        assert_eq!((touch.start, touch.end), (None, None));
        assert_eq!(account.last, Some(touch.day));
    }
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("e");
    stage.type_text("+2");
    stage.keys("enter");
    assert_said(&stage, "That day has not come yet");
}

#[test]
fn a_check_in_by_mistake_is_called_off_unless_there_are_words() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c");
    stage.type_text("x");
    stage.keys("ctrl-x");
    assert_said(&stage, "There are words here");
    assert_eq!(demo.open_visits(), 1);
    stage.keys("backspace ctrl-x");
    assert_said(&stage, "taken back");
    assert_eq!((demo.open_visits(), demo.drafts().len()), (0, 0));
    assert_shows(&stage, "4/12");
    stage.keys("u");
    assert_eq!(demo.open_visits(), 1, "{}", said(&stage));
}

#[test]
fn a_note_is_written_in_ones_own_editor() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage_with(demo.session_at(Seat { glyphs: None, editor: true }, lang), (80, 24));
        stage.line.editor = Some(|text| Ok(format!("{text}\n柜台太旧, wants a new one")));
        stage.keys("c");
        stage.type_text("asked for labels");
        stage.keys("ctrl-g");
        assert_shows(&stage, "柜台太旧, wants a new one");
        assert_shows(&stage, "asked for labels");
        // What came back is kept as if it had been typed, and one goes on after it.
        stage.type_text("!");
        stage.keys("esc c");
        assert_shows(&stage, "wants a new one!");
        // An editor that fails leaves the note as it was.
        stage.line.editor = None;
        stage.keys("f4");
        assert_shows(&stage, "wants a new one!");
        let word = if lang == Lang::En { "did not end well" } else { "未正常结束" };
        assert_said(&stage, word);
        stage.keys("ctrl-s");
        let touches = demo.touches(demo.account(NEXT).account);
        let notes: Vec<&str> = touches.iter().map(|touch| touch.content.note.as_str()).collect();
        assert!(notes.contains(&"asked for labels\n柜台太旧, wants a new one!"), "{notes:?}");
    }
}

#[test]
fn without_an_editor_it_says_so() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("c ctrl-g");
    assert_said(&stage, "There is no editor");
}
