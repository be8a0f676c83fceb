//! A stock request: the product by what it is called, how much of it, in one answer or in two. It is written down at once.

use crate::app::doing;
use crate::app::names::joined;
use crate::app::quick::{self, Scene, save};
use crate::app::request_form::units;
use crate::app::stock::naming::texts;
use crate::app::stock::{self, Wanted, amount_text};
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, ContactId, ProductId};
use crate::i18n::answers::{self, Common};
use crate::i18n::messages::{plain as words, stock as stock_words};
use crate::i18n::quick_words::Keyword;
use crate::i18n::search::Needle;

use super::line::Heard;
use super::lists::Item;
use super::talk::Talk;

impl Talk<'_> {
    /// Asks what an account could not get, once.
    pub(super) fn note_request(&mut self, account: AccountId) -> Heard<()> {
        let scene = quick::at_account(&*self.store, &self.who, &self.policy, account, self.lang)?;
        let Some(scene) = scene else { return self.say_missing() };
        self.ask_request(&scene, None).map(drop)
    }

    /// Asks for one request until it is understood and written; answers how it ended.
    pub(super) fn ask_request(&mut self, scene: &Scene, met: Option<ContactId>) -> Heard<Option<Common>> {
        let lang = self.lang;
        loop {
            let said = self.ask(words::ask_requests(lang))?;
            match answers::common(&said) {
                Some(Common::Help) => self.say(words::help_requests(lang))?,
                Some(other) => return Ok(Some(other)),
                None if self.take_request(&said, scene, met)? => return Ok(None),
                None => {}
            }
        }
    }

    /// Understands a request and writes it; answers whether it did.
    fn take_request(&mut self, said: &str, scene: &Scene, met: Option<ContactId>) -> Heard<bool> {
        let Some(asking) = stock::asking(&*self.store, &self.who, scene.account)? else {
            return self.say_missing().map(|()| true);
        };
        match quick::part(Keyword::Short, said, scene) {
            Ok(mut reading) => {
                reading.asked.iter_mut().for_each(|wish| wish.contact = met);
                let changes = save::asked(&reading, scene, &self.who, &mut self.ids);
                self.write_requests(changes, &asking)
            }
            Err(fault) => {
                let needle = Needle::new(said);
                let finds = |wanted: &&Wanted| {
                    let texts = texts(&wanted.product);
                    needle.finds(&texts.iter().map(String::as_str).collect::<Vec<_>>())
                };
                let found: Vec<&Wanted> = asking.products.iter().filter(finds).collect();
                let one = match found[..] {
                    [] => return self.say(&fault).map(|()| false),
                    [one] => one,
                    _ => {
                        self.say(words::which(self.lang))?;
                        let items: Vec<Item> = found.iter().map(|it| it.product.name.clone().into()).collect();
                        let Some(at) = self.pick(&items)? else { return Ok(false) };
                        found[at]
                    }
                };
                self.ask_amount(one, &asking, met)
            }
        }
    }

    fn ask_amount(&mut self, wanted: &Wanted, asking: &stock::Asking, met: Option<ContactId>) -> Heard<bool> {
        let (lang, product) = (self.lang, &wanted.product);
        let prompt = words::ask_quantity(lang, &product.name, &units(product));
        while let Some(said) = self.words(&prompt, &stock_words::quantity_hint(lang, &units(product)))? {
            let Some(amount) = stock::amount(&said, product) else {
                self.say(&stock_words::not_a_quantity(lang, &units(product)))?;
                continue;
            };
            let mut request = doing::request(asking.account, product, &self.who, &mut self.ids);
            (request.asked, request.contact) = (amount, met);
            return self.write_requests(vec![Change::Request(request)], asking);
        }
        Ok(false)
    }

    fn write_requests(&mut self, changes: Vec<Change>, asking: &stock::Asking) -> Heard<bool> {
        let lang = self.lang;
        let wanted = |id: ProductId| asking.products.iter().find(|it| it.product.id == id);
        let said = changes.iter().map(|change| {
            let Change::Request(request) = change else { return String::new() };
            let Some(wanted) = wanted(request.product) else { return asking.name.clone() };
            let amount = amount_text(lang, &request.asked, &wanted.product.unit);
            let place = wanted.waiting as usize + 1;
            stock_words::did_request(lang, &wanted.product.name, &amount, &asking.name, place)
        });
        let said: Vec<String> = said.collect();
        let said = joined(lang, &said.iter().map(String::as_str).collect::<Vec<_>>());
        self.write(changes, &said)
    }
}
