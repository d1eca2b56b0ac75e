//! Sentences and tokens: the text is cut into paragraphs ([`lines`]), these into tokens ([`tokens`]), and the tokens
//! into sentences ([`breaks`]). Spans are byte offsets into the text; every character that is not white space belongs
//! to exactly one token.

mod address;
mod breaks;
mod characters;
mod clitics;
mod cut;
mod features;
mod lexicon;
mod lines;
mod tokens;
mod weights;
mod word;

pub use breaks::training;
pub use clitics::is_clitic_token;
pub use lexicon::{Lexicon, ListError};

use characters::closes;
use legation_record::{Sentence, Span, Token};

/// A line of its own is a headline up to this many tokens.
const HEADLINE: usize = 40;

/// Sentences of a text with their tokens (span and form only), paragraphs numbered, headlines marked.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut tokens = Vec::new();
    let mut ends = Vec::new();
    for (number, paragraph) in lines::paragraphs(text).into_iter().enumerate() {
        tokens.clear();
        ends.clear();
        tokens::tokens(text, paragraph, &mut tokens);
        breaks::ends(text, &tokens, &mut ends);
        let mut first = 0;
        for &end in &ends {
            for piece in cut::pieces(text, &tokens[first..end]) {
                out.push(sentence(text, number, piece));
            }
            first = end;
        }
        if let [_] = ends[..]
            && let Some(only) = out.last_mut()
        {
            only.headline = is_headline(text, only);
        }
    }
    out
}

fn sentence(text: &str, paragraph: usize, tokens: &[Span]) -> Sentence {
    let token = |&span: &Span| Token { span, form: span.of(text).to_string(), ..Token::default() };
    let span = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.cover(*last),
        _ => Span::default(),
    };
    Sentence { span, paragraph, tokens: tokens.iter().map(token).collect(), ..Sentence::default() }
}

/// A short line of its own that has words and no mark of a sentence or a clause at its end.
fn is_headline(text: &str, sentence: &Sentence) -> bool {
    let words = sentence.span.of(text);
    let first = sentence.paragraph == 0;
    let bare = words.trim_end_matches(closes);
    let ends = bare.ends_with(['.', '!', ';', ',', ':', '…']) || bare.ends_with('?') && !first;
    sentence.tokens.len() <= HEADLINE && !ends && words.contains(char::is_alphabetic)
}
