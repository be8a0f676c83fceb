//! The map by itself: where places come to lie, how the way is drawn, which numbers are shown.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Color;
use rounds::app::config::GlyphSet;
use rounds::domain::place::Place;
use rounds::i18n::Lang;
use rounds::ui::glyphs::Glyphs;
use rounds::ui::theme::Theme;
use rounds::ui::widgets::map::{Chart, Ground, Lens, Spot, View, draw, scale, scale_line};

use crate::support::demo::Demo;
use crate::support::look::{self, faults, rows};

/// A chart of stops at these places in order, from home and back.
fn chart(home: Option<(f64, f64)>, stops: &[(f64, f64)], selected: Option<usize>) -> Chart {
    let place = |(lat, lon): (f64, f64)| Place { lat, lon };
    let spot = |(at, stop): (usize, &(f64, f64))| Spot { number: at + 1, place: place(*stop), closed: at == 0 };
    let home = home.map(place);
    let way = home.into_iter().chain(stops.iter().copied().map(place)).chain(home);
    Chart { stops: stops.iter().enumerate().map(spot).collect(), selected, home, way: way.collect() }
}

/// What is drawn, as rows.
fn drawn(chart: &Chart, lens: &Lens, (width, height): (u16, u16), set: GlyphSet) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw(chart, lens, area, &mut buffer, &Glyphs::new(set), &Theme::plain());
    rows(&buffer)
}

const TOWN: [(f64, f64); 6] = [
    (30.270, 120.190),
    (30.280, 120.200),
    (30.282, 120.230),
    (30.262, 120.232),
    (30.255, 120.210),
    (30.2551, 120.2101),
];

#[test]
fn a_small_town() {
    let chart = chart(Some((30.2625, 120.1895)), &TOWN, Some(3));
    let rows = |set| drawn(&chart, &Lens::default(), (36, 9), set);
    let unicode = [
        "                ⢀⣀⣀⣀⣀⣀⣀⣀⠤⠤▸3",
        "           ⢠2⠉⠉⠉⠁          ⢸",
        "         ⢀⠔⠁                ⡇",
        "        ⡠⠃                  ⡇",
        "       1                    ⡇",
        "       ⡎                    ⢸",
        "       ⌂⠒⠤⣀⡀             ⢀⡠⠤4",
        "           ⠈⠑⠢⠤⣀    ⣀⠤⠔⠒⠉⠁",
        "                ⠉5+⠉",
    ];
    assert_eq!(rows(GlyphSet::Unicode), unicode);
    let ascii = [
        "                    ......>3",
        "            2.......       .",
        "          ..               .",
        "        ..                  .",
        "       1                    .",
        "       .                    .",
        "       H..                ..4",
        "          .....     ......",
        "               ..5+.",
    ];
    assert_eq!(rows(GlyphSet::Ascii), ascii);
}

#[test]
fn no_number_has_the_colour_of_the_way_below_it() {
    let area = Rect::new(0, 0, 36, 9);
    let mut buffer = Buffer::empty(area);
    let chart = chart(Some((30.2625, 120.1895)), &TOWN, Some(3));
    draw(&chart, &Lens::default(), area, &mut buffer, &Glyphs::new(GlyphSet::Unicode), &Theme::shipped()[0]);
    let open: Vec<_> = buffer.content.iter().filter(|cell| ["2", "3", "4", "5"].contains(&cell.symbol())).collect();
    assert_eq!(open.len(), 4);
    assert!(open.iter().all(|cell| cell.fg == Color::Reset), "{open:?}");
}

#[test]
fn at_every_width_the_map_stands_and_the_selected_stop_is_on_it() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let mut stage = demo.stage(lang, (80, 24));
        stage.keys("m n n");
        for height in [20, 36, 60] {
            for width in 40..=200 {
                let (buffer, _) = look::drawn(&mut stage.program, (width, height));
                assert_eq!(faults(&buffer), <[String; 0]>::default(), "at {width}×{height}");
                let rows = rows(&buffer);
                let on_map = rows[4..rows.len() - 4].iter().any(|row| row.contains("▸7"));
                assert!(rows[3].starts_with("▸7 ") && rows[3].contains("11:33") && on_map, "{}", rows.join("\n"));
                let scale = &rows[rows.len() - 4];
                let unit = if lang == Lang::En { [" km", " m"] } else { [" 公里", " 米"] };
                assert!(unit.iter().any(|unit| scale.contains(unit)), "{scale}");
            }
        }
    }
}

/// The stops that are shown, each as it is written, in the order of the rows.
fn numbers(chart: &Chart, size: (u16, u16)) -> Vec<String> {
    let text = drawn(chart, &Lens::default(), size, GlyphSet::Ascii).join(" ");
    let text = text.replace(['.', 'H'], " ");
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn where_numbers_have_no_room_the_selected_one_is_seen_then_the_smaller() {
    let one = (30.27, 120.19);
    let there = vec![one; 14];
    assert_eq!(numbers(&chart(None, &there, None), (40, 10)), ["1+"]);
    assert_eq!(numbers(&chart(None, &there, Some(9)), (40, 10)), [">9+"]);
    assert_eq!(numbers(&chart(Some(one), &there, Some(14)), (40, 10)), [">14+"]);
    assert_eq!(numbers(&chart(None, &[one], Some(1)), (40, 10)), [">1"]);
    // Three in a row, so near that two numbers cannot stand side by side; far apart they do.
    let near = [one, (30.27, 120.190_01), (30.27, 120.193)];
    assert_eq!(numbers(&chart(None, &near, None), (40, 10)), ["1+", "3"]);
    assert_eq!(numbers(&chart(None, &near, Some(2)), (40, 10)), [">2+", "3"]);
    assert_eq!(numbers(&chart(None, &near, Some(3)), (40, 10)), ["1+", ">3"]);
}

#[test]
fn every_stop_is_seen_once_it_is_selected() {
    for size in [(36, 9), (80, 20), (12, 3)] {
        for at in 1..=TOWN.len() {
            let shown = numbers(&chart(Some((30.26, 120.19)), &TOWN, Some(at)), size);
            let mine = |label: &&String| label.trim_end_matches('+') == format!(">{at}");
            assert_eq!(shown.iter().filter(mine).count(), 1, "{at} at {size:?}: {shown:?}");
        }
    }
}

#[test]
fn the_scale_is_a_round_distance_as_long_as_it_says() {
    for metres_per_dot in [0.125, 0.5, 1.0, 3.3, 17.0, 240.0, 9_000.0] {
        let (metres, dots) = scale(metres_per_dot, 40).expect("a scale");
        let first: String = metres.to_string().trim_end_matches('0').to_owned();
        assert!(["1", "2", "5"].contains(&first.as_str()), "{metres}");
        assert!((f64::from(metres) / metres_per_dot - dots as f64).abs() <= 0.5 && (14..=40).contains(&dots));
    }
    assert_eq!(scale(f64::INFINITY, 40), None);
    let chart = chart(None, &TOWN, None);
    let view = chart.view(&Lens::default(), Size::new(60, 20)).expect("a view");
    assert_eq!(scale_line(&view, Lang::En, 60, GlyphSet::Unicode), "⣆⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣰ 1 km");
    assert_eq!(scale_line(&view, Lang::Zh, 60, GlyphSet::Ascii), "|-----------| 1 公里");
}

fn places() -> impl Strategy<Value = Vec<Place>> {
    // A town somewhere, the size of a day's way or of one house.
    let town = (-60.0..60.0_f64, -170.0..170.0_f64, prop_oneof![Just(0.0), 0.0001..0.3_f64]);
    (town, prop::collection::vec((-1.0..1.0_f64, -1.0..1.0_f64), 1..16)).prop_map(|((lat, lon, wide), stops)| {
        stops.into_iter().map(|(up, along)| Place { lat: lat + up * wide, lon: lon + along * wide }).collect()
    })
}

fn lenses(view: &View, keys: &[u8], place: Place) -> Lens {
    keys.iter().fold(Lens::default(), |lens, key| match key {
        0 => lens.zoomed(1.5, Some(place), view.ground()),
        1 => lens.zoomed(1.5, None, view.ground()),
        2 => lens.zoomed(0.5, Some(place), view.ground()),
        3 => lens.panned((0.25, 0.0), view),
        4 => lens.panned((0.0, -0.25), view),
        _ => lens.showing(place, view),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_fits_north_is_up_and_distances_keep_their_ratio(places in places(), width in 1..200_u16, height in 1..60_u16) {
        let ground = Ground::around(places.iter().copied()).expect("some ground");
        let view = View::new(ground, &Lens::default(), Size::new(width, height));
        for a in &places {
            let (x, y) = view.dot(*a);
            prop_assert!(x.round() >= 0.0 && x.round() < f64::from(width) * 2.0, "{x} of {width}");
            prop_assert!(y.round() >= 0.0 && y.round() < f64::from(height) * 4.0, "{y} of {height}");
            prop_assert!(view.cell(*a).is_some());
            for b in &places {
                let (right, below) = (view.dot(*b).0 - x, view.dot(*b).1 - y);
                prop_assert!(b.lat <= a.lat || below < 0.0, "north is up");
                prop_assert!(b.lon <= a.lon || right > 0.0, "east is right");
                let metres = right.hypot(below) * view.metres_per_dot();
                let off = (metres - a.metres_to(*b)).abs();
                // The length of a degree of longitude is that of the middle.
                let curved = a.metres_to(*b) * 0.01;
                prop_assert!(off <= view.metres_per_dot() + curved, "{metres} for {}", a.metres_to(*b));
            }
        }
    }

    #[test]
    fn zooming_keeps_a_place_still_and_coming_back_is_the_same(places in places(), times in 1..6) {
        let chart = Chart { way: places.clone(), ..Chart::default() };
        let size = Size::new(80, 20);
        let ground = chart.ground().expect("some ground");
        let before = chart.view(&Lens::default(), size).expect("a view").dot(places[0]);
        let mut lens = Lens::default();
        for _ in 0..times {
            lens = lens.zoomed(1.5, Some(places[0]), &ground);
        }
        let (x, y) = chart.view(&lens, size).expect("a view").dot(places[0]);
        prop_assert!((x - before.0).abs() < 0.01 && (y - before.1).abs() < 0.01, "{x} {y}, {before:?}");
        for _ in 0..times {
            lens = lens.zoomed(1.0 / 1.5, Some(places[0]), &ground);
        }
        for place in &places {
            let there = |lens: &Lens| chart.view(lens, size).expect("a view").dot(*place);
            let ((x, y), first) = (there(&lens), there(&Lens::default()));
            prop_assert!((x - first.0).abs() < 0.01 && (y - first.1).abs() < 0.01);
        }
    }

    #[test]
    fn a_place_that_is_looked_at_is_in_sight(places in places(), keys in prop::collection::vec(0..5_u8, 0..20)) {
        let chart = Chart { way: places.clone(), ..Chart::default() };
        let size = Size::new(40, 12);
        let first = chart.view(&Lens::default(), size).expect("a view");
        let lens = lenses(&first, &keys, places[0]);
        let seen = chart.view(&lens, size).expect("a view");
        let last = places[places.len() - 1];
        let lens = lens.showing(last, &seen);
        prop_assert!(chart.view(&lens, size).expect("a view").cell(last).is_some());
    }

    #[test]
    fn any_size_and_any_places_can_be_drawn(
        stops in prop::collection::vec((-90.0..=90.0_f64, -180.0..=180.0_f64), 0..20),
        town in places(),
        (width, height) in (0..=200_u16, 0..=200_u16),
        selected in prop::option::of(1..20_usize),
        keys in prop::collection::vec(0..6_u8, 0..12),
    ) {
        let town: Vec<(f64, f64)> = town.iter().map(|place| (place.lat, place.lon)).collect();
        for stops in [&stops, &town] {
            for chart in [chart(None, stops, selected), chart(Some((90.0, 180.0)), stops, selected)] {
                let Some(view) = chart.view(&Lens::default(), Size::new(width, height)) else { continue };
                let place = chart.way.first().copied().expect("a place");
                let lens = lenses(&view, &keys, place);
                for set in [GlyphSet::Unicode, GlyphSet::Ascii] {
                    let rows = drawn(&chart, &lens, (width, height), set);
                    prop_assert_eq!(rows.len(), usize::from(height));
                    if set == GlyphSet::Ascii {
                        prop_assert!(rows.iter().all(|row| row.is_ascii()));
                    }
                }
            }
        }
    }
}
