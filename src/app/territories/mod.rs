//! Territories on behalf of those who lead: which rep looks after which account so that everybody has about the same work and short ways.
//! What is asked and what there is are read here; the search needs no store and runs beside the screen. Nothing is changed before moves are
//! accepted ([`choice`]).

pub mod choice;
pub mod listing;
pub mod wording;
mod workload;

use chrono::NaiveDate;

use crate::domain::account::{Account, Segment};
use crate::domain::ids::{AccountId, RepId, TeamId};
use crate::domain::people::{Rep, Role, Team};
use crate::domain::place::Place;
use crate::planning::limits::{Limits, Stopped};
use crate::planning::territory::{self, Begin, Group, Groups, Moved, Picture, Rule, Seat, Why};
use crate::store::{Result, Store};

use super::policy::Policy;
use super::thinking::Signal;
use super::who::Who;

/// More accounts are not split at once.
pub const MOST_ACCOUNTS: usize = 20_000;

/// Nor among more reps.
pub const MOST_REPS: usize = 200;

/// Whose territories are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Those of everybody who can be seen, and what belongs to nobody.
    #[default]
    All,
    /// Those of a team and of the teams under it.
    Team(TeamId),
}

/// How much may change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freedom {
    /// As few accounts move as even loads need.
    #[default]
    Least,
    /// Some more, where their ways get much shorter by it.
    Some,
    /// As if nobody had any.
    Free,
}

impl Freedom {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Least, Self::Some, Self::Free];
}

/// What is asked of a split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whose territories.
    pub whose: Whose,
    /// Those who take no part: they keep what they have and get nothing. Who leads takes part only if named in `also`.
    pub without: Vec<RepId>,
    /// Those who lead and have a territory that takes part all the same.
    pub also: Vec<RepId>,
    /// Kinds of shop that stay with the rep who has them.
    pub staying: Vec<Segment>,
    /// How far a load may be from the mean, in percent of it.
    pub tolerance: u32,
    /// At least so many accounts in a hundred stay with their rep.
    pub keep: u32,
    /// How much may change.
    pub freedom: Freedom,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            whose: Whose::All,
            without: Vec::new(),
            also: Vec::new(),
            staying: Vec::new(),
            tolerance: 5,
            keep: 0,
            freedom: Freedom::Least,
        }
    }
}

/// Why there is nothing to split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// Who asks does not lead.
    NotLeading,
    /// Nobody takes part.
    NoReps,
    /// Those who take part have no accounts.
    NoAccounts,
    /// There are more than can be split at once: a team has to be chosen.
    TooMany,
}

/// An account that takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    /// Which.
    pub account: AccountId,
    /// Name on the sign.
    pub name: String,
    /// The first code, may be empty.
    pub code: String,
    /// Where.
    pub place: Option<Place>,
    /// Its rep, among those who take part.
    pub rep: Option<usize>,
    /// What it takes in four weeks, ways included, in seconds.
    pub seconds: u64,
    /// Its kind of shop stays with its rep.
    pub stays: bool,
}

/// What is to be split: all that the search needs.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What is asked.
    pub asked: Asked,
    /// Who takes part, by code.
    pub reps: Vec<Rep>,
    /// Who could and does not, by code.
    pub others: Vec<Rep>,
    /// What is split, by identity.
    pub shops: Vec<Shop>,
    /// How many are closed for good and left where they are.
    pub closed: usize,
}

/// A split that was found. Of who takes part and of the accounts it speaks by their places in its lists.
#[derive(Clone, Debug)]
pub struct Division {
    /// What was asked, who takes part, what was split.
    pub problem: Problem,
    /// What would change hands, in an order in which each can be accepted by itself.
    pub moves: Vec<Moved>,
    /// What is to be said about it.
    pub notes: Vec<Why>,
    /// It was stopped early: this is the best there was.
    pub is_cut_short: bool,
}

/// Who can take part: those whose territories are looked at, by code.
pub fn people(store: &dyn Store, who: &Who, whose: Whose) -> Result<Vec<Rep>> {
    let mut reps = store.reps(who.viewer())?;
    if let Whose::Team(team) = whose {
        let teams = under(&store.reference(who.viewer())?.teams, team);
        reps.retain(|rep| rep.team.is_some_and(|team| teams.contains(&team)));
    }
    Ok(reps)
}

/// A team and all under it.
fn under(teams: &[Team], top: TeamId) -> Vec<TeamId> {
    let mut found = vec![top];
    let mut at = 0;
    while let Some(above) = found.get(at).copied() {
        let below = teams.iter().filter(|team| team.parent == Some(above)).map(|team| team.id);
        let new: Vec<TeamId> = below.filter(|id| !found.contains(id)).collect();
        found.extend(new);
        at += 1;
    }
    found
}

/// Whether somebody takes part.
pub fn takes_part(asked: &Asked, rep: &Rep) -> bool {
    if rep.role == Role::Rep { !asked.without.contains(&rep.id) } else { asked.also.contains(&rep.id) }
}

impl Asked {
    /// Whether somebody takes part from now on.
    pub fn let_take_part(&mut self, rep: &Rep, does: bool) {
        let (list, in_it) = if rep.role == Role::Rep { (&mut self.without, !does) } else { (&mut self.also, does) };
        list.retain(|id| *id != rep.id);
        list.extend(in_it.then_some(rep.id));
    }
}

/// Reads what is to be split.
pub fn read(
    store: &dyn Store,
    who: &Who,
    policy: &Policy,
    asked: Asked,
) -> Result<std::result::Result<Problem, Nothing>> {
    if who.rep.role == Role::Rep {
        return Ok(Err(Nothing::NotLeading));
    }
    let people = people(store, who, asked.whose)?;
    let (reps, others): (Vec<Rep>, Vec<Rep>) = people.into_iter().partition(|rep| takes_part(&asked, rep));
    if reps.is_empty() {
        return Ok(Err(Nothing::NoReps));
    }
    let accounts = if reps.len() > MOST_REPS { None } else { accounts(store, who, asked.whose, &reps)? };
    let Some(mut accounts) = accounts else { return Ok(Err(Nothing::TooMany)) };
    let all = accounts.len();
    accounts.retain(|account| !is_closed(account, who.today));
    if accounts.is_empty() {
        return Ok(Err(Nothing::NoAccounts));
    }
    let closed = all - accounts.len();
    let seconds = workload::four_weeks(&accounts, policy);
    let rep = |account: &Account| reps.iter().position(|rep| Some(rep.id) == account.rep);
    let shop = |(account, seconds): (&Account, u64)| Shop {
        account: account.id,
        name: account.name.clone(),
        code: account.code().to_owned(),
        place: account.place,
        rep: rep(account),
        seconds,
        stays: account.segment.is_some_and(|segment| asked.staying.contains(&segment)),
    };
    let shops = accounts.iter().zip(seconds).map(shop).collect();
    Ok(Ok(Problem { asked, reps, others, shops, closed }))
}

/// How many accounts are read at once.
const PAGE: usize = 1_000;

/// The accounts of these reps, and nobody's where everybody's are looked at; none if they are too many.
fn accounts(store: &dyn Store, who: &Who, whose: Whose, reps: &[Rep]) -> Result<Option<Vec<Account>>> {
    let viewer = who.viewer();
    let mut found = Vec::new();
    if whose == Whose::All {
        let mut after = None;
        loop {
            let page = store.accounts(viewer, after, PAGE)?;
            let Some(last) = page.last().map(|row| row.account.id) else { break };
            after = Some(last);
            let takes_part = |rep: RepId| reps.iter().any(|it| it.id == rep);
            found.extend(page.into_iter().map(|row| row.account).filter(|account| account.rep.is_none_or(takes_part)));
            if found.len() > MOST_ACCOUNTS {
                return Ok(None);
            }
        }
        return Ok(Some(found));
    }
    for rep in reps {
        for row in store.book(viewer, rep.id, who.today)? {
            found.extend(store.account(viewer, row.account)?);
        }
        if found.len() > MOST_ACCOUNTS {
            return Ok(None);
        }
    }
    found.sort_by_key(|account| account.id);
    Ok(Some(found))
}

/// Nobody goes there any more, for all that is known.
fn is_closed(account: &Account, today: NaiveDate) -> bool {
    account.pauses.iter().any(|pause| pause.span.last.is_none() && pause.span.contains(today))
}

/// Where as few as possible are to move, a rep that has an account counts as so many times the usual distance nearer to it. Much more would
/// weigh as much as uneven loads do, and leave no weight to ways.
const STAY: u64 = 5;

/// Iterations of the search, least and most.
const ITERATIONS: (u64, u64) = (300, 8_000);

/// Iterations for each rep: of so many accounts each they take about a millisecond, of more in proportion longer.
const EACH: (u64, u64) = (100, 175);

/// How long to search: about a second of a computer of today for 1,400 accounts, five for 10,000 of a hundred reps.
fn iterations(accounts: usize, reps: usize) -> u64 {
    let (accounts, reps) = (accounts as u64, reps as u64);
    let (each, usual) = EACH;
    let share = (accounts / reps.max(1)).max(usual);
    (each * reps * usual / share).clamp(ITERATIONS.0, ITERATIONS.1)
}

impl Problem {
    fn accounts(&self) -> Vec<territory::Account> {
        let account = |shop: &Shop| territory::Account {
            place: shop.place,
            seconds: shop.seconds,
            group: Group(0),
            present: shop.rep,
            fixed: shop.stays && shop.rep.is_some(),
        };
        self.shops.iter().map(account).collect()
    }

    fn seats(&self) -> Vec<Seat> {
        vec![Seat { serves: Groups::ALL }; self.reps.len()]
    }

    /// How the territories look if each account is with one of those who take part.
    pub fn picture(&self, rep: &[Option<usize>]) -> Picture {
        territory::picture(&self.accounts(), &self.seats(), rep)
    }

    /// What tells the deviation of a load from the mean, in 1/10,000 of it.
    pub fn deviations(&self) -> impl Fn(u64) -> i32 {
        let total: u64 = self.shops.iter().map(|shop| shop.seconds.min(territory::MOST_SECONDS)).sum();
        let reps = self.reps.len();
        move |seconds| territory::deviation(seconds.cast_signed(), total.cast_signed(), reps)
    }

    fn rule(&self, accounts: &[territory::Account], seats: &[Seat]) -> Rule {
        let present: Vec<Option<usize>> = accounts.iter().map(|account| account.present).collect();
        // How far work is away from the middle of its territory.
        let usual = || {
            let territories = territory::picture(accounts, seats, &present).territories;
            let all: u64 = territories.iter().map(|it| it.seconds).sum();
            let sum: u64 = territories.iter().map(|it| it.seconds * u64::from(it.spread)).sum();
            (sum / all.max(1)).max(1)
        };
        let (begin, stay) = match self.asked.freedom {
            Freedom::Least => (Begin::Present, STAY * usual()),
            // A move has to save as much.
            Freedom::Some => (Begin::Present, usual()),
            Freedom::Free => (Begin::Afresh, 0),
        };
        let stay = u32::try_from(stay).unwrap_or(u32::MAX);
        let tolerance = self.asked.tolerance.min(100) * 100;
        Rule { tolerance, begin, keep: self.asked.keep.min(100) * 100, stay }
    }
}

/// Splits. Stopped early, it hands out the best split so far.
pub fn solve(problem: Problem, signal: &Signal) -> Division {
    let (accounts, seats) = (problem.accounts(), problem.seats());
    let rule = problem.rule(&accounts, &seats);
    let mut limits = Limits {
        iterations: iterations(accounts.len(), seats.len()),
        seed: 1,
        stop: &mut || signal.is_stopped(),
        progress: &mut |progress| signal.tell(progress.done, progress.of),
    };
    let found = territory::split(&accounts, &seats, rule, &mut limits);
    Division { problem, moves: found.best.moves, notes: found.notes, is_cut_short: found.stopped == Stopped::Told }
}
