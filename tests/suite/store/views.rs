//! The views for people with `sqlite3` say what the program says: on the demo on fixed days, on random territories, after random histories.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, Duration, NaiveDate, SecondsFormat, Utc};
use proptest::prelude::*;
use rounds::app::policy::Policy;
use rounds::domain::account::{OwnWindow, Pause};
use rounds::domain::cadence::{Cadence, Level, State, Unit, Window};
use rounds::domain::calendar::HolidayYear;
use rounds::domain::change::Change;
use rounds::domain::content::Order;
use rounds::domain::day::Span;
use rounds::domain::ids::{AccountId, RepId, TeamId};
use rounds::domain::people::{Leave, Rep, Role};
use rounds::domain::record::{Key, Kind, holiday_year_id};
use rounds::domain::route::Fate;
use rounds::domain::stock::Answer;
use rounds::domain::touch::{Content, Touch, TouchKind};
use rounds::store::rows::{Entry, Happening};
use rounds::store::{BookRow, SqliteStore, Store, Viewer};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde::Serialize;
use tempfile::TempDir;

use super::histories::{self, Step};
use super::world::{World, date, note};
use crate::support::demo::Demo;

/// Rows as text; nothing and NULL are the same.
type Rows = Vec<Vec<String>>;

fn rows(conn: &Connection, sql: &str) -> Rows {
    let mut statement = conn.prepare(sql).unwrap();
    let columns = statement.column_count();
    let text = |value: ValueRef<'_>| match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
        other => panic!("{other:?} is neither a number nor a text"),
    };
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| Ok(text(row.get_ref(at)?))).collect();
    statement.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
}

fn one(conn: &Connection, sql: &str) -> String {
    rows(conn, sql)[0][0].clone()
}

/// Sees the views on a day.
fn see(conn: &Connection, day: NaiveDate) {
    conn.execute("INSERT INTO as_of VALUES (?1)", [day]).unwrap();
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn flag(value: bool) -> String {
    u8::from(value).to_string()
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn people(store: &dyn Store) -> BTreeMap<RepId, Rep> {
    store.reps(Viewer::System).unwrap().into_iter().map(|rep| (rep.id, rep)).collect()
}

fn accounts(store: &dyn Store) -> Vec<AccountId> {
    store.accounts(Viewer::System, None, 100_000).unwrap().into_iter().map(|row| row.account.id).collect()
}

fn state(state: State) -> &'static str {
    match state {
        State::Overdue { .. } => "overdue",
        State::LastDay => "last-day",
        State::InWindow { .. } => "in-window",
        State::Early { .. } => "early",
        State::Never => "never",
        State::Paused { .. } => "paused",
        State::NoCadence => "no-cadence",
    }
}

const DUE: &str =
    "SELECT account, code, name, other_name, tier, segment, beat_en, beat_zh, rep, rep_name, added, last_day, unit,
    window_min, window_max, days, over, state, paused_until, matters, matter_due, complaint, requests, appointment_day,
    appointment_time, planned_day FROM v_due ORDER BY account";

/// What the rules say of the accounts of every book, and of those in nobody's.
fn due(store: &dyn Store, day: NaiveDate) -> Rows {
    let (people, reference) = (people(store), store.reference(Viewer::System).unwrap());
    let policy = Policy::new(&reference);
    let mut books: Vec<BookRow> =
        people.keys().flat_map(|rep| store.book(Viewer::System, *rep, day).unwrap()).collect();
    for account in accounts(store) {
        if books.iter().all(|row| row.account != account) {
            let manager = Viewer::Person { rep: people.values().find(|it| it.role == Role::Manager).unwrap().id, day };
            let row = store.brief(manager, account).unwrap().unwrap().row;
            books.push(BookRow { planned: None, ..row }); // nobody's own route
        }
    }
    books.sort_by_key(|row| row.account);
    let line = |row: BookRow| {
        let account = store.account(Viewer::System, row.account).unwrap().unwrap();
        let beat = row.beat.and_then(|id| reference.beats.iter().find(|beat| beat.id == id));
        let rep = row.rep.map(|id| &people[&id]);
        let line = policy.line(row, day);
        let (row, standing) = (&line.row, line.standing);
        let until = if let State::Paused { until } = standing.state { until } else { None };
        vec![
            row.account.0.simple().to_string(),
            row.code.clone(),
            row.name.clone(),
            row.other_name.clone(),
            line.tier.clone(),
            account.segment.map(word).unwrap_or_default(),
            text(beat.map(|beat| &beat.name.en)),
            text(beat.map(|beat| &beat.name.zh)),
            text(rep.map(|rep| &rep.code)),
            text(rep.map(|rep| &rep.name)),
            row.added.to_string(),
            text(row.last),
            line.unit.map(word).unwrap_or_default(),
            text(standing.window.map(|window| window.min)),
            text(standing.window.map(|window| window.max)),
            text(standing.days),
            text(standing.over()),
            state(standing.state).to_owned(),
            text(until),
            row.matters.to_string(),
            text(row.matter_due),
            flag(row.complaint),
            row.requests.to_string(),
            text(row.appointment.map(|(day, _)| day)),
            text(row.appointment.and_then(|(_, time)| time).map(|time| time.format("%H:%M"))),
            text(row.planned.map(|(day, _)| day)),
        ]
    };
    books.into_iter().map(line).collect()
}

const TODAY: &str =
    "SELECT rep, rep_name, day, position, pinned, locked, account, code, name, other_name, unplanned, fate, reason, to_day,
    to_rep, visit_start, visit_end, minutes, attempted, tier, last_day, unit, days, over, state FROM v_today";

/// What the store and the rules say of everybody's route.
fn today(store: &dyn Store, day: NaiveDate) -> Rows {
    let people = people(store);
    let policy = Policy::new(&store.reference(Viewer::System).unwrap());
    let mut all = Vec::new();
    let mut by_code: Vec<&Rep> = people.values().collect();
    by_code.sort_by_key(|rep| &rep.code);
    for rep in by_code {
        for (row, position) in store.route(Viewer::System, rep.id, day).unwrap().into_iter().zip(1..) {
            let (stop, visit) = (row.stop, row.visit);
            let line = policy.line(row.account, day);
            let (to_day, to_rep) = match &stop.fate {
                Fate::Rolled { to } => (Some(*to), None),
                Fate::Handed { to, on } => (Some(*on), Some(&people[to].code)),
                _ => (None, None),
            };
            let minutes = visit.and_then(|it| Some((it.end? - it.start?).num_minutes()));
            all.push(vec![
                rep.code.clone(),
                rep.name.clone(),
                day.to_string(),
                position.to_string(),
                text(stop.pinned.map(|time| time.format("%H:%M"))),
                flag(stop.locked),
                stop.account.0.simple().to_string(),
                line.row.code.clone(),
                line.row.name.clone(),
                line.row.other_name.clone(),
                flag(stop.unplanned),
                stop.fate.word().to_owned(),
                stop.fate.reason().to_owned(),
                text(to_day),
                text(to_rep),
                visit.and_then(|it| it.start).map(instant).unwrap_or_default(),
                visit.and_then(|it| it.end).map(instant).unwrap_or_default(),
                text(minutes),
                visit.map(|it| flag(it.attempted)).unwrap_or_default(),
                line.tier.clone(),
                text(line.row.last),
                line.unit.map(word).unwrap_or_default(),
                text(line.standing.days),
                text(line.standing.over()),
                state(line.standing.state).to_owned(),
            ]);
        }
    }
    all
}

const TIMELINE: &str = "SELECT account, code, name, day, id, what, rep, rep_name, state, text, minutes, satisfaction, ordered, no_order,
    told, competitor, next_day, next, due, answered, product, quantity, unit FROM v_timeline ORDER BY account, day DESC, id DESC";

/// What the store says happened at every account.
fn timeline(store: &dyn Store) -> Rows {
    let people = people(store);
    let mut all = Vec::new();
    for id in accounts(store) {
        let account = store.account(Viewer::System, id).unwrap().unwrap();
        for entry in store.timeline(Viewer::System, id, None, 10_000).unwrap().items {
            let mut row = vec![id.0.simple().to_string(), account.code().to_owned(), account.name.clone()];
            row.extend([entry.cursor.day.to_string(), entry.cursor.id.simple().to_string(), what(&entry.what)]);
            row.extend([people[&entry.rep].code.clone(), entry.rep_name.clone()]);
            row.extend(said(&entry));
            all.push(row);
        }
    }
    all
}

fn what(what: &Happening) -> String {
    match what {
        Happening::Touch(touch) => word(touch.content.kind),
        Happening::Matter(matter) => word(matter.kind),
        Happening::Appointment(_) => "appointment".to_owned(),
        Happening::NotDone { stop, .. } => stop.fate.word().to_owned(),
        Happening::Request { .. } => "request".to_owned(),
        Happening::Telling { .. } => "telling".to_owned(),
        Happening::Fulfilment { .. } => "fulfilment".to_owned(),
    }
}

/// State, text and the figures behind them.
fn said(entry: &Entry) -> Vec<String> {
    let mut cells = vec![String::new(); 15];
    let mut put = |at: usize, value: String| cells[at] = value;
    match &entry.what {
        Happening::Touch(touch) => {
            let content = &touch.content;
            let state = match touch {
                Touch { open: true, .. } => "visiting",
                Touch { voided: Some(_), .. } => "void",
                Touch { content: Content { attempted: true, .. }, .. } => "nobody",
                _ => "done",
            };
            put(0, state.to_owned());
            put(1, content.note.clone());
            put(2, text(touch.minutes()));
            put(3, text(content.satisfaction));
            put(4, text(content.order.as_ref().map(Order::quantity)));
            if let Some(Order::Nothing(why)) = content.order {
                put(5, word(why));
            }
            put(6, content.told.clone());
            put(7, content.rival.clone());
            put(8, text(content.next.as_ref().and_then(|next| next.day)));
            put(9, text(content.next.as_ref().map(|next| &next.text)));
        }
        Happening::Matter(matter) => {
            put(0, if matter.answered.is_some() { "answered" } else { "open" }.to_owned());
            put(1, matter.text.clone());
            put(10, text(matter.due));
            put(11, text(matter.answered));
        }
        Happening::Appointment(appointment) => {
            put(0, appointment.outcome.map_or("open".to_owned(), word));
            put(1, appointment.purpose.clone());
        }
        Happening::NotDone { stop, .. } => {
            put(1, stop.fate.reason().to_owned());
            if let Fate::Rolled { to } | Fate::Handed { on: to, .. } = stop.fate {
                put(8, to.to_string());
            }
        }
        Happening::Request { request, goods, .. } => {
            put(0, request.ended.as_ref().map_or("open".to_owned(), |ended| word(ended.how)));
            put(1, request.note.clone());
            put(10, text(request.until));
            put(11, text(request.ended.as_ref().map(|ended| ended.day)));
            put(12, goods.product.clone());
            put(13, request.asked.quantity().to_string());
            put(14, goods.unit.clone());
        }
        Happening::Telling { telling, goods } => {
            let answer = telling.answer.map_or("told", Answer::word);
            put(0, if telling.withdrawn { "withdrawn" } else { answer }.to_owned());
            put(1, telling.note.clone());
            put(10, text(telling.held_until));
            put(12, goods.product.clone());
            put(13, text(telling.answer.and_then(Answer::quantity)));
            put(14, goods.unit.clone());
        }
        Happening::Fulfilment { fulfilment, goods } => {
            put(0, "done".to_owned());
            put(12, goods.product.clone());
            put(13, fulfilment.quantity.to_string());
            put(14, goods.unit.clone());
        }
    }
    cells
}

const QUEUE: &str = "SELECT team, team_en, team_zh, product_code, product, unit, position, request, account, code, name, rep, tier, day,
    asked, asked_count, asked_unit, allotted, fulfilled, open, all_or_nothing, until, outside FROM v_stock_queue";

/// What the rules say of every team's queue.
fn queue(store: &dyn Store, day: NaiveDate) -> Rows {
    let (reference, products) = (store.reference(Viewer::System).unwrap(), store.products().unwrap());
    let people = people(store);
    let mut all = Vec::new();
    // Nobody's team comes first, as NULL does.
    let teams = std::iter::once(None).chain(reference.teams.iter().map(Some));
    for team in teams {
        let id: Option<TeamId> = team.map(|team| team.id);
        for row in store.stock(Viewer::System, id, day).unwrap().queue {
            let (standing, shop) = (row.standing, row.shop.unwrap());
            let request = standing.request;
            let product = products.iter().find(|it| it.id == request.product).unwrap();
            let tier = reference.tiers.iter().find(|tier| Some(tier.rank) == standing.tier);
            all.push(vec![
                text(id.map(|id| id.0.simple())),
                text(team.map(|team| &team.name.en)),
                text(team.map(|team| &team.name.zh)),
                product.code.clone(),
                product.name.clone(),
                product.unit.clone(),
                text(standing.position),
                request.id.0.simple().to_string(),
                request.account.0.simple().to_string(),
                shop.code,
                shop.name,
                people[&shop.rep.unwrap_or(request.rep)].code.clone(),
                text(tier.map(|tier| &tier.code)),
                request.day.to_string(),
                request.asked.quantity().to_string(),
                request.asked.count.to_string(),
                request.asked.unit.clone(),
                (standing.waits + standing.fulfilled).to_string(),
                standing.fulfilled.to_string(),
                standing.open.to_string(),
                flag(request.all_or_nothing),
                text(request.until),
                flag(request.outside),
            ]);
        }
    }
    all
}

fn same(seen: &Rows, said: &Rows, what: &str) {
    for (seen, said) in seen.iter().zip(said) {
        assert_eq!(seen, said, "{what}");
    }
    assert_eq!(seen.len(), said.len(), "{what}");
}

/// All four views of a database say on a day what the program says; answers how many rows each has.
pub fn agree(path: &Path, store: &dyn Store, day: NaiveDate) -> [usize; 4] {
    let conn = Connection::open(path).unwrap();
    see(&conn, day);
    let seen = [DUE, TODAY, TIMELINE, QUEUE].map(|sql| rows(&conn, sql));
    let said = [due(store, day), today(store, day), timeline(store), queue(store, day)];
    for ((seen, said), name) in seen.iter().zip(&said).zip(["due", "today", "timeline", "queue"]) {
        same(seen, said, &format!("v_{name} on {day}"));
    }
    seen.map(|rows| rows.len())
}

#[test]
fn the_views_of_the_demo_say_what_the_screens_say() {
    let demo = Demo::new();
    let store = SqliteStore::open(&demo.path()).unwrap();
    let mut on_routes = 0;
    for day in
        ["2026-11-20", "2026-11-21", "2026-11-23", "2026-11-19", "2026-08-03", "2026-12-31", "2027-02-20", "2028-12-29"]
    {
        let [due, today, timeline, queue] = agree(&demo.path(), &store, date(day));
        println!("{day}: {due} accounts, {today} stops, {timeline} entries, {queue} requests");
        assert!(due > 70 && timeline > 500 && queue > 3, "{due} {timeline} {queue}");
        on_routes += today;
    }
    assert!(on_routes > 20);
    let conn = Connection::open(demo.path()).unwrap();
    see(&conn, date("2026-11-20"));
    let states = rows(&conn, "SELECT DISTINCT state FROM v_due ORDER BY state").concat();
    assert_eq!(states, ["early", "in-window", "last-day", "never", "no-cadence", "overdue", "paused"]);
    assert_eq!(store.verify(Viewer::System), Ok(Vec::new()));
}

fn place() -> (TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("rounds.db");
    (dir, file)
}

fn world(path: &Path) -> World {
    World::new(Box::new(SqliteStore::open(path).unwrap()))
}

/// The days around which random territories have their pasts: Spring Festival and a make-up Saturday are near.
fn base(days: i64) -> NaiveDate {
    date("2026-02-20") + Duration::days(days)
}

prop_compose! {
    fn span()(first in -80_i64..60, length in 0_i64..30, open in 0..8) -> Span {
        Span { first: base(first), last: (open > 0).then(|| base(first + length)) }
    }
}

prop_compose! {
    fn window()(min in 0_u32..12, length in 0_u32..9) -> Window {
        Window { min, max: (min + length).max(1) }
    }
}

prop_compose! {
    fn cadence()(window in window(), working in any::<bool>(), phone_counts in any::<bool>(), chat_counts in any::<bool>()) -> Cadence {
        let unit = if working { Unit::Working } else { Unit::Calendar };
        Cadence { window, unit, phone_counts, chat_counts }
    }
}

#[derive(Clone, Debug)]
struct Shop {
    tier: Option<usize>,
    own: Option<Window>,
    pauses: Vec<Span>,
    closures: Vec<Span>,
    touches: Vec<(i64, TouchKind, bool, bool)>,
}

prop_compose! {
    fn shop()(
        tier in proptest::option::weighted(0.8, 0_usize..3),
        own in proptest::option::weighted(0.3, window()),
        pauses in proptest::collection::vec(span(), 0..4),
        closures in proptest::collection::vec(span(), 0..3),
        touches in proptest::collection::vec((-90_i64..5, 0_usize..5, 0..5, any::<bool>()), 0..4),
    ) -> Shop {
        let touches = touches
            .into_iter()
            .map(|(day, kind, attempted, levels)| (day, TouchKind::RECORDED[kind], attempted == 0, levels))
            .collect();
        Shop { tier, own, pauses, closures, touches }
    }
}

fn touch(world: &mut World, account: AccountId, (day, kind, attempted, joint): (i64, TouchKind, bool, bool)) -> Touch {
    let levels = if joint { vec![Level::Rep, Level::Supervisor] } else { vec![Level::Rep] };
    Touch {
        id: world.id(),
        account,
        rep: world.org.li,
        levels: if day % 7 == 0 { vec![Level::Supervisor] } else { levels },
        day: base(day),
        start: None,
        end: None,
        open: false,
        late: false,
        content: Content { kind, attempted, ..Content::default() },
        window: None,
        voided: (day % 11 == 0).then(|| "wrong shop".to_owned()),
        followed: None,
        put_off: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_territories_stand_where_the_rules_say(
        shops in proptest::collection::vec(shop(), 7),
        cadences in proptest::collection::vec(cadence(), 3),
        leave in proptest::collection::vec((span(), any::<bool>(), any::<bool>()), 0..4),
        (off, working) in (proptest::collection::vec(-60_i64..60, 0..9), proptest::collection::vec(-60_i64..60, 0..9)),
    ) {
        let (_dir, file) = place();
        let mut world = world(&file);
        let org = world.org.clone();
        let mut changes: Vec<Change> = Vec::new();
        let mut tiers = world.store.reference(Viewer::System).unwrap().tiers;
        for (tier, cadence) in tiers.iter_mut().zip(cadences) {
            tier.cadences.insert(Level::Rep, cadence);
            changes.push(Change::Set(tier.clone().into()));
        }
        let days = |days: Vec<i64>| days.into_iter().map(base).filter(|day| day.to_string().starts_with("2026")).collect();
        changes.push(Change::Set(HolidayYear { year: 2026, off: days(off), working: days(working) }.into()));
        for (span, covered, of_li) in leave {
            let (rep, other) = if of_li { (org.li, org.wang) } else { (org.wang, org.li) };
            changes.push(Change::Add(Leave { id: world.id(), rep, span, cover: covered.then_some(other) }.into()));
        }
        for (id, shop) in org.accounts.iter().zip(&shops) {
            let mut account = world.store.account(Viewer::System, *id).unwrap().unwrap();
            account.tier = shop.tier.map(|at| org.tiers[at]);
            account.own_window = shop.own.map(|window| OwnWindow { window, reason: String::new() });
            account.pauses = shop.pauses.iter().map(|span| Pause { span: *span, reason: String::new() }).collect();
            account.closures.clone_from(&shop.closures);
            changes.push(Change::Set(account.into()));
            for it in &shop.touches {
                changes.push(Change::Add(touch(&mut world, *id, *it).into()));
            }
        }
        world.act(None, changes).unwrap();
        for day in (-30..75).step_by(7) {
            agree(&file, world.store.as_ref(), base(day));
        }
        // Rows that wait to be derived anew are not believed.
        let conn = Connection::open(&file).unwrap();
        conn.execute_batch("INSERT INTO stale_cadence SELECT id FROM account; UPDATE cadence SET last_day = '2026-01-09'").unwrap();
        agree(&file, world.store.as_ref(), base(9));
        conn.execute_batch("DELETE FROM stale_cadence").unwrap();
        let stale = due(world.store.as_ref(), base(9));
        same(&rows(&conn, DUE), &stale, "with other last days");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_views_follow_random_histories(steps in proptest::collection::vec(any::<Step>(), 20..90)) {
        let (_dir, file) = place();
        let mut world = world(&file);
        let mut made = histories::Made::default();
        for step in steps {
            if let Some(envelope) = histories::envelope(&mut world, &mut made, step) {
                let _ = world.send(&envelope); // some are refused
            }
        }
        for ahead in -1..4 {
            agree(&file, world.store.as_ref(), world.day + Duration::days(ahead));
        }
    }
}

#[test]
fn without_a_day_of_its_own_it_is_the_machines() {
    let (_dir, file) = place();
    drop(world(&file));
    let conn = Connection::open(&file).unwrap();
    let machine = "SELECT date('now', 'localtime', '-4 hours')";
    let (before, seen, after) = (one(&conn, machine), one(&conn, "SELECT day FROM v_day"), one(&conn, machine));
    assert!(seen == before || seen == after, "{before} {seen} {after}");
    see(&conn, date("2026-11-20"));
    assert_eq!(one(&conn, "SELECT day FROM v_day"), "2026-11-20");
    conn.execute_batch("INSERT INTO as_of VALUES ('2026-11-21'), ('2026-11-22')").unwrap();
    assert_eq!(rows(&conn, "SELECT * FROM as_of"), [["2026-11-22"]], "there is one at most");
    conn.execute_batch("UPDATE as_of SET day = '2026-11-23'").unwrap();
    for nonsense in [
        "'2026-02-30'",
        "'tomorrow'",
        "'now'",
        "''",
        "'2026-2-3'",
        "'20260203'",
        "'2026-02-03 10:00'",
        "NULL",
        "7",
        "x'00'",
    ] {
        let sql = format!("INSERT INTO as_of VALUES ({nonsense})");
        assert!(conn.execute_batch(&sql).is_err(), "{nonsense}");
    }
    assert_eq!(one(&conn, "SELECT day FROM v_day"), "2026-11-23", "what was refused changed nothing");
    conn.execute_batch("DELETE FROM as_of").unwrap();
    assert_ne!(one(&conn, "SELECT day FROM v_day"), "2026-11-23");
}

#[test]
fn views_are_not_written_to() {
    let (_dir, file) = place();
    drop(world(&file));
    let conn = Connection::open(&file).unwrap();
    for view in ["v_day", "v_due", "v_today", "v_timeline", "v_stock_queue"] {
        assert!(conn.execute_batch(&format!("DELETE FROM {view}")).is_err(), "{view}");
    }
}

#[test]
fn what_went_into_another_account_is_in_none() {
    let (_dir, file) = place();
    let mut world = world(&file);
    let (mo, kept, gone) = (world.org.mo, world.org.accounts[0], world.org.accounts[1]);
    world.visit(world.org.li, gone);
    let merge = world.id();
    world.act(mo, vec![Change::Merge { merge, kept, gone }]).unwrap();
    let [due, today, timeline, _] = agree(&file, world.store.as_ref(), world.day);
    assert_eq!((due, today, timeline), (6, 1, 1));
}

/// How many working days the table counts between two days.
fn between(conn: &Connection, after: &str, through: &str) -> String {
    one(
        conn,
        &format!(
            "SELECT (SELECT working FROM counted_day WHERE day = '{through}') - (SELECT working FROM counted_day WHERE day = '{after}')"
        ),
    )
}

#[test]
fn the_counted_days_follow_the_calendar_and_what_is_written() {
    let (_dir, file) = place();
    let mut world = world(&file);
    let (mo, li) = (world.org.mo, world.org.li);
    let conn = Connection::open(&file).unwrap();
    let sound = |world: &World| assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
    let range = |conn: &Connection| rows(conn, "SELECT min(day), max(day), count(*) FROM counted_day").concat();
    assert_eq!(range(&conn), ["2026-01-01", "2028-12-31", "1096"]);
    assert_eq!(
        between(&conn, "2026-02-13", "2026-02-24"),
        "2",
        "a make-up Saturday, and the day after Spring Festival"
    );
    sound(&world);

    let before = rows(&conn, "SELECT * FROM counted_day");
    let mut year =
        world.store.reference(Viewer::System).unwrap().holidays.into_iter().find(|it| it.year == 2026).unwrap();
    year.off.push(date("2026-02-24"));
    world.act(mo, vec![Change::Set(year.into())]).unwrap();
    assert_eq!(between(&conn, "2026-02-13", "2026-02-24"), "1");
    sound(&world);
    world.undo(mo, world.last).unwrap();
    assert_eq!(rows(&conn, "SELECT * FROM counted_day"), before);
    world.act(mo, vec![Change::Remove(Key::new(Kind::HolidayYear, holiday_year_id(2026)))]).unwrap();
    assert_eq!(between(&conn, "2026-02-13", "2026-02-24"), "7", "weekends only");
    sound(&world);
    let refused = Change::Remove(Key::new(Kind::HolidayYear, holiday_year_id(2026)));
    assert!(world.act(mo, vec![refused]).is_err());
    world.undo(mo, world.last).unwrap_err();

    // A touch of long ago, and one that no calendar knows.
    let old = world.enter(li, world.org.accounts[0], date("2011-05-06"), note("")).unwrap();
    assert_eq!(range(&conn)[..2], ["2011-01-01", "2028-12-31"]);
    world.enter(li, world.org.accounts[1], date("1999-12-31"), note("")).unwrap();
    assert_eq!(range(&conn)[..2], ["2011-01-01", "2028-12-31"]);
    sound(&world);
    see(&conn, date("2026-03-02"));
    let seen = |at: usize| {
        let id = world.org.accounts[at].0.simple();
        rows(&conn, &format!("SELECT days IS NULL, state FROM v_due WHERE account = '{id}'")).concat()
    };
    assert_eq!(seen(0), ["0", "overdue"]);
    assert_eq!(seen(1), ["1", ""], "beyond the table nothing is said");
    assert_eq!(old.0.get_version_num(), 7);

    // Time goes by, and somebody writes.
    world.day = date("2029-06-01");
    world.now += Duration::days(1200);
    world.visit(li, world.org.accounts[2]);
    assert_eq!(range(&conn)[..2], ["2011-01-01", "2031-12-31"]);
    sound(&world);
}

#[test]
fn counted_days_that_were_tampered_with_are_found() {
    let (_dir, file) = place();
    let world = world(&file);
    let conn = Connection::open(&file).unwrap();
    for (harm, mend) in [
        (
            "UPDATE counted_day SET working = working + 1 WHERE day = '2026-05-04'",
            "UPDATE counted_day SET working = working - 1 WHERE day = '2026-05-04'",
        ),
        (
            "CREATE TABLE hole AS SELECT * FROM counted_day WHERE day = '2026-05-04'; DELETE FROM counted_day WHERE day = '2026-05-04'",
            "INSERT INTO counted_day SELECT * FROM hole; DROP TABLE hole",
        ),
        (
            "CREATE TABLE hole AS SELECT * FROM counted_day WHERE day > '2028-05-04'; DELETE FROM counted_day WHERE day > '2028-05-04'",
            "INSERT INTO counted_day SELECT * FROM hole; DROP TABLE hole",
        ),
    ] {
        conn.execute_batch(harm).unwrap();
        let found = world.store.verify(Viewer::System).unwrap();
        assert!(!found.is_empty() && found.iter().all(|fault| fault.starts_with("counted days")), "{harm}: {found:?}");
        conn.execute_batch(mend).unwrap();
        assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()), "{mend}");
    }
}

#[test]
fn an_older_database_gets_its_counted_days() {
    let (_dir, file) = place();
    let mut world = world(&file);
    world.enter(world.org.li, world.org.accounts[0], date("2024-09-02"), note("")).unwrap();
    let page = world.everything(Viewer::System);
    world.store = Box::new(rounds::store::MemoryStore::new()); // closes the file
    Connection::open(&file)
        .unwrap()
        .execute_batch(
            "DROP VIEW v_stock_queue; DROP VIEW v_timeline; DROP VIEW v_today; DROP VIEW v_due; DROP VIEW v_day;
             DROP TABLE counted_day; DROP TABLE as_of;
             ALTER TABLE weights DROP COLUMN care_near; DROP INDEX contact_birthday; ALTER TABLE stop DROP COLUMN locked;
             DROP TABLE access_key; DROP TABLE enrolment; ALTER TABLE rep DROP COLUMN disabled;
             PRAGMA user_version = 7",
        )
        .unwrap();
    world.store = Box::new(SqliteStore::open(&file).unwrap());
    assert_eq!(world.everything(Viewer::System), page);
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
    let conn = Connection::open(&file).unwrap();
    assert_eq!(rows(&conn, "SELECT min(day), max(day) FROM counted_day").concat(), ["2024-01-01", "2028-12-31"]);
    agree(&file, world.store.as_ref(), world.day);
}

/// The command line tool as it is found on the machine knows nothing of ours.
#[test]
fn sqlite3_reads_the_views() {
    let demo = Demo::new();
    let ask = |sql: &str| Command::new("sqlite3").arg(demo.path()).arg(sql).output();
    let Ok(version) = ask("SELECT sqlite_version()") else {
        println!("skipped: there is no sqlite3 here");
        return;
    };
    println!("sqlite3 {}", String::from_utf8_lossy(&version.stdout).trim());
    let answer = |sql: &str| {
        let output = ask(sql).unwrap();
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{sql}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    answer("INSERT INTO as_of VALUES ('2026-11-20')");
    let conn = Connection::open(demo.path()).unwrap();
    for sql in [DUE, TODAY, TIMELINE, QUEUE] {
        let lines: Vec<String> = rows(&conn, sql).iter().map(|row| row.join("|")).collect();
        assert_eq!(answer(sql).trim_end_matches('\n'), lines.join("\n"));
    }
    answer("DELETE FROM as_of");
    assert_eq!(answer("SELECT count(*) FROM as_of").trim(), "0");
}
