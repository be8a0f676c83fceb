//! The pictures of the README are frames of the program, drawn here and compared with what is kept: a picture that shows something else
//! than the program does fails.

mod scenes;
mod svg;

use std::collections::BTreeSet;
use std::path::PathBuf;

use rounds::i18n::Lang;
use scenes::Scene;

/// No picture may be larger, in bytes.
const LARGEST: usize = 60_000;

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "pictures"].iter().collect()
}

/// All pictures: the file, and what makes the frame.
fn pictures() -> Vec<(&'static str, String)> {
    vec![
        ("today.svg", Scene::new(Lang::En, 120, 36).picture("Rounds: Today")),
        ("today-zh.svg", Scene::new(Lang::Zh, 120, 36).picture("巡访:今日")),
        ("map.svg", Scene::new(Lang::En, 100, 30).keys("m n n").picture("Rounds: Map")),
        ("map-zh.svg", Scene::new(Lang::Zh, 100, 30).keys("m n n").picture("巡访:地图")),
        ("overdue.svg", Scene::new(Lang::En, 100, 30).keys("2").picture("Rounds: Overdue")),
        ("stock.svg", Scene::new(Lang::En, 120, 36).keys("3 j j j j j j j j j j j j j").picture("Rounds: Stock")),
        ("stock-zh.svg", Scene::new(Lang::Zh, 120, 36).keys("3 j j j j j j j j j j j j j").picture("巡访:缺货")),
        ("quick.svg", scenes::quick(Lang::En, 100, 24).picture("Rounds: Quick log")),
        ("quick-zh.svg", scenes::quick(Lang::Zh, 100, 24).picture("巡访:快记")),
        ("visit-zh.svg", scenes::visit(Lang::Zh, 100, 30).picture("巡访:拜访")),
    ]
}

#[test]
fn the_pictures_show_the_program() {
    let write = std::env::var("ROUNDS_PICTURES").is_ok_and(|value| value == "write");
    let mut differ = Vec::new();
    let pictures = pictures();
    for (name, drawn) in &pictures {
        assert!(drawn.len() < LARGEST, "{name} has {} bytes", drawn.len());
        let path = folder().join(name);
        let kept = std::fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
        if kept == *drawn {
            continue;
        }
        if write {
            std::fs::write(&path, drawn).expect("the picture is written");
        } else {
            differ.push(*name);
        }
    }
    let there = std::fs::read_dir(folder()).expect("the folder of pictures");
    let there: BTreeSet<_> = there.map(|entry| entry.expect("a file").file_name()).collect();
    let drawn: BTreeSet<_> = pictures.iter().map(|(name, _)| (*name).into()).collect();
    assert_eq!(there, drawn, "other files among the pictures");
    assert!(
        differ.is_empty(),
        "{} show something else than the program does. Renew them, look at them, commit them:\n\
         ROUNDS_PICTURES=write cargo test pictures",
        differ.join(", ")
    );
}
