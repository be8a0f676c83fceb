//! Older lines, kept for whoever typed them.

/// The name under which they are kept.
pub const SETTING: &str = "quick-history";

/// So many are kept.
const AT_MOST: usize = 50;

/// The lines that were kept, the newest last.
pub fn read(kept: &str) -> Vec<String> {
    kept.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect()
}

/// The lines with another one behind them, as they are kept: each once.
pub fn with(lines: &[String], line: &str) -> String {
    let line = line.trim();
    let mut all: Vec<&str> = lines.iter().map(String::as_str).filter(|older| *older != line).collect();
    all.push(line);
    all[all.len().saturating_sub(AT_MOST)..].join("\n")
}
