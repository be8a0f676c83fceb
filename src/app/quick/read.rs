//! What stands behind each keyword, and how it is understood.

use chrono::NaiveDate;

use crate::app::goods;
use crate::app::names::{self, grouped, joined};

use crate::app::when::When;
use crate::domain::content::{Counted, Display, DisplayPoint, Need, NextStep, NoOrder, Order};
use crate::domain::ids::ContactId;
use crate::domain::matter::MatterKind;
use crate::domain::touch::{Content, TouchKind};
use crate::exchange::import::values::amounts;
use crate::i18n::messages::{common, goods as goods_words, quick as words, screens, stock};
use crate::i18n::quick_words::{
    ALL_OR_NOTHING, AND, BEFORE_A_DAY, BEHIND_A_DAY, IN_A_DATE, IN_ORDER, Keyword, LACKS, NO, OUTSIDE, PARTICLES,
    SEVERAL, UNTIL,
};
use crate::i18n::search::Needle;
use crate::i18n::{dates, day_words};

use super::choices::{self, plain};
use super::{Raised, Reading, Scene, Wish, push_note};

type Said = Result<String, String>;

/// Understands what stands behind a keyword and records it; answers what was understood in words, or why nothing was and then nothing is
/// recorded.
pub(super) fn part(keyword: Keyword, rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let content = &mut reading.content;
    let of_people = matches!(keyword, Keyword::Met | Keyword::Order | Keyword::Satisfied | Keyword::Needs);
    let somebody = !content.met.is_empty() || content.order.is_some() || content.satisfaction.is_some();
    if (of_people && content.attempted) || (keyword == Keyword::Nobody && somebody) {
        return Err(words::nobody_was_there(scene.lang).to_owned());
    }
    match keyword {
        Keyword::Met => met(rest, scene, content),
        Keyword::Nobody => {
            alone(rest, scene, || content.attempted = true).map(|()| words::goes_on(scene.lang).to_owned())
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
    rest.split(SEVERAL).map(str::trim).filter(|word| !word.is_empty())
}

fn met(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let mut found: Vec<ContactId> = Vec::new();
    let mut rest = rest.trim_end_matches(['.', '!', '。', '！']).to_owned();
    for and in AND {
        rest = rest.replace(and, ", ");
    }
    for word in several(&rest) {
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
    for id in &found {
        if !content.met.contains(id) {
            content.met.push(*id);
        }
    }
    let called = |id: &ContactId| {
        let person = scene.people.iter().find(|person| person.id == *id);
        person.map(|it| format!("{} {}", it.name, names::contact_role(scene.lang, it.role))).unwrap_or_default()
    };
    Ok(listed(scene, found.iter().map(called)))
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
            Err(goods_words::several(scene.lang, &listed(scene, names)))
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

/// Things beside each other, as the language lists them.
fn listed<T: AsRef<str>>(scene: &Scene, parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.as_ref().to_owned()).collect();
    parts.join(common::comma(scene.lang))
}

fn order(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let goods = all_goods(rest, scene);
    // Goods first: a product may begin as a word for none does.
    if goods.is_err() {
        for word in NO {
            if let Some(reason) = plain(rest).strip_prefix(word)
                && (reason.is_empty() || !word.is_ascii() || reason.starts_with(char::is_whitespace))
            {
                return no_order(reason.trim(), scene, content);
            }
        }
    }
    let order = match amounts::amount(rest) {
        Some((count, unit)) if unit.is_empty() => Order::Quantity(count),
        _ => {
            let lines = goods?;
            if let Some(nothing) = lines.iter().find(|it| it.amount.count == 0) {
                return Err(format!("{}: {}", called(scene, nothing), goods_words::no_amount(scene.lang)));
            }
            Order::Lines(lines)
        }
    };
    let said = match &order {
        Order::Lines(lines) => goods::shown(lines, |it| called(scene, it)),
        other => grouped(other.quantity()),
    };
    content.order = Some(match (content.order.take(), order) {
        (None, order) => order,
        // Two parts with goods are one order.
        (Some(Order::Lines(mut before)), Order::Lines(more)) => {
            before.extend(more);
            Order::Lines(before)
        }
        (before, _) => {
            content.order = before;
            return Err(words::said_already(scene.lang).to_owned());
        }
    });
    Ok(said)
}

fn no_order(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    if content.order.is_some() {
        return Err(words::said_already(scene.lang).to_owned());
    }
    let why = if rest.is_empty() { Some(NoOrder::Other) } else { choices::no_order(rest) };
    let Some(why) = why else {
        return Err(one_of(scene, NoOrder::ALL.map(|why| names::no_order(scene.lang, why))));
    };
    content.order = Some(Order::Nothing(why));
    Ok(names::no_order(scene.lang, why).to_owned())
}

fn one_of<const N: usize>(scene: &Scene, all: [&str; N]) -> String {
    words::one_of(scene.lang, &listed(scene, all))
}

fn shelf(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let counted = all_goods(rest, scene)?;
    if counted.iter().any(|it| content.shelf.iter().any(|before| before.product == it.product)) {
        return Err(words::said_already(scene.lang).to_owned());
    }
    let said = goods::shown(&counted, |it| called(scene, it));
    content.shelf.extend(counted);
    Ok(said)
}

fn short(rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let (mut all_or_nothing, mut outside, mut until) = (false, false, None);
    let mut tokens: Vec<&str> = rest.split_whitespace().collect();
    // Terms stand at the end.
    while let Some(last) = tokens.last() {
        let word = plain(last);
        let before = tokens.len().checked_sub(2).map(|at| plain(tokens[at]));
        let day = UNTIL.iter().find_map(|until| {
            let joined = word.strip_prefix(until).and_then(|day| a_day(day, scene));
            let apart = before.as_deref().is_some_and(|before| before == *until);
            let apart = if apart { day_words::parse(last, scene.today).map(|day| (day, 2)) } else { None };
            joined.map(|day| (day, 1)).or(apart)
        });
        let day = day.or_else(|| a_day(last, scene).map(|day| (day, 1))).filter(|_| until.is_none());
        if ALL_OR_NOTHING.contains(&word.as_str()) {
            all_or_nothing = true;
            tokens.pop();
        } else if OUTSIDE.contains(&word.as_str()) {
            outside = true;
            tokens.pop();
        } else if let Some((day, long)) = day {
            if day < scene.today {
                return Err(words::day_gone(scene.lang).to_owned());
            }
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
        if all_or_nothing { stock::flag_all(lang) } else { "" }.to_owned(),
        if outside { stock::flag_outside(lang) } else { "" }.to_owned(),
        until.map(|day| stock::flag_until(lang, &dates::week_day(lang, day, scene.today))).unwrap_or_default(),
    ];
    let [all, outside, until] = &terms;
    Ok(joined(lang, &[&said, all, outside, until]))
}

fn display(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let lang = scene.lang;
    if IN_ORDER.contains(&plain(rest).as_str()) {
        content.display = Some(Display::default());
        return Ok(goods_words::all_in_order(lang).to_owned());
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
                return Err(one_of(scene, DisplayPoint::ALL.map(|it| names::display_point(lang, it))));
            }
        }
    }
    if lacks.is_empty() {
        return Err(words::says_nothing(lang).to_owned());
    }
    let list = listed(scene, lacks.iter().map(|point| names::display_point(lang, *point)));
    let said = goods_words::lacks(lang, &list);
    content.display = Some(Display { lacks });
    Ok(said)
}

fn satisfied(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let given = plain(rest).parse().ok().filter(|given| (1..=5).contains(given));
    let given = given.ok_or_else(|| words::one_to_five(scene.lang).to_owned())?;
    content.satisfaction = Some(given);
    Ok(given.to_string())
}

fn needs(rest: &str, scene: &Scene, content: &mut Content) -> Said {
    let mut served = Vec::new();
    for word in several(rest).flat_map(str::split_whitespace) {
        let Some(need) = choices::need(word) else {
            return Err(one_of(scene, Need::ALL.map(|need| names::need(scene.lang, need))));
        };
        served.push(need);
    }
    if served.is_empty() {
        return Err(words::says_nothing(scene.lang).to_owned());
    }
    content.needs.extend(served);
    content.needs.sort_unstable();
    content.needs.dedup();
    Ok(listed(scene, content.needs.iter().map(|need| names::need(scene.lang, *need))))
}

/// A day as it is said in passing, at an end of other words. A number with a point or a dash is a price or a range there, and no day; nor are
/// the short words for days that are also names.
fn a_day(word: &str, scene: &Scene) -> Option<NaiveDate> {
    let bare = plain(word);
    let number = bare.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.');
    let is_date = bare.contains(IN_A_DATE) || bare.split(['-', '.']).count() == 3;
    let is_name = ["tom", "tod", "yes"].contains(&bare.as_str());
    if (number && !is_date) || is_name { None } else { day_words::parse(word, scene.today) }
}

/// The words before the day that a text ends with, and the day: up to three words, or Chinese characters without a blank before them.
fn ends_with_day<'a>(text: &'a str, scene: &Scene) -> (&'a str, Option<NaiveDate>) {
    let mut whole = text.trim();
    while let Some(less) = BEHIND_A_DAY.iter().find_map(|mark| whole.strip_suffix(mark)) {
        whole = less.trim_end();
    }
    let blanks = whole.match_indices(char::is_whitespace).map(|(at, mark)| at + mark.len());
    let words: Vec<usize> = blanks.collect();
    let apart = words.iter().copied().rev().take(3).collect::<Vec<_>>().into_iter().rev();
    let joined = whole.char_indices().filter(|(_, c)| !c.is_ascii()).map(|(at, _)| at);
    let digits = whole.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let mut starts: Vec<usize> = joined.chain(digits).chain([0]).collect();
    starts.sort_unstable();
    // A day of letters begins at a blank; one of Chinese characters, or of digits before them, needs none.
    let from_zero = std::iter::once(0).filter(|_| !whole.is_empty());
    let han = starts.into_iter().filter(|at| {
        let rest = &whole[*at..];
        let cut_number = whole[..*at].ends_with(|c: char| c.is_ascii_digit());
        !rest.is_ascii() && rest.chars().count() <= 8 && !cut_number
    });
    for start in from_zero.chain(apart).chain(han) {
        if let Some(day) = a_day(&whole[start..], scene) {
            let mut before = whole[..start].trim_end().trim_end_matches([',', '，', '、']).trim_end();
            for word in BEFORE_A_DAY {
                before = before.strip_suffix(word).filter(|it| it.ends_with(char::is_whitespace)).unwrap_or(before);
            }
            return (before.trim_end(), Some(day));
        }
    }
    (text.trim(), None)
}

fn matter(kind: MatterKind, rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let (mut text, mut day) = ends_with_day(rest, scene);
    // What was complained of may begin with when it happened; a promise begins with when it is kept.
    if day.is_none()
        && kind != MatterKind::Complaint
        && let Some((behind, Some(first))) = begins_with_day(rest, scene)
    {
        (text, day) = (behind, Some(first));
    }
    if text.is_empty() {
        return Err(words::says_nothing(scene.lang).to_owned());
    }
    if day.is_some_and(|day| day < scene.today) {
        return Err(words::day_gone(scene.lang).to_owned());
    }
    let due = day.unwrap_or(scene.due);
    reading.raised.push(Raised { kind, text: text.to_owned(), due });
    let by = dates::week_day(scene.lang, due, scene.today);
    let by = if day.is_some() { screens::due_on(scene.lang, &by) } else { words::due_by_default(scene.lang, &by) };
    Ok(joined(scene.lang, &[text, &by]))
}

fn answered(rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let said = rest.trim_matches(PARTICLES);
    let enough = said.chars().count() >= if said.is_ascii() { 3 } else { 2 };
    let needle = Needle::new(said);
    let fit: Vec<_> = scene.matters.iter().filter(|it| enough && needle.finds(&[&it.text])).collect();
    match fit[..] {
        [one] => {
            if !reading.answered.contains(&one.id) {
                reading.answered.push(one.id);
            }
            Ok(one.text.clone())
        }
        [] => Err(words::no_matter(scene.lang).to_owned()),
        _ => Err(goods_words::several(scene.lang, &listed(scene, fit.iter().map(|it| it.text.as_str())))),
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
    if day.is_some_and(|day| day < scene.today) {
        return Err(words::day_gone(scene.lang).to_owned());
    }
    let said = day.map(|day| dates::week_day(scene.lang, day, scene.today)).unwrap_or_default();
    content.next = Some(NextStep { day, text: text.to_owned() });
    Ok(joined(scene.lang, &[&said, text]))
}

/// The day that a text begins with, and the words behind it: up to three words, or Chinese characters without a blank behind them.
fn begins_with_day<'a>(text: &'a str, scene: &Scene) -> Option<(&'a str, Option<NaiveDate>)> {
    let blanks = text.match_indices(char::is_whitespace).map(|(at, _)| at).chain([text.len()]);
    let apart: Vec<usize> = blanks.take(3).collect();
    let ends = text.char_indices().take(8).map(|(at, c)| at + c.len_utf8());
    let han: Vec<usize> = ends.filter(|end| !text[..*end].is_ascii()).collect();
    apart.into_iter().rev().chain(han.into_iter().rev()).find_map(|end| {
        let day = a_day(&text[..end], scene)?;
        Some((text[end..].trim(), Some(day)))
    })
}

/// A visit is written down later within so many days.
const LATE_DAYS: i64 = 92;

/// Longer than so many hours is no visit, but an end before its beginning.
const HOURS: i64 = 12;

fn when(rest: &str, scene: &Scene, reading: &mut Reading) -> Said {
    let times_of_today = format!("{} {rest}", scene.today);
    let when = [rest, &times_of_today].into_iter().find_map(|text| When::parse(text, scene.today, scene.zone));
    let Some(when) = when else { return Err(words::no_day(scene.lang).to_owned()) };
    let to_come = [when.start, when.end].into_iter().flatten().any(|at| at > scene.now);
    let too_long = when.start.zip(when.end).is_some_and(|(start, end)| (end - start).num_hours() >= HOURS);
    if too_long {
        return Err(words::end_before_start(scene.lang).to_owned());
    }
    if when.day > scene.today || to_come {
        return Err(words::not_yet(scene.lang).to_owned());
    }
    if (scene.today - when.day).num_days() > LATE_DAYS {
        return Err(words::too_long_ago(scene.lang, &when.day.to_string()));
    }
    reading.when = Some(when);
    Ok(match when.start {
        Some(_) => when.text(scene.zone),
        None => dates::week_day(scene.lang, when.day, scene.today),
    })
}
