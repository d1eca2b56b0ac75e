//! Who held which office when.

use super::Holder;
use super::names::{ByHash, not_after};
use super::pieces::hash_of;
use super::table::{Row, rows, variants};
use crate::Error;

pub(super) const COLUMNS: [&str; 7] = ["person", "title", "state", "sector", "since", "until", "variants"];

/// Months for which a report may still give a holder the office, or already give it before the table does.
const GRACE_MONTHS: i32 = 6;
/// Years after office in which a bare surname still means the former holder.
const REMEMBERED_YEARS: i32 = 12;

#[derive(Clone, Debug, Default)]
pub(super) struct Holders {
    holders: Vec<Holder>,
    /// How well known the office makes its holder; the lowest first.
    ranks: Vec<u8>,
    by_name: ByHash<Vec<u32>>,
    given_names: ByHash<()>,
}

impl Holders {
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
        rows(file, text).try_for_each(|row| self.read_row(&row))
    }

    pub fn read_row(&mut self, row: &Row) -> Result<(), Error> {
        let [person, title, state, sector, since, until, others] = row.columns(&COLUMNS)?;
        let holder = Holder {
            person: person.into(),
            title: title.into(),
            state: row.state(state)?.unwrap_or_default(),
            sector: row.sector(sector)?.unwrap_or_else(|| "GOV".into()),
            since: row.date(since)?.map(Into::into),
            until: row.date(until)?.map(Into::into),
        };
        self.add(holder, variants(others));
        Ok(())
    }

    /// Adds a holder under the full name, the surname (unless the variants name one by `=`) and the variants.
    pub fn add<'a>(&mut self, holder: Holder, others: impl Iterator<Item = &'a str>) {
        let id = self.holders.len() as u32;
        let person = holder.person.clone();
        self.ranks.push(rank(&holder.title));
        self.holders.push(holder);
        let mut surname = true;
        let mut keys = vec![hash_of(&person)];
        for other in others {
            surname &= !other.starts_with('=');
            keys.push(hash_of(other.trim_start_matches('=')));
        }
        if let Some((first, rest)) = person.split_once(' ') {
            self.given_names.insert(hash_of(first), ());
            if surname {
                keys.push(hash_of(rest.rsplit(' ').next().unwrap_or(rest)));
            }
        }
        for key in keys {
            let ids = self.by_name.entry(key).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }

    /// Those of that name known at the date: in office first, then those who left it lately; within each heads of
    /// state and government, then ministers, then the table's order.
    pub fn find(&self, name: &str, date: Option<&str>) -> Vec<&Holder> {
        let Some(ids) = self.by_name.get(&hash_of(name)) else { return Vec::new() };
        let known =
            |&id: &u32| Some((standing(&self.holders[id as usize], date)?, self.ranks[id as usize], id));
        let mut found: Vec<(u8, u8, u32)> = ids.iter().filter_map(known).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, _, id)| &self.holders[id as usize]).collect()
    }

    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains_key(&hash_of(word))
    }

    #[cfg(test)]
    pub fn all(&self) -> &[Holder] {
        &self.holders
    }
}

fn rank(title: &str) -> u8 {
    match title {
        "president" | "prime minister" | "chancellor" | "king" | "emir" | "sultan" | "monarch" | "leader"
        | "pope" | "supreme leader" | "crown prince" | "secretary-general" => 0,
        _ if title.contains("minister") || title.starts_with("secretary") => 1,
        _ => 2,
    }
}

/// 0 in office, 1 within the grace, 2 remembered; none before the office or long after.
fn standing(holder: &Holder, date: Option<&str>) -> Option<u8> {
    let Some(date) = date else { return Some(0) };
    let (since, until) = (holder.since.as_deref(), holder.until.as_deref());
    let begun = not_after(since, date);
    let over = until.is_some_and(|u| !not_after(Some(date), u));
    let months_to = |other: &str| Some((months(date)? - months(other)?).abs());
    match (begun, over) {
        (true, false) => Some(0),
        (false, _) => (months_to(since?)? <= GRACE_MONTHS).then_some(1),
        (true, true) => match months_to(until?)? {
            past if past <= GRACE_MONTHS => Some(1),
            past if past <= 12 * REMEMBERED_YEARS => Some(2),
            _ => None,
        },
    }
}

fn months(date: &str) -> Option<i32> {
    let year: i32 = date.get(..4)?.parse().ok()?;
    let month: i32 = date.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(6);
    Some(12 * year + month)
}
