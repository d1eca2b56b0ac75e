//! A record made ready for the archive: ids, offsets in code points, and what near-duplicates are found by.

use crate::days::{bounds, to_iso};
use crate::{hash, stories};
use legation_record::json::CodePoints;
use legation_record::{Actor, Date, Document, Event, Figure, Quote, Record, Role, Span};
use std::collections::BTreeMap;

/// A report with all its claims, as the tables take them. Made without the archive, on any thread.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) report: ReportRow,
    /// Sentences that are evidence, in order of the text.
    pub(crate) sentences: Vec<Words>,
    pub(crate) mentions: Vec<MentionRow>,
    pub(crate) quotes: Vec<QuoteRow>,
    pub(crate) roles: Vec<RoleRow>,
    pub(crate) figures: Vec<FigureRow>,
    /// Sampled word sequences.
    pub(crate) sequences: Vec<i64>,
}

#[derive(Clone, Debug)]
pub(crate) struct ReportRow {
    pub id: String,
    pub name: String,
    pub source: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub text: String,
    pub hash: String,
    pub claims: String,
}

/// Words with their place in code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub side: &'static str,
    pub words: Words,
    pub name: Option<String>,
    pub role: Option<String>,
    pub state: Option<String>,
    pub sector: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct DateRow {
    pub words: Option<Words>,
    pub value: Option<String>,
    pub precision: Option<String>,
    pub first: Option<String>,
    pub last: Option<String>,
    /// First day told, else the day of publication, else empty.
    pub day: String,
}

#[derive(Clone, Debug)]
pub(crate) struct PlaceRow {
    pub words: Words,
    pub name: Option<String>,
    pub state: Option<String>,
    pub admin1: Option<String>,
    pub geonames: Option<u32>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

#[derive(Clone, Debug)]
pub(crate) struct MentionRow {
    pub id: String,
    pub event: String,
    pub event_type: String,
    pub mode: Option<String>,
    pub contexts: String,
    pub status: String,
    pub quad: String,
    pub score: f64,
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub confidence: f64,
    pub parties: Vec<Party>,
    pub trigger: Words,
    /// Indices into the entry's sentences.
    pub evidence: Vec<usize>,
    pub date: DateRow,
    pub place: Option<PlaceRow>,
    pub why: String,
}

#[derive(Clone, Debug)]
pub(crate) struct QuoteRow {
    pub id: String,
    pub kind: String,
    pub content: Words,
    pub speaker: Option<Party>,
    pub cue: Option<Words>,
    pub date: DateRow,
}

#[derive(Clone, Debug)]
pub(crate) struct RoleRow {
    pub id: String,
    pub person: String,
    pub title: String,
    pub of: Option<String>,
    pub since: Option<String>,
    pub until: Option<String>,
    pub sentence: usize,
    pub day: String,
}

#[derive(Clone, Debug)]
pub(crate) struct FigureRow {
    pub id: String,
    pub words: Words,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub about: Option<String>,
    pub parties: Vec<String>,
    pub date: DateRow,
    pub sentence: usize,
}

impl Entry {
    pub fn new(record: &Record) -> Entry {
        let doc = &record.document;
        let mut sentences: Vec<Span> = Vec::new();
        sentences.extend(record.events.iter().flat_map(|event| event.evidence.iter().copied()));
        sentences.extend(record.roles.iter().map(|role| role.evidence));
        sentences.extend(record.figures.iter().map(|figure| figure.evidence));
        sentences.sort_unstable();
        sentences.dedup();
        let maker = Maker {
            doc,
            points: CodePoints::new(&doc.text),
            id: report_id(doc),
            published: doc.published.as_deref().and_then(bounds).map(|d| to_iso(d.first)).unwrap_or_default(),
            sentences: &sentences,
        };
        let mut ids = Ids::default();
        let mentions: Vec<MentionRow> = record.events.iter().map(|e| maker.mention(e, &mut ids)).collect();
        let quotes: Vec<QuoteRow> = record.quotes.iter().map(|q| maker.quote(q, &mut ids)).collect();
        let roles: Vec<RoleRow> = record.roles.iter().map(|r| maker.role(r, &mut ids)).collect();
        let figures: Vec<FigureRow> = record.figures.iter().map(|f| maker.figure(f, &mut ids)).collect();
        let claims = hash::content("claims", &[&format!("{mentions:?}{quotes:?}{roles:?}{figures:?}")]);
        let report = ReportRow {
            id: maker.id.clone(),
            name: doc.id.clone(),
            source: doc.source.clone(),
            title: doc.title.clone(),
            published: doc.published.clone(),
            language: doc.language.clone(),
            text: doc.text.clone(),
            hash: content_hash(doc),
            claims,
        };
        let sentences = sentences.iter().map(|&span| maker.words(span)).collect();
        let sequences = stories::sample(&doc.text);
        Entry { report, sentences, mentions, quotes, roles, figures, sequences }
    }

    /// Roughly the bytes that it takes.
    pub fn size(&self) -> usize {
        let evidence: usize = self.sentences.iter().map(|s| s.text.len()).sum();
        self.report.text.len()
            + evidence
            + 500 * (self.mentions.len() + self.quotes.len() + self.figures.len())
    }

    /// The id of the report: the same for every version of it.
    pub fn id(&self) -> &str {
        &self.report.id
    }
}

/// What makes a report the same one in another version: its name and where it comes from.
pub(crate) fn report_id(doc: &Document) -> String {
    hash::id("report", &[&doc.id, doc.source.as_deref().unwrap_or("")])
}

/// What makes two versions of a report the same.
pub(crate) fn content_hash(doc: &Document) -> String {
    let known = |field: &Option<String>| field.clone().unwrap_or_default();
    hash::content("content", &[&doc.id, &known(&doc.title), &known(&doc.published), &doc.text])
}

/// Numbers what would otherwise have one id: the same words twice in one report.
#[derive(Default)]
struct Ids(BTreeMap<String, usize>);

impl Ids {
    fn next(&mut self, kind: &str, parts: &[&str]) -> String {
        let id = hash::id(kind, parts);
        let count = self.0.entry(id.clone()).or_default();
        *count += 1;
        match *count {
            1 => id,
            n => hash::id("again", &[&id, &n.to_string()]),
        }
    }
}

struct Maker<'a> {
    doc: &'a Document,
    points: CodePoints<'a>,
    id: String,
    published: String,
    sentences: &'a [Span],
}

impl Maker<'_> {
    fn words(&self, span: Span) -> Words {
        Words {
            text: self.doc.words(span).to_owned(),
            start: self.points.at(span.start),
            end: self.points.at(span.end),
        }
    }

    fn sentence(&self, span: Span) -> usize {
        self.sentences.binary_search(&span).unwrap_or_default()
    }

    fn party(&self, side: &'static str, actor: &Actor) -> Party {
        Party {
            side,
            words: self.words(actor.span),
            name: actor.name.clone(),
            role: actor.role.clone(),
            state: actor.state.clone(),
            sector: actor.sector.clone(),
        }
    }

    fn date(&self, date: Option<&Date>) -> DateRow {
        let days = date.and_then(|d| d.value.as_deref()).and_then(bounds);
        let first = days.map(|d| to_iso(d.first));
        DateRow {
            words: date.map(|d| self.words(d.span)),
            value: date.and_then(|d| d.value.clone()),
            precision: date.and_then(|d| d.precision.clone()),
            day: first.clone().unwrap_or_else(|| self.published.clone()),
            first,
            last: days.map(|d| to_iso(d.last)),
        }
    }

    fn mention(&self, event: &Event, ids: &mut Ids) -> MentionRow {
        let trigger = self.words(event.trigger);
        let told = event.evidence.first().map_or("", |&span| self.doc.words(span));
        let actors = event.actors.iter().map(|a| self.party("actor", a));
        let recipients = event.recipients.iter().map(|a| self.party("recipient", a));
        MentionRow {
            id: ids.next("mention", &[&self.id, &event.event_type, &trigger.text, told]),
            event: event.id.clone(),
            event_type: event.event_type.clone(),
            mode: event.mode.clone(),
            contexts: event.contexts.join(" "),
            status: event.status.clone(),
            quad: event.quad.clone(),
            score: event.score,
            cameo: event.cameo.clone(),
            goldstein: event.goldstein,
            confidence: event.confidence,
            parties: actors.chain(recipients).collect(),
            trigger,
            evidence: event.evidence.iter().map(|&span| self.sentence(span)).collect(),
            date: self.date(event.date.as_ref()),
            place: event.place.as_ref().map(|place| PlaceRow {
                words: self.words(place.span),
                name: place.name.clone(),
                state: place.state.clone(),
                admin1: place.admin1.clone(),
                geonames: place.geonames,
                lat: place.lat,
                lon: place.lon,
            }),
            why: event.why.clone(),
        }
    }

    fn quote(&self, quote: &Quote, ids: &mut Ids) -> QuoteRow {
        let content = self.words(quote.content);
        let speaker = quote.speaker.as_ref().map(|speaker| self.party("speaker", speaker));
        let name = speaker.as_ref().map_or("", |s| s.words.text.as_str());
        QuoteRow {
            id: ids.next("quote", &[&self.id, &quote.kind, name, &content.text]),
            kind: quote.kind.clone(),
            cue: quote.cue.map(|cue| self.words(cue)),
            date: self.date(quote.date.as_ref()),
            content,
            speaker,
        }
    }

    fn role(&self, role: &Role, ids: &mut Ids) -> RoleRow {
        let of = role.of.as_deref().unwrap_or("");
        let told = self.doc.words(role.evidence);
        RoleRow {
            id: ids.next("role", &[&self.id, &role.person, &role.title, of, told]),
            person: role.person.clone(),
            title: role.title.clone(),
            of: role.of.clone(),
            since: role.since.clone(),
            until: role.until.clone(),
            sentence: self.sentence(role.evidence),
            day: self.published.clone(),
        }
    }

    fn figure(&self, figure: &Figure, ids: &mut Ids) -> FigureRow {
        let words = self.words(figure.span);
        FigureRow {
            id: ids.next("figure", &[&self.id, &words.text, self.doc.words(figure.evidence)]),
            words,
            value: figure.value,
            unit: figure.unit.clone(),
            low: figure.low,
            high: figure.high,
            about: figure.about.clone(),
            parties: figure.parties.clone(),
            date: self.date(figure.date.as_ref()),
            sentence: self.sentence(figure.evidence),
        }
    }
}
