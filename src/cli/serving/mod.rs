//! `rounds serve`: one process that holds the data, and everybody's screens over SSH.

pub mod args;
mod command;
mod house;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use clap::ArgMatches;

use crate::i18n::messages::serving as words;
use crate::store::pool::{Pool, Setup};
use crate::terminal::serve::identity::{HostKey, KeyError};
use crate::terminal::serve::{Bell, Serving, serve, wait};
use crate::terminal::tended::Chore;

use self::house::Hall;
use super::commands::{say, warn};
use super::daily::Daily;
use super::data::Data;
use super::logging;
use super::setting::Setting;
use super::trouble::Trouble;

/// The port of the usual address.
const PORT: u16 = 2222;
/// The name of the file with the key of the host.
const HOST_KEY: &str = "ssh_host_key";
/// How often the pool looks whether another process has written.
const LOOK: Duration = Duration::from_secs(1);
/// How often the copy of the day is looked after.
const CARE: Duration = Duration::from_secs(60);

/// Serves until the process is asked to end.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    // Makes the database if it is not there, and says what is wrong with it.
    let data = Data::open(setting)?;
    let (name, device) = (data.name.clone(), data.device);
    let daily = Daily::new(setting, &data.store, setting.zone);
    data.store.close().map_err(|error| Trouble::store(lang, &name, &error))?;
    let log = logging::start(setting.state.as_deref());
    let listen = match given.get_one::<SocketAddr>("listen") {
        Some(listen) => *listen,
        None => setting.config.serve.listen.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, PORT))),
    };
    let host = host_key(setting)?;
    let bell = Bell::default();
    let rung = bell.clone();
    let readers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
    let setup = Setup { readers, wait, look: LOOK, told: Box::new(move || rung.ring()) };
    let pool = Pool::open(setting.database()?, setup).map_err(|error| Trouble::store(lang, &name, &error))?;
    let pool = Arc::new(pool);
    let hall = Hall::new(setting, Arc::clone(&pool), name.clone(), device);
    let (stop, stopped) = channel::<()>();
    // The copy of the day is made beside everything else.
    let caring = daily.map(|mut daily| {
        let setting = setting.clone();
        std::thread::spawn(move || {
            loop {
                if let Some(problem) = daily.look(setting.now(setting.zone), lang) {
                    tracing::warn!("{problem}");
                }
                if stopped.recv_timeout(daily.look_in().unwrap_or(CARE).min(CARE)) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
        })
    });
    let fingerprint = host.fingerprint();
    let opened = |at: SocketAddr| {
        say(&words::listening(lang, &at.to_string()));
        say(&words::host_key(lang, &fingerprint));
        if let Some(log) = &log {
            say(&words::logging(lang, &log.display().to_string()));
        }
        if at.ip().is_unspecified() {
            warn(words::everywhere(lang));
        }
    };
    let served = serve(Box::new(hall), Serving { listen, host, bell }, opened);
    drop(stop);
    if let Some(caring) = caring {
        let _ = caring.join();
    }
    // Every session has gone with the server, so nobody else holds it.
    if let Some(pool) = Arc::into_inner(pool) {
        pool.close().map_err(|error| Trouble::store(lang, &name, &error))?;
    }
    served.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Trouble::user(words::err_in_use(lang, &listen.to_string())),
        _ => Trouble::user(words::err_listen(lang, &listen.to_string(), &error.to_string())),
    })
}

/// Where the key of the host is kept.
pub fn host_key_file(setting: &Setting) -> Result<PathBuf, Trouble> {
    if let Some(path) = &setting.config.serve.host_key {
        return Ok(path.clone());
    }
    Ok(setting.database()?.with_file_name(HOST_KEY))
}

fn host_key(setting: &Setting) -> Result<HostKey, Trouble> {
    let path = host_key_file(setting)?;
    HostKey::open(&path).map_err(|error| match error {
        KeyError::Io(error) => Trouble::io(setting.lang, &path, &error),
        _ => Trouble::user(words::err_host_key(setting.lang, &path.display().to_string())),
    })
}
