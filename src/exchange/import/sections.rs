//! What was recorded of a visit beside its note, as a list says it: what was ordered, counted, served and told.

use serde::de::DeserializeOwned;

use super::cells::Cells;
use super::entry::read;
use super::fields::Field;
use super::remarks::Notice;
use super::values::amounts;
use super::work::Work;
use crate::domain::content::{Content, Counted, Display, Order};

/// The word for a display in which nothing was missing.
pub const NOTHING: &str = "nothing";

/// What stands between several of a kind.
const BETWEEN: [char; 4] = [';', '；', '\n', '、'];

impl Work {
    /// Reads these sections of a row into what else it says. What cannot be understood is left out, and remarked.
    pub(super) fn sections(&self, cells: Cells<'_>, notices: &mut Vec<Notice>, content: &mut Content) {
        let goods = |given: &str| self.goods(given);
        let lines = read(cells, Field::OrderLines, notices, goods).map(Order::Lines);
        let why = read(cells, Field::NoOrder, notices, word).map(Order::Nothing);
        let ordered = read(cells, Field::Ordered, notices, |given| match amounts::amount(given) {
            Some((count, unit)) if unit.is_empty() => Some(Some(count)),
            _ => (given.trim() == "0").then_some(None),
        });
        content.order = lines.or(why).or(ordered.flatten().map(Order::Quantity));
        content.shelf = read(cells, Field::Shelf, notices, goods).unwrap_or_default();
        content.display = read(cells, Field::DisplayLacks, notices, |given| {
            let lacks = if given == NOTHING { Some(Vec::new()) } else { words(given) };
            lacks.map(|lacks| Display { lacks })
        });
        content.needs = read(cells, Field::Needs, notices, words).unwrap_or_default();
        content.needs.sort_unstable();
        content.needs.dedup();
        cells.one(Field::Told).unwrap_or_default().clone_into(&mut content.told);
        cells.one(Field::Rival).unwrap_or_default().clone_into(&mut content.rival);
    }

    /// Goods by name or code, the amount of each behind it; none if one of them is not understood.
    fn goods(&self, given: &str) -> Option<Vec<Counted>> {
        let one = |part: &str| {
            let (called, said) = part.rsplit_once(char::is_whitespace)?;
            let digits = said.find(|c: char| !c.is_ascii_digit()).unwrap_or(said.len());
            let (count, unit) = said.split_at_checked(digits)?;
            let product = self.products.named(called.trim(), "").or_else(|| self.products.named("", called.trim()))?;
            Some(Counted { product: product.id, amount: amounts::of(product, count.parse().ok()?, unit)? })
        };
        let parts = given.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
        parts.map(one).collect::<Option<Vec<_>>>().filter(|goods| !goods.is_empty())
    }
}

/// Words that stand for a choice, as they are saved.
fn words<T: DeserializeOwned>(given: &str) -> Option<Vec<T>> {
    given.split(BETWEEN).map(word).collect()
}

fn word<T: DeserializeOwned>(given: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(given.trim().to_lowercase())).ok()
}
