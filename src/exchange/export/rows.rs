//! Records as rows: which columns there are, and what stands in them. Words for programs, the same in every language.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::Value;

use super::{Asked, Beside, Names, What, stock};
use crate::domain::account::{Account, Birthday, Code, CodeKind, Contact, Opening};
use crate::domain::content::{Content, Counted, Order};
use crate::domain::matter::{Appointment, Matter};
use crate::domain::product::{Pack, Product};
use crate::domain::record::Record;
use crate::domain::route::{Fate, Stop};
use crate::domain::touch::Touch;
use crate::exchange::import::sections::NOTHING;

/// The columns of a list. What an import reads has the name by which it is read.
pub(super) fn columns(what: What) -> &'static [&'static str] {
    match what {
        What::Accounts => &[
            "code",
            "licence",
            "name",
            "other_name",
            "address",
            "lat",
            "lon",
            "tier",
            "rep",
            "beat",
            "frequency",
            "last_visit",
            "phone",
            "segment",
            "status",
            "hours",
            "minutes",
            "more_codes",
            "added",
            "uuid",
        ],
        What::Contacts => &[
            "code",
            "licence",
            "name",
            "address",
            "contact",
            "role",
            "phone",
            "birthday",
            "temperament",
            "counts",
            "uuid",
        ],
        What::Visits => VISITS,
        What::Touches => TOUCHES,
        What::Matters => {
            &["code", "licence", "name", "address", "rep", "kind", "text", "raised", "due", "answered", "uuid"]
        }
        What::Appointments => {
            &["code", "licence", "name", "address", "rep", "day", "time", "purpose", "outcome", "uuid"]
        }
        What::Products => &["code", "name", "alias", "unit", "pack", "status", "uuid"],
        What::Stops => &[
            "code",
            "licence",
            "name",
            "address",
            "rep",
            "day",
            "rank",
            "unplanned",
            "time",
            "locked",
            "fate",
            "reason",
            "to_day",
            "to_rep",
            "uuid",
        ],
        What::Requests => stock::REQUESTS,
        What::Arrivals => stock::ARRIVALS,
        What::Tellings => stock::TELLINGS,
        What::Fulfilments => stock::FULFILMENTS,
    }
}

/// The columns of touches, with more of them before the identity.
macro_rules! touch_columns {
    ($($more:literal),*) => {
        &[
            "code",
            "licence",
            "name",
            "address",
            "rep",
            "day",
            "start",
            "end",
            "minutes",
            "note",
            "kind",
            "satisfaction",
            "next",
            "next_day",
            "ordered",
            "order",
            "no_order",
            "shelf",
            "display_lacks",
            "needs",
            "told",
            "competitor",
            $($more,)*
            "uuid",
        ]
    };
}

const VISITS: &[&str] = touch_columns!();
const TOUCHES: &[&str] = touch_columns!("attempted", "late", "condition", "void_reason");

/// A text, or nothing if it is empty.
pub(super) fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

/// A value by its name.
pub(super) fn word<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

pub(super) fn day(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Null, |day| day.to_string().into())
}

fn first(account: &Account, kind: CodeKind) -> Option<&Code> {
    account.codes.iter().find(|code| code.kind == kind)
}

/// What a row begins with that is about an account.
fn about(account: &Account) -> Vec<Value> {
    let code = |kind| first(account, kind).map_or(Value::Null, |code| text(&code.text));
    vec![code(CodeKind::Customer), code(CodeKind::Licence), text(&account.name), text(&account.address)]
}

/// An account.
pub(super) fn account(account: &Account, last: Option<NaiveDate>, names: &Names, today: NaiveDate) -> Vec<Value> {
    let [code, licence, name, address] = about(account).try_into().unwrap_or_default();
    let shown = [first(account, CodeKind::Customer), first(account, CodeKind::Licence)];
    let more = account.codes.iter().filter(|code| !shown.contains(&Some(code)));
    let more: Vec<String> = more
        .map(|code| match code.kind {
            CodeKind::Customer => format!("code {}", code.text),
            CodeKind::Licence => format!("licence {}", code.text),
        })
        .collect();
    let paused = account.pauses.iter().any(|pause| pause.span.contains(today));
    let window = account.own_window.as_ref().map(|own| format!("{}-{}", own.window.min, own.window.max));
    vec![
        code,
        licence,
        name,
        text(&account.other_name),
        address,
        account.place.map(|place| place.lat).into(),
        account.place.map(|place| place.lon).into(),
        account.tier.and_then(|tier| names.tiers.get(&tier)).map_or(Value::Null, |code| text(code)),
        account.rep.map_or(Value::Null, |rep| text(names.rep(rep))),
        account.beat.and_then(|beat| names.beats.get(&beat)).map_or(Value::Null, |name| text(name)),
        window.into(),
        day(last),
        text(&account.phone),
        account.segment.as_ref().map_or(Value::Null, word),
        if paused { "paused" } else { "open" }.into(),
        text(&hours(&account.hours)),
        account.minutes.into(),
        text(&more.join("; ")),
        day(Some(account.added)),
        account.id.0.to_string().into(),
    ]
}

fn hours(hours: &[Opening]) -> String {
    hours.iter().map(Opening::to_string).collect::<Vec<_>>().join(",")
}

/// A product.
pub(super) fn product(product: &Product) -> Vec<Value> {
    let pack = |pack: &Pack| format!("{}={}", pack.name, pack.factor);
    vec![
        text(&product.code),
        text(&product.name),
        text(&product.aliases.join("; ")),
        text(&product.unit),
        text(&product.packs.iter().map(pack).collect::<Vec<_>>().join("; ")),
        if product.retired { "retired" } else { "active" }.into(),
        product.id.0.to_string().into(),
    ]
}

/// A record at an account, if it is among what is asked for.
pub(super) fn record(
    asked: &Asked,
    account: &Account,
    record: &Record,
    (names, beside): (&Names, &Beside),
) -> Option<Vec<Value>> {
    let within = |day: NaiveDate| asked.is_within(day);
    let mut row = about(account);
    match record {
        Record::Contact(it) => row.extend(contact(it)),
        Record::Touch(it)
            if within(it.day) && (asked.what == What::Touches || it.content.kind.is_visit() && it.took_place()) =>
        {
            row.extend(touch(it, names, asked.what == What::Touches));
        }
        Record::Matter(it) if within(it.raised) => row.extend(matter(it, names)),
        Record::Appointment(it) if within(it.day) => row.extend(appointment(it, names)),
        Record::Stop(it) if within(it.day) => row.extend(stop(it, names)),
        Record::Request(it) if within(it.day) => row.extend(stock::request(it, names, beside)),
        Record::Telling(it) if within(it.day) => row.extend(stock::telling(it, names, beside)),
        Record::Fulfilment(it) if within(it.day) => row.extend(stock::fulfilment(it, names)),
        _ => return None,
    }
    row.push(record.key().id.to_string().into());
    Some(row)
}

fn contact(contact: &Contact) -> Vec<Value> {
    vec![
        text(&contact.name),
        word(&contact.role),
        text(&contact.phone),
        contact.birthday.map(birthday).into(),
        contact.temperament.as_ref().map_or(Value::Null, word),
        contact.counts.into(),
    ]
}

fn birthday(day: Birthday) -> String {
    let year = day.year.map(|year| format!("{year:04}-")).unwrap_or_default();
    format!("{}{year}{:02}-{:02}", if day.lunar { "lunar " } else { "" }, day.month, day.day)
}

fn touch(touch: &Touch, names: &Names, whole: bool) -> Vec<Value> {
    let zone = names.zone(touch.rep);
    let content = &touch.content;
    let next = content.next.as_ref();
    let mut row = vec![
        text(names.rep(touch.rep)),
        day(Some(touch.day)),
        time(touch.start, zone),
        time(touch.end, zone),
        touch.minutes().into(),
        text(&content.note),
        word(&content.kind),
        content.satisfaction.into(),
        next.map_or(Value::Null, |next| text(&next.text)),
        day(next.and_then(|next| next.day)),
    ];
    row.extend(sections(content, names));
    if whole {
        let condition = match (touch.open, &touch.voided) {
            (true, _) => "open",
            (_, Some(_)) => "void",
            _ => "saved",
        };
        row.extend([content.attempted.into(), touch.late.into(), condition.into()]);
        row.push(touch.voided.as_deref().map_or(Value::Null, text));
    }
    row
}

/// What was recorded of a touch beside its note.
fn sections(content: &Content, names: &Names) -> [Value; 8] {
    let goods = |counted: &[Counted]| {
        let line = |it: &Counted| {
            let name = names.products.get(&it.product).map_or("", |product| &product.name);
            format!("{name} {}{}", it.amount.count, it.amount.unit)
        };
        text(&counted.iter().map(line).collect::<Vec<_>>().join("; "))
    };
    let words = |list: Vec<Value>| text(&list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "));
    let (lines, why) = match &content.order {
        Some(Order::Lines(lines)) => (goods(lines), Value::Null),
        Some(Order::Nothing(why)) => (Value::Null, word(why)),
        _ => (Value::Null, Value::Null),
    };
    let lacks = content.display.as_ref().map(|display| match display.lacks.as_slice() {
        [] => NOTHING.into(),
        lacks => words(lacks.iter().map(word).collect()),
    });
    [
        content.order.as_ref().map(Order::quantity).into(),
        lines,
        why,
        goods(&content.shelf),
        lacks.unwrap_or_default(),
        words(content.needs.iter().map(word).collect()),
        text(&content.told),
        text(&content.rival),
    ]
}

/// A time of day where the rep was, to the minute unless it has seconds.
pub(super) fn time(at: Option<DateTime<Utc>>, zone: Tz) -> Value {
    let local = |at: DateTime<Utc>| {
        let time = at.with_timezone(&zone).time();
        let form = if at.timestamp() % 60 == 0 { "%H:%M" } else { "%H:%M:%S" };
        time.format(form).to_string()
    };
    at.map(local).into()
}

fn matter(matter: &Matter, names: &Names) -> Vec<Value> {
    vec![
        text(names.rep(matter.rep)),
        word(&matter.kind),
        text(&matter.text),
        day(Some(matter.raised)),
        day(matter.due),
        day(matter.answered),
    ]
}

fn appointment(appointment: &Appointment, names: &Names) -> Vec<Value> {
    vec![
        text(names.rep(appointment.rep)),
        day(Some(appointment.day)),
        appointment.time.map(|time| time.format("%H:%M").to_string()).into(),
        text(&appointment.purpose),
        appointment.outcome.as_ref().map_or(Value::Null, word),
    ]
}

fn stop(stop: &Stop, names: &Names) -> Vec<Value> {
    let (to, to_day) = match &stop.fate {
        Fate::Rolled { to } => (None, Some(*to)),
        Fate::Handed { to, on } => (Some(*to), Some(*on)),
        Fate::Open | Fate::Done { .. } | Fate::Skipped { .. } | Fate::Left => (None, None),
    };
    vec![
        text(names.rep(stop.rep)),
        day(Some(stop.day)),
        stop.rank.into(),
        stop.unplanned.into(),
        stop.pinned.map_or(Value::Null, |at| at.format("%H:%M").to_string().into()),
        stop.locked.into(),
        stop.fate.word().into(),
        text(stop.fate.reason()),
        day(to_day),
        to.map_or(Value::Null, |rep| text(names.rep(rep))),
    ]
}
