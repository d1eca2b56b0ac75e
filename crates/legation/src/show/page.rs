//! A page to read: headings, paragraphs, tables of a few columns.

use super::brief::{day, kind, short, sign, sources, told};
use super::marks::{BOLD, DIM};
use super::wrap::{Piece, paint, wrap};
use crate::output::Look;
use legation_archive::questions::Brief;

pub struct Page {
    pub out: String,
    pub look: Look,
}

impl Page {
    pub fn new(look: Look) -> Page {
        Page { out: String::new(), look }
    }

    /// One paragraph, indented.
    pub fn line(&mut self, indent: usize, pieces: &[Piece]) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        wrap(&mut self.out, pieces, indent, self.look.text_width(), self.look.colour);
    }

    pub fn dim(&mut self, indent: usize, text: impl Into<String>) {
        self.line(indent, &[Piece::new(text, DIM)]);
    }

    pub fn heading(&mut self, name: &str) {
        self.out.push('\n');
        paint(&mut self.out, name, BOLD, self.look.colour);
        self.out.push('\n');
    }

    /// A line whose spaces stay as they are.
    pub fn raw(&mut self, pieces: &[Piece]) {
        let start = self.out.len();
        for piece in pieces {
            paint(&mut self.out, &piece.text, piece.style, self.look.colour);
        }
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end.max(start));
        self.out.push('\n');
    }

    /// A happening in two lines: what it was, and how it is known.
    pub fn brief(&mut self, brief: &Brief) {
        let mut pieces = vec![Piece::plain(format!("{} ", day(brief)))];
        pieces.extend(told(brief));
        self.line(2, &pieces);
        let mut known = vec![
            Piece::new(
                format!("{}, {}, score ", kind(&brief.event_type, brief.mode.as_deref()), brief.status),
                DIM,
            ),
            Piece::new(format!("{:+.1}", brief.score), sign(brief.score)),
            Piece::new(format!(", {}, id {}", sources(brief), short(&brief.id)), DIM),
        ];
        if brief.disagreements > 0 {
            known.push(Piece::plain(" (sources disagree)"));
        }
        self.line(4, &known);
    }
}
