//! Territories on behalf of those who lead: even where that can be, with the reason where it cannot; what stays stays; what is chosen is
//! what is counted and what is written.

use chrono::NaiveDate;
use rounds::app::policy::Policy;
use rounds::app::territories::choice::{Choice, Stands};
use rounds::app::territories::{Asked, Division, Freedom, Nothing, Shop, Whose, listing, read, solve, wording};
use rounds::app::thinking::Signal;
use rounds::app::who::Who;
use rounds::domain::account::{Account, Beat, OwnWindow, Pause, Segment};
use rounds::domain::cadence::Window;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::day::Span;
use rounds::domain::ids::{AccountId, DeviceId, Ids, RepId, TeamId};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role, Team};
use rounds::domain::place::Place;
use rounds::domain::record::Record;
use rounds::domain::rules::Refusal;
use rounds::i18n::Lang;
use rounds::planning::territory::{Moved, Reason};
use rounds::store::{Result, SqliteStore, Store, StoreError, Viewer, seed};
use uuid::Uuid;

use crate::support::demo::Demo;

/// Two teams under a manager: the first of some reps with a supervisor, the second of one.
struct Region {
    store: SqliteStore,
    ids: Ids,
    today: NaiveDate,
    teams: [TeamId; 2],
    reps: Vec<Rep>,
    supervisor: Rep,
    manager: Rep,
}

impl Region {
    fn new(reps: usize) -> Self {
        let mut ids = Ids::new(1);
        let now = "2026-03-02T01:00:00Z".parse().unwrap();
        let today = "2026-03-02".parse().unwrap();
        let teams = [ids.next(now), ids.next(now)];
        let mut person = |code: String, role, team: usize| Rep {
            id: ids.next(now),
            name: format!("Rep {code}"),
            code,
            role,
            team: Some(teams[team]),
            territory: Label::default(),
            home: None,
            hours: Hours::default(),
            zone: chrono_tz::Asia::Shanghai,
            disabled: false,
        };
        let mut all: Vec<Rep> = (0..reps).map(|n| person(format!("r{n}"), Role::Rep, 0)).collect();
        all.push(person("far".to_owned(), Role::Rep, 1));
        let supervisor = person("sun".to_owned(), Role::Supervisor, 0);
        let manager = person("mo".to_owned(), Role::Manager, 0);
        let store = SqliteStore::open_in_memory().unwrap();
        let mut region = Self { store, ids, today, teams, reps: all, supervisor, manager };
        let first = seed(DeviceId(Uuid::nil()), now, today, &mut region.ids);
        region.store.apply(&[first]).pop().unwrap().unwrap();
        let team = |id, name: &str| Record::from(Team { id, name: Label::new(name, ""), parent: None });
        let mut records = vec![team(teams[0], "North"), team(teams[1], "South")];
        let leaders = [region.supervisor.clone(), region.manager.clone()];
        records.extend(region.reps.iter().cloned().chain(leaders).map(Record::from));
        region.apply(None, records.into_iter().map(Change::Add).collect()).unwrap();
        region
    }

    fn apply(&mut self, actor: Option<RepId>, changes: Vec<Change>) -> Result<u32> {
        self.act(actor, Act::Change(changes))
    }

    fn act(&mut self, actor: Option<RepId>, act: Act) -> Result<u32> {
        let now = "2026-03-02T01:00:00Z".parse().unwrap();
        let (op, group) = (self.ids.next(now), self.ids.next(now));
        let envelope = Envelope { op, group, actor, device: DeviceId(Uuid::nil()), at: now, day: self.today, act };
        self.store.apply(&[envelope]).pop().unwrap().map(|applied| applied.rows)
    }

    fn tier(&self, code: &str) -> Option<rounds::domain::ids::TierId> {
        let tiers = self.store.reference(Viewer::System).unwrap().tiers;
        tiers.into_iter().find(|tier| tier.code == code).map(|tier| tier.id)
    }

    /// A shop of a rep, so many kilometres north and east of the middle of the town; changed before it is added.
    fn shop(&mut self, rep: Option<usize>, (north, east): (f64, f64), change: impl FnOnce(&mut Account)) -> AccountId {
        let now = "2026-03-02T01:00:00Z".parse().unwrap();
        let id = self.ids.next(now);
        let place = Place::new(30.0 + north / 111.2, 120.0 + east / 96.3);
        let mut account = Account {
            place,
            tier: self.tier("B"),
            rep: rep.map(|at| self.reps[at].id),
            ..Account::new(id, format!("shop {north} {east}"), self.today)
        };
        change(&mut account);
        self.apply(None, vec![Change::Add(account.into())]).unwrap();
        id
    }

    /// So many shops in a row to the east, dealt out as said.
    fn street(&mut self, shops: usize, rep: impl Fn(usize) -> usize) -> Vec<AccountId> {
        (0..shops).map(|n| self.shop(Some(rep(n)), (0.0, n as f64 / 4.0), |_| ())).collect()
    }

    fn who(&self, rep: &Rep) -> Who {
        Who { rep: rep.clone(), today: self.today, now: "2026-03-02T01:00:00Z".parse().unwrap() }
    }

    fn divide_for(&self, rep: &Rep, asked: Asked) -> std::result::Result<Division, Nothing> {
        let who = self.who(rep);
        let policy = Policy::new(&self.store.reference(who.viewer()).unwrap());
        Ok(solve(read(&self.store, &who, &policy, asked).unwrap()?, &Signal::default()))
    }

    fn divide(&self, asked: Asked) -> Division {
        self.divide_for(&self.supervisor, asked).unwrap()
    }

    fn account(&self, id: AccountId) -> Account {
        self.store.account(Viewer::System, id).unwrap().unwrap()
    }

    fn accounts(&self, division: &Division) -> Vec<Account> {
        Choice::accounts(division).into_iter().map(|id| self.account(id)).collect()
    }

    fn rep_of(&self, id: AccountId) -> Option<usize> {
        self.reps.iter().position(|rep| Some(rep.id) == self.account(id).rep)
    }
}

/// The accounts that would move, and to whom.
fn moved(division: &Division) -> Vec<(AccountId, usize)> {
    division.moves.iter().map(|moved| (division.problem.shops[moved.account].account, moved.to)).collect()
}

fn worst(division: &Division) -> (u32, u32) {
    let outlook = Choice::all(division).outlook(division);
    (outlook.before.worst, outlook.after.worst)
}

#[test]
fn the_demo_is_evened_out_with_reasons() {
    let demo = Demo::new();
    let reps = demo.store().reps(Viewer::System).unwrap();
    let rep = reps.into_iter().find(|rep| rep.code == "chenli").unwrap();
    let who = Who { rep, today: demo.today(), now: demo.now() };
    let policy = Policy::new(&demo.store().reference(who.viewer()).unwrap());
    let problem = read(&demo.store(), &who, &policy, Asked::default()).unwrap().unwrap();
    let division = solve(problem, &Signal::default());
    let (before, after) = worst(&division);
    assert!(before > 5_000 && after <= 500, "{before} {after}");
    let problem = &division.problem;
    let other: Vec<&str> = problem.others.iter().map(|rep| rep.code.as_str()).collect();
    assert_eq!((problem.reps.len(), other), (2, vec!["chenli"]));
    // As few as needed: all to the one who has little, each saying what it does.
    let little = problem.reps.iter().position(|rep| rep.code == "liuyang").unwrap();
    let choice = Choice::all(&division);
    let outlook = choice.outlook(&division);
    for (moved, step) in division.moves.iter().zip(&outlook.steps) {
        assert_eq!((moved.to, moved.from), (little, Some(1 - little)));
        let (from, to) = step.giver.unwrap();
        assert!(to < from && step.taker.1 > step.taker.0, "{step:?}");
    }
    assert_eq!(outlook.steps.last().unwrap().taker.1, outlook.after.territories[little].deviation);
    for lang in Lang::ALL {
        let first = wording::sentence(lang, problem, &division.moves[0], outlook.steps[0]);
        assert!(first.contains("刘洋") && first.contains('%'), "{first}");
        let plain = listing::plain(&division, &choice, &outlook, lang);
        assert!(plain.lines().count() > division.moves.len() + 6, "{plain}");
    }
    // The same is found again.
    let problem = read(&demo.store(), &who, &policy, Asked::default()).unwrap().unwrap();
    assert_eq!(solve(problem, &Signal::default()).moves, division.moves);
}

#[test]
fn loads_are_within_the_tolerance_and_few_move_unless_all_may() {
    let mut region = Region::new(3);
    region.street(48, |n| usize::from(n > 6) + usize::from(n > 30));
    let least = region.divide(Asked::default());
    let free = region.divide(Asked { freedom: Freedom::Free, ..Asked::default() });
    for division in [&least, &free] {
        let (before, after) = worst(division);
        assert!(before > 4_000 && after <= 700, "{before} {after}: {:?}", division.notes);
    }
    assert!(least.moves.len() <= free.moves.len(), "{} {}", least.moves.len(), free.moves.len());
    // Sixteen each: nine come to the first, seven of them may come from the second.
    assert!((9..=17).contains(&least.moves.len()), "{}", least.moves.len());
    let tight = region.divide(Asked { tolerance: 1, ..Asked::default() });
    assert!(worst(&tight).1 <= worst(&least).1);
    let kept = region.divide(Asked { keep: 90, ..Asked::default() });
    assert!(kept.moves.len() <= 4 && worst(&kept).1 > 500);
    assert!(wording::notes(Lang::En, &kept).iter().any(|note| note.contains("No better was found")));
}

#[test]
fn an_account_that_is_more_than_anybodys_share_is_named() {
    let mut region = Region::new(2);
    region.street(10, |n| n / 5);
    let window = Window::new(1, 1).map(|window| OwnWindow { window, reason: String::new() });
    region.shop(Some(0), (3.0, 0.0), |account| {
        (account.name, account.minutes, account.own_window) = ("Palace".to_owned(), Some(240), window);
    });
    let division = region.divide(Asked::default());
    assert!(worst(&division).1 > 500);
    for lang in Lang::ALL {
        let notes = wording::notes(lang, &division);
        assert!(notes.iter().any(|note| note.contains("Palace") && note.contains("Rep r0")), "{notes:?}");
    }
}

#[test]
fn what_has_no_place_or_is_closed_stays_and_is_said() {
    let mut region = Region::new(2);
    region.street(20, |n| usize::from(n == 0));
    let nowhere = region.shop(Some(0), (0.0, 0.0), |account| (account.place, account.name) = (None, "Nowhere".into()));
    let today = region.today;
    let closed = region.shop(Some(0), (0.0, 1.1), |account| {
        let span = Span { first: today, last: None };
        account.pauses = vec![Pause { span, reason: String::new() }];
    });
    let division = region.divide(Asked::default());
    assert!(!division.moves.is_empty());
    let ids: Vec<AccountId> = moved(&division).into_iter().map(|(id, _)| id).collect();
    assert!(!ids.contains(&nowhere) && !ids.contains(&closed));
    assert_eq!((division.problem.shops.len(), division.problem.closed), (21, 1));
    let notes = wording::notes(Lang::En, &division);
    assert!(notes.iter().any(|note| note.contains("Nowhere")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("Closed for good")), "{notes:?}");
}

#[test]
fn kinds_of_shop_that_stay_and_reps_who_take_no_part_are_left_alone() {
    let mut region = Region::new(3);
    region.street(30, |n| usize::from(n > 26) * 2);
    let night: Vec<AccountId> =
        (0..4).map(|n| region.shop(Some(0), (0.5, f64::from(n)), |it| it.segment = Some(Segment::Night))).collect();
    let left_out = region.reps[1].id;
    let asked = Asked { staying: vec![Segment::Night], without: vec![left_out], ..Asked::default() };
    let division = region.divide(asked);
    assert_eq!(division.problem.reps.len(), 2);
    let to: Vec<RepId> = moved(&division).into_iter().map(|(_, to)| division.problem.reps[to].id).collect();
    assert!(!to.is_empty() && !to.contains(&left_out));
    assert!(moved(&division).iter().all(|(id, _)| !night.contains(id)));
    assert!(worst(&division).1 <= 500);
}

#[test]
fn each_kind_of_nothing_is_told_apart() {
    let mut region = Region::new(1);
    let nobody = region.divide_for(&region.supervisor, Asked::default());
    assert_eq!(nobody.err(), Some(Nothing::NoAccounts));
    region.street(5, |_| 0);
    assert_eq!(region.divide_for(&region.reps[0], Asked::default()).err(), Some(Nothing::NotLeading));
    let without = vec![region.reps[0].id];
    assert_eq!(
        region.divide_for(&region.supervisor, Asked { without, ..Asked::default() }).err(),
        Some(Nothing::NoReps)
    );
    let one = region.divide(Asked::default());
    assert_eq!((one.moves.len(), worst(&one)), (0, (0, 0)));
    assert_eq!(wording::notes(Lang::En, &one).len(), 1);
}

#[test]
fn a_supervisor_divides_the_team_and_a_manager_what_is_chosen() {
    let mut region = Region::new(2);
    region.street(20, |n| usize::from(n == 0));
    // Another team's, and nobody's.
    for n in 0..10 {
        region.shop(Some(2), (2.0, f64::from(n)), |_| ());
    }
    let nobodys = region.shop(None, (0.1, 4.0), |_| ());
    let codes =
        |division: &Division| -> Vec<String> { division.problem.reps.iter().map(|rep| rep.code.clone()).collect() };
    let team = region.divide(Asked::default());
    assert_eq!((codes(&team), team.problem.shops.len()), (vec!["r0".into(), "r1".into()], 20));
    let manager = region.manager.clone();
    let all = region.divide_for(&manager, Asked::default()).unwrap();
    assert_eq!((codes(&all).len(), all.problem.shops.len()), (3, 31));
    let at = all.moves.iter().find(|moved| all.problem.shops[moved.account].account == nobodys).unwrap();
    assert_eq!((at.from, at.reason), (None, Reason::NoRep));
    let chosen = Asked { whose: Whose::Team(region.teams[0]), ..Asked::default() };
    let chosen = region.divide_for(&manager, chosen).unwrap();
    assert_eq!((codes(&chosen), moved(&chosen)), (codes(&team), moved(&team)));
}

#[test]
fn numbers_after_are_those_of_what_is_marked() {
    let mut region = Region::new(2);
    region.street(24, |n| usize::from(n < 4));
    let division = region.divide(Asked::default());
    let mut choice = Choice::all(&division);
    let all = choice.outlook(&division);
    let every: Vec<usize> = (0..division.moves.len()).collect();
    choice.toggle(&every);
    let none = choice.outlook(&division);
    assert_eq!(choice.count(Stands::Marked), 0);
    assert_eq!(none.after, none.before);
    assert_eq!(none.before, all.before);
    choice.toggle(&[1]);
    let one = choice.outlook(&division);
    let moved = &division.moves[1];
    let work = division.problem.shops[moved.account].seconds;
    assert_eq!(one.after.territories[moved.to].seconds, one.before.territories[moved.to].seconds + work);
    assert_eq!(one.steps[1].taker.1, one.after.territories[moved.to].deviation);
    // Some are marked, some not: marking all marks all.
    choice.toggle(&every);
    assert_eq!(choice.count(Stands::Marked), every.len());
    assert_eq!(choice.outlook(&division).after, all.after);
}

#[test]
fn what_is_accepted_is_written_as_a_hand_over_and_what_went_elsewhere_is_not() {
    let mut region = Region::new(2);
    let shops = region.street(24, |n| usize::from(n < 4));
    let beat = Beat {
        id: region.ids.next("2026-03-02T01:00:00Z".parse().unwrap()),
        rep: region.reps[1].id,
        name: Label::new("East", ""),
    };
    region.apply(None, vec![Change::Add(beat.clone().into())]).unwrap();
    for id in &shops {
        let account = region.account(*id);
        region.apply(None, vec![Change::Set(Account { beat: Some(beat.id), ..account }.into())]).unwrap();
    }
    let division = region.divide(Asked::default());
    let mut choice = Choice::all(&division);
    let gone = moved(&division)[0].0;
    let taken = region.account(gone);
    let far = Some(region.reps[2].id);
    region.apply(None, vec![Change::Set(Account { rep: far, ..taken }.into())]).unwrap();
    choice.toggle(&[1]);
    let now = region.accounts(&division);
    choice.renew(&division, &now);
    assert_eq!(
        [choice.stands(0), choice.stands(1), choice.stands(2)],
        [Stands::Overtaken, Stands::Open, Stands::Marked]
    );
    let changes = choice.changes(&division, &now, std::slice::from_ref(&beat));
    assert_eq!(changes.len(), division.moves.len() - 2);
    // A rep may not do it, and nothing of it is kept.
    let refused = region.apply(Some(region.reps[0].id), changes.clone());
    assert!(matches!(refused, Err(StoreError::Refused(Refusal::NotYours(_)))), "{refused:?}");
    let sun = region.supervisor.id;
    region.apply(Some(sun), changes.clone()).unwrap();
    for (nth, (id, to)) in moved(&division).into_iter().enumerate().skip(2) {
        assert_eq!(region.rep_of(id), Some(to), "{nth}");
        // A beat belongs to a territory and stays behind, unless it is the new one's.
        assert_eq!(region.account(id).beat.is_some(), to == 1);
    }
    let now = region.accounts(&division);
    choice.renew(&division, &now);
    assert_eq!((choice.count(Stands::Marked), choice.count(Stands::Made)), (0, changes.len()));
    assert!(choice.changes(&division, &now, &[]).is_empty());
    // The picture before is that of now, and a move that was made says what it did.
    let outlook = choice.outlook(&division);
    let seconds = |at: usize| outlook.before.territories[at].seconds;
    let made = (2..division.moves.len()).map(|nth| division.problem.shops[division.moves[nth].account].seconds);
    let was = Choice::all(&division).outlook(&division).before.territories[division.moves[2].to].seconds;
    assert_eq!(seconds(division.moves[2].to), was + made.sum::<u64>());
}

#[test]
fn however_many_are_accepted_they_are_one_operation_all_or_none() {
    const MANY: usize = 5_200;
    let mut region = Region::new(2);
    region.street(8, |n| usize::from(n < 1));
    let mut division = region.divide(Asked::default());
    let (shop, one) = (division.problem.shops[division.moves[0].account].clone(), division.moves[0]);
    let from = one.from.map(|from| division.problem.reps[from].id);
    let now = "2026-03-02T01:00:00Z".parse().unwrap();
    let today = region.today;
    let bare = |id| Account { rep: from, ..Account::new(id, "shop", today) };
    let accounts: Vec<Account> = (0..MANY).map(|_| bare(region.ids.next(now))).collect();
    region.apply(None, accounts.iter().map(|account| Change::Add(account.clone().into())).collect()).unwrap();
    division.problem.shops = accounts.iter().map(|it| Shop { account: it.id, ..shop.clone() }).collect();
    division.moves = (0..MANY).map(|account| Moved { account, ..one }).collect();
    let changes = Choice::all(&division).changes(&division, &accounts, &[]);
    assert_eq!(changes.len(), MANY);
    let has = |region: &Region, seat: usize| {
        let rep = division.problem.reps[seat].id;
        region.store.book(Viewer::System, rep, region.today).unwrap().len()
    };
    let before = [has(&region, 1 - one.to), has(&region, one.to)];
    let sun = Some(region.supervisor.id);
    // One at the end that is gone meanwhile cannot be made: none is.
    let gone = bare(region.ids.next(now));
    let given = Account { rep: Some(division.problem.reps[one.to].id), ..gone.clone() };
    let refused = changes.iter().cloned().chain(Change::between(&gone.into(), given.into())).collect();
    let refused = region.apply(sun, refused);
    assert!(matches!(refused, Err(StoreError::Refused(Refusal::Missing(_)))), "{refused:?}");
    assert_eq!([has(&region, 1 - one.to), has(&region, one.to)], before);
    region.apply(sun, changes).unwrap();
    assert_eq!([has(&region, 1 - one.to), has(&region, one.to)], [before[0] - MANY, before[1] + MANY]);
    // Taken back as one.
    let viewer = Viewer::Person { rep: region.supervisor.id, day: region.today };
    let group = region.store.undoable(viewer).unwrap().unwrap().group;
    region.act(sun, Act::Undo(group)).unwrap();
    assert_eq!([has(&region, 1 - one.to), has(&region, one.to)], before);
}

#[test]
fn one_that_is_stopped_at_once_changes_little_and_says_so() {
    let mut region = Region::new(3);
    region.street(40, |n| usize::from(n > 30));
    let who = region.who(&region.supervisor);
    let policy = Policy::new(&region.store.reference(who.viewer()).unwrap());
    let signal = Signal::default();
    signal.stop();
    let division = solve(read(&region.store, &who, &policy, Asked::default()).unwrap().unwrap(), &signal);
    assert!(division.is_cut_short);
    assert!(wording::notes(Lang::Zh, &division).iter().any(|note| note.contains("提前停止")));
}
