//! What an account asked for, was told and was given, in its timeline.

use rounds::domain::ids::AccountId;
use rounds::i18n::Lang;
use rounds::store::rows::{Entry, Happening};
use rounds::store::{BookRow, Store};

use super::{assert_hides, assert_shows};
use crate::support::demo::Demo;
use crate::support::look::check_frame;

/// What happened there about stock, the newest first.
fn about_stock(demo: &Demo, account: AccountId) -> Vec<Entry> {
    let page = demo.store().timeline(demo.viewer(), account, None, 500).expect("a timeline");
    let is_stock = |entry: &Entry| {
        use Happening::{Fulfilment, Request, Telling};
        matches!(entry.what, Request { .. } | Telling { .. } | Fulfilment { .. })
    };
    page.items.into_iter().filter(is_stock).collect()
}

/// The shop of the demo that was handed most.
fn shop(demo: &Demo) -> (BookRow, String) {
    let given = |row: &BookRow| {
        let entries = about_stock(demo, row.account);
        entries.into_iter().find_map(|entry| match entry.what {
            Happening::Fulfilment { fulfilment, goods } => Some((fulfilment.quantity, goods.product)),
            _ => None,
        })
    };
    let shops =
        demo.book().into_iter().filter_map(|row| given(&row).map(|(quantity, product)| (quantity, product, row)));
    let (_, product, row) = shops.max_by_key(|(quantity, ..)| *quantity).expect("a shop that got something");
    (row, product)
}

#[test]
fn an_account_page_tells_what_was_asked_told_and_handed_over() {
    let demo = Demo::new();
    let (row, product) = shop(&demo);
    for (lang, words) in [
        (Lang::En, ["stock request", "told", "takes", "goods handed over"]),
        (Lang::Zh, ["缺货登记", "告知", "要 ", "交货"]),
    ] {
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys("4 /");
        stage.type_text(&row.name);
        stage.keys("enter enter");
        assert_shows(&stage, &row.name);
        stage.keys("/");
        stage.type_text(&product);
        stage.keys("enter");
        check_frame(&mut stage, "the timeline of stock");
        for word in words {
            assert_shows(&stage, word);
        }
        assert_shows(&stage, &product);
        stage.keys("esc /");
        stage.type_text("nothing of the kind");
        stage.keys("enter");
        assert_hides(&stage, words[3]);
    }
}
