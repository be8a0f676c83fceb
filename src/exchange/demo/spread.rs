//! How long ago each shop should have been visited for a believable morning: a few overdue in each tier, a few on their last day, many
//! in their window, the rest early.

use super::dice::Dice;
use super::scene::Scene;
use super::shops::Shop;
use crate::domain::cadence::Window;
use crate::domain::ids::RepId;

/// Counted days since the last visit: one of these, first and last.
pub(super) type Days = (i64, i64);

/// The days since the last visit for each shop; none for those whose last visit does not follow from where they stand today.
/// `planned` are the stops still to be made, which get the urgent states first; `done` were visited today.
pub(super) fn spread(
    shops: &[Shop],
    rep: RepId,
    planned: &[usize],
    done: &[usize],
    scene: &Scene,
    dice: &mut Dice,
) -> Vec<Option<Days>> {
    let early = i64::from(scene.works_today());
    let mut days = vec![None; shops.len()];
    for (tier, in_window) in [(0, 3), (1, 5), (2, 11)] {
        let mut pool: Vec<usize> = (0..shops.len())
            .filter(|at| !done.contains(at) && !shops[*at].is_new && shops[*at].pause.is_none())
            .filter(|at| shops[*at].rep == rep && shops[*at].tier == Some(tier) && shops[*at].cadence.is_some())
            .collect();
        dice.shuffle(&mut pool);
        pool.sort_by_key(|at| !planned.contains(at));
        let mut waiting = pool.iter().filter(|at| planned.contains(at)).count();
        let overdue = if tier == 1 { dice.between(3, 4) } else { 3 } as usize;
        let on_route = waiting.min(2);
        let last_day = if tier == 2 { dice.between(1, 2) } else { 1 } as usize;
        waiting = waiting.saturating_sub(on_route + last_day);

        // Some of the overdue are on the route, the others are what the screen is there to show.
        let mut late: Vec<usize> = pool.drain(..on_route).collect();
        late.extend(pool.drain(pool.len().saturating_sub(overdue - on_route)..));
        for (nth, at) in pool.into_iter().enumerate() {
            days[at] = window(&shops[at]).map(|(min, max)| {
                if nth < last_day {
                    (max, max)
                } else if nth < last_day + waiting.max(in_window) {
                    (min, max - 1)
                } else {
                    (early, min - 1)
                }
            });
        }
        for at in late {
            let by = dice.between(1, 4 + tier as i64);
            days[at] = window(&shops[at]).map(|(_, max)| (max + by, max + by));
        }
    }
    for (at, shop) in shops.iter().enumerate().filter(|(_, shop)| shop.rep != rep) {
        days[at] = window(shop).map(|(_, max)| (early, max));
    }
    days
}

fn window(shop: &Shop) -> Option<Days> {
    let Window { min, max } = shop.cadence?.window;
    Some((i64::from(min), i64::from(max)))
}
