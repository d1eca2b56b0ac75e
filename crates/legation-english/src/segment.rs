//! Sentences and tokens.
use legation_record::Sentence;

/// Sentences of a text with their tokens (span and form only), paragraphs numbered, headlines marked.
pub fn sentences(_text: &str) -> Vec<Sentence> {
    Vec::new()
}
