//! The persons of a report: every way of naming one joined to the full name.

use super::home::States;
use super::names::{Names, Spot};
use crate::knowledge::Knowledge;
use legation_record::{Document, Sentence};
use std::collections::BTreeMap;

/// One person, with all places where the report names him or her.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The fullest name in the report, or that of a table.
    pub name: String,
    /// Named so far, while the report is read from the top; decides between two of one surname.
    seen: usize,
    /// Full forms of the name in the report, with how often each stands there.
    forms: BTreeMap<String, usize>,
    pub mentions: Vec<(usize, usize, usize)>,
    /// State, title and sector by the tables, where the date fits.
    pub table: Option<(String, String, String)>,
}

#[derive(Default)]
pub struct People {
    pub all: Vec<Person>,
    /// Those whom the tables of office-holders know.
    pub tabled: Vec<usize>,
    /// Person named by the spot that begins at (sentence, token).
    by_spot: BTreeMap<(usize, usize), usize>,
    by_last: BTreeMap<String, Vec<usize>>,
    by_any: BTreeMap<String, Vec<usize>>,
}

impl People {
    pub fn gather(
        doc: &Document,
        sentences: &[Sentence],
        names: &Names,
        states: &States,
        knowledge: &Knowledge,
    ) -> People {
        let mut out = People::default();
        let each = || {
            sentences.iter().enumerate().flat_map(|(si, s)| {
                names.spots(si).iter().filter(|p| p.is_person()).map(move |p| (si, p, words(doc, s, p)))
            })
        };
        // Full names first: a headline's "Putin" is introduced only below it.
        for (_, spot, parts) in each() {
            if parts.len() > 1 {
                let id = out.same(&parts).unwrap_or_else(|| out.add(&parts, spot));
                if spot.known.is_none() {
                    out.index(id, &parts);
                    *out.all[id].forms.entry(parts.join(" ")).or_default() += 1;
                }
            }
        }
        // The fullest form is the name; of two as full, the one more often written.
        for person in &mut out.all {
            let full = |f: &str| f.split_whitespace().count();
            let best = person
                .forms
                .iter()
                .max_by(|a, b| (full(a.0), *a.1).cmp(&(full(b.0), *b.1)).then_with(|| b.0.cmp(a.0)));
            if let Some((best, _)) = best
                && full(best) >= full(&person.name)
            {
                person.name = best.clone();
            }
        }
        for (si, spot, parts) in each() {
            let id = match parts.len() {
                0 => continue,
                1 => out.short(&parts[0]),
                _ => out.same(&parts),
            };
            let id = id.unwrap_or_else(|| out.add(&parts, spot));
            out.all[id].seen += 1;
            out.all[id].mentions.push((si, spot.first, spot.last));
            out.by_spot.insert((si, spot.first), id);
        }
        for (id, person) in out.all.iter_mut().enumerate() {
            person.look_up(doc, states, knowledge);
            if person.table.is_some() {
                out.tabled.push(id);
            }
        }
        out
    }

    pub fn at(&self, sentence: usize, spot: &Spot) -> Option<usize> {
        self.by_spot.get(&(sentence, spot.first)).copied()
    }

    /// The person of that surname ("the Trump administration").
    pub fn surnamed(&self, word: &str) -> Option<usize> {
        self.by_last.get(&key(word)).and_then(|ids| ids.first().copied())
    }

    fn add(&mut self, parts: &[String], spot: &Spot) -> usize {
        let id = self.all.len();
        let name = match spot.known {
            Some((entity, _)) => entity.name.clone(),
            None => parts.join(" "),
        };
        let own: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        self.all.push(Person { name, ..Person::default() });
        self.index(id, parts);
        self.index(id, &own);
        id
    }

    fn index(&mut self, id: usize, parts: &[String]) {
        for (i, part) in parts.iter().enumerate() {
            let key = key(part);
            let lists = [Some(&mut self.by_any), (i + 1 == parts.len()).then_some(&mut self.by_last)];
            for list in lists.into_iter().flatten() {
                let ids = list.entry(key.clone()).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }

    /// A person with a full name that agrees with these parts.
    fn same(&self, parts: &[String]) -> Option<usize> {
        let (first, last) = (key(parts.first()?), key(parts.last()?));
        let by_last = self.by_last.get(&last).into_iter().flatten().copied().find(|&id| {
            let own = key(self.all[id].name.split_whitespace().next().unwrap_or(""));
            own == first
                || own.len() <= 2 && first.starts_with(own.trim_end_matches('.'))
                || first.len() <= 2 && own.starts_with(first.trim_end_matches('.'))
        });
        by_last.or_else(|| {
            self.by_any.get(&first).into_iter().flatten().copied().find(|&id| {
                let own: Vec<String> = self.all[id].name.split_whitespace().map(key).collect();
                let inside = |a: &[String], b: &[String]| a.iter().all(|w| b.contains(w));
                let theirs: Vec<String> = parts.iter().map(|p| key(p)).collect();
                inside(&theirs, &own) || (own.len() > 1 && inside(&own, &theirs)) || misspelt(&theirs, &own)
            })
        })
    }

    /// Whom one word of a name means: a surname rather than a first name, who was named most rather than least.
    fn short(&self, word: &str) -> Option<usize> {
        let key = key(word);
        let best = |list: &BTreeMap<String, Vec<usize>>| {
            let ids = list.get(&key)?;
            ids.iter().copied().max_by_key(|&id| (self.all[id].seen, std::cmp::Reverse(id)))
        };
        best(&self.by_last).or_else(|| best(&self.by_any))
    }
}

impl Person {
    pub fn surname(&self) -> &str {
        self.name.split_whitespace().last().unwrap_or("")
    }

    fn look_up(&mut self, doc: &Document, states: &States, knowledge: &Knowledge) {
        let holders = knowledge.holders(&self.name, doc.published.as_deref());
        let full = self.name.contains(' ');
        // A bare surname means an office-holder where the report also names the state, or no other state has one so named.
        let alone = holders.iter().all(|h| h.state == holders[0].state && h.sector == "GOV");
        let Some(holder) = holders.iter().copied().find(|h| full || alone || states.names(&h.state)) else {
            return;
        };
        if !full && key(holder.person.split_whitespace().last().unwrap_or("")) != key(&self.name) {
            return;
        }
        if !full {
            self.name = holder.person.clone();
        }
        self.table = Some((holder.state.clone(), holder.title.clone(), holder.sector.clone()));
    }
}

/// The words of a name as written: "Ban", "Ki-moon".
fn words(doc: &Document, s: &Sentence, spot: &Spot) -> Vec<String> {
    // What stands behind a comma is no name: "Wellstone, D-Minn.".
    let span = s.span_of(spot.first, spot.last);
    let name = doc.words(span).split(", ").next().unwrap_or_default();
    let mut words: Vec<String> = name
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned())
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .collect();
    // The town of a dateline: "WASHINGTON Christopher Steele".
    let loud = |w: &str| w.chars().all(char::is_uppercase);
    if let [town, _, .., last] = &words[..]
        && town.chars().count() > 3
        && loud(town)
        && !loud(last)
    {
        words.remove(0);
    }
    words
}

fn key(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// "Kakikenov" for "Kabikenov": the same first name, surnames of one length that differ in one or two letters.
fn misspelt(a: &[String], b: &[String]) -> bool {
    let (Some(x), Some(y)) = (a.last(), b.last()) else { return false };
    let near = || x.chars().zip(y.chars()).filter(|(p, q)| p != q).count() <= x.chars().count() / 5;
    a.len() == b.len()
        && a.first() == b.first()
        && x.chars().count() == y.chars().count()
        && x.chars().count() > 4
        && near()
}
