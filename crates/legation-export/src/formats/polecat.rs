//! The forty columns of POLECAT's files. Lists are parted by `; `, as there.

use super::table::{Column, blank, column, list, number, states, text};
use crate::happening::Party;

fn labels(parties: &[Party]) -> String {
    list(parties.iter().map(|p| Some(p.label())), true)
}

fn raw(parties: &[Party]) -> String {
    list(parties.iter().map(|p| Some(p.text.as_str())), true)
}

fn sectors(parties: &[Party]) -> String {
    list(parties.iter().map(|p| p.sector.as_deref()), true)
}

fn titles(parties: &[Party]) -> String {
    list(parties.iter().map(|p| p.role.as_deref()), true)
}

fn primary(parties: &[Party]) -> String {
    text(parties.iter().find_map(|p| p.sector.as_deref()))
}

pub(crate) const COLUMNS: &[Column] = &[
    column("Event ID", |h, _| h.id.clone()),
    column("Event Date", |h, _| h.day.clone()),
    column("Event Type", |h, _| h.kind.clone()),
    column("Event Mode", |h, _| text(h.mode.as_deref())),
    column("Intensity", |h, _| number(Some(h.score))),
    column("Quad Code", |h, _| h.quad.to_uppercase()),
    column("Contexts", |h, _| h.contexts.join("; ")),
    column("Actor Name", |h, _| labels(&h.actors)),
    column("Actor Country", |h, _| states(&h.actors)),
    column("Actor COW", |h, c| list(h.actors.iter().map(|p| c.cow(p.state.as_deref()?)), true)),
    column("Primary Actor Sector", |h, _| primary(&h.actors)),
    column("Actor Sectors", |h, _| sectors(&h.actors)),
    column("Actor Title", |h, _| titles(&h.actors)),
    column("Actor Name Raw", |h, _| raw(&h.actors)),
    blank("Wikipedia Actor ID"),
    column("Recipient Name", |h, _| labels(&h.recipients)),
    column("Recipient Country", |h, _| states(&h.recipients)),
    column("Recipient COW", |h, c| list(h.recipients.iter().map(|p| c.cow(p.state.as_deref()?)), true)),
    column("Primary Recipient Sector", |h, _| primary(&h.recipients)),
    column("Recipient Sectors", |h, _| sectors(&h.recipients)),
    column("Recipient Title", |h, _| titles(&h.recipients)),
    column("Recipient Name Raw", |h, _| raw(&h.recipients)),
    blank("Wikipedia Recipient ID"),
    column("Placename", |h, _| text(h.place.as_deref())),
    blank("City"),
    blank("District"),
    column("Province", |h, _| text(h.admin1.as_deref())),
    column("Country", |h, _| text(h.place_state.as_deref())),
    column("Latitude", |h, _| number(h.lat)),
    column("Longitude", |h, _| number(h.lon)),
    column("GeoNames ID", |h, _| h.geonames.map(|id| id.to_string()).unwrap_or_default()),
    column("Raw Placename", |h, _| text(h.place.as_deref())),
    blank("Feature Type"),
    column("Source", |h, _| text(h.first_report().map(|r| r.publisher()))),
    column("Publication Date", |h, _| text(h.first_report().and_then(|r| r.published.as_deref()))),
    blank("Story People"),
    blank("Story Organizations"),
    blank("Story Locations"),
    column("Language", |h, _| text(h.first_report().and_then(|r| r.language.as_deref()))),
    column("Version", |_, _| concat!("Legation ", env!("CARGO_PKG_VERSION")).to_owned()),
];
