//! Ways and times from the air line.

use rounds::domain::place::Place;
use rounds::planning::travel::{GUESSED_SECONDS, Leg, Travel};

use super::{KM_A_MINUTE, km};

#[test]
fn the_air_line_between_known_places() {
    let at = |lat, lon| Place::new(lat, lon).unwrap();
    let (shanghai, beijing) = (at(31.2304, 121.4737), at(39.9042, 116.4074));
    let table = [
        ("a degree of latitude", at(0.0, 10.0), at(1.0, 10.0), 111_195.1),
        ("a degree of longitude at 60° north", at(60.0, 10.0), at(60.0, 11.0), 55_597.0),
        ("Shanghai to Beijing", shanghai, beijing, 1_067_311.0),
        ("half the Earth", at(0.0, 90.0), at(0.0, -90.0), 20_015_114.4),
        ("over the date line", at(0.0, 179.5), at(0.0, -179.5), 111_195.1),
        ("to itself", shanghai, shanghai, 0.0),
    ];
    for (what, a, b, metres) in table {
        assert!((a.metres_to(b) - metres).abs() < 100.0 + metres * 1e-5, "{what}: {}", a.metres_to(b));
        assert!((a.metres_to(b) - b.metres_to(a)).abs() < 1e-6, "{what}, there and back");
    }
}

#[test]
fn what_is_no_place_on_earth_is_not_taken() {
    for (lat, lon) in [(90.1, 0.0), (-91.0, 5.0), (0.0, 180.5), (f64::NAN, 1.0), (1.0, f64::INFINITY), (0.0, 0.0)] {
        assert_eq!(Place::new(lat, lon), None, "{lat}, {lon}");
    }
    for (lat, lon) in [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.1)] {
        assert!(Place::new(lat, lon).is_some(), "{lat}, {lon}");
    }
}

#[test]
fn metres_and_seconds_are_rounded_up() {
    let shipped = Travel::default();
    let (a, b) = (km(0.0, 0.0).unwrap(), km(1.0, 0.0).unwrap());
    // 1 km by air is 1.35 km on the ground, and at 25 km/h 194.4 seconds.
    assert!((1350..=1351).contains(&shipped.metres(a, b)), "{}", shipped.metres(a, b));
    assert_eq!(shipped.seconds(a, b), 195);
    assert_eq!((shipped.metres(a, a), shipped.seconds(a, a)), (0, 0));
    assert_eq!(KM_A_MINUTE.seconds(a, km(0.0, 10.001).unwrap()), 601);
}

#[test]
fn a_way_with_an_end_off_the_map_is_a_guess_of_five_minutes() {
    let (here, guess) = (km(0.0, 0.0), Leg { metres: 0, seconds: GUESSED_SECONDS, guessed: true });
    assert_eq!(GUESSED_SECONDS, 300);
    for (from, to) in [(here, None), (None, here), (None, None)] {
        assert_eq!(KM_A_MINUTE.leg(from, to), guess);
    }
    assert!(!KM_A_MINUTE.leg(here, here).guessed);
}
