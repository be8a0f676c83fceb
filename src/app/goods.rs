//! Goods as people type them, in an order, a count of the shelf or a request: `玉溪软 x5, 利群 2条`, `5条 yxr`. What is not understood is
//! given back word for word.

use crate::domain::content::{Counted, Order};
use crate::domain::product::Product;
use crate::domain::stock::Amount;
use crate::exchange::import::values::amounts;
use crate::i18n::Lang;
use crate::i18n::messages::goods as words;
use crate::i18n::quick_words::SEVERAL;
use crate::i18n::text::narrow;

use super::stock::naming::{self, Found};
use super::stock::quantity;

/// What was understood of some goods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goods {
    /// What was, in order.
    pub counted: Vec<Counted>,
    /// What was not, word for word, and why.
    pub unread: Vec<(String, Fault)>,
}

/// Why a part was not understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// No product is called so.
    NoProduct(String),
    /// Several are.
    Several(Vec<String>),
    /// How much is not said.
    NoAmount,
    /// The product has these units.
    NoUnit(Vec<String>),
}

impl Fault {
    /// In words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoProduct(said) => words::no_product(lang, said),
            Self::Several(list) => words::several(lang, &list.join(", ")),
            Self::NoAmount => words::no_amount(lang).to_owned(),
            Self::NoUnit(units) => words::no_unit(lang, &units.join(", ")),
        }
    }
}

/// Understands goods, among products that are sold first.
pub fn parse(text: &str, products: &[Product]) -> Goods {
    let mut goods = Goods::default();
    for part in text.split(SEVERAL).map(str::trim).filter(|part| !part.is_empty()) {
        match one(part, products) {
            Ok(counted) => goods.counted.push(counted),
            Err(fault) => goods.unread.push((part.to_owned(), fault)),
        }
    }
    goods
}

/// What is meant by goods that were typed as an order: a bare number is a quantity, and nothing of something is no order.
pub fn order(typed: &str, mut read: Goods, products: &[Product]) -> (Option<Order>, Vec<(String, Fault)>) {
    if let Some((count, unit)) = amounts::amount(typed)
        && unit.is_empty()
    {
        return (Some(Order::Quantity(count)), Vec::new());
    }
    let nothing = |it: &Counted| it.amount.count == 0;
    for it in read.counted.iter().filter(|it| nothing(it)) {
        read.unread.push((text(std::slice::from_ref(it), products), Fault::NoAmount));
    }
    read.counted.retain(|it| !nothing(it));
    ((!read.counted.is_empty()).then_some(Order::Lines(read.counted)), read.unread)
}

/// One product with its amount.
pub fn one(part: &str, products: &[Product]) -> Result<Counted, Fault> {
    // The fullest reading comes first: its fault is the one to tell.
    let mut fault = None;
    for (called, count, unit) in readings(part) {
        if !may_be_called(&called, products) {
            fault.get_or_insert(Fault::NoProduct(called));
            continue;
        }
        let sold: Vec<&Product> = products.iter().filter(|product| !product.retired).collect();
        let found = match naming::product(sold, &called) {
            Found::None => naming::product(products.iter().collect(), &called),
            found => found,
        };
        match found {
            Found::One(product) => match amounts::of(product, count, &unit) {
                Some(amount) => return Ok(Counted { product: product.id, amount }),
                None => fault = Some(Fault::NoUnit(units(product))),
            },
            Found::Several(list) => drop(fault.get_or_insert(Fault::Several(list))),
            Found::None => drop(fault.get_or_insert(Fault::NoProduct(called))),
        }
    }
    Err(fault.unwrap_or_else(|| match naming::product(products.iter().collect::<Vec<&Product>>(), part) {
        Found::None => Fault::NoProduct(part.to_owned()),
        _ => Fault::NoAmount,
    }))
}

/// Whether these words may mean a product at all: a unit, a number that is no code and a single letter mean none, though they are found in
/// many.
fn may_be_called(called: &str, products: &[Product]) -> bool {
    let same = |text: &str| text.trim().eq_ignore_ascii_case(called.trim());
    let is_one =
        |product: &Product| same(&product.code) || same(&product.name) || product.aliases.iter().any(|it| same(it));
    if products.iter().any(is_one) {
        return true;
    }
    let is_unit = |product: &Product| same(&product.unit) || product.packs.iter().any(|pack| same(&pack.name));
    let digits = called.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ','));
    let begins = |product: &Product| product.code.starts_with(called.trim());
    let long_code = called.trim().len() >= 3 && products.iter().any(begins);
    called.trim().chars().count() > 1 && !products.iter().any(is_unit) && (!digits || long_code)
}

fn units(product: &Product) -> Vec<String> {
    let packs = product.packs.iter().map(|pack| pack.name.clone());
    std::iter::once(product.unit.clone()).chain(packs).collect()
}

/// The ways to read words as a product, a count and a unit: the last number as the count with its unit behind it, else the first.
fn readings(part: &str) -> Vec<(String, u32, String)> {
    let text: String = part.chars().map(narrow).collect();
    let runs = runs(&text);
    let mut ways = Vec::new();
    for (nth, (start, end)) in runs.iter().copied().enumerate().rev() {
        let Ok(count) = text[start..end].parse::<u32>() else { continue };
        let before = text[..start].trim_end_matches(|c: char| c.is_whitespace() || is_times(c)).trim();
        let behind = text[end..].trim();
        if !before.is_empty() && (behind.is_empty() || !behind.contains(char::is_whitespace)) {
            ways.push((before.to_owned(), count, behind.to_owned()));
        }
        // A number first: what stands behind it is a unit and a product, or only a product.
        if nth == 0 && before.is_empty() && !behind.is_empty() {
            if let Some((unit, called)) = behind.split_once(char::is_whitespace) {
                ways.push((called.trim().to_owned(), count, unit.trim_start_matches(is_times).to_owned()));
            }
            let mut letters = behind.char_indices().map(|(at, c)| at + c.len_utf8());
            if let Some((unit, called)) = letters.next().and_then(|at| behind.split_at_checked(at)) {
                ways.push((called.trim().to_owned(), count, unit.to_owned()));
            }
            ways.push((behind.trim_start_matches(is_times).trim().to_owned(), count, String::new()));
        }
    }
    ways.retain(|(called, ..)| !called.is_empty());
    ways
}

/// What multiplies.
fn is_times(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*' | '×')
}

/// Where the numbers stand.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match runs.last_mut() {
            Some((_, end)) if *end == at => *end = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// Goods as they can be typed again: by name and unit; by code where several are called so.
pub fn text(counted: &[Counted], products: &[Product]) -> String {
    let one = |it: &Counted| {
        let called = products.iter().find(|product| product.id == it.product).map_or("", |product| {
            let alone = products.iter().filter(|other| other.name == product.name).count() == 1;
            if alone || product.code.is_empty() { &product.name } else { &product.code }
        });
        format!("{called} {}", amount(&it.amount))
    };
    counted.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn amount(amount: &Amount) -> String {
    format!("{}{}", amount.count, amount.unit)
}

/// Goods for people, by what their products are called.
pub fn shown(counted: &[Counted], called: impl Fn(&Counted) -> String) -> String {
    let one = |it: &Counted| format!("{} {}", called(it), quantity(it.amount.count, &it.amount.unit));
    counted.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ProductId;
    use crate::domain::product::Pack;

    fn products() -> Vec<Product> {
        let product = |n: u128, code: &str, name: &str, alias: &str| Product {
            id: ProductId(uuid::Uuid::from_u128(n)),
            code: code.to_owned(),
            name: name.to_owned(),
            aliases: vec![alias.to_owned()],
            unit: "盒".to_owned(),
            packs: vec![Pack { name: "条".to_owned(), factor: 10 }],
            retired: false,
        };
        vec![product(1, "100", "玉溪(软)", "soft"), product(2, "200", "利群", ""), product(3, "", "555 Gold", "")]
    }

    #[test]
    fn goods_as_they_are_typed() {
        let products = products();
        let read = |text: &str| {
            let goods = parse(text, &products);
            let counted = goods
                .counted
                .iter()
                .map(|it| (it.product.0.as_u128(), it.amount.count, it.amount.unit.clone(), it.amount.factor));
            (counted.collect::<Vec<_>>(), goods.unread.into_iter().map(|(text, _)| text).collect::<Vec<_>>())
        };
        let boxes = |n: u128, count: u32| (n, count, "盒".to_owned(), 1);
        let packs = |n: u128, count: u32| (n, count, "条".to_owned(), 10);
        for (text, counted, unread) in [
            ("玉溪软 x5", vec![boxes(1, 5)], vec![]),
            ("玉溪软x5", vec![boxes(1, 5)], vec![]),
            ("yxr 5", vec![boxes(1, 5)], vec![]),
            ("soft*2条，利群 ３", vec![packs(1, 2), boxes(2, 3)], vec![]),
            ("2条 玉溪软", vec![packs(1, 2)], vec![]),
            ("2条玉溪软", vec![packs(1, 2)], vec![]),
            ("5 利群", vec![boxes(2, 5)], vec![]),
            ("100 x4", vec![boxes(1, 4)], vec![]),
            ("555 Gold 2条", vec![packs(3, 2)], vec![]),
            ("利群 0", vec![boxes(2, 0)], vec![]),
            ("利群", vec![], vec!["利群"]),
            ("some of the blue 3, 利群 1", vec![boxes(2, 1)], vec!["some of the blue 3"]),
            ("利群 3 crates", vec![], vec!["利群 3 crates"]),
            ("利群 99999999999", vec![], vec!["利群 99999999999"]),
            ("", vec![], vec![]),
        ] {
            let unread: Vec<String> = unread.into_iter().map(str::to_owned).collect();
            assert_eq!(read(text), (counted, unread), "{text}");
        }
        assert!(matches!(one("利群 3 crates", &products), Err(Fault::NoUnit(_))));
        assert_eq!(one("利群", &products), Err(Fault::NoAmount));
    }

    #[test]
    fn goods_are_typed_again_as_they_were_understood() {
        let mut products = products();
        products.push(Product {
            code: "201".to_owned(),
            id: ProductId(uuid::Uuid::from_u128(4)),
            ..products[1].clone()
        });
        for text in ["玉溪软 x5, 200 2条, 555 Gold 7", "201 1"] {
            let counted = parse(text, &products).counted;
            assert!(!counted.is_empty());
            assert_eq!(parse(&super::text(&counted, &products), &products).counted, counted, "{text}");
        }
    }
}
