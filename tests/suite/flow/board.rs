//! Board: every number opens the rows behind it, and those the shops.

use rounds::i18n::Lang;

use crate::support::demo::Demo;
use crate::support::look::check_frame;

use super::{NEXT, assert_said, assert_shows};

#[test]
fn a_number_opens_its_rows_and_a_row_its_shop() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (120, 36));
        stage.keys("7");
        assert_shows(&stage, say("Visits on time", "准时率"));
        assert_shows(&stage, say("visits that came within the window", "间隔落在窗口内的拜访"));
        stage.keys("j enter");
        check_frame(&mut stage, "what a number is made of");
        assert_shows(&stage, say("A within the window: ", "A级窗口达标率："));
        stage.type_text("xymymj");
        assert_shows(&stage, NEXT);
        stage.keys("enter");
        assert_shows(&stage, say("Timeline", "往来"));
    }
}

#[test]
fn weeks_become_months_and_earlier_ones_are_looked_at() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("7");
    assert_shows(&stage, "16 Nov to 20 Nov");
    assert_shows(&stage, "by week");
    stage.keys("[");
    assert_shows(&stage, "9 Nov to 15 Nov");
    stage.keys("] p");
    assert_shows(&stage, "Nov 2026");
    assert_shows(&stage, "by month");
    stage.keys("[ [ [ [ [ [ [ [ [ [ [");
    assert_shows(&stage, "Apr 2026");
    let mut bare = Demo::bare();
    bare = bare.without_leaders();
    let mut stage = bare.stage(Lang::En, (80, 24));
    stage.keys("7 enter");
    assert_said(&stage, "Nothing was counted");
}
