//! Lines out and lines in, over anything that reads and writes. Only text goes out: no escape sequence, no mark that a screen reader would
//! spell out.

use std::io::{BufRead, Read as _, Write};

use crate::i18n::Lang;
use crate::i18n::messages::{common, plain as words};
use crate::i18n::text::{ascii, clean};
use crate::store::StoreError;

/// Why a conversation does not go on.
#[derive(Debug)]
pub enum Stop {
    /// There is nobody to talk to any more.
    Gone,
    /// The data could not be read.
    Failed(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// What a step of a conversation answers.
pub type Heard<T> = Result<T, Stop>;

/// Who is talked to.
pub struct Line<'a> {
    /// What they say.
    pub input: &'a mut dyn BufRead,
    /// What they hear.
    pub output: &'a mut dyn Write,
    /// Whether what they type is shown to them with its line end, as a terminal does.
    pub echoes: bool,
}

/// Longer answers go on as another one.
const LONGEST: u64 = 64 * 1024;

impl Line<'_> {
    /// The same line for a while.
    pub fn again(&mut self) -> Line<'_> {
        Line { input: &mut *self.input, output: &mut *self.output, echoes: self.echoes }
    }

    /// Says lines.
    pub fn say(&mut self, lang: Lang, text: &str) -> Heard<()> {
        for line in text.split('\n') {
            let line = spoken(lang, line);
            writeln!(self.output, "{}", line.trim_end()).map_err(|_| Stop::Gone)?;
        }
        Ok(())
    }

    /// Asks, and hears one line: without its end, and without what commands a terminal.
    pub fn ask(&mut self, lang: Lang, prompt: &str) -> Heard<String> {
        let said = write!(self.output, "{}: ", spoken(lang, prompt)).and_then(|()| self.output.flush());
        said.map_err(|_| Stop::Gone)?;
        let mut bytes = Vec::new();
        let heard = (&mut *self.input).take(LONGEST).read_until(b'\n', &mut bytes);
        let is_over = heard.as_ref().is_ok_and(|count| *count == 0) || heard.is_err();
        if is_over || !self.echoes {
            writeln!(self.output).map_err(|_| Stop::Gone)?;
        }
        if is_over { Err(Stop::Gone) } else { Ok(clean(&String::from_utf8_lossy(&bytes)).trim().to_owned()) }
    }
}

/// A line as it is said.
fn spoken(lang: Lang, line: &str) -> String {
    let line = clean(line).replace(common::separator(lang), words::between(lang));
    match lang {
        Lang::En => ascii(&line),
        Lang::Zh => line,
    }
}
