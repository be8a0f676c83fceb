//! Matters: raised on visits, mostly answered on the next, and a few left open for today: due, overdue, to come, without a date.

use chrono::{Duration, NaiveDate};

use super::scribe::{Scribe, Visit};
use crate::domain::change::Change;
use crate::domain::ids::{Ids, MatterId};
use crate::domain::matter::{Matter, MatterKind};

/// The open ones: kind, and due how many working days from the route's day; none: without a date.
const OPEN: [(MatterKind, Option<i64>); 12] = [
    (MatterKind::Promise, Some(0)),
    (MatterKind::Errand, Some(0)),
    (MatterKind::Promise, Some(0)),
    (MatterKind::Complaint, Some(-1)),
    (MatterKind::Promise, Some(-2)),
    (MatterKind::Errand, Some(-3)),
    (MatterKind::Promise, Some(1)),
    (MatterKind::Complaint, Some(2)),
    (MatterKind::Promise, Some(4)),
    (MatterKind::Errand, Some(7)),
    (MatterKind::Promise, None),
    (MatterKind::Errand, None),
];

/// Open matters were raised within so many working days.
const LATELY: i64 = 15;

impl Scribe<'_> {
    /// Writes all matters. `waiting` are the shops still to be visited today: what is due today is due there.
    pub(super) fn write_matters(&mut self, waiting: &[usize]) {
        let mut ids = self.scene.ids(4);
        let met: Vec<Visit<'_>> = self.met().collect();
        let mut last = Vec::new();
        for (nth, visit) in met.iter().enumerate() {
            match met[nth + 1..].iter().find(|(next, _)| next.shop == visit.0.shop) {
                Some((next, _)) if self.dice.chance(14) => {
                    let kinds = [MatterKind::Promise, MatterKind::Promise, MatterKind::Errand, MatterKind::Complaint];
                    let kind = self.dice.pick(&kinds);
                    let due = self.dice.chance(85).then(|| self.scene.after(visit.0.day, self.dice.between(2, 9)));
                    let matter = self.raise(*visit, kind, due, &mut ids);
                    self.log.note(next.end, Some(self.rep), Change::Answer { matter });
                }
                Some(_) => {}
                None => last.push(*visit),
            }
        }
        let lately = self.scene.back(LATELY)..self.scene.today;
        last.retain(|(call, _)| self.shops[call.shop].pause.is_none() && lately.contains(&call.day));
        self.dice.shuffle(&mut last);
        last.sort_by_key(|(call, _)| !waiting.contains(&call.shop));
        for (kind, due) in OPEN {
            let due = due.map(|days| match days {
                0.. => self.scene.after(self.scene.route_day(), days),
                _ => self.scene.back(-days),
            });
            let in_time = |(call, _): &Visit<'_>| due.is_none_or(|due| call.day + Duration::days(1) < due);
            if let Some(at) = last.iter().position(in_time) {
                self.raise(last.remove(at), kind, due, &mut ids);
            }
        }
    }

    fn raise(&mut self, (call, touch): Visit<'_>, kind: MatterKind, due: Option<NaiveDate>, ids: &mut Ids) -> MatterId {
        let text = self.say(
            call.shop,
            match kind {
                MatterKind::Promise => "promise",
                MatterKind::Errand => "errand",
                MatterKind::Complaint => "complaint",
            },
        );
        let (id, account, rep) = (ids.next(call.end), self.shops[call.shop].account.id, self.rep);
        let (touch, raised, answered) = (Some(touch), call.day, None);
        self.log.add(
            call.end,
            Some(rep),
            Matter { id, account, rep, touch, kind, text, raised, due, answered, put_off: None },
        );
        id
    }
}
