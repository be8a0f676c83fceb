//! The database of a run: opened or made, with what ships in it, and the rep it is opened for.

use std::path::Path;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::domain::change::{Act, Change, Envelope};
use crate::domain::day::business_day;
use crate::domain::ids::{DeviceId, Ids, RepId};
use crate::domain::label::Label;
use crate::domain::people::{Hours, Rep, Role};
use crate::exchange::backups::make_private;
use crate::i18n::messages::cli as words;
use crate::store::{SqliteStore, Store, StoreError, Viewer, seed};

use super::setting::{Setting, variable};
use super::trouble::Trouble;

/// An open database and what writing to it needs.
pub struct Data {
    /// The store.
    pub store: SqliteStore,
    /// How it is named in messages.
    pub name: String,
    /// New identities.
    pub ids: Ids,
    /// The installation.
    pub device: DeviceId,
}

impl Data {
    /// Opens the database of this setting, making it with its folder if it is not there.
    pub fn open(setting: &Setting) -> Result<Self, Trouble> {
        let path = setting.database()?;
        let name = path.display().to_string();
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            // The default place is made; a folder that somebody named, perhaps wrongly, is not.
            if setting.database_was_named {
                return Err(Trouble::user(words::err_no_folder(setting.lang, &name, &folder.display().to_string())));
            }
            make_private(folder).map_err(|error| Trouble::io(setting.lang, folder, &error))?;
        }
        let store = SqliteStore::open(path).map_err(|error| Trouble::store(setting.lang, &name, &error))?;
        Self::with(store, name, setting)
    }

    /// Opens the database of this setting, which must be there: reading and copying make none.
    pub fn open_existing(setting: &Setting) -> Result<Self, Trouble> {
        let path = setting.database()?;
        let at_home = |folder: &Path| folder.as_os_str().is_empty() || folder.exists() || !setting.database_was_named;
        // A wrong folder is named by opening; so is one that cannot be looked into.
        if path.try_exists().is_ok_and(|there| !there) && path.parent().is_none_or(at_home) {
            return Err(Trouble::user(words::err_no_database(setting.lang, &path.display().to_string())));
        }
        Self::open(setting)
    }

    /// A database in memory that is gone with the program.
    pub fn in_memory(setting: &Setting) -> Result<Self, Trouble> {
        let name = ":memory:".to_owned();
        let store = SqliteStore::open_in_memory().map_err(|error| Trouble::store(setting.lang, &name, &error))?;
        Self::with(store, name, setting)
    }

    fn with(store: SqliteStore, name: String, setting: &Setting) -> Result<Self, Trouble> {
        // The random half of a fresh UUIDv7 is the machine's own randomness.
        let random = Uuid::now_v7().as_u64_pair().1;
        let mut data = Self { store, name, ids: Ids::new(random), device: device(setting.state.as_deref()) };
        let reference = data.store.reference(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
        if reference.tiers.is_empty() {
            let now = setting.now(setting.zone);
            let first = seed(data.device, now, business_day(now, setting.zone), &mut data.ids);
            data.apply(setting, &[first])?;
        }
        Ok(data)
    }

    /// Applies envelopes; the first that fails ends it. Answers how many records were written.
    pub fn apply(&mut self, setting: &Setting, envelopes: &[Envelope]) -> Result<u32, Trouble> {
        let mut rows = 0;
        for result in self.store.apply(envelopes) {
            rows += result.map_err(|error| self.trouble(setting, &error))?.rows;
        }
        Ok(rows)
    }

    /// An error of the store as an end of the program.
    pub fn trouble(&self, setting: &Setting, error: &StoreError) -> Trouble {
        Trouble::store(setting.lang, &self.name, error)
    }

    /// Everybody in the database.
    pub fn reps(&self, setting: &Setting) -> Result<Vec<Rep>, Trouble> {
        self.store.reps(Viewer::System).map_err(|error| self.trouble(setting, &error))
    }

    /// The rep to open it for: the one asked for, else the one whose code is the login name, else the only one. None in an empty
    /// database; an error if they are kept out.
    pub fn who(&self, setting: &Setting) -> Result<Option<Rep>, Trouble> {
        match self.named(setting)? {
            Some(rep) if rep.disabled => Err(Trouble::user(words::err_kept_out(setting.lang, &rep.name))),
            rep => Ok(rep),
        }
    }

    fn named(&self, setting: &Setting) -> Result<Option<Rep>, Trouble> {
        let mut reps = self.reps(setting)?;
        if reps.is_empty() {
            return Ok(None);
        }
        let list = reps.iter().map(|rep| format!("{} ({})", rep.code, rep.name)).collect::<Vec<_>>().join(", ");
        let named = |wanted: &str| {
            let fits = |rep: &&Rep| rep.code.eq_ignore_ascii_case(wanted) || rep.name == wanted;
            reps.iter().find(fits).cloned()
        };
        if let Some(code) = &setting.rep {
            let none = || Trouble::config(words::err_no_rep(setting.lang, code, &list));
            return named(code).ok_or_else(none).map(Some);
        }
        if let Some(rep) = login().and_then(|login| named(&login)) {
            return Ok(Some(rep));
        }
        if reps.len() == 1 {
            return Ok(reps.pop());
        }
        Err(Trouble::config(words::err_which_rep(setting.lang, &list)))
    }

    /// Makes the first rep.
    pub fn add_rep(&mut self, setting: &Setting, code: &str, name: &str) -> Result<Rep, Trouble> {
        let rep = self.new_rep(setting, code, name);
        let envelope = self.welcome(setting, rep.clone());
        self.apply(setting, &[envelope])?;
        Ok(rep)
    }

    /// A rep who is not in the database yet.
    pub fn new_rep(&mut self, setting: &Setting, code: &str, name: &str) -> Rep {
        Rep {
            id: self.ids.next(setting.now(setting.zone)),
            code: code.to_owned(),
            name: name.to_owned(),
            role: Role::Rep,
            team: None,
            territory: Label::default(),
            home: None,
            hours: Hours::default(),
            zone: setting.zone,
            disabled: false,
        }
    }

    /// What puts a rep into the database.
    pub fn welcome(&mut self, setting: &Setting, rep: Rep) -> Envelope {
        self.envelope(setting.now(setting.zone), setting.zone, None, vec![Change::Add(rep.into())])
    }

    /// Changes made by somebody, or by nobody.
    pub fn envelope(&mut self, at: DateTime<Utc>, zone: Tz, actor: Option<RepId>, changes: Vec<Change>) -> Envelope {
        Envelope {
            op: self.ids.next(at),
            group: self.ids.next(at),
            actor,
            device: self.device,
            at,
            day: business_day(at, zone),
            act: Act::Change(changes),
        }
    }
}

/// The name somebody logged in with.
pub fn login() -> Option<String> {
    variable("USER").or_else(|| variable("LOGNAME")).or_else(|| variable("USERNAME"))
}

/// The identity of this installation, kept beside its state. Without a place for it, a new one each time.
fn device(state: Option<&Path>) -> DeviceId {
    let fresh = DeviceId(Uuid::now_v7());
    let Some(folder) = state else { return fresh };
    let path = folder.join("device");
    if let Some(kept) = std::fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok()) {
        return DeviceId(kept);
    }
    let written = make_private(folder).and_then(|()| std::fs::write(&path, fresh.0.to_string()));
    if let Err(error) = written {
        tracing::warn!("the installation's identity cannot be kept in {}: {error}", path.display());
    }
    fresh
}
