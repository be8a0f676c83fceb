//! The few shops of the demo territory that are out of the ordinary.

use chrono::Duration;

use super::dice::Dice;
use super::scene::Scene;
use super::shops::Shop;
use super::texts::Voices;
use crate::domain::account::{OwnWindow, Pause};
use crate::domain::cadence::Window;
use crate::domain::day::Span;
use crate::domain::ids::RepId;

/// Sets a few shops apart: never visited, added lately, paused, closed for some days, with a window of its own.
pub(super) fn set_apart(shops: &mut [Shop], rep: RepId, voices: &Voices, scene: &Scene, dice: &mut Dice) {
    let mut of_tier = |tier: usize| {
        let mut of_tier: Vec<usize> =
            (0..shops.len()).filter(|at| shops[*at].rep == rep && shops[*at].tier == Some(tier)).collect();
        dice.shuffle(&mut of_tier);
        of_tier.into_iter()
    };
    let (mut next, mut basic) = (of_tier(1), of_tier(2));
    for at in basic.by_ref().take(3) {
        shops[at].is_new = true;
        shops[at].account.added = scene.back(dice.between(2, 12));
    }
    for at in basic.by_ref().take(4) {
        shops[at].account.added = scene.back(dice.between(45, 70));
    }
    for ((first, last), at) in [(-24, -20), (5, 8)].into_iter().zip(basic.by_ref()) {
        shops[at].account.closures =
            vec![Span::new(scene.today + Duration::days(first), scene.today + Duration::days(last))];
    }
    let pauses = basic.next().map(|at| (at, 0, Some(17))).into_iter().chain(next.next().map(|at| (at, 1, None)));
    for (at, nth, ends_in) in pauses {
        let first = scene.back(7);
        let span = Span { first, last: ends_in.map(|days| scene.today + Duration::days(days)) };
        let reason = voices.of(&shops[at]).line("pause", nth);
        shops[at].pause = Some(Pause { span, reason });
    }
    if let Some(shop) = next.next().map(|at| &mut shops[at])
        && let Some(cadence) = &mut shop.cadence
    {
        cadence.window = Window { min: 4, max: 6 };
        shop.account.own_window = Some(OwnWindow { window: cadence.window, reason: voices.of(shop).line("window", 0) });
    }
}
