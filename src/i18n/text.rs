//! Text in cells: how wide it is, cut at a cell boundary, padded, wrapped, and made harmless. Never counts characters where cells are
//! meant. Ambiguous-width characters are narrow.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells the text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Text from data as it may be shown: control and escape characters become blanks, bidirectional controls and zero-width marks that
/// could reorder or hide what follows are dropped. Line ends become blanks too.
pub fn clean(text: &str) -> String {
    let shown = |c: char| match c {
        c if c.is_control() => Some(' '),
        '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => None,
        c if is_hostile(c) => None,
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}

/// Like [`clean`], but keeps line ends.
pub fn clean_lines(text: &str) -> String {
    text.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

/// Whether a character would command a terminal (C0, DEL, C1) or re-order the text around it (bidi controls, line separators). Such a
/// one never travels between a terminal and the data, in either direction.
pub fn is_hostile(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{61C}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// The text in at most so many cells: whole if it fits, else cut with an ellipsis in the last cell.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let Some(room) = cells.checked_sub(1) else { return String::new() };
    let (kept, _) = split_at(text, room);
    format!("{}…", kept.trim_end())
}

/// A character of the full-width forms of ASCII as the ASCII one: `５` is `5`.
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Typographic marks as the signs of ASCII that stand for them where only those are said well; everything else as it is.
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '“' | '”' | '„' => out.push('"'),
            '‘' | '’' => out.push('\''),
            '–' | '—' | '·' => out.push('-'),
            '…' => out.push_str("..."),
            '×' => out.push('x'),
            '÷' => out.push('/'),
            '→' => out.push_str("->"),
            other => out.push(other),
        }
    }
    out
}

/// The text in exactly so many cells, cut or padded on the right.
pub fn fit(text: &str, cells: usize) -> String {
    let mut out = cut(text, cells);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&out))));
    out
}

/// Splits after as many whole graphemes as fit into the cells.
pub fn split_at(text: &str, cells: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > cells {
            return text.split_at(at);
        }
    }
    (text, "")
}

/// The text in lines of at most so many cells, broken at blanks where possible and between Han characters anywhere; at most `limit`
/// lines, the last one cut with an ellipsis if there is more.
pub fn wrap(text: &str, cells: usize, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if cells == 0 || limit == 0 {
        return lines;
    }
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_word_bounds() {
            if width(&line) + width(word) <= cells {
                line.push_str(word);
                continue;
            }
            let carried = if word.starts_with(closes) { last_grapheme(&line).to_owned() } else { String::new() };
            line.truncate(line.len() - carried.len());
            if !line.trim_end().is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line = carried;
            let mut rest = word.trim_start();
            while width(rest) > cells {
                let (head, tail) = split_at(rest, cells);
                if head.is_empty() {
                    break;
                }
                lines.push(head.to_owned());
                rest = tail;
            }
            line.push_str(rest);
        }
        lines.push(line.trim_end().to_owned());
    }
    cut_off(&mut lines, cells, limit);
    lines
}

/// Facts with a separator between them in lines of at most so many cells: a line begins with a fact, never with a separator.
pub fn wrap_facts(text: &str, separator: &str, cells: usize, limit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in text.split(separator) {
        match lines.last_mut() {
            Some(line) if width(line) + width(separator) + width(fact) <= cells => {
                line.push_str(separator);
                line.push_str(fact);
            }
            _ => lines.extend(wrap(fact, cells, limit)),
        }
    }
    cut_off(&mut lines, cells, limit);
    lines
}

/// Whether a line may not begin with this mark.
fn closes(c: char) -> bool {
    "，。、；：！？）】》”’…％,.;:!?)]}%".contains(c)
}

fn last_grapheme(text: &str) -> &str {
    // A line of one character would only move its trouble on.
    match text.grapheme_indices(true).next_back() {
        Some((at, grapheme)) if at > 0 && !grapheme.trim().is_empty() => grapheme,
        _ => "",
    }
}

/// Drops empty lines at the end, and lines past the limit, which the last line left then shows.
fn cut_off(lines: &mut Vec<String>, cells: usize, limit: usize) {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if lines.len() > limit {
        lines.truncate(limit);
        if let Some(last) = lines.last_mut() {
            *last = if width(last) < cells { format!("{last}…") } else { cut(&format!("{last} "), cells) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_a_cell_boundary() {
        for (text, cells, expected) in [
            ("王记烟酒店", 10, "王记烟酒店"),
            ("王记烟酒店", 9, "王记烟酒…"),
            ("王记烟酒店", 8, "王记烟…"),
            ("王记烟酒店", 2, "…"),
            ("王记烟酒店", 1, "…"),
            ("王记烟酒店", 0, ""),
            ("Lao Wang", 4, "Lao…"),
            ("Lao Wang", 5, "Lao…"),
        ] {
            assert_eq!(cut(text, cells), expected, "{text} in {cells}");
            assert_eq!(width(&fit(text, cells)), cells);
        }
    }

    #[test]
    fn hostile_text_is_made_harmless() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}c\u{202e}d\nq\u{7}"), "a [31mb cd q ");
        assert_eq!(clean_lines("a\u{1b}\nb"), "a \nb");
        assert_eq!(clean("a\u{61c}b\u{2028}c\u{2029}d\u{2066}e\u{200b}f"), "abcdef");
    }

    #[test]
    fn wrapped_lines_fit_and_keep_every_word() {
        let text = "counter still the old one, 问了标签的事情,下周送到 asked for labels";
        for cells in 4..40 {
            let lines = wrap(text, cells, 99);
            assert!(lines.iter().all(|line| width(line) <= cells), "{cells}: {lines:?}");
            let squeeze = |text: &str| text.replace(' ', "");
            assert_eq!(squeeze(&lines.concat()), squeeze(text));
        }
        assert_eq!(wrap("one two three", 5, 2), ["one", "two…"]);
        assert_eq!(wrap("一二三四。五六", 8, 9), ["一二三", "四。五六"], "no line begins with a full stop");
        assert_eq!(wrap_facts("one · two three · four", " · ", 12, 9), ["one", "two three", "four"]);
        assert_eq!(wrap_facts("one · two · three", " · ", 9, 9), ["one · two", "three"]);
        assert_eq!(wrap("一二三四五六", 4, 2), ["一二", "三…"]);
    }
}
