//! XLSX workbooks: what people see in the cells, and which sheet.

use rounds::exchange::sheet::{Form, SheetError, Wanted};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{open, rows, rows_of};

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_are_what_people_see() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (day, time) = (Format::new().set_num_format("yyyy\\年m\\月d\\日"), Format::new().set_num_format("hh:mm"));
    let (both, padded) = (Format::new().set_num_format("yyyy-mm-dd hh:mm"), Format::new().set_num_format("00000"));
    sheet.write(1, 0, "门店名称").unwrap().write(1, 2, "n").unwrap();
    sheet.write(2, 0, " 鑫源\n烟酒 ").unwrap().write(2, 1, "001").unwrap().write(2, 2, 1001).unwrap();
    sheet.write(4, 1, 13_800_000_000.0).unwrap().write(4, 2, 0.1 + 0.2).unwrap().write(4, 3, 120.170_123_456).unwrap();
    let date = ExcelDateTime::from_ymd(2026, 3, 7).unwrap();
    sheet.write_with_format(5, 0, &date, &day).unwrap();
    sheet.write_with_format(5, 1, date.clone().and_hms(8, 30, 0).unwrap(), &both).unwrap();
    sheet.write_with_format(5, 2, 0.375, &time).unwrap().write_with_format(5, 3, 123, &padded).unwrap();
    sheet.write(5, 4, true).unwrap().write_formula(5, 5, "=1+1").unwrap();
    sheet.write(7, 0, "\u{1b}[31m").unwrap();
    let all: Vec<(u64, String)> =
        rows(saved(book)).into_iter().map(|(line, cells, _)| (line, cells.join("|"))).collect();
    let wanted = [
        (2, "门店名称||n"),
        (3, "鑫源 烟酒|001|1001"),
        (5, "|13800000000|0.3|120.170123456"),
        (6, "2026-03-07|2026-03-07 08:30|09:00|00123|TRUE|0"),
        (8, "[31m"),
    ];
    assert_eq!(all, wanted.map(|(line, cells)| (line, cells.to_owned())));
}

#[test]
fn the_first_sheet_that_has_something_is_read_or_the_one_of_a_name() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("空").unwrap();
    book.add_worksheet().set_name("Hidden").unwrap().set_hidden(true).write(0, 0, "hidden").unwrap();
    book.add_worksheet().set_name("客户").unwrap().write(0, 0, "first").unwrap();
    book.add_worksheet().set_name("More").unwrap().write(0, 0, "second").unwrap();
    let bytes = saved(book);
    for (wanted, cell) in [(None, "first"), (Some("more"), "second"), (Some("Hidden"), "hidden")] {
        let sheet = open(&bytes, &Wanted { sheet: wanted.map(str::to_owned), ..Wanted::default() }).unwrap();
        let Form::Workbook { sheets, .. } = sheet.form().clone() else { panic!("a workbook") };
        assert_eq!(sheets, ["空", "Hidden", "客户", "More"]);
        assert_eq!(rows_of(sheet).unwrap()[0].1, [cell]);
    }
    let none = open(&bytes, &Wanted { sheet: Some("Other".to_owned()), ..Wanted::default() }).err().unwrap();
    assert!(matches!(none, SheetError::NoSheet { wanted, found } if wanted == "Other" && found.len() == 4));
}

#[test]
fn workbooks_without_cells_cut_off_or_of_something_else_are_said_to_be_so() {
    let mut book = Workbook::new();
    book.add_worksheet();
    assert!(matches!(open(saved(book), &Wanted::default()), Err(SheetError::Empty)));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for n in 0..5_000 {
        sheet.write(n, 0, format!("shop {n}")).unwrap();
    }
    let whole = saved(book);
    for len in [10, whole.len() / 2, whole.len() - 30] {
        let end = open(&whole[..len], &Wanted::default()).and_then(rows_of).err().unwrap();
        assert!(matches!(end, SheetError::Damaged(_)), "{len}: {end:?}");
    }
    let mut spoilt = whole.clone();
    let middle = whole.len() / 3;
    spoilt[middle..middle + 200].fill(b'x');
    assert!(open(&spoilt, &Wanted::default()).and_then(rows_of).is_err());
}

#[test]
fn a_reader_that_is_dropped_ends_its_thread_and_a_long_sheet_comes_in_order() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for n in 0..3_000 {
        sheet.write(n, 0, n).unwrap();
    }
    let bytes = saved(book);
    drop(open(&bytes, &Wanted::default()).unwrap());
    let all = rows(&bytes);
    assert!(all.iter().zip(0..).all(|((line, cells, _), n)| *line == n + 1 && cells[0] == n.to_string()));
    assert_eq!(all.len(), 3_000);
}
