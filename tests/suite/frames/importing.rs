//! A list before it comes in, in both languages at the two sizes it is made for, and whole at every other.

use rounds::i18n::Lang;
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::look::{check_frame, picture, roles_theme};
use crate::support::stage::Stage;

const LIST: &str = "客户编码,店名,地址,纬度,经度,等级,上次拜访,客户经理,备注\n\
    3301,王记烟酒店,东风街18号,30.2741,120.1551,A级,2026/11/12,wangfang,老客户\n\
    3302,Riverside Convenience and Household Goods,5 Binjiang Rd,30.2742,120.1552,B,2026-11-05,,\n\
    3302,滨江便利,滨江路5号,30.2743,120.1553,B,2026-11-05,,同码\n\
    3303,老街副食,老街7号,,,一般,,,\n\
    3304,,老街8号,,,C,,,\n\
    3305,明天超市,老街9号,,,C,2027-01-01,,\n";

fn looked_at(demo: &Demo, lang: Lang, size: (u16, u16)) -> Stage<'_, Session> {
    demo.file("客户 list.csv", LIST.as_bytes());
    let mut stage = demo.stage_with(demo.session_of("wangfang", lang, vec![roles_theme()]), size);
    stage.keys("I enter");
    stage.until("UTF-8");
    stage
}

#[test]
fn a_list_before_it_comes_in() {
    for size in [(80, 24), (120, 36)] {
        let shots = Lang::ALL.map(|lang| {
            let demo = Demo::new();
            let mut stage = looked_at(&demo, lang, size);
            stage.keys("j j");
            check_frame(&mut stage, "import");
            picture(&stage)
        });
        insta::assert_snapshot!(format!("import-{}", size.0), shots.join("\n"));
    }
}

#[test]
fn how_a_list_is_read() {
    for size in [(80, 24), (120, 36)] {
        let shots = Lang::ALL.map(|lang| {
            let demo = Demo::new();
            let mut stage = looked_at(&demo, lang, size);
            stage.keys("o down down right");
            check_frame(&mut stage, "import options");
            picture(&stage)
        });
        insta::assert_snapshot!(format!("import-options-{}", size.0), shots.join("\n"));
    }
}

#[test]
fn it_stands_whole_on_any_screen() {
    for lang in Lang::ALL {
        for keys in ["", "r", "o", "enter"] {
            let demo = Demo::new();
            let mut stage = looked_at(&demo, lang, (40, 20));
            stage.keys(keys);
            check_frame(&mut stage, keys);
            for size in [(200, 60), (40, 12), (99, 24)] {
                stage.resize(size.0, size.1);
                check_frame(&mut stage, keys);
            }
        }
    }
}
