//! Which of the moves of a split are to be made, and how the territories look if just those are. What others have changed meanwhile is
//! seen: a move that was made is made, one whose account went elsewhere is none any more.

use std::collections::HashMap;

use crate::app::account_form::hand_over;
use crate::domain::account::{Account, Beat};
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, RepId};
use crate::planning::territory::Picture;

use super::Division;

/// Where a move stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is to be made.
    Marked,
    /// It is not to be made.
    Open,
    /// It was made.
    Made,
    /// The account went elsewhere, or is gone.
    Overtaken,
}

/// What is chosen of a split.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Where each move stands.
    stands: Vec<Stands>,
    /// Who has each account now; changes as moves are made.
    present: Vec<Option<usize>>,
}

/// How the territories look, and what each move does to loads.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// As they are.
    pub before: Picture,
    /// As they would be with what is marked.
    pub after: Picture,
    /// For each move what it does after all that are marked before it.
    pub steps: Vec<Step>,
}

/// What a move does: deviations of loads from the mean in 1/10,000 of it, before and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// That of the giver.
    pub giver: Option<(i32, i32)>,
    /// That of the taker.
    pub taker: (i32, i32),
}

impl Choice {
    /// All moves of a split.
    pub fn all(division: &Division) -> Self {
        Self {
            stands: vec![Stands::Marked; division.moves.len()],
            present: division.problem.shops.iter().map(|shop| shop.rep).collect(),
        }
    }

    /// Where a move stands.
    pub fn stands(&self, nth: usize) -> Stands {
        self.stands.get(nth).copied().unwrap_or(Stands::Overtaken)
    }

    /// How many moves stand so.
    pub fn count(&self, stands: Stands) -> usize {
        self.stands.iter().filter(|it| **it == stands).count()
    }

    /// Whether a move can still be made.
    pub fn can(&self, nth: usize) -> bool {
        matches!(self.stands(nth), Stands::Marked | Stands::Open)
    }

    /// Marks these moves as far as they can be; where all of them are, takes the marks away.
    pub fn toggle(&mut self, moves: &[usize]) {
        let able: Vec<usize> = moves.iter().copied().filter(|nth| self.can(*nth)).collect();
        let all = able.iter().all(|nth| self.stands[*nth] == Stands::Marked);
        for nth in able {
            self.stands[nth] = if all { Stands::Open } else { Stands::Marked };
        }
    }

    /// Who would have each account with what is marked.
    pub fn after(&self, division: &Division) -> Vec<Option<usize>> {
        let mut rep = self.present.clone();
        for (moved, _) in division.moves.iter().zip(&self.stands).filter(|(_, stands)| **stands == Stands::Marked) {
            rep[moved.account] = Some(moved.to);
        }
        rep
    }

    /// Who has each account now.
    pub fn present(&self) -> &[Option<usize>] {
        &self.present
    }

    /// How the territories look.
    pub fn outlook(&self, division: &Division) -> Outlook {
        let problem = &division.problem;
        let before = problem.picture(&self.present);
        let mut load: Vec<u64> = before.territories.iter().map(|territory| territory.seconds).collect();
        let mut steps = Vec::with_capacity(division.moves.len());
        let deviation = problem.deviations();
        for (moved, stands) in division.moves.iter().zip(&self.stands) {
            let work = problem.shops[moved.account].seconds.min(crate::planning::territory::MOST_SECONDS);
            let (from, to) = (moved.from.map(|from| load[from]), load[moved.to]);
            // What was made already is part of the loads.
            let (had, had_not) = if *stands == Stands::Made { (work, 0) } else { (0, work) };
            let giver = from.map(|from| (from + had, (from + had).saturating_sub(work)));
            let taker = (to.saturating_sub(had), to + had_not);
            let both = |(a, b)| (deviation(a), deviation(b));
            steps.push(Step { giver: giver.map(both), taker: both(taker) });
            if *stands == Stands::Marked {
                if let (Some(from), Some((_, left))) = (moved.from, giver) {
                    load[from] = left;
                }
                load[moved.to] = taker.1;
            }
        }
        Outlook { before, after: problem.picture(&self.after(division)), steps }
    }

    /// The accounts that moves are about.
    pub fn accounts(division: &Division) -> Vec<AccountId> {
        division.moves.iter().map(|moved| division.problem.shops[moved.account].account).collect()
    }

    /// Sees what has become of the accounts that moves are about.
    pub fn renew(&mut self, division: &Division, accounts: &[Account]) {
        let now: HashMap<AccountId, &Account> = accounts.iter().map(|account| (account.id, account)).collect();
        for (moved, stands) in division.moves.iter().zip(&mut self.stands) {
            let problem = &division.problem;
            let is = |seat: usize| Some(problem.reps[seat].id);
            let account = now.get(&problem.shops[moved.account].account);
            let account = account.filter(|account| account.merged_into.is_none());
            let (state, rep) = match account {
                Some(account) if account.rep == is(moved.to) => (Stands::Made, Some(moved.to)),
                Some(account) if account.rep == moved.from.and_then(is) => match *stands {
                    Stands::Marked | Stands::Open => (*stands, moved.from),
                    Stands::Made | Stands::Overtaken => (Stands::Marked, moved.from),
                },
                Some(account) => (Stands::Overtaken, problem.reps.iter().position(|rep| Some(rep.id) == account.rep)),
                None => (Stands::Overtaken, None),
            };
            *stands = state;
            self.present[moved.account] = rep;
        }
    }

    /// The changes that make what is marked, in the order of the list; accounts as they are now. They are one operation, however many:
    /// a hand-over of which a part was made would leave loads worse than before.
    pub fn changes(&self, division: &Division, accounts: &[Account], beats: &[Beat]) -> Vec<Change> {
        let now: HashMap<AccountId, &Account> = accounts.iter().map(|account| (account.id, account)).collect();
        let change = |nth: usize| {
            let moved = &division.moves[nth];
            let before = *now.get(&division.problem.shops[moved.account].account)?;
            let to: RepId = division.problem.reps[moved.to].id;
            let mut after = before.clone();
            hand_over(&mut after, Some(to), beats);
            Change::between(&before.clone().into(), after.into())
        };
        let marked = (0..division.moves.len()).filter(|nth| self.stands[*nth] == Stands::Marked);
        marked.filter_map(change).collect()
    }
}
