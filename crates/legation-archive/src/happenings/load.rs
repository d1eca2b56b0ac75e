//! A mention as the rules for happenings see it.

use crate::days::{Days, from_iso};
use rusqlite::Connection;

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub mention: i64,
    pub id: String,
    pub report: i64,
    /// Id of the report that stands for all its copies: an independent source.
    pub story: String,
    pub happening: Option<i64>,
    pub published: Option<i32>,
    pub event_type: String,
    pub mode: Option<String>,
    pub status: String,
    pub quad: String,
    pub score: f64,
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub confidence: f64,
    pub date: Option<String>,
    pub precision: Option<String>,
    pub days: Option<Days>,
    pub day: String,
    pub place: Option<Place>,
    pub trigger: String,
    pub wrong: bool,
    pub parties: Vec<Party>,
    pub sentences: Vec<String>,
    pub figures: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub name: String,
    pub state: Option<String>,
    pub at: Option<(f64, f64)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub actor: bool,
    pub name: Option<String>,
    pub role: Option<String>,
    pub state: Option<String>,
    pub sector: Option<String>,
}

/// A quantity in a sentence that tells the mention.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub text: String,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub sentence: String,
}

pub(crate) fn member(db: &Connection, mention: i64) -> rusqlite::Result<Member> {
    let mut member = db
        .prepare_cached(
            "SELECT m.id, report, story, happening, published, type, mode, status, quad, score, cameo, goldstein,
             confidence, date, date_precision, first_day, last_day, day, place, place_state, lat, lon, trigger, wrong
             FROM mentions m JOIN reports r USING (report) WHERE mention = ?",
        )?
        .query_row([mention], |row| {
            let day = |at: usize| -> rusqlite::Result<Option<i32>> {
                Ok(row.get::<_, Option<String>>(at)?.as_deref().and_then(from_iso))
            };
            let (lat, lon): (Option<f64>, Option<f64>) = (row.get(20)?, row.get(21)?);
            let name: Option<String> = row.get(18)?;
            let state = row.get(19)?;
            Ok(Member {
                mention,
                id: row.get(0)?,
                report: row.get(1)?,
                story: row.get(2)?,
                happening: row.get(3)?,
                published: day(4)?,
                event_type: row.get(5)?,
                mode: row.get(6)?,
                status: row.get(7)?,
                quad: row.get(8)?,
                score: row.get(9)?,
                cameo: row.get(10)?,
                goldstein: row.get(11)?,
                confidence: row.get(12)?,
                date: row.get(13)?,
                precision: row.get(14)?,
                days: day(15)?.zip(day(16)?).map(|(first, last)| Days { first, last }),
                day: row.get(17)?,
                place: name.map(|name| Place { name, state, at: lat.zip(lon) }),
                trigger: row.get(22)?,
                wrong: row.get(23)?,
                parties: Vec::new(),
                sentences: Vec::new(),
                figures: Vec::new(),
            })
        })?;
    member.parties = db
        .prepare_cached(
            "SELECT side = 'actor', name, role, state, sector FROM participants WHERE mention = ?
             ORDER BY side, number",
        )?
        .query_map([mention], |row| {
            Ok(Party {
                actor: row.get(0)?,
                name: row.get(1)?,
                role: row.get(2)?,
                state: row.get(3)?,
                sector: row.get(4)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    member.sentences = db
        .prepare_cached(
            "SELECT text FROM evidence JOIN sentences USING (sentence) WHERE mention = ? ORDER BY number",
        )?
        .query_map([mention], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    member.figures = db
        .prepare_cached(
            "SELECT f.text, value, unit, s.text FROM evidence e JOIN figures f USING (sentence)
             JOIN sentences s USING (sentence) WHERE e.mention = ? ORDER BY e.number, f.start",
        )?
        .query_map([mention], |row| {
            Ok(Figure { text: row.get(0)?, value: row.get(1)?, unit: row.get(2)?, sentence: row.get(3)? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(member)
}

/// All sentences of a report that are evidence of anything.
pub(crate) fn sentences(db: &Connection, report: i64) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached("SELECT text FROM sentences WHERE report = ?")?
        .query_map([report], |row| row.get(0))?
        .collect()
}
