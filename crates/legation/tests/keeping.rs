//! The archive through the binary: what people remove and decide, and what happens when the file cannot be written. After
//! each failure there is a clear message, an exit code, and the archive as it was.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // A helper that fails fails its test.

use legation_archive::Archive;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::{sleep, spawn};
use std::time::Duration;

/// Two papers tell of one meeting.
const POST: &str =
    "Israeli Foreign Minister Eli Cohen met Azerbaijani President Ilham Aliyev in Baku on Wednesday.";
const STAR: &str =
    "Azerbaijan's President Ilham Aliyev met Israel's Foreign Minister Eli Cohen in Baku on Wednesday.";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// An archive of the two reports.
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        desk.write("post", POST);
        desk.write("star", STAR);
        desk.add("post");
        desk.add("star");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn archive(&self) -> PathBuf {
        self.path("news.db")
    }

    fn write(&self, name: &str, text: &str) {
        let line = format!("{{\"id\": \"{name}\", \"date\": \"2023-04-20\", \"text\": \"{text}\"}}\n");
        fs::write(self.path(&format!("{name}.jsonl")), line).unwrap();
    }

    /// Enough reports to need room.
    fn write_many(&self) {
        let line = |n: usize| {
            format!(
                "{{\"id\": \"m{n}\", \"date\": \"2023-05-0{}\", \"text\": \"Foreign Minister Eli Cohen met {n} envoys in \
                 Baku. {}\"}}\n",
                1 + n % 9,
                format!("They spoke about trade, gas and visas for {n} hours. ").repeat(20)
            )
        };
        fs::write(self.path("many.jsonl"), (0..60).map(line).collect::<String>()).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        command(args, &self.archive()).output().unwrap()
    }

    fn add(&self, name: &str) {
        let report = self.path(&format!("{name}.jsonl"));
        succeeded(&self.run(&["add", report.to_str().unwrap()]));
    }

    fn open(&self) -> Archive {
        Archive::open(&self.archive()).unwrap()
    }

    /// The mention of the meeting in one report.
    fn meeting(&self, report: &str) -> String {
        let query =
            "SELECT m.id FROM mentions m JOIN reports r USING (report) WHERE r.name = ? AND type = 'CONSULT'";
        self.open().connection().query_row(query, [report], |row| row.get(0)).unwrap()
    }

    /// The happening of that mention.
    fn happening(&self, report: &str) -> Option<i64> {
        let query = "SELECT happening FROM mentions WHERE id = ?";
        self.open().connection().query_row(query, [self.meeting(report)], |row| row.get(0)).unwrap()
    }

    fn together(&self) -> bool {
        let post = self.happening("post");
        post.is_some() && post == self.happening("star")
    }

    /// What the archive holds, after a check that it is whole.
    fn content(&self) -> String {
        let archive = self.open();
        assert_eq!(archive.check().unwrap(), Vec::<String>::new());
        archive.content_hash().unwrap()
    }
}

fn command(args: &[&str], archive: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legation"));
    command.args(args).arg("--archive").arg(archive).stdin(Stdio::null());
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn succeeded(output: &Output) {
    assert!(output.status.success(), "{}", stderr(output));
}

/// The command failed by itself, and said so.
fn failed(output: &Output, words: &str) {
    let code = output.status.code();
    assert!(code.is_some_and(|code| code != 0), "{code:?}: {}", stderr(output));
    assert!(stderr(output).contains(words) && stderr(output).contains("mend: "), "{}", stderr(output));
}

#[test]
fn a_removed_report_is_gone_and_may_come_again() {
    let desk = Desk::new();
    let both = desk.content();
    let output = desk.run(&["remove", "star", "none"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("\"none\""), "{}", stderr(&output));
    assert_eq!(desk.content(), both);

    succeeded(&desk.run(&["remove", "star"]));
    let shown = desk.run(&["search", "Aliyev", "--format", "jsonl"]);
    succeeded(&shown);
    assert_eq!(String::from_utf8_lossy(&shown.stdout).lines().count(), 1);
    let changes = desk.run(&["changes", "--format", "jsonl"]);
    assert!(String::from_utf8_lossy(&changes.stdout).contains("\"removed\""));
    desk.add("star");
    assert_eq!(desk.content(), both);
}

#[test]
fn a_judgement_wins_and_survives() {
    let desk = Desk::new();
    assert!(desk.together());
    let (post, star) = (desk.meeting("post"), desk.meeting("star"));
    succeeded(&desk.run(&[
        "judge",
        "not-same",
        &post[..10],
        &star,
        "--person",
        "A. Analyst",
        "--note",
        "two days",
    ]));
    assert!(!desk.together());

    // The report is read again, corrected elsewhere, and removed and added: the mention is the same.
    desk.write("post", &format!("{POST} Ministers of France met envoys of Chile in Paris."));
    desk.add("post");
    assert_eq!(desk.meeting("post"), post);
    assert!(!desk.together());
    succeeded(&desk.run(&["remove", "post"]));
    desk.add("post");
    assert!(!desk.together());
    succeeded(&desk.run(&["judge", "withdraw", &post, &star]));
    assert!(desk.together());

    succeeded(&desk.run(&["judge", "wrong", &post]));
    assert_eq!(desk.happening("post"), None);
    let told = desk.run(&["timeline", "ISR", "AZE", "--format", "jsonl"]);
    assert_eq!(String::from_utf8_lossy(&told.stdout).lines().count(), 1);
    desk.write("post", POST);
    desk.add("post");
    assert_eq!(desk.happening("post"), None);

    for (args, words) in [
        (&["judge", "same", &post, &post][..], "a judgement takes two"),
        (&["judge", "same", &post], "it takes two mentions"),
        (&["judge", "wrong", "ffff"], "ffff"),
        (&["judge", "withdraw", &star], "nobody has judged that"),
    ] {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
}

#[test]
fn a_file_that_may_not_grow_keeps_what_it_holds() {
    let desk = Desk::new();
    desk.write_many();
    let before = desk.content();
    // A limit on the size of files, and the signal of it ignored: writing fails as on a full disk.
    let blocks = fs::metadata(desk.archive()).unwrap().len() / 512 + 64;
    let output = Command::new("sh")
        .args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"])
        .arg(env!("CARGO_BIN_EXE_legation"))
        .arg("add")
        .arg(desk.path("many.jsonl"))
        .arg("--archive")
        .arg(desk.archive())
        .output()
        .unwrap();
    failed(&output, "cannot be read or written");
    assert_eq!(desk.content(), before);
    desk.add("many");
    assert_ne!(desk.content(), before);
}

#[test]
fn a_full_disk_keeps_what_it_holds() {
    let desk = Desk::new();
    desk.write_many();
    // A disk of 1,200 kilobytes that only this test sees, where the system lets us have one.
    let script = "set -e; mount -t tmpfs -o size=1200k none \"$1/disk\"; cp \"$1/news.db\" \"$1/disk\"; touch \"$1/mounted\"; \
                  set +e; \"$2\" add \"$1/many.jsonl\" --archive \"$1/disk/news.db\"; code=$?; cp \"$1/disk/news.db\"* \"$1/after\"; \
                  exit $code";
    fs::create_dir(desk.path("disk")).unwrap();
    fs::create_dir(desk.path("after")).unwrap();
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(desk.folder.path())
        .arg(env!("CARGO_BIN_EXE_legation"))
        .output();
    let Ok(output) = output else {
        return eprintln!("skipped: there is no program `unshare` to make a small disk with");
    };
    if !desk.path("mounted").exists() {
        return eprintln!("skipped: this system lets us make no small disk: {}", stderr(&output));
    }
    failed(&output, "the disk is full");
    // The first batch may have found room; what is there is whole, and the rest comes when there is room.
    let after = Desk { folder: tempfile::tempdir().unwrap() };
    for file in fs::read_dir(desk.path("after")).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), after.path(&file.file_name().to_string_lossy())).unwrap();
    }
    assert_eq!(after.content(), desk.content());
    desk.add("many");
    let report = desk.path("many.jsonl");
    succeeded(&after.run(&["add", report.to_str().unwrap()]));
    assert_eq!(after.content(), desk.content());
}

#[test]
fn a_read_only_archive_answers_and_takes_nothing() {
    let desk = Desk::new();
    let before = desk.content();
    let (folder, archive) = (desk.folder.path(), desk.archive());
    let mode = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    mode(&archive, 0o444);
    mode(folder, 0o555);
    // Who may do everything is no reader: nobody takes the place.
    let root = fs::OpenOptions::new().append(true).open(&archive).is_ok();
    let run = |args: &[&str]| {
        let mut command = command(args, &archive);
        if root { command.uid(65534).gid(65534) } else { &mut command }.output()
    };
    let report = desk.path("post.jsonl");
    let outputs = [
        run(&["add", report.to_str().unwrap()]),
        run(&["remove", "post"]),
        run(&["judge", "wrong", &desk.meeting("post")]),
    ];
    let answer = run(&["timeline", "ISR", "AZE", "--format", "jsonl"]);
    mode(folder, 0o755);
    mode(&archive, 0o644);
    let (Ok(answer), [Ok(add), Ok(remove), Ok(judge)]) = (answer, outputs) else {
        return eprintln!("skipped: nobody may run the program here");
    };
    for output in [add, remove, judge] {
        failed(&output, "cannot be written");
    }
    succeeded(&answer);
    assert_eq!(String::from_utf8_lossy(&answer.stdout).lines().count(), 1);
    assert_eq!(desk.content(), before);
}

#[test]
fn an_archive_in_use_is_waited_for_and_then_told_so() {
    let desk = Desk::new();
    let before = desk.content();
    let other = Archive::open_or_create(&desk.archive()).unwrap();
    other.connection().execute_batch("BEGIN IMMEDIATE").unwrap();
    // Who reads is not in the way of who writes.
    succeeded(&desk.run(&["timeline", "ISR", "AZE"]));
    failed(&desk.run(&["remove", "star"]), "is in use by another process");
    assert_eq!(desk.content(), before);

    let soon = spawn(move || {
        sleep(Duration::from_millis(700));
        other.connection().execute_batch("ROLLBACK").unwrap();
    });
    succeeded(&desk.run(&["remove", "star"]));
    soon.join().unwrap();
    assert_ne!(desk.content(), before);
}

#[test]
fn what_is_no_archive_is_left_alone() {
    let desk = Desk::new();
    let report = desk.path("post.jsonl");
    let text = desk.path("text");
    fs::write(&text, "These are notes on a meeting and no archive of anything at all.\n").unwrap();
    for args in [
        &["add", report.to_str().unwrap()][..],
        &["remove", "post"],
        &["timeline", "ISR", "AZE"],
        &["search", "x"],
    ] {
        failed(&command(args, &text).output().unwrap(), "is no archive of Legation");
        failed(&command(args, desk.folder.path()).output().unwrap(), "is no archive of Legation");
    }
    assert_eq!(fs::read_to_string(&text).unwrap().len(), 64);
    for args in [&["remove", "post"][..], &["timeline", "ISR", "AZE"], &["judge", "wrong", "ab"]] {
        failed(&command(args, &desk.path("missing")).output().unwrap(), "does not exist");
        assert!(!desk.path("missing").exists());
    }
}

/// Writes the version where SQLite keeps it (`PRAGMA user_version`), as a newer release would.
fn version(desk: &Desk, version: u8) {
    let mut file = fs::read(desk.archive()).unwrap();
    file[60..64].copy_from_slice(&[0, 0, 0, version]);
    fs::write(desk.archive(), file).unwrap();
}

#[test]
fn an_archive_of_a_newer_release_is_left_alone() {
    let desk = Desk::new();
    let before = desk.content();
    version(&desk, 99);
    let report = desk.path("post.jsonl");
    for args in [
        &["add", report.to_str().unwrap()][..],
        &["remove", "post"],
        &["timeline", "ISR", "AZE"],
        &["changes"],
    ] {
        failed(&desk.run(args), "is an archive of version 99");
    }
    version(&desk, 1);
    assert_eq!(desk.content(), before);
}
