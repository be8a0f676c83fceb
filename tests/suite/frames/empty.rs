//! Empty states say what to do.

use rounds::i18n::Lang;

use crate::support::demo::Demo;
use crate::support::look::check_frame;

/// Asserts that the words stand on the screen, in one place.
fn says(demo: &Demo, lang: Lang, keys: &str, words: [&str; 2]) {
    for size in [(80, 24), (40, 12), (120, 36)] {
        let mut stage = demo.stage(lang, size);
        stage.keys(keys);
        check_frame(&mut stage, keys);
        let text: String = stage.text().split_whitespace().collect();
        let words: String = words[usize::from(lang == Lang::Zh)].split_whitespace().collect();
        assert!(text.contains(&words), "{words} at {size:?}:\n{}", stage.text());
    }
}

#[test]
fn each_kind_of_nothing_has_its_words() {
    for lang in Lang::ALL {
        let bare = Demo::bare();
        says(&bare, lang, "", ["No accounts yet. Leave with q and import", "还没有客户。按 q 退出后导入"]);
        says(&bare, lang, "2", ["No accounts yet. Leave with q and import", "还没有客户。按 q 退出后导入"]);
        let demo = Demo::new();
        says(
            &demo,
            lang,
            "] ]",
            ["A rest day. Press . to go to the next working day", "休息日。按 . 前往下一个工作日"],
        );
        let past = "[ ".repeat(200);
        says(&demo, lang, &past, ["Nothing was planned or done on this day", "这一天没有计划，也没有拜访"]);
        for tab in ["1", "2"] {
            let keys = format!("{tab} / z z z z");
            says(&demo, lang, &keys, ["No match", "没有符合的内容"]);
        }
    }
}

#[test]
fn commands_on_nothing_do_nothing() {
    let bare = Demo::bare();
    let mut stage = bare.stage(Lang::En, (80, 24));
    for tab in ["1", "2"] {
        stage.keys(tab);
        stage.keys("c C n e enter x K J t d [ ] . space w v j k g G pgup pgdn u ctrl-r");
        stage.keys("esc esc");
        check_frame(&mut stage, tab);
    }
    stage.keys("1 p");
    stage.until("Nobody is due; the day stays empty");
    stage.keys("a");
    assert!(stage.text().contains("No match"), "{}", stage.text());
    stage.keys("enter");
    assert!(bare.route(bare.today()).is_empty());
    assert!(stage.ended.is_none());
}
