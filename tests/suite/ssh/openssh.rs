//! OpenSSH with a forced command, against the real server where there is one: whoever comes in with the key gets Rounds as the person of
//! that key and nothing else, whatever the client asks for.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use portable_pty::CommandBuilder;

use crate::pty::harness::Pty;
use crate::support::demo::Demo;
use crate::support::machine::ROUNDS;

const SSHD: &str = "/usr/sbin/sshd";

/// A server of OpenSSH with one key and one forced command.
struct OpenSsh {
    demo: Demo,
    folder: tempfile::TempDir,
    process: Child,
    port: u16,
}

impl OpenSsh {
    /// Starts one; none where it is not installed or may not be started, which is printed.
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        #[expect(clippy::print_stderr, reason = "whoever runs the tests is to know what was not tested")]
        let skip = |why: &str| eprintln!("skipped: {why}");
        if !Path::new(SSHD).exists() {
            skip("OpenSSH's server is not installed");
            return None;
        }
        // The server wants it where it runs as root.
        let _ = std::fs::create_dir("/run/sshd");
        for key in ["host", "key"] {
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(path(key)).status();
            if !made.is_ok_and(|status| status.success()) {
                skip("no ssh-keygen");
                return None;
            }
        }
        let demo = Demo::new();
        std::fs::create_dir(path("home")).expect("a folder");
        let public = std::fs::read_to_string(path("key.pub")).expect("a key");
        let now = demo.now().with_timezone(&chrono_tz::Asia::Shanghai).format("%Y-%m-%dT%H:%M:%S");
        let database = demo.path();
        let command = format!("{ROUNDS} --db {} --now {now} --as wangfang --no-files", database.display());
        std::fs::write(path("authorized"), format!("command=\"{command}\",restrict,pty {public}")).expect("a file");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").port();
        // More is accepted of the client's environment than anybody should accept.
        let text = format!(
            "ListenAddress 127.0.0.1:{port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\nUsePAM no\n\
             PasswordAuthentication no\nPermitRootLogin prohibit-password\nAcceptEnv *\nSubsystem sftp internal-sftp\n",
            path("host").display(),
            path("authorized").display(),
        );
        std::fs::write(path("config"), text).expect("a file");
        let log = std::fs::File::create(path("log")).expect("a file");
        let started =
            Command::new(SSHD).args(["-D", "-e", "-f"]).arg(path("config")).stderr(log).stdin(Stdio::null()).spawn();
        let server = Self { demo, process: started.ok()?, port, folder };
        for _ in 0..200 {
            if server.ssh(&["-T"], "today").status.success() {
                return Some(server);
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        skip(&std::fs::read_to_string(server.folder.path().join("log")).unwrap_or_default());
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn options(&self) -> Vec<String> {
        let key = self.path("key").display().to_string();
        let options =
            ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes", "LogLevel=ERROR"];
        let mut list =
            vec!["-F".to_owned(), "none".to_owned(), "-p".to_owned(), self.port.to_string(), "-i".to_owned(), key];
        list.extend(options.into_iter().flat_map(|option| ["-o".to_owned(), option.to_owned()]));
        list
    }

    /// What a client gets.
    fn ssh(&self, arguments: &[&str], command: &str) -> Output {
        let mut ssh = Command::new("ssh");
        ssh.env("ROUNDS_DB", "other.db").env("ROUNDS_CONFIG", "/etc/passwd").env("TERM", "xterm");
        ssh.args(self.options()).args(["-o", "SendEnv=ROUNDS_DB ROUNDS_CONFIG"]).args(arguments).arg("127.0.0.1");
        if !command.is_empty() {
            ssh.arg(command);
        }
        ssh.stdin(Stdio::null()).output().expect("a client")
    }
}

impl Drop for OpenSsh {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_forced_command_is_one_person_and_nothing_else() {
    let Some(server) = OpenSsh::new() else { return };
    let here = |arguments: &[&str]| {
        let now = server.demo.now().with_timezone(&chrono_tz::Asia::Shanghai).format("%Y-%m-%dT%H:%M:%S").to_string();
        let mut rounds = Command::new(ROUNDS);
        rounds.env_clear().env("HOME", server.path("home")).arg("--db").arg(server.demo.path());
        rounds.args(["--now", &now, "--as", "wangfang"]).args(arguments).output().expect("it runs").stdout
    };
    let today = here(&["today", "--json"]);
    assert!(today.len() > 100);
    assert_eq!(server.ssh(&["-T"], "today --json").stdout, today);
    assert_eq!(server.ssh(&["-T"], "rounds export accounts").stdout, here(&["export", "accounts"]));
    for command in [
        "--as chenli today",
        "--db other.db today",
        "--config /etc/passwd today",
        "today --as chenli",
        "export accounts -o stolen",
        "import /etc/passwd",
        "key list",
        "rep add me",
        "sh",
        "sh -c id",
        "today; id",
        "$(id)",
        "/bin/sh",
    ] {
        let got = server.ssh(&["-T"], command);
        let err = String::from_utf8_lossy(&got.stderr);
        assert!(!got.status.success() && got.stdout.is_empty(), "{command}: {got:?}");
        assert!(!err.contains("uid="), "{command}: {err}");
    }
    // A subsystem and forwarding are none of it either.
    assert!(!server.ssh(&["-T", "-s"], "sftp").status.success());
    let forward = server.ssh(&["-T", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"], "today");
    assert!(!forward.status.success(), "{forward:?}");
    let without = server.ssh(&["-T"], "");
    assert!(!without.status.success() && without.stdout.is_empty(), "{without:?}");
}

#[test]
fn the_screens_of_a_forced_command_keep_to_the_data() {
    let Some(server) = OpenSsh::new() else { return };
    let mut ssh = CommandBuilder::new("ssh");
    ssh.env_clear();
    for (name, value) in [("PATH", "/usr/bin:/bin"), ("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("EDITOR", "vi")]
    {
        ssh.env(name, value);
    }
    ssh.args(server.options());
    ssh.args(["-t", "127.0.0.1"]);
    let mut pty = Pty::start_command(ssh);
    pty.see("王芳");
    pty.keys("I");
    pty.see("Imports are made on the server");
    pty.keys("q");
    pty.until("leave the screens", |screen| !screen.alternate_screen());
}
