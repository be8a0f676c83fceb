//! Whatever stands in a file: nothing panics, and good rows in are good rows out.

use proptest::prelude::*;
use rounds::exchange::import::{Kind, Options};

use super::{Desk, added, fresh, options};

/// A cell as a spreadsheet may write it, quoted, and as it is read.
fn cell() -> impl Strategy<Value = (String, String)> {
    "[a-z0-9,;\"\r\n \t鑫源烟酒]{0,8}[a-z鑫]".prop_map(|raw| {
        let read = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        (format!("\"{}\"", raw.replace('"', "\"\"")), read)
    })
}

/// A row as written, and the name and address of the shop if it is good.
fn row() -> impl Strategy<Value = (String, Option<(String, String)>)> {
    (cell(), cell(), 0..6).prop_map(|((name, reads), (address, at), kind)| match kind {
        0 => (format!("{name},{address},,extra"), None),
        1 => (format!(",{address},"), None),
        2 => (format!("{name},{address},Z"), None),
        _ => (format!("{name},{address},A"), Some((reads, at))),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn good_rows_come_in_once_in_order_and_the_rest_are_errors(
        rows in prop::collection::vec(row(), 0..20),
        end in prop::sample::select(vec!["\n", "\r\n", "\n\n"]),
        last in any::<bool>(),
        titles in 0..3_usize,
    ) {
        let written: Vec<&str> = rows.iter().map(|(written, _)| written.as_str()).collect();
        let tail = if last { end } else { "" };
        let file = format!("{}name,address,tier{end}{}{tail}", format!("客户表{end}").repeat(titles), written.join(end));
        let (_, batch) = fresh(file);
        // A shop that stands there twice comes in once.
        let mut wanted: Vec<(String, String)> = Vec::new();
        let key = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for (name, address) in rows.iter().filter_map(|(_, good)| good.clone()) {
            if !wanted.iter().any(|(n, a)| key(n) == key(&name) && key(a) == key(&address)) {
                wanted.push((name, address));
            }
        }
        let good: Vec<(String, String)> = added(&batch).into_iter().map(|shop| (shop.name, shop.address)).collect();
        prop_assert_eq!(&good, &wanted);
        prop_assert_eq!(batch.tally.new + batch.tally.repeated + batch.tally.refused, rows.len() as u64);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), header in 0..4_usize, kind in 0..6_usize) {
        let heads: [&[u8]; 4] = [b"", b"name,lat,lon,last_visit\n", "客户编码,名称,日期,联系人\n".as_bytes(), b"code;name;unit;pack;factor\n"];
        let desk = Desk::new();
        let told = Options { kind: Kind::ALL[kind], ..options(&[]) };
        if let Ok(survey) = desk.survey([heads[header], &bytes].concat(), &told) {
            let tally = survey.tally;
            prop_assert_eq!(tally.new + tally.matched + tally.repeated + tally.refused, tally.rows);
        }
    }

    #[test]
    fn headers_of_known_and_unknown_words_in_any_order(
        words in prop::sample::subsequence(vec!["门店名称", "地址", "经度", "纬度", "等级", "备注1", "x1", "Phone No", "visit frequency"], 1..9).prop_shuffle(),
    ) {
        let desk = Desk::new();
        let row = words.iter().map(|word| match *word { "门店名称" => "王记", "等级" => "A", "visit frequency" => "7-10", _ => "" });
        let file = format!("{}\n{}\n", words.join(","), row.collect::<Vec<_>>().join(","));
        let half = words.contains(&"经度") != words.contains(&"纬度");
        match desk.survey(file, &options(&[])) {
            Ok(survey) => prop_assert_eq!((survey.tally.new, survey.tally.refused, words.contains(&"门店名称")), (1, 0, true)),
            Err(_) => prop_assert!(half || !words.contains(&"门店名称")),
        }
    }

    #[test]
    fn the_same_list_twice_changes_nothing(
        rows in prop::collection::vec(("[ab12]{0,2}", "[a-c]{1,2}", "[xy ]{0,2}", 0..3_u8), 1..12),
        update in any::<bool>(),
        join_licences in any::<bool>(),
        part in 1..12_u64,
    ) {
        let lines = rows.iter().map(|(code, name, address, point)| {
            let point = if *point == 0 { ",".to_owned() } else { format!("30.2{point},120.1") };
            format!("{code},{name},{address},{point}\n")
        });
        let file = format!("code,name,address,lat,lon\n{}", lines.collect::<String>());
        let told = Options { update, join_licences, ..options(&[]) };
        let mut desk = Desk::new();
        desk.import_in(part, &file, &told);
        let before = desk.accounts();
        let again = desk.import(&file, &told);
        prop_assert_eq!((again.changes, again.tally.new), (vec![], 0), "{}", file);
        prop_assert_eq!(desk.accounts(), before);
    }
}
