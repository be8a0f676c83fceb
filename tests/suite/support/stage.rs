//! A program on a stage: the real loop between it and a scripted line, whose bytes are painted into a terminal emulator. A test says
//! what is typed and reads what stands on the screen; no thread, no time, no terminal.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rounds::terminal::depth::{Caps, ColorDepth};
use rounds::terminal::line::{Line, Wake};
use rounds::terminal::run::{Ended, Program, Turns};

use super::emulator::{emulator, resize};
use super::keys::presses;

/// What most tests run on.
pub const CAPS: Caps = Caps { depth: ColorDepth::Ansi256, sync: true, han: true };

/// A line that wakes as scripted and paints what is written to it.
pub struct Script {
    pub wakes: VecDeque<Wake>,
    pub screen: vt100::Parser,
    /// Each write, whole.
    pub writes: Vec<Vec<u8>>,
    /// The timeouts asked for.
    pub timeouts: Vec<Duration>,
    /// What the editor makes of each text that it is lent; none: there is no editor.
    pub editor: Option<fn(&str) -> io::Result<String>>,
    /// From now on writing fails, as on a line just cut.
    pub is_cut: bool,
    size: (u16, u16),
}

impl Script {
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            wakes: VecDeque::new(),
            screen: emulator(width, height),
            writes: Vec::new(),
            timeouts: Vec::new(),
            editor: None,
            is_cut: false,
            size: (width, height),
        }
    }
}

impl Line for Script {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn wait(&mut self, timeout: Duration) -> io::Result<Wake> {
        self.timeouts.push(timeout);
        self.wakes.pop_front().map_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()), Ok)
    }

    fn more_waiting(&mut self) -> bool {
        self.wakes.front().is_some_and(|wake| *wake != Wake::Timeout)
    }

    fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        if self.is_cut {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.screen.process(frame);
        self.writes.push(frame.to_vec());
        Ok(())
    }

    fn edit(&mut self, text: &str) -> io::Result<String> {
        self.editor.map_or_else(|| Err(io::ErrorKind::Unsupported.into()), |editor| editor(text))
    }
}

/// A program, its line, and the loop between them.
pub struct Stage<'a, P: Program> {
    pub program: P,
    pub line: Script,
    turns: Turns,
    clock: &'a dyn Fn() -> DateTime<Utc>,
    /// How it ended, if it has.
    pub ended: Option<Ended>,
    bytes_before: usize,
}

impl<'a, P: Program> Stage<'a, P> {
    /// Takes the terminal over and draws the first frame.
    pub fn new(program: P, width: u16, height: u16, caps: Caps, clock: &'a dyn Fn() -> DateTime<Utc>) -> Self {
        let line = Script::new(width, height);
        let turns = Turns::new(clock(), (width, height), caps);
        let mut stage = Self { program, line, turns, clock, ended: None, bytes_before: 0 };
        stage.play();
        stage
    }

    /// Presses keys one after the other, each with its own frame: `"j j enter"`.
    pub fn keys(&mut self, list: &str) {
        for press in presses(list) {
            let escape = press == b"\x1b";
            self.wake(Wake::Bytes(press));
            if escape {
                self.wake(Wake::Timeout);
            }
        }
    }

    /// Presses keys so fast that all of them wait when the first is read.
    pub fn burst(&mut self, list: &str) {
        self.line.wakes.extend(presses(list).into_iter().map(Wake::Bytes));
        self.play();
    }

    /// Types text, one key for each character.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.wake(Wake::Bytes(c.to_string().into_bytes()));
        }
    }

    /// Pastes text in brackets.
    pub fn paste(&mut self, text: &str) {
        self.wake(Wake::Bytes(format!("\x1b[200~{text}\x1b[201~").into_bytes()));
    }

    /// Clicks on a cell, as a terminal reports it.
    pub fn click(&mut self, column: u16, row: u16) {
        self.wake(Wake::Bytes(format!("\x1b[<0;{};{}M\x1b[<0;{0};{1}m", column + 1, row + 1).into_bytes()));
    }

    /// Turns the wheel by a notch over a cell.
    pub fn wheel(&mut self, up: bool, column: u16, row: u16) {
        let button = if up { 64 } else { 65 };
        self.wake(Wake::Bytes(format!("\x1b[<{button};{};{}M", column + 1, row + 1).into_bytes()));
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        resize(&mut self.line.screen, width, height);
        self.line.wakes.extend([Wake::Resized(width, height), Wake::Timeout]);
        self.play();
    }

    /// Lets something happen to the line.
    pub fn wake(&mut self, wake: Wake) {
        self.line.wakes.push_back(wake);
        self.play();
    }

    /// Lets time pass until something stands on the screen that is worked out beside it.
    pub fn until(&mut self, words: &str) {
        for _ in 0..5_000 {
            if self.text().contains(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
            self.wake(Wake::Timeout);
        }
        panic!("{words} never came:\n{}", self.text());
    }

    /// Everything on the screen, a line for each row.
    pub fn text(&self) -> String {
        self.line.screen.screen().contents()
    }

    /// One row of the screen.
    pub fn row(&self, y: usize) -> String {
        let screen = self.line.screen.screen();
        screen.rows(0, screen.size().1.get()).nth(y).unwrap_or_default()
    }

    /// Column and row of the caret, if it is shown.
    pub fn caret(&self) -> Option<(u16, u16)> {
        let screen = self.line.screen.screen();
        let (row, column) = screen.cursor_position();
        (!screen.hide_cursor()).then_some((column, row))
    }

    /// Bytes written for the last thing that happened.
    pub fn bytes_of_last(&self) -> usize {
        self.bytes() - self.bytes_before
    }

    /// Bytes written in all.
    pub fn bytes(&self) -> usize {
        self.line.writes.iter().map(Vec::len).sum()
    }

    /// Goes on until nothing waits and the last frame is out.
    fn play(&mut self) {
        self.bytes_before = self.bytes();
        loop {
            if self.ended.is_some() {
                return;
            }
            let now = (self.clock)();
            self.ended = self.turns.show(now, &mut self.program, &mut self.line);
            if self.ended.is_some() || self.line.wakes.is_empty() {
                return;
            }
            let timeout = self.turns.timeout(now, &self.program);
            let wake = self.line.wait(timeout).unwrap_or(Wake::Lost);
            self.ended = self.turns.take(now, &mut self.program, &mut self.line, wake);
        }
    }
}
