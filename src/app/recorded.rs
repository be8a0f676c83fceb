//! What was recorded of a touch beside its note, in words: a line for each section that was filled in.

use crate::domain::content::{Content, Counted, Order};
use crate::domain::ids::ProductId;
use crate::i18n::Lang;
use crate::i18n::messages::{common, goods as words};

use super::names;
use super::names::grouped;

/// What was ordered, in few words; which products only where `called` knows them.
pub fn order(lang: Lang, order: &Order, called: &dyn Fn(&Counted) -> String) -> String {
    match order {
        Order::Lines(lines) => words::ordered(lang, &super::goods::shown(lines, called)),
        other => order_short(lang, other),
    }
}

/// How much was ordered, or why nothing was.
pub fn order_short(lang: Lang, order: &Order) -> String {
    match order {
        Order::Nothing(why) => words::ordered_nothing(lang, names::no_order(lang, *why)),
        Order::Quantity(_) | Order::Lines(_) => words::ordered(lang, &grouped(order.quantity())),
    }
}

/// The sections that have a line of their own: what was ordered, the shelf, the display, what was served, told, and what rivals do.
pub fn lines(lang: Lang, content: &Content, names_of: &[(ProductId, String)]) -> Vec<String> {
    let called = |it: &Counted| {
        names_of.iter().find(|(id, _)| *id == it.product).map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let mut lines = Vec::new();
    lines.extend(content.order.as_ref().map(|it| order(lang, it, &called)));
    if !content.shelf.is_empty() {
        lines.push(words::on_the_shelf(lang, &super::goods::shown(&content.shelf, called)));
    }
    lines.extend(content.display.as_ref().map(|display| match display.lacks.as_slice() {
        [] => words::display_in_order(lang).to_owned(),
        lacks => words::display_lacks(lang, &list(lang, lacks.iter().map(|it| names::display_point(lang, *it)))),
    }));
    if !content.needs.is_empty() {
        lines.push(words::served(lang, &list(lang, content.needs.iter().map(|it| names::need(lang, *it)))));
    }
    lines.extend((!content.told.is_empty()).then(|| words::told_them(lang, &content.told)));
    lines.extend((!content.rival.is_empty()).then(|| words::rivals(lang, &content.rival)));
    lines
}

fn list<'a>(lang: Lang, words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(common::comma(lang))
}
