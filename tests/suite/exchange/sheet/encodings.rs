//! How letters are written: found out, told by hand, and what happens to bytes that mean nothing.

use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE};
use proptest::prelude::*;
use rounds::exchange::sheet::{Encoding, Flaw, Form, SheetError, Wanted};

use super::{form, good, open, rows, rows_of};

const LIST: &str = "门店名称,地址\r\n鑫源烟酒,文三路1号\r\n老李便利店,湖滨路22号\r\n";
const TRADITIONAL: &str = "店名,地址\r\n鴻福商店,中正路一號\r\n老李雜貨,復興南路二段\r\n";

fn utf16(text: &str, encoding: &'static encoding_rs::Encoding, mark: bool) -> Vec<u8> {
    let bytes = |unit: u16| if encoding == UTF_16LE { unit.to_le_bytes() } else { unit.to_be_bytes() };
    mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn written(text: &str, encoding: Encoding) -> Vec<u8> {
    let of = if encoding == Encoding::BIG5 { BIG5 } else { GB18030 };
    if encoding == Encoding::UTF_8 { text.as_bytes().to_vec() } else { of.encode(text).0.into_owned() }
}

fn found(bytes: impl AsRef<[u8]>) -> Encoding {
    let Form::Text { encoding, .. } = form(bytes) else { panic!("text") };
    encoding
}

#[test]
fn each_encoding_is_found_and_read() {
    let utf8 = |text: &str| text.as_bytes().to_vec();
    let cases = [
        (utf8(LIST), Encoding::UTF_8, LIST),
        (utf8(&format!("\u{feff}{LIST}")), Encoding::UTF_8, LIST),
        (utf16(LIST, UTF_16LE, true), Encoding::UTF_16LE, LIST),
        (utf16(LIST, UTF_16BE, true), Encoding::UTF_16BE, LIST),
        (utf16(LIST, UTF_16LE, false), Encoding::UTF_16LE, LIST),
        (utf16(LIST, UTF_16BE, false), Encoding::UTF_16BE, LIST),
        (utf16("name,address\nA,1\n", UTF_16LE, false), Encoding::UTF_16LE, "name,address\nA,1\n"),
        (written(LIST, Encoding::GB18030), Encoding::GB18030, LIST),
        (written("名称\n王记\n", Encoding::GB18030), Encoding::GB18030, "名称\n王记\n"),
        (written(TRADITIONAL, Encoding::BIG5), Encoding::BIG5, TRADITIONAL),
        (utf8("name\nA\n"), Encoding::UTF_8, "name\nA\n"),
        (
            b"name,address\nCaf\xE9 Central,Rue de l'\xC9glise\n".to_vec(),
            Encoding::WESTERN,
            "name,address\nCafé Central,Rue de l'Église\n",
        ),
    ];
    for (bytes, encoding, text) in cases {
        assert_eq!(found(&bytes), encoding, "{text:?}");
        assert_eq!(rows(&bytes), rows(text), "{encoding} {text:?}");
    }
}

#[test]
fn an_encoding_that_is_told_is_believed() {
    let big5 = written(TRADITIONAL, Encoding::BIG5);
    for label in ["big5", "Big5", "gbk", "gb18030", "gb2312", "utf-8", "UTF-16LE", "utf-16be", "windows-1252"] {
        let encoding: Encoding = label.parse().unwrap();
        let wanted = Wanted { encoding: Some(encoding), ..Wanted::default() };
        let read = rows_of(open(&big5, &wanted).unwrap()).unwrap();
        assert_eq!(read == rows(TRADITIONAL), encoding == Encoding::BIG5, "{label}");
    }
    assert!(matches!("klingon".parse::<Encoding>(), Err(SheetError::NoEncoding(it)) if it == "klingon"));
    for encoding in Encoding::ALL {
        assert_eq!(encoding.to_string().parse::<Encoding>().unwrap(), encoding);
    }
}

#[test]
fn bytes_that_mean_nothing_make_their_row_an_error_and_never_the_file() {
    let cases: [(&[u8], Encoding); 3] = [
        (b"\xC3\xFB\xB3\xC6,\xB5\xD8\xD6\xB7\nA\xFF,1\n\xCD\xF5\xBC\xC7,2\n", Encoding::GB18030),
        ("店名,地址\nA\u{0},1\n王记,2\n".as_bytes(), Encoding::UTF_8),
        ("店名地址店名地址,二\n\u{1}A,1\n王记王记王记王记王记,2\n".as_bytes(), Encoding::UTF_8),
    ];
    let spoilt = |bytes: &[u8]| bytes.iter().map(|byte| if *byte < 2 { 0xFF } else { *byte }).collect::<Vec<u8>>();
    for (bytes, encoding) in cases {
        let wanted = Wanted { encoding: Some(encoding), ..Wanted::default() };
        let all = rows_of(open(spoilt(bytes), &wanted).unwrap()).unwrap();
        let lines: Vec<u64> = good(&all).into_iter().map(|(line, _)| line).collect();
        assert_eq!((lines, all[1].2), (vec![1, 3], Some(Flaw::NotText)), "{all:?}");
    }
    let mostly = spoilt(cases[2].0);
    assert_eq!(found(mostly), Encoding::UTF_8, "one spoilt row does not make a file something else");
    // A lone half of a letter in UTF-16.
    let mut half = utf16("name\nA\n", UTF_16LE, true);
    half.extend([0x00, 0xD8, b'\n', 0, b'B', 0]);
    let all = rows(half);
    assert_eq!((all[2].2, good(&all).last().map(|it| it.1.as_str())), (Some(Flaw::NotText), Some("B")));
}

#[test]
fn what_is_no_spreadsheet_is_said_to_be_none() {
    let compound = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 500], &name, &[0; 100]].concat()
    };
    let cases: [(Vec<u8>, &str); 7] = [
        (Vec::new(), "the file is empty"),
        (b"%PDF-1.7 and so on".to_vec(), "this is no spreadsheet"),
        ((0..=255).cycle().take(3000).collect(), "this is no spreadsheet"),
        (compound("Workbook"), "this is an .xls workbook"),
        (compound("EncryptedPackage"), "the workbook is encrypted"),
        (b"PK\x03\x04 cut off".to_vec(), "the workbook is damaged"),
        (b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0".to_vec(), "this is no spreadsheet"),
    ];
    for (bytes, says) in cases {
        let error = open(&bytes, &Wanted::default()).err().unwrap().to_string();
        assert!(error.starts_with(says), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), told in 0..7_usize) {
        let encoding = Encoding::ALL.get(told).copied();
        if let Ok(sheet) = open(&bytes, &Wanted { encoding, ..Wanted::default() }) {
            for (_, cells, _) in rows_of(sheet).unwrap() {
                prop_assert!(cells.iter().all(|cell| !cell.contains(char::is_control)));
            }
        }
    }

    #[test]
    fn good_rows_come_back_whatever_stands_between_them(
        names in prop::collection::vec("[a-z王记烟酒店鑫源]{1,12}", 1..40),
        dirt in prop::collection::vec(any::<u8>().prop_filter("no line end, no quote", |it| !b"\r\n\"".contains(it)), 0..40),
        encoding in prop::sample::select(vec![Encoding::UTF_8, Encoding::GB18030, Encoding::BIG5]),
    ) {
        let names: Vec<String> = names.into_iter().map(|name| name.replace('烟', "煙").replace('记', "記")).collect();
        let list: Vec<u8> = names.iter().flat_map(|name| written(&format!("{name},1\n"), encoding)).collect();
        let bytes = [b"name,n\n".as_slice(), &dirt, b"\n", &list].concat();
        let wanted = Wanted { encoding: Some(encoding), delimiter: Some(rounds::exchange::sheet::Delimiter::Comma), sheet: None };
        if let Ok(sheet) = open(&bytes, &wanted) {
            let all = rows_of(sheet).unwrap();
            let back: Vec<String> = all.iter().rev().take(names.len()).rev().map(|(_, cells, _)| cells[0].clone()).collect();
            prop_assert_eq!(back, names);
        }
    }
}
