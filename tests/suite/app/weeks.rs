//! The weeks to come: what stands is what is asked, a proposal holds, what is accepted is on the routes, and asked again nothing moves.

use chrono::{Days, NaiveDate};
use rounds::app::policy::Policy;
use rounds::app::thinking::Signal;
use rounds::app::weeks::{Cell, Proposal, Question, Sheet, WhatIf, accepted, cells, gaps, moved, report, sheet, think};
use rounds::app::who::Who;
use rounds::domain::account::{Account, Opening};
use rounds::domain::cadence::Window;
use rounds::domain::change::Change;
use rounds::domain::ids::Ids;
use rounds::domain::people::Rep;
use rounds::planning::weeks::{Why, check};
use rounds::roads::Roads;
use rounds::store::{SqliteStore, Store as _};

use crate::support::demo::Demo;

fn who(demo: &Demo) -> Who {
    Who { rep: demo.rep.clone(), today: demo.today(), now: demo.now() }
}

fn read(demo: &Demo, leaver: Option<&Rep>) -> Sheet {
    let policy = Policy::new(&demo.store().reference(demo.viewer()).unwrap());
    sheet(&demo.store(), &who(demo), &policy, 4, leaver).unwrap()
}

fn planned(sheet: Sheet, what_if: Vec<WhatIf>) -> Proposal {
    let proposal = think(Question { sheet, what_if, iterations: 400 }, &Roads::default(), &Signal::default());
    check(&proposal.asked, &proposal.matrix, &proposal.plan, None).unwrap();
    proposal
}

/// Writes the proposal down, as its rep would.
fn accept(demo: &Demo, proposal: &Proposal) {
    let (changes, keep) = accepted(proposal, &who(demo), &mut Ids::new(77));
    demo.apply(Some(demo.rep.id), changes);
    SqliteStore::open(&demo.path()).unwrap().keep(&keep).unwrap();
}

fn place(sheet: &Sheet, name: &str) -> usize {
    sheet.rows.iter().position(|row| row.line.row.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn day(sheet: &Sheet, date: &str) -> usize {
    let date: NaiveDate = date.parse().unwrap();
    sheet.dates.iter().position(|it| *it == date).unwrap()
}

#[test]
fn what_stands_is_what_is_asked() {
    let demo = Demo::new();
    let sheet = read(&demo, None);
    assert_eq!((sheet.dates.len(), sheet.dates[0]), (28, demo.today()));
    assert_eq!(sheet.asked.days.iter().filter(|day| day.works).count(), 20);
    // Each account with a cadence that is not paused all the time, the tiers one after the other.
    let ranks: Vec<Option<u32>> = sheet.rows.iter().map(|row| row.line.tier_rank).collect();
    assert!(ranks.is_sorted() && sheet.rows.len() > 60, "{} rows", sheet.rows.len());
    // Today is the rep's own matter: its open stops stay, and nothing is put beside them.
    let open = demo.route(demo.today()).into_iter().filter(|row| row.stop.fate.is_open()).count();
    assert_eq!(sheet.present.days[0].len(), open);
    for (at, account) in sheet.asked.accounts.iter().enumerate() {
        assert!(account.fixed.contains(&0) || account.barred.contains(&0), "{at}");
        assert_eq!(account.fixed.contains(&0), sheet.present.days[0].contains(&at));
    }
    // Nobody takes a day off that has begun, or on which nobody works.
    let can: Vec<usize> = (0..28).filter(|day| sheet.can_be_off(*day)).collect();
    assert_eq!(can, (1..28).filter(|day| sheet.asked.days[*day].works).collect::<Vec<_>>());
    // Appointments stay on their days, with a stop or without.
    let appointments = demo.store().follow_ups(demo.viewer(), demo.rep.id).unwrap().appointments;
    let ahead: Vec<_> = appointments.iter().filter(|it| sheet.dates.contains(&it.day)).collect();
    assert!(!ahead.is_empty());
    for appointment in ahead {
        let row = sheet.rows.iter().position(|row| row.line.row.account == appointment.account).unwrap();
        assert!(sheet.is_agreed(row, day(&sheet, &appointment.day.to_string())));
    }
}

#[test]
fn what_is_accepted_is_on_the_routes_and_asked_again_nothing_moves() {
    let demo = Demo::new();
    let proposal = planned(read(&demo, None), Vec::new());
    let late = |proposal: &Proposal| proposal.plan.cost.late_gaps;
    assert!(proposal.plan.count() > 100 && moved(&proposal).0 > 50);
    // Of its own accord it puts nothing on a day on which nobody works.
    for (at, rows) in proposal.plan.days.iter().enumerate() {
        let agreed = rows.iter().filter(|row| proposal.question.sheet.is_agreed(**row, at)).count();
        assert!(proposal.asked.days[at].works || rows.len() == agreed, "day {at}");
    }
    accept(&demo, &proposal);
    let after = read(&demo, None);
    assert_eq!(after.present.days, proposal.plan.days);
    let again = planned(after, Vec::new());
    assert_eq!((moved(&again), late(&again)), ((0, 0), late(&proposal)));
    assert_eq!(again.plan.days, proposal.plan.days);
    // Other routes are planned again.
    let stop = *again
        .question
        .sheet
        .stops
        .iter()
        .find(|((at, row), _)| *at > 0 && !again.question.sheet.is_agreed(*row, *at))
        .unwrap()
        .1;
    demo.apply(Some(demo.rep.id), vec![Change::Unplan { stop }]);
    let other = read(&demo, None);
    assert_eq!((again.question.sheet.present.made_for > 0, other.present.made_for), (true, 0));
}

#[test]
fn a_book_without_a_route_is_planned_and_all_of_it_is_new() {
    let demo = Demo::new();
    for day in demo.today().iter_days().take(28) {
        let open = demo.route(day).into_iter().filter(|row| row.stop.fate.is_open());
        demo.apply(None, open.map(|row| Change::Unplan { stop: row.stop.id }).collect());
    }
    let sheet = read(&demo, None);
    assert_eq!(sheet.present.count(), 0);
    let proposal = planned(sheet, Vec::new());
    let agreed: usize = proposal.asked.accounts.iter().map(|account| account.fixed.len()).sum();
    assert!(proposal.plan.count() > 100);
    assert_eq!(moved(&proposal), (proposal.plan.count(), 0), "{agreed} are agreed");
}

#[test]
fn cells_and_gaps_tell_the_same_visits() {
    let demo = Demo::new();
    let proposal = planned(read(&demo, None), Vec::new());
    let (sheet, asked, plan) = (&proposal.question.sheet, &proposal.asked, &proposal.plan);
    for row in 0..asked.accounts.len() {
        let cells = cells(sheet, asked, plan, row);
        let visits: Vec<usize> = (0..cells.len()).filter(|at| matches!(cells[*at], Cell::Visit { .. })).collect();
        assert_eq!(visits, gaps(asked, plan, row).iter().map(|(at, _)| *at).collect::<Vec<_>>());
        for (at, gap) in gaps(asked, plan, row) {
            let Cell::Visit { late, agreed, .. } = cells[at] else { unreachable!() };
            let window = asked.accounts[row].rhythm.as_ref();
            assert_eq!(late, gap.zip(window).is_some_and(|(gap, window)| gap > window.max), "row {row} day {at}");
            assert!(agreed || gap.zip(window).is_none_or(|(gap, window)| gap >= window.min), "row {row} day {at}");
        }
    }
    // The table has a line for each visit, and JSON says the same number.
    let table = report::table(rounds::i18n::Lang::En, &proposal);
    assert_eq!(table.rows.len(), plan.count());
    let json: serde_json::Value = serde_json::from_str(&report::json_of(&proposal)).unwrap();
    let visits = json["days"].as_array().unwrap().iter().map(|day| day["visits"].as_array().unwrap().len());
    assert_eq!(visits.sum::<usize>(), plan.count());
    assert_eq!(json["cost"]["late_visits"], plan.cost.late_gaps);
}

#[test]
fn a_day_off_has_no_visits_and_is_written_nowhere() {
    let demo = Demo::new();
    let sheet = read(&demo, None);
    let off = demo.today().checked_add_days(Days::new(5)).unwrap();
    let at = day(&sheet, &off.to_string());
    let proposal = planned(sheet.clone(), vec![WhatIf::DaysOff(vec![off])]);
    let agreed = proposal.plan.days[at].iter().filter(|row| sheet.is_agreed(**row, at)).count();
    assert_eq!(proposal.plan.days[at].len(), agreed);
    assert!(sheet.asked.days[at].works && !proposal.asked.days[at].works);
    assert_eq!(read(&demo, None), sheet);
    // Before stands what would be planned without it, not what is on the routes now.
    let without = planned(sheet, Vec::new());
    assert_eq!(proposal.before, without.after);
}

#[test]
fn another_window_is_kept_to() {
    let demo = Demo::new();
    let sheet = read(&demo, None);
    let rank = sheet.rows[0].line.tier_rank.unwrap();
    let what_if = vec![WhatIf::Window("A".to_owned(), rank, Window { min: 6, max: 9 })];
    let (now, then) = (planned(sheet.clone(), Vec::new()), planned(sheet, what_if));
    let visits = |proposal: &Proposal| -> usize {
        let rows = &proposal.question.sheet.rows;
        (0..rows.len()).filter(|at| rows[*at].line.tier == "A").map(|at| proposal.plan.visits(at).len()).sum()
    };
    assert!(visits(&then) * 3 < visits(&now) * 2, "{} against {}", visits(&then), visits(&now));
}

#[test]
fn a_colleagues_accounts_are_planned_only_in_thought() {
    let demo = Demo::new();
    let others = demo.store().reps(rounds::store::Viewer::System).unwrap();
    let leader = others.iter().find(|rep| rep.role != rounds::domain::people::Role::Rep).unwrap();
    let who = Who { rep: leader.clone(), today: demo.today(), now: demo.now() };
    let policy = Policy::new(&demo.store().reference(who.viewer()).unwrap());
    let sheet = sheet(&demo.store(), &who, &policy, 4, Some(&demo.rep)).unwrap();
    assert!(sheet.joining.len() > 60 && sheet.leaver == demo.rep.name);
    assert_eq!(sheet.asked.accounts.len() + sheet.joining.len(), sheet.rows.len());
    let own = sheet.asked.accounts.len();
    let (without, with) = (planned(sheet.clone(), Vec::new()), planned(sheet, vec![WhatIf::Leaves]));
    assert!(without.plan.days.iter().flatten().all(|row| *row < own));
    assert!(with.plan.days.iter().flatten().filter(|row| **row >= own).count() > 100);
}

#[test]
fn a_shop_that_is_never_open_in_the_hours_is_said_to_be_so() {
    let demo = Demo::new();
    let name = "金麒麟烟酒";
    let id = demo.account(name).account;
    let store = demo.store();
    let account = store.account(demo.viewer(), id).unwrap().unwrap();
    let time = |text: &str| text.parse().unwrap();
    let hours = vec![Opening { from: time("19:00:00"), to: time("23:00:00") }];
    demo.apply(None, vec![Change::Set(Account { hours, ..account }.into())]);
    let proposal = planned(read(&demo, None), Vec::new());
    let row = place(&proposal.question.sheet, name);
    assert!(proposal.plan.visits(row).iter().all(|at| proposal.question.sheet.is_agreed(row, *at)));
    let said = |why: &Why| matches!(why, Why::Unplanned { account, .. } if *account == row);
    assert!(proposal.notes.iter().any(said));
}

#[test]
fn visits_come_while_the_shop_is_open() {
    let demo = Demo::new();
    let store = demo.store();
    let time = |text: &str| text.parse().unwrap();
    let hours = vec![Opening { from: time("14:00:00"), to: time("17:00:00") }];
    let names = ["金麒麟烟酒", "老码头餐厅", "钱江名品"];
    for name in names {
        let account = store.account(demo.viewer(), demo.account(name).account).unwrap().unwrap();
        demo.apply(None, vec![Change::Set(Account { hours: hours.clone(), ..account }.into())]);
    }
    let proposal = planned(read(&demo, None), Vec::new());
    accept(&demo, &proposal);
    let policy = Policy::new(&store.reference(demo.viewer()).unwrap());
    for (at, date) in proposal.question.sheet.dates.iter().enumerate().skip(1) {
        let view = rounds::app::day::day_view(&store, &who(&demo), &policy, *date).unwrap();
        for stop in view.stops.iter().filter(|stop| names.contains(&stop.line.row.name.as_str())) {
            let row = place(&proposal.question.sheet, &stop.line.row.name);
            let arrival = stop.arrival.unwrap();
            let is_open = arrival >= hours[0].from && arrival <= hours[0].to;
            assert!(is_open || proposal.shut.contains(&(at, row)), "{} at {arrival} on {date}", stop.line.row.name);
        }
    }
}

#[test]
fn a_locked_stop_stays_on_its_day_and_between_the_same_neighbours() {
    let demo = Demo::new();
    accept(&demo, &planned(read(&demo, None), Vec::new()));
    // A day with several stops is turned round and its second stop locked.
    let at = (1..28).find(|day| read(&demo, None).present.days[*day].len() >= 5).unwrap();
    let date = demo.today() + Days::new(at as u64);
    for row in demo.route(date) {
        demo.apply(None, vec![Change::Reorder { stop: row.stop.id, after: None }]);
    }
    let stood: Vec<_> = demo.route(date).into_iter().map(|row| row.stop).collect();
    demo.apply(None, vec![Change::Lock { stop: stood[1].id, locked: true }]);
    let sheet = read(&demo, None);
    let row = sheet.rows.iter().position(|row| row.line.row.account == stood[1].account).unwrap();
    assert!(sheet.is_agreed(row, at));
    // Planned with a window that moves others about.
    let proposal = planned(sheet, vec![WhatIf::DaysOff(vec![demo.today() + Days::new(at as u64 + 1)])]);
    let (changes, _) = accepted(&proposal, &who(&demo), &mut Ids::new(78));
    demo.apply(Some(demo.rep.id), changes);
    let now: Vec<_> = demo.route(date).into_iter().map(|row| row.stop.account).collect();
    let place = now.iter().position(|account| *account == stood[1].account).expect("it stays on its day");
    let side = |account| now.iter().position(|it| *it == account).map(|other| other < place);
    assert!(side(stood[0].account).is_none_or(|before| before), "{now:?}");
    for behind in &stood[2..] {
        assert!(side(behind.account).is_none_or(|before| !before), "{now:?}");
    }
}
