//! A client of the tests' own, and the real program as the server: a database of the demo, a port that is free.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use russh::client::{self, AuthResult, Handle, KeyboardInteractiveAuthResponse};
use russh::keys::ssh_key::private::{Ed25519Keypair, KeypairData};
use russh::keys::{HashAlg, PrivateKey, PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh::{Channel, ChannelMsg};
use tokio::runtime::Runtime;

use crate::support::demo::Demo;
use crate::support::emulator::emulator;
use crate::support::machine::ROUNDS;

/// Longer than anything takes here.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, serving the demo.
pub struct Served {
    pub demo: Demo,
    home: tempfile::TempDir,
    process: Child,
    pub at: SocketAddr,
    /// What it said when it began.
    pub greeting: Vec<String>,
}

impl Served {
    /// Serves the demo, in which each of these people has the key of that number.
    pub fn new(people: &[(&str, u8)]) -> Self {
        Self::with(people, "")
    }

    /// The same with a configuration.
    pub fn with(people: &[(&str, u8)], config: &str) -> Self {
        let (demo, home) = (Demo::new(), tempfile::tempdir().expect("a home"));
        std::fs::create_dir_all(home.path().join("config/rounds")).expect("a folder");
        std::fs::write(home.path().join("config/rounds/config.toml"), config).expect("a file");
        for (code, number) in people {
            let line = public(*number);
            let said = run(&demo, &home, &["key", "add", code, &line]);
            assert!(said.0, "{said:?}");
        }
        let (process, at, greeting) = start(&demo, &home, "127.0.0.1:0");
        Self { demo, home, process, at, greeting }
    }

    /// Runs the program beside the server; answers whether it went well, and what it printed.
    pub fn run(&self, arguments: &[&str]) -> (bool, String) {
        run(&self.demo, &self.home, arguments)
    }

    /// Writes the configuration anew.
    pub fn configure(&self, config: &str) {
        std::fs::write(self.home.path().join("config/rounds/config.toml"), config).expect("a file");
    }

    /// The log of the server.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.home.path().join("state/rounds/rounds.log")).unwrap_or_default()
    }

    /// Asks the server to end; answers its exit code.
    pub fn terminate(&mut self) -> Option<i32> {
        signal(&self.process, "-TERM");
        self.process.wait().expect("its end").code()
    }

    /// The process of the server.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Kills the server and starts it again where it was.
    pub fn kill_and_restart(&mut self) {
        // It may be dead already.
        let _ = self.process.kill();
        self.process.wait().expect("its end");
        let (process, _, greeting) = start(&self.demo, &self.home, &self.at.to_string());
        (self.process, self.greeting) = (process, greeting);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn signal(process: &Child, which: &str) {
    let sent = Command::new("kill").args([which, &process.id().to_string()]).status().expect("kill");
    assert!(sent.success());
}

fn command(demo: &Demo, home: &tempfile::TempDir) -> Command {
    let mut command = Command::new(ROUNDS);
    command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home.path()).env("LANG", "C.UTF-8");
    for (name, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")] {
        command.env(name, home.path().join(folder));
    }
    let now = demo.now().with_timezone(&chrono_tz::Asia::Shanghai).format("%Y-%m-%dT%H:%M:%S").to_string();
    command.arg("--db").arg(demo.path()).args(["--now", &now]).env("TZ", "Asia/Shanghai");
    command
}

fn run(demo: &Demo, home: &tempfile::TempDir, arguments: &[&str]) -> (bool, String) {
    let done = command(demo, home).args(arguments).output().expect("it runs");
    let text = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(text).expect("text"))
}

fn start(demo: &Demo, home: &tempfile::TempDir, listen: &str) -> (Child, SocketAddr, Vec<String>) {
    let mut command = command(demo, home);
    let mut process = command.args(["serve", "--listen", listen]).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    let greeting: Vec<String> = lines.by_ref().take(3).map(|line| line.expect("a line")).collect();
    let at = greeting.first().and_then(|line| line.split(' ').nth(2)).unwrap_or_default();
    let at = at.trim_end_matches('.').parse().unwrap_or_else(|_| panic!("where it listens: {greeting:?}"));
    (process, at, greeting)
}

/// The key of a number.
pub fn key(number: u8) -> PrivateKey {
    let pair = KeypairData::Ed25519(Ed25519Keypair::from_seed(&[number; 32]));
    PrivateKey::new(pair, format!("key{number}")).expect("a key")
}

/// The line of its public half.
pub fn public(number: u8) -> String {
    key(number).public_key().to_openssh().expect("a line")
}

/// "SHA256:…".
pub fn fingerprint(number: u8) -> String {
    key(number).public_key().fingerprint(HashAlg::Sha256).to_string()
}

/// Trusts any host, and remembers which it was.
pub struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// A connection.
pub struct Client {
    runtime: Arc<Runtime>,
    pub handle: Handle<Trusting>,
}

/// What a command answered.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answered {
    pub out: String,
    pub err: String,
    pub status: Option<u32>,
}

impl Client {
    /// A connection of nobody yet.
    pub fn reach(at: SocketAddr) -> Result<Self, russh::Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = Arc::new(runtime.expect("a runtime"));
        let config = Arc::new(client::Config::default());
        let handle = runtime.block_on(client::connect(config, at, Trusting))?;
        Ok(Self { runtime, handle })
    }

    /// A connection of somebody with a key that is known.
    pub fn of(served: &Served, number: u8) -> Self {
        let mut client = Self::reach(served.at).expect("a connection");
        let result = client.offer("anybody", number);
        assert!(result.success(), "{result:?}");
        client
    }

    /// Offers a key.
    pub fn offer(&mut self, login: &str, number: u8) -> AuthResult {
        self.try_offer(login, number).expect("an answer")
    }

    /// Offers a key; none: the connection is over.
    pub fn try_offer(&mut self, login: &str, number: u8) -> Option<AuthResult> {
        let key = PrivateKeyWithHashAlg::new(Arc::new(key(number)), None);
        let runtime = Arc::clone(&self.runtime);
        runtime.block_on(self.handle.authenticate_publickey(login, key)).ok()
    }

    /// Tries to come in without a key.
    pub fn without_key(&mut self, login: &str) -> [AuthResult; 2] {
        let runtime = Arc::clone(&self.runtime);
        runtime.block_on(async {
            let none = self.handle.authenticate_none(login).await.expect("an answer");
            [none, self.handle.authenticate_password(login, "secret").await.expect("an answer")]
        })
    }

    /// Enters a code where one is asked for; none: nothing is asked.
    pub fn enter(&mut self, login: &str, code: &str) -> Option<bool> {
        let runtime = Arc::clone(&self.runtime);
        runtime.block_on(async {
            let begun = self.handle.authenticate_keyboard_interactive_start(login, None::<String>).await;
            match begun.expect("an answer") {
                KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => {
                    assert_eq!(prompts.len(), 1);
                    let answer = self.handle.authenticate_keyboard_interactive_respond(vec![code.to_owned()]).await;
                    Some(matches!(answer.expect("an answer"), KeyboardInteractiveAuthResponse::Success))
                }
                _ => None,
            }
        })
    }

    /// Waits for something, not for ever.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(async { tokio::time::timeout(PATIENCE, future).await.expect("an answer in time") })
    }

    /// A channel.
    pub fn channel(&self) -> Channel<client::Msg> {
        self.wait(self.handle.channel_open_session()).expect("a channel")
    }

    /// Runs a command.
    pub fn exec(&self, line: &str) -> Answered {
        let channel = self.channel();
        self.wait(channel.exec(true, line)).expect("it is asked");
        self.hear(channel)
    }

    /// Runs a command; none: the line is lost.
    pub fn try_exec(&self, line: &str) -> Option<Answered> {
        let channel = self.wait(self.handle.channel_open_session()).ok()?;
        self.wait(channel.exec(true, line)).ok()?;
        Some(self.hear(channel))
    }

    /// Hears a channel to its end.
    pub fn hear(&self, mut channel: Channel<client::Msg>) -> Answered {
        self.wait(async {
            let (mut answered, mut out, mut err) = (Answered::default(), Vec::new(), Vec::new());
            while let Some(msg) = channel.wait().await {
                match msg {
                    ChannelMsg::Data { data } => out.extend_from_slice(&data),
                    ChannelMsg::ExtendedData { data, .. } => err.extend_from_slice(&data),
                    ChannelMsg::ExitStatus { exit_status } => answered.status = Some(exit_status),
                    ChannelMsg::Failure | ChannelMsg::Close => break,
                    _ => {}
                }
            }
            let _ = channel.close().await;
            answered.out = String::from_utf8(out).expect("text");
            answered.err = String::from_utf8(err).expect("text");
            answered
        })
    }

    /// Opens the screens.
    pub fn screens(&self, size: (u32, u32), variables: &[(&str, &str)]) -> Screens<'_> {
        let channel = self.channel();
        self.wait(async {
            for (name, value) in variables {
                channel.set_env(false, *name, *value).await.expect("it is told");
            }
            channel.request_pty(false, "xterm-256color", size.0, size.1, 0, 0, &[]).await.expect("it is asked");
            channel.request_shell(false).await.expect("it is asked");
        });
        let narrow = |cells: u32, usual: u16| if cells == 0 { usual } else { cells.min(500) as u16 };
        let terminal = emulator(narrow(size.0, 80), narrow(size.1, 24).min(200));
        Screens { client: self, channel, terminal, bytes: 0, status: None, over: false }
    }
}

/// The screens of a session, as the person sees them.
pub struct Screens<'a> {
    client: &'a Client,
    pub channel: Channel<client::Msg>,
    terminal: vt100::Parser,
    /// Bytes that came since it was looked at last.
    pub bytes: usize,
    pub status: Option<u32>,
    over: bool,
}

impl Screens<'_> {
    /// Presses keys and waits until this can be read.
    pub fn press(&mut self, keys: &str, text: &str) {
        self.send(keys);
        self.until(text);
    }

    pub fn send(&mut self, keys: &str) {
        self.client.wait(self.channel.data_bytes(keys.as_bytes().to_vec())).expect("it is sent");
    }

    /// Waits until this can be read.
    pub fn until(&mut self, text: &str) {
        while !self.shows(text) {
            assert!(!self.over, "it ended before {text:?}:\n{}", self.text());
            self.hear_once();
        }
    }

    /// Hears what comes until the channel ends.
    pub fn hear_out(&mut self) {
        while !self.over {
            self.hear_once();
        }
    }

    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    pub fn text(&self) -> String {
        self.terminal.screen().contents()
    }

    fn hear_once(&mut self) {
        let heard = self.client.runtime.block_on(async { tokio::time::timeout(PATIENCE, self.channel.wait()).await });
        match heard.unwrap_or_else(|_| panic!("nothing comes any more:\n{}", self.text())) {
            Some(ChannelMsg::Data { data }) => {
                self.bytes += data.len();
                self.terminal.process(&data);
            }
            Some(ChannelMsg::ExitStatus { exit_status }) => self.status = Some(exit_status),
            Some(ChannelMsg::Close) | None => self.over = true,
            Some(_) => {}
        }
    }
}
