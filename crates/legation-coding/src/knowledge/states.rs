//! States with their names, adjectives, capitals and seats of government; regions and towns as places of a state.

use super::names::{Names, Span};
use super::table::{rows, variants};
use super::{Entity, Form, Kind};
use crate::Error;

const STATES: [&str; 9] =
    ["id", "code", "name", "names", "adjectives", "capitals", "seats", "since", "until"];
const PLACES: [&str; 2] = ["state", "places"];

pub(super) fn read(file: &str, text: &str, names: &mut Names) -> Result<(), Error> {
    for row in rows(file, text) {
        let [id, code, name, others, adjectives, capitals, seats, since, until] = row.columns(&STATES)?;
        let state = row.state(code)?;
        let span = Span { since: row.date(since)?.map(Into::into), until: row.date(until)?.map(Into::into) };
        let kind = if id.starts_with("region:") { Kind::Region } else { Kind::State };
        let id = if kind == Kind::Region { id.to_string() } else { format!("state:{id}") };
        let entity =
            Entity { id, name: name.trim_start_matches('~').into(), kind: Some(kind), state, sector: None };
        let key = names.add_entity(entity.clone(), span.clone());
        if !names.add(name, Form::Name, key) {
            return Err(row.error(
                "a name without letters",
                "write the state's usual English name in the third column",
            ));
        }
        variants(others).for_each(|v| _ = names.add(v, Form::Name, key));
        for adjective in variants(adjectives) {
            names.add(adjective, Form::Adjective, key);
            if let Some(plural) = plural(adjective) {
                names.add(&plural, Form::Adjective, key);
            }
        }
        variants(capitals).for_each(|v| _ = names.add(v, Form::Capital, key));
        for seat in variants(seats) {
            let (seat, sector) = seat.rsplit_once(':').unwrap_or((seat, "GOV"));
            let entity = Entity { sector: row.sector(sector)?, ..entity.clone() };
            let key = names.add_entity(entity, span.clone());
            names.add(seat, Form::Seat, key);
        }
    }
    Ok(())
}

/// "Iraqi" is a noun too: "Iraqis". Other plurals stand in the table.
fn plural(adjective: &str) -> Option<String> {
    let regular = ["an", "i", "er", "ot"].iter().any(|end| adjective.ends_with(end));
    regular.then(|| format!("{adjective}s"))
}

pub(super) fn read_places(file: &str, text: &str, names: &mut Names) -> Result<(), Error> {
    for row in rows(file, text) {
        let [state, places] = row.columns(&PLACES)?;
        let code = row.state(state)?;
        for place in variants(places) {
            let name = place.trim_start_matches('~');
            let id = format!("town:{state}:{}", name.to_lowercase().replace(' ', "-"));
            let entity =
                Entity { id, name: name.into(), kind: Some(Kind::Town), state: code.clone(), sector: None };
            let key = names.add_entity(entity, Span::default());
            names.add(place, Form::Place, key);
        }
    }
    Ok(())
}
