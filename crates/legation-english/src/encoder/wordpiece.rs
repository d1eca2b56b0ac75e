//! From a word to the encoder's pieces, and the classes of capitals that go with them.
//!
//! The encoder is uncased: what capitals say reaches it through a class of each word ([`case_class`]) and of the
//! sentence ([`style_class`]), so that a headline or a line of capitals reads as well as a plain sentence.

use std::collections::HashMap;

use unicode_general_category::{GeneralCategory as Gc, get_general_category};
use unicode_normalization::UnicodeNormalization;

pub const UNK: u32 = 1;
pub const CLS: u32 = 2;
pub const SEP: u32 = 3;
/// The markers around the source and the target of a relation.
pub const SOURCE: u32 = 4;
pub const SOURCE_END: u32 = 5;
pub const TARGET: u32 = 6;
pub const TARGET_END: u32 = 7;
/// Ids below this are markers, which no text can spell.
pub const SPECIALS: u32 = 8;
const LONGEST_RUN: usize = 100;
/// Rows of the table of case and style classes.
pub const CASES: usize = 16;
/// The case class of marks of punctuation, and of markers.
pub const MARK: u8 = 8;
/// The vocabulary.
pub struct WordPiece {
    initial: HashMap<Box<str>, u32>,
    inner: HashMap<Box<str>, u32>,
    max_pieces: usize,
    longest: usize,
}

impl WordPiece {
    pub fn new(vocab: &[String], max_pieces: usize) -> WordPiece {
        let mut initial = HashMap::with_capacity(vocab.len());
        let mut inner = HashMap::with_capacity(vocab.len() / 4);
        let mut longest = 1;
        for (id, piece) in vocab.iter().enumerate().skip(SPECIALS as usize) {
            longest = longest.max(piece.len());
            match piece.strip_prefix("##") {
                // `##` itself is a piece only of words that hold two hash signs, which are split before.
                Some(rest) if !rest.is_empty() => inner.insert(rest.into(), id as u32),
                _ => initial.insert(piece.as_str().into(), id as u32),
            };
        }
        WordPiece { initial, inner, max_pieces: max_pieces.max(2), longest }
    }

    /// The pieces of a word, at least one and at most `max_pieces`.
    pub fn pieces(&self, word: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        for run in runs(word) {
            self.run_pieces(&run, &mut pieces);
        }
        if pieces.is_empty() {
            pieces.push(UNK);
        }
        if pieces.len() > self.max_pieces {
            pieces.drain(self.max_pieces - 1..pieces.len() - 1);
        }
        pieces
    }

    /// Greedy longest match; a run that does not come out whole is one unknown piece.
    fn run_pieces(&self, run: &str, out: &mut Vec<u32>) {
        let from = out.len();
        if run.chars().nth(LONGEST_RUN).is_some() {
            out.push(UNK);
            return;
        }
        let mut start = 0;
        while start < run.len() {
            let table = if start == 0 { &self.initial } else { &self.inner };
            let mut end = run.len().min(start + self.longest);
            let found = loop {
                if end <= start {
                    break None;
                }
                if let Some(&id) = run.get(start..end).and_then(|piece| table.get(piece)) {
                    break Some(id);
                }
                end -= 1;
            };
            match found {
                Some(id) => out.push(id),
                None => {
                    out.truncate(from);
                    out.push(UNK);
                    return;
                }
            }
            start = end;
        }
    }
}

fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    use Gc::*;
    matches!(
        get_general_category(c),
        ConnectorPunctuation
            | DashPunctuation
            | OpenPunctuation
            | ClosePunctuation
            | InitialPunctuation
            | FinalPunctuation
            | OtherPunctuation
    )
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

/// The runs of a word across which no piece reaches, in lower case and without accents.
fn runs(word: &str) -> Vec<String> {
    let lower: String = if word.is_ascii() {
        word.chars()
            .filter(|c| !c.is_control() || c.is_whitespace())
            .map(|c| c.to_ascii_lowercase())
            .map(plain)
            .collect()
    } else {
        let mut mapped = String::with_capacity(word.len());
        for c in word.chars() {
            let category = get_general_category(c);
            let unwanted = matches!(category, Gc::Control | Gc::Format) || c == '\u{FFFD}';
            match c {
                c if unwanted && !c.is_whitespace() => {}
                '\u{2026}' => mapped.push_str("..."),
                c => mapped.push(plain(c)),
            }
        }
        let bare: String = mapped.nfd().filter(|&c| get_general_category(c) != Gc::NonspacingMark).collect();
        bare.to_lowercase()
    };
    let mut out = Vec::new();
    let mut run = String::new();
    for c in lower.chars() {
        if c.is_whitespace() || is_punctuation(c) || is_ideograph(c) {
            if !run.is_empty() {
                out.push(std::mem::take(&mut run));
            }
            if !c.is_whitespace() {
                out.push(c.to_string());
            }
        } else {
            run.push(c);
        }
    }
    if !run.is_empty() {
        out.push(run);
    }
    out
}

/// Typographic marks as a typewriter has them.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‛' | 'ʼ' | '′' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        c => c,
    }
}

/// The case class of a word; `after_word`: a word with a letter or a digit stands before it in the sentence.
pub fn case_class(word: &str, after_word: bool) -> u8 {
    let (mut letters, mut upper, mut first_upper, mut digit) = (0usize, 0usize, false, false);
    for c in word.chars() {
        if c.is_alphabetic() {
            let is_upper = c.is_uppercase();
            first_upper |= letters == 0 && is_upper;
            letters += 1;
            upper += usize::from(is_upper);
        }
        digit |= c.is_numeric();
    }
    match (letters, digit) {
        (0, false) => MARK,
        (0, true) => 6,
        (_, true) => 7,
        _ if upper == 0 => 0,
        (1, _) => 3,
        _ if upper == letters => 4,
        _ if first_upper && upper == 1 => 2 - u8::from(after_word),
        _ => 5,
    }
}

/// How the sentence is set: 9 plainly, 10 as a headline, 11 all in capitals, 12 all in small letters.
pub fn style_class<'a>(words: impl Iterator<Item = &'a str>) -> u8 {
    let (mut long, mut capital, mut initial, mut any_upper) = (0usize, 0usize, 0usize, false);
    for word in words {
        let (mut letters, mut upper, mut first_upper) = (0usize, 0usize, false);
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            let is_upper = c.is_uppercase();
            first_upper |= letters == 0 && is_upper;
            letters += 1;
            upper += usize::from(is_upper);
        }
        any_upper |= upper > 0;
        if letters >= 4 {
            long += 1;
            capital += usize::from(upper == letters);
            initial += usize::from(first_upper);
        }
    }
    if long >= 1 && capital == long {
        11
    } else if long >= 3 && 4 * initial >= 3 * long {
        10
    } else if any_upper {
        9
    } else {
        12
    }
}

/// Whether a word makes the words after it no longer the first of the sentence.
pub fn counts_as_word(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_classes_follow_their_order() {
        for (word, after, class) in [
            ("--", true, 8),
            ("200", true, 6),
            ("G7", true, 7),
            ("talks", false, 0),
            ("I", true, 3),
            ("U.", true, 3),
            ("UN", true, 4),
            ("U.S.", false, 4),
            ("The", false, 2),
            ("Baku", true, 1),
            ("McCain", true, 5),
            ("iPhone", true, 5),
        ] {
            assert_eq!(case_class(word, after), class, "{word}");
        }
    }

    #[test]
    fn runs_split_at_marks_and_drop_accents() {
        assert_eq!(runs("Ba’ath"), ["ba", "'", "ath"]);
        assert_eq!(runs("Erdoğan"), ["erdogan"]);
        assert_eq!(runs("U.S."), ["u", ".", "s", "."]);
        assert_eq!(runs("…"), [".", ".", "."]);
        assert_eq!(runs("a\u{200B}b"), ["ab"]);
        assert_eq!(runs("中国x"), ["中", "国", "x"]);
    }

    #[test]
    fn the_longest_piece_wins_and_a_hole_makes_the_run_unknown() {
        let vocab: Vec<String> =
            ["", "", "", "", "", "", "", "", "em", "embass", "##y", "##bassy", "'"].map(String::from).into();
        let wp = WordPiece::new(&vocab, 6);
        let pieces = |w: &str| wp.pieces(w);
        assert_eq!(pieces("Embassy"), [9, 10]);
        assert_eq!(pieces("embargo"), [UNK]);
        assert_eq!(pieces("\u{200B}"), [UNK]);
        assert_eq!(pieces("em'em"), [8, 12, 8]);
        assert_eq!(pieces("''''''em"), [12, 12, 12, 12, 12, 8]);
    }
}
