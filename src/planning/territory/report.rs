//! What a found split means: each territory before and after, what moves, and what is to be said.

use super::ground::{Ground, NONE, outside};
use super::intake::{Intake, deviation, seconds, take_in};
use super::median::median;
use super::moves::moves;
use super::search::Found;
use super::{Account, Picture, Rule, Seat, Split, Territory, Why};
use crate::planning::limits::Outcome;

/// Candidates for the centre of a territory before.
const CANDIDATES: usize = 40;

/// Puts everything together.
pub fn report(accounts: &[Account], seats: &[Seat], intake: Intake, found: &Found) -> Outcome<Split, Why> {
    let Intake { ground, account, placed, plane, total, mut notes, .. } = intake;
    let mut seat = placed;
    for (point, at) in found.parts.seat.iter().enumerate() {
        seat[account[point]] = Some(usize::from(*at));
    }
    let present: Vec<Option<usize>> =
        accounts.iter().map(|account| account.present.filter(|seat| *seat < seats.len())).collect();
    let painter = Painter { accounts, seats, ground: &ground, account: &account, total };
    let centre = |seat: usize, members: &[u32]| {
        (!members.is_empty()).then(|| found.parts.centre.get(seat).copied().unwrap_or_default())
    };
    let after = painter.picture(&seat, centre);
    let before = painter
        .picture(&present, |_, members| members.first().map(|first| median(&ground, members, *first, CANDIDATES)));
    for (at, territory) in after.territories.iter().enumerate() {
        let out = outside(ground.band[at], territory.seconds as i64);
        if out > 0 {
            notes.push(Why::Uneven { seat: at, seconds: out as u64 });
        }
        if territory.accounts == 0 {
            notes.push(Why::Empty { seat: at });
        }
    }
    let moves = moves(accounts, seats, &plane, &seat, (&before, &after), total);
    let mean = total.unsigned_abs() / seats.len().max(1) as u64;
    let best = Split { seat, plane, mean, before, after, moves };
    Outcome { best, cost: found.score.cost, stopped: found.stopped, iterations: found.iterations, notes }
}

/// The territories if each account is with one of these seats, whatever a search has found: as they are, or as they would be with some of
/// its moves. Deviations are from the same mean as those of a split.
pub fn picture(accounts: &[Account], seats: &[Seat], seat: &[Option<usize>]) -> Picture {
    let Intake { ground, account, total, .. } = take_in(accounts, seats, Rule::default());
    let painter = Painter { accounts, seats, ground: &ground, account: &account, total };
    painter.picture(seat, |_, members| members.first().map(|first| median(&ground, members, *first, CANDIDATES)))
}

/// Draws up pictures.
struct Painter<'a> {
    accounts: &'a [Account],
    seats: &'a [Seat],
    ground: &'a Ground,
    account: &'a [usize],
    total: i64,
}

impl Painter<'_> {
    /// The territories if accounts are with these seats; `centre` says which of some points is theirs.
    fn picture(&self, seat: &[Option<usize>], centre: impl Fn(usize, &[u32]) -> Option<u32>) -> Picture {
        let seats = self.ground.seats();
        let mut territories = vec![Territory::default(); seats];
        for (account, seat) in self.accounts.iter().zip(seat) {
            if let Some(seat) = seat {
                territories[*seat].accounts += 1;
                territories[*seat].seconds += seconds(account).unsigned_abs();
            }
        }
        let mut members = vec![Vec::new(); seats];
        for (point, account) in self.account.iter().enumerate() {
            if let Some(seat) = seat[*account] {
                members[seat].push(point as u32);
            }
        }
        let centres: Vec<Option<u32>> = members.iter().enumerate().map(|(seat, some)| centre(seat, some)).collect();
        for (seat, territory) in territories.iter_mut().enumerate() {
            territory.deviation = deviation(territory.seconds as i64, self.total, seats);
            if let Some(centre) = centres[seat] {
                territory.centre = Some(self.account[centre as usize]);
                self.measure(territory, seat, &members[seat], centre, &centres);
            }
        }
        Picture {
            worst: territories.iter().map(|territory| territory.deviation.unsigned_abs()).max().unwrap_or(0),
            elsewhere: territories.iter().map(|territory| territory.elsewhere).sum(),
            territories,
        }
    }

    fn measure(&self, territory: &mut Territory, seat: usize, members: &[u32], centre: u32, centres: &[Option<u32>]) {
        let (mut cost, mut weight) = (0_u64, 0_u64);
        for point in members {
            let at = *point as usize;
            let own = u64::from(self.ground.distance(at, centre as usize));
            let squared = |centre: u32| {
                let [dx, dy] = [0, 1]
                    .map(|axis| i64::from(self.ground.at[at][axis]) - i64::from(self.ground.at[centre as usize][axis]));
                dx * dx + dy * dy
            };
            let squared_own = squared(centre);
            territory.metres += own;
            cost += own * self.ground.weight[at].unsigned_abs();
            weight += self.ground.weight[at].unsigned_abs();
            // Heavy accounts are held for the search only; those the caller fixed are where they are to be.
            let account = &self.accounts[self.account[at]];
            let bound =
                account.fixed && self.ground.fixed[at] != NONE && self.ground.fixed[at] == self.ground.present[at];
            let nearer = |(other, centre): (usize, &Option<u32>)| {
                let free = !bound && self.seats[other].serves.has(account.group);
                // Farther by more than 20% is more than 6/5, and squares save the roots.
                centre.filter(|_| other != seat && free).is_some_and(|centre| squared(centre) * 36 < squared_own * 25)
            };
            territory.elsewhere += u32::from(centres.iter().enumerate().any(nearer));
        }
        territory.spread = (cost / weight.max(1)) as u32;
    }
}
