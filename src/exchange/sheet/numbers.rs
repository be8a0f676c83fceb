//! Numbers and dates of a workbook as people see them in its cells.

use calamine::{DataRef, ExcelDateTime};

/// A value as text. Numbers have no more than Excel's fifteen digits and never an exponent; dates are ISO dates, with the time if there is one.
/// `digits` is the least number of digits that the cell's format asks for.
pub(super) fn shown(value: &DataRef<'_>, digits: usize) -> String {
    match value {
        DataRef::Int(number) => format!("{number:0digits$}"),
        DataRef::Float(number) => float(*number, digits),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => date_time(time),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// How many digits a number format asks for, as `00000` does.
pub(super) fn digits(format: &str) -> usize {
    if format.len() > 1 && format.bytes().all(|byte| byte == b'0') { format.len().min(30) } else { 0 }
}

fn float(number: f64, digits: usize) -> String {
    // Through fifteen significant digits, which is what Excel keeps: 0.1 + 0.2 is shown as 0.3.
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if digits > 0 && rounded.fract() == 0.0 { format!("{rounded:0digits$}") } else { format!("{rounded}") }
}

fn date_time(time: &ExcelDateTime) -> String {
    let value = time.as_f64();
    if time.is_duration() || (0.0..1.0).contains(&value) {
        let minutes = (value * 24.0 * 60.0).round() as i64;
        return format!("{:02}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        (_, _, 0) => format!("{date} {hour:02}:{minute:02}"),
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}
