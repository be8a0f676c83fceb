//! The form of a product. Its packs are one line: `carton=10, case=500`.

use crate::domain::ids::ProductId;
use crate::domain::product::{Pack, Product};
use crate::exchange::import::values::half;
use crate::i18n::Lang;
use crate::i18n::messages::settings as words;

use super::super::form::{Fault, Form, Kind, items};

/// The form of a product; none: a new one.
pub fn form(lang: Lang, product: Option<&Product>) -> Form {
    let id = product.map_or_else(|| "new".to_owned(), |it| it.id.0.simple().to_string());
    let title = product.map_or_else(|| words::product_new(lang).to_owned(), |it| it.name.clone());
    let text = |get: fn(&Product) -> String| product.map(get).unwrap_or_default();
    let sold = vec![words::sold(lang).to_owned(), words::retired(lang).to_owned()];
    Form::new(title, format!("product:{id}"))
        .line(words::col_name(lang), Kind::Needed, text(|it| it.name.clone()))
        .line(words::col_code(lang), Kind::Any, text(|it| it.code.clone()))
        .line(words::aliases(lang), Kind::Any, text(|it| it.aliases.join(", ")))
        .hint(words::aliases_hint(lang))
        .line(words::unit(lang), Kind::Needed, text(|it| it.unit.clone()))
        .hint(words::unit_hint(lang))
        .line(words::packs(lang), Kind::Any, text(|it| packs_text(&it.packs)))
        .hint(words::packs_hint(lang))
        .one(words::col_state(lang), sold, usize::from(product.is_some_and(|it| it.retired)))
}

/// The product that a form asks for.
pub fn product(lang: Lang, form: &Form, id: ProductId) -> Result<Product, Fault> {
    let packs = packs(form.text(4)).ok_or_else(|| (4, words::not_packs(lang).to_owned()))?;
    let product = Product {
        id,
        code: form.text(1).to_owned(),
        name: form.text(0).to_owned(),
        aliases: items(form.text(2)).map(str::to_owned).collect(),
        unit: form.text(3).to_owned(),
        packs,
        retired: form.chosen(5) == 1,
    };
    if product.has_good_units() { Ok(product) } else { Err((4, words::units_alike(lang).to_owned())) }
}

/// Packs as they are typed, each a name and how many base units it holds; none at all if one is not understood.
pub fn packs(text: &str) -> Option<Vec<Pack>> {
    let pack = |part: &str| {
        let (name, factor) = part.split_once(['=', '＝', ':', '：'])?;
        let factor = half(factor.trim()).parse().ok().filter(|factor| *factor > 1)?;
        let name = name.trim();
        (!name.is_empty()).then(|| Pack { name: name.to_owned(), factor })
    };
    items(text).map(pack).collect()
}

/// Packs as they are written.
pub fn packs_text(packs: &[Pack]) -> String {
    packs.iter().map(|pack| format!("{}={}", pack.name, pack.factor)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(name: &str, factor: u32) -> Pack {
        Pack { name: name.to_owned(), factor }
    }

    #[test]
    fn packs_as_they_are_typed() {
        for (text, meant) in [
            ("", Some(vec![])),
            ("条=10", Some(vec![pack("条", 10)])),
            ("条=10, 件=500", Some(vec![pack("条", 10), pack("件", 500)])),
            ("条＝１０，件＝５００", Some(vec![pack("条", 10), pack("件", 500)])),
            ("条：10、件：500；", Some(vec![pack("条", 10), pack("件", 500)])),
            ("carton = 10; case:500", Some(vec![pack("carton", 10), pack("case", 500)])),
            ("条=1", None),
            ("条=0", None),
            ("条=-5", None),
            ("条=ten", None),
            ("条", None),
            ("=10", None),
            ("条=99999999999", None),
        ] {
            assert_eq!(packs(text), meant, "{text}");
            if let Some(packs) = &meant {
                assert_eq!(super::packs(&packs_text(packs)).as_ref(), Some(packs), "written and read again");
            }
        }
    }

    #[test]
    fn a_product_comes_back_from_its_form_and_alike_units_are_told() {
        let id = ProductId(uuid::Uuid::nil());
        let product = Product {
            id,
            code: "6901".into(),
            name: "玉溪(软)".into(),
            aliases: vec!["软玉".into(), "Yuxi soft".into()],
            unit: "包".into(),
            packs: vec![pack("条", 10), pack("件", 500)],
            retired: true,
        };
        for lang in Lang::ALL {
            let form = form(lang, Some(&product));
            assert_eq!(super::product(lang, &form, id).as_ref(), Ok(&product));
            let twice = super::form(lang, Some(&Product { packs: vec![pack("包", 10)], ..product.clone() }));
            assert_eq!(super::product(lang, &twice, id).unwrap_err().0, 4);
        }
    }
}
