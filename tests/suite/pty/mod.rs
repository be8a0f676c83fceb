//! Real programs in a real terminal: a pseudo-terminal, a child in it, and an emulator for its screen. Tests wait for what is on the
//! screen, never for time.

pub mod harness;
mod local;

use harness::Pty;

#[test]
fn the_harness_sees_what_a_child_says_and_says_what_a_child_sees() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut pty = Pty::start("/bin/sh", &["-c", "echo 你好 $TERM; read name; echo got:$name; pwd; exit 3"], dir.path());
    pty.see("你好 xterm-256color");
    pty.type_bytes("王\r".as_bytes());
    pty.see("got:王");
    pty.see(dir.path().file_name().and_then(|name| name.to_str()).expect("a name"));
    assert_eq!(pty.exit_code(), 3);
}

#[test]
fn the_harness_resizes_and_hangs_up() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut pty =
        Pty::start("/bin/sh", &["-c", "trap 'stty size' WINCH; echo ready; while :; do read x; done"], dir.path());
    pty.see("ready");
    pty.resize(120, 36);
    pty.type_bytes(b"\r");
    pty.see("36 120");
    pty.hang_up(b"\r");
    assert_ne!(pty.exit_code(), 0);
}
