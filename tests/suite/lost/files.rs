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
    let rows = (0..3000).map(|n| format!("Shop {n},{}", "x".repeat(200))).collect::<Vec<_>>().join("\n");
    let list = machine.write("list.csv", format!("name,address\n{rows}"));
    for (lang, wanted) in [("en", "nothing was saved"), ("zh-CN", "未保存")] {
        let said = Said::of(machine.cramped(3000, &["import", &list, "--lang", lang]));
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains(wanted), "{said:?}");
        let rows = machine.select("SELECT CAST(through AS TEXT) FROM import_run WHERE state = 'going'");
        let accounts: usize = machine.select("SELECT name FROM account").len();
        assert_eq!(rows, [accounts.to_string()], "whole parts, and it is known which");
        assert!(accounts > 0 && accounts < 3000 && said.err.contains("--resume"), "{accounts}: {said:?}");
        machine.healthy();
        // Taken back on a disk with room again, and nothing is left of it.
        machine.good(&["import", "--undo"]);
        assert_eq!(machine.select("SELECT name FROM account LIMIT 1"), <[String; 0]>::default());
    }
    machine.good(&["import", &list]);
    machine.healthy();
}

/// A disk of one megabyte at a place, if this user may make one.
fn small_disk(place: &std::path::Path) -> bool {
    std::fs::create_dir(place).expect("a folder");
    let mount = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
        .arg(place)
        .stderr(std::process::Stdio::null())
        .status();
    mount.is_ok_and(|status| status.success())
}

/// Takes it away again, also after a test that failed.
struct Unmount(std::path::PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_said_and_nothing_on_it_is_half_done() {
    let machine = Machine::with_book();
    let place = machine.path("small");
    if !small_disk(&place) {
        println!("skipped: this user may not mount a disk");
        return;
    }
    let _unmount = Unmount(place.clone());
    let names = || -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&place)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    };
    let database = place.join("rounds.db").display().to_string();
    let copy = machine.path("copy.db").display().to_string();
    machine.good(&["backup", &copy]);
    machine.good(&["--db", &database, "restore", &copy]);
    // An import that does not fit.
    let rows: String = ["Shop,", &"x".repeat(200), "\n"].concat().repeat(6000);
    let list = machine.write("list.csv", format!("name,address\n{rows}"));
    let other = place.join("other.db").display().to_string();
    for (lang, wanted) in [("en", "The disk is full"), ("zh-CN", "磁盘已满")] {
        let said = machine.run(&["--lang", lang, "--db", &other, "import", &list]);
        assert!(said.code == 1 && said.err.contains(wanted), "{said:?}");
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{other}{suffix}"));
        }
    }
    assert_eq!(names(), ["rounds.db"]);
    // No room for a copy, nor for going back to one.
    let before = std::fs::read(&database).expect("a database");
    std::fs::write(place.join("ballast"), vec![0; (1 << 20) - before.len() * 3 / 2]).expect("ballast");
    let beside = place.join("copy.db").display().to_string();
    for (lang, full) in [("en", "the disk is full"), ("zh-CN", "磁盘已满")] {
        for arguments in [["backup", &beside], ["restore", &copy]] {
            let (code, said) = machine.bad(&[&["--lang", lang, "--db", &database], &arguments[..]].concat());
            assert!(code == 1 && said.contains(full), "{arguments:?}: {said}");
            assert_eq!(names(), ["ballast", "rounds.db"], "{arguments:?}");
            assert!(std::fs::read(&database).expect("a database") == before, "{arguments:?}");
        }
    }
    // On the screens it is said as well, and room brings the copy at the next opening.
    let mut pty = machine.open(&["--db", &database]);
    pty.see("No backup was made today: the disk is full");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    std::fs::remove_file(place.join("ballast")).expect("room");
    let found = machine.good(&["--db", &database, "doctor"]);
    assert!(found.contains("too little for a copy") && found.contains("tmpfs"), "{found}");
}
