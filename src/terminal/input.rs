//! Bytes become events. For the local terminal and for SSH alike: the bytes may be split anywhere, damaged, or answers of the terminal
//! to questions nobody waits for any more. It keeps no time: whoever waits says when a lone escape has waited long enough.

use super::keys;
use super::scan::{Scan, Unit};
use crate::app::chord::{Chord, Key};
use crate::app::event::Event;

/// The input of one terminal.
#[derive(Debug, Default)]
pub struct Input {
    scan: Scan,
    units: Vec<Unit>,
}

impl Input {
    /// Takes bytes as they came and adds the events they complete, in order.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            self.scan.push(byte, &mut self.units);
        }
        self.translate(events);
    }

    /// Whether an escape was read that may be the key or the beginning of a sequence. If nothing follows within about 50 ms, call
    /// [`Input::flush_escape`].
    pub fn pending_escape(&self) -> bool {
        self.scan.may_be_keys()
    }

    /// Nothing followed: the escape was the key.
    pub fn flush_escape(&mut self, events: &mut Vec<Event>) {
        self.scan.time_passed(&mut self.units);
        self.translate(events);
    }

    fn translate(&mut self, events: &mut Vec<Event>) {
        events.extend(self.units.drain(..).filter_map(|unit| match unit {
            Unit::Escape => Some(Event::Key(Chord::plain(Key::Esc))),
            Unit::Char { c, alt } => keys::of_char(c, alt).map(Event::Key),
            Unit::Sequence(bytes) => keys::of_sequence(&bytes),
            Unit::Paste(text) => Some(Event::Paste(text)),
        }));
    }
}
