//! Round tours: every node once, held edges kept, never longer than before, and short where the shortest is known.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Watch};
use rounds::planning::tour::{Graph, Search};

fn searched(graph: &Graph, tour: Vec<u32>, iterations: u64, seed: u64) -> (Vec<u32>, i64) {
    let mut limits = Limits { iterations, seed, stop: &mut || false, progress: &mut |_| () };
    let mut watch = Watch::new(&mut limits, 8);
    let mut search = Search::new(graph, tour, seed);
    search.run(&mut watch, iterations);
    (search.tour().to_vec(), search.length())
}

/// Nodes on a circle, as the crow flies.
fn circle(count: usize) -> Graph {
    let place = |node: usize| {
        let turn = node as f64 / count as f64 * std::f64::consts::TAU;
        (turn.cos() * 100_000.0, turn.sin() * 100_000.0)
    };
    let length = |a: usize, b: usize| {
        let ((ax, ay), (bx, by)) = (place(a), place(b));
        (ax - bx).hypot(ay - by).round() as u32
    };
    Graph::new(count, length, &[])
}

#[test]
fn a_circle_is_found_from_a_tangle() {
    for count in [8, 9, 20, 101] {
        let graph = circle(count);
        // Every seventh node, or every other one, wherever that reaches all.
        let step = if count % 7 == 0 { 2 } else { 7 };
        let tangle: Vec<u32> = (0..count).map(|nth| (nth * step % count) as u32).collect();
        let around: Vec<u32> = (0..count as u32).collect();
        let (_, length) = searched(&graph, tangle, 2_000, 1);
        assert_eq!(length, graph.total(&around), "{count} nodes");
    }
}

/// A graph of nodes with any lengths, pairs of which are held, and a tour that keeps them.
fn a_graph() -> impl Strategy<Value = (Graph, Vec<u32>, usize)> {
    (8_usize..40, 0_usize..5).prop_flat_map(|(count, pairs)| {
        let places = prop::collection::vec((0_i32..1000, 0_i32..1000), count);
        (places, Just(pairs.min(count / 2))).prop_map(move |(places, pairs)| {
            let length = |a: usize, b: usize| {
                let ((ax, ay), (bx, by)) = (places[a], places[b]);
                ax.abs_diff(bx) + ay.abs_diff(by)
            };
            let held: Vec<(usize, usize)> = (0..pairs).map(|pair| (2 * pair, 2 * pair + 1)).collect();
            (Graph::new(count, length, &held), (0..count as u32).collect(), pairs)
        })
    })
}

/// Ways in a square with hills in it: longer up than down, and anything up to a tenth longer there or back.
fn hilly(count: usize) -> impl Strategy<Value = Vec<u32>> {
    let places = prop::collection::vec((0_u32..1000, 0_u32..1000, 0_u32..100), count);
    (places, prop::collection::vec(0_u32..100, count * count)).prop_map(move |(places, more)| {
        let way = |cell: usize| {
            let ((ax, ay, low), (bx, by, high)) = (places[cell / count], places[cell % count]);
            let flat = 10 + ax.abs_diff(bx) + ay.abs_diff(by);
            flat + flat * more[cell] / 1000 + high.saturating_sub(low)
        };
        (0..count * count).map(way).collect()
    })
}

/// The length of a closed way as it is read.
fn read(ways: &[u32], count: usize, tour: &[u32]) -> i64 {
    let next = tour.iter().cycle().skip(1);
    tour.iter().zip(next).map(|(a, b)| i64::from(ways[*a as usize * count + *b as usize])).sum()
}

fn back(tour: &[u32]) -> Vec<u32> {
    tour.iter().rev().copied().collect()
}

/// The shortest of all orders that begin like this one: the slow and sure way.
fn shortest(ways: &[u32], count: usize, tour: &mut Vec<u32>) -> i64 {
    if tour.len() == count {
        return read(ways, count, tour);
    }
    let mut least = i64::MAX;
    for node in 0..count as u32 {
        if !tour.contains(&node) {
            tour.push(node);
            least = least.min(shortest(ways, count, tour));
            tour.pop();
        }
    }
    least
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn eight_places_with_ways_that_lean_are_toured_as_well_as_can_be(ways in hilly(8)) {
        let graph = Graph::leaning(8, |a, b| ways[a * 8 + b], &[]);
        let (tour, length) = searched(&graph, (0..8).collect(), 500, 3);
        prop_assert_eq!(length, shortest(&ways, 8, &mut vec![0]));
        prop_assert_eq!(length, read(&ways, 8, &tour).min(read(&ways, 8, &back(&tour))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn ways_that_lean_are_counted_as_they_are_read((count, ways) in (8_usize..40).prop_flat_map(|count| (Just(count), hilly(count))), kicks in 0_u64..300) {
        let graph = Graph::leaning(count, |a, b| ways[a * count + b], &[]);
        let tour: Vec<u32> = (0..count as u32).collect();
        let (after, length) = searched(&graph, tour.clone(), kicks, 7);
        prop_assert_eq!(length, read(&ways, count, &after).min(read(&ways, count, &back(&after))));
        prop_assert_eq!(length, graph.total(&after));
        prop_assert!(length <= graph.total(&tour));
    }

    #[test]
    fn a_held_pair_says_in_which_direction_a_tour_is_read(ways in hilly(12), kicks in 0_u64..300) {
        let graph = Graph::leaning(12, |a, b| ways[a * 12 + b], &[(4, 9)]);
        let (mut tour, length) = searched(&graph, (0..12).map(|nth| [4, 9, 0, 1, 2, 3, 5, 6, 7, 8, 10, 11][nth]).collect(), kicks, 7);
        let at = tour.iter().position(|node| *node == 9).unwrap();
        tour.rotate_left(at);
        if tour[11] != 4 {
            tour[1..].reverse();
        }
        prop_assert_eq!(tour[11], 4);
        prop_assert_eq!(length, read(&ways, 12, &tour) - i64::from(ways[4 * 12 + 9]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_search_keeps_all_nodes_and_held_edges_and_never_lengthens((graph, tour, pairs) in a_graph(), kicks in 0_u64..300) {
        let before = graph.total(&tour);
        let (after, length) = searched(&graph, tour.clone(), kicks, 7);
        prop_assert_eq!(graph.total(&after), length);
        prop_assert!(length <= before);
        let mut nodes = after.clone();
        nodes.sort_unstable();
        prop_assert_eq!(nodes, tour);
        for pair in 0..pairs as u32 {
            let place = |node: u32| after.iter().position(|other| *other == node).unwrap();
            let apart = place(2 * pair).abs_diff(place(2 * pair + 1));
            prop_assert!(apart == 1 || apart == after.len() - 1);
        }
    }
}
