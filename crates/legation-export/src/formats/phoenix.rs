//! The twenty-six columns of Phoenix's files.

use super::table::{Column, blank, column, list, number, text};
use crate::codes::{Codes, quad_number};
use crate::happening::Party;

fn entity<'a>(party: Option<&'a Party>, codes: &'a Codes) -> Option<&'a str> {
    let state = party?.state.as_deref()?;
    codes.cameo_state(state).or(codes.known_group(state)).or(Some(state))
}

fn role<'a>(party: Option<&'a Party>, codes: &'a Codes) -> Option<&'a str> {
    codes.cameo_sector(party?.sector.as_deref()?)
}

/// `ISRGOV`; a sector that repeats the entity (`IGOIGO`) stands once.
fn full(party: Option<&Party>, codes: &Codes) -> String {
    let (entity, role) = (entity(party, codes), role(party, codes));
    format!("{}{}", entity.unwrap_or_default(), role.filter(|role| entity != Some(role)).unwrap_or_default())
}

/// CAMEO's statements and appeals are neutral, 0; then the quad classes in their order.
fn penta(code: Option<&str>, quad: &str) -> String {
    match code.and_then(|code| code.get(..2)) {
        Some("01" | "02") => "0".into(),
        _ => quad_number(quad).map(|number| (number + 1).to_string()).unwrap_or_default(),
    }
}

pub(crate) const COLUMNS: &[Column] = &[
    column("EventID", |h, _| h.id.clone()),
    column("Date", |h, _| h.day.replace('-', "")),
    column("Year", |h, _| text(h.day.get(..4))),
    column("Month", |h, _| text(h.day.get(5..7))),
    column("Day", |h, _| text(h.day.get(8..10))),
    column("SourceActorFull", |h, c| full(h.source(), c)),
    column("SourceActorEntity", |h, c| text(entity(h.source(), c))),
    column("SourceActorRole", |h, c| text(role(h.source(), c))),
    blank("SourceActorAttribute"),
    column("TargetActorFull", |h, c| full(h.target(), c)),
    column("TargetActorEntity", |h, c| text(entity(h.target(), c))),
    column("TargetActorRole", |h, c| text(role(h.target(), c))),
    blank("TargetActorAttribute"),
    column("EventCode", |h, _| text(h.cameo.as_deref())),
    column("EventRootCode", |h, _| text(h.cameo.as_deref().and_then(|code| code.get(..2)))),
    column("PentaClass", |h, _| penta(h.cameo.as_deref(), &h.quad)),
    column("GoldsteinScore", |h, _| number(h.goldstein)),
    column("Issues", |h, _| h.contexts.join(";")),
    column("Lat", |h, _| number(h.lat)),
    column("Lon", |h, _| number(h.lon)),
    column("LocationName", |h, _| text(h.place.as_deref())),
    column("StateName", |h, _| text(h.admin1.as_deref())),
    column("CountryCode", |h, _| text(h.place_state.as_deref())),
    blank("SentenceID"),
    column("URLs", |h, _| list(h.told.iter().map(|m| Some(m.report.address())), true).replace("; ", ";")),
    column("NewsSources", |h, _| {
        list(h.told.iter().map(|m| Some(m.report.publisher())), true).replace("; ", ";")
    }),
];
