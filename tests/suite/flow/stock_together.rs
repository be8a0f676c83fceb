//! Stock decided and answered while a colleague works on it too, and numbers that nobody means.

use rounds::domain::change::Change;
use rounds::domain::ids::Ids;
use rounds::domain::stock::Answer;
use rounds::i18n::Lang;
use rounds::store::{ArrivalRow, Store, Viewer};
use rounds::terminal::line::Wake;

use super::stock::{ask, find, requests, tellings};
use super::{assert_said, assert_shows};
use crate::support::demo::Demo;

/// The one arrival of the product.
fn arrival(demo: &Demo) -> ArrivalRow {
    let product = requests(demo)[0].product;
    let arrivals = demo.store().arrivals(Viewer::System, product).expect("arrivals");
    demo.store().arrival(Viewer::System, arrivals[0].id, demo.today()).expect("a read").expect("an arrival")
}

#[test]
fn the_cursor_stays_on_the_shop_when_an_earlier_asker_goes() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    for (quantity, next) in [("5", "j"), ("10", "j"), ("4", "j")] {
        ask(&mut stage, quantity);
        stage.keys(next);
    }
    find(&mut stage);
    stage.keys("a enter");
    stage.type_text("8");
    stage.keys("ctrl-s j o j");
    let asked = requests(&demo);
    demo.apply(None, vec![Change::Cancel { request: asked[0].id, reason: String::new() }]);
    stage.wake(Wake::Timeout);
    stage.keys("- enter");
    let decided = arrival(&demo).allotment.expect("a decision");
    assert_eq!(decided.line(asked[1].id).map(|line| line.quantity), Some(7));
}

#[test]
fn shares_that_no_number_holds_together_are_refused_and_stay_on_the_screen() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    ask(&mut stage, "5");
    stage.keys("j");
    ask(&mut stage, "10");
    find(&mut stage);
    stage.keys("a enter");
    stage.type_text("8");
    stage.keys("ctrl-s j o");
    for row in ["e ctrl-u", "j e ctrl-u"] {
        stage.keys(row);
        stage.type_text("4294967295");
        stage.keys("enter");
    }
    stage.keys("+ enter");
    assert_said(&stage, "more than was asked for");
    assert_shows(&stage, "by hand");
    assert!(arrival(&demo).allotment.is_none());
}

#[test]
fn what_a_shop_takes_of_the_rest_counts_with_what_it_has() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    ask(&mut stage, "5");
    find(&mut stage);
    stage.keys("a enter");
    stage.type_text("5");
    stage.keys("ctrl-s j o enter t");
    let (arrival, request) = (arrival(&demo).arrival.id, requests(&demo)[0].id);
    let fulfilment = Ids::new(77).next(demo.now());
    demo.apply(Some(demo.rep.id), vec![Change::Fulfil { fulfilment, arrival, request, quantity: 2 }]);
    stage.wake(Wake::Timeout);
    // Of the three that wait, all are taken: that is what is typed in for them.
    stage.keys("j r down enter enter");
    assert_eq!(tellings(&demo)[0].answer, Some(Answer::Takes(5)));
}
