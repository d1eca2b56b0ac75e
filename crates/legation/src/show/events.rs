//! Events as a flat table, one a row.

use super::table::{Column, Row, column};
use legation_record::{Actor, Record};
use serde_json::{Value, json};

#[rustfmt::skip]
pub const COLUMNS: [Column; 29] = [
    column("document", 0), column("published", 0), column("event", 0), column("type", 0), column("mode", 0),
    column("quad", 0), column("status", 0), column("contexts", 0),
    column("actors", 0), column("actor_roles", 0), column("actor_states", 0), column("actor_sectors", 0),
    column("recipients", 0), column("recipient_roles", 0), column("recipient_states", 0), column("recipient_sectors", 0),
    column("date", 0), column("date_precision", 0), column("place", 0), column("place_state", 0), column("lat", 0),
    column("lon", 0), column("trigger", 0), column("sentence", 0), column("confidence", 0), column("cameo", 0),
    column("goldstein", 0), column("score", 0), column("why", 0),
];

pub fn rows(record: &Record) -> Vec<Row> {
    let document = &record.document;
    let names = |actors: &[Actor]| -> Value {
        actors.iter().map(|a| a.name.as_deref().unwrap_or(document.words(a.span))).collect()
    };
    let event_row = |event: &legation_record::Event| {
        let (actors, recipients) = (&event.actors, &event.recipients);
        let date = event.date.as_ref();
        let place = event.place.as_ref();
        vec![
            json!(document.id),
            json!(document.published),
            json!(event.id),
            json!(event.event_type),
            json!(event.mode),
            json!(event.quad),
            json!(event.status),
            json!(event.contexts),
            names(actors),
            each(actors, |a| &a.role),
            each(actors, |a| &a.state),
            each(actors, |a| &a.sector),
            names(recipients),
            each(recipients, |a| &a.role),
            each(recipients, |a| &a.state),
            each(recipients, |a| &a.sector),
            json!(date.and_then(|d| d.value.as_ref())),
            json!(date.and_then(|d| d.precision.as_ref())),
            json!(place.map(|p| p.name.as_deref().unwrap_or(document.words(p.span)))),
            json!(place.and_then(|p| p.state.as_ref())),
            json!(place.and_then(|p| p.lat)),
            json!(place.and_then(|p| p.lon)),
            json!(document.words(event.trigger)),
            json!(event.evidence.first().map(|&sentence| document.words(sentence))),
            json!((event.confidence * 1000.0).round() / 1000.0),
            json!(event.cameo),
            json!(event.goldstein),
            json!(event.score),
            json!(event.why),
        ]
    };
    record.events.iter().map(event_row).collect()
}

/// A value an actor, empty where it is not known, so that the columns of several actors stay beside each other.
fn each<'a>(actors: &'a [Actor], field: impl Fn(&'a Actor) -> &'a Option<String>) -> Value {
    actors.iter().map(|actor| field(actor).as_deref().unwrap_or("")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{example, table};
    use super::*;

    #[test]
    fn an_event_fills_its_row() {
        let record = example::record();
        let rows = rows(&record);
        assert_eq!(rows[0].len(), COLUMNS.len());
        assert_eq!(
            String::from_utf8(table::csv_rows(&rows)).unwrap(),
            "baku,2023-04-19,5f3a91c2d4e6,CONSULT,visit,verbal cooperation,actual,diplomatic,Eli Cohen,Foreign Minister,\
             ISR,GOV,Ilham Aliyev,President,AZE,GOV,2023-04-19,day,Baku,AZE,40.37,49.89,met,Foreign Minister Eli Cohen \
             met in Baku with Azerbaijan President Ilham Aliyev on Wednesday.,0.934,042,1.9,1.0,consult.meet\n"
        );
    }
}
