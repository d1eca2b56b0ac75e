//! GDELT's events: 61 columns (2.0), 57 or 58 (1.0), without a header.

use super::{Event, Kind, Side, Wrong, day, is_empty, number, of_cameo};
use crate::codes::{Codes, QUADS};

/// The columns that differ between the two versions.
struct Layout {
    width: usize,
    /// Of the place of the action.
    full_name: usize,
    fips: usize,
    lat: usize,
    url: Option<usize>,
}

pub(super) fn kind(line: &str) -> Option<Kind> {
    let fields: Vec<&str> = line.split('\t').collect();
    let layout = match fields.len() {
        61 => Layout { width: 61, full_name: 52, fips: 53, lat: 56, url: Some(60) },
        58 => Layout { width: 58, full_name: 50, fips: 51, lat: 53, url: Some(57) },
        57 => Layout { width: 57, full_name: 50, fips: 51, lat: 53, url: None },
        _ => return None,
    };
    // Legation's own exports have GDELT's names in the first line.
    let header = fields[0].eq_ignore_ascii_case("GLOBALEVENTID");
    Some(Kind {
        origin: "gdelt",
        separator: b'\t',
        quoted: false,
        skip: usize::from(header),
        reader: Box::new(move |fields, codes| event(fields, &layout, codes).map(|event| vec![event])),
    })
}

fn event(fields: &[&str], layout: &Layout, codes: &Codes) -> Result<Event, Wrong> {
    if fields.len() != layout.width {
        return Err((
            format!("{} columns instead of {}", fields.len(), layout.width),
            "look for a tab or a line break inside a field, or a file of another version",
        ));
    }
    let get = |at: usize| fields.get(at).copied().filter(|field| !is_empty(field));
    let id = get(0).ok_or(("the first column, its id, is empty".into(), "give each event an id"))?;
    let quad = get(29)
        .and_then(|class| class.parse::<usize>().ok())
        .and_then(|class| QUADS.get(class.checked_sub(1)?));
    let mut event = Event {
        id: id.to_owned(),
        day: day(fields[1])?,
        source: side(&fields[5..15], codes),
        target: side(&fields[15..25], codes),
        goldstein: number(get(30)),
        mentions: get(31).and_then(|n| n.parse().ok()),
        sources: get(32).and_then(|n| n.parse().ok()),
        place: get(layout.full_name).map(str::to_owned),
        place_state: get(layout.fips).and_then(|fips| codes.state_of_fips(fips)).map(str::to_owned),
        lat: number(get(layout.lat)),
        lon: number(get(layout.lat + 1)),
        url: layout.url.and_then(get).map(str::to_owned),
        ..Event::default()
    };
    let code = get(26).ok_or(("EventCode is empty".into(), "give each event its CAMEO code"))?;
    of_cameo(&mut event, code, quad.copied(), codes);
    Ok(event)
}

/// An actor's ten columns: code, name, country, known group, ethnicity, two religions, three types.
fn side(fields: &[&str], codes: &Codes) -> Side {
    let get = |at: usize| Some(fields[at]).filter(|field| !is_empty(field));
    let state = get(2).and_then(|code| codes.state_of_code(code));
    let state = state.or_else(|| get(3).and_then(|code| codes.state_of_code(code)));
    Side {
        name: get(1).map(str::to_owned),
        state: state.map(str::to_owned),
        sector: get(7).and_then(|code| codes.sector_of(code)).map(str::to_owned),
    }
}
