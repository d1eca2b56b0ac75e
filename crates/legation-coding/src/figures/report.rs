//! What a report as a whole tells about its figures: whose rupees, which dollar.

use super::units::{Units, units};
use legation_record::{Document, Sentence};
use std::cell::OnceCell;
use std::collections::HashMap;

pub(crate) struct Report<'a> {
    document: &'a Document,
    sentences: &'a [Sentence],
    pub units: &'static Units,
    /// How often each word that names a currency's state stands in the report; counted when first asked for.
    states: OnceCell<HashMap<String, usize>>,
    dollar: OnceCell<Option<usize>>,
}

impl<'a> Report<'a> {
    pub fn new(document: &'a Document, sentences: &'a [Sentence]) -> Report<'a> {
        Report { document, sentences, units: units(), states: OnceCell::new(), dollar: OnceCell::new() }
    }

    fn states(&self) -> &HashMap<String, usize> {
        self.states.get_or_init(|| {
            let mut counts = HashMap::new();
            for token in self.sentences.iter().flat_map(|s| &s.tokens) {
                let word = token.form.to_lowercase().replace('.', "");
                if self.units.is_state_word(&word) {
                    *counts.entry(word).or_insert(0) += 1;
                }
            }
            counts
        })
    }

    /// How much the report speaks of a currency's state.
    pub fn mentions(&self, currency: usize) -> usize {
        self.states().iter().filter(|(word, _)| self.units.tells(currency, word)).map(|(_, n)| n).sum()
    }

    /// The currency that a word or sign means here. `beside`: lower-case words next to the amount that may name a state.
    pub fn choose(&self, candidates: &[usize], beside: &[&str]) -> Option<usize> {
        let usual = *candidates.first()?;
        if let Some(told) =
            candidates.iter().copied().find(|c| beside.iter().any(|w| self.units.tells(*c, w)))
        {
            return Some(told);
        }
        if self.units.currency(usual) == "USD" {
            return Some(usual);
        }
        // The state most spoken of; among equals the usual meaning.
        let most = candidates.iter().map(|c| self.mentions(*c)).max()?;
        candidates.iter().copied().find(|c| self.mentions(*c) == most)
    }

    /// Whose a bare `$` is: the United States', save in a paper that marks that one apart and so means its own. `$US` is
    /// how Australian papers write it; others are told by their web address.
    pub fn bare_dollar(&self) -> Option<usize> {
        *self.dollar.get_or_init(|| self.find_dollar())
    }

    fn find_dollar(&self) -> Option<usize> {
        let text = &self.document.text;
        let all = self.units.currency_word("dollar");
        let usual = all.first().copied();
        if text.contains("$US") {
            return all.iter().copied().find(|c| self.units.currency(*c) == "AUD").or(usual);
        }
        if text.contains("US$") || text.contains("U.S.$") {
            return self.domain().and_then(|d| self.units.by_domain(all, d)).or(usual);
        }
        usual
    }

    /// `au` of `https://www.example.com.au/story`.
    fn domain(&self) -> Option<&str> {
        let source = self.document.source.as_deref()?;
        let host = source.split_once("://")?.1.split(['/', ':', '?']).next()?;
        host.rsplit('.').next()
    }
}
