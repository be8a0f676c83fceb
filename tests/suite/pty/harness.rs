//! One child in one pseudo-terminal.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::emulator;

/// How long a test waits for something that must come. Only a failing test waits that long.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The screen as the child has painted it so far, and whether it has closed its end.
struct Painted {
    terminal: vt100::Parser,
    /// Everything the child has sent.
    bytes: Vec<u8>,
    closed: bool,
}

/// A child in a terminal, of 80 × 24 unless said otherwise.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    painted: Arc<(Mutex<Painted>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    /// Nobody looks at the terminal any more.
    unplugged: Arc<AtomicBool>,
}

impl Pty {
    /// Starts a program in a directory of its own, with nothing from the environment of the tests.
    pub fn start(program: &str, arguments: &[&str], directory: &Path) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("PATH", "/usr/bin:/bin");
        command.env("HOME", directory);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd(directory);
        Self::start_command(command)
    }

    /// Starts what a builder describes.
    pub fn start_command(command: CommandBuilder) -> Self {
        Self::start_sized(command, 80, 24)
    }

    /// Starts it in a terminal of another size.
    pub fn start_sized(command: CommandBuilder, width: u16, height: u16) -> Self {
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("a child");
        drop(pair.slave);
        let keyboard = pair.master.take_writer().expect("a writer");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let painted = Painted { terminal: emulator::emulator(width, height), bytes: Vec::new(), closed: false };
        let painted = Arc::new((Mutex::new(painted), Condvar::new()));
        let paint = Arc::clone(&painted);
        let unplugged = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&unplugged);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while !stop.load(Ordering::SeqCst) {
                let count = reader.read(&mut bytes).unwrap_or(0);
                let mut painted = paint.0.lock().expect("a lock");
                painted.terminal.process(&bytes[..count]);
                painted.bytes.extend_from_slice(&bytes[..count]);
                painted.closed = count == 0;
                paint.1.notify_all();
                if count == 0 {
                    break;
                }
            }
        });
        Self { child, master: Some(pair.master), keyboard: Some(keyboard), painted, reader: Some(reader), unplugged }
    }

    /// Waits until a text stands on the screen.
    pub fn see(&self, text: &str) {
        self.until(&format!("see {text:?}"), |screen| screen.contents().contains(text));
    }

    /// Waits until a text stands on the screen no more.
    pub fn see_no(&self, text: &str) {
        self.until(&format!("see no {text:?}"), |screen| !screen.contents().contains(text));
    }

    /// Waits until the screen is as wanted; fails with the screen as it is.
    pub fn until(&self, wanted: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut painted = self.painted.0.lock().expect("a lock");
        loop {
            if is_so(painted.terminal.screen()) {
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !painted.closed,
                "never did {wanted}:\n{}",
                painted.terminal.screen().contents()
            );
            painted = self.painted.1.wait_timeout(painted, left).expect("a lock").0;
        }
    }

    /// Everything on the screen now.
    pub fn text(&self) -> String {
        self.painted.0.lock().expect("a lock").terminal.screen().contents()
    }

    /// Everything the child has sent so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.painted.0.lock().expect("a lock").bytes.clone()
    }

    /// Writes over the screen, as another program would.
    pub fn spoil(&self, bytes: &[u8]) {
        self.painted.0.lock().expect("a lock").terminal.process(bytes);
    }

    /// Types bytes.
    pub fn type_bytes(&mut self, bytes: &[u8]) {
        let keyboard = self.keyboard.as_mut().expect("not hung up");
        keyboard.write_all(bytes).and_then(|()| keyboard.flush()).expect("a terminal that listens");
    }

    /// Presses keys, written as in the keymap: `"j j enter"`.
    pub fn keys(&mut self, list: &str) {
        for press in crate::support::keys::presses(list) {
            self.type_bytes(&press);
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        emulator::resize(&mut self.painted.0.lock().expect("a lock").terminal, width, height);
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("not hung up").resize(size).expect("a new size");
    }

    /// Sends the child a signal.
    pub fn signal(&self, signal: Signal) {
        let id = self.child.process_id().expect("a process");
        let process = Pid::from_raw(id as i32).expect("a process");
        kill_process(process, signal).expect("a signal");
    }

    /// Pulls the plug: the terminal is gone. `last` must make the child, or the terminal's echo, say something once more.
    pub fn hang_up(&mut self, last: &[u8]) {
        self.unplugged.store(true, Ordering::SeqCst);
        self.type_bytes(last);
        self.reader.take().expect("not hung up").join().expect("a reader");
        self.keyboard = None;
        self.master = None;
    }

    /// Waits until the child has closed its end and everything it sent is here.
    pub fn everything(&mut self) -> Vec<u8> {
        self.keyboard = None;
        self.reader.take().expect("not hung up").join().expect("a reader");
        self.bytes()
    }

    /// Waits for the child's end.
    pub fn exit_code(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status.exit_code();
            }
            assert!(Instant::now() < deadline, "never ended:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
