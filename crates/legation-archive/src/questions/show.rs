//! Everything behind one id.

use super::all;
use super::brief::{Brief, Participant, Words, brief, evidence, participants};
use crate::archive::Archive;
use crate::error::Result;
use crate::lookup::Found;
use rusqlite::{Connection, Row};
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Shown {
    Happening(Box<HappeningPage>),
    Mention(Box<MentionPage>),
    Report(Box<ReportPage>),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HappeningPage {
    #[serde(flatten)]
    pub brief: Brief,
    /// First day that any source tells, and the number of independent sources for the date given.
    pub earliest: Option<String>,
    pub date_sources: u64,
    pub disagree: Vec<Disagreement>,
    /// Every mention of it, by day of publication.
    pub told: Vec<Told>,
    /// Why mentions are held to tell the same.
    pub links: Vec<Link>,
    pub judgements: Vec<Judged>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MentionPage {
    #[serde(flatten)]
    pub told: Told,
    /// What it tells of; none where a person judged it wrong.
    pub happening: Option<Brief>,
    pub links: Vec<Link>,
    pub judgements: Vec<Judged>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportPage {
    #[serde(flatten)]
    pub report: ReportBrief,
    pub language: Option<String>,
    pub release: String,
    pub codebook: String,
    pub text: String,
    /// Reports that hold most of the same words.
    pub copies: Vec<Copy>,
    pub told: Vec<Told>,
    pub quotes: Vec<QuotePage>,
    pub roles: Vec<RolePage>,
    pub figures: Vec<FigurePage>,
    pub changes: Vec<super::Change>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportBrief {
    pub id: String,
    pub name: String,
    pub source: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    /// Id of the report that stands for all its copies: one independent source.
    pub story: String,
}

/// A mention: what one report tells of one happening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    pub id: String,
    #[serde(rename = "type")]
    pub event_type: String,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    pub status: String,
    pub quad: String,
    pub score: f64,
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub confidence: f64,
    pub day: String,
    pub date: Option<String>,
    pub date_text: Option<String>,
    pub place: Option<String>,
    pub place_state: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub trigger: Words,
    pub why: String,
    pub wrong: bool,
    pub actors: Vec<Participant>,
    pub recipients: Vec<Participant>,
    pub evidence: Vec<Words>,
    pub report: ReportBrief,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreement {
    pub about: String,
    pub value: String,
    pub reports: u64,
    pub sources: u64,
    /// A mention that tells it.
    pub mention: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    pub a: String,
    pub b: String,
    pub score: f64,
    pub reasons: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    pub verdict: String,
    pub a: String,
    pub b: Option<String>,
    pub person: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Copy {
    #[serde(flatten)]
    pub report: ReportBrief,
    /// Part of the shorter one's word sequences that the longer one has too.
    pub shared: f64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotePage {
    pub speaker: Option<String>,
    pub role: Option<String>,
    pub state: Option<String>,
    pub kind: String,
    pub content: Words,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RolePage {
    pub person: String,
    pub title: String,
    pub of: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigurePage {
    pub text: String,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub about: Option<String>,
    pub parties: Vec<String>,
}

impl Archive {
    /// Everything behind a happening, a mention or a report, named by its id, the beginning of it, or a report's name.
    ///
    /// # Errors
    /// Nothing has that id, or several have; or the archive cannot be read.
    pub fn show(&self, id: &str) -> Result<Shown> {
        let page = match self.find(id)? {
            Found::Happening(key) => happening(&self.db, key).map(|page| Shown::Happening(Box::new(page))),
            Found::Mention(key) => mention(&self.db, key).map(|page| Shown::Mention(Box::new(page))),
            Found::Report(key) => report(&self.db, key).map(|page| Shown::Report(Box::new(page))),
        };
        page.map_err(|error| self.error(error))
    }
}

fn happening(db: &Connection, key: i64) -> rusqlite::Result<HappeningPage> {
    let (earliest, date_sources) = db
        .prepare_cached("SELECT earliest, date_sources FROM happenings WHERE happening = ?")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let disagree = all(
        db,
        "SELECT about, value, reports, sources, mention FROM disagreements WHERE happening = ?
         ORDER BY about, sources DESC, value",
        [key],
        |row| {
            Ok(Disagreement {
                about: row.get(0)?,
                value: row.get(1)?,
                reports: row.get(2)?,
                sources: row.get(3)?,
                mention: row.get(4)?,
            })
        },
    )?;
    let links = links(db, LINKS_WITHIN, key)?;
    let judgements = judgements(db, JUDGED_WITHIN, key)?;
    Ok(HappeningPage {
        brief: brief(db, key)?,
        earliest,
        date_sources,
        disagree,
        told: told(db, "m.happening = ?", key)?,
        links,
        judgements,
    })
}

fn mention(db: &Connection, key: i64) -> rusqlite::Result<MentionPage> {
    let mut told = told(db, "m.mention = ?", key)?;
    let happening: Option<i64> = db
        .prepare_cached("SELECT happening FROM mentions WHERE mention = ?")?
        .query_row([key], |row| row.get(0))?;
    Ok(MentionPage {
        // The key was found a moment ago, and one connection sees no deletions in between.
        told: told.pop().ok_or(rusqlite::Error::QueryReturnedNoRows)?,
        happening: happening.map(|happening| brief(db, happening)).transpose()?,
        links: links(db, LINKS_OF, key)?,
        judgements: judgements(db, JUDGED, key)?,
    })
}

fn report(db: &Connection, key: i64) -> rusqlite::Result<ReportPage> {
    let told = told(db, "m.report = ?", key)?;
    let copies = all(
        db,
        "SELECT r.id, r.name, r.source, r.title, r.published, r.story, c.shared
         FROM (SELECT b AS other, shared FROM copies WHERE a = ?1 UNION ALL SELECT a, shared FROM copies WHERE b = ?1) c
         CROSS JOIN reports r ON r.report = c.other ORDER BY r.published, r.id",
        [key],
        |row| Ok(Copy { report: report_brief(row, 0)?, shared: row.get(6)? }),
    )?;
    let quotes = all(
        db,
        "SELECT content, start, \"end\", coalesce(name, speaker), role, state, kind FROM quotes WHERE report = ?
         ORDER BY start, id",
        [key],
        |row| {
            Ok(QuotePage {
                content: Words::read(row)?,
                speaker: row.get(3)?,
                role: row.get(4)?,
                state: row.get(5)?,
                kind: row.get(6)?,
            })
        },
    )?;
    let roles = all(
        db,
        "SELECT DISTINCT person, title, \"of\" FROM roles WHERE report = ? ORDER BY person, title, \"of\"",
        [key],
        |row| Ok(RolePage { person: row.get(0)?, title: row.get(1)?, of: row.get(2)? }),
    )?;
    let figures = all(
        db,
        "SELECT text, value, unit, about,
         (SELECT group_concat(state, ' ') FROM (SELECT state FROM figure_parties p WHERE p.figure = f.figure ORDER BY state))
         FROM figures f WHERE report = ? ORDER BY start, id",
        [key],
        |row| {
            let parties: Option<String> = row.get(4)?;
            Ok(FigurePage {
                text: row.get(0)?,
                value: row.get(1)?,
                unit: row.get(2)?,
                about: row.get(3)?,
                parties: parties.iter().flat_map(|p| p.split(' ')).map(str::to_owned).collect(),
            })
        },
    )?;
    let (brief, language, release, codebook, text) = db
        .prepare_cached(
            "SELECT id, name, source, title, published, story, language, release, codebook, text FROM reports
             WHERE report = ?",
        )?
        .query_row([key], |row| {
            Ok((report_brief(row, 0)?, row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?))
        })?;
    let changes = all(
        db,
        "SELECT at, kind, what, report, name, published, mention, before, after, release FROM changes WHERE report = ?
         ORDER BY change",
        [&brief.id],
        super::changes::change,
    )?;
    Ok(ReportPage {
        report: brief,
        language,
        release,
        codebook,
        text,
        copies,
        told,
        quotes,
        roles,
        figures,
        changes,
    })
}

fn report_brief(row: &Row, at: usize) -> rusqlite::Result<ReportBrief> {
    Ok(ReportBrief {
        id: row.get(at)?,
        name: row.get(at + 1)?,
        source: row.get(at + 2)?,
        title: row.get(at + 3)?,
        published: row.get(at + 4)?,
        story: row.get(at + 5)?,
    })
}

pub(super) fn told_query(condition: &str) -> String {
    format!(
        "SELECT r.id, r.name, r.source, r.title, r.published, r.story, m.id, m.type, m.mode, m.contexts, m.status, m.quad,
         m.score, m.cameo, m.goldstein, m.confidence, m.day, m.date, m.date_text, m.place, m.place_state, m.lat, m.lon,
         m.trigger, m.trigger_start, m.trigger_end, m.why, m.wrong, m.mention
         FROM mentions m CROSS JOIN reports r ON r.report = m.report WHERE {condition}
         ORDER BY r.published, r.id, m.trigger_start, m.id"
    )
}

fn told(db: &Connection, condition: &str, key: i64) -> rusqlite::Result<Vec<Told>> {
    let rows = all(db, &told_query(condition), [key], |row| {
        let contexts: String = row.get(9)?;
        let told = Told {
            report: report_brief(row, 0)?,
            id: row.get(6)?,
            event_type: row.get(7)?,
            mode: row.get(8)?,
            contexts: contexts.split_whitespace().map(str::to_owned).collect(),
            status: row.get(10)?,
            quad: row.get(11)?,
            score: row.get(12)?,
            cameo: row.get(13)?,
            goldstein: row.get(14)?,
            confidence: row.get(15)?,
            day: row.get(16)?,
            date: row.get(17)?,
            date_text: row.get(18)?,
            place: row.get(19)?,
            place_state: row.get(20)?,
            lat: row.get(21)?,
            lon: row.get(22)?,
            trigger: Words { text: row.get(23)?, start: row.get(24)?, end: row.get(25)? },
            why: row.get(26)?,
            wrong: row.get(27)?,
            actors: Vec::new(),
            recipients: Vec::new(),
            evidence: Vec::new(),
        };
        Ok((row.get::<_, i64>(28)?, told))
    })?;
    let full = |(mention, mut told): (i64, Told)| {
        (told.actors, told.recipients) = participants(db, mention)?;
        told.evidence = evidence(db, mention)?;
        Ok(told)
    };
    rows.into_iter().map(full).collect()
}

pub(super) const LINKS_WITHIN: &str = "SELECT x.id, y.id, l.score, l.reasons FROM mentions x
    CROSS JOIN links l ON l.a = x.mention CROSS JOIN mentions y ON y.mention = l.b
    WHERE x.happening = ?1 AND y.happening = ?1 ORDER BY x.id, y.id";
pub(super) const LINKS_OF: &str = "SELECT x.id, y.id, l.score, l.reasons
    FROM (SELECT a, b, score, reasons FROM links WHERE a = ?1
          UNION ALL SELECT a, b, score, reasons FROM links WHERE b = ?1) l
    CROSS JOIN mentions x ON x.mention = l.a CROSS JOIN mentions y ON y.mention = l.b ORDER BY x.id, y.id";

fn links(db: &Connection, query: &str, key: i64) -> rusqlite::Result<Vec<Link>> {
    all(db, query, [key], |row| {
        let (x, y): (String, String) = (row.get(0)?, row.get(1)?);
        let (a, b) = if x <= y { (x, y) } else { (y, x) };
        Ok(Link { a, b, score: row.get(2)?, reasons: row.get(3)? })
    })
}

pub(super) const JUDGED_WITHIN: &str = "SELECT DISTINCT j.verdict, j.a, j.b, j.person, j.note
    FROM mentions m CROSS JOIN judgements j ON j.a = m.id OR j.b = m.id WHERE m.happening = ? ORDER BY j.a, j.b";
pub(super) const JUDGED: &str = "SELECT DISTINCT j.verdict, j.a, j.b, j.person, j.note
    FROM mentions m CROSS JOIN judgements j ON j.a = m.id OR j.b = m.id WHERE m.mention = ? ORDER BY j.a, j.b";

fn judgements(db: &Connection, query: &str, key: i64) -> rusqlite::Result<Vec<Judged>> {
    all(db, query, [key], |row| {
        let b: String = row.get(2)?;
        Ok(Judged {
            verdict: row.get(0)?,
            a: row.get(1)?,
            b: Some(b).filter(|b| !b.is_empty()),
            person: row.get(3)?,
            note: row.get(4)?,
        })
    })
}
