//! The words of the quick log, in both languages at once: what begins a part of the line, and what stands for a choice in it. They are
//! typed, not shown; what is shown stands in the message table.

use super::text::narrow;

/// What a part of the line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Keyword {
    /// Whom the rep met.
    Met,
    /// Nobody.
    Nobody,
    /// An ordinary call.
    Routine,
    /// One or two hours.
    Stay,
    /// A day at the counter.
    CounterDay,
    /// By telephone.
    Phone,
    /// By message.
    Chat,
    /// What they ordered.
    Order,
    /// Why they did not.
    NoOrder,
    /// What they asked for and could not get.
    Short,
    /// What was counted.
    Shelf,
    /// How the display was found.
    Display,
    /// Satisfaction.
    Satisfied,
    /// Which needs were served.
    Needs,
    /// A promise of ours.
    Promise,
    /// An errand of theirs.
    Errand,
    /// A complaint.
    Complaint,
    /// A matter that was answered.
    Answered,
    /// What they were told.
    Told,
    /// What rivals do.
    Rival,
    /// What comes next.
    Next,
    /// When it was.
    When,
    /// Plain words.
    Note,
}

impl Keyword {
    /// The word that is taught for it in English.
    pub fn word(self) -> &'static str {
        KEYWORDS.iter().find(|(keyword, ..)| *keyword == self).and_then(|(_, en, _)| en.first()).copied().unwrap_or("")
    }
}

/// The keywords with the words that stand for them; the first in each language is the one that is taught.
pub const KEYWORDS: &[(Keyword, &[&str], &[&str])] = &[
    (Keyword::Met, &["met", "saw"], &["见到", "见"]),
    (Keyword::Nobody, &["nobody"], &["没人", "空访"]),
    (Keyword::Order, &["order", "ordered"], &["订货", "订"]),
    (Keyword::NoOrder, &["none", "no order"], &["未订", "没订"]),
    (Keyword::Short, &["oos", "short"], &["缺货", "缺"]),
    (Keyword::Shelf, &["stock", "shelf"], &["库存"]),
    (Keyword::Display, &["display"], &["陈列"]),
    (Keyword::Satisfied, &["sat", "satisfied"], &["满意度", "满意"]),
    (Keyword::Needs, &["needs", "need"], &["需求"]),
    (Keyword::Promise, &["promise", "promised"], &["承诺"]),
    (Keyword::Errand, &["errand"], &["托办"]),
    (Keyword::Complaint, &["complaint"], &["投诉"]),
    (Keyword::Answered, &["done", "answered"], &["已答", "办好"]),
    (Keyword::Told, &["told"], &["告知"]),
    (Keyword::Rival, &["rival", "competitor"], &["竞品"]),
    (Keyword::Next, &["next"], &["下次"]),
    (Keyword::When, &["on", "at"], &["补记", "补"]),
    (Keyword::Routine, &["routine"], &["常规"]),
    (Keyword::Stay, &["stay"], &["驻店"]),
    (Keyword::CounterDay, &["counter"], &["站柜"]),
    (Keyword::Phone, &["phone"], &["电话"]),
    (Keyword::Chat, &["chat"], &["微信", "消息"]),
    (Keyword::Note, &["note"], &["备注"]),
];

/// What stands between several of a kind: people, goods, choices.
pub const SEVERAL: [char; 6] = [',', '，', '、', ';', '；', '\n'];

/// What stands between the parts of a line.
pub const BETWEEN: [char; 2] = ['|', '｜'];

/// The keyword that a part begins with, and what stands behind it. A word of letters ends at a blank; Chinese characters need none.
pub fn keyword(part: &str) -> Option<(Keyword, &str)> {
    let part = part.trim();
    let words = KEYWORDS.iter().flat_map(|(keyword, en, zh)| en.iter().chain(*zh).map(move |word| (*keyword, *word)));
    let found = words.filter_map(|(keyword, word)| Some((word.len(), keyword, behind(part, word)?)));
    found.max_by_key(|(long, ..)| *long).map(|(_, keyword, rest)| (keyword, rest))
}

/// What stands behind a word at the beginning; none if it does not begin so.
fn behind<'a>(part: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = part.chars();
    for wanted in word.chars() {
        let given = narrow(rest.next()?).to_ascii_lowercase();
        if given != wanted {
            return None;
        }
    }
    let rest = rest.as_str();
    let letters = word.is_ascii();
    let ends = rest.starts_with(|c: char| c.is_whitespace() || c == ':' || c == '：') || rest.is_empty();
    (!letters || ends).then(|| rest.trim_start_matches([':', '：']).trim())
}

/// The owner, as people say.
pub const BOSS: [&str; 3] = ["boss", "owner", "老板"];

/// All or nothing.
pub const ALL_OR_NOTHING: [&str; 4] = ["all", "whole", "足额", "全要"];

/// They would buy it outside the channel.
pub const OUTSIDE: [&str; 3] = ["outside", "外购", "串货"];

/// Until when.
pub const UNTIL: [&str; 4] = ["until", "till", "by", "到"];

/// Why nothing was ordered, as people say it: the reason, by its saved word.
pub const REASONS: &[(&str, &str)] = &[
    ("太贵", "price"),
    ("贵", "price"),
    ("expensive", "price"),
    ("没钱", "money"),
    ("够", "enough-stock"),
    ("还有货", "enough-stock"),
    ("enough", "enough-stock"),
    ("不好卖", "slow-sales"),
    ("卖不动", "slow-sales"),
];

/// What stands between two people or things that are named together.
pub const AND: [&str; 5] = [" and ", " & ", "和", "跟", "与"];

/// Words that say nothing of a matter by themselves.
pub const PARTICLES: [char; 6] = ['了', '好', '的', '过', '啦', '完'];

/// What makes a number a date.
pub const IN_A_DATE: [char; 5] = ['/', '月', '号', '天', '周'];

/// What a date may stand before without being a part of it.
pub const BEFORE_A_DAY: [&str; 4] = ["by", "before", "on", "until"];

/// What may stand behind a date.
pub const BEHIND_A_DAY: [&str; 6] = ["之前", "前", "。", ".", "!", "！"];

/// Everything is in order.
pub const IN_ORDER: [&str; 5] = ["ok", "good", "好", "良好", "整齐"];

/// No order, where a reason follows.
pub const NO: [&str; 4] = ["none", "no", "无", "没"];

/// No such thing.
pub const LACKS: [&str; 3] = ["no", "lacks", "缺"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_begins_with_its_keyword() {
        for (part, expected) in [
            ("met boss", Some((Keyword::Met, "boss"))),
            ("MET  boss", Some((Keyword::Met, "boss"))),
            ("metal sign is gone", None),
            ("ｓａｔ 4", Some((Keyword::Satisfied, "4"))),
            ("满意4", Some((Keyword::Satisfied, "4"))),
            ("满意度：4", Some((Keyword::Satisfied, "4"))),
            ("no order price", Some((Keyword::NoOrder, "price"))),
            ("order none price", Some((Keyword::Order, "none price"))),
            ("缺货 玉溪软 x5", Some((Keyword::Short, "玉溪软 x5"))),
            ("nobody", Some((Keyword::Nobody, ""))),
            ("", None),
            ("wants a new counter", None),
        ] {
            assert_eq!(keyword(part), expected, "{part}");
        }
    }

    #[test]
    fn no_word_stands_for_two_things() {
        let mut words: Vec<&str> = KEYWORDS.iter().flat_map(|(_, en, zh)| en.iter().chain(*zh).copied()).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
