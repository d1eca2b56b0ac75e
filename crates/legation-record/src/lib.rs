//! The vocabulary that every stage of Legation speaks: what a report is, what a sentence is, and what the record
//! of a report holds. No I/O, no knowledge of states or event types: only the shapes.
//!
//! ```text
//! bytes --reading--> Document --english--> Sentences --coding--> Record --> JSON, tables, a terminal
//! ```
//!
//! * [`Document`]: a report's text with what is known of it. The text is fixed when the document is made.
//! * [`Span`]: a half-open byte range into that text. No stage shifts one.
//! * [`Sentence`], [`Token`], [`Name`], [`Cue`]: what the English front end reads off the text.
//! * [`Record`] with [`Event`], [`Quote`], [`Role`], [`Figure`], [`Place`], [`Date`]: what the coder makes of them.
//! * [`json`]: the one place where byte offsets become code-point offsets.

pub mod json;
mod record;
mod sentence;
mod span;

pub use record::*;
pub use sentence::*;
pub use span::Span;

/// A report: its text and what its source says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The input's own id, or the file's stem.
    pub id: String,
    /// A path or a URL.
    pub source: Option<String>,
    pub title: Option<String>,
    /// ISO date of publication (`2023-04-19`); without it relative dates stay unresolved.
    pub published: Option<String>,
    /// ISO 639-1 code, when known.
    pub language: Option<String>,
    /// The text that every span of the record points into.
    pub text: String,
}

impl Document {
    /// The words under a span; empty for a span that does not fit this text.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
