//! How much is allowed, and who is left alone by what others do.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rounds::store::{Store, Viewer};

use super::client::{Client, Served};

/// A line between a client and the server, on which what comes from the server can be held.
struct Line {
    at: SocketAddr,
    held: Arc<AtomicBool>,
}

impl Line {
    fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let (at, held) = (listener.local_addr().expect("an address"), Arc::new(AtomicBool::new(false)));
        let is_held = Arc::clone(&held);
        std::thread::spawn(move || {
            let (mut near, _) = listener.accept().expect("a client");
            let mut far = TcpStream::connect(server).expect("a connection");
            let (mut back, mut home) = (far.try_clone().expect("a stream"), near.try_clone().expect("a stream"));
            std::thread::spawn(move || std::io::copy(&mut near, &mut far));
            let mut bytes = [0; 4096];
            while !is_held.load(Ordering::SeqCst) {
                match back.read(&mut bytes) {
                    Ok(0) | Err(_) => return,
                    Ok(count) => home.write_all(&bytes[..count]).expect("it is sent"),
                }
            }
            // Both ends stay open.
            std::thread::sleep(Duration::from_secs(600));
        });
        Self { at, held }
    }

    fn hold(&self) {
        self.held.store(true, Ordering::SeqCst);
    }
}

/// Whether the server has closed a connection; it waits for that.
fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    let mut bytes = Vec::new();
    // A reset is an end as well.
    match stream.read_to_end(&mut bytes) {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
    }
}

#[test]
fn who_says_nothing_is_closed_and_the_others_are_not() {
    let served = Served::with(&[("wangfang", 1)], "[serve]\ngrace_seconds = 1\nwaiting = 3\n");
    let client = Client::of(&served, 1);
    let mut screens = client.screens((80, 24), &[]);
    screens.until("Today");
    // One says nothing, one only a greeting, one sends nonsense; a fourth finds no room.
    let mut silent = TcpStream::connect(served.at).expect("a connection");
    let mut greeting = TcpStream::connect(served.at).expect("a connection");
    greeting.write_all(b"SSH-2.0-slow\r\n").expect("it is sent");
    let mut nonsense = TcpStream::connect(served.at).expect("a connection");
    nonsense.write_all(&[0xff; 4096]).expect("it is sent");
    assert!(is_closed(&mut nonsense) && is_closed(&mut silent) && is_closed(&mut greeting));
    screens.press("2", "Overdue A");
    assert!(Client::reach(served.at).is_ok(), "there is room again");
}

#[test]
fn half_open_connections_take_no_more_room_than_they_may() {
    let served = Served::with(&[("wangfang", 1)], "[serve]\nwaiting = 4\n");
    let mut waiting: Vec<TcpStream> = (0..4).map(|_| TcpStream::connect(served.at).expect("a connection")).collect();
    // Their greeting says that they were let in.
    for stream in &mut waiting {
        let mut greeting = [0; 4];
        stream.read_exact(&mut greeting).expect("a greeting");
        assert_eq!(&greeting, b"SSH-");
    }
    let mut fifth = TcpStream::connect(served.at).expect("a connection");
    assert!(is_closed(&mut fifth));
    drop(waiting);
    while Client::reach(served.at).is_err() {
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn sessions_of_one_key_are_counted_and_limits_are_read_anew() {
    let served = Served::with(&[("wangfang", 1), ("chenli", 2)], "[serve]\nper_key = 1\n");
    let (client, other) = (Client::of(&served, 1), Client::of(&served, 2));
    let mut screens = client.screens((80, 24), &[]);
    screens.until("Today");
    let refused = Client::of(&served, 1).exec("today");
    assert!(refused.status == Some(1) && refused.err.contains("Too many sessions"), "{refused:?}");
    assert_eq!(other.exec("today").status, Some(0), "another key");
    served.configure("[serve]\nper_key = 2\n");
    assert_eq!(Client::of(&served, 1).exec("today").status, Some(0));
    screens.send("q");
    screens.hear_out();
    served.configure("[serve]\nper_key = 0\n");
    assert_eq!(Client::of(&served, 1).exec("today").status, Some(1));
}

#[test]
fn who_takes_no_frame_is_dropped_and_keeps_what_was_typed() {
    let served = Served::with(&[("wangfang", 1), ("wangfang", 2)], "[serve]\nstalled_seconds = 1\n");
    let line = Line::to(served.at);
    let mut client = Client::reach(line.at).expect("a connection");
    assert!(client.offer("wangfang", 1).success());
    let mut screens = client.screens((200, 60), &[]);
    screens.until("Today");
    screens.press("c", "Satisfied");
    screens.press("half a word", "half a word");
    line.hold();
    // Frames are asked for and none arrives: at some time the window and the buffers of the line are full.
    let mut log = served.log();
    while !log.contains("Stalled") {
        assert!(!log.contains("went out: Over"), "{log}");
        screens.send("\u{c}");
        std::thread::sleep(Duration::from_millis(1));
        log = served.log();
    }
    let drafts = served.demo.store().drafts(Viewer::Person { rep: served.demo.rep.id, day: served.demo.today() });
    assert!(drafts.expect("drafts").iter().any(|it| it.draft.report.content.note == "half a word"));
    assert_eq!(Client::of(&served, 2).exec("today").status, Some(0));
}

#[test]
fn a_connection_has_few_channels() {
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    let channels: Vec<_> = (0..4).map(|_| client.channel()).collect();
    assert!(client.wait(client.handle.channel_open_session()).is_err());
    drop(channels);
    assert_eq!(Client::of(&served, 1).exec("today").status, Some(0));
}

#[test]
fn many_wrong_keys_leave_the_others_alone() {
    const ATTEMPTS: usize = 300;
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    let mut screens = client.screens((80, 24), &[]);
    screens.until("Today");
    let mut refused = 0;
    while refused < ATTEMPTS {
        let mut stranger = Client::reach(served.at).expect("a connection");
        // After so many offers the connection is over.
        while stranger.try_offer("wangfang", 2).is_some_and(|result| !result.success()) {
            refused += 1;
        }
    }
    screens.press("2", "Overdue A");
    assert_eq!(Client::of(&served, 1).exec("today").status, Some(0));
}
