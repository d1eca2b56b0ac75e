//! A happening as a sentence, as a line of a table, and as a row.

use super::marks::{ACTOR, DIM, RECIPIENT, TRIGGER};
use super::one_line;
use super::people::{called, listed};
use super::phrases::phrase_of;
use super::table::{Column, Row, column};
use super::wrap::Piece;
use anstyle::{AnsiColor, Style};
use legation_archive::questions::{Brief, Direction, Pair, Participant};
use serde_json::{Value, json};

#[rustfmt::skip]
pub const COLUMNS: [Column; 33] = [
    column("happening", 0), column("day", 10), column("date", 0), column("date_precision", 0), column("type", 0),
    column("mode", 0), column("quad", 0), column("status", 0), column("score", 0), column("cameo", 0),
    column("goldstein", 0), column("pairs", 0),
    column("actors", 0), column("actor_roles", 0), column("actor_states", 0), column("actor_sectors", 0),
    column("recipients", 0), column("recipient_roles", 0), column("recipient_states", 0), column("recipient_sectors", 0),
    column("place", 0), column("place_state", 0), column("lat", 0), column("lon", 0), column("confidence", 0),
    column("mentions", 0), column("reports", 0), column("sources", 0), column("disagreements", 0), column("trigger", 0),
    column("sentence", 0), column("report", 0), column("told", 40),
];

pub fn row(brief: &Brief) -> Row {
    let told: String = told(brief).into_iter().map(|piece| piece.text).collect();
    vec![
        json!(brief.id),
        json!(brief.day),
        json!(brief.date),
        json!(brief.date_precision),
        json!(brief.event_type),
        json!(brief.mode),
        json!(brief.quad),
        json!(brief.status),
        json!(brief.score),
        json!(brief.cameo),
        json!(brief.goldstein),
        brief.pairs.iter().map(pair).collect(),
        brief.actors.iter().map(Participant::called).collect(),
        each(&brief.actors, |p| &p.role),
        each(&brief.actors, |p| &p.state),
        each(&brief.actors, |p| &p.sector),
        brief.recipients.iter().map(Participant::called).collect(),
        each(&brief.recipients, |p| &p.role),
        each(&brief.recipients, |p| &p.state),
        each(&brief.recipients, |p| &p.sector),
        json!(brief.place),
        json!(brief.place_state),
        json!(brief.lat),
        json!(brief.lon),
        json!(brief.confidence),
        json!(brief.mentions),
        json!(brief.reports),
        json!(brief.sources),
        json!(brief.disagreements),
        json!(brief.trigger.as_ref().map(|words| &words.text)),
        json!(brief.evidence.as_ref().map(|words| &words.text)),
        json!(brief.report),
        json!(told),
    ]
}

/// A value a participant, empty where it is not known, so that the columns stay beside each other.
fn each<'a>(side: &'a [Participant], field: impl Fn(&'a Participant) -> &'a Option<String>) -> Value {
    side.iter().map(|one| field(one).as_deref().unwrap_or("")).collect()
}

/// `ISR>AZE` for what Israel does to Azerbaijan, `AZE=ISR` for what they do together, `ISR` for what stays in Israel.
pub fn pair(pair: &Pair) -> String {
    match pair.acts {
        _ if pair.a == pair.b => pair.a.clone(),
        Direction::AToB => format!("{}>{}", pair.a, pair.b),
        Direction::BToA => format!("{}>{}", pair.b, pair.a),
        Direction::Both => format!("{}={}", pair.a, pair.b),
    }
}

/// `Foreign Minister Eli Cohen (ISR GOV) visited President Ilham Aliyev (AZE GOV) in Baku`
pub fn told(brief: &Brief) -> Vec<Piece> {
    let mut told =
        sentence((&brief.event_type, brief.mode.as_deref(), &brief.status), &brief.actors, &brief.recipients);
    if let Some(place) = &brief.place {
        told.push(Piece::plain(format!(" in {}", one_line(place))));
    }
    told
}

pub fn sentence(
    (event_type, mode, status): (&str, Option<&str>, &str),
    actors: &[Participant],
    recipients: &[Participant],
) -> Vec<Piece> {
    let (verb, to) = phrase_of(event_type, mode, status);
    let mut told = people(actors, ACTOR);
    if told.is_empty() {
        told.push(Piece::new("Somebody", ACTOR));
    }
    told.push(Piece::new(format!(" {verb}"), TRIGGER));
    if !recipients.is_empty() {
        told.push(Piece::plain(if to.is_empty() { " ".into() } else { format!(" {to} ") }));
        told.extend(people(recipients, RECIPIENT));
    }
    told
}

fn people(side: &[Participant], style: Style) -> Vec<Piece> {
    listed(side.iter().map(|one| {
        called(one.called(), one.role.as_deref(), [one.state.as_deref(), one.sector.as_deref()], style)
    }))
}

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();

/// Green for cooperation, red for conflict.
pub fn sign(score: f64) -> Style {
    match score {
        s if s > 0.05 => GOOD,
        s if s < -0.05 => BAD,
        _ => DIM,
    }
}

/// `CONSULT visit`
pub fn kind(event_type: &str, mode: Option<&str>) -> String {
    mode.map_or_else(|| event_type.to_owned(), |mode| format!("{event_type} {mode}"))
}

/// `2 sources`, `1 source`
pub fn count(number: u64, of: &str) -> String {
    format!("{number} {of}{}", if number == 1 { "" } else { "s" })
}

/// `2 independent sources in 3 reports`
pub fn sources(brief: &Brief) -> String {
    match brief.reports == brief.sources {
        true => count(brief.sources, "source"),
        false => {
            format!("{} in {}", count(brief.sources, "independent source"), count(brief.reports, "report"))
        }
    }
}

/// Enough of an id to find it again in most archives.
pub fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

/// The date as far as it is told (`2020`, `2020-04`), else the day that stands for it.
pub fn day(brief: &Brief) -> &str {
    let told = brief.date.as_deref().filter(|d| d.starts_with(|c: char| c.is_ascii_digit()) && d.len() < 10);
    match told {
        Some(date) => date,
        None if brief.day.is_empty() => "no date",
        None => &brief.day,
    }
}
