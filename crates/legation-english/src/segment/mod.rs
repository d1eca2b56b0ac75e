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
#[cfg(test)]
mod properties;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| s.span.of(text)).collect()
    }

    #[track_caller]
    fn parts(text: &str, want: usize) {
        let found = cut(text);
        assert_eq!(found.len(), want, "{found:#?}");
    }

    #[test]
    fn full_stops_that_end_nothing() {
        parts(
            "Gen. Qamar Bajwa met U.S. President Joe Biden and Mr. Lee of St. Petersburg at 5 p.m. on Sept. 3 in Room No. 5.",
            1,
        );
        parts(
            "Sen. Ben Sasse, R-Neb., a critic, met J. R. Smith Jr. of Acme Inc. in Washington, D.C., on Friday.",
            1,
        );
        parts("Lt. Col. Ann Lee said 3.5 million people, i.e. a third of the U.N. list, fled.", 1);
        parts("The firm paid $1.5 billion vs. $2 billion in the U.K. last year.", 1);
    }

    #[test]
    fn full_stops_that_end_sentences() {
        parts("He arrived in the U.S. He met the president at 5 p.m. They talked.", 3);
        parts(
            "N. Korea fired at 3:30 p.m. Japan protested. They met at 5 p.m. Baku time. They left at 5 p.m. Friday.",
            4,
        );
        parts("They left the talks.He said they failed.”The minister agreed.", 3);
        parts("Trade grew by 5%. In 2018, exports rose. \"It is good.\" He left.", 4);
        parts("Will they meet? Yes! They will… The talks go on.", 4);
    }

    #[test]
    fn quotations() {
        parts("“We will act. We must,” he said. “It is late.” The minister left.", 4);
        parts("“Why did you go?” he asked. \"Stop!\" she said.", 2);
        parts("\"If he harassed you, why keep quiet?\" Peskov asked.", 1);
        parts("“Is this the end?” Secretary of State Blinken asked.", 1);
        parts("He called it a \"big mistake.\" Trump disagreed.", 2);
    }

    #[test]
    fn datelines_stay_with_their_sentence() {
        parts("BAKU, April 19 (Agency) — The foreign minister met the president.", 1);
        parts("WASHINGTON (AP) — China vowed on Friday to fight the U.S. at any cost.", 1);
        parts("NEW DELHI: The High Court today sought a response.", 1);
        parts("DURBAN, South Africa (CNN) - South Africa's ex-President Jacob Zuma appeared in court.", 1);
        parts("SOUTH WAZIRISTAN, April 5 (APP):Chief of Army Staff Bajwa opened two projects.", 1);
    }

    #[test]
    fn paragraphs_and_headlines() {
        let found = sentences(
            "Ministers meet in Baku\n\nThe ministers met. They talked about\ntrade.\n\nBaku: a new alliance\n\nThey left.",
        );
        let marks: Vec<_> = found.iter().map(|s| (s.paragraph, s.headline)).collect();
        assert_eq!(marks, [(0, true), (1, false), (1, false), (2, true), (3, false)]);
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = format!("They named {}and left.", "the minister, the general; ".repeat(300));
        let found = sentences(&text);
        assert!(found.len() > 3 && found.iter().all(|s| s.tokens.len() <= 400));
        assert!(found[0].span.of(&text).ends_with(';'));
    }
}
