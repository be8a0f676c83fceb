//! What the search works on: points, loads and bands as whole numbers, whatever they stand for outside. Whole numbers make every change
//! of a score exact, so the same search takes the same way on every machine.

/// No seat.
pub const NONE: u16 = u16::MAX;

/// The way to a seat that may not have a point: longer than any way on Earth.
pub const FAR: u32 = 1 << 30;

/// How a distance becomes a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest.
    Nearest,
    /// Down.
    Down,
}

/// Points to be split among seats.
#[derive(Clone, Debug)]
pub struct Ground {
    /// Where each point is, in whole units on a plane.
    pub at: Vec<[i32; 2]>,
    /// What each point adds to the load of its seat.
    pub load: Vec<i64>,
    /// What each unit of way from a point to its centre costs.
    pub weight: Vec<i64>,
    /// The group of each point.
    pub group: Vec<u8>,
    /// The only seat that may have the point, or [`NONE`].
    pub fixed: Vec<u16>,
    /// Whose the point is now, or [`NONE`].
    pub present: Vec<u16>,
    /// The groups that each seat serves, a bit each.
    pub serves: Vec<u64>,
    /// The load that each seat has before any point.
    pub base: Vec<i64>,
    /// Least and largest load that each seat should have.
    pub band: Vec<(i64, i64)>,
    /// A point away from its present seat counts as so much farther.
    pub stay: u32,
    /// How many points may be away from their present seats.
    pub most_moved: usize,
    /// How distances are rounded.
    pub rounding: Rounding,
}

impl Ground {
    /// How many points.
    pub fn points(&self) -> usize {
        self.at.len()
    }

    /// How many seats.
    pub fn seats(&self) -> usize {
        self.serves.len()
    }

    /// Whether the seat may have the point.
    pub fn allows(&self, point: usize, seat: usize) -> bool {
        let fixed = self.fixed[point];
        (fixed == NONE || usize::from(fixed) == seat) && self.serves[seat] >> self.group[point] & 1 == 1
    }

    /// Whether the point would be away from its present seat.
    pub fn leaves(&self, point: usize, seat: usize) -> bool {
        self.present[point] != NONE && usize::from(self.present[point]) != seat
    }

    /// The distance between two points.
    pub fn distance(&self, a: usize, b: usize) -> u32 {
        self.distance_to(a, self.at[b])
    }

    /// The distance from a point to a place. A square root is exact to the last bit everywhere (IEEE 754).
    pub fn distance_to(&self, point: usize, [x, y]: [i32; 2]) -> u32 {
        let [px, py] = self.at[point];
        let (dx, dy) = (f64::from(px) - f64::from(x), f64::from(py) - f64::from(y));
        let exact = (dx * dx + dy * dy).sqrt();
        match self.rounding {
            Rounding::Nearest => (exact + 0.5) as u32,
            Rounding::Down => exact as u32,
        }
    }

    /// The way from a point to a seat with this centre: what a unit of weight costs there.
    pub fn way(&self, point: usize, seat: usize, centre: usize) -> u32 {
        if !self.allows(point, seat) {
            return FAR;
        }
        self.distance(point, centre) + if self.leaves(point, seat) { self.stay } else { 0 }
    }
}

/// How far a load is outside a band.
pub fn outside((least, most): (i64, i64), load: i64) -> i64 {
    (least - load).max(load - most).max(0)
}

/// A split: whose each point is, and the centre of each seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The seat of each point.
    pub seat: Vec<u16>,
    /// The point that is the centre of each seat; a seat without points keeps any.
    pub centre: Vec<u32>,
}

impl Parts {
    /// The points of each seat.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.centre.len()];
        for (point, seat) in self.seat.iter().enumerate() {
            members[usize::from(*seat)].push(point as u32);
        }
        members
    }

    /// How many points are away from their present seats.
    pub fn moved(&self, ground: &Ground) -> usize {
        self.seat.iter().enumerate().filter(|(point, seat)| ground.leaves(*point, usize::from(**seat))).count()
    }

    /// The score, worked out afresh.
    pub fn score(&self, ground: &Ground) -> Score {
        let mut load = ground.base.clone();
        let mut cost = 0;
        for (point, seat) in self.seat.iter().enumerate() {
            let seat = usize::from(*seat);
            load[seat] += ground.load[point];
            cost += ground.weight[point] * i64::from(ground.way(point, seat, self.centre[seat] as usize));
        }
        Score { outside: load.iter().zip(&ground.band).map(|(load, band)| outside(*band, *load)).sum(), cost }
    }
}

/// What a split is worth, the lower the better: first what is outside the bands, then the ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// Load outside the bands, over all seats.
    pub outside: i64,
    /// Σ weight × way.
    pub cost: i64,
}
