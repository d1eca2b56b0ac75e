//! Time expressions.
use legation_record::{Date, Document, Sentence};

pub fn find(_doc: &Document, _sentences: &[Sentence]) -> Vec<Date> {
    Vec::new()
}
