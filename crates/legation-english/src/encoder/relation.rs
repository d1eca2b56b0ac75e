//! The relation head: what a marked source does to a marked target.

use std::ops::Range;

use super::batch::Marked;
use super::events::softmax;
use super::float::{Columns, quantise};
use super::kernel::{Packed, Path, Rows};
use super::labels::{Labels, text};
use super::spelt::Spelt;
use super::trunk::linear;
use super::weights::Weights;
use crate::Error;

/// Rows besides the words: `[CLS]`, `[SEP]` and four markers.
const OTHER_ROWS: usize = 6;
/// Words of a source or a target that are read at most.
const LONGEST: usize = 16;

pub struct RelationHead {
    hidden: Packed,
    output: Packed,
    pub labels: Labels<String>,
}

impl RelationHead {
    pub fn open(w: &Weights) -> Result<RelationHead, Error> {
        let labels = Labels::open(w, None, "relation", text)?;
        if w.config.max_positions < OTHER_ROWS + 2 * LONGEST * w.config.max_pieces {
            return Err(Error::Model("too few positions for marked pairs".into()));
        }
        let &[between, _] = w.shape("relation.hidden.weight")? else {
            return Err(Error::Model("relation.hidden is no matrix".into()));
        };
        let hidden = linear(w, "relation.hidden", 3 * w.config.hidden, between)?;
        if hidden.outputs != between {
            return Err(Error::Model("relation.hidden has an odd size".into()));
        }
        Ok(RelationHead { output: linear(w, "relation.out", between, labels.labels.len())?, hidden, labels })
    }

    /// Probabilities of the labels for each sequence of a batch of marked pairs, from the wanted rows' vectors `x`.
    pub fn score(&self, path: Path, x: &[f32], rows: &mut Rows) -> Vec<Vec<f32>> {
        // The vectors at [CLS], [S] and [T] lie one after another: three rows are one input.
        quantise(path, Columns::all(x, self.hidden.inputs), rows);
        let (mut hidden, mut output) = (Vec::new(), Vec::new());
        self.hidden.apply(path, rows, &mut hidden);
        quantise(path, Columns { relu: true, ..Columns::all(&hidden, self.hidden.outputs) }, rows);
        self.output.apply(path, rows, &mut output);
        let all = |row: &[f32]| {
            let scores = self.labels.scores(row);
            (0..scores.len()).map(|i| softmax(scores, i)).collect()
        };
        output.chunks_exact(self.output.outputs).map(all).collect()
    }
}

/// Marks a pair; of a sentence too long for the encoder it keeps the words nearest to the two.
pub fn mark(
    spelt: &Spelt,
    source: &Range<usize>,
    target: &Range<usize>,
    max_positions: usize,
) -> Option<Marked> {
    let fit = |side: &Range<usize>| {
        let end = side.end.min(spelt.words()).min(side.start.saturating_add(LONGEST));
        (side.start < end).then_some(side.start..end)
    };
    let (source, target) = (fit(source)?, fit(target)?);
    let distance = |word: usize| {
        let to = |side: &Range<usize>| {
            if word < side.start { side.start - word } else { (word + 1).saturating_sub(side.end) }
        };
        to(&source).min(to(&target))
    };
    let limit = max_positions - OTHER_ROWS;
    // Pieces at each distance from the pair, and how far we can go.
    let mut pieces = vec![0; spelt.words() + 1];
    for word in 0..spelt.words() {
        pieces[distance(word)] += spelt.pieces(word).len();
    }
    let mut total = 0;
    let within = pieces.iter().take_while(|&&n| {
        total += n;
        total <= limit
    });
    let within = within.count().max(1);
    let words = (0..spelt.words()).filter(|&word| distance(word) < within).collect();
    Some(Marked { words, source, target })
}
