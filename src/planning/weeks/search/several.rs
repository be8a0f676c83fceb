//! Several short searches before a long one: which accounts share their days freezes early and not always well, and no search from there
//! on finds out of it. The best of the short ones goes on, not quite as hot.

use super::{Search, Tuning};
use crate::planning::limits::Watch;
use crate::planning::weeks::model::Model;

/// So many short searches, where there is time for them.
const SHORT: u64 = 6;
/// The time of each, in hundredths of all.
const TIME: u64 = 8;

/// The nodes of each slot, in order, in the best plan found from nothing. There is time for several searches when there are `ample`
/// iterations for each pair of visits. Where limits give way the last one borrows from the plans of all.
pub fn several(model: &Model, seed: u64, watch: &mut Watch, tuning: Tuning, ample: u64) -> Vec<Vec<u32>> {
    let visits = model.choices.iter().map(|choice| choice.often(model.columns()) as u64).sum::<u64>();
    let all = watch.left();
    let short = if all / ample >= visits * visits { SHORT } else { 0 };
    let mut plans: Vec<(i64, Vec<Vec<u32>>)> = Vec::new();
    for nth in 0..short {
        if nth > 0 && watch.is_told() {
            break;
        }
        watch.begin(all / 100 * TIME);
        let mut search = Search::new(model, None, seed.wrapping_add(nth + 1), tuning);
        search.run(watch);
        plans.push((search.best_cost(), search.best().to_vec()));
    }
    watch.begin(watch.left());
    let best = plans.iter().min_by_key(|(cost, _)| *cost);
    let last = if best.is_some() { Tuning { heat: tuning.heat / 2, route: 0, ..tuning } } else { tuning };
    let mut search = Search::new(model, best.map(|(_, plan)| plan.as_slice()), seed, last);
    if tuning.gives_way {
        for (_, plan) in &plans {
            search.add_guide(plan);
        }
    }
    search.run(watch);
    search.best().to_vec()
}
