//! Parts of a network in which one gets from everywhere to everywhere, by Kosaraju's two walks: one along the arcs that notes where it
//! is done last, one against them from there.

/// Pairs by their first number: where the second numbers of each begin, with the end of all, and these.
pub(super) fn fan(firsts: u32, pairs: &[(u32, u32)]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; firsts as usize + 1];
    for (first, _) in pairs {
        starts[*first as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut seconds = vec![0; pairs.len()];
    for (first, second) in pairs {
        seconds[next[*first as usize] as usize] = *second;
        next[*first as usize] += 1;
    }
    (starts, seconds)
}

/// Arcs by where they begin.
struct Fan {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Fan {
    fn of(crossings: u32, arcs: &[(u32, u32)]) -> Self {
        let (starts, ends) = fan(crossings, arcs);
        Self { starts, ends }
    }

    fn ends(&self, from: u32) -> &[u32] {
        &self.ends[self.starts[from as usize] as usize..self.starts[from as usize + 1] as usize]
    }
}

/// Which crossings belong to the largest such part; of two as large the one that holds the lower number.
pub(super) fn largest_part(crossings: u32, arcs: &[(u32, u32)]) -> Vec<bool> {
    let along = Fan::of(crossings, arcs);
    let against = Fan::of(crossings, &arcs.iter().map(|(from, to)| (*to, *from)).collect::<Vec<_>>());
    let mut done = Vec::with_capacity(crossings as usize);
    let mut seen = vec![false; crossings as usize];
    for start in 0..crossings {
        walk(&along, start, &mut seen, &mut done);
    }
    let mut seen = vec![false; crossings as usize];
    let mut largest: Vec<u32> = Vec::new();
    for start in done.into_iter().rev() {
        let mut part = Vec::new();
        walk(&against, start, &mut seen, &mut part);
        let lowest = |part: &[u32]| part.iter().copied().min();
        if part.len() > largest.len() || part.len() == largest.len() && lowest(&part) < lowest(&largest) {
            largest = part;
        }
    }
    let mut inside = vec![false; crossings as usize];
    for at in largest {
        inside[at as usize] = true;
    }
    inside
}

/// Walks from a crossing to all that were not seen yet; notes each when nothing is left to see from it.
fn walk(fan: &Fan, start: u32, seen: &mut [bool], done: &mut Vec<u32>) {
    if std::mem::replace(&mut seen[start as usize], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((at, next)) = path.last_mut() {
        let Some(end) = fan.ends(*at).get(*next).copied() else {
            done.push(*at);
            path.pop();
            continue;
        };
        *next += 1;
        if !std::mem::replace(&mut seen[end as usize], true) {
            path.push((end, 0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_part_is_the_one_with_a_way_back() {
        let inside = |crossings, arcs: &[(u32, u32)]| {
            let part = largest_part(crossings, arcs);
            (0..crossings).filter(|at| part[*at as usize]).collect::<Vec<_>>()
        };
        assert_eq!(inside(5, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]), [0, 1, 2]);
        assert_eq!(inside(6, &[(0, 1), (1, 0), (2, 3), (3, 4), (4, 5), (5, 2), (1, 2)]), [2, 3, 4, 5]);
        assert_eq!(inside(4, &[(2, 3), (3, 2), (0, 1), (1, 0)]), [0, 1]);
        assert_eq!(inside(2, &[]), [0]);
        assert_eq!(inside(0, &[]), <[u32; 0]>::default());
        // As deep as a country is wide.
        let ring: Vec<(u32, u32)> = (0..300_000).map(|at| (at, (at + 1) % 300_000)).collect();
        assert_eq!(inside(300_000, &ring).len(), 300_000);
    }
}
