//! PLOVER's JSON: an object a line, after one with the metadata.

use super::Job;
use crate::codes::quad_number;
use crate::error::Result;
use crate::happening::{Happening, Mention, Party};
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn write(job: &Job, out: &mut (dyn Write + Send)) -> Result<u64> {
    writeln!(out, "{}", json!({ "metadata": job.metadata }))?;
    job.for_each(false, |happening| Ok(writeln!(out, "{}", object(happening))?))
}

fn object(h: &Happening) -> Value {
    let mut contexts: Vec<&str> = h.contexts.iter().map(String::as_str).collect();
    // PLOVER has the status among the contexts.
    match h.status.as_str() {
        "negated" => contexts.push("negation"),
        "actual" => {}
        status => contexts.push(status),
    }
    json!({
        "id": h.id,
        "date": h.day,
        "enddate": end_date(h),
        "source": h.actors.iter().map(actor).collect::<Vec<_>>(),
        "recipient": h.recipients.iter().map(actor).collect::<Vec<_>>(),
        "event": [h.kind],
        "mode": h.mode.iter().collect::<Vec<_>>(),
        "context": contexts,
        "quad_code": quad_number(&h.quad).map(|number| number + 1),
        "event_scale": h.score,
        "event_loc": location(h),
        "text": h.text,
        "cite_info": h.told.iter().map(citation).collect::<Vec<_>>(),
        // Beyond PLOVER's own fields.
        "status": h.status,
        "date_precision": h.precision,
        "cameo": h.cameo,
        "goldstein": h.goldstein,
        "confidence": h.confidence,
        "mentions": h.mentions,
        "reports": h.reports,
        "sources": h.sources,
        "disagreements": h.disagreements,
    })
}

fn end_date(h: &Happening) -> Option<String> {
    let days = legation_archive::bounds(h.date.as_deref()?)?;
    (!days.is_one()).then(|| legation_archive::to_iso(days.last))
}

fn actor(party: &Party) -> Value {
    json!({
        "code": party.state,
        "sector": party.sector,
        "actor_text": party.text,
        "identifier_text": party.name,
        "office": party.role,
    })
}

fn location(h: &Happening) -> Option<Value> {
    let name = h.place.as_deref()?;
    Some(json!({
        "geonameid": h.geonames,
        "name": name,
        "latitude": h.lat,
        "longitude": h.lon,
        "cc3": h.place_state,
        "admin1": h.admin1,
    }))
}

fn citation(mention: &Mention) -> Value {
    let report = &mention.report;
    json!({
        "citation": report.id,
        "mention": mention.id,
        "url": report.source,
        "title": report.title,
        "publication": report.publisher(),
        "published": report.published,
        "language": report.language,
    })
}
