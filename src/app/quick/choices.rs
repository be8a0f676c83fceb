//! Words that stand for a choice: roles, reasons, points of a display, needs. Each is understood by its name in either language.

use crate::app::names;
use crate::domain::account::ContactRole;
use crate::domain::content::{DisplayPoint, Need, NoOrder};
use crate::i18n::Lang;
use crate::i18n::quick_words::{BOSS, REASONS};
use crate::i18n::text::narrow;

/// As it is compared: no full-width letters, small.
pub fn plain(word: &str) -> String {
    word.trim().chars().map(narrow).collect::<String>().to_lowercase()
}

/// The one of these whose name in either language begins with the word; exact ones first, none where several do.
fn called<T: Copy>(all: &[T], word: &str, name: impl Fn(Lang, T) -> &'static str) -> Option<T> {
    let word = plain(word);
    if word.is_empty() {
        return None;
    }
    let is = |it: &&T| Lang::ALL.iter().any(|lang| plain(name(*lang, **it)) == word);
    let begins = |it: &&T| Lang::ALL.iter().any(|lang| plain(name(*lang, **it)).starts_with(&word));
    all.iter().find(is).copied().or_else(|| {
        let mut fit = all.iter().filter(begins);
        fit.next().copied().filter(|_| fit.next().is_none())
    })
}

/// Whom somebody means by what they are.
pub fn role(word: &str) -> Option<ContactRole> {
    let is_boss = BOSS.contains(&plain(word).as_str());
    if is_boss { Some(ContactRole::Owner) } else { called(&ContactRole::ALL, word, names::contact_role) }
}

/// Why nothing was ordered.
pub fn no_order(word: &str) -> Option<NoOrder> {
    let said = plain(word);
    let known = REASONS.iter().find(|(said_so, _)| *said_so == said);
    let known = known.and_then(|(_, word)| serde_json::from_value((*word).into()).ok());
    known.or_else(|| called(&NoOrder::ALL, word, names::no_order))
}

/// What is looked at in a display.
pub fn display_point(word: &str) -> Option<DisplayPoint> {
    called(&DisplayPoint::ALL, word, names::display_point)
}

/// A need.
pub fn need(word: &str) -> Option<Need> {
    called(&Need::ALL, word, names::need)
}
