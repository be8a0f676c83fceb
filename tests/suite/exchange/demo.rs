//! The demo territory: whole, believable at any moment, and the same each time.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use rounds::domain::account::Account;
use rounds::domain::cadence::{Clock, DayCount, Level, State, Unit, Window, standing};
use rounds::domain::calendar::{Calendar, shipped_holidays};
use rounds::domain::change::{Act, Change};
use rounds::domain::day::{Span, business_day, instant};
use rounds::domain::ids::{AccountId, Ids, RepId};
use rounds::domain::matter::{Appointment, Matter, MatterKind, Outcome};
use rounds::domain::people::Role;
use rounds::domain::place::Place;
use rounds::domain::record::{Key, Kind, Record};
use rounds::domain::route::{Fate, Stop};
use rounds::domain::tier::{Tier, shipped_tiers};
use rounds::domain::touch::{Touch, TouchKind};
use rounds::exchange::demo::{Demo, territory};

pub const ZONE: Tz = chrono_tz::Asia::Shanghai;

/// Moments that differ in kind, and what is special about each.
pub const MOMENTS: [(&str, &str); 8] = [
    ("2026-03-13 10:30", "a Friday morning on the road"),
    ("2026-03-16 08:00", "a Monday before work"),
    ("2026-03-14 11:00", "a Saturday"),
    ("2026-02-18 15:00", "a day of Spring Festival"),
    ("2026-02-28 16:20", "a Saturday that is worked"),
    ("2026-11-20 23:40", "a Friday after work"),
    ("2026-11-21 02:30", "the same business day after midnight"),
    ("2027-05-05 14:00", "a year whose holidays are not published"),
];

pub fn moment(local: &str) -> DateTime<Utc> {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
    local.and_local_timezone(ZONE).unwrap().to_utc()
}

fn tiers() -> Vec<Tier> {
    let mut ids = Ids::new(1);
    shipped_tiers(|| ids.next(DateTime::UNIX_EPOCH))
}

/// A demo with its records as they are in the end, and what is known on the way.
struct Book {
    demo: Demo,
    today: NaiveDate,
    tiers: Vec<Tier>,
    calendar: Calendar,
    records: HashMap<Key, Record>,
    order: Vec<Key>,
}

impl Book {
    /// Replays the envelopes; every change must find what it speaks of.
    fn at(local: &str, seed: u64) -> Self {
        let (now, tiers) = (moment(local), tiers());
        let demo = territory(now, ZONE, seed, &tiers);
        let records = tiers.iter().map(|tier| (Key::new(Kind::Tier, tier.id.0), tier.clone().into())).collect();
        let calendar = Calendar::new(&shipped_holidays());
        let mut book = Self { today: business_day(now, ZONE), demo, tiers, calendar, records, order: Vec::new() };
        for envelope in book.demo.envelopes.clone() {
            let Act::Change(changes) = &envelope.act else { panic!("a demo only changes") };
            for change in changes {
                book.make(change, envelope.day);
            }
        }
        book
    }

    fn make(&mut self, change: &Change, day: NaiveDate) {
        match change {
            Change::Add(record) => {
                for key in record.refers_to() {
                    assert!(self.records.contains_key(&key), "{key:?} is missing for {record:?}");
                }
                assert!(self.records.insert(record.key(), record.clone()).is_none(), "twice: {record:?}");
                self.order.push(record.key());
            }
            Change::Answer { matter } => match self.records.get_mut(&Key::new(Kind::Matter, matter.0)) {
                Some(Record::Matter(matter)) => assert_eq!(matter.answered.replace(day), None),
                other => panic!("{other:?}"),
            },
            Change::Settle { appointment, outcome } => {
                match self.records.get_mut(&Key::new(Kind::Appointment, appointment.0)) {
                    Some(Record::Appointment(it)) => assert_eq!(it.outcome.replace(*outcome), None),
                    other => panic!("{other:?}"),
                }
            }
            Change::Pause { account, pause } => match self.records.get_mut(&Key::new(Kind::Account, account.0)) {
                Some(Record::Account(account)) => account.pauses.push(pause.clone()),
                other => panic!("{other:?}"),
            },
            Change::Request(_)
            | Change::Cancel { .. }
            | Change::Arrive(_)
            | Change::Allot { .. }
            | Change::Tell { .. }
            | Change::Respond { .. }
            | Change::Fulfil { .. } => {} // what these come to is asked of a store
            other => panic!("{other:?}"),
        }
    }

    /// All records of a kind, in the order they were added.
    fn all<'a, T>(&'a self, pick: impl Fn(&'a Record) -> Option<&'a T>) -> Vec<&'a T> {
        self.order.iter().filter_map(|key| pick(&self.records[key])).collect()
    }

    fn accounts(&self) -> Vec<&Account> {
        self.all(|record| if let Record::Account(it) = record { Some(it) } else { None })
    }

    fn own(&self) -> Vec<&Account> {
        self.accounts().into_iter().filter(|account| account.rep == Some(self.demo.rep)).collect()
    }

    fn touches(&self) -> Vec<&Touch> {
        self.all(|record| if let Record::Touch(it) = record { Some(it) } else { None })
    }

    fn stops(&self, day: NaiveDate) -> Vec<&Stop> {
        let mut stops = self.all(|record| if let Record::Stop(it) = record { Some(it) } else { None });
        stops.retain(|stop| stop.day == day);
        stops.sort_by_key(|stop| stop.rank);
        stops
    }

    fn matters(&self) -> Vec<&Matter> {
        self.all(|record| if let Record::Matter(it) = record { Some(it) } else { None })
    }

    fn appointments(&self) -> Vec<&Appointment> {
        self.all(|record| if let Record::Appointment(it) = record { Some(it) } else { None })
    }

    fn tier(&self, account: &Account) -> Option<&Tier> {
        self.tiers.iter().find(|tier| Some(tier.id) == account.tier)
    }

    /// Where an account stands today, by the rules.
    fn state(&self, account: &Account) -> State {
        let Some(cadence) = self.tier(account).map(|tier| tier.cadences[&Level::Rep]) else { return State::NoCadence };
        let mine = self.touches().into_iter().filter(|touch| touch.account == account.id);
        let last = mine.filter(|touch| touch.is_accepted(Level::Rep, &cadence)).map(|touch| touch.day).max();
        let pauses: Vec<Span> = account.pauses.iter().map(|pause| pause.span).collect();
        let count = DayCount::new(cadence.unit, &self.calendar, &account.closures, &pauses, &[]);
        let window = account.own_window.as_ref().map_or(cadence.window, |own| own.window);
        standing(&Clock { last, pauses }, Some(window), &count, self.today).state
    }

    /// How many of the own accounts of a tier are in which state.
    fn spread(&self) -> BTreeMap<(&str, &str), usize> {
        let mut spread = BTreeMap::new();
        for account in self.own() {
            let state = match self.state(account) {
                State::Paused { .. } => "paused",
                State::NoCadence => "no cadence",
                State::Never => "never",
                State::Early { .. } => "early",
                State::InWindow { .. } => "in window",
                State::LastDay => "last day",
                State::Overdue { by } => {
                    assert!((1..=6).contains(&by), "overdue by {by}");
                    "overdue"
                }
            };
            *spread.entry((self.tier(account).map_or("", |tier| &tier.code), state)).or_default() += 1;
        }
        spread
    }

    fn route_day(&self) -> NaiveDate {
        if self.calendar.is_working(self.today) { self.today } else { self.calendar.next_working(self.today) }
    }
}

/// Does this for every moment and a few seeds.
#[expect(clippy::print_stdout, reason = "shown only beside a failure, to say where it was")]
fn everywhere(check: impl Fn(&Book)) {
    for (local, what) in MOMENTS {
        for seed in [1, 7, 2026] {
            println!("{what}: {local}, seed {seed}");
            check(&Book::at(local, seed));
        }
    }
}

#[test]
fn same_seed_and_moment_same_territory() {
    let make = |seed| territory(moment("2026-03-13 10:30"), ZONE, seed, &tiers());
    assert_eq!(make(7), make(7));
    assert_ne!(make(7), make(8));
}

#[test]
fn envelopes_are_in_order_and_small() {
    everywhere(|book| {
        let mut last = (DateTime::UNIX_EPOCH, NaiveDate::MIN);
        let mut ops = HashSet::new();
        for envelope in &book.demo.envelopes {
            let Act::Change(changes) = &envelope.act else { panic!("a demo only changes") };
            assert!((1..=500).contains(&changes.len()));
            assert!(last <= (envelope.at, envelope.day) && last.1 <= envelope.day);
            assert_eq!(envelope.day, business_day(envelope.at, ZONE));
            assert!(ops.insert(envelope.op));
            last = (envelope.at, envelope.day);
        }
    });
}

#[test]
fn nothing_has_happened_after_now() {
    for (local, what) in MOMENTS {
        let book = Book::at(local, 7);
        let now = moment(local);
        assert!(book.demo.envelopes.iter().all(|it| it.at <= now), "{what}");
        assert!(book.touches().iter().all(|touch| touch.end.unwrap() <= now), "{what}");
        assert!(book.accounts().iter().all(|account| account.added <= book.today));
        assert!(book.appointments().iter().all(|it| it.made <= now));
        assert!(book.matters().iter().all(|it| it.raised <= book.today));
    }
}

#[test]
fn a_rep_is_in_one_place_at_a_time_and_only_on_working_days() {
    everywhere(|book| {
        let mut last: BTreeMap<RepId, DateTime<Utc>> = BTreeMap::new();
        for touch in book.touches() {
            let (start, end) = (touch.start.unwrap(), touch.end.unwrap());
            assert!(!touch.open && start < end, "{touch:?}");
            assert!(last.insert(touch.rep, end).is_none_or(|before| before < start), "{touch:?}");
            assert_eq!(touch.day, business_day(start, ZONE));
            assert!(book.calendar.is_working(touch.day), "{touch:?}");
            assert!(end < instant(touch.day, chrono::NaiveTime::from_hms_opt(20, 30, 0).unwrap(), ZONE), "{touch:?}");
            let Record::Account(account) = &book.records[&Key::new(Kind::Account, touch.account.0)] else { panic!() };
            let away = account.closures.iter().copied().chain(account.pauses.iter().map(|pause| pause.span));
            assert!(away.into_iter().all(|span| !span.contains(touch.day)), "{touch:?}");
            assert!(account.added <= touch.day && account.rep == Some(touch.rep));
        }
    });
}

#[test]
fn the_spread_of_states_is_believable_at_any_moment() {
    everywhere(|book| {
        let spread = book.spread();
        let of = |tier, state| spread.get(&(tier, state)).copied().unwrap_or(0);
        for (tier, overdue) in [("A", 3..=3), ("B", 3..=4), ("C", 3..=3)] {
            assert!(overdue.contains(&of(tier, "overdue")), "{spread:?}");
            assert!(of(tier, "early") >= 1, "{spread:?}");
        }
        let last_day: usize = ["A", "B", "C"].iter().map(|tier| of(tier, "last day")).sum();
        assert!((3..=4).contains(&last_day), "{spread:?}");
        assert!(of("A", "in window") + of("B", "in window") + of("C", "in window") >= 15, "{spread:?}");
        assert_eq!((of("C", "never"), of("B", "paused"), of("C", "paused"), of("", "no cadence")), (3, 1, 1, 2));
        let sizes: [usize; 4] =
            ["A", "B", "C", ""].map(|tier| spread.iter().filter(|((t, _), _)| *t == tier).map(|(_, n)| n).sum());
        assert_eq!(sizes, [12, 20, 36, 2]);
    });
}

#[test]
fn todays_route_is_done_as_far_as_the_clock_has_come() {
    let cases = [
        ("2026-03-16 08:00", 0..=0),
        ("2026-03-13 09:10", 1..=2),
        ("2026-03-13 10:30", 2..=5),
        ("2026-11-20 23:40", 12..=14),
    ];
    for (local, done) in cases {
        for seed in 0..6 {
            let book = Book::at(local, seed);
            let stops = book.stops(book.today);
            assert!((12..=14).contains(&stops.len()), "{local}: {}", stops.len());
            let count = stops.iter().take_while(|stop| !stop.fate.is_open()).count();
            assert!(done.contains(&count), "{local}: {count}");
            assert!(stops[count..].iter().all(|stop| stop.fate.is_open()), "the first ones are done");
        }
    }
}

#[test]
fn routes_before_and_after_today() {
    everywhere(|book| {
        let day = book.route_day();
        assert!((12..=14).contains(&book.stops(day).len()));
        let next = book.stops(book.calendar.next_working(day));
        assert!((4..=8).contains(&next.len()) && next.iter().all(|stop| stop.fate.is_open()));
        let (mut skipped, mut before) = (0, book.today);
        for _ in 0..10 {
            before = book.calendar.previous_working(before);
            let stops = book.stops(before);
            assert!(stops.len() >= 3, "{before}: {}", stops.len());
            for stop in stops {
                match &stop.fate {
                    Fate::Open | Fate::Left | Fate::Rolled { .. } | Fate::Handed { .. } => panic!("{stop:?}"),
                    Fate::Skipped { reason } => {
                        assert!(!reason.is_empty());
                        skipped += 1;
                    }
                    Fate::Done { touch } => {
                        let Record::Touch(touch) = &book.records[&Key::new(Kind::Touch, touch.0)] else { panic!() };
                        assert_eq!((touch.account, touch.day, touch.rep), (stop.account, stop.day, stop.rep));
                    }
                }
            }
        }
        assert!(skipped >= 3, "{skipped}");
    });
}

#[test]
fn a_route_goes_from_neighbour_to_neighbour() {
    everywhere(|book| {
        let places: HashMap<AccountId, Place> =
            book.accounts().into_iter().map(|it| (it.id, it.place.unwrap())).collect();
        let mut route: Vec<AccountId> = book.stops(book.route_day()).iter().map(|stop| stop.account).collect();
        let length = |route: &[AccountId]| -> f64 {
            route.windows(2).map(|pair| places[&pair[0]].metres_to(places[&pair[1]])).sum()
        };
        let planned = length(&route);
        route.sort_unstable(); // shops were put on the streets at random, so their identities are no order on the ground
        assert!(planned < 0.75 * length(&route), "{planned} {}", length(&route));
    });
}

#[test]
fn matters_and_appointments_fill_the_follow_ups() {
    everywhere(|book| {
        let matters = book.matters();
        let open: Vec<_> = matters.iter().filter(|it| it.answered.is_none()).collect();
        let due = |pick: &dyn Fn(NaiveDate) -> bool| open.iter().filter(|it| it.due.is_some_and(pick)).count();
        assert!(due(&|due| due < book.today) >= 2);
        assert!(due(&|due| due == book.route_day()) >= 2);
        assert!(due(&|due| due > book.route_day()) >= 2);
        assert!(open.iter().any(|it| it.due.is_none()) && open.iter().any(|it| it.kind == MatterKind::Complaint));
        assert!(matters.len() - open.len() > 3 * open.len(), "most were answered: {}", matters.len());
        assert!(matters.iter().all(|it| it.answered.is_none_or(|day| day >= it.raised) && !it.text.is_empty()));

        let appointments = book.appointments();
        let on = |day| appointments.iter().filter(|it| it.day == day).collect::<Vec<_>>();
        let [today] = on(book.route_day())[..] else { panic!("one today") };
        assert!(today.time.unwrap() >= chrono::NaiveTime::from_hms_opt(13, 0, 0).unwrap());
        assert!(book.stops(book.route_day()).iter().any(|stop| stop.account == today.account));
        let tomorrow = on(book.calendar.next_working(book.route_day()));
        let [tomorrow] = tomorrow[..] else { panic!("one tomorrow") };
        assert_eq!(tomorrow.outcome, None);
        assert!(book.stops(tomorrow.day).iter().any(|stop| stop.account == tomorrow.account));
        for outcome in [Outcome::Kept, Outcome::Late, Outcome::Cancelled] {
            assert!(appointments.iter().any(|it| it.day < book.today && it.outcome == Some(outcome)), "{outcome:?}");
        }
    });
}

#[test]
fn notes_are_varied_and_in_both_languages() {
    let book = Book::at("2026-03-13 10:30", 7);
    let notes: Vec<&str> =
        book.touches().iter().map(|touch| touch.content.note.as_str()).filter(|it| !it.is_empty()).collect();
    let chinese = notes.iter().filter(|note| note.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))).count();
    assert!(notes.len() > 400, "{}", notes.len());
    assert!((notes.len() / 3..notes.len() * 2 / 3).contains(&chinese), "{chinese} of {}", notes.len());
    assert!(notes.iter().all(|note| note.lines().count() <= 2 && !note.contains(['{', '}'])));
    let distinct: BTreeSet<&str> = notes.iter().copied().collect();
    assert!(distinct.len() * 100 > notes.len() * 95, "{} of {}", distinct.len(), notes.len());
    let lines: BTreeSet<&str> = notes.iter().flat_map(|note| note.lines()).collect();
    assert!(lines.len() > 300, "{}", lines.len());
}

#[test]
fn the_territory_has_all_that_a_territory_has() {
    let book = Book::at("2026-03-13 10:30", 7);
    let (own, touches) = (book.own(), book.touches());
    assert_eq!((own.len(), book.accounts().len()), (70, 76));
    for unique in [
        own.iter().map(|it| it.name.clone()).collect::<HashSet<_>>(),
        own.iter().map(|it| it.other_name.clone()).collect(),
        own.iter().map(|it| it.address.clone()).collect(),
        own.iter().map(|it| it.code().to_owned()).collect(),
        own.iter().map(|it| it.phone.clone()).collect(),
    ] {
        assert_eq!(unique.len(), own.len(), "no two shops alike");
    }
    assert!(own.iter().any(|it| it.codes.len() == 3), "a shop with two licences");
    assert!(own.iter().any(|it| it.own_window.as_ref().is_some_and(|own| !own.reason.is_empty())));
    assert_eq!(own.iter().filter(|it| !it.closures.is_empty()).count(), 2);
    let pauses: Vec<bool> = own.iter().flat_map(|it| &it.pauses).map(|it| it.span.last.is_some()).collect();
    assert_eq!(pauses.len(), 2);
    assert!(pauses.contains(&true) && pauses.contains(&false), "one with an end, one without");
    let hangzhou = own
        .iter()
        .map(|it| it.place.unwrap())
        .all(|it| (30.2..30.4).contains(&it.lat) && (120.1..120.3).contains(&it.lon));
    assert!(hangzhou);

    let contacts = book.all(|record| if let Record::Contact(it) = record { Some(it) } else { None });
    assert_eq!(contacts.iter().filter(|it| !it.counts).count(), 1, "the driver");
    assert!(own.iter().all(|account| (1..=3).contains(&contacts.iter().filter(|it| it.account == account.id).count())));
    let reps = book.all(|record| if let Record::Rep(it) = record { Some(it) } else { None });
    let who: Vec<(&str, &str, Role)> = reps.iter().map(|it| (it.code.as_str(), it.name.as_str(), it.role)).collect();
    assert_eq!(
        who,
        [("wangfang", "王芳", Role::Rep), ("liuyang", "刘洋", Role::Rep), ("chenli", "陈立", Role::Supervisor)]
    );
    assert!(reps.iter().all(|it| it.team == reps[0].team && it.team.is_some()));
    assert_eq!(reps[0].id, book.demo.rep);

    let count = |pick: &dyn Fn(&Touch) -> bool| touches.iter().filter(|it| pick(it)).count();
    assert!((2..=9).contains(&count(&|it| it.levels == [Level::Rep, Level::Supervisor])), "joint visits");
    assert_eq!(count(&|it| it.content.attempted), 2);
    assert_eq!(count(&|it| matches!(it.content.kind, TouchKind::Phone | TouchKind::Chat)), 8);
    assert!(count(&|it| it.content.kind == TouchKind::Stay) >= 5);
    assert!(
        touches
            .iter()
            .filter(|it| it.content.kind == TouchKind::Stay)
            .all(|it| (60..=120).contains(&it.minutes().unwrap()))
    );
    assert!(count(&|it| it.content.satisfaction.is_some()) > 100 && count(&|it| it.content.next.is_some()) > 100);
    let first = touches.iter().map(|it| it.day).min().unwrap();
    assert!((Duration::days(110)..=Duration::days(120)).contains(&(book.today - first)));
}

#[test]
fn visits_keep_their_tiers_cadence() {
    let book = Book::at("2026-11-20 23:40", 3);
    let mut gaps: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for account in book.own() {
        let Some(tier) = book.tier(account).filter(|_| account.own_window.is_none()) else { continue };
        let days: Vec<NaiveDate> = book
            .touches()
            .iter()
            .filter(|touch| touch.account == account.id && touch.is_accepted(Level::Rep, &tier.cadences[&Level::Rep]))
            .map(|touch| touch.day)
            .collect();
        let between = |pair: &[NaiveDate]| book.calendar.ordinal(pair[1]) - book.calendar.ordinal(pair[0]);
        gaps.entry(&tier.code).or_default().extend(days.windows(2).map(between));
    }
    for (tier, low, high) in [("A", 3, 5), ("B", 7, 10), ("C", 14, 30)] {
        let gaps = &gaps[tier];
        let kept = gaps.iter().filter(|gap| (low..=high).contains(*gap)).count();
        assert!(kept * 100 > gaps.len() * 60 && kept < gaps.len(), "{tier}: {kept} of {}, human", gaps.len());
    }
}

#[test]
fn other_tiers_than_the_shipped_ones_do_no_harm() {
    let mut odd = tiers();
    for (tier, (min, max)) in odd.iter_mut().zip([(0, 1), (5, 5), (60, 90)]) {
        let cadence = tier.cadences.get_mut(&Level::Rep).unwrap();
        (cadence.window, cadence.unit) = (Window { min, max }, Unit::Calendar);
    }
    let none = Vec::new();
    for tiers in [none, tiers()[..1].to_vec(), odd] {
        let demo = territory(moment("2026-03-13 10:30"), ZONE, 7, &tiers);
        let changes = demo.envelopes.iter().flat_map(|it| if let Act::Change(all) = &it.act { &all[..] } else { &[] });
        let accounts = changes.filter(|change| matches!(change, Change::Add(Record::Account(_)))).count();
        assert_eq!(accounts, 76, "with {} tiers", tiers.len());
    }
}

#[test]
fn days_are_those_of_the_zone() {
    let zone = chrono_tz::America::New_York;
    let now = moment("2026-03-14 05:00"); // in New York Friday the 13th, 17:00; the clocks went forward the Sunday before
    let demo = territory(now, zone, 7, &tiers());
    for envelope in &demo.envelopes {
        let Act::Change(changes) = &envelope.act else { panic!("a demo only changes") };
        for change in changes {
            if let Change::Add(Record::Touch(touch)) = change {
                assert_eq!(touch.day, business_day(touch.start.unwrap(), zone), "{touch:?}");
                let hour = touch.start.unwrap().with_timezone(&zone).hour();
                assert!((8..20).contains(&hour) && touch.end.unwrap() <= now, "{touch:?}");
            }
        }
    }
    assert_eq!(demo.envelopes.last().unwrap().day, NaiveDate::from_ymd_opt(2026, 3, 13).unwrap());
}
