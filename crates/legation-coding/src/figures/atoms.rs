//! The smallest parts of a sentence that numbers and dates are written in: digits, letters, signs.
//!
//! A segmenter may keep `US$3.7m`, `72-hour` or `1991-95` whole or cut them anywhere; numbers and dates are read off
//! atoms cut from the text itself, so that their readers need not know. Every atom remembers the token it lies in.

use legation_record::{Sentence, Span};
use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `5`, `1,000`, `2.5`, `½`
    Number,
    /// Letters; `U.S.` and `p.m.` are one word whose lower-case form has no dots.
    Word,
    /// One character that is neither, white space aside.
    Sign,
}

#[derive(Clone, Debug)]
pub(crate) struct Atom<'t> {
    pub span: Span,
    pub text: &'t str,
    /// Lower case, without the dots of an abbreviation.
    pub lower: Cow<'t, str>,
    pub kind: Kind,
    /// No white space between this atom and the one before.
    pub glued: bool,
    /// The token that it lies in.
    pub token: usize,
}

impl Atom<'_> {
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub fn one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_ref())
    }

    pub fn is_dash(&self) -> bool {
        self.kind == Kind::Sign && matches!(self.text, "-" | "–" | "—" | "‑" | "‐" | "−")
    }

    pub fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.text.starts_with(char::is_uppercase)
    }

    /// What a number atom says.
    pub fn number(&self) -> Option<f64> {
        if self.kind != Kind::Number {
            return None;
        }
        let mut chars = self.text.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && let Some(part) = vulgar(c)
        {
            return Some(part);
        }
        let dots = self.text.matches('.').count();
        let plain: String = self.text.chars().filter(|&c| c != ',' && !(c == '.' && dots > 1)).collect();
        plain.parse().ok().filter(|v: &f64| v.is_finite())
    }

    /// A whole number written in digits alone: no comma, no point.
    pub fn digits(&self) -> Option<u32> {
        if self.kind == Kind::Number && self.text.bytes().all(|b| b.is_ascii_digit()) {
            self.text.parse().ok()
        } else {
            None
        }
    }
}

fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        _ => return None,
    })
}

/// Cuts a sentence of `text` into its atoms.
pub(crate) fn cut<'t>(text: &'t str, sentence: &Sentence) -> Vec<Atom<'t>> {
    let base = sentence.span.start;
    let words = sentence.span.of(text);
    let mut atoms: Vec<Atom<'t>> = Vec::with_capacity(sentence.tokens.len() + 8);
    let mut token = 0;
    let mut glued = false;
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            glued = false;
            continue;
        }
        let (kind, len) = if c.is_ascii_digit() {
            (Kind::Number, number_len(&words[at..]))
        } else if vulgar(c).is_some() {
            (Kind::Number, c.len_utf8())
        } else if c.is_alphabetic() {
            (Kind::Word, word_len(&words[at..]))
        } else {
            (Kind::Sign, c.len_utf8())
        };
        let part = &words[at..at + len];
        let span = Span::new(base + at, base + at + len);
        while sentence.tokens.get(token + 1).is_some_and(|t| t.span.start <= span.start) {
            token += 1;
        }
        let lower = if kind == Kind::Word && part.contains(|c: char| c.is_uppercase() || c == '.') {
            Cow::Owned(part.chars().filter(|&c| c != '.').flat_map(char::to_lowercase).collect())
        } else {
            Cow::Borrowed(part)
        };
        atoms.push(Atom { span, text: part, lower, kind, glued, token });
        glued = true;
        at += len;
    }
    atoms
}

/// Letters with the marks that combine with them; single letters parted by dots are one word (`U.S.`, `a.m.`).
fn word_len(text: &str) -> usize {
    let letters = |from: usize| -> usize {
        text[from..]
            .char_indices()
            .find(|(_, c)| !c.is_alphabetic() && !is_mark(*c))
            .map_or(text.len(), |(i, _)| from + i)
    };
    let first = text.chars().next().map_or(0, char::len_utf8);
    let mut end = letters(0);
    if end == first {
        let mut last = end;
        // `U.S.`: a dot, one letter, and so on; a dot at the end belongs to it.
        while text[last..].starts_with('.') {
            let Some(c) = text[last + 1..].chars().next() else { break };
            let after = last + 1 + c.len_utf8();
            if !c.is_alphabetic() || letters(last + 1) != after {
                break;
            }
            last = after;
        }
        if last > end {
            end = if text[last..].starts_with('.') { last + 1 } else { last };
        }
    }
    end.max(first)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Digits with thousands' commas (`1,000`, Indian `1,00,000`) and a decimal point, or dots between whole groups.
fn number_len(text: &str) -> usize {
    let b = text.as_bytes();
    let run = |from: usize| b[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = run(0);
    if end <= 3 {
        while b.get(end) == Some(&b',') {
            let n = run(end + 1);
            // A group of two stands only before another group.
            let more = b.get(end + 1 + n) == Some(&b',') && run(end + 2 + n) >= 2;
            if n == 3 || n == 2 && more { end += 1 + n } else { break }
        }
    }
    let dots = b[end..]
        .iter()
        .position(|c| !c.is_ascii_digit() && *c != b'.')
        .map_or(&b[end..], |p| &b[end..end + p]);
    let groups: Vec<usize> =
        dots.split(|c| *c == b'.').skip(1).map(<[u8]>::len).take_while(|n| *n > 0).collect();
    match groups.as_slice() {
        [n] => end + 1 + n,
        [3, rest @ ..] if rest.iter().all(|n| *n == 3) => end + 4 * groups.len(),
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_all(text: &str) -> Vec<String> {
        let sentence = Sentence { span: Span::new(0, text.len()), ..Default::default() };
        cut(text, &sentence).iter().map(|a| a.text.to_string()).collect()
    }

    #[test]
    fn numbers_words_and_signs_part() {
        assert_eq!(
            cut_all("US$3.7m on Sept. 5, 2018."),
            ["US", "$", "3.7", "m", "on", "Sept", ".", "5", ",", "2018", "."]
        );
        assert_eq!(
            cut_all("1,00,000 and 1,234.5 in 1.000.000, 5.4.2018"),
            ["1,00,000", "and", "1,234.5", "in", "1.000.000", ",", "5", ".", "4.2018"]
        );
        assert_eq!(cut_all("9,2015"), ["9", ",", "2015"]);
        assert_eq!(cut_all("the U.S. at 3 p.m. é½"), ["the", "U.S.", "at", "3", "p.m.", "é", "½"]);
        assert_eq!(cut_all("72-hour 4+%"), ["72", "-", "hour", "4", "+", "%"]);
    }

    #[test]
    fn any_text_is_cut() {
        for text in
            ["", " ", ".", "1,", "1.", "1..2", "A.", "A.B", "é.é.", "\u{301}", "🦀1,2,3", "ﬁ", "1.2.3.4.5"]
        {
            let joined: String = cut_all(text).concat();
            assert_eq!(joined, text.split_whitespace().collect::<String>());
        }
    }
}
