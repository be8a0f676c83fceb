//! Who comes in: by a key that is known, or with a code that was handed out.

use rounds::store::{Store, Viewer};

use super::client::{Client, Served, fingerprint};

#[test]
fn a_known_key_comes_in_and_no_other() {
    let served = Served::new(&[("wangfang", 1)]);
    assert!(served.greeting[1].contains("Host key SHA256:"), "{:?}", served.greeting);
    let mut stranger = Client::reach(served.at).expect("a connection");
    let refused = stranger.offer("wangfang", 2);
    assert!(!refused.success());
    let said = format!("{refused:?}");
    assert!(
        said.contains("PublicKey") && !said.contains("Password") && !said.contains("KeyboardInteractive"),
        "{said}"
    );
    assert!(stranger.without_key("wangfang").iter().all(|result| !result.success()));
    assert!(Client::of(&served, 1).exec("today --json").out.starts_with('['));
    let log = served.log();
    assert!(log.contains("came in") && log.contains(&fingerprint(1)), "{log}");
}

#[test]
fn a_key_that_is_revoked_and_somebody_kept_out_do_not_come_in() {
    let served = Served::new(&[("wangfang", 1), ("wangfang", 2)]);
    let client = Client::of(&served, 1);
    let mut screens = client.screens((80, 24), &[]);
    screens.until("Today");
    assert!(served.run(&["key", "revoke", &fingerprint(1)]).0);
    // Screens that are open end by themselves.
    screens.hear_out();
    assert!(!Client::reach(served.at).expect("a connection").offer("wangfang", 1).success());
    // Who is in already gets nothing more.
    let late = client.exec("today");
    assert_eq!((late.out.as_str(), late.status), ("", Some(1)), "{late:?}");
    assert!(Client::reach(served.at).expect("a connection").offer("wangfang", 2).success());
    assert!(served.run(&["rep", "disable", "wangfang"]).0);
    assert!(!Client::reach(served.at).expect("a connection").offer("wangfang", 2).success());
    assert!(served.run(&["rep", "disable", "wangfang", "--back"]).0);
    assert!(Client::reach(served.at).expect("a connection").offer("wangfang", 2).success());
    let (good, list) = served.run(&["key", "list", "--csv"]);
    assert!(good && list.contains("revoked"), "{list}");
}

/// The code in what was printed when it was handed out.
fn code(said: &str) -> String {
    let line = said.lines().next().unwrap_or_default();
    line.rsplit(' ').next().unwrap_or_default().to_owned()
}

#[test]
fn a_code_enrols_the_key_of_the_connection_once() {
    let served = Served::new(&[]);
    let mut early = Client::reach(served.at).expect("a connection");
    assert!(!early.offer("wangfang", 7).success());
    assert_eq!(early.enter("wangfang", "anything"), None, "no code was handed out");
    let (good, said) = served.run(&["key", "enrol", "wangfang"]);
    assert!(good, "{said}");
    let code = code(&said);
    assert!(!served.log().contains(&code));
    let mut without = Client::reach(served.at).expect("a connection");
    assert_eq!(without.enter("wangfang", &code), None, "no key was offered");
    let mut other = Client::reach(served.at).expect("a connection");
    assert!(!other.offer("chenli", 6).success());
    assert_eq!(other.enter("chenli", &code), Some(false), "it is somebody else's");
    let mut client = Client::reach(served.at).expect("a connection");
    let refused = client.offer("wangfang", 7);
    assert!(format!("{refused:?}").contains("KeyboardInteractive"), "{refused:?}");
    assert_eq!(client.enter("wangfang", &code.to_uppercase()), Some(true));
    assert_eq!(client.exec("today").status, Some(0));
    assert!(Client::reach(served.at).expect("a connection").offer("wangfang", 7).success(), "from now on");
    let mut again = Client::reach(served.at).expect("a connection");
    assert!(!again.offer("wangfang", 8).success());
    assert_eq!(again.enter("wangfang", &code), None, "it was good once");
    let keys = served.demo.store().access_keys(Viewer::System).expect("keys");
    assert_eq!(keys.iter().map(|key| key.fingerprint.as_str()).collect::<Vec<_>>(), [fingerprint(7)]);
}

#[test]
fn three_wrong_codes_end_it() {
    let served = Served::new(&[]);
    let (_, said) = served.run(&["key", "enrol", "wangfang"]);
    let code = code(&said);
    for tries in 1..=3 {
        let mut client = Client::reach(served.at).expect("a connection");
        assert!(!client.offer("wangfang", 7).success());
        assert_eq!(client.enter("wangfang", "aaaaa-aaaaa"), Some(false), "{tries}");
    }
    let mut client = Client::reach(served.at).expect("a connection");
    assert!(!client.offer("wangfang", 7).success());
    assert_eq!(client.enter("wangfang", &code), None, "also the right one is no longer good");
}
