//! How far a word reaches: which full stops, commas, hyphens and other joiners inside or after it belong to it.

use super::characters::{is_apostrophe, is_currency, is_hyphen, is_modifier, is_stop, is_word};
use super::lexicon::Abbreviation;
use super::tokens::Chunk;

/// Bytes of the word that begins at `at` with a letter or a digit.
pub fn length(chunk: &Chunk, at: usize) -> usize {
    let rest = chunk.rest(at);
    if let Some(length) = hyphenated_number(rest) {
        return length;
    }
    let mut word = Word { chunk, rest, at, piece: 0 };
    let mut end = 0;
    loop {
        end += rest[end..].find(|c| !is_word(c)).unwrap_or(rest.len() - end);
        let Some(joiner) = rest[end..].chars().next() else { break };
        match word.join(end, joiner) {
            Join::Stop => break,
            Join::Take => {
                end += joiner.len_utf8();
                break;
            }
            Join::Over => {
                end += joiner.len_utf8();
                word.piece = end;
            }
        }
    }
    unit(chunk, rest, end)
}

enum Join {
    /// The word ends before the character.
    Stop,
    /// The word ends with it.
    Take,
    /// The word goes on after it.
    Over,
}

struct Word<'a, 'b> {
    chunk: &'b Chunk<'a>,
    rest: &'a str,
    at: usize,
    /// Where the piece after the last joiner begins.
    piece: usize,
}

impl Word<'_, '_> {
    fn join(&self, end: usize, joiner: char) -> Join {
        let piece = &self.rest[self.piece..end];
        let after = &self.rest[end + joiner.len_utf8()..];
        let next = after.chars().next();
        let over = |yes: bool| if yes { Join::Over } else { Join::Stop };
        match joiner {
            '.' => self.full_stop(piece, after, end),
            ',' => over(digits(piece) && thousands(piece, after)),
            ':' => over(digits(piece) && piece.len() <= 2 && leading_digits(after) == 2),
            '/' => over(self.slash(piece, after)),
            '&' => over(
                self.piece == 0
                    && upper(piece)
                    && next.is_some_and(|n| n.is_ascii_uppercase())
                    && piece.len() <= 4,
            ),
            c if is_hyphen(c) => {
                let prefix = self.piece == 0
                    && next.is_some_and(|n| n.is_alphanumeric())
                    && self.chunk.lexicon.is("prefix", &piece.to_ascii_lowercase());
                over(prefix)
            }
            c if is_apostrophe(c) => over(next.is_some_and(|n| n.is_alphabetic()) && !piece.is_empty()),
            c if is_currency(c) => {
                let dollars = self.piece == 0 && upper(piece) && piece.len() <= 3;
                if dollars && next.is_none_or(|n| n.is_ascii_digit()) { Join::Take } else { Join::Stop }
            }
            c if is_modifier(c) => Join::Over,
            _ => Join::Stop,
        }
    }

    fn full_stop(&self, piece: &str, after: &str, end: usize) -> Join {
        let lexicon = self.chunk.lexicon;
        let next = after.chars().next();
        let Some(n) = next.filter(|n| is_word(*n)) else {
            return self.last_full_stop(piece, after, end);
        };
        let next_length = after.find(|c| !is_word(c)).unwrap_or(after.len());
        let following = &after[..next_length];
        if digits(piece) || piece.is_empty() {
            let file = lexicon.is("file", &following.to_ascii_lowercase());
            return if n.is_ascii_digit() || file { Join::Over } else { Join::Stop };
        }
        // U.S. and a.m., inside
        if single_letter(piece)
            && (following.chars().count() == 1 || following == "Sc" || following == "Phil")
        {
            return Join::Over;
        }
        let kind = if self.piece == 0 { lexicon.abbreviation(piece) } else { None };
        if kind.is_some_and(|kind| kind != Abbreviation::Number || n.is_ascii_digit()) {
            return Join::Take;
        }
        // Ph.D.
        if piece.len() == 2
            && single_letter(following)
            && n.is_uppercase()
            && piece.starts_with(char::is_uppercase)
        {
            return Join::Over;
        }
        if single_letter(piece) && piece.starts_with(char::is_uppercase) {
            return Join::Take;
        }
        let lower = following.to_ascii_lowercase();
        let closed = !after[next_length..].starts_with('.') || after.len() == next_length + 1;
        if lexicon.is("domain", &lower) && n.is_lowercase() && closed || lexicon.is("file", &lower) {
            return Join::Over;
        }
        let version = piece.ends_with(|c: char| c.is_ascii_digit()) && n.is_ascii_digit();
        if version { Join::Over } else { Join::Stop }
    }

    /// A full stop after which nothing of the chunk's words follows: does it abbreviate?
    fn last_full_stop(&self, piece: &str, after: &str, end: usize) -> Join {
        let take = |yes: bool| if yes { Join::Take } else { Join::Stop };
        let whole = &self.rest[..end];
        if whole.len() > 16 || after.starts_with('.') {
            return Join::Stop;
        }
        let next = self.chunk.next;
        let last = after.is_empty() && next.is_empty();
        if self.piece > 0 {
            let letters =
                |p: &str| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic);
            let dotted = whole.rsplit(is_hyphen).next().unwrap_or(whole);
            let acronym = dotted.split('.').all(letters) && single_letter(piece);
            let listed =
                whole.strip_suffix("Sc").or(whole.strip_suffix("Phil")).is_some_and(|s| s.ends_with('.'));
            return take(acronym || listed);
        }
        let mut letters = piece.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_uppercase()
        {
            return take(!last && (letter != 'I' || self.among_initials(next)));
        }
        let kind = self.chunk.lexicon.abbreviation(piece);
        take(kind.is_some_and(|kind| match kind {
            Abbreviation::Number => {
                let number = if after.is_empty() { next } else { after };
                number.starts_with(|c: char| c.is_ascii_digit())
            }
            Abbreviation::State => after.starts_with([',', ')']) || self.chunk.after_comma,
            Abbreviation::Month => {
                !last && (!after.is_empty() || next.starts_with(|c: char| !c.is_uppercase()))
            }
            Abbreviation::Title => !last,
            Abbreviation::Company | Abbreviation::Joint | Abbreviation::Other => true,
        }))
    }

    /// `I.` is an initial beside other initials; else it is the number or the pronoun.
    fn among_initials(&self, next: &str) -> bool {
        let initial =
            |mut c: std::str::Chars| c.next().is_some_and(char::is_uppercase) && c.next() == Some('.');
        let before = self.chunk.text[..self.at].trim_end();
        let mut back = before.chars().rev();
        let after_initial = back.next() == Some('.')
            && back.next().is_some_and(char::is_uppercase)
            && back.next().is_none_or(|c| !c.is_alphanumeric());
        after_initial || initial(next.chars())
    }

    /// 9/11, 1/2, 16/11/2004, w/o
    fn slash(&self, piece: &str, after: &str) -> bool {
        let next = leading_digits(after);
        if digits(piece) {
            let year = next == 4 && self.piece > 0;
            let slashes = self.rest[..self.piece].bytes().filter(|&b| b == b'/').count();
            return piece.len() <= 2 && slashes < 2 && ((1..=2).contains(&next) || year);
        }
        let length = after.find(|c| !is_word(c)).unwrap_or(after.len());
        self.piece == 0 && single_letter(piece) && single_letter(&after[..length])
    }
}

/// 3.7m and 5pm part before the letters.
fn unit(chunk: &Chunk, rest: &str, end: usize) -> usize {
    let word = &rest[..end];
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let numeric = number.ends_with(|c: char| c.is_ascii_digit())
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'));
    if numeric && chunk.lexicon.is("unit", &word[number.len()..]) { number.len() } else { end }
}

/// Telephone numbers and numeric dates keep their hyphens; 2016-17 and 3-2 do not.
fn hyphenated_number(rest: &str) -> Option<usize> {
    let mut groups = [0; 5];
    let mut count = 0;
    let mut end = 0;
    loop {
        let length = leading_digits(&rest[end..]);
        if length == 0 || count == groups.len() {
            return None;
        }
        groups[count] = length;
        count += 1;
        end += length;
        if !(rest[end..].starts_with('-') && leading_digits(&rest[end + 1..]) > 0) {
            break;
        }
        end += 1;
    }
    let known = match groups[..count] {
        [1, 4] | [3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [4, 2, 2] => true,
        [a, b, c] => a <= 2 && b <= 2 && (c == 2 || c == 4),
        _ => false,
    };
    (known && !rest[end..].starts_with(is_word)).then_some(end)
}

/// Digits at the beginning, counted no further than anybody needs.
fn leading_digits(s: &str) -> usize {
    s.bytes().take(8).take_while(u8::is_ascii_digit).count()
}

fn digits(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())
}

fn upper(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_uppercase())
}

fn single_letter(s: &str) -> bool {
    let mut chars = s.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.all(is_modifier)
}

/// `3,500` and the decimal comma of `1,8`, but not the list `1990,1991`.
fn thousands(piece: &str, after: &str) -> bool {
    let next = leading_digits(after);
    let ends =
        !after[next..].starts_with(is_word) || after[next..].starts_with(|c: char| c.is_ascii_alphabetic());
    piece.len() <= 3
        && ends
        && (next == 3
            || next == 1 && !after[next..].starts_with(',')
            || next == 2 && is_stop_or_end(&after[next..]))
}

fn is_stop_or_end(s: &str) -> bool {
    s.is_empty() || s.starts_with(is_stop) || s.starts_with('%')
}
