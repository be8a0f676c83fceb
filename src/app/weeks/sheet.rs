//! What the weeks are planned from: the accounts of the book with their rhythms, the days with their hours, and the stops that are on the
//! routes already. What happened is in the accounts' clocks. What is agreed stays: appointments, stops at a time of their own, locked stops,
//! stops on days off, and today's route once it has a stop.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};

use crate::domain::account::Opening;
use crate::domain::cadence::State;
use crate::domain::ids::{AccountId, StopId};
use crate::domain::people::{Hours, Rep};
use crate::domain::place::Place;
use crate::domain::urgency::compare;
use crate::planning::matrix::{Matrix, Source};
use crate::planning::timetable;
use crate::planning::weeks::{Account, Day, Plan, Problem, Weights, evaluate};
use crate::roads::Roads;
use crate::store::{BookRow, Result, Store};

use super::{MADE_FOR, mark_of};
use crate::app::day::DayKind;
use crate::app::policy::{Line, Policy};
use crate::app::who::Who;

/// The weeks as they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The days, today first.
    pub dates: Vec<NaiveDate>,
    /// What kind of day each is.
    pub kinds: Vec<DayKind>,
    /// The accounts, by tier and urgency; the planner names one by its place here. Behind them those of a colleague who may leave.
    pub rows: Vec<Row>,
    /// What is asked of the planner.
    pub asked: Problem,
    /// Where the accounts are, then where the days start and end.
    pub places: Vec<Option<Place>>,
    /// The routes as they stand.
    pub present: Plan,
    /// The open stop of an account on a day.
    pub stops: BTreeMap<(usize, usize), StopId>,
    /// The time at which a visit is to begin, where one was agreed.
    pub times: BTreeMap<(usize, usize), NaiveTime>,
    /// The stops that are locked in their place.
    pub locked: BTreeSet<(usize, usize)>,
    /// Whether the ways of the routes as they stand are known, not estimated.
    pub ways_known: bool,
    /// The rep's hours.
    pub hours: Hours,
    /// What a colleague would leave: the last rows as the planner would have to know them.
    pub joining: Vec<Account>,
    /// The colleague's name.
    pub leaver: String,
}

/// An account of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line, as of today.
    pub line: Line,
    /// It was visited today.
    pub visited_today: bool,
}

impl Sheet {
    /// Whether a stop of an account on a day stays whatever is planned.
    pub fn is_agreed(&self, row: usize, day: usize) -> bool {
        self.asked.accounts.get(row).is_some_and(|account| account.fixed.contains(&day))
    }

    /// Whether the rep may still take a day off: it is a working day, and today only if nothing has happened or is planned on it.
    pub fn can_be_off(&self, day: usize) -> bool {
        let has_begun = || !self.present.days[day].is_empty() || self.rows.iter().any(|row| row.visited_today);
        self.asked.days[day].works && (day > 0 || !has_begun())
    }

    /// Whether a plan for the one is a plan for the other: the same accounts on the same days with the same stops.
    pub fn is_like(&self, other: &Self) -> bool {
        let is_same = |a: &Row, b: &Row| a.line.row.account == b.line.row.account;
        self.dates == other.dates
            && self.stops == other.stops
            && self.asked.accounts == other.asked.accounts
            && self.joining == other.joining
            && self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(|(a, b)| is_same(a, b))
    }

    /// The ways, as far as they are known without asking anybody.
    fn matrix(&self, roads: &Roads) -> Matrix {
        let estimated = || Matrix::of(&self.places, roads.estimate(), Source::Estimate(roads.estimate().usual));
        roads.known(&self.places).unwrap_or_else(estimated)
    }
}

/// Reads the weeks as they stand, and what would come from a colleague who leaves.
pub fn sheet(store: &dyn Store, who: &Who, policy: &Policy, weeks: u32, leaver: Option<&Rep>) -> Result<Sheet> {
    let dates: Vec<NaiveDate> =
        (0..u64::from(weeks) * 7).filter_map(|day| who.today.checked_add_days(Days::new(day))).collect();
    let kind = |day: &NaiveDate| match (policy.on_leave(who.rep.id, *day), policy.calendar.is_working(*day)) {
        (true, _) => DayKind::Leave,
        (false, true) => DayKind::Working,
        (false, false) => DayKind::Rest,
    };
    let kinds: Vec<DayKind> = dates.iter().map(kind).collect();
    let standing = Standing::read(store, who, policy, (&dates, &kinds))?;
    let mut rows = standing.rows(who, &dates);
    let own = rows.len();
    if let Some(leaver) = leaver {
        let theirs = store.book(who.viewer(), leaver.id, who.today)?.into_iter();
        let theirs = theirs.filter(|row| !standing.lines.contains_key(&row.account));
        // The clock goes on, by the calendar of whoever has the account now.
        let theirs = theirs.map(|row| policy.line(BookRow { rep: Some(who.rep.id), ..row }, who.today));
        rows.extend(theirs.filter(|line| is_planned(line, &dates)).map(|line| Row { visited_today: false, line }));
    }
    let at: BTreeMap<AccountId, usize> = rows.iter().enumerate().map(|(at, row)| (row.line.row.account, at)).collect();
    let hours = Span::of(who.rep.hours);
    let accounts = rows.iter().enumerate().map(|(at, row)| standing.account(row, at, &dates, (policy, who), hours));
    let mut accounts: Vec<Account> = accounts.collect();
    let joining = accounts.split_off(own);
    let ends = who.rep.home.map(|_| rows.len());
    let days = kinds.iter().enumerate().map(|(day, kind)| match kind {
        DayKind::Working if day == 0 && standing.today_is_free => Day::working(hours.left(who), 0),
        DayKind::Working => Day::working(hours.seconds, 0),
        DayKind::Rest | DayKind::Leave => Day::OFF,
    });
    let asked = Problem { days: days.collect(), accounts, start: ends, end: ends, weights: Weights::default() };
    let places = rows.iter().map(|row| row.line.row.place).chain([who.rep.home]).collect();
    let mut stops = BTreeMap::new();
    let mut routes = vec![Vec::new(); dates.len()];
    for (day, route) in standing.routes.iter().enumerate() {
        for (row, stop) in route.iter().filter_map(|(account, stop)| Some((*at.get(account)?, *stop))) {
            routes[day].push(row);
            stops.insert((day, row), stop);
        }
    }
    let hours = who.rep.hours;
    let times = standing.times.iter().filter_map(|((account, day), time)| Some(((*day, *at.get(account)?), *time)));
    let times = times.collect();
    let locked = standing.locked.iter().filter_map(|(account, day)| Some((*day, *at.get(account)?))).collect();
    let leaver = leaver.map_or_else(String::new, |leaver| leaver.name.clone());
    let mut sheet = Sheet {
        dates,
        kinds,
        rows,
        asked,
        places,
        present: Plan::default(),
        stops,
        times,
        locked,
        ways_known: false,
        hours,
        joining,
        leaver,
    };
    // Routes that were changed since, or taken back, are not those that were made for it.
    let kept = store.settings(who.viewer())?.remove(MADE_FOR).unwrap_or_default();
    let kept = kept.split_once(' ').filter(|(_, mark)| *mark == mark_of(&sheet, &routes).to_string());
    let made_for = kept.and_then(|(made_for, _)| made_for.parse().ok()).unwrap_or(0);
    let matrix = sheet.matrix(&policy.roads);
    sheet.ways_known = !matches!(matrix.source(), Source::Estimate(_));
    sheet.present = Plan { made_for, ..evaluate(&sheet.asked, &matrix, routes, None) };
    Ok(sheet)
}

/// What stands already.
struct Standing {
    /// The book, and whoever else is on a route.
    lines: BTreeMap<AccountId, Line>,
    /// The open stops of each day, in order.
    routes: Vec<Vec<(AccountId, StopId)>>,
    /// The days on which a visit is agreed.
    agreed: BTreeMap<AccountId, Vec<usize>>,
    /// The times that are agreed.
    times: BTreeMap<(AccountId, usize), NaiveTime>,
    /// The stops that are locked in their place.
    locked: BTreeSet<(AccountId, usize)>,
    /// There is no stop today yet.
    today_is_free: bool,
}

impl Standing {
    fn read(store: &dyn Store, who: &Who, policy: &Policy, (dates, kinds): (&[NaiveDate], &[DayKind])) -> Result<Self> {
        let (viewer, rep) = (who.viewer(), who.rep.id);
        let book = store.book(viewer, rep, who.today)?.into_iter();
        let mut standing = Self {
            lines: book.map(|row| (row.account, policy.line(row, who.today))).collect(),
            routes: Vec::with_capacity(dates.len()),
            agreed: BTreeMap::new(),
            times: BTreeMap::new(),
            locked: BTreeSet::new(),
            today_is_free: true,
        };
        for (day, date) in dates.iter().enumerate() {
            let mut route = Vec::new();
            for row in store.route(viewer, rep, *date)? {
                standing.today_is_free &= day > 0;
                if !row.stop.fate.is_open() {
                    continue;
                }
                let account = row.stop.account;
                if day == 0 || row.stop.pinned.is_some() || row.stop.locked || kinds[day] != DayKind::Working {
                    standing.agreed.entry(account).or_default().push(day);
                }
                standing.times.extend(row.stop.pinned.map(|time| ((account, day), time)));
                if row.stop.locked {
                    standing.locked.insert((account, day));
                }
                route.push((account, row.stop.id));
                standing.lines.entry(account).or_insert_with(|| policy.line(row.account, who.today));
            }
            standing.routes.push(route);
        }
        for appointment in store.follow_ups(viewer, rep)?.appointments {
            let day = dates.iter().position(|date| *date == appointment.day);
            if let Some(day) = day.filter(|_| standing.lines.contains_key(&appointment.account)) {
                standing.agreed.entry(appointment.account).or_default().push(day);
                if let Some(time) = appointment.time {
                    standing.times.entry((appointment.account, day)).or_insert(time);
                }
            }
        }
        Ok(standing)
    }

    /// Whoever wants visits within these days or has a stop on one of them, by tier and urgency.
    fn rows(&self, who: &Who, dates: &[NaiveDate]) -> Vec<Row> {
        let on_route: BTreeSet<AccountId> = self.routes.iter().flatten().map(|(account, _)| *account).collect();
        let is_in = |line: &&Line| {
            let account = &line.row.account;
            on_route.contains(account) || self.agreed.contains_key(account) || is_planned(line, dates)
        };
        let row = |line: &Line| Row { visited_today: line.row.last == Some(who.today), line: line.clone() };
        let mut rows: Vec<Row> = self.lines.values().filter(is_in).map(row).collect();
        rows.sort_by(|a, b| {
            let tier = |row: &Row| row.line.tier_rank.unwrap_or(u32::MAX);
            tier(a).cmp(&tier(b)).then_with(|| compare(&a.line.rank(), &b.line.rank()))
        });
        rows
    }

    /// What the planner has to know of an account.
    fn account(
        &self,
        row: &Row,
        point: usize,
        dates: &[NaiveDate],
        (policy, who): (&Policy, &Who),
        hours: Span,
    ) -> Account {
        let book = &row.line.row;
        let fixed = self.agreed.get(&book.account).cloned().unwrap_or_default();
        let open = book.hours.is_empty() || book.hours.iter().any(|opening| hours.meets(opening));
        let away = |date: NaiveDate| book.closures.iter().chain(&book.pauses).any(|span| span.contains(date));
        let is_barred = |(day, date): &(usize, &NaiveDate)| {
            // Today is over for who was visited, and is not added to once it has a route.
            let over = *day == 0 && (row.visited_today || !self.today_is_free) && !fixed.contains(&0);
            over || !open || away(**date)
        };
        let barred = dates.iter().enumerate().filter(is_barred).map(|(day, _)| day).collect();
        let factor = book.tier.and_then(|tier| policy.tier(tier)).map_or(1.0, |tier| tier.factor);
        let is_own = book.rep == Some(who.rep.id);
        Account {
            point: Some(point),
            service: row.line.minutes * 60,
            rhythm: policy.rhythm(book, who.today, dates.len()).filter(|_| is_own),
            barred,
            fixed,
            factor: (factor * 100.0).round().clamp(1.0, 100_000.0) as u32,
            rank: row.line.tier_rank.unwrap_or(u32::MAX),
        }
    }
}

/// Whether an account wants visits within these days.
fn is_planned(line: &Line, dates: &[NaiveDate]) -> bool {
    match line.standing.state {
        State::NoCadence => false,
        State::Paused { until } => until.is_some_and(|until| dates.last().is_some_and(|last| until <= *last)),
        _ => true,
    }
}

/// The hours of a day in seconds of the day; the end may lie behind midnight.
#[derive(Clone, Copy)]
struct Span {
    from: i64,
    to: i64,
    /// Seconds of work: lunch is taken off.
    seconds: u32,
}

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

impl Span {
    fn of(hours: Hours) -> Self {
        let (from, to) = (timetable::seconds(hours.start), timetable::seconds(hours.end));
        let to = if to < from { to + DAY } else { to };
        let seconds = u32::try_from(to - from - i64::from(hours.lunch) * 60).unwrap_or(0);
        Self { from, to, seconds }
    }

    /// Whether a shop that is open from one time to another is open within them.
    fn meets(self, opening: &Opening) -> bool {
        let (from, to) = (timetable::seconds(opening.from), timetable::seconds(opening.to));
        let to = if to <= from { to + DAY } else { to };
        from < self.to && self.from < to
    }

    /// What of them is left now.
    fn left(self, who: &Who) -> u32 {
        let now = timetable::seconds(who.now.with_timezone(&who.rep.zone).time());
        u32::try_from((self.to - now).max(0)).unwrap_or(0).min(self.seconds)
    }
}
