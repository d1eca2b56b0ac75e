//! Toponyms.
use crate::knowledge::Knowledge;
use legation_record::{Document, Place, Sentence};

pub fn find(_doc: &Document, _sentences: &[Sentence], _knowledge: &Knowledge) -> Vec<Place> {
    Vec::new()
}
