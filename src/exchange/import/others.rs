//! Rows of the other kinds of list: products, people at shops, visits that were made.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::batch::{Became, Gathered};
use super::cells::Cells;
use super::entry::{Reading, Visit, reference};
use super::error::{Fault, ImportError};
use super::fields::Field;
use super::filling::Filling;
use super::keys::normal;
use super::matching::named;
use super::remarks::Notice;
use super::work::{Scene, Work, touch};
use crate::domain::ids::Ids;
use crate::domain::product::Product;

/// The base unit of a product that names none.
const UNITS: (&str, &str) = ("pcs", "件");

impl Work {
    /// A row as a product.
    pub(super) fn product(
        &mut self,
        scene: Scene<'_>,
        cells: Cells<'_>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Became, Fault> {
        let row = Reading::product(cells, notices)?;
        let Some((at, there)) = self.products.find(&row) else {
            let unit = match row.unit.as_str() {
                "" if row.name.is_ascii() => UNITS.0,
                "" => UNITS.1,
                unit => unit,
            };
            let product = Product { id: ids.next(scene.options.at), unit: unit.to_owned(), ..row };
            if !product.has_good_units() {
                return Err(Fault::Units(units(&product)));
            }
            gathered.rest.push((None, product.clone().into()));
            self.products.put(None, product);
            return Ok(Became::New);
        };
        let mut product = there.clone();
        let mut filling = Filling { update: scene.options.update, today: scene.options.today, notices };
        filling.product(&mut product, &row);
        if !product.has_good_units() {
            return Err(Fault::Units(units(&product)));
        }
        let changed = product != *there;
        if changed {
            gathered.rest.push((Some(there.clone().into()), product.clone().into()));
            self.products.put(Some(at), product);
        }
        Ok(Became::Matched(changed))
    }

    /// A row as a person at a shop that there is.
    pub(super) fn contact(
        &mut self,
        scene: Scene<'_>,
        cells: Cells<'_>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Result<Became, Fault>, ImportError> {
        let person = match Reading::contact(cells, notices) {
            Ok(person) => person,
            Err(fault) => return Ok(Err(fault)),
        };
        let account = match named(scene.directory, &reference(cells)) {
            Ok(account) => account,
            Err(fault) => return Ok(Err(fault)),
        };
        if let Some(first) = self.see(&(account, normal(&person.name)), cells.line()) {
            notices.push(Notice::Repeated { first });
            return Ok(Ok(Became::Repeated));
        }
        let Some(account) = scene.book.account(account)? else { return Ok(Err(Fault::NoAccount(person.name))) };
        let filling = Filling { update: scene.options.update, today: scene.options.today, notices };
        let became = self.person(scene, &account, false, Some(&person), ids, (filling, gathered))?;
        Ok(Ok(became.unwrap_or(Became::Repeated)))
    }

    /// A row as a visit that was made at a shop that there is.
    pub(super) fn visit(
        &mut self,
        scene: Scene<'_>,
        cells: Cells<'_>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Result<Became, Fault>, ImportError> {
        let visit = match scene.reading.visit(cells, notices) {
            Ok(visit) => visit,
            Err(fault) => return Ok(Err(fault)),
        };
        let account = match named(scene.directory, &reference(cells)) {
            Ok(account) => account,
            Err(fault) => return Ok(Err(fault)),
        };
        let Visit { rep, day, start, end, mut content } = visit;
        self.sections(cells, notices, &mut content);
        // Without a time it is the note that tells visits of a day apart.
        let other = self.see(&(account, rep, day, start), cells.line());
        let same = self.see(&(account, rep, day, start, &content.note), cells.line());
        if let Some(first) = if start.is_some() { other } else { same } {
            notices.push(Notice::Repeated { first });
            return Ok(Ok(Became::Repeated));
        }
        // One that is there already stays as people have it.
        let mut there = scene.book.touches(account, day)?;
        there.retain(|it| it.rep == rep && it.start == start && it.content.kind.is_visit());
        if let Some(it) = there.iter().find(|it| it.content.note == content.note).or(there.first())
            && (start.is_some() || other.is_none() || it.content.note == content.note)
        {
            if !content.note.is_empty() && it.content.note != content.note {
                let (there, file) = (it.content.note.clone(), content.note);
                notices.push(Notice::Differs { field: Field::Note, there, file });
            }
            return Ok(Ok(Became::Matched(false)));
        }
        let mut touch = touch(ids.next(scene.options.at), account, rep, day, scene.options);
        (touch.start, touch.end, touch.content) = (start, end, content);
        gathered.rest.push((None, touch.into()));
        Ok(Ok(Became::New))
    }

    /// Remembers what a line says; answers the earlier line that says it.
    pub(super) fn see(&mut self, what: &impl Hash, line: u64) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        what.hash(&mut hasher);
        let first = *self.seen.entry(hasher.finish()).or_insert(line);
        (first != line).then_some(first)
    }
}

fn units(product: &Product) -> String {
    let packs = product.packs.iter().map(|pack| format!("{}={}", pack.name, pack.factor));
    [product.unit.clone()].into_iter().chain(packs).collect::<Vec<_>>().join(", ")
}
