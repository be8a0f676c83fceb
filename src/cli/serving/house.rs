//! What the server asks: whose key it is, and a session for them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::app::config::{Config, GlyphSet, Serve};
use crate::app::keymap::Keymap;
use crate::app::who::Who;
use crate::domain::access::AccessKey;
use crate::domain::change::{Act, Change, Envelope};
use crate::domain::day::business_day;
use crate::domain::ids::{DeviceId, Ids, RepId};
use crate::domain::people::{Rep, Role};
use crate::i18n::Lang;
use crate::i18n::messages::serving as words;
use crate::roads::Roads;
use crate::store::pool::{Desk, Pool};
use crate::store::{Keep, Store, StoreError, Viewer};
use crate::terminal::run::Program;
use crate::terminal::serve::identity::PublicKey;
use crate::terminal::serve::{Client, Guest, House, Limits, Printed};
use crate::terminal::tended::{Chore, Tended};
use crate::ui::Session;
use crate::ui::session::Opening;

use super::super::access::{digest, is_same};
use super::super::setting::Setting;
use super::super::themes::Themes;
use super::super::trouble::Trouble;
use super::command;

/// What everybody's sessions share.
pub struct Hall {
    pub(super) setting: Setting,
    pub(super) pool: Arc<Pool>,
    /// How the database is named in messages.
    pub(super) name: String,
    pub(super) device: DeviceId,
    pub(super) roads: Arc<Roads>,
    keymap: Arc<Keymap>,
    limits: Mutex<Kept>,
    /// Held while a code is tried, so that tries are counted one by one.
    enrolling: Mutex<()>,
}

/// Looks whether the key with which somebody came in is still theirs. Only what concerns everybody can change that.
struct KeyWatch {
    desk: Desk,
    fingerprint: String,
    is_gone: bool,
}

impl Chore for KeyWatch {
    fn look(&mut self, _: DateTime<Utc>, _: Lang) -> Option<String> {
        if self.desk.is_behind() && self.desk.version().is_ok() {
            let holder = self.desk.key_holder(Viewer::System, &self.fingerprint);
            self.is_gone = holder.is_ok_and(|rep| rep.is_none_or(|rep| rep.disabled));
        }
        None
    }

    fn look_in(&self) -> Option<Duration> {
        None
    }

    fn ends_it(&self) -> bool {
        self.is_gone
    }
}

/// The limits of the configuration, and of which version of the file.
struct Kept {
    limits: Limits,
    file: Option<PathBuf>,
    written: Option<SystemTime>,
}

impl Hall {
    pub fn new(setting: &Setting, pool: Arc<Pool>, name: String, device: DeviceId) -> Self {
        let roads = Arc::new(setting.roads(setting.now(setting.zone)));
        if !roads.only_estimates() {
            let roads = Arc::clone(&roads);
            std::thread::spawn(move || roads.warm());
        }
        let file = setting.config_file.clone();
        let written = file.as_deref().and_then(written);
        let limits = Mutex::new(Kept { limits: limits(&setting.config.serve), file, written });
        let keymap = Arc::new(Keymap::new(&setting.config.keys).0);
        Self { setting: setting.clone(), pool, name, device, roads, keymap, limits, enrolling: Mutex::new(()) }
    }

    /// The store for who has not said who they are.
    fn threshold(&self) -> Desk {
        self.pool.desk(RepId(Uuid::nil()))
    }

    /// The store of somebody's session.
    pub(super) fn desk(&self, rep: &Rep) -> Desk {
        if rep.role == Role::Rep { self.pool.desk(rep.id) } else { self.pool.desk_of_leader(rep.id) }
    }

    /// The person whose key it is, if they may come in.
    pub(super) fn rep(&self, fingerprint: &str) -> Result<Option<Rep>, StoreError> {
        let rep = self.threshold().key_holder(Viewer::System, fingerprint)?;
        Ok(rep.filter(|rep| !rep.disabled))
    }

    /// Who somebody is, on the day that it is for them.
    pub(super) fn who(&self, rep: Rep) -> Who {
        let now = self.setting.now(rep.zone);
        Who { today: business_day(now, rep.zone), now, rep }
    }

    /// The language that somebody chose, else that of their terminal.
    pub(super) fn lang(kept: &BTreeMap<String, String>, client: &Client) -> Lang {
        let kept = kept.get("language").and_then(|tag| Lang::from_tag(tag));
        if client.caps().han { kept.unwrap_or_else(|| client.lang()) } else { Lang::En }
    }

    pub(super) fn trouble(&self, lang: Lang, error: &StoreError) -> Trouble {
        Trouble::store(lang, &self.name, error)
    }

    fn open(&self, guest: &Guest, client: &Client) -> Result<Session, Trouble> {
        let fault = |error: StoreError| self.trouble(client.lang(), &error);
        let Some(rep) = self.rep(&guest.fingerprint).map_err(fault)? else {
            return Err(Trouble::user(words::not_known(client.lang())));
        };
        let (store, now) = (self.desk(&rep), self.setting.now(rep.zone));
        let viewer = Viewer::Person { rep: rep.id, day: business_day(now, rep.zone) };
        let kept = store.settings(viewer).map_err(fault)?;
        let lang = Self::lang(&kept, client);
        let mut themes = Themes::find(&self.setting, client.caps().depth.colors());
        if let Some(name) = kept.get("theme").or(self.setting.theme.as_ref()) {
            themes.bring_forward(name);
        }
        let opening = Opening {
            store: Box::new(store),
            rep,
            lang,
            themes: themes.usable,
            glyphs: kept.get("glyphs").and_then(|name| GlyphSet::named(name)),
            mouse: kept.get("mouse").is_some_and(|used| used == "on"),
            editor: false,
            files: false,
            keymap: Arc::clone(&self.keymap),
            ids: fresh_ids(),
            device: self.device,
            now,
            word: None,
            folders: Vec::new(),
            map: self.setting.config.map.clone(),
            settings: kept,
            first: None,
            roads: Arc::clone(&self.roads),
        };
        Session::new(opening).map_err(fault)
    }

    /// Adds a key for somebody whose code was good.
    fn add(&self, desk: &mut Desk, rep: &Rep, key: &PublicKey) -> Result<(), StoreError> {
        let (now, mut ids) = (self.setting.now(rep.zone), fresh_ids());
        let added = AccessKey {
            id: ids.next(now),
            rep: rep.id,
            public: key.text.clone(),
            fingerprint: key.fingerprint.clone(),
            name: key.comment.clone(),
            added: now,
            revoked: None,
        };
        let envelope = Envelope {
            op: ids.next(now),
            group: ids.next(now),
            actor: None,
            device: self.device,
            at: now,
            day: business_day(now, rep.zone),
            act: Act::Change(vec![Change::Add(added.into())]),
        };
        crate::app::hand::write(desk, &envelope)?;
        desk.keep(&Keep::DropEnrolment(rep.id))
    }

    fn try_code(&self, login: &str, code: &str, key: &PublicKey) -> Result<Option<Rep>, StoreError> {
        let _one_by_one = self.enrolling.lock().unwrap_or_else(PoisonError::into_inner);
        let mut desk = self.threshold();
        let now = self.now();
        let reps = desk.reps(Viewer::System)?;
        let Some(rep) = reps.into_iter().find(|rep| rep.code.eq_ignore_ascii_case(login) && !rep.disabled) else {
            return Ok(None);
        };
        let enrolments = desk.enrolments(Viewer::System)?;
        let Some(mut enrolment) = enrolments.into_iter().find(|it| it.rep == rep.id && it.is_open(now)) else {
            return Ok(None);
        };
        if is_same(&digest(code), &enrolment.digest) {
            self.add(&mut desk, &rep, key)?;
            return Ok(Some(rep));
        }
        enrolment.tries -= 1;
        desk.keep(&Keep::Enrolment(enrolment))?;
        Ok(None)
    }
}

impl House for Hall {
    fn holder(&self, fingerprint: &str) -> Option<Guest> {
        let rep = self.rep(fingerprint).unwrap_or_else(|error| {
            tracing::error!("a key cannot be looked up: {error}");
            None
        })?;
        Some(Guest { code: rep.code, fingerprint: fingerprint.to_owned() })
    }

    fn is_enrolling(&self) -> bool {
        let now = self.now();
        self.threshold().enrolments(Viewer::System).is_ok_and(|codes| codes.iter().any(|code| code.is_open(now)))
    }

    fn enrol(&self, login: &str, code: &str, key: &PublicKey) -> Option<Guest> {
        let rep = self.try_code(login, code, key).unwrap_or_else(|error| {
            tracing::error!("a key cannot be enrolled: {error}");
            None
        })?;
        Some(Guest { code: rep.code, fingerprint: key.fingerprint.clone() })
    }

    fn session(&self, guest: &Guest, client: &Client) -> Result<Box<dyn Program + Send>, String> {
        match self.open(guest, client) {
            Ok(session) => {
                let (desk, fingerprint) = (self.threshold(), guest.fingerprint.clone());
                Ok(Box::new(Tended::new(session, Some(KeyWatch { desk, fingerprint, is_gone: false }))))
            }
            Err(trouble) => Err(trouble.text),
        }
    }

    fn command(&self, guest: &Guest, client: &Client, line: &str) -> Printed {
        command::run(self, guest, client, line)
    }

    fn now(&self) -> DateTime<Utc> {
        self.setting.now(self.setting.zone)
    }

    fn limits(&self) -> Limits {
        let mut kept = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        let there = kept.file.as_deref().and_then(written);
        if there != kept.written {
            kept.written = there;
            let text = kept.file.as_deref().and_then(|file| std::fs::read_to_string(file).ok());
            let (config, problems) = Config::parse(&text.unwrap_or_default());
            for problem in problems {
                tracing::warn!("{problem}");
            }
            kept.limits = limits(&config.serve);
            tracing::info!("limits read anew: {:?}", kept.limits);
        }
        kept.limits
    }
}

fn written(file: &std::path::Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|it| it.modified()).ok()
}

/// A source of identities that no other session has.
pub(super) fn fresh_ids() -> Ids {
    // The random half of a fresh UUIDv7 is the machine's own randomness.
    Ids::new(Uuid::now_v7().as_u64_pair().1)
}

fn limits(wish: &Serve) -> Limits {
    let usual = Limits::default();
    let many = |wish: Option<u16>, usual: usize| wish.map_or(usual, usize::from);
    let long = |wish: Option<u16>, unit: u64, usual: Duration| {
        wish.map_or(usual, |wish| Duration::from_secs(u64::from(wish.max(1)) * unit))
    };
    Limits {
        sessions: many(wish.sessions, usual.sessions),
        per_address: many(wish.per_address, usual.per_address),
        per_key: many(wish.per_key, usual.per_key),
        waiting: many(wish.waiting, usual.waiting),
        grace: long(wish.grace_seconds, 1, usual.grace),
        idle: long(wish.idle_minutes, 60, usual.idle),
        stalled: long(wish.stalled_seconds, 1, usual.stalled),
    }
}
