//! Bad input gets a clear answer, and the rest is planned.

use rounds::domain::place::Place;
use rounds::planning::matrix::{Matrix, Source, UNREACHABLE};
use rounds::planning::travel::Travel;
use rounds::planning::weeks::{Account, Against, Cause, Day, Late, Problem, Reason, Rhythm, Start, Why};

use super::{account, on_a_line, plan, problem, rhythm, work_days};

/// What is said when the first of two accounts is changed like this; the second is planned in any case.
fn said(change: impl FnOnce(&mut Account, &[Day])) -> Vec<Why> {
    let days = work_days(14, 8 * 3600);
    let mut accounts = vec![account(1, rhythm(&days, 3, 5, 2)), account(2, rhythm(&days, 3, 5, 2))];
    change(&mut accounts[0], &days);
    let problem = problem(days, accounts);
    let found = plan(&problem, &on_a_line(4), Start::Scratch, 100);
    assert!(!found.best.visits(1).is_empty(), "the rest is planned");
    found.notes.into_iter().filter(|note| !matches!(note, Why::Late(_))).collect()
}

#[test]
fn each_kind_of_bad_account_is_named_with_its_reason() {
    let unplanned = |reason| vec![Why::Unplanned { account: 0, reason }];
    assert_eq!(said(|account, _| account.point = None), unplanned(Reason::NoPlace));
    assert_eq!(said(|account, _| account.point = Some(77)), unplanned(Reason::NoPlace));
    assert_eq!(said(|account, _| account.service = 9 * 3600), unplanned(Reason::TooLong));
    assert_eq!(said(|account, _| account.barred = (0..14).collect()), unplanned(Reason::NoDay));
    let with = |change: fn(&mut Rhythm)| said(|account, _| account.rhythm.iter_mut().for_each(change));
    assert_eq!(with(|rhythm| rhythm.min = 6), unplanned(Reason::BadWindow));
    assert_eq!(with(|rhythm| (rhythm.min, rhythm.max) = (0, 0)), unplanned(Reason::BadWindow));
    assert_eq!(with(|rhythm| rhythm.number.truncate(3)), unplanned(Reason::BadWindow));
    assert_eq!(with(|rhythm| rhythm.number[4] = 0), unplanned(Reason::BadWindow));
    assert_eq!(said(|account, _| account.rhythm = None), []);
    let anyway = |day, against| vec![Why::FixedAnyway { account: 0, day, against }];
    assert_eq!(said(|account, _| account.fixed = vec![99]), anyway(99, Against::Outside));
    assert_eq!(said(|account, _| (account.fixed, account.barred) = (vec![3], vec![3])), anyway(3, Against::Closed));
}

#[test]
fn a_fixed_visit_on_a_day_off_stays_and_is_marked() {
    let days = work_days(7, 8 * 3600);
    let mut agreed = account(1, rhythm(&days, 3, 5, 2));
    agreed.fixed = vec![5];
    let nowhere = Account { point: None, fixed: vec![2], ..agreed.clone() };
    let found = plan(&problem(days, vec![agreed, nowhere]), &on_a_line(2), Start::Scratch, 50);
    assert!(found.best.days[5].contains(&0) && found.best.days[2].contains(&1));
    assert_eq!((found.best.loads[2].travel, found.best.loads[2].service), (0, 600));
    assert!(found.notes.contains(&Why::FixedAnyway { account: 0, day: 5, against: Against::Rest }));
    assert!(found.notes.contains(&Why::Overtime { day: 5, seconds: 800, beyond: true }));
    assert!(found.notes.contains(&Why::Unplanned { account: 1, reason: Reason::NoPlace }));
}

#[test]
fn no_days_no_accounts_no_working_day() {
    let days = work_days(7, 3_600);
    let matrix = on_a_line(3);
    assert_eq!(plan(&Problem::default(), &matrix, Start::Scratch, 10).notes, [Why::NoWorkingDay]);
    assert_eq!(plan(&problem(days.clone(), Vec::new()), &matrix, Start::Scratch, 10).best.count(), 0);
    let rest = problem(vec![Day::OFF; 7], vec![account(1, rhythm(&days, 1, 2, 0))]);
    let found = plan(&rest, &matrix, Start::Scratch, 10);
    let late = Why::Late(Late { account: 0, day: None, days: 3, cause: Cause::Closed });
    assert_eq!(found.notes, [late, Why::NoWorkingDay, Why::Unplanned { account: 0, reason: Reason::NoDay }]);
}

#[test]
fn windows_that_cannot_be_met_are_met_as_soon_as_can_be() {
    let days = work_days(14, 8 * 3600);
    let mut closed = account(1, rhythm(&days, 2, 2, 0));
    closed.barred = vec![1, 2, 3];
    let past = account(2, rhythm(&days, 3, 5, 9));
    let found = plan(&problem(days, vec![closed, past]), &on_a_line(3), Start::Scratch, 100);
    assert!(found.notes.contains(&Why::Late(Late { account: 0, day: Some(4), days: 3, cause: Cause::Closed })));
    assert!(found.notes.contains(&Why::Late(Late { account: 1, day: Some(0), days: 5, cause: Cause::Past })));
}

#[test]
fn who_cannot_be_reached_is_said_and_many_shops_at_one_point_are_no_trouble() {
    let days = work_days(14, 8 * 3600);
    let mut seconds = vec![100; 9];
    (0..9).filter(|cell| cell % 3 == 2 && *cell != 8).for_each(|cell| seconds[cell] = UNREACHABLE);
    let matrix = Matrix::new(3, seconds.clone(), seconds, Source::Given).unwrap();
    let mut accounts = vec![account(1, rhythm(&days, 3, 5, 2)); 12];
    accounts.push(account(2, rhythm(&days, 3, 5, 2)));
    let found = plan(&problem(days, accounts), &matrix, Start::Scratch, 200);
    assert!(found.notes.contains(&Why::Unplanned { account: 12, reason: Reason::Unreachable }));
    assert!((0..12).all(|account| !found.best.visits(account).is_empty()));
    assert!(found.best.loads.iter().all(|load| load.travel == 200 || load.service == 0), "all at one point");
}

#[test]
fn who_is_not_on_the_map_is_planned_with_guessed_ways() {
    let days = work_days(7, 8 * 3600);
    let places = [Place::new(31.0, 121.0), None];
    let matrix = Matrix::estimated(&places, Travel::default());
    let found = plan(&problem(days.clone(), vec![account(1, rhythm(&days, 2, 4, 1))]), &matrix, Start::Scratch, 20);
    assert_eq!(found.notes, [Why::Guessed { account: 0 }]);
    assert!(!found.best.visits(0).is_empty());
}
