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
fn pictures() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for lang in Lang::ALL {
        let zh = lang == Lang::Zh;
        let mut shot = |name: &str, scene: Scene| {
            let file = format!("{name}{}.svg", if zh { "-zh" } else { "" });
            all.push((file, scene.picture(if zh { "巡访" } else { "Rounds" })));
        };
        let scene = |width, height| Scene::new(lang, width, height);
        shot("today", scene(120, 36));
        shot("quick", scenes::quick(lang, 100, 24));
        shot("visit", scenes::visit(lang, 100, 30));
        shot("overdue", scene(100, 30).keys("2"));
        shot("stock", scene(120, 36).keys("3 j j j j j j j j j j j j j"));
        shot("accounts", scene(100, 24).keys("4 /").text("wj"));
        shot("account", scene(120, 30).keys("enter"));
        shot("follow-ups", scene(120, 30).keys("6 j j j j"));
        shot("map", scene(100, 30).keys("m n n"));
        shot("board", scene(120, 24).keys("7"));
        shot("plan", scene(120, 36).keys("5 p").thought());
        shot("closing", scene(100, 24).keys("Z r x").text(if zh { "已搬走" } else { "moved away" }).keys("enter"));
        shot("settings", scene(100, 24).keys("8"));
    }
    all
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
            differ.push(name.clone());
        }
    }
    let there = std::fs::read_dir(folder()).expect("the folder of pictures");
    let there: BTreeSet<_> = there.map(|entry| entry.expect("a file").file_name()).collect();
    let drawn: BTreeSet<_> = pictures.iter().map(|(name, _)| name.into()).collect();
    assert_eq!(there, drawn, "other files among the pictures");
    assert!(
        differ.is_empty(),
        "{} show something else than the program does. Renew them, look at them, commit them:\n\
         ROUNDS_PICTURES=write cargo test pictures",
        differ.join(", ")
    );
}
