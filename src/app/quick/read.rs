//! What stands behind each keyword, and how it is understood.

use chrono::NaiveDate;

use crate::app::goods;
use crate::app::names;
use crate::app::recorded;

use crate::app::when::When;
use crate::domain::content::{Counted, Display, NextStep, Order};
use crate::domain::ids::ContactId;
use crate::domain::matter::MatterKind;
use crate::domain::touch::{Content, TouchKind};
use crate::exchange::import::values::amounts;
use crate::i18n::messages::{goods as goods_words, quick as words, screens, visit};
use crate::i18n::quick_words::{ALL_OR_NOTHING, IN_ORDER, Keyword, LACKS, NO, OUTSIDE, UNTIL};
use crate::i18n::search::Needle;
use crate::i18n::{dates, day_words};

use super::choices::{self, plain};
use super::{Raised, Reading, Scene, Wish, push_note};

/// What stands between several of a kind.
const BETWEEN: [char; 5] = [',', '，', '、', ';', '；'];

type Said = Result<String, String>;

/// Understands what stands behind a keyword and records it; answers what was understood in words, or why nothing was and then nothing is
/// recorded.
pub(super) fn part(keyword: Keyword, rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let content = &mut reading.content;
    match keyword {
        Keyword::Met => met(rest, scene, content),
        Keyword::Nobody => {
            alone(rest, scene, || content.attempted = true).map(|()| visit::met_nobody(scene.lang).to_owned())
        }
        Keyword::Routine => kind(rest, TouchKind::Routine, scene, content),
        Keyword::Stay => kind(rest, TouchKind::Stay, scene, content),
        Keyword::CounterDay => kind(rest, TouchKind::CounterDay, scene, content),
        Keyword::Phone => kind(rest, TouchKind::Phone, scene, content),
        Keyword::Chat => kind(rest, TouchKind::Chat, scene, content),
        Keyword::Order => order(rest, scene, content),
        Keyword::NoOrder => no_order(rest, scene, content),
        Keyword::Short => short(rest, scene, reading),
        Keyword::Shelf => shelf(rest, scene, content),
        Keyword::Display => display(rest, scene, content),
        Keyword::Satisfied => satisfied(rest, scene, content),
        Keyword::Needs => needs(rest, scene, content),
        Keyword::Promise => matter(MatterKind::Promise, rest, scene, reading),
        Keyword::Errand => matter(MatterKind::Errand, rest, scene, reading),
        Keyword::Complaint => matter(MatterKind::Complaint, rest, scene, reading),
        Keyword::Answered => answered(rest, scene, reading),
        Keyword::Told => text(rest, scene, &mut content.told),
        Keyword::Rival => text(rest, scene, &mut content.rival),
        Keyword::Next => next(rest, scene, content),
        Keyword::When => when(rest, scene, reading),
        Keyword::Note if rest.is_empty() => Err(words::says_nothing(scene.lang).to_owned()),
        Keyword::Note => {
            push_note(content, rest);
            Ok(rest.to_owned())
        }
    }
}

/// Nothing may stand behind this keyword: with more it is a sentence that happens to begin so.
fn alone(rest: &str, scene: &Scene, does: impl FnOnce()) -> Result<(), String> {
    if rest.is_empty() {
        does();
        Ok(())
    } else {
        Err(words::too_much(scene.lang, rest))
    }
}

fn kind(rest: &str, kind: TouchKind, scene: &Scene, content: &mut Content) -> Said {
    if scene.open.is_some() && !kind.is_visit() {
        return Err(words::not_while_open(scene.lang).to_owned());
    }
    alone(rest, scene, || content.kind = kind).map(|()| names::touch_kind(scene.lang, kind).to_owned())
}

fn several(rest: &str) -> impl Iterator<Item = &str> {
    rest.split(BETWEEN).map(str::trim).filter(|word| !word.is_empty())
}

fn met(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let mut found: Vec<ContactId> = Vec::new();
    for word in several(rest) {
        match people(word, scene) {
            Ok(one) => found.push(one),
            // "boss clerk": two people, a blank between them.
            Err(why) => match word.split_whitespace().map(|word| people(word, scene)).collect::<Result<Vec<_>, _>>() {
                Ok(several) if several.len() > 1 => found.extend(several),
                _ => return Err(why),
            },
        }
    }
    if found.is_empty() {
        return Err(words::says_nothing(scene.lang).to_owned());
    }
    for id in found {
        if !content.met.contains(&id) {
            content.met.push(id);
        }
    }
    let called = |id: &ContactId| {
        let person = scene.people.iter().find(|person| person.id == *id);
        person.map(|it| format!("{} {}", it.name, names::contact_role(scene.lang, it.role))).unwrap_or_default()
    };
    Ok(content.met.iter().map(called).collect::<Vec<_>>().join(", "))
}

/// The one person whom a word means: by name, else by what they are.
fn people(word: &str, scene: &Scene) -> Result<ContactId, String> {
    let exact: Vec<_> = scene.people.iter().filter(|it| it.name == word).collect();
    let by_role = choices::role(word);
    let of_role: Vec<_> = scene.people.iter().filter(|it| Some(it.role) == by_role).collect();
    let needle = Needle::new(word);
    let by_name: Vec<_> = scene.people.iter().filter(|it| needle.finds(&[&it.name])).collect();
    let fit = [exact, of_role, by_name].into_iter().find(|fit| !fit.is_empty()).unwrap_or_default();
    match fit[..] {
        [one] => Ok(one.id),
        [] => Err(words::nobody_called(scene.lang, word)),
        _ => {
            let names: Vec<&str> = fit.iter().map(|it| it.name.as_str()).collect();
            Err(goods_words::several(scene.lang, &names.join(", ")))
        }
    }
}

/// All of these goods, or why a part of them is not understood.
fn all_goods(rest: &str, scene: &Scene) -> Result<Vec<Counted>, String> {
    let read = goods::parse(rest, &scene.products);
    match read.unread.first() {
        Some((part, fault)) => Err(format!("{part}: {}", fault.text(scene.lang))),
        None if read.counted.is_empty() => Err(words::says_nothing(scene.lang).to_owned()),
        None => Ok(read.counted),
    }
}

fn called(scene: &Scene, it: &Counted) -> String {
    scene.products.iter().find(|product| product.id == it.product).map_or_else(String::new, |it| it.name.clone())
}

fn order(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    for word in NO {
        if let Some(reason) = plain(rest).strip_prefix(word)
            && (reason.is_empty() || !word.is_ascii() || reason.starts_with(char::is_whitespace))
        {
            return no_order(reason.trim(), scene, content);
        }
    }
    let order = match amounts::amount(rest) {
        Some((count, unit)) if unit.is_empty() => Order::Quantity(count),
        _ => {
            let lines = all_goods(rest, scene)?;
            if let Some(nothing) = lines.iter().find(|it| it.amount.count == 0) {
                return Err(format!("{}: {}", called(scene, nothing), goods_words::no_amount(scene.lang)));
            }
            Order::Lines(lines)
        }
    };
    let order = match (content.order.take(), order) {
        // Two parts with goods are one order.
        (Some(Order::Lines(mut before)), Order::Lines(more)) => {
            before.extend(more);
            Order::Lines(before)
        }
        (_, order) => order,
    };
    let said = recorded::order(scene.lang, &order, &|it| called(scene, it));
    content.order = Some(order);
    Ok(said)
}

fn no_order(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let Some(why) = choices::no_order(rest) else {
        let all = crate::domain::content::NoOrder::ALL.map(|why| names::no_order(scene.lang, why));
        return Err(words::one_of(scene.lang, &all.join(", ")));
    };
    let order = Order::Nothing(why);
    let said = recorded::order_short(scene.lang, &order);
    content.order = Some(order);
    Ok(said)
}

fn shelf(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    content.shelf.extend(all_goods(rest, scene)?);
    Ok(goods::shown(&content.shelf, |it| called(scene, it)))
}

fn short(rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let (mut all_or_nothing, mut outside, mut until) = (false, false, None);
    let mut tokens: Vec<&str> = rest.split_whitespace().collect();
    // Terms stand at the end.
    while let Some(last) = tokens.last() {
        let word = plain(last);
        let before = tokens.len().checked_sub(2).map(|at| plain(tokens[at]));
        let day = UNTIL.iter().find_map(|until| {
            let joined = word.strip_prefix(until).and_then(|day| day_words::parse(day, scene.today));
            let apart = before.as_deref().is_some_and(|before| before == *until);
            let apart = if apart { day_words::parse(last, scene.today).map(|day| (day, 2)) } else { None };
            joined.map(|day| (day, 1)).or(apart)
        });
        if ALL_OR_NOTHING.contains(&word.as_str()) {
            all_or_nothing = true;
            tokens.pop();
        } else if OUTSIDE.contains(&word.as_str()) {
            outside = true;
            tokens.pop();
        } else if let Some((day, long)) = day {
            until = Some(day);
            tokens.truncate(tokens.len() - long);
        } else {
            break;
        }
    }
    let lines = all_goods(&tokens.join(" "), scene)?;
    if let Some(nothing) = lines.iter().find(|it| it.amount.count == 0) {
        return Err(format!("{}: {}", called(scene, nothing), goods_words::no_amount(scene.lang)));
    }
    let said = goods::shown(&lines, |it| called(scene, it));
    for Counted { product, amount } in lines {
        reading.asked.push(Wish { product, amount, until, all_or_nothing, outside, contact: None });
    }
    let lang = scene.lang;
    let terms = [
        if all_or_nothing { crate::i18n::messages::stock::flag_all(lang) } else { "" }.to_owned(),
        if outside { crate::i18n::messages::stock::flag_outside(lang) } else { "" }.to_owned(),
        until.map(|day| screens::due_on(lang, &dates::week_day(lang, day, scene.today))).unwrap_or_default(),
    ];
    Ok(joined(scene, std::iter::once(said).chain(terms)))
}

fn joined(scene: &Scene, parts: impl IntoIterator<Item = String>) -> String {
    let there: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    there.join(crate::i18n::messages::common::separator(scene.lang))
}

fn display(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let lang = scene.lang;
    if IN_ORDER.contains(&plain(rest).as_str()) {
        content.display = Some(Display::default());
        return Ok(goods_words::display_in_order(lang).to_owned());
    }
    let mut lacks = Vec::new();
    for word in several(rest).flat_map(str::split_whitespace) {
        let bare = plain(word);
        if LACKS.contains(&bare.as_str()) {
            continue;
        }
        let point = LACKS.iter().find_map(|no| bare.strip_prefix(no).and_then(choices::display_point));
        match choices::display_point(word).or(point) {
            Some(point) if !lacks.contains(&point) => lacks.push(point),
            Some(_) => {}
            None => {
                let all = crate::domain::content::DisplayPoint::ALL.map(|it| names::display_point(lang, it));
                return Err(words::one_of(lang, &all.join(", ")));
            }
        }
    }
    if lacks.is_empty() {
        return Err(words::says_nothing(lang).to_owned());
    }
    let list: Vec<&str> = lacks.iter().map(|point| names::display_point(lang, *point)).collect();
    let said = goods_words::display_lacks(lang, &list.join(", "));
    content.display = Some(Display { lacks });
    Ok(said)
}

fn satisfied(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let given = plain(rest).parse().ok().filter(|given| (1..=5).contains(given));
    let given = given.ok_or_else(|| words::one_to_five(scene.lang).to_owned())?;
    content.satisfaction = Some(given);
    Ok(screens::satisfied(scene.lang, given))
}

fn needs(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let mut served = Vec::new();
    for word in several(rest).flat_map(str::split_whitespace) {
        let Some(need) = choices::need(word) else {
            let all = crate::domain::content::Need::ALL.map(|need| names::need(scene.lang, need));
            return Err(words::one_of(scene.lang, &all.join(", ")));
        };
        served.push(need);
    }
    if served.is_empty() {
        return Err(words::says_nothing(scene.lang).to_owned());
    }
    content.needs.extend(served);
    content.needs.sort_unstable();
    content.needs.dedup();
    let list: Vec<&str> = content.needs.iter().map(|need| names::need(scene.lang, *need)).collect();
    Ok(list.join(", "))
}

/// The words before the day that a text ends with, and the day; up to three words are a day.
fn ends_with_day<'a>(text: &'a str, scene: &Scene) -> (&'a str, Option<NaiveDate>) {
    let starts: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, mark)| at + mark.len()).collect();
    for start in starts.iter().rev().take(3).rev() {
        if let Some(day) = day_words::parse(&text[*start..], scene.today) {
            return (text[..*start].trim(), Some(day));
        }
    }
    (text, None)
}

fn matter(kind: MatterKind, rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let (text, day) = ends_with_day(rest, scene);
    if text.is_empty() {
        return Err(words::says_nothing(scene.lang).to_owned());
    }
    let due = day.unwrap_or(scene.due);
    reading.raised.push(Raised { kind, text: text.to_owned(), due });
    let by = screens::due_on(scene.lang, &dates::week_day(scene.lang, due, scene.today));
    Ok(joined(scene, [text.to_owned(), by]))
}

fn answered(rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let needle = Needle::new(rest);
    let fit: Vec<_> = scene.matters.iter().filter(|it| rest.is_empty() || needle.finds(&[&it.text])).collect();
    match fit[..] {
        [one] => {
            if !reading.answered.contains(&one.id) {
                reading.answered.push(one.id);
            }
            Ok(one.text.clone())
        }
        [] => Err(words::no_matter(scene.lang).to_owned()),
        _ => {
            Err(goods_words::several(scene.lang, &fit.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(", ")))
        }
    }
}

fn text(rest: &str, scene: &Scene, into: &mut String) -> Said {
    if rest.is_empty() {
        return Err(words::says_nothing(scene.lang).to_owned());
    }
    if !into.is_empty() {
        into.push_str("; ");
    }
    into.push_str(rest);
    Ok(rest.to_owned())
}

fn next(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    if rest.is_empty() {
        return Err(words::says_nothing(scene.lang).to_owned());
    }
    let (text, day) = begins_with_day(rest, scene).unwrap_or_else(|| ends_with_day(rest, scene));
    let said = day.map(|day| dates::week_day(scene.lang, day, scene.today)).unwrap_or_default();
    content.next = Some(NextStep { day, text: text.to_owned() });
    Ok(joined(scene, [said, text.to_owned()]))
}

/// The day that a text begins with, and the words behind it.
fn begins_with_day<'a>(text: &'a str, scene: &Scene) -> Option<(&'a str, Option<NaiveDate>)> {
    let ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).chain([text.len()]).collect();
    ends.iter().take(3).rev().find_map(|end| {
        let day = day_words::parse(&text[..*end], scene.today)?;
        Some((text[*end..].trim(), Some(day)))
    })
}

fn when(rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let times_of_today = format!("{} {rest}", scene.today);
    let when = [rest, &times_of_today].into_iter().find_map(|text| When::parse(text, scene.today, scene.zone));
    match when {
        Some(when) if when.day <= scene.today => {
            reading.when = Some(when);
            let day = dates::week_day(scene.lang, when.day, scene.today);
            Ok(match when.start {
                Some(_) => when.text(scene.zone),
                None => day,
            })
        }
        Some(_) => Err(visit::day_to_come(scene.lang).to_owned()),
        None => Err(words::no_day(scene.lang).to_owned()),
    }
}
