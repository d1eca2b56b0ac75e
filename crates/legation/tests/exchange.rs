//! `legation export`, `import` and `compare`, as they are called.
#![allow(clippy::unwrap_used)] // What fails fails its test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn run(args: &[&str]) -> Output {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut command = Command::new(env!("CARGO_BIN_EXE_legation"));
    command.args(args).current_dir(samples).stdin(Stdio::null()).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// An archive of one report, and of the samples of other data sets.
fn archive(folder: &Path) -> PathBuf {
    let path = folder.join("news.db");
    let db = path.to_str().unwrap();
    let added = run(&["add", "visit.txt", "--archive", db]);
    assert_eq!(added.status.code(), Some(0), "{}", stderr(&added));
    let files = ["events/gdelt.export", "events/icews.events", "events/polecat.events"];
    let read = run(&[&["import"], &files[..], &["--archive", db]].concat());
    assert_eq!(read.status.code(), Some(0), "{}", stderr(&read));
    assert_eq!(stdout(&read).lines().next(), Some("events/gdelt.export: 6 events of gdelt, 0 lines left"));
    path
}

#[test]
fn an_archive_goes_out_and_others_come_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive(folder.path());
    let db = path.to_str().unwrap();
    let shown = run(&["export", "--archive", db, "--format", "csv"]);
    assert!(stdout(&shown).starts_with("id,day,date,"), "{}", stderr(&shown));
    assert!(stdout(&shown).lines().count() > 1);
    let file = folder.path().join("events.csv");
    let written = run(&["export", "--archive", db, "--format", "csv", "--output", file.to_str().unwrap()]);
    assert_eq!((stdout(&written).as_str(), written.status.code()), ("", Some(0)), "{}", stderr(&written));
    assert_eq!(std::fs::read(&file).unwrap(), shown.stdout);
    let metadata = std::fs::read_to_string(folder.path().join("events.csv.metadata.json")).unwrap();
    assert!(metadata.contains("\"codebook\""), "{metadata}");
    let compared =
        run(&["compare", "isr", "Azerbaijan", "--archive", db, "--since", "2023-04", "--format", "csv"]);
    let lines = stdout(&compared);
    assert!(lines.contains("\n2023-04,gdelt,4,4,0,0,0,1.833\n"), "{lines}{}", stderr(&compared));
    assert!(lines.contains("\n2023-04,legation,0,0,0,0,0,\n"), "{lines}");
}

#[test]
fn mistakes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive(folder.path());
    let db = path.to_str().unwrap();
    let wrong = run(&["export", "--archive", db, "--format", "csv", "--type", "dance"]);
    assert_eq!((stdout(&wrong).as_str(), wrong.status.code()), ("", Some(2)));
    assert!(stderr(&wrong).contains("PLOVER's types are AGREE"), "{}", stderr(&wrong));
    let missing = run(&["export", "--archive", "/no/such.db", "--format", "csv"]);
    assert_eq!(missing.status.code(), Some(2), "{}", stderr(&missing));
    let unfit = run(&["import", "visit.txt", "events/gdelt.export", "--archive", db]);
    assert_eq!(unfit.status.code(), Some(1));
    assert!(stderr(&unfit).contains("visit.txt") && stderr(&unfit).contains("mend"), "{}", stderr(&unfit));
    assert!(stdout(&unfit).contains("6 events"), "the other file is read all the same");
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/events/gdelt.export"),
    );
    let broken = folder.path().join("broken.export");
    std::fs::write(&broken, text.unwrap().replacen("20230420", "someday", 1)).unwrap();
    let told = run(&["import", broken.to_str().unwrap(), "--archive", db]);
    assert_eq!(told.status.code(), Some(1));
    assert!(stderr(&told).contains("broken.export:3: \"someday\" is no day"), "{}", stderr(&told));
    assert!(stdout(&told).contains("5 events of gdelt, 1 lines left"), "{}", stdout(&told));
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive(folder.path());
    for format in ["csv", "plover", "parquet", "panel", "graphml", "gdelt-events"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_legation"))
            .args(["export", "--archive", path.to_str().unwrap(), "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((stderr(&output).as_str(), output.status.code()), ("", Some(0)), "{format}");
    }
}
