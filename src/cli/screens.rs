//! Runs the screens on the terminal the program was started on.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::Utc;

use crate::app::config::GlyphSet;
use crate::app::effect::Place;
use crate::app::keymap::Keymap;
use crate::domain::change::{Act, Change, Envelope};
use crate::domain::ids::Ids;
use crate::domain::people::Rep;
use crate::exchange::lists::USUAL;
use crate::i18n::Lang;
use crate::i18n::messages::cli as words;
use crate::store::{Keep, Store, Viewer};
use crate::terminal::depth::Caps;
use crate::terminal::local::{Local, Refusal, editor_of, is_over_ssh};
use crate::terminal::run::{Program, run};
use crate::terminal::tended::Tended;
use crate::ui::glyphs::Glyphs;
use crate::ui::session::Opening;
use crate::ui::theme::Theme;
use crate::ui::welcome::{Begin, First};
use crate::ui::{Session, Welcome};

use super::daily::Daily;
use super::data::{Data, login};
use super::logging;
use super::setting::{Files, Setting, variable};
use super::themes::Themes;
use super::trouble::Trouble;
use super::wording::key_problem;

/// Opens the screens on the database; in an empty one asks who is there first. Where there can be no screens nothing is made.
pub fn open(setting: &Setting) -> Result<(), Trouble> {
    Local::check(variable).map_err(|refusal| no_screen(setting.lang, &refusal))?;
    let mut data = Data::open(setting)?;
    let log = logging::start(setting.state.as_deref());
    let themes = themes(setting)?;
    let mut first = None;
    let rep = match data.who(setting)? {
        Some(rep) => rep,
        None => match ask_first(setting, themes.usable.first(), log.as_deref())? {
            None => return Ok(()),
            Some(First { begin: Begin::Demo, lang, .. }) => {
                drop(data);
                return show_demo(setting, lang, themes, log.as_deref());
            }
            Some(First { name, lang, begin }) => {
                let code = login().unwrap_or_else(|| name.clone());
                let rep = data.add_rep(setting, &code, &name)?;
                let tongue = Keep::Setting { rep: rep.id, name: "language".to_owned(), value: lang.tag().to_owned() };
                data.store.keep(&tongue).map_err(|error| data.trouble(setting, &error))?;
                first = (begin == Begin::Import).then_some(Place::Import);
                rep
            }
        },
    };
    session(setting, Opened { data, rep, lang: None, first }, themes, log.as_deref(), true)
}

/// What a session is opened on.
struct Opened {
    data: Data,
    rep: Rep,
    /// The language that was just chosen.
    lang: Option<Lang>,
    /// What is opened first above the screens.
    first: Option<Place>,
}

fn session(
    setting: &Setting,
    Opened { data, rep, lang, first }: Opened,
    mut themes: Themes,
    log: Option<&std::path::Path>,
    real: bool,
) -> Result<(), Trouble> {
    let daily = if real { Daily::new(setting, &data.store, rep.zone) } else { None };
    let zone = rep.zone;
    let now = setting.now(zone);
    let viewer = Viewer::Person { rep: rep.id, day: crate::domain::day::business_day(now, zone) };
    let kept = data.store.settings(viewer).map_err(|error| data.trouble(setting, &error))?;
    let lang = lang.unwrap_or_else(|| setting.language(&kept));
    if let (None, Some(name)) = (&setting.theme, kept.get("theme")) {
        themes.bring_forward(name);
    }
    let glyphs = kept.get("glyphs").and_then(|name| GlyphSet::named(name));
    let mouse = kept.get("mouse").map(|used| used == "on");
    let (keymap, problems) = Keymap::new(&setting.config.keys);
    let keys = problems.iter().map(|problem| key_problem(lang, problem));
    let mut said = setting.problems.iter().cloned().chain(keys).chain(themes.broken.iter().map(|it| it.said(lang)));
    let word = said.next().map(|first| match said.count() {
        0 => first,
        more => words::one_of_problems(lang, more + 1, &first),
    });
    let Data { store, name, ids, device } = data;
    let roads = Arc::new(setting.roads(now));
    if !roads.only_estimates() {
        // What is kept of them may take a while to read; until then ways are estimated.
        let roads = Arc::clone(&roads);
        std::thread::spawn(move || roads.warm());
    }
    let opening = Opening {
        store: Box::new(store),
        rep,
        lang,
        themes: themes.usable,
        glyphs: setting.config.glyphs.or(glyphs),
        mouse: setting.config.mouse.or(mouse).unwrap_or(!is_over_ssh(variable)),
        editor: setting.files == Files::Own && editor_of(variable).is_some(),
        files: setting.files == Files::Own,
        keymap: Arc::new(keymap),
        ids,
        device,
        now,
        word,
        folders: folders(),
        map: setting.config.map.clone(),
        settings: kept,
        first,
        roads,
    };
    let session = Session::new(opening).map_err(|error| Trouble::store(lang, &name, &error))?;
    show(setting, &mut Tended::new(session, daily), log, zone)
}

/// Where a person keeps files: the folder the program was started in, home, and where browsers and mail put things.
fn folders() -> Vec<PathBuf> {
    let here = std::env::current_dir().ok();
    let home = variable("HOME").map(PathBuf::from);
    let at_home = home.iter().flat_map(|home| USUAL.map(|name| home.join(name)));
    here.into_iter().chain(home.clone()).chain(at_home).filter(|folder| folder.is_dir()).collect()
}

fn ask_first(
    setting: &Setting,
    theme: Option<&Theme>,
    log: Option<&std::path::Path>,
) -> Result<Option<First>, Trouble> {
    let (keymap, _) = Keymap::new(&setting.config.keys);
    let theme = theme.cloned().unwrap_or_else(Theme::plain);
    let glyphs = Glyphs::new(setting.config.glyphs.unwrap_or_default());
    let mut welcome = Welcome::new(setting.lang, theme, glyphs, keymap, &login().unwrap_or_default());
    show(setting, &mut welcome, log, setting.zone)?;
    Ok(welcome.answer())
}

fn no_screen(lang: Lang, refusal: &Refusal) -> Trouble {
    Trouble::user(match refusal {
        Refusal::NotATerminal => words::err_not_a_terminal(lang).to_owned(),
        Refusal::Dumb => words::err_dumb(lang).to_owned(),
        Refusal::NotHereYet => words::err_not_here(lang).to_owned(),
        Refusal::Io(error) => words::err_terminal(lang, &error.to_string()),
    })
}

/// Runs a program on the local terminal.
fn show(
    setting: &Setting,
    program: &mut dyn Program,
    log: Option<&std::path::Path>,
    zone: chrono_tz::Tz,
) -> Result<(), Trouble> {
    let lang = setting.lang;
    let mut line = Local::open(variable).map_err(|refusal| no_screen(lang, &refusal))?;
    let parting = match log {
        Some(log) => words::parting(lang, &log.display().to_string()),
        None => words::parting_no_log(lang).to_owned(),
    };
    line.install_panic_hook(parting);
    let clock = || if setting.frozen.is_some() { setting.now(zone) } else { Utc::now() };
    run(program, &mut line, Caps::from_env(variable), &clock);
    Ok(())
}

/// The themes for the terminal the program was started on, the one asked for first.
fn themes(setting: &Setting) -> Result<Themes, Trouble> {
    let mut themes = Themes::find(setting, Caps::from_env(variable).depth.colors());
    themes.choose(setting)?;
    Ok(themes)
}

/// The seed of the demo: the same territory for everybody.
pub const DEMO_SEED: u64 = 2026;

/// Fills a database in memory with the demo; answers whose territory it is.
pub fn demo(setting: &Setting) -> Result<(Data, Rep), Trouble> {
    let mut data = Data::in_memory(setting)?;
    let zone = chrono_tz::Asia::Shanghai;
    let reference = data.store.reference(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    let demo = crate::exchange::demo::territory(setting.now(zone), zone, DEMO_SEED, &reference.tiers);
    // What the demo begins with is nobody's to take back; only the leader's decisions are known by whose they are.
    let mut envelopes = demo.envelopes;
    for envelope in envelopes.iter_mut().filter(|envelope| !is_somebodys(envelope)) {
        envelope.actor = None;
    }
    data.apply(setting, &envelopes)?;
    data.ids = Ids::new(DEMO_SEED);
    let reps = data.reps(setting)?;
    // One of the people of the demo if that is asked for; a code of somebody's own database is none of them.
    let asked = reps.iter().find(|rep| setting.rep.as_ref().is_some_and(|code| rep.code.eq_ignore_ascii_case(code)));
    let rep = asked.or_else(|| reps.iter().find(|rep| rep.id == demo.rep)).cloned();
    rep.map(|rep| (data, rep)).ok_or_else(|| Trouble::user(words::err_nobody(setting.lang)))
}

/// Whether what an envelope changes is known by who did it.
fn is_somebodys(envelope: &Envelope) -> bool {
    let Act::Change(changes) = &envelope.act else { return false };
    changes.iter().any(|it| matches!(it, Change::Allot { .. } | Change::Tell { .. } | Change::Fulfil { .. }))
}

/// Opens the screens on the demo.
pub fn open_demo(setting: &Setting) -> Result<(), Trouble> {
    Local::check(variable).map_err(|refusal| no_screen(setting.lang, &refusal))?;
    let log = logging::start(setting.state.as_deref());
    show_demo(setting, setting.lang, themes(setting)?, log.as_deref())
}

fn show_demo(setting: &Setting, lang: Lang, themes: Themes, log: Option<&std::path::Path>) -> Result<(), Trouble> {
    let (data, rep) = demo(setting)?;
    session(setting, Opened { data, rep, lang: Some(lang), first: None }, themes, log, false)
}
