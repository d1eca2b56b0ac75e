//! Whole inputs, good and bad, through the crate's own door.
#![allow(clippy::unwrap_used)] // A helper that fails fails its test.

use legation_reading::{Format, Options, encoding, read};
use std::fs;
use std::path::{Path, PathBuf};

/// What reading gives, a line each: `id | published | title | text` or the error, notes indented below.
fn outcome(dir: &Path, paths: &[&str], options: &Options) -> Vec<String> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| dir.join(path)).collect();
    let prefix = format!("{}/", dir.display());
    let mut out = Vec::new();
    for report in read(&paths, options) {
        match report {
            Ok(report) => {
                let d = report.document;
                let of = |field: Option<String>| field.unwrap_or("-".into());
                out.push(format!("{} | {} | {} | {}", d.id, of(d.published), of(d.title), d.text));
                out.extend(report.notes.iter().map(|note| format!("  {}", note.replace(&prefix, ""))));
            }
            Err(error) => out.push(error.to_string().lines().next().unwrap().replace(&prefix, "")),
        }
    }
    out
}

fn dir(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

#[test]
fn plain_text_keeps_every_byte() {
    let dir =
        dir(&[("talks.txt", "\u{feff}Ministers meet\r\n\r\nOSLO, May 3, 2021 — They “met”.\r\n".as_bytes())]);
    let got = outcome(dir.path(), &["talks.txt"], &Options::default());
    assert_eq!(
        got,
        ["talks | 2021-05-03 | Ministers meet | Ministers meet\r\n\r\nOSLO, May 3, 2021 — They “met”.\r\n"]
    );
    let dated = Options { date: Some("2020-01-01".into()), ..Options::default() };
    assert!(outcome(dir.path(), &["talks.txt"], &dated)[0].starts_with("talks | 2020-01-01"));
}

#[test]
fn bad_lines_cost_only_themselves() {
    let jsonl = b"{\"id\": \"a\", \"text\": \"One.\", \"date\": \"19 Apr 2023\"}\n\n\
        {\"id\": \"b\", \"text\": \"Two\n\
        {\"id\": \"a\", \"text\": \"Again.\"}\n\
        [1]\n\
        {\"title\": \"no text\"}\n\
        {\"text\": \"caf\xE9\"}\n\
        {\"text\": \"\"}\n\
        {\"text\": \"Last.\", \"date\": \"04/05/2023\"}";
    let dir = dir(&[("r.jsonl", jsonl)]);
    assert_eq!(
        outcome(dir.path(), &["r.jsonl"], &Options::default()),
        [
            "a | 2023-04-19 | - | One.",
            "r.jsonl:3: broken JSON at column 24: EOF while parsing a string",
            "r.jsonl:4: the id \"a\" stands twice: first at r.jsonl:1",
            "r.jsonl:5: not a JSON object",
            "r.jsonl:6: no text in it; its fields are title",
            "r.jsonl:7: not UTF-8: byte 145 (0xE9)",
            "r.jsonl:8: empty: there is no text in it",
            "r-9 | - | - | Last.",
            "  r.jsonl:9: the date \"04/05/2023\" reads two ways, so it is left out; write it as YYYY-MM-DD",
        ]
    );
}

#[test]
fn arrays_and_single_objects() {
    let dir = dir(&[
        ("many.json", b"[\n{\"text\": \"One.\"},\n{\"text\": oops},\n{\"text\": \"Three.\"}\n]"),
        ("one.json", b"{\n \"body\": \"Alone.\", \"headline\": \"H\"\n}\n"),
        ("lines.json", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
        ("not.json", b"nothing of the kind"),
    ]);
    assert_eq!(
        outcome(dir.path(), &["many.json", "one.json", "lines.json", "not.json"], &Options::default()),
        [
            "many-1 | - | - | One.",
            "many.json:3: item 2: broken JSON at column 10: expected value",
            "many-3 | - | - | Three.",
            "one | - | H | Alone.",
            "lines | - | - | One.",
            "lines-2 | - | - | Two.",
            "not.json:1: item 1: broken JSON at column 2: expected ident",
        ]
    );
}

#[test]
fn tables() {
    let dir = dir(&[
        ("a.csv", b"id;date;text\n1;19.04.2023;\"One; two\nlines\"\n2;x\n\n3;;Three\n"),
        ("b.tsv", b"pubDate\tbody\n2023-04-19\tA, b\n"),
        ("c.csv", b"id,words\n1,One\n"),
    ]);
    assert_eq!(
        outcome(dir.path(), &["a.csv", "b.tsv", "c.csv"], &Options::default()),
        [
            "1 | 2023-04-19 | - | One; two\nlines",
            "a.csv:4: 2 fields where the header has 3",
            "3 | - | - | Three",
            "b-2 | 2023-04-19 | - | A, b",
            "c.csv:1: none of the columns usually holds the text (id, words)",
        ]
    );
    let named = Options { text_field: Some("words".into()), ..Options::default() };
    assert_eq!(outcome(dir.path(), &["c.csv"], &named), ["1 | - | - | One"]);
    assert_eq!(
        outcome(dir.path(), &["b.tsv"], &named),
        ["b.tsv:1: no column \"words\" in the header (pubDate, body)"]
    );
}

#[test]
fn folders_in_the_order_of_names() {
    let dir = dir(&[
        ("f/b.txt", b"B."),
        ("f/a/z.txt", b"Z."),
        ("f/c/b.txt", b"Other B."),
        ("f/.hidden/x.txt", b"X."),
        ("f/picture.png", b"\x89PNG"),
        ("f/d", b"D."),
        ("empty/readme.rst", b"x"),
    ]);
    let got = outcome(dir.path(), &["f", "empty", "missing", "f/d"], &Options::default());
    let by_path = format!("{}/f/c/b | - | - | Other B.", dir.path().display());
    assert_eq!(
        got,
        [
            "z | - | - | Z.",
            "b | - | - | B.",
            &by_path,
            &format!(
                "  f/c/b.txt: its id is \"{}/f/c/b\", since f/b.txt has \"b\" already",
                dir.path().display()
            )
            .replace(&format!("{}/", dir.path().display()), ""),
            "empty: no reports in this folder",
            "missing: no such file or folder",
            "d | - | - | D.",
        ]
    );
}

#[test]
fn what_is_no_report() {
    let long = vec![b'x'; 50_000_000];
    let dir = dir(&[
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("empty.jsonl", b""),
        ("zero.txt", b"a\0b"),
        ("latin.txt", b"caf\xE9"),
        ("doc.pdf", b"%PDF-1.7 \xFF"),
        ("long.txt", &long),
        ("long.jsonl", &long),
        ("script.html", b"<html><body><script>render()</script></body></html>"),
        ("good.txt", b"Good."),
    ]);
    let all = [
        "empty.txt",
        "blank.txt",
        "empty.jsonl",
        "zero.txt",
        "latin.txt",
        "doc.pdf",
        "long.txt",
        "long.jsonl",
        "script.html",
        "good.txt",
    ];
    assert_eq!(
        outcome(dir.path(), &all, &Options::default()),
        [
            "empty.txt: empty: there is no text in it",
            "blank.txt: empty: there is no text in it",
            "empty.jsonl: empty: there is no text in it",
            "zero.txt: binary, not text: it holds zero bytes",
            "latin.txt: not UTF-8: byte 3 (0xE9)",
            "doc.pdf: a PDF, not text",
            "long.txt: longer than 10 MB",
            "long.jsonl:1: longer than 10 MB",
            "script.html: no article in this page",
            "good | - | - | Good.",
        ]
    );
    let latin = Options { encoding: encoding("latin1"), ..Options::default() };
    assert_eq!(outcome(dir.path(), &["latin.txt"], &latin), ["latin | - | - | café"]);
    let text = Options { format: Some(Format::Text), ..Options::default() };
    assert_eq!(outcome(dir.path(), &["empty.jsonl"], &text), ["empty.jsonl: empty: there is no text in it"]);
}

mod any_bytes {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), marks in "[\\[\\]{}\",:\n\t;<>a&é]{0,80}") {
            for (name, content) in [
                ("x.txt", &bytes[..]), ("x.html", marks.as_bytes()), ("x.json", marks.as_bytes()),
                ("x.jsonl", marks.as_bytes()), ("x.csv", marks.as_bytes()), ("x", &bytes[..]),
            ] {
                let dir = dir(&[(name, content)]);
                outcome(dir.path(), &[name], &Options::default());
            }
        }
    }
}
