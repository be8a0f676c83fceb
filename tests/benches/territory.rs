//! The territory that is measured: one rep with 400 accounts, 20,000 visits over four years, and a route for the day.

use std::path::Path;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use rounds::domain::account::{Account, Code, CodeKind};
use rounds::domain::cadence::Level;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{AccountId, DeviceId, Ids, RepId};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::domain::place::Place;
use rounds::domain::touch::{Content, Touch, TouchKind};
use rounds::store::{SqliteStore, Store, Viewer, seed};

const ACCOUNTS: usize = 400;
const VISITS: usize = 20_000;
const STOPS: usize = 18;
/// Changes in one operation.
const BATCH: usize = 2_000;

/// The time at which it is measured: a Friday morning.
pub const NOW: &str = "2026-11-20T09:00";

/// The same as an instant.
pub fn now() -> DateTime<Utc> {
    let there = NaiveDateTime::parse_from_str(NOW, "%Y-%m-%dT%H:%M").expect("a time");
    there.and_local_timezone(chrono_tz::Asia::Shanghai).single().expect("a time").to_utc()
}

/// The business day.
pub fn today() -> NaiveDate {
    now().date_naive()
}

struct Scribe {
    store: SqliteStore,
    ids: Ids,
}

impl Scribe {
    fn write(&mut self, changes: &[Change]) {
        for part in changes.chunks(BATCH) {
            let (op, group) = (self.ids.next(now()), self.ids.next(now()));
            let act = Act::Change(part.to_vec());
            let device = DeviceId(uuid::Uuid::nil());
            let envelope = Envelope { op, group, actor: None, device, at: now(), day: today(), act };
            self.store.apply(&[envelope])[0].as_ref().expect("a change that holds");
        }
    }

    fn account(&mut self, n: usize, rep: RepId) -> Account {
        let tiers = self.store.reference(Viewer::System).expect("tiers").tiers;
        let name = format!("{}{}烟酒店", ["王记", "老李", "大众", "湖滨"][n % 4], n);
        Account {
            address: format!("文三路{n}号"),
            phone: format!("0571-{n:08}"),
            codes: vec![Code { kind: CodeKind::Customer, text: format!("3301{n:06}") }],
            place: Place::new(30.25 + (n % 20) as f64 / 400.0, 120.10 + (n / 20) as f64 / 400.0),
            tier: Some(tiers[n % 10 / 4].id),
            rep: Some(rep),
            ..Account::new(self.ids.next(now()), name, today())
        }
    }

    fn visit(&mut self, n: usize, account: AccountId, rep: RepId) -> Touch {
        // Some were seen the day before, some a month ago.
        let day = today() - Days::new(1 + (n % ACCOUNTS) as u64 % 30 + (n / ACCOUNTS) as u64 * 30);
        Touch {
            id: self.ids.next(now()),
            account,
            rep,
            levels: vec![Level::Rep],
            day,
            start: None,
            end: None,
            open: false,
            late: true,
            content: Content {
                kind: TouchKind::Routine,
                note: format!("第{n}次:柜台还是旧的,下次带标签"),
                ..Content::default()
            },
            window: None,
            voided: None,
            followed: None,
            put_off: None,
        }
    }
}

/// Writes it into a new file.
pub fn build(file: &Path) {
    let mut scribe = Scribe { store: SqliteStore::open(file).expect("a database"), ids: Ids::new(7) };
    let first = seed(DeviceId(uuid::Uuid::nil()), now(), today(), &mut scribe.ids);
    scribe.store.apply(&[first])[0].as_ref().expect("tiers");
    let rep = Rep {
        id: scribe.ids.next(now()),
        code: "li".to_owned(),
        name: "李雷".to_owned(),
        role: Role::Rep,
        team: None,
        territory: Label::new("West Lake", "西湖"),
        home: Place::new(30.27, 120.15),
        hours: Hours::default(),
        zone: chrono_tz::Asia::Shanghai,
        disabled: false,
    };
    let person = rep.id;
    scribe.write(&[Change::Add(rep.into())]);
    let accounts: Vec<Account> = (0..ACCOUNTS).map(|n| scribe.account(n, person)).collect();
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let accounts: Vec<Change> = accounts.into_iter().map(|account| Change::Add(account.into())).collect();
    scribe.write(&accounts);
    let visits: Vec<Change> =
        (0..VISITS).map(|n| Change::Add(scribe.visit(n, ids[n % ACCOUNTS], person).into())).collect();
    scribe.write(&visits);
    let plan = |n: usize, scribe: &mut Scribe| Change::Plan {
        stop: scribe.ids.next(now()),
        rep: person,
        day: today(),
        account: ids[n * 7],
    };
    let stops: Vec<Change> = (0..STOPS).map(|n| plan(n, &mut scribe)).collect();
    scribe.write(&stops);
    scribe.store.close().expect("one file");
}
