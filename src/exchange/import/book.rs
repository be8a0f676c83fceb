//! What an import looks up in the database while it compares: one account at a time, and only for rows that have one.

use chrono::NaiveDate;

use crate::domain::account::{Account, Contact};
use crate::domain::ids::AccountId;
use crate::domain::touch::{Touch, TouchKind};
use crate::store::rows::Happening;
use crate::store::{Cursor, Result, Store, Viewer};

/// Answers questions about single accounts.
pub trait Book {
    /// The account.
    fn account(&self, id: AccountId) -> Result<Option<Account>>;

    /// The people there.
    fn contacts(&self, id: AccountId) -> Result<Vec<Contact>>;

    /// Whether somebody was there on a day or since, or is said to have been there on that day.
    fn seen_since(&self, id: AccountId, day: NaiveDate) -> Result<bool>;

    /// The touches of a day, void ones among them: what was declared void does not come back.
    fn touches(&self, id: AccountId, day: NaiveDate) -> Result<Vec<Touch>>;
}

/// The book of a store, as somebody may see it.
#[derive(Clone, Copy)]
pub struct Held<'a>(pub &'a dyn Store, pub Viewer);

/// So many entries of a timeline are read at a time.
const PAGE: usize = 50;

impl Book for Held<'_> {
    fn account(&self, id: AccountId) -> Result<Option<Account>> {
        self.0.account(self.1, id)
    }

    fn contacts(&self, id: AccountId) -> Result<Vec<Contact>> {
        Ok(self.0.brief(self.1, id)?.map(|brief| brief.contacts).unwrap_or_default())
    }

    fn seen_since(&self, id: AccountId, day: NaiveDate) -> Result<bool> {
        let recent = self.0.brief(self.1, id)?.map(|brief| brief.recent).unwrap_or_default();
        let imported = |touch: &Touch| touch.content.kind == TouchKind::Imported;
        let there = |touch: &Touch| (touch.content.kind.is_visit() && !touch.content.attempted) || imported(touch);
        Ok(recent.iter().any(|touch| touch.day >= day && there(touch)) || self.touches(id, day)?.iter().any(imported))
    }

    fn touches(&self, id: AccountId, day: NaiveDate) -> Result<Vec<Touch>> {
        let mut before = day.succ_opt().map(|day| Cursor { day, id: uuid::Uuid::nil() });
        let mut found = Vec::new();
        loop {
            let page = self.0.timeline(self.1, id, before, PAGE)?;
            let reached = page.items.last().is_some_and(|entry| entry.cursor.day < day);
            found.extend(page.items.into_iter().filter(|entry| entry.cursor.day == day).filter_map(
                |it| match it.what {
                    Happening::Touch(touch) => Some(touch),
                    _ => None,
                },
            ));
            match page.next.filter(|_| !reached) {
                Some(next) => before = Some(next),
                None => return Ok(found),
            }
        }
    }
}
