//! The server with many people, over the loopback, with clients that speak SSH: memory of an idle session, bytes and time from a key to its
//! frame beside a bare echo over the same connections, visits that many commit at once, and the first frame. Counts and ratios: absolute
//! times say little where others use the machine.
//!
//! `cargo bench --bench serve -- [reps] [sessions] [seconds]`
#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, Utc};
use rounds::domain::access::AccessKey;
use rounds::domain::account::{Account, Code, CodeKind};
use rounds::domain::cadence::Level;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{DeviceId, Ids};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::domain::place::Place;
use rounds::domain::touch::{Content, Touch, TouchKind};
use rounds::store::{SqliteStore, Store, Viewer, seed};
use russh::client::{self, Handle};
use russh::keys::ssh_key::private::{Ed25519Keypair, KeypairData};
use russh::keys::{HashAlg, PrivateKey, PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh::{Channel, ChannelMsg};

/// Accounts of each rep.
const ACCOUNTS: usize = 200;
/// Stops of each rep's route.
const STOPS: usize = 20;
/// What ends a frame.
const END: &[u8] = b"\x1b[?2026l";

fn main() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let [reps, sessions, seconds] =
        [(0, 50), (1, 200), (2, 10)].map(|(at, usual)| given.get(at).copied().unwrap_or(usual));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rounds.db");
    let began = Instant::now();
    build(&file, reps);
    println!("{reps} reps with {ACCOUNTS} accounts each, made in {:.0} s", began.elapsed().as_secs_f64());
    let config = folder.path().join("config/rounds");
    std::fs::create_dir_all(&config).expect("a folder");
    let limits =
        "[serve]\nsessions = 5000\nper_address = 5000\nper_key = 5000\nwaiting = 5000\n[backup]\ndaily = false\n";
    std::fs::write(config.join("config.toml"), limits).expect("a file");
    let server = Server::start(folder.path(), &file);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measure(&server, reps, sessions, seconds));
}

async fn measure(server: &Server, reps: usize, sessions: usize, seconds: usize) {
    let mut all = Vec::new();
    for n in 0..4 {
        all.push(Person::sits_down(server.port, n % reps).await);
    }
    let before = server.resident();
    for n in 4..sessions {
        all.push(Person::sits_down(server.port, n % reps).await);
    }
    let each = (server.resident() - before) / (sessions - 4).max(1);
    println!("memory: {each} KB a session ({sessions} sessions, {} MB in all)", server.resident() / 1024);
    // What drawing needs is let go after a while, and others come into its place.
    tokio::time::sleep(Duration::from_secs(8)).await;
    let settled = server.resident();
    for n in 0..sessions {
        all.push(Person::sits_down(server.port, n % reps).await);
    }
    println!("  of {sessions} more: {} KB each", server.resident().saturating_sub(settled) / sessions);
    all.truncate(sessions);

    let first = &mut all[0];
    for (screen, key) in [("Overdue", "2"), ("Today", "1")] {
        first.press(key).await;
        let mut moves = Vec::new();
        for _ in 0..STOPS / 2 {
            moves.push(first.press("j").await.0);
        }
        println!("bytes a cursor move on {screen}, 80×24, Chinese: {moves:?}");
    }

    // The sessions wait for a minute to go by as well, which is part of being idle.
    let (cpu, wall) = (server.cpu(), Instant::now());
    tokio::time::sleep(Duration::from_secs(seconds as u64)).await;
    let share = (server.cpu() - cpu) / wall.elapsed().as_secs_f64() * 100.0;
    println!("idle: {share:.2}% of a core with {sessions} sessions, over {seconds} s");

    // Everybody presses a key a second, one after the other; between two keys of one the line alone is measured.
    let until = Instant::now() + Duration::from_secs(seconds as u64);
    let tasks: Vec<_> = all
        .into_iter()
        .enumerate()
        .map(|(n, mut person)| {
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_micros(n as u64 * 1_000_000 / sessions as u64)).await;
                let (mut frames, mut echoes) = (Vec::new(), Vec::new());
                for key in ["j", "k"].iter().cycle() {
                    if Instant::now() > until {
                        break;
                    }
                    let began = Instant::now();
                    frames.push(person.press(key).await.1);
                    echoes.push(person.echo().await);
                    tokio::time::sleep(Duration::from_secs(1).saturating_sub(began.elapsed())).await;
                }
                (person, frames, echoes)
            })
        })
        .collect();
    let cpu = server.cpu();
    let (mut frames, mut echoes, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for task in tasks {
        let (person, some, others) = task.await.expect("a session");
        frames.extend(some);
        echoes.extend(others);
        all.push(person);
    }
    let spent = (server.cpu() - cpu) * 1000.0 / frames.len().max(1) as f64;
    println!("{} keys from {sessions} sessions, {spent:.2} ms of CPU each", frames.len());
    println!("  key to frame, ms: {}", quantiles(&mut frames));
    println!("  bare echo, ms:    {}", quantiles(&mut echoes));
    visits(server, &all, seconds).await;
    first_frame(server, reps).await;
}

/// Many write visits down at once.
async fn visits(server: &Server, all: &[Person], seconds: usize) {
    let before = server.count("SELECT count(*) FROM touch WHERE note <> ''");
    let until = Instant::now() + Duration::from_secs(seconds as u64);
    let writers = all.iter().take(200).enumerate().map(|(n, person)| async move {
        let (mut good, mut bad, mut times) = (0_usize, 0_usize, Vec::new());
        while Instant::now() < until {
            let began = Instant::now();
            let code = format!("{:03}{:04}", person.rep, (n + good) % ACCOUNTS);
            match person.run(&format!("log '{code} met boss | seen'")).await {
                Some(0) => good += 1,
                _ => bad += 1,
            }
            times.push(began.elapsed());
        }
        (good, bad, times)
    });
    let done = futures_of(writers.collect()).await;
    let mut good: Vec<usize> = done.iter().map(|it| it.0).collect();
    good.sort_unstable();
    let (acknowledged, failed): (usize, usize) = (good.iter().sum(), done.iter().map(|it| it.1).sum());
    let mut times: Vec<Duration> = done.into_iter().flat_map(|it| it.2).collect();
    let present = server.count("SELECT count(*) FROM touch WHERE note <> ''") - before;
    let fairness = good[0] as f64 / good[good.len() / 2].max(1) as f64;
    println!(
        "{} people write visits down: {acknowledged} acknowledged, {present} present, {failed} failed, {:.0} a second, \
         fairness {fairness:.2}, ms: {}",
        good.len(),
        acknowledged as f64 / seconds as f64,
        quantiles(&mut times)
    );
}

/// Runs all of them at once.
async fn futures_of<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures.into_iter().map(|it| (Box::pin(it), None)).collect();
    std::future::poll_fn(|cx| {
        let mut ready = true;
        for (future, output) in &mut waiting {
            if output.is_none() {
                match future.as_mut().poll(cx) {
                    std::task::Poll::Ready(it) => *output = Some(it),
                    std::task::Poll::Pending => ready = false,
                }
            }
        }
        if ready { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    waiting.into_iter().filter_map(|(_, output)| output).collect()
}

async fn first_frame(server: &Server, reps: usize) {
    let mut times = Vec::new();
    for n in 0..20 {
        let began = Instant::now();
        let person = Person::sits_down(server.port, n % reps).await;
        times.push(began.elapsed());
        drop(person);
    }
    println!("connection to first frame, ms: {}", quantiles(&mut times));
}

fn quantiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    format!("p50 {:.2} p90 {:.2} p99 {:.2} most {:.1}", at(0.5), at(0.9), at(0.99), at(1.0))
}

/// The program, serving.
struct Server {
    process: Child,
    port: u16,
    file: std::path::PathBuf,
}

impl Server {
    fn start(home: &Path, file: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rounds"));
        command.env("HOME", home).env("XDG_CONFIG_HOME", home.join("config")).env("XDG_STATE_HOME", home.join("state"));
        command.env("XDG_DATA_HOME", home.join("data")).arg("--db").arg(file).args([
            "serve",
            "--listen",
            "127.0.0.1:0",
        ]);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the program");
        let mut line = String::new();
        let mut out = std::io::BufReader::new(process.stdout.take().expect("its output"));
        std::io::BufRead::read_line(&mut out, &mut line).expect("a line");
        let port = line.split(&[':', '.', ' '][..]).find_map(|word| word.parse().ok().filter(|port| *port > 1023));
        Self { process, port: port.expect("a port"), file: file.to_owned() }
    }

    /// Resident memory, in KB.
    fn resident(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    /// Seconds of CPU so far.
    fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
        (ticks(11) + ticks(12)) / 100.0
    }

    fn count(&self, sql: &str) -> i64 {
        let conn = rusqlite::Connection::open(&self.file).expect("the file");
        conn.query_row(sql, [], |row| row.get(0)).expect("a count")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Trusts any host.
struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// Somebody with the screens open.
struct Person {
    rep: usize,
    handle: Handle<Trusting>,
    channel: Channel<client::Msg>,
}

impl Person {
    async fn sits_down(port: u16, rep: usize) -> Self {
        let config = Arc::new(client::Config { nodelay: true, ..client::Config::default() });
        let mut handle = client::connect(config, ("127.0.0.1", port), Trusting).await.expect("a connection");
        let key = PrivateKeyWithHashAlg::new(Arc::new(key(rep)), None);
        assert!(handle.authenticate_publickey("anybody", key).await.expect("an answer").success());
        let channel = handle.channel_open_session().await.expect("a channel");
        channel.set_env(false, "LANG", "zh_CN.UTF-8").await.expect("it is told");
        channel.request_pty(false, "xterm-256color", 80, 24, 0, 0, &[]).await.expect("it is asked");
        channel.request_shell(false).await.expect("it is asked");
        let mut person = Self { rep, handle, channel };
        person.frame().await;
        person
    }

    /// Waits for the end of a frame; how many bytes came.
    async fn frame(&mut self) -> usize {
        let (mut bytes, mut tail) = (0, Vec::new());
        loop {
            match self.channel.wait().await.expect("a frame") {
                ChannelMsg::Data { data } => {
                    bytes += data.len();
                    tail.extend_from_slice(&data);
                    if tail.ends_with(END) {
                        return bytes;
                    }
                }
                ChannelMsg::Close => panic!("it ended"),
                _ => {}
            }
        }
    }

    /// Presses a key; the bytes of its frame and how long it took.
    async fn press(&mut self, key: &str) -> (usize, Duration) {
        let began = Instant::now();
        self.channel.data_bytes(key.as_bytes().to_vec()).await.expect("it is sent");
        (self.frame().await, began.elapsed())
    }

    /// There and back over the same connection, with nothing done.
    async fn echo(&self) -> Duration {
        let began = Instant::now();
        self.handle.send_ping().await.expect("an echo");
        began.elapsed()
    }

    /// Runs a command; its exit status.
    async fn run(&self, line: &str) -> Option<u32> {
        let mut channel = self.handle.channel_open_session().await.ok()?;
        channel.exec(true, line).await.ok()?;
        let mut status = None;
        while let Some(msg) = channel.wait().await {
            if let ChannelMsg::ExitStatus { exit_status } = msg {
                status = Some(exit_status);
            }
        }
        status
    }
}

fn key(rep: usize) -> PrivateKey {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&(rep as u64).to_be_bytes());
    PrivateKey::new(KeypairData::Ed25519(Ed25519Keypair::from_seed(&bytes)), "").expect("a key")
}

/// So many territories.
fn build(file: &Path, reps: usize) {
    let now = Utc::now();
    let today = now.with_timezone(&chrono_tz::Asia::Shanghai).date_naive();
    let mut store = SqliteStore::open(file).expect("a database");
    let mut ids = Ids::new(7);
    let first = seed(DeviceId(uuid::Uuid::nil()), now, today, &mut ids);
    store.apply(&[first])[0].as_ref().expect("tiers");
    let tiers = store.reference(Viewer::System).expect("tiers").tiers;
    for n in 0..reps {
        let changes = territory(n, (now, today), &mut ids, &tiers.iter().map(|tier| tier.id).collect::<Vec<_>>());
        let (op, group) = (ids.next(now), ids.next(now));
        let envelope = Envelope {
            op,
            group,
            actor: None,
            device: DeviceId(uuid::Uuid::nil()),
            at: now,
            day: today,
            act: Act::Change(changes),
        };
        store.apply(&[envelope])[0].as_ref().expect("a change that holds");
    }
    store.close().expect("one file");
}

fn territory(
    n: usize,
    (now, today): (DateTime<Utc>, NaiveDate),
    ids: &mut Ids,
    tiers: &[rounds::domain::ids::TierId],
) -> Vec<Change> {
    let rep = Rep {
        id: ids.next(now),
        code: format!("rep{n}"),
        name: format!("李{n}"),
        role: Role::Rep,
        team: None,
        territory: Label::new("West Lake", "西湖"),
        home: Place::new(30.27, 120.15),
        hours: Hours::default(),
        zone: chrono_tz::Asia::Shanghai,
        disabled: false,
    };
    let person = rep.id;
    let public = key(n);
    let access = AccessKey {
        id: ids.next(now),
        rep: person,
        public: public.public_key().to_openssh().expect("a line"),
        fingerprint: public.public_key().fingerprint(HashAlg::Sha256).to_string(),
        name: String::new(),
        added: now,
        revoked: None,
    };
    let mut changes = vec![Change::Add(rep.into()), Change::Add(access.into())];
    for at in 0..ACCOUNTS {
        let account = Account {
            address: format!("文三路{at}号"),
            codes: vec![Code { kind: CodeKind::Customer, text: format!("{n:03}{at:04}") }],
            place: Place::new(30.25 + (at % 20) as f64 / 400.0, 120.10 + (at / 20) as f64 / 400.0),
            tier: Some(tiers[at % 10 / 4]),
            rep: Some(person),
            ..Account::new(ids.next(now), format!("{}{at}烟酒店", ["王记", "老李", "大众", "湖滨"][at % 4]), today)
        };
        let touch = Touch {
            id: ids.next(now),
            account: account.id,
            rep: person,
            levels: vec![Level::Rep],
            day: today - Days::new(1 + at as u64 % 30),
            start: None,
            end: None,
            open: false,
            late: true,
            content: Content { kind: TouchKind::Routine, ..Content::default() },
            window: None,
            voided: None,
            followed: None,
            put_off: None,
        };
        let id = account.id;
        changes.extend([Change::Add(account.into()), Change::Add(touch.into())]);
        if at % (ACCOUNTS / STOPS) == 0 {
            changes.push(Change::Plan { stop: ids.next(now), rep: person, day: today, account: id });
        }
    }
    changes
}
