//! A digest as text for a login banner: at most 24 lines of at most 80 cells.

use crate::i18n::messages::{common, out as words};
use crate::i18n::text::{cut, fit, width};
use crate::i18n::{Lang, dates};

use super::{Digest, Shop};
use crate::app::names;

/// A line has at most so many cells.
const CELLS: usize = 80;

/// Cells for a name in a list.
const NAME: usize = 40;

/// The digest as lines.
pub fn plain(digest: &Digest, lang: Lang) -> String {
    let mut lines = vec![title(digest, lang)];
    lines.push(route(digest, lang));
    for stop in &digest.route.next {
        let arrival = stop.arrival.as_deref().unwrap_or("");
        lines.push(format!("  {} {}", fit(arrival, 5), row(&stop.shop, digest, lang)));
    }
    lines.push(overdue(digest, lang));
    for shop in &digest.overdue.worst {
        lines.push(format!("  {}", row(shop, digest, lang)));
    }
    let mut list = |title: String, names: Vec<String>| {
        if !names.is_empty() {
            lines.push(listed(&title, &names, lang));
        }
    };
    let names = digest.last_day.iter().map(|shop| shop.name.clone()).collect();
    list(words::digest_last_day(lang, digest.last_day.len()), names);
    let names = digest.matters.iter().map(|it| format!("{} {}", it.name, dates::day(lang, it.due, digest.day)));
    list(words::digest_matters(lang, digest.matters.len()), names.collect());
    let names = digest.appointments.iter().map(|it| match &it.time {
        Some(time) => format!("{time} {}", it.name),
        None => it.name.clone(),
    });
    list(words::digest_appointments(lang, digest.appointments.len()), names.collect());
    let names = digest.open_visits.iter().map(|it| it.name.clone()).collect();
    list(words::digest_open(lang, digest.open_visits.len()), names);
    let names = digest.drafts.iter().map(|it| it.name.clone()).collect();
    list(words::digest_drafts(lang, digest.drafts.len()), names);
    let mut out = String::new();
    for line in lines {
        out.push_str(cut(line.trim_end(), CELLS).trim_end());
        out.push('\n');
    }
    out
}

/// Who and when, and whether it is a day of work.
pub(super) fn title(digest: &Digest, lang: Lang) -> String {
    let mut parts = vec![common::product(lang).to_owned(), dates::full_day(lang, digest.day), digest.rep_name.clone()];
    match digest.kind {
        "rest" => parts.push(common::rest_day(lang).to_owned()),
        "leave" => parts.push(common::on_leave(lang).to_owned()),
        _ => {}
    }
    parts.join(common::separator(lang))
}

/// The route in a line.
pub(super) fn route(digest: &Digest, lang: Lang) -> String {
    let route = &digest.route;
    if route.stops == 0 {
        return words::digest_no_route(lang).to_owned();
    }
    let mut parts = vec![words::digest_route(lang, route.stops)];
    if route.done > 0 {
        parts.push(words::digest_done(lang, route.done));
    }
    if let Some(back) = &route.back {
        parts.push(words::digest_back(lang, back));
    }
    if route.over > 0 {
        parts.push(words::digest_over(lang, route.over));
    }
    parts.join(common::separator(lang))
}

/// How many are overdue, by tier.
pub(super) fn overdue(digest: &Digest, lang: Lang) -> String {
    if digest.overdue.count == 0 {
        return words::digest_none_overdue(lang).to_owned();
    }
    let mut parts = vec![words::digest_overdue(lang, digest.overdue.count)];
    parts.extend(digest.overdue.tiers.iter().map(|of| format!("{} {}", of.tier, of.count).trim().to_owned()));
    parts.join(common::separator(lang))
}

fn row(shop: &Shop, digest: &Digest, lang: Lang) -> String {
    format!("{} {} {}", fit(&shop.name, NAME), fit(&shop.tier, 2), names::state(lang, shop.state, digest.day))
}

/// A title and as many names as the line has room for; how many more there are.
fn listed(title: &str, names: &[String], lang: Lang) -> String {
    let mut line = title.to_owned();
    for (at, name) in names.iter().enumerate() {
        let left = names.len() - at - 1;
        let joint = if at == 0 { "" } else { words::digest_joint(lang) };
        let more = if left == 0 { String::new() } else { words::digest_more(lang, left) };
        if at > 0 && width(&line) + width(joint) + width(name) + width(&more) > CELLS {
            line.push_str(&words::digest_more(lang, names.len() - at));
            return line;
        }
        line.push_str(joint);
        line.push_str(name);
    }
    line
}
