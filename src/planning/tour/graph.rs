//! What a tour is searched in: lengths of edges, the nodes near each node, and edges that are held.

/// A complete undirected graph.
#[derive(Clone, Debug)]
pub struct Graph {
    count: usize,
    /// Length of each edge; both ways together if they differ.
    lengths: Vec<u32>,
    /// By how much each is longer there than back; empty if none is.
    leans: Vec<i32>,
    /// For each node the node that it is held to, or itself.
    held: Vec<u32>,
    near: Vec<(u32, u32)>,
    nears: usize,
}

/// Neighbours that are tried for each node.
const NEAR: usize = 10;

/// The longest way of a graph whose edges lean.
const LONGEST: u32 = i32::MAX as u32;

impl Graph {
    /// A graph of so many nodes. `u32::MAX` is an edge that does not exist. Each pair of `held` is an edge that every tour keeps and that
    /// counts nothing; a node stands in one pair at most.
    pub fn new(count: usize, length: impl Fn(usize, usize) -> u32, held: &[(usize, usize)]) -> Self {
        let mut lengths: Vec<u32> = cells(count).map(|(a, b)| length(a, b)).collect();
        for (a, b) in held {
            (lengths[a * count + b], lengths[b * count + a]) = (0, 0);
        }
        Self::of(count, lengths, Vec::new(), held)
    }

    /// A graph whose ways differ there and back, though not by much. None is longer than [`LONGEST`]. A tour is read in the direction in
    /// which it is shorter, and always from the first to the second of a pair that is held.
    pub fn leaning(count: usize, way: impl Fn(usize, usize) -> u32, held: &[(usize, usize)]) -> Self {
        let way = |a: usize, b: usize| way(a, b).min(LONGEST);
        let mut lengths: Vec<u32> = cells(count).map(|(a, b)| way(a, b) + way(b, a)).collect();
        let mut leans: Vec<i32> = cells(count).map(|(a, b)| way(a, b) as i32 - way(b, a) as i32).collect();
        for (a, b) in held {
            let (there, back) = (a * count + b, b * count + a);
            (lengths[there], lengths[back]) = (LONGEST, LONGEST);
            (leans[there], leans[back]) = (-(LONGEST as i32), LONGEST as i32);
        }
        Self::of(count, lengths, leans, held)
    }

    fn of(count: usize, lengths: Vec<u32>, leans: Vec<i32>, held: &[(usize, usize)]) -> Self {
        let mut partner: Vec<u32> = (0..count as u32).collect();
        for (a, b) in held {
            (partner[*a], partner[*b]) = (*b as u32, *a as u32);
        }
        let nears = NEAR.min(count.saturating_sub(1));
        let mut near = Vec::with_capacity(count * nears);
        for node in 0..count {
            let row = &lengths[node * count..(node + 1) * count];
            let mut others: Vec<(u32, u32)> =
                (0..count).filter(|other| *other != node).map(|other| (row[other], other as u32)).collect();
            if others.len() > nears && nears > 0 {
                others.select_nth_unstable(nears - 1);
                others.truncate(nears);
            }
            others.sort_unstable();
            near.extend(others.into_iter().map(|(length, other)| (other, length)));
        }
        Self { count, lengths, leans, held: partner, near, nears }
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Length of an edge; of one that leans, both ways together.
    pub fn length(&self, a: u32, b: u32) -> i64 {
        i64::from(self.lengths[a as usize * self.count + b as usize])
    }

    /// By how much an edge is longer there than back.
    pub fn lean(&self, a: u32, b: u32) -> i64 {
        self.leans.get(a as usize * self.count + b as usize).map_or(0, |lean| i64::from(*lean))
    }

    /// Whether edges lean.
    pub fn leans(&self) -> bool {
        !self.leans.is_empty()
    }

    /// Whether every tour keeps an edge.
    pub fn is_held(&self, a: u32, b: u32) -> bool {
        self.held[a as usize] == b && a != b
    }

    /// How many edges of a tour are not held.
    pub fn free_edges(&self) -> i64 {
        let held = self.held.iter().zip(0..).filter(|(other, node)| *other != node).count() / 2;
        self.count.saturating_sub(held).max(1) as i64
    }

    /// The nearest nodes with their distances, the nearest first.
    pub fn near(&self, node: u32) -> &[(u32, u32)] {
        &self.near[node as usize * self.nears..(node as usize + 1) * self.nears]
    }

    /// Length of a tour.
    pub fn total(&self, tour: &[u32]) -> i64 {
        let closing = tour.last().copied().zip(tour.first().copied());
        let edges = || tour.windows(2).map(|pair| (pair[0], pair[1])).chain(closing);
        let lean: i64 = edges().map(|(a, b)| self.lean(a, b)).sum();
        self.once(edges().map(|(a, b)| self.length(a, b)).sum::<i64>() - lean.abs())
    }

    /// The length of a tour, if that is what its edges sum up to without what the tour leans: half of it where they count there and back.
    pub fn once(&self, sum: i64) -> i64 {
        if self.leans() { sum / 2 } else { sum }
    }
}

/// The pairs of so many nodes, row by row.
fn cells(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |a| (0..count).map(move |b| (a, b)))
}
