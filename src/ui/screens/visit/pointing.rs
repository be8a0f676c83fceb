//! What a click does in a visit.

use crate::ui::canvas::Hit;
use crate::ui::layer::Cx;

use super::Visit;

impl Visit {
    /// A section that is clicked on comes into hand; a choice of it is taken as by its digit.
    pub(super) fn click(&mut self, hit: Hit, cx: &mut Cx<'_>) {
        let (Hit::Row(section) | Hit::Choice(section, _)) = hit else { return };
        let found = self.sections().into_iter().find(|it| *it as usize == section);
        if let Some(section) = found.filter(|it| *it != self.focus) {
            self.focus_on(section, cx);
        }
        if let Hit::Choice(_, at) = hit {
            self.choose(at, cx);
        }
    }
}
