//! How relations between two states stand.

use super::brief::{Brief, brief};
use super::dyad_parts::{FigureTold, Meeting, Place, QuoteTold, figures, meetings, quotes, ties};
use super::filter::Period;
use super::months::{Count, Lately, Month, counted};
use super::timeline::ordered;
use crate::archive::Archive;
use crate::error::Result;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

#[derive(Clone, Debug)]
pub struct DyadQuestion {
    pub state: String,
    pub other: String,
    /// Names and adjectives of each, by which quotes are told to speak of the other.
    pub names: [Vec<String>; 2],
    pub period: Period,
    /// Days that count as lately.
    pub days: u32,
    /// The longest that a list may be.
    pub most: usize,
}

/// `a` comes before `b` in the alphabet. Lists have the newest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dyad {
    pub a: String,
    pub b: String,
    /// The end of the period asked for, else the day of the archive's latest report.
    pub as_of: Option<String>,
    /// First and last day on which something happened.
    pub first: Option<String>,
    pub last: Option<String>,
    /// What happened, all in all.
    pub total: Count,
    pub lately: Option<Lately>,
    pub months: Vec<Month>,
    pub recent: Vec<Brief>,
    /// What is told to come after `as_of`, the nearest first.
    pub ahead: Vec<Brief>,
    /// Happenings about embassies and diplomats.
    pub ties: Vec<Brief>,
    pub agreements: Vec<Brief>,
    /// Officials of the two who met, those who met most first.
    pub meetings: Vec<Meeting>,
    pub quotes: Vec<QuoteTold>,
    pub figures: Vec<FigureTold>,
}

impl Archive {
    /// # Errors
    /// The archive cannot be read.
    pub fn dyad(&self, question: &DyadQuestion) -> Result<Dyad> {
        dyad(&self.db, question).map_err(|error| self.error(error))
    }
}

fn dyad(db: &Connection, question: &DyadQuestion) -> rusqlite::Result<Dyad> {
    let (a, b) = ordered(&question.state, &question.other);
    let as_of = match &question.period.until {
        Some(until) => Some(until.clone()),
        None => latest(db)?,
    };
    let since = question.period.since.clone().unwrap_or_else(|| "0".into());
    let until = as_of.clone().unwrap_or_else(|| "9999-99".into());
    let place = Place { db, pair: (&a, &b), period: (&since, &until), most: question.most };
    let counted = counted(db, place.pair, place.period, question.days)?;
    let names = if question.state == a { [0, 1] } else { [1, 0] }.map(|i| question.names[i].as_slice());
    Ok(Dyad {
        first: counted.first,
        last: counted.last,
        total: counted.total,
        lately: counted.lately,
        months: counted.months,
        recent: place.briefs(RECENT)?,
        ahead: ahead(&place)?,
        ties: ties(&place)?,
        agreements: place.briefs(AGREEMENTS)?,
        meetings: meetings(&place)?,
        quotes: quotes(&place, names)?,
        figures: figures(&place)?,
        as_of,
        a,
        b,
    })
}

/// The day of the archive's latest report; no clock has a part in an answer.
fn latest(db: &Connection) -> rusqlite::Result<Option<String>> {
    let query = "SELECT published FROM reports WHERE published IS NOT NULL ORDER BY published DESC LIMIT 1";
    db.prepare_cached(query)?.query_row([], |row| row.get(0)).optional()
}

pub(super) const RECENT: &str =
    "SELECT d.happening FROM dyads d CROSS JOIN happenings h ON h.happening = d.happening
    WHERE state_a = ? AND state_b = ? AND d.day BETWEEN ? AND ? AND d.status <> 'future'
    ORDER BY d.day DESC, h.id LIMIT ?";

pub(super) const AGREEMENTS: &str =
    "SELECT d.happening FROM dyads d CROSS JOIN happenings h ON h.happening = d.happening
    WHERE state_a = ? AND state_b = ? AND d.day BETWEEN ? AND ? AND d.type = 'AGREE'
    AND d.status IN ('actual', 'historical') ORDER BY d.day DESC, h.id LIMIT ?";

pub(super) const AHEAD: &str =
    "SELECT d.happening FROM dyads d CROSS JOIN happenings h ON h.happening = d.happening
    WHERE state_a = ? AND state_b = ? AND d.day > ? AND d.status IN ('future', 'hypothetical')
    ORDER BY d.day, h.id LIMIT ?";

fn ahead(place: &Place) -> rusqlite::Result<Vec<Brief>> {
    let found: Vec<i64> = super::all(
        place.db,
        AHEAD,
        (place.pair.0, place.pair.1, place.period.1, place.most as i64),
        |row| row.get(0),
    )?;
    found.into_iter().map(|happening| brief(place.db, happening)).collect()
}
