//! Words that speak for something: for a context, or for what a demand is about.

use std::collections::{BTreeMap, HashMap};

/// Lemmas by what they speak for.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    names: Vec<String>,
    of: HashMap<String, Vec<u16>>,
}

impl Lexicon {
    pub fn new(words: BTreeMap<String, Vec<String>>) -> Lexicon {
        let mut out = Lexicon::default();
        for (name, lemmas) in words {
            let id = out.names.len() as u16;
            out.names.push(name);
            for lemma in lemmas {
                let of = out.of.entry(lemma.to_lowercase()).or_default();
                if !of.contains(&id) {
                    of.push(id);
                }
            }
        }
        out
    }

    /// Whether a lemma (lower case) speaks for that.
    pub fn is(&self, lemma: &str, name: &str) -> bool {
        self.get(lemma).any(|n| n == name)
    }

    /// What a lemma (lower case) speaks for.
    pub fn get(&self, lemma: &str) -> impl Iterator<Item = &str> {
        self.of
            .get(lemma)
            .into_iter()
            .flatten()
            .filter_map(|&id| self.names.get(id as usize))
            .map(String::as_str)
    }
}

impl Lexicon {
    /// Whether some word speaks for it.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// All its words, in no order.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        self.of.keys()
    }
}
