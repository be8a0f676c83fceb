//! What one terminal can show, found from the environment its user sent. A plain value and a pure function: a server holds many at
//! once, each from its own client. It must not read the process's environment.

use crate::ui::theme::Colors;

/// How many colours a terminal shows. Bold, dim, underline and reverse are kept at every depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColorDepth {
    /// No colour at all: the user asked for none, or the terminal has none.
    Mono,
    /// The 16 colours of the user's own palette.
    Ansi16,
    /// Those, a 6×6×6 cube and 24 greys.
    Ansi256,
    /// 24 bits.
    True,
}

impl ColorDepth {
    /// What a theme can count on here.
    pub fn colors(self) -> Colors {
        match self {
            Self::Ansi16 => Colors::Sixteen,
            Self::Mono | Self::Ansi256 | Self::True => Colors::Many,
        }
    }
}

/// What a terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Colours.
    pub depth: ColorDepth,
    /// Frames may be wrapped in synchronized output (DEC private mode 2026). Terminals that do not know the mode ignore it, save
    /// for the few that are named in [`Caps::from_env`].
    pub sync: bool,
    /// Chinese can be shown. Not so on the Linux console, whose fonts end at 512 glyphs.
    pub han: bool,
}

impl Caps {
    /// What the variables `TERM`, `COLORTERM` and `NO_COLOR` say, as `get` answers for them.
    pub fn from_env(get: impl Fn(&str) -> Option<String>) -> Self {
        let term = get("TERM").unwrap_or_default();
        let colorterm = get("COLORTERM").unwrap_or_default().to_ascii_lowercase();
        let no_color = get("NO_COLOR").is_some_and(|value| !value.is_empty());
        let kind = term.split('-').next().unwrap_or_default();
        let simple = matches!(kind, "" | "dumb" | "linux");
        let depth = if no_color || term.is_empty() || kind == "dumb" || kind == "vt100" || term.ends_with("-mono") {
            ColorDepth::Mono
        } else if kind == "linux" {
            ColorDepth::Ansi16
        } else if matches!(colorterm.as_str(), "truecolor" | "24bit") || term.ends_with("-direct") {
            ColorDepth::True
        } else if term.contains("256color") {
            ColorDepth::Ansi256
        } else {
            ColorDepth::Ansi16
        };
        Self { depth, sync: !simple, han: kind != "linux" }
    }

    /// Whether `TERM` names a terminal that cannot be painted on at all.
    pub fn is_dumb(get: impl Fn(&str) -> Option<String>) -> bool {
        get("TERM").is_none_or(|term| matches!(term.as_str(), "" | "dumb" | "unknown"))
    }
}

#[cfg(test)]
mod tests {
    use super::ColorDepth::{Ansi16, Ansi256, Mono, True};
    use super::*;

    #[test]
    fn the_environment_of_common_terminals() {
        for (term, colorterm, no_color, depth, sync) in [
            ("xterm-256color", "truecolor", "", True, true),
            ("xterm-256color", "", "", Ansi256, true),
            ("xterm-256color", "truecolor", "1", Mono, true),
            ("screen-256color", "24BIT", "", True, true),
            ("xterm-direct", "", "", True, true),
            ("xterm", "", "", Ansi16, true),
            ("xterm-kitty", "", "", Ansi16, true),
            ("vt100", "", "", Mono, true),
            ("linux", "truecolor", "", Ansi16, false),
            ("linux-16color", "", "", Ansi16, false),
            ("dumb", "truecolor", "", Mono, false),
            ("", "", "", Mono, false),
        ] {
            let get = |name: &str| {
                let value = match name {
                    "TERM" => term,
                    "COLORTERM" => colorterm,
                    "NO_COLOR" => no_color,
                    other => panic!("asked for {other}"),
                };
                Some(value.to_owned())
            };
            let caps = Caps::from_env(get);
            assert_eq!((caps.depth, caps.sync), (depth, sync), "{term} {colorterm} {no_color}");
        }
    }

    #[test]
    fn an_empty_environment_is_dumb() {
        assert!(Caps::is_dumb(|_| None));
        assert!(Caps::is_dumb(|_| Some("dumb".to_owned())));
        assert!(!Caps::is_dumb(|_| Some("xterm".to_owned())));
    }
}
