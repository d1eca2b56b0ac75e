//! Paragraphs out of lines.
//!
//! A blank line always ends a paragraph. A single line break does in text whose lines are paragraphs, and does not in
//! text that was wrapped at some width. In wrapped text the first word of the next line would not have fitted on the
//! line before: a property that holds for every inner line of wrapped text and seldom elsewhere.

use super::characters::{closes, is_stop};
use legation_record::Span;

/// No printer, mailer or editor wraps text wider.
const WIDEST: usize = 130;
const NARROWEST: usize = 40;

#[rustfmt::skip]
const BULLETS: [&str; 16] = ["-", "*", "•", "·", "–", "—", "▪", "●", "○", "◦", "■", "►", "»", ">", "+", "o"];
/// No sentence and no headline ends in one of these.
#[rustfmt::skip]
const SMALL: [&str; 20] = [
    "the", "a", "an", "of", "and", "or", "to", "with", "by", "from", "for", "at", "that", "its", "their", "his", "between", "Mr.",
    "Mrs.", "Gen.",
];

#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// In characters, as far as wrapping can matter.
    width: usize,
    first_word: usize,
    /// It begins with a small letter.
    lower: bool,
    /// A blank line stands before it, or the text begins.
    after_blank: bool,
}

/// The paragraphs of a text, in order, none of them blank.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let whole_text = wrapped_at(&lines, 6);
    let mut out = Vec::new();
    for block in lines.chunk_by(|_, next| !next.after_blank) {
        // A block of three lines shows by itself whether it was wrapped; a shorter one goes with the text around it.
        let width = if block.len() > 2 { wrapped_at(block, 10) } else { None };
        let width = width.or(whole_text);
        let mut paragraph = block[0].span;
        for pair in block.windows(2) {
            if continues(text, &pair[0], &pair[1], width) {
                paragraph.end = pair[1].span.end;
            } else {
                out.push(std::mem::replace(&mut paragraph, pair[1].span));
            }
        }
        out.push(paragraph);
    }
    out
}

fn lines(text: &str) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    let ends = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    while start < text.len() {
        let rest = &text[start..];
        let length = rest.find(ends).unwrap_or(rest.len());
        let line = &rest[..length];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            let from = start + (line.len() - line.trim_start().len());
            let first_word = trimmed.chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count();
            let width = line.trim_end().chars().take(WIDEST + 1).count();
            let lower =
                trimmed.trim_start_matches(['"', '“', '‘', '\'', '(']).starts_with(char::is_lowercase);
            let lower = lower && !trimmed.starts_with("http");
            out.push(Line {
                span: Span::new(from, from + trimmed.len()),
                width,
                first_word,
                lower,
                after_blank,
            });
            after_blank = false;
        }
        let end = &rest[length..];
        let step = if end.starts_with("\r\n") { 2 } else { end.chars().next().map_or(0, char::len_utf8) };
        // A form feed and a paragraph separator part paragraphs by themselves.
        after_blank |= end.starts_with(['\u{c}', '\u{2029}']);
        start += length + step;
    }
    out
}

/// The width at which lines were wrapped, if they were: then at least `tenths` of them are full, and many begin
/// in mid-sentence, which lines of a list or a letter head do not.
fn wrapped_at(lines: &[Line], tenths: usize) -> Option<usize> {
    let joints = || {
        lines.windows(2).filter(|pair| !pair[1].after_blank && pair.iter().all(|line| line.width <= WIDEST))
    };
    let width = joints().flat_map(|pair| [pair[0].width, pair[1].width]).max()?;
    let (mut full, mut lower, mut all) = (0, 0, 0);
    for pair in joints() {
        all += 1;
        full += usize::from(is_full(&pair[0], &pair[1], width));
        lower += usize::from(pair[1].lower);
    }
    (width >= NARROWEST && full * 10 >= all * tenths && lower * 4 >= all).then_some(width)
}

fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    line.width + 1 + next.first_word > width
}

/// Whether `next` goes on with the paragraph of `line`, the two being neighbours.
fn continues(text: &str, line: &Line, next: &Line, width: Option<usize>) -> bool {
    let (above, below) = (line.span.of(text), next.span.of(text));
    let open = !above.trim_end_matches(closes).ends_with(|c| is_stop(c) || c == ':');
    let full = width.is_some_and(|width| is_full(line, next, width));
    if begins_item(below) {
        // A number that wrapping brought to the head of its line begins no item.
        return open && full && below.starts_with(|c: char| c.is_ascii_digit());
    }
    let goes_on = next.lower || above.ends_with([',', '-', '–', '—', '(']) || ends_in_small_word(above);
    open && goes_on || full
}

/// Bullets and numbers of list items.
fn begins_item(line: &str) -> bool {
    let mark = line.split(char::is_whitespace).next().unwrap_or("");
    if mark.len() == line.len() {
        return false;
    }
    let bullet = BULLETS.contains(&mark);
    let number = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbered = number.len() < mark.len()
        && (number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
            || number.len() == 1 && mark.ends_with(')') && number.bytes().all(|b| b.is_ascii_lowercase()));
    bullet || numbered
}

fn ends_in_small_word(line: &str) -> bool {
    SMALL.contains(&line.rsplit(char::is_whitespace).next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn blank_lines_part_and_wrapping_does_not() {
        let text = "The foreign minister met in Baku with President\nIlham Aliyev on Wednesday, and both said that the\nties are good.\n\nThey spoke of the defence of the south and of the\nTurkish view.";
        assert_eq!(cut(text).len(), 2);
        assert!(cut(text)[0].ends_with("good."));
        assert_eq!(cut("One.\r\n\r\n \r\nTwo.\u{c}Three.\u{2029}Four."), ["One.", "Two.", "Three.", "Four."]);
        assert!(cut("").is_empty() && cut(" \n\t\n").is_empty());
    }

    #[test]
    fn a_wrapped_paragraph_among_lines() {
        let wrapped = "The minister met on Wednesday in Baku with President\nIlham Aliyev and both of them said on that day that\nthe ties are good.";
        let found = format!(
            "Reporting by John Smith\nEditing by Jane Doe\n\n{wrapped}\n\n{}\nREAD MORE: Talks\nhttps://example.org/a",
            wrapped.replace('\n', " ")
        );
        assert_eq!(cut(&found).len(), 6, "{:#?}", cut(&found));
        assert_eq!(cut(&found)[2], wrapped);
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let long = "The minister met the president, and they spoke at length about trade, the border and the embassy that opened in the spring of the year.";
        let text = format!("Ministers meet in Baku\nBy our correspondent\n{long}\n{long}");
        assert_eq!(cut(&text).len(), 4);
        assert_eq!(
            cut("They agreed on:\n- Trade\n- Visas and\n  travel\n2) Aid"),
            ["They agreed on:", "- Trade", "- Visas and\n  travel", "2) Aid"]
        );
    }
}
