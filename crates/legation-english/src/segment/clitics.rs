//! Words that part into several: don't, Russia's, cannot.

use super::characters::is_apostrophe;
use super::lexicon::Lexicon;
use legation_record::Span;

/// Whether a word without its apostrophe is a clitic.
pub fn is_clitic(word: &str) -> bool {
    ["s", "m", "d", "t", "ll", "ve", "re"].iter().any(|c| word.eq_ignore_ascii_case(c))
        && !word.eq_ignore_ascii_case("t")
}

/// Whether a token with its apostrophe is a clitic, so that it and the word before it were written as one.
pub fn is_clitic_token(form: &str) -> bool {
    let mut chars = form.chars();
    let apostrophe = chars.next().is_some_and(is_apostrophe);
    apostrophe && is_clitic(chars.as_str()) || is_negation(form)
}

fn is_negation(form: &str) -> bool {
    let mut chars = form.chars();
    matches!(chars.next(), Some('n' | 'N'))
        && chars.next().is_some_and(is_apostrophe)
        && chars.as_str().eq_ignore_ascii_case("t")
}

/// Pushes the parts of `word`, which begins at byte `base` of the text.
pub fn part(word: &str, base: usize, lexicon: &Lexicon, out: &mut Vec<Span>) {
    if let Some(lengths) = lexicon.contraction(word) {
        let mut at = base;
        for length in lengths {
            out.push(Span::new(at, at + length));
            at += length;
        }
        return;
    }
    let mut cuts = [0; 3];
    let mut count = 0;
    let mut end = word.len();
    while count < cuts.len()
        && let Some(cut) = last_clitic(&word[..end])
    {
        cuts[count] = cut;
        count += 1;
        end = cut;
    }
    let mut at = 0;
    for &cut in cuts[..count].iter().rev() {
        out.push(Span::new(base + at, base + cut));
        at = cut;
    }
    out.push(Span::new(base + at, base + word.len()));
}

/// Where the clitic at the end of a word begins.
fn last_clitic(word: &str) -> Option<usize> {
    // The longest clitic is n’t.
    let (at, apostrophe) = word.char_indices().rev().take(3).find(|&(_, c)| is_apostrophe(c))?;
    let suffix = &word[at + apostrophe.len_utf8()..];
    let stem = &word[..at];
    if suffix.eq_ignore_ascii_case("t") {
        let negation = stem.len() > 1 && stem.ends_with(['n', 'N']);
        return negation.then(|| at - 1);
    }
    let decade = suffix == "s"
        && (stem.len() == 2 || stem.len() == 4)
        && stem.bytes().all(|b| b.is_ascii_digit())
        && stem.ends_with('0');
    (!stem.is_empty() && is_clitic(suffix) && !decade).then_some(at)
}
