//! What a tour is searched in: lengths of edges, the nodes near each node, and edges that are held.

/// A complete undirected graph.
#[derive(Clone, Debug)]
pub struct Graph {
    count: usize,
    lengths: Vec<u32>,
    /// For each node the node that it is held to, or itself.
    held: Vec<u32>,
    near: Vec<(u32, u32)>,
    nears: usize,
}

/// Neighbours that are tried for each node.
const NEAR: usize = 10;

impl Graph {
    /// A graph of so many nodes. `u32::MAX` is an edge that does not exist. Each pair of `held` is an edge that every tour keeps; a node
    /// stands in one pair at most.
    pub fn new(count: usize, length: impl Fn(usize, usize) -> u32, held: &[(usize, usize)]) -> Self {
        let lengths: Vec<u32> =
            (0..count).flat_map(|a| (0..count).map(move |b| (a, b))).map(|(a, b)| length(a, b)).collect();
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
        Self { count, lengths, held: partner, near, nears }
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Length of an edge; a held edge has whatever length was given.
    pub fn length(&self, a: u32, b: u32) -> i64 {
        i64::from(self.lengths[a as usize * self.count + b as usize])
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

    /// Length of a tour without its held edges.
    pub fn total(&self, tour: &[u32]) -> i64 {
        let closing = tour.last().copied().zip(tour.first().copied());
        let edges = tour.windows(2).map(|pair| (pair[0], pair[1])).chain(closing);
        edges.filter(|(a, b)| !self.is_held(*a, *b)).map(|(a, b)| self.length(a, b)).sum()
    }
}
