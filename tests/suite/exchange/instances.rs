//! Benchmark instances: each format read, planned, and counted as its collection counts; small ones whose best is plain to see.

use rounds::exchange::instances::{Fault, Measure, read};
use rounds::planning::limits::{Limits, Stopped};
use rounds::planning::route::{check, solve};

/// The cost of the best plan, by the instance's own measure; all of these are small enough to be proven.
fn best(text: &str) -> f64 {
    let instance = read(text).unwrap();
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
    // Service that is written into the ways and on the diagonal is not counted, one that a remark tells is.
    let served = "2\n5 6.5\n6.5 5\n0 100\n0 100\n";
    assert!((best(served) - 3.0).abs() < 1e-9);
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
        ("5 1\n0 0 1\n2 2\n", Fault::Count { expected: 3, found: 2 }),
    ];
    for (text, fault) in table {
        assert_eq!(read(text), Err(fault), "{text:?}");
    }
    assert!(matches!(read("{}"), Err(Fault::Json(_))));
    let strange = tsplib("XRAY1", "NODE_COORD_SECTION\n1 0 0");
    assert_eq!(read(&strange), Err(Fault::Unsupported { what: "EDGE_WEIGHT_TYPE", value: "XRAY1".to_owned() }));
    assert!(matches!(read("3 1\n0 0 0\n3 0 0\n").unwrap().measure, Measure::Score { all: 0, .. }));
}
