//! What people write into cells, read as values. Nothing here knows of rows or columns: text goes in, a value or nothing comes out.

pub mod amounts;
pub mod birthdays;
pub mod dates;
pub mod frequency;
pub mod hours;
pub mod points;
pub mod words;

/// Text with the full-width forms of ASCII as ASCII, in lower case: `１２：３０` is `12:30`.
pub fn half(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}

/// A character of the full-width forms as the ASCII one.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => ',',
        c => crate::i18n::text::narrow(c),
    }
}

/// The whole numbers in a text, in order.
pub(super) fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

/// A number written in Chinese below a hundred: 一, 十二, 廿三, 三十, 两.
pub(super) fn chinese(text: &str) -> Option<u32> {
    let digit = |c| "零一二三四五六七八九".chars().position(|it| it == c).map(|at| at as u32);
    let digit = |c| {
        if c == '两' {
            Some(2)
        } else if c == '〇' {
            Some(0)
        } else {
            digit(c)
        }
    };
    let mut number = 0;
    let mut letters = text.chars().peekable();
    let mut any = false;
    while let Some(letter) = letters.next() {
        any = true;
        match letter {
            '廿' => number += 20,
            '十' if number == 0 => number = 10,
            '十' => return None,
            other => {
                let value = digit(other)?;
                if letters.peek() == Some(&'十') {
                    letters.next();
                    number += value * 10;
                } else if letters.peek().is_some() {
                    return None;
                } else {
                    number += value;
                }
            }
        }
    }
    any.then_some(number)
}
