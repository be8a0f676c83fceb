//! The quick log: what a line is understood as is what is stored, and what is not understood is never lost.

use proptest::prelude::*;
use rounds::app::policy::Policy;
use rounds::app::quick::complete::complete;
use rounds::app::quick::{Reading, Scene, at_account, read, save, shop_and_rest};
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
    assert_eq!(names[..3], ["严俊杰 owner", "order 3", "玉溪(软) 5 盒"]);
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
    assert_eq!(content("met yjj").met, [scene.people[0].id]);
    assert!(content("没人").attempted);
    assert_eq!(content("stay").kind, TouchKind::Stay);
    assert_eq!(content("电话").kind, TouchKind::Phone);
    for line in ["order none price", "未订 价格", "no order price", "none price", "order no price", "订 没 价格"]
    {
        assert_eq!(content(line).order, Some(Order::Nothing(NoOrder::Price)), "{line}");
    }
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
    assert_eq!(read("done 柜台", &scene).answered, [scene.matters[0].id]);
    let when = read("on yesterday 9:10-9:40", &scene).when.unwrap();
    assert_eq!((when.day.to_string().as_str(), when.start.is_some(), when.end.is_some()), ("2026-11-19", true, true));
    assert_eq!(read("at 9:10", &scene).when.unwrap().day, demo.today());
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
        ("order 软 3", "which:", "是哪个"),
        ("order 玉溪软", "how many?", "多少"),
        ("oos 玉溪软 3 crates", "in 盒, 条, 件", "单位：盒"),
        ("oos tea 3", "no product “tea”", "没有单品"),
        ("display shiny", "one of: place, labels", "可写：位置"),
        ("needs money", "one of: product, service", "可写：产品"),
        ("done the roof", "no open matter fits", "没有符合的事项"),
        ("on monday next year", "no day or time that has come", "不是已到的日期"),
        ("on +3", "", ""),
        ("nobody at the counter but the son", "too much", "多了"),
        ("promise", "nothing behind it", "没有内容"),
        ("满意", "1 to 5", "1 到 5"),
    ] {
        for (lang, why) in [(Lang::En, why), (Lang::Zh, zh)] {
            let reading = read(&format!("sat 4 | {line} | 真的"), &shop(&demo, lang));
            assert_eq!(faults(&reading), [line], "{line}");
            let fault = reading.parts[1].fault.as_deref().unwrap();
            assert!(fault.contains(why), "{line}: {fault}");
            assert_eq!(reading.content.note, format!("{line}\n真的"));
            assert_eq!((reading.content.satisfaction, reading.asked.len()), (Some(4), 0), "{line}");
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
fn whose_visit_it_is_where_no_screen_says_so() {
    let open = Some(AccountId(uuid::Uuid::from_u128(1)));
    assert_eq!(shop_and_rest("wjyjd met boss", None), (None, Some("wjyjd"), "met boss"));
    assert_eq!(shop_and_rest("wjyjd | met boss", None), (None, Some("wjyjd"), "met boss"));
    assert_eq!(shop_and_rest("met boss", open), (open, None, "met boss"));
    assert_eq!(shop_and_rest("@wjyjd met boss", open), (None, Some("wjyjd"), "met boss"));
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
