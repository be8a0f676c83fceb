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

    /// Whether the terminal is to report the mouse.
    fn mouse(&self) -> bool;

    /// Whether it wants to be told how wide the terminal draws what is of ambiguous width.
    fn measures(&self) -> bool;

    /// A text for the person's own editor, of which it will be told as [`Event::Edited`]. Asking takes it away.
    fn to_edit(&mut self) -> Option<String>;

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
pub fn run(program: &mut dyn Program, line: &mut dyn Line, caps: Caps, clock: &dyn Fn() -> DateTime<Utc>) -> Ended {
    // What the panic broke may show again when it is told; that is caught as well.
    catch_unwind(AssertUnwindSafe(|| turn(program, line, caps, clock))).unwrap_or_else(|panic| {
        let _ = catch_unwind(AssertUnwindSafe(|| program.handle(clock(), Event::Hangup)));
        resume_unwind(panic)
    })
}

fn turn(program: &mut dyn Program, line: &mut dyn Line, caps: Caps, clock: &dyn Fn() -> DateTime<Utc>) -> Ended {
    let mut turns = Turns::new(clock(), line.size(), caps);
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

/// Whether the terminal is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// Nothing was written to it.
    NotYet,
    /// It is.
    Over,
    /// It was, and somebody else has had it since.
    Lost,
}

/// The loop taken apart: [`show`](Turns::show), wait for [`timeout`](Turns::timeout), [`take`](Turns::take) what came. For who waits in
/// another way than [`run`], as a server's task or a test does.
#[derive(Debug)]
pub struct Turns {
    screen: Screen,
    input: Input,
    /// What was asked of the terminal last.
    mouse: MouseReports,
    /// The minute last told to the program, since 1970.
    minute: i64,
    /// The newest of a burst of sizes.
    new_size: Option<(u16, u16)>,
    /// The timeout asked for last ends at the time the program asked for.
    tick_is_next: bool,
    taken: Taken,
    /// A frame is due although the program has nothing new.
    must_draw: bool,
    /// Batches of input since the last frame.
    behind: u32,
    events: Vec<Event>,
}

impl Turns {
    /// Before the first frame, on a line of this size.
    pub fn new(now: DateTime<Utc>, size: (u16, u16), caps: Caps) -> Self {
        Self {
            screen: Screen::new(size.0, size.1, caps),
            input: Input::default(),
            mouse: MouseReports::Off,
            minute: minute_of(now),
            new_size: None,
            tick_is_next: false,
            taken: Taken::NotYet,
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
        if self.new_size.is_some() || (self.behind < MOST_BEHIND && self.taken == Taken::Over && line.more_waiting()) {
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
        let mut bytes = self.before_frame(program);
        bytes.extend(program.copied().and_then(|text| clipboard::copy(&text)).unwrap_or_default());
        bytes.extend(self.screen.draw(|frame| program.draw(frame)).unwrap_or_default());
        if !bytes.is_empty() && line.write(&bytes).is_err() {
            program.handle(now, Event::Hangup);
            return Some(Ended::Lost);
        }
        None
    }

    /// What goes before a frame: taking the terminal over, the mouse, the question how wide it draws.
    fn before_frame(&mut self, program: &dyn Program) -> Vec<u8> {
        let mut bytes = Vec::new();
        let taken = std::mem::replace(&mut self.taken, Taken::Over);
        if taken != Taken::Over {
            bytes.extend_from_slice(modes::enter());
            self.mouse = MouseReports::Off;
        }
        if taken == Taken::NotYet && program.measures() {
            bytes.extend_from_slice(modes::measure());
        }
        let mouse = if program.mouse() { MouseReports::On } else { MouseReports::Off };
        if std::mem::replace(&mut self.mouse, mouse) != mouse {
            bytes.extend_from_slice(modes::mouse(mouse));
        }
        bytes
    }

    /// Nobody has done anything for a while: what is only needed to draw is let go.
    pub fn rest(&mut self) {
        self.screen.rest();
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
            Wake::Resumed => self.lost_from_sight(),
            Wake::Terminated => ended = Some(Ended::Terminated),
            Wake::Lost => ended = Some(Ended::Lost),
            Wake::Resized(..) => {}
        }
        let minute = minute_of(now);
        if minute != self.minute {
            self.minute = minute;
            self.events.push(Event::Minute);
        }
        self.tell(now, program, line);
        if let Some(ended) = ended {
            program.handle(now, Event::Hangup);
            if ended == Ended::Terminated {
                let _ = line.leave(modes::leave());
            }
        }
        ended
    }

    /// The terminal may be in any state and show anything.
    fn lost_from_sight(&mut self) {
        self.taken = Taken::Lost;
        self.must_draw = true;
        self.screen.repaint();
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
    fn tell(&mut self, now: DateTime<Utc>, program: &mut dyn Program, line: &mut dyn Line) {
        for event in std::mem::take(&mut self.events) {
            if program.done() {
                break;
            }
            program.handle(now, event);
            // At once: what was typed after it is typed into what the editor leaves.
            if let Some(text) = program.to_edit() {
                let edited = line.edit(&text).map_err(|error| error.to_string());
                // The terminal was somebody else's.
                self.lost_from_sight();
                program.handle(now, Event::Edited(edited));
            }
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
