//! The server is killed while many write: whatever was acknowledged is there.

use std::collections::BTreeSet;
use std::sync::Mutex;

use rounds::store::{Store, Viewer};

use super::client::{Client, Served};

/// People who write at once.
const PEOPLE: usize = 6;
/// So many acknowledgements are waited for before the server is killed.
const ACKNOWLEDGED: usize = 25;
const ROUNDS: usize = 3;

#[test]
fn what_was_acknowledged_outlives_the_server() {
    let mut served = Served::new(&[("wangfang", 1)]);
    let book = served.demo.store().book(Viewer::System, served.demo.rep.id, served.demo.today()).expect("a book");
    let codes: Vec<&str> = book.iter().map(|row| row.code.as_str()).filter(|code| !code.is_empty()).collect();
    let acknowledged = Mutex::new(BTreeSet::new());
    for round in 1..=ROUNDS {
        let (at, pid) = (served.at, served.pid());
        std::thread::scope(|scope| {
            for person in 0..PEOPLE {
                let (acknowledged, codes) = (&acknowledged, &codes);
                scope.spawn(move || {
                    let Ok(mut client) = Client::reach(at) else { return };
                    if !client.try_offer("wangfang", 1).is_some_and(|result| result.success()) {
                        return;
                    }
                    for nth in 0.. {
                        let words = format!("round {round} person {person} visit {nth}");
                        let code = codes[(person * 7 + nth) % codes.len()];
                        match client.try_exec(&format!("log '{code} met boss | {words}'")) {
                            Some(answered) if answered.status == Some(0) => {
                                acknowledged.lock().expect("the list").insert(words);
                            }
                            Some(answered) if answered.status.is_some() => panic!("{answered:?}"),
                            _ => return, // the line is lost
                        }
                    }
                });
            }
            while acknowledged.lock().expect("the list").len() < round * ACKNOWLEDGED {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            let killed = std::process::Command::new("kill").args(["-9", &pid.to_string()]).status();
            assert!(killed.is_ok_and(|status| status.success()));
        });
        served.kill_and_restart();
        let conn = rusqlite::Connection::open(served.demo.path()).expect("the file");
        let mut notes = conn.prepare("SELECT note FROM touch").expect("a query");
        let present: BTreeSet<String> =
            notes.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("the notes");
        let lost: Vec<String> =
            acknowledged.lock().expect("the list").iter().filter(|words| !present.contains(*words)).cloned().collect();
        assert_eq!(lost, <[String; 0]>::default(), "round {round}");
    }
    assert_eq!(served.demo.store().verify(Viewer::System), Ok(Vec::new()));
    assert_eq!(Client::of(&served, 1).exec("today").status, Some(0));
}
