//! Theme files that may inherit from one another: those that ship, and a person's own. Here they become themes; one that cannot is named
//! with its fault, and the others go on without it. Files are given as text: it must not look for them.

use std::collections::BTreeMap;

use super::file::{File, Palette};
use super::{Colors, Theme, ThemeError, ThemeFault};

/// The files that ship, the default first.
const SHIPPED: [(&str, &str); 5] = [
    ("default", include_str!("../../../themes/default.toml")),
    ("dark", include_str!("../../../themes/dark.toml")),
    ("light", include_str!("../../../themes/light.toml")),
    ("high-contrast", include_str!("../../../themes/high-contrast.toml")),
    ("mono", include_str!("../../../themes/mono.toml")),
];

/// Theme files. Of two with one name the later is meant.
#[derive(Clone, Debug, Default)]
pub struct Family {
    files: Vec<File>,
    faults: Vec<ThemeError>,
}

impl Family {
    /// The files that ship.
    pub fn shipped() -> Self {
        let mut family = Self::default();
        for (name, text) in SHIPPED {
            family.add(name, text);
        }
        family
    }

    /// Adds a file: a theme of this name. It takes the place of one that is there, and may inherit from it.
    pub fn add(&mut self, name: &str, text: &str) {
        match File::parse(name, text) {
            Ok(file) => self.files.push(file),
            Err(error) => self.faults.push(error),
        }
    }

    /// The themes for a terminal with so many colours, in the order of their names' first files, and what is wrong with files that cannot
    /// be used.
    pub fn themes(mut self, colors: Colors) -> (Vec<Theme>, Vec<ThemeError>) {
        loop {
            // A file at fault goes out, and the others are tried without it: they may do, or have another of that name.
            let made: Result<Vec<Theme>, _> = (0..self.files.len()).map(|at| self.theme(at, colors)).collect();
            match made {
                Ok(made) => return (self.last_of_each_name(made), self.faults),
                Err((at, line, fault)) => {
                    let theme = self.files.remove(at).name;
                    self.faults.push(ThemeError { theme, line: Some(line), fault });
                }
            }
        }
    }

    fn last_of_each_name(&self, made: Vec<Theme>) -> Vec<Theme> {
        let mut themes: Vec<Theme> = Vec::with_capacity(self.files.len());
        for theme in made {
            match themes.iter_mut().find(|other| other.name == theme.name) {
                Some(other) => *other = theme,
                None => themes.push(theme),
            }
        }
        themes
    }

    /// The theme of a file, or which file is at fault, in which line and why.
    fn theme(&self, at: usize, colors: Colors) -> Result<Theme, (usize, usize, ThemeFault)> {
        let descent = self.descent(at)?;
        let mut palette = Palette::new();
        let mut roles = BTreeMap::new();
        // The eldest first: what a child says stands.
        for at in descent.into_iter().rev() {
            let file = &self.files[at];
            palette.extend(file.palette.iter().map(|(name, paint)| (name.clone(), *paint)));
            roles.extend(file.roles.iter().map(|(role, said)| (*role, (at, said))));
        }
        let mut given = BTreeMap::new();
        for (role, (at, (look, line))) in roles {
            given.insert(role, look.style(&palette, colors).map_err(|fault| (at, *line, fault))?);
        }
        Ok(Theme::new(&self.files[at].name, &given))
    }

    /// A file and those it inherits from, one from the other. A theme that inherits from its own name means the one it takes the place of.
    fn descent(&self, at: usize) -> Result<Vec<usize>, (usize, usize, ThemeFault)> {
        let mut found = vec![at];
        let mut last = at;
        while let Some((parent, said_in)) = &self.files[last].inherits {
            let of_name = |at: &usize| self.files[*at].name == *parent;
            let Some(next) = (0..self.files.len()).rev().filter(of_name).find(|at| !found.contains(at)) else {
                let names = || found.iter().map(|at| self.files[*at].name.clone()).chain([parent.clone()]).collect();
                let circle = found.iter().any(of_name);
                let fault = if circle { ThemeFault::Circle(names()) } else { ThemeFault::Inherits(parent.clone()) };
                return Err((last, *said_in, fault));
            };
            found.push(next);
            last = next;
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;
    use crate::ui::theme::Role;

    /// The themes of these files beside the shipped ones, and what is wrong.
    fn made(files: &[(&str, &str)], colors: Colors) -> (Vec<Theme>, Vec<String>) {
        let mut family = Family::shipped();
        for (name, text) in files {
            family.add(name, text);
        }
        let (themes, errors) = family.themes(colors);
        let said = |error: &ThemeError| format!("{}:{} {}", error.theme, error.line.unwrap_or(0), error.fault);
        (themes, errors.iter().map(said).collect())
    }

    fn style(themes: &[Theme], name: &str, role: Role) -> Style {
        themes.iter().find(|theme| theme.name == name).unwrap().style(role)
    }

    #[test]
    fn those_that_ship_are_without_fault() {
        for colors in [Colors::Sixteen, Colors::Many] {
            let (themes, errors) = made(&[], colors);
            assert_eq!(errors, <[String; 0]>::default());
            assert_eq!(themes.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), SHIPPED.map(|(name, _)| name));
        }
    }

    #[test]
    fn a_childs_palette_colours_what_its_parents_say() {
        let files = [
            ("child", "inherits = 'parent'\n[palette]\nwarm = { rgb = '#aa0000', ansi = 'magenta' }"),
            ("grandchild", "inherits = 'child'\n[roles]\nalarm = { fg = 'warm', underline = true }"),
            ("parent", "[palette]\nwarm = 'yellow'\n[roles]\nwarning = { fg = 'warm' }\nalarm = { bold = true }"),
        ];
        let (themes, errors) = made(&files, Colors::Many);
        assert_eq!(errors, <[String; 0]>::default());
        let red = Color::Rgb(0xAA, 0, 0);
        assert_eq!(style(&themes, "parent", Role::Warning), Style::new().yellow());
        assert_eq!(style(&themes, "child", Role::Warning), Style::new().fg(red));
        assert_eq!(style(&themes, "child", Role::Alarm), Style::new().bold());
        assert_eq!(style(&themes, "grandchild", Role::Warning), Style::new().fg(red));
        assert_eq!(style(&themes, "grandchild", Role::Alarm), Style::new().fg(red).underlined());
        let (themes, _) = made(&files, Colors::Sixteen);
        assert_eq!(style(&themes, "grandchild", Role::Alarm), Style::new().magenta().underlined());
    }

    #[test]
    fn one_takes_the_place_of_another_and_inherits_from_it() {
        let (themes, errors) =
            made(&[("dark", "inherits = 'dark'\n[roles]\naccent = { fg = 'magenta' }")], Colors::Many);
        assert_eq!(errors, <[String; 0]>::default());
        assert_eq!(themes.iter().filter(|theme| theme.name == "dark").count(), 1);
        assert_eq!(themes[1].name, "dark");
        assert_eq!(style(&themes, "dark", Role::Accent), Style::new().magenta());
        let shipped = Theme::shipped();
        assert_eq!(style(&themes, "dark", Role::Alarm), style(&shipped, "dark", Role::Alarm));
        // Whoever inherits from that name has the new one.
        assert_eq!(style(&themes, "light", Role::Accent), Style::new().magenta());
    }

    #[test]
    fn a_file_at_fault_is_named_and_the_others_are_used() {
        for (files, named, usable) in [
            (&[("a", "inherits = 'nobody'")][..], &["a:1 there is no theme 'nobody' to inherit from"][..], &[][..]),
            (&[("a", "\ninherits = 'a'")], &["a:2 it inherits from itself: a, a"], &[]),
            (
                &[("a", "inherits = 'b'"), ("b", "inherits = 'c'"), ("c", "inherits = 'b'"), ("d", "")],
                &[
                    "c:1 it inherits from itself: a, b, c, b",
                    "b:1 there is no theme 'c' to inherit from",
                    "a:1 there is no theme 'b' to inherit from",
                ],
                &["d"],
            ),
            (
                &[("a", "inherits = 'b'"), ("b", "[roles]\nalrm = {}"), ("c", "inherits = 'dark'")],
                &["b:2 'alrm' is not a role", "a:1 there is no theme 'b' to inherit from"],
                &["c"],
            ),
            // The shipped one of that name stays.
            (
                &[("a", "inherits = 'dark'"), ("dark", "inherits = 'nobody'")],
                &["dark:1 there is no theme 'nobody' to inherit from"],
                &["a"],
            ),
            (
                &[("a", "[roles]\ntext = { fg = 'ambre' }"), ("b", "inherits = 'a'\n[palette]\nambre = 'red'")],
                &[
                    "a:2 'ambre' is neither in the palette nor a colour such as cyan, light-red, 238 or #7fb5c4",
                    "b:1 there is no theme 'a' to inherit from",
                ],
                &[],
            ),
        ] {
            let (themes, errors) = made(files, Colors::Many);
            assert_eq!(errors, named, "{files:?}");
            let names: Vec<&str> = themes.iter().map(|theme| theme.name.as_str()).collect();
            assert_eq!(names, [&SHIPPED.map(|(name, _)| name)[..], usable].concat(), "{files:?}");
        }
    }
}
