//! Records made in memory, as the coder would make them.
#![allow(dead_code, clippy::unwrap_used)] // Each test takes what it needs; a helper that fails fails its test.

use legation_archive::{Archive, Entry, Release};
use legation_record::{Actor, Date, Document, Event, Figure, Place, Record, Span};

/// A report of one sentence for each event.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: String,
    pub published: String,
    /// Words before the first event.
    pub opening: String,
    pub events: Vec<Telling>,
}

/// An event as a report tells it: `actor` `verb` `recipient` `rest`.
#[derive(Clone, Debug)]
pub struct Telling {
    pub event_type: &'static str,
    pub mode: Option<&'static str>,
    /// Name, words and state of each side.
    pub actor: (&'static str, &'static str),
    pub verb: &'static str,
    pub recipient: (&'static str, &'static str),
    pub rest: String,
    /// A day that stands in `rest`.
    pub date: Option<&'static str>,
    pub place: Option<(&'static str, &'static str, f64, f64)>,
    /// The number of dead, which stands in `rest`.
    pub killed: Option<u32>,
}

pub fn meeting(rest: &str, date: Option<&'static str>) -> Telling {
    Telling {
        event_type: "CONSULT",
        mode: Some("visit"),
        actor: ("Eli Cohen", "ISR"),
        verb: "met",
        recipient: ("Ilham Aliyev", "AZE"),
        rest: rest.to_owned(),
        date,
        place: Some(("Baku", "AZE", 40.37, 49.89)),
        killed: None,
    }
}

pub fn attack(killed: u32, rest: &str, date: Option<&'static str>) -> Telling {
    Telling {
        event_type: "ASSAULT",
        mode: Some("explosives"),
        actor: ("Harakat", "MLI"),
        verb: "bombed",
        recipient: ("Army", "MLI"),
        rest: format!("{rest}, where the blast killed {killed} people"),
        date,
        place: Some(("Gao", "MLI", 16.27, -0.04)),
        killed: Some(killed),
    }
}

pub fn report(id: &str, published: &str, opening: &str, events: Vec<Telling>) -> Told {
    Told { id: id.into(), published: published.into(), opening: opening.into(), events }
}

impl Told {
    pub fn entry(&self) -> Entry {
        Entry::new(&self.record())
    }

    pub fn record(&self) -> Record {
        let mut record = Record {
            document: Document {
                id: self.id.clone(),
                source: Some(format!("https://paper.example/{}", self.id)),
                title: Some(self.opening.clone()),
                published: Some(self.published.clone()),
                language: Some("en".into()),
                text: format!("{}\n\n", self.opening),
            },
            ..Record::default()
        };
        for telling in &self.events {
            tell(&mut record, telling);
        }
        record
    }
}

fn tell(record: &mut Record, telling: &Telling) {
    let text = &mut record.document.text;
    let start = text.len();
    let mut put = |words: &str| {
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        text.push(' ');
        span
    };
    let actor = put(telling.actor.0);
    let trigger = put(telling.verb);
    let recipient = put(telling.recipient.0);
    put(&telling.rest);
    let evidence = Span::new(start, text.len() - 1);
    let find =
        |words: &str| text[start..].find(words).map(|at| Span::new(start + at, start + at + words.len()));
    let party = |(name, state): (&str, &str), span| Actor {
        span,
        name: Some(name.into()),
        state: Some(state.into()),
        sector: Some("GOV".into()),
        role: None,
    };
    let place = telling.place.map(|(name, state, lat, lon)| Place {
        span: find(name).unwrap_or_default(),
        name: Some(name.into()),
        state: Some(state.into()),
        lat: Some(lat),
        lon: Some(lon),
        ..Place::default()
    });
    let date = telling.date.map(|value| Date {
        span: evidence,
        value: Some(value.into()),
        precision: Some("day".into()),
    });
    if let Some(killed) = telling.killed {
        let words = format!("{killed} people");
        record.figures.push(Figure {
            span: find(&words).unwrap(),
            value: Some(f64::from(killed)),
            unit: Some("person".into()),
            parties: vec![telling.recipient.1.into()],
            evidence,
            ..Figure::default()
        });
    }
    record.events.push(Event {
        id: format!("{start:016x}"),
        event_type: telling.event_type.into(),
        mode: telling.mode.map(str::to_owned),
        status: "actual".into(),
        quad: if telling.event_type == "ASSAULT" { "material conflict" } else { "verbal cooperation" }.into(),
        score: if telling.event_type == "ASSAULT" { -10.0 } else { 4.0 },
        confidence: 0.8,
        actors: vec![party(telling.actor, actor)],
        recipients: vec![party(telling.recipient, recipient)],
        trigger,
        evidence: vec![evidence],
        date,
        place,
        why: "codebook test".into(),
        ..Event::default()
    });
}

pub fn release() -> Release {
    Release { release: "0.1.0".into(), codebook: "test".into() }
}

/// An archive in memory to which these were added one by one.
pub fn archive<'a>(reports: impl IntoIterator<Item = &'a Told>) -> Archive {
    let mut archive = Archive::in_memory().unwrap();
    for report in reports {
        archive.add(&[report.entry()], &release()).unwrap();
    }
    archive
}

pub fn count(archive: &Archive, what: &str) -> i64 {
    archive.connection().query_row(&format!("SELECT count(*) FROM {what}"), [], |row| row.get(0)).unwrap()
}

/// The content, without the lines that tell history.
pub fn dump(archive: &Archive) -> Vec<String> {
    let mut lines = Vec::new();
    archive.dump(|line| lines.push(line.to_owned())).unwrap();
    lines
}
