//! Configuration: a TOML file for what belongs to the installation or the machine, not to the data. Unknown keys are reported with the
//! nearest known one and do no harm; what can be read is in force.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use chrono_tz::Tz;
use serde::Deserialize;

use crate::exchange::routes::MapLink;
use crate::i18n::Lang;
use crate::roads::Wish;

/// What a configuration file may say.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The language, `en` or `zh-CN`.
    pub language: Option<Lang>,
    /// The theme's name.
    pub theme: Option<String>,
    /// The database file.
    pub database: Option<PathBuf>,
    /// The name of the rep to start as.
    #[serde(rename = "as")]
    pub rep: Option<String>,
    /// `unicode` or `ascii`.
    pub glyphs: Option<GlyphSet>,
    /// Whether the mouse is used; else it selects text.
    pub mouse: Option<bool>,
    /// The IANA zone of a new database, such as `Asia/Shanghai`.
    pub zone: Option<Tz>,
    /// The map that accounts are linked to: an address of the web with `{lat}`, `{lon}` and perhaps `{name}` in it.
    pub map: MapLink,
    /// Copies that are made by themselves.
    pub backup: Backup,
    /// Where travel times come from.
    pub roads: Wish,
    /// The server for many people.
    pub serve: Serve,
    /// Own keys by command: a list that takes the place of the shipped keys.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// Copies that are made by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Backup {
    /// Whether one is made each day.
    pub daily: bool,
    /// Where; from the database's folder.
    pub folder: Option<PathBuf>,
    /// How many days are kept.
    pub keep_days: u16,
    /// For how many weeks before those one copy each is kept.
    pub keep_weeks: u16,
    /// For how many months before those one copy each is kept.
    pub keep_months: u16,
}

impl Default for Backup {
    fn default() -> Self {
        Self { daily: true, folder: None, keep_days: 7, keep_weeks: 4, keep_months: 12 }
    }
}

/// The server for many people: where it listens, and how much is allowed. What is not said is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Serve {
    /// The address and port to listen at.
    pub listen: Option<SocketAddr>,
    /// The file with the key of the host.
    pub host_key: Option<PathBuf>,
    /// Sessions in all.
    pub sessions: Option<u16>,
    /// Connections from one address.
    pub per_address: Option<u16>,
    /// Sessions with one key.
    pub per_key: Option<u16>,
    /// Connections of people who have not said who they are.
    pub waiting: Option<u16>,
    /// Seconds in which somebody must have said who they are.
    pub grace_seconds: Option<u16>,
    /// Minutes without a key after which a session ends.
    pub idle_minutes: Option<u16>,
    /// Seconds without taking a frame after which a connection ends.
    pub stalled_seconds: Option<u16>,
}

/// Which characters frames and marks are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GlyphSet {
    /// Lines, dots and blocks.
    #[default]
    Unicode,
    /// Nothing beyond ASCII.
    Ascii,
}

impl GlyphSet {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Unicode, Self::Ascii];

    /// The name in configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Ascii => "ascii",
        }
    }

    /// The set of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.name() == name)
    }
}

const KNOWN: [&str; 12] =
    ["language", "theme", "database", "as", "glyphs", "mouse", "zone", "map", "backup", "roads", "serve", "keys"];

const KNOWN_OF_BACKUP: [&str; 5] =
    ["backup.daily", "backup.folder", "backup.keep_days", "backup.keep_weeks", "backup.keep_months"];

const KNOWN_OF_ROADS: [&str; 5] = ["roads.source", "roads.url", "roads.circuity", "roads.kmh", "roads.regions"];

const KNOWN_OF_SERVE: [&str; 9] = [
    "serve.listen",
    "serve.host_key",
    "serve.sessions",
    "serve.per_address",
    "serve.per_key",
    "serve.waiting",
    "serve.grace_seconds",
    "serve.idle_minutes",
    "serve.stalled_seconds",
];

/// Something in the file that is not in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigProblem {
    /// The key is not known.
    #[error("'{key}' is not a setting{}", nearest.map(|it| format!("; did you mean '{it}'?")).unwrap_or_default())]
    Unknown {
        /// The key.
        key: String,
        /// The nearest known one.
        nearest: Option<&'static str>,
    },
    /// The value cannot be used.
    #[error("{key}: {problem}")]
    Value {
        /// The key.
        key: String,
        /// Why not.
        problem: String,
    },
    /// The file is not TOML.
    #[error("{0}")]
    Syntax(String),
}

impl Config {
    /// Reads a file's text: everything that is understood, and what is not.
    pub fn parse(text: &str) -> (Self, Vec<ConfigProblem>) {
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => return (Self::default(), vec![ConfigProblem::Syntax(error.to_string())]),
        };
        let mut problems = Vec::new();
        let mut good = toml::Table::new();
        for (key, value) in table {
            if !KNOWN.contains(&key.as_str()) {
                problems.push(ConfigProblem::Unknown { nearest: nearest(&key, &KNOWN), key });
                continue;
            }
            match value {
                toml::Value::Table(inner) if key != "keys" => {
                    let known: &[&'static str] = match key.as_str() {
                        "backup" => &KNOWN_OF_BACKUP,
                        "roads" => &KNOWN_OF_ROADS,
                        "serve" => &KNOWN_OF_SERVE,
                        _ => &[],
                    };
                    let inner = of_part(&key, known, inner, &mut problems);
                    good.insert(key, inner.into());
                }
                value => match try_alone(&key, value) {
                    Ok(value) => drop(good.insert(key, value)),
                    Err(problem) => problems.push(ConfigProblem::Value { key, problem }),
                },
            }
        }
        (good.try_into().unwrap_or_default(), problems)
    }
}

/// What is understood of a table in the file.
fn of_part(part: &str, known: &[&'static str], table: toml::Table, problems: &mut Vec<ConfigProblem>) -> toml::Table {
    let mut good = toml::Table::new();
    for (name, value) in table {
        let key = format!("{part}.{name}");
        if !known.contains(&key.as_str()) {
            problems.push(ConfigProblem::Unknown { nearest: nearest(&key, known), key });
            continue;
        }
        match try_alone(part, toml::Table::from_iter([(name.clone(), value.clone())]).into()) {
            Ok(_) => drop(good.insert(name, value)),
            Err(problem) => problems.push(ConfigProblem::Value { key, problem }),
        }
    }
    good
}

/// The value, if a configuration of nothing else can be read; else why not.
fn try_alone(key: &str, value: toml::Value) -> Result<toml::Value, String> {
    let alone = toml::Table::from_iter([(key.to_owned(), value.clone())]);
    alone.try_into::<Config>().map(|_| value).map_err(|error| error.message().to_owned())
}

/// The setting that was probably meant: at most a third of the characters are wrong, or it was cut short or drawn out.
fn nearest(key: &str, all: &[&'static str]) -> Option<&'static str> {
    let length = key.chars().count();
    let cut = |known: &str| !key.is_empty() && (known.starts_with(key) || key.starts_with(known));
    all.iter()
        .map(|&known| (distance(key, known), known))
        .filter(|(steps, known)| *steps * 3 <= length || cut(known))
        .min()
        .map(|(_, it)| it)
}

/// Levenshtein's distance: how many characters must be put in, taken out or replaced.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_understood_is_in_force_and_the_rest_is_named() {
        let (config, problems) =
            Config::parse("language = 'zh-CN'\nthem = 'dark'\nglyphs = 'emoji'\n[keys]\nskip = ['s']\n");
        assert_eq!(config.language, Some(Lang::Zh));
        assert_eq!(config.keys["skip"], ["s"]);
        assert_eq!(config.glyphs, None);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.iter().any(|text| text.contains("did you mean 'theme'")), "{said:?}");
        assert!(said.iter().any(|text| text.starts_with("glyphs:")), "{said:?}");
        let (config, problems) = Config::parse("zone = 'Asia/Nowhere'\n");
        assert!(matches!(problems.as_slice(), [ConfigProblem::Value { key, .. }] if key == "zone"), "{problems:?}");
        assert_eq!(config.zone, None);
        assert_eq!(Config::parse("zone = 'Europe/Paris'\n").0.zone, Some(Tz::Europe__Paris));
        let amap = "https://uri.amap.com/marker?position={lon},{lat}&name={name}&coordinate=wgs84";
        let (config, problems) = Config::parse(&format!("map = '{amap}'\n"));
        assert_eq!((config.map, problems), (MapLink::try_from(amap.to_owned()).unwrap(), Vec::new()));
        let (config, problems) = Config::parse("map = 'https://maps.example.com/{lat}'\n");
        assert_eq!(config.map, MapLink::default());
        let said = problems[0].to_string();
        assert_eq!(said, "map: {lat} and {lon} do not both stand in it");
        let (config, problems) = Config::parse("[backup]\nkeep_days = 3\nkeep_week = 2\nkeep_months = -1\n");
        assert_eq!(config.backup, Backup { keep_days: 3, ..Backup::default() });
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.iter().any(|text| text.contains("did you mean 'backup.keep_weeks'")), "{said:?}");
        assert!(said.iter().any(|text| text.starts_with("backup.keep_months:")), "{said:?}");
        let (config, problems) =
            Config::parse("[roads]\nsource = 'osrm'\nurl = 'localhost'\ncircuity = 0.5\nkph = 30\n");
        assert_eq!((config.roads.from, config.roads.url), (crate::roads::Origin::Osrm, None));
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said.iter().any(|text| text.contains("did you mean 'roads.kmh'")), "{said:?}");
        assert!(said.iter().any(|text| text.starts_with("roads.url: an address begins")), "{said:?}");
        assert!(said.iter().any(|text| text.starts_with("roads.circuity:") && text.contains("1 to 10")), "{said:?}");
        assert!(matches!(Config::parse("backup = true").1.as_slice(), [ConfigProblem::Value { .. }]));
        assert!(matches!(Config::parse("a = = b").1.as_slice(), [ConfigProblem::Syntax(_)]));
        assert_eq!(Config::parse("").0, Config::default());
    }

    #[test]
    fn only_what_was_probably_meant_is_suggested() {
        for (typed, meant) in [
            ("langage", Some("language")),
            ("lang", Some("language")),
            ("languages", Some("language")),
            ("databse", Some("database")),
            ("them", Some("theme")),
            ("tz", None),
            ("colour", None),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, &KNOWN), meant, "{typed}");
        }
    }
}
