//! Benchmark instances from the command line.

use crate::support::machine::Machine;

const SQUARE: &str = "DIMENSION: 4\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 0 4\n4 3 0\nEOF\n";

/// Twenty-five points of a town, none of them in a row.
fn town() -> String {
    let place = |n: u32| format!("{n} {} {}\n", n * 7919 % 101, n * 104_729 % 97);
    let places: String = (1..=25).map(place).collect();
    format!("DIMENSION : 25\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n{places}EOF\n")
}

#[test]
fn the_cost_comes_first_and_then_the_plan() {
    let machine = Machine::new();
    let file = machine.write("square.tsp", SQUARE);
    let said = machine.good(&["solve", &file]);
    assert!(said.starts_with("cost 14\nroute 1 "), "{said}");
    assert_eq!(said.lines().nth(1).unwrap().split(' ').count(), 6, "there and back: {said}");
    let json = machine.good(&["solve", &file, "--json"]);
    let plan: serde_json::Value = serde_json::from_str(json.lines().nth(1).unwrap()).unwrap();
    assert_eq!((json.lines().next(), &plan["proven"], &plan["cost"]), (Some("cost 14"), &true.into(), &14.0.into()));
    // No database is made for it.
    assert!(!machine.database().exists());
}

#[test]
fn the_same_seed_and_iterations_give_the_same_plan() {
    let machine = Machine::new();
    let file = machine.write("town.tsp", town());
    let plan = |seed: &str| machine.good(&["solve", &file, "--iterations", "2000", "--seed", seed]);
    assert_eq!(plan("7"), plan("7"));
    let cost = |said: &str| said.lines().next().unwrap()["cost ".len()..].parse::<f64>().unwrap();
    let short = machine.good(&["solve", &file, "--iterations", "0"]);
    assert!(cost(&plan("7")) <= cost(&short));
    // A time of the processor is enough too.
    assert!(cost(&machine.good(&["solve", &file, "--cpu-ms", "60"])) <= cost(&short));
}

#[test]
fn another_matrix_takes_the_place_of_the_instances_own() {
    let machine = Machine::new();
    let file = machine.write("square.tsp", SQUARE);
    let roads = r#"{"duration_s": [[0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1], [1, 1, 1, 0]]}"#;
    let roads = machine.write("roads.json", roads);
    assert!(machine.good(&["solve", &file, "--matrix", &roads]).starts_with("cost 40\n"));
    let small = machine.write("small.json", r#"{"duration_s": [[0, 1], [1, 0]]}"#);
    let (code, said) = machine.bad(&["solve", &file, "--matrix", &small]);
    assert!(code == 1 && said.contains("2 numbers instead of 4") && said.contains("small.json"), "{code}: {said}");
}

#[test]
fn a_file_that_is_no_instance_is_named_with_the_reason() {
    let machine = Machine::new();
    let file = machine.write("list.csv", "code name address tier\n");
    let (code, said) = machine.bad(&["solve", &file]);
    assert!(code == 1 && said.contains("list.csv") && said.contains("none of the known formats"), "{code}: {said}");
    let (_, said) = machine.bad(&["solve", &file, "--lang", "zh"]);
    assert!(said.contains("不是已知格式"), "{said}");
}

#[test]
fn periodic_routes_are_printed_day_by_day() {
    let machine = Machine::new();
    let text = "1 2 3 2\n0 10\n0 10\n0 0 0 0 0 0 0\n7 3 4 0 4 2 1 3\n8 0 1 0 7 1 1 2\n9 6 0 0 20 1 1 1\n";
    let file = machine.write("p01", text);
    // One that no vehicle can carry is named; the others are visited, on the first day by two vehicles.
    let said = machine.good(&["solve", &file, "--iterations", "200"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!((lines[0], lines.len()), ("cost 22", 6), "{said}");
    for line in ["route 0 8 0", "day 2 vehicle 1 route 0 7 0"] {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(lines[4..], ["left-out 9", "unkept 1"], "{said}");
    let json = machine.good(&["solve", &file, "--cpu-ms", "20", "--json"]);
    let plan: serde_json::Value = serde_json::from_str(json.lines().nth(1).unwrap()).unwrap();
    assert_eq!((&plan["left_out"], plan["routes"].as_array().unwrap().len()), (&[9].into_iter().collect(), 3));
    // Other ways count in their own units.
    let roads = r#"{"duration_s": [[0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1], [1, 1, 1, 0]]}"#;
    let roads = machine.write("roads.json", roads);
    assert!(machine.good(&["solve", &file, "--matrix", &roads]).starts_with("cost 60\n"));
}

#[test]
fn medians_and_territories_are_printed_with_their_members() {
    let machine = Machine::new();
    let medians = machine.write("small.dat", "4 2\n0 0 7 2\n1 0 7 4\n9 9 7 3\n9 8 7 4\n");
    let said = machine.good(&["solve", &medians]);
    assert!(
        said.starts_with("cost 2\nmedian ") && said.contains(" points 1 2\n") && said.ends_with(" points 3 4\n"),
        "{said}"
    );
    let text = "lat,lon,workload_h_per_month\n43.0,11.0,1\n43.0,11.001,1\n43.9,12.0,1\n43.9,12.001,1\n";
    let shops = machine.write("shops.csv", text);
    let said = machine.good(&["solve", &shops, "--reps", "2", "--tolerance", "2.5"]);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("cost 0.1") && lines[1] == "worst 0", "{said}");
    assert!(lines[2].starts_with("rep 1 deviation 0 centre ") && lines[3].starts_with("rep 2 "), "{said}");
    let members: Vec<&str> = lines[2..].iter().filter_map(|line| line.split(" shops ").nth(1)).collect();
    assert!(members == ["1 2", "3 4"] || members == ["3 4", "1 2"], "{said}");
    let json = machine.good(&["solve", &shops, "--reps", "2", "--json"]);
    let plan: serde_json::Value = serde_json::from_str(json.lines().nth(1).unwrap()).unwrap();
    assert_eq!(plan["territories"][1]["shops"].as_array().unwrap().len(), 2);
}

#[test]
fn what_has_no_meaning_for_an_instance_is_refused() {
    let machine = Machine::new();
    let square = machine.write("square.tsp", SQUARE);
    let shops = machine.write("shops.csv", "lat,lon,workload_h_per_month\n43.0,11.0,1\n");
    let (code, said) = machine.bad(&["solve", &shops]);
    assert!(code == 2 && said.contains("--reps N"), "{code}: {said}");
    for (arguments, word) in [
        (["solve", &shops, "--matrix", &square], "--matrix"),
        (["solve", &square, "--reps", "3"], "--reps"),
        (["solve", &square, "--tolerance", "3"], "--tolerance"),
    ] {
        let (code, said) = machine.bad(&arguments);
        assert!(code == 2 && said.contains(word), "{code}: {said}");
    }
    let (_, said) = machine.bad(&["solve", &square, "--matrix", &shops]);
    assert!(said.contains("shops.csv") && said.contains("no ways"), "{said}");
    let broken = machine.write("p02", "1 2 3 2\n0 10\n0 10\n0 0 0 0 0 0 0\n7 3 4 0 4 2 1\n");
    let (code, said) = machine.bad(&["solve", &broken]);
    assert!(code == 1 && said.contains("p02") && said.contains("line 5: 7 values instead of 8"), "{code}: {said}");
}
