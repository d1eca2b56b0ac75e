//! The binary as its users meet it: exit codes, messages, standard input, the same output for any number of threads.
#![allow(clippy::unwrap_used)] // A helper that fails fails its test.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn legation(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legation"));
    command.args(args).current_dir(samples()).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    legation(args).output().unwrap()
}

fn run_with(args: &[&str], input: &[u8]) -> Output {
    let mut command = legation(args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn every_sample_gives_its_record() {
    let output = run(&["read", ".", "--format", "jsonl"]);
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    let records: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(records.len() >= 18, "{}", records.len());
    for record in &records {
        let document = &record["document"];
        assert!(document["title"].is_string(), "{document}");
        assert!(document["text"].as_str().unwrap().split(' ').count() > 100, "{document}");
        assert_eq!(document["language"], "en");
        assert!(document["published"].is_string(), "{document}");
    }
    let page = records.iter().find(|record| record["document"]["id"] == "page").unwrap();
    let text = page["document"]["text"].as_str().unwrap();
    assert!(text.starts_with("ACCRA – Morocco") && text.ends_with("fisheries commission."), "{text}");
    assert_eq!(page["document"]["source"], "https://courier.example/2022/02/16/morocco-ghana-patrols");
}

#[test]
fn threads_change_nothing() {
    for command in
        [&["read", "."][..], &["read", ".", "--format", "jsonl"], &["quotes", "."], &["parse", "visit.txt"]]
    {
        let one = run(&[command, &["--threads", "1"]].concat());
        assert!(!one.stdout.is_empty());
        for threads in ["2", "8"] {
            let many = run(&[command, &["--threads", threads]].concat());
            assert_eq!(stdout(&one), stdout(&many), "{command:?} on {threads} threads");
            assert_eq!(stderr(&one), stderr(&many));
        }
    }
}

#[test]
fn one_bad_input_costs_only_itself() {
    let output = run(&["read", "missing.txt", "visit.txt", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 1);
    assert_eq!(
        stderr(&output),
        "error: missing.txt: no such file or folder\n  mend: check the path; a folder works too, and - reads standard \
         input\n1 of 2 inputs failed\n"
    );
}

#[test]
fn what_cannot_be_done_at_all_is_code_2() {
    for args in [
        &["read", "visit.txt", "--date", "04/05/2023"][..],
        &["read", "visit.txt", "--encoding", "klingon"],
        &["read", "visit.txt", "--threads", "0"],
        &["read", "visit.txt", "--format", "xml"],
        &["read", "visit.txt", "--output", "no/such/folder/x"],
        &["classify", "table.csv", "--format", "csv"],
        &["unknown"],
        &[],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        assert!(!output.stderr.is_empty());
    }
    assert!(stderr(&run(&["read", "visit.txt", "--date", "04/05/2023"])).contains("write it as YYYY-MM-DD"));
}

#[test]
fn standard_input_with_or_without_a_dash() {
    let report = b"Envoys meet\n\nOSLO, May 3, 2021 \xE2\x80\x94 The envoys of Norway and Chile met.\n";
    for args in [&["read", "-", "--format", "jsonl"][..], &["read", "--format", "jsonl"]] {
        let output = run_with(args, report);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let record: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(record["document"]["published"], "2021-05-03");
        assert_eq!(record["document"]["source"], serde_json::Value::Null);
    }
    let lines = b"{\"text\": \"One.\", \"id\": \"a\"}\nbroken\n{\"text\": \"Two.\", \"id\": \"b\"}\n";
    let output = run_with(&["read", "--input-format", "jsonl", "--format", "jsonl"], lines);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 2);
    assert!(
        stderr(&output).starts_with("error: standard input:2: broken JSON at column 1"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn tables_have_their_header_even_without_rows() {
    let output = run(&["read", "visit.txt", "--format", "csv"]);
    assert!(stdout(&output).starts_with("document,published,event,type,mode,quad,status,"));
    let output = run(&["quotes", "visit.txt", "--speaker", "nobody at all", "--format", "csv"]);
    assert_eq!(
        stdout(&output),
        "document,published,date,speaker,state,sector,kind,cue,addressee,occasion,quote\n"
    );
    let output = run(&["figures", "visit.txt", "--since", "2024-01-01", "--format", "jsonl"]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("", Some(0)));
    let output = run(&["offices", "visit.txt"]);
    assert!(stdout(&output).starts_with("published   person"), "{}", stdout(&output));
}

#[test]
fn output_goes_to_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.jsonl");
    let output = run(&["read", "visit.txt", "--format", "jsonl", "--output", path.to_str().unwrap()]);
    assert_eq!(stdout(&output), "");
    assert_eq!(std::fs::read(&path).unwrap(), run(&["read", "visit.txt", "--format", "jsonl"]).stdout);
}

#[test]
fn parse_prints_conllu_and_reads_it_back() {
    let output = run(&["parse", "visit.txt"]);
    let first = stdout(&output);
    assert!(first.contains("# text = He met Kenyan President Samuel Wekesa at State House"), "{first}");
    assert!(first.ends_with("\n\n"));
    let again = run_with(&["parse", "--input-format", "conllu", "-"], first.as_bytes());
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
    assert_eq!(stdout(&again), first);
}

#[test]
fn explain_names_what_it_cannot_find() {
    let output = run(&["explain", "visit.txt", "zzzz"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no event \"zzzz\" in this input"), "{}", stderr(&output));
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let mut child = legation(&["read", ".", "--threads", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((stderr(&output).as_str(), output.status.code()), ("", Some(0)));
}

/// Two reports that tell differently who is minister, and of quotes and figures of two states.
const TWO_REPORTS: &str = r#"{"id": "a", "date": "2021-03-02", "text": "Kenya's Foreign Minister Peter Wanjala told reporters in Nairobi that trade with Japan had reached $3 billion.\n\nWanjala said sanctions would not help."}
{"id": "b", "date": "2022-06-07", "text": "Kenya's Foreign Minister Grace Achieng said the treaty would be signed in June. Japan bought 40 trucks from Kenya.\n\nPeter Wanjala resigned as foreign minister on Monday."}
"#;

/// The rows that a command gives for the two reports, as JSON.
fn rows(args: &[&str]) -> Vec<serde_json::Value> {
    let args: Vec<&str> =
        args.iter().copied().chain(["--input-format", "jsonl", "--format", "jsonl", "-"]).collect();
    let output = run_with(&args, TWO_REPORTS.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn quotes_are_chosen_by_speaker_words_and_day() {
    assert_eq!(rows(&["quotes"]).len(), 3);
    let wanjala = rows(&["quotes", "--speaker", "wanjala"]);
    assert_eq!(wanjala.len(), 2);
    assert!(wanjala.iter().all(|row| row["speaker"] == "Peter Wanjala" && row["state"] == "KEN"));
    assert_eq!(wanjala[0]["addressee"], "reporters");
    let sanctions = rows(&["quotes", "--speaker", "KEN", "--about", "Sanctions"]);
    assert_eq!(sanctions.len(), 1);
    assert_eq!(sanctions[0]["quote"], "sanctions would not help");
    let late = rows(&["quotes", "--since", "2022-01-01"]);
    assert_eq!(late.iter().map(|row| &row["speaker"]).collect::<Vec<_>>(), ["Grace Achieng"]);
}

#[test]
fn figures_are_chosen_by_words_state_and_day() {
    assert_eq!(rows(&["figures"]).len(), 2);
    let trade = rows(&["figures", "--about", "trade", "--of", "JPN"]);
    assert_eq!(trade.len(), 1);
    assert_eq!((&trade[0]["value"], &trade[0]["unit"]), (&3_000_000_000i64.into(), &"USD".into()));
    assert_eq!(trade[0]["status"], "stated");
    assert_eq!(rows(&["figures", "--of", "NOR"]).len(), 0);
    let late = rows(&["figures", "--since", "2022-01-01"]);
    assert_eq!(late.iter().map(|row| &row["unit"]).collect::<Vec<_>>(), ["truck"]);
}

#[test]
fn offices_keep_what_each_report_claims() {
    let all = rows(&["offices", "--of", "KEN"]);
    let told: Vec<String> = all
        .iter()
        .map(|row| format!("{} {} {}", row["document"], row["person"], row["until"]).replace('"', ""))
        .collect();
    assert_eq!(told, ["a Peter Wanjala null", "b Grace Achieng null", "b Peter Wanjala 2022-06-06"]);
    assert_eq!(rows(&["offices", "--person", "achieng", "--since", "2022-06-07"]).len(), 1);
    assert_eq!(rows(&["offices", "--since", "2022-06-08"]).len(), 0);
}
