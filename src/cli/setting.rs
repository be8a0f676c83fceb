//! Where and how the program runs: arguments before environment before configuration before what is usual. The only place beside the
//! terminal that reads the environment.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use clap::ArgMatches;
use etcetera::{AppStrategy, AppStrategyArgs};

use crate::app::config::Config;
use crate::exchange::backups::{Shelf, make_private};
use crate::i18n::Lang;
use crate::i18n::messages::cli as words;
use crate::roads::{Origin, Roads};
use crate::terminal::depth::Caps;

use super::trouble::Trouble;
use super::wording::config_problem;

/// Everything that is settled before a database is opened.
#[derive(Clone)]
pub struct Setting {
    /// The language.
    pub lang: Lang,
    /// Whether the language was asked for, by argument or configuration, not only guessed from the locale.
    pub lang_chosen: bool,
    /// The configuration.
    pub config: Config,
    /// What is wrong in it.
    pub problems: Vec<String>,
    /// The database file.
    pub database: Option<PathBuf>,
    /// Whether somebody named that file; else it is the usual one.
    pub database_was_named: bool,
    /// The configuration file, which need not be there.
    pub config_file: Option<PathBuf>,
    /// The folder with a person's own themes, which need not be there.
    pub themes: Option<PathBuf>,
    /// Where the log and the installation's identity are kept.
    pub state: Option<PathBuf>,
    /// The folder with the roads that are kept, which need not be there.
    pub roads: Option<PathBuf>,
    /// Lines are asked for, not the full screen.
    pub plain: bool,
    /// Whose the files of this machine are.
    pub files: Files,
    /// The rep asked for.
    pub rep: Option<String>,
    /// The theme asked for.
    pub theme: Option<String>,
    /// A clock that stands still, in local time.
    pub frozen: Option<NaiveDateTime>,
    /// The zone of this machine.
    pub zone: Tz,
}

/// Whose the files of this machine are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// The person's who is there.
    Own,
    /// Somebody else's, who lets the person in: they are neither read nor written, and nothing of the environment chooses another.
    Closed,
}

/// Reads a variable of the environment; an empty one is none.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The language in which to speak before anything else is read: `--lang`, else the locale.
pub fn first_language(args: impl IntoIterator<Item = OsString>, get: &dyn Fn(&str) -> Option<String>) -> Lang {
    let args: Vec<String> = args.into_iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let asked = args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix("--lang=") {
        Some(tag) => Lang::from_tag(tag),
        None if arg == "--lang" => args.get(at + 1).and_then(|tag| Lang::from_tag(tag)),
        None => None,
    });
    asked.unwrap_or_else(|| of_locale(get))
}

/// The language of the locale. The Linux console has no Chinese characters.
fn of_locale(get: &dyn Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| get(name).filter(|it| !it.is_empty()));
    let lang = locale.and_then(|locale| Lang::from_tag(&locale)).unwrap_or_default();
    if Caps::from_env(get).han { lang } else { Lang::En }
}

impl Setting {
    /// Settles everything from the arguments, the environment and the configuration file.
    pub fn new(matches: &ArgMatches, spoken: Lang) -> Result<Self, Trouble> {
        let folders = etcetera::app_strategy::Xdg::new(AppStrategyArgs {
            top_level_domain: String::new(),
            author: String::new(),
            app_name: "rounds".to_owned(),
        })
        .ok();
        let files = if matches.get_flag("no-files") { Files::Closed } else { Files::Own };
        let chosen = |name: &str| variable(name).filter(|_| files == Files::Own).map(PathBuf::from);
        let named = matches.get_one::<PathBuf>("config").cloned().or_else(|| chosen("ROUNDS_CONFIG"));
        let file = named.clone().or_else(|| folders.as_ref().map(|it| it.in_config_dir("config.toml")));
        let (config, problems) = read_config(spoken, file.as_ref(), named.is_some())?;
        let asked = match matches.get_one::<String>("lang") {
            Some(tag) => Some(Lang::from_tag(tag).ok_or_else(|| Trouble::config(words::err_lang(spoken, tag)))?),
            None => config.language,
        };
        let lang = asked.unwrap_or(spoken);
        let frozen = matches.get_one::<String>("now").map(|text| moment(lang, text)).transpose()?;
        let zone = config
            .zone
            .or_else(|| variable("TZ")?.trim_start_matches(':').parse().ok())
            .or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok())
            .unwrap_or(Tz::UTC);
        let database = matches
            .get_one::<PathBuf>("db")
            .cloned()
            .or_else(|| chosen("ROUNDS_DB"))
            .or_else(|| config.database.clone());
        Ok(Self {
            lang,
            lang_chosen: asked.is_some(),
            database_was_named: database.is_some(),
            database: database.or_else(|| folders.as_ref().map(|it| it.in_data_dir("rounds.db"))),
            config_file: file,
            themes: folders.as_ref().map(|it| it.in_config_dir("themes")),
            roads: folders.as_ref().map(|it| it.in_data_dir("roads")),
            state: folders.as_ref().and_then(AppStrategy::state_dir),
            plain: matches.get_flag("plain"),
            files,
            rep: matches.get_one::<String>("as").cloned().or_else(|| config.rep.clone()),
            theme: matches.get_one::<String>("theme").cloned().or_else(|| config.theme.clone()),
            frozen,
            zone,
            problems,
            config,
        })
    }

    /// The language for somebody: the one that was asked for, else the one they kept.
    pub fn language(&self, kept: &BTreeMap<String, String>) -> Lang {
        let kept = kept.get("language").and_then(|tag| Lang::from_tag(tag));
        kept.filter(|_| !self.lang_chosen).unwrap_or(self.lang)
    }

    /// The instant: the clock's, or the frozen one in this zone.
    pub fn now(&self, zone: Tz) -> DateTime<Utc> {
        match self.frozen {
            Some(local) => {
                zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
            }
            None => Utc::now(),
        }
    }

    /// The file of a person's own theme.
    pub fn theme_file(&self, name: &str) -> PathBuf {
        self.themes.clone().unwrap_or_default().join(format!("{name}.toml"))
    }

    /// The folder with the copies of a database that are made by themselves.
    pub fn shelf(&self, database: &Path) -> Shelf {
        Shelf::new(database, self.config.backup.folder.as_deref())
    }

    /// Where travel times come from. What a server tells is kept in a folder that nobody else may look into; none, if it cannot be made.
    pub fn roads(&self, now: DateTime<Utc>) -> Roads {
        let wish = self.config.roads.clone();
        let wants_folder = matches!(wish.from, Origin::Osrm | Origin::Valhalla);
        let made = |folder: &&PathBuf| !wants_folder || make_private(folder).is_ok();
        Roads::new(wish, self.roads.as_ref().filter(made).map(PathBuf::as_path), now)
    }

    /// The database file, or what to do where none is known.
    pub fn database(&self) -> Result<&PathBuf, Trouble> {
        self.database.as_ref().ok_or_else(|| Trouble::config(words::err_no_home(self.lang)))
    }
}

fn read_config(lang: Lang, file: Option<&PathBuf>, must_exist: bool) -> Result<(Config, Vec<String>), Trouble> {
    let Some(file) = file else { return Ok((Config::default(), Vec::new())) };
    match std::fs::read_to_string(file) {
        Ok(text) => {
            let (config, problems) = Config::parse(&text);
            let at = file.display().to_string();
            let said = problems.iter().map(|problem| words::config_problem(lang, &at, &config_problem(lang, problem)));
            Ok((config, said.collect()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => {
            Ok((Config::default(), Vec::new()))
        }
        Err(error) => Err(Trouble::io(lang, file, &error)),
    }
}

fn moment(lang: Lang, text: &str) -> Result<NaiveDateTime, Trouble> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .ok_or_else(|| Trouble::config(words::err_now(lang, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_asked_for_then_the_locales() {
        let env = |pairs: &'static [(&str, &str)]| {
            move |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        let args = |list: &[&str]| list.iter().map(OsString::from).collect::<Vec<_>>();
        let xterm_zh: &[(&str, &str)] = &[("TERM", "xterm"), ("LANG", "zh_CN.UTF-8")];
        assert_eq!(first_language(args(&["rounds"]), &env(xterm_zh)), Lang::Zh);
        assert_eq!(first_language(args(&["rounds", "--lang", "en"]), &env(xterm_zh)), Lang::En);
        assert_eq!(first_language(args(&["rounds", "--lang=zh-CN"]), &env(&[("LANG", "C")])), Lang::Zh);
        assert_eq!(first_language(args(&["rounds"]), &env(&[("TERM", "linux"), ("LANG", "zh_CN")])), Lang::En);
        assert_eq!(first_language(args(&["rounds"]), &env(&[("LC_ALL", "en_GB"), ("LANG", "zh_CN")])), Lang::En);
    }
}
