//! How fast a car is on a road, by its tags. The speeds of the classes are those that OSRM ships for cars, and so is the share of a speed
//! limit that is driven; what leads through gates that are shut for cars is no road.

/// Kilometres an hour by class of road.
const CLASSES: [(&str, f64); 14] = [
    ("motorway", 90.0),
    ("motorway_link", 45.0),
    ("trunk", 85.0),
    ("trunk_link", 40.0),
    ("primary", 65.0),
    ("primary_link", 30.0),
    ("secondary", 55.0),
    ("secondary_link", 25.0),
    ("tertiary", 40.0),
    ("tertiary_link", 20.0),
    ("unclassified", 25.0),
    ("residential", 25.0),
    ("living_street", 10.0),
    ("service", 15.0),
];

/// The share of a speed limit that is driven on average.
const OF_LIMIT: f64 = 0.8;

/// Who may not drive there.
const CLOSED: [&str; 8] = ["no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"];

/// What no car passes, unless it is said that it may.
const BARRIERS: [&str; 12] = [
    "bollard",
    "block",
    "jersey_barrier",
    "chain",
    "fence",
    "wall",
    "debris",
    "log",
    "cycle_barrier",
    "turnstile",
    "stile",
    "sump_buster",
];

/// Kilometres an hour along a road and back; 0: not that way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Speeds {
    pub(super) forward: f64,
    pub(super) backward: f64,
}

/// The tags that matter.
#[derive(Default)]
struct Tags<'a> {
    highway: &'a str,
    /// From the general to the particular: everybody, vehicles, motor vehicles, cars.
    access: [&'a str; 4],
    oneway: &'a str,
    junction: &'a str,
    area: &'a str,
    limit: &'a str,
    limit_forward: &'a str,
    limit_backward: &'a str,
    barrier: &'a str,
}

impl<'a> Tags<'a> {
    fn of(tags: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut found = Self::default();
        for (key, value) in tags {
            match key {
                "highway" => found.highway = value,
                "access" => found.access[0] = value,
                "vehicle" => found.access[1] = value,
                "motor_vehicle" => found.access[2] = value,
                "motorcar" => found.access[3] = value,
                "oneway" => found.oneway = value,
                "junction" => found.junction = value,
                "area" => found.area = value,
                "maxspeed" => found.limit = value,
                "maxspeed:forward" => found.limit_forward = value,
                "maxspeed:backward" => found.limit_backward = value,
                "barrier" => found.barrier = value,
                _ => {}
            }
        }
        found
    }

    /// What the most particular of the tags about access says; nothing if there is none.
    fn said_of_cars(&self) -> Option<&'a str> {
        self.access.iter().rev().copied().find(|value| !value.is_empty())
    }
}

/// How fast a car is on a road of these tags; none if it is no road for cars.
pub(super) fn speeds<'a>(tags: impl Iterator<Item = (&'a str, &'a str)>) -> Option<Speeds> {
    let tags = Tags::of(tags);
    let (_, usual) = CLASSES.iter().find(|(class, _)| *class == tags.highway)?;
    if tags.area == "yes" || tags.said_of_cars().is_some_and(|said| CLOSED.contains(&said)) {
        return None;
    }
    let speed = |own: &str| limit(own).or_else(|| limit(tags.limit)).map_or(*usual, |limit| limit * OF_LIMIT);
    let (forward, backward) = (speed(tags.limit_forward), speed(tags.limit_backward));
    let one_way = matches!(tags.junction, "roundabout" | "circular") || tags.highway == "motorway";
    Some(match tags.oneway {
        "yes" | "true" | "1" => Speeds { forward, backward: 0.0 },
        "-1" | "reverse" => Speeds { forward: 0.0, backward },
        // It changes by the hour.
        "reversible" | "alternating" => return None,
        "no" | "false" | "0" => Speeds { forward, backward },
        _ => Speeds { forward, backward: if one_way { 0.0 } else { backward } },
    })
}

/// Whether a car cannot pass a point of these tags.
pub(super) fn is_shut<'a>(tags: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let tags = Tags::of(tags);
    if tags.barrier.is_empty() {
        return false;
    }
    tags.said_of_cars().map_or_else(|| BARRIERS.contains(&tags.barrier), |said| CLOSED.contains(&said))
}

/// A speed limit in kilometres an hour; none if it says none that can be used.
fn limit(text: &str) -> Option<f64> {
    if text == "walk" {
        return Some(10.0);
    }
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: f64 = number.parse().ok()?;
    let kmh = match unit.trim() {
        "" | "km/h" | "kmh" => number,
        "mph" => number * 1.609_344,
        _ => return None,
    };
    (5.0..=140.0).contains(&kmh).then_some(kmh)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &'static str) -> Option<(f64, f64)> {
        speeds(text.split_whitespace().filter_map(|tag| tag.split_once('='))).map(|it| (it.forward, it.backward))
    }

    #[test]
    fn roads_are_as_fast_as_their_tags_say() {
        for (tags, expected) in [
            ("highway=residential", Some((25.0, 25.0))),
            ("highway=primary maxspeed=50", Some((40.0, 40.0))),
            ("highway=primary maxspeed=50 maxspeed:backward=30", Some((40.0, 24.0))),
            ("highway=primary maxspeed=none", Some((65.0, 65.0))),
            ("highway=primary maxspeed=CN:urban", Some((65.0, 65.0))),
            ("highway=primary maxspeed=0", Some((65.0, 65.0))),
            ("highway=service maxspeed=walk", Some((8.0, 8.0))),
            ("highway=motorway", Some((90.0, 0.0))),
            ("highway=motorway oneway=no", Some((90.0, 90.0))),
            ("highway=tertiary junction=roundabout", Some((40.0, 0.0))),
            ("highway=tertiary oneway=yes", Some((40.0, 0.0))),
            ("highway=tertiary oneway=-1", Some((0.0, 40.0))),
            ("highway=tertiary oneway=reversible", None),
            ("highway=footway", None),
            ("highway=track", None),
            ("highway=construction", None),
            ("route=ferry", None),
            ("highway=service area=yes", None),
            ("highway=service access=private", None),
            ("highway=service access=private motorcar=yes", Some((15.0, 15.0))),
            ("highway=service access=customers", Some((15.0, 15.0))),
            ("highway=tertiary motor_vehicle=no", None),
            ("highway=tertiary vehicle=no motor_vehicle=destination", Some((40.0, 40.0))),
            ("", None),
        ] {
            assert_eq!(read(tags), expected, "{tags}");
        }
        assert!((limit("30 mph").unwrap_or(0.0) - 48.28).abs() < 0.01);
    }

    #[test]
    fn gates_are_shut_by_what_is_said_of_cars_or_by_what_they_are() {
        let shut = |text: &'static str| is_shut(text.split_whitespace().filter_map(|tag| tag.split_once('=')));
        let table = [
            ("barrier=bollard", true),
            ("barrier=gate", false),
            ("barrier=gate access=private", true),
            ("barrier=bollard motor_vehicle=yes", false),
            ("access=private", false),
            ("highway=traffic_signals", false),
        ];
        for (tags, expected) in table {
            assert_eq!(shut(tags), expected, "{tags}");
        }
    }
}
