//! `ssh host COMMAND`, and what nobody gets.

use rounds::store::{OperationsAsked, Store, Viewer};

use super::client::{Client, Served};

#[test]
fn reports_and_lists_are_those_of_the_person() {
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    for command in ["today --json", "rounds overdue --csv", "accounts --limit 3", "board", "digest", "report", "log"] {
        let there = client.exec(command);
        let words: Vec<&str> = command.trim_start_matches("rounds ").split(' ').collect();
        let (good, here) = served.run(&[&["--as", "wangfang"], words.as_slice()].concat());
        assert!(good && there.status == Some(0), "{command}: {there:?}");
        assert_eq!(there.out + &there.err, here, "{command}");
    }
    let list = client.exec("export accounts");
    assert!(list.out.lines().count() > 50 && list.status == Some(0));
    let (_, here) = served.run(&["--as", "wangfang", "export", "accounts"]);
    assert_eq!(list.out, here);
}

#[test]
fn a_visit_in_one_line_is_written_down() {
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    let book = served.demo.store().book(Viewer::System, served.demo.rep.id, served.demo.today()).expect("a book");
    let line = format!("log '{} met boss | wants a new counter'", book[0].code);
    let dry = client.exec(&format!("{line} --dry-run"));
    assert_eq!(dry.status, Some(0), "{dry:?}");
    let asked = || OperationsAsked { account: Some(book[0].account), since: None };
    let count = || served.demo.store().operations(Viewer::System, asked(), None, 100).expect("the log").items.len();
    let before = count();
    let said = client.exec(&line);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(said.out.contains("wants a new counter"), "{said:?}");
    assert_eq!(count(), before + 1);
    let newest = served.demo.store().operations(Viewer::System, asked(), None, 1).expect("the log");
    assert_eq!(newest.items[0].actor, Some(served.demo.rep.id));
}

#[test]
fn nobody_gets_a_shell_a_file_or_somebody_elses_data() {
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    for (command, wanted) in [
        ("doctor", "does not work over SSH"),
        ("import /etc/passwd", "does not work over SSH"),
        ("backup x.db", "does not work over SSH"),
        ("serve", "does not work over SSH"),
        ("key add wangfang -", "does not work over SSH"),
        ("sh -c id", "sh"),
        ("today; id", "id"),
        ("--as chenli today", "--as does not work"),
        ("--db other.db today", "--db does not work"),
        ("--config /etc/passwd today", "--config does not work"),
        ("--now 2020-01-01T00:00 today", "--now does not work"),
        ("export accounts -o stolen.csv", "Imports are made on the server"),
        ("export accounts --all", "--all does not work"),
        ("today 'unclosed", "quotation mark"),
        ("", "What works: today"),
    ] {
        let answered = client.exec(command);
        assert!(answered.status.is_some_and(|status| status != 0), "{command}: {answered:?}");
        assert_eq!(answered.out, "", "{command}");
        assert!(answered.err.contains(wanted), "{command}: {answered:?}");
    }
    assert!(!std::path::Path::new("stolen.csv").exists(), "the server stands where the tests do");
}

#[test]
fn what_is_not_here_is_refused_with_a_word() {
    let served = Served::new(&[("wangfang", 1)]);
    let client = Client::of(&served, 1);
    let channel = client.channel();
    client.wait(channel.request_subsystem(true, "sftp")).expect("it is asked");
    let answered = client.hear(channel);
    assert!(answered.err.contains("no subsystem sftp") && answered.status == Some(1), "{answered:?}");
    let channel = client.channel();
    client.wait(channel.request_x11(true, false, "MIT-MAGIC-COOKIE-1", "00", 0)).expect("it is asked");
    assert!(client.hear(channel).err.contains("forwards nothing"));
    let channel = client.channel();
    client.wait(channel.agent_forward(true)).expect("it is asked");
    assert!(client.hear(channel).err.contains("forwards nothing"));
    let forward = client.wait(client.handle.channel_open_direct_tcpip("127.0.0.1", 22, "127.0.0.1", 1));
    assert!(forward.is_err());
    let unix = client.wait(client.handle.channel_open_direct_streamlocal("/var/run/docker.sock"));
    assert!(unix.is_err());
    assert!(client.wait(client.handle.tcpip_forward("0.0.0.0", 0)).is_err());
    // A shell without a terminal.
    let channel = client.channel();
    client.wait(channel.request_shell(true)).expect("it is asked");
    let answered = client.hear(channel);
    assert!(answered.err.contains("needs a terminal") && answered.status == Some(1), "{answered:?}");
    // After all that the connection is as good as before.
    assert_eq!(client.exec("today").status, Some(0));
}
