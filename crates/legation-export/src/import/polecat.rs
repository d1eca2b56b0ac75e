//! POLECAT's events, which have PLOVER's types already. One may have several actors and recipients; it becomes a row for
//! each pair of their states.

use super::{Columns, Event, Kind, Side, Wrong, day, number};
use crate::codes::{Codes, TYPE_NAMES};

/// More states than this on one side are a list of members, not actors.
const MOST_STATES: usize = 20;

pub(super) fn kind(columns: &[String], separator: u8, quoted: bool) -> Kind {
    let columns = Columns::new(columns);
    Kind {
        origin: "polecat",
        separator,
        quoted,
        skip: 1,
        reader: Box::new(move |fields, codes| events(fields, &columns, codes)),
    }
}

fn events(fields: &[&str], columns: &Columns, codes: &Codes) -> Result<Vec<Event>, Wrong> {
    columns.check(fields)?;
    let get = |name: &str| columns.get(fields, name);
    let id = get("Event ID").ok_or(("Event ID is empty".into(), "give each event an id"))?;
    let kind = match get("Event Type").map(str::to_ascii_uppercase).as_deref() {
        // Earlier releases call it so.
        Some("DEMAND") => "REQUEST".to_owned(),
        Some(kind) if TYPE_NAMES.contains(&kind) => kind.to_owned(),
        other => {
            let told = format!("{:?} is no event type of PLOVER", other.unwrap_or_default());
            return Err((told, "use one of its sixteen, as CONSULT"));
        }
    };
    let place = get("Placename").or_else(|| get("City")).map(str::to_owned);
    let state =
        |value: &str| codes.state_of_code(value).or_else(|| codes.state_of_name(value)).map(str::to_owned);
    let event = Event {
        day: day(get("Event Date").unwrap_or_default())?,
        mode: get("Event Mode").map(str::to_owned),
        quad: codes.type_info(&kind).map(|(quad, _)| quad.to_owned()),
        goldstein: number(get("Intensity").or_else(|| get("Event Intensity"))),
        place,
        place_state: get("Country").and_then(state),
        lat: number(get("Latitude")),
        lon: number(get("Longitude")),
        kind: Some(kind),
        ..Event::default()
    };
    let sides = |end: &str| {
        let mut states: Vec<Option<String>> = Vec::new();
        for value in get(&format!("{end} Country")).unwrap_or_default().split(';').map(str::trim) {
            let found = state(value);
            if found.is_some() && !states.contains(&found) && states.len() < MOST_STATES {
                states.push(found);
            }
        }
        if states.is_empty() {
            states.push(None);
        }
        let name = get(&format!("{end} Name")).map(str::to_owned);
        let sector =
            get(&format!("Primary {end} Sector")).and_then(|s| codes.sector_of(s)).map(str::to_owned);
        states
            .into_iter()
            .map(|state| Side { name: name.clone(), state, sector: sector.clone() })
            .collect::<Vec<_>>()
    };
    let (actors, recipients) = (sides("Actor"), sides("Recipient"));
    let alone = recipients.len() == 1 && recipients[0] == Side::default();
    let pairs: Vec<(&Side, &Side)> = if alone && actors.len() > 1 {
        // All of them act together.
        let others = |i: usize| actors[i + 1..].iter();
        (0..actors.len())
            .flat_map(|i| others(i).map(move |other| (i, other)))
            .map(|(i, o)| (&actors[i], o))
            .collect()
    } else {
        actors.iter().flat_map(|actor| recipients.iter().map(move |recipient| (actor, recipient))).collect()
    };
    Ok(pairs
        .into_iter()
        .enumerate()
        .map(|(number, (source, target))| Event {
            id: if number == 0 { id.to_owned() } else { format!("{id}/{}", number + 1) },
            source: source.clone(),
            target: target.clone(),
            ..event.clone()
        })
        .collect())
}
