//! What the encoder knows of a word by itself: its pieces, and the endings by which the tagging heads see its letters.

use std::collections::HashMap;

use super::weights::Weights;
use super::wordpiece::WordPiece;

/// Lengths of the endings, in characters; `^` before the word counts as one.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;
pub const ENDINGS: usize = 5;
/// Words kept by one worker: news repeats itself, but an endless input must not grow the memory for ever.
const KEPT: usize = 60_000;
/// Words longer than this, in bytes, are looked up anew each time.
const LONGEST_KEPT: usize = 48;

/// A word as the encoder takes it in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    pub pieces: Box<[u32]>,
    /// Rows of the table of endings; 0 for an ending that isn't in it.
    pub endings: [u32; ENDINGS],
}

pub struct Lexicon {
    pieces: WordPiece,
    endings: HashMap<Box<str>, u32>,
}

/// Words looked up before; one for each worker.
#[derive(Default)]
pub struct Seen {
    at: HashMap<Box<str>, usize>,
    words: Vec<Word>,
    long: Word,
}

impl Lexicon {
    pub fn new(weights: &Weights) -> Lexicon {
        Lexicon::of(WordPiece::new(&weights.vocab, weights.config.max_pieces), &weights.suffixes)
    }

    /// The first ending has row 1 of the table: row 0 is for none.
    pub fn of(pieces: WordPiece, endings: &[String]) -> Lexicon {
        Lexicon { pieces, endings: endings.iter().map(|e| e.as_str().into()).zip(1..).collect() }
    }

    pub fn word<'s>(&self, form: &str, seen: &'s mut Seen) -> &'s Word {
        if form.len() > LONGEST_KEPT {
            seen.long = self.look_up(form);
            return &seen.long;
        }
        let at = match seen.at.get(form) {
            Some(&at) => at,
            None => {
                if seen.words.len() >= KEPT {
                    seen.at.clear();
                    seen.words.clear();
                }
                seen.words.push(self.look_up(form));
                let at = seen.words.len() - 1;
                seen.at.insert(form.into(), at);
                at
            }
        };
        &seen.words[at]
    }

    fn look_up(&self, form: &str) -> Word {
        let mut endings = [0; ENDINGS];
        if !self.endings.is_empty() {
            let word = format!("^{}", form.to_lowercase().replace(['‘', '’'], "'"));
            let starts = word.char_indices().rev().map(|(at, _)| at).enumerate();
            let starts = starts.filter(|(before, _)| LENGTHS.contains(&(before + 1)));
            for (row, (_, start)) in endings.iter_mut().zip(starts) {
                *row = self.endings.get(&word[start..]).copied().unwrap_or(0);
            }
        }
        Word { pieces: self.pieces.pieces(form).into(), endings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_counted_in_characters_and_see_the_beginning() {
        let vocab: Vec<String> = vec![String::new(); 8];
        let endings = ["^no", "ed", "ğan", "'s", "^'s"].map(String::from);
        let lexicon = Lexicon::of(WordPiece::new(&vocab, 6), &endings);
        let mut seen = Seen::default();
        assert_eq!(lexicon.word("No", &mut seen).endings, [0, 1, 0, 0, 0]);
        assert_eq!(lexicon.word("MARCHED", &mut seen).endings, [2, 0, 0, 0, 0]);
        assert_eq!(lexicon.word("Erdoğan", &mut seen).endings, [0, 3, 0, 0, 0]);
        assert_eq!(lexicon.word("’s", &mut seen).endings, [4, 5, 0, 0, 0]);
        assert_eq!(lexicon.word("", &mut seen).endings, [0; 5]);
        assert_eq!(lexicon.word("No", &mut seen).endings, [0, 1, 0, 0, 0]);
    }
}
