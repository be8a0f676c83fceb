//! An account as a form, to add or to edit one, and the form for what several accounts shall have in common. What was not touched in a form
//! is not touched in an account: only values that differ from those shown at first are taken.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::account::{Account, Beat, Code, CodeKind, OwnWindow, Segment};
use crate::domain::cadence::Window;
use crate::domain::ids::{AccountId, BeatId, RepId};
use crate::domain::people::Rep;
use crate::domain::tier::Tier;
use crate::i18n::Lang;
use crate::i18n::messages::profile as words;

use super::form::{self, Fault, Form, Kind};
use super::names::{self, label};
use super::policy::Policy;

/// What can be chosen from. A form names a choice by its place: what it was made from reads it back, whatever has changed meanwhile.
#[derive(Clone, Debug)]
pub struct Choices {
    /// In which language.
    pub lang: Lang,
    /// Tiers by rank, and the beats of all territories that can be seen.
    pub policy: Arc<Policy>,
    /// To whom an account may be handed; nobody for those who do not lead.
    pub reps: Arc<[Rep]>,
    /// The day from which days are understood.
    pub today: NaiveDate,
}

/// The entries of an account's form, in order.
#[derive(Clone, Copy)]
enum Entry {
    Name,
    OtherName,
    Address,
    Phone,
    Codes,
    Licences,
    Tier,
    Segment,
    Beat,
    Hours,
    Minutes,
    Least,
    Most,
    Reason,
    Closures,
    Place,
    /// Only for those who lead.
    Rep,
}

/// The entries of the form for several accounts, in order.
#[derive(Clone, Copy)]
enum Common {
    Tier,
    Segment,
    Beat,
    Minutes,
    /// Only for those who lead.
    Rep,
}

/// The longest visit that can be planned, in minutes.
const LONGEST: u32 = 480;
/// The longest window that can be written down, in days.
const WIDEST: u32 = 366;

impl Choices {
    /// The form of an account.
    pub fn account_form(&self, account: &Account) -> Form {
        let lang = self.lang;
        let is_new = account.name.is_empty();
        let title = if is_new { words::new_account(lang).to_owned() } else { account.name.clone() };
        let own = account.own_window.as_ref();
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let beats = self.beats_of(account.rep);
        let beat = beats.iter().position(|it| Some(it.id) == account.beat);
        let beats = beats.iter().map(|beat| label(lang, &beat.name).to_owned());
        let tiers = self.policy.tiers.iter().map(|tier| tier_name(lang, tier));
        let tier = self.policy.tiers.iter().position(|tier| Some(tier.id) == account.tier);
        let segment = Segment::ALL.iter().position(|it| Some(*it) == account.segment);
        let none = words::none(lang);
        let name = if is_new { "account:new".to_owned() } else { format!("account:{}", account.id.0) };
        let form = Form::new(title, name)
            .line(words::name(lang), Kind::Needed, &account.name)
            .line(words::other_name(lang), Kind::Any, &account.other_name)
            .line(words::address(lang), Kind::Any, &account.address)
            .line(words::phone(lang), Kind::Any, &account.phone)
            .line(words::codes(lang), Kind::Any, codes(account, CodeKind::Customer, ", "))
            .hint(words::codes_hint(lang))
            .line(words::licences(lang), Kind::Any, codes(account, CodeKind::Licence, ", "))
            .hint(words::codes_hint(lang))
            .one_or(words::tier(lang), none, tiers, tier)
            .one_or(words::segment(lang), none, segments(lang), segment)
            .one_or(words::beat(lang), none, beats, beat)
            .line(words::hours(lang), Kind::Hours, form::hours_text(&account.hours))
            .hint("9:00-12:00, 14:00-20:00")
            .line(words::visit_minutes(lang), Kind::Number(1, LONGEST), number(account.minutes))
            .hint(words::minutes_hint(lang))
            .line(words::window_from(lang), Kind::Number(0, WIDEST), number(own.map(|own| own.window.min)))
            .hint(words::window_hint(lang))
            .line(words::window_to(lang), Kind::Number(1, WIDEST), number(own.map(|own| own.window.max)))
            .hint(words::window_hint(lang))
            .line(words::window_reason(lang), Kind::Any, own.map_or("", |own| &own.reason))
            .line(words::closures(lang), Kind::Days, form::days_text(&account.closures))
            .hint("2026-10-01..2026-10-07, 12-25")
            .line(words::place(lang), Kind::Place, form::place_text(account.place))
            .hint("31.2304, 121.4737");
        if self.reps.is_empty() {
            return form;
        }
        let reps = self.reps.iter().map(|rep| rep.name.clone());
        let rep = self.reps.iter().position(|it| Some(it.id) == account.rep);
        form.one_or(words::rep(lang), words::nobody(lang), reps, rep)
    }

    /// The account as the form wants it; what it does not say stays.
    pub fn read_account(&self, form: &Form, before: &Account) -> Result<Account, Fault> {
        let touched = |entry: Entry| form.is_touched(entry as usize);
        let text = |entry: Entry| form.text(entry as usize).to_owned();
        let mut account = before.clone();
        let lines = [
            (Entry::Name, &mut account.name),
            (Entry::OtherName, &mut account.other_name),
            (Entry::Address, &mut account.address),
            (Entry::Phone, &mut account.phone),
        ];
        for (entry, line) in lines {
            if touched(entry) {
                *line = text(entry);
            }
        }
        if touched(Entry::Codes) || touched(Entry::Licences) {
            let read = |entry, kind| {
                form::items(form.text(entry as usize))
                    .map(move |text| Code { kind, text: text.to_owned() })
                    .collect::<Vec<Code>>()
            };
            account.codes = [read(Entry::Codes, CodeKind::Customer), read(Entry::Licences, CodeKind::Licence)].concat();
        }
        let chosen = |entry: Entry| form.chosen_or(entry as usize);
        if touched(Entry::Tier) {
            account.tier = chosen(Entry::Tier).and_then(|at| Some(self.policy.tiers.get(at)?.id));
        }
        if touched(Entry::Segment) {
            account.segment = chosen(Entry::Segment).and_then(|at| Segment::ALL.get(at).copied());
        }
        if touched(Entry::Beat) {
            let beats = self.beats_of(before.rep);
            account.beat = chosen(Entry::Beat).and_then(|at| Some(beats.get(at)?.id));
        }
        if touched(Entry::Hours) {
            account.hours = form::hours(form.text(Entry::Hours as usize)).unwrap_or_default();
        }
        if touched(Entry::Minutes) {
            account.minutes = form.number(Entry::Minutes as usize);
        }
        if [Entry::Least, Entry::Most, Entry::Reason].into_iter().any(touched) {
            account.own_window = self.window(form)?;
        }
        if touched(Entry::Closures) {
            account.closures = form::days(form.text(Entry::Closures as usize), self.today).unwrap_or_default();
        }
        if touched(Entry::Place) {
            account.place = form::place(form.text(Entry::Place as usize));
        }
        if !self.reps.is_empty() && touched(Entry::Rep) {
            let rep = chosen(Entry::Rep).and_then(|at| Some(self.reps.get(at)?.id));
            hand_over(&mut account, rep, &self.policy.beats);
        }
        Ok(account)
    }

    /// The window that the form gives the account for itself: both bounds, or neither.
    fn window(&self, form: &Form) -> Result<Option<OwnWindow>, Fault> {
        let bounds = (form.number(Entry::Least as usize), form.number(Entry::Most as usize));
        let (min, max) = match bounds {
            (None, None) => return Ok(None),
            (Some(min), Some(max)) => (min, max),
            (None, Some(_)) => return Err((Entry::Least as usize, words::window_needs_both(self.lang).to_owned())),
            (Some(_), None) => return Err((Entry::Most as usize, words::window_needs_both(self.lang).to_owned())),
        };
        let window = Window::new(min, max)
            .ok_or_else(|| (Entry::Most as usize, words::window_out_of_order(self.lang).to_owned()))?;
        Ok(Some(OwnWindow { window, reason: form.text(Entry::Reason as usize).to_owned() }))
    }

    /// The form for what these accounts shall have in common.
    pub fn common_form(&self, accounts: &[Account]) -> Form {
        let lang = self.lang;
        let rep = common_rep(accounts);
        let beats = self.beats_of(rep);
        let name = together("accounts", accounts.iter().map(|account| account.id));
        let stays = words::stays(lang);
        let none = || std::iter::once(words::none(lang).to_owned());
        let tiers = self.policy.tiers.iter().map(|tier| tier_name(lang, tier));
        let beats = beats.iter().map(|beat| label(lang, &beat.name).to_owned());
        let form = Form::new(words::several(lang, accounts.len()), name)
            .one_or(words::tier(lang), stays, none().chain(tiers), None)
            .one_or(words::segment(lang), stays, none().chain(segments(lang)), None)
            .one_or(words::beat(lang), stays, none().chain(beats), None)
            .line(words::visit_minutes(lang), Kind::Number(1, LONGEST), "")
            .hint(stays);
        if self.reps.is_empty() {
            return form;
        }
        let reps = self.reps.iter().map(|rep| rep.name.clone());
        form.one_or(words::rep(lang), stays, std::iter::once(words::nobody(lang).to_owned()).chain(reps), None)
    }

    /// One of these accounts as the form wants them all; what it leaves as it is stays.
    pub fn read_common(&self, form: &Form, account: &Account, accounts: &[Account]) -> Account {
        // The first option leaves it, the second takes it away.
        let chosen = |entry: Common| form.chosen_or(entry as usize).map(|at| at.checked_sub(1));
        let mut account = account.clone();
        if let Some(at) = chosen(Common::Tier) {
            account.tier = at.and_then(|at| Some(self.policy.tiers.get(at)?.id));
        }
        if let Some(at) = chosen(Common::Segment) {
            account.segment = at.and_then(|at| Segment::ALL.get(at).copied());
        }
        if let Some(at) = chosen(Common::Beat) {
            let beats = self.beats_of(common_rep(accounts));
            account.beat = at.and_then(|at| Some(beats.get(at)?.id));
        }
        if let Some(minutes) = form.number(Common::Minutes as usize) {
            account.minutes = Some(minutes);
        }
        if let Some(at) = chosen(Common::Rep).filter(|_| !self.reps.is_empty()) {
            hand_over(&mut account, at.and_then(|at| Some(self.reps.get(at)?.id)), &self.policy.beats);
        }
        account
    }

    /// The beats of a territory.
    fn beats_of(&self, rep: Option<RepId>) -> Vec<&Beat> {
        self.policy.beats.iter().filter(|beat| Some(beat.rep) == rep).collect()
    }
}

/// Hands an account over; a beat belongs to a territory and stays behind.
pub fn hand_over(account: &mut Account, rep: Option<RepId>, beats: &[Beat]) {
    account.rep = rep;
    let is_of = |beat: BeatId| beats.iter().any(|it| it.id == beat && Some(it.rep) == rep);
    account.beat = account.beat.filter(|beat| is_of(*beat));
}

/// A tier's letter and name.
pub fn tier_name(lang: Lang, tier: &Tier) -> String {
    format!("{} {}", tier.code, label(lang, &tier.name)).trim().to_owned()
}

/// The name under which a form about these accounts is kept, in whatever order they come.
pub fn together(what: &str, ids: impl Iterator<Item = AccountId>) -> String {
    let all = ids.fold(0, |all, id| all ^ id.0.as_u128());
    format!("{what}:{}", uuid::Uuid::from_u128(all))
}

/// Whose territory all of them are in.
fn common_rep(accounts: &[Account]) -> Option<RepId> {
    let rep = accounts.first()?.rep?;
    accounts.iter().all(|account| account.rep == Some(rep)).then_some(rep)
}

fn segments(lang: Lang) -> impl Iterator<Item = String> {
    Segment::ALL.into_iter().map(move |segment| names::segment(lang, segment).to_owned())
}

/// The codes of a kind, with this between them.
pub fn codes(account: &Account, kind: CodeKind, between: &str) -> String {
    let of_kind = account.codes.iter().filter(|code| code.kind == kind);
    of_kind.map(|code| code.text.as_str()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::app::form::Value;
    use crate::domain::account::Opening;
    use crate::domain::day::Span;
    use crate::domain::label::Label;
    use crate::domain::people::{Hours, Role};
    use crate::domain::place::Place;
    use crate::domain::tier::shipped_tiers;
    use crate::store::Reference;

    fn id<I: From<Uuid>>(n: u128) -> I {
        Uuid::from_u128(n).into()
    }

    fn today() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    fn choices(lang: Lang, reps: &[Rep]) -> Choices {
        let mut n = 100;
        let tiers = shipped_tiers(|| {
            n += 1;
            id(n)
        });
        let policy = Policy::new(&Reference { tiers, beats: beats(), ..Reference::default() });
        Choices { lang, policy: Arc::new(policy), reps: reps.into(), today: today() }
    }

    fn rep(n: u128) -> Rep {
        Rep {
            id: id(n),
            code: format!("r{n}"),
            name: format!("Rep {n}"),
            role: Role::Rep,
            team: None,
            territory: Label::default(),
            home: None,
            hours: Hours::default(),
            zone: chrono_tz::Asia::Shanghai,
            disabled: false,
        }
    }

    fn beats() -> Vec<Beat> {
        [(21, 1), (22, 1), (23, 2)]
            .map(|(n, rep)| Beat { id: id(n), rep: id(rep), name: Label::new(&format!("Beat {n}"), "") })
            .to_vec()
    }

    /// An account of which everything is known.
    fn full() -> Account {
        let code = |kind, text: &str| Code { kind, text: text.to_owned() };
        let hour = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Account {
            other_name: "Wang's".into(),
            address: "东风街18号".into(),
            phone: "0571-1".into(),
            // The order is not that of the form.
            codes: vec![code(CodeKind::Licence, "L1"), code(CodeKind::Customer, "C1"), code(CodeKind::Licence, "L2")],
            place: Place::new(30.123_456_789, 120.5),
            tier: Some(id(102)),
            segment: Some(Segment::Night),
            beat: Some(id(22)),
            rep: Some(id(1)),
            own_window: Window::new(2, 4).map(|window| OwnWindow { window, reason: "late".into() }),
            closures: vec![Span::new(today(), today())],
            minutes: Some(25),
            hours: vec![Opening { from: hour(9), to: hour(21) }],
            ..Account::new(id(7), "王记", today())
        }
    }

    fn with(form: &Form, entry: Entry, value: &str) -> Form {
        let mut form = form.clone();
        match &mut form.entries[entry as usize].value {
            Value::Text(_, text) => value.clone_into(text),
            Value::One(options, chosen) => *chosen = options.iter().position(|it| it == value).unwrap(),
            Value::Some(_) => unreachable!(),
        }
        form
    }

    #[test]
    fn what_is_not_touched_stays_and_what_is_typed_is_taken() {
        for lang in Lang::ALL {
            let choices = choices(lang, &[rep(1), rep(2)]);
            for account in [full(), Account::new(id(7), "王记", today())] {
                let form = choices.account_form(&account);
                assert_eq!(choices.read_account(&form, &account), Ok(account.clone()));
            }
            let (account, form) = (full(), choices.account_form(&full()));
            let read = |entry, value: &str| choices.read_account(&with(&form, entry, value), &account).unwrap();
            assert_eq!(read(Entry::Name, " 老王 "), Account { name: "老王".into(), ..full() });
            let codes: Vec<String> = read(Entry::Codes, "C2、C3,").codes.into_iter().map(|code| code.text).collect();
            assert_eq!(codes, ["C2", "C3", "L1", "L2"]);
            assert_eq!(read(Entry::Minutes, ""), Account { minutes: None, ..full() });
            assert_eq!(read(Entry::Hours, "").hours, []);
            assert_eq!(read(Entry::Tier, words::none(lang)), Account { tier: None, ..full() });
            assert_eq!(read(Entry::Beat, "Beat 21"), Account { beat: Some(id(21)), ..full() });
            assert_eq!(read(Entry::Place, "31, 121").place, Place::new(31.0, 121.0));
            assert_eq!(read(Entry::Rep, "Rep 2"), Account { rep: Some(id(2)), beat: None, ..full() });
            assert_eq!(read(Entry::Rep, words::nobody(lang)), Account { rep: None, beat: None, ..full() });
        }
    }

    #[test]
    fn a_window_has_both_bounds_in_order_or_none() {
        let choices = choices(Lang::En, &[]);
        let (account, form) = (full(), choices.account_form(&full()));
        assert_eq!(form.entries.len(), Entry::Rep as usize, "who does not lead hands nothing over");
        for (least, most, expected) in [
            ("3", "5", Ok(Window::new(3, 5))),
            ("", "", Ok(None)),
            ("", "5", Err(Entry::Least)),
            ("3", "", Err(Entry::Most)),
            ("6", "5", Err(Entry::Most)),
        ] {
            let typed = with(&with(&form, Entry::Least, least), Entry::Most, most);
            let read = choices.read_account(&typed, &account);
            let window = read.map(|account| account.own_window.map(|own| own.window)).map_err(|(at, _)| at);
            assert_eq!(window, expected.map_err(|entry| entry as usize), "{least}-{most}");
        }
    }

    #[test]
    fn several_accounts_take_only_what_was_filled_in() {
        let choices = choices(Lang::En, &[rep(1), rep(2)]);
        let accounts = [full(), Account { rep: Some(id(1)), ..Account::new(id(8), "老李", today()) }];
        let form = choices.common_form(&accounts);
        let read = |form: &Form| accounts.each_ref().map(|account| choices.read_common(form, account, &accounts));
        assert_eq!(read(&form), accounts);
        let mut typed = form.clone();
        // Behind "as it is" and "none": the first tier, the second beat.
        typed.entries[Common::Tier as usize].value = Value::One(vec![String::new(); 5], 2);
        typed.entries[Common::Beat as usize].value = Value::One(vec![String::new(); 4], 3);
        typed.entries[Common::Minutes as usize].value = Value::Text(Kind::Number(1, 480), "40".into());
        for (before, after) in accounts.iter().zip(read(&typed)) {
            let expected = Account { tier: Some(id(101)), beat: Some(id(22)), minutes: Some(40), ..before.clone() };
            assert_eq!(after, expected);
        }
        typed.entries[Common::Rep as usize].value = Value::One(vec![String::new(); 4], 3);
        assert!(read(&typed).iter().all(|account| account.rep == Some(id(2)) && account.beat.is_none()));
        // Of two territories no beat can be chosen.
        let apart = [full(), Account { rep: Some(id(2)), ..full() }];
        let Value::One(options, _) = &choices.common_form(&apart).entries[Common::Beat as usize].value else {
            unreachable!()
        };
        assert_eq!(options.len(), 2);
    }
}
