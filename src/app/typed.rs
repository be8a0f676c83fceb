//! What is typed into a form, as it is kept until it is saved: only the entries that differ from what is saved, so that the others come back
//! as they are then. A choice is kept by what it is called, for the list it stands in may be another when it comes back.

use serde::{Deserialize, Serialize};

use super::form::{Entry, Form, Value};

/// An entry that was touched.
#[derive(Serialize, Deserialize)]
struct Typed {
    /// What the entry was called: in another language, something else.
    label: String,
    value: Kept,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kept {
    Text(String),
    One(Place),
    Some(Vec<Place>),
}

/// An option: what it is called, and its place among so many.
#[derive(Serialize, Deserialize)]
struct Place(String, usize, usize);

impl Form {
    /// What is typed, to be kept; nothing where nothing differs from what is saved.
    pub fn typed(&self) -> String {
        let touched: Vec<Option<Typed>> = self.entries.iter().map(|it| it.is_touched().then(|| typed(it))).collect();
        if self.is_changed() { serde_json::to_string(&touched).unwrap_or_default() } else { String::new() }
    }

    /// Puts what was kept in over what is saved, if the form still asks for the same; answers whether it did and anything differs.
    pub fn restore(&mut self, kept: &str) -> bool {
        let Ok(kept) = serde_json::from_str::<Vec<Option<Typed>>>(kept) else { return false };
        let fits = |(entry, typed): (&Entry, &Option<Typed>)| typed.as_ref().is_none_or(|typed| typed.fits(entry));
        if kept.len() != self.entries.len() || !self.entries.iter().zip(&kept).all(fits) {
            return false;
        }
        let before = self.entries.clone();
        self.start_over();
        for (entry, typed) in self.entries.iter_mut().zip(&kept) {
            if let Some(typed) = typed {
                typed.put_into(entry);
            }
        }
        self.entries != before
    }
}

fn typed(entry: &Entry) -> Typed {
    let value = match &entry.value {
        Value::Text(_, text) => Kept::Text(text.clone()),
        Value::One(options, chosen) => {
            Kept::One(Place(options.get(*chosen).cloned().unwrap_or_default(), *chosen, options.len()))
        }
        Value::Some(options) => {
            let marked = options.iter().enumerate().filter(|(_, (_, marked))| *marked);
            Kept::Some(marked.map(|(at, (option, _))| Place(option.clone(), at, options.len())).collect())
        }
    };
    Typed { label: entry.label.clone(), value }
}

impl Typed {
    fn fits(&self, entry: &Entry) -> bool {
        matches!(
            (&self.value, &entry.value),
            (Kept::Text(_), Value::Text(..)) | (Kept::One(_), Value::One(..)) | (Kept::Some(_), Value::Some(_))
        )
    }

    /// Makes the entry what was typed; a choice that is not to be found stays as it is saved.
    fn put_into(&self, entry: &mut Entry) {
        let same_words = self.label == entry.label;
        match (&self.value, &mut entry.value) {
            (Kept::Text(kept), Value::Text(_, text)) => text.clone_from(kept),
            (Kept::One(place), Value::One(options, chosen)) => {
                *chosen = place.among(options, same_words).unwrap_or(*chosen);
            }
            (Kept::Some(places), Value::Some(options)) => {
                let names: Vec<String> = options.iter().map(|(name, _)| name.clone()).collect();
                let found: Option<Vec<usize>> = places.iter().map(|place| place.among(&names, same_words)).collect();
                for (at, (_, marked)) in options.iter_mut().enumerate() {
                    *marked = found.as_ref().map_or(*marked, |found| found.contains(&at));
                }
            }
            _ => {}
        }
    }
}

impl Place {
    /// Where the option is now. In another language a word is another: then the place counts, in a list that is as long as it was.
    fn among(&self, options: &[String], same_words: bool) -> Option<usize> {
        let Self(name, at, of) = self;
        let named = options.iter().position(|option| option == name);
        named.or_else(|| (!same_words && *of == options.len()).then_some(*at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::form::Kind;

    fn form(name: &str, phone: &str, tiers: &[&str], tier: &str) -> Form {
        let at = tiers.iter().position(|it| *it == tier).unwrap();
        Form::new("Shop", "account")
            .line("Name", Kind::Needed, name)
            .line("Phone", Kind::Any, phone)
            .one("Tier", tiers.iter().map(|it| (*it).to_owned()).collect(), at)
            .some("Days", vec![("x".to_owned(), false), ("y".to_owned(), true)])
    }

    fn choose(form: &mut Form, tier: &str) {
        let Value::One(options, chosen) = &mut form.entries[2].value else { unreachable!() };
        *chosen = options.iter().position(|it| it == tier).unwrap();
    }

    fn chosen(form: &Form) -> &str {
        let Value::One(options, chosen) = &form.entries[2].value else { unreachable!() };
        &options[*chosen]
    }

    fn with_name(mut form: Form, name: &str) -> Form {
        form.entries[0].value = Value::Text(Kind::Needed, name.to_owned());
        form
    }

    #[test]
    fn only_what_was_typed_comes_back() {
        let typed = with_name(form("Wang", "1", &["A", "B"], "A"), "王记").typed();
        let mut fresh = form("Wang", "2", &["A", "B"], "B");
        assert!(fresh.restore(&typed));
        assert_eq!((fresh.text(0), fresh.text(1), chosen(&fresh)), ("王记", "2", "B"));
        assert!(!fresh.restore(&typed), "nothing differs");
        assert_eq!(fresh.typed(), typed);
        fresh.start_over();
        assert_eq!((fresh.is_changed(), fresh.typed().as_str()), (false, ""));
        assert!(!fresh.restore("nonsense"));
        assert!(!Form::new("Shop", "account").line("Name", Kind::Any, "").restore(&typed), "it asks for less");
    }

    #[test]
    fn a_choice_comes_back_by_its_name_not_by_its_place() {
        let mut before = form("Wang", "", &["A", "B", "C"], "A");
        choose(&mut before, "B");
        before.entries[3].value = Value::Some(vec![("x".to_owned(), true), ("y".to_owned(), false)]);
        for (tiers, found) in [(&["S", "A", "B", "C"][..], "B"), (&["A", "C"], "A"), (&["A", "C", "D"], "A")] {
            let mut fresh = form("Wang", "", tiers, "A");
            assert!(fresh.restore(&before.typed()));
            assert_eq!((chosen(&fresh), fresh.marks(3)), (found, vec![true, false]), "{tiers:?}");
        }
    }

    #[test]
    fn what_was_typed_in_one_language_comes_back_in_the_other() {
        let mut before = with_name(form("Wang", "", &["none", "B"], "none"), "王记");
        choose(&mut before, "B");
        before.entries[3].value = Value::Some(vec![("x".to_owned(), true), ("y".to_owned(), true)]);
        let mut other = form("Wang", "", &["无", "乙"], "无");
        for (entry, label) in other.entries.iter_mut().zip(["名称", "电话", "等级", "日子"]) {
            label.clone_into(&mut entry.label);
        }
        let days = Value::Some(vec![("一".to_owned(), false), ("二".to_owned(), true)]);
        (other.entries[3].saved, other.entries[3].value) = (days.clone(), days);
        assert!(other.restore(&before.typed()));
        assert_eq!((other.text(0), chosen(&other), other.marks(3)), ("王记", "乙", vec![true, true]));
        // A list that is not as long as it was may hold something else at this place.
        let longer = Value::One(["无", "甲", "乙"].map(str::to_owned).to_vec(), 0);
        (other.entries[2].saved, other.entries[2].value) = (longer.clone(), longer);
        other.start_over();
        assert!(other.restore(&before.typed()));
        assert_eq!(chosen(&other), "无");
    }
}
