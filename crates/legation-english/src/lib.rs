//! The English front end: from a report's text to sentences with tokens, tags, lemmas, heads, names and event cues.
//!
//! [`English::read`] is the one entry: it splits a text ([`segment`]) and runs the shared encoder over the sentences
//! ([`English::parse`]). Parameters are signed bytes that the binary carries; nothing is fetched, and little is done at
//! start. What comes out is the same on every processor, for every batch and every number of threads.

pub mod conllu;
mod decode;
mod encoder;
mod lemma;
pub mod segment;

use std::borrow::Cow;
use std::ops::Range;

use encoder::{Encoder, Workspace};
use legation_record::{Sentence, Token};

/// A parameter file that this program cannot use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the parameter file does not fit this program: {0}")]
    Model(String),
    #[error("the parameter file is broken: {0}")]
    Json(#[from] serde_json::Error),
}

/// The parameters; made once, shared by all threads.
pub struct English {
    encoder: Encoder,
}

/// Buffers of one thread, used again and again. What it holds never changes an answer.
#[derive(Default)]
pub struct Worker {
    workspace: Workspace,
}

/// A question for [`English::relations`]: what do the words of `source` do to those of `target`?
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// Tokens of which only the forms are read.
    pub tokens: &'a [Token],
    pub source: Range<usize>,
    pub target: Range<usize>,
}

impl English {
    /// The parameters that the binary carries.
    pub fn builtin() -> Result<English, Error> {
        English::open(Cow::Borrowed(include_bytes!("../../../models/english.safetensors")))
    }

    /// Parameters of a file that the training program has written.
    ///
    /// # Errors
    /// [`Error`] says what of the file is missing, or of another size than its configuration tells.
    pub fn open(file: Cow<'static, [u8]>) -> Result<English, Error> {
        Ok(English { encoder: Encoder::open(file)? })
    }

    /// Sentences of a text with everything filled in.
    pub fn read(&self, text: &str, worker: &mut Worker) -> Vec<Sentence> {
        let mut sentences = segment::sentences(text);
        self.parse(&mut sentences, worker);
        sentences
    }

    /// Fills tags, lemmas, heads, names and cues of sentences that have their tokens. Sentences of several reports may
    /// go in together; it makes no difference to any of them.
    ///
    /// A sentence too long for the encoder is parsed in parts, and the roots of the later ones hang on the first as
    /// `parataxis`.
    pub fn parse<'a>(&self, sentences: impl IntoIterator<Item = &'a mut Sentence>, worker: &mut Worker) {
        let mut sentences: Vec<&mut Sentence> = sentences.into_iter().collect();
        self.encoder.parse(&mut sentences, true, &mut worker.workspace);
    }

    /// As [`English::parse`], but for the cues and the layers that only they need.
    pub fn parse_syntax<'a>(
        &self,
        sentences: impl IntoIterator<Item = &'a mut Sentence>,
        worker: &mut Worker,
    ) {
        let mut sentences: Vec<&mut Sentence> = sentences.into_iter().collect();
        self.encoder.parse(&mut sentences, false, &mut worker.workspace);
    }

    /// What [`English::relations`] gives probabilities of, in its order; empty for parameters without relations.
    pub fn relation_labels(&self) -> &[String] {
        self.encoder.relation_labels()
    }

    /// For each pair the probabilities of the [relation labels](English::relation_labels). A pair whose source or
    /// target holds no words gets none.
    pub fn relations(&self, pairs: &[Pair<'_>], worker: &mut Worker) -> Vec<Vec<f32>> {
        let pairs = pairs.iter().map(|p| (p.tokens, p.source.clone(), p.target.clone()));
        self.encoder.relations(pairs, &mut worker.workspace)
    }
}
