//! Giving a command another key: what a key means where the command works, and who would lose it. Nothing is taken in silence, and no
//! command is left without a key.

use super::super::chord::Chord;
use super::super::command::{Action, COMMANDS, Command, Scope};
use super::super::keymap::Keymap;

/// Scopes that are in force together where somebody types or chooses; each screen's own is together with those of lists and of everywhere,
/// but for maps, which are no lists.
const TOGETHER: &[&[Scope]] = &[
    &[Scope::Choice, Scope::Visit, Scope::List, Scope::Global],
    &[Scope::Visit, Scope::Dialog, Scope::Field],
    &[Scope::Form, Scope::Choice, Scope::Dialog, Scope::List, Scope::Field],
    &[Scope::Dialog, Scope::List, Scope::Global],
];

/// Whether keys of both scopes can be wanted at once.
fn meet(a: Scope, b: Scope) -> bool {
    let everywhere = |scope| matches!(scope, Scope::List | Scope::Global);
    let screen = |scope| !everywhere(scope) && !TOGETHER.iter().any(|set| set.contains(&scope));
    let map = |scope| matches!(scope, Scope::Map | Scope::Areas);
    if map(a) && b == Scope::List || a == Scope::List && map(b) {
        return false;
    }
    a == b
        || TOGETHER.iter().any(|set| set.contains(&a) && set.contains(&b))
        || (screen(a) && everywhere(b))
        || (everywhere(a) && screen(b))
}

/// Where characters are text.
const TYPING: &[Scope] = &[Scope::Visit, Scope::Form, Scope::Dialog, Scope::Field];

/// What a key is to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Nobody has it.
    Free,
    /// The command has it already.
    Own,
    /// It would be typed as text where the command works.
    Text,
    /// Others have it and keep another key: this one of them.
    Taken(Action),
    /// It is the only key of this one.
    Needed(Action),
}

/// What a key is to a command.
pub fn offer(keymap: &Keymap, command: &Command, chord: Chord) -> Offer {
    let chord = chord.narrowed();
    if keymap.chords(command.action).contains(&chord) {
        return Offer::Own;
    }
    if chord.text().is_some() && command.scopes.iter().all(|scope| TYPING.contains(scope)) {
        return Offer::Text;
    }
    let others = holders(keymap, command, chord);
    let bare = others.iter().find(|other| keymap.chords(other.action).len() < 2);
    match (bare, others.first()) {
        (Some(other), _) => Offer::Needed(other.action),
        (None, Some(other)) => Offer::Taken(other.action),
        (None, None) => Offer::Free,
    }
}

/// The other commands that have a key where the command works.
fn holders(keymap: &Keymap, command: &Command, chord: Chord) -> Vec<&'static Command> {
    let has = |other: &&Command| {
        other.action != command.action
            && keymap.chords(other.action).contains(&chord)
            && other.scopes.iter().any(|theirs| command.scopes.iter().any(|mine| meet(*mine, *theirs)))
    };
    COMMANDS.iter().filter(has).collect()
}

/// The keys of each command that change when a command gets a key: in place of the one that is shown, or beside its others.
pub fn given(keymap: &Keymap, command: &Command, chord: Chord, beside: bool) -> Vec<(String, Vec<String>)> {
    let chord = chord.narrowed();
    let shown = |chords: &[Chord]| chords.iter().map(Chord::to_string).collect::<Vec<_>>();
    let mut own: Vec<Chord> = keymap.chords(command.action).to_vec();
    if beside || own.is_empty() {
        own.push(chord);
    } else {
        own[0] = chord;
    }
    let mut changed = vec![(command.id.to_owned(), shown(&own))];
    for other in holders(keymap, command, chord) {
        let left: Vec<Chord> = keymap.chords(other.action).iter().copied().filter(|it| *it != chord).collect();
        changed.push((other.id.to_owned(), shown(&left)));
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::command;
    use crate::app::keymap::OwnKeys;

    fn keymap() -> Keymap {
        Keymap::new(&OwnKeys::new()).0
    }

    #[test]
    fn who_has_a_key_is_told_before_it_is_taken() {
        let map = keymap();
        for (action, key, told) in [
            (Action::Skip, "z", Offer::Free),
            (Action::Skip, "x", Offer::Own),
            (Action::Skip, "c", Offer::Needed(Action::CheckIn)),
            (Action::Skip, "q", Offer::Needed(Action::Quit)),
            (Action::Skip, "k", Offer::Taken(Action::Up)),
            (Action::Skip, "ｚ", Offer::Free),
            // Other screens do not matter; on the map nothing is a list.
            (Action::Mark, "x", Offer::Free),
            (Action::Down, "0", Offer::Free),
            (Action::Save, "s", Offer::Text),
            (Action::Save, "f5", Offer::Free),
            (Action::Quit, "x", Offer::Needed(Action::Cancel)),
        ] {
            assert_eq!(offer(&map, command(action), key.parse().unwrap()), told, "{action:?} {key}");
        }
    }

    #[test]
    fn what_is_given_is_in_force_without_conflict() {
        let map = keymap();
        for (action, key, beside) in [
            (Action::Skip, "z", false),
            (Action::Skip, "k", false),
            (Action::Up, "b", true),
            (Action::Quit, "[", false),
        ] {
            let chord: Chord = key.parse().unwrap();
            assert!(matches!(offer(&map, command(action), chord), Offer::Free | Offer::Taken(_)), "{key}");
            let own: OwnKeys = given(&map, command(action), chord, beside).into_iter().collect();
            let (new, problems) = Keymap::new(&own);
            assert_eq!(problems, [], "{action:?} {key}");
            assert!(new.chords(action).contains(&chord));
            assert_eq!(new.chords(action).len(), map.chords(action).len() + usize::from(beside));
            assert!(COMMANDS.iter().all(|command| !new.chords(command.action).is_empty()));
            for scope in command(action).scopes {
                assert_eq!(
                    new.action(&[*scope, Scope::List, Scope::Global], chord),
                    Some(action),
                    "{key} in {scope:?}"
                );
            }
        }
    }
}
