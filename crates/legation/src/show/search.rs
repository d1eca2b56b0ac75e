//! What was found, with the words marked.

use super::brief::{count, short};
use super::marks::{DIM, TRIGGER};
use super::one_line;
use super::page::Page;
use super::table::{Column, Row, column};
use super::wrap::Piece;
use crate::output::Look;
use legation_archive::questions::{Hit, MARK_END, MARK_START};
use serde_json::json;

#[rustfmt::skip]
pub const COLUMNS: [Column; 10] = [
    column("published", 0), column("report", 0), column("title", 0), column("found_in", 0), column("text", 0),
    column("start", 0), column("end", 0), column("types", 0), column("happenings", 0), column("reports", 0),
];

pub fn row(hit: &Hit) -> Row {
    vec![
        json!(hit.published),
        json!(hit.report),
        json!(hit.title),
        json!(hit.found_in),
        json!(hit.text.replace([MARK_START, MARK_END], "*")),
        json!(hit.start),
        json!(hit.end),
        json!(hit.types),
        json!(hit.happenings),
        json!(hit.reports),
    ]
}

pub fn paragraph(hit: &Hit, look: Look) -> String {
    let mut page = Page::new(look);
    page.line(0, &marked(&hit.text, look.colour));
    let mut known = vec![hit.published.clone().unwrap_or_else(|| "no date".into()), one_line(&hit.report)];
    if hit.found_in == "title" {
        known.push("title".into());
    }
    if hit.reports > 1 {
        known.push(format!("in {}", count(hit.reports, "report")));
    }
    if !hit.types.is_empty() {
        known.push(hit.types.join(" "));
    }
    if !hit.happenings.is_empty() {
        let ids: Vec<&str> = hit.happenings.iter().take(3).map(|id| short(id)).collect();
        let dots = if hit.happenings.len() > 3 { " ..." } else { "" };
        known.push(format!("id {}{dots}", ids.join(" ")));
    }
    page.line(2, &[Piece::new(known.join(", "), DIM)]);
    page.out
}

fn marked(text: &str, colour: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, part) in text.split(MARK_START).enumerate() {
        let (found, rest) = match part.split_once(MARK_END) {
            Some((found, rest)) if number > 0 => (found, rest),
            _ => ("", part),
        };
        if !found.is_empty() {
            let found = one_line(found);
            pieces.push(Piece::new(if colour { found } else { format!("*{found}*") }, TRIGGER));
        }
        let line: String =
            rest.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect();
        pieces.push(Piece::plain(line));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_marked() {
        let shown = |text: &str, colour| -> String {
            marked(text, colour).into_iter().map(|piece| piece.text).collect()
        };
        assert_eq!(shown("The \u{2}embassy\u{3} in\n\u{2}Baku\u{3}.", false), "The *embassy* in *Baku*.");
        assert_eq!(shown("\u{2}Baku\u{3}", true), "Baku");
        assert_eq!(shown("nothing\u{3} \u{1b}here", false), "nothing   here");
    }
}
