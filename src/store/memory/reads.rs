//! What the store in memory answers.

use chrono::NaiveDate;

use crate::domain::account::Account;
use crate::domain::cadence::Level;
use crate::domain::ids::{AccountId, RepId, RequestId};
use crate::domain::matter::{Appointment, MatterKind};
use crate::domain::route::{Fate, Stop};
use crate::domain::rules::View;
use crate::domain::stock::Request;
use crate::domain::touch::Touch;
use crate::i18n::search::Needle;
use crate::store::rows::{Asked, Goods, Happening, StopVisit, care_from, search_fields};
use crate::store::tables::{Group, Tables};
use crate::store::undo::within_reach;
use crate::store::{
    BookRow, Brief, Cursor, DayTouch, DraftRow, Entry, Finds, OpenVisit, Result, RouteRow, Undoable, Viewer,
};
use crate::store::{due, stock};

use super::state::State;

impl State {
    /// The row of an account in a rep's book.
    pub fn book_row(&self, account: &Account, rep: RepId, day: NaiveDate) -> BookRow {
        let here = |id: AccountId| id == account.id;
        let open: Vec<_> = self.matters().filter(|it| here(it.account) && it.answered.is_none()).collect();
        let clocks = self.cadence.get(&account.id).map_or(&[][..], Vec::as_slice);
        let planned = |stop: &&Stop| here(stop.account) && stop.rep == rep && stop.day >= day && stop.fate.is_open();
        let coming = self.appointments().filter(|it| here(it.account) && it.outcome.is_none() && it.day >= day);
        let live = |it: &&Request| here(it.account) && it.ended.is_none();
        let asked: Vec<_> = self.requests().filter(live).map(|it| (it.clone(), account.rep)).collect();
        let visiting = self.touches().find(|touch| here(touch.account) && touch.rep == rep && touch.open);
        BookRow {
            account: account.id,
            name: account.name.clone(),
            other_name: account.other_name.clone(),
            code: account.code().to_owned(),
            address: account.address.clone(),
            place: account.place,
            rep: account.rep,
            tier: account.tier,
            beat: account.beat,
            minutes: account.minutes,
            added: account.added,
            last: if self.stale.contains(&account.id) {
                due::last(self, account.id).unwrap_or_default() // nothing can go wrong in memory
            } else {
                clocks.iter().find(|row| row.level == Level::Rep).and_then(|row| row.last)
            },
            own_window: account.own_window.as_ref().map(|own| own.window),
            pauses: account.pauses.iter().map(|pause| pause.span).collect(),
            closures: account.closures.clone(),
            hours: account.hours.clone(),
            matter_due: open.iter().filter_map(|matter| matter.due).min(),
            matters: open.len() as u32,
            requests: asked.len() as u32,
            goods: !stock::with_goods(self, &asked, day).unwrap_or_default().is_empty(), // nothing can go wrong in memory
            complaint: open.iter().any(|matter| matter.kind == MatterKind::Complaint),
            appointment: coming.map(|it| (it.day, it.time)).min(),
            care: {
                let ahead = care_from(day);
                let here = self.contacts().filter(|contact| here(contact.account));
                here.filter_map(|contact| ahead.falls(contact.birthday?)).min()
            },
            planned: self.all_stops().filter(planned).map(|stop| (stop.day, stop.id)).min(),
            visiting: visiting.and_then(|touch| Some((touch.id, touch.start?))),
        }
    }

    /// A rep's stops of a day at accounts that can be seen.
    pub fn route(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<RouteRow>> {
        let mut rows = Vec::new();
        for stop in self.stops(rep, day)? {
            let Some(account) = self.visible(viewer, stop.account) else { continue };
            let account = self.book_row(account, rep, day);
            let visit = self.visit_of(&stop);
            let colleague = self.colleague_of(&stop);
            rows.push(RouteRow { stop, account, visit, colleague });
        }
        Ok(rows)
    }

    fn colleague_of(&self, stop: &Stop) -> Option<String> {
        let Fate::Handed { to, .. } = stop.fate else { return None };
        self.rep(to).map(|rep| rep.name.clone())
    }

    fn visit_of(&self, stop: &Stop) -> Option<StopVisit> {
        let attempted = |touch: &&Touch| {
            (touch.rep, touch.account, touch.day) == (stop.rep, stop.account, stop.day)
                && touch.content.attempted
                && touch.voided.is_none()
                && !touch.open
        };
        let touch = match stop.fate {
            Fate::Done { touch } => self.touches().find(|it| it.id == touch),
            _ => self.touches().filter(attempted).last(),
        }?;
        Some(StopVisit { start: touch.start, end: touch.end, attempted: touch.content.attempted })
    }

    /// The accounts that fit, best first.
    pub fn search(&self, viewer: Viewer, words: &str, limit: usize) -> Finds {
        let needle = Needle::new(words);
        let (rep, day) = viewer.reader();
        let mut found = Vec::new();
        for account in self.all_accounts().filter(|it| it.merged_into.is_none() && self.sees(viewer, it)) {
            let people: Vec<_> = self.contacts().filter(|it| it.account == account.id).collect();
            let people: Vec<_> = people.into_iter().map(|it| (it.name.clone(), it.phone.clone())).collect();
            let fields = search_fields(account, &people);
            let fit = needle.fit(&fields.iter().map(String::as_str).collect::<Vec<_>>());
            found.extend(fit.map(|fit| (fit, account.name.replace('\n', " "), account.id, account)));
        }
        found.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
        let rows = found.iter().take(limit).map(|(.., account)| self.book_row(account, rep, day)).collect();
        Finds { rows, total: found.len() }
    }

    /// What to know before entering an account.
    pub fn brief(&self, viewer: Viewer, account: &Account) -> Brief {
        let here = |id: AccountId| id == account.id;
        let mut matters: Vec<_> =
            self.matters().filter(|it| here(it.account) && it.answered.is_none()).cloned().collect();
        matters.sort_by_key(|matter| (matter.due.is_none(), matter.due, matter.id));
        let coming = |it: &&Appointment| {
            let late_enough = if let Viewer::Person { day, .. } = viewer { it.day >= day } else { true };
            here(it.account) && it.outcome.is_none() && late_enough
        };
        let mut appointments: Vec<_> = self.appointments().filter(coming).cloned().collect();
        appointments.sort_by_key(|it| (it.day, it.time, it.id));
        let mut recent: Vec<_> =
            self.touches().filter(|it| here(it.account) && !it.open && it.voided.is_none()).cloned().collect();
        recent.sort_by_key(|touch| std::cmp::Reverse((touch.day, touch.id)));
        let touches = recent.len() as u32;
        recent.truncate(10);
        let (rep, day) = viewer.own_row(account);
        Brief {
            row: self.book_row(account, rep, day),
            account: account.clone(),
            rep_name: account.rep.and_then(|rep| self.rep(rep)).map(|rep| rep.name.clone()),
            contacts: self.contacts().filter(|it| here(it.account)).cloned().collect(),
            matters,
            appointments,
            recent,
            touches,
            requests: self.standings(account.id, day),
            merged: self.merges().filter(|it| here(it.kept)).map(|it| (it.id, self.name(it.gone))).collect(),
        }
    }

    fn standings(&self, account: AccountId, day: NaiveDate) -> Vec<Asked> {
        let requests = self.requests().filter(|it| it.account == account).cloned().collect();
        stock::requests_at(self, requests, day).unwrap_or_default() // nothing can go wrong in memory
    }

    /// Everything that happened at an account.
    pub fn history(&self, account: AccountId) -> Vec<Entry> {
        let entry = |day, id, rep: RepId, what| Entry {
            cursor: Cursor { day, id },
            rep,
            rep_name: self.rep(rep).map_or_else(String::new, |rep| rep.name.clone()),
            what,
            goods: Vec::new(),
        };
        let mut all = Vec::new();
        for it in self.touches().filter(|it| it.account == account) {
            all.push(entry(it.day, it.id.0, it.rep, Happening::Touch(it.clone())));
        }
        for it in self.matters().filter(|it| it.account == account) {
            all.push(entry(it.raised, it.id.0, it.rep, Happening::Matter(it.clone())));
        }
        for it in self.appointments().filter(|it| it.account == account) {
            all.push(entry(it.day, it.id.0, it.rep, Happening::Appointment(it.clone())));
        }
        for it in
            self.all_stops().filter(|it| it.account == account && !matches!(it.fate, Fate::Open | Fate::Done { .. }))
        {
            all.push(entry(
                it.day,
                it.id.0,
                it.rep,
                Happening::NotDone { stop: it.clone(), colleague: self.colleague_of(it) },
            ));
        }
        for it in self.requests().filter(|it| it.account == account) {
            let handed_over = self.fulfilments().filter(|given| given.request == it.id);
            let fulfilled = handed_over.map(|given| given.quantity).sum();
            let (request, goods) = (it.clone(), self.goods(it.id));
            all.push(entry(it.day, it.id.0, it.rep, Happening::Request { request, goods, fulfilled }));
        }
        for it in self.tellings().filter(|it| it.account == account) {
            let (telling, goods) = (it.clone(), self.goods(it.request));
            all.push(entry(it.day, it.id.0, it.rep, Happening::Telling { telling, goods }));
        }
        for it in self.fulfilments().filter(|it| it.account == account) {
            let (fulfilment, goods) = (it.clone(), self.goods(it.request));
            all.push(entry(it.day, it.id.0, it.rep, Happening::Fulfilment { fulfilment, goods }));
        }
        all
    }

    /// The product that a request is for.
    pub(super) fn goods(&self, request: RequestId) -> Goods {
        let product = self.requests().find(|it| it.id == request).map(|it| it.product);
        let product = self.all_products().find(|it| Some(it.id) == product);
        product.map_or_else(Goods::default, |it| Goods { product: it.name.clone(), unit: it.unit.clone() })
    }

    /// The viewer's own open visits.
    pub fn own_open_visits(&self, viewer: Viewer) -> Vec<OpenVisit> {
        let Viewer::Person { rep, .. } = viewer else { return Vec::new() };
        let mut touches: Vec<&Touch> = self.touches().filter(|touch| touch.rep == rep && touch.open).collect();
        touches.sort_by_key(|touch| (touch.start, touch.id));
        let visit = |touch: &Touch| OpenVisit { touch: touch.clone(), name: self.name(touch.account) };
        touches.into_iter().map(visit).collect()
    }

    /// A rep's touches of a day at accounts that can be seen.
    pub fn touches_on(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Vec<DayTouch> {
        if !self.sees_rep(viewer, rep) {
            return Vec::new();
        }
        let seen = |touch: &&Touch| self.within_sight(viewer, touch.account).is_some();
        let mut touches: Vec<&Touch> =
            self.touches().filter(|touch| touch.rep == rep && touch.day == day).filter(seen).collect();
        touches.sort_by_key(|touch| (touch.start, touch.id));
        let row = |touch: &Touch| DayTouch { touch: touch.clone(), name: self.name(touch.account), goods: Vec::new() };
        touches.into_iter().map(row).collect()
    }

    /// The viewer's own drafts.
    pub fn own_drafts(&self, viewer: Viewer) -> Vec<DraftRow> {
        let Viewer::Person { rep, .. } = viewer else { return Vec::new() };
        let there = |id| self.all_accounts().any(|account| account.id == id);
        let own = self.drafts.values().filter(|draft| draft.rep == rep && there(draft.account));
        let mut rows: Vec<DraftRow> =
            own.map(|draft| DraftRow { draft: draft.clone(), name: self.name(draft.account) }).collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.draft.saved, row.draft.touch)));
        rows
    }

    fn name(&self, id: AccountId) -> String {
        self.all_accounts().find(|account| account.id == id).map_or_else(String::new, |account| account.name.clone())
    }

    /// The viewer's newest group that is in force, or that was taken back.
    pub fn newest_group(&self, viewer: Viewer, live: bool) -> Option<Undoable> {
        let (actor, from) = within_reach(viewer);
        let own = self.groups.values().filter(|group| group.actor == actor);
        let import_of = |group| self.imports.values().find(|run| run.groups.contains(&group)).map(|run| run.id);
        // An import that was taken back can be made again, but not put back.
        let fits = |group: &&Group| group.live == live && group.day >= from && (live || import_of(group.id).is_none());
        let group = own.filter(fits).max_by_key(|group| group.stamp())?;
        if !live && self.newest_change(actor).ok()? > group.turned {
            return None;
        }
        let mut accounts: Vec<AccountId> =
            self.rows_of(group.id).ok()?.into_iter().filter_map(|row| row.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let account = match accounts[..] {
            [one] => Some(self.name(one)).filter(|name| !name.is_empty()),
            _ => None,
        };
        let (deed, changes, at) = (group.deed, group.changes, group.at);
        Some(Undoable { group: group.id, deed, account, changes, at, import: import_of(group.id) })
    }
}
