//! Quotes, delimiters, line ends and line numbers; what an open quote costs.

use proptest::prelude::*;
use rounds::exchange::sheet::{Delimiter, Flaw, Form, Wanted};

use super::{form, good, open, rows, rows_of};

#[test]
fn quotes_line_ends_delimiters_and_marks_of_rfc_4180_files() {
    let cases: [(&str, &[(u64, &str)]); 9] = [
        (
            "\u{feff}name,address\r\nA,\"1, \"\"Main\"\"\r\nSt\"\r\nB,2\r\n",
            &[(1, "name|address"), (2, "A|1, \"Main\" St"), (4, "B|2")],
        ),
        ("name,address\rA,1\rB,2", &[(1, "name|address"), (2, "A|1"), (3, "B|2")]),
        ("\n,,,\nname,address\n\nA,1\n\n\n,\nB,2\n", &[(3, "name|address"), (5, "A|1"), (9, "B|2")]),
        ("name;address\nA;1, Main St\nB;\"2;3\"\n", &[(1, "name|address"), (2, "A|1, Main St"), (3, "B|2;3")]),
        ("name\taddress\nA\t1, Main St\n", &[(1, "name|address"), (2, "A|1, Main St")]),
        ("店名，地址\n王记，文三路1号\n\"李，记\"，2\n", &[(1, "店名|地址"), (2, "王记|文三路1号"), (3, "李，记|2")]),
        ("\"name;of;it\",address,name\nx,1,A\n", &[(1, "name;of;it|address|name"), (2, "x|1|A")]),
        ("name,address\n  A\u{7}\t\u{3000}B ,5\" pipe\n", &[(1, "name|address"), (2, "A B|5\" pipe")]),
        ("a,b\n\"x\"y,\"\"\n", &[(1, "a|b"), (2, "xy|")]),
    ];
    for (file, expected) in cases {
        let all = rows(file);
        let expected: Vec<(u64, String)> = expected.iter().map(|(line, cells)| (*line, (*cells).to_owned())).collect();
        assert_eq!((good(&all), all.len()), (expected.clone(), expected.len()), "{file:?}");
    }
}

#[test]
fn the_delimiter_is_the_one_that_most_lines_have_equally_often() {
    for (file, wanted) in [
        ("name", Delimiter::Comma),
        ("name;lat;lon\na;30,26;120,17\n", Delimiter::Semicolon),
        ("2026年客户表，华东区\n店名,地址\n王记,文三路，1号\n李记,文二路，2号\n", Delimiter::Comma),
        ("客户表\n店名\t地址\n王记\t文三路, 1号\n", Delimiter::Tab),
        ("店名，电话\n王记，1\n", Delimiter::FullWidthComma),
    ] {
        let Form::Text { delimiter, .. } = form(file) else { panic!("text") };
        assert_eq!(delimiter, wanted, "{file:?}");
    }
}

#[test]
fn an_open_quote_costs_one_row_and_not_the_rest_of_the_file() {
    for (file, wanted) in [
        ("name,address\nA,1\nB,\"2\nC,3\nD,4\n", ["name|address", "A|1", "C|3", "D|4"]),
        ("name,address\nA,1\nB,\"2\nC,\"3, Main St\"\nD,4", ["name|address", "A|1", "C|3, Main St", "D|4"]),
        ("name,address\nA,1\nB,\"2\nC,3\n\"D\",4\n", ["name|address", "A|1", "C|3", "D|4"]),
        ("name,address\r\nA,1\r\n\"B,2\r\nC,\"3\r\nSt\"\r\nD,4\r\n", ["name|address", "A|1", "C|3 St", "D|4"]),
    ] {
        let all = rows(file);
        let cells: Vec<String> = good(&all).into_iter().map(|(_, cells)| cells).collect();
        assert_eq!(cells, wanted, "{file:?}");
        let bad: Vec<_> = all.iter().filter(|(_, _, flaw)| flaw.is_some()).collect();
        let [(3, cells, Some(Flaw::OpenQuote))] = bad[..] else { panic!("{bad:?}") };
        assert!(cells[0].contains('B'), "what can be read of it is there: {cells:?}");
    }
}

#[test]
fn an_open_quote_in_a_large_file_costs_one_row_too() {
    let many = (0..200_000).fold("name,address\nB,\"2\n".to_owned(), |file, n| file + &format!("shop {n},1\n"));
    let all = rows(many);
    assert_eq!((all.len(), good(&all).len()), (200_002, 200_001));
    assert_eq!(all[1].2, Some(Flaw::OpenQuote));
    assert_eq!(all[200_001].0, 200_002, "lines are counted through it");
}

#[test]
fn a_row_of_more_than_a_megabyte_is_an_error_of_that_row() {
    let long = "x".repeat(1_100_000);
    for file in [format!("name,a\nA,1\nB,{long}\nC,3\n"), format!("name,a\nA,1\nB,\"{long}\"\nC,3\n")] {
        let all = rows(file);
        assert_eq!(good(&all), [(1, "name|a".to_owned()), (2, "A|1".to_owned()), (4, "C|3".to_owned())]);
        assert_eq!(all[2].2, Some(Flaw::TooLong));
        assert!(all[2].1[0].len() <= 4096, "only its beginning is kept");
    }
    let fits = "x".repeat(900_000);
    assert_eq!(rows(format!("name,a\nB,\"{fits}\"\n"))[1].1[1].len(), 900_000);
}

#[test]
fn many_open_quotes_do_not_make_reading_slow() {
    // Each line opens a quote that the next one seems to close: looked ahead from each line anew, this would take hours.
    let file = format!("name,a,b\n{}", "\",a\",\"\n".repeat(30_000));
    let all = rows(file);
    assert!(all.iter().skip(1).take(10_000).all(|(_, _, flaw)| flaw.is_some()));
}

/// With garbage in a file of few lines the delimiter is a guess.
fn commas() -> Wanted {
    Wanted { delimiter: Some(Delimiter::Comma), ..Wanted::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_row_begins_on_a_line_of_its_own_and_quoted_rows_come_back(
        cells in prop::collection::vec(prop::collection::vec("[a-z0-9,;，\"\r\n \t鑫源]{0,8}[a-z鑫]", 2), 1..20),
        end in prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]),
    ) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines: Vec<String> = cells.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
        let all = rows_of(open(format!("name,address{end}{}{end}", lines.join(end)), &commas()).unwrap()).unwrap();
        let plain = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted: Vec<String> = cells.iter().map(|row| row.iter().map(plain).collect::<Vec<_>>().join("|")).collect();
        prop_assert_eq!(good(&all).into_iter().skip(1).map(|(_, cells)| cells).collect::<Vec<_>>(), wanted);
        prop_assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn quotes_and_delimiters_anywhere_never_take_a_good_line_behind_them(text in "[a\",;\t\r\n]{0,60}") {
        let file = format!("name,address,c\n{text}\nlast \"1\",\"2\",3\nafter,2,3\n");
        let all = rows_of(open(file, &commas()).unwrap()).unwrap();
        prop_assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0), "{:?}", all);
        prop_assert_eq!(all.last().map(|(_, cells, _)| cells.join("|")), Some("after|2|3".to_owned()));
    }
}
