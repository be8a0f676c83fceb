//! One terminal's screen: ratatui draws a frame, bytes come out. It holds its own size, told from outside, and does no I/O, so that a
//! local terminal, an SSH channel and a test use it alike, many at once in one process.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::{Frame, Terminal};

use super::depth::Caps;
use super::encoder::Encoder;

/// The size taken when a terminal tells none.
const USUAL: (u16, u16) = (80, 24);
/// The largest size painted. An SSH client may claim 65535 × 65535.
const LARGEST: (u16, u16) = (500, 200);

/// A size a terminal or client has told, made sane: 80 × 24 for nothing, at most 500 × 200.
pub fn sane_size(width: u16, height: u16) -> (u16, u16) {
    if width == 0 || height == 0 { USUAL } else { (width.min(LARGEST.0), height.min(LARGEST.1)) }
}

/// The screen of one terminal.
#[derive(Debug)]
pub struct Screen {
    size: Size,
    /// Where frames are drawn: as large as the screen twice over, and only there while it is used.
    terminal: Option<Terminal<Wishes>>,
    encoder: Encoder,
}

impl Screen {
    /// A screen of this size on a terminal that was just taken over. The first frame paints all of it.
    pub fn new(width: u16, height: u16, caps: Caps) -> Self {
        let (width, height) = sane_size(width, height);
        Self { size: Size { width, height }, terminal: None, encoder: Encoder::new(width, height, caps) }
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.size.width, self.size.height)
    }

    /// The terminal has this size now. The next frame paints all of it.
    pub fn resize(&mut self, width: u16, height: u16) {
        let (width, height) = sane_size(width, height);
        self.size = Size { width, height };
        self.terminal = None;
        self.encoder.forget(width, height);
    }

    /// The terminal may show anything, such as another program's message: the next frame paints all of it.
    pub fn repaint(&mut self) {
        let (width, height) = self.size();
        self.encoder.forget(width, height);
    }

    /// Lets `paint` draw a frame and returns the bytes that bring it to the terminal. They must be written whole and in order; none if
    /// the terminal shows the frame already.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> Option<Vec<u8>> {
        let size = self.size;
        let terminal = self.terminal.get_or_insert_with(|| {
            let wishes = Wishes { size, caret: Position::ORIGIN, caret_is_wanted: false };
            let Ok(terminal) = Terminal::new(wishes);
            terminal
        });
        let Ok(frame) = terminal.draw(paint);
        self.encoder.paint(frame.buffer);
        let wishes = terminal.backend();
        self.encoder.finish(wishes.caret_is_wanted.then_some(wishes.caret))
    }

    /// Lets go of the memory that only drawing needs; what the terminal shows is remembered.
    pub fn rest(&mut self) {
        self.terminal = None;
    }
}

/// ratatui's backend: it tells the size and hears where the caret is wanted. The cells it is given are left alone, and ratatui computes
/// its differences only for a backend that asks; the encoder reads the finished frame instead.
#[derive(Debug)]
struct Wishes {
    size: Size,
    caret: Position,
    caret_is_wanted: bool,
}

impl Backend for Wishes {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, _content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.caret_is_wanted = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.caret_is_wanted = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.caret)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.caret = position.into();
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    /// Asked for by ratatui on a new size only, of which the encoder was told.
    fn clear_region(&mut self, _clear_type: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
