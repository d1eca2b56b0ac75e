//! Quotation marks: which stretches of a text stand between them.
//!
//! Double marks of any style (`"`, `“ ”`, `„ “`, `« »`, `''`) open and close one another, for reports mix them. Single
//! marks are told from apostrophes by what stands on either side. A stretch may run over paragraphs: where it stays open
//! and the next paragraph begins with an opening mark, it goes on; where the next mark of a later paragraph closes, it
//! ends there; else it was never closed and ends with its sentence or paragraph.

use legation_record::{Sentence, Span};

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// Single marks within double ones, or double ones within double ones.
    pub nested: bool,
    pub closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Open,
    Close,
    /// A straight mark with space, or none, on both sides.
    Either,
}

/// A mark in the text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    side: Side,
    double: bool,
}

/// How many paragraphs a stretch may stay open without a mark of its own.
const REACH: usize = 3;

/// All marked stretches, in the order of their opening marks.
pub fn find(text: &str, sentences: &[Sentence]) -> Vec<Marked> {
    let paragraphs = paragraphs(sentences);
    let marks: Vec<Vec<Mark>> = paragraphs.iter().map(|&p| marks_of(text, p)).collect();
    let mut out = Vec::new();
    let mut open: Option<(Mark, usize)> = None;
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        let mut single: Option<Mark> = None;
        for (i, &mark) in marks[number].iter().enumerate() {
            if !mark.double {
                match (single, mark.side) {
                    (None, Side::Open) if has_close(&marks[number][i + 1..]) => single = Some(mark),
                    (Some(_), Side::Close)
                        if possessive(text, mark) && has_close(&marks[number][i + 1..]) => {}
                    (Some(from), Side::Close) => {
                        push(&mut out, from, mark, open.is_some());
                        single = None;
                    }
                    _ => {}
                }
                continue;
            }
            match open {
                None if mark.side != Side::Close => open = Some((mark, number)),
                None => {}
                // The mark that begins a further paragraph of the same speech.
                Some((_, from)) if from < number && i == 0 && mark.side == Side::Open => {}
                Some((from, _)) if mark.side == Side::Open => {
                    // The one before was never closed, or this is a quotation within.
                    let rest = &marks[number][i + 1..];
                    if closes_twice(rest) {
                        if let Some(&end) = rest.iter().find(|m| m.double) {
                            push(&mut out, mark, end, true);
                        }
                        continue;
                    }
                    unclosed(&mut out, text, sentences, from, mark.span.start);
                    open = Some((mark, number));
                }
                // The end of one within is not the end of this.
                Some(_)
                    if out
                        .iter()
                        .rev()
                        .take(4)
                        .any(|m: &Marked| m.nested && m.outer.end == mark.span.end) => {}
                Some((from, _)) => {
                    push(&mut out, from, mark, false);
                    open = None;
                }
            }
            if open.is_none() {
                single = None;
            }
        }
        if let Some((from, _)) = open
            && !goes_on(&paragraphs, &marks, number)
        {
            unclosed(&mut out, text, sentences, from, paragraph.end);
            open = None;
        }
    }
    out.sort_by_key(|m| (m.outer.start, std::cmp::Reverse(m.outer.end)));
    out
}

/// Whether a stretch that is open at the end of a paragraph goes on in the next: it begins with an opening mark, or the
/// next mark of the paragraphs that follow closes.
fn goes_on(paragraphs: &[Span], marks: &[Vec<Mark>], number: usize) -> bool {
    let next = marks.iter().skip(number + 1).take(REACH).find_map(|p| p.iter().find(|m| m.double));
    let first = marks.get(number + 1).and_then(|p| p.iter().find(|m| m.double));
    let begins = first.zip(paragraphs.get(number + 1));
    begins.is_some_and(|(m, p)| m.side != Side::Close && m.span.start == p.start)
        || next.is_some_and(|m| m.side == Side::Close)
}

/// "the workers' money": behind an s, with a word in lower case to follow.
fn possessive(text: &str, mark: Mark) -> bool {
    let before = text.get(..mark.span.start).is_some_and(|t| t.ends_with(['s', 'S']));
    let mut after = text.get(mark.span.end..).unwrap_or("").chars();
    before && after.next() == Some(' ') && after.next().is_some_and(char::is_lowercase)
}

fn has_close(rest: &[Mark]) -> bool {
    rest.iter().take_while(|m| m.double || m.side != Side::Open).any(|m| !m.double && m.side == Side::Close)
}

/// Two closing double marks before the next opening one: the stretch within has its own.
fn closes_twice(rest: &[Mark]) -> bool {
    rest.iter().filter(|m| m.double).take(2).filter(|m| m.side == Side::Close).count() == 2
}

fn push(out: &mut Vec<Marked>, from: Mark, to: Mark, nested: bool) {
    let inner = Span::new(from.span.end, to.span.start);
    if !inner.is_empty() {
        out.push(Marked { outer: Span::new(from.span.start, to.span.end), inner, nested, closed: true });
    }
}

/// A stretch whose closing mark is missing ends with the sentence it began in.
fn unclosed(out: &mut Vec<Marked>, text: &str, sentences: &[Sentence], from: Mark, limit: usize) {
    let at = sentences.partition_point(|s| s.span.end <= from.span.end);
    let end = sentences.get(at).map_or(limit, |s| s.span.end).min(limit);
    let words = text.get(from.span.end..end).unwrap_or("");
    let inner = Span::new(from.span.end, from.span.end + words.trim_end().len());
    if !inner.is_empty() {
        let outer = Span::new(from.span.start, inner.end);
        out.push(Marked { outer, inner, nested: false, closed: false });
    }
}

/// The bytes that each paragraph covers.
fn paragraphs(sentences: &[Sentence]) -> Vec<Span> {
    let mut out: Vec<(usize, Span)> = Vec::new();
    for s in sentences {
        match out.last_mut() {
            Some((number, span)) if *number == s.paragraph => *span = span.cover(s.span),
            _ => out.push((s.paragraph, s.span)),
        }
    }
    out.into_iter().map(|(_, span)| span).collect()
}

fn marks_of(text: &str, paragraph: Span) -> Vec<Mark> {
    let words = paragraph.of(text);
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let start = paragraph.start + at;
        let mut end = start + c.len_utf8();
        let mut double = matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″');
        if matches!(c, '\'' | '’' | '‘' | '`') && chars.peek().is_some_and(|&(_, d)| d == c) {
            chars.next();
            end += c.len_utf8();
            double = true;
        }
        let after = chars.peek().map(|&(_, d)| d);
        if double {
            let side = match c {
                '“' | '‟' | '«' | '„' | '‘' | '`' if opens(before) || c != '“' => Side::Open,
                // Some set the closing mark at both ends.
                '”' if before.is_none() && !closes(after) => Side::Open,
                '”' | '»' | '’' => Side::Close,
                _ => side(before, after),
            };
            out.push(Mark { span: Span::new(start, end), side, double: true });
        } else if matches!(c, '\'' | '’' | '‘' | '‚' | '‹' | '›')
            && let Some(side) = single(c, before, after)
        {
            out.push(Mark { span: Span::new(start, end), side, double: false });
        }
        before = Some(c);
    }
    out
}

/// Whether a mark after this character can open.
fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '—' | '–' | '-' | '\'' | '‘' | '’' | '“' | '"' | '/' | ':' | '>')
    })
}

/// Whether a mark before this character can close.
fn closes(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric())
}

/// A straight double mark by its neighbours.
fn side(before: Option<char>, after: Option<char>) -> Side {
    let spaced = after.is_none_or(char::is_whitespace);
    match (opens(before), closes(after)) {
        (true, _) if before.is_none() => Side::Open,
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        (true, true) if spaced && before.is_some_and(|c| !c.is_whitespace()) => Side::Close,
        (true, true) if !spaced => Side::Open,
        _ => Side::Either,
    }
}

/// A single mark, or `None` for an apostrophe.
fn single(c: char, before: Option<char>, after: Option<char>) -> Option<Side> {
    let letter = |x: Option<char>| x.is_some_and(char::is_alphanumeric);
    match c {
        '‹' => return Some(Side::Open),
        '›' => return Some(Side::Close),
        _ => {}
    }
    if opens(before) && !after.is_none_or(char::is_whitespace) {
        // '90s and the like are apostrophes.
        return (!after.is_some_and(|a| a.is_ascii_digit()) || c == '‘').then_some(Side::Open);
    }
    if c == '‘' || letter(before) && letter(after) {
        return None;
    }
    let ends = before.is_some_and(|b| matches!(b, '.' | ',' | '!' | '?' | '…' | '”' | '"' | ';'));
    // After an s with a space behind, it is as likely a possessive: only the opening mark before it tells.
    (ends || before.is_some_and(|b| !b.is_whitespace()) && closes(after)).then_some(Side::Close)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands between marks in paragraphs of one sentence each; `~` marks one that was never closed.
    fn found(text: &str) -> Vec<String> {
        let mut sentences = Vec::new();
        let mut at = 0;
        for (paragraph, line) in text.split('\n').enumerate() {
            let span = Span::new(at, at + line.len());
            sentences.push(Sentence { span, paragraph, ..Sentence::default() });
            at += line.len() + 1;
        }
        let show = |m: &Marked| format!("{}{}", if m.closed { "" } else { "~" }, m.inner.of(text));
        find(text, &sentences).iter().map(show).collect()
    }

    #[test]
    fn marks_of_every_style() {
        assert_eq!(
            found("He said “yes” and \"no\" and «maybe» and ''never''."),
            ["yes", "no", "maybe", "never"]
        );
        assert_eq!(
            found("“Mixed,\" she said, and ‘single’ and 'straight'."),
            ["Mixed,", "single", "straight"]
        );
    }

    #[test]
    fn apostrophes_are_none() {
        assert!(found("It's the workers' day; they don't work in the '90s.").is_empty());
        assert_eq!(found("'It's the workers' day,' he said."), ["It's the workers' day,"]);
    }

    #[test]
    fn quotations_within_quotations() {
        assert_eq!(found("“He told me ‘go’ and I went.”"), ["He told me ‘go’ and I went.", "go"]);
    }

    #[test]
    fn a_stretch_over_paragraphs() {
        assert_eq!(found("“One.\n“Two.\n“Three.” Four."), ["One.\n“Two.\n“Three."]);
        assert_eq!(found("“One.\nTwo,” he said."), ["One.\nTwo,"]);
    }

    #[test]
    fn a_mark_never_closed_ends_with_its_sentence() {
        assert_eq!(found("“One, he said.\nTwo “three” four."), ["~One, he said.", "three"]);
    }
}
