//! Words that answer a question of line mode, in both languages at once. They are typed, not shown.

use super::text::narrow;

/// An answer that means something wherever a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Common {
    /// Nothing was typed.
    Nothing,
    /// One step back.
    Back,
    /// What is asked?
    Help,
    /// No more questions.
    End,
    /// What is there goes.
    Empty,
}

/// An answer as it is compared: no full-width forms, small letters.
pub fn bare(said: &str) -> String {
    said.trim().chars().map(|c| if c == '。' { '.' } else { narrow(c) }).collect::<String>().to_lowercase()
}

/// What an answer means everywhere, if it does.
pub fn common(said: &str) -> Option<Common> {
    match bare(said).as_str() {
        "" => Some(Common::Nothing),
        "b" | "back" | "返回" => Some(Common::Back),
        "?" | "help" | "帮助" => Some(Common::Help),
        "." => Some(Common::End),
        "-" => Some(Common::Empty),
        _ => None,
    }
}

/// Yes or no; none if it is neither.
pub fn yes(said: &str) -> Option<bool> {
    match bare(said).as_str() {
        "y" | "yes" | "ok" | "是" | "好" | "对" => Some(true),
        "n" | "no" | "否" | "不" | "不是" => Some(false),
        _ => None,
    }
}

/// What stands between numbers of a list.
const BETWEEN: [char; 5] = [',', ';', '+', '、', '和'];

/// Numbers of a list: `1 3`, `1,3`, `１、３`. None if something else is among them.
pub fn numbers(said: &str) -> Option<Vec<usize>> {
    let bare = bare(said);
    let parts = bare.split(|c: char| c.is_whitespace() || BETWEEN.contains(&c)).filter(|part| !part.is_empty());
    let all: Option<Vec<usize>> = parts.map(|part| part.parse().ok()).collect();
    all.filter(|all| !all.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_as_people_type_them() {
        assert_eq!(numbers("1 3"), Some(vec![1, 3]));
        assert_eq!(numbers("１、３，2"), Some(vec![1, 3, 2]));
        for text in ["", "one", "1 boss", "-1", "99999999999999999999999"] {
            assert_eq!(numbers(text), None, "{text}");
        }
        assert_eq!(
            (common("Ｂ"), common("。"), common(" "), common("bb")),
            (Some(Common::Back), Some(Common::End), Some(Common::Nothing), None)
        );
        assert_eq!((yes("Ｙ"), yes("否"), yes("maybe")), (Some(true), Some(false), None));
    }
}
