//! The brief: what a rep should know before entering, most useful first: what is owed, what is agreed, how to talk to whom, what was said
//! last time. The same lines stand beside the route and on top of the account's page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::names;
pub use crate::app::names::joined;
use crate::app::query::AccountView;
use crate::app::recorded;
use crate::app::stock;
use crate::domain::account::Contact;
use crate::domain::matter::{Matter, MatterKind};
use crate::domain::touch::{Touch, open_step};
use crate::i18n::messages::{common, follow_ups, profile, screens as words, stock as stock_words};
use crate::i18n::text::{clean_lines, wrap, wrap_facts};
use crate::i18n::{Lang, dates};
use crate::store::rows::Asked;
use crate::ui::marks;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

/// One paragraph of a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    /// The role it is shown in.
    pub role: Role,
    /// Cells it is moved in.
    pub indent: u16,
    /// At most so many lines.
    pub limit: usize,
    /// It is made of facts with separators between them.
    pub facts: bool,
}

fn paragraph(text: impl Into<String>, role: Role) -> Paragraph {
    Paragraph { text: text.into(), role, indent: 0, limit: 3, facts: false }
}

/// A paragraph of facts, up to three lines.
pub fn facts(text: impl Into<String>, role: Role) -> Paragraph {
    Paragraph { facts: true, ..paragraph(text, role) }
}

/// The paragraphs of an account's brief.
pub fn paragraphs(shared: &Shared, view: &AccountView) -> Vec<Paragraph> {
    let (lang, brief) = (shared.lang, &view.brief);
    let mut out = ahead(shared, view);
    add(&mut out, brief.contacts.iter().map(|contact| facts(contact_line(lang, contact), Role::Text)).collect());
    if brief.recent.is_empty() {
        add(&mut out, vec![paragraph(words::no_visits_yet(lang), Role::Dim)]);
    }
    for (at, touch) in brief.recent.iter().take(2).enumerate() {
        add(&mut out, visit_lines(shared, touch, at == 0));
    }
    out
}

/// Adds lines, with one empty before them.
pub fn add(out: &mut Vec<Paragraph>, lines: Vec<Paragraph>) {
    if !lines.is_empty() {
        out.push(paragraph("", Role::Text));
        out.extend(lines);
    }
}

/// What is known before one looks at the people and at what was: name, place, standing, what is owed, agreed and intended.
pub fn ahead(shared: &Shared, view: &AccountView) -> Vec<Paragraph> {
    let (lang, today) = (shared.lang, shared.who.today);
    let brief = &view.brief;
    let mut out = head(shared, view);
    let mut block = |lines| add(&mut out, lines);
    block(brief.matters.iter().flat_map(|matter| matter_lines(shared, matter)).collect());
    block(brief.requests.iter().map(|asked| request_line(shared, asked)).collect());
    block(
        brief
            .appointments
            .iter()
            .map(|appointment| {
                let day = dates::week_day(lang, appointment.day, today);
                let time = appointment.time.map(dates::time).unwrap_or_default();
                let when = words::appointment_at(lang, &day, &time);
                let text = joined(lang, &[when.trim(), &appointment.purpose]);
                paragraph(text, if appointment.day == today { Role::Accent } else { Role::Text })
            })
            .collect(),
    );
    if let Some(next) = open_step(&brief.recent).and_then(|touch| touch.content.next.as_ref()) {
        let to_come = next.day.filter(|day| *day >= today);
        let day = to_come.map(|day| dates::week_day(lang, day, today)).unwrap_or_default();
        let text = joined(lang, &[&day, &next.text]);
        block(vec![paragraph(format!("{}: {text}", words::this_time(lang)), Role::Accent)]);
    }
    out
}

/// Name, place and standing.
fn head(shared: &Shared, view: &AccountView) -> Vec<Paragraph> {
    let lang = shared.lang;
    let (account, line) = (&view.brief.account, &view.line);
    let name = format!("{} {}", account.name, account.other_name);
    let mut out = vec![Paragraph { limit: 2, ..paragraph(name.trim(), Role::Strong) }];
    let tier = if line.tier.is_empty() { words::no_tier(lang).to_owned() } else { words::tier_is(lang, &line.tier) };
    let segment = account.segment.map(|segment| names::segment(lang, segment)).unwrap_or_default();
    let mark = marks::line(shared, line);
    let days = line.standing.days.map(|days| words::days_since(lang, days)).unwrap_or_default();
    out.push(facts(joined(lang, &[&mark.text(), &days]), mark.role));
    out.push(facts(joined(lang, &[&tier, segment, &account.address, &account.phone]), Role::Dim));
    if let (Some(window), Some(unit)) = (line.standing.window, line.unit) {
        let text = match &account.own_window {
            Some(own) => words::own_window(lang, own.window.min, own.window.max, &own.reason),
            None => words::window_is(lang, window.min, window.max, names::unit(lang, unit)),
        };
        out.push(paragraph(text, Role::Dim));
    }
    if let Some(pause) = account.pauses.iter().find(|pause| pause.span.contains(shared.who.today)) {
        let because = if pause.span.last.is_some() { words::paused_because } else { profile::closed_because };
        out.push(paragraph(because(lang, &pause.reason), Role::Warning));
    }
    out
}

fn matter_lines(shared: &Shared, matter: &Matter) -> Vec<Paragraph> {
    let (lang, today) = (shared.lang, shared.who.today);
    let lead = match matter.kind {
        MatterKind::Promise => words::owe(lang),
        MatterKind::Errand => words::entrusted(lang),
        MatterKind::Complaint => words::complained(lang),
    };
    let (due, role) = due(lang, matter, today);
    let raised = words::promised_on(lang, &dates::day(lang, matter.raised, today));
    let put_off = matter.put_off.as_ref().filter(|it| it.holds(today));
    let put_off = put_off.map(|it| follow_ups::put_off_until(lang, &dates::week_day(lang, it.until, today)));
    let put_off = put_off.unwrap_or_default();
    let role = if matter.kind == MatterKind::Complaint && role == Role::Dim { Role::Warning } else { role };
    vec![
        paragraph(format!("{lead}: {}", matter.text), Role::Text),
        Paragraph { indent: 2, ..facts(joined(lang, &[&due, &raised, &put_off]), role) },
    ]
}

/// What the shop waits for: how much, which place it has, and whether it is there.
fn request_line(shared: &Shared, asked: &Asked) -> Paragraph {
    let lang = shared.lang;
    let (standing, request) = (&asked.standing, &asked.standing.request);
    let what = stock_words::waiting_for(lang, &asked.product, &stock::amount_text(lang, &request.asked, &asked.unit));
    if asked.goods {
        return facts(joined(lang, &[&what, stock_words::goods_there(lang)]), Role::Accent);
    }
    let place = standing.position.map(|at| stock_words::place_is(lang, at)).unwrap_or_default();
    let since = stock_words::asked_on(lang, &dates::day(lang, request.day, shared.who.today));
    let outside = if request.outside { stock_words::would_buy_outside(lang) } else { "" };
    facts(joined(lang, &[&what, &place, &since, outside]), if request.outside { Role::Warning } else { Role::Text })
}

/// When a matter is due, in words, and how that is shown.
pub fn due(lang: Lang, matter: &Matter, today: chrono::NaiveDate) -> (String, Role) {
    match matter.due {
        None => (words::no_date(lang).to_owned(), Role::Dim),
        Some(day) if day == today => (words::due_today(lang).to_owned(), Role::Warning),
        Some(day) if day < today => (words::overdue_since(lang, &dates::week_day(lang, day, today)), Role::Alarm),
        Some(day) => (words::due_on(lang, &dates::week_day(lang, day, today)), Role::Dim),
    }
}

/// A contact in one line: name, role, phone, and how to talk to them.
pub fn contact_line(lang: Lang, contact: &Contact) -> String {
    let who = format!("{} {}", contact.name, names::contact_role(lang, contact.role));
    let hint = contact.temperament.map(|temperament| names::hint(lang, temperament)).unwrap_or_default();
    joined(lang, &[&who, hint, &contact.phone])
}

fn visit_lines(shared: &Shared, touch: &Touch, is_last: bool) -> Vec<Paragraph> {
    let text = touch_summary(shared, touch);
    let (head, limit) =
        if is_last { (words::last_visit(shared.lang, &text), 5) } else { (words::visit_before(shared.lang, &text), 2) };
    let mut lines = vec![facts(head, Role::Dim)];
    if !touch.content.note.is_empty() {
        lines.push(Paragraph { indent: 2, limit, ..paragraph(touch.content.note.clone(), Role::Text) });
    }
    lines
}

/// A touch in one line: day, kind, length, order, satisfaction.
pub fn touch_summary(shared: &Shared, touch: &Touch) -> String {
    let (lang, today) = (shared.lang, shared.who.today);
    let day = dates::week_day(lang, touch.day, today);
    let minutes = touch.minutes().map(|minutes| words::minutes(lang, minutes)).unwrap_or_default();
    let satisfied = touch.content.satisfaction.map(|given| words::satisfied(lang, given)).unwrap_or_default();
    let order = touch.content.order.as_ref().map(|it| recorded::order_short(lang, it)).unwrap_or_default();
    let attempted = if touch.content.attempted { words::attempted_word(lang) } else { "" };
    let joint = if touch.levels.len() > 1 { words::joint(lang) } else { "" };
    joined(lang, &[&day, names::touch_kind(lang, touch.content.kind), attempted, joint, &minutes, &order, &satisfied])
}

/// Draws paragraphs into the area, scrolled by so many lines; answers how many lines there are.
pub fn draw(area: Rect, buf: &mut Buffer, shared: &Shared, paragraphs: &[Paragraph], scrolled: usize) -> usize {
    let mut at = 0;
    for paragraph in paragraphs {
        let room = area.width.saturating_sub(paragraph.indent);
        let text = clean_lines(&paragraph.text);
        let mut lines = if paragraph.facts {
            wrap_facts(&text, common::separator(shared.lang), usize::from(room), paragraph.limit)
        } else {
            wrap(&text, usize::from(room), paragraph.limit)
        };
        if lines.is_empty() {
            lines.push(String::new());
        }
        for line in lines {
            if at >= scrolled && at - scrolled < usize::from(area.height) {
                let y = area.y + (at - scrolled) as u16;
                paint::text(buf, area.x + paragraph.indent, y, room, &line, shared.style(paragraph.role));
            }
            at += 1;
        }
    }
    at
}
