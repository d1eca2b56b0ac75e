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

#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// In characters, as far as wrapping can matter.
    width: usize,
    first_word: usize,
    /// A blank line stands before it, or the text begins.
    after_blank: bool,
}

/// The paragraphs of a text, in order, none of them blank.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrapped_at(&lines);
    let mut out: Vec<Span> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        match out.last_mut() {
            Some(last) if !line.after_blank && continues(text, &lines[n - 1], line, width) => last.end = line.span.end,
            _ => out.push(line.span),
        }
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
            out.push(Line { span: Span::new(from, from + trimmed.len()), width, first_word, after_blank });
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

/// The width at which the whole text was wrapped, if it was.
fn wrapped_at(lines: &[Line]) -> Option<usize> {
    let joints = || lines.windows(2).filter(|pair| !pair[1].after_blank);
    let width = joints().flat_map(|pair| [pair[0].width, pair[1].width]).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let (mut full, mut all) = (0, 0);
    for pair in joints() {
        all += 1;
        full += usize::from(is_full(&pair[0], &pair[1], width));
    }
    (full * 10 >= all * 6).then_some(width)
}

fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    line.width + 1 + next.first_word > width
}

/// Whether `next` goes on with the paragraph of `line`, the two being neighbours.
fn continues(text: &str, line: &Line, next: &Line, width: Option<usize>) -> bool {
    let (above, below) = (line.span.of(text), next.span.of(text));
    if begins_item(below) {
        return false;
    }
    let open = !above.trim_end_matches(closes).ends_with(|c| is_stop(c) || c == ':');
    let lower = below.trim_start_matches(['"', '“', '‘', '\'', '(']).starts_with(char::is_lowercase);
    if open && (lower || above.ends_with([',', '-', '–', '—', '(']) || ends_in_small_word(above)) {
        return true;
    }
    width.is_some_and(|width| is_full(line, next, width))
}

/// Bullets and numbers of list items.
fn begins_item(line: &str) -> bool {
    let mark = line.split(char::is_whitespace).next().unwrap_or("");
    if mark.len() == line.len() {
        return false;
    }
    let bullet = matches!(mark, "-" | "*" | "•" | "·" | "–" | "—" | "▪" | "●" | "○" | "◦" | "■" | "►" | "»" | ">" | "+" | "o");
    let number = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbered = number.len() < mark.len()
        && (number.len() <= 2 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
            || number.len() == 1 && mark.ends_with(')') && number.bytes().all(|b| b.is_ascii_lowercase()));
    bullet || numbered
}

/// No sentence and no headline ends in one of these.
fn ends_in_small_word(line: &str) -> bool {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(word, "the" | "a" | "an" | "of" | "and" | "or" | "to" | "with" | "by" | "from" | "for" | "at" | "that" | "its" | "their" | "his" | "between" | "Mr." | "Mrs." | "Gen." | "Dr.")
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
    fn lines_that_are_paragraphs_stay_apart() {
        let long = "The minister met the president, and they spoke at length about trade, the border and the embassy that opened in the spring of the year.";
        let text = format!("Ministers meet in Baku\nBy our correspondent\n{long}\n{long}");
        assert_eq!(cut(&text).len(), 4);
        assert_eq!(cut("They agreed on:\n- Trade\n- Visas and\n  travel\n2) Aid"), ["They agreed on:", "- Trade", "- Visas and\n  travel", "2) Aid"]);
    }
}
