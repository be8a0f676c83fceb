//! Benchmark instances: each format read, planned, and counted as its collection counts; small ones whose best is plain to see.

use rounds::exchange::instances::{Fault, Instance, Measure, Periods, Shops, Tour, read};
use rounds::planning::limits::{Limits, Stopped};
use rounds::planning::route::{check, solve};
use rounds::planning::territory::capacitated::{Capacitated, Distances};
use rounds::planning::territory::{self, Groups, Rule, Seat};
use rounds::planning::weeks::{check_periodic, periodic};

fn a_tour(text: &str) -> Tour {
    match read(text) {
        Ok(Instance::Tour(tour)) => tour,
        other => panic!("{other:?}"),
    }
}

/// The cost of the best plan, by the instance's own measure; all of these are small enough to be proven.
fn best(text: &str) -> f64 {
    let instance = a_tour(text);
    let limits = Limits { iterations: 1_000, seed: 1, stop: &mut || false, progress: &mut |_| () };
    let outcome = solve(&instance.day, &instance.matrix, &[], limits);
    assert_eq!(check(&instance.day, &instance.matrix, &outcome.best), Ok(outcome.best.cost));
    assert_eq!(outcome.stopped, Stopped::Proven);
    instance.measure.of(&outcome.best.cost)
}

fn tsplib(kind: &str, rest: &str) -> String {
    format!("NAME : small\nTYPE: TSP\nDIMENSION : 4\nEDGE_WEIGHT_TYPE : {kind}\n{rest}\nEOF\n")
}

#[test]
fn tsplib_by_places_and_written_out() {
    let square = "NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 0 4\n4 3.0 0.0";
    assert!((best(&tsplib("EUC_2D", square)) - 14.0).abs() < 1e-9);
    assert!((best(&tsplib("CEIL_2D", square)) - 14.0).abs() < 1e-9);
    // Tenths under the root: 0.95 and 1.26, rounded to 1 and then not below what they are.
    assert!((best(&tsplib("ATT", square)) - 6.0).abs() < 1e-9);
    // A quarter of the way round the globe each time: 6378.388 · π / 2, cut after one is added.
    let globe = "NODE_COORD_SECTION\n1 0 0\n2 0 90\n3 0 -180\n4 0 -90";
    assert!((best(&tsplib("GEO", globe)) - 4.0 * 10_020.0).abs() < 1e-9, "{}", best(&tsplib("GEO", globe)));
    let upper = "EDGE_WEIGHT_FORMAT : UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 9 1\n1 9\n1";
    assert!((best(&tsplib("EXPLICIT", upper)) - 4.0).abs() < 1e-9);
    let lower = "EDGE_WEIGHT_FORMAT: LOWER_DIAG_ROW\nEDGE_WEIGHT_SECTION\n0 1 0 9 1 0 1 9 1 0";
    assert!((best(&tsplib("EXPLICIT", lower)) - 4.0).abs() < 1e-9);
    // One way only is short.
    let full = "EDGE_WEIGHT_FORMAT: FULL_MATRIX\nEDGE_WEIGHT_SECTION\n0 1 9 9\n9 0 2 9\n9 9 0 3\n4 9 9 0";
    assert!((best(&tsplib("EXPLICIT", full)) - 10.0).abs() < 1e-9);
}

#[test]
fn orienteering_collects_what_the_limit_holds() {
    let scores = "COST_LIMIT : 8\nNODE_COORD_SECTION\n1 0 0\n2 4 0\n3 2 0\n4 0 9\nNODE_SCORE_SECTION\n1 0\n2 5\n3 1\n4 99\nDEPOT_SECTION\n1\n-1";
    assert!((best(&tsplib("EUC_2D", scores)) - 6.0).abs() < 1e-9);
    // From the first point to the second; the third lies on the way, the fourth does not.
    assert!((best("10 1\n0 0 0\n10 0 0\n5 0 7\n5 1 50\n") - 7.0).abs() < 1e-9);
    assert!((best("10.2 1\n0 0 0\n10 0 0\n5 0 7\n5 1 50\n") - 50.0).abs() < 1e-9);
}

#[test]
fn time_windows_make_the_longer_way_the_best() {
    let ways = "0 1 2 3\n1 0 1 2\n2 1 0 1\n3 2 1 0\n";
    assert!((best(&format!("4\n{ways}0 100\n0 100\n0 100\n0 100\n")) - 6.0).abs() < 1e-9);
    // The farthest first, then back past the others: not a bit longer; the nearest must wait for the farthest: longer by two.
    assert!((best(&format!("4\n{ways}0 100\n0 100\n0 100\n0 3\n")) - 6.0).abs() < 1e-9);
    assert!((best(&format!("4\n{ways}0 100\n6 100\n0 2\n0 5\n")) - 6.0).abs() < 1e-9);
    assert!((best(&format!("4\n{ways}0 100\n0 1\n4 100\n0 3\n")) - 6.0).abs() < 1e-9);
    assert!((best(&format!("4\n{ways}0 100\n9 100\n0 100\n0 100\n")) - 6.0).abs() < 1e-9);
    // Service that is written into the ways counts with them, whether a remark tells it or not.
    let served = "2\n5 6.5\n6.5 5\n0 100\n0 100\n";
    assert!((best(served) - 13.0).abs() < 1e-9);
    assert!((best(&format!("{served}# Sum of service times: 10\n")) - 13.0).abs() < 1e-9);
}

#[test]
fn days_and_road_matrices() {
    let day = r#"{"name": "d", "horizon_s": 100, "travel_s": [[0, 10, 40], [10, 0, 30], [40, 30, 0]],
        "window_s": [[0, 100], [0, 50], [0, 50]], "service_s": [0, 5, 5], "prize": [0, 25, 200]}"#;
    // Both are worth it: 10 + 30 + 40; were the far one worth less, its prize would be lost instead.
    assert!((best(day) - 80.0).abs() < 1e-9);
    assert!((best(&day.replace("200]", "55]")) - 75.0).abs() < 1e-9);
    assert!((best(r#"{"duration_s": [[0, 1.05], [2.0, 0]]}"#) - 31.0).abs() < 1e-9);
}

#[test]
fn what_is_no_instance_says_why() {
    let table = [
        ("", Fault::Unknown),
        ("a b c\n", Fault::Unknown),
        ("DIMENSION : 4\n", Fault::Missing("EDGE_WEIGHT_TYPE")),
        ("x\n", Fault::Number { line: 1, text: "x".to_owned() }),
        ("2\n0 1\n1 0\n0 9\n", Fault::Count { expected: 9, found: 7 }),
        ("2\n0 -1\n1 0\n0 9\n0 9\n", Fault::Number { line: 0, text: "-10000".to_owned() }),
        ("99999999\n", Fault::Number { line: 1, text: "99999999".to_owned() }),
        ("5 1\n0 0 1\n2 2\n", Fault::Line { line: 3, expected: 3, found: 2 }),
        ("5 1 7\n", Fault::Unknown),
        ("5\n", Fault::Count { expected: 36, found: 1 }),
    ];
    for (text, fault) in table {
        assert_eq!(read(text), Err(fault), "{text:?}");
    }
    assert!(matches!(read("{}"), Err(Fault::Json(_))));
    let strange = tsplib("XRAY1", "NODE_COORD_SECTION\n1 0 0");
    assert_eq!(read(&strange), Err(Fault::Unsupported { what: "EDGE_WEIGHT_TYPE", value: "XRAY1".to_owned() }));
    assert!(matches!(a_tour("3 1\n0 0 0\n3 0 0\n").measure, Measure::Score { all: 0, .. }));
}

/// Two days with one vehicle each, a depot and three customers: one for every day, one for either, one for the second.
const PERIODS: &str = "1 1 3 2\n100 10\n100 10\n0 0 0 0 0 0 0\n\
    7 3 4 10 4 2 1 3\n8 0 1 5 6 1 2 1 2\n9 6.5 0 0 6 1 1 1\n";

fn periods(text: &str) -> Periods {
    match read(text) {
        Ok(Instance::Periods(periods)) => periods,
        other => panic!("{other:?}"),
    }
}

#[test]
fn periodic_routes_with_days_from_the_highest_bit() {
    let read = periods(PERIODS);
    assert_eq!((read.days, read.vehicles, read.capacity, read.longest), (2, 1, Some(10), Some(100.0)));
    let patterns: Vec<_> = read.places.iter().map(|place| (place.number, place.patterns.clone())).collect();
    let expected = [(0, vec![vec![]]), (7, vec![vec![0, 1]]), (8, vec![vec![1], vec![0]]), (9, vec![vec![1]])];
    assert_eq!(patterns, expected);
    let (matrix, scale) = read.ways().unwrap();
    let problem = read.problem(scale).unwrap();
    let found =
        periodic(&problem, &matrix, Limits { iterations: 50, seed: 1, stop: &mut || false, progress: &mut |_| () });
    assert_eq!(check_periodic(&problem, &matrix, &found.best), Ok(found.cost));
    // The capacity leaves the one for either day only the first.
    let routes = &found.best.routes;
    let legs = 5.0 + 18.0_f64.sqrt() + 1.0 + 5.0 + 6.5 + (3.5_f64.powi(2) + 16.0).sqrt();
    assert!((read.length(routes) - legs).abs() < 1e-9, "{routes:?}: {}", read.length(routes));
    // The ways are rounded up by less than a unit each.
    let above = found.best.length as f64 / scale - legs;
    assert!((0.0..6.0 / scale).contains(&above), "{above}");
    // No limits are none.
    let free = periods(&PERIODS.replace("100 10", "0 0"));
    assert_eq!((free.capacity, free.longest), (None, None));
}

#[test]
fn long_ways_are_counted_in_coarser_units() {
    for times in [1, 10, 1_000, 1_000_000] {
        let text = PERIODS.replace("6.5", &(6 * times).to_string());
        let (matrix, scale) = periods(&text).ways().unwrap();
        assert!(matrix.seconds(0, 3) <= 1 << 20 && scale > 0.0, "{times}: {scale}");
    }
}

#[test]
fn what_is_wrong_with_periodic_routes_is_told_by_its_line() {
    let number = |line, text: &str| Fault::Number { line, text: text.to_owned() };
    let table = [
        (PERIODS.replace("1 1 3 2\n", "4 1 3 2\n"), Fault::Unsupported { what: "type", value: "4".to_owned() }),
        (PERIODS.replacen("100 10", "100 9", 1), Fault::Differs { line: 3 }),
        (PERIODS.replace("7 3 4 10", "7 3 4 -10"), number(5, "-10")),
        (PERIODS.replace("9 6.5 0 0 6 1 1 1", "9 6.5 0 0 6 1 1 4"), number(7, "4")),
        (PERIODS.replace("9 6.5 0 0 6 1 1 1", "9 6.5 0 0 6 1 2 1"), Fault::Line { line: 7, expected: 9, found: 8 }),
        (PERIODS.replace("8 0 1 5 6 1 2 1 2", "8 0 1"), Fault::Line { line: 6, expected: 7, found: 3 }),
        (PERIODS.replace("1 1 3 2\n", "1 1 4 2\n"), Fault::Places { expected: 5, found: 4 }),
        (PERIODS.replace("6.5", "x"), number(7, "x")),
        ("1 1 3 2\n".to_owned(), Fault::Places { expected: 4, found: 0 }),
        ("1 1 3 40\n".to_owned(), number(1, "40")),
    ];
    for (text, fault) in table {
        assert_eq!(read(&text), Err(fault), "{text}");
    }
}

#[test]
fn capacitated_medians_in_both_formats() {
    let expected = Capacitated {
        points: vec![[0.0, 0.0], [3.0, 4.0], [6.0, 9.0]],
        demand: vec![2, 3, 4],
        medians: 2,
        capacity: 7,
        distances: Distances::Real,
    };
    let places = "0 0 7 2\n3 4 7 3\n6 9 7 4\n";
    assert_eq!(read(&format!("3 2\r\n{places}")), Ok(Instance::Medians(expected.clone())));
    let library = "1 713\n 3 2 7\n1 0 0 2\n2 3 4 3\n3 6 9 4";
    assert_eq!(read(library), Ok(Instance::Medians(Capacitated { distances: Distances::Floor, ..expected })));
    let number = |line, text: &str| Fault::Number { line, text: text.to_owned() };
    let table = [
        (format!("3 4\n{places}"), number(1, "4")),
        (format!("4 2\n{places}"), Fault::Places { expected: 4, found: 3 }),
        (format!("3 2\n{}", places.replace("6 9 7 4", "6 9 8 4")), Fault::Differs { line: 4 }),
        (format!("3 2\n{}", places.replace("6 9 7 4", "6 9 7")), Fault::Line { line: 4, expected: 4, found: 3 }),
        (format!("3 2\n{}", places.replace("6 9 7 4", "6 9 7 -4")), number(4, "-4")),
        (format!("3 1\n{places}"), Fault::Capacity),
        (library.replace("6 9 4", "6.5 9 4"), number(5, "6.5")),
        (library.replace("3 2 7", "3 2 3"), Fault::Capacity),
    ];
    for (text, fault) in table {
        assert_eq!(read(&text), Err(fault), "{text}");
    }
}

fn shops(text: &str) -> Shops {
    match read(text) {
        Ok(Instance::Shops(shops)) => shops,
        other => panic!("{other:?}"),
    }
}

#[test]
fn shops_to_be_split_cost_hours_times_kilometres() {
    let text = "x_km,y_km,lat,lon,workload_h_per_month\n0,0,43.0,11.0,1\n3,4,43.0,11.001,1.5\n\
        900,0,43.9,12.0,1\n903,4,43.9,12.001,1.5\n";
    let two = [Seat { serves: Groups::ALL }; 2];
    let split = |shops: &Shops| {
        let mut limits = Limits { iterations: 100, seed: 1, stop: &mut || false, progress: &mut |_| () };
        territory::split(&shops.accounts, &two, Rule::default(), &mut limits).best
    };
    let on_a_plane = shops(text);
    assert_eq!(on_a_plane.accounts.iter().map(|it| it.seconds).collect::<Vec<_>>(), [3_600, 5_400, 3_600, 5_400]);
    // Each pair has its centre at the one with more work: an hour for five kilometres.
    assert!((on_a_plane.cost(&split(&on_a_plane)) - 10.0).abs() < 1e-9);
    // Without kilometres in the file it is the planner's own plane: a thousandth of a degree, some eighty metres.
    let bare = shops("LAT,lon,workload_h_per_month\n43.0,11.0,1\n43.0,11.001,1.5\n43.9,12.0,1\n43.9,12.001,1.5\n");
    let cost = bare.cost(&split(&bare));
    assert!((0.155..0.165).contains(&cost), "{cost}");
    let number = |line, text: &str| Fault::Number { line, text: text.to_owned() };
    let table = [
        ("lat,lon,work\n1,2,3\n", Fault::Missing("workload_h_per_month")),
        ("lat,lon,workload_h_per_month\n", Fault::Places { expected: 1, found: 0 }),
        ("lat,lon,workload_h_per_month\n1,2,3\n1,2\n", Fault::Line { line: 3, expected: 3, found: 2 }),
        ("lat,lon,workload_h_per_month\n1,2,3\n1,2,-3\n", number(3, "-3")),
        ("lat,lon,workload_h_per_month\n1,2,3\n1,2,4000\n", number(3, "4000")),
        ("lat,lon,workload_h_per_month\n91,2,3\n", number(2, "91")),
        ("name,tier\nx,A\n", Fault::Unknown),
    ];
    for (text, fault) in table {
        assert_eq!(read(text), Err(fault), "{text}");
    }
}
