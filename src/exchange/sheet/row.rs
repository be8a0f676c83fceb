//! One row: cells of cleaned text, end to end in one string, so that a row can be filled again and again without new memory.

/// A row that is not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    line: u64,
    text: String,
    ends: Vec<usize>,
    /// Where the blanks of the text are that were line breaks.
    breaks: Vec<usize>,
    flaw: Option<Flaw>,
}

/// Why the cells of a row cannot be told. What could be read of them is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Some bytes are no text in the file's encoding.
    NotText,
    /// A quotation mark opens a cell and nothing closes it.
    OpenQuote,
    /// It is larger than a row can be.
    TooLong,
}

impl Row {
    /// The line of the file on which it begins, counted from 1; in a workbook the number of the row.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What is wrong with it, if anything.
    pub fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether all its cells are empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text of a cell; empty where there is none.
    pub fn cell(&self, at: usize) -> &str {
        let Some(end) = self.ends.get(at) else { return "" };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..*end]
    }

    /// The text of a cell with its line breaks.
    pub fn lines(&self, at: usize) -> String {
        let cell = self.cell(at);
        let start = self.ends.get(at).map_or(0, |end| end - cell.len());
        let is_break = |at: usize| self.breaks.binary_search(&(start + at)).is_ok();
        cell.char_indices().map(|(at, c)| if c == ' ' && is_break(at) { '\n' } else { c }).collect()
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.cell(at))
    }

    /// Begins anew.
    pub(super) fn begin(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
        self.breaks.clear();
        self.flaw = None;
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, cell: &str) {
        super::clean::clean_onto(cell, &mut self.text, &mut self.breaks);
        self.ends.push(self.text.len());
    }

    /// Adds empty cells until there are so many.
    pub(super) fn widen(&mut self, cells: usize) {
        if self.ends.len() < cells {
            self.ends.resize(cells, self.text.len());
        }
    }

    /// Says what is wrong with it.
    pub(super) fn spoil(&mut self, flaw: Flaw) {
        self.flaw = Some(flaw);
    }
}
