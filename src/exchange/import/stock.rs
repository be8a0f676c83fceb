//! Rows about stock: what shops ask for, and what comes in. They become changes of their own, which the rules check; whoever asked first by
//! the file stands first in the queue.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::batch::{Became, Gathered};
use super::cells::Cells;
use super::entry::{Reading, read, reference};
use super::error::{Fault, ImportError};
use super::fields::Field;
use super::keys::normal;
use super::matching::named;
use super::remarks::Notice;
use super::values::{amounts, dates, hours, words};
use super::work::{Scene, Work};
use crate::domain::change::Change;
use crate::domain::day::{DAY_STARTS_AT_HOUR, instant};
use crate::domain::ids::{AccountId, ContactId, Ids, ProductId};
use crate::domain::people::Rep;
use crate::domain::product::Product;
use crate::domain::stock::{Amount, Arrival, Request};

/// Whether a row is about something that has ended.
pub(super) fn is_over(cells: Cells<'_>) -> bool {
    cells.one(Field::Ended).is_some_and(|cell| words::is_open(cell) != Some(true))
}

/// When something was: the day, the time if one was told, and the place among others.
#[derive(Clone, Copy, Debug)]
struct When {
    day: NaiveDate,
    time: Option<DateTime<Utc>>,
    at: DateTime<Utc>,
}

impl When {
    /// Whether something that is there was then.
    fn is(&self, day: NaiveDate, at: DateTime<Utc>) -> bool {
        day == self.day && self.time.is_none_or(|time| time.timestamp() == at.timestamp())
    }
}

impl Work {
    /// A row as a request of a shop that there is.
    pub(super) fn request(
        &mut self,
        scene: Scene<'_>,
        cells: Cells<'_>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Result<Became, Fault>, ImportError> {
        let account = match named(scene.directory, &reference(cells)) {
            Ok(account) => account,
            Err(fault) => return Ok(Err(fault)),
        };
        let owner = scene.book.account(account)?.and_then(|it| it.rep);
        let said = self.asked(cells, notices).and_then(|(product, asked)| {
            let rep = match scene.reading.rep(cells)? {
                Some(rep) => rep,
                None => scene.lookup.known.reps.iter().find(|rep| Some(rep.id) == owner).ok_or(Fault::Nobodys)?,
            };
            Ok((product, asked, rep, scene.reading.when(cells, rep.zone)?))
        });
        let (product, asked, rep, when) = match said {
            Ok(said) => said,
            Err(fault) => return Ok(Err(fault)),
        };
        let told = identity(cells, notices);
        let there = scene.book.requests(account)?;
        let same = |it: &Request| match told {
            Some(id) => it.id.0 == id,
            None => it.product == product && it.asked.quantity() == asked.quantity() && when.is(it.day, it.at),
        };
        let key = (account, product, when.day, when.time, asked.quantity(), told);
        if let Some(first) = self.see(&key, cells.line()) {
            notices.push(Notice::Repeated { first });
            return Ok(Ok(Became::Repeated));
        }
        // One that is there already stays as people have it, also one that has ended.
        if there.iter().any(same) {
            return Ok(Ok(Became::Matched(false)));
        }
        let contact = Self::asker(scene, account, cells, notices)?;
        let until = read(cells, Field::Until, notices, |given| {
            dates::date(given, scene.reading.facts.dates(Field::Until), scene.options.today).ok()
        });
        gathered.stock.push(Change::Request(Request {
            id: told.unwrap_or_else(|| ids.next(scene.options.at)).into(),
            account,
            rep: rep.id,
            product,
            asked,
            contact,
            until,
            all_or_nothing: read(cells, Field::AllOrNothing, notices, words::yes_or_no) == Some(true),
            outside: read(cells, Field::Outside, notices, words::yes_or_no) == Some(true),
            note: cells.lines(Field::Note),
            at: when.at,
            day: when.day,
            ended: None,
        }));
        Ok(Ok(Became::New))
    }

    /// The product that is asked for, and how much of it is still to come.
    fn asked(&self, cells: Cells<'_>, notices: &mut Vec<Notice>) -> Result<(ProductId, Amount), Fault> {
        let product = self.wanted(cells, (Field::ProductCode, Field::Product))?;
        let asked = amount(cells, product)?;
        let supplied = read(cells, Field::HandedOver, notices, |given| given.parse::<u32>().ok()).unwrap_or(0);
        if supplied == 0 {
            return Ok((product.id, asked));
        }
        let quantity = asked.quantity().checked_sub(supplied).filter(|rest| *rest > 0);
        let quantity = quantity.ok_or_else(|| Fault::Quantity(supplied.to_string()))?;
        notices.push(Notice::TheRest { quantity });
        Ok((product.id, Amount { count: quantity, unit: product.unit.clone(), factor: 1 }))
    }

    /// Who of the people there asked.
    fn asker(
        scene: Scene<'_>,
        account: AccountId,
        cells: Cells<'_>,
        notices: &mut Vec<Notice>,
    ) -> Result<Option<ContactId>, ImportError> {
        let Some(name) = cells.one(Field::Contact) else { return Ok(None) };
        let people = scene.book.contacts(account)?;
        let found = people.into_iter().find(|there| normal(&there.name) == normal(name));
        if found.is_none() {
            notices.push(Notice::NotRead { field: Field::Contact, text: name.to_owned() });
        }
        Ok(found.map(|person| person.id))
    }

    /// A row as an arrival: open, and not decided.
    pub(super) fn arrival(
        &mut self,
        scene: Scene<'_>,
        cells: Cells<'_>,
        ids: &mut Ids,
        (notices, gathered): (&mut Vec<Notice>, &mut Gathered),
    ) -> Result<Result<Became, Fault>, ImportError> {
        let said = self.wanted(cells, (Field::Code, Field::Name)).and_then(|product| {
            let rep = scene.reading.rep(cells)?.ok_or(Fault::Nobodys)?;
            let team = cells.one(Field::Team).map(|given| scene.lookup.team(given)).transpose()?.or(rep.team);
            Ok((product.id, amount(cells, product)?, rep, team, scene.reading.when(cells, rep.zone)?))
        });
        let (product, amount, rep, team, when) = match said {
            Ok(said) => said,
            Err(fault) => return Ok(Err(fault)),
        };
        let told = identity(cells, notices);
        let key = (product, team, when.day, when.time, amount.quantity(), told);
        if let Some(first) = self.see(&key, cells.line()) {
            notices.push(Notice::Repeated { first });
            return Ok(Ok(Became::Repeated));
        }
        let same = |it: &Arrival| match told {
            Some(id) => it.id.0 == id,
            None => it.team == team && it.amount.quantity() == amount.quantity() && when.is(it.day, it.at),
        };
        if scene.book.arrivals(product)?.iter().any(same) {
            return Ok(Ok(Became::Matched(false)));
        }
        gathered.stock.push(Change::Arrive(Arrival {
            id: told.unwrap_or_else(|| ids.next(scene.options.at)).into(),
            product,
            team,
            rep: rep.id,
            amount,
            note: cells.lines(Field::Note),
            at: when.at,
            day: when.day,
            closed: false,
        }));
        Ok(Ok(Became::New))
    }

    /// The product that a row names.
    fn wanted(&self, cells: Cells<'_>, (code, name): (Field, Field)) -> Result<&Product, Fault> {
        let text = |field| cells.one(field).unwrap_or_default().to_owned();
        let (code, name) = (text(code), text(name));
        let missing =
            Fault::NoProduct([&code, &name].into_iter().find(|it| !it.is_empty()).cloned().unwrap_or_default());
        self.products.named(&code, &name).ok_or(missing)
    }
}

impl<'a> Reading<'a> {
    /// The rep that a row names, else the one for all rows.
    fn rep(&self, cells: Cells<'_>) -> Result<Option<&'a Rep>, Fault> {
        let at = cells.one(Field::Rep).map(|given| self.lookup.rep(given)).transpose()?.or(self.lookup.rep);
        Ok(at.map(|at| &self.lookup.known.reps[at]))
    }

    /// When it was. Rows of a day without times keep the order of the file: each is a blink later than the row before.
    fn when(&self, cells: Cells<'_>, zone: Tz) -> Result<When, Fault> {
        let day = self.day(cells, Field::Day).map_err(|fault| match fault {
            Fault::Future(day) => Fault::NotYet(day),
            other => other,
        })?;
        let day = day.ok_or_else(|| Fault::Date(String::new()))?;
        let time = match cells.one(Field::Time) {
            Some(given) => Some(hours::time(given).ok_or_else(|| Fault::Time(given.to_owned()))?),
            // "2026-03-07 09:30" says both.
            None => cells.one(Field::Day).and_then(hours::time),
        };
        let time = time.map(|time| instant(day, time, zone));
        let morning = NaiveTime::MIN + Duration::hours(DAY_STARTS_AT_HOUR);
        let at = time.unwrap_or_else(|| {
            let line = i64::try_from(cells.line()).unwrap_or(0);
            instant(day, morning, zone) + Duration::milliseconds(line)
        });
        Ok(When { day, time, at })
    }
}

/// How much of a product a row says, in the product's own units.
fn amount(cells: Cells<'_>, product: &Product) -> Result<Amount, Fault> {
    let given = cells.one(Field::Quantity).unwrap_or_default();
    let bad = || Fault::Quantity(given.to_owned());
    let (count, behind) = amounts::amount(given).ok_or_else(bad)?;
    let unit = cells.one(Field::Unit).unwrap_or(&behind);
    if amounts::unit(product, unit).is_none() {
        let names = product.packs.iter().map(|it| it.name.as_str());
        let units = std::iter::once(product.unit.as_str()).chain(names).collect::<Vec<_>>().join(", ");
        return Err(Fault::NoUnit { product: product.name.clone(), unit: unit.to_owned(), units });
    }
    amounts::of(product, count, unit).ok_or_else(bad)
}

/// The identity that a row had in another database.
fn identity(cells: Cells<'_>, notices: &mut Vec<Notice>) -> Option<Uuid> {
    read(cells, Field::Uuid, notices, |given| given.parse().ok())
}
