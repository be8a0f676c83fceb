//! One theme file as it is written: whom it inherits from, its palette, its roles. What can be seen to be wrong in it alone is found here;
//! which colour a role has is known only together with those it inherits from.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use toml::Spanned;

use super::{Colors, Role, ThemeError, ThemeFault};

/// A colour of a palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    many: Color,
    sixteen: Color,
}

impl Paint {
    /// The colour for a terminal with so many.
    fn among(self, colors: Colors) -> Color {
        match colors {
            Colors::Sixteen => self.sixteen,
            Colors::Many => self.many,
        }
    }
}

/// Colours by name.
pub(super) type Palette = BTreeMap<String, Paint>;

/// A theme file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    /// Whom it inherits from, and in which line it says so.
    pub(super) inherits: Option<(String, usize)>,
    pub(super) palette: Palette,
    /// What it says of roles, and in which line.
    pub(super) roles: BTreeMap<Role, (Look, usize)>,
}

/// The keys of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    inherits: Option<Spanned<String>>,
    #[serde(default)]
    palette: BTreeMap<String, Spanned<Entry>>,
    #[serde(default)]
    roles: BTreeMap<String, Spanned<Look>>,
}

/// How a colour of the palette is written.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a colour is written as \"#7fb5c4\" or { rgb = \"#7fb5c4\", ansi = \"cyan\" }")]
enum Entry {
    One(String),
    Two(Pair),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    rgb: String,
    ansi: String,
}

/// What a file says of a role.
#[derive(Clone, Debug, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // each is a key of the file
pub(super) struct Look {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl File {
    /// Reads a file's text.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, ThemeError> {
        let error = |line, fault| ThemeError { theme: name.to_owned(), line, fault };
        let line = |span: Range<usize>| 1 + text.get(..span.start).map_or(0, |before| before.matches('\n').count());
        let keys: Keys = toml::from_str(text)
            .map_err(|why| error(why.span().map(line), ThemeFault::Syntax(why.message().trim().replace('\n', ", "))))?;
        let mut palette = Palette::new();
        for (name, entry) in keys.palette {
            let at = line(entry.span());
            let paint = entry.into_inner().paint().map_err(|fault| error(Some(at), fault))?;
            palette.insert(name, paint);
        }
        let mut roles = BTreeMap::new();
        for (name, look) in keys.roles {
            let at = line(look.span());
            let role = Role::ALL.iter().find(|role| role.name() == name);
            let role = role.ok_or_else(|| error(Some(at), ThemeFault::Role(name)))?;
            roles.insert(*role, (look.into_inner(), at));
        }
        let inherits = keys.inherits.map(|it| {
            let at = line(it.span());
            (it.into_inner(), at)
        });
        Ok(Self { name: name.to_owned(), inherits, palette, roles })
    }
}

impl Entry {
    fn paint(self) -> Result<Paint, ThemeFault> {
        match self {
            Self::One(text) => one(&text),
            Self::Two(Pair { rgb, ansi }) => {
                let many = one(&rgb)?.many;
                let sixteen = one(&ansi)?.sixteen;
                if matches!(sixteen, Color::Rgb(..) | Color::Indexed(16..)) {
                    return Err(ThemeFault::Ansi(ansi));
                }
                Ok(Paint { many, sixteen })
            }
        }
    }
}

/// A colour by itself. The nearest of the 16 is found by the terminal.
fn one(text: &str) -> Result<Paint, ThemeFault> {
    let color = text.parse::<Color>().map_err(|_| ThemeFault::Color(text.to_owned()))?;
    Ok(Paint { many: color, sixteen: color })
}

impl Look {
    /// The style, with the colours of this palette.
    pub(super) fn style(&self, palette: &Palette, colors: Colors) -> Result<Style, ThemeFault> {
        let color = |text: &Option<String>| match text {
            None => Ok(None),
            // A name of the palette goes before one that everybody knows.
            Some(text) => palette.get(text).copied().map_or_else(|| one(text), Ok).map(|it| Some(it.among(colors))),
        };
        let mut style = Style { fg: color(&self.fg)?, bg: color(&self.bg)?, ..Style::default() };
        for (on, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ] {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        Ok(style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (Option<usize>, ThemeFault) {
        let error = File::parse("x", text).unwrap_err();
        assert_eq!(error.theme, "x");
        (error.line, error.fault)
    }

    #[test]
    fn nonsense_is_named_with_its_line() {
        assert_eq!(fault("[roles]\n\nalrm = {}"), (Some(3), ThemeFault::Role("alrm".into())));
        assert_eq!(fault("[palette]\na = 'reddish'"), (Some(2), ThemeFault::Color("reddish".into())));
        for ansi in ["#ff0000", "238"] {
            let text = format!("[palette]\na = 'red'\nb = {{ rgb = '#ff0000', ansi = '{ansi}' }}");
            assert_eq!(fault(&text), (Some(3), ThemeFault::Ansi(ansi.into())));
        }
        for (text, line, word) in [
            ("a = = b", 1, ""),
            ("\nname = 'x'", 2, "name"),
            ("[roles]\ntext = { fg = 7 }", 2, "string"),
            ("[roles]\ntext = { bald = true }", 2, "bald"),
            ("[palette]\n\na = 7", 3, "a colour is written"),
            ("[palette]\na = { rgb = 'red' }", 2, "a colour is written"),
        ] {
            let (at, fault) = fault(text);
            assert!(matches!(&fault, ThemeFault::Syntax(why) if why.contains(word) && !why.contains('\n')), "{fault}");
            assert_eq!(at, Some(line), "{text}");
        }
    }

    #[test]
    fn a_colour_is_one_or_two() {
        let text =
            "[palette]\na = '#102030'\nb = { rgb = '#102030', ansi = 'light-blue' }\nc = { rgb = '238', ansi = '7' }";
        let palette = File::parse("x", text).unwrap().palette;
        let rgb = Color::Rgb(0x10, 0x20, 0x30);
        for (name, many, sixteen) in
            [("a", rgb, rgb), ("b", rgb, Color::LightBlue), ("c", Color::Indexed(238), Color::Indexed(7))]
        {
            let paint = palette[name];
            assert_eq!((paint.among(Colors::Many), paint.among(Colors::Sixteen)), (many, sixteen), "{name}");
        }
    }

    #[test]
    fn a_name_of_the_palette_goes_before_a_common_one() {
        let file =
            File::parse("x", "[palette]\nred = '#102030'\n[roles]\nalarm = { fg = 'red', bg = 'blue' }").unwrap();
        let style = file.roles[&Role::Alarm].0.style(&file.palette, Colors::Many).unwrap();
        assert_eq!((style.fg, style.bg), (Some(Color::Rgb(0x10, 0x20, 0x30)), Some(Color::Blue)));
    }
}
