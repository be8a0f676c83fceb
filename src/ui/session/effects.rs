//! What layers ask for, carried out: reads, writes, what is kept, layers opened and closed.

use crate::app::effect::{Effect, Picked, Reply, Toast};
use crate::app::query::{self, Answer, Query};
use crate::i18n::messages::{forms, visit as said};
use crate::store::Result;
use crate::ui::layer::{Cx, Flow, Msg};

use super::{At, Session, problem};

impl Session {
    /// Gives a layer a message and carries out what it asks for.
    pub(super) fn deliver(&mut self, at: At, msg: Msg) -> Flow {
        let is_top = at == self.top_at();
        let layer = match at {
            At::Tab(tab) => self.tabs.get_mut(tab).map(|tab| &mut tab.layer),
            At::Stack(place) => self.stack.get_mut(place),
        };
        let Some(layer) = layer else { return Flow::Pass };
        let mut effects = Vec::new();
        let is_seen = !matches!(at, At::Tab(tab) if tab != self.tab);
        let cx = &mut Cx { shared: &self.shared, ids: &mut self.ids, effects: &mut effects, is_seen, is_top };
        let flow = layer.update(msg, cx);
        self.carry_out(at, effects);
        flow
    }

    pub(super) fn answer(&self, query: &Query) -> Result<Answer> {
        query::answer(self.store.as_ref(), &self.shared.who, &self.shared.policy, query)
    }

    fn carry_out(&mut self, at: At, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Read(query) => match self.answer(&query) {
                    Ok(answer) => drop(self.deliver(at, Msg::Answer(answer))),
                    Err(error) => self.toast = Some(problem(self.shared.lang, &error)),
                },
                // What was asked for after a write that failed rests on it.
                Effect::Write(changes, toast) => match self.write(changes) {
                    Ok(rows) => {
                        // What changed nothing is not announced as done, with a key to undo something else.
                        let lang = self.shared.lang;
                        self.toast = Some(if rows > 0 { toast } else { Toast::note(said::nothing_changed(lang)) });
                        self.refresh();
                    }
                    Err(error) => {
                        self.toast = Some(problem(self.shared.lang, &error));
                        self.deliver(at, Msg::Failed);
                        return;
                    }
                },
                Effect::WriteBeside(changes, toast) => self.write_beside(at, changes, toast),
                // Nor is a layer closed that holds the only copy of what was typed.
                Effect::Keep(keep) => {
                    if let Err(error) = self.store.keep(&keep) {
                        self.toast = Some(problem(self.shared.lang, &error));
                        self.deliver(at, Msg::NotKept);
                        return;
                    }
                }
                Effect::Open(place) => self.open(place),
                Effect::Close => self.close(at),
                Effect::Reply(Reply::Picked(_, Picked::Order(order))) => {
                    self.close(at);
                    self.start(*order);
                }
                Effect::Reply(reply) => {
                    let below = self.below(at);
                    self.close(at);
                    let is_form = matches!(reply, Reply::Form(..));
                    // The screen that asked is gone. What was typed into a form is kept for when it is asked for again.
                    if self.deliver(below, Msg::Reply(reply)) == Flow::Pass && is_form {
                        self.toast = Some(Toast::problem(forms::left_kept(self.shared.lang)));
                    }
                }
                Effect::Perform(action) => {
                    self.close(at);
                    self.act(action);
                }
                Effect::Copy(text) => self.copied = Some(text),
                Effect::WriteFile(path, text, how_much) => self.write_file(&path, &text, &how_much),
                Effect::Edit(text) => self.editing = Some(text),
                Effect::Say(toast) => self.toast = Some(toast),
                Effect::Prefer(preference) => self.prefer(preference),
                Effect::TryOn(theme) => drop(self.put_on(&theme)),
                Effect::Think(thought) => self.think(*thought),
                Effect::Divide(asked) => self.divide(*asked),
                Effect::Start(order) => self.start_for(at, order),
            }
        }
    }

    pub(super) fn close(&mut self, at: At) {
        if let At::Stack(place) = at
            && place < self.stack.len()
        {
            self.stack.remove(place);
        }
    }
}
