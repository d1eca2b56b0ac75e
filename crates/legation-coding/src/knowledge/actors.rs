//! Organisations, armed groups, parties, companies, media: what the name alone tells of state and sector.

use super::names::{Names, Span};
use super::table::{Row, rows, variants};
use super::{Entity, Form, Kind};
use crate::Error;

pub(super) const COLUMNS: [&str; 7] = ["id", "state", "sector", "name", "names", "since", "until"];

/// The kind that an id's prefix tells.
const KINDS: [(&str, Kind); 8] = [
    ("state", Kind::State),
    ("region", Kind::Region),
    ("org", Kind::Organisation),
    ("group", Kind::ArmedGroup),
    ("party", Kind::Party),
    ("company", Kind::Company),
    ("media", Kind::Media),
    ("person", Kind::Person),
];

/// Is it a table of this form? Its first row begins with an id and a tab.
pub(super) fn is_table(text: &str) -> bool {
    rows("", text).next().and_then(|row| row.text.split_once('\t')).is_some_and(|(id, _)| id.contains(':'))
}

pub(super) fn read(file: &str, text: &str, names: &mut Names) -> Result<(), Error> {
    rows(file, text).try_for_each(|row| add(&row, names))
}

/// Adds the entity of one row with all its names.
pub(super) fn add(row: &Row, names: &mut Names) -> Result<(), Error> {
    let [id, state, sector, name, others, since, until] = row.columns(&COLUMNS)?;
    let Some(kind) = id.split_once(':').and_then(|(prefix, _)| KINDS.iter().find(|(p, _)| *p == prefix))
    else {
        let prefixes: Vec<_> = KINDS.iter().map(|(p, _)| format!("{p}:")).collect();
        return Err(row.error(
            format!("`{id}` tells no kind"),
            format!("begin the id with one of {}", prefixes.join(" ")),
        ));
    };
    let span = Span { since: row.date(since)?.map(Into::into), until: row.date(until)?.map(Into::into) };
    let entity = Entity {
        id: id.into(),
        name: name.trim_start_matches('~').into(),
        kind: Some(kind.1),
        state: row.state(state)?,
        sector: row.sector(sector)?,
    };
    let key = names.add_entity(entity, span);
    if !names.add(name, Form::Name, key) {
        return Err(row.error("a name without letters", "write the full name in the fourth column"));
    }
    variants(others).for_each(|v| _ = names.add(v, Form::Name, key));
    Ok(())
}
