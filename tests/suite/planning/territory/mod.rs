//! Territories: every split here is verified by `check`, which shares no code with the search.

use rounds::planning::limits::{Limits, Outcome};
use rounds::planning::seed::Draws;
use rounds::planning::territory::check::check;
use rounds::planning::territory::{Account, Group, Groups, Rule, Seat, Split, Why, split};

use super::km;

mod bad_input;
mod balance;
mod capacitated;
mod checks;
mod exhaustive;
mod limits;
mod moves;

/// Splits, checks, and hands out what was found.
fn run(accounts: &[Account], seats: &[Seat], rule: Rule, iterations: u64, seed: u64) -> Outcome<Split, Why> {
    let mut limits = Limits { iterations, seed, stop: &mut || false, progress: &mut |_| () };
    let found = split(accounts, seats, rule, &mut limits);
    assert_eq!(check(accounts, seats, rule, &found.best, found.cost), Ok(()), "{:?}", found.notes);
    found
}

/// Seats that serve everything.
fn all(seats: usize) -> Vec<Seat> {
    vec![Seat { serves: Groups::ALL }; seats]
}

/// An account so many kilometres north and east of the middle of the town, with so many minutes in a period.
fn account(north: f64, east: f64, minutes: u64) -> Account {
    Account { place: km(north, east), seconds: minutes * 60, group: Group(0), present: None, fixed: false }
}

/// Accounts as they lie: most in and around a few towns, some in the country; a tenth key, a fifth next, the rest basic, in minutes a month.
fn towns(many: usize, seed: u64) -> Vec<Account> {
    let mut draws = Draws::new(seed);
    let towns: Vec<(f64, f64, f64)> =
        (0..6).map(|_| (within(&mut draws, 40.0), within(&mut draws, 40.0), 1.0 + within(&mut draws, 0.8))).collect();
    let mut one = || {
        let minutes = [150, 50, 50, 15, 15, 15, 15, 15, 15, 20][draws.below(10)];
        if draws.below(10) == 0 {
            return account(within(&mut draws, 45.0), within(&mut draws, 45.0), minutes);
        }
        let (north, east, wide) = towns[draws.below(towns.len())];
        let mut near = || within(&mut draws, wide) + within(&mut draws, wide) + within(&mut draws, wide);
        account(north + near(), east + near(), minutes)
    };
    (0..many).map(|_| one()).collect()
}

/// An even draw between −`most` and `most`.
fn within(draws: &mut Draws, most: f64) -> f64 {
    (draws.below(2_000_001) as f64 / 1_000_000.0 - 1.0) * most
}

/// Gives accounts to seats in strips from west to east, of unequal width: a present that needs work.
fn in_strips(accounts: &mut [Account], seats: usize) {
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by(|a, b| {
        let lon = |at: &usize| accounts[*at].place.map_or(0.0, |place| place.lon);
        lon(a).total_cmp(&lon(b))
    });
    let many = accounts.len();
    for (nth, at) in order.into_iter().enumerate() {
        accounts[at].present = Some((nth * nth * seats / (many * many)).min(seats - 1));
    }
}
