//! What is known of an account beside what happened there: codes, hours, windows, closures, pauses, people. As lines to read, and as the side
//! of the account's page.

use crate::app::account_form::{codes, tier_name};
use crate::app::form;
use crate::app::names;
use crate::app::query::AccountView;
use crate::domain::account::{CodeKind, Contact, Pause};
use crate::i18n::dates;
use crate::i18n::messages::{profile as words, screens as screen_words};
use crate::i18n::text::{clean, wrap};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;

use super::brief::{self, Paragraph, joined};

/// Cells of the lines to read.
const ROOM: usize = 70;

/// All that is known, as a title and lines to read.
pub fn reading(shared: &Shared, view: &AccountView) -> (String, Vec<String>) {
    let lang = shared.lang;
    let account = &view.brief.account;
    let room = ROOM.min(usize::from(shared.body.width).saturating_sub(4)).max(20);
    let mut lines = Vec::new();
    let said = [(words::other_name(lang), account.other_name.clone()), (words::address(lang), account.address.clone())];
    let phone = (words::phone(lang), account.phone.clone());
    let tier = account.tier.and_then(|tier| shared.policy.tier(tier));
    let tier = (words::tier(lang), tier.map(|tier| tier_name(lang, tier)).unwrap_or_default());
    let segment = account.segment.map(|segment| names::segment(lang, segment).to_owned()).unwrap_or_default();
    let all = said.into_iter().chain([phone, tier, (words::segment(lang), segment)]).chain(facts(shared, view));
    for (label, text) in all.filter(|(_, text)| !text.is_empty()) {
        lines.extend(wrap(&clean(&words::fact(lang, label, &text)), room, 6));
    }
    for person in &view.brief.contacts {
        lines.push(String::new());
        lines.extend(wrap(&clean(&person_line(shared, person)), room, 4));
    }
    (account.name.clone(), lines)
}

/// The side of the account's page: what is ahead, the people with all that is known of them, then the facts.
pub fn paragraphs(shared: &Shared, view: &AccountView) -> Vec<Paragraph> {
    let lang = shared.lang;
    let mut out = brief::ahead(shared, view);
    let people = view.brief.contacts.iter().map(|person| brief::facts(person_line(shared, person), Role::Text));
    brief::add(&mut out, people.collect());
    let facts = facts(shared, view).into_iter().filter(|(_, text)| !text.is_empty());
    let line = |(label, text): (&str, String)| brief::facts(words::fact(lang, label, &text), Role::Dim);
    brief::add(&mut out, facts.map(line).collect());
    out
}

/// A person with all that is known of them.
fn person_line(shared: &Shared, person: &Contact) -> String {
    let lang = shared.lang;
    let born = person.birthday.map(|it| words::born(lang, &names::birthday(lang, it))).unwrap_or_default();
    let counts = if person.counts { "" } else { words::counts_no(lang) };
    joined(lang, &[&brief::contact_line(lang, person), &born, counts])
}

/// The facts that do not stand in the head of a brief, each with what it is called; those that are not known are empty.
fn facts(shared: &Shared, view: &AccountView) -> Vec<(&'static str, String)> {
    let (lang, today) = (shared.lang, shared.who.today);
    let (brief, account, between) = (&view.brief, &view.brief.account, words::between(lang));
    let beat = account.beat.and_then(|beat| shared.policy.beat(beat)).map(|beat| names::label(lang, &beat.name));
    let tier = account.tier.and_then(|tier| shared.policy.tier(tier));
    let minutes = match (account.minutes, tier) {
        (Some(own), _) => own.to_string(),
        (None, Some(tier)) => words::minutes_of_tier(lang, tier.minutes),
        (None, None) => String::new(),
    };
    let window = account
        .own_window
        .as_ref()
        .map(|own| screen_words::own_window(lang, own.window.min, own.window.max, &own.reason))
        .unwrap_or_default();
    let pauses: Vec<String> = account.pauses.iter().map(|it| pause(shared, it)).collect();
    let merged: Vec<&str> = brief.merged.iter().map(|(_, name)| name.as_str()).collect();
    vec![
        (words::codes(lang), codes(account, CodeKind::Customer, between)),
        (words::licences(lang), codes(account, CodeKind::Licence, between)),
        (words::fact_merged(lang), merged.join(between)),
        (words::beat(lang), beat.unwrap_or_default().to_owned()),
        (words::rep(lang), brief.rep_name.clone().unwrap_or_else(|| words::nobody(lang).to_owned())),
        (words::hours(lang), form::hours_text(&account.hours)),
        (words::visit_minutes(lang), minutes),
        (words::window_reason(lang), window),
        (words::closures(lang), form::days_text(&account.closures)),
        (words::fact_pause(lang), pauses.join(between)),
        (words::place(lang), form::place_text(account.place)),
        (words::fact_visits(lang), brief.touches.to_string()),
        (words::fact_added(lang), dates::day(lang, account.added, today)),
    ]
}

fn pause(shared: &Shared, pause: &Pause) -> String {
    let (lang, today) = (shared.lang, shared.who.today);
    let first = dates::day(lang, pause.span.first, today);
    let span = match pause.span.last {
        Some(last) => words::pause_from_to(lang, &first, &dates::day(lang, last, today)),
        None => words::pause_from(lang, &first),
    };
    joined(lang, &[&span, &pause.reason])
}
