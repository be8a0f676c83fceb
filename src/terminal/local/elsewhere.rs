//! Where there is no Unix terminal: a line that cannot be opened, so that everything above compiles and says so politely.

use std::io;
use std::time::Duration;

use super::Refusal;
use crate::terminal::line::{Line, Wake};

/// Never made.
#[derive(Debug)]
pub enum Local {}

impl Local {
    /// Always refused.
    pub fn check(_env: impl Fn(&str) -> Option<String>) -> Result<(), Refusal> {
        Err(Refusal::NotHereYet)
    }

    /// Always refused.
    pub fn open(_env: impl Fn(&str) -> Option<String>) -> Result<Self, Refusal> {
        Err(Refusal::NotHereYet)
    }

    /// Does nothing.
    pub fn install_panic_hook(&self, _parting_line: String) {
        match *self {}
    }
}

/// There is none here yet.
pub fn editor_of(_env: impl Fn(&str) -> Option<String>) -> Option<String> {
    None
}

impl Line for Local {
    fn size(&self) -> (u16, u16) {
        match *self {}
    }

    fn wait(&mut self, _timeout: Duration) -> io::Result<Wake> {
        match *self {}
    }

    fn more_waiting(&mut self) -> bool {
        match *self {}
    }

    fn write(&mut self, _frame: &[u8]) -> io::Result<()> {
        match *self {}
    }
}

/// Nothing is heard here yet: the process ends as usual.
#[derive(Debug)]
pub struct Interrupt;

impl Interrupt {
    /// Hears nothing.
    pub fn hear() -> Self {
        Self
    }

    /// Never.
    pub fn came(&self) -> bool {
        false
    }
}
