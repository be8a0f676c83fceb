//! The check has teeth.

use rounds::planning::territory::check::{Fault, check};
use rounds::planning::territory::{Group, Groups, Rule, Seat, Split};

use super::{in_strips, run, towns};

type Spoil = Box<dyn Fn(&mut Split)>;

#[test]
fn what_is_not_true_is_found() {
    let mut shops = towns(60, 1);
    in_strips(&mut shops, 3);
    shops[5].fixed = true;
    shops[6].group = Group(1);
    let seats = [Groups::ALL, Groups::of(&[Group(0)]), Groups::ALL].map(|serves| Seat { serves });
    let rule = Rule { keep: 5_000, ..Rule::default() };
    let good = run(&shops, &seats, rule, 250, 1);
    let (five, other) = (good.best.seat[5].unwrap(), (good.best.seat[5].unwrap() + 1) % 3);
    assert!(good.best.moves.len() > 1);
    let table: [(&str, Spoil, Fault); 10] = [
        ("too short", Box::new(|it| it.seat.truncate(it.seat.len() - 1)), Fault::Length),
        ("nobody", Box::new(|it| it.seat[9] = None), Fault::Seat { account: 9 }),
        ("no such seat", Box::new(|it| it.seat[9] = Some(3)), Fault::Seat { account: 9 }),
        ("not served", Box::new(|it| it.seat[6] = Some(1)), Fault::Seat { account: 6 }),
        ("fixed", Box::new(move |it| it.seat[5] = Some(other)), Fault::Fixed { account: 5 }),
        ("off the plane", Box::new(|it| it.plane[0] = None), Fault::Plane { account: 0 }),
        ("a load", Box::new(move |it| it.after.territories[five].seconds += 1), Fault::Territory { seat: five }),
        ("kilometres before", Box::new(|it| it.before.territories[2].metres += 1), Fault::Territory { seat: 2 }),
        ("the worst", Box::new(|it| it.after.worst += 1), Fault::Totals),
        ("the order of moves", Box::new(|it| it.moves.reverse()), Fault::Moves { nth: 0 }),
    ];
    for (what, spoil, expected) in table {
        let mut bad = good.best.clone();
        spoil(&mut bad);
        assert_eq!(check(&shops, &seats, rule, &bad, good.cost), Err(expected), "{what}");
    }
    assert_eq!(check(&shops, &seats, rule, &good.best, good.cost + 1), Err(Fault::Cost { is: good.cost }));
    let more = Rule { keep: 10_000, ..rule };
    assert!(matches!(check(&shops, &seats, more, &good.best, good.cost), Err(Fault::Kept { .. })));
}
