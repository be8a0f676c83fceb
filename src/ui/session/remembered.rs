//! Where somebody was: the screen in front, and on each what was searched for and selected. Kept for them when they leave, taken up again at
//! the next start.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::app::command::command;

use super::Session;

/// The setting in which it is kept, as JSON.
pub(super) const KEPT: &str = "screens";

/// Where somebody was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Remembered {
    /// The screen in front, by the name of its command.
    front: String,
    /// What each screen kept, by the name of its command.
    screens: BTreeMap<String, serde_json::Value>,
}

impl Session {
    /// Goes back to where somebody was. What cannot be read any more is where it is at the first start.
    pub(super) fn go_back_to(&mut self, kept: &str) {
        let Ok(kept) = serde_json::from_str::<Remembered>(kept) else { return };
        for (at, tab) in self.tabs.iter_mut().enumerate() {
            let id = command(tab.action).id;
            if let Some(screen) = kept.screens.get(id) {
                tab.layer.take_up(screen);
            }
            if kept.front == id {
                self.tab = at;
            }
        }
    }

    /// Keeps where somebody is. A place that cannot be kept is no reason to stay.
    pub(super) fn remember_place(&mut self) {
        let id = |action| command(action).id.to_owned();
        let screens = self.tabs.iter().filter_map(|tab| Some((id(tab.action), tab.layer.kept()?))).collect();
        let place = Remembered { front: id(self.tabs[self.tab].action), screens };
        if let Ok(text) = serde_json::to_string(&place) {
            let toast = self.toast.take();
            self.remember(KEPT, &text);
            self.toast = toast;
        }
    }
}
