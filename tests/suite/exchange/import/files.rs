//! Whole files: headers and mappings, titles and sums, what cannot be understood; the fixtures imitate what a Chinese Excel writes.

use rounds::domain::account::CodeKind;
use rounds::domain::change::Change;
use rounds::domain::place::Place;
use rounds::domain::record::Record;
use rounds::exchange::import::{Field, Kind, Mapping, Notice, Options, refused};
use rounds::exchange::sheet::{Encoding, Form};

use super::{Desk, added, faults, fresh, notices, options, reps};

#[test]
fn every_field_is_read_under_its_words_in_both_languages() {
    let english = "Account Code,Trade-Name,ADDRESS,Latitude,lng,tier,Rep,last_visit,tel,license,Route,visit frequency,\
                   Contact,Position,dob,Channel,Opening hours,Visit length,Status\n\
                   C7,Lucky Corner,1 Main St,30.26,120.17,a,WangFang,2026-02-13,100-5555-0101,L9,Lake,7-10,\
                   Ann,owner,1980-05-12,small,\"9:00-12:00,14:00-20:00\",25 min,closed\n";
    let chinese = "客户编码,门店名称,地址,纬度,经度,等级,客户经理,上次拜访,联系电话,许可证号,线路,拜访频次,\
                   联系人,职务,生日,业态,营业时间,拜访时长,状态\n\
                   C7,Lucky Corner,1 Main St,30.26,120.17,重点,王芳,2026年2月13日,100-5555-0101,L9,Lake,7至10天,\
                   Ann,老板,1980年5月12日,食杂店,\"9:00-12:00,14:00-20:00\",25分钟,closed\n";
    for file in [english, chinese] {
        let (desk, batch) = fresh(file);
        assert_eq!((faults(&batch), notices(&batch)), (vec![], vec![]), "{file}");
        let shop = desk.account("Lucky Corner");
        let codes: Vec<(CodeKind, &str)> = shop.codes.iter().map(|code| (code.kind, code.text.as_str())).collect();
        assert_eq!(codes, [(CodeKind::Customer, "C7"), (CodeKind::Licence, "L9")]);
        assert_eq!((shop.address.as_str(), shop.phone.as_str()), ("1 Main St", "100-5555-0101"));
        assert_eq!((shop.place, shop.rep, shop.minutes), (Place::new(30.26, 120.17), Some(reps()[0].id), Some(25)));
        assert!(shop.tier.is_some() && shop.beat.is_some() && shop.segment.is_some());
        let own = shop.own_window.unwrap();
        assert_eq!((own.window.min, own.window.max), (7, 10));
        assert_eq!((shop.hours.len(), shop.pauses.len()), (2, 1));
        assert_eq!((shop.pauses[0].reason.as_str(), shop.pauses[0].span.last), ("closed", None));
        let people = desk.contacts("Lucky Corner");
        assert_eq!((people.len(), people[0].name.as_str(), people[0].birthday.map(|it| it.day)), (1, "Ann", Some(12)));
        assert_eq!(desk.touches("Lucky Corner").len(), 1);
    }
}

#[test]
fn columns_named_by_hand_come_before_the_usual_words() {
    let file = "name,trade_name,street,city,a+b,extra\nOwner Ltd,Corner Shop,1 Main St,Springfield,x,y\n";
    let told = options(&["name=Trade_Name", "address=street+city", "phone=a+b"]);
    let mut desk = Desk::new();
    let import = desk.open(file, &told).unwrap();
    assert_eq!(import.preview().unused, ["name", "extra"]);
    let used: Vec<(Field, &str)> = import.preview().used.iter().map(|it| (it.field, it.column.as_str())).collect();
    assert_eq!(used, [(Field::Name, "trade_name"), (Field::Address, "street+city"), (Field::Phone, "a+b")]);
    desk.import(file, &told);
    let shop = desk.account("Corner Shop");
    assert_eq!(shop.address, "1 Main St, Springfield");
    assert_eq!(shop.phone, "x", "a column's own plus is no list");
}

#[test]
fn a_list_of_a_chinese_excel_comes_in() {
    // A title, the header on the third line, one name twice, a sum at the end; GB18030.
    let list = "2026年第一季度客户表,,,\r\n制表：市场部,,,\r\n门店名称,地址,经度,纬度\r\n\
                鑫源烟酒,文三路1号,120.1300,30.2700\r\n鑫源烟酒,湖滨路22号,120.1600,30.2500\r\n\
                门店名称,地址,经度,纬度\r\n老李便利店,“东风街”５号,120.1500,30.2600\r\n合计,,3,\r\n";
    let bytes = encoding_rs::GB18030.encode(list).0.into_owned();
    let mut desk = Desk::new();
    let import = desk.open(&bytes, &options(&[])).unwrap();
    let preview = import.preview();
    assert!(matches!(preview.form, Form::Text { encoding, .. } if encoding == Encoding::GB18030), "{:?}", preview.form);
    assert_eq!(
        (preview.header_line, preview.header.as_slice()),
        (3, ["门店名称", "地址", "经度", "纬度"].map(String::from).as_slice())
    );
    assert_eq!(preview.samples[0][0], "鑫源烟酒");
    let batch = desk.import(&bytes, &options(&[]));
    assert_eq!((faults(&batch), batch.tally.new), (vec![], 3));
    assert_eq!(notices(&batch), [(6, Notice::PassedOver), (8, Notice::PassedOver)]);
    assert_eq!(desk.names(), ["鑫源烟酒", "鑫源烟酒", "老李便利店"]);
    let again = desk.import(&bytes, &options(&[]));
    assert_eq!((again.changes, again.tally.matched), (vec![], 3));
}

#[test]
fn a_workbook_comes_in_with_numbers_and_dates_as_people_see_them() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (at, word) in (0..).zip(["客户编码", "客户名称", "联系电话", "上次拜访", "业务员"]) {
        sheet.write(1, at, word).unwrap();
    }
    sheet.write(0, 0, "客户表").unwrap();
    sheet.write(2, 0, 1001).unwrap().write(2, 1, "鑫源烟酒").unwrap().write(2, 2, 13_800_000_000.0).unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 7).unwrap();
    sheet.write_with_format(2, 3, &day, &date).unwrap().write(2, 4, "王芳").unwrap();
    // A note beside the list.
    sheet.write(2, 8, "看过").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (mut desk, batch) = fresh(&bytes);
    assert_eq!(faults(&batch), []);
    let shop = desk.account("鑫源烟酒");
    assert_eq!((shop.code(), shop.phone.as_str()), ("1001", "13800000000"));
    assert_eq!(desk.touches("鑫源烟酒")[0].day.to_string(), "2026-03-07");
    assert_eq!(desk.import(&bytes, &options(&[])).changes, []);
}

#[test]
fn a_delimiter_that_shows_no_header_gives_way_to_one_that_does() {
    // More semicolons than commas, in the remarks.
    let file = "name,remark\nA,x;y;z\nB,x;y;z\nC,x;y;z\n";
    let (desk, batch) = fresh(file);
    assert_eq!((batch.tally.new, desk.names()), (3, vec!["A".to_owned(), "B".to_owned(), "C".to_owned()]));
}

#[test]
fn a_file_that_cannot_be_understood_says_why() {
    let cases: [(&[u8], &[&str], &str); 11] = [
        (b"", &[], "the file is empty"),
        (b"\xEF\xBB\xBF\r\n\r\n", &[], "the file is empty"),
        (b"\"name,town\nA,B\n", &[], "the first line cannot be read: a quotation mark is opened and never closed"),
        (b"shop no,town\n", &[], "no column holds the name; the file has: shop no, town"),
        (b"name,lat\n", &[], "lat alone is not a place"),
        (b"name,town\n", &["name=trade"], "there is no column \"trade\"; the file has: name, town"),
        (b"name,town\n", &["address=town+zip"], "there is no column \"zip\"; the file has: name, town"),
        (b"name,town\n", &["name=name+town"], "there is no column \"name+town\"; the file has: name, town"),
        (b"name,town\n", &["unit=town"], "accounts have no unit"),
        (b"PK\x03\x04 and no more", &[], "the workbook is damaged: "),
        (b"%PDF-1.4", &[], "this is no spreadsheet"),
    ];
    for (file, map, says) in cases {
        let error = Desk::new().open(file, &options(map)).err().unwrap().to_string();
        assert!(error.starts_with(says), "{error} / {says}");
    }
    let with =
        |tier: &str, rep: &str| Options { tier: Some(tier.to_owned()), rep: Some(rep.to_owned()), ..options(&[]) };
    let says = |options: &Options| Desk::new().open("name\nA\n", options).err().unwrap().to_string();
    assert_eq!(says(&with("Z", "wangfang")), "there is no tier \"Z\"");
    assert_eq!(says(&with("A", "nobody")), "there is no rep \"nobody\"");
}

#[test]
fn mappings_that_make_no_sense_are_refused_and_each_field_has_its_word() {
    for (given, says) in [
        ("name", "\"name\" is not of the form field=column"),
        ("name= ", "\"name= \" is not of the form field=column"),
        ("colour=x", "\"colour\" is not a field"),
    ] {
        assert_eq!(given.parse::<Mapping>().unwrap_err().to_string(), says);
    }
    for field in Field::ALL {
        assert_eq!(field.to_string().parse::<Field>().unwrap(), *field);
        assert!(Kind::ALL.iter().any(|kind| kind.fields().contains(field)), "{field} belongs to no list");
    }
}

#[test]
fn options_are_written_down_and_read_again() {
    let mut told = options(&["name=店名"]);
    told.sheet.encoding = Some(Encoding::GB18030);
    let text = serde_json::to_string(&told).unwrap();
    assert_eq!(serde_json::from_str::<Options>(&text).unwrap(), told);
}

#[test]
fn refused_rows_become_a_list_to_mend() {
    let (_, batch) = fresh("name,tier\n=cmd(),Z\n\"a, b\",Y\ngood,A\n＝cmd(),'=x\n-5,-x\n");
    let header = ["name".to_owned(), "tier".to_owned()];
    let lines: String = batch.errors.iter().map(|error| refused::line(error, "no tier")).collect();
    assert_eq!(refused::heading("line", "what is wrong", &header), "\u{FEFF}line,what is wrong,name,tier\r\n");
    assert_eq!(lines, "2,no tier,'=cmd(),Z\r\n3,no tier,\"a, b\",Y\r\n5,no tier,'＝cmd(),'=x\r\n6,no tier,-5,'-x\r\n");
}

#[test]
fn a_large_file_comes_in_parts_that_hold_together() {
    let rows = 5_001;
    let file = (0..rows).fold("name,address,rep,last_visit,beat\n".to_owned(), |file, n| {
        let day = if n % 2 == 0 { "2026-03-01" } else { "" };
        file + &format!("shop {n},{n} Road,wangfang,{day},beat {}\n", n % 7)
    });
    let mut desk = Desk::new();
    let parts = desk.import_in(2_000, &file, &options(&[]));
    assert_eq!(
        parts.iter().map(|part| (part.tally.rows, part.through_row)).collect::<Vec<_>>(),
        [(2_000, 2_000), (2_000, 4_000), (1_001, 5_001)]
    );
    let names: Vec<String> = parts.iter().flat_map(added).map(|account| account.name).collect();
    assert!(names.into_iter().eq((0..rows).map(|n| format!("shop {n}"))), "every row once, in order");
    let beats = parts.iter().flat_map(|part| &part.changes).filter(|it| matches!(it, Change::Add(Record::Beat(_))));
    assert_eq!(beats.count(), 7);
}

#[test]
fn an_import_that_was_cut_off_goes_on_where_it_was() {
    let file =
        (0..30).fold("name,address,licence\n".to_owned(), |file, n| file + &format!("shop {},1 Road,{n}\n", n / 2));
    let told = Options { join_licences: true, ..options(&[]) };
    let mut whole = Desk::new();
    whole.import(&file, &told);
    let mut desk = Desk::new();
    let first = desk.import_in(13, &file, &told).remove(0);
    let mut cut = Desk::new();
    cut.apply(first.changes);
    let import = cut.open(&file, &told).unwrap();
    let directory = rounds::exchange::import::Directory::of(&cut.store, rounds::store::Viewer::System).unwrap();
    let held = cut.store.clone();
    let book = rounds::exchange::import::Held(&held, rounds::store::Viewer::System);
    let (_, mut parts) = import.survey(directory, &book, &mut |_, _| true).unwrap();
    parts.skip_through(first.through_row, &book).unwrap();
    let rest = parts.next(100, &book, &mut rounds::domain::ids::Ids::new(77)).unwrap().unwrap();
    assert_eq!((rest.tally.rows, rest.through_row), (17, 30));
    cut.apply(rest.changes);
    let told_apart = |desk: &Desk| {
        desk.accounts().into_iter().map(|it| (it.name, it.codes.len())).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(told_apart(&cut), told_apart(&whole));
    assert_eq!(whole.accounts().len(), 15);
}

#[test]
fn a_survey_can_be_stopped() {
    let desk = Desk::new();
    let file = (0..5_000).fold("name\n".to_owned(), |file, n| file + &format!("shop {n}\n"));
    let import = desk.open(file, &options(&[])).unwrap();
    let mut seen = Vec::new();
    let stopped = import.survey(
        rounds::exchange::import::Directory::default(),
        &rounds::exchange::import::Held(&desk.store, rounds::store::Viewer::System),
        &mut |share, rows| {
            seen.push((share, rows));
            seen.len() < 3
        },
    );
    assert!(stopped.is_err());
    assert!(seen.iter().all(|(share, _)| (0.0..=1.0).contains(share)) && seen.len() == 3, "{seen:?}");
}
