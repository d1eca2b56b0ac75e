//! All that is known of each happening, a column a field: as plain CSV, and typed for Parquet.

use super::Job;
use crate::error::Result;
use crate::happening::{Happening, Party, Report};
use std::io::Write;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// In CSV with `; ` between the values.
    List,
    Real,
    Whole,
    Day,
}

/// A value of a column. Nothing is nothing in every kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Nothing,
    Text(&'a str),
    List(Vec<&'a str>),
    Real(f64),
    Whole(i64),
}

pub(crate) struct Column {
    pub name: &'static str,
    // Only Parquet has types.
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub kind: Kind,
    pub fill: for<'a> fn(&'a Happening) -> Value<'a>,
}

const fn column(name: &'static str, kind: Kind, fill: for<'a> fn(&'a Happening) -> Value<'a>) -> Column {
    Column { name, kind, fill }
}

fn maybe(text: Option<&str>) -> Value<'_> {
    text.filter(|text| !text.is_empty()).map_or(Value::Nothing, Value::Text)
}

/// A value for each party, so that the columns of one side go together.
fn each<'a>(parties: &'a [Party], get: fn(&'a Party) -> Option<&'a str>) -> Value<'a> {
    Value::List(parties.iter().map(|party| get(party).unwrap_or_default()).collect())
}

pub(crate) const COLUMNS: &[Column] = &[
    column("id", Kind::Text, |h| Value::Text(&h.id)),
    column("day", Kind::Day, |h| maybe(Some(&h.day))),
    column("date", Kind::Text, |h| maybe(h.date.as_deref())),
    column("date_precision", Kind::Text, |h| maybe(h.precision.as_deref())),
    column("earliest", Kind::Day, |h| maybe(h.earliest.as_deref())),
    column("type", Kind::Text, |h| Value::Text(&h.kind)),
    column("mode", Kind::Text, |h| maybe(h.mode.as_deref())),
    column("status", Kind::Text, |h| Value::Text(&h.status)),
    column("quad", Kind::Text, |h| Value::Text(&h.quad)),
    column("score", Kind::Real, |h| Value::Real(h.score)),
    column("cameo", Kind::Text, |h| maybe(h.cameo.as_deref())),
    column("goldstein", Kind::Real, |h| h.goldstein.map_or(Value::Nothing, Value::Real)),
    column("confidence", Kind::Real, |h| Value::Real(h.confidence)),
    column("actors", Kind::List, |h| each(&h.actors, |p| Some(p.label()))),
    column("actor_states", Kind::List, |h| each(&h.actors, |p| p.state.as_deref())),
    column("actor_sectors", Kind::List, |h| each(&h.actors, |p| p.sector.as_deref())),
    column("actor_roles", Kind::List, |h| each(&h.actors, |p| p.role.as_deref())),
    column("recipients", Kind::List, |h| each(&h.recipients, |p| Some(p.label()))),
    column("recipient_states", Kind::List, |h| each(&h.recipients, |p| p.state.as_deref())),
    column("recipient_sectors", Kind::List, |h| each(&h.recipients, |p| p.sector.as_deref())),
    column("recipient_roles", Kind::List, |h| each(&h.recipients, |p| p.role.as_deref())),
    column("contexts", Kind::List, |h| Value::List(h.contexts.iter().map(String::as_str).collect())),
    column("place", Kind::Text, |h| maybe(h.place.as_deref())),
    column("place_state", Kind::Text, |h| maybe(h.place_state.as_deref())),
    column("place_admin1", Kind::Text, |h| maybe(h.admin1.as_deref())),
    column("geonames", Kind::Whole, |h| h.geonames.map_or(Value::Nothing, Value::Whole)),
    column("lat", Kind::Real, |h| h.lat.map_or(Value::Nothing, Value::Real)),
    column("lon", Kind::Real, |h| h.lon.map_or(Value::Nothing, Value::Real)),
    column("mentions", Kind::Whole, |h| Value::Whole(h.mentions)),
    column("reports", Kind::Whole, |h| Value::Whole(h.reports)),
    column("sources", Kind::Whole, |h| Value::Whole(h.sources)),
    column("disagreements", Kind::Whole, |h| Value::Whole(h.disagreements)),
    column("first_published", Kind::Text, |h| maybe(h.first_report().and_then(|r| r.published.as_deref()))),
    column("first_report", Kind::Text, |h| maybe(h.first_report().map(Report::address))),
    column("first_title", Kind::Text, |h| maybe(h.first_report().and_then(|r| r.title.as_deref()))),
    column("evidence", Kind::Text, |h| maybe(Some(&h.text))),
];

pub(crate) fn write(job: &Job, out: &mut (dyn Write + Send)) -> Result<u64> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS.iter().map(|column| column.name))?;
    let rows = job.for_each(false, |happening| {
        for column in COLUMNS {
            match (column.fill)(happening) {
                Value::Nothing => writer.write_field("")?,
                Value::Text(text) => writer.write_field(text)?,
                Value::List(values) => writer.write_field(values.join("; "))?,
                Value::Real(number) => writer.write_field(number.to_string())?,
                Value::Whole(number) => writer.write_field(number.to_string())?,
            }
        }
        Ok(writer.write_record(None::<&[u8]>)?)
    })?;
    writer.flush()?;
    Ok(rows)
}
