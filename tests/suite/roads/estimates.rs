//! Estimates: the usual numbers, those of a configuration, and those of regions.

use rounds::app::config::Config;
use rounds::planning::matrix::{Matrix, Source};
use rounds::planning::travel::Travel;
use rounds::roads::{Roads, Wish};

use super::{asked, now, place, places};

#[test]
fn without_a_wish_ways_are_estimated_as_ever() {
    let roads = Roads::default();
    let places = [&places(7)[..], &[None]].concat();
    let found = asked(&roads, &places);
    assert_eq!(found.matrix, Matrix::estimated(&places, Travel::default()));
    assert_eq!((found.fell_back, roads.known(&places)), (None, None));
    assert!(roads.only_estimates());
}

fn configured(text: &str) -> Wish {
    let (config, problems) = Config::parse(text);
    assert_eq!(problems, []);
    config.roads
}

#[test]
fn regions_have_factors_of_their_own_for_ways_inside() {
    let wish = configured(
        "[roads]\ncircuity = 1.5\nkmh = 30\n\
         [[roads.regions]]\nsouth = 47.0\nwest = 9.0\nnorth = 47.1\neast = 9.1\ncircuity = 2\n\
         [[roads.regions]]\nsouth = 46.9\nwest = 8.9\nnorth = 47.2\neast = 9.2\nkmh = 60\n",
    );
    let usual = Travel { circuity: 1.5, kmh: 30.0 };
    let [inside, beside, outside] = [place(47.05, 9.05), place(47.15, 9.15), place(48.0, 9.0)];
    let near = place(47.0, 9.0);
    let places = [near, inside, beside, outside, None];
    let found = asked(&Roads::new(wish, None, now()), &places);
    assert_eq!(*found.matrix.source(), Source::Estimate(usual));
    for (from, to, travel) in [
        (0, 1, Travel { circuity: 2.0, kmh: 30.0 }),
        (1, 2, Travel { circuity: 1.5, kmh: 60.0 }),
        (2, 0, Travel { circuity: 1.5, kmh: 60.0 }),
        (0, 3, usual),
        (3, 2, usual),
    ] {
        let leg = travel.leg(places[from], places[to]);
        let told = (found.matrix.seconds(from, to), found.matrix.metres(from, to));
        assert_eq!(told, (leg.seconds, leg.metres), "{from} to {to}");
    }
    assert!(found.matrix.is_guessed(4));
}

#[test]
fn regions_that_are_none_are_named() {
    for (text, named) in [
        ("regions = [{ south = 2, west = 1, north = 1, east = 2 }]", "south < north"),
        ("regions = [{ south = 1, west = 1, north = 2, east = 200 }]", "south < north"),
        ("regions = [{ south = 1, west = 1, north = 2 }]", "east"),
        ("regions = [{ south = 1, west = 1, north = 2, east = 2, kph = 3 }]", "kph"),
        ("regions = [{ south = 1, west = 1, north = 2, east = 2, kmh = 0 }]", "1 to 200"),
        ("kmh = 0.0", "1 to 200"),
        ("kmh = nan", "1 to 200"),
        ("source = 'google'", "osrm"),
        ("url = 'ftp://x'", "http"),
        ("url = 'http://'", "http"),
    ] {
        let (config, problems) = Config::parse(&format!("[roads]\n{text}\n"));
        assert_eq!(problems.len(), 1, "{text}");
        let said = problems[0].to_string();
        assert!(said.starts_with("roads.") && said.contains(named), "{text}: {said}");
        assert_eq!(config.roads, Wish::default());
    }
}
