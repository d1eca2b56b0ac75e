//! Toponyms: where the places lie that a report names.
//!
//! * `mention`: which words name a place, by the tagger's names, the gazetteer and the words around.
//! * `gazetteer`: which places bear that name.
//! * `resolve`: which of them is meant, by what the report says of it, its other places, and how large it is.

mod gazetteer;
mod mention;
mod resolve;

use crate::knowledge::Knowledge;
use gazetteer::{Gazetteer, Kind};
use legation_record::{Document, Place, Sentence};

/// Every toponym of the report in the order of the text, also those of no event. One that the gazetteer does not know
/// has its span alone; adjectives ("Turkish") are no toponyms.
pub fn find(document: &Document, sentences: &[Sentence], knowledge: &Knowledge) -> Vec<Place> {
    let Some(gazetteer) = Gazetteer::open() else { return Vec::new() };
    let mut report = mention::read(document, sentences, knowledge, &gazetteer);
    let meant = resolve::resolve(&mut report);
    report
        .mentions
        .iter()
        .zip(meant)
        .map(|(m, entry)| match entry {
            Some(e) => Place {
                span: m.span,
                name: Some(e.name()),
                state: (!e.state.is_empty()).then(|| e.state.to_owned()).or_else(|| m.state.clone()),
                admin1: (!e.region.is_empty() && !matches!(e.kind, Kind::State)).then(|| e.region.to_owned()),
                geonames: e.geonames,
                lat: Some(e.lat),
                lon: Some(e.lon),
            },
            None => Place { span: m.span, name: None, state: m.state.clone(), ..Place::default() },
        })
        .collect()
}

#[cfg(test)]
mod tests;
