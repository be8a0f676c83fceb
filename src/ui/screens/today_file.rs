//! The route that is shown as a file for other programs: which kind, is told by how the name ends.

use std::path::PathBuf;

use crate::app::effect::{Ask, Effect, Place, Toast};
use crate::app::query::Query;
use crate::app::route_file::{Asked, Made, proposed};
use crate::exchange::routes::Format;
use crate::i18n::messages::routes as words;
use crate::ui::layer::Cx;

use super::today::Today;

impl Today {
    /// Asks for the name of the file.
    pub(super) fn name_file(&self, cx: &mut Cx<'_>) {
        if let Some(folder) = cx.shared.folders.first() {
            let path = proposed(folder, self.day).display().to_string();
            cx.push(Effect::Open(Place::Prompt(Ask::RouteTo, path)));
        }
    }

    /// Asks for what goes into it.
    pub(super) fn ask_for_file(&mut self, path: PathBuf, cx: &mut Cx<'_>) {
        if path.as_os_str().is_empty() {
            return;
        }
        let lang = cx.shared.lang;
        let Some(format) = Format::of_file(&path) else {
            cx.push(Effect::Say(Toast::problem(words::file_kind(lang))));
            cx.push(Effect::Open(Place::Prompt(Ask::RouteTo, path.display().to_string())));
            return;
        };
        self.file = Some(path);
        let asked = Asked { from: self.day, to: self.day, format, lang, map: cx.shared.map.clone() };
        cx.push(Effect::Read(Query::RouteFile(asked)));
    }

    /// Writes it.
    pub(super) fn write_file(&mut self, made: Made, cx: &mut Cx<'_>) {
        if let Some(path) = self.file.take() {
            let said = made.said(cx.shared.lang);
            cx.push(Effect::WriteFile(path, made.text, said));
        }
    }
}
