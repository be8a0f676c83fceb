//! Reports as data: a table of cells that the command line prints as text, JSON or CSV. Text from data is cleaned here once for all
//! of them; a formula never reaches a spreadsheet live.

use serde_json::Value;

use crate::exchange::formula::defuse;
use crate::i18n::Lang;
use crate::i18n::messages::cli as words;
use crate::i18n::text::{clean, fit, width};

use super::command::Words;

/// One column. What is there for programs stands in JSON and CSV, what is there for people in the text.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name for programs.
    pub key: Option<&'static str>,
    /// The title for people.
    pub title: Option<Words>,
}

/// A cell. What programs get depends on no language.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// For programs: nothing, text or a number.
    pub data: Value,
    /// For people.
    pub shown: String,
}

/// A report.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of text from data.
pub fn text(value: &str) -> Cell {
    data((!value.is_empty()).then(|| clean(value)))
}

/// A cell that says the same to programs and people: nothing, text or a number.
pub fn data(value: impl Into<Value>) -> Cell {
    let data = value.into();
    Cell { shown: bare(&data), data }
}

/// A cell that says the same in other words to people.
pub fn worded(value: impl Into<Value>, shown: &str) -> Cell {
    Cell { data: value.into(), shown: clean(shown) }
}

/// A column.
pub const fn column(key: &'static str, title: Words) -> Column {
    Column { key: Some(key), title: Some(title) }
}

/// A column only for programs.
pub const fn for_programs(key: &'static str) -> Column {
    Column { key: Some(key), title: None }
}

/// A column only for people.
pub const fn for_people(title: Words) -> Column {
    Column { key: None, title: Some(title) }
}

fn bare(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Table {
    /// As JSON: a list of objects.
    pub fn json(&self) -> String {
        format!("{:#}\n", self.value())
    }

    /// The same as a value, to be part of something.
    pub fn value(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row);
            let fields = cells.filter_map(|(column, cell)| Some((column.key?.to_owned(), cell.data.clone())));
            Value::Object(fields.collect())
        };
        Value::Array(self.rows.iter().map(object).collect())
    }

    /// As CSV with a header line; a cell that a spreadsheet would take for a formula gets an apostrophe before it.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        push_csv_line(&mut out, self.columns.iter().filter_map(|column| column.key));
        for row in &self.rows {
            let cells = self.columns.iter().zip(row).filter(|(column, _)| column.key.is_some());
            let cells: Vec<String> = cells
                .map(|(_, cell)| {
                    let text = bare(&cell.data);
                    if cell.data.is_string() { defuse(&text).into_owned() } else { text }
                })
                .collect();
            push_csv_line(&mut out, cells.iter().map(String::as_str));
        }
        out
    }

    /// As text in columns, titles above; columns of numbers stand to the right. The last column is not padded.
    pub fn plain(&self, lang: Lang) -> String {
        let titles: Vec<String> =
            self.columns.iter().filter_map(|column| column.title).map(|title| title(lang).to_owned()).collect();
        let line = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row).filter(|(column, _)| column.title.is_some());
            cells.map(|(_, cell)| cell.shown.replace('\n', " / ")).collect()
        };
        let count = titles.len();
        let lines: Vec<Vec<String>> = std::iter::once(titles).chain(self.rows.iter().map(line)).collect();
        let widths: Vec<usize> =
            (0..count).map(|at| lines.iter().map(|line| width(&line[at])).max().unwrap_or(0)).collect();
        let shown = self.columns.iter().enumerate().filter(|(_, column)| column.title.is_some());
        let numbers: Vec<bool> = shown.map(|(at, _)| self.is_of_numbers(at)).collect();
        let mut out = String::new();
        for line in &lines {
            let cells = line.iter().zip(&widths).zip(&numbers);
            let padded: Vec<String> = cells
                .map(|((cell, wide), is_number)| {
                    if *is_number {
                        format!("{}{cell}", " ".repeat(wide.saturating_sub(width(cell))))
                    } else {
                        fit(cell, *wide)
                    }
                })
                .collect();
            out.push_str(padded.join("  ").trim_end());
            out.push('\n');
        }
        if self.rows.is_empty() {
            out.push_str(crate::i18n::messages::common::nothing(lang));
            out.push('\n');
        }
        out
    }

    /// Whether a column has numbers and nothing else.
    fn is_of_numbers(&self, at: usize) -> bool {
        let mut there = self.rows.iter().map(|row| &row[at].data).filter(|data| !data.is_null()).peekable();
        there.peek().is_some() && there.all(Value::is_number)
    }
}

fn push_csv_line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    let quoted: Vec<String> = cells
        .map(|cell| {
            let must = cell.contains(['"', ',', '\n', '\r']);
            if must { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
        })
        .collect();
    out.push_str(&quoted.join(","));
    out.push_str("\r\n");
}

/// The titles that several reports share.
pub mod titles {
    use super::{Column, column, for_people, for_programs, words};

    /// The account's name; for people both of them.
    pub const NAME: Column = column("name", words::head_name);
    /// The name in the other script.
    pub const OTHER_NAME: Column = for_programs("other_name");
    /// Its code.
    pub const CODE: Column = column("code", words::head_code);
    /// Its tier.
    pub const TIER: Column = column("tier", words::head_tier);
    /// Counted days since the last touch.
    pub const DAYS: Column = column("days", words::head_days);
    /// The window.
    pub const WINDOW: Column = for_people(words::head_window);
    /// The first day of the window.
    pub const MIN: Column = for_programs("min");
    /// The last day of the window.
    pub const MAX: Column = for_programs("max");
    /// Which days count.
    pub const UNIT: Column = column("unit", words::head_unit);
    /// The state.
    pub const STATE: Column = column("state", words::head_state);
    /// Counted days past the last day of the window, negative before it.
    pub const OVER: Column = for_programs("over");
    /// The score.
    pub const SCORE: Column = column("score", words::head_score);
    /// The day of the last touch.
    pub const LAST: Column = column("last", words::head_last);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            columns: vec![titles::NAME, titles::DAYS],
            rows: vec![
                vec![text("王记\u{1b}[31m烟酒店"), data(6)],
                vec![text("=1+1"), data(Value::Null)],
                vec![text("a \"b\", c"), data(-2)],
            ],
        }
    }

    #[test]
    fn hostile_cells_are_harmless_in_every_form() {
        let table = table();
        for out in [table.json(), table.csv(), table.plain(Lang::Zh)] {
            assert!(!out.contains('\u{1b}'), "{out}");
        }
        let csv = table.csv();
        assert!(csv.contains("'=1+1,"), "{csv}");
        assert!(csv.contains("\"a \"\"b\"\", c\",-2"), "{csv}");
        let back: Vec<serde_json::Map<String, Value>> = serde_json::from_str(&table.json()).unwrap();
        assert_eq!(back[2]["name"], "a \"b\", c");
        assert_eq!(back[1]["days"], Value::Null);
    }

    #[test]
    fn text_stands_in_columns_and_numbers_end_where_their_title_ends() {
        let out = table().plain(Lang::En);
        let ends: Vec<usize> = out.lines().map(width).collect();
        assert_eq!(ends[0], ends[1], "{out}");
        assert_eq!(ends[0], ends[3], "{out}");
        let mut turned = table();
        turned.columns.reverse();
        turned.rows.iter_mut().for_each(|row| row.reverse());
        let out = turned.plain(Lang::En);
        let starts: Vec<usize> = out.lines().take(2).map(|line| width(&line[..line.rfind("  ").unwrap()])).collect();
        assert_eq!(starts[0], starts[1], "{out}");
    }
}
