//! Questions to an archive, as their users ask them. The archive is made by hand, so that what the coder learns changes
//! no answer here; one test asks an archive of the samples. `LEGATION_BLESS=1 cargo test` writes the answers anew.
#![allow(clippy::unwrap_used)] // A helper that fails fails its test.

use legation_archive::{Archive, Entry, Judgement, Release, Verdict};
use legation_record::{Actor, Date, Document, Event, Figure, Place, Quote, Record, Role, Span};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

struct Report {
    record: Record,
}

impl Report {
    fn new(id: &str, published: &str, title: &str, text: &str) -> Report {
        let document = Document {
            id: id.into(),
            source: Some(format!("https://courier.example/{id}")),
            title: Some(title.into()),
            published: Some(published.into()),
            language: Some("en".into()),
            text: text.into(),
        };
        Report { record: Record { document, ..Record::default() } }
    }

    fn span(&self, words: &str) -> Span {
        let start = self.record.document.text.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    }

    /// `Daniel Otieno/Foreign Minister/KEN`
    fn actor(&self, told: &str) -> Actor {
        let parts: Vec<&str> = told.split('/').collect();
        Actor {
            span: self.span(parts[0]),
            name: Some(parts[0].into()),
            role: Some(parts[1].into()).filter(|role: &String| !role.is_empty()),
            state: Some(parts[2].into()),
            sector: Some("GOV".into()),
        }
    }

    fn event(
        mut self,
        (event_type, mode, quad, score): (&str, &str, &str, f64),
        status: &str,
        (actor, trigger, recipient): (&str, &str, &str),
        sentence: &str,
        date: Option<&str>,
        place: Option<&str>,
    ) -> Report {
        let event = Event {
            id: format!("event-{}", self.record.events.len()),
            event_type: event_type.into(),
            mode: Some(mode.into()).filter(|mode: &String| !mode.is_empty()),
            contexts: vec!["diplomatic".into()],
            status: status.into(),
            quad: quad.into(),
            score,
            cameo: Some("040".into()),
            goldstein: Some(score),
            confidence: 0.9,
            actors: vec![self.actor(actor)],
            recipients: vec![self.actor(recipient)],
            trigger: self.span(trigger),
            evidence: vec![self.span(sentence)],
            date: date.map(|value| Date {
                span: self.span(sentence),
                value: Some(value.into()),
                precision: Some("day".into()),
            }),
            place: place.map(|name| Place {
                span: self.span(name),
                name: Some(name.into()),
                state: Some("KEN".into()),
                lat: Some(-4.05),
                lon: Some(39.67),
                ..Place::default()
            }),
            why: "by hand".into(),
        };
        self.record.events.push(event);
        self
    }

    fn quote(mut self, words: &str, speaker: &str) -> Report {
        let (content, speaker) = (self.span(words), Some(self.actor(speaker)));
        self.record.quotes.push(Quote { kind: "direct".into(), content, speaker, ..Quote::default() });
        self
    }

    fn figure(mut self, words: &str, value: f64, about: &str, sentence: &str) -> Report {
        self.record.figures.push(Figure {
            span: self.span(words),
            value: Some(value),
            unit: Some("USD".into()),
            about: Some(about.into()),
            parties: vec!["KEN".into(), "TZA".into()],
            evidence: self.span(sentence),
            ..Figure::default()
        });
        self
    }

    fn role(mut self, person: &str, title: &str, of: &str, sentence: &str) -> Report {
        self.record.roles.push(Role {
            person: person.into(),
            title: title.into(),
            of: Some(of.into()),
            evidence: self.span(sentence),
            ..Role::default()
        });
        self
    }
}

const ACCUSE: (&str, &str, &str, f64) = ("ACCUSE", "disapprove", "verbal conflict", -2.0);
const EXPEL: (&str, &str, &str, f64) = ("SANCTION", "expel", "material conflict", -5.0);
const MEET: (&str, &str, &str, f64) = ("CONSULT", "visit", "verbal cooperation", 1.0);
const AGREE: (&str, &str, &str, f64) = ("AGREE", "", "verbal cooperation", 4.0);

fn reports() -> Vec<Report> {
    let duty = "Tanzania criticised Kenya on Thursday for a new duty on maize.";
    let first = Report::new(
        "duty",
        "2021-01-14",
        "Tanzania criticises Kenya over maize",
        &format!("{duty} \u{201c}Kenya has closed an old door,\u{201d} Trade Minister Joseph Mkwawa said. Maize worth $52 million goes to Kenya."),
    )
    .event(ACCUSE, "actual", ("Tanzania//TZA", "criticised", "Kenya//KEN"), duty, Some("2021-01-14"), None)
    .quote("Kenya has closed an old door,", "Joseph Mkwawa/Trade Minister/TZA")
    .figure("$52 million", 52e6, "maize", "Maize worth $52 million goes to Kenya.")
    .role("Joseph Mkwawa", "Trade Minister", "TZA", "Trade Minister Joseph Mkwawa said.");

    let expelled = "Tanzania expelled the Kenyan ambassador on Monday.";
    let second = Report::new(
        "expulsion",
        "2021-02-22",
        "Tanzania expels ambassador",
        &format!("{expelled} The ambassador left at night."),
    )
    .event(
        EXPEL,
        "actual",
        ("Tanzania//TZA", "expelled", "the Kenyan ambassador//KEN"),
        expelled,
        Some("2021-02-22"),
        None,
    );

    let met = "Foreign Minister Daniel Otieno met Trade Minister Joseph Mkwawa in Mombasa on Thursday.";
    let signed = "Kenya will sign an agreement with Tanzania on 1 June.";
    let third = Report::new("talks", "2021-04-08", "Ministers meet in Mombasa", &format!("{met} {signed}"))
        .event(
            MEET,
            "actual",
            ("Daniel Otieno/Foreign Minister/KEN", "met", "Joseph Mkwawa/Trade Minister/TZA"),
            met,
            Some("2021-04-08"),
            Some("Mombasa"),
        )
        .event(AGREE, "future", ("Kenya//KEN", "sign", "Tanzania//TZA"), signed, Some("2021-06-01"), None);

    let again = "Kenyan Foreign Minister Daniel Otieno has met Joseph Mkwawa in Mombasa, where the two spoke of maize on Thursday.";
    let fourth = Report::new(
        "talks-2",
        "2021-04-09",
        "Kenya, Tanzania end row",
        &format!("{again} The price of milk fell."),
    )
    .event(
        MEET,
        "actual",
        ("Daniel Otieno/Foreign Minister/KEN", "met", "Joseph Mkwawa/Trade Minister/TZA"),
        again,
        Some("2021-04-08"),
        Some("Mombasa"),
    );
    vec![first, second, third, fourth]
}

fn archive(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("test.db");
    let release = Release { release: "1".into(), codebook: "c0de".into() };
    let mut archive = Archive::open_or_create(&path).unwrap();
    let entries: Vec<Entry> = reports().iter().map(|report| Entry::new(&report.record)).collect();
    archive.add(&entries, &release).unwrap();
    archive.settle().unwrap();
    path
}

fn ask(archive: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_legation")).args(args).arg("--archive").arg(archive).output().unwrap()
}

fn answer(archive: &Path, args: &[&str]) -> String {
    let output = ask(archive, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Why it cannot be done, which is all that stands on standard error.
fn refusal(archive: &Path, args: &[&str]) -> String {
    let output = ask(archive, args);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(output.stdout.is_empty(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn is_golden(name: &str, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions").join(name);
    if std::env::var_os("LEGATION_BLESS").is_some() {
        std::fs::write(&path, shown).unwrap();
    }
    let want = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(want, shown, "{name}; LEGATION_BLESS=1 writes it anew");
}

/// Without what is not the question's: times of writing, and how the archive weighs that mentions are the same.
fn lasting(text: &str) -> String {
    let is_time = |stamp: &str| {
        let shape: String = stamp.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
        shape == "9999-99-99T99:99:99Z"
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let stamp = rest.get(..20).is_some_and(is_time);
        out.push_str(if stamp { "<time>" } else { &rest[..c.len_utf8()] });
        rest = &rest[if stamp { 20 } else { c.len_utf8() }..];
    }
    for (begin, end) in [("Why they are one\n", ""), ("\"links\":[", "],\"judgements\"")] {
        if let Some(from) = out.find(begin).map(|at| at + begin.len()) {
            let to = if end.is_empty() { out.len() } else { out[from..].find(end).unwrap() + from };
            assert!(out[from..to].contains("the same day"), "{out}");
            out.replace_range(from..to, "");
        }
    }
    out
}

#[test]
fn every_question_in_every_format() {
    let folder = TempDir::new().unwrap();
    let archive = archive(&folder);
    let happening = answer(&archive, &["timeline", "KEN", "TZA", "--type", "consult", "--format", "jsonl"]);
    let happening: serde_json::Value = serde_json::from_str(&happening).unwrap();
    let id = happening["happening"].as_str().unwrap();
    let questions: [(&str, &[&str]); 6] = [
        ("timeline", &["timeline", "Kenya", "Tanzanian"]),
        ("dyad", &["dyad", "TZ", "KEN"]),
        ("network", &["network"]),
        ("search", &["search", "ambassador", "OR", "maize"]),
        ("show", &["show", id]),
        ("changes", &["changes"]),
    ];
    for (name, args) in questions {
        for format in ["table", "jsonl", "csv", "tsv"] {
            let shown = answer(&archive, &[args, &["--format", format]].concat());
            is_golden(&format!("{name}.{format}"), &lasting(&shown));
            match format {
                "jsonl" => {
                    assert!(
                        shown.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
                    );
                }
                "csv" | "tsv" => {
                    let delimiter = if format == "csv" { b',' } else { b'\t' };
                    let mut reader =
                        csv::ReaderBuilder::new().delimiter(delimiter).from_reader(shown.as_bytes());
                    assert!(reader.records().all(|row| row.is_ok()), "{name}.{format}");
                }
                _ => assert!(!shown.contains('\u{1b}'), "{name}"),
            }
        }
    }
    is_golden("network.json", &answer(&archive, &["network", "--format", "json"]));
    is_golden("show-report.table", &lasting(&answer(&archive, &["show", "duty"])));
}

#[test]
fn filters_choose() {
    let folder = TempDir::new().unwrap();
    let archive = archive(&folder);
    let count = |args: &[&str]| {
        answer(&archive, &[&["timeline", "KEN", "TZA", "--format", "jsonl"], args].concat()).lines().count()
    };
    let all = count(&[]);
    assert!(all >= 4, "{all}");
    assert_eq!(count(&["--type", "SANCTION"]), 1);
    assert_eq!(count(&["--quad", "verbal-conflict"]), 1);
    assert_eq!(count(&["--quad", "verbal-conflict", "--quad", "material-conflict"]), 2);
    assert_eq!(count(&["--status", "future"]), 1);
    assert_eq!(count(&["--since", "2021-02", "--until", "2021-02"]), 1);
    assert_eq!(count(&["--until", "2020"]), 0);
    assert_eq!(count(&["--limit", "2"]), 2);
    assert_eq!(count(&["--min-confidence", "1"]), 0);
    // One state alone, and the other way round.
    let of = |state: &str| answer(&archive, &["timeline", state, "--format", "jsonl"]);
    assert_eq!(of("KEN"), of("Tanzania"));
    assert_eq!(of("KEN").lines().count(), all);
    assert_eq!(of("NOR"), "");
    let first = |order: &str| {
        let told =
            answer(&archive, &["timeline", "TZA", "--order", order, "--format", "jsonl", "--limit", "1"]);
        serde_json::from_str::<serde_json::Value>(&told).unwrap()["day"].as_str().unwrap().to_owned()
    };
    assert_eq!((first("oldest"), first("newest")), ("2021-01-14".into(), "2021-06-01".into()));
    let found = |args: &[&str]| {
        answer(&archive, &[&["search", "maize", "--format", "jsonl"], args].concat()).lines().count()
    };
    assert!(found(&[]) > found(&["--type", "ACCUSE"]));
    assert_eq!(found(&["--state", "Norway"]), 0);
    assert_eq!(found(&["--since", "2022"]), 0);
    let edges =
        |args: &[&str]| answer(&archive, &[&["network", "--format", "jsonl"], args].concat()).lines().count();
    assert_eq!((edges(&[]), edges(&["--state", "NOR"]), edges(&["--at-least", "99"])), (1, 0, 0));
    assert_eq!(edges(&["--state", "KEN", "--state", "TZA", "--type", "AGREE"]), 1);
}

#[test]
fn mistakes_come_with_their_mend() {
    let folder = TempDir::new().unwrap();
    let archive = archive(&folder);
    let told = refusal(&archive, &["timeline", "Tanzanja"]);
    assert!(
        told.contains("no state is called \"Tanzanja\"") && told.contains("did you mean TZA (Tanzania)"),
        "{told}"
    );
    let told = refusal(&archive, &["search", "cease-fire"]);
    assert!(told.contains("mend: legation search '\"cease-fire\"'"), "{told}");
    assert_eq!(answer(&archive, &["search", "\"cease-fire\""]), "");
    for words in ["\"open", "(maize", "AND", "maize NEAR(", "*", "milk:maize", "^", "U.S."] {
        let told = refusal(&archive, &["search", words]);
        assert!(told.contains("cannot be searched for") && told.contains("mend"), "{words}: {told}");
    }
    assert!(refusal(&archive, &["dyad", "KEN", "Kenya"]).contains("timeline KEN"));
    assert!(refusal(&archive, &["show", "ffffffffffff"]).contains("nothing in the archive has the id"));
    assert!(refusal(&archive, &["timeline", "KEN", "--type", "MEETING"]).contains("CONSULT"));
    assert!(refusal(&archive, &["timeline", "KEN", "--since", "soon"]).contains("YYYY-MM"));
    assert!(refusal(&folder.path().join("none.db"), &["timeline", "KEN"]).contains("does not exist"));
    // Nothing is made by asking.
    assert!(!folder.path().join("none.db").exists());
}

#[test]
fn judgements_and_removals_show() {
    let folder = TempDir::new().unwrap();
    let path = archive(&folder);
    let told = answer(&path, &["timeline", "KEN", "TZA", "--type", "SANCTION", "--format", "jsonl"]);
    let id =
        serde_json::from_str::<serde_json::Value>(&told).unwrap()["happening"].as_str().unwrap().to_owned();
    let mut opened = Archive::open_to_write(&path).unwrap();
    let judgement = Judgement {
        verdict: Verdict::Wrong,
        a: &id,
        b: None,
        person: Some("A. Analyst"),
        note: Some("a rumour"),
    };
    opened.judge(&judgement, "1").unwrap();
    opened.remove(&["duty".into()], "1").unwrap();
    drop(opened);
    let shown = answer(&path, &["show", &id]);
    assert!(
        shown.contains("judged wrong")
            && shown.contains("wrong")
            && shown.contains("by A. Analyst: a rumour"),
        "{shown}"
    );
    assert_eq!(answer(&path, &["timeline", "KEN", "TZA", "--type", "SANCTION", "--format", "jsonl"]), "");
    let kinds = |kind: &str| answer(&path, &["changes", "--kind", kind, "--format", "jsonl"]).lines().count();
    assert_eq!((kinds("new"), kinds("judged")), (4, 1));
    assert!(kinds("removed") >= 2);
    assert_eq!(answer(&path, &["changes", "--since", "2999"]), "");
    assert!(answer(&path, &["changes", "--what", "judgement"]).contains("judged judgement"));
}

#[test]
fn the_samples_answer() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("samples.db");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    assert!(answer(&path, &["add", samples.to_str().unwrap()]).contains("0 corrected"));
    let shown = answer(&path, &["timeline", "KEN", "TZA", "--since", "2021-04-08", "--until", "2021-04-08"]);
    assert!(shown.contains("Joseph Mkwawa") && shown.contains("Mombasa"), "{shown}");
    let dyad = answer(&path, &["dyad", "Kenya", "Tanzania"]);
    for part in [
        "By month",
        "What changed",
        "Recent",
        "Embassies",
        "Agreements",
        "Officials who met",
        "quotes",
        "Figures",
    ] {
        assert!(dyad.contains(part), "{part}: {dyad}");
    }
    assert!(answer(&path, &["search", "pipeline"]).contains("*pipeline*"));
    assert!(answer(&path, &["network"]).contains("KEN"));
    let report = answer(&path, &["show", "rel-6"]);
    assert!(report.contains("Copies") && report.contains("rel-7"), "{report}");
}
