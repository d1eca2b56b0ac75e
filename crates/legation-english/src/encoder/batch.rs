//! Rows for the encoder: the pieces of several sentences one after another, with no padding between them.
//!
//! Every row is computed by itself but for attention, which stays inside its sequence; so what a sentence comes out as
//! does not depend on what shares its batch.

use std::ops::Range;

use super::lexicon::ENDINGS;
use super::spelt::Spelt;
use super::wordpiece::{CLS, MARK, SEP, SOURCE, SOURCE_END, TARGET, TARGET_END};

/// A run of rows from `[CLS]` to `[SEP]`: a sentence, or a part of one too long for the encoder.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// Number of the sentence among those that the caller gave, and which of its words these are.
    pub sentence: usize,
    pub words: Range<usize>,
    pub rows: Range<usize>,
    /// Which of [`Batch::wanted`] are its own.
    pub wanted: Range<usize>,
}

/// Words of a sentence, in order, of which some are marked as source and target.
pub struct Marked {
    pub words: Vec<usize>,
    pub source: Range<usize>,
    pub target: Range<usize>,
}

#[derive(Default)]
pub struct Batch {
    pub pieces: Vec<u32>,
    pub cases: Vec<u8>,
    /// The place of each row in its sequence.
    pub places: Vec<u16>,
    /// The rows whose vectors the heads read: `[CLS]` and the first piece of each word, or `[CLS]`, `[S]` and `[T]`.
    pub wanted: Vec<u32>,
    /// The endings of each wanted row's word.
    pub endings: Vec<[u32; ENDINGS]>,
    pub sequences: Vec<Sequence>,
}

impl Batch {
    pub fn rows(&self) -> usize {
        self.pieces.len()
    }

    pub fn clear(&mut self) {
        self.pieces.clear();
        self.cases.clear();
        self.places.clear();
        self.wanted.clear();
        self.endings.clear();
        self.sequences.clear();
    }

    /// Appends some words of a sentence as a sequence.
    pub fn push(&mut self, sentence: usize, spelt: &Spelt, words: Range<usize>) {
        let start = self.begin(spelt);
        for word in words.clone() {
            self.wanted.push(self.rows() as u32);
            self.endings.push(spelt.endings[word]);
            self.word(spelt, word, start.0);
        }
        self.end(spelt, Sequence { sentence, words, rows: start.0..0, wanted: start.1..0 });
    }

    /// Appends a marked pair of a sentence as a sequence.
    pub fn push_marked(&mut self, sentence: usize, spelt: &Spelt, marked: &Marked) {
        let start = self.begin(spelt);
        let sides = [(&marked.source, SOURCE, SOURCE_END), (&marked.target, TARGET, TARGET_END)];
        let mut opened = [start.0 as u32; 2];
        for &word in &marked.words {
            for ((side, opening, _), opened) in sides.iter().zip(&mut opened) {
                if side.start == word {
                    *opened = self.rows() as u32;
                    self.row(*opening, MARK, start.0);
                }
            }
            self.word(spelt, word, start.0);
            // What was opened last is closed first.
            for (side, _, closing) in sides.iter().rev() {
                if side.end == word + 1 {
                    self.row(*closing, MARK, start.0);
                }
            }
        }
        self.wanted.extend(opened);
        self.endings.extend([[0; ENDINGS]; 2]);
        self.end(spelt, Sequence { sentence, words: 0..0, rows: start.0..0, wanted: start.1..0 });
    }

    /// Where the sequence's rows and wanted rows begin.
    fn begin(&mut self, spelt: &Spelt) -> (usize, usize) {
        let start = (self.rows(), self.wanted.len());
        self.wanted.push(self.rows() as u32);
        self.endings.push([0; ENDINGS]);
        self.row(CLS, spelt.style, start.0);
        start
    }

    fn end(&mut self, spelt: &Spelt, mut sequence: Sequence) {
        self.row(SEP, spelt.style, sequence.rows.start);
        sequence.rows.end = self.rows();
        sequence.wanted.end = self.wanted.len();
        self.sequences.push(sequence);
    }

    fn word(&mut self, spelt: &Spelt, word: usize, start: usize) {
        for &piece in spelt.pieces(word) {
            self.row(piece, spelt.cases[word], start);
        }
    }

    fn row(&mut self, piece: u32, case: u8, start: usize) {
        self.places.push((self.rows() - start) as u16);
        self.pieces.push(piece);
        self.cases.push(case);
    }
}
