//! A visit in one line: what was understood is said before it is saved. A line that is not saved is kept.

use crate::app::quick::{self, Meant, Reading, Scene, grammar, history, keyword_name, save, whose};
use crate::domain::ids::AccountId;
use crate::i18n::answers::{self, Common};
use crate::i18n::messages::{cli, plain as words, quick as quick_words};

use super::line::Heard;
use super::lists::Item;
use super::talk::Talk;

impl Talk<'_> {
    /// A line that begins with its account.
    pub(super) fn quick_line(&mut self) -> Heard<()> {
        let lang = self.lang;
        loop {
            let said = self.ask(words::ask_quick_first(lang))?;
            match answers::common(&said) {
                Some(Common::Help) => self.say(&grammar::page(lang).join("\n"))?,
                Some(_) => return Ok(()),
                None => match whose(&*self.store, &self.who, &said)? {
                    Meant::Account(account, rest) => return self.take_quick(account, &rest, &said),
                    Meant::Several(rows, _, rest) => {
                        self.say(words::which(lang))?;
                        let name = |row: &crate::store::BookRow| Item::from(format!("{} {}", row.name, row.code));
                        let items: Vec<Item> = rows.iter().map(name).collect();
                        if let Some(at) = self.pick(&items)? {
                            return self.take_quick(rows[at].account, &rest, &said);
                        }
                    }
                    Meant::Nobody(name) if name.is_empty() => self.say(quick_words::nothing_typed(lang))?,
                    Meant::Nobody(name) => self.say(&cli::err_no_account(lang, &name))?,
                },
            }
        }
    }

    /// A line about an account; one that was kept is offered.
    pub(super) fn quick_at(&mut self, account: AccountId) -> Heard<()> {
        let lang = self.lang;
        let kept = self.settings()?.remove(&setting(account)).unwrap_or_default();
        if !kept.is_empty() {
            self.say(&words::quick_kept(lang, &kept))?;
        }
        loop {
            let said = self.ask(words::ask_quick(lang))?;
            match answers::common(&said) {
                Some(Common::Help) => self.say(&grammar::page(lang).join("\n"))?,
                Some(Common::Nothing) if !kept.is_empty() => return self.take_quick(account, &kept, &kept),
                Some(_) => return Ok(()),
                None => return self.take_quick(account, &said, &said),
            }
        }
    }

    fn take_quick(&mut self, account: AccountId, line: &str, typed: &str) -> Heard<()> {
        let lang = self.lang;
        let scene = quick::at_account(&*self.store, &self.who, &self.policy, account, lang)?;
        let Some(scene) = scene else { return self.say_missing() };
        let reading = quick::read(line, &scene);
        if reading.is_empty() {
            return self.say(quick_words::nothing_typed(lang));
        }
        self.remember(&setting(account), line)?;
        self.say_reading(&reading, &scene)?;
        if self.yes(words::ask_quick_save(lang))? != Some(true) {
            return self.say(quick_words::kept(lang));
        }
        let changes = save::changes(&reading, &scene, &self.who, &mut self.ids);
        if self.write(changes, &quick_words::did(lang, &scene.name))? {
            self.remember(&setting(account), "")?;
            let older = history::read(&self.settings()?.remove(history::SETTING).unwrap_or_default());
            self.remember(history::SETTING, &history::with(&older, typed))?;
        }
        Ok(())
    }

    fn say_reading(&mut self, reading: &Reading, scene: &Scene) -> Heard<()> {
        let lang = self.lang;
        let open = scene.open.is_some() && reading.when.is_none();
        self.say(&if open {
            quick_words::title_open(lang, &scene.name)
        } else {
            quick_words::title(lang, &scene.name)
        })?;
        for part in &reading.parts {
            let about = keyword_name(lang, part.keyword);
            let said = words::quick_part(lang, &about, &part.said);
            self.say(&match &part.fault {
                Some(why) => quick_words::into_note(lang, why, &part.said),
                None => said,
            })?;
        }
        Ok(())
    }
}

/// The setting in which the full screen keeps such a line too.
fn setting(account: AccountId) -> String {
    format!("quick:{}", account.0)
}
