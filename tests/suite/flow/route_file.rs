//! The route as a file and an account as a link, from the screens.

use rounds::domain::account::Account;
use rounds::domain::change::Change;
use rounds::i18n::Lang;
use rounds::store::{Store as _, Viewer};

use crate::support::demo::Demo;
use crate::support::look::check_frame;

use super::day_report::clipboard;
use super::{NEXT, assert_hides, assert_said, assert_shows};

#[test]
fn the_route_becomes_a_file_of_the_kind_that_its_name_says() {
    for lang in Lang::ALL {
        let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("W");
        assert_shows(&stage, say(".gpx navigation", ".gpx 导航"));
        check_frame(&mut stage, "the name of a route's file");
        stage.keys("enter");
        let stops = demo.names(demo.today()).len();
        assert_said(&stage, &if lang == Lang::En { format!("{stops} stops") } else { format!("{stops}个拜访点") });
        let folder = demo.path().parent().expect("a folder").to_owned();
        let calendar = std::fs::read_to_string(folder.join("route-2026-11-20.ics")).expect("the file");
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), stops);
        // The same name again is asked for anew; another ending is another kind.
        stage.keys("W enter");
        assert_said(&stage, say("is there already", "已存在"));
        stage.keys("backspace backspace backspace");
        stage.type_text("pdf");
        stage.keys("enter");
        assert_said(&stage, say("End the name with", "文件名请以"));
        stage.keys("backspace backspace backspace");
        stage.type_text("gpx");
        stage.keys("enter");
        let gpx = std::fs::read_to_string(folder.join("route-2026-11-20.gpx")).expect("the file");
        assert_eq!(gpx.matches("<wpt ").count(), stops);
        assert!(gpx.contains(NEXT));
    }
}

#[test]
fn one_key_copies_what_opens_a_shop_on_a_map() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        for way in ["y", "enter y", "2 y"] {
            stage.keys(way);
            assert_shows(&stage, "geo:");
            let copied = stage.line.writes.iter().rev().find_map(|bytes| clipboard(bytes)).expect("a copy");
            assert!(copied.starts_with("https://www.openstreetmap.org/?mlat=30."), "{way}: {copied}");
            stage.keys("esc esc 1");
        }
        // Without a place there is nothing to copy, and that is said.
        let stop = demo.route(demo.today()).into_iter().find(|row| row.account.name == NEXT).expect("the stop");
        let account = demo.store().account(Viewer::System, stop.stop.account).unwrap().unwrap();
        demo.apply(None, vec![Change::Set(Account { place: None, ..account }.into())]);
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("enter y");
        assert_hides(&stage, "geo:");
        assert_said(&stage, if lang == Lang::En { "has no place on the map" } else { "没有坐标" });
    }
}
