//! Each screen and dialog in both languages at the two sizes it is made for, as text and roles.

use rounds::i18n::Lang;
use rounds::ui::Session;

use crate::support::demo::Demo;
use crate::support::look::{check_frame, picture, roles_theme};
use crate::support::stage::Stage;

/// Plays a scene at 80×24 and at 120×36 in both languages and compares what is on the screen with the picture kept.
fn show(name: &str, scene: impl Fn(&mut Stage<'_, Session>, Lang)) {
    show_at(&[(80, 24), (120, 36)], name, scene);
}

/// The same at other sizes, no two of one width.
fn show_at(sizes: &[(u16, u16)], name: &str, scene: impl Fn(&mut Stage<'_, Session>, Lang)) {
    for size in sizes.iter().copied() {
        let shots = Lang::ALL.map(|lang| {
            let demo = Demo::new();
            let mut stage = demo.stage_with(demo.session_of("wangfang", lang, vec![roles_theme()]), size);
            scene(&mut stage, lang);
            check_frame(&mut stage, name);
            picture(&stage)
        });
        insta::assert_snapshot!(format!("{name}-{}", size.0), shots.join("\n"));
    }
}

#[test]
fn today() {
    show("today", |_, _| {});
}

/// The same of somebody who leads, at all sizes.
fn show_to_a_leader(name: &str, scene: impl Fn(&mut Stage<'_, Session>)) {
    for size in [(40, 20), (80, 24), (120, 36), (200, 60)] {
        let shots = Lang::ALL.map(|lang| {
            let demo = Demo::new();
            let mut stage = demo.stage_with(demo.session_of("chenli", lang, vec![roles_theme()]), size);
            scene(&mut stage);
            check_frame(&mut stage, name);
            picture(&stage)
        });
        insta::assert_snapshot!(format!("{name}-{}", size.0), shots.join("\n"));
    }
}

#[test]
fn territories() {
    show_to_a_leader("territories", |stage| {
        stage.keys("B");
        stage.until("刘洋");
        stage.keys("j j j space");
    });
}

#[test]
fn territories_on_the_map() {
    show_to_a_leader("territories-map", |stage| {
        stage.keys("B");
        stage.until("刘洋");
        stage.keys("m n");
    });
}

#[test]
fn territories_nearer() {
    show_to_a_leader("territories-nearer", |stage| {
        stage.keys("B");
        stage.until("刘洋");
        stage.keys("m n + + + l");
    });
}

#[test]
fn today_with_its_map() {
    show_at(&[(60, 40), (120, 60)], "today-map", |stage, _| stage.keys("j"));
}

#[test]
fn map() {
    show("map", |stage, _| stage.keys("m n"));
}

#[test]
fn map_nearer() {
    show("map-nearer", |stage, _| stage.keys("m n + + + + l"));
}

#[test]
fn overdue() {
    show("overdue", |stage, _| stage.keys("2 j j space"));
}

#[test]
fn account() {
    show("account", |stage, _| stage.keys("enter"));
}

#[test]
fn visit_open() {
    show("visit-open", |stage, _| {
        stage.keys("c");
        stage.type_text("柜台还是旧的");
        stage.keys("enter");
        stage.type_text("asked for labels");
        stage.keys("shift-tab shift-tab");
        stage.type_text("+3");
    });
}

#[test]
fn visit_late() {
    show("visit-late", |stage, lang| {
        stage.keys("e");
        stage.type_text(if lang == Lang::En { "yesterday" } else { "昨天" });
        stage.keys("enter tab 1");
    });
}

#[test]
fn quick_log() {
    show("quick", |stage, lang| {
        stage.keys(";");
        stage.type_text(match lang {
            Lang::En => "met boss | oos 玉溪软 x5 all | sat 9 | wants a new counter | or",
            Lang::Zh => "见老板 | 缺 玉溪软 x5 足额 | 满意 9 | 想换柜台 | 订",
        });
    });
}

#[test]
fn how_a_quick_line_is_written() {
    show("grammar", |stage, _| stage.keys("; f2"));
}

#[test]
fn follow_ups() {
    show("follow-ups", |stage, lang| {
        stage.keys("6 j z");
        stage.type_text(if lang == Lang::En { "wed" } else { "周三" });
        stage.keys("enter");
        stage.type_text(if lang == Lang::En { "waits for the printer" } else { "等打印店" });
        stage.keys("enter k");
    });
}

#[test]
fn board() {
    show("board", |stage, _| stage.keys("7 j j"));
}

#[test]
fn board_by_month() {
    show("board-months", |stage, _| stage.keys("7 p G enter"));
}

#[test]
fn end_of_the_day() {
    show("closing", |stage, lang| {
        stage.keys("Z r x");
        stage.type_text(if lang == Lang::En { "moved away" } else { "已搬走" });
        stage.keys("enter");
    });
}

#[test]
fn help() {
    show("help", |stage, _| stage.keys("?"));
}

#[test]
fn palette() {
    show("palette", |stage, _| {
        stage.keys(":");
        stage.type_text("rc");
        stage.keys("backspace");
    });
}

#[test]
fn prompt_for_a_day() {
    show("prompt", |stage, lang| {
        stage.keys("t");
        stage.type_text(if lang == Lang::En { "mon" } else { "下周一" });
    });
}

#[test]
fn picker() {
    show("picker", |stage, _| {
        stage.keys("a");
        stage.type_text("yj");
    });
}

#[test]
fn explain() {
    show("explain", |stage, _| stage.keys("w"));
}

#[test]
fn accounts() {
    show("accounts", |stage, _| stage.keys("4 j j j j j j j j"));
}

#[test]
fn accounts_found() {
    show("accounts-found", |stage, _| {
        stage.keys("4 /");
        stage.type_text("wj");
    });
}

#[test]
fn stock() {
    show("stock", |stage, _| stage.keys("3 j j j"));
}

#[test]
fn stock_found() {
    show("stock-found", |stage, _| {
        stage.keys("3 /");
        stage.type_text("yx");
    });
}

#[test]
fn request_form() {
    show("request-form", |stage, lang| {
        stage.keys("s");
        stage.type_text("lq");
        stage.keys("enter");
        stage.type_text("2条");
        stage.keys("tab");
        stage.type_text(if lang == Lang::En { "fri" } else { "周五" });
    });
}

#[test]
fn product_picker() {
    show("product-picker", |stage, _| stage.keys("s"));
}

#[test]
fn allotting() {
    show("allotting", |stage, _| {
        stage.keys("3 /");
        stage.type_text("yxr");
        stage.keys("enter g j o right right +");
    });
}

#[test]
fn why_each_got_what_they_got() {
    show("why-given", |stage, _| {
        stage.keys("3 /");
        stage.type_text("lqxb");
        stage.keys("enter g j w");
    });
}

#[test]
fn how_fairly_goods_were_dealt_out() {
    show("fairness", |stage, _| stage.keys("3 F"));
}

#[test]
fn profile() {
    show("profile", |stage, _| stage.keys("4 i"));
}

#[test]
fn account_form() {
    show("account-form", |stage, _| stage.keys("enter E"));
}

#[test]
fn several_accounts() {
    show("accounts-form", |stage, _| stage.keys("4 space space E"));
}

#[test]
fn contact_form() {
    show("contact-form", |stage, lang| {
        stage.keys("enter a");
        stage.type_text(if lang == Lang::En { "Zhao Yan" } else { "赵燕" });
        stage.keys("tab tab tab");
        stage.type_text(if lang == Lang::En { "lunar 8-15" } else { "农历八月十五" });
    });
}

#[test]
fn merge() {
    show("merge", |stage, _| stage.keys("4 space space M"));
}

#[test]
fn correction() {
    show("correction", |stage, _| stage.keys("g enter g R"));
}

#[test]
fn void_and_found() {
    show("history-found", |stage, _| {
        stage.keys("g enter g X");
        stage.type_text("wrong shop");
        stage.keys("enter /");
        stage.type_text("wrong");
    });
}

#[test]
fn plan() {
    show("plan", |stage, _| stage.keys("5 j ] ]"));
}

#[test]
fn plan_proposed() {
    show("plan-proposed", |stage, lang| {
        stage.keys("5 j ] ] p");
        stage.until(if lang == Lang::En { "visits: " } else { "次拜访：新增" });
    });
}
