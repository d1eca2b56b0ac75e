//! A happening in brief: what a line of a list needs to know of it.

use super::all;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    pub id: String,
    /// The day to sort by; empty where neither the event nor its reports have one.
    pub day: String,
    pub date: Option<String>,
    pub date_precision: Option<String>,
    #[serde(rename = "type")]
    pub event_type: String,
    pub mode: Option<String>,
    pub status: String,
    pub quad: String,
    pub score: f64,
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub place: Option<String>,
    pub place_state: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub confidence: f64,
    pub mentions: u64,
    pub reports: u64,
    /// Independent sources: copies of one story count once.
    pub sources: u64,
    /// Things that its sources tell differently.
    pub disagreements: u64,
    pub pairs: Vec<Pair>,
    /// As its best mention tells them.
    pub actors: Vec<Participant>,
    pub recipients: Vec<Participant>,
    pub trigger: Option<Words>,
    /// The sentence that tells it best.
    pub evidence: Option<Words>,
    /// Name of the report that the sentence stands in.
    pub report: Option<String>,
}

/// Two states of a happening, `a` before `b` in the alphabet; one state twice where it stays within it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    pub a: String,
    pub b: String,
    pub acts: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    AToB,
    BToA,
    /// Together, both ways, or within one state.
    Both,
}

impl Direction {
    pub(super) fn read(acts: &str) -> Direction {
        match acts {
            ">" => Direction::AToB,
            "<" => Direction::BToA,
            _ => Direction::Both,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Participant {
    pub text: String,
    pub name: Option<String>,
    pub role: Option<String>,
    pub state: Option<String>,
    pub sector: Option<String>,
    /// Code points into the report's text.
    pub start: i64,
    pub end: i64,
}

impl Participant {
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.text)
    }
}

/// Words of a report, with their code points in its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    pub text: String,
    pub start: i64,
    pub end: i64,
}

impl Words {
    pub(super) fn read(row: &Row) -> rusqlite::Result<Words> {
        Ok(Words { text: row.get(0)?, start: row.get(1)?, end: row.get(2)? })
    }
}

/// The mention that tells a happening best: of its type, with a mode, and the surest.
const FACE: &str = "SELECT m.mention, trigger, trigger_start, trigger_end, r.name
    FROM mentions m JOIN reports r USING (report) WHERE happening = ?1
    ORDER BY type = ?2 DESC, mode IS NOT NULL DESC, confidence DESC, m.id LIMIT 1";

pub(super) fn brief(db: &Connection, happening: i64) -> rusqlite::Result<Brief> {
    let mut brief = db
        .prepare_cached(
            "SELECT id, day, date, date_precision, type, mode, status, quad, score, cameo, goldstein, place, place_state,
             lat, lon, confidence, mentions, reports, sources, disagreements FROM happenings WHERE happening = ?",
        )?
        .query_row([happening], |row| {
            Ok(Brief {
                id: row.get(0)?,
                day: row.get(1)?,
                date: row.get(2)?,
                date_precision: row.get(3)?,
                event_type: row.get(4)?,
                mode: row.get(5)?,
                status: row.get(6)?,
                quad: row.get(7)?,
                score: row.get(8)?,
                cameo: row.get(9)?,
                goldstein: row.get(10)?,
                place: row.get(11)?,
                place_state: row.get(12)?,
                lat: row.get(13)?,
                lon: row.get(14)?,
                confidence: row.get(15)?,
                mentions: row.get(16)?,
                reports: row.get(17)?,
                sources: row.get(18)?,
                disagreements: row.get(19)?,
                pairs: Vec::new(),
                actors: Vec::new(),
                recipients: Vec::new(),
                trigger: None,
                evidence: None,
                report: None,
            })
        })?;
    brief.pairs = pairs(db, happening)?;
    let face: Option<(i64, Words, String)> = db
        .prepare_cached(FACE)?
        .query_row((happening, &brief.event_type), |row| {
            let words = Words { text: row.get(1)?, start: row.get(2)?, end: row.get(3)? };
            Ok((row.get(0)?, words, row.get(4)?))
        })
        .optional()?;
    if let Some((mention, trigger, report)) = face {
        (brief.actors, brief.recipients) = participants(db, mention)?;
        brief.evidence = evidence(db, mention)?.into_iter().next();
        brief.trigger = Some(trigger);
        brief.report = Some(report);
    }
    Ok(brief)
}

fn pairs(db: &Connection, happening: i64) -> rusqlite::Result<Vec<Pair>> {
    let query = "SELECT state_a, state_b, acts FROM dyads WHERE happening = ? ORDER BY state_a, state_b";
    all(db, query, [happening], |row| {
        Ok(Pair { a: row.get(0)?, b: row.get(1)?, acts: Direction::read(row.get_ref(2)?.as_str()?) })
    })
}

/// Who acts, and whom it concerns.
pub(super) fn participants(
    db: &Connection,
    mention: i64,
) -> rusqlite::Result<(Vec<Participant>, Vec<Participant>)> {
    let query = "SELECT text, name, role, state, sector, start, \"end\", side = 'actor' FROM participants
        WHERE mention = ? ORDER BY side, number";
    let told = all(db, query, [mention], |row| {
        let participant = Participant {
            text: row.get(0)?,
            name: row.get(1)?,
            role: row.get(2)?,
            state: row.get(3)?,
            sector: row.get(4)?,
            start: row.get(5)?,
            end: row.get(6)?,
        };
        Ok((row.get::<_, bool>(7)?, participant))
    })?;
    let (actors, recipients): (Vec<_>, Vec<_>) = told.into_iter().partition(|(actor, _)| *actor);
    let bare = |side: Vec<(bool, Participant)>| side.into_iter().map(|(_, p)| p).collect();
    Ok((bare(actors), bare(recipients)))
}

/// The sentences that tell a mention, the fullest first.
pub(super) fn evidence(db: &Connection, mention: i64) -> rusqlite::Result<Vec<Words>> {
    let query = "SELECT text, start, \"end\" FROM evidence JOIN sentences USING (sentence) WHERE mention = ?
        ORDER BY number";
    all(db, query, [mention], Words::read)
}
