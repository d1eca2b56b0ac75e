//! The parts of a dyad that need more than its rows: ties, meetings, quotes, figures. Each looks back over so many
//! happenings at most that a busy pair answers as fast as a quiet one.

use super::all;
use super::brief::{Brief, brief, evidence};
use rusqlite::Connection;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Happenings looked at for ties, and meetings looked at for who met.
pub(super) const LOOK_BACK: usize = 400;
/// Happenings whose reports are looked through for quotes.
const QUOTED: usize = 100;
/// Figures of the quieter state looked at for those of both.
const FIGURES: usize = 1000;

/// Two states, a period, and the longest that a list may be.
pub(super) struct Place<'a> {
    pub db: &'a Connection,
    pub pair: (&'a str, &'a str),
    pub period: (&'a str, &'a str),
    pub most: usize,
}

impl Place<'_> {
    fn keys(&self, query: &str, most: usize) -> rusqlite::Result<Vec<i64>> {
        let params = (self.pair.0, self.pair.1, self.period.0, self.period.1, most as i64);
        all(self.db, query, params, |row| row.get(0))
    }

    pub fn briefs(&self, query: &str) -> rusqlite::Result<Vec<Brief>> {
        self.keys(query, self.most)?.into_iter().map(|happening| brief(self.db, happening)).collect()
    }
}

/// The types among which ties are made, mended and cut.
pub(super) const TIES: &str =
    "SELECT d.happening FROM dyads d CROSS JOIN happenings h ON h.happening = d.happening
    WHERE state_a = ? AND state_b = ? AND d.day BETWEEN ? AND ?
    AND d.type NOT IN ('AID', 'PROTEST', 'MOBILIZE', 'ASSAULT') AND d.status <> 'future'
    ORDER BY d.day DESC, h.id LIMIT ?";

pub(super) fn ties(place: &Place) -> rusqlite::Result<Vec<Brief>> {
    let words = include_str!("../../../../knowledge/ties.tsv");
    let words: Vec<&str> =
        words.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut found = Vec::new();
    for happening in place.keys(TIES, LOOK_BACK)? {
        let told = place
            .db
            .prepare_cached(
                "SELECT mention, type, mode FROM mentions WHERE happening = ? ORDER BY id LIMIT 3",
            )?
            .query_map([happening], |row| row.get::<_, i64>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut is_tie = false;
        for mention in told {
            for sentence in evidence(place.db, mention)? {
                let sentence = sentence.text.to_lowercase();
                is_tie |= words.iter().any(|word| begins_a_word(&sentence, word));
            }
        }
        if is_tie {
            found.push(brief(place.db, happening)?);
            if found.len() == place.most {
                break;
            }
        }
    }
    Ok(found)
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// Two officials who met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meeting {
    pub a: String,
    pub a_role: Option<String>,
    pub b: String,
    pub b_role: Option<String>,
    pub times: u64,
    pub last: String,
    /// The last of the meetings.
    pub happening: String,
}

pub(super) const MEETINGS: &str =
    "SELECT d.happening FROM dyads d CROSS JOIN happenings h ON h.happening = d.happening
    WHERE state_a = ? AND state_b = ? AND d.day BETWEEN ? AND ? AND d.type = 'CONSULT'
    AND d.status IN ('actual', 'historical') ORDER BY d.day DESC, h.id LIMIT ?";

pub(super) const OFFICIALS: &str = "SELECT p.state, p.name, p.role
    FROM (SELECT mention FROM mentions WHERE happening = ? ORDER BY id LIMIT 5) m
    CROSS JOIN participants p ON p.mention = m.mention
    WHERE p.name IS NOT NULL AND p.role IS NOT NULL AND p.state IS NOT NULL ORDER BY p.name, p.role";

pub(super) fn meetings(place: &Place) -> rusqlite::Result<Vec<Meeting>> {
    let (a, b) = place.pair;
    let mut met: BTreeMap<(String, String), Meeting> = BTreeMap::new();
    for happening in place.keys(MEETINGS, LOOK_BACK)? {
        let officials: Vec<(String, String, String)> =
            all(place.db, OFFICIALS, [happening], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let of = |state: &str| -> BTreeMap<&str, &str> {
            officials.iter().filter(|o| o.0 == state).map(|o| (o.1.as_str(), o.2.as_str())).collect()
        };
        let (mine, theirs) = (of(a), of(b));
        if mine.is_empty() || theirs.is_empty() {
            continue;
        }
        let (id, day): (String, String) = place
            .db
            .prepare_cached("SELECT id, day FROM happenings WHERE happening = ?")?
            .query_row([happening], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (one, role) in &mine {
            for (other, other_role) in theirs.iter().filter(|(other, _)| other != &one) {
                // The first one seen is the last that was held.
                let meeting =
                    met.entry(((*one).to_owned(), (*other).to_owned())).or_insert_with(|| Meeting {
                        a: (*one).to_owned(),
                        a_role: Some((*role).to_owned()),
                        b: (*other).to_owned(),
                        b_role: Some((*other_role).to_owned()),
                        times: 0,
                        last: day.clone(),
                        happening: id.clone(),
                    });
                meeting.times += 1;
            }
        }
    }
    let mut met: Vec<Meeting> = met.into_values().collect();
    met.sort_by(|x, y| (y.times, &y.last, &x.a, &x.b).cmp(&(x.times, &x.last, &y.a, &y.b)));
    met.truncate(place.most);
    Ok(met)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteTold {
    pub day: String,
    pub speaker: String,
    pub role: Option<String>,
    pub state: String,
    pub kind: String,
    pub text: String,
    pub report: String,
}

pub(super) const REPORTS: &str = "SELECT DISTINCT m.report
    FROM (SELECT d.happening FROM dyads d WHERE state_a = ? AND state_b = ? AND day BETWEEN ? AND ?
          ORDER BY day DESC LIMIT ?) d CROSS JOIN mentions m ON m.happening = d.happening ORDER BY m.report";

/// What officials of the two said in the reports of their latest happenings: who speaks of the other state, holds an
/// office and is quoted word for word comes first.
pub(super) fn quotes(place: &Place, names: [&[String]; 2]) -> rusqlite::Result<Vec<QuoteTold>> {
    let query = "SELECT q.day, coalesce(q.name, q.speaker), q.role, q.state, q.kind, q.content, r.name
        FROM quotes q CROSS JOIN reports r ON r.report = q.report
        WHERE q.report = ?1 AND q.state IN (?2, ?3) AND q.speaker IS NOT NULL ORDER BY q.start";
    let (a, b) = place.pair;
    let mut told: Vec<(u32, QuoteTold)> = Vec::new();
    for report in place.keys(REPORTS, QUOTED)? {
        let quotes = all(place.db, query, (report, a, b), |row| {
            Ok(QuoteTold {
                day: row.get(0)?,
                speaker: row.get(1)?,
                role: row.get(2)?,
                state: row.get(3)?,
                kind: row.get(4)?,
                text: row.get(5)?,
                report: row.get(6)?,
            })
        })?;
        for quote in quotes.into_iter().filter(|q| q.day.as_str() <= place.period.1) {
            let others = if quote.state == a { names[1] } else { names[0] };
            let length = quote.text.chars().count();
            let weight = 4 * u32::from(others.iter().any(|name| begins_a_word(&quote.text, name)))
                + 2 * u32::from(quote.role.is_some())
                + u32::from(quote.kind == "direct")
                + u32::from((40..=300).contains(&length));
            told.push((weight, quote));
        }
    }
    told.sort_by(|(x, p), (y, q)| {
        (y, &q.day, &p.speaker, &p.text, &p.report).cmp(&(x, &p.day, &q.speaker, &q.text, &q.report))
    });
    let mut texts = BTreeSet::new();
    let mut speakers: BTreeMap<String, usize> = BTreeMap::new();
    let mut leading = Vec::new();
    for (_, quote) in told {
        let of_speaker = speakers.entry(quote.speaker.clone()).or_default();
        // Two of one person are enough to hear the voice.
        if *of_speaker < 2 && leading.len() < place.most && texts.insert(quote.text.to_lowercase()) {
            *of_speaker += 1;
            leading.push(quote);
        }
    }
    leading.sort_by_key(|quote| Reverse(quote.day.clone()));
    Ok(leading)
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureTold {
    pub day: String,
    /// The date that it is told for, as in TIMEX3; without one, `day` is that of the report.
    pub date: Option<String>,
    pub text: String,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub about: Option<String>,
    pub sentence: String,
    pub report: String,
    /// Reports that tell it in the same words.
    pub reports: u64,
}

pub(super) const FIGURES_OF_BOTH: &str = "SELECT x.day, f.date, f.text, f.value, f.unit, f.about, s.text, r.name
    FROM (SELECT day, figure FROM figure_parties WHERE state = ? AND day BETWEEN ? AND ? ORDER BY day DESC LIMIT ?) x
    CROSS JOIN figure_parties y ON y.state = ? AND y.day = x.day AND y.figure = x.figure
    CROSS JOIN figures f ON f.figure = x.figure CROSS JOIN sentences s ON s.sentence = f.sentence
    CROSS JOIN reports r ON r.report = f.report";

/// Figures that concern both states, found from the one with fewer.
pub(super) fn figures(place: &Place) -> rusqlite::Result<Vec<FigureTold>> {
    let (a, b) = place.pair;
    let (since, until) = place.period;
    let count = |state: &str| -> rusqlite::Result<i64> {
        let query = "SELECT count(*) FROM (SELECT 1 FROM figure_parties WHERE state = ? AND day BETWEEN ? AND ? LIMIT ?)";
        place.db.prepare_cached(query)?.query_row((state, since, until, FIGURES as i64), |row| row.get(0))
    };
    let (few, many) = if count(a)? <= count(b)? { (a, b) } else { (b, a) };
    let told = all(place.db, FIGURES_OF_BOTH, (few, since, until, FIGURES as i64, many), |row| {
        Ok(FigureTold {
            day: row.get(0)?,
            date: row.get(1)?,
            text: row.get(2)?,
            value: row.get(3)?,
            unit: row.get(4)?,
            about: row.get(5)?,
            sentence: row.get(6)?,
            report: row.get(7)?,
            reports: 1,
        })
    })?;
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut figures: Vec<FigureTold> = Vec::new();
    for figure in told {
        let key = (figure.text.clone(), figure.sentence.clone());
        match places.get(&key) {
            Some(&place) => figures[place].reports += 1,
            None => {
                places.insert(key, figures.len());
                figures.push(figure);
            }
        }
    }
    figures.sort_by(|x, y| (&y.day, &x.text, &x.sentence).cmp(&(&x.day, &y.text, &y.sentence)));
    figures.truncate(place.most);
    Ok(figures)
}
