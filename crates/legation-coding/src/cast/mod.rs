//! Who is who in a report.
use crate::knowledge::Knowledge;
use legation_record::{Actor, Document, Quote, Sentence, Span};

#[derive(Clone, Debug, Default)]
pub struct Cast;

impl Cast {
    pub fn build(_doc: &Document, _sentences: &[Sentence], _knowledge: &Knowledge) -> Cast {
        Cast
    }
    pub fn hear(&mut self, _doc: &Document, _sentences: &[Sentence], _quotes: &[Quote]) {}
    pub fn actors(&self, _sentence: usize, _token: usize) -> Vec<Actor> {
        Vec::new()
    }
    pub fn mention_span(&self, sentences: &[Sentence], sentence: usize, token: usize) -> Span {
        sentences.get(sentence).map(|s| s.span_of(token, token)).unwrap_or_default()
    }
}
