//! A digest as a page for a mail: nothing is loaded from elsewhere, nothing of the data is taken for markup.

use crate::i18n::messages::out as words;
use crate::i18n::{Lang, dates};

use super::{Digest, Shop, text};
use crate::app::names;

const BODY: &str =
    "font-family:sans-serif;font-size:15px;line-height:1.5;color:#222;max-width:40em;margin:1em auto;padding:0 1em";
const HEADING: &str = "font-size:16px;margin:1.2em 0 0.3em";
const TABLE: &str = "border-collapse:collapse;width:100%";
const CELL: &str = "padding:2px 12px 2px 0;border-bottom:1px solid #ddd;text-align:left";

/// The whole page.
pub fn page(digest: &Digest, lang: Lang) -> String {
    let title = text::title(digest, lang);
    let mut body = format!("<h1 style=\"font-size:19px\">{}</h1>\n", escaped(&title));
    let stops = digest.route.next.iter().map(|stop| {
        let mut cells = vec![stop.arrival.clone().unwrap_or_default()];
        cells.extend(shop(&stop.shop, digest, lang));
        cells
    });
    section(&mut body, &text::route(digest, lang), stops.collect());
    let worst = digest.overdue.worst.iter().map(|it| shop(it, digest, lang)).collect();
    section(&mut body, &text::overdue(digest, lang), worst);
    let mut list = |title: String, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            section(&mut body, title.trim_end_matches([':', ' ', '：']), rows);
        }
    };
    let rows = digest.last_day.iter().map(|it| shop(it, digest, lang)).collect();
    list(words::digest_last_day(lang, digest.last_day.len()), rows);
    let rows = digest.matters.iter().map(|it| vec![it.name.clone(), dates::day(lang, it.due, digest.day)]);
    list(words::digest_matters(lang, digest.matters.len()), rows.collect());
    let rows = digest.appointments.iter().map(|it| vec![it.time.clone().unwrap_or_default(), it.name.clone()]);
    list(words::digest_appointments(lang, digest.appointments.len()), rows.collect());
    let waiting = |it: &super::Waiting| vec![it.name.clone(), dates::day(lang, it.day, digest.day)];
    let rows = digest.open_visits.iter().map(waiting).collect();
    list(words::digest_open(lang, digest.open_visits.len()), rows);
    let rows = digest.drafts.iter().map(waiting).collect();
    list(words::digest_drafts(lang, digest.drafts.len()), rows);
    let tag = lang.tag();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"{BODY}\">\n{body}</body>\n</html>\n",
        escaped(&title)
    )
}

fn shop(shop: &Shop, digest: &Digest, lang: Lang) -> Vec<String> {
    vec![shop.name.clone(), shop.tier.clone(), names::state(lang, shop.state, digest.day)]
}

fn section(body: &mut String, title: &str, rows: Vec<Vec<String>>) {
    body.extend(["<h2 style=\"", HEADING, "\">", &escaped(title), "</h2>\n"]);
    if rows.is_empty() {
        return;
    }
    body.extend(["<table style=\"", TABLE, "\">\n"]);
    for row in rows {
        body.push_str("<tr>");
        for cell in row {
            body.extend(["<td style=\"", CELL, "\">", &escaped(&cell), "</td>"]);
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</table>\n");
}

/// Text without anything that a browser takes for markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
