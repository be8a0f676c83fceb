//! Columns of a list: sized by content over both languages, so that switching the language moves nothing; dropped whole by priority where
//! there is no room; numbers are never cut.

use ratatui::layout::Rect;

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Cells it needs.
    pub width: u16,
    /// Whether it takes the room that is left; exactly one column does.
    pub flexible: bool,
    /// Whether its text ends at its right edge.
    pub right: bool,
    /// 0 is never dropped; of the others the highest goes first.
    pub drop: u8,
    /// Only shown where the flexible column has two and a half times the room it needs.
    pub spare: bool,
}

impl Column {
    /// A column of fixed width.
    pub const fn fixed(width: u16, drop: u8) -> Self {
        Self { width, flexible: false, right: false, drop, spare: false }
    }

    /// A column for which there is room only where the flexible one has plenty.
    pub const fn spare(width: u16, drop: u8) -> Self {
        Self { width, flexible: false, right: false, drop, spare: true }
    }

    /// A column of fixed width with its text at the right edge.
    pub const fn number(width: u16, drop: u8) -> Self {
        Self { width, flexible: false, right: true, drop, spare: false }
    }

    /// The column that takes the room that is left, at least so many cells.
    pub const fn rest(least: u16) -> Self {
        Self { width: least, flexible: true, right: false, drop: 0, spare: false }
    }
}

/// Where each column stands in a row of the area; none for a column that was dropped. One cell lies between columns.
pub fn place(columns: &[Column], area: Rect) -> Vec<Option<Rect>> {
    let mut shown: Vec<bool> = vec![true; columns.len()];
    loop {
        let kept: Vec<&Column> =
            columns.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(column, _)| column).collect();
        let needed: u16 = kept.iter().map(|column| column.width).sum::<u16>() + (kept.len() as u16).saturating_sub(1);
        let plenty: u16 = kept.iter().filter(|column| column.flexible).map(|column| column.width * 3 / 2).sum();
        let next =
            (0..columns.len()).filter(|at| shown[*at] && columns[*at].drop > 0).max_by_key(|at| columns[*at].drop);
        match next {
            Some(at) if needed + if columns[at].spare { plenty } else { 0 } > area.width => shown[at] = false,
            _ => {
                let spare = area.width.saturating_sub(needed);
                return spread(columns, &shown, spare, area);
            }
        }
    }
}

fn spread(columns: &[Column], shown: &[bool], spare: u16, area: Rect) -> Vec<Option<Rect>> {
    let mut x = area.x;
    columns
        .iter()
        .zip(shown)
        .map(|(column, shown)| {
            if !shown || x >= area.right() {
                return None;
            }
            let wanted = column.width + if column.flexible { spare } else { 0 };
            let placed = Rect { x, y: area.y, width: wanted.min(area.right() - x), height: 1 };
            x += wanted + 1;
            Some(placed)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_dropped_whole_and_the_rest_fills_the_row() {
        let columns =
            [Column::fixed(5, 0), Column::rest(10), Column::number(4, 0), Column::fixed(10, 2), Column::fixed(6, 1)];
        for (width, dropped) in
            [(80, vec![]), (39, vec![]), (38, vec![3]), (28, vec![3]), (27, vec![3, 4]), (20, vec![3, 4])]
        {
            let placed = place(&columns, Rect::new(0, 0, width, 1));
            let gone: Vec<usize> = (0..columns.len()).filter(|at| placed[*at].is_none()).collect();
            assert_eq!(gone, dropped, "at {width}");
            assert!(placed.iter().flatten().all(|area| area.right() <= width));
            if width >= 27 {
                assert_eq!(placed.iter().flatten().map(|area| area.right()).max(), Some(width));
            }
        }
    }
}
