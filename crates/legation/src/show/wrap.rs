//! Running text in styled pieces, broken into lines.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// Words in one style. In plain text a style shows in nothing.
pub struct Piece {
    pub text: String,
    pub style: Style,
}

impl Piece {
    pub fn plain(text: impl Into<String>) -> Piece {
        Piece::new(text, Style::new())
    }

    pub fn new(text: impl Into<String>, style: Style) -> Piece {
        Piece { text: text.into(), style }
    }
}

/// Lays pieces out on lines of at most `width` columns, each line but the first after `indent` spaces (where the first
/// begins is the caller's matter, who has written as many columns there). Ends with a line end.
pub fn wrap(out: &mut String, pieces: &[Piece], indent: usize, width: usize, colour: bool) {
    let mut column = indent;
    let mut space = false;
    for word in words(pieces) {
        let wide: usize = word.iter().map(|(text, _)| text.width()).sum();
        if space && column + 1 + wide > width && column > indent {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if space {
            out.push(' ');
            column += 1;
        }
        for (text, style) in word {
            paint(out, text, style, colour);
        }
        column += wide;
        space = true;
    }
    out.push('\n');
}

pub fn paint(out: &mut String, text: &str, style: Style, colour: bool) {
    if colour && style != Style::new() {
        out.push_str(&format!("{style}{text}{style:#}"));
    } else {
        out.push_str(text);
    }
}

/// What stands between two spaces; a word may change its style within.
fn words(pieces: &[Piece]) -> Vec<Vec<(&str, Style)>> {
    let mut words: Vec<Vec<(&str, Style)>> = Vec::new();
    let mut open = false;
    for piece in pieces {
        for (number, part) in piece.text.split(' ').enumerate() {
            open &= number == 0;
            if part.is_empty() {
                continue;
            }
            match words.last_mut().filter(|_| open) {
                Some(word) => word.push((part, piece.style)),
                None => words.push(vec![(part, piece.style)]),
            }
            open = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(pieces: &[&str], width: usize) -> String {
        let pieces: Vec<Piece> = pieces.iter().map(|text| Piece::plain(*text)).collect();
        let mut out = String::new();
        wrap(&mut out, &pieces, 2, width, false);
        out
    }

    #[test]
    fn lines_break_between_words_only() {
        assert_eq!(wrapped(&["one two", " three", "four five"], 12), "one two\n  threefour\n  five\n");
        assert_eq!(wrapped(&["unbreakable"], 5), "unbreakable\n");
        assert_eq!(wrapped(&["a unbreakable b"], 5), "a\n  unbreakable\n  b\n");
        assert_eq!(wrapped(&["", " "], 5), "\n");
        assert_eq!(wrapped(&["(", "x", ") ", "y"], 50), "(x) y\n");
    }
}
