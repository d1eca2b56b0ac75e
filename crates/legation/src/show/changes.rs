//! What became of an archive's content.

use super::marks::{BOLD, DIM};
use super::one_line;
use super::page::Page;
use super::table::{Column, Row, column};
use super::wrap::Piece;
use crate::output::Look;
use anstyle::{AnsiColor, Style};
use legation_archive::questions::Change;
use serde_json::json;

#[rustfmt::skip]
pub const COLUMNS: [Column; 10] = [
    column("at", 0), column("kind", 0), column("what", 0), column("report", 0), column("name", 0),
    column("published", 0), column("mention", 0), column("before", 0), column("after", 0), column("release", 0),
];

pub fn row(change: &Change) -> Row {
    vec![
        json!(change.at),
        json!(change.kind),
        json!(change.what),
        json!(change.report),
        json!(change.name),
        json!(change.published),
        json!(change.mention),
        json!(change.before),
        json!(change.after),
        json!(change.release),
    ]
}

/// One change: when, what and where, then how it was told before and how now.
pub fn paragraph(change: &Change, look: Look) -> String {
    let mut page = Page::new(look);
    let about = match (change.name.as_deref().filter(|n| !n.is_empty()), &change.mention) {
        (Some(name), Some(mention)) => format!("{} in {}", super::brief::short(mention), one_line(name)),
        (Some(name), None) => one_line(name),
        (None, Some(mention)) => super::brief::short(mention).to_owned(),
        (None, None) => String::new(),
    };
    page.line(
        0,
        &[
            Piece::new(format!("{} ", change.at), DIM),
            Piece::new(&change.kind, colour(&change.kind)),
            Piece::plain(format!(" {} ", change.what)),
            Piece::new(about, BOLD),
        ],
    );
    for (sign, told) in [("-", &change.before), ("+", &change.after)] {
        if let Some(told) = told {
            page.line(2, &[Piece::new(format!("{sign} "), DIM), Piece::plain(one_line(told))]);
        }
    }
    page.out
}

fn colour(kind: &str) -> Style {
    match kind {
        "new" => AnsiColor::Green.on_default(),
        "removed" => AnsiColor::Red.on_default(),
        "corrected" => AnsiColor::Yellow.on_default(),
        _ => AnsiColor::Cyan.on_default(),
    }
}
