//! From accounts and seats to the ground of the search: what cannot be split like the rest is placed first and said.

use super::fair::fair;
use super::ground::{Ground, NONE, Rounding, outside};
use super::plane::plane;
use super::{Account, Begin, MOST_SECONDS, Rule, Seat, Why};

/// The longest "nearer than it is" that is taken as it is: 1,000 km.
const MOST_STAY: u32 = 1_000_000;

/// What the search works on, and what was settled before it.
pub struct Intake {
    /// The accounts to be split.
    pub ground: Ground,
    /// The account of each point.
    pub account: Vec<usize>,
    /// Seats of accounts that are not on the map.
    pub placed: Vec<Option<usize>>,
    /// Where accounts are.
    pub plane: Vec<Option<[i32; 2]>>,
    /// Workload of all that somebody gets.
    pub total: i64,
    /// Where the search begins.
    pub begin: Begin,
    /// What is to be said.
    pub notes: Vec<Why>,
}

/// The workload of an account, as far as it is believed.
pub fn seconds(account: &Account) -> i64 {
    account.seconds.min(MOST_SECONDS) as i64
}

/// A load's deviation from the mean of a total, in 1/10,000, rounded towards 0.
pub fn deviation(load: i64, total: i64, seats: usize) -> i32 {
    let (load, total, seats) = (i128::from(load), i128::from(total), seats as i128);
    if total == 0 { 0 } else { ((load * seats - total) * 10_000 / total).clamp(-10_000, 1_000_000_000) as i32 }
}

/// Takes accounts in.
pub fn take_in(accounts: &[Account], seats: &[Seat], rule: Rule) -> Intake {
    let mut intake = Intake {
        ground: bare(seats, rule),
        account: Vec::new(),
        placed: vec![None; accounts.len()],
        plane: plane(&accounts.iter().map(|account| account.place).collect::<Vec<_>>()),
        total: 0,
        begin: if rule.keep > 0 { Begin::Present } else { rule.begin },
        notes: Vec::new(),
    };
    if seats.is_empty() {
        intake.notes.push(Why::NoSeats);
        return intake;
    }
    let off_the_map = intake.sort(accounts, seats);
    intake.place(accounts, seats, &off_the_map);
    intake.total = intake.ground.load.iter().sum::<i64>() + intake.ground.base.iter().sum::<i64>();
    let count =
        (accounts.len() - intake.notes.iter().filter(|why| matches!(why, Why::NobodyServes { .. })).count()) > 0;
    if intake.total == 0 && count {
        intake.notes.push(Why::NoWork);
    }
    let heavy = intake.hold_heavy(rule);
    intake.bands(rule, &heavy);
    intake.limit(rule);
    intake
}

fn bare(seats: &[Seat], rule: Rule) -> Ground {
    Ground {
        at: Vec::new(),
        load: Vec::new(),
        weight: Vec::new(),
        group: Vec::new(),
        fixed: Vec::new(),
        present: Vec::new(),
        serves: seats.iter().map(|seat| seat.serves.0).collect(),
        base: vec![0; seats.len()],
        band: vec![(0, 0); seats.len()],
        stay: rule.stay.min(MOST_STAY),
        most_moved: usize::MAX,
        rounding: Rounding::Nearest,
    }
}

impl Intake {
    /// Accounts on the map become points; those that are not are handed back.
    fn sort(&mut self, accounts: &[Account], seats: &[Seat]) -> Vec<usize> {
        let mut off_the_map = Vec::new();
        for (at, account) in accounts.iter().enumerate() {
            if !seats.iter().any(|seat| seat.serves.has(account.group)) {
                self.notes.push(Why::NobodyServes { account: at });
                continue;
            }
            if account.seconds > MOST_SECONDS {
                self.notes.push(Why::TooMuch { account: at });
            }
            let present = account.present.filter(|seat| *seat < seats.len());
            let kept = present.filter(|seat| account.fixed && seats[*seat].serves.has(account.group));
            if account.fixed && kept.is_none() {
                self.notes.push(Why::CannotBeFixed { account: at });
            }
            let Some(place) = self.plane[at] else {
                off_the_map.push(at);
                continue;
            };
            let number = |seat: Option<usize>| seat.map_or(NONE, |seat| seat as u16);
            self.account.push(at);
            self.ground.at.push(place);
            self.ground.load.push(seconds(account));
            // One second at least, so that an account without work still goes to somebody near.
            self.ground.weight.push(seconds(account).max(1));
            self.ground.group.push(account.group.0);
            self.ground.fixed.push(number(kept));
            self.ground.present.push(number(present));
        }
        off_the_map
    }

    /// Places accounts that are not on the map: with their rep, the rest by size with whoever has least of such work so far.
    fn place(&mut self, accounts: &[Account], seats: &[Seat], off_the_map: &[usize]) {
        let allowed = |at: usize, seat: usize| seats[seat].serves.has(accounts[at].group);
        let present = |at: usize| accounts[at].present.filter(|seat| *seat < seats.len() && allowed(at, *seat));
        let mut order = off_the_map.to_vec();
        order.sort_by_key(|at| (present(*at).is_none(), std::cmp::Reverse(seconds(&accounts[*at]))));
        for at in order {
            let least = (0..seats.len()).filter(|seat| allowed(at, *seat)).min_by_key(|seat| self.ground.base[*seat]);
            if let Some(seat) = present(at).or(least) {
                self.placed[at] = Some(seat);
                self.ground.base[seat] += seconds(&accounts[at]);
            }
        }
        let told = off_the_map.iter().filter_map(|at| Some(Why::OffTheMap { account: *at, seat: self.placed[*at]? }));
        self.notes.extend(told);
    }

    /// Least and largest load within the tolerance.
    fn tolerated(&self, rule: Rule) -> (i64, i64) {
        let seats = self.ground.seats() as i128;
        let (total, tolerance) = (i128::from(self.total), i128::from(rule.tolerance.min(10_000)));
        let least = (total * (10_000 - tolerance) + 10_000 * seats - 1) / (10_000 * seats);
        (least as i64, (total * (10_000 + tolerance) / (10_000 * seats)) as i64)
    }

    /// A point that alone is too much for any seat is fixed: where it is, or where least is fixed so far. Which seats have one.
    fn hold_heavy(&mut self, rule: Rule) -> Vec<(usize, usize)> {
        let (_, most) = self.tolerated(rule);
        let ground = &mut self.ground;
        let mut held = ground.base.clone();
        for point in 0..ground.points() {
            if ground.fixed[point] != NONE {
                held[usize::from(ground.fixed[point])] += ground.load[point];
            }
        }
        let mut heavy: Vec<usize> = (0..ground.points()).filter(|point| ground.load[*point] > most).collect();
        heavy.sort_by_key(|point| std::cmp::Reverse(ground.load[*point]));
        let mut seats = Vec::new();
        for point in heavy {
            if ground.fixed[point] == NONE {
                let present = usize::from(ground.present[point]);
                let least =
                    (0..ground.seats()).filter(|seat| ground.allows(point, *seat)).min_by_key(|seat| held[*seat]);
                let stays = (present < ground.seats() && ground.allows(point, present)).then_some(present);
                let Some(seat) = stays.or(least) else { continue };
                ground.fixed[point] = seat as u16;
                held[seat] += ground.load[point];
            }
            seats.push((point, usize::from(ground.fixed[point])));
        }
        seats
    }

    /// The band of each seat: the tolerance, stretched to the fairest load where that is outside it, and a tenth of the tolerance more,
    /// since accounts cannot be cut.
    fn bands(&mut self, rule: Rule, heavy: &[(usize, usize)]) {
        let ground = &self.ground;
        let mut base = ground.base.clone();
        let mut work = vec![0; 64];
        for point in 0..ground.points() {
            match ground.fixed[point] {
                NONE => work[usize::from(ground.group[point])] += ground.load[point],
                seat => base[usize::from(seat)] += ground.load[point],
            }
        }
        let tolerated @ (least, most) = self.tolerated(rule);
        let more = (most - least) / 20;
        let alike = ground.serves.iter().all(|serves| *serves == ground.serves[0]);
        let mut band = Vec::new();
        for (seat, fair) in fair(&work, &ground.serves, &base).into_iter().enumerate() {
            let room = if base[seat] >= fair { 0 } else { more };
            band.push((least.min(fair - more).max(0), most.max(fair + room)));
            if outside(tolerated, fair) == 0 {
                band[seat] = tolerated;
                continue;
            }
            let least = deviation(fair, self.total, ground.seats());
            let one = heavy.iter().find(|(_, of)| *of == seat);
            self.notes.push(match one {
                Some((point, _)) => Why::Heavy { account: self.account[*point], seat, least },
                None if base[seat] > most => Why::FixedLoad { seat, least },
                None if alike => Why::Leftover { seat, least },
                None => Why::GroupLoad { seat, least },
            });
        }
        self.ground.band = band;
    }

    /// How many points may move.
    fn limit(&mut self, rule: Rule) {
        let ground = &self.ground;
        let could_stay = |point: &usize| {
            let present = usize::from(ground.present[*point]);
            present < ground.seats() && ground.allows(*point, present)
        };
        if rule.keep > 0 {
            let kept = (0..ground.points()).filter(could_stay).count();
            let gone = (0..ground.points()).filter(|point| ground.present[*point] != NONE).count() - kept;
            let keep = (kept as u64 * u64::from(rule.keep.min(10_000))).div_ceil(10_000) as usize;
            self.ground.most_moved = gone + kept - keep;
        }
    }
}
