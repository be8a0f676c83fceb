//! How products, arrivals and requests are named where they cannot be pointed at: a product by what it is called, an arrival or a request by
//! the end of its identity, a request also by its shop. What fits several things is never guessed at.

use std::borrow::Borrow;

use uuid::Uuid;

use crate::domain::people::Team;
use crate::domain::product::Product;
use crate::i18n::Lang;
use crate::i18n::messages::stock_out as words;
use crate::i18n::search::Needle;
use crate::store::{QueueRow, Shop};

use super::{amount_text, team_name};

/// So many hexadecimal digits of an identity are shown.
const SHOWN: usize = 8;

/// Fewer are not taken for an identity.
const FEWEST: usize = 4;

/// So many of those that fit are named.
const NAMED: usize = 8;

/// What was meant by some words.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<T> {
    /// This.
    One(T),
    /// Nothing fits.
    None,
    /// These fit, by name; not all of them if they are many.
    Several(Vec<String>),
}

impl<T> Found<T> {
    /// What is meant where these fit.
    pub fn among(fit: Vec<T>, name: impl Fn(&T) -> String) -> Self {
        if fit.len() > 1 {
            return Self::Several(fit.iter().take(NAMED).map(name).collect());
        }
        fit.into_iter().next().map_or(Self::None, Self::One)
    }
}

/// The end of an identity, as it is shown.
pub fn short(id: Uuid) -> String {
    id.simple().to_string().split_off(32 - SHOWN)
}

/// The end of an identity as it is typed: small letters, no dashes; none if it cannot be one.
pub fn ending(text: &str) -> Option<String> {
    let text = text.trim().replace('-', "").to_lowercase();
    let fits = (FEWEST..=32).contains(&text.len()) && text.chars().all(|c| c.is_ascii_hexdigit());
    fits.then_some(text)
}

/// The product that is meant: the one with this code, else the one called so, else the only one in which the words are found.
pub fn product<P: Borrow<Product>>(products: Vec<P>, said: &str) -> Found<P> {
    let lower = said.trim().to_lowercase();
    let is = |text: &str| !lower.is_empty() && text.trim().to_lowercase() == lower;
    let needle = Needle::new(said);
    let by_code = |it: &Product| is(&it.code);
    let by_name = |it: &Product| is(&it.name) || it.aliases.iter().any(|alias| is(alias));
    let by_words = |it: &Product| {
        let texts = texts(it);
        needle.finds(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let ways: [&dyn Fn(&Product) -> bool; 3] = [&by_code, &by_name, &by_words];
    let way = ways.into_iter().find(|way| products.iter().any(|it| way(it.borrow()))).unwrap_or(&by_words);
    Found::among(products.into_iter().filter(|it| way(it.borrow())).collect(), |it: &P| product_name(it.borrow()))
}

/// The team that is meant: the one called so in either language, else the only one in which the words are found; none is the reps in no team.
pub fn team(teams: Vec<Option<Team>>, said: &str, lang: Lang) -> Found<Option<Team>> {
    let lower = said.trim().to_lowercase();
    let needle = Needle::new(said);
    let names = |it: &Option<Team>| match it {
        Some(team) => vec![team.name.english().to_owned(), team.name.chinese().to_owned()],
        None => Lang::ALL.into_iter().map(|lang| team_name(lang, None).to_owned()).collect(),
    };
    let by_name = |it: &Option<Team>| names(it).iter().any(|name| name.to_lowercase() == lower);
    let by_words = |it: &Option<Team>| needle.finds(&names(it).iter().map(String::as_str).collect::<Vec<_>>());
    let exact = teams.iter().any(by_name);
    let fit = teams.into_iter().filter(|it| if exact { by_name(it) } else { by_words(it) }).collect();
    Found::among(fit, |it| team_name(lang, it.as_ref()).to_owned())
}

/// What a product is found by.
pub fn texts(product: &Product) -> Vec<String> {
    // Initials are typed without what stands between: `yxr`.
    let plain = product.name.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut texts = vec![product.name.clone(), plain, product.code.clone()];
    texts.extend(product.aliases.iter().cloned());
    texts
}

/// A product with its code.
pub fn product_name(product: &Product) -> String {
    with_code(&product.name, &product.code)
}

/// The requests that are meant: those of the shop with this code, else the one whose identity ends so, else those of shops in which the words
/// are found.
pub fn requests<'a>(rows: &[&'a QueueRow], said: &str) -> Vec<&'a QueueRow> {
    let code = said.trim();
    let shop = |row: &QueueRow, fits: &dyn Fn(&Shop) -> bool| row.shop.as_ref().is_some_and(fits);
    let by_code = |row: &QueueRow| shop(row, &|it| !code.is_empty() && it.code.eq_ignore_ascii_case(code));
    let ending = ending(said);
    let by_identity = |row: &QueueRow| {
        let id = row.standing.request.id.0.simple().to_string();
        ending.as_ref().is_some_and(|ending| id.ends_with(ending))
    };
    let needle = Needle::new(said);
    let by_words = |row: &QueueRow| shop(row, &|it| needle.finds(&[&it.name, &it.code]));
    let ways: [&dyn Fn(&QueueRow) -> bool; 3] = [&by_code, &by_identity, &by_words];
    let way = ways.into_iter().find(|way| rows.iter().any(|row| way(row))).unwrap_or(&by_words);
    rows.iter().filter(|row| way(row)).copied().collect()
}

/// A request with its shop, how much it asks for and the end of its identity.
pub fn request_name(lang: Lang, row: &QueueRow, unit: &str) -> String {
    let request = &row.standing.request;
    let (amount, id) = (amount_text(lang, &request.asked, unit), short(request.id.0));
    format!("{} · {amount} · {id}", shop_name(lang, row))
}

/// The shop of a request with its code, or that it is somebody else's.
pub fn shop_name(lang: Lang, row: &QueueRow) -> String {
    row.shop.as_ref().map_or_else(|| words::other_shop(lang).to_owned(), |shop| with_code(&shop.name, &shop.code))
}

fn with_code(name: &str, code: &str) -> String {
    if code.is_empty() { name.to_owned() } else { format!("{name} ({code})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ProductId;

    fn product_called(code: &str, name: &str, alias: &str) -> Product {
        Product {
            id: ProductId(Uuid::nil()),
            code: code.into(),
            name: name.into(),
            aliases: vec![alias.into()],
            unit: "盒".into(),
            packs: Vec::new(),
            retired: false,
        }
    }

    #[test]
    fn a_product_is_found_by_code_name_alias_and_pinyin() {
        let products = || {
            vec![
                product_called("100", "玉溪(软)", "soft"),
                product_called("200", "玉溪(硬)", "hard"),
                product_called("玉溪", "红塔山", "x"),
                product_called("300", "hard times", "y"),
            ]
        };
        let meant = |words: &str| match product(products(), words) {
            Found::One(it) => it.name,
            Found::None => "none".into(),
            Found::Several(list) => list.join(", "),
        };
        for (words, wanted) in [
            ("100", "玉溪(软)"),
            (" SOFT ", "玉溪(软)"),
            ("hard", "玉溪(硬)"),
            ("玉溪", "红塔山"),
            ("yxr", "玉溪(软)"),
            ("hts", "红塔山"),
            ("times", "hard times"),
            ("yuxi", "玉溪(软) (100), 玉溪(硬) (200), 红塔山 (玉溪)"),
            ("marlboro", "none"),
        ] {
            assert_eq!(meant(words), wanted, "{words}");
        }
    }

    #[test]
    fn the_end_of_an_identity_is_eight_digits_and_at_least_four_typed() {
        let id = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_DEAD_BEEF);
        assert_eq!(short(id), "deadbeef");
        for (typed, meant) in [
            ("DEADbeef", Some("deadbeef")),
            (" beef ", Some("beef")),
            ("eef", None),
            ("shop", None),
            ("", None),
            ("01990000-0000-7000-8000-0000deadbeef", Some("019900000000700080000000deadbeef")),
        ] {
            assert_eq!(ending(typed).as_deref(), meant, "{typed}");
        }
    }
}
