//! Colleagues who work on the same things: what they change while a form or a question is open here is theirs, what is typed here is not lost.

use rounds::domain::account::Account;
use rounds::domain::change::Change;
use rounds::domain::ids::{Ids, RepId};
use rounds::domain::people::{Rep, Role};
use rounds::domain::product::Product;
use rounds::domain::record::Record;
use rounds::domain::tier::Tier;
use rounds::i18n::Lang;
use rounds::store::{Store, Viewer};
use rounds::terminal::line::Wake;
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use crate::support::demo::Demo;
use crate::support::settings::furnish;
use crate::support::stage::Stage;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows};

fn account(demo: &Demo, name: &str) -> Account {
    let all = demo.store().search(Viewer::System, name, 9).expect("a search").rows;
    let row = all.into_iter().find(|row| row.name == name).expect("an account");
    demo.store().account(Viewer::System, row.account).expect("a read").expect("an account")
}

fn reps(demo: &Demo) -> Vec<Rep> {
    demo.store().reps(Viewer::System).expect("reps")
}

fn edit(demo: &Demo, before: impl Into<Record>, after: impl Into<Record>) {
    demo.apply(None, vec![Change::edit(&before.into(), &after.into()).expect("fields").expect("a change")]);
}

/// Types over what stands in the field in hand.
fn retype(stage: &mut Stage<'_, Session>, text: &str) {
    stage.keys("end ctrl-u");
    stage.type_text(text);
}

/// The one who leads, at the screens.
fn leading(demo: &Demo) -> Stage<'_, Session> {
    let leader = reps(demo).into_iter().find(|rep| rep.role == Role::Supervisor).expect("somebody who leads");
    demo.stage_with(demo.session_of(&leader.code, Lang::En, Theme::shipped()), (120, 36))
}

/// Somebody whose code comes before all others joins the team, and a tier that ranks before all others comes up.
fn newcomers(demo: &Demo) -> RepId {
    let mut ids = Ids::new(77);
    let rep = Rep { id: ids.next(demo.now()), code: "a0".to_owned(), name: "Newcomer".to_owned(), ..demo.rep.clone() };
    let id = rep.id;
    let tiers = demo.store().reference(Viewer::System).expect("reference data").tiers;
    let tier = Tier { id: ids.next(demo.now()), code: "S".to_owned(), rank: 0, ..tiers[0].clone() };
    demo.apply(None, vec![Change::Add(rep.into()), Change::Add(tier.into())]);
    id
}

#[test]
fn a_choice_that_was_not_touched_stays_whoever_comes_meanwhile() {
    let demo = Demo::new();
    let before = account(&demo, NEXT);
    let mut stage = leading(&demo);
    stage.keys("4 /");
    stage.type_text("xymymj");
    stage.keys("esc E tab tab tab");
    retype(&mut stage, "0571-1234");
    newcomers(&demo);
    stage.keys("ctrl-s");
    assert_said(&stage, &format!("Changed {NEXT}"));
    assert_eq!(account(&demo, NEXT), Account { phone: "0571-1234".to_owned(), ..before });
}

#[test]
fn a_choice_is_what_it_was_called_whoever_comes_meanwhile() {
    let demo = Demo::new();
    let liu = reps(&demo).into_iter().find(|rep| rep.name == "刘洋").expect("a colleague").id;
    let mut stage = leading(&demo);
    stage.keys("4");
    for words in ["xymymj", "dzcs"] {
        stage.keys("/");
        stage.type_text(words);
        stage.keys("esc space esc");
    }
    stage.keys("E shift-tab");
    stage.type_text("刘");
    newcomers(&demo);
    stage.keys("ctrl-s");
    assert_said(&stage, "Changed 2 accounts");
    assert_eq!([NEXT, SECOND].map(|name| account(&demo, name).rep), [Some(liu); 2]);
}

#[test]
fn settings_choose_whom_they_named_and_keep_what_others_changed() {
    let demo = Demo::new();
    furnish(&demo);
    let mut stage = leading(&demo);
    // Leave, of whom it was said to be.
    stage.keys("8 l l l a");
    stage.type_text("2026-11-23");
    stage.keys("tab tab");
    stage.type_text("王");
    newcomers(&demo);
    stage.keys("ctrl-s");
    assert_said(&stage, "leave of 王芳 added");
    let leave = demo.store().reference(Viewer::System).expect("reference data").leave;
    assert!(leave.iter().any(|it| it.rep == demo.rep.id && it.span.first.to_string() == "2026-11-23"), "{leave:?}");
    // A product whose code somebody else corrects while its name is corrected here.
    let ale = |demo: &Demo| {
        let all: Vec<Product> = demo.store().products().expect("products");
        all.into_iter().find(|it| it.name.starts_with("Lakeside")).expect("it")
    };
    let before = ale(&demo);
    let mut stage = leading(&demo);
    stage.keys("8 l l l l / L a k e enter enter");
    retype(&mut stage, "Lakeside Lager");
    edit(&demo, before.clone(), Product { code: "LL-50".to_owned(), ..before.clone() });
    stage.keys("ctrl-s");
    assert_said(&stage, "Lakeside Lager saved");
    assert_eq!(ale(&demo), Product { name: "Lakeside Lager".to_owned(), code: "LL-50".to_owned(), ..before });
}

#[test]
fn what_was_left_in_a_form_brings_back_only_what_was_typed() {
    let demo = Demo::new();
    let before = account(&demo, NEXT);
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("enter E tab tab tab");
    retype(&mut stage, "0571-1234");
    stage.keys("esc");
    assert_said(&stage, "waits there for next time");
    edit(&demo, before.clone(), Account { address: "New St 9".to_owned(), ..before.clone() });
    // In the other language too.
    stage.keys("L E");
    assert_said(&stage, "已恢复上次没保存的内容");
    assert_shows(&stage, "0571-1234");
    assert_shows(&stage, "New St 9");
    stage.keys("ctrl-s");
    let after = account(&demo, NEXT);
    assert_eq!((after.phone.as_str(), after.address.as_str()), ("0571-1234", "New St 9"));
    assert_eq!((after.rep, after.tier, after.beat), (before.rep, before.tier, before.beat));
}

#[test]
fn a_form_of_one_account_never_lands_in_another() {
    // On no route: whoever hands it over takes it out of sight.
    const OTHER: &str = "万家福生活超市";
    let demo = Demo::new();
    let (first, second) = (account(&demo, NEXT), account(&demo, OTHER));
    let liu = reps(&demo).into_iter().find(|rep| rep.name == "刘洋").expect("a colleague").id;
    for tab in ["4", "2"] {
        let mut stage = demo.stage(Lang::En, (120, 36));
        stage.keys(tab);
        if tab == "4" {
            stage.keys("/");
            stage.type_text("xymymj");
            // A form that was looked at and left.
            stage.keys("esc E esc esc");
        }
        stage.keys("/");
        stage.type_text("wjf");
        // From Accounts straight to the page.
        stage.keys(if tab == "4" { "enter" } else { "enter enter" });
        assert_shows(&stage, "Timeline");
        stage.keys("E");
        retype(&mut stage, "Typed Name");
        let now = account(&demo, OTHER);
        edit(&demo, now.clone(), Account { rep: Some(liu), beat: None, ..now.clone() });
        stage.type_text("s");
        stage.type_text("s");
        stage.keys("ctrl-s");
        assert_said(&stage, "what you typed waits");
        assert_eq!(account(&demo, NEXT), first);
        assert_eq!(account(&demo, OTHER).name, second.name);
        let kept = demo.setting(&format!("form:account:{}", second.id.0)).unwrap_or_default();
        assert!(kept.contains("Typed Name"), "{kept}");
        let now = account(&demo, OTHER);
        edit(&demo, now, second.clone());
    }
}

#[test]
fn half_a_matter_under_what_a_job_said_is_kept_when_the_line_is_lost() {
    let demo = Demo::new();
    demo.file("list.csv", b"name\nMill\nKiosk\n");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("I enter");
    stage.until("2 new");
    stage.keys("ctrl-s");
    stage.until("Imported: 2 new");
    let mill = account(&demo, "Mill");
    edit(&demo, mill.clone(), Account { phone: "1".to_owned(), ..mill });
    stage.keys("u c ctrl-p");
    stage.type_text("a new counter");
    stage.until("records stay");
    stage.wake(Wake::Lost);
    let raised: Vec<String> = demo.drafts().into_iter().flat_map(|it| it.report.raised).map(|it| it.text).collect();
    assert_eq!(raised, ["a new counter"]);
}

#[test]
fn a_form_shown_again_still_knows_what_is_saved() {
    let demo = Demo::new().without_leaders();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("8 enter tab");
    retype(&mut stage, "Best");
    stage.keys("tab tab tab tab tab");
    retype(&mut stage, "2-4");
    stage.keys("ctrl-s");
    assert_shows(&stage, "What this would do");
    stage.keys("esc");
    let name = demo.store().reference(demo.viewer()).expect("reference data").tiers[0].id.0.simple().to_string();
    let kept = || demo.setting(&format!("form:tier:{name}")).unwrap_or_default();
    // A key and its reversal take nothing away, and leaving says that the words wait.
    stage.keys("x backspace");
    demo.pass(chrono::Duration::seconds(2));
    stage.wake(Wake::Timeout);
    assert!(kept().contains("Best") && kept().contains("2-4"), "{}", kept());
    stage.keys("esc");
    assert_said(&stage, "waits there for next time");
    // A fault shows it again too; starting over takes what is saved.
    stage.keys("enter");
    assert_shows(&stage, "Best");
    retype(&mut stage, "B");
    stage.keys("ctrl-s");
    assert_said(&stage, "the code B is taken");
    stage.keys("ctrl-x");
    assert_hides(&stage, "Best");
    assert_shows(&stage, "3-5");
    assert_eq!(kept(), "");
}

#[test]
fn a_late_entry_that_another_window_saved_goes_on_as_its_correction() {
    let demo = Demo::new();
    let mut one = demo.stage(Lang::En, (120, 36));
    one.keys("e");
    one.type_text("wed");
    one.keys("enter");
    one.type_text("they asked twice");
    one.keys("tab esc");
    let mut other = demo.stage(Lang::En, (120, 36));
    other.keys("v enter");
    one.keys("v enter");
    other.type_text(" for labels");
    one.type_text(", and left");
    one.keys("ctrl-p");
    one.type_text("bring labels");
    one.keys("enter enter");
    other.keys("ctrl-s");
    one.type_text("!");
    assert_said(&one, "your words are a correction of it now");
    assert_shows(&one, "correction of Wed 18 Nov");
    assert_shows(&one, "and left");
    one.keys("ctrl-s");
    assert_said(&one, "corrected");
    let touches = demo.touches(demo.account(NEXT).account);
    let late: Vec<_> = touches.iter().filter(|touch| touch.late && touch.day.to_string() == "2026-11-18").collect();
    assert_eq!(late.len(), 1, "{late:?}");
    // A correction raises no matters: their words are not lost.
    assert_eq!(late[0].content.note, "they asked twice, and left\nbring labels!");
    assert_eq!(demo.drafts(), []);
}
