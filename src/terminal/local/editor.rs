//! The person's own editor for a longer text. It is a program of the machine, so it is offered only to those who sit at it: over SSH it
//! would be a way to a shell.

use std::io::{self, Write};
use std::process::Command;

/// The editor that the environment names, as a command of the shell; none over SSH.
pub fn of(env: impl Fn(&str) -> Option<String>) -> Option<String> {
    let named = |name: &str| env(name).filter(|value| !value.trim().is_empty());
    let is_away = super::is_over_ssh(&env);
    named("VISUAL").or_else(|| named("EDITOR")).filter(|_| !is_away)
}

/// Lets the editor change a text in a file that nobody else can read; answers the text when the editor has ended well.
pub(super) fn edit(editor: &str, text: &str) -> io::Result<String> {
    let mut file = tempfile::Builder::new().prefix("rounds-").suffix(".txt").tempfile()?;
    writeln!(file, "{text}")?;
    file.flush()?;
    // The command may bring arguments of its own, as git reads it too.
    let ended = Command::new("sh").args(["-c", &format!("{editor} \"$1\""), "editor"]).arg(file.path()).status()?;
    if !ended.success() {
        return Err(io::Error::other(ended.to_string()));
    }
    // Read by its name: an editor may have put another file in its place. What is not text stays as far as it can be read.
    let written = String::from_utf8_lossy(&std::fs::read(file.path())?).into_owned();
    Ok(written.strip_suffix('\n').unwrap_or(&written).to_owned())
}
