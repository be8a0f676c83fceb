//! The screens over SSH: size, language and colours are the client's, what was typed outlives the line, others' changes come by themselves.

use rounds::store::{Store, Viewer};

use super::client::{Client, Served};

const CHINESE: &[(&str, &str)] = &[("LANG", "zh_CN.UTF-8")];

#[test]
fn the_screens_are_in_the_language_and_size_of_the_client() {
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    let mut chinese = client.screens((80, 24), CHINESE);
    chinese.until("今日");
    let other = Client::of(&served, 1);
    let mut english = other.screens((120, 36), &[("LANG", "en_GB.UTF-8")]);
    english.until("Today");
    chinese.press("2", "逾期");
    english.press("?", "Keys that work here");
    let resized = chinese.channel.window_change(100, 30, 0, 0);
    client.wait(resized).expect("it is told");
    chinese.press("q", "");
    chinese.hear_out();
    assert_eq!(chinese.status, Some(0));
}

#[test]
fn no_size_and_any_size_is_borne() {
    let served = Served::new(&[("wangfang", 1)]);
    for size in [(0, 0), (1, 1), (65_535, 65_535), (u32::MAX, u32::MAX)] {
        let client = Client::of(&served, 1);
        let mut screens = client.screens(size, &[]);
        screens.send("q");
        screens.hear_out();
        assert_eq!(screens.status, Some(0), "{size:?}");
    }
}

#[test]
fn no_colour_is_sent_to_who_wants_none() {
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    let channel = client.channel();
    client.wait(async {
        channel.set_env(false, "NO_COLOR", "1").await.expect("it is told");
        channel.set_env(false, "LD_PRELOAD", "evil.so").await.expect("it is told");
        channel.request_pty(false, "xterm-256color", 80, 24, 0, 0, &[]).await.expect("it is asked");
        channel.request_shell(false).await.expect("it is asked");
        channel.data_bytes(b"q".to_vec()).await.expect("it is sent");
    });
    let text = client.hear(channel).out;
    assert!(text.contains("Today") && !text.contains("[38;5;") && !text.contains(";38;5;"), "{text:?}");
}

#[test]
fn a_lost_line_keeps_what_was_typed_and_the_next_login_offers_it() {
    let mut served = Served::new(&[("wangfang", 1)]);
    let open = || served.demo.store().drafts(Viewer::Person { rep: served.demo.rep.id, day: served.demo.today() });
    assert_eq!(open().expect("drafts").len(), 0);
    {
        let client = Client::of(&served, 1);
        let mut screens = client.screens((80, 24), &[]);
        screens.until("Today");
        screens.press("c", "Satisfied");
        screens.press("the lost line", "the lost line");
        // The client is gone without a word.
    }
    let kept = || open().expect("drafts").iter().any(|it| it.draft.report.content.note.contains("the lost line"));
    while !kept() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let client = Client::of(&served, 1);
    let mut screens = client.screens((80, 24), &[]);
    screens.until("v goes back");
    screens.press("v", "Go back to which visit?");
    screens.press("\r", "the lost line");
    drop(screens);
    drop(client);
    // Also when the server is killed.
    served.kill_and_restart();
    let client = Client::of(&served, 1);
    let mut screens = client.screens((80, 24), &[]);
    screens.until("v goes back");
    screens.press("v", "Go back to which visit?");
    screens.press("\r", "the lost line");
}

#[test]
fn what_others_change_appears_by_itself() {
    let served = Served::new(&[("wangfang", 1), ("wangfang", 2)]);
    let (client, other) = (Client::of(&served, 1), Client::of(&served, 2));
    let mut screens = client.screens((120, 36), &[]);
    screens.until("Today");
    let book = served.demo.store().route(Viewer::System, served.demo.rep.id, served.demo.today()).expect("a route");
    let open = book.iter().find(|row| row.stop.fate.is_open()).expect("an open stop");
    let account = served.demo.store().account(Viewer::System, open.stop.account).expect("a read").expect("an account");
    let line = format!("log '{} met boss | note seen elsewhere'", account.codes[0].text);
    assert_eq!(other.exec(&line).status, Some(0));
    screens.press("g", "");
    let title = account.name.clone();
    screens.until(&title);
    screens.until("✓");
}

#[test]
fn the_server_says_goodbye_and_ends() {
    let mut served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    let mut screens = client.screens((80, 24), &[]);
    screens.until("Today");
    assert_eq!(served.terminate(), Some(0));
    screens.hear_out();
    assert!(screens.shows("The server is closing"), "{}", screens.text());
}
