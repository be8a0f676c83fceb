//! One search over 50,000 accounts with Chinese names, as a manager who sees them all: what each letter typed into the box costs.
#![allow(clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, Utc};
use divan::Bencher;
use rounds::domain::account::{Account, Code, CodeKind, Contact, ContactRole};
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{ContactId, DeviceId, Ids, RepId};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::store::{SqliteStore, Store, Viewer};

const ACCOUNTS: usize = 50_000;
/// Changes in one operation.
const BATCH: usize = 2_000;

const FIRST: [&str; 12] =
    ["王记", "老李", "大众", "湖滨", "鑫源", "永辉", "金鱼井", "红梅", "城东", "万家福", "张三", "采荷"];
const MIDDLE: [&str; 10] = ["", "东街", "新村", "银杏", "长江", "重庆", "乐购", "平安", "华联", "龙门"];
const LAST: [&str; 8] = ["烟酒店", "便利店", "超市", "副食店", "百货", "商行", "小卖部", "烟杂店"];
const STREETS: [&str; 6] = ["文三路", "凤起路", "庆春东路", "解放街", "中山北路", "之江大道"];
const PEOPLE: [&str; 8] = ["王建国", "李桂芳", "张伟", "陈秀英", "刘洋", "赵小燕", "周海涛", "吴敏"];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).expect("a time")
}

fn today() -> NaiveDate {
    now().date_naive()
}

fn rep(id: RepId, code: &str, role: Role) -> Rep {
    Rep {
        id,
        code: code.to_owned(),
        name: code.to_owned(),
        role,
        team: None,
        territory: Label::default(),
        home: None,
        hours: Hours::default(),
        zone: chrono_tz::Asia::Shanghai,
        disabled: false,
    }
}

fn shop(n: usize, rep: RepId, ids: &mut Ids) -> [Change; 2] {
    let spread = n.wrapping_mul(2_654_435_761) >> 7;
    let name = format!("{}{}{}", FIRST[n % 12], MIDDLE[spread % 10], LAST[spread / 10 % 8]);
    let account = Account {
        other_name: format!("Shop {n}"),
        address: format!("{}{}号", STREETS[spread / 80 % 6], 1 + spread % 400),
        phone: format!("0571-{:08}", spread % 100_000_000),
        codes: vec![
            Code { kind: CodeKind::Customer, text: format!("HZ{n:06}") },
            Code { kind: CodeKind::Licence, text: format!("33010{n:07}") },
        ],
        rep: Some(rep),
        ..Account::new(ids.next(now()), name, today())
    };
    let id: ContactId = ids.next(now());
    let person = Contact {
        phone: format!("138{:08}", spread / 3 % 100_000_000),
        ..Contact::new(id, account.id, PEOPLE[spread / 7 % 8], ContactRole::Owner)
    };
    [Change::Add(account.into()), Change::Add(person.into())]
}

fn build(file: &Path) {
    let (mut store, mut ids) = (SqliteStore::open(file).expect("a database"), Ids::new(7));
    let reps: Vec<Rep> = (0..100).map(|n| rep(ids.next(now()), &format!("r{n}"), Role::Rep)).collect();
    let mut changes: Vec<Change> = vec![Change::Add(rep(ids.next(now()), "boss", Role::Manager).into())];
    changes.extend(reps.iter().map(|rep| Change::Add(rep.clone().into())));
    changes.extend((0..ACCOUNTS).flat_map(|n| shop(n, reps[n % reps.len()].id, &mut ids)));
    for part in changes.chunks(BATCH) {
        let (op, group) = (ids.next(now()), ids.next(now()));
        let (device, act) = (DeviceId(uuid::Uuid::nil()), Act::Change(part.to_vec()));
        let envelope = Envelope { op, group, actor: None, device, at: now(), day: today(), act };
        store.apply(&[envelope])[0].as_ref().expect("a change that holds");
    }
    store.close().expect("one file");
}

/// The file, made once.
fn file() -> &'static PathBuf {
    static FILE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let made = FILE.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("rounds.db");
        build(&file);
        (dir, file)
    });
    &made.1
}

/// What is typed: nothing, one letter, initials, two characters, the end of a telephone number, a word and a number, nothing that is there.
const WORDS: [&str; 8] = ["", "w", "wjyjd", "王记", "8812", "chongqing", "wj 18号", "zzzzq"];

#[divan::bench(args = WORDS, sample_count = 20)]
fn search(bencher: Bencher<'_, '_>, words: &str) {
    let store = SqliteStore::open(file()).expect("a database");
    let boss = store.reps(Viewer::System).expect("reps").into_iter().find(|rep| rep.code == "boss").expect("boss");
    let viewer = Viewer::Person { rep: boss.id, day: today() };
    bencher.bench_local(|| store.search(viewer, words, 500).expect("an answer").total);
}

fn main() {
    divan::main();
}
