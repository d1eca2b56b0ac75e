//! Quotes, offices and figures of a record as rows, filtered.

use super::table::{Column, Row, column};
use legation_record::{Actor, Document, Record};
use serde_json::{Value, json};

#[rustfmt::skip]
pub const QUOTES: [Column; 11] = [
    column("document", 0), column("published", 10), column("date", 0), column("speaker", 24), column("state", 5),
    column("sector", 0), column("kind", 8), column("cue", 0), column("addressee", 0), column("occasion", 0),
    column("quote", 40),
];

#[rustfmt::skip]
pub const OFFICES: [Column; 8] = [
    column("document", 0), column("published", 10), column("person", 26), column("title", 28), column("of", 5),
    column("since", 10), column("until", 10), column("sentence", 40),
];

#[rustfmt::skip]
pub const FIGURES: [Column; 12] = [
    column("document", 0), column("published", 10), column("text", 20), column("value", 14), column("unit", 10),
    column("low", 0), column("high", 0), column("parties", 10), column("date", 10), column("status", 9), column("about", 30),
    column("sentence", 40),
];

pub struct QuoteFilter {
    pub speaker: Option<String>,
    pub about: Option<String>,
    pub since: Option<String>,
}

pub struct OfficeFilter {
    pub of: Option<String>,
    pub person: Option<String>,
    pub since: Option<String>,
}

pub struct FigureFilter {
    pub about: Option<String>,
    pub of: Option<String>,
    pub since: Option<String>,
}

impl QuoteFilter {
    pub fn rows(&self, record: &Record) -> Vec<Row> {
        let doc = &record.document;
        let rows = record.quotes.iter().filter_map(|quote| {
            let speaker = quote.speaker.as_ref();
            let date = quote.date.as_ref().and_then(|date| date.value.as_deref());
            let words = doc.words(quote.content);
            let wanted = asked(&self.speaker, |name| speaker.is_some_and(|s| is_called(doc, s, name)))
                && asked(&self.about, |about| holds(words, about))
                && is_since(&self.since, date, doc);
            wanted.then(|| {
                vec![
                    json!(doc.id),
                    json!(doc.published),
                    json!(date),
                    json!(speaker.map(|s| name_of(doc, s))),
                    json!(speaker.and_then(|s| s.state.as_ref())),
                    json!(speaker.and_then(|s| s.sector.as_ref())),
                    json!(quote.kind),
                    json!(quote.cue.map(|cue| doc.words(cue))),
                    json!(quote.addressee.as_ref().map(|a| name_of(doc, a))),
                    json!(quote.occasion.map(|occasion| doc.words(occasion))),
                    json!(words),
                ]
            })
        });
        rows.collect()
    }
}

impl OfficeFilter {
    pub fn rows(&self, record: &Record) -> Vec<Row> {
        let doc = &record.document;
        let rows = record.roles.iter().filter_map(|role| {
            let wanted =
                asked(&self.of, |of| role.of.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(of)))
                    && asked(&self.person, |name| holds(&role.person, name))
                    && is_since(&self.since, None, doc);
            wanted.then(|| {
                vec![
                    json!(doc.id),
                    json!(doc.published),
                    json!(role.person),
                    json!(role.title),
                    json!(role.of),
                    json!(role.since),
                    json!(role.until),
                    json!(doc.words(role.evidence)),
                ]
            })
        });
        rows.collect()
    }
}

impl FigureFilter {
    pub fn rows(&self, record: &Record) -> Vec<Row> {
        let doc = &record.document;
        let rows = record.figures.iter().filter_map(|figure| {
            let date = figure.date.as_ref().and_then(|date| date.value.as_deref());
            let sentence = doc.words(figure.evidence);
            let about = figure.about.as_deref();
            let wanted =
                asked(&self.about, |words| holds(sentence, words) || about.is_some_and(|a| holds(a, words)))
                    && asked(&self.of, |of| {
                        figure.parties.iter().any(|party| party.eq_ignore_ascii_case(of))
                    })
                    && is_since(&self.since, None, doc);
            wanted.then(|| {
                vec![
                    json!(doc.id),
                    json!(doc.published),
                    json!(doc.words(figure.span)),
                    number(figure.value),
                    json!(figure.unit),
                    number(figure.low),
                    number(figure.high),
                    json!(figure.parties),
                    json!(date),
                    json!(figure.status),
                    json!(about),
                    json!(sentence),
                ]
            })
        });
        rows.collect()
    }
}

pub fn name_of<'a>(doc: &'a Document, actor: &'a Actor) -> &'a str {
    actor.name.as_deref().unwrap_or(doc.words(actor.span))
}

/// `30` rather than `30.0`: people read these tables.
fn number(value: Option<f64>) -> Value {
    match value {
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => json!(whole as i64),
        other => json!(other),
    }
}

fn asked(filter: &Option<String>, test: impl Fn(&str) -> bool) -> bool {
    filter.as_deref().is_none_or(test)
}

fn is_called(doc: &Document, actor: &Actor, name: &str) -> bool {
    let state = actor.state.as_deref().is_some_and(|state| state.eq_ignore_ascii_case(name));
    state || holds(name_of(doc, actor), name) || holds(doc.words(actor.span), name)
}

fn holds(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

/// ISO dates, whole or cut, compare as strings. What has no date at all is not known to be late enough.
fn is_since(since: &Option<String>, date: Option<&str>, doc: &Document) -> bool {
    let known =
        date.filter(|date| date.starts_with(|c: char| c.is_ascii_digit())).or(doc.published.as_deref());
    asked(since, |since| known.is_some_and(|date| date >= &since[..since.len().min(date.len())]))
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn filters_choose() {
        let record = example::record();
        let quotes = |speaker: Option<&str>, about: Option<&str>, since: Option<&str>| {
            let own = |s: Option<&str>| s.map(str::to_owned);
            QuoteFilter { speaker: own(speaker), about: own(about), since: own(since) }.rows(&record).len()
        };
        assert_eq!(quotes(None, None, None), 1);
        assert_eq!(quotes(Some("cohen"), Some("TRADE"), Some("2023-04-19")), 1);
        assert_eq!(quotes(Some("isr"), None, None), 1);
        assert_eq!(quotes(Some("Aliyev"), None, None), 0);
        assert_eq!(quotes(None, Some("oil"), None), 0);
        assert_eq!(quotes(None, None, Some("2023-04-20")), 0);
        let offices =
            |of: &str| OfficeFilter { of: Some(of.into()), person: None, since: None }.rows(&record).len();
        assert_eq!((offices("ISR"), offices("AZE")), (1, 0));
        let figures = |about: &str, of: &str| {
            FigureFilter { about: Some(about.into()), of: Some(of.into()), since: None }.rows(&record).len()
        };
        assert_eq!((figures("trade", "aze"), figures("trade", "IRN"), figures("oil", "AZE")), (1, 0, 0));
    }

    #[test]
    fn every_row_has_every_column() {
        let record = example::record();
        let quote = QuoteFilter { speaker: None, about: None, since: None }.rows(&record).remove(0);
        let office = OfficeFilter { of: None, person: None, since: None }.rows(&record).remove(0);
        let figure = FigureFilter { about: None, of: None, since: None }.rows(&record).remove(0);
        assert_eq!(figure[3], json!(200_000_000));
        assert_eq!((quote.len(), office.len(), figure.len()), (QUOTES.len(), OFFICES.len(), FIGURES.len()));
    }
}
