//! The shared encoder: words to pieces ([`wordpiece`], [`lexicon`]), pieces to rows ([`spelt`], [`batch`]), rows to
//! vectors ([`trunk`]), and vectors to what the heads say of them ([`syntax`], [`events`], [`relation`]).
//!
//! Arithmetic is in signed bytes ([`kernel`]) and in floats that round alike everywhere ([`float`]).

mod batch;
mod events;
mod float;
mod kernel;
mod labels;
mod lexicon;
mod relation;
mod spelt;
mod syntax;
mod trunk;
mod weights;
mod wordpiece;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use legation_record::{Sentence, Token};

use crate::Error;
use batch::Batch;
use events::{EventHeads, EventScores};
use kernel::Path;
use lexicon::{Lexicon, Seen};
use relation::RelationHead;
use spelt::Spelt;
use syntax::{SyntaxHeads, SyntaxScores};
use trunk::{Buffers, Trunk};
use weights::Weights;

/// Rows that run through the layers together: enough to use each weight often, few enough to stay in the cache.
const BATCH: usize = 128;

pub struct Encoder {
    file: Cow<'static, [u8]>,
    path: Path,
    id: u64,
    max_positions: usize,
    lexicon: Lexicon,
    trunk: Trunk,
    syntax_layers: usize,
    layers: usize,
    syntax: SyntaxHeads,
    events: Option<EventHeads>,
    relation: Option<RelationHead>,
}

/// Buffers of one thread.
#[derive(Default)]
pub struct Workspace {
    /// Whose words have been seen.
    encoder: u64,
    seen: Seen,
    spelt: Spelt,
    batch: Batch,
    buffers: Buffers,
    wanted: Vec<f32>,
    syntax: SyntaxScores,
    events: EventScores,
}

impl Encoder {
    pub fn open(file: Cow<'static, [u8]>) -> Result<Encoder, Error> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let weights = Weights::open(file)?;
        let c = &weights.config;
        Ok(Encoder {
            path: Path::best(),
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            max_positions: c.max_positions,
            lexicon: Lexicon::new(&weights),
            trunk: Trunk::open(&weights)?,
            syntax_layers: c.syntax_layers,
            layers: c.layers,
            syntax: SyntaxHeads::open(&weights)?,
            events: if c.events { Some(EventHeads::open(&weights)?) } else { None },
            relation: match c.relation.as_deref() {
                None => None,
                Some("marked") => Some(RelationHead::open(&weights)?),
                Some(other) => return Err(Error::Model(format!("relations that are {other}"))),
            },
            file: weights.into_bytes(),
        })
    }

    /// Fills sentences that have their tokens; with `events` their cues too, if the parameters have event heads.
    pub fn parse(&self, sentences: &mut [&mut Sentence], events: bool, w: &mut Workspace) {
        self.prepare(w);
        for i in 0..sentences.len() {
            sentences[i].names.clear();
            sentences[i].cues.clear();
            let forms = sentences[i].tokens.iter().map(|t| t.form.as_str());
            w.spelt.spell(forms, &self.lexicon, &mut w.seen);
            for words in w.spelt.parts(self.max_positions - 2) {
                if w.batch.rows() + w.spelt.pieces_of(&words).len() + 2 > BATCH {
                    self.parse_batch(sentences, events, w);
                }
                w.batch.push(i, &w.spelt, words);
            }
        }
        self.parse_batch(sentences, events, w);
    }

    fn parse_batch(&self, sentences: &mut [&mut Sentence], events: bool, w: &mut Workspace) {
        if w.batch.rows() == 0 {
            return;
        }
        let events = self.events.as_ref().filter(|_| events);
        let deeper = events.is_some() && self.layers > self.syntax_layers;
        let b = &mut w.buffers;
        self.trunk.embed(&self.file, self.path, &w.batch, b);
        self.trunk.run(self.path, 0..self.syntax_layers, !deeper, &w.batch, b);
        let x = match deeper {
            true => {
                trunk::gather(&b.x, self.trunk.hidden, &w.batch.wanted, &mut w.wanted);
                &w.wanted
            }
            false => &b.x,
        };
        self.syntax.score(&self.file, self.path, &w.batch, x, &mut b.rows, &mut w.syntax);
        for sequence in &w.batch.sequences {
            self.syntax.fill(&w.syntax, sequence, sentences[sequence.sentence]);
        }
        if let Some(heads) = events {
            self.trunk.run(self.path, self.syntax_layers..self.layers, true, &w.batch, b);
            heads.score(self.path, &w.batch, &b.x, &mut b.rows, &mut w.events);
            for sequence in &w.batch.sequences {
                heads.fill(self.path, &mut w.events, sequence, sentences[sequence.sentence]);
            }
        }
        w.batch.clear();
    }

    /// The labels of relations, in the order of [`Encoder::relations`]; none without a relation head.
    pub fn relation_labels(&self) -> &[String] {
        self.relation.as_ref().map_or(&[], |head| &head.labels.labels)
    }

    /// For each pair the probabilities of what the source's words do to the target's; no numbers for a pair whose
    /// source or target has no words, or without a relation head.
    pub fn relations<'a>(
        &self,
        pairs: impl Iterator<Item = (&'a [Token], Range<usize>, Range<usize>)>,
        w: &mut Workspace,
    ) -> Vec<Vec<f32>> {
        let Some(head) = &self.relation else { return pairs.map(|_| Vec::new()).collect() };
        self.prepare(w);
        let mut found = Vec::new();
        for (i, (tokens, source, target)) in pairs.enumerate() {
            found.push(Vec::new());
            w.spelt.spell(tokens.iter().map(|t| t.form.as_str()), &self.lexicon, &mut w.seen);
            if let Some(marked) = relation::mark(&w.spelt, &source, &target, self.max_positions) {
                if w.batch.rows() + w.spelt.pieces_of(&(0..tokens.len())).len() > BATCH {
                    self.relation_batch(head, &mut found, w);
                }
                w.batch.push_marked(i, &w.spelt, &marked);
            }
        }
        self.relation_batch(head, &mut found, w);
        found
    }

    fn relation_batch(&self, head: &RelationHead, found: &mut [Vec<f32>], w: &mut Workspace) {
        if w.batch.rows() == 0 {
            return;
        }
        let b = &mut w.buffers;
        self.trunk.embed(&self.file, self.path, &w.batch, b);
        self.trunk.run(self.path, 0..self.layers, true, &w.batch, b);
        for (sequence, scores) in w.batch.sequences.iter().zip(head.score(self.path, &b.x, &mut b.rows)) {
            found[sequence.sentence] = scores;
        }
        w.batch.clear();
    }

    /// Makes a workspace that another encoder may have used fit for this one.
    fn prepare(&self, w: &mut Workspace) {
        if w.encoder != self.id {
            w.encoder = self.id;
            w.seen = Seen::default();
        }
        w.batch.clear();
    }
}
