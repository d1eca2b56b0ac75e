//! Happenings one a line.

pub use super::brief::{COLUMNS, row};
use super::brief::{day, kind, short, sign, told};
use super::marks::{BOLD, DIM};
use super::page::Page;
use super::table::cut;
use super::wrap::Piece;
use crate::output::Look;
use legation_archive::questions::Brief;
use unicode_width::UnicodeWidthStr;

/// Columns that stand before what happened.
const BEFORE: usize = 62;

pub fn header(look: Look) -> String {
    let mut page = Page::new(look);
    let names = format!(
        "{:<10}  {:>5}  {:<20}  {:>3}  {:<12}  {}",
        "day", "score", "type", "src", "id", "what is told"
    );
    page.raw(&[Piece::new(names, BOLD)]);
    page.out
}

pub fn line(brief: &Brief, look: Look) -> String {
    let mut page = Page::new(look);
    let kind = kind(&brief.event_type, brief.mode.as_deref());
    let (kind, dots) = cut(&kind, 20);
    let padding = 22usize.saturating_sub(kind.width() + dots.width());
    let mut pieces = vec![
        Piece::plain(format!("{:<10}  ", day(brief))),
        Piece::new(format!("{:>+5.1}", brief.score), sign(brief.score)),
        Piece::plain(format!("  {kind}{dots}{}", " ".repeat(padding))),
        Piece::plain(format!("{:>3}  ", brief.sources)),
        Piece::new(format!("{:<12}  ", short(&brief.id)), DIM),
    ];
    let mut room = look.width.map_or(usize::MAX, |width| width.saturating_sub(BEFORE).max(20));
    for piece in told(brief) {
        let wide = piece.text.width();
        if wide <= room {
            room -= wide;
            pieces.push(piece);
            continue;
        }
        let (start, dots) = cut(&piece.text, room);
        pieces.push(Piece::new(format!("{start}{dots}"), piece.style));
        break;
    }
    page.raw(&pieces);
    page.out
}
