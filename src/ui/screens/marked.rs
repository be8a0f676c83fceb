//! Accounts that are marked in a list, to be dealt with together. They stay marked until that is done, whatever others write meanwhile.

use crate::app::policy::Line;
use crate::domain::ids::AccountId;

/// What is marked, in the order in which it was.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    lines: Vec<Line>,
    /// They have been written about: when they are read again, they have done their work.
    written: bool,
}

impl Marked {
    /// The marked accounts.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether this one is marked.
    pub fn has(&self, account: AccountId) -> bool {
        self.get(account).is_some()
    }

    /// What is known of a marked account.
    pub fn get(&self, account: AccountId) -> Option<&Line> {
        self.lines.iter().find(|line| line.row.account == account)
    }

    /// Those that a command is about: what is marked, else what is in hand.
    pub fn or_in_hand(&self, hand: Option<&Line>) -> Vec<AccountId> {
        let hand = hand.filter(|_| self.is_empty());
        self.lines.iter().chain(hand).map(|line| line.row.account).collect()
    }

    /// Marks one, or takes its mark away.
    pub fn toggle(&mut self, line: Line) {
        let before = self.lines.len();
        self.lines.retain(|it| it.row.account != line.row.account);
        if self.lines.len() == before {
            self.lines.push(line);
        }
    }

    /// Marks all of these; where all of them are, unmarks them.
    pub fn toggle_all(&mut self, shown: &[Line]) {
        if shown.iter().all(|line| self.has(line.row.account)) {
            self.lines.retain(|line| shown.iter().all(|it| it.row.account != line.row.account));
        } else {
            let more: Vec<Line> = shown.iter().filter(|line| !self.has(line.row.account)).cloned().collect();
            self.lines.extend(more);
        }
    }

    /// Takes over what was read of them.
    pub fn renew(&mut self, read: &[Line]) {
        for marked in &mut self.lines {
            if let Some(line) = read.iter().find(|line| line.row.account == marked.row.account) {
                marked.clone_from(line);
            }
        }
    }

    /// Unmarks all.
    pub fn clear(&mut self) {
        self.lines.clear();
    }

    /// They are being written about.
    pub fn write(&mut self) {
        self.written = true;
    }

    /// What was to be written was refused.
    pub fn refused(&mut self) {
        self.written = false;
    }

    /// The list is read again.
    pub fn read_again(&mut self) {
        if std::mem::take(&mut self.written) {
            self.clear();
        }
    }
}
