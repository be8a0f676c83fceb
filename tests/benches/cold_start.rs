//! From starting the program to the end of its first frame, as whole processes in a terminal, against `--version` of the same program.
//! Run it with `cargo bench --bench cold_start`; it fails if the first frame takes more than four times as long.
#![allow(clippy::expect_used, clippy::print_stdout)]

mod territory;

use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const RUNS: usize = 40;
/// The end of a synchronized frame.
const FRAME: &[u8] = b"\x1b[?2026l";
/// More than this is too slow.
const LIMIT: f64 = 4.0;

/// Runs the program until it has shown a frame or ended, and says how long that took.
fn measure(home: &Path, arguments: &[&str]) -> Duration {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rounds"));
    command.args(arguments);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8"), ("USER", "li")] {
        command.env(name, value);
    }
    command.env("HOME", home);
    command.cwd(home);
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).expect("a child");
    drop(pair.slave);
    let (mut said, mut bytes) = (Vec::new(), [0; 16384]);
    while !said.windows(FRAME.len()).any(|it| it == FRAME) {
        match reader.read(&mut bytes) {
            Ok(count @ 1..) => said.extend_from_slice(&bytes[..count]),
            _ => break,
        }
    }
    if said.windows(FRAME.len()).any(|it| it == FRAME) {
        let took = start.elapsed();
        assert!(String::from_utf8_lossy(&said).contains("李雷"), "another screen than Today");
        child.kill().expect("an end");
        child.wait().expect("an end");
        return took;
    }
    child.wait().expect("an end");
    let took = start.elapsed();
    assert!(said.starts_with(b"rounds "), "{}", String::from_utf8_lossy(&said));
    took
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn main() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("rounds.db");
    territory::build(&file);
    let database = file.display().to_string();
    let screen = ["--db", &database, "--now", territory::NOW];
    measure(dir.path(), &screen); // makes the log and the installation's identity
    let (mut frames, mut versions) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        frames.push(measure(dir.path(), &screen));
        versions.push(measure(dir.path(), &["--version"]));
    }
    let (least, frame, version) =
        (frames.iter().min().map_or(0.0, Duration::as_secs_f64), median(frames), median(versions));
    let ratio = frame / version;
    println!("first frame {frame:.2} ms (least {:.2}), --version {version:.2} ms, ratio {ratio:.2}", least * 1000.0);
    assert!(ratio <= LIMIT, "more than {LIMIT} times as long");
}
