//! The quick log: what a line is understood as is what is stored, and what is not understood is never lost.

use proptest::prelude::*;
use rounds::app::policy::Policy;
use rounds::app::quick::complete::complete;
use rounds::app::quick::{Reading, Scene, at_account, names_of_shop, read, save};
use rounds::app::who::Who;
use rounds::domain::content::{DisplayPoint, Need, NoOrder, Order};
use rounds::domain::ids::{AccountId, Ids};
use rounds::domain::matter::MatterKind;
use rounds::domain::record::{Kind, Record};
use rounds::domain::touch::TouchKind;
use rounds::i18n::Lang;
use rounds::store::{Store, Viewer};

use crate::support::demo::Demo;

/// Where the demo's day goes on: an owner, a clerk and a driver, and a promise that is due.
const SHOP: &str = "鑫源名烟名酒";

fn who(demo: &Demo) -> Who {
    Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() }
}

fn scene(demo: &Demo, account: AccountId, lang: Lang) -> Scene {
    let store = demo.store();
    let policy = Policy::new(&store.reference(demo.viewer()).expect("reference data"));
    at_account(&store, &who(demo), &policy, account, lang).expect("a read").expect("an account")
}

fn shop(demo: &Demo, lang: Lang) -> Scene {
    scene(demo, demo.account(SHOP).account, lang)
}

fn faults(reading: &Reading) -> Vec<&str> {
    reading.parts.iter().filter(|part| part.fault.is_some()).map(|part| part.said.as_str()).collect()
}

#[test]
fn a_whole_visit_in_one_line() {
    let demo = Demo::new();
    let scene = shop(&demo, Lang::En);
    let line = "met boss | order 3 | oos 玉溪软 x5 | promise price labels fri | sat 4 | wants a new counter";
    let reading = read(line, &scene);
    assert_eq!(faults(&reading), <[&str; 0]>::default());
    let content = &reading.content;
    assert_eq!(content.met, [scene.people[0].id]);
    assert_eq!(content.order, Some(Order::Quantity(3)));
    assert_eq!((content.satisfaction, content.note.as_str()), (Some(4), "wants a new counter"));
    let raised = &reading.raised[0];
    let friday = "2026-11-27".parse().unwrap();
    assert_eq!((raised.kind, raised.text.as_str(), raised.due), (MatterKind::Promise, "price labels", friday));
    let asked = &reading.asked[0];
    assert_eq!((asked.amount.quantity(), asked.contact), (5, Some(scene.people[0].id)));
    let names: Vec<&str> = reading.parts.iter().map(|part| part.said.as_str()).collect();
    assert_eq!(names[..3], ["严俊杰 owner", "3", "玉溪(软) 5 盒"]);
    // The same in Chinese, both mixed, with full-width marks.
    let mixed = "见老板｜订3｜缺 玉溪软x5｜promise price labels 周五｜满意 4｜wants a new counter";
    let again = read(mixed, &shop(&demo, Lang::Zh));
    assert_eq!((&again.content, &again.raised, &again.asked), (content, &reading.raised, &reading.asked));
}

#[test]
fn each_part_and_what_it_means() {
    let demo = Demo::new();
    let scene = shop(&demo, Lang::En);
    let content = |line: &str| {
        let reading = read(line, &scene);
        assert_eq!(faults(&reading), <[&str; 0]>::default(), "{line}");
        reading.content
    };
    assert_eq!(content("met 严俊杰, clerk").met.len(), 2);
    assert_eq!(content("met boss clerk").met.len(), 2);
    assert_eq!(content("见老板和店员").met.len(), 2);
    assert_eq!(content("met boss and 郑静.").met.len(), 2);
    assert_eq!(content("met yjj").met, [scene.people[0].id]);
    assert!(content("没人").attempted);
    assert_eq!(content("stay").kind, TouchKind::Stay);
    assert_eq!(content("电话").kind, TouchKind::Phone);
    for line in ["order none price", "未订 价格", "no order price", "none price", "order no price", "订 没 价格"]
    {
        assert_eq!(content(line).order, Some(Order::Nothing(NoOrder::Price)), "{line}");
    }
    for line in ["none", "no order", "没订"] {
        assert_eq!(content(line).order, Some(Order::Nothing(NoOrder::Other)), "{line}");
    }
    assert_eq!(content("没订 太贵").order, Some(Order::Nothing(NoOrder::Price)));
    let Some(Order::Lines(lines)) = content("order 玉溪软 2条, 利群新版 5 | order 云烟紫 1").order else {
        panic!()
    };
    assert_eq!(lines.iter().map(|it| it.amount.quantity()).collect::<Vec<_>>(), [20, 5, 1]);
    assert_eq!(content("stock 玉溪软 0").shelf[0].amount.count, 0);
    assert_eq!(content("display ok").display.unwrap().lacks, []);
    let lacks = [DisplayPoint::Labels, DisplayPoint::Material];
    assert_eq!(content("display no labels, material").display.unwrap().lacks, lacks);
    assert_eq!(content("陈列 缺价签 缺物料").display.unwrap().lacks, lacks);
    assert_eq!(content("needs service product").needs, [Need::Product, Need::Service]);
    assert_eq!(content("告知 新价目表 | told the deadline").told, "新价目表; the deadline");
    assert_eq!(content("竞品 门口新海报").rival, "门口新海报");
    let next = content("next +7 look at the counter").next.unwrap();
    assert_eq!((next.day, next.text.as_str()), ("2026-11-27".parse().ok(), "look at the counter"));
    let next = content("下次 看柜台 12月3日").next.unwrap();
    assert_eq!((next.day, next.text.as_str()), ("2026-12-03".parse().ok(), "看柜台"));
    assert_eq!(content("first line | note second").note, "first line\nsecond");

    let reading = read("缺 玉溪软 2条 足额 外购 到 月底", &scene);
    let wish = &reading.asked[0];
    assert_eq!((wish.amount.quantity(), wish.all_or_nothing, wish.outside), (20, true, true));
    assert_eq!(wish.until, "2026-11-30".parse().ok());
    let until = |line: &str| read(line, &scene).asked[0].until.map(|day| day.to_string());
    assert_eq!(until("oos 玉溪软 5 fri").as_deref(), Some("2026-11-27"));
    assert_eq!(until("oos 玉溪软 5 by fri").as_deref(), Some("2026-11-27"));
    assert_eq!(until("缺 玉溪软 5 12月3日").as_deref(), Some("2026-12-03"));
    assert_eq!(read("done 柜台", &scene).answered, [scene.matters[0].id]);
    let when = read("on yesterday 9:10-9:40", &scene).when.unwrap();
    assert_eq!((when.day.to_string().as_str(), when.start.is_some(), when.end.is_some()), ("2026-11-19", true, true));
    assert_eq!(read("at 9:10", &scene).when.unwrap().day, demo.today());
    // The day of a matter stands at its end, or before a promise; Chinese needs no blank.
    for (line, text, due) in [
        ("承诺 送价签周五", "送价签", "2026-11-27"),
        ("承诺周五送价签", "送价签", "2026-11-27"),
        ("承诺 周五 送价签", "送价签", "2026-11-27"),
        ("承诺 送价签，周五前", "送价签", "2026-11-27"),
        ("承诺 送价签12月3日", "送价签", "2026-12-03"),
        ("承诺 送价签 三天后", "送价签", "2026-11-23"),
        ("promise fri labels", "labels", "2026-11-27"),
        ("promise labels by fri.", "labels", "2026-11-27"),
        ("promise labels, fri", "labels", "2026-11-27"),
        ("errand licence 12/3", "licence", "2026-12-03"),
        ("complaint late again 月底", "late again", "2026-11-30"),
        ("promise call next week", "call", "2026-11-23"),
    ] {
        let raised = &read(line, &scene).raised[0];
        assert_eq!((raised.text.as_str(), raised.due.to_string().as_str()), (text, due), "{line}");
    }
    // What only looks like a day stays in the words, and the day is said to be nobody's.
    for (line, text) in [
        ("complaint price 9.5", "price 9.5"),
        ("complaint paid 10-12", "paid 10-12"),
        ("投诉 价格贵了 3.5", "价格贵了 3.5"),
        ("complaint temperature -5", "temperature -5"),
        ("promise call tom", "call tom"),
        ("complaint customer says yes", "customer says yes"),
        ("投诉 周五送错了货", "周五送错了货"),
    ] {
        let reading = read(line, &scene);
        assert_eq!((reading.raised[0].text.as_str(), reading.raised[0].due), (text, scene.due), "{line}");
        assert!(reading.parts[0].said.contains("no day was said"), "{line}");
    }
    // A matter without a day is due at the next visit.
    let raised = &read("errand ask about the licence", &scene).raised[0];
    assert_eq!((raised.text.as_str(), raised.due), ("ask about the licence", scene.due));
    assert!(scene.due > demo.today());
}

#[test]
fn what_is_not_understood_says_why_and_becomes_the_note() {
    let demo = Demo::new();
    for (line, why, zh) in [
        ("met the mayor", "nobody here is called “the mayor”", "没有联系人"),
        ("sat 6", "1 to 5", "1 到 5"),
        ("order (软) 3", "which:", "是哪个"),
        ("order 玉溪软", "how many?", "多少"),
        ("oos 玉溪软 3 crates", "in 盒, 条, 件", "单位：盒"),
        ("oos tea 3", "no product “tea”", "没有单品"),
        ("display shiny", "one of: place, labels", "可写：位置"),
        ("needs money", "one of: product, service", "可写：产品"),
        ("done the roof", "no open matter fits", "没有符合的事项"),
        ("on monday next year", "not a day or a time", "不是日期"),
        ("on +3", "not come yet", "还没到"),
        ("at 23:30", "not come yet", "还没到"),
        ("at 9:10-9:05", "end before it began", "早于开始"),
        ("补 2026-03-01", "too long ago", "太久以前"),
        ("nobody at the counter but the son", "nothing may stand behind it", "后面不能再写"),
        ("缺5条", "no product", "没有单品"),
        ("订 3条", "no product", "没有单品"),
        ("缺货3天", "no product", "没有单品"),
        ("order 4 5", "no product", "没有单品"),
        ("order garbage here", "no product “garbage here”", "没有单品"),
        ("办好了", "no open matter", "没有符合"),
        ("done a", "no open matter", "没有符合"),
        ("承诺周五", "nothing behind it", "没有内容"),
        ("promise labels 2020/1/1", "this day is gone", "日期已过"),
        ("见老板娘", "nobody here", "没有联系人"),
        ("promise", "nothing behind it", "没有内容"),
        ("满意", "1 to 5", "1 到 5"),
    ] {
        for (lang, why) in [(Lang::En, why), (Lang::Zh, zh)] {
            let reading = read(&format!("told news | {line} | 真的"), &shop(&demo, lang));
            assert_eq!(faults(&reading), [line], "{line}");
            let fault = reading.parts[1].fault.as_deref().unwrap();
            assert!(fault.contains(why), "{line}: {fault}");
            assert_eq!(reading.content.note, format!("{line}\n真的"));
            assert_eq!((reading.content.told.as_str(), reading.asked.len()), ("news", 0), "{line}");
        }
    }
    assert!(read("  ｜ | ", &shop(&demo, Lang::En)).is_empty());
}

#[test]
fn what_could_stand_there_is_offered() {
    let demo = Demo::new();
    let scene = shop(&demo, Lang::En);
    let offer = |typed: &str| {
        let offer = complete(typed, &scene);
        (typed[..offer.from].to_owned(), offer.words)
    };
    let (before, words) = offer("met boss | or");
    assert_eq!((before.as_str(), &words[..]), ("met boss | ", &["order".to_owned()][..]));
    assert_eq!(offer("met boss | 承").1, ["承诺"]);
    let (before, words) = offer("met cwd");
    assert_eq!((before.as_str(), &words[..]), ("met ", &["陈伟东".to_owned()][..]));
    assert_eq!(offer("met ").1.len(), scene.people.len());
    let (before, words) = offer("oos 玉溪软 x5, lqxb");
    assert_eq!((before.as_str(), &words[..]), ("oos 玉溪软 x5, ", &["利群(新版)".to_owned()][..]));
    assert_eq!(offer("display la").1, ["labels", "place"]);
    assert_eq!(offer("wants a new counter").1, <[String; 0]>::default());
}

#[test]
fn what_is_said_twice_is_not_lost() {
    let demo = Demo::new();
    let scene = shop(&demo, Lang::En);
    for (line, second) in [
        ("next fri call | next tue bring labels", "next tue bring labels"),
        ("display no labels | display ok", "display ok"),
        ("order 3 | order 玉溪软 2", "order 玉溪软 2"),
        ("order 玉溪软 2 | none price", "none price"),
        ("on yesterday | on mon", "on mon"),
        ("phone | stay", "stay"),
        ("sat 4 | sat 2", "sat 2"),
        ("met boss | nobody", "nobody"),
        ("nobody | order 3", "order 3"),
        ("stock 玉溪软 0 | stock 玉溪软 3", "stock 玉溪软 3"),
    ] {
        let reading = read(line, &scene);
        assert_eq!((faults(&reading), reading.content.note.as_str()), (vec![second], second), "{line}");
    }
}

#[test]
fn what_may_name_the_account() {
    let ways = |line: &'static str| names_of_shop(line);
    assert_eq!(ways("wjyjd met boss"), (vec![("wjyjd", "met boss")], false));
    assert_eq!(ways("Lucky Shop | met boss"), (vec![("Lucky Shop", "met boss"), ("Lucky", "Shop | met boss")], false));
    assert_eq!(ways("@wjyjd met boss"), (vec![("wjyjd", "met boss")], true));
    assert_eq!(ways("K01: order 3"), (vec![("K01", "order 3")], false));
    assert_eq!(ways("  "), (vec![], false));
}

/// Parts that are understood, parts that are not, and anything at all.
fn part() -> impl Strategy<Value = String> {
    let known = [
        "met boss",
        "met clerk, boss",
        "没人",
        "stay",
        "order 3",
        "订 玉溪软 2条",
        "order none slow",
        "oos 利群新版 x3 all",
        "缺 玉溪软 5 外购 到 周五",
        "stock 玉溪软 0, 利群新版 4",
        "display ok",
        "陈列 缺价签",
        "sat 5",
        "需求 服务",
        "promise labels fri",
        "托办 问许可证",
        "投诉 送货晚 明天",
        "done 柜台",
        "told new prices",
        "竞品 海报",
        "next +7 look",
        "下次 周五",
        "on yesterday",
        "met nobody we know",
        "sat 9",
        "order what",
        "缺 5",
        "display shiny",
        "on never",
        "plain words",
        "note 备注里的话",
    ];
    prop_oneof![
        3 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "[a-z 0-9玉溪软条盒,，:：x×@#\"']{0,24}",
        1 => "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What is shown as understood is stored exactly so, and every word of what is not stands in the note.
    #[test]
    fn what_is_previewed_is_what_is_stored(parts in proptest::collection::vec(part(), 1..7), zh in any::<bool>()) {
        let demo = Demo::new();
        let lang = if zh { Lang::Zh } else { Lang::En };
        let scene = shop(&demo, lang);
        let line = parts.join(" | ");
        let reading = read(&line, &scene);
        prop_assert_eq!(&read(&line, &scene), &reading, "a line means the same each time");
        for part in &reading.parts {
            prop_assert_eq!(&line[part.at.clone()], line[part.at.clone()].trim());
            if part.fault.is_some() {
                prop_assert!(reading.content.note.contains(&line[part.at.clone()]), "{}", line);
            }
        }
        if reading.is_empty() {
            return Ok(());
        }
        let who = who(&demo);
        let requests = |demo: &Demo| demo.store().records_at(Viewer::System, &[scene.account], Kind::Request).expect("them").len();
        let (asked, before) = (requests(&demo), demo.touches(scene.account).len());
        let mut ids = Ids::new(77);
        demo.apply(Some(who.rep.id), save::changes(&reading, &scene, &who, &mut ids));
        let touches = demo.touches(scene.account);
        prop_assert_eq!(touches.len(), before + 1);
        let day = reading.when.map_or(demo.today(), |when| when.day);
        let touch = touches.iter().find(|touch| touch.day == day && touch.content == reading.content);
        prop_assert!(touch.is_some(), "{}: {:?}", line, reading.content);
        let touch = touch.expect("it");
        prop_assert_eq!(requests(&demo), asked + reading.asked.len());
        let matters = demo.store().records_at(Viewer::System, &[scene.account], Kind::Matter).expect("matters");
        let raised = matters.iter().filter(|it| matches!(it, Record::Matter(it) if it.touch == Some(touch.id))).count();
        prop_assert_eq!(raised, reading.raised.len());
    }
}
