//! The twenty columns of ICEWS's files: names of states and sectors, CAMEO codes.

use super::table::{Column, blank, column, number, text};
use crate::codes::Codes;
use crate::happening::Party;

fn name(party: Option<&Party>) -> String {
    text(party.map(Party::label))
}

fn sectors(party: Option<&Party>, codes: &Codes) -> String {
    text(party.and_then(|p| codes.icews_sector(p.sector.as_deref()?)))
}

fn country(party: Option<&Party>, codes: &Codes) -> String {
    text(party.and_then(|p| p.state.as_deref()).map(|state| codes.icews_name(state)))
}

pub(crate) const COLUMNS: &[Column] = &[
    column("Event ID", |h, _| h.id.clone()),
    column("Event Date", |h, _| h.day.clone()),
    column("Source Name", |h, _| name(h.source())),
    column("Source Sectors", |h, c| sectors(h.source(), c)),
    column("Source Country", |h, c| country(h.source(), c)),
    column("Event Text", |h, c| {
        text(h.cameo.as_deref().and_then(|code| c.cameo(code)).map(|c| c.name.as_str()))
    }),
    column("CAMEO Code", |h, _| text(h.cameo.as_deref())),
    column("Intensity", |h, _| number(h.goldstein)),
    column("Target Name", |h, _| name(h.target())),
    column("Target Sectors", |h, c| sectors(h.target(), c)),
    column("Target Country", |h, c| country(h.target(), c)),
    column("Story ID", |h, _| text(h.first_report().map(|r| r.id.as_str()))),
    blank("Sentence Number"),
    column("Publisher", |h, _| text(h.first_report().map(|r| r.publisher()))),
    column("City", |h, _| text(h.place.as_deref())),
    blank("District"),
    column("Province", |h, _| text(h.admin1.as_deref())),
    column("Country", |h, c| text(h.place_state.as_deref().map(|state| c.icews_name(state)))),
    column("Latitude", |h, _| number(h.lat)),
    column("Longitude", |h, _| number(h.lon)),
];
