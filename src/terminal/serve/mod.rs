//! Many people over SSH: one process, one task for each session, the same screens as on a local terminal.
//!
//! - [`identity`]: host key, public keys and their fingerprints.
//! - `door`: who may connect, how many at once, until when somebody must have said who they are.
//! - `caller`: what one connection asks for, and what is refused.
//! - `seat`: the loop between one channel and one program.
//!
//! It knows no data: whoever starts it hands it a [`House`], which says who somebody is and opens a session for them. Nobody gets a shell,
//! an editor or a file of the server.

mod caller;
mod door;
pub mod identity;
mod seat;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use super::depth::Caps;
use super::run::Program;
use crate::i18n::Lang;

pub use door::serve;

/// What the server asks of whoever started it. Answers may take as long as a read of the database.
pub trait House: Send + Sync + 'static {
    /// Whose key this is, if they may come in.
    fn holder(&self, fingerprint: &str) -> Option<Guest>;

    /// Whether there is any code with which a key can be enrolled now.
    fn is_enrolling(&self) -> bool;

    /// Enrols a key for the person of this login, if the code is theirs and good.
    fn enrol(&self, login: &str, code: &str, key: &identity::PublicKey) -> Option<Guest>;

    /// Opens the screens; or why not, in words.
    fn session(&self, guest: &Guest, client: &Client) -> Result<Box<dyn Program + Send>, String>;

    /// Does what a command line says, such as `today --json`.
    fn command(&self, guest: &Guest, client: &Client, line: &str) -> Printed;

    /// The instant.
    fn now(&self) -> DateTime<Utc>;

    /// What holds at the moment.
    fn limits(&self) -> Limits;
}

/// Somebody who is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Guest {
    /// The code of the rep.
    pub code: String,
    /// The fingerprint of the key that they came with.
    pub fingerprint: String,
}

/// The other end of a connection.
#[derive(Clone, Debug)]
pub struct Client {
    /// From where.
    pub address: IpAddr,
    /// The variables it sent of those that are listened to, and `TERM`.
    pub variables: BTreeMap<String, String>,
}

impl Client {
    /// A variable of the client's environment; an empty one is none.
    pub fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).filter(|value| !value.is_empty()).cloned()
    }

    /// What its terminal can show.
    pub fn caps(&self) -> Caps {
        Caps::from_env(|name| self.variable(name))
    }

    /// The language of its locale.
    pub fn lang(&self) -> Lang {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| self.variable(name));
        let lang = locale.and_then(|locale| Lang::from_tag(&locale)).unwrap_or_default();
        if self.caps().han { lang } else { Lang::En }
    }
}

/// What a command printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// For the standard output.
    pub out: Vec<u8>,
    /// For the standard error.
    pub err: String,
    /// The exit status.
    pub status: u32,
}

/// How much is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Sessions in all.
    pub sessions: usize,
    /// Connections from one address.
    pub per_address: usize,
    /// Sessions with one key.
    pub per_key: usize,
    /// Connections of people who have not said who they are.
    pub waiting: usize,
    /// Until when somebody must have said who they are.
    pub grace: Duration,
    /// After so long without a key the session ends.
    pub idle: Duration,
    /// After so long without taking a frame the connection ends.
    pub stalled: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sessions: 500,
            per_address: 100,
            per_key: 10,
            waiting: 64,
            grace: Duration::from_secs(20),
            idle: Duration::from_secs(8 * 3600),
            stalled: Duration::from_secs(60),
        }
    }
}

/// Tells all sessions that data has changed. A burst of changes is told once.
#[derive(Clone, Debug)]
pub struct Bell(Arc<watch::Sender<u64>>);

impl Default for Bell {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl Bell {
    /// Rings; whoever rings does not wait.
    pub fn ring(&self) {
        self.0.send_modify(|rung| *rung += 1);
    }
}

/// How a session that asks a thread for something waits: other sessions go on meanwhile.
pub fn wait(wait: &mut (dyn FnMut() + Send)) {
    tokio::task::block_in_place(wait);
}

/// Where and as whom to serve.
pub struct Serving {
    /// The address to listen at.
    pub listen: SocketAddr,
    /// The key of the host.
    pub host: identity::HostKey,
    /// Rings when data changes.
    pub bell: Bell,
}
