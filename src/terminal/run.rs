//! The loop between one terminal line and one program; the same for a local terminal, an SSH session and a test. There is no frame
//! clock: a frame is drawn when something changed and no more input is waiting, and an idle line carries nothing.
//!
//! It must not know what the program does, and it reads no clock but the one it is given.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use chrono::{DateTime, Utc};
use ratatui::Frame;

use super::clipboard;
use super::depth::Caps;
use super::input::Input;
use super::line::{Line, Wake};
use super::modes::{self, MouseReports};
use super::screen::{Screen, sane_size};
use crate::app::event::Event;

/// How long nothing must follow for a lone escape to be the key, and for a burst of new sizes to be over.
const QUIET: Duration = Duration::from_millis(50);
/// The shortest wait for a time the program asked for, so that one already past cannot make the loop spin.
const SHORTEST: Duration = Duration::from_millis(10);
/// After so many batches of input without a frame one is drawn though more is waiting.
const MOST_BEHIND: u32 = 64;

/// What the loop runs.
pub trait Program {
    /// Takes one event. Draws nothing.
    fn handle(&mut self, now: DateTime<Utc>, event: Event);

    /// Whether there is something to draw since the last [`Program::draw`].
    fn dirty(&self) -> bool;

    /// Draws everything; after it the program is not dirty. A caret is set with `Frame::set_cursor_position`.
    fn draw(&mut self, frame: &mut Frame<'_>);

    /// Whether the next frame must be painted whole. Asking takes the wish away.
    fn repaint(&mut self) -> bool;

    /// A text for the clipboard of the terminal, no longer than a terminal takes. Asking takes it away.
    fn copied(&mut self) -> Option<String>;

    /// In how long it wants an [`Event::Tick`], if at all.
    fn wake_in(&self, now: DateTime<Utc>) -> Option<Duration>;

    /// Whether it has ended.
    fn done(&self) -> bool;
}

/// How it came to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The program was done; the terminal was given back.
    Done,
    /// The process was asked to end; the program was told, the terminal was given back.
    Terminated,
    /// The line was lost; the program was told.
    Lost,
}

/// Runs a program on a line until one of them ends. `clock` tells the time each time it is asked. A program that panics is told of a
/// hangup before the panic goes on, so that it can keep what was typed.
pub fn run(
    program: &mut dyn Program,
    line: &mut dyn Line,
    caps: Caps,
    mouse: MouseReports,
    clock: &dyn Fn() -> DateTime<Utc>,
) -> Ended {
    // What the panic broke may show again when it is told; that is caught as well.
    catch_unwind(AssertUnwindSafe(|| turn(program, line, caps, mouse, clock))).unwrap_or_else(|panic| {
        let _ = catch_unwind(AssertUnwindSafe(|| program.handle(clock(), Event::Hangup)));
        resume_unwind(panic)
    })
}

fn turn(
    program: &mut dyn Program,
    line: &mut dyn Line,
    caps: Caps,
    mouse: MouseReports,
    clock: &dyn Fn() -> DateTime<Utc>,
) -> Ended {
    let mut turns = Turns::new(clock(), line.size(), caps, mouse);
    loop {
        if let Some(ended) = turns.show(clock(), program, line) {
            return ended;
        }
        let wake = line.wait(turns.timeout(clock(), program)).unwrap_or_else(|error| {
            tracing::info!("the line is lost: {error}");
            Wake::Lost
        });
        if let Some(ended) = turns.take(clock(), program, line, wake) {
            return ended;
        }
    }
}

/// The loop taken apart: [`show`](Turns::show), wait for [`timeout`](Turns::timeout), [`take`](Turns::take) what came. For who waits in
/// another way than [`run`], as a server's task or a test does.
#[derive(Debug)]
pub struct Turns {
    screen: Screen,
    input: Input,
    mouse: MouseReports,
    /// The minute last told to the program, since 1970.
    minute: i64,
    /// The newest of a burst of sizes.
    new_size: Option<(u16, u16)>,
    /// The timeout asked for last ends at the time the program asked for.
    tick_is_next: bool,
    /// The terminal has not been taken over yet, or was lost from sight.
    must_enter: bool,
    /// A frame is due although the program has nothing new.
    must_draw: bool,
    /// Batches of input since the last frame.
    behind: u32,
    events: Vec<Event>,
}

impl Turns {
    /// Before the first frame, on a line of this size.
    pub fn new(now: DateTime<Utc>, size: (u16, u16), caps: Caps, mouse: MouseReports) -> Self {
        Self {
            screen: Screen::new(size.0, size.1, caps),
            input: Input::default(),
            mouse,
            minute: minute_of(now),
            new_size: None,
            tick_is_next: false,
            must_enter: true,
            must_draw: true,
            behind: 0,
            events: Vec::new(),
        }
    }

    /// Draws a frame if one is due, or gives the terminal back if the program is done.
    pub fn show(&mut self, now: DateTime<Utc>, program: &mut dyn Program, line: &mut dyn Line) -> Option<Ended> {
        if program.done() {
            let _ = line.leave(modes::leave());
            return Some(Ended::Done);
        }
        if self.new_size.is_some() || (self.behind < MOST_BEHIND && !self.must_enter && line.more_waiting()) {
            return None;
        }
        self.behind = 0;
        if program.repaint() {
            self.screen.repaint();
            self.must_draw = true;
        }
        if !self.must_draw && !program.dirty() {
            return None;
        }
        self.must_draw = false;
        let mut bytes = if std::mem::take(&mut self.must_enter) { modes::enter(self.mouse) } else { Vec::new() };
        bytes.extend(program.copied().and_then(|text| clipboard::copy(&text)).unwrap_or_default());
        bytes.extend(self.screen.draw(|frame| program.draw(frame)).unwrap_or_default());
        if !bytes.is_empty() && line.write(&bytes).is_err() {
            program.handle(now, Event::Hangup);
            return Some(Ended::Lost);
        }
        None
    }

    /// How long to wait at most.
    pub fn timeout(&mut self, now: DateTime<Utc>, program: &dyn Program) -> Duration {
        self.tick_is_next = false;
        if self.new_size.is_some() || self.input.pending_escape() {
            return QUIET;
        }
        let minute = until_next_minute(now);
        match program.wake_in(now).map(|wait| wait.max(SHORTEST)) {
            Some(tick) if tick <= minute => {
                self.tick_is_next = true;
                tick
            }
            _ => minute,
        }
    }

    /// Tells the program why waiting ended.
    pub fn take(
        &mut self,
        now: DateTime<Utc>,
        program: &mut dyn Program,
        line: &mut dyn Line,
        wake: Wake,
    ) -> Option<Ended> {
        if let Wake::Resized(width, height) = wake {
            self.new_size = Some((width, height));
            return None;
        }
        self.take_new_size();
        self.behind += 1;
        let mut ended = None;
        match wake {
            Wake::Bytes(bytes) => self.input.feed(&bytes, &mut self.events),
            Wake::Timeout => {
                self.input.flush_escape(&mut self.events);
                if self.tick_is_next {
                    self.events.push(Event::Tick);
                }
            }
            Wake::Resumed => {
                self.must_enter = true;
                self.must_draw = true;
                self.screen.repaint();
            }
            Wake::Terminated => ended = Some(Ended::Terminated),
            Wake::Lost => ended = Some(Ended::Lost),
            Wake::Resized(..) => {}
        }
        let minute = minute_of(now);
        if minute != self.minute {
            self.minute = minute;
            self.events.push(Event::Minute);
        }
        self.tell(now, program);
        if let Some(ended) = ended {
            program.handle(now, Event::Hangup);
            if ended == Ended::Terminated {
                let _ = line.leave(modes::leave());
            }
        }
        ended
    }

    /// Ends a burst of sizes, if there was one, with the last.
    fn take_new_size(&mut self) {
        let Some((width, height)) = self.new_size.take() else { return };
        let (width, height) = sane_size(width, height);
        self.screen.resize(width, height);
        self.must_draw = true;
        self.events.push(Event::Resize { width, height });
    }

    /// Passes on what happened, in order, until the program is done.
    fn tell(&mut self, now: DateTime<Utc>, program: &mut dyn Program) {
        for event in self.events.drain(..) {
            if program.done() {
                break;
            }
            program.handle(now, event);
        }
    }
}

fn minute_of(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(60)
}

/// Never zero, and a little late rather than early.
fn until_next_minute(now: DateTime<Utc>) -> Duration {
    let into = now.timestamp_millis().rem_euclid(60_000);
    Duration::from_millis(60_001 - into as u64)
}
