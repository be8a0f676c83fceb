//! Checks a split from outside: it shares the data types with the search and nothing else.

use super::{Account, MOST_SECONDS, Picture, Rule, Seat, Split};
use crate::domain::place::Place;

/// What is wrong with a split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not as many seats, places or territories as there should be.
    Length,
    /// The account is with nobody though somebody may have it, or with somebody who does not exist or may not have it.
    Seat {
        /// Which.
        account: usize,
    },
    /// A fixed account was moved.
    Fixed {
        /// Which.
        account: usize,
    },
    /// The account is not where the plane says.
    Plane {
        /// Which.
        account: usize,
    },
    /// A territory is not as reported.
    Territory {
        /// Whose.
        seat: usize,
    },
    /// The mean, the worst deviation or the accounts nearer elsewhere are not as reported.
    Totals,
    /// The cost is not as reported.
    Cost {
        /// What it is.
        is: i64,
    },
    /// Fewer accounts stay than were asked for.
    Kept {
        /// How many stay.
        stay: usize,
    },
    /// A move is not true, or the moves do not lead from before to after.
    Moves {
        /// Which, in the list.
        nth: usize,
    },
}

/// Whether a split is one, and is what it says. `cost` is that of the outcome.
pub fn check(accounts: &[Account], seats: &[Seat], rule: Rule, split: &Split, cost: i64) -> Result<(), Fault> {
    let sizes = [split.before.territories.len(), split.after.territories.len()];
    if split.seat.len() != accounts.len() || split.plane.len() != accounts.len() || sizes != [seats.len(); 2] {
        return Err(Fault::Length);
    }
    let checked = Checked { accounts, seats, rule, split };
    checked.seats()?;
    checked.plane()?;
    let present: Vec<Option<usize>> = accounts.iter().map(|account| checked.present(account)).collect();
    checked.picture(&split.after, &split.seat)?;
    checked.picture(&split.before, &present)?;
    checked.cost(cost)?;
    checked.kept()?;
    checked.moves(&present)
}

struct Checked<'a> {
    accounts: &'a [Account],
    seats: &'a [Seat],
    rule: Rule,
    split: &'a Split,
}

impl Checked<'_> {
    fn present(&self, account: &Account) -> Option<usize> {
        account.present.filter(|seat| *seat < self.seats.len())
    }

    fn may(&self, account: &Account, seat: usize) -> bool {
        self.seats.get(seat).is_some_and(|seat| seat.serves.has(account.group))
    }

    fn work(account: &Account) -> u64 {
        account.seconds.min(MOST_SECONDS)
    }

    fn seats(&self) -> Result<(), Fault> {
        for (at, (account, seat)) in self.accounts.iter().zip(&self.split.seat).enumerate() {
            let somebody = (0..self.seats.len()).any(|seat| self.may(account, seat));
            if seat.map_or(somebody, |seat| !self.may(account, seat)) {
                return Err(Fault::Seat { account: at });
            }
            let bound = self.present(account).filter(|present| account.fixed && self.may(account, *present));
            if bound.is_some() && bound != *seat {
                return Err(Fault::Fixed { account: at });
            }
        }
        Ok(())
    }

    /// Distances on the plane are those on the sphere, to 2% and 3 m, between accounts less than half a degree of latitude apart.
    fn plane(&self) -> Result<(), Fault> {
        let known = |at: usize| {
            let place = self.accounts[at].place.and_then(|Place { lat, lon }| Place::new(lat, lon));
            (place, self.split.plane[at])
        };
        let mut last: Option<(Place, usize)> = None;
        for at in 0..self.accounts.len() {
            let (place, plane) = known(at);
            if place.is_some() != plane.is_some() {
                return Err(Fault::Plane { account: at });
            }
            let Some(place) = place else { continue };
            if let Some((other, other_at)) = last.filter(|(other, _)| (other.lat - place.lat).abs() < 0.5) {
                let (round, flat) = (place.metres_to(other), self.metres(at, other_at).unwrap_or(u64::MAX) as f64);
                let near = self.split.plane.iter().flatten().all(|[_, y]| y.abs() < 150_000);
                if near && place.lat.abs() < 60.0 && (round - flat).abs() > 0.05 * round + 3.0 {
                    return Err(Fault::Plane { account: at });
                }
            }
            last = Some((place, at));
        }
        Ok(())
    }

    /// Metres between two accounts, rounded to the nearest.
    fn metres(&self, a: usize, b: usize) -> Option<u64> {
        let ([ax, ay], [bx, by]) = (self.split.plane[a]?, self.split.plane[b]?);
        let (dx, dy) = ((f64::from(ax) - f64::from(bx)).abs(), (f64::from(ay) - f64::from(by)).abs());
        Some(((dx * dx + dy * dy).sqrt() + 0.5) as u64)
    }

    fn total(&self) -> u64 {
        let all = self.accounts.iter().zip(&self.split.seat).filter(|(_, seat)| seat.is_some());
        all.map(|(account, _)| Self::work(account)).sum()
    }

    fn picture(&self, picture: &Picture, seat_of: &[Option<usize>]) -> Result<(), Fault> {
        let total = i128::from(self.total());
        let (mut worst, mut all_elsewhere) = (0, 0);
        for (seat, territory) in picture.territories.iter().enumerate() {
            let mine: Vec<usize> = (0..self.accounts.len()).filter(|at| seat_of[*at] == Some(seat)).collect();
            let seconds: u64 = mine.iter().map(|at| Self::work(&self.accounts[*at])).sum();
            let parts = i128::from(seconds) * self.seats.len() as i128 - total;
            let deviation = if total == 0 { 0 } else { (parts * 10_000 / total) as i32 };
            // Seats off the map or that nobody serves have no place in these sums.
            let on_the_map = |at: &&usize| self.split.plane[**at].is_some() && self.serves_somebody(**at);
            let ways: Option<Vec<(usize, u64)>> = match territory.centre {
                Some(centre) if !mine.contains(&centre) => None,
                Some(centre) => {
                    mine.iter().filter(on_the_map).map(|at| Some((*at, self.metres(*at, centre)?))).collect()
                }
                None if mine.iter().any(|at| on_the_map(&at)) => None,
                None => Some(Vec::new()),
            };
            let ways = ways.ok_or(Fault::Territory { seat })?;
            let weight = |at: usize| Self::work(&self.accounts[at]).max(1);
            let weights: u64 = ways.iter().map(|(at, _)| weight(*at)).sum();
            let cost: u64 = ways.iter().map(|(at, metres)| metres * weight(*at)).sum();
            let elsewhere = ways.iter().filter(|(at, _)| self.nearer_elsewhere(*at, seat, picture)).count() as u32;
            let found = (territory.accounts as usize, territory.seconds, territory.deviation, territory.metres);
            if found != (mine.len(), seconds, deviation, ways.iter().map(|(_, metres)| metres).sum())
                || u64::from(territory.spread) != cost / weights.max(1)
                || territory.elsewhere != elsewhere
            {
                return Err(Fault::Territory { seat });
            }
            worst = worst.max(deviation.unsigned_abs());
            all_elsewhere += elsewhere;
        }
        let mean = self.total() / self.seats.len().max(1) as u64;
        let right = (picture.worst, picture.elsewhere, self.split.mean) == (worst, all_elsewhere, mean);
        if right { Ok(()) } else { Err(Fault::Totals) }
    }

    fn serves_somebody(&self, at: usize) -> bool {
        (0..self.seats.len()).any(|seat| self.may(&self.accounts[at], seat))
    }

    /// Exact, in whole squares: own distance above 6/5 of another.
    fn nearer_elsewhere(&self, at: usize, seat: usize, picture: &Picture) -> bool {
        let account = &self.accounts[at];
        if account.fixed && self.present(account).is_some_and(|present| self.may(account, present)) {
            return false;
        }
        let square = |centre: usize| {
            let ([ax, ay], [bx, by]) = (self.split.plane[at]?, self.split.plane[centre]?);
            Some((i128::from(ax) - i128::from(bx)).pow(2) + (i128::from(ay) - i128::from(by)).pow(2))
        };
        let Some(own) = picture.territories[seat].centre.and_then(square) else { return false };
        picture.territories.iter().enumerate().any(|(other, territory)| {
            other != seat
                && self.may(account, other)
                && territory.centre.and_then(square).is_some_and(|there| there * 36 < own * 25)
        })
    }

    fn cost(&self, cost: i64) -> Result<(), Fault> {
        let mut is = 0;
        for (at, account) in self.accounts.iter().enumerate() {
            let Some(seat) = self.split.seat[at].filter(|_| self.split.plane[at].is_some()) else { continue };
            let centre = self.split.after.territories[seat].centre.ok_or(Fault::Territory { seat })?;
            let metres = self.metres(at, centre).ok_or(Fault::Plane { account: at })?;
            let moves = self.present(account).is_some_and(|present| present != seat);
            let stay = if moves { u64::from(self.rule.stay.min(1_000_000)) } else { 0 };
            is += (Self::work(account).max(1) * (metres + stay)).cast_signed();
        }
        if is == cost { Ok(()) } else { Err(Fault::Cost { is }) }
    }

    fn kept(&self) -> Result<(), Fault> {
        let could = |at: &usize| {
            let account = &self.accounts[*at];
            self.split.plane[*at].is_some() && self.present(account).is_some_and(|seat| self.may(account, seat))
        };
        let could: Vec<usize> = (0..self.accounts.len()).filter(could).collect();
        let stay = could.iter().filter(|at| self.split.seat[**at] == self.present(&self.accounts[**at])).count();
        let enough = stay as u64 * 10_000 >= could.len() as u64 * u64::from(self.rule.keep.min(10_000));
        if enough { Ok(()) } else { Err(Fault::Kept { stay }) }
    }

    /// Carries the moves out one by one.
    fn moves(&self, present: &[Option<usize>]) -> Result<(), Fault> {
        let mut seat = present.to_vec();
        let mut load: Vec<u64> = self.split.before.territories.iter().map(|territory| territory.seconds).collect();
        for (nth, moved) in self.split.moves.iter().enumerate() {
            let fault = Fault::Moves { nth };
            let account = self.accounts.get(moved.account).ok_or(fault)?;
            let work = Self::work(account);
            let giver = moved.from.map(|from| (load[from], load[from] - work));
            let taker = (load[moved.to], load[moved.to] + work);
            let far = |centre: Option<usize>| Some(self.metres(moved.account, centre?)?.cast_signed());
            let old = moved.from.and_then(|from| far(self.split.before.territories[from].centre));
            let metres = far(self.split.after.territories[moved.to].centre).zip(old).map(|(new, old)| new - old);
            if seat[moved.account] != moved.from || (giver, taker, metres) != (moved.giver, moved.taker, moved.metres) {
                return Err(fault);
            }
            if let Some(from) = moved.from {
                load[from] -= work;
            }
            load[moved.to] += work;
            seat[moved.account] = Some(moved.to);
        }
        let led = |at: usize| seat[at] == self.split.seat[at] || self.split.seat[at].is_none();
        let done = Err(Fault::Moves { nth: self.split.moves.len() });
        if (0..self.accounts.len()).all(led) { Ok(()) } else { done }
    }
}
