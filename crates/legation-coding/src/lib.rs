//! From sentences to the record of a report.
//!
//! [`Coder::code`] is the one entry: it takes a [`Document`] with its parsed [`Sentence`]s and gives a [`Record`].
//! Within, the layers run in one order, and each uses only those before it:
//!
//! ```text
//! dates, places, offices -> cast (who is who) -> quotes -> cast.hear (who "we" is) -> events, figures
//! ```

pub mod cast;
pub mod codebook;
pub mod dates;
pub mod events;
pub mod figures;
pub mod knowledge;
pub mod offices;
pub mod places;
pub mod quotes;

use codebook::Codebook;
use knowledge::Knowledge;
use legation_record::{Document, Record, Sentence};

/// A mistake in a knowledge file: where it is, what is wrong, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {reason}\n  mend: {mend}")]
pub struct Error {
    pub file: String,
    pub line: usize,
    pub reason: String,
    pub mend: String,
}

/// Reads parsed reports into records. Made once, shared by all threads.
pub struct Coder {
    pub knowledge: Knowledge,
    pub codebook: Codebook,
}

impl Coder {
    pub fn builtin() -> Result<Coder, Error> {
        Ok(Coder::new(Knowledge::builtin()?, Codebook::builtin()?))
    }

    pub fn new(knowledge: Knowledge, codebook: Codebook) -> Coder {
        Coder { knowledge, codebook }
    }

    /// The record of a report whose sentences are parsed.
    pub fn code(&self, document: Document, sentences: Vec<Sentence>) -> Record {
        let mut events = Vec::new();
        let mut record =
            self.with_report(document, sentences, |report| events = events::code(report, &self.codebook));
        record.events = events;
        record
    }

    /// As [`Coder::code`] without the events, but shows the report with all that they are made from, for
    /// [`events::tell`] and [`events::explain`].
    pub fn with_report(
        &self,
        document: Document,
        sentences: Vec<Sentence>,
        look: impl FnOnce(&events::Report<'_>),
    ) -> Record {
        let dates = dates::find(&document, &sentences);
        let places = places::find(&document, &sentences, &self.knowledge);
        let mut cast = cast::Cast::build(&document, &sentences, &self.knowledge);
        let quotes = quotes::find(&document, &sentences, &dates, &cast);
        cast.hear(&document, &sentences, &quotes);
        let roles = cast.roles().to_vec();
        let figures = figures::find(&document, &sentences, &dates, &cast);
        look(&events::Report {
            document: &document,
            sentences: &sentences,
            cast: &cast,
            quotes: &quotes,
            dates: &dates,
            places: &places,
        });
        Record { events: Vec::new(), quotes, roles, figures, places, dates, document }
    }
}
