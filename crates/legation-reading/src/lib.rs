//! From bytes to documents: plain text, HTML pages, JSONL, JSON, CSV.
//!
//! ```text
//! paths --envelopes()--> Envelope --open()--> Report { document, notes }
//!          input only, in order      all the work, on any thread
//! ```
//!
//! [`envelopes`] walks files, folders and standard input and cuts them into one [`Envelope`] a document, holding no
//! more than one of them in memory. [`Envelope::open`] decodes, parses and dates it, and may run on any thread.
//! [`Ids`] sees to it that no two reports have the same id. [`read`] does all three, one report after another.
//!
//! What the text is, is decided here once; every span of the record points into it:
//!
//! * plain text: the file without its byte order mark, line ends as they are;
//! * HTML: the article's paragraphs, joined by blank lines (JSON-LD `articleBody`, else the page's main text);
//! * JSONL, JSON, CSV: the text field, untouched.
//!
//! A problem is an item of its own, with its place and its mend, and the rest goes on: a broken line costs that line.
//!
//! A report's date is, in this order: its own field or metadata; [`Options::date`]; a full date in its dateline.
//! Nothing is ever guessed: a date that reads two ways (`04/05/2023`) stays unknown and leaves a note.

mod charset;
mod date;
mod dateline;
mod envelope;
mod error;
mod fields;
mod ids;
mod items;
mod language;
mod lines;
mod page;
mod paragraphs;
mod sniff;
mod sources;
mod streams;
mod table;

pub use charset::encoding;
pub use date::{DateProblem, iso_date};
pub use encoding_rs::Encoding;
pub use envelope::{Envelope, Report};
pub use error::{Place, ReadError};
pub use ids::Ids;
pub use sniff::Format;
pub use sources::{Envelopes, envelopes, total_size};

use std::path::PathBuf;

/// How to read; the default suits most inputs.
#[derive(Clone, Debug)]
pub struct Options {
    /// Instead of telling by the file's extension and first bytes.
    pub format: Option<Format>,
    /// Instead of the byte order mark, the page's own declaration, or UTF-8.
    pub encoding: Option<&'static Encoding>,
    /// ISO date of publication for reports that do not tell their own.
    pub date: Option<String>,
    /// Field names, or dotted paths into nested objects, instead of the usual names.
    pub text_field: Option<String>,
    pub title_field: Option<String>,
    pub date_field: Option<String>,
    pub id_field: Option<String>,
    /// Bytes of one document above which it is refused, so that memory stays bounded on any input.
    pub max_document: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            format: None,
            encoding: None,
            date: None,
            text_field: None,
            title_field: None,
            date_field: None,
            id_field: None,
            max_document: 10_000_000,
        }
    }
}

/// Every report under these paths, in order. A problem is an item of its own; the rest goes on.
pub fn read(paths: &[PathBuf], options: &Options) -> impl Iterator<Item = Result<Report, ReadError>> {
    let mut ids = Ids::default();
    envelopes(paths, options).map(move |envelope| {
        let envelope = envelope?;
        let place = envelope.place.clone();
        ids.admit(envelope.open()?, &place)
    })
}
