//! The themes of a run: those that ship, and a person's own from their folder. A file that cannot be used is said and never keeps the
//! program from starting.

use std::path::Path;

use crate::i18n::Lang;
use crate::i18n::messages::cli as words;
use crate::ui::theme::{Colors, Family, Theme};

use super::setting::Setting;
use super::trouble::Trouble;
use super::wording::theme_fault;

/// What was found.
pub struct Themes {
    /// Those that can be used, the one in force first.
    pub usable: Vec<Theme>,
    /// The others.
    pub broken: Vec<Broken>,
}

/// A file that cannot be used.
pub struct Broken {
    name: String,
    line: Option<usize>,
    what: String,
}

impl Themes {
    /// Reads the folder, for a terminal with so many colours.
    pub fn find(setting: &Setting, colors: Colors) -> Self {
        let mut family = Family::shipped();
        let mut broken = Vec::new();
        for name in setting.themes.as_deref().map(names).unwrap_or_default() {
            match std::fs::read_to_string(setting.theme_file(&name)) {
                Ok(text) => family.add(&name, &text),
                Err(error) => broken.push(Broken { name, line: None, what: error.to_string() }),
            }
        }
        let (usable, errors) = family.themes(colors);
        broken.extend(errors.into_iter().map(|error| Broken {
            name: error.theme,
            line: error.line,
            what: theme_fault(setting.lang, &error.fault),
        }));
        Self { usable, broken }
    }

    /// Puts the one first that was asked for by argument or configuration, which must be there.
    pub fn choose(&mut self, setting: &Setting) -> Result<(), Trouble> {
        let Some(name) = setting.theme.as_deref().filter(|name| !self.bring_forward(name)) else { return Ok(()) };
        let said = self.broken.iter().find(|it| it.name == name).map(|broken| {
            let file = setting.theme_file(name).display().to_string();
            broken.said_of(setting.lang, &file)
        });
        Err(Trouble::config(said.unwrap_or_else(|| {
            let list = self.usable.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>().join(", ");
            words::err_theme(setting.lang, name, &list)
        })))
    }

    /// Puts the theme of this name first; answers whether there is one.
    pub fn bring_forward(&mut self, name: &str) -> bool {
        let found = self.usable.iter().position(|theme| theme.name == name);
        if let Some(at) = found {
            self.usable[..=at].rotate_right(1);
        }
        found.is_some()
    }
}

impl Broken {
    /// Which file it is, where in it, and what is wrong. A folder would leave no room for that in a status line.
    pub fn said(&self, lang: Lang) -> String {
        self.said_of(lang, &format!("{}.toml", self.name))
    }

    fn said_of(&self, lang: Lang, file: &str) -> String {
        match self.line {
            Some(line) => words::theme_problem_in(lang, file, line, &self.what),
            None => words::theme_problem(lang, file, &self.what),
        }
    }
}

/// The themes in a folder by name. Hidden files are what editors leave.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let name = |path: &Path| Some(path.file_name()?.to_str()?.strip_suffix(".toml")?.to_owned());
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .filter_map(|path| name(&path))
        .filter(|name| !name.starts_with('.') && !name.is_empty())
        .collect();
    names.sort();
    names
}
