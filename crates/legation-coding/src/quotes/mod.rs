//! Who said what.
use crate::cast::Cast;
use legation_record::{Document, Quote, Sentence};

pub fn find(_doc: &Document, _sentences: &[Sentence], _cast: &Cast) -> Vec<Quote> {
    Vec::new()
}
