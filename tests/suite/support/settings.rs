//! Something in every section of the settings of the demo.

use rounds::domain::account::Beat;
use rounds::domain::change::Change;
use rounds::domain::day::Span;
use rounds::domain::ids::{BeatId, LeaveId, ProductId, TeamId};
use rounds::domain::label::Label;
use rounds::domain::people::{Leave, Team};
use rounds::domain::product::{Pack, Product};
use rounds::domain::record::Record;
use uuid::Uuid;

use super::demo::Demo;

/// Products, leave, a beat without accounts and a team without people; identities far from all others.
pub fn furnish(demo: &Demo) {
    let id = |n: u128| Uuid::from_u128((0xF00D << 96) + n);
    let day = |text: &str| text.parse().expect("a day");
    let packs = |packs: &[(&str, u32)]| -> Vec<Pack> {
        packs.iter().map(|(name, factor)| Pack { name: (*name).into(), factor: *factor }).collect()
    };
    let products = [
        ("七匹狼(白)", "6901028", "包", &[("条", 10), ("件", 500)][..], &["白狼"][..], false),
        ("Lakeside Ale", "LA-33", "bottle", &[("crate", 24)], &[], false),
        ("红塔山", "", "包", &[("条", 10)], &["HTS"], true),
    ];
    let mut records: Vec<Record> = Vec::new();
    for (n, (name, code, unit, all, aliases, retired)) in (1..).zip(products) {
        records.push(
            Product {
                id: ProductId(id(n)),
                code: code.into(),
                name: name.into(),
                aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
                unit: unit.into(),
                packs: packs(all),
                retired,
            }
            .into(),
        );
    }
    let rep = demo.rep.id;
    for (n, first, last) in [(10, "2026-12-24", Some("2026-12-25")), (11, "2026-09-07", Some("2026-09-11"))] {
        let span = Span { first: day(first), last: last.map(day) };
        records.push(Leave { id: LeaveId(id(n)), rep, span, cover: None }.into());
    }
    records.push(Beat { id: BeatId(id(20)), rep, name: Label::new("Riverside", "滨江片") }.into());
    records.push(Team { id: TeamId(id(30)), name: Label::new("North", "北区"), parent: None }.into());
    demo.apply(None, records.into_iter().map(Change::Add).collect());
}
