//! Who holds which office.
use crate::knowledge::Knowledge;
use legation_record::{Document, Role, Sentence};

pub fn find(_doc: &Document, _sentences: &[Sentence], _knowledge: &Knowledge) -> Vec<Role> {
    Vec::new()
}
