//! Linked data: one JSON-LD document of schema.org events, written entity by entity.

use super::Job;
use crate::codes::Codes;
use crate::error::Result;
use crate::happening::{Happening, Mention, Party};
use serde_json::{Map, Value, json};
use std::io::Write;

pub(super) fn write(job: &Job, out: &mut (dyn Write + Send)) -> Result<u64> {
    let context = json!({
        "@vocab": "https://schema.org/",
        "legation": "urn:legation:",
        "plover": "urn:plover:",
        "actor": {"@id": "legation:actor"},
        "recipient": {"@id": "legation:recipient"},
    });
    writeln!(out, "{{\"@context\": {context},")?;
    let about = json!({
        "@id": "urn:legation:export",
        "@type": "Dataset",
        "creator": "Legation",
        "version": job.metadata["release"],
        "measurementTechnique": job.metadata["coded_by"].to_string(),
        "legation:query": job.metadata["query"].to_string(),
    });
    write!(out, "\"@graph\": [\n{about}")?;
    let rows = job.for_each(false, |happening| Ok(write!(out, ",\n{}", event(happening, job.codes))?))?;
    writeln!(out, "\n]}}")?;
    Ok(rows)
}

/// An object without its nulls and empty lists, which say nothing in linked data.
fn lean(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| (name, lean(value)))
                .filter(|(_, value)| !value.is_null() && value != &json!([]))
                .collect::<Map<_, _>>(),
        ),
        Value::Array(values) => Value::Array(values.into_iter().map(lean).collect()),
        other => other,
    }
}

fn event(h: &Happening, codes: &Codes) -> Value {
    let states = |parties: &[Party]| {
        let mut names: Vec<&str> =
            parties.iter().filter_map(|p| p.state.as_deref()).map(|state| codes.name(state)).collect();
        names.dedup();
        names.join(", ")
    };
    let name = [h.kind.to_lowercase(), states(&h.actors), states(&h.recipients)];
    let name: Vec<&str> = name.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let end = h.date.as_deref().and_then(legation_archive::bounds).filter(|days| !days.is_one());
    lean(json!({
        "@id": format!("urn:legation:happening:{}", h.id),
        "@type": "Event",
        "identifier": h.id,
        "name": name.join(" \u{2013} "),
        "additionalType": format!("urn:plover:{}", h.kind),
        "plover:mode": h.mode,
        "plover:quad": h.quad,
        "plover:context": h.contexts,
        "plover:score": h.score,
        "legation:status": h.status,
        "legation:cameo": h.cameo,
        "legation:goldstein": h.goldstein,
        "legation:confidence": h.confidence,
        "legation:mentions": h.mentions,
        "legation:reports": h.reports,
        "legation:sources": h.sources,
        "startDate": (!h.day.is_empty()).then_some(&h.day),
        "endDate": end.map(|days| legation_archive::to_iso(days.last)),
        "description": (!h.text.is_empty()).then_some(&h.text),
        "location": h.place.as_ref().map(|place| json!({
            "@type": "Place",
            "@id": h.geonames.map(|id| format!("https://sws.geonames.org/{id}/")),
            "name": place,
            "address": h.place_state.as_ref().map(|state| json!({"@type": "PostalAddress", "addressCountry": state})),
            "geo": h.lat.zip(h.lon).map(|(lat, lon)| {
                json!({"@type": "GeoCoordinates", "latitude": lat, "longitude": lon})
            }),
        })),
        "actor": h.actors.iter().map(|p| party(p, codes)).collect::<Vec<_>>(),
        "recipient": h.recipients.iter().map(|p| party(p, codes)).collect::<Vec<_>>(),
        "citation": h.told.iter().map(citation).collect::<Vec<_>>(),
    }))
}

fn party(party: &Party, codes: &Codes) -> Value {
    let state = party.state.as_deref();
    let kind = match state {
        Some(state) if codes.state_of_name(party.label()) == Some(state) => "Country",
        _ if party.role.is_some() => "Person",
        _ => "Thing",
    };
    json!({
        "@type": kind,
        "name": party.label(),
        "jobTitle": party.role,
        "legation:state": state,
        "plover:sector": party.sector,
    })
}

fn citation(mention: &Mention) -> Value {
    let report = &mention.report;
    json!({
        "@id": format!("urn:legation:report:{}", report.id),
        "@type": "NewsArticle",
        "headline": report.title,
        "url": report.source.as_ref().filter(|_| report.is_on_the_web()),
        "name": report.name,
        "datePublished": report.published,
        "inLanguage": report.language,
    })
}
