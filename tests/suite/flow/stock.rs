//! A morning of stock by keyboard: shops ask, goods come short, it is decided, shops are told, one passes, the next is proposed, goods are
//! handed over. Keys are counted.

use rounds::domain::change::Change;
use rounds::domain::ids::TeamId;
use rounds::domain::label::Label;
use rounds::domain::people::{Rep, Role, Team};
use rounds::domain::record::{Kind, Record};
use rounds::domain::stock::{Answer, End, Request, Telling};
use rounds::i18n::Lang;
use rounds::store::{Store, Viewer};
use rounds::ui::Session;
use rounds::ui::theme::Theme;
use uuid::Uuid;

use super::{NEXT, SECOND, assert_hides, assert_said, assert_shows};
use crate::support::demo::Demo;
use crate::support::look::check_frame;
use crate::support::stage::Stage;

/// A product of the demo that nobody asks for, and its initials.
const PRODUCT: (&str, &str) = ("泰山(红将军)", "tshjj");

fn records(demo: &Demo, kind: Kind) -> Vec<Record> {
    let accounts: Vec<_> = demo.book().into_iter().map(|row| row.account).collect();
    demo.store().records_at(Viewer::System, &accounts, kind).expect("records")
}

/// The requests for the product, in order of asking.
pub(super) fn requests(demo: &Demo) -> Vec<Request> {
    let product = demo.store().products().expect("products").into_iter().find(|it| it.name == PRODUCT.0).expect("it");
    let requests = records(demo, Kind::Request).into_iter();
    let mut requests: Vec<Request> =
        requests.filter_map(|it| if let Record::Request(it) = it { Some(it) } else { None }).collect();
    requests.retain(|it| it.product == product.id);
    requests.sort_by_key(Request::place);
    requests
}

pub(super) fn tellings(demo: &Demo) -> Vec<Telling> {
    let asked: Vec<_> = requests(demo).iter().map(|it| it.id).collect();
    let tellings = records(demo, Kind::Telling).into_iter();
    let tellings = tellings.filter_map(|it| if let Record::Telling(it) = it { Some(it) } else { None });
    let mut tellings: Vec<Telling> = tellings.filter(|it| asked.contains(&it.request)).collect();
    tellings.sort_by_key(|it| (it.at, it.id));
    tellings
}

/// Writes a request down at the selected shop: four keys beside the text.
pub(super) fn ask(stage: &mut Stage<'_, Session>, quantity: &str) {
    stage.keys("s");
    stage.type_text(PRODUCT.1);
    stage.keys("enter");
    stage.type_text(quantity);
    stage.keys("ctrl-s");
}

pub(super) fn find(stage: &mut Stage<'_, Session>) {
    stage.keys("3 /");
    stage.type_text(PRODUCT.1);
    stage.keys("enter g");
}

#[test]
fn who_leads_looks_at_the_stock_of_each_team() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let quiet =
            Team { id: TeamId(Uuid::from_u128(7)), name: Label::new("North Team", "城北班组"), parent: None };
        let reps = demo.store().reps(Viewer::System).expect("reps");
        let manager =
            Rep { role: Role::Manager, team: None, ..reps.into_iter().find(|it| it.role != Role::Rep).expect("one") };
        let code = manager.code.clone();
        demo.apply(None, vec![Change::Add(quiet.clone().into()), Change::Set(manager.into())]);
        let mut stage = demo.stage_with(demo.session_of(&code, lang, Theme::shipped()), (120, 36));
        // Without a team of their own they see the first that deals with anything.
        stage.keys("3");
        assert!(stage.row(0).contains(say("East Team", "城东班组")), "{}", stage.row(0));
        assert_shows(&stage, "玉溪(软)");
        stage.keys("v");
        check_frame(&mut stage, "the teams");
        stage.type_text(say("north", "cb"));
        stage.keys("enter");
        assert!(stage.row(0).contains(say("North Team", "城北班组")), "{}", stage.row(0));
        assert_hides(&stage, "玉溪(软)");
        assert_shows(&stage, say("v looks at another team", "按 v 查看"));
        // What comes in now is for that team, and the screen stays with it.
        stage.keys("a");
        stage.type_text(PRODUCT.1);
        stage.keys("enter");
        stage.type_text("8");
        stage.keys("ctrl-s");
        let store = demo.store();
        let product = store.products().expect("products").into_iter().find(|it| it.name == PRODUCT.0).expect("it");
        let came = store.arrivals(Viewer::System, product.id).expect("arrivals");
        assert_eq!(came.iter().map(|it| it.team).collect::<Vec<_>>(), [Some(quiet.id)]);
        stage.keys("1 3");
        assert!(stage.row(0).contains(say("North Team", "城北班组")), "{}", stage.row(0));
        assert_shows(&stage, PRODUCT.0);
        stage.keys("F");
        assert_shows(&stage, say("Nobody was told before", "没有后登记先告知"));
    }
}

#[test]
fn a_morning_of_stock_by_keyboard() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        assert!(requests(&demo).is_empty());
        let mut stage = demo.stage(lang, (120, 36));
        // Two shops on the route ask, and a third from the list of all.
        assert_shows(&stage, NEXT);
        ask(&mut stage, "5");
        assert_said(&stage, say("place 1", "排第1位"));
        stage.keys("j");
        ask(&mut stage, "1条");
        assert_said(&stage, say("place 2", "排第2位"));
        stage.keys("j");
        ask(&mut stage, "4");
        assert_said(&stage, say("place 3", "排第3位"));
        let asked: Vec<_> = requests(&demo).iter().map(|it| it.asked.quantity()).collect();
        assert_eq!(asked, [5, 10, 4]);

        // Eight come: the first is filled, the second gets the rest.
        find(&mut stage);
        check_frame(&mut stage, "three wait");
        stage.keys("a enter");
        stage.type_text("8");
        stage.keys("ctrl-s");
        assert_said(&stage, PRODUCT.0);
        stage.keys("j");
        check_frame(&mut stage, "goods came");
        stage.keys("o");
        check_frame(&mut stage, "who gets how much");
        stage.keys("enter");
        assert_said(&stage, say("first asked", "先登记先得"));

        // One key tells a shop, one key notes what it says.
        stage.keys("t");
        assert_said(&stage, NEXT);
        stage.keys("t");
        assert_said(&stage, SECOND);
        assert_eq!(tellings(&demo).len(), 2);
        stage.keys("j y");
        assert_said(&stage, NEXT);
        assert_eq!(tellings(&demo)[0].answer, Some(Answer::TakesAll));
        stage.keys("j r down down enter");
        assert_eq!(tellings(&demo)[1].answer, Some(Answer::NotNow));
        check_frame(&mut stage, "one passed");

        // The next in line is proposed for what is left, and nothing is done by itself.
        stage.keys("o");
        check_frame(&mut stage, "the next is proposed");
        stage.keys("enter");
        let third = requests(&demo)[2].id;
        stage.keys("g j t");
        assert_eq!(tellings(&demo)[2].request, third);

        // Goods are handed over; the first request is fulfilled, and undo brings it back.
        stage.keys("g j j f");
        let how = |at: usize| requests(&demo)[at].ended.clone().map(|ended| ended.how);
        assert_eq!(how(0), Some(End::Fulfilled));
        stage.keys("u");
        assert_eq!(how(0), None);
        stage.keys("ctrl-r");
        assert_eq!(how(0), Some(End::Fulfilled));
        // It can be read why.
        stage.keys("g j w");
        check_frame(&mut stage, "why each got what they got");
        stage.keys("esc");
    }
}

#[test]
fn a_telling_is_taken_back_and_stays_in_the_timeline() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    ask(&mut stage, "5");
    find(&mut stage);
    stage.keys("a enter");
    stage.type_text("5");
    stage.keys("ctrl-s j o enter t");
    assert_said(&stage, "Told");
    stage.keys("u");
    assert_said(&stage, "Undone: told");
    assert!(tellings(&demo)[0].withdrawn);
    assert_shows(&stage, "to be told");
    // What was said is changed only with a reason.
    stage.keys("o - enter");
    assert_shows(&stage, "Why is it changed?");
    stage.keys("esc");
    assert_shows(&stage, "by hand");
    stage.keys("esc");
}

#[test]
fn a_request_is_changed_cancelled_and_written_down_during_a_visit() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("c ctrl-n");
    stage.type_text(PRODUCT.1);
    stage.keys("enter");
    stage.type_text("3 bottles");
    stage.keys("ctrl-s");
    assert_shows(&stage, "a number above 0");
    assert!(requests(&demo).is_empty());
    stage.keys("ctrl-u");
    stage.type_text("3");
    stage.keys("tab");
    stage.type_text("+2");
    stage.keys("ctrl-s");
    assert_said(&stage, "place 1");
    stage.keys("esc");
    let until = requests(&demo)[0].until;
    assert_eq!(until.map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
    find(&mut stage);
    stage.keys("j e ctrl-u");
    stage.type_text("2");
    stage.keys("ctrl-s");
    assert_said(&stage, "Changed");
    assert_eq!(requests(&demo)[0].asked.quantity(), 2);
    stage.keys("e ctrl-u");
    stage.type_text("9");
    stage.keys("ctrl-s");
    assert_shows(&stage, "more of it is a new request");
    assert_eq!(requests(&demo)[0].asked.quantity(), 2);
    stage.keys("x");
    stage.type_text("bought elsewhere");
    stage.keys("enter");
    assert_said(&stage, "Cancelled");
    assert_shows(&stage, "No match");
    stage.keys("u");
    assert_hides(&stage, "No match");
}
