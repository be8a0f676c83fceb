//! Timetables of given orders, worked by hand.

use proptest::prelude::*;
use rounds::planning::route::{Break, Overtime, Window, check, evaluate};

use super::{a_day, day, must, on_a_line, open, worth};

#[test]
fn a_day_is_worked_out_second_by_second() {
    let mut day = day(1000, vec![must(1), open(400, 500, must(3)), worth(2, 70)]);
    day.overtime = Overtime { most: 0, weight: 2 };
    let route = evaluate(&day, &on_a_line(4), &[0, 1]);
    let times: Vec<_> = route.visits.iter().map(|it| (it.stop, it.arrives, it.begins, it.leaves, it.late)).collect();
    assert_eq!(times, [(0, 100, 100, 110, 0), (1, 310, 400, 410, 0)]);
    assert_eq!((route.back, route.left_out.as_slice()), (710, &[2][..]));
    assert_eq!((route.cost.travel, route.cost.metres, route.cost.waiting, route.cost.lost), (600, 600, 90, 70));
    assert_eq!(route.cost.total(), 670);
}

#[test]
fn lunch_is_taken_where_it_makes_the_day_no_longer() {
    let mut day = day(1000, vec![must(1), open(400, 500, must(3))]);
    day.breaks = vec![Break { starts: Window { opens: 50, closes: 600 }, length: 90 }];
    let route = evaluate(&day, &on_a_line(4), &[0, 1]);
    assert_eq!(
        (route.rests[0].after, route.rests[0].starts, route.back),
        (0, 50, 710),
        "the time would have been waited"
    );
}

#[test]
fn an_order_that_cannot_be_kept_says_how_late_it_is() {
    let mut day = day(500, vec![open(0, 150, must(1)), must(3)]);
    day.overtime = Overtime { most: 50, weight: 3 };
    let route = evaluate(&day, &on_a_line(4), &[1, 0]);
    assert_eq!(route.visits[1].late, 360);
    assert_eq!((route.back, route.cost.overtime, route.cost.overtime_cost), (620, 120, 360));
    assert_eq!(route.cost.late, 360 + 70);
    assert!(!route.is_on_time() && check(&day, &on_a_line(4), &route).is_err());
}

#[test]
fn breaks_that_shut_each_other_out_are_late_and_not_forgotten() {
    let at = |opens, closes| Break { starts: Window { opens, closes }, length: 60 };
    let mut day = day(1000, vec![must(3)]);
    day.breaks = vec![at(0, 50), at(0, 900), at(10, 50)];
    let route = evaluate(&day, &on_a_line(4), &[0]);
    assert_eq!(
        route.rests.iter().map(|rest| (rest.nth, rest.late > 0)).collect::<Vec<_>>(),
        [(0, false), (1, false), (2, true)]
    );
    assert!(!route.is_on_time());
}

#[test]
fn strangers_and_repetitions_are_passed_over() {
    let day = day(1000, vec![must(1), must(2)]);
    assert_eq!(evaluate(&day, &on_a_line(3), &[1, 7, 1]).order(), [1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_order_that_can_be_kept_passes_the_check((day, matrix) in a_day(6, 2), turn in 0_usize..6) {
        let mut order: Vec<usize> = (0..day.stops.len()).collect();
        order.rotate_left(turn.min(day.stops.len()));
        let route = evaluate(&day, &matrix, &order);
        let locked = day.stops.iter().any(|stop| stop.locked.is_some());
        if route.is_on_time() && !locked {
            prop_assert_eq!(check(&day, &matrix, &route), Ok(route.cost));
        }
    }
}
