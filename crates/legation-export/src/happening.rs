//! Happenings, one after the other, each with those who took part and the reports that tell of it.

use crate::codes::Codes;
use crate::query::Query;
use rusqlite::{Connection, Row, params_from_iter};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Words that name nobody outside their sentence.
#[rustfmt::skip]
const PRONOUNS: [&str; 14] = [
    "it", "its", "he", "his", "him", "she", "her", "they", "their", "them", "we", "us", "who", "which",
];

/// Somebody who takes part, as the report names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Party {
    pub text: String,
    pub name: Option<String>,
    pub role: Option<String>,
    pub state: Option<String>,
    pub sector: Option<String>,
    /// Code points into the report's text.
    pub start: i64,
}

impl Party {
    /// Full name, else the report's words.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.text)
    }
}

/// One report's telling of a happening.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mention {
    key: i64,
    pub id: String,
    pub contexts: String,
    pub confidence: f64,
    pub place: Option<String>,
    pub admin1: Option<String>,
    pub geonames: Option<i64>,
    pub trigger_start: i64,
    pub report: Report,
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Report {
    pub id: String,
    pub name: String,
    pub source: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    /// Of the text, in code points; only where it was asked for.
    pub length: Option<i64>,
}

impl Report {
    /// Where it can be found: its URL or path, else its name.
    pub fn address(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.name)
    }

    pub fn is_on_the_web(&self) -> bool {
        self.source.as_deref().is_some_and(|s| s.starts_with("http://") || s.starts_with("https://"))
    }

    /// The web site that published it, or its name where no site is known.
    pub fn publisher(&self) -> &str {
        if !self.is_on_the_web() {
            return &self.name;
        }
        let host = self.source.as_deref().and_then(|s| s.split("://").nth(1)).unwrap_or_default();
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Happening {
    key: i64,
    pub id: String,
    pub kind: String,
    pub mode: Option<String>,
    pub status: String,
    pub quad: String,
    pub score: f64,
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub date: Option<String>,
    pub precision: Option<String>,
    pub earliest: Option<String>,
    pub day: String,
    pub place: Option<String>,
    pub place_state: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub mentions: i64,
    pub reports: i64,
    pub sources: i64,
    pub confidence: f64,
    pub disagreements: i64,
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
    pub contexts: Vec<String>,
    pub admin1: Option<String>,
    pub geonames: Option<i64>,
    /// The sentence that tells it best in its first mention.
    pub text: String,
    /// From the first to the last.
    pub told: Vec<Mention>,
}

impl Happening {
    /// Who acts, for formats with one source a row.
    pub fn source(&self) -> Option<&Party> {
        self.actors.first()
    }

    /// Whom it concerns, for formats with one target a row. Where all act together, the first of another state than the
    /// source's, else the second of them.
    pub fn target(&self) -> Option<&Party> {
        if let Some(recipient) = self.recipients.first() {
            return Some(recipient);
        }
        let first = self.actors.first()?;
        let others = &self.actors[1..];
        others.iter().find(|p| p.state.is_some() && p.state != first.state).or_else(|| others.first())
    }

    /// The report that told it first.
    pub fn first_report(&self) -> Option<&Report> {
        self.told.first().map(|m| &m.report)
    }
}

/// Gives each happening that the query means to `look`, by day and id.
pub(crate) fn for_each<E: From<rusqlite::Error>>(
    db: &Connection,
    codes: &Codes,
    query: &Query,
    with_lengths: bool,
    mut look: impl FnMut(&Happening) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let (condition, values) = query.condition();
    let mut statement = db.prepare(&format!(
        "SELECT happening, id, type, mode, status, quad, score, cameo, goldstein, date, date_precision, earliest, day,
         place, place_state, lat, lon, mentions, reports, sources, confidence, disagreements
         FROM happenings h WHERE {condition} ORDER BY day, id"
    ))?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let mut happening = of_row(row)?;
        fill(db, codes, &mut happening, with_lengths)?;
        if look(&happening)?.is_break() {
            break;
        }
    }
    Ok(())
}

fn of_row(row: &Row) -> rusqlite::Result<Happening> {
    Ok(Happening {
        key: row.get(0)?,
        id: row.get(1)?,
        kind: row.get(2)?,
        mode: row.get(3)?,
        status: row.get(4)?,
        quad: row.get(5)?,
        score: row.get(6)?,
        cameo: row.get(7)?,
        goldstein: row.get(8)?,
        date: row.get(9)?,
        precision: row.get(10)?,
        earliest: row.get(11)?,
        day: row.get(12)?,
        place: row.get(13)?,
        place_state: row.get(14)?,
        lat: row.get(15)?,
        lon: row.get(16)?,
        mentions: row.get(17)?,
        reports: row.get(18)?,
        sources: row.get(19)?,
        confidence: row.get(20)?,
        disagreements: row.get(21)?,
        ..Happening::default()
    })
}

fn fill(
    db: &Connection,
    codes: &Codes,
    happening: &mut Happening,
    with_lengths: bool,
) -> rusqlite::Result<()> {
    let length = if with_lengths { "length(r.text)" } else { "NULL" };
    let mut statement = db.prepare_cached(&format!(
        "SELECT mention, m.id, contexts, confidence, place, place_admin1, geonames, trigger_start,
         r.id, r.name, r.source, r.title, r.published, r.language, {length}
         FROM mentions m JOIN reports r USING (report) WHERE happening = ?
         ORDER BY r.published IS NULL, r.published, m.id"
    ))?;
    let told = statement.query_map([happening.key], |row| {
        Ok(Mention {
            key: row.get(0)?,
            id: row.get(1)?,
            contexts: row.get(2)?,
            confidence: row.get(3)?,
            place: row.get(4)?,
            admin1: row.get(5)?,
            geonames: row.get(6)?,
            trigger_start: row.get(7)?,
            report: Report {
                id: row.get(8)?,
                name: row.get(9)?,
                source: row.get(10)?,
                title: row.get(11)?,
                published: row.get(12)?,
                language: row.get(13)?,
                length: row.get(14)?,
            },
            ..Mention::default()
        })
    })?;
    happening.told = told.collect::<rusqlite::Result<_>>()?;
    for mention in &mut happening.told {
        let mut statement = db.prepare_cached(
            "SELECT side, text, name, role, state, sector, start FROM participants WHERE mention = ?
             ORDER BY side, number",
        )?;
        let mut rows = statement.query([mention.key])?;
        while let Some(row) = rows.next()? {
            let mut party = Party {
                text: row.get(1)?,
                name: row.get(2)?,
                role: row.get(3)?,
                state: row.get(4)?,
                sector: row.get(5)?,
                start: row.get(6)?,
            };
            // "It urged both": the state that is meant says more.
            if party.name.is_none() && PRONOUNS.iter().any(|p| p.eq_ignore_ascii_case(&party.text)) {
                party.name = party.state.as_deref().map(|state| codes.name(state).to_owned());
            }
            let side: String = row.get(0)?;
            if side == "actor" { &mut mention.actors } else { &mut mention.recipients }.push(party);
        }
    }
    (happening.actors, happening.recipients) = cast(&happening.told);
    let mut contexts: Vec<String> =
        happening.told.iter().flat_map(|m| m.contexts.split_whitespace()).map(str::to_owned).collect();
    contexts.sort();
    contexts.dedup();
    happening.contexts = contexts;
    let placed = happening.told.iter().find(|m| m.place.is_some() && m.place == happening.place);
    if let Some((admin1, geonames)) = placed.map(|m| (m.admin1.clone(), m.geonames)) {
        (happening.admin1, happening.geonames) = (admin1, geonames);
    }
    if let Some(first) = happening.told.first() {
        let mut statement = db.prepare_cached(
            "SELECT s.text FROM evidence e JOIN sentences s USING (sentence) WHERE e.mention = ? ORDER BY number LIMIT 1",
        )?;
        let mut rows = statement.query([first.key])?;
        if let Some(row) = rows.next()? {
            happening.text = row.get(0)?;
        }
    }
    Ok(())
}

/// Actors and recipients of all mentions together: each once, on the side where most mentions have them, those whom most
/// mentions name first.
fn cast(told: &[Mention]) -> (Vec<Party>, Vec<Party>) {
    struct Seen<'a> {
        party: &'a Party,
        actor: usize,
        recipient: usize,
        first: usize,
    }
    let mut seen: BTreeMap<(&str, &str, String), Seen> = BTreeMap::new();
    let mut number = 0;
    for mention in told {
        let sides =
            mention.actors.iter().map(|p| (true, p)).chain(mention.recipients.iter().map(|p| (false, p)));
        for (actor, party) in sides {
            let key = (
                party.state.as_deref().unwrap_or(""),
                party.sector.as_deref().unwrap_or(""),
                party.label().to_lowercase(),
            );
            let entry = seen.entry(key).or_insert(Seen { party, actor: 0, recipient: 0, first: number });
            if actor {
                entry.actor += 1
            } else {
                entry.recipient += 1
            }
            // Who is named with an office once holds it in the other reports too.
            if entry.party.role.is_none() && party.role.is_some() {
                entry.party = party;
            }
            number += 1;
        }
    }
    let mut all: Vec<Seen> = seen.into_values().collect();
    all.sort_by_key(|s| (std::cmp::Reverse(s.actor + s.recipient), s.first));
    // "Cohen" in one report is "Eli Cohen" in another.
    let short: Vec<bool> = all
        .iter()
        .map(|one| {
            all.iter().any(|other| {
                other.party.state == one.party.state
                    && other.party.sector == one.party.sector
                    && ends_with_words(other.party.label(), one.party.label())
            })
        })
        .collect();
    let (mut actors, mut recipients) = (Vec::new(), Vec::new());
    for (one, short) in all.iter().zip(short) {
        if !short {
            if one.actor >= one.recipient { &mut actors } else { &mut recipients }.push(one.party.clone());
        }
    }
    (actors, recipients)
}

/// Whether a longer name ends with all the words of a shorter one.
fn ends_with_words(long: &str, short: &str) -> bool {
    long.len() > short.len() && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, state: &str) -> Party {
        let name = name.to_owned();
        Party { text: name.clone(), name: Some(name), state: Some(state.into()), ..Party::default() }
    }

    #[test]
    fn those_who_take_part_are_counted_once() {
        let told = [
            Mention {
                actors: vec![party("Eli Cohen", "ISR")],
                recipients: vec![party("Ilham Aliyev", "AZE")],
                ..Mention::default()
            },
            Mention {
                actors: vec![party("Cohen", "ISR"), party("Ilham Aliyev", "AZE")],
                ..Mention::default()
            },
            Mention {
                actors: vec![party("Eli Cohen", "ISR")],
                recipients: vec![party("Ilham Aliyev", "AZE")],
                ..Mention::default()
            },
        ];
        let (actors, recipients) = cast(&told);
        assert_eq!(actors.iter().map(Party::label).collect::<Vec<_>>(), ["Eli Cohen"]);
        assert_eq!(recipients.iter().map(Party::label).collect::<Vec<_>>(), ["Ilham Aliyev"]);
    }

    #[test]
    fn a_meeting_of_equals_has_a_source_and_a_target() {
        let actors = vec![party("Cohen", "ISR"), party("Gallant", "ISR"), party("Aliyev", "AZE")];
        let meeting = Happening { actors, ..Happening::default() };
        assert_eq!(meeting.source().map(Party::label), Some("Cohen"));
        assert_eq!(meeting.target().map(Party::label), Some("Aliyev"));
        assert!(Happening::default().target().is_none());
    }

    #[test]
    fn a_publisher_is_a_host() {
        let at = |source: &str| Report { name: "r".into(), source: Some(source.into()), ..Report::default() };
        assert_eq!(at("https://www.example.org/a/b?c").publisher(), "example.org");
        assert_eq!(at("http://user@example.org:80/").publisher(), "example.org");
        assert_eq!(at("/data/r.txt").publisher(), "r");
        assert_eq!(at("https://").publisher(), "");
    }
}
