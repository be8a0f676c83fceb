//! The local line in a real terminal: the toy program is run by this test binary itself, as a child.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rounds::terminal::depth::Caps;
use rounds::terminal::local::Local;
use rounds::terminal::run::run;
use rustix::process::Signal;

use super::harness::{PATIENCE, Pty};
use crate::support::toy::Toy;

/// Not a test: what the tests below start. It does nothing unless they do.
#[test]
#[ignore = "started by the other tests"]
fn child() {
    let env = |name: &str| std::env::var(name).ok();
    let Some(diary) = env("TOY_DIARY") else { return };
    let mut line = match Local::open(env) {
        Ok(line) => line,
        Err(refusal) => {
            println!("refused: {refusal}");
            std::process::exit(5);
        }
    };
    line.install_panic_hook("what happened is in toy.log".to_owned());
    let mut toy = Toy::default();
    toy.mouse = true;
    let ended = run(&mut toy, &mut line, Caps::from_env(env), &chrono::Utc::now);
    drop(line);
    fs::write(diary, format!("{ended:?} {:?}", toy.heard)).expect("a diary");
    println!("the toy is back in its box");
    std::process::exit(0);
}

fn command(directory: &Path) -> CommandBuilder {
    let program = std::env::current_exe().expect("this program");
    let mut command = CommandBuilder::new(program);
    command.args(["pty::local::child", "--exact", "--ignored", "--nocapture"]);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("TOY_DIARY", directory.join("diary"));
    command.cwd(directory);
    command
}

fn start(directory: &Path) -> Pty {
    let pty = Pty::start_command(command(directory));
    pty.see("数到 0 of 80x24");
    pty
}

fn diary(directory: &Path) -> String {
    fs::read_to_string(directory.join("diary")).expect("a diary")
}

#[test]
fn keys_sizes_and_pastes_arrive_and_the_terminal_comes_back() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut pty = start(dir.path());
    pty.until("take the terminal over", |screen| screen.alternate_screen() && screen.bracketed_paste());
    pty.keys("j j down j");
    pty.see("数到 3 of 80x24");
    pty.resize(120, 36);
    pty.see("数到 3 of 120x36");
    let paste = format!("\x1b[200~{}\x1b[201~", "王".repeat(256 * 1024 / 3));
    pty.type_bytes(paste.as_bytes());
    pty.see("贴 21845");
    pty.keys("q");
    pty.see("the toy is back in its box");
    pty.until("give the terminal back", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    assert_eq!(pty.exit_code(), 0);
    assert!(diary(dir.path()).starts_with("Done "));
}

#[test]
fn a_lone_escape_needs_no_second_key() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut pty = start(dir.path());
    pty.keys("j");
    pty.see("数到 1");
    pty.keys("esc");
    pty.see("数到 0");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn asked_to_end_it_saves_and_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT] {
        let dir = tempfile::tempdir().expect("a directory");
        let mut pty = start(dir.path());
        pty.signal(signal);
        pty.see("the toy is back in its box");
        pty.until("give the terminal back", |screen| !screen.alternate_screen());
        assert_eq!(pty.exit_code(), 0);
        assert_eq!(diary(dir.path()), "Terminated [Hangup]");
    }
}

#[test]
fn a_lost_terminal_ends_it_after_saving() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut pty = start(dir.path());
    pty.hang_up(b"j");
    pty.exit_code();
    let diary = diary(dir.path());
    assert!(diary.starts_with("Lost "), "{diary}");
    assert_eq!(diary.matches("Hangup").count(), 1, "{diary}");
}

/// In a session of its own the toy gets no signal; it must notice by reading, and not read the end for ever.
#[test]
fn a_terminal_lost_without_a_signal_ends_it_too() {
    let setsid = Path::new("/usr/bin/setsid");
    if !setsid.exists() {
        return;
    }
    let dir = tempfile::tempdir().expect("a directory");
    let mut command = command(dir.path());
    command.get_argv_mut().splice(0..0, [setsid.into(), "--wait".into()]);
    let mut pty = Pty::start_command(command);
    pty.see("数到 0 of 80x24");
    pty.hang_up(b"j");
    pty.exit_code();
    let deadline = Instant::now() + PATIENCE;
    while !dir.path().join("diary").exists() {
        assert!(Instant::now() < deadline, "never ended");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_names_the_log() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut pty = start(dir.path());
    pty.keys("p");
    pty.see("what happened is in toy.log");
    pty.until("give the terminal back", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    assert_ne!(pty.exit_code(), 0);
    assert!(!pty.text().contains("the toy is broken"), "{}", pty.text());
}

#[test]
fn stopped_and_continued_it_paints_itself_again() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut pty = start(dir.path());
    pty.signal(Signal::STOP);
    pty.spoil(b"\x1b[?1049l\x1b[H$ ls");
    pty.signal(Signal::CONT);
    pty.see_no("$ ls");
    pty.see("数到 0");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
}

/// A command in the toy's environment names its editor: a script of the shell, with an argument of its own.
fn with_editor(directory: &Path, script: &str) -> CommandBuilder {
    fs::write(directory.join("editor.sh"), script).expect("a script");
    let mut command = command(directory);
    command.env("PATH", "/usr/bin:/bin");
    command.env("EDITOR", format!("/bin/sh {}", directory.join("editor.sh").display()));
    command
}

#[test]
fn a_text_goes_to_the_persons_own_editor_and_comes_back() {
    let dir = tempfile::tempdir().expect("a directory");
    // It sees a terminal as any program does, and puts another file in the place of the one it was given.
    let script = "stty -a | grep -q ' icanon' || exit 3\nprintf 'new ' | cat - \"$1\" > \"$1.x\"\nmv \"$1.x\" \"$1\"\n";
    let mut pty = Pty::start_command(with_editor(dir.path(), script));
    pty.see("数到 0 of 80x24");
    pty.keys("e j");
    pty.see("数到 1");
    pty.until("take the terminal over again", |screen| screen.alternate_screen() && screen.bracketed_paste());
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let diary = diary(dir.path());
    assert!(diary.contains(r#"Edited(Ok("new 柜台\nold"))"#), "{diary}");
    let left = fs::read_dir(std::env::temp_dir()).expect("a folder").flatten();
    let left: Vec<_> = left.filter(|file| file.file_name().to_string_lossy().starts_with("rounds-")).collect();
    assert!(left.iter().all(|file| file.path().extension().is_none_or(|end| end != "txt")), "{left:?}");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    for script in ["echo spoilt > \"$1\"\nexit 1\n", "kill -INT $PPID\nexit 2\n"] {
        let dir = tempfile::tempdir().expect("a directory");
        let mut pty = Pty::start_command(with_editor(dir.path(), script));
        pty.see("数到 0 of 80x24");
        pty.keys("e j");
        pty.see("数到 1");
        pty.keys("q");
        assert_eq!(pty.exit_code(), 0);
        let diary = diary(dir.path());
        assert!(diary.starts_with("Done ") && diary.contains("Edited(Err("), "{diary}");
    }
}

#[test]
fn over_ssh_there_is_no_editor() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut command = with_editor(dir.path(), "echo never\n");
    command.env("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
    let mut pty = Pty::start_command(command);
    pty.see("数到 0 of 80x24");
    pty.keys("e q");
    assert_eq!(pty.exit_code(), 0);
    let diary = diary(dir.path());
    assert!(diary.contains("Edited(Err("), "{diary}");
    assert!(!pty.text().contains("never"), "{}", pty.text());
}

#[test]
fn without_a_terminal_it_refuses_politely() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut dumb = command(dir.path());
    dumb.env("TERM", "dumb");
    let mut pty = Pty::start_command(dumb);
    pty.see("refused: this terminal cannot show a full screen");
    assert_eq!(pty.exit_code(), 5);

    let output = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["pty::local::child", "--exact", "--ignored", "--nocapture"])
        .env("TOY_DIARY", dir.path().join("diary"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("a child");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("refused: standard input and output must be a terminal"), "{said}");
}
