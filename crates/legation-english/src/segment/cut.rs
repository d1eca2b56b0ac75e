//! Sentences that are too long to parse are cut where it hurts least.

use super::characters::is_dash;
use legation_record::Span;

/// Tokens of the longest sentence that anybody gets.
const LONGEST: usize = 400;

/// The tokens of one sentence in pieces of at most [`LONGEST`].
pub fn pieces<'a>(text: &'a str, tokens: &'a [Span]) -> impl Iterator<Item = &'a [Span]> {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let length = if rest.len() <= LONGEST { rest.len() } else { place(text, rest) };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some(piece)
    })
}

/// After the last semicolon, else dash or colon, else comma in the later half; else at the limit.
fn place(text: &str, tokens: &[Span]) -> usize {
    let classes: [fn(&str) -> bool; 3] =
        [|w| w == ";", |w| w == ":" || w == "•" || w == "|" || w.chars().all(is_dash), |w| w == ","];
    let half = LONGEST / 2;
    for class in classes {
        if let Some(at) = (half..LONGEST).rev().find(|&i| class(tokens[i].of(text))) {
            return at + 1;
        }
    }
    LONGEST
}
