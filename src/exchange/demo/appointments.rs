//! Appointments: one this afternoon, one tomorrow, and past ones that were kept, came late, or were called off.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Timelike, Utc};

use super::history::Call;
use super::routes::Plan;
use super::scribe::Scribe;
use crate::domain::change::Change;
use crate::domain::ids::Ids;
use crate::domain::matter::{Appointment, Outcome};

/// How the past ones ended.
const PAST: [Outcome; 8] = [
    Outcome::Kept,
    Outcome::Kept,
    Outcome::Late,
    Outcome::Kept,
    Outcome::Cancelled,
    Outcome::Kept,
    Outcome::Late,
    Outcome::Kept,
];

impl Scribe<'_> {
    /// Writes all appointments; answers with the shop of the one on the working day after the plan's.
    pub(super) fn write_appointments(&mut self, plan: &Plan) -> Option<usize> {
        let mut ids = self.scene.ids(5);
        let mut past: Vec<&Call> =
            self.met().map(|(call, _)| call).filter(|call| call.day < self.scene.today).collect();
        self.dice.shuffle(&mut past);
        past.retain(|call| self.scene.time(call.start).hour() >= 9 && self.before(call.shop, call.day).is_some());
        for (outcome, call) in PAST.into_iter().zip(past) {
            let (wait, settled) = match outcome {
                Outcome::Kept => (6, call.end),
                Outcome::Late => (-28, call.end),
                Outcome::Cancelled => (180, call.start - Duration::minutes(9)),
            };
            let time = quarter(self.scene.time(call.start + Duration::minutes(wait)));
            self.appoint(call.shop, call.day, time, Some((settled, outcome)), &mut ids);
        }

        let afternoon = self.scene.at(self.scene.route_day(), 14, 0);
        let known = |(_, call): &(usize, &Call)| self.before(call.shop, call.day).is_some();
        let mut route = plan.calls.iter().enumerate().filter(known);
        let last = route.clone().next_back();
        if let Some((nth, call)) = route.find(|(_, call)| call.start >= afternoon).or(last) {
            let time = quarter(self.scene.time(call.start + Duration::minutes(6)));
            let settled = (nth < plan.done).then_some((call.end, Outcome::Kept));
            self.appoint(call.shop, call.day, time, settled, &mut ids);
        }

        let tomorrow = self.scene.next_day();
        let free = |at: &usize| {
            self.can_go(*at, tomorrow) && !self.shops[*at].is_new && plan.calls.iter().all(|call| call.shop != *at)
        };
        let shop = (0..self.shops.len()).find(free)?;
        self.appoint(shop, tomorrow, NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default(), None, &mut ids);
        Some(shop)
    }

    /// An appointment that was made on the visit before.
    fn appoint(
        &mut self,
        shop: usize,
        day: NaiveDate,
        time: NaiveTime,
        settled: Option<(DateTime<Utc>, Outcome)>,
        ids: &mut Ids,
    ) {
        let Some(made) = self.before(shop, day).map(|call| call.end) else { return };
        let (id, account, rep) = (ids.next(made), self.shops[shop].account.id, self.rep);
        let (time, purpose) = (Some(time), self.say(shop, "purpose"));
        self.log.add(made, Some(rep), Appointment { id, account, rep, day, time, purpose, made, outcome: None });
        if let Some((at, outcome)) = settled {
            self.log.note(at, Some(rep), Change::Settle { appointment: id, outcome });
        }
    }
}

/// The quarter of an hour that has begun.
fn quarter(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute() / 15 * 15, 0).unwrap_or(time)
}
