//! What an import looks up in the database while it compares: one account or product at a time, and only for rows that have one.

use chrono::NaiveDate;

use crate::domain::account::{Account, Contact};
use crate::domain::ids::{AccountId, ProductId};
use crate::domain::record::{Kind, Record};
use crate::domain::stock::{Arrival, Request};
use crate::domain::touch::{Touch, TouchKind};
use crate::store::{Result, Store, Viewer};

/// Answers questions about single accounts and products.
pub trait Book {
    /// The account.
    fn account(&self, id: AccountId) -> Result<Option<Account>>;

    /// The people there.
    fn contacts(&self, id: AccountId) -> Result<Vec<Contact>>;

    /// Whether somebody was there on a day or since, or is said to have been there on that day.
    fn seen_since(&self, id: AccountId, day: NaiveDate) -> Result<bool>;

    /// What was ever asked for there.
    fn requests(&self, id: AccountId) -> Result<Vec<Request>>;

    /// What ever came in of a product.
    fn arrivals(&self, product: ProductId) -> Result<Vec<Arrival>>;

    /// The touches of a day, void ones among them: what was declared void does not come back.
    fn touches(&self, id: AccountId, day: NaiveDate) -> Result<Vec<Touch>>;
}

/// The book of a store, as somebody may see it.
#[derive(Clone, Copy)]
pub struct Held<'a>(pub &'a dyn Store, pub Viewer);

impl Book for Held<'_> {
    fn account(&self, id: AccountId) -> Result<Option<Account>> {
        self.0.account(self.1, id)
    }

    fn contacts(&self, id: AccountId) -> Result<Vec<Contact>> {
        let people = self.0.records_at(self.1, &[id], Kind::Contact)?;
        Ok(people.into_iter().filter_map(|it| if let Record::Contact(it) = it { Some(it) } else { None }).collect())
    }

    fn seen_since(&self, id: AccountId, day: NaiveDate) -> Result<bool> {
        let imported = |touch: &Touch| touch.content.kind == TouchKind::Imported;
        // What was declared void or taken for nobody met does not come back as a last visit of its day.
        let there = |touch: &Touch| {
            (touch.took_place() && (touch.content.kind.is_visit() || imported(touch)))
                || (touch.day == day && imported(touch))
        };
        Ok(self.0.touches_since(self.1, id, day)?.iter().any(there))
    }

    fn requests(&self, id: AccountId) -> Result<Vec<Request>> {
        let there = self.0.records_at(self.1, &[id], Kind::Request)?;
        Ok(there.into_iter().filter_map(|it| if let Record::Request(it) = it { Some(it) } else { None }).collect())
    }

    fn arrivals(&self, product: ProductId) -> Result<Vec<Arrival>> {
        self.0.arrivals(self.1, product)
    }

    fn touches(&self, id: AccountId, day: NaiveDate) -> Result<Vec<Touch>> {
        let mut touches = self.0.touches_since(self.1, id, day)?;
        touches.retain(|touch| touch.day == day);
        Ok(touches)
    }
}
