//! The people of the demo territory: one team of a supervisor and two reps.

use crate::domain::ids::{Ids, RepId};
use crate::domain::label::Label;
use crate::domain::people::{Hours, Rep, Role, Team};
use crate::domain::place::Place;

use super::scene::Scene;
use super::streets::HOMES;

/// The team; the first rep is the one whose territory it is.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    pub(super) team: Team,
    pub(super) reps: [Rep; 3],
}

impl Cast {
    pub(super) fn new(scene: &Scene, ids: &mut Ids) -> Self {
        let at = scene.at(scene.opening, 4, 30);
        let team = Team { id: ids.next(at), name: Label::new("East Team", "城东班组"), parent: None };
        let reps = [
            ("wangfang", "王芳", Role::Rep, Label::new("East Town", "城东"), Some(HOMES[0])),
            ("liuyang", "刘洋", Role::Rep, Label::new("North Gate", "北门"), Some(HOMES[1])),
            ("chenli", "陈立", Role::Supervisor, Label::default(), None),
        ]
        .map(|(code, name, role, territory, home)| Rep {
            id: ids.next(at),
            code: code.to_owned(),
            name: name.to_owned(),
            role,
            team: Some(team.id),
            territory,
            home,
            hours: Hours::default(),
            zone: scene.zone,
            disabled: false,
        });
        Self { team, reps }
    }

    /// Whose territory it is.
    pub(super) fn rep(&self) -> RepId {
        self.reps[0].id
    }

    /// Where this rep's day begins.
    pub(super) fn home(&self, rep: RepId) -> Place {
        self.reps.iter().find(|it| it.id == rep).and_then(|it| it.home).unwrap_or(HOMES[0])
    }
}
