//! A sentence looked up word by word, before it becomes rows.

use std::ops::Range;

use super::lexicon::{ENDINGS, Lexicon, Seen};
use super::wordpiece::{MARK, case_class, counts_as_word, style_class};

/// Buffers that hold one sentence at a time.
#[derive(Default)]
pub struct Spelt {
    pieces: Vec<u32>,
    /// Where each word's pieces end.
    ends: Vec<usize>,
    pub endings: Vec<[u32; ENDINGS]>,
    pub cases: Vec<u8>,
    pub style: u8,
}

impl Spelt {
    pub fn spell<'a>(
        &mut self,
        forms: impl Iterator<Item = &'a str> + Clone,
        lexicon: &Lexicon,
        seen: &mut Seen,
    ) {
        self.pieces.clear();
        self.ends.clear();
        self.endings.clear();
        self.cases.clear();
        self.style = style_class(forms.clone());
        let mut after_word = false;
        for form in forms {
            let word = lexicon.word(form, seen);
            self.pieces.extend_from_slice(&word.pieces);
            self.ends.push(self.pieces.len());
            self.endings.push(word.endings);
            self.cases.push(case_class(form, after_word));
            after_word = after_word || counts_as_word(form);
        }
    }

    pub fn words(&self) -> usize {
        self.ends.len()
    }

    pub fn pieces(&self, word: usize) -> &[u32] {
        self.pieces_of(&(word..word + 1))
    }

    /// The pieces of some words.
    pub fn pieces_of(&self, words: &Range<usize>) -> &[u32] {
        match words.end {
            0 => &[],
            end => &self.pieces[self.start(words.start)..self.ends[end - 1]],
        }
    }

    fn start(&self, word: usize) -> usize {
        if word == 0 { 0 } else { self.ends[word - 1] }
    }

    /// The words in parts of at most `limit` pieces: one part for all but the longest sentences, which are cut after
    /// the last mark of punctuation in the second half of a part, or in mid-air where there is none.
    pub fn parts(&self, limit: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::with_capacity(1);
        let mut from = 0;
        while from < self.words() {
            let fit = self.ends[from..].partition_point(|&end| end <= self.start(from) + limit);
            // A word has fewer pieces than any part; were it not so, it would still be a part.
            let mut to = from + fit.max(1);
            if to < self.words() {
                let middle = from + fit / 2;
                if let Some(mark) = (middle + 1..to).rev().find(|&word| self.cases[word] == MARK) {
                    to = mark + 1;
                }
            }
            parts.push(from..to);
            from = to;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::super::wordpiece::WordPiece;
    use super::*;

    fn spelt(text: &str) -> Spelt {
        let vocab: Vec<String> = ["", "", "", "", "", "", "", "", "a", "##a", ","].map(String::from).into();
        let lexicon = Lexicon::of(WordPiece::new(&vocab, 6), &[]);
        let mut spelt = Spelt::default();
        spelt.spell(text.split(' '), &lexicon, &mut Seen::default());
        spelt
    }

    #[test]
    fn words_keep_their_pieces() {
        let s = spelt("A aaa ,");
        assert_eq!((s.pieces(0), s.pieces(1), s.pieces(2)), (&[8][..], &[8, 9, 9][..], &[10][..]));
        assert_eq!((s.cases.as_slice(), s.style), (&[3, 0, 8][..], 9));
        assert_eq!((s.parts(10).len(), s.parts(10).first().cloned()), (1, Some(0..3)));
        assert!(Spelt::default().parts(10).is_empty());
    }

    #[test]
    fn long_sentences_are_cut_at_marks_and_cover_all_words() {
        let s = spelt("a a a a , a a a a a a aaa a");
        assert_eq!(s.parts(6), [0..5, 5..11, 11..13]);
        let long = vec!["aaaaaa"; 3000].join(" ");
        let parts = spelt(&long).parts(254);
        assert!(parts.windows(2).all(|w| w[0].end == w[1].start));
        assert_eq!(parts[0], 0..42);
        assert_eq!(parts.last().map(|p| p.end), Some(3000));
    }
}
