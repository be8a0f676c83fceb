//! Who gets how much: each rule as a table, and what holds for every queue.

use proptest::prelude::*;
use rounds::domain::allotment::{Given, Rule, Waiting, Why, propose};

use super::records::id;

/// A queue as people write it: "5 3! 2@1" is five, three all or nothing, two of tier 1.
fn queue(text: &str) -> Vec<Waiting> {
    let waiting = |(n, word): (u128, &str)| {
        let (word, tier) = word.split_once('@').map_or((word, None), |(word, tier)| (word, tier.parse().ok()));
        let open = word.trim_end_matches('!').parse().unwrap();
        Waiting { request: id(n), open, all_or_nothing: word.ends_with('!'), tier }
    };
    (1..).zip(text.split_whitespace()).map(waiting).collect()
}

/// What is given, in the order of the queue.
fn said(given: &[Given]) -> String {
    given.iter().map(|it| it.quantity.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_rule_gives_what_its_name_says() {
    let table = [
        // Whoever asked first is filled first, the last of them in part.
        (Rule::FirstAsked, 10, "5 3 4", "5 3 2"),
        (Rule::FirstAsked, 20, "5 3 4", "5 3 4"),
        (Rule::FirstAsked, 0, "5 3", "0 0"),
        // All or nothing that does not fit what is left is passed over, and those behind it have their turn.
        (Rule::FirstAsked, 10, "5 6! 4", "5 0 4"),
        (Rule::FirstAsked, 11, "5 6! 4", "5 6 0"),
        // The most important tier first, then by asking; without a tier last.
        (Rule::Tier, 10, "5@2 4@1 3 6@1", "0 4 0 6"),
        (Rule::Tier, 10, "5@1 4! 3@1 6@2", "5 0 3 2"),
        (Rule::Tier, 6, "5 4", "5 1"),
        // Four fifths are there: everybody four fifths.
        (Rule::FairShare, 80, "50 30 20", "40 24 16"),
        // 10 of 12: 8.33, 0.83, 0.83; the two that are left go to the largest remainders.
        (Rule::FairShare, 10, "10 1 1", "8 1 1"),
        // Equal remainders: whoever asked first.
        (Rule::FairShare, 2, "1 1 1", "1 1 0"),
        (Rule::FairShare, 30, "5 3", "5 3"),
        // All or nothing that would get less is left out, the last asker first, and the rest is divided anew.
        (Rule::FairShare, 10, "4 6! 6!", "4 6 0"),
        (Rule::FairShare, 10, "6 6! 6!", "6 0 0"),
        (Rule::FairShare, 8, "4! 8!", "4 0"),
        (Rule::FairShare, 3, "4! 8! 2", "0 0 2"),
        (Rule::ByHand, 10, "5 3", "0 0"),
    ];
    for (rule, available, waiting, expected) in table {
        assert_eq!(said(&propose(rule, available, &queue(waiting))), expected, "{rule:?} {available} of {waiting}");
    }
}

#[test]
fn it_is_said_why() {
    let why = |rule, available, text| -> Vec<Why> {
        propose(rule, available, &queue(text)).into_iter().map(|it| it.why).collect()
    };
    assert_eq!(
        why(Rule::FirstAsked, 10, "5 6! 7 1"),
        [Why::Enough, Why::DoesNotFit { left: 5 }, Why::Rest, Why::NothingLeft]
    );
    let part = |rounded_up| Why::Part { available: 10, asked: 12, rounded_up };
    assert_eq!(why(Rule::FairShare, 10, "10 1 1"), [part(false), part(true), part(true)]);
    assert_eq!(why(Rule::FairShare, 8, "4! 8!"), [Why::Enough, Why::PartTooSmall { part: 5 }]);
}

fn any_queue() -> impl Strategy<Value = Vec<Waiting>> {
    let one = (1_u32..40, any::<bool>(), proptest::option::of(1_u32..4));
    proptest::collection::vec(one, 0..12).prop_map(|all| {
        let waiting = |(n, (open, all_or_nothing, tier))| Waiting { request: id(n), open, all_or_nothing, tier };
        (1..).zip(all).map(waiting).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_over_allotted_and_all_or_nothing_is_kept(queue in any_queue(), available in 0_u32..200) {
        for rule in Rule::ALL {
            let given = propose(rule, available, &queue);
            prop_assert_eq!(given.len(), queue.len());
            prop_assert!(given.iter().map(|it| it.quantity).sum::<u32>() <= available);
            for (given, waiting) in given.iter().zip(&queue) {
                prop_assert_eq!(given.request, waiting.request);
                prop_assert!(given.quantity <= waiting.open);
                prop_assert!(!waiting.all_or_nothing || [0, waiting.open].contains(&given.quantity));
            }
        }
    }

    #[test]
    fn first_asked_skips_no_earlier_asker(queue in any_queue(), available in 0_u32..200) {
        let given = propose(Rule::FirstAsked, available, &queue);
        let mut left = available;
        for (given, waiting) in given.iter().zip(&queue) {
            // Somebody who is not filled is out of goods, or wants more than is left for them or nothing.
            let fits = if waiting.all_or_nothing && waiting.open > left { 0 } else { waiting.open.min(left) };
            prop_assert_eq!(given.quantity, fits);
            left -= given.quantity;
        }
    }

    #[test]
    fn tier_skips_nobody_of_a_tier_for_a_lower_one_or_a_later_asker(queue in any_queue(), available in 0_u32..200) {
        let given = propose(Rule::Tier, available, &queue);
        let order = |at: usize| (queue[at].tier.unwrap_or(u32::MAX), at);
        for a in 0..queue.len() {
            for b in 0..queue.len() {
                let comes_first = order(a) < order(b) && !queue[a].all_or_nothing;
                prop_assert!(!comes_first || given[b].quantity == 0 || given[a].quantity == queue[a].open);
            }
        }
    }

    #[test]
    fn a_fair_share_is_within_one_of_the_exact_one_among_those_that_remain(queue in any_queue(), available in 0_u32..200) {
        let given = propose(Rule::FairShare, available, &queue);
        let remain: Vec<usize> = (0..queue.len()).filter(|at| !matches!(given[*at].why, Why::PartTooSmall { .. })).collect();
        let asked: u32 = remain.iter().map(|at| queue[*at].open).sum();
        let shared: u32 = remain.iter().map(|at| given[*at].quantity).sum();
        prop_assert_eq!(shared, asked.min(available), "nothing that somebody could use is left over");
        for at in remain {
            let exact = f64::from(queue[at].open) * f64::from(available.min(asked)) / f64::from(asked);
            prop_assert!((f64::from(given[at].quantity) - exact).abs() < 1.0, "{} of {}", given[at].quantity, exact);
        }
        // Dropped were the latest askers first: with any of them back, one of all or nothing is short again.
        if let Some(first) = (0..queue.len()).find(|at| matches!(given[*at].why, Why::PartTooSmall { .. })) {
            prop_assert!(queue[first].all_or_nothing);
        }
    }
}
