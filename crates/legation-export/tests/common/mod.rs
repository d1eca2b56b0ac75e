//! A small archive: one happening that two papers tell, and some that formats find hard.
#![allow(dead_code, clippy::unwrap_used)] // Each test takes what it needs; a helper that fails fails its test.

use legation_archive::{Archive, Entry, Release};
use legation_record::{Actor, Date, Document, Event, Place, Record, Span};
use std::path::Path;

/// A party: words, role, state, sector.
type Party = (&'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>);

struct Told {
    name: &'static str,
    source: Option<&'static str>,
    published: &'static str,
    text: &'static str,
    kind: (&'static str, Option<&'static str>, &'static str, f64, &'static str, f64),
    status: &'static str,
    contexts: &'static [&'static str],
    trigger: &'static str,
    actors: &'static [Party],
    recipients: &'static [Party],
    date: Option<(&'static str, &'static str)>,
    place: Option<(&'static str, &'static str, f64, f64)>,
}

const VISIT: (&str, Option<&str>, &str, f64, &str, f64) =
    ("CONSULT", Some("visit"), "verbal cooperation", 1.0, "042", 1.9);

const COHEN: Party = ("Eli Cohen", Some("Foreign Minister"), Some("ISR"), Some("GOV"));
const ALIYEV: Party = ("Ilham Aliyev", Some("President"), Some("AZE"), Some("GOV"));

const REPORTS: &[Told] = &[
    Told {
        name: "visit-a",
        source: Some("https://www.paper.example/visit"),
        published: "2023-04-19",
        text: "Israeli Foreign Minister Eli Cohen visited President Ilham Aliyev in Baku on Wednesday.",
        kind: VISIT,
        status: "actual",
        contexts: &["diplomatic"],
        trigger: "visited",
        actors: &[COHEN],
        recipients: &[ALIYEV],
        date: Some(("2023-04-19", "day")),
        place: Some(("Baku", "AZE", 40.37767, 49.89201)),
    },
    Told {
        name: "visit-b",
        source: Some("https://gazette.example/2023/04/20/baku"),
        published: "2023-04-20",
        text: "On his first journey to the Caspian, Eli Cohen visited Ilham Aliyev in Baku a day after a rail deal.",
        kind: VISIT,
        status: "actual",
        contexts: &["economic"],
        trigger: "visited",
        actors: &[COHEN],
        recipients: &[ALIYEV],
        date: Some(("2023-04-19", "day")),
        place: Some(("Baku", "AZE", 40.37767, 49.89201)),
    },
    Told {
        name: "blast",
        source: None,
        published: "2023-05-03",
        text: "Gunmen of \"Harakat\" <the movement> bombed & burned\tan army post in Gao on 2 May.",
        kind: ("ASSAULT", Some("explosives"), "material conflict", -10.0, "1833", -10.0),
        status: "actual",
        contexts: &["terrorism"],
        trigger: "bombed",
        actors: &[("Gunmen of \"Harakat\" <the movement>", None, Some("MLI"), Some("REB"))],
        recipients: &[("army", None, Some("MLI"), Some("MIL"))],
        date: Some(("2023-05-02", "day")),
        place: Some(("Gao", "MLI", 16.27, -0.04)),
    },
    Told {
        name: "talks",
        source: Some("https://wire.example/talks"),
        published: "2023-05-30",
        text: "Envoys of Romania, Turkey and the United Nations negotiated in Geneva in May.",
        kind: ("CONSULT", Some("multilateral"), "verbal cooperation", 1.0, "046", 7.0),
        status: "actual",
        contexts: &[],
        trigger: "negotiated",
        actors: &[
            ("Romania", None, Some("ROU"), Some("GOV")),
            ("Turkey", None, Some("TUR"), Some("GOV")),
            ("United Nations", None, Some("UNO"), Some("IGO")),
        ],
        recipients: &[],
        date: Some(("2023-05", "month")),
        place: Some(("Geneva", "CHE", 46.20222, 6.14569)),
    },
    Told {
        name: "blame",
        source: Some("https://wire.example/blame"),
        published: "2023-06-01",
        text: "It accused Israel of sabotage last year.",
        kind: ("ACCUSE", Some("allege"), "verbal conflict", -2.0, "112", -2.0),
        status: "actual",
        contexts: &[],
        trigger: "accused",
        actors: &[("It", None, Some("IRN"), Some("GOV"))],
        recipients: &[("Israel", None, Some("ISR"), Some("GOV"))],
        date: Some(("2022", "year")),
        place: None,
    },
    Told {
        name: "praise",
        source: Some("https://wire.example/praise"),
        published: "2023-07-10",
        text: "Israel praised Azerbaijan in a statement.",
        kind: ("SUPPORT", None, "verbal cooperation", 3.5, "051", 3.4),
        status: "actual",
        contexts: &[],
        trigger: "praised",
        actors: &[("Israel", None, Some("ISR"), Some("GOV"))],
        recipients: &[("Azerbaijan", None, Some("AZE"), Some("GOV"))],
        date: None,
        place: None,
    },
    Told {
        name: "perhaps",
        source: Some("https://wire.example/perhaps"),
        published: "2023-07-11",
        text: "If talks fail, Iran would expel envoys of Israel.",
        kind: ("SANCTION", Some("expel"), "material conflict", -4.0, "166", -7.0),
        status: "hypothetical",
        contexts: &[],
        trigger: "expel",
        actors: &[("Iran", None, Some("IRN"), Some("GOV"))],
        recipients: &[("Israel", None, Some("ISR"), Some("GOV"))],
        date: None,
        place: None,
    },
];

fn record(told: &Told) -> Record {
    let find = |words: &str| {
        let at = told.text.find(words).unwrap_or_else(|| panic!("{words:?} stands in {:?}", told.text));
        Span::new(at, at + words.len())
    };
    let parties = |parties: &[Party]| {
        parties
            .iter()
            .map(|(words, role, state, sector)| Actor {
                span: find(words),
                name: (*words != "It").then(|| (*words).to_owned()),
                role: role.map(str::to_owned),
                state: state.map(str::to_owned),
                sector: sector.map(str::to_owned),
            })
            .collect()
    };
    let (kind, mode, quad, score, cameo, goldstein) = told.kind;
    let event = Event {
        id: format!("{}-1", told.name),
        event_type: kind.into(),
        mode: mode.map(str::to_owned),
        contexts: told.contexts.iter().map(|c| (*c).to_owned()).collect(),
        status: told.status.into(),
        quad: quad.into(),
        score,
        cameo: Some(cameo.into()),
        goldstein: Some(goldstein),
        confidence: 0.8,
        actors: parties(told.actors),
        recipients: parties(told.recipients),
        trigger: find(told.trigger),
        evidence: vec![Span::new(0, told.text.len())],
        date: told.date.map(|(value, precision)| Date {
            span: Span::new(0, 1),
            value: Some(value.into()),
            precision: Some(precision.into()),
        }),
        place: told.place.map(|(name, state, lat, lon)| Place {
            span: find(name),
            name: Some(name.into()),
            state: Some(state.into()),
            admin1: Some(name.into()),
            geonames: Some(587_084),
            lat: Some(lat),
            lon: Some(lon),
        }),
        why: "codebook test".into(),
    };
    let document = Document {
        id: told.name.into(),
        source: told.source.map(str::to_owned),
        title: Some(format!("Title of {}", told.name)),
        published: Some(told.published.into()),
        language: Some("en".into()),
        text: told.text.into(),
    };
    Record { document, events: vec![event], ..Record::default() }
}

/// Adds the reports to an archive, one by one.
pub fn fill(archive: &mut Archive) {
    let release = Release { release: "0.1.0".into(), codebook: "test".into() };
    for told in REPORTS {
        archive.add(&[Entry::new(&record(told))], &release).unwrap();
    }
}

pub fn archive() -> Archive {
    let mut archive = Archive::in_memory().unwrap();
    fill(&mut archive);
    archive
}

pub fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/events").join(name)
}
