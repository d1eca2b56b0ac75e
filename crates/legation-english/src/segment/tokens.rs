//! Tokens of a paragraph, as the English treebanks of Universal Dependencies cut them.
//!
//! A run of characters without white space is a *chunk*. Every chunk is cut from left to right by
//! [`next_token`]; what it gives for a word may part again into clitics ([`super::clitics`]). Each character is looked
//! at a bounded number of times, so that a line of any length stays linear.

use super::address;
use super::characters::{
    closes, is_apostrophe, is_currency, is_dash, is_emoji, is_modifier, is_stop, is_word, opens,
};
use super::clitics;
use super::lexicon::Lexicon;
use super::word;
use legation_record::Span;

/// The tokens of `text[paragraph]`, in order, every character that is not white space in one of them.
pub fn tokens(text: &str, paragraph: Span, out: &mut Vec<Span>) {
    let lexicon = Lexicon::builtin();
    let words = paragraph.of(text);
    let mut at = 0;
    let mut after_comma = false;
    while let Some(skip) = words[at..].find(|c: char| !c.is_whitespace()) {
        at += skip;
        let length = words[at..].find(char::is_whitespace).unwrap_or(words.len() - at);
        let end = at + length;
        let chunk =
            Chunk { text: words, start: at, end, next: words[end..].trim_start(), after_comma, lexicon };
        cut(&chunk, paragraph.start, out);
        after_comma = words[..end].ends_with(',');
        at = end;
    }
}

/// A run of characters without white space, with the paragraph around it.
pub struct Chunk<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    /// The text from the next chunk on.
    pub next: &'a str,
    /// The chunk before ends in a comma.
    pub after_comma: bool,
    pub lexicon: &'a Lexicon,
}

impl<'a> Chunk<'a> {
    pub fn rest(&self, at: usize) -> &'a str {
        &self.text[at..self.end]
    }

    /// The characters before a place inside the chunk, the nearest first.
    pub fn before(&self, at: usize) -> impl Iterator<Item = char> + 'a {
        self.text[self.start..at].chars().rev()
    }
}

fn cut(chunk: &Chunk, base: usize, out: &mut Vec<Span>) {
    let mut at = chunk.start;
    while at < chunk.end {
        let first = chunk.rest(at).chars().next();
        let end = next_token(chunk, at);
        if first.is_some_and(|c| is_word(c) || is_apostrophe(c)) {
            clitics::part(&chunk.text[at..end], base + at, chunk.lexicon, out);
        } else {
            out.push(Span::new(base + at, base + end));
        }
        at = end;
    }
}

/// Where the token that begins at `at` ends; always beyond `at`.
fn next_token(chunk: &Chunk, at: usize) -> usize {
    let rest = chunk.rest(at);
    let Some(c) = rest.chars().next() else { return chunk.end };
    let begins =
        chunk.before(at).next().is_none_or(|b| opens(b) || is_dash(b) || matches!(b, '"' | '\'' | '<' | '|'));
    if begins && let Some(length) = address::length(rest, chunk.lexicon) {
        return at + length;
    }
    if is_word(c) {
        return at + word::length(chunk, at);
    }
    if begins && rest.len() <= 4 && matches!(rest, ":)" | ":(" | ":-)" | ":-(" | ";)" | ";-)" | ":D" | ":P") {
        return chunk.end;
    }
    if is_apostrophe(c) {
        return at + apostrophe(chunk, at, begins, c);
    }
    let run = |same: fn(char, char) -> bool| at + rest.find(|d| !same(c, d)).unwrap_or(rest.len());
    match c {
        // .5 after nothing or a currency
        '.' if decimal_follows(rest)
            && chunk.before(at).next().is_none_or(|b| opens(b) || is_currency(b) || is_dash(b)) =>
        {
            at + 1 + word::length(chunk, at + 1)
        }
        '.' | '!' | '?' => run(|_, d| matches!(d, '.' | '!' | '?')),
        '…' => run(|_, d| d == '…'),
        '[' if rest.starts_with("[...]") => at + "[...]".len(),
        '[' if rest.starts_with("[…]") => at + "[…]".len(),
        // Rules drawn across the page, and dashes typed as several signs.
        '-' | '=' | '*' | '~' | '#' | '+' | '<' | '>' | '|' | '_' => at + ruled(rest, c),
        '–' | '—' => run(|c, d| c == d),
        c if is_currency(c) => at + currency(rest),
        c if is_emoji(c) => at + emoji(rest),
        _ => {
            let after = &rest[c.len_utf8()..];
            at + c.len_utf8() + after.find(|d| !is_modifier(d)).unwrap_or(after.len())
        }
    }
}

fn decimal_follows(rest: &str) -> bool {
    rest[1..].starts_with(|d: char| d.is_ascii_digit())
}

/// Equal signs, or a mixture of at least four.
fn ruled(rest: &str, c: char) -> usize {
    let sign = |d: char| matches!(d, '-' | '=' | '*' | '~' | '#' | '+' | '<' | '>' | '|' | '_');
    let mixed = rest.find(|d| !sign(d)).unwrap_or(rest.len());
    if mixed >= 4 { mixed } else { rest.find(|d| d != c).unwrap_or(rest.len()) }
}

/// A picture with its modifiers, and others joined to it.
fn emoji(rest: &str) -> usize {
    let mut joined = true;
    let end = rest.find(|c: char| {
        let belongs = is_modifier(c) || joined && is_emoji(c);
        joined = c == '\u{200d}';
        !belongs
    });
    end.unwrap_or(rest.len())
}

/// `$US4.5 billion`: the letters belong to the sign.
fn currency(rest: &str) -> usize {
    let first = rest.chars().next();
    let sign = rest.find(|c| Some(c) != first).unwrap_or(rest.len());
    let letters = rest[sign..].bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    let amount = rest[sign + letters..].starts_with(|d: char| d.is_ascii_digit());
    if amount && (1..=3).contains(&letters) { sign + letters } else { sign }
}

/// A clitic that stands alone, `'90s`, `'em`, or a quotation mark.
fn apostrophe(chunk: &Chunk, at: usize, begins: bool, c: char) -> usize {
    let rest = chunk.rest(at);
    let after = &rest[c.len_utf8()..];
    if after.starts_with(c) {
        return 2 * c.len_utf8();
    }
    let length = after.find(|d| !is_word(d)).unwrap_or(after.len());
    let word = &after[..length];
    let whole = c.len_utf8() + length;
    if begins && !word.is_empty() && length <= 8 {
        let years = word.trim_end_matches('s');
        let decade = years.len() == 2
            && years.bytes().all(|b| b.is_ascii_digit())
            && !after[length..].starts_with(is_apostrophe);
        let listed = || {
            let plain = format!("'{}", word.to_ascii_lowercase());
            chunk.lexicon.is("apostrophe", &plain) || chunk.lexicon.contraction(&plain).is_some()
        };
        let clitic = at == chunk.start && clitics::is_clitic(word) && closes(c);
        if decade || clitic || listed() {
            return whole;
        }
    }
    // After a word that ended in a figure or bracket: IT(I)'s, 5%'s.
    let glued = chunk.before(at).next().is_some_and(|b| !opens(b) && (!is_stop(b) || b == '.'));
    if glued && !begins && clitics::is_clitic(word) {
        return whole;
    }
    c.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(text: &str) -> String {
        let mut out = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn as_the_treebanks_cut() {
        for (text, want) in [
            ("They don't, can't and won’t.", "They do n't , ca n't and wo n’t ."),
            ("Russia's, the ministers' and Baku’s", "Russia 's , the ministers ' and Baku ’s"),
            ("I couldn't've said we'll cannot gonna", "I could n't 've said we 'll can not gon na"),
            ("a long-term non-member e-mail U.S.-led", "a long - term non-member e-mail U.S. - led"),
            ("The U.S. said at 5 p.m. that", "The U.S. said at 5 p.m. that"),
            ("in the U.S.", "in the U.S."),
            (
                "$200 million, US$3.7m, $US4.5 billion, €3",
                "$ 200 million , US$ 3.7 m , $US 4.5 billion , € 3",
            ),
            ("the U.K.’s and U.S.' total", "the U.K. ’s and U.S. ' total"),
            ("30% of 3,500 at 5pm on 9/11, 10:30.", "30 % of 3,500 at 5 pm on 9/11 , 10:30 ."),
            ("2016-17, 2019–2021, +485.7 (54.4%)", "2016 - 17 , 2019 – 2021 , + 485.7 ( 54.4 % )"),
            ("See https://un.org/a?b=c, or www.nato.int.", "See https://un.org/a?b=c , or www.nato.int ."),
            ("write to a.b@mfa.gov.az.", "write to a.b@mfa.gov.az ."),
            ("Gen. Lt.Col. J. Smith Jr. of AT&T Inc.", "Gen. Lt. Col. J. Smith Jr. of AT&T Inc."),
            ("the talks.He said", "the talks . He said"),
            ("“Why?” she asked...", "“ Why ? ” she asked ..."),
            ("the 1990s, the '90s, the 60's, 2017's", "the 1990s , the '90s , the 60's , 2017 's"),
            ("No. 5 said no. No.", "No. 5 said no . No ."),
            ("World War I. The O'Neill-Sana'a line", "World War I . The O'Neill - Sana'a line"),
            ("and/or the two-\nthirds [President Trump]", "and / or the two - thirds [ President Trump ]"),
            ("(APP):Chief of--part", "( APP ) : Chief of -- part"),
            ("+1 202-456-1414 or 555-1234", "+ 1 202-456-1414 or 555-1234"),
            ("'free' and 'vanished' lawyers", "' free ' and ' vanished ' lawyers"),
            ("weinstein raped me.’.. No! (they)", "weinstein raped me . ’ .. No ! ( they )"),
            ("\u{feff}é\u{301} 👩\u{200d}💻 .", "\u{feff}é\u{301} 👩\u{200d}💻 ."),
        ] {
            assert_eq!(cut_up(text), want);
        }
    }
}
