//! Times of day and lengths: opening hours, check-in and check-out, minutes of a visit.

use chrono::{NaiveTime, Timelike};

use crate::domain::account::Opening;

use super::half;

/// A time of day: `9:00`, `09:00:00`, `9点`, `9点30分`, `2:15 pm`; also behind a date.
pub fn time(cell: &str) -> Option<NaiveTime> {
    let text = half(cell);
    let text = text.trim();
    let (text, afternoon) = match text.strip_suffix("pm") {
        Some(text) => (text.trim(), 12),
        None => (text.strip_suffix("am").unwrap_or(text).trim(), 0),
    };
    let text = text.rsplit([' ', 't']).next().unwrap_or(text);
    let plain = text.replace(['点', '时', '：'], ":").replace('半', "30").replace(['分', '秒'], ":");
    let mut parts = plain.trim_end_matches(':').split(':');
    let mut part = || parts.next().map(str::parse::<u32>);
    let hour = part()?.ok()?;
    let minute = part().map_or(Some(0), Result::ok)?;
    let second = part().map_or(Some(0), Result::ok)?;
    if plain.len() == text.len() && !text.contains(':') {
        return None;
    }
    let hour = if afternoon > 0 && hour < 12 { hour + afternoon } else { hour };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// Opening hours of a day: `9:00-12:00,14:00-20:00`, `8:00~22:00`, `全天`, `24小时`. Those past midnight are split there. In order, and none
/// overlap.
pub fn hours(cell: &str) -> Option<Vec<Opening>> {
    let text = half(cell);
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (first, last) = (NaiveTime::MIN, NaiveTime::from_hms_opt(23, 59, 0)?);
    if ["全天", "24小时", "24小时营业", "全天营业", "24h", "24/7", "24hours"].contains(&compact.as_str()) {
        return Some(vec![Opening { from: first, to: last }]);
    }
    let mut all = Vec::new();
    for part in compact.split([',', ';', '/', '|', '和']).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once(['-', '~', '–', '—', '至', '到'])?;
        let to = to.trim_start_matches(['-', '~', '—']);
        let until_midnight = to == "24:00" || to == "24点";
        let (from, to) = (time(&clock(from))?, if until_midnight { last } else { time(&clock(to))? });
        if to > from {
            all.push(Opening { from, to });
        } else {
            all.push(Opening { from, to: last });
            all.extend((to > first).then_some(Opening { from: first, to }));
        }
    }
    all.sort_unstable();
    let apart = all.windows(2).all(|pair| pair[0].to <= pair[1].from) && all.iter().all(|it| it.from < it.to);
    (!all.is_empty() && apart).then_some(all)
}

/// A bare hour as a time.
fn clock(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 2 {
        format!("{text}:00")
    } else {
        text.to_owned()
    }
}

/// Minutes: `30`, `30 min`, `30分钟`, `1小时`, `1.5 h`, `0:45`.
pub fn minutes(cell: &str) -> Option<u32> {
    let text = half(cell);
    let text = text.trim();
    if text.contains(':') {
        let time = time(text)?;
        return Some(time.hour() * 60 + time.minute()).filter(|it| *it > 0);
    }
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim();
    let amount: f64 =
        text[..text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len()].parse().ok()?;
    let minutes = match unit {
        "" | "m" | "min" | "mins" | "minute" | "minutes" | "分" | "分钟" => amount,
        "h" | "hr" | "hour" | "hours" | "小时" | "时" => amount * 60.0,
        // 1小时30分
        _ => {
            let rest = unit.strip_prefix("小时")?.trim_end_matches(['分', '钟']);
            amount * 60.0 + f64::from(rest.trim().parse::<u8>().ok()?)
        }
    };
    (0.5..=1440.0).contains(&minutes).then(|| minutes.round() as u32)
}
