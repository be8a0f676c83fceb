//! What is offered when a conversation begins, in the order of the full screen: visits left open and drafts, then days that nobody closed.

use crate::app::closing;
use crate::app::effect::Picked;
use crate::app::names::joined;
use crate::app::unfinished::unfinished;
use crate::i18n::messages::{closing as closing_words, visit};

use super::line::Heard;
use super::lists::Item;
use super::talk::Talk;

impl Talk<'_> {
    pub(super) fn offer(&mut self) -> Heard<()> {
        let (lang, viewer) = (self.lang, self.who.viewer());
        let (visits, drafts) = (self.store.open_visits(viewer)?, self.store.drafts(viewer)?);
        let choices = unfinished(lang, &self.who, &visits, &drafts);
        if !choices.is_empty() {
            self.say(visit::ask_open_visit(lang))?;
            let items = choices.iter().map(|it| joined(lang, &[&it.text, &it.aside]).into()).collect::<Vec<Item>>();
            if let Some(at) = self.pick(&items)?
                && let Picked::Visit(place) = &choices[at].answer
            {
                self.go_on(place)?;
            }
        }
        let forgotten = closing::closing(&*self.store, &self.who, &self.policy, None)?;
        if !forgotten.days.is_empty() {
            self.say(closing_words::title_forgotten(lang))?;
            self.close(None)?;
        }
        Ok(())
    }
}
