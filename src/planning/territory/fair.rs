//! What each seat would have if accounts could be cut at will: loads as even as fixed accounts and groups allow. Where that is outside
//! the tolerance no split is inside it, and the band of that seat is moved to what is possible.

/// Transfers made, at most: far more than a hundred seats and a few groups need.
const TRANSFERS: usize = 50_000;

/// The fairest load of each seat. `work` is that of each group, `serves` the groups of each seat, a bit each, `base` what each has anyway.
/// Work that nobody serves is left out.
///
/// The most loaded seat gives to the least loaded it can reach, through seats that take one group and give another, until nobody it
/// reaches has less; then all of those are done. The loads that are left are the lexicographically least from the top.
pub fn fair(work: &[i64], serves: &[u64], base: &[i64]) -> Vec<i64> {
    let mut has: Vec<Vec<i64>> = work.iter().enumerate().map(|(group, work)| deal(*work, group, serves)).collect();
    let mut load = base.to_vec();
    for row in &has {
        load.iter_mut().zip(row).for_each(|(load, part)| *load += part);
    }
    let mut open = vec![true; serves.len()];
    for _ in 0..TRANSFERS {
        let Some(top) = (0..load.len()).filter(|seat| open[*seat]).max_by_key(|seat| load[*seat]) else { break };
        let way = reach(top, &has, serves, &open);
        let reached = || (0..load.len()).filter(|seat| way[*seat].is_some());
        let low = reached().min_by_key(|seat| load[*seat]).unwrap_or(top);
        if load[top] - load[low] < 2 {
            reached().for_each(|seat| open[seat] = false);
            continue;
        }
        // Back from the lowest to the top: each step is a group and the seat that gives it.
        let mut steps = Vec::new();
        let mut at = low;
        while let Some(Some((group, from))) = way.get(at).filter(|_| at != top) {
            steps.push((*group, *from, at));
            at = *from;
        }
        let most = steps.iter().map(|(group, from, _)| has[*group][*from]).min().unwrap_or(0);
        let much = ((load[top] - load[low]) / 2).min(most);
        for (group, from, to) in steps {
            has[group][from] -= much;
            has[group][to] += much;
        }
        load[top] -= much;
        load[low] += much;
    }
    load
}

/// Work in equal parts for all who serve it.
fn deal(work: i64, group: usize, serves: &[u64]) -> Vec<i64> {
    let many = serves.iter().filter(|mask| **mask >> group & 1 == 1).count() as i64;
    let mut nth = 0;
    let part = |mask: &u64| {
        if mask >> group & 1 == 0 {
            return 0;
        }
        nth += 1;
        work * nth / many - work * (nth - 1) / many
    };
    serves.iter().map(part).collect()
}

/// For each open seat that can be reached from the top: the group that comes in, and from which seat. The top reaches itself.
fn reach(top: usize, has: &[Vec<i64>], serves: &[u64], open: &[bool]) -> Vec<Option<(usize, usize)>> {
    let mut way = vec![None; serves.len()];
    way[top] = Some((0, top));
    let mut waiting = std::collections::VecDeque::from([top]);
    while let Some(from) = waiting.pop_front() {
        for to in (0..serves.len()).filter(|to| open[*to]) {
            if way[to].is_none() {
                let group = (0..has.len()).filter(|group| serves[to] >> group & 1 == 1 && has[*group][from] > 0);
                way[to] = group.max_by_key(|group| has[*group][from]).map(|group| (group, from));
                waiting.extend(way[to].map(|_| to));
            }
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case<'a> = (&'a [i64], &'a [u64], &'a [i64], &'a [i64]);

    #[test]
    fn loads_are_as_even_as_groups_and_fixed_loads_allow() {
        let table: [Case; 6] = [
            (&[90], &[1, 1, 1], &[0, 0, 0], &[30, 30, 30]),
            (&[60], &[1, 1, 1], &[50, 0, 0], &[50, 30, 30]),
            (&[60], &[1, 1, 1], &[20, 10, 0], &[30, 30, 30]),
            // The second group is for the third seat alone.
            (&[60, 50], &[1, 1, 2], &[0, 0, 0], &[30, 30, 50]),
            // It has room, so it helps where it may.
            (&[60, 10], &[1, 1, 3], &[0, 0, 0], &[24, 23, 23]),
            // A chain: the first passes on through the second.
            (&[60, 0, 30], &[1, 1 | 4, 4], &[0, 0, 0], &[30, 30, 30]),
        ];
        for (work, serves, base, expected) in table {
            let mut found = fair(work, serves, base);
            let mut expected = expected.to_vec();
            assert_eq!(found.iter().sum::<i64>(), expected.iter().sum::<i64>());
            found.sort_unstable();
            expected.sort_unstable();
            assert!(found.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 1), "{found:?} {expected:?}");
        }
    }
}
