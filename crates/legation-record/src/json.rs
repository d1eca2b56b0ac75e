//! A record as JSON. Byte offsets become Unicode code-point offsets here and nowhere else.

use crate::{Actor, Date, Document, Event, Figure, Place, Quote, Record, Role, Span};
use serde_json::{Map, Value, json};

/// Maps byte offsets of one text to code-point offsets in O(log n), with one table entry per 64 bytes.
pub struct CodePoints<'a> {
    text: &'a str,
    every: Vec<usize>,
}

const STEP: usize = 64;

impl<'a> CodePoints<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut every = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                every.push(count);
            }
            count += usize::from(starts_character(byte));
        }
        if text.len().is_multiple_of(STEP) {
            every.push(count);
        }
        CodePoints { text, every }
    }

    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STEP;
        let rest = &self.text.as_bytes()[block * STEP..byte];
        self.every[block] + rest.iter().filter(|&&b| starts_character(b)).count()
    }
}

fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The record as one JSON object, with the names of the published contract.
pub fn record(record: &Record) -> Value {
    let doc = &record.document;
    let writer = Writer { doc, points: CodePoints::new(&doc.text) };
    json!({
        "document": {"id": doc.id, "source": doc.source, "title": doc.title, "published": doc.published,
                     "language": doc.language, "text": doc.text},
        "events": record.events.iter().map(|e| writer.event(e)).collect::<Vec<_>>(),
        "quotes": record.quotes.iter().map(|q| writer.quote(q)).collect::<Vec<_>>(),
        "roles": record.roles.iter().map(|r| writer.role(r)).collect::<Vec<_>>(),
        "figures": record.figures.iter().map(|f| writer.figure(f)).collect::<Vec<_>>(),
        "places": record.places.iter().map(|p| writer.place(p)).collect::<Vec<_>>(),
        "dates": record.dates.iter().map(|d| writer.date(d)).collect::<Vec<_>>(),
    })
}

struct Writer<'a> {
    doc: &'a Document,
    points: CodePoints<'a>,
}

impl Writer<'_> {
    fn words(&self, span: Span) -> Map<String, Value> {
        let mut m = Map::new();
        m.insert("text".into(), self.doc.words(span).into());
        m.insert("start".into(), self.points.at(span.start).into());
        m.insert("end".into(), self.points.at(span.end).into());
        m
    }

    fn with(&self, span: Span, fields: Value) -> Value {
        let mut m = self.words(span);
        if let Value::Object(fields) = fields {
            m.extend(fields);
        }
        Value::Object(m)
    }

    fn actor(&self, a: &Actor) -> Value {
        self.with(a.span, json!({"name": a.name, "role": a.role, "state": a.state, "sector": a.sector}))
    }

    fn date(&self, d: &Date) -> Value {
        self.with(d.span, json!({"value": d.value, "precision": d.precision}))
    }

    fn place(&self, p: &Place) -> Value {
        let fields = json!({"name": p.name, "state": p.state, "admin1": p.admin1, "geonames": p.geonames,
                            "lat": p.lat, "lon": p.lon});
        self.with(p.span, fields)
    }

    fn event(&self, e: &Event) -> Value {
        json!({
            "id": e.id, "type": e.event_type, "mode": e.mode, "contexts": e.contexts, "status": e.status,
            "quad": e.quad, "score": e.score, "cameo": e.cameo, "goldstein": e.goldstein,
            "confidence": (e.confidence * 1000.0).round() / 1000.0,
            "actors": e.actors.iter().map(|a| self.actor(a)).collect::<Vec<_>>(),
            "recipients": e.recipients.iter().map(|a| self.actor(a)).collect::<Vec<_>>(),
            "trigger": self.words(e.trigger),
            "evidence": e.evidence.iter().map(|&s| self.words(s)).collect::<Vec<_>>(),
            "date": e.date.as_ref().map(|d| self.date(d)),
            "place": e.place.as_ref().map(|p| self.place(p)),
            "why": e.why,
        })
    }

    fn quote(&self, q: &Quote) -> Value {
        json!({
            "kind": q.kind,
            "content": self.words(q.content),
            "speaker": q.speaker.as_ref().map(|s| self.actor(s)),
            "cue": q.cue.map(|c| self.words(c)),
            "addressee": q.addressee.as_ref().map(|a| self.actor(a)),
            "occasion": q.occasion.map(|o| self.words(o)),
            "date": q.date.as_ref().map(|d| self.date(d)),
        })
    }

    fn role(&self, r: &Role) -> Value {
        json!({"person": r.person, "title": r.title, "of": r.of, "since": r.since, "until": r.until,
               "evidence": self.words(r.evidence)})
    }

    fn figure(&self, f: &Figure) -> Value {
        let fields = json!({
            "value": f.value.map(whole_if_whole), "unit": f.unit, "low": f.low.map(whole_if_whole),
            "high": f.high.map(whole_if_whole), "about": f.about, "parties": f.parties, "status": f.status,
            "date": f.date.as_ref().map(|d| self.date(d)), "evidence": self.words(f.evidence),
        });
        self.with(f.span, fields)
    }
}

/// `30` rather than `30.0`: people read these files.
fn whole_if_whole(x: f64) -> Value {
    if x.fract() == 0.0 && x.abs() < 9e15 { Value::from(x as i64) } else { Value::from(x) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = format!("é🙂e\u{301}\r\n{}x", "ж".repeat(100));
        let points = CodePoints::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), n);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("").at(0), 0);
    }
}
