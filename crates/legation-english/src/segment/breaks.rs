//! Where the sentences of a paragraph end.
//!
//! [`features`](super::features) names the places that could end one; a logistic regression decides, from left to
//! right. `cargo run --example segment_train` makes its weights from treebanks.

use super::features::{Kind, Paragraph};
use super::weights::Weights;
use legation_record::Span;

/// A place without any mark ends a sentence only if the weights are sure of it (log odds): in a report, two words
/// side by side and what follows a colon seldom part, whatever the mails and lists of the treebanks make likely.
const BETWEEN_WORDS: f32 = 2.0;
const AFTER_COLON: f32 = 3.0;
const OPEN: f32 = 0.4;

/// Pushes, for every sentence of the paragraph, the number of the token after its last.
pub fn ends(text: &str, tokens: &[Span], out: &mut Vec<usize>) {
    let paragraph = Paragraph::new(text, tokens);
    let weights = Weights::builtin();
    let mut buffer = String::new();
    let mut first = 0;
    for i in 0..tokens.len() {
        let Some((kind, mark)) = paragraph.candidate(i) else { continue };
        let mut score = -needed(kind, tokens[i].of(text), tokens[i + 1].of(text));
        paragraph.features(i, kind, mark, first, &mut buffer, |f| score += weights.of(f));
        if score > 0.0 {
            out.push(i + 1);
            first = i + 1;
        }
    }
    if first < tokens.len() {
        out.push(tokens.len());
    }
}

fn needed(kind: Kind, last: &str, next: &str) -> f32 {
    match kind {
        Kind::Stop | Kind::Abbreviation => 0.0,
        Kind::Open if last == ":" => AFTER_COLON,
        Kind::Open if last.ends_with(char::is_alphabetic) && next.starts_with(char::is_alphabetic) => {
            BETWEEN_WORDS
        }
        Kind::Open => OPEN,
    }
}

/// For the program that learns the weights.
pub mod training {
    use super::super::{lines, tokens};
    use super::*;

    /// Calls `each` with the features of every place of a text that could end a sentence, and whether one ends there.
    pub fn places(text: &str, ends_at: impl Fn(usize) -> bool, mut each: impl FnMut(&[String], bool)) {
        let mut cut = Vec::new();
        let mut found = Vec::new();
        let mut buffer = String::new();
        for span in lines::paragraphs(text) {
            cut.clear();
            tokens::tokens(text, span, &mut cut);
            let paragraph = Paragraph::new(text, &cut);
            let mut first = 0;
            for (i, token) in cut.iter().enumerate() {
                let end = ends_at(token.end);
                if let Some((kind, mark)) = paragraph.candidate(i) {
                    found.clear();
                    paragraph.features(i, kind, mark, first, &mut buffer, |f| found.push(f.to_string()));
                    each(&found, end);
                }
                if end {
                    first = i + 1;
                }
            }
        }
    }
}
