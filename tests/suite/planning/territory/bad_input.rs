//! What cannot be split is said, and the rest is split.

use rounds::domain::place::Place;
use rounds::planning::territory::{Account, Group, Groups, MOST_SECONDS, Rule, Seat, Why};

use super::{account, all, run, towns};

/// The split of three ordinary accounts and one that is not; what is said, and who has the last.
fn beside(odd: Account, seats: &[Seat]) -> (Vec<Why>, Option<usize>) {
    let shops = [account(0.0, 0.0, 60), account(5.0, 0.0, 60), account(0.0, 5.0, 60), odd];
    let rule = Rule { tolerance: 10_000, ..Rule::default() };
    let found = run(&shops, seats, rule, 50, 1);
    assert!(seats.is_empty() || found.best.seat[..3].iter().all(Option::is_some), "the rest is split");
    (found.notes, found.best.seat[3])
}

#[test]
fn odd_accounts_get_an_answer() {
    let ordinary = account(5.0, 5.0, 60);
    let nowhere = |place| Account { place, ..ordinary };
    let (nan, beyond) = (Place { lat: f64::NAN, lon: 5.0 }, Place { lat: 91.0, lon: 5.0 });
    let table = [
        ("all is well", ordinary, vec![]),
        ("no coordinates", nowhere(None), vec![Why::OffTheMap { account: 3, seat: 0 }]),
        ("not a number", nowhere(Some(nan)), vec![Why::OffTheMap { account: 3, seat: 0 }]),
        ("out of range", nowhere(Some(beyond)), vec![Why::OffTheMap { account: 3, seat: 0 }]),
        (
            "no coordinates, but a rep",
            Account { present: Some(1), ..nowhere(None) },
            vec![Why::OffTheMap { account: 3, seat: 1 }],
        ),
        ("a rep who is gone", Account { present: Some(9), ..ordinary }, vec![]),
        ("fixed to nobody", Account { fixed: true, ..ordinary }, vec![Why::CannotBeFixed { account: 3 }]),
        (
            "fixed to a rep who is gone",
            Account { fixed: true, present: Some(9), ..ordinary },
            vec![Why::CannotBeFixed { account: 3 }],
        ),
        ("no work", Account { seconds: 0, ..ordinary }, vec![]),
    ];
    for (what, odd, expected) in table {
        let (notes, seat) = beside(odd, &all(2));
        assert_eq!(notes, expected, "{what}");
        assert!(seat.is_some(), "{what}");
    }
    let (notes, _) = beside(Account { seconds: u64::MAX, ..ordinary }, &all(2));
    assert!(notes.contains(&Why::TooMuch { account: 3 }), "{notes:?}");
}

#[test]
fn a_group_nobody_serves_is_said() {
    let seats = [Seat { serves: Groups::of(&[Group(0), Group(1)]) }, Seat { serves: Groups::of(&[Group(0)]) }];
    for (group, expected) in [(Group(1), None), (Group(2), Some(3)), (Group(200), Some(3))] {
        let (notes, seat) = beside(Account { group, ..account(5.0, 5.0, 60) }, &seats);
        assert_eq!(notes, expected.map(|account| Why::NobodyServes { account }).into_iter().collect::<Vec<_>>());
        assert_eq!(seat.is_none(), expected.is_some(), "{group:?}");
    }
    let (notes, seat) = beside(account(5.0, 5.0, 60), &[]);
    assert_eq!((notes, seat), (vec![Why::NoSeats], None));
}

#[test]
fn nothing_and_hardly_anything() {
    assert_eq!(run(&[], &[], Rule::default(), 50, 1).notes, [Why::NoSeats]);
    assert_eq!(run(&[], &all(2), Rule::default(), 50, 1).notes, [Why::Empty { seat: 0 }, Why::Empty { seat: 1 }]);
    let idle: Vec<Account> = towns(40, 1).into_iter().map(|shop| Account { seconds: 0, ..shop }).collect();
    let found = run(&idle, &all(3), Rule::default(), 220, 1);
    assert!(found.notes.contains(&Why::NoWork), "{:?}", found.notes);
    assert_eq!(found.best.after.worst, 0);
}

#[test]
fn more_reps_than_accounts() {
    let found = run(&towns(4, 2), &all(7), Rule::default(), 50, 1);
    assert!(found.best.after.territories.iter().all(|territory| territory.accounts <= 1), "{found:?}");
    let empty = found.notes.iter().filter(|why| matches!(why, Why::Empty { .. })).count();
    assert_eq!(empty, 3);
}

#[test]
fn many_at_one_place() {
    let mall: Vec<Account> = (0..60).map(|nth| account(1.0, 1.0, 10 + nth % 5)).collect();
    let found = run(&mall, &all(4), Rule::default(), 250, 1);
    assert_eq!((found.cost, found.best.after.elsewhere), (0, 0));
    assert!(found.best.after.worst <= 500);
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    let far = |nth: usize| Place::new([89.0, -89.0][nth % 2], nth as f64 * 1.7 - 170.0);
    let shops: Vec<Account> =
        (0..200).map(|nth| Account { place: far(nth), seconds: MOST_SECONDS, ..account(0.0, 0.0, 0) }).collect();
    let rule = Rule { stay: u32::MAX, ..Rule::default() };
    assert!(run(&shops, &all(5), rule, 230, 1).best.after.worst <= 500);
}

#[test]
fn the_date_line_cuts_no_territory_in_two() {
    let at = |lon: f64| {
        let lon = if lon > 180.0 { lon - 360.0 } else { lon };
        move |nth: usize| Account { place: Place::new(10.0 + (nth % 6) as f64 / 100.0, lon), ..account(0.0, 0.0, 20) }
    };
    let cost = |from: f64| {
        let shops: Vec<Account> = (0..36).map(|nth| at(from + (nth / 6) as f64 / 100.0)(nth)).collect();
        run(&shops, &all(2), Rule::default(), 230, 1).cost
    };
    assert_eq!(cost(179.975), cost(100.0));
}
