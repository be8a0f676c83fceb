//! The products as they are by now, found by code and by name however many there are.

use std::collections::HashMap;

use super::keys::normal;
use crate::domain::product::Product;

/// The products of the database and of the rows so far.
#[derive(Debug, Default)]
pub(super) struct Products {
    all: Vec<Product>,
    /// The places of those that have, or once had, a word as code, name or alias.
    words: HashMap<String, Vec<usize>>,
}

impl Products {
    pub(super) fn new(all: Vec<Product>) -> Self {
        let mut products = Self::default();
        for product in all {
            products.put(None, product);
        }
        products
    }

    /// The one that a row is about, and its place: the first of its code, else of its name where one of the two has no code.
    pub(super) fn find(&self, row: &Product) -> Option<(usize, &Product)> {
        let (code, name) = (normal(&row.code), normal(&row.name));
        let of = |word: &str| self.words.get(word).into_iter().flatten().map(|at| (*at, &self.all[*at]));
        let same_code = |(_, it): &(usize, &Product)| normal(&it.code) == code;
        let same_name = |(_, it): &(usize, &Product)| {
            let no_code = code.is_empty() || it.code.is_empty();
            no_code && [&it.name].into_iter().chain(&it.aliases).any(|there| normal(there) == name)
        };
        let found = of(&code).filter(same_code).min_by_key(|(at, _)| *at);
        found.or_else(|| of(&name).filter(same_name).min_by_key(|(at, _)| *at))
    }

    /// The one of this code or name, if either is told.
    pub(super) fn named(&self, code: &str, name: &str) -> Option<&Product> {
        let row = Product {
            id: uuid::Uuid::nil().into(),
            code: code.to_owned(),
            name: name.to_owned(),
            aliases: Vec::new(),
            unit: String::new(),
            packs: Vec::new(),
            retired: false,
        };
        self.find(&row).map(|(_, product)| product)
    }

    /// Puts a product in its place, or behind the others.
    pub(super) fn put(&mut self, at: Option<usize>, product: Product) {
        let place = at.unwrap_or(self.all.len());
        for word in [&product.code, &product.name].into_iter().chain(&product.aliases).filter(|it| !it.is_empty()) {
            let there = self.words.entry(normal(word)).or_default();
            if there.last() != Some(&place) {
                there.push(place);
            }
        }
        match self.all.get_mut(place) {
            Some(there) => *there = product,
            None => self.all.push(product),
        }
    }
}
