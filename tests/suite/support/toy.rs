//! The smallest program the loop can run: it counts presses of `j` and remembers what it heard.

use std::time::Duration;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Position;
use ratatui::style::Style;
use rounds::app::chord::{Chord, Key};
use rounds::app::event::Event;
use rounds::terminal::run::Program;

/// `j` counts, `esc` counts anew, `q` ends it, `p` makes it panic, `ctrl-l` asks for a whole frame, `m` turns the mouse on and off, `e`
/// edits a text.
#[derive(Default)]
// A switch for each thing that the loop looks at.
#[allow(clippy::struct_excessive_bools)]
pub struct Toy {
    pub count: u32,
    pub heard: Vec<Event>,
    pub frames: u32,
    pub wake_in: Option<Duration>,
    pub mouse: bool,
    pub measures: bool,
    editing: Option<String>,
    pasted: Option<usize>,
    dirty: bool,
    whole: bool,
    done: bool,
}

impl Program for Toy {
    fn handle(&mut self, _now: DateTime<Utc>, event: Event) {
        match &event {
            Event::Key(chord) if *chord == Chord::char('q') => self.done = true,
            Event::Key(chord) if *chord == Chord::char('p') => panic!("the toy is broken"),
            Event::Key(chord) if *chord == Chord::ctrl('l') => self.whole = true,
            Event::Key(chord) if *chord == Chord::char('e') => self.editing = Some("柜台\nold".to_owned()),
            Event::Key(chord) if *chord == Chord::char('m') => {
                self.mouse = !self.mouse;
                self.dirty = true;
            }
            Event::Key(chord) if *chord == Chord::char('j') => {
                self.count += 1;
                self.dirty = true;
            }
            Event::Key(chord) if *chord == Chord::plain(Key::Esc) => {
                self.count = 0;
                self.dirty = true;
            }
            Event::Paste(text) => {
                self.pasted = Some(text.chars().count());
                self.dirty = true;
            }
            Event::Tick => self.wake_in = None,
            _ => {}
        }
        self.heard.push(event);
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        self.dirty = false;
        self.frames += 1;
        let pasted = self.pasted.map(|length| format!(" 贴 {length}")).unwrap_or_default();
        let text = format!("数到 {} of {}x{}{pasted}", self.count, frame.area().width, frame.area().height);
        frame.buffer_mut().set_string(0, 0, text, Style::new());
        frame.set_cursor_position(Position::new(2, 1));
    }

    fn dirty(&self) -> bool {
        self.dirty
    }

    fn mouse(&self) -> bool {
        self.mouse
    }

    fn measures(&self) -> bool {
        self.measures
    }

    fn to_edit(&mut self) -> Option<String> {
        self.editing.take()
    }

    fn copied(&mut self) -> Option<String> {
        None
    }

    fn repaint(&mut self) -> bool {
        std::mem::take(&mut self.whole)
    }

    fn wake_in(&self, _now: DateTime<Utc>) -> Option<Duration> {
        self.wake_in
    }

    fn done(&self) -> bool {
        self.done
    }
}
