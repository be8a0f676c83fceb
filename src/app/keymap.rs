//! Which chord means which action where: the commands table with a person's own keys laid over it.

use std::collections::{BTreeMap, HashMap};

use super::chord::{BadChord, Chord};
use super::command::{Action, COMMANDS, Command, Scope};

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    actions: HashMap<(Scope, Chord), Action>,
    keys: HashMap<Action, Vec<Chord>>,
    own: OwnKeys,
}

/// A person's own keys by command: each list takes the place of the shipped keys.
pub type OwnKeys = BTreeMap<String, Vec<String>>;

/// What is wrong with somebody's own keys. The rest of them is in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// The chord cannot be read.
    #[error("{command}: {problem}")]
    Chord {
        /// The command's name.
        command: String,
        /// What is wrong.
        problem: BadChord,
    },
    /// There is no such command.
    #[error("there is no command '{0}'")]
    Command(String),
    /// Two commands want one chord in one place.
    #[error("{chord} is wanted by both '{first}' and '{second}'")]
    Conflict {
        /// The chord.
        chord: Chord,
        /// Who keeps it.
        first: &'static str,
        /// Who does not get it.
        second: &'static str,
    },
}

impl Keymap {
    /// The shipped keys, with a person's own in place of a command's.
    pub fn new(own: &OwnKeys) -> (Self, Vec<KeyProblem>) {
        let mut problems: Vec<KeyProblem> = own
            .keys()
            .filter(|id| !COMMANDS.iter().any(|command| command.id == *id))
            .map(|id| KeyProblem::Command(id.clone()))
            .collect();
        let mut map = Self { actions: HashMap::new(), keys: HashMap::new(), own: own.clone() };
        // A person's own keys come first, so that in a conflict the shipped key gives way.
        let (mine, shipped): (Vec<&Command>, Vec<&Command>) =
            COMMANDS.iter().partition(|command| own.contains_key(command.id));
        for command in mine.into_iter().chain(shipped) {
            let chosen = own.get(command.id);
            let texts: Vec<&str> = match chosen {
                Some(texts) => texts.iter().map(String::as_str).collect(),
                None => command.keys.to_vec(),
            };
            for text in texts {
                let chord: Chord = match text.parse() {
                    Ok(chord) => chord,
                    Err(problem) => {
                        problems.push(KeyProblem::Chord { command: command.id.to_owned(), problem });
                        continue;
                    }
                };
                let taken = command.scopes.iter().find_map(|scope| map.actions.get(&(*scope, chord)).copied());
                if let Some(first) = taken.filter(|taken| *taken != command.action) {
                    let first = super::command::command(first).id;
                    problems.push(KeyProblem::Conflict { chord, first, second: command.id });
                    continue;
                }
                for scope in command.scopes {
                    map.actions.insert((*scope, chord), command.action);
                }
                map.keys.entry(command.action).or_default().push(chord);
            }
        }
        (map, problems)
    }

    /// What it was made of beside the shipped keys.
    pub fn own(&self) -> &OwnKeys {
        &self.own
    }

    /// The action of a chord in these scopes, the innermost first. Full-width keys count as their ASCII keys.
    pub fn action(&self, scopes: &[Scope], chord: Chord) -> Option<Action> {
        let chord = chord.narrowed();
        scopes.iter().find_map(|scope| self.actions.get(&(*scope, chord)).copied())
    }

    /// The chords of an action, the one to show first.
    pub fn chords(&self, action: Action) -> &[Chord] {
        self.keys.get(&action).map_or(&[], Vec::as_slice)
    }

    /// How an action's key is shown.
    pub fn shown(&self, action: Action) -> String {
        self.chords(action).first().map(Chord::to_string).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        pairs.iter().map(|(id, keys)| ((*id).to_owned(), keys.iter().map(|key| (*key).to_owned()).collect())).collect()
    }

    #[test]
    fn the_shipped_keys_have_no_conflict_and_all_work() {
        let (map, problems) = Keymap::new(&BTreeMap::new());
        assert_eq!(problems, []);
        for command in COMMANDS {
            assert_eq!(map.chords(command.action).len(), command.keys.len(), "{}", command.id);
            for scope in command.scopes {
                for chord in map.chords(command.action) {
                    assert_eq!(map.action(&[*scope], *chord), Some(command.action), "{} in {scope:?}", command.id);
                }
            }
        }
    }

    #[test]
    fn no_list_or_screen_key_hides_a_global_one() {
        let (map, _) = Keymap::new(&BTreeMap::new());
        for command in COMMANDS.iter().filter(|command| command.scopes.contains(&Scope::Global)) {
            for scope in
                [Scope::List, Scope::Today, Scope::Map, Scope::Areas, Scope::Overdue, Scope::Account, Scope::Settings]
            {
                for chord in map.chords(command.action) {
                    assert_eq!(map.action(&[scope, Scope::Global], *chord), Some(command.action), "{chord} {scope:?}");
                }
            }
        }
    }

    #[test]
    fn own_keys_replace_the_shipped_ones_and_problems_are_named() {
        let (map, problems) = Keymap::new(&own(&[("skip", &["Q"]), ("add", &["ctrl-"]), ("nonsense", &["z"])]));
        assert_eq!(map.action(&[Scope::Today], Chord::char('Q')), Some(Action::Skip));
        assert_eq!(map.action(&[Scope::Today], Chord::char('x')), None);
        assert_eq!(problems.len(), 2, "{problems:?}");

        let (map, problems) = Keymap::new(&own(&[("skip", &["c"])]));
        assert_eq!(map.action(&[Scope::Today], Chord::char('c')), Some(Action::Skip), "one's own key wins");
        assert!(matches!(problems.as_slice(), [KeyProblem::Conflict { first: "skip", second: "check-in", .. }]));
    }

    #[test]
    fn an_input_method_left_on_does_not_matter() {
        let (map, _) = Keymap::new(&BTreeMap::new());
        assert_eq!(map.action(&[Scope::Today, Scope::Global], Chord::char('？')), Some(Action::Help));
        assert_eq!(map.action(&[Scope::Today, Scope::Global], Chord::char('：')), Some(Action::Palette));
    }
}
