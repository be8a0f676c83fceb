//! A day as the solvers see it: stops that can be planned as nodes `0..n`, the start as node `n`, the end as node `n + 1`, and everything
//! that an inner loop asks for in flat tables.

use super::evaluate::{kept_breaks, kept_windows};
use super::plan::MUST;
use super::problem::{Break, Day, LAST, Value, Window};
use super::ways::{Spot, Ways};
use crate::planning::matrix::Matrix;

/// A prepared day.
pub struct Model {
    /// The stop of each node.
    pub stops: Vec<usize>,
    /// Seconds from a row to a column.
    away: Vec<u32>,
    /// Seconds to a row from a column.
    back: Vec<u32>,
    windows: Vec<Window>,
    /// Where a node's windows lie in the list of all.
    spans: Vec<(u32, u32)>,
    /// Length of each visit.
    pub service: Vec<i64>,
    /// What a node is worth; [`MUST`] for a must.
    pub value: Vec<i64>,
    /// Ranks of locked nodes.
    pub locked: Vec<Option<u32>>,
    /// The breaks that are kept.
    pub breaks: Vec<Break>,
    /// When the rep sets out.
    pub from: i64,
    /// When the day should be over.
    pub until: i64,
    /// When it has to be over.
    pub limit: i64,
    /// Cost of a second between the two.
    pub weight: i64,
}

impl Model {
    /// Prepares a day. Stops without a place and stops that are never open are not in it.
    pub fn new(day: &Day, matrix: &Matrix) -> Self {
        let opened = |at: usize| kept_windows(&day.stops[at]).filter(|_| day.stops[at].point.is_some());
        let planned: Vec<(usize, Vec<Window>)> =
            (0..day.stops.len()).filter_map(|at| Some((at, opened(at)?))).collect();
        let stops: Vec<usize> = planned.iter().map(|(at, _)| *at).collect();
        let (mut windows, mut spans) = (Vec::new(), Vec::new());
        for (_, own) in &planned {
            let first = windows.len() as u32;
            windows.extend_from_slice(own);
            spans.push((first, windows.len() as u32));
        }
        let ways = Ways::new(day, matrix);
        let spots: Vec<Spot> = stops.iter().map(|at| Spot::Stop(*at)).chain([Spot::Start, Spot::End]).collect();
        let value = |at: &usize| match day.stops[*at].value {
            Value::Must => MUST,
            Value::Worth(value) => i64::from(value),
        };
        let until = i64::from(day.until);
        let away: Vec<u32> = spots.iter().flat_map(|a| spots.iter().map(|b| ways.seconds(*a, *b))).collect();
        let width = spots.len();
        Self {
            back: (0..width * width).map(|cell| away[cell % width * width + cell / width]).collect(),
            away,
            windows,
            spans,
            service: stops.iter().map(|at| i64::from(day.stops[*at].service)).collect(),
            value: stops.iter().map(value).collect(),
            locked: stops.iter().map(|at| day.stops[*at].locked).collect(),
            breaks: kept_breaks(day).into_iter().map(|(_, rest)| rest).collect(),
            from: i64::from(day.from),
            until,
            limit: (until + i64::from(day.overtime.most)).min(i64::from(LAST)),
            weight: day.overtime.cost(1),
            stops,
        }
    }

    /// Number of stops that can be planned.
    pub fn len(&self) -> usize {
        self.stops.len()
    }

    /// The node where the day starts.
    pub fn start(&self) -> usize {
        self.len()
    }

    /// The node where the day ends.
    pub fn end(&self) -> usize {
        self.len() + 1
    }

    /// Seconds of a way.
    pub fn travel(&self, from: usize, to: usize) -> i64 {
        i64::from(self.away[from * (self.len() + 2) + to])
    }

    /// Seconds from a node to each node.
    pub fn away_from(&self, node: usize) -> &[u32] {
        let width = self.len() + 2;
        &self.away[node * width..(node + 1) * width]
    }

    /// Seconds to a node from each node.
    pub fn back_to(&self, node: usize) -> &[u32] {
        let width = self.len() + 2;
        &self.back[node * width..(node + 1) * width]
    }

    /// When the visit of a node may begin.
    pub fn windows(&self, node: usize) -> &[Window] {
        let (first, end) = self.spans[node];
        &self.windows[first as usize..end as usize]
    }

    /// The nodes of these stops, in the same order.
    pub fn nodes(&self, stops: &[usize]) -> Vec<usize> {
        stops.iter().filter_map(|stop| self.stops.binary_search(stop).ok()).collect()
    }

    /// The nodes near a node, there or back, the nearest first; no more than `most`.
    pub fn nearest(&self, node: usize, most: usize) -> Vec<u32> {
        let (away, back) = (self.away_from(node), self.back_to(node));
        let others = (0..self.len()).filter(|other| *other != node);
        let mut near: Vec<(u32, u32)> = others.map(|other| (away[other].min(back[other]), other as u32)).collect();
        if near.len() > most {
            near.select_nth_unstable(most);
            near.truncate(most);
        }
        near.sort_unstable();
        near.into_iter().map(|(_, other)| other).collect()
    }
}
