//! Somebody at the command line who does something about stock: what they mean by their words, and writing it down as theirs.

use chrono::NaiveDate;
use clap::ArgMatches;

use crate::app::stock::naming::{self, Found, ending, request_name, short};
use crate::app::stock::{Whose, amount, quantity, teams};
use crate::app::who::Who;
use crate::cli::commands::{self, say};
use crate::cli::data::Data;
use crate::cli::reporting::account_of;
use crate::cli::setting::Setting;
use crate::cli::trouble::Trouble;
use crate::domain::account::Contact;
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, ContactId};
use crate::domain::product::Product;
use crate::domain::stock::{Amount, Arrival};
use crate::i18n::Lang;
use crate::i18n::day_words;
use crate::i18n::messages::{cli, stock_out as words};
use crate::i18n::search::Needle;
use crate::i18n::text::clean_lines;
use crate::store::{QueueRow, Result as StoreResult, Store, StoreError};

/// Somebody, and the database.
pub struct Desk<'a> {
    /// The database.
    pub data: Data,
    /// Who, and when.
    pub who: Who,
    /// The language.
    pub lang: Lang,
    setting: &'a Setting,
}

/// A text that was given; empty if it was not.
pub fn given_text<'a>(given: &'a ArgMatches, name: &str) -> &'a str {
    given.get_one::<String>(name).map_or("", String::as_str)
}

impl<'a> Desk<'a> {
    /// Opens the database of this setting, which must be there.
    pub fn open(setting: &'a Setting) -> Result<Self, Trouble> {
        let data = Data::open_existing(setting)?;
        let who = commands::who(&data, setting)?;
        Ok(Self { data, who, lang: setting.lang, setting })
    }

    /// What the store answers, or the end of the program.
    pub fn ask<T>(&self, read: impl FnOnce(&dyn Store, &Who) -> StoreResult<T>) -> Result<T, Trouble> {
        read(&self.data.store, &self.who).map_err(|error| self.data.trouble(self.setting, &error))
    }

    /// Writes one change down as somebody's.
    pub fn write(&mut self, change: Change) -> Result<(), Trouble> {
        self.write_all(vec![change])
    }

    /// Writes changes down as somebody's, all or none.
    pub fn write_all(&mut self, changes: Vec<Change>) -> Result<(), Trouble> {
        let (now, zone) = (self.who.now, self.who.rep.zone);
        let envelope = self.data.envelope(now, zone, Some(self.who.rep.id), changes);
        self.data.apply(self.setting, &[envelope]).map(|_| ())
    }

    /// Says what was done, and lets the database go.
    pub fn close(self, done: &str) -> Result<(), Trouble> {
        say(&clean_lines(done));
        self.end()
    }

    /// Lets the database go.
    pub fn end(self) -> Result<(), Trouble> {
        self.data.store.close().map_err(|error| Trouble::store(self.lang, &self.data.name, &error))
    }

    /// The account that is meant.
    pub fn account(&self, said: &str) -> Result<AccountId, Trouble> {
        let fault = |error: StoreError| self.data.trouble(self.setting, &error);
        account_of(&self.data.store, &self.who, said, self.lang, &fault)
    }

    /// Whose stock is meant: that of the team that is named, or the usual one.
    pub fn whose(&self, given: &ArgMatches) -> Result<Whose, Trouble> {
        let Some(said) = given.get_one::<String>("team") else { return Ok(Whose::Usual) };
        let teams = self.ask(teams)?;
        match naming::team(teams.into_iter().map(|it| it.team).collect(), said, self.lang) {
            Found::One(team) => Ok(Whose::Team(team.map(|team| team.id))),
            Found::None => Err(Trouble::user(words::err_no_team(self.lang, said))),
            Found::Several(list) => Err(Trouble::user(words::err_many_teams(self.lang, said, &list.join(", ")))),
        }
    }

    /// The product that is meant; one that is not sold any more only where that does not matter.
    pub fn product(&self, said: &str, retired: bool) -> Result<Product, Trouble> {
        let mut products = self.ask(|store, _| store.products())?;
        products.retain(|product| retired || !product.retired);
        match naming::product(products, said) {
            Found::One(product) => Ok(product),
            Found::None => Err(Trouble::user(words::err_no_product(self.lang, said))),
            Found::Several(list) => Err(Trouble::user(words::err_many_products(self.lang, said, &list.join(", ")))),
        }
    }

    /// An amount of a product.
    pub fn amount(&self, said: &str, product: &Product) -> Result<Amount, Trouble> {
        amount(said, product).ok_or_else(|| {
            let packs = product.packs.iter().map(|pack| pack.name.as_str());
            let units: Vec<&str> = std::iter::once(product.unit.as_str()).chain(packs).collect();
            Trouble::config(words::err_amount(self.lang, said, &units.join(", ")))
        })
    }

    /// A day to come.
    pub fn day(&self, given: &ArgMatches, name: &str) -> Result<Option<NaiveDate>, Trouble> {
        let Some(said) = given.get_one::<String>(name) else { return Ok(None) };
        let day = day_words::parse(said, self.who.today);
        day.map(Some).ok_or_else(|| Trouble::config(cli::err_day(self.lang, said)))
    }

    /// The person at an account who is meant, if anybody is named.
    pub fn contact(&self, given: &ArgMatches, account: AccountId) -> Result<Option<ContactId>, Trouble> {
        let Some(said) = given.get_one::<String>("contact") else { return Ok(None) };
        let people: Vec<Contact> =
            self.ask(|store, who| store.brief(who.viewer(), account))?.map_or_else(Vec::new, |brief| brief.contacts);
        let needle = Needle::new(said);
        let exact = people.iter().any(|it| it.name == said.trim());
        let fits = |it: &Contact| if exact { it.name == said.trim() } else { needle.finds(&[&it.name]) };
        match Found::among(people.into_iter().filter(fits).collect(), |it: &Contact| it.name.clone()) {
            Found::One(contact) => Ok(Some(contact.id)),
            Found::None => Err(Trouble::user(words::err_no_contact(self.lang, said))),
            Found::Several(list) => Err(Trouble::user(words::err_many_contacts(self.lang, said, &list.join(", ")))),
        }
    }

    /// The arrival that is meant, and its product.
    pub fn arrival(&self, said: &str) -> Result<(Arrival, Product), Trouble> {
        let lang = self.lang;
        let ending = ending(said).ok_or_else(|| Trouble::user(words::err_no_arrival(lang, said)))?;
        let found = self.ask(|store, who| store.arrivals_ending(who.viewer(), &ending))?;
        let products = self.ask(|store, _| store.products())?;
        let product = |arrival: &Arrival| products.iter().find(|it| it.id == arrival.product);
        let name = |it: &Arrival| {
            let (id, amount) = (short(it.id.0), quantity(it.amount.count, &it.amount.unit));
            format!("{id} · {} · {amount} · {}", product(it).map_or("", |it| &it.name), it.day)
        };
        match Found::among(found, name) {
            Found::One(arrival) => match product(&arrival) {
                Some(product) => Ok((arrival, product.clone())),
                None => Err(Trouble::user(words::err_no_arrival(lang, said))),
            },
            Found::None => Err(Trouble::user(words::err_no_arrival(lang, said))),
            Found::Several(list) => Err(Trouble::user(words::err_many_arrivals(lang, said, &list.join("; ")))),
        }
    }

    /// The one request that is meant. Where several are, those that `fits` come first: the others cannot be meant.
    pub fn request<'r>(
        &self,
        rows: &[&'r QueueRow],
        said: &str,
        unit: &str,
        fits: impl Fn(&QueueRow) -> bool,
    ) -> Result<&'r QueueRow, Trouble> {
        let mut found = naming::requests(rows, said);
        if found.iter().any(|row| fits(row)) {
            found.retain(|row| fits(row));
        }
        match Found::among(found, |row| request_name(self.lang, row, unit)) {
            Found::One(row) => Ok(row),
            Found::None => Err(Trouble::user(words::err_no_request(self.lang, said))),
            Found::Several(list) => Err(Trouble::user(words::err_many_requests(self.lang, said, &list.join("; ")))),
        }
    }
}
