//! `legation add` killed at any moment and run again gives the archive of an undisturbed run.
//!
//! Three kills by default; `LEGATION_KILLS=50 cargo test -p legation --test kill` for more.
#![allow(clippy::unwrap_used)] // A helper that fails fails its test.

use legation_archive::Archive;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const REPORTS: usize = 300;

/// Reports in which a few meetings are told again and again.
fn reports() -> String {
    let people = ["Eli Cohen", "Ilham Aliyev", "Wang Yi", "Nikol Pashinyan", "Hakan Fidan"];
    let towns = ["Baku", "Ankara", "Beijing", "Yerevan", "Jerusalem"];
    let mut lines = String::new();
    for number in 0..REPORTS {
        let (a, b, town, day) =
            (people[number % 5], people[(number / 5 + 1) % 5], towns[number % 5], 1 + number % 28);
        let text = format!(
            "Foreign Minister {a} met his counterpart {b} in {town} on March {day}. The two agreed to open an embassy. \
             They condemned the attack that killed {} people near the border last week.",
            number % 9 + 2
        );
        writeln!(lines, "{{\"id\": \"r{number}\", \"date\": \"2023-03-{day:02}\", \"title\": \"{a} in {town}\", \"text\": \"{text}\"}}").unwrap();
    }
    lines
}

fn add(reports: &Path, archive: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legation"));
    command.arg("add").arg(reports).arg("--archive").arg(archive).args(["--threads", "4"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_killed_run_leaves_a_whole_archive_that_the_next_one_completes() {
    let kills: u32 = std::env::var("LEGATION_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let folder = tempfile::tempdir().unwrap();
    let reports_path = folder.path().join("reports.jsonl");
    std::fs::write(&reports_path, reports()).unwrap();
    let undisturbed = folder.path().join("undisturbed.db");
    let started = Instant::now();
    assert!(add(&reports_path, &undisturbed).status().unwrap().success());
    let long = started.elapsed();
    let undisturbed = Archive::open(&undisturbed).unwrap();
    let wanted = (undisturbed.content_hash().unwrap(), changes(&undisturbed));

    let (mut killed, mut halfway) = (0, 0);
    for round in 0.. {
        let path = folder.path().join(format!("{round}.db"));
        // Kill, and kill again what was begun, until a run gets through.
        loop {
            let mut child = add(&reports_path, &path).spawn().unwrap();
            let part = (round * 37 + killed * 61) % 100;
            sleep(long * part / 100);
            if killed < kills && child.try_wait().unwrap().is_none() {
                child.kill().unwrap();
                child.wait().unwrap();
                killed += 1;
                if let Ok(archive) = Archive::open(&path) {
                    assert_eq!(archive.check().unwrap(), Vec::<String>::new());
                    let stored: i64 = archive
                        .connection()
                        .query_row("SELECT count(*) FROM reports", [], |r| r.get(0))
                        .unwrap();
                    halfway += i32::from(stored > 0 && stored < REPORTS as i64);
                }
                continue;
            }
            assert!(child.wait().unwrap().success());
            break;
        }
        let archive = Archive::open(&path).unwrap();
        assert_eq!(archive.check().unwrap(), Vec::<String>::new());
        assert_eq!(
            (archive.content_hash().unwrap(), changes(&archive)),
            wanted,
            "round {round} after {killed} kills"
        );
        if killed >= kills {
            break;
        }
    }
    println!("{killed} kills, {halfway} of them with part of the reports stored");
    assert!(long > Duration::ZERO);
}

fn changes(archive: &Archive) -> i64 {
    archive.connection().query_row("SELECT count(*) FROM changes", [], |row| row.get(0)).unwrap()
}
