//! How much of what.
use crate::cast::Cast;
use legation_record::{Document, Figure, Sentence};

pub fn find(_doc: &Document, _sentences: &[Sentence], _cast: &Cast) -> Vec<Figure> {
    Vec::new()
}
