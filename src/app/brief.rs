//! The brief: what a rep should know before entering, most useful first: what is owed, what is agreed, how to talk to whom, what was said
//! last time. The same lines on screens and in line mode; how they look is decided where they are shown.

use chrono::NaiveDate;

use crate::domain::account::Contact;
use crate::domain::matter::{Matter, MatterKind};
use crate::domain::touch::{Touch, open_step};
use crate::i18n::messages::{follow_ups, marks, profile, screens as words, stock as stock_words};
use crate::i18n::{Lang, dates};
use crate::store::rows::{Asked, care_from};

use super::names::{self, joined};
use super::policy::Line;
use super::query::AccountView;
use super::{recorded, stock};

/// How much a paragraph weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What it is all about.
    Strong,
    /// Ordinary.
    Plain,
    /// Worth a look where there is time.
    Dim,
    /// Something to do now.
    Accent,
    /// Something to take care of.
    Warning,
    /// Something that is late.
    Alarm,
    /// Where the clock of the account stands: what it weighs is told by the mark of that.
    Standing,
}

/// One paragraph of a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    /// How much it weighs.
    pub weight: Weight,
    /// It belongs to the one before.
    pub below: bool,
    /// At most so many lines on a screen.
    pub limit: usize,
    /// It is made of facts with separators between them.
    pub facts: bool,
}

fn paragraph(text: impl Into<String>, weight: Weight) -> Paragraph {
    Paragraph { text: text.into(), weight, below: false, limit: 3, facts: false }
}

fn facts(text: impl Into<String>, weight: Weight) -> Paragraph {
    Paragraph { facts: true, ..paragraph(text, weight) }
}

/// A view, and how it is put into words: for whom, in which language, on which day.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The account.
    pub view: &'a AccountView,
    /// The language.
    pub lang: Lang,
    /// The viewer's day.
    pub today: NaiveDate,
    /// Where the clock stands, as it is shown there.
    pub standing: &'a str,
}

/// Where a clock stands, in words.
pub fn standing(lang: Lang, line: &Line, today: NaiveDate) -> String {
    match line.row.visiting {
        Some(_) => marks::visiting(lang).to_owned(),
        None => names::state(lang, line.standing.state, today),
    }
}

/// The paragraphs of an account's brief.
pub fn paragraphs(it: Telling<'_>) -> Vec<Paragraph> {
    let (lang, brief) = (it.lang, &it.view.brief);
    let mut out = ahead(it);
    add(&mut out, brief.contacts.iter().map(|contact| person(lang, contact, it.today)).collect());
    if brief.recent.is_empty() {
        add(&mut out, vec![paragraph(words::no_visits_yet(lang), Weight::Dim)]);
    }
    for (at, touch) in brief.recent.iter().take(2).enumerate() {
        add(&mut out, visit_lines(lang, touch, it.today, at == 0));
    }
    out
}

/// Adds lines, with one empty before them.
fn add(out: &mut Vec<Paragraph>, lines: Vec<Paragraph>) {
    if !lines.is_empty() {
        out.push(paragraph("", Weight::Plain));
        out.extend(lines);
    }
}

/// What is known before one looks at the people and at what was: name, place, standing, what is owed, agreed and intended.
pub fn ahead(it: Telling<'_>) -> Vec<Paragraph> {
    let Telling { lang, today, .. } = it;
    let brief = &it.view.brief;
    let mut out = head(it);
    let mut block = |lines| add(&mut out, lines);
    block(brief.matters.iter().flat_map(|matter| matter_lines(lang, matter, today)).collect());
    block(brief.requests.iter().map(|asked| request_line(lang, asked, today)).collect());
    block(
        brief
            .appointments
            .iter()
            .map(|appointment| {
                let day = dates::week_day(lang, appointment.day, today);
                let time = appointment.time.map(dates::time).unwrap_or_default();
                let when = words::appointment_at(lang, &day, &time);
                let text = joined(lang, &[when.trim(), &appointment.purpose]);
                paragraph(text, if appointment.day == today { Weight::Accent } else { Weight::Plain })
            })
            .collect(),
    );
    if let Some(next) = open_step(&brief.recent).and_then(|touch| touch.content.next.as_ref()) {
        let to_come = next.day.filter(|day| *day >= today);
        let day = to_come.map(|day| dates::week_day(lang, day, today)).unwrap_or_default();
        let text = joined(lang, &[&day, &next.text]);
        block(vec![paragraph(format!("{}: {text}", words::this_time(lang)), Weight::Accent)]);
    }
    out
}

/// Name, place and standing.
fn head(it: Telling<'_>) -> Vec<Paragraph> {
    let lang = it.lang;
    let (account, line) = (&it.view.brief.account, &it.view.line);
    let name = format!("{} {}", account.name, account.other_name);
    let mut out = vec![Paragraph { limit: 2, ..paragraph(name.trim(), Weight::Strong) }];
    let tier = if line.tier.is_empty() { words::no_tier(lang).to_owned() } else { words::tier_is(lang, &line.tier) };
    let segment = account.segment.map(|segment| names::segment(lang, segment)).unwrap_or_default();
    let days = line.standing.days.map(|days| words::days_since(lang, days)).unwrap_or_default();
    out.push(facts(joined(lang, &[it.standing, &days]), Weight::Standing));
    out.push(facts(joined(lang, &[&tier, segment, &account.address, &account.phone]), Weight::Dim));
    if let (Some(window), Some(unit)) = (line.standing.window, line.unit) {
        let text = match &account.own_window {
            Some(own) => words::own_window(lang, own.window.min, own.window.max, &own.reason),
            None => words::window_is(lang, window.min, window.max, names::unit(lang, unit)),
        };
        out.push(paragraph(text, Weight::Dim));
    }
    if let Some(pause) = account.pauses.iter().find(|pause| pause.span.contains(it.today)) {
        let because = if pause.span.last.is_some() { words::paused_because } else { profile::closed_because };
        out.push(paragraph(because(lang, &pause.reason), Weight::Warning));
    }
    out
}

fn matter_lines(lang: Lang, matter: &Matter, today: NaiveDate) -> Vec<Paragraph> {
    let lead = match matter.kind {
        MatterKind::Promise => words::owe(lang),
        MatterKind::Errand => words::entrusted(lang),
        MatterKind::Complaint => words::complained(lang),
    };
    let (due, weight) = due(lang, matter, today);
    let raised = words::promised_on(lang, &dates::day(lang, matter.raised, today));
    let put_off = matter.put_off.as_ref().filter(|it| it.holds(today));
    let put_off = put_off.map(|it| follow_ups::put_off_until(lang, &dates::week_day(lang, it.until, today)));
    let put_off = put_off.unwrap_or_default();
    let lax = matter.kind == MatterKind::Complaint && weight == Weight::Dim;
    let weight = if lax { Weight::Warning } else { weight };
    vec![
        paragraph(format!("{lead}: {}", matter.text), Weight::Plain),
        Paragraph { below: true, ..facts(joined(lang, &[&due, &raised, &put_off]), weight) },
    ]
}

/// What the shop waits for: how much, which place it has, and whether it is there.
fn request_line(lang: Lang, asked: &Asked, today: NaiveDate) -> Paragraph {
    let (standing, request) = (&asked.standing, &asked.standing.request);
    let what = stock_words::waiting_for(lang, &asked.product, &stock::amount_text(lang, &request.asked, &asked.unit));
    if asked.goods {
        return facts(joined(lang, &[&what, stock_words::goods_there(lang)]), Weight::Accent);
    }
    let place = standing.position.map(|at| stock_words::place_is(lang, at)).unwrap_or_default();
    let since = stock_words::asked_on(lang, &dates::day(lang, request.day, today));
    let outside = if request.outside { stock_words::would_buy_outside(lang) } else { "" };
    facts(
        joined(lang, &[&what, &place, &since, outside]),
        if request.outside { Weight::Warning } else { Weight::Plain },
    )
}

/// When a matter is due, in words, and what it weighs.
pub fn due(lang: Lang, matter: &Matter, today: NaiveDate) -> (String, Weight) {
    match matter.due {
        None => (words::no_date(lang).to_owned(), Weight::Dim),
        Some(day) if day == today => (words::due_today(lang).to_owned(), Weight::Warning),
        Some(day) if day < today => (words::overdue_since(lang, &dates::week_day(lang, day, today)), Weight::Alarm),
        Some(day) => (words::due_on(lang, &dates::week_day(lang, day, today)), Weight::Dim),
    }
}

/// A contact in one line: name, role, phone, and how to talk to them.
pub fn contact_line(lang: Lang, contact: &Contact) -> String {
    let who = format!("{} {}", contact.name, names::contact_role(lang, contact.role));
    let hint = contact.temperament.map(|temperament| names::hint(lang, temperament)).unwrap_or_default();
    joined(lang, &[&who, hint, &contact.phone])
}

/// A person, with a birthday that is near.
fn person(lang: Lang, contact: &Contact, today: NaiveDate) -> Paragraph {
    let line = contact_line(lang, contact);
    match contact.birthday.and_then(|birthday| care_from(today).falls(birthday)) {
        Some(day) => {
            let birthday = words::birthday_on(lang, &dates::week_day(lang, day, today));
            facts(joined(lang, &[&line, &birthday]), Weight::Accent)
        }
        None => facts(line, Weight::Plain),
    }
}

fn visit_lines(lang: Lang, touch: &Touch, today: NaiveDate, is_last: bool) -> Vec<Paragraph> {
    let text = touch_summary(lang, touch, today);
    let (head, limit) =
        if is_last { (words::last_visit(lang, &text), 5) } else { (words::visit_before(lang, &text), 2) };
    let mut lines = vec![facts(head, Weight::Dim)];
    if !touch.content.note.is_empty() {
        lines.push(Paragraph { below: true, limit, ..paragraph(touch.content.note.clone(), Weight::Plain) });
    }
    lines
}

/// A touch in one line: day, kind, length, order, satisfaction.
pub fn touch_summary(lang: Lang, touch: &Touch, today: NaiveDate) -> String {
    let day = dates::week_day(lang, touch.day, today);
    let minutes = touch.minutes().map(|minutes| words::minutes(lang, minutes)).unwrap_or_default();
    let satisfied = touch.content.satisfaction.map(|given| words::satisfied(lang, given)).unwrap_or_default();
    let order = touch.content.order.as_ref().map(|it| recorded::order_short(lang, it)).unwrap_or_default();
    let attempted = if touch.content.attempted { words::attempted_word(lang) } else { "" };
    let joint = if touch.levels.len() > 1 { words::joint(lang) } else { "" };
    joined(lang, &[&day, names::touch_kind(lang, touch.content.kind), attempted, joint, &minutes, &order, &satisfied])
}
