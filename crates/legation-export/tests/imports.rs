//! Other event data in the archive: read, told when unreadable, and compared with.
#![allow(clippy::unwrap_used)] // What fails fails its test.

mod common;

use legation_archive::Archive;
use legation_export::import::{Imported, Problem, import};
use legation_export::{Compared, Error, Query, compare};
use std::io::Write;
use std::path::{Path, PathBuf};

fn read(archive: &Archive, path: &Path) -> (Imported, Vec<Problem>) {
    let mut problems = Vec::new();
    let done = import(archive, path, None, &mut |problem| problems.push(problem)).unwrap();
    (done, problems)
}

/// Columns of the imported rows, by id.
fn table(archive: &Archive, columns: &str) -> Vec<Vec<String>> {
    let names: Vec<String> =
        columns.split_whitespace().map(|name| format!("coalesce(CAST({name} AS TEXT), '')")).collect();
    let mut query = archive
        .connection()
        .prepare(&format!("SELECT {} FROM imported ORDER BY origin, id", names.join(", ")))
        .unwrap();
    query
        .query_map([], |row| (0..names.len()).map(|i| row.get(i)).collect())
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn with_text(text: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

#[test]
fn gdelt_becomes_plover() {
    let archive = Archive::in_memory().unwrap();
    let (done, problems) = read(&archive, &common::sample("gdelt.export"));
    assert_eq!((done.origin.as_str(), done.events, problems.len()), ("gdelt", 6, 0));
    let rows = table(&archive, "id day source_state target_state type mode quad cameo place_state mentions");
    assert_eq!(
        rows[0],
        [
            "900000001",
            "2023-04-19",
            "ISR",
            "AZE",
            "CONSULT",
            "visit",
            "verbal cooperation",
            "042",
            "AZE",
            "6"
        ]
    );
    assert_eq!(rows[2][4], "SUPPORT");
    // A statement is no event of PLOVER, but keeps GDELT's own class.
    assert_eq!((rows[3][4].as_str(), rows[3][6].as_str()), ("", "verbal cooperation"));
    assert_eq!((rows[4][2].as_str(), rows[4][3].as_str()), ("UNO", "ROU"));
    assert_eq!((rows[5][3].as_str(), rows[5][4].as_str()), ("", "ASSAULT"));
    let (done, _) = read(&archive, &common::sample("gdelt-1.export"));
    assert_eq!(done.events, 2);
    // Again, and nothing changes.
    let before = table(&archive, "id day type url");
    read(&archive, &common::sample("gdelt.export"));
    assert_eq!(table(&archive, "id day type url"), before);
    assert_eq!(before.len(), 8);
}

#[test]
fn icews_goes_by_names() {
    let archive = Archive::in_memory().unwrap();
    let (done, problems) = read(&archive, &common::sample("icews.events"));
    assert_eq!((done.origin.as_str(), done.events, problems.len()), ("icews", 3, 0));
    let rows =
        table(&archive, "id source_name source_state source_sector target_state type cameo goldstein place");
    assert_eq!(
        rows[0],
        [
            "70000001 2023-04-19",
            "Eli Cohen",
            "ISR",
            "GOV",
            "AZE",
            "CONSULT",
            "042",
            "1.9",
            "Baku, Baki, Azerbaijan"
        ]
    );
    // The zero that spreadsheets lose.
    assert_eq!((rows[1][5].as_str(), rows[1][6].as_str()), ("AGREE", "0311"));
    assert_eq!((rows[2][2].as_str(), rows[2][6].as_str()), ("RUS", "111"));
}

#[test]
fn polecat_has_a_row_for_each_pair() {
    let archive = Archive::in_memory().unwrap();
    let (done, problems) = read(&archive, &common::sample("polecat.events"));
    assert_eq!((done.events, done.rows, problems.len()), (3, 5, 0));
    let rows = table(&archive, "id source_state target_state type quad");
    assert_eq!(rows[0], ["X20230419-1-a", "ISR", "AZE", "CONSULT", "verbal cooperation"]);
    let pairs: Vec<_> = rows[1..4].iter().map(|row| (row[1].as_str(), row[2].as_str())).collect();
    assert_eq!(pairs, [("ROU", "TUR"), ("ROU", "AZE"), ("TUR", "AZE")]);
    assert_eq!(rows[4][3], "REQUEST");
}

#[test]
fn packed_files_are_unpacked() {
    let plain = std::fs::read(common::sample("gdelt.export")).unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&plain).unwrap();
    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    deflated.write_all(&plain).unwrap();
    // The head of a zip entry: version, flags, method, time, check sum, sizes, lengths of name and extra.
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
    zip.extend([0; 16]);
    zip.extend([3, 0, 0, 0]);
    zip.extend(b"a.b");
    zip.extend(deflated.finish().unwrap());
    for packed in [gz.finish().unwrap(), zip] {
        let archive = Archive::in_memory().unwrap();
        let (_folder, path) = with_text(&packed);
        assert_eq!(read(&archive, &path).0.events, 6);
    }
}

#[test]
fn lines_that_cannot_be_read_are_told_and_left() {
    let text = std::fs::read_to_string(common::sample("gdelt.export")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = "cut\toff".into();
    lines[2] = lines[2].replacen("20230420", "20231399", 1);
    lines[3] = lines[3].replacen("010\t010\t01", "\t\t", 1);
    lines.push("\u{fffd}".into());
    let mut bytes = lines.join("\n").into_bytes();
    bytes.extend(b"\n\xff\xfe\t\x00\n");
    let (_folder, path) = with_text(&bytes);
    let archive = Archive::in_memory().unwrap();
    let (done, problems) = read(&archive, &path);
    assert_eq!((done.events, done.problems), (3, 5));
    let lines: Vec<u64> = problems.iter().map(|p| p.line).collect();
    assert_eq!(lines, [2, 3, 4, 7, 8]);
    assert!(problems[0].reason.contains("2 columns instead of 61"), "{}", problems[0]);
    assert!(problems[1].reason.contains("20231399"), "{}", problems[1]);
    assert!(problems[2].reason.contains("EventCode"), "{}", problems[2]);
    assert!(problems[0].to_string().contains(":2:") && problems[0].to_string().contains("mend: "));
}

#[test]
fn other_files_are_refused() {
    let archive = Archive::in_memory().unwrap();
    for text in [&b""[..], b"a,b,c\n1,2,3\n", b"\xff\xfe\xfd", b"PK\x03\x04", b"\x1f\x8bnot gzip at all"] {
        let (_folder, path) = with_text(text);
        let refused = import(&archive, &path, None, &mut |_| {});
        assert!(matches!(refused, Err(Error::Unfit { .. } | Error::Input { .. })), "{text:?}");
    }
    assert!(matches!(
        import(&archive, Path::new("/no/such/file"), None, &mut |_| {}),
        Err(Error::Input { .. })
    ));
}

#[test]
fn our_own_gdelt_export_can_be_imported() {
    let archive = common::archive();
    let folder = tempfile::tempdir().unwrap();
    for (format, events) in [("gdelt-events", 5), ("icews", 5), ("polecat", 5)] {
        let format = legation_export::Format::ALL.into_iter().find(|f| f.name() == format).unwrap();
        let path = folder.path().join(format.name());
        let request = legation_export::Request {
            format,
            query: Query::default(),
            zeros: false,
            release: "0.1.0".into(),
        };
        legation_export::export_to(&archive, &request, &path).unwrap();
        let (done, problems) = read(&archive, &path);
        assert_eq!((done.events, problems), (events, vec![]), "{}", format.name());
    }
    // The three say the same of a visit.
    let rows = table(&archive, "type mode source_state target_state day");
    let visits =
        rows.iter().filter(|row| row[..] == ["CONSULT", "visit", "ISR", "AZE", "2023-04-19"]).count();
    assert_eq!(visits, 3);
}

#[test]
fn months_stand_side_by_side() {
    let archive = common::archive();
    for name in ["gdelt.export", "icews.events", "polecat.events"] {
        read(&archive, &common::sample(name));
    }
    let query = Query { dyad: Some(("ISR".into(), "AZE".into())), ..Query::default() };
    let compared = compare(&archive, &query).unwrap();
    let row = |month: &str, origin: &str| -> &Compared {
        compared.iter().find(|row| row.month == month && row.origin == origin).unwrap()
    };
    assert_eq!(compared.len(), 2 * 4, "{compared:?}");
    // One visit that two papers tell is one happening here, and three rows of GDELT beside a statement.
    assert_eq!((row("2023-04", "legation").events, row("2023-04", "legation").quads), (1, [1, 0, 0, 0]));
    assert_eq!((row("2023-04", "gdelt").events, row("2023-04", "gdelt").quads), (4, [4, 0, 0, 0]));
    assert_eq!(row("2023-04", "gdelt").score, Some(1.833));
    assert_eq!(row("2023-04", "icews").events, 2);
    assert_eq!(row("2023-07", "legation").quads, [1, 0, 0, 0]);
    assert_eq!(row("2023-07", "polecat").quads, [0, 0, 1, 0]);
    assert_eq!((row("2023-07", "gdelt").events, row("2023-07", "gdelt").score), (0, None));
    let query = Query { until: Some("2023-04-30".into()), types: vec!["consult".into()], ..query };
    let compared = compare(&archive, &query).unwrap();
    assert_eq!(compared.iter().map(|row| row.events).collect::<Vec<_>>(), [1, 2, 1, 1]);
}
