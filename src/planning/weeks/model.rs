//! What the search works on: nodes to be visited, columns (the days on which anything can happen) and slots (one route of one day), with
//! everything that an inner loop asks for in flat tables. The cadence plan has one slot a day, the periodic routing problem one for each
//! vehicle and day.

use super::choose::Choice;

/// Cost of what cannot be.
pub const INFINITE: i32 = 1 << 29;
/// The most that one gap or one visit may cost or earn, so that a sum over forty days stays within [`IMPOSSIBLE`].
pub const MOST: i32 = 1 << 21;
/// A sum from here on has something in it that cannot be, even if the rest of it earns something.
pub const IMPOSSIBLE: i32 = INFINITE / 2;

/// A prepared problem.
pub struct Model {
    /// Number of nodes; the start is node `count`, the end `count + 1`.
    pub count: usize,
    /// Seconds from a row to a column, and back.
    ways: Vec<(i32, i32)>,
    /// Length of each visit.
    pub service: Vec<i64>,
    /// What a visit takes of a slot's capacity.
    pub demand: Vec<i64>,
    /// On which columns each node may be visited, and what the days between cost.
    pub choices: Vec<Choice>,
    /// The slots, those of one column after the other.
    pub slots: Vec<Slot>,
    /// 2⁴⁰ / sum of their hours.
    pub per_hours: i64,
    /// Slots of each column.
    pub vehicles: usize,
    /// Cost of a visit on a column beside the way: node × column.
    pub extra: Vec<i32>,
    /// Weights of the parts that depend on the routes.
    pub prices: Prices,
    /// The nodes near each node, the nearest first.
    pub near: Vec<Vec<u32>>,
}

/// What one route may hold.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Seconds of work that are spoken for beside the route.
    pub base: i64,
    /// Working seconds.
    pub hours: i64,
    /// Seconds beyond which nothing is put in.
    pub limit: i64,
    /// Most demand.
    pub capacity: i64,
    /// 2⁴⁰ / `hours`.
    pub per_hour: i64,
}

impl Slot {
    /// A route that may take so long.
    pub fn new(hours: i64, overtime: i64, capacity: i64) -> Self {
        Self { base: 0, hours, limit: hours + overtime, capacity, per_hour: (1 << 40) / hours.max(1) }
    }

    /// A load² / the hours, without dividing.
    pub fn square(&self, load: i64) -> i64 {
        ((i128::from(load * load) * i128::from(self.per_hour)) >> 40) as i64
    }
}

/// Weights of the parts that depend on the routes.
#[derive(Clone, Copy, Debug)]
pub struct Prices {
    /// Of a second on the way.
    pub travel: i64,
    /// Of uneven loads.
    pub balance: i64,
    /// Of a second beyond the working hours.
    pub overtime: i64,
    /// Of a second beyond the limit, where a fixed visit forces it.
    pub excess: i64,
}

/// Neighbours that are kept for each node.
const NEAR: usize = 30;

impl Model {
    /// Takes the ways between nodes, start and end (rows where a way starts) and finds the neighbours.
    pub fn new(away: &[i32], slots: Vec<Slot>, vehicles: usize, prices: Prices, parts: Vec<Node>) -> Self {
        let count = parts.len();
        let (width, columns) = (count + 2, slots.len() / vehicles.max(1));
        let back = |cell: usize| away[cell % width * width + cell / width];
        let ways = away.iter().enumerate().map(|(cell, away)| (*away, back(cell))).collect();
        let mut model = Self {
            count,
            ways,
            service: parts.iter().map(|node| node.service).collect(),
            demand: parts.iter().map(|node| node.demand).collect(),
            extra: Vec::with_capacity(count * columns),
            choices: Vec::with_capacity(count),
            per_hours: (1 << 40) / slots.iter().fold(1, |sum: i64, slot| sum.saturating_add(slot.hours)),
            slots,
            vehicles: vehicles.max(1),
            prices,
            near: Vec::new(),
        };
        for node in parts {
            model.extra.extend(node.extra);
            model.choices.push(node.choice);
        }
        model.near = (0..count).map(|node| model.nearest(node)).collect();
        model
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.slots.len() / self.vehicles
    }

    /// Seconds of a way.
    pub fn way(&self, from: u32, to: u32) -> i32 {
        self.ways[from as usize * (self.count + 2) + to as usize].0
    }

    /// Seconds from a node to each node, and back.
    pub fn ways(&self, node: usize) -> &[(i32, i32)] {
        let width = self.count + 2;
        &self.ways[node * width..(node + 1) * width]
    }

    /// Cost of visits of a node beside the way, column by column.
    pub fn extra_of(&self, node: usize) -> &[i32] {
        let columns = self.columns();
        &self.extra[node * columns..(node + 1) * columns]
    }

    fn nearest(&self, node: usize) -> Vec<u32> {
        let ways = self.ways(node);
        let others = (0..self.count).filter(|other| *other != node);
        let mut near: Vec<(i32, u32)> = others.map(|other| (ways[other].0.min(ways[other].1), other as u32)).collect();
        if near.len() > NEAR {
            near.select_nth_unstable(NEAR);
            near.truncate(NEAR);
        }
        near.sort_unstable();
        near.into_iter().map(|(_, other)| other).collect()
    }
}

/// One node of a model to be made.
pub struct Node {
    /// Length of the visit.
    pub service: i64,
    /// What it takes of a slot's capacity.
    pub demand: i64,
    /// Which columns.
    pub choice: Choice,
    /// Cost of a visit beside the way, column by column.
    pub extra: Vec<i32>,
}
