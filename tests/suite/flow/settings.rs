//! Setting things up: keys in, screen and database out, and back by undo.

use chrono::{Datelike, Duration, NaiveDate};
use rounds::domain::account::Account;
use rounds::domain::cadence::{Level, Window};
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, Ids};
use rounds::domain::people::{Rep, Role};
use rounds::domain::tier::Tier;
use rounds::i18n::Lang;
use rounds::store::{Keep, Reference, Store, Viewer};
use rounds::terminal::line::Wake;
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use crate::support::demo::Demo;
use crate::support::settings::furnish;
use crate::support::stage::Stage;

use super::{assert_hides, assert_said, assert_shows, said};

/// The sections by the number of steps to them.
const CALENDAR: usize = 2;
const LEAVE: usize = 3;
const PRODUCTS: usize = 4;
const BEATS: usize = 5;
const PEOPLE: usize = 6;
const TEAMS: usize = 7;
const LOOK: usize = 8;
const KEYS: usize = 9;

/// Goes to a section on a screen where they stand beside the rows.
fn go(stage: &mut Stage<'_, Session>, section: usize) {
    stage.keys("8");
    for _ in 0..10 {
        if stage.row(3 + section).starts_with('▸') {
            return;
        }
        stage.keys("l");
    }
    panic!("{}", stage.text());
}

fn reference(demo: &Demo) -> Reference {
    demo.store().reference(demo.viewer()).expect("reference data")
}

fn tier(demo: &Demo, code: &str) -> Tier {
    reference(demo).tiers.into_iter().find(|tier| tier.code == code).expect("a tier")
}

fn overdue(stage: &mut Stage<'_, Session>) -> usize {
    stage.keys("2");
    let head = stage.row(0);
    head.split_whitespace().rev().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

#[test]
fn a_tier_is_changed_after_its_effect_was_shown_and_changed_back() {
    let demo = Demo::new().without_leaders();
    let mut stage = demo.stage(Lang::En, (120, 36));
    let before = overdue(&mut stage);
    let shipped = tier(&demo, "A");
    stage.keys("8 enter tab tab tab tab tab tab ctrl-u");
    stage.type_text("2–4");
    stage.keys("ctrl-s");
    assert_shows(&stage, "What this would do");
    let line = stage.text().lines().find(|line| line.contains("overdue  ")).expect("a line of the table").to_owned();
    let numbers: Vec<usize> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [now, then] = numbers[..] else { panic!("{line}") };
    assert_eq!(now, before);
    assert!(then > now, "a shorter window: {line}");
    assert_eq!(tier(&demo, "A"), shipped, "nothing is changed yet");

    // One step back is the form with what was typed.
    stage.keys("esc");
    assert_shows(&stage, "2–4");
    stage.keys("ctrl-s enter");
    assert_said(&stage, "tier A saved · u undo");
    let window = tier(&demo, "A").cadences[&Level::Rep].window;
    assert_eq!(window, Window { min: 2, max: 4 });
    assert_shows(&stage, "2–4 working");
    assert_eq!(overdue(&mut stage), then, "what was told is what came");
    assert_eq!(demo.store().verify(Viewer::System), Ok(Vec::new()));
    assert_eq!(demo.setting(&format!("form:tier:{}", shipped.id.0.simple())), Some(String::new()), "nothing is kept");

    stage.keys("u");
    assert_eq!(tier(&demo, "A"), shipped);
    assert_eq!(overdue(&mut stage), before);
}

#[test]
fn what_is_wrong_is_said_in_the_form_and_nothing_is_lost() {
    let demo = Demo::new().without_leaders();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("8 a");
    stage.type_text("A");
    stage.keys("tab");
    stage.type_text("again");
    stage.keys("ctrl-s");
    assert_said(&stage, "the code A is taken");
    stage.keys("ctrl-u");
    stage.type_text("D");
    stage.keys("tab tab tab tab tab tab");
    stage.type_text("9-3");
    stage.keys("ctrl-s");
    assert_said(&stage, "days from and to");
    assert_shows(&stage, "again");
    stage.keys("ctrl-u");
    stage.type_text("45-60");
    stage.keys("ctrl-s");
    assert_said(&stage, "tier D added");
    assert_eq!(tier(&demo, "D").rank, 4);
    // Nothing rests on it yet; on A something does.
    stage.keys("G d");
    assert_said(&stage, "tier D removed");
    stage.keys("g d");
    assert_said(&stage, "other data rests on it");
    stage.keys("u");
    assert_eq!(tier(&demo, "D").minutes, 15);
}

#[test]
fn a_rep_under_a_leader_sees_and_does_not_change() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("8");
    assert_shows(&stage, "at each level of visitor · a leader changes these");
    assert_shows(&stage, "3–5 working");
    let footer = |stage: &Stage<'_, Session>| stage.row(35);
    assert!(!footer(&stage).contains("change") && !footer(&stage).contains("remove"), "{}", footer(&stage));
    for keys in ["enter", "a", "d"] {
        stage.keys(keys);
        assert_said(&stage, "a leader changes these");
        assert_shows(&stage, "Supervisor");
    }
    // The own person is there to be changed, without what the leader decides.
    go(&mut stage, PEOPLE);
    stage.keys("enter");
    assert_shows(&stage, "Working hours");
    assert_hides(&stage, "supervisor");
    stage.keys("ctrl-u");
    stage.type_text("Wang Fang");
    stage.keys("ctrl-s");
    assert_said(&stage, "Wang Fang saved");
    assert!(stage.row(0).contains("Wang Fang"), "the header follows");
    // So are the own beats and leave.
    go(&mut stage, BEATS);
    assert!(footer(&stage).contains("a add"), "{}", footer(&stage));
}

#[test]
fn leave_is_added_and_moves_the_clocks() {
    let demo = Demo::new().without_leaders();
    let mut stage = demo.stage(Lang::En, (120, 36));
    go(&mut stage, LEAVE);
    assert_shows(&stage, "No leave is entered");
    stage.keys("a");
    stage.type_text("2026-11-16");
    stage.keys("tab");
    stage.type_text("2026-11-12");
    stage.keys("ctrl-s");
    assert_said(&stage, "it would end before it begins");
    stage.keys("ctrl-u");
    stage.type_text("2026-11-18");
    stage.keys("ctrl-s");
    assert_said(&stage, "leave of 王芳 added");
    assert_shows(&stage, "16 Nov");
    let leave = reference(&demo).leave;
    assert_eq!(
        (leave.len(), leave[0].rep, leave[0].span.end()),
        (1, demo.rep.id, "2026-11-18".parse().expect("a day"))
    );
    stage.keys("d");
    assert_said(&stage, "removed");
    stage.keys("u u");
    assert_eq!(reference(&demo).leave.len(), 0);
}

const FILE: &str = r#"{"$schema": "x", "year": 2027, "papers": [], "days": [
    {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "国庆节", "date": "2027-10-01", "isOffDay": true},
    {"name": "国庆节", "date": "2027-10-09", "isOffDay": false}]}"#;

#[test]
fn a_year_is_taken_from_a_file_typed_and_removed() {
    let demo = Demo::new().without_leaders();
    let file = demo.path().with_file_name("2027.json");
    let mut stage = demo.stage(Lang::En, (120, 36));
    go(&mut stage, CALENDAR);
    assert_shows(&stage, "not published: weekends only");
    stage.keys("i");
    stage.type_text(&file.display().to_string());
    stage.keys("enter");
    assert_said(&stage, "there is no such file");
    std::fs::write(&file, "{\n\"year\": 2027}").expect("a file");
    stage.keys("enter");
    assert_said(&stage, "line 2 is not as a holiday file has it");
    std::fs::write(&file, FILE).expect("a file");
    stage.keys("enter");
    assert_shows(&stage, "Jan 2027: 21 working days, then 20");
    assert_hides(&stage, "Oct 2027:");
    stage.keys("enter");
    assert_said(&stage, "holidays of 2027 added");
    let year = |demo: &Demo| reference(demo).holidays.into_iter().find(|it| it.year == 2027);
    assert_eq!(year(&demo).map(|it| (it.off.len(), it.working.len())), Some((2, 1)));

    // By hand: a day more.
    stage.keys("g enter tab end");
    stage.type_text(", 5-3");
    stage.keys("ctrl-s");
    assert_shows(&stage, "May 2027: 21 working days, then 20");
    stage.keys("enter");
    let day = NaiveDate::from_ymd_opt(2027, 5, 3).expect("a day");
    assert!(year(&demo).is_some_and(|it| it.off.contains(&day)), "{}", stage.text());
    stage.keys("d");
    assert_shows(&stage, "May 2027: 20 working days, then 21");
    stage.keys("esc");
    assert!(year(&demo).is_some(), "not agreed to");
    stage.keys("d enter");
    assert_said(&stage, "holidays of 2027 removed");
    assert_eq!(year(&demo), None);
    stage.keys("u");
    assert!(year(&demo).is_some());
}

#[test]
fn a_product_is_added_with_its_packs_and_found_by_pinyin() {
    let demo = Demo::new().without_leaders();
    let mut stage = demo.stage(Lang::Zh, (120, 36));
    go(&mut stage, PRODUCTS);
    stage.keys("a");
    stage.type_text("云烟(紫)");
    stage.keys("tab tab tab");
    stage.type_text("包");
    stage.keys("tab");
    stage.type_text("条=1");
    stage.keys("ctrl-s");
    assert_said(&stage, "每种包装写明数量");
    stage.keys("backspace");
    stage.type_text("＝１０，件=500");
    stage.keys("ctrl-s");
    assert_said(&stage, "每种包装写明数量");
    stage.keys("ctrl-u");
    stage.type_text("条＝１０，件=500");
    stage.keys("ctrl-s");
    assert_said(&stage, "已添加 云烟(紫)");
    let product = demo.store().products().expect("products").into_iter().find(|it| it.name == "云烟(紫)");
    let packs = product.expect("it").packs.into_iter().map(|pack| (pack.name, pack.factor)).collect::<Vec<_>>();
    assert_eq!(packs, [("条".to_owned(), 10), ("件".to_owned(), 500)]);
    assert_shows(&stage, "包, 条=10, 件=500");
    furnish(&demo);
    stage.keys("8 / y y enter");
    assert_shows(&stage, "云烟(紫)");
    assert_hides(&stage, "Lakeside");
    stage.keys("esc");
    assert_shows(&stage, "Lakeside");
}

#[test]
fn beats_people_and_teams_are_set_up() {
    let demo = Demo::new().without_leaders();
    let mut stage = demo.stage(Lang::En, (120, 36));
    go(&mut stage, TEAMS);
    stage.keys("a tab");
    stage.type_text("北区");
    stage.keys("ctrl-s");
    assert_said(&stage, "北区 added");
    assert_eq!(reference(&demo).teams.iter().filter(|team| team.name.zh == "北区").count(), 1);

    let mut stage = demo.stage(Lang::En, (120, 36));
    go(&mut stage, PEOPLE);
    stage.keys("a");
    stage.type_text("New Colleague");
    stage.keys("ctrl-s");
    assert_said(&stage, "this cannot be empty");
    stage.type_text("newbie");
    stage.keys("ctrl-s");
    assert_said(&stage, "New Colleague added, to start with --as newbie");
    let reps = demo.store().reps(Viewer::System).expect("reps");
    let new = reps.iter().find(|rep| rep.code == "newbie").expect("somebody new");
    assert_eq!((new.role, new.hours.lunch, new.zone), (Role::Rep, 60, chrono_tz::Asia::Shanghai));
    stage.keys("d");
    assert_said(&stage, "You cannot remove yourself");

    go(&mut stage, BEATS);
    stage.keys("d");
    assert_said(&stage, "accounts are on it");
}

#[test]
fn looks_are_in_force_at_once_and_kept() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    go(&mut stage, LOOK);
    stage.keys("j j enter");
    assert!(stage.row(2).starts_with("-----"), "{}", stage.text());
    assert_eq!(demo.setting("glyphs").as_deref(), Some("ascii"));
    stage.keys("g enter");
    assert_shows(&stage, "外观");
    assert_eq!(demo.setting("language").as_deref(), Some("zh-CN"));
}

#[test]
fn a_theme_is_picked_by_name_and_seen_at_once() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    let is_light = |stage: &Stage<'_, Session>| {
        stage.line.screen.screen().cell(0, 0).expect("a cell").bgcolor() == vt100::Color::Idx(231)
    };
    go(&mut stage, LOOK);
    stage.keys("j");
    // It opens on the one in force, and each one pointed at is shown but not kept.
    stage.keys("enter");
    assert_shows(&stage, "▸ default");
    assert_shows(&stage, "in force");
    stage.keys("down down");
    assert_shows(&stage, "▸ light");
    assert!(is_light(&stage));
    assert_eq!(demo.setting("theme"), None);
    stage.keys("esc");
    assert!(!is_light(&stage));
    assert_eq!(demo.setting("theme"), None);
    // What is found by typing is shown too; where nothing is found the last one stays.
    stage.keys("enter");
    stage.type_text("lig");
    assert!(is_light(&stage));
    stage.type_text("x");
    assert!(is_light(&stage));
    stage.keys("enter");
    assert_shows(&stage, "ligx");
    stage.keys("backspace enter");
    assert_said(&stage, "Theme: light");
    assert!(is_light(&stage));
    assert_eq!(demo.setting("theme").as_deref(), Some("light"));
}

#[test]
fn a_key_is_given_works_and_survives() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (120, 36));
    go(&mut stage, KEYS);
    stage.keys("/ u r g e n c y enter");
    stage.keys("enter");
    stage.keys("c"); // beside it nothing of the accounts works
    assert_shows(&stage, "c is the only key of: Begin a visit here");
    stage.keys("enter");
    assert_shows(&stage, "c is the only key of");
    stage.keys("k");
    assert_shows(&stage, "k is a key of: Previous row");
    stage.keys("b");
    assert_shows(&stage, "b is free.");
    stage.keys("enter");
    assert_said(&stage, "b: ");
    assert_shows(&stage, "own");
    stage.keys("esc b");
    assert!(stage.row(0).contains("overdue"), "{}", stage.text());
    stage.keys("1 2");
    assert!(!stage.row(0).contains("overdue"), "the key that was shown is given up");

    let mut later = demo.stage(Lang::En, (120, 36));
    later.keys("b");
    assert!(later.row(0).contains("overdue"), "a new session has it");
    go(&mut later, KEYS);
    later.keys("/ u r g e n c y enter x");
    assert_said(&later, "Shipped keys again");
    later.keys("esc 1 2");
    assert!(later.row(0).contains("overdue"));
}

#[test]
fn a_broken_value_of_the_keys_does_no_harm() {
    for (value, told) in [
        ("{broken", true),
        ("[1, 2]", true),
        (r#"{"overdue": ["ctrl-"], "no-such-command": ["z"]}"#, false),
        (r#"{"overdue": []}"#, false),
    ] {
        let demo = Demo::new();
        let mut store = rounds::store::SqliteStore::open(&demo.path()).expect("a database");
        let keep = Keep::Setting { rep: demo.rep.id, name: "keys".to_owned(), value: value.to_owned() };
        store.keep(&keep).expect("it is kept");
        drop(store);
        let mut stage = demo.stage(Lang::En, (120, 36));
        assert_eq!(said(&stage).contains("Your own keys cannot be read"), told, "{value}");
        stage.keys("2");
        assert!(stage.row(0).contains("overdue"), "{value}");
    }
}

/// The one who leads in the demo.
fn leader(demo: &Demo) -> Rep {
    let reps = demo.store().reps(Viewer::System).expect("reps");
    reps.into_iter().find(|rep| rep.role == Role::Supervisor).expect("somebody who leads")
}

#[test]
fn a_leader_enters_leave_of_the_team_with_cover() {
    let demo = Demo::new();
    let leader = leader(&demo);
    let session = demo.session_of(&leader.code, Lang::En, Theme::shipped());
    let mut stage = demo.stage_with(session, (120, 36));
    go(&mut stage, LEAVE);
    stage.keys("a");
    stage.type_text("2026-12-24");
    stage.keys("tab");
    stage.type_text("2026-12-25");
    stage.keys("tab");
    // Whose it is, found by the beginning of the name; then the next of those who could cover.
    stage.type_text("王");
    stage.keys("tab right ctrl-s");
    assert_said(&stage, "leave of 王芳 added");
    let leave = demo.store().reference(Viewer::System).expect("reference data").leave;
    assert_eq!((leave.len(), leave[0].rep), (1, demo.rep.id));
    let cover = leave[0].cover.expect("somebody covers");
    assert_ne!(cover, demo.rep.id);
    // Who is away cannot cover.
    stage.keys("enter tab tab tab");
    stage.type_text("王");
    stage.keys("ctrl-s");
    assert_said(&stage, "who is away cannot cover");
    stage.keys("esc u");
    assert_eq!(demo.store().reference(Viewer::System).expect("reference data").leave, []);
}

/// A wide change leaves stored days to be derived anew: a session does it in steps, says how far it is, and is silent afterwards.
#[test]
fn stale_days_are_derived_while_nothing_else_is_asked_for() {
    let demo = Demo::new().without_leaders();
    let mut ids = Ids::new(99);
    let tier = tier(&demo, "A");
    let shop = |n: usize, ids: &mut Ids| Account {
        rep: Some(demo.rep.id),
        tier: Some(tier.id),
        ..Account::new(ids.next::<AccountId>(demo.now()), format!("Kiosk {n}"), demo.today())
    };
    let shops: Vec<Change> = (0..600).map(|n| Change::Add(shop(n, &mut ids).into())).collect();
    demo.apply(None, shops);
    let mut longer = tier.clone();
    longer.cadences.get_mut(&Level::Rep).expect("a cadence").window = Window { min: 4, max: 6 };
    demo.apply(None, vec![Change::Set(longer.into())]);
    let stale = demo.store().stale().expect("a number");
    assert!(stale > 600, "{stale}");

    let mut stage = demo.stage(Lang::En, (120, 36));
    assert_shows(&stage, &format!("re-dating: {stale} accounts left"));
    let mut steps = 0;
    while demo.store().stale().expect("a number") > 0 {
        demo.pass(Duration::milliseconds(100));
        stage.wake(Wake::Timeout);
        steps += 1;
        assert!(steps < 10);
    }
    assert_eq!(steps, stale.div_ceil(250));
    assert_hides(&stage, "re-dating");
    assert_eq!(demo.store().verify(Viewer::System), Ok(Vec::new()));
    assert!(stage.program.wake_in(demo.now()).is_none(), "nothing wakes an idle session");
    stage.wake(Wake::Timeout);
    assert_eq!(stage.bytes_of_last(), 0);
    assert!(!said(&stage).contains("re-dating"), "{}", said(&stage));
    assert_eq!(demo.today().year(), 2026);
}
