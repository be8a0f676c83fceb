//! Looking after accounts: found by anything, edited, added, closed, merged and taken apart, changed together; visits put right.

use chrono::Duration;
use rounds::app::policy::{Line, Policy, by_urgency};
use rounds::domain::account::{Account, Birthday};
use rounds::domain::change::Change;
use rounds::domain::ids::AccountId;
use rounds::domain::people::Role;
use rounds::i18n::Lang;
use rounds::store::{Store, Viewer};
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::stage::Stage;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows};

fn account(demo: &Demo, id: AccountId) -> Account {
    demo.store().account(Viewer::System, id).expect("a read").expect("an account")
}

/// Finds an account in the box and marks it.
fn mark(stage: &mut Stage<'_, Session>, words: &str) {
    stage.keys("/");
    stage.type_text(words);
    stage.keys("esc space esc");
}

/// Types over what stands in the field in hand.
fn retype(stage: &mut Stage<'_, Session>, text: &str) {
    stage.keys("end ctrl-u");
    stage.type_text(text);
}

#[test]
fn an_account_is_found_by_its_initials_edited_and_taken_back() {
    let demo = Demo::new();
    let before = account(&demo, demo.account(NEXT).account);
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("4 /");
    assert_shows(&stage, "name, pinyin, initials");
    stage.type_text("xymymj");
    assert_shows(&stage, "1 found");
    assert_shows(&stage, NEXT);
    assert_hides(&stage, SECOND);
    stage.keys("enter E");
    stage.keys("tab tab tab");
    retype(&mut stage, "0571-1234");
    // The window: one bound is a fault, said where it is.
    for _ in 0..8 {
        stage.keys("tab");
    }
    stage.type_text("2");
    stage.keys("ctrl-s");
    assert_shows(&stage, "a window needs both days");
    stage.type_text("4");
    stage.keys("tab");
    stage.type_text("opens late");
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("Changed {NEXT}"));
    assert_shows(&stage, "own window 2–4: opens late");
    let after = account(&demo, before.id);
    assert_eq!((after.phone.as_str(), after.own_window.as_ref().map(|own| own.window.max)), ("0571-1234", Some(4)));
    assert_eq!(Account { phone: before.phone.clone(), own_window: None, ..after }, before, "nothing else");
    stage.keys("u");
    assert_said(&stage, "Undone: change");
    assert_eq!(account(&demo, before.id), before);
    stage.keys("esc");
    assert_said(&stage, "find: xymymj (1)");
    stage.keys("esc");
    assert_shows(&stage, "70 accounts");
}

#[test]
fn an_edit_touches_only_what_was_typed_although_somebody_else_was_faster() {
    let demo = Demo::new();
    let before = account(&demo, demo.account(NEXT).account);
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("enter E tab tab");
    retype(&mut stage, "Old St 1");
    let other = Account { phone: "999".to_owned(), ..before.clone() };
    demo.apply(None, vec![Change::edit(&before.clone().into(), &other.into()).expect("fields").expect("a change")]);
    stage.keys("ctrl-s");
    let after = account(&demo, before.id);
    assert_eq!((after.phone.as_str(), after.address.as_str()), ("999", "Old St 1"));
}

#[test]
fn what_was_typed_into_a_form_survives_a_lost_line() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("4 N");
    stage.type_text("新店");
    stage.wake(rounds::terminal::line::Wake::Lost);
    drop(stage);
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("4 N");
    assert_shows(&stage, "新店");
    assert_said(&stage, "what you typed here before is back");
    stage.keys("ctrl-s");
    assert_said(&stage, "Added 新店");
    stage.keys("N");
    assert_shows(&stage, "this cannot be empty");
}

#[test]
fn a_new_account_is_the_own_one_and_gone_when_taken_back() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::Zh, (80, 24));
    stage.keys("4 N");
    stage.keys("ctrl-s");
    assert_said(&stage, "不能为空");
    stage.type_text("小桥烟酒店");
    for _ in 0..4 {
        stage.keys("tab");
    }
    stage.type_text("HZ9001，HZ9002");
    stage.keys("tab tab right");
    stage.keys("ctrl-s");
    assert_said(&stage, "已添加 小桥烟酒店");
    assert_shows(&stage, "71家客户");
    let row = stage.text().lines().find(|row| row.starts_with('▸')).expect("a selected row").to_owned();
    assert!(row.contains("小桥烟酒店"), "it is in hand: {row}");
    let added = account(&demo, demo.account("小桥烟酒店").account);
    assert_eq!((added.rep, added.added, added.codes.len()), (Some(demo.rep.id), demo.today(), 2));
    assert!(added.tier.is_some());
    stage.keys("/");
    stage.type_text("9002");
    stage.keys("enter");
    assert_shows(&stage, "小桥烟酒店");
    stage.keys("u");
    // Its page closes with it.
    assert_said(&stage, "已撤销");
    assert_shows(&stage, "没有符合的客户");
    assert_eq!(demo.book().len(), 70);
}

#[test]
fn an_account_is_closed_paused_and_goes_on() {
    let demo = Demo::new();
    let id = demo.account(SECOND).account;
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("4 /");
    stage.type_text("dzcs");
    stage.keys("esc Z ctrl-s");
    assert_said(&stage, "this cannot be empty");
    stage.type_text("sold the shop");
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("{SECOND} is closed"));
    let row = stage.text().lines().find(|row| row.starts_with('▸')).expect("a selected row").to_owned();
    assert!(row.contains("closed"), "{row}");
    assert_shows(&stage, "closed: sold the shop");
    stage.keys("Z");
    assert_said(&stage, "It is closed already");
    stage.keys("r");
    assert_said(&stage, "counts again from today");
    assert_eq!(account(&demo, id).pauses, []);
    stage.keys("r");
    assert_said(&stage, "Nobody here is paused");
    stage.keys("P ctrl-s");
    assert_shows(&stage, "a day to come");
    stage.type_text("12-1");
    stage.keys("tab");
    stage.type_text("renovation");
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("{SECOND}: not before Tue 1 Dec"));
    assert_shows(&stage, "until 1 Dec");
    let pause = account(&demo, id).pauses.remove(0);
    assert_eq!((pause.span.last, pause.reason.as_str()), ("2026-11-30".parse().ok(), "renovation"));
    stage.keys("u u u");
    assert_said(&stage, "Undone: pause");
    assert_eq!(account(&demo, id).pauses, []);
}

#[test]
fn two_accounts_become_one_and_two_again() {
    let demo = Demo::new();
    let (kept, gone) = (demo.account(NEXT).account, demo.account(SECOND).account);
    let visits = |id| demo.touches(id).len();
    let before = (account(&demo, kept), account(&demo, gone), visits(kept), visits(gone));
    let mut stage = demo.stage(Lang::En, (120, 48));
    stage.keys("4");
    mark(&mut stage, "xymymj");
    mark(&mut stage, "dzcs");
    assert_said(&stage, "2 marked");
    stage.keys("g M");
    assert_shows(&stage, &format!("{NEXT} stays, with its name"));
    assert_shows(&stage, &format!("{SECOND} goes into it:"));
    assert_shows(&stage, &format!("{} visits and calls", before.3));
    stage.keys("esc");
    assert_eq!(account(&demo, gone), before.1, "nothing was done yet");
    stage.keys("M enter");
    assert_said(&stage, &format!("{SECOND} is part of {NEXT} now"));
    assert_eq!(account(&demo, gone).merged_into, Some(kept));
    assert_eq!(visits(kept), before.2 + before.3);
    assert_shows(&stage, "69 accounts");
    stage.keys("u");
    assert_eq!((account(&demo, kept), account(&demo, gone)), (before.0.clone(), before.1.clone()));
    stage.keys("ctrl-r /");
    stage.type_text("xymymj");
    stage.keys("enter");
    assert_shows(&stage, &format!("Went into it: {SECOND}"));
    stage.keys("U");
    assert_said(&stage, &format!("{SECOND} stands by itself again"));
    assert_eq!((visits(kept), visits(gone)), (before.2, before.3));
    assert_eq!(account(&demo, gone), before.1);
    stage.keys("U");
    assert_said(&stage, "No account went into this one");
}

#[test]
fn the_other_account_is_found_from_the_page() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("enter M");
    assert_shows(&stage, "Which account is the same shop?");
    stage.type_text("dzcs");
    stage.keys("enter");
    assert_shows(&stage, &format!("Into {NEXT}"));
    stage.keys("enter");
    assert_said(&stage, &format!("{SECOND} is part of {NEXT} now"));
    assert_eq!(account(&demo, demo.account(NEXT).account).merged_into, None);
    assert_eq!(demo.book().len(), 69);
}

#[test]
fn marked_accounts_are_changed_together_and_taken_back_at_once() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("4 /");
    stage.type_text("超市");
    stage.keys("esc *");
    let ids: Vec<AccountId> =
        demo.book().into_iter().filter(|row| row.name.contains("超市")).map(|row| row.account).collect();
    assert!(ids.len() > 4, "{}", ids.len());
    assert_said(&stage, &format!("{} marked", ids.len()));
    let before: Vec<Account> = ids.iter().map(|id| account(&demo, *id)).collect();
    // Tier: none; minutes.
    stage.keys("E right tab tab tab");
    stage.type_text("45");
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("Changed {} accounts", ids.len()));
    for (id, before) in ids.iter().zip(&before) {
        assert_eq!(account(&demo, *id), Account { tier: None, minutes: Some(45), ..before.clone() });
    }
    stage.keys("u");
    let after: Vec<Account> = ids.iter().map(|id| account(&demo, *id)).collect();
    assert_eq!(after, before);
    // Marked again: closed together, and on again.
    stage.keys("* P");
    stage.type_text("+14");
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("{} accounts: not before", ids.len()));
    stage.keys("* r");
    assert_said(&stage, &format!("{} accounts count again", ids.len()));
    stage.keys("u u");
    let after: Vec<Account> = ids.iter().map(|id| account(&demo, *id)).collect();
    assert_eq!(after, before);
}

#[test]
fn a_leader_sees_the_team_and_hands_accounts_over() {
    let demo = Demo::new();
    let store = demo.store();
    let leader = store.reps(Viewer::System).expect("reps").into_iter().find(|rep| rep.role > Role::Rep);
    let (code, account_id) = (leader.expect("a leader").code, demo.account(NEXT).account);
    let last = demo.account(NEXT).last;
    let mut stage = demo.stage_with(demo.session_of(&code, Lang::En, rounds::ui::theme::Theme::shipped()), (120, 36));
    stage.keys("4");
    assert_shows(&stage, "Rep");
    stage.keys("/");
    stage.type_text("xymymj");
    let row = stage.text().lines().find(|row| row.starts_with('▸')).expect("a selected row").to_owned();
    assert!(row.contains("王芳"), "{row}");
    // The last entry is to whom.
    stage.keys("esc E shift-tab");
    stage.type_text("刘");
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("Changed {NEXT}"));
    let after = account(&demo, account_id);
    let reps = demo.store().reps(Viewer::System).expect("reps");
    let rep = reps.iter().find(|rep| Some(rep.id) == after.rep).expect("a rep");
    assert_eq!((rep.name.as_str(), after.beat), ("刘洋", None), "the beat stays with the territory");
    let viewer = Viewer::Person { rep: rep.id, day: demo.today() };
    let row = demo.store().search(viewer, "xymymj", 9).expect("a search").rows.remove(0);
    assert_eq!(row.last, last, "a hand-over keeps the last touch");
}

#[test]
fn people_are_added_edited_and_removed_unless_they_were_met() {
    let demo = Demo::new();
    let id = demo.account(NEXT).account;
    let people = || demo.store().brief(demo.viewer(), id).expect("a read").expect("an account").contacts;
    let before = people();
    let mut stage = demo.stage(Lang::Zh, (120, 36));
    stage.keys("enter a");
    stage.type_text("赵小燕");
    stage.keys("tab tab tab");
    stage.type_text("八月");
    assert_shows(&stage, "农历八月十五");
    retype(&mut stage, "农历八月十五");
    assert_shows(&stage, "= 农历八月十五");
    stage.keys("ctrl-s");
    assert_said(&stage, "已添加 赵小燕");
    assert_shows(&stage, "生日农历八月十五");
    let added = people().into_iter().find(|person| person.name == "赵小燕").expect("somebody");
    assert_eq!(added.birthday, Birthday::new(None, 8, 15, true));
    stage.keys("p");
    stage.type_text("zxy");
    stage.keys("enter");
    retype(&mut stage, "赵燕");
    stage.keys("ctrl-s");
    assert_said(&stage, "已修改 赵燕");
    stage.keys("D");
    stage.type_text("zy");
    stage.keys("enter");
    assert_said(&stage, "已删除 赵燕");
    assert_eq!(people(), before);
    stage.keys("u u u");
    assert_eq!(people(), before);
    stage.keys("D");
    stage.type_text(&before[0].name);
    stage.keys("enter");
    assert_said(&stage, "有拜访记录见到过此人");
    assert_eq!(people(), before);
}

#[test]
fn the_whole_history_is_searched() {
    let demo = Demo::new();
    let id = demo.account(NEXT).account;
    let mut ids = rounds::domain::ids::Ids::new(7);
    let mut enter = |at: i64| {
        let mut report = rounds::domain::touch::Report::default();
        report.content.note = format!("old visit {at}");
        let day = demo.today() - Duration::days(200 + at);
        Change::Enter { touch: ids.next(demo.now()), account: id, day, start: None, end: None, report }
    };
    demo.apply(Some(demo.rep.id), (0..150).map(&mut enter).collect());
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("enter /");
    stage.type_text("visit 149");
    assert_shows(&stage, "old visit 149");
    assert_hides(&stage, "old visit 148");
    stage.keys("enter");
    assert_said(&stage, "find: visit 149 (1)");
    stage.keys("esc");
    assert_hides(&stage, "old visit 149");
    stage.keys("/");
    stage.type_text("xyzzy");
    assert_shows(&stage, "No match");
}

/// Opens the page of the first stop that is done, with its visit of the morning in hand.
fn page_of_a_visit(stage: &mut Stage<'_, Session>) {
    stage.keys("g enter g");
}

#[test]
fn a_visit_is_corrected() {
    let demo = Demo::new();
    let first = demo.route(demo.today()).remove(0).account;
    let before = demo.touches(first.account).remove(0);
    let mut stage = demo.stage(Lang::En, (120, 36));
    page_of_a_visit(&mut stage);
    stage.keys("R");
    assert_shows(&stage, "correction of Fri 20 Nov");
    stage.type_text(" and one word more");
    stage.keys("tab");
    retype(&mut stage, "11-18 9:10-9:45");
    assert_shows(&stage, "= Wed 18 Nov");
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("Visit to {} on Wed 18 Nov corrected", first.name));
    let after = demo.touches(first.account).into_iter().find(|touch| touch.id == before.id).expect("it");
    assert_eq!((after.day.to_string().as_str(), after.minutes()), ("2026-11-18", Some(35)));
    assert_eq!(after.content.note, format!("{} and one word more", before.content.note));
    assert_eq!((&after.content.met, after.content.kind), (&before.content.met, before.content.kind));
    assert_eq!(demo.account(&first.name).last, Some(after.day), "the clock went along");
    assert_eq!(demo.drafts(), []);
    stage.keys("u");
    let undone = demo.touches(first.account).into_iter().find(|touch| touch.id == before.id).expect("it");
    assert_eq!(undone, before);
    assert_eq!(demo.account(&first.name).last, Some(before.day));
}

#[test]
fn a_correction_that_was_not_saved_is_there_again() {
    let demo = Demo::new();
    let first = demo.route(demo.today()).remove(0).account;
    let before = demo.touches(first.account).remove(0);
    let mut stage = demo.stage(Lang::En, (120, 36));
    page_of_a_visit(&mut stage);
    stage.keys("R");
    stage.type_text(" half a wo");
    stage.keys("tab");
    retype(&mut stage, "11-18");
    stage.wake(rounds::terminal::line::Wake::Lost);
    drop(stage);
    let mut stage = demo.stage(Lang::En, (120, 36));
    assert_said(&stage, "Drafts kept from last time: 1");
    stage.keys("v enter");
    assert_shows(&stage, "correction of Fri 20 Nov");
    assert_shows(&stage, "half a wo");
    assert_shows(&stage, "= Wed 18 Nov");
    // Thrown away: the record as it is, and no draft.
    stage.keys("ctrl-x");
    assert_hides(&stage, "half a wo");
    stage.keys("ctrl-s");
    assert_said(&stage, "It is so already");
    assert_eq!((demo.drafts(), demo.touches(first.account).remove(0)), (Vec::new(), before));
    // Left without a change: nothing is kept.
    page_of_a_visit(&mut stage);
    stage.keys("R esc");
    assert_eq!(demo.drafts(), []);
}

#[test]
fn a_visit_that_did_not_count_is_void_and_stays_in_the_timeline() {
    let demo = Demo::new();
    let first = demo.route(demo.today()).remove(0).account;
    let before = demo.touches(first.account).remove(0);
    let mut stage = demo.stage(Lang::En, (120, 36));
    page_of_a_visit(&mut stage);
    stage.keys("X");
    stage.type_text("wrong shop");
    stage.keys("enter");
    assert_said(&stage, "Visit of Fri 20 Nov is void");
    assert_shows(&stage, "VOID · Fri 20 Nov");
    assert_shows(&stage, "void: wrong shop");
    assert!(demo.account(&first.name).last < Some(before.day), "the clock goes back to the visit before");
    stage.keys("X");
    assert_said(&stage, "This visit is void already");
    stage.keys("R");
    assert_said(&stage, "This visit is void already");
    stage.keys("u");
    assert_eq!(demo.touches(first.account).remove(0), before);
    // One that is open is not corrected but finished.
    stage.keys("esc G");
    drop(stage);
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("c esc enter g R");
    assert_said(&stage, "This visit is still open");
    stage.keys("X");
    assert_said(&stage, "This visit is still open");
}

#[test]
fn typing_in_the_box_is_never_a_command() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("4 /");
    stage.type_text("qu12EZM*:?");
    assert_shows(&stage, "Find: qu12EZM*:?");
    assert_eq!(stage.ended, None);
    stage.keys("esc esc");
    assert_shows(&stage, "70 accounts");
    stage.keys("/");
    stage.paste("鑫源");
    stage.keys("enter");
    assert_shows(&stage, NEXT);
    assert_shows(&stage, "Timeline");
}

#[test]
fn a_long_list_says_how_many_more_there_are() {
    let demo = Demo::new();
    let mut ids = rounds::domain::ids::Ids::new(9);
    let mut shop = |n: usize| {
        let rep = Some(demo.rep.id);
        Change::Add(Account { rep, ..Account::new(ids.next(demo.now()), format!("Shop {n}"), demo.today()) }.into())
    };
    demo.apply(None, (0..450).map(&mut shop).collect());
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("4");
    assert_shows(&stage, "520 accounts");
    assert_said(&stage, "the first 500 of 520");
    stage.keys("/");
    stage.type_text("shop 44");
    assert_shows(&stage, "14 found");
}

#[test]
fn all_accounts_are_put_in_another_order_that_is_there_at_the_next_start() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys("4");
        let policy = Policy::new(&demo.store().reference(demo.viewer()).unwrap());
        let book: Vec<Line> = demo.book().into_iter().map(|row| policy.line(row, demo.today())).collect();
        let first = |stage: &Stage<'_, Session>| stage.row(5);
        let by_name = first(&stage);
        // The most urgent of all, then the one that nobody went to for longest.
        stage.keys("o");
        let mut lines = book.clone();
        by_urgency(&mut lines);
        assert!(first(&stage).contains(&lines[0].row.name), "{}", stage.text());
        stage.keys("o");
        let oldest = book.iter().map(|line| line.row.last).min().unwrap();
        let names: Vec<&str> = book.iter().filter(|it| it.row.last == oldest).map(|it| it.row.name.as_str()).collect();
        assert!(names.iter().any(|name| first(&stage).contains(name)), "{names:?}\n{}", stage.text());
        let word = if lang == Lang::En { "longest unvisited first" } else { "最久未访在前" };
        assert_shows(&stage, word);
        let shown = stage.text();
        stage.keys("q");
        let mut stage = demo.stage(lang, (120, 36));
        assert_eq!(stage.text().lines().nth(5), shown.lines().nth(5));
        assert_shows(&stage, word);
        // Key accounts, then those of a beat together; then by name again.
        stage.keys("o");
        assert!(stage.row(5).contains(" A "), "{}", stage.text());
        stage.keys("o o");
        assert_eq!(first(&stage), by_name);
        assert_hides(&stage, word);
    }
}
