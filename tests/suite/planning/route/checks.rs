//! The check has teeth: each way to spoil a good plan is named.

use rounds::planning::route::{Break, Day, Rest, Route, Stop, Violation, Window, check, evaluate};

use super::{day, must, on_a_line, open, worth};

/// Three stops along a line, one of them by appointment, with a lunch.
fn a_good_plan() -> (Day, Route) {
    let mut day = day(2000, vec![must(1), open(400, 500, must(2)), worth(3, 5000)]);
    day.breaks = vec![Break { starts: Window { opens: 200, closes: 600 }, length: 60 }];
    let route = evaluate(&day, &on_a_line(4), &[0, 1, 2]);
    (day, route)
}

#[test]
fn a_good_plan_passes() {
    let (day, route) = a_good_plan();
    assert_eq!(check(&day, &on_a_line(4), &route), Ok(route.cost));
}

#[test]
fn each_fault_is_named() {
    type Spoil = fn(&mut Day, &mut Route);
    let table: &[(Spoil, Violation)] = &[
        (|_, route| route.visits[0].stop = 9, Violation::Stranger(9)),
        (|_, route| route.visits[0].stop = 1, Violation::NotOnce(0)),
        (|_, route| route.left_out.push(2), Violation::NotOnce(2)),
        (|_, route| route.visits[0].arrives = 99, Violation::TooFast(0)),
        (|_, route| route.visits[1].begins = 501, Violation::Closed(1)),
        (|_, route| route.visits[0].leaves -= 1, Violation::Short(0)),
        (|_, route| route.visits[0].late = 1, Violation::Closed(0)),
        (|_, route| route.rests.clear(), Violation::BreakMissed(0)),
        (|_, route| route.rests[0].nth = 1, Violation::Stranger(1)),
        (|_, route| route.rests[0].starts = 0, Violation::BreakOutside(0)),
        (|_, route| route.back -= 1, Violation::TooLong),
        (|day, _| day.until = 700, Violation::TooLong),
        (|_, route| route.cost.travel -= 1, Violation::WrongCost),
        (|_, route| route.cost.lost += 1, Violation::WrongCost),
        (|day, _| (day.stops[0].locked, day.stops[2].locked) = (Some(2), Some(1)), Violation::Unlocked(2)),
        (|day, _| day.stops[0].point = Some(3), Violation::TooFast(0)),
    ];
    for (nth, (spoil, violation)) in table.iter().enumerate() {
        let (mut day, mut route) = a_good_plan();
        spoil(&mut day, &mut route);
        assert_eq!(check(&day, &on_a_line(4), &route), Err(*violation), "row {nth}");
    }
    let (day, mut route) = a_good_plan();
    let twice: Vec<Rest> = [&route.rests[..], &route.rests[..]].concat();
    route.rests = twice;
    assert!(check(&day, &on_a_line(4), &route).is_err());
    assert!(check(&Day { stops: Vec::<Stop>::new(), ..day }, &on_a_line(4), &Route::default()).is_ok());
}
