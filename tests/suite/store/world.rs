//! A small organisation to test a store with: two reps in two teams, a supervisor over one of them, a manager, seven accounts.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use rounds::domain::account::{Account, Code, CodeKind};
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{AccountId, DeviceId, GroupId, Ids, RepId, StopId, TeamId, TierId, TouchId};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role, Team};
use rounds::domain::place::Place;
use rounds::domain::record::{Kind, Record};
use rounds::domain::touch::{Content, Report};
use rounds::store::{Applied, BookRow, OperationsAsked, Result, Store, Viewer, seed};
use uuid::Uuid;

/// The organisation, and a store that it is in.
pub struct World {
    pub store: Box<dyn Store>,
    pub ids: Ids,
    pub now: DateTime<Utc>,
    pub day: NaiveDate,
    pub last: GroupId,
    pub org: Org,
}

/// Who and what there is.
#[derive(Clone)]
pub struct Org {
    pub li: RepId,
    pub wang: RepId,
    pub sun: RepId,
    pub mo: RepId,
    pub tiers: Vec<TierId>,
    /// 0..4 are Li's, 4 and 5 Wang's, 6 nobody's.
    pub accounts: Vec<AccountId>,
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl World {
    pub fn new(store: Box<dyn Store>) -> Self {
        let now = "2026-03-02T01:00:00Z".parse().unwrap();
        let nobody = RepId(Uuid::nil());
        let org = Org { li: nobody, wang: nobody, sun: nobody, mo: nobody, tiers: Vec::new(), accounts: Vec::new() };
        let last = GroupId(Uuid::nil());
        let mut world = Self { store, ids: Ids::new(1), now, day: date("2026-03-02"), last, org };
        world.populate();
        world
    }

    fn populate(&mut self) {
        let seed = seed(DeviceId(Uuid::nil()), self.now, self.day, &mut self.ids);
        self.store.apply(&[seed]).pop().unwrap().unwrap();
        self.org.tiers = self.store.reference(Viewer::System).unwrap().tiers.into_iter().map(|tier| tier.id).collect();
        let teams: Vec<TeamId> = (0..3).map(|_| self.id()).collect();
        let mut records: Vec<Record> = Vec::new();
        for (n, (team, parent)) in [(0, None), (1, Some(0)), (2, None)].into_iter().enumerate() {
            let name = Label::new(&format!("Team {n}"), "");
            records.push(Team { id: teams[team], name, parent: parent.map(|at: usize| teams[at]) }.into());
        }
        let mut person = |code: &str, name: &str, role, team: usize| {
            let id = self.id();
            let rep = Rep {
                id,
                code: code.to_owned(),
                name: name.to_owned(),
                role,
                team: Some(teams[team]),
                territory: Label::new("Riverside", "滨江"),
                home: Place::new(30.271_234_567_891, 120.151_515_151_515_15),
                hours: Hours::default(),
                zone: chrono_tz::Asia::Shanghai,
                disabled: false,
            };
            records.push(rep.into());
            id
        };
        let li = person("li", "李雷", Role::Rep, 1);
        let wang = person("wang", "王芳", Role::Rep, 2);
        let sun = person("sun", "孙老师", Role::Supervisor, 0);
        let mo = person("mo", "Mo", Role::Manager, 0);
        (self.org.li, self.org.wang, self.org.sun, self.org.mo) = (li, wang, sun, mo);
        for n in 0..7 {
            let account = self.account(n, [Some(li), Some(wang), None][[0, 0, 0, 0, 1, 1, 2][n]]);
            self.org.accounts.push(account.id);
            records.push(account.into());
        }
        self.act(None, records.into_iter().map(Change::Add).collect()).unwrap();
    }

    pub fn account(&mut self, n: usize, rep: Option<RepId>) -> Account {
        Account {
            other_name: format!("Shop {n}"),
            codes: vec![Code { kind: CodeKind::Customer, text: format!("C{n:03}") }],
            place: Place::new(30.0 + n as f64 / 97.0, 120.1),
            tier: self.org.tiers.get(n % 4).copied(),
            rep,
            ..Account::new(self.id(), format!("店{n}"), self.day)
        }
    }

    pub fn id<I: From<Uuid>>(&mut self) -> I {
        self.ids.next(self.now)
    }

    pub fn envelope(&mut self, actor: Option<RepId>, act: Act) -> Envelope {
        self.now += Duration::microseconds(60_000_123);
        let (op, group) = (self.id(), self.id());
        Envelope { op, group, actor, device: DeviceId(Uuid::nil()), at: self.now, day: self.day, act }
    }

    pub fn send(&mut self, envelope: &Envelope) -> Result<Applied> {
        self.store.apply(std::slice::from_ref(envelope)).pop().unwrap()
    }

    /// Applies changes as a group of their own, which [`World::last`] then names.
    pub fn act(&mut self, actor: impl Into<Option<RepId>>, changes: Vec<Change>) -> Result<Applied> {
        let envelope = self.envelope(actor.into(), Act::Change(changes));
        self.last = envelope.group;
        self.send(&envelope)
    }

    pub fn undo(&mut self, actor: RepId, group: GroupId) -> Result<Applied> {
        let envelope = self.envelope(Some(actor), Act::Undo(group));
        self.send(&envelope)
    }

    pub fn redo(&mut self, actor: RepId, group: GroupId) -> Result<Applied> {
        let envelope = self.envelope(Some(actor), Act::Redo(group));
        self.send(&envelope)
    }

    pub fn next_day(&mut self) {
        self.day = self.day.succ_opt().unwrap();
        self.now += Duration::days(1);
    }

    pub fn viewer(&self, rep: RepId) -> Viewer {
        Viewer::Person { rep, day: self.day }
    }

    /// The row of an account in Li's book.
    pub fn row(&self, account: AccountId) -> BookRow {
        let book = self.store.book(Viewer::System, self.org.li, self.day).unwrap();
        book.into_iter().find(|row| row.account == account).unwrap()
    }

    pub fn check_in(&mut self, rep: RepId, account: AccountId) -> Result<TouchId> {
        let (touch, stop): (TouchId, StopId) = (self.id(), self.id());
        self.act(rep, vec![Change::CheckIn { touch, account, stop }]).map(|_| touch)
    }

    pub fn check_out(&mut self, rep: RepId, touch: TouchId, report: Report) -> Result<Applied> {
        let end = Some(self.now + Duration::minutes(20));
        self.act(rep, vec![Change::CheckOut { touch, end, report }])
    }

    pub fn enter(&mut self, rep: RepId, account: AccountId, day: NaiveDate, report: Report) -> Result<TouchId> {
        let touch: TouchId = self.id();
        self.act(rep, vec![Change::Enter { touch, account, day, start: None, end: None, report }]).map(|_| touch)
    }

    /// A visit that began and ended.
    pub fn visit(&mut self, rep: RepId, account: AccountId) -> TouchId {
        let touch = self.check_in(rep, account).unwrap();
        self.check_out(rep, touch, note("fine")).unwrap();
        touch
    }

    /// Changes an account as somebody.
    pub fn edit(
        &mut self,
        actor: impl Into<Option<RepId>>,
        id: AccountId,
        edit: impl FnOnce(&mut Account),
    ) -> Result<Applied> {
        let mut account = self.store.brief(Viewer::System, id).unwrap().unwrap().account;
        edit(&mut account);
        self.act(actor, vec![Change::Set(account.into())])
    }

    /// Everything that can be read, as text.
    pub fn everything(&self, viewer: Viewer) -> Vec<String> {
        let store = &self.store;
        let mut all = vec![format!("{:?}", store.reps(viewer)), format!("{:?}", store.reference(viewer))];
        all.push(format!("{:?}", store.colleagues(viewer)));
        for rep in [self.org.li, self.org.wang, self.org.sun] {
            all.push(format!("{:?}", store.book(viewer, rep, self.day)));
            all.push(format!("{:?}", store.unfinished_days(viewer, rep, self.day)));
            all.push(format!("{:?}", store.follow_ups(viewer, rep)));
            all.push(format!("{:?}", store.past(viewer, rep, self.day - chrono::Days::new(5), self.day)));
            for day in self.day.iter_days().take(3).chain(self.day.pred_opt()) {
                all.push(format!("{:?}", store.route(viewer, rep, day)));
            }
        }
        for account in &self.org.accounts {
            all.push(format!("{:?}", store.brief(viewer, *account)));
            all.push(format!("{:?}", store.account(viewer, *account)));
            all.push(format!("{:?}", store.timeline(viewer, *account, None, 100)));
        }
        for words in ["", "店1", "s2", "C00", "人"] {
            all.push(format!("{:?}", store.search(viewer, words, 5)));
        }
        all
    }

    /// What leaves the store, as text: the log, and everything as files.
    pub fn leaving(&self, viewer: Viewer) -> Vec<String> {
        let store = &self.store;
        let mut all = vec![
            format!("{:?}", store.operations(viewer, OperationsAsked::default(), None, 1000)),
            format!("{:?}", store.accounts(viewer, None, 1000)),
        ];
        for kind in Kind::ALL {
            all.push(format!("{:?}", store.records_at(viewer, &self.org.accounts, *kind)));
        }
        all
    }

    /// What is the viewer's own, as text.
    pub fn own(&self, viewer: Viewer) -> Vec<String> {
        let store = &self.store;
        vec![
            format!("{:?}", store.open_visits(viewer)),
            format!("{:?}", store.drafts(viewer)),
            format!("{:?}", store.undoable(viewer)),
            format!("{:?}", store.redoable(viewer)),
            format!("{:?}", store.settings(viewer)),
            format!("{:?}", store.access_keys(viewer)),
        ]
    }
}

/// A report with nothing but a note.
pub fn note(text: &str) -> Report {
    Report { content: Content { note: text.to_owned(), ..Content::default() }, ..Report::default() }
}
