//! A year of holidays from the command line.

use crate::support::machine::Machine;

const FILE: &str = r#"{"year": 2027, "days": [
    {"name": "x", "date": "2027-01-01", "isOffDay": true},
    {"name": "x", "date": "2027-10-09", "isOffDay": false}]}"#;

#[test]
fn a_year_is_taken_over_once_and_told() {
    let machine = Machine::with_book();
    let file = machine.write("2027.json", FILE);
    let said = machine.good(&["holidays", &file]);
    assert!(said.contains("2027: 1 days off and 1 make-up working days taken over."), "{said}");
    assert!(said.contains("Jan 2027: 21 working days, then 20"), "{said}");
    let again = machine.good(&["holidays", &file, "--lang", "zh"]);
    assert!(again.contains("没有改动"), "{again}");
    assert_eq!(machine.select("SELECT CAST(count(*) AS TEXT) FROM holiday_year WHERE year = 2027"), ["1"]);
    let doctor = machine.good(&["doctor"]);
    assert!(doctor.ends_with("No fault found\n") && !doctor.contains("re-dated"), "{doctor}");
    // Somebody did it, and can take it back.
    assert_eq!(machine.select("SELECT CAST(count(*) AS TEXT) FROM op_group WHERE actor IS NOT NULL"), ["1"]);
}

#[test]
fn a_file_that_is_none_changes_nothing() {
    let machine = Machine::with_book();
    for (text, why) in [("{\"year\": 2027}", "line 1"), ("{\"year\": 2027, \"days\": []}", "it has no days")] {
        let file = machine.write("bad.json", text);
        let (code, said) = machine.bad(&["holidays", &file]);
        assert!(code == 1 && said.contains(why) && said.contains("bad.json"), "{code}: {said}");
    }
    assert_eq!(machine.select("SELECT CAST(count(*) AS TEXT) FROM holiday_year WHERE year = 2027"), ["0"]);
}
