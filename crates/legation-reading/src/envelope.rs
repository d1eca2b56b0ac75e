//! One document before it is opened.
use crate::{Place, ReadError};
use legation_record::Document;

/// One document's bytes and where they stand.
pub struct Envelope {
    pub place: Place,
}

/// A document, and what its reader should be told about it.
pub struct Report {
    pub document: Document,
    pub notes: Vec<String>,
}

impl Envelope {
    pub fn open(self) -> Result<Report, ReadError> {
        Err(ReadError::new(self.place, "not read yet", ""))
    }
}
