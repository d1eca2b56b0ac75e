//! ICEWS's events: states and sectors by name, CAMEO codes without their leading zero in some releases.

use super::{Columns, Event, Kind, Side, Wrong, day, number, of_cameo};
use crate::codes::Codes;

pub(super) fn kind(columns: &[String], separator: u8, quoted: bool) -> Kind {
    let columns = Columns::new(columns);
    Kind {
        origin: "icews",
        separator,
        quoted,
        skip: 1,
        reader: Box::new(move |fields, codes| event(fields, &columns, codes).map(|event| vec![event])),
    }
}

fn event(fields: &[&str], columns: &Columns, codes: &Codes) -> Result<Event, Wrong> {
    columns.check(fields)?;
    let get = |name: &str| columns.get(fields, name);
    let id = get("Event ID").ok_or(("Event ID is empty".into(), "give each event an id"))?;
    let day = day(get("Event Date").unwrap_or_default())?;
    let side = |end: &str| {
        let state = get(&format!("{end} Country")).and_then(|name| codes.state_of_name(name));
        Side {
            name: get(&format!("{end} Name")).map(str::to_owned),
            state: state.map(str::to_owned),
            sector: get(&format!("{end} Sectors")).and_then(|s| codes.sector_of(s)).map(str::to_owned),
        }
    };
    let place: Vec<&str> = ["City", "Province", "Country"].iter().filter_map(|name| get(name)).collect();
    let mut event = Event {
        // An id comes back on other days.
        id: format!("{id} {day}"),
        source: side("Source"),
        target: side("Target"),
        goldstein: number(get("Intensity")),
        place: (!place.is_empty()).then(|| place.join(", ")),
        place_state: get("Country").and_then(|name| codes.state_of_name(name)).map(str::to_owned),
        lat: number(get("Latitude")),
        lon: number(get("Longitude")),
        text: get("Event Text").map(str::to_owned),
        day,
        ..Event::default()
    };
    let code = get("CAMEO Code").ok_or(("CAMEO Code is empty".into(), "give each event its CAMEO code"))?;
    // Programs that took the codes for numbers lost the zero: 42 is 042. Codes begin with 01 to 20.
    let padded = format!("0{code}");
    let lost =
        code.len() == 2 || (code.len() == 3 && !("10".."21").contains(&code.get(..2).unwrap_or_default()));
    let lost = lost && codes.cameo(&padded).is_some();
    let code = if lost { &padded } else { code };
    of_cameo(&mut event, code, quad_of_root(code), codes);
    Ok(event)
}

/// The quad class of a code that PLOVER has no type for.
fn quad_of_root(code: &str) -> Option<&'static str> {
    code.starts_with("01").then_some("verbal cooperation")
}
