//! An import as a job: in parts, gone on with after it was cut off, stopped, taken back.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use rounds::app::importing::{Author, Order, Ready, Request, bring, is_cut_off, job};
use rounds::app::job::{Job, JobError, Outcome, Running, Ticket, finish};
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{DeviceId, Ids, RepId};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::domain::record::Kind;
use rounds::exchange::import::{Directory, Held, Import, ImportError, Kind as List, Known, Options};
use rounds::exchange::sheet::Source;
use rounds::i18n::Lang;
use rounds::store::rows::ImportState;
use rounds::store::{ImportRun, Keep, SqliteStore, Store, StoreError, Viewer, seed};
use tempfile::TempDir;
use uuid::Uuid;

/// More rows than go into two groups.
const ROWS: usize = 4_000;

/// A database with a rep and a manager, and a folder for lists.
struct Place {
    dir: TempDir,
    store: SqliteStore,
    ids: Ids,
    rep: RepId,
    manager: RepId,
}

fn now() -> DateTime<Utc> {
    "2026-11-20T02:30:00Z".parse().unwrap()
}

fn today() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

fn person(id: RepId, code: &str, role: Role) -> Rep {
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

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut store = SqliteStore::open(&dir.path().join("rounds.db")).unwrap();
        let mut ids = Ids::new(1);
        let first = seed(DeviceId(Uuid::nil()), now(), today(), &mut ids);
        store.apply(&[first]).pop().unwrap().unwrap();
        let (rep, manager) = (ids.next(now()), ids.next(now()));
        let mut place = Self { dir, store, ids, rep, manager };
        let people = [person(rep, "li", Role::Rep), person(manager, "mo", Role::Manager)];
        place.act(None, people.map(|it| Change::Add(it.into())).to_vec());
        place
    }

    fn act(&mut self, actor: Option<RepId>, changes: Vec<Change>) {
        let (op, group, device) = (self.ids.next(now()), self.ids.next(now()), DeviceId(Uuid::nil()));
        let envelope = Envelope { op, group, actor, device, at: now(), day: today(), act: Act::Change(changes) };
        self.store.apply(&[envelope]).pop().unwrap().unwrap();
    }

    fn list(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn author(&mut self, actor: RepId) -> Author {
        let ids = Ids::new(self.ids.next::<Uuid>(now()).as_u64_pair().1);
        Author { actor: Some(actor), device: DeviceId(Uuid::nil()), day: today(), ids }
    }

    fn job(&mut self, order: Order, actor: RepId) -> Result<Box<dyn Job>, StoreError> {
        let author = self.author(actor);
        job(order, author, Viewer::Person { rep: actor, day: today() }, Lang::En, &self.store)
    }

    /// Does all of an order as the manager.
    fn finish(&mut self, order: Order) -> Result<Outcome, JobError> {
        self.finish_at(now(), order)
    }

    /// The same when whoever was at an import has been silent for long.
    fn finish_later(&mut self, order: Order) -> Result<Outcome, JobError> {
        self.finish_at(now() + chrono::Duration::minutes(5), order)
    }

    fn finish_at(&mut self, now: DateTime<Utc>, order: Order) -> Result<Outcome, JobError> {
        let mut job = self.job(order, self.manager)?;
        let ticket = Ticket::default();
        ticket.tell_time(now);
        finish(job.as_mut(), &mut self.store, &ticket)
    }

    /// Begins an import as the manager: the file is read, and so many parts are in.
    fn begin(&mut self, file: &Path, parts: usize) -> Box<dyn Job> {
        let mut job = self.job(Order::Bring(request(file)), self.manager).unwrap();
        for _ in 0..=parts {
            assert!(job.step(&mut self.store, &ticket()).unwrap().is_none());
        }
        job
    }

    fn accounts(&self) -> usize {
        self.store.search(Viewer::System, "", 0).unwrap().total
    }

    fn run(&self) -> ImportRun {
        self.store.imports(Viewer::System).unwrap().remove(0)
    }
}

fn ticket() -> Ticket {
    let ticket = Ticket::default();
    ticket.tell_time(now());
    ticket
}

fn shops(rows: usize) -> String {
    (0..rows).fold("code,name,address,rep,tier,last_visit\n".to_owned(), |mut list, n| {
        let _ = writeln!(list, "C{n:05},Shop {n},{n} Lake Road,li,A,2026-11-{:02}", 1 + n % 18);
        list
    })
}

fn request(file: &Path) -> Request {
    Request { file: file.to_owned(), options: Options::new(now(), today()), refused: None, lang: Lang::En }
}

fn imported(outcome: Result<Outcome, JobError>) -> rounds::app::importing::Imported {
    match outcome {
        Ok(Outcome::Imported(imported)) => imported,
        other => panic!("{other:?}"),
    }
}

fn withdrawn(outcome: Result<Outcome, JobError>) -> rounds::app::importing::Withdrawn {
    match outcome {
        Ok(Outcome::Withdrawn(withdrawn)) => withdrawn,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_comes_in_in_groups_and_a_second_time_changes_nothing() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(ROWS));
    let done = imported(place.finish(Order::Bring(request(&file))));
    assert_eq!((done.tally.new, done.tally.changes, done.refused), (ROWS as u64, 2 * ROWS as u64, None));
    let run = place.run();
    assert_eq!((run.state, run.rows, run.through), (ImportState::Done, ROWS as u32, ROWS as u32));
    assert_eq!(run.groups.len(), 8, "{ROWS} rows, two records each, five hundred rows a group");
    assert_eq!(place.accounts(), ROWS);
    assert_eq!(place.store.verify(Viewer::System), Ok(Vec::new()));
    let again = imported(place.finish(Order::Bring(request(&file))));
    assert_eq!((again.tally.matched, again.tally.new, again.tally.changes), (ROWS as u64, 0, 0));
    let runs = place.store.imports(Viewer::System).unwrap();
    let mut groups: Vec<usize> = runs.iter().map(|run| run.groups.len()).collect();
    groups.sort_unstable();
    assert_eq!(groups, [0, 8], "nothing was written");
    assert_eq!(place.accounts(), ROWS);
}

#[test]
fn an_import_that_was_cut_off_goes_on_and_doubles_nothing() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(ROWS));
    // Read, then one part. Then the power goes.
    drop(place.begin(&file, 1));
    let run = place.run();
    assert_eq!((run.state, run.through, run.groups.len()), (ImportState::Going, 500, 1));
    assert_eq!(place.accounts(), 500);
    assert!(!is_cut_off(&run, now() + chrono::Duration::seconds(5)), "somebody may be at it");
    assert!(is_cut_off(&run, now() + chrono::Duration::minutes(5)));
    // It went before it was written down how far it was: the part is found in the database.
    place.store.keep(&Keep::Import(ImportRun { through: 0, ..run.clone() })).unwrap();
    let done = imported(place.finish_later(Order::Resume(run.id)));
    assert_eq!(done.tally.new, ROWS as u64 - 500);
    assert_eq!(place.accounts(), ROWS);
    let run = place.run();
    assert_eq!((run.state, run.groups.len()), (ImportState::Done, 8));
    // One undo takes back all of it.
    let back = withdrawn(place.finish(Order::Withdraw(run.id)));
    assert_eq!((back.rows, back.kept), (2 * ROWS as u64, Vec::new()));
    assert_eq!((place.accounts(), place.run().state), (0, ImportState::Gone));
}

#[test]
fn two_imports_do_not_go_on_at_once() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(ROWS));
    let mut first = place.begin(&file, 1);
    let run = place.run();
    for second in [Order::Bring(request(&file)), Order::Resume(run.id), Order::Withdraw(run.id)] {
        // Whoever it is who tries.
        let mut other = place.job(Order::Bring(request(&file)), place.rep).unwrap();
        refused_as_under_way(&finish(other.as_mut(), &mut place.store, &ticket()));
        refused_as_under_way(&place.finish(second));
        assert_eq!(place.run(), run, "it stands as it stood");
    }
    imported(finish(first.as_mut(), &mut place.store, &ticket()));
    assert_eq!((place.accounts(), place.run().groups.len()), (ROWS, 8));
    imported(place.finish(Order::Bring(request(&file))));
    assert_eq!(place.accounts(), ROWS);
}

fn refused_as_under_way(answer: &Result<Outcome, JobError>) {
    assert!(matches!(answer, Err(JobError::Import(ImportError::UnderWay))), "{answer:?}");
}

#[test]
fn an_import_that_began_while_a_file_was_read_comes_first() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(20));
    // Surveyed, and not begun: nobody can know of it yet.
    let known = Known::of(&place.store, Viewer::System).unwrap();
    let import = Import::open(Source::from(file.as_path()), request(&file).options, known).unwrap();
    let directory = Directory::of(&place.store, Viewer::System).unwrap();
    let (survey, batches) = import.survey(directory, &Held(&place.store, Viewer::System), &mut |_, _| true).unwrap();
    let ready = Ready { header: import.preview().header.clone(), tally: survey.tally, batches };
    let first = place.begin(&file, 0);
    let author = place.author(place.manager);
    let mut second = bring(request(&file), author, Viewer::System, ready);
    refused_as_under_way(&finish(second.as_mut(), &mut place.store, &ticket()));
    assert_eq!(place.store.imports(Viewer::System).unwrap().len(), 1);
    drop(first);
    // And one that somebody else went on with meanwhile is not gone on with from where it stood.
    let run = place.run();
    let mut stale = place.job(Order::Resume(run.id), place.manager).unwrap();
    imported(place.finish_later(Order::Resume(run.id)));
    refused_as_under_way(&finish(stale.as_mut(), &mut place.store, &ticket()));
    assert_eq!((place.accounts(), place.run().state), (20, ImportState::Done));
}

#[test]
fn an_import_that_is_taken_back_says_so_at_every_step() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(ROWS));
    imported(place.finish(Order::Bring(request(&file))));
    let done = place.run();
    let mut back = place.job(Order::Withdraw(done.id), place.manager).unwrap();
    let ticket = ticket();
    for minute in 1..=3 {
        let at = now() + chrono::Duration::minutes(minute);
        ticket.tell_time(at);
        assert!(back.step(&mut place.store, &ticket).unwrap().is_none());
        let run = place.run();
        assert_eq!((run.state, run.at, run.groups.len()), (ImportState::Leaving, at, 8));
    }
    refused_as_under_way(&place.finish_at(ticket.now(), Order::Withdraw(done.id)));
    withdrawn(finish(back.as_mut(), &mut place.store, &ticket));
    let gone = place.run();
    assert_eq!((place.accounts(), gone.state, gone.groups), (0, ImportState::Gone, done.groups));
}

#[test]
fn a_clock_that_went_wrong_bars_nobody() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(20));
    drop(place.begin(&file, 0));
    let ahead = ImportRun { at: now() + chrono::Duration::days(400), ..place.run() };
    place.store.keep(&Keep::Import(ahead.clone())).unwrap();
    assert!(is_cut_off(&ahead, now()));
    imported(place.finish(Order::Resume(ahead.id)));
    assert_eq!(place.accounts(), 20);
}

#[test]
fn an_import_that_is_stopped_takes_back_what_it_did() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(ROWS));
    let mut job = place.job(Order::Bring(request(&file)), place.manager).unwrap();
    let ticket = ticket();
    for _ in 0..3 {
        assert!(job.step(&mut place.store, &ticket).unwrap().is_none());
    }
    assert_eq!(place.accounts(), 1_000);
    assert_eq!((ticket.progress().done, ticket.progress().of), (1_000, ROWS as u64));
    ticket.stop();
    let back = withdrawn(finish(job.as_mut(), &mut place.store, &ticket));
    assert_eq!((back.rows, place.accounts(), place.run().state), (2_000, 0, ImportState::Gone));
    // Stopped while it reads, nothing is written at all.
    let mut job = place.job(Order::Bring(request(&file)), place.manager).unwrap();
    assert!(matches!(finish(job.as_mut(), &mut place.store, &ticket), Ok(Outcome::Stopped)));
    assert_eq!(place.store.imports(Viewer::System).unwrap().len(), 1);
}

#[test]
fn what_was_changed_since_stays_and_is_named() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(20));
    let import = imported(place.finish(Order::Bring(request(&file)))).import;
    let found = place.store.search(Viewer::System, "C00007", 1).unwrap().rows.remove(0).account;
    let before = place.store.account(Viewer::System, found).unwrap().unwrap();
    let mut after = before.clone();
    after.phone = "0571-8812".to_owned();
    let edit = Change::edit(&before.into(), &after.into()).unwrap().unwrap();
    place.act(Some(place.rep), vec![edit]);
    let back = withdrawn(place.finish(Order::Withdraw(import)));
    let names: Vec<(Kind, &str)> = back.names.iter().map(|(key, name)| (key.kind, name.as_str())).collect();
    assert_eq!(names, [(Kind::Account, "Shop 7")]);
    assert_eq!(place.accounts(), 1);
    assert_eq!(place.store.verify(Viewer::System), Ok(Vec::new()));
}

#[test]
fn another_file_of_the_name_is_not_gone_on_with() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(ROWS));
    drop(place.begin(&file, 1));
    let run = place.run();
    place.list("list.csv", &shops(ROWS + 1));
    let refused = place.finish(Order::Resume(run.id));
    assert!(matches!(refused, Err(JobError::Import(ImportError::Changed))), "{refused:?}");
    assert_eq!(place.run(), run, "it can still be taken back");
    withdrawn(place.finish_later(Order::Withdraw(run.id)));
    assert_eq!(place.accounts(), 0);
}

#[test]
fn refused_rows_stand_in_a_file_of_their_own() {
    let mut place = Place::new();
    let file = place.list("list.csv", "code,name,tier\n1,Good,A\n2,Bad,Z\n3,,A\n4,\"=cmd, x\",Q\n");
    let done = imported(place.finish(Order::Bring(request(&file))));
    assert_eq!((done.tally.new, done.tally.refused), (1, 3));
    let refused = done.refused.expect("a file");
    assert_eq!(refused, place.dir.path().join("list.refused.csv"));
    let text = std::fs::read_to_string(refused).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "\u{FEFF}line,what is wrong,code,name,tier");
    assert!(lines[1].starts_with("3,\"there is no tier “Z”") && lines[1].ends_with(",2,Bad,Z"), "{text}");
    assert!(lines[2].starts_with("4,") && lines[3].contains("\"'=cmd, x\""), "no live formula: {text}");
    assert_eq!(lines.len(), 4);
}

#[test]
fn what_an_author_may_not_change_bars_the_rest_of_nothing() {
    let mut place = Place::new();
    let file = place.list("products.csv", "code,name,unit\n1,玉溪,盒\n2,利群,盒\n");
    let mut products = request(&file);
    products.options.kind = List::Products;
    let mut job = place.job(Order::Bring(products.clone()), place.rep).unwrap();
    let done = imported(finish(job.as_mut(), &mut place.store, &ticket()));
    assert_eq!(
        done.barred,
        [StoreError::NotAllowed, StoreError::NotAllowed],
        "reps under a leader do not set products"
    );
    assert_eq!(place.store.products().unwrap(), []);
    assert_eq!((done.tally.new, done.tally.refused, done.tally.changes), (0, 2, 0), "none is said to be in");
    let refused = std::fs::read_to_string(done.refused.expect("a file")).unwrap();
    let lines: Vec<&str> = refused.lines().skip(1).collect();
    assert!(lines[0].starts_with("2,") && lines[0].ends_with(",1,玉溪,盒"), "{refused}");
    assert!(lines[1].starts_with("3,") && lines[1].ends_with(",2,利群,盒") && lines.len() == 2, "{refused}");
    let done = imported(place.finish(Order::Bring(products)));
    assert_eq!((done.barred.len(), place.store.products().unwrap().len()), (0, 2));
}

#[test]
fn rows_that_are_barred_are_told_from_those_beside_them() {
    let mut place = Place::new();
    let there = place.list("mo.csv", "code,name,address,rep\n1,Kiosk,1 Lake Road,mo\n");
    imported(place.finish(Order::Bring(request(&there))));
    // A rep who may see everything of the file, and may not change what is the manager's.
    let file = place.list(
        "list.csv",
        "code,name,address,phone,rep,contact\n1,Kiosk,1 Lake Road,555,mo,Ann\n2,Mill,2 Lake Road,556,li,Bo\n",
    );
    let author = place.author(place.rep);
    let mut job = job(Order::Bring(request(&file)), author, Viewer::System, Lang::En, &place.store).unwrap();
    let done = imported(finish(job.as_mut(), &mut place.store, &ticket()));
    assert_eq!(done.barred.len(), 1, "one row, though both its shop and its person were barred");
    let tally = done.tally;
    assert_eq!((tally.new, tally.matched, tally.changed, tally.refused, tally.changes), (1, 0, 0, 1, 2));
    let refused = std::fs::read_to_string(done.refused.expect("a file")).unwrap();
    assert!(refused.lines().count() == 2 && refused.ends_with(",1,Kiosk,1 Lake Road,555,mo,Ann\r\n"), "{refused}");
}

#[test]
fn refused_rows_of_the_first_part_are_there_after_it_was_gone_on_with() {
    let mut place = Place::new();
    let rows = shops(ROWS).replace(",Shop 7,", ",,").replace(",Shop 3000,", ",,");
    let file = place.list("list.csv", &rows);
    let told = place.dir.path().join("told.csv");
    let mut order = request(&file);
    order.refused = Some(told.clone());
    let mut job = place.job(Order::Bring(order), place.manager).unwrap();
    for _ in 0..2 {
        job.step(&mut place.store, &ticket()).unwrap();
    }
    drop(job);
    let run = place.run();
    let done = imported(place.finish_later(Order::Resume(run.id)));
    assert_eq!((done.tally.refused, done.refused), (2, Some(told.clone())));
    let refused = std::fs::read_to_string(&told).unwrap();
    assert!(refused.contains("\n9,") && refused.contains("\n3002,") && refused.lines().count() == 3, "{refused}");
    assert!(!file.with_extension("refused.csv").exists());
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&told).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "it holds names and telephones");
    }
}

#[test]
fn a_rep_sees_and_makes_only_what_is_their_own() {
    let mut place = Place::new();
    let theirs = place.list("mo.csv", "code,name,address,rep\n1,Kiosk,1 Lake Road,mo\n");
    imported(place.finish(Order::Bring(request(&theirs))));
    let file = place.list("list.csv", "code,name,address,rep\n1,Kiosk,1 Lake Road,\n2,Mill,2 Lake Road,mo\n");
    let mut own = request(&file);
    own.options.rep = Some("li".to_owned());
    let mut job = place.job(Order::Look(own.clone()), place.rep).unwrap();
    let Ok(Outcome::Surveyed(looked)) = finish(job.as_mut(), &mut place.store, &ticket()) else { panic!() };
    // That the manager has a kiosk of this code is none of their business; who the manager is neither.
    assert_eq!((looked.survey.tally.new, looked.survey.tally.refused), (1, 1));
    assert_eq!(looked.reps, [("li".to_owned(), "li".to_owned())]);
    let mut job = place.job(Order::Bring(own), place.rep).unwrap();
    let done = imported(finish(job.as_mut(), &mut place.store, &ticket()));
    assert_eq!((done.tally.new, done.barred.len(), place.accounts()), (1, 0, 2));
}

#[test]
fn a_job_runs_beside_the_screen_where_it_can() {
    let mut place = Place::new();
    let file = place.list("list.csv", &shops(50));
    let job = place.job(Order::Bring(request(&file)), place.manager).unwrap();
    let mut running = Running::begin(job, &place.store, now()).unwrap();
    let outcome = loop {
        if let Some(outcome) = running.look(&mut place.store, now()) {
            break outcome;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    };
    assert_eq!(imported(outcome).tally.new, 50);
    assert_eq!(place.accounts(), 50, "seen through this connection");
    // In memory it goes on a step each time it is looked at.
    let mut memory = SqliteStore::open_in_memory().unwrap();
    let author = place.author(place.rep);
    let none = job_of_none(author, &memory);
    let mut here = Running::begin(none, &memory, now()).unwrap();
    let outcome = (0..10).find_map(|_| here.look(&mut memory, now()));
    assert!(matches!(outcome, Some(Err(JobError::Import(_)))), "{outcome:?}");
}

fn job_of_none(author: Author, store: &dyn Store) -> Box<dyn Job> {
    let order = Order::Bring(request(Path::new("missing.csv")));
    job(order, author, Viewer::System, Lang::En, store).unwrap()
}
