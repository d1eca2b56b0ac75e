//! What a place between two tokens looks like, for the decision whether a sentence ends there.

use super::characters::{closes, is_apostrophe, is_dash, is_quotation, is_stop, is_word, opens};
use super::lexicon::{Abbreviation, Lexicon};
use legation_record::Span;
use std::fmt::Write;

/// Which kind of place may end a sentence; each kind has its own weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// After a stop, a question or exclamation mark, and what closes after it.
    Stop,
    /// After an abbreviation, whose full stop may be the sentence's too.
    Abbreviation,
    /// No mark at all: lists, letter heads, headings inside a paragraph.
    Open,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    None,
    Opens,
    Closes,
}

/// A paragraph's tokens with what the features need to know of them.
pub struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a [Span],
    roles: Vec<Role>,
    /// Inside double quotation marks, and inside brackets, after the token.
    quoted: Vec<bool>,
    bracketed: Vec<bool>,
    lexicon: &'static Lexicon,
}

/// Closing marks looked through between a full stop and the end of its sentence.
const CLOSERS: usize = 4;

impl<'a> Paragraph<'a> {
    pub fn new(text: &'a str, tokens: &'a [Span]) -> Self {
        let count = tokens.len();
        let mut paragraph = Paragraph {
            text,
            tokens,
            roles: Vec::with_capacity(count),
            quoted: Vec::with_capacity(count),
            bracketed: Vec::with_capacity(count),
            lexicon: Lexicon::builtin(),
        };
        let (mut quoted, mut brackets) = (false, 0usize);
        for i in 0..count {
            let role = paragraph.role(i, quoted);
            match (paragraph.form(i).chars().next(), role) {
                (Some('(' | '[' | '{'), _) => brackets += 1,
                (Some(')' | ']' | '}'), _) => brackets = brackets.saturating_sub(1),
                (Some('"' | '“' | '”' | '«' | '»' | '„'), Role::Opens) => quoted = true,
                (Some('"' | '“' | '”' | '«' | '»' | '„'), Role::Closes) => quoted = false,
                _ => {}
            }
            paragraph.roles.push(role);
            paragraph.quoted.push(quoted);
            paragraph.bracketed.push(brackets > 0);
        }
        paragraph
    }

    fn form(&self, i: usize) -> &'a str {
        self.tokens[i].of(self.text)
    }

    fn form_or(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    fn space_before(&self, i: usize) -> bool {
        i == 0 || self.tokens[i - 1].end < self.tokens[i].start
    }

    fn space_after(&self, i: usize) -> bool {
        i + 1 >= self.tokens.len() || self.tokens[i].end < self.tokens[i + 1].start
    }

    /// Straight quotation marks tell by the white space around them, and by what is open where that is in doubt.
    fn role(&self, i: usize, quoted: bool) -> Role {
        let form = self.form(i);
        let Some(c) = form.chars().next().filter(|&c| form.chars().all(|d| d == c)) else {
            return Role::None;
        };
        match c {
            '"' | '\'' => {
                match (self.space_before(i) || self.form(i - 1).starts_with(opens), self.space_after(i)) {
                    (true, false) => Role::Opens,
                    (false, true) => Role::Closes,
                    _ if c == '"' && !quoted => Role::Opens,
                    _ => Role::Closes,
                }
            }
            '”' if !quoted && self.space_before(i) && !self.space_after(i) => Role::Opens,
            '“' if quoted && !self.space_before(i) && self.space_after(i) => Role::Closes,
            c if opens(c) => Role::Opens,
            c if closes(c) => Role::Closes,
            _ => Role::None,
        }
    }

    /// Whether a sentence could end after token `i`, and the token that bears its mark.
    pub fn candidate(&self, i: usize) -> Option<(Kind, usize)> {
        if i + 1 >= self.tokens.len() || self.roles[i + 1] == Role::Closes || self.roles[i] == Role::Opens {
            return None;
        }
        let mut mark = i;
        while mark > 0 && i - mark < CLOSERS && self.roles[mark] == Role::Closes {
            mark -= 1;
        }
        let form = self.form(mark);
        let next = self.form(i + 1);
        let space = self.space_after(i);
        if form.chars().take(8).all(is_stop) {
            // “Why?” he asked: the question ends, the sentence goes on.
            let quotation = mark < i && self.form(i).starts_with(is_quotation);
            if quotation
                && (next.starts_with(char::is_lowercase) || !form.ends_with('.') && self.speaker_follows(i))
            {
                return None;
            }
            // 2.5.1, a.b: a stop that nothing parts from the next word ends a sentence only before a capital or a quote.
            let begins =
                next.starts_with(|c: char| c.is_uppercase() || opens(c) || c == '"' || c.is_ascii_digit());
            return (space || begins).then_some((Kind::Stop, mark));
        }
        if !space {
            return None;
        }
        if form.ends_with('.') && form.starts_with(char::is_alphabetic) {
            let abbreviation = self.lexicon.abbreviation(&form[..form.len() - 1]);
            let initial = form.chars().count() == 2 && form.starts_with(char::is_uppercase);
            let starts = self.begins_sentences(i + 1);
            // 5 p.m. Eastern, 5 p.m. Baku time; but 5 p.m. Japan protested.
            let hour = matches!(form, "a.m." | "p.m.");
            let zone = hour && (self.lexicon.is("clock", &plain(next)) || self.form_or(i + 2) == "time");
            let name = initial && next.starts_with(char::is_uppercase) && !starts;
            let goes_on =
                zone || name || matches!(abbreviation, Some(Abbreviation::Title | Abbreviation::Joint));
            // A word that is capital only where a sentence begins makes the abbreviation's full stop the sentence's too.
            let kind = if starts || hour && next.starts_with(char::is_uppercase) {
                Kind::Stop
            } else {
                Kind::Abbreviation
            };
            return (!goes_on).then_some((kind, mark));
        }
        let marked = !self.form(i).ends_with(is_word) || self.form(i).contains(['@', '/']);
        let begins = !next
            .starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | '%'));
        // What stands in brackets, and a comma, never ends there.
        let inside = self.form(i) == "," || next.starts_with(is_apostrophe) || self.dateline(i);
        ((marked || begins) && !inside).then_some((Kind::Open, mark))
    }

    fn begins_sentences(&self, i: usize) -> bool {
        self.form(i).starts_with(char::is_uppercase) && self.lexicon.is("starter", &plain(self.form(i)))
    }

    /// `“Why?” Peskov asked`: a name and a verb of saying after token `i`.
    fn speaker_follows(&self, i: usize) -> bool {
        let ahead = i + 1..self.tokens.len().min(i + 8);
        let verb =
            ahead.clone().find(|&n| !(self.form(n).starts_with(char::is_uppercase) || self.form(n) == "of"));
        !self.begins_sentences(i + 1)
            && verb.is_some_and(|n| n > i + 1 && self.lexicon.is("say", self.form(n)))
    }

    /// The dash after `BAKU, April 19 (Agency)` begins the report; it ends no sentence.
    fn dateline(&self, i: usize) -> bool {
        let ends = |form: &str| form.chars().all(is_dash) || form == ":";
        i < 16 && (ends(self.form(i)) || ends(self.form(i + 1))) && {
            let first = self.form(0);
            first.chars().count() > 1 && first.chars().all(char::is_uppercase)
        }
    }

    /// Calls `each` with every feature of the place after token `i` in a sentence that begins at token `first`.
    pub fn features(
        &self,
        i: usize,
        kind: Kind,
        mark: usize,
        first: usize,
        buffer: &mut String,
        mut each: impl FnMut(&str),
    ) {
        let tag = match kind {
            Kind::Stop => 's',
            Kind::Abbreviation => 'a',
            Kind::Open => 'o',
        };
        let mut put = |name: &str, values: [&str; 3]| {
            buffer.clear();
            buffer.push(tag);
            buffer.push_str(name);
            for value in values {
                if !value.is_empty() {
                    buffer.push('|');
                    buffer.push_str(value);
                }
            }
            each(buffer);
        };
        let next = Look::at(self, Some(i + 1));
        let after = Look::at(self, Some(i + 2).filter(|&n| n < self.tokens.len()));
        let last = Look::at(self, Some(mark));
        let mut before = Look::at(self, mark.checked_sub(1).filter(|&b| b >= first));
        if mark == first + 1 && self.form(first).starts_with(|c: char| c.is_ascii_digit()) {
            before.word = "number of an item".into();
        }
        let closed = if mark < i { plain(self.form(i)) } else { String::new() };
        let closed = closed.as_str();
        let space = if self.space_after(i) { "_" } else { "-" };
        let inside = match (self.quoted[i], self.bracketed[i]) {
            (false, false) => "n",
            (true, false) => "q",
            (false, true) => "b",
            (true, true) => "qb",
        };
        let length = bucket(i + 1 - first);
        let left = bucket(self.tokens.len() - i - 1);
        put("bias", ["", "", ""]);
        put("mark", [&last.word, closed, &next.shape]);
        put("mark", [&last.word, closed, ""]);
        put("space", [space, &next.shape, &last.word]);
        put("next", [&next.word, "", ""]);
        put("next", [&next.word, &next.shape, ""]);
        put("after", [&after.word, "", ""]);
        put("after", [&next.shape, &after.shape, ""]);
        put("after", [&next.shape, &after.word, ""]);
        put("before", [&before.word, "", ""]);
        put("before", [&before.shape, &last.shape, &next.shape]);
        put("inside", [inside, &next.shape, closed]);
        put("inside", [inside, &last.word, ""]);
        put("length", [length, &next.shape, ""]);
        put("left", [left, "", ""]);
        put("length-left", [length, left, ""]);
        if kind == Kind::Open {
            put("last", [&last.shape, &next.shape, &after.shape]);
            put("last", [&last.word, &next.word, ""]);
            put("lastlen", [&last.shape, length, &next.shape]);
            let opening = Look::at(self, Some(first));
            put("opening", [&opening.word, &next.shape, ""]);
            put("opening", [&opening.shape, length, ""]);
        }
        if kind == Kind::Abbreviation {
            let word = self.form(mark).trim_end_matches('.');
            let class = self.lexicon.abbreviation(word).map_or("letters", |a| a.name());
            put("class", [class, &next.shape, ""]);
            put("class", [class, &next.word, ""]);
        }
        if mark < i || kind == Kind::Stop && !self.form(mark).starts_with('.') {
            let says = (i + 1..self.tokens.len().min(i + 6)).any(|n| self.lexicon.is("say", self.form(n)));
            put("says", [if says { "y" } else { "n" }, &last.word, closed]);
        }
    }
}

/// A token as the features see it.
struct Look {
    word: String,
    shape: String,
}

impl Look {
    fn at(paragraph: &Paragraph, i: Option<usize>) -> Look {
        let Some(i) = i else { return Look { word: "^".into(), shape: "^".into() } };
        let form = paragraph.form(i);
        Look { word: plain(form), shape: shape(form) }
    }
}

/// Lower case, one kind of quotation mark, digits alike, and no longer than a feature need be.
fn plain(form: &str) -> String {
    let mut out = String::new();
    for c in form.chars().take(14) {
        match c {
            c if is_apostrophe(c) => out.push('\''),
            '“' | '”' | '«' | '»' | '„' => out.push('"'),
            c if is_dash(c) => out.push('-'),
            '…' => out.push_str("..."),
            c if c.is_ascii_digit() => out.push('0'),
            c if c.is_whitespace() || c.is_control() => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn shape(form: &str) -> String {
    let head: String = form.chars().take(14).collect();
    let Some(c) = head.chars().next() else { return String::new() };
    let mut out = String::new();
    if head.contains('@') || head.starts_with("http") || head.starts_with("www.") {
        out.push('@');
    } else if c.is_alphabetic() {
        let upper = head.chars().filter(|c| c.is_uppercase()).count();
        let lower = head.chars().any(char::is_lowercase);
        out.push_str(match (c.is_uppercase(), upper, lower) {
            (true, 1, true) => "Aa",
            (true, _, true) => "AaA",
            (true, 1, false) => "A",
            (true, _, false) => "AA",
            (false, 0, _) => "a",
            _ => "aA",
        });
    } else if c.is_ascii_digit() {
        let digits = head.chars().take_while(char::is_ascii_digit).count();
        let rest = head[digits..].chars().next().map_or("", |c| match c {
            ':' => ":",
            '/' => "/",
            '-' => "-",
            _ => "x",
        });
        let _ = write!(out, "{}{rest}", digits.min(5));
    } else {
        let run = head.chars().take_while(|&d| d == c).count();
        out = plain(&head).chars().take(if run > 4 { 1 } else { 3 }).collect();
        if run > 4 {
            out.push('+');
        }
    }
    out
}

fn bucket(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=9 => "9",
        10..=16 => "16",
        17..=30 => "30",
        31..=60 => "60",
        _ => "61",
    }
}
