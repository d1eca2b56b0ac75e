//! PLOVER contexts of an event, by the words of the sentence that tells it.

use super::{Report, Telling};
use crate::codebook::Codebook;
use std::collections::BTreeMap;

/// Contexts that an event is given at most: those with the most words.
const MOST: usize = 3;

pub fn of(report: &Report<'_>, book: &Codebook, telling: &Telling) -> Vec<String> {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    if let Some(s) = report.sentences.get(telling.sentence) {
        for t in &s.tokens {
            let lemma = if t.lemma.is_empty() { &t.form } else { &t.lemma };
            for context in book.contexts.get(&lemma.to_lowercase()) {
                *words.entry(context).or_default() += 1;
            }
        }
    }
    let mut found: Vec<(&str, usize)> = words.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    found.truncate(MOST);
    found.into_iter().map(|(name, _)| name.to_owned()).collect()
}
