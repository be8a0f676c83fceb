//! Files that cannot be used: what is said in both languages, with what to do; the exit code; and that nothing was touched.

use std::os::unix::process::CommandExt;

use rusqlite::Connection;

use crate::pty::harness::Pty;
use crate::support::machine::{BOOK, Machine, Said};

/// What is wrong with a file, how the program ends, and what it says in English and in Chinese.
struct Case {
    file: &'static str,
    code: i32,
    said: [&'static str; 2],
}

/// Tries everything that opens a database on a file that must be refused, and looks whether anything was touched.
fn refused(machine: &Machine, case: &Case) {
    let file = machine.path(case.file).display().to_string();
    let list = machine.write("list.csv", BOOK);
    let (before, names) = (std::fs::read(&file).ok(), machine.names());
    for arguments in [
        &["overdue"][..],
        &["today", "--json"],
        &["timeline", "x"],
        &["doctor"],
        &["backup", "copy.db"],
        &["import", &list],
    ] {
        for (lang, wanted) in ["en", "zh-CN"].into_iter().zip(case.said) {
            let (code, said) = machine.bad(&[&["--db", &file, "--lang", lang], arguments].concat());
            assert!(said.contains(wanted), "{arguments:?}: {said:?} without {wanted:?}");
            assert!(said.contains(&file), "{arguments:?}: {said:?} names no file");
            assert_eq!(code, case.code, "{arguments:?}: {said}");
        }
    }
    let mut pty = machine.open(&["--db", &file]);
    pty.see(&case.said[0][..20.min(case.said[0].len())]);
    assert_eq!(pty.exit_code(), case.code as u32);
    assert!(!pty.text().contains("Today"), "{}", pty.text());
    assert_eq!(std::fs::read(&file).ok(), before, "{} was touched", case.file);
    let mut after = machine.names();
    after.retain(|name| !name.starts_with("state"));
    let mut names = names;
    names.retain(|name| !name.starts_with("state"));
    assert_eq!(after, names);
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let machine = Machine::new();
    let not_ours = ["is not a Rounds database; it was left as it is", "不是巡访的数据库"];
    machine.write("letter.txt", "Dear Ann,\nsee you on Monday.\n");
    refused(&machine, &Case { file: "letter.txt", code: 3, said: not_ours });
    machine.write("zeroes", [0; 5000]);
    refused(&machine, &Case { file: "zeroes", code: 3, said: not_ours });
    machine.write("torn.db", [&b"SQLite format 3\0"[..], &[0x5A; 9000]].concat());
    refused(&machine, &Case { file: "torn.db", code: 3, said: not_ours });
    let songs = Connection::open(machine.path("songs.db")).expect("a database");
    songs.execute_batch("CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('Hello')").expect("a song");
    drop(songs);
    refused(&machine, &Case { file: "songs.db", code: 3, said: not_ours });
}

#[test]
fn a_newer_file_is_left_alone() {
    let machine = Machine::with_book();
    std::fs::copy(machine.database(), machine.path("newer.db")).expect("a copy");
    let conn = Connection::open(machine.path("newer.db")).expect("a database");
    conn.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 99").expect("a newer version");
    drop(conn);
    let said = ["written by a newer Rounds (version 99", "请安装新版本"];
    refused(&machine, &Case { file: "newer.db", code: 3, said });
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let machine = Machine::with_book();
    let mut bytes = std::fs::read(machine.database()).expect("a database");
    bytes[4096..].fill(0x5A);
    machine.write("damaged.db", bytes);
    let said = ["is damaged", "数据库已损坏"];
    refused(&machine, &Case { file: "damaged.db", code: 3, said });
    let bytes = std::fs::read(machine.database()).expect("a database");
    machine.write("cut.db", &bytes[..bytes.len() / 2]);
    refused(&machine, &Case { file: "cut.db", code: 3, said });
}

#[test]
fn a_page_that_was_hit_is_found_by_the_doctor() {
    let machine = Machine::with_book();
    let mut bytes = std::fs::read(machine.database()).expect("a database");
    let at = bytes.windows(16).position(|it| it == b"Lakeside Kiosk1 ").expect("the shop");
    bytes[at - 40..at - 8].fill(0xFF);
    std::fs::write(machine.database(), bytes).expect("a file");
    let said = machine.run(&["doctor"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(!said.out.contains("No fault"), "{said:?}");
}

#[test]
fn a_folder_that_is_not_there_is_not_made_up() {
    let machine = Machine::new();
    let said = ["no such folder", "文件夹不存在"];
    refused(&machine, &Case { file: "typo/rounds/rounds.db", code: 1, said });
    refused(&machine, &Case { file: "typo/rounds.db", code: 1, said });
    assert!(!machine.path("typo").exists());
}

#[test]
fn a_folder_is_no_file() {
    let machine = Machine::new();
    std::fs::create_dir(machine.path("folder.db")).expect("a folder");
    let said = ["cannot be opened", "无法打开数据库"];
    refused(&machine, &Case { file: "folder.db", code: 1, said });
}

/// Somebody who may not write: the tests' own user, or nobody if that user may do anything.
fn as_nobody(machine: &Machine, arguments: &[&str]) -> Said {
    let mut command = machine.command(arguments);
    if rustix::process::geteuid().is_root() {
        command.uid(65534).gid(65534);
    }
    Said::of(command)
}

#[test]
fn a_file_that_cannot_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::with_book();
    let file = machine.path("given.db");
    std::fs::copy(machine.database(), &file).expect("a copy");
    let mode =
        |path: &std::path::Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("a mode");
    mode(&file, 0o444);
    mode(machine.home(), 0o555);
    let name = file.display().to_string();
    let bytes = std::fs::read(&file).expect("a file");
    let probe = machine.command(&["--version"]).uid(65534).status().is_ok_and(|status| status.success());
    if rustix::process::geteuid().is_root() && !probe {
        println!("skipped: here only root can run the program, and root may write anywhere");
        mode(machine.home(), 0o755);
        return;
    }
    let said = as_nobody(&machine, &["--db", &name, "overdue"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("Lakeside Kiosk"), "{said:?}");
    let said = as_nobody(&machine, &["--db", &name, "doctor"]);
    assert!(said.code == 0 && said.out.contains("No fault found"), "{said:?}");
    let new = machine.path("new.db").display().to_string();
    let list = machine.path("list.csv").display().to_string();
    for (lang, wanted) in [("en", "cannot be written"), ("zh-CN", "不可写")] {
        let said = as_nobody(&machine, &["--lang", lang, "--db", &new, "import", &list]);
        assert!(said.code == 1 && said.err.contains(wanted) && said.err.contains(&new), "{said:?}");
    }
    // The screens show it, and say what cannot be done when it is tried.
    let mut command = machine.builder(&["--db", &name]);
    let setpriv = std::path::Path::new("/usr/bin/setpriv");
    if rustix::process::geteuid().is_root() && setpriv.exists() {
        let nobody = [setpriv.into(), "--reuid=65534".into(), "--regid=65534".into(), "--clear-groups".into()];
        command.get_argv_mut().splice(0..0, nobody);
    }
    if !rustix::process::geteuid().is_root() || setpriv.exists() {
        let mut pty = Pty::start_command(command);
        pty.see("Today");
        pty.keys("2");
        pty.see("Lakeside Kiosk");
        pty.keys("c");
        pty.see("cannot be written");
        pty.keys("q");
        assert_eq!(pty.exit_code(), 0);
    }
    assert_eq!(std::fs::read(&file).expect("a file"), bytes);
    mode(machine.home(), 0o755);
}

#[test]
fn where_there_is_no_room_nothing_is_half_done() {
    let machine = Machine::new();
    machine.make_empty();
    let rows: String = ["Shop,", &"x".repeat(200), "\n"].concat().repeat(3000);
    let list = machine.write("list.csv", format!("name,address\n{rows}"));
    for (lang, wanted) in [("en", "nothing was saved"), ("zh-CN", "未保存")] {
        let said = Said::of(machine.cramped(800, &["import", &list, "--lang", lang]));
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains(wanted), "{said:?}");
        assert_eq!(machine.select("SELECT name FROM account LIMIT 1"), <[String; 0]>::default());
        machine.healthy();
    }
    machine.good(&["import", &list]);
    machine.healthy();
}
