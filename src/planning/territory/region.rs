//! A few neighbouring seats and all their points, taken out of the whole so that they can be split anew among these seats.

use super::ground::{Ground, NONE, Parts, Score, outside};
use super::median::median;

/// Seats that are improved together. Seats are counted from 0 inside the region, and so are points.
pub struct Region<'a> {
    /// The whole.
    pub ground: &'a Ground,
    /// The seats, as the whole counts them.
    pub seats: Vec<usize>,
    /// The points, as the whole counts them.
    pub points: Vec<u32>,
    /// What each point loads and weighs, and whose it is.
    pub stands: Vec<Stand>,
    /// The centre of each seat.
    pub centre: Vec<u32>,
    /// The way from each point to each centre, a row for each point.
    pub ways: Vec<u32>,
    /// The load of each seat.
    pub load: Vec<i64>,
    /// The band of each seat.
    pub band: Vec<(i64, i64)>,
    /// How many more points may be away from their present seats; none: as many as like.
    pub spare: Option<i64>,
}

/// One point in a region.
#[derive(Clone, Copy)]
pub struct Stand {
    /// Load.
    pub load: i64,
    /// Weight.
    pub weight: i64,
    /// Its seat in the region.
    pub seat: usize,
    /// Its present seat in the region; none if it has none at all, and no seat of the region if that is elsewhere.
    pub present: Option<usize>,
}

impl<'a> Region<'a> {
    /// Takes some seats out. `members` are the points of all seats, `moved` how many of all are away from their present seats.
    pub fn new(ground: &'a Ground, parts: &Parts, members: &[Vec<u32>], seats: Vec<usize>, moved: usize) -> Self {
        let mut points = Vec::new();
        let mut stands = Vec::new();
        let mut load = Vec::new();
        for (nth, seat) in seats.iter().enumerate() {
            load.push(ground.base[*seat]);
            for point in &members[*seat] {
                let at = *point as usize;
                let present = (ground.present[at] != NONE).then(|| {
                    seats.iter().position(|seat| *seat == usize::from(ground.present[at])).unwrap_or(usize::MAX)
                });
                stands.push(Stand { load: ground.load[at], weight: ground.weight[at], seat: nth, present });
                load[nth] += ground.load[at];
                points.push(*point);
            }
        }
        let limited = ground.most_moved < ground.points();
        let mut region = Self {
            centre: seats.iter().map(|seat| parts.centre[*seat]).collect(),
            ways: vec![0; points.len() * seats.len()],
            band: seats.iter().map(|seat| ground.band[*seat]).collect(),
            spare: limited.then(|| ground.most_moved as i64 - moved as i64),
            ground,
            seats,
            points,
            stands,
            load,
        };
        for seat in 0..region.seats.len() {
            region.fill(seat);
        }
        region
    }

    /// Works out the ways to one centre.
    fn fill(&mut self, seat: usize) {
        let seats = self.seats.len();
        for (row, point) in self.ways.chunks_exact_mut(seats).zip(&self.points) {
            row[seat] = self.ground.way(*point as usize, self.seats[seat], self.centre[seat] as usize);
        }
    }

    /// Moves one centre.
    pub fn place_centre(&mut self, seat: usize, centre: u32) {
        if centre != self.centre[seat] {
            self.centre[seat] = centre;
            self.fill(seat);
        }
    }

    /// Moves all centres to where they are best; whether one moved.
    pub fn recentre(&mut self, candidates: usize) -> bool {
        let mut members = vec![Vec::new(); self.seats.len()];
        for (stand, point) in self.stands.iter().zip(&self.points) {
            members[stand.seat].push(*point);
        }
        let before = self.centre.clone();
        for (seat, members) in members.iter().enumerate() {
            self.place_centre(seat, median(self.ground, members, self.centre[seat], candidates));
        }
        before != self.centre
    }

    /// What the region adds to the score of the whole.
    pub fn score(&self) -> Score {
        let rows = self.ways.chunks_exact(self.seats.len());
        let cost = self.stands.iter().zip(rows).map(|(stand, row)| stand.weight * i64::from(row[stand.seat])).sum();
        Score { outside: self.load.iter().zip(&self.band).map(|(load, band)| outside(*band, *load)).sum(), cost }
    }

    /// What the cost changes by if a point goes to another seat.
    pub fn cost_of(&self, point: usize, to: usize) -> i64 {
        let row = point * self.seats.len();
        let Stand { weight, seat, .. } = self.stands[point];
        weight * (i64::from(self.ways[row + to]) - i64::from(self.ways[row + seat]))
    }

    /// What the load outside the bands changes by if so much load goes from one seat to another.
    pub fn outside_of(&self, from: usize, to: usize, load: i64) -> i64 {
        outside(self.band[from], self.load[from] - load) + outside(self.band[to], self.load[to] + load)
            - outside(self.band[from], self.load[from])
            - outside(self.band[to], self.load[to])
    }

    /// Whether so many points may be away from their present seats after these have gone where they go.
    pub fn spares(&self, goes: &[(usize, usize)]) -> bool {
        self.spare.is_none_or(|spare| {
            let more: i64 = goes.iter().map(|(point, to)| self.moves(*point, *to)).sum();
            more <= 0 || more <= spare
        })
    }

    /// How many points more are away from their present seats if one goes to another seat: −1, 0 or 1.
    fn moves(&self, point: usize, to: usize) -> i64 {
        let Stand { seat, present, .. } = self.stands[point];
        present.map_or(0, |present| i64::from(present != to) - i64::from(present != seat))
    }

    /// Lets a point go to another seat.
    pub fn go(&mut self, point: usize, to: usize) {
        if let Some(spare) = self.spare {
            self.spare = Some(spare - self.moves(point, to));
        }
        let Stand { load, seat, .. } = self.stands[point];
        self.load[seat] -= load;
        self.load[to] += load;
        self.stands[point].seat = to;
    }
}
