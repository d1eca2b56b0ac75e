//! Two states month by month, and lately against before. What happened counts: plans, denials and might-bes do not.

use super::brief::Direction;
use super::network::round;
use crate::days::{from_iso, to_iso};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use std::collections::BTreeMap;

/// Happenings by quad class, and their mean score.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Count {
    pub happenings: u64,
    pub verbal_cooperation: u64,
    pub material_cooperation: u64,
    pub verbal_conflict: u64,
    pub material_conflict: u64,
    pub a_to_b: u64,
    pub b_to_a: u64,
    pub both: u64,
    /// Mean conflict-cooperation score of PLOVER, -10 to 10; none without happenings.
    pub score: Option<f64>,
    #[serde(skip)]
    sum: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Month {
    /// `2023-04`
    pub month: String,
    #[serde(flatten)]
    pub count: Count,
}

/// The last days of a period beside as many days before them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lately {
    pub days: u32,
    pub since: String,
    pub until: String,
    pub now: Count,
    pub before_since: String,
    pub before: Count,
    /// Types that occur now and did not before, and the other way round.
    pub new_types: Vec<String>,
    pub gone_types: Vec<String>,
}

pub(super) struct Counted {
    pub months: Vec<Month>,
    pub total: Count,
    pub lately: Option<Lately>,
    pub first: Option<String>,
    pub last: Option<String>,
}

pub(super) const ROWS: &str = "SELECT day, type, quad, acts, score FROM dyads
    WHERE state_a = ? AND state_b = ? AND day BETWEEN ? AND ? AND status = 'actual' ORDER BY day";

pub(super) const LAST: &str = "SELECT day FROM dyads
    WHERE state_a = ? AND state_b = ? AND day BETWEEN ? AND ? AND status = 'actual' ORDER BY day DESC LIMIT 1";

/// One walk over what happened between two states from `since` to `until`. Lately ends with the last day on which
/// something happened: of a pair that has been quiet since, it tells how it fell quiet.
pub(super) fn counted(
    db: &Connection,
    pair: (&str, &str),
    (since, until): (&str, &str),
    days: u32,
) -> rusqlite::Result<Counted> {
    let last_day: Option<String> =
        db.prepare_cached(LAST)?.query_row([pair.0, pair.1, since, until], |row| row.get(0)).optional()?;
    let spans = last_day.as_deref().and_then(from_iso).map(|last| {
        let now = to_iso(last.saturating_sub(days as i32 - 1));
        let before = to_iso(last.saturating_sub(2 * days as i32 - 1));
        (now, before)
    });
    let mut months: BTreeMap<String, Count> = BTreeMap::new();
    let mut total = Count::default();
    let (mut now, mut before) = (Count::default(), Count::default());
    let mut types: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    let mut first = None;
    let mut month = String::new();
    let mut count = Count::default();
    let mut statement = db.prepare_cached(ROWS)?;
    let mut rows = statement.query([pair.0, pair.1, since, until])?;
    while let Some(row) = rows.next()? {
        let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str()?);
        let (day, quad, acts, score) = (text(0)?, text(2)?, text(3)?, row.get::<_, f64>(4)?);
        total.add(quad, acts, score);
        let Some(of_month) = day.get(..7) else { continue };
        if of_month != month {
            months.insert(std::mem::replace(&mut month, of_month.to_owned()), std::mem::take(&mut count));
        }
        count.add(quad, acts, score);
        if first.is_none() {
            first = Some(day.to_owned());
        }
        if let Some((from_now, from_before)) = &spans
            && day >= from_before.as_str()
        {
            let lately = day >= from_now.as_str();
            if lately { &mut now } else { &mut before }.add(quad, acts, score);
            let seen = types.entry(text(1)?.to_owned()).or_default();
            *seen = (seen.0 || lately, seen.1 || !lately);
        }
    }
    months.insert(month, count);
    months.remove("");
    let lately = spans.map(|(since, before_since)| Lately {
        days,
        since,
        until: last_day.clone().unwrap_or_default(),
        now: now.done(),
        before_since,
        before: before.done(),
        new_types: types.iter().filter(|(_, seen)| **seen == (true, false)).map(|(t, _)| t.clone()).collect(),
        gone_types: types
            .iter()
            .filter(|(_, seen)| **seen == (false, true))
            .map(|(t, _)| t.clone())
            .collect(),
    });
    Ok(Counted { months: without_gaps(months), total: total.done(), lately, first, last: last_day })
}

impl Count {
    fn add(&mut self, quad: &str, acts: &str, score: f64) {
        self.happenings += 1;
        self.sum += score;
        match quad {
            "verbal cooperation" => self.verbal_cooperation += 1,
            "material cooperation" => self.material_cooperation += 1,
            "verbal conflict" => self.verbal_conflict += 1,
            "material conflict" => self.material_conflict += 1,
            _ => {}
        }
        match Direction::read(acts) {
            Direction::AToB => self.a_to_b += 1,
            Direction::BToA => self.b_to_a += 1,
            Direction::Both => self.both += 1,
        }
    }

    fn done(mut self) -> Count {
        self.score = (self.happenings > 0).then(|| round(self.sum / self.happenings as f64));
        self
    }
}

/// Quiet months are part of the picture; a span of more than a lifetime is a mistaken date, and has none.
fn without_gaps(mut months: BTreeMap<String, Count>) -> Vec<Month> {
    let number = |month: &str| -> Option<i32> {
        let (year, of_year) = month.split_once('-')?;
        Some(year.parse::<i32>().ok()? * 12 + of_year.parse::<i32>().ok()? - 1)
    };
    let ends =
        months.keys().next().and_then(|m| number(m)).zip(months.keys().next_back().and_then(|m| number(m)));
    if let Some((first, last)) = ends.filter(|(first, last)| last - first < 1200) {
        for month in first..last {
            months.entry(format!("{:04}-{:02}", month / 12, month % 12 + 1)).or_default();
        }
    }
    months.into_iter().map(|(month, count)| Month { month, count: count.done() }).collect()
}
