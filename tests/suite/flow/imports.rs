//! A list from a spreadsheet: chosen, looked at, its columns and options changed, brought in, taken back, gone on with.

use chrono::Duration;
use rounds::domain::account::Account;
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, ImportId};
use rounds::i18n::Lang;
use rounds::store::rows::ImportState;
use rounds::store::{ImportRun, Keep, SqliteStore, Store};

use crate::support::demo::Demo;

use super::{assert_hides, assert_said, assert_shows};

/// What a Chinese Excel saves: a title, two columns with words nobody knows, rows of which one names a tier that there is not.
const LIST: &str = "城西分公司客户明细,,,,\r\n门店名称,地址,等级,店主,月均\r\n新开一店,文三路1号,A级,张三,120\r\n\
    新开二店,文三路2号,Z,李四,80\r\n新开三店,文三路3号,B,王五,60\r\n合计,3,,,260\r\n";

fn gb18030(text: &str) -> Vec<u8> {
    // The test writes what the program has to find out.
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn count(demo: &Demo) -> usize {
    demo.book().len()
}

#[test]
fn a_list_is_looked_at_changed_brought_in_and_taken_back() {
    let demo = Demo::new();
    demo.file("客户.csv", &gb18030(LIST));
    let before = count(&demo);
    let mut stage = demo.stage(Lang::Zh, (120, 36));
    stage.keys("I");
    assert_shows(&stage, "客户.csv");
    stage.keys("enter");
    stage.until("GB18030");
    assert_shows(&stage, "2 新增");
    assert_shows(&stage, "1 不导入");
    assert_shows(&stage, "没有等级“Z”");
    // The fourth column is found to be the contact; the last is nobody's yet, and is said to be the other name.
    assert_shows(&stage, "店主                   联系人");
    stage.keys("G enter");
    stage.type_text("lymc");
    stage.keys("enter");
    stage.until("月均                   另一名称");
    // Where the tier is unknown the column can be left out.
    stage.keys("k k enter");
    stage.type_text("bdq");
    stage.keys("enter");
    stage.until("3 新增");
    stage.keys("ctrl-s");
    stage.until("导入完成：新增3");
    assert_eq!(count(&demo), before + 3);
    let shop = demo.account("新开一店");
    let brief = demo.store().brief(demo.viewer(), shop.account).expect("a brief").expect("an account");
    assert_eq!(brief.contacts.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["张三"]);
    assert_eq!((shop.tier, shop.other_name.as_str()), (None, "120"));
    assert_hides(&stage, "GB18030");
    stage.keys("u");
    stage.until("已退回导入");
    assert_eq!(count(&demo), before);
    // It cannot be put back, but nothing says that it was something else that is redone.
    stage.keys("ctrl-r");
    assert_said(&stage, "没有可重做的改动");
}

#[test]
fn the_file_is_asked_for_once_whatever_others_do() {
    let demo = Demo::new();
    demo.file("list.csv", b"name\nMill\n");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("I");
    for nth in 1..3 {
        let id = AccountId(uuid::Uuid::from_u128(nth));
        demo.apply(None, vec![Change::Add(Account::new(id, "Elsewhere", demo.today()).into())]);
        stage.keys("down");
    }
    assert_shows(&stage, "Import which file?");
    stage.keys("esc");
    assert_hides(&stage, "Import which file?");
    assert_shows(&stage, "Nothing is read yet");
}

#[test]
fn a_file_that_cannot_be_read_leaves_what_was_looked_at_before() {
    let demo = Demo::new();
    demo.file("list.csv", b"name\nMill\n");
    let photo = demo.file("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("I");
    stage.type_text("photo");
    stage.keys("enter");
    stage.until("spreadsheet");
    assert_hides(&stage, "Looking at");
    assert_shows(&stage, "Nothing is read yet");
    std::fs::remove_file(photo).expect("it goes");
    stage.keys("f enter");
    stage.until("1 new");
    // Gone meanwhile: said, and what was looked at can still be looked at in another way.
    std::fs::remove_file(demo.path().with_file_name("list.csv")).expect("it goes");
    stage.keys("ctrl-s");
    stage.until("cannot be read");
    demo.file("list.csv", b"name\nMill\n");
    stage.keys("ctrl-s");
    stage.until("Imported: 1 new");
}

#[test]
fn cells_without_anything_are_left_out_of_what_a_column_begins_with() {
    let demo = Demo::new();
    demo.file("list.csv", b"name,phone\nMill,0571-1\nKiosk,\nBarn,0571-3\n");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("I enter");
    stage.until("3 new");
    assert_shows(&stage, "0571-1 · 0571-3");
}

#[test]
fn options_change_how_a_list_is_read() {
    let demo = Demo::new();
    demo.file("list.csv", b"name,address,tier,last visit\nMill,1 Lake Road,,3/4/2026\n");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("I enter");
    stage.until("1 not imported");
    assert_shows(&stage, "3/4/2026");
    // Rows without a tier become B, and the day stands first.
    stage.keys("o");
    assert_shows(&stage, "How the list is read");
    stage.keys("down down right right down down down down right ctrl-s");
    stage.until("1 new");
    stage.keys("ctrl-s");
    stage.until("Imported: 1 new");
    let shop = demo.account("Mill");
    assert_eq!(shop.last, Some("2026-04-03".parse().expect("a day")));
    let tiers = demo.store().reference(demo.viewer()).expect("tiers").tiers;
    assert_eq!(shop.tier, Some(tiers[1].id));
}

#[test]
fn a_file_that_is_no_list_says_what_it_is() {
    let demo = Demo::new();
    demo.file("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("I enter");
    stage.until("spreadsheet");
    stage.keys("esc");
    assert_shows(&stage, "1 Today");
}

#[test]
fn a_path_can_be_typed() {
    let demo = Demo::new();
    std::fs::create_dir(demo.path().parent().expect("a folder").join("deep")).expect("a folder");
    demo.file("deep/list.csv", b"name\nMill\n");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("I");
    stage.type_text("Another");
    stage.keys("enter");
    stage.paste("deep/list.csv");
    stage.keys("enter");
    stage.until("1 new");
}

/// Writes a list of two shops, and that its import was cut off after the first.
fn cut_off(demo: &Demo, state: ImportState) {
    let file = demo.file("list.csv", b"name\nMill\nKiosk\n");
    let mut store = SqliteStore::open(&demo.path()).expect("a database");
    let mut options = rounds::exchange::import::Options::new(demo.now(), demo.today());
    options.rep = Some(demo.rep.code.clone());
    let print = rounds::exchange::sheet::Source::from(file.as_path()).print().expect("its bytes");
    let run = ImportRun {
        id: ImportId(uuid::Uuid::from_u128(7)),
        rep: Some(demo.rep.id),
        file: file.display().to_string(),
        print,
        options: serde_json::to_string(&options).expect("JSON"),
        started: demo.now() - Duration::minutes(10),
        at: demo.now() - Duration::minutes(10),
        rows: 2,
        through: 1,
        state,
        groups: Vec::new(),
    };
    store.keep(&Keep::Import(run)).expect("kept");
}

#[test]
fn an_import_that_was_cut_off_is_asked_about_at_the_start() {
    let demo = Demo::new();
    cut_off(&demo, ImportState::Going);
    let before = count(&demo);
    let mut stage = demo.stage(Lang::En, (120, 36));
    assert_shows(&stage, "The import of list.csv was cut off");
    assert_shows(&stage, "Go on from row 2");
    stage.keys("enter");
    stage.until("Imported: 1 new");
    let found = demo.store().imports(demo.viewer()).expect("imports");
    assert_eq!((found[0].state, found[0].through), (ImportState::Done, 2));
    assert_eq!(count(&demo), before + 1, "the second row is in, the first was said to be");
    let mut stage = demo.stage(Lang::En, (120, 36));
    stage.keys("j");
    assert_hides(&stage, "was cut off");
}

#[test]
fn an_import_that_was_half_taken_back_is_not_gone_on_with() {
    let demo = Demo::new();
    cut_off(&demo, ImportState::Leaving);
    let mut stage = demo.stage(Lang::En, (120, 36));
    assert_shows(&stage, "The import of list.csv was cut off");
    assert_hides(&stage, "Go on from row");
    stage.keys("enter");
    stage.until("Import taken back");
    assert_eq!(demo.store().imports(demo.viewer()).expect("imports")[0].state, ImportState::Gone);
}

#[test]
fn what_runs_can_be_stopped_and_idle_lines_stay_quiet() {
    let demo = Demo::new();
    let mut stage = demo.stage(Lang::En, (80, 24));
    stage.keys("ctrl-k");
    assert_said(&stage, "nothing is running");
    stage.keys("j");
    let quiet = stage.bytes();
    stage.wake(rounds::terminal::line::Wake::Timeout);
    assert_eq!(stage.bytes(), quiet, "without a job nothing ticks");
}
