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
