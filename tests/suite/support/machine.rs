//! A machine of its own for the real program: a home with nothing in it, an environment that is not that of the tests, a clock that
//! stands still. The program is run to its end, or opened in a terminal.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use rounds::store::{SqliteStore, Store, Viewer};

use crate::pty::harness::Pty;

/// A Friday morning, and a working day.
pub const NOW: &str = "2026-11-20T09:00";

/// Four shops of which one is overdue, one in its window, one new and one just visited, and one that nobody expects at an interval.
pub const BOOK: &str = "code,name,address,tier,last_visit\n\
    K01,Lakeside Kiosk,1 Lake Road,A,2026-11-02\n\
    K02,王记烟酒店,湖滨路2号,B,2026-11-10\n\
    K03,Harbour Market,3 Lake Road,C,\n\
    K04,Corner Shop,4 Lake Road,A,2026-11-19\n\
    K05,Old Mill,5 Lake Road,,\n";

/// The program under test.
pub const ROUNDS: &str = env!("CARGO_BIN_EXE_rounds");

/// A machine.
pub struct Machine {
    dir: tempfile::TempDir,
    env: Vec<(String, String)>,
    now: Option<String>,
}

/// How a run ended.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Machine {
    /// A machine on which nothing was ever done; `li` is logged in.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let place = |name: &str| dir.path().join(name).display().to_string();
        let env = [
            ("PATH", "/usr/bin:/bin".to_owned()),
            ("HOME", dir.path().display().to_string()),
            ("XDG_DATA_HOME", place("data")),
            ("XDG_CONFIG_HOME", place("config")),
            ("XDG_STATE_HOME", place("state")),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TZ", "Asia/Shanghai".to_owned()),
            ("USER", "li".to_owned()),
        ];
        let env = env.map(|(name, value)| (name.to_owned(), value)).to_vec();
        Self { dir, env, now: Some(NOW.to_owned()) }
    }

    /// A machine with [`BOOK`] imported for `li`.
    pub fn with_book() -> Self {
        Self::with(BOOK)
    }

    /// A machine with this list imported for `li`.
    pub fn with(list: &str) -> Self {
        let machine = Self::new();
        machine.import(list);
        machine
    }

    /// Makes the database with nobody and nothing in it: by a list that has no shop.
    pub fn make_empty(&self) {
        let file = self.write("none.csv", "name,tier\nA,Z\n");
        assert_eq!(self.run(&["import", &file]).code, 1);
    }

    /// Imports a list that has no faults.
    pub fn import(&self, list: &str) {
        let file = self.write("list.csv", list);
        self.good(&["import", &file]);
    }

    /// Sets a variable; an empty one is taken away.
    pub fn set(&mut self, name: &str, value: &str) {
        self.env.retain(|(it, _)| it != name);
        if !value.is_empty() {
            self.env.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Lets the clock run, or stand at another time.
    pub fn clock(&mut self, now: Option<&str>) {
        self.now = now.map(ToOwned::to_owned);
    }

    /// The home.
    pub fn home(&self) -> &Path {
        self.dir.path()
    }

    /// A place in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Where the database is unless told otherwise.
    pub fn database(&self) -> PathBuf {
        self.path("data/rounds/rounds.db")
    }

    /// The database as it is now, read by the tests themselves.
    pub fn store(&self) -> SqliteStore {
        SqliteStore::open_to_read(&self.database()).expect("a database")
    }

    /// Writes a file with its folders; answers its path.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    /// Everything under the home, files and folders, by path from there.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.home().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
                let path = entry.path();
                names.push(path.strip_prefix(self.home()).expect("inside").display().to_string());
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        names.sort();
        names
    }

    fn arguments(&self, arguments: &[&str]) -> Vec<String> {
        let now = self.now.iter().flat_map(|now| ["--now".to_owned(), now.clone()]);
        now.chain(arguments.iter().map(|&it| it.to_owned())).collect()
    }

    /// The program with these arguments, nothing on its standard input.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(ROUNDS);
        command.args(self.arguments(arguments)).env_clear().envs(self.env.iter().cloned());
        command.current_dir(self.home()).stdin(Stdio::null());
        command
    }

    /// The program where no file may grow beyond so many blocks of 512 bytes: the nearest to a full disk that needs no disk of its own.
    pub fn cramped(&self, blocks: usize, arguments: &[&str]) -> Command {
        let command = self.command(arguments);
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
        shell.arg(command.get_program()).args(command.get_args());
        shell.env_clear().envs(self.env.iter().cloned()).current_dir(self.home()).stdin(Stdio::null());
        shell
    }

    /// Runs it to its end.
    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::of(self.command(arguments))
    }

    /// Runs it to an end that must be good; answers what it printed.
    pub fn good(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
        said.out
    }

    /// Runs it to an end that must be bad, with a message on standard error and nothing else; answers exit code and message.
    pub fn bad(&self, arguments: &[&str]) -> (i32, String) {
        let said = self.run(arguments);
        assert_ne!(said.code, 0, "{arguments:?}: {said:?}");
        assert!(said.out.is_empty() && !said.err.trim().is_empty(), "{arguments:?}: {said:?}");
        (said.code, said.err)
    }

    /// The program in a terminal, still to be started.
    pub fn builder(&self, arguments: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(ROUNDS);
        command.args(self.arguments(arguments));
        command.env_clear();
        self.env.iter().for_each(|(name, value)| command.env(name, value));
        command.cwd(self.home());
        command
    }

    /// Opens it in a terminal.
    pub fn open(&self, arguments: &[&str]) -> Pty {
        Pty::start_command(self.builder(arguments))
    }

    /// Asks the doctor, who must find nothing.
    pub fn healthy(&self) {
        assert_eq!(self.good(&["doctor"]).lines().last(), Some("No fault found"));
    }

    /// The notes of all saved visits.
    pub fn notes(&self) -> Vec<String> {
        self.select("SELECT note FROM touch WHERE open = 0 AND note <> ''")
    }

    /// The first column of what a query finds in the database.
    pub fn select(&self, sql: &str) -> Vec<String> {
        let conn = rusqlite::Connection::open(self.database()).expect("a database");
        conn.busy_timeout(std::time::Duration::from_secs(20)).expect("patience");
        let mut statement = conn.prepare(sql).expect("a query");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    }

    /// The notes of all drafts.
    pub fn drafts(&self) -> Vec<String> {
        let store = self.store();
        let reps = store.reps(Viewer::System).expect("reps");
        let day = NOW[..10].parse().expect("a day");
        let of = |rep| store.drafts(Viewer::Person { rep, day }).expect("drafts");
        reps.iter().flat_map(|rep| of(rep.id)).map(|row| row.draft.report.content.note).collect()
    }
}

impl Said {
    /// Runs a command to its end.
    pub fn of(mut command: Command) -> Self {
        let output = command.output().expect("a child");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}
