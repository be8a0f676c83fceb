//! The map of the screen: which of the two it is, how it is looked at, and what is on it. What is on it is made when something changes and
//! not for each frame: an outline looks at every account.

use ratatui::layout::{Rect, Size};

use crate::app::command::Action;
use crate::app::territories::Division;
use crate::app::territories::choice::Choice;
use crate::domain::place::Place;
use crate::planning::territory::outline::outline;
use crate::ui::screens::map::{ASIDE, NEARER};
use crate::ui::widgets::map::areas::{Areas, Pointed};
use crate::ui::widgets::map::{Lens, View};
use crate::ui::widgets::paint;

/// The map.
#[derive(Default)]
pub(super) struct Map {
    /// It has the whole body.
    pub(super) alone: bool,
    /// As it is, not as it would be.
    pub(super) before: bool,
    /// How it is looked at where it has the whole body; beside the list all of it is seen.
    pub(super) lens: Lens,
    /// What is on it.
    pub(super) areas: Areas,
}

/// The line about the map, and the map.
pub(super) fn parts(area: Rect) -> (Rect, Rect) {
    (paint::row(area, 0), Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area })
}

impl Map {
    /// Shows a split, or how it would be with what is chosen of it.
    pub(super) fn renew(&mut self, division: &Division, choice: &Choice) {
        let rep = if self.before { choice.present().to_vec() } else { choice.after(division) };
        let problem = &division.problem;
        let mut places = vec![Vec::new(); problem.reps.len()];
        let mut spots = Vec::new();
        for (place, rep) in problem.shops.iter().zip(rep).filter_map(|(shop, rep)| Some((shop.place?, rep))) {
            spots.push((place, rep));
            if let Some(places) = rep.and_then(|rep| places.get_mut(rep)) {
                places.push(place);
            }
        }
        self.areas = Areas { spots, outlines: places.iter().map(|places| outline(places)).collect() };
    }

    /// As it was drawn last on the whole body.
    fn seen(&self, body: Size) -> Option<View> {
        let (_, map) = parts(Rect::new(0, 0, body.width, body.height));
        self.areas.view(&self.lens, map.as_size())
    }

    /// Looks nearer, farther or aside; whether that was asked for.
    pub(super) fn look(&mut self, action: Action, pointed: &Pointed, body: Size) -> bool {
        let Some(view) = self.seen(body) else { return false };
        // What is out of sight is no place to keep still.
        let about = pointed.place.filter(|place| view.cell(*place).is_some());
        self.lens = match action {
            Action::ZoomIn => self.lens.zoomed(NEARER, about, view.ground()),
            Action::ZoomOut => self.lens.zoomed(1.0 / NEARER, about, view.ground()),
            Action::FitAll => Lens::default(),
            Action::PanLeft => self.lens.panned((-ASIDE, 0.0), &view),
            Action::PanRight => self.lens.panned((ASIDE, 0.0), &view),
            Action::PanUp => self.lens.panned((0.0, ASIDE), &view),
            Action::PanDown => self.lens.panned((0.0, -ASIDE), &view),
            _ => return false,
        };
        true
    }

    /// Looks at a place, if it is out of sight.
    pub(super) fn show(&mut self, place: Place, body: Size) {
        if let Some(view) = self.seen(body) {
            self.lens = self.lens.showing(place, &view);
        }
    }
}
