//! States and what lies between them.

use super::chart::bar;
use super::marks::{BOLD, DIM};
use super::page::Page;
use super::table::{Column, Row, column};
use super::wrap::Piece;
use crate::output::Look;
use legation_archive::questions::{Edge, Network};
use serde_json::json;

#[rustfmt::skip]
pub const COLUMNS: [Column; 14] = [
    column("a", 0), column("b", 0), column("happenings", 0), column("balance", 0), column("score", 0),
    column("a_to_b", 0), column("b_to_a", 0), column("both", 0), column("verbal_cooperation", 0),
    column("material_cooperation", 0), column("verbal_conflict", 0), column("material_conflict", 0), column("first", 0),
    column("last", 0),
];

pub fn row(edge: &Edge) -> Row {
    vec![
        json!(edge.a),
        json!(edge.b),
        json!(edge.happenings),
        json!(edge.balance),
        json!(edge.score),
        json!(edge.a_to_b),
        json!(edge.b_to_a),
        json!(edge.both),
        json!(edge.verbal_cooperation),
        json!(edge.material_cooperation),
        json!(edge.verbal_conflict),
        json!(edge.material_conflict),
        json!(edge.first),
        json!(edge.last),
    ]
}

pub fn table(network: &Network, most: Option<usize>, look: Look) -> String {
    let mut page = Page::new(look);
    let plain = look.width.is_none();
    let head = format!(
        "{:<9} {:>10} {:>6}  {:<21}  {:>9} {:>9} {:>9} {:>9}  {}",
        "states", "happenings", "score", "", "verbal +", "mater. +", "verbal -", "mater. -", "last"
    );
    page.raw(&[Piece::new(head, BOLD)]);
    for edge in network.edges.iter().take(most.unwrap_or(usize::MAX)) {
        let (left, axis, right) = bar(edge.score, 10.0, 10, plain);
        page.raw(&[
            Piece::plain(format!("{:<3} {}{:<3} {:>10} ", edge.a, way(edge), edge.b, edge.happenings)),
            Piece::new(format!("{:>+6.1}  ", edge.score), super::brief::sign(edge.score)),
            Piece::new(left, super::brief::sign(-1.0)),
            Piece::new(axis, DIM),
            Piece::new(right, super::brief::sign(1.0)),
            Piece::plain(format!(
                "  {:>9} {:>9} {:>9} {:>9}  {}",
                edge.verbal_cooperation,
                edge.material_cooperation,
                edge.verbal_conflict,
                edge.material_conflict,
                edge.last
            )),
        ]);
    }
    let sum: u64 = network.edges.iter().map(|edge| edge.happenings).sum();
    page.out.push('\n');
    page.dim(
        0,
        format!(
            "{}, {}, weight {sum}",
            super::brief::count(network.nodes.len() as u64, "state"),
            super::brief::count(network.edges.len() as u64, "edge")
        ),
    );
    page.out
}

/// Who acts more on whom.
fn way(edge: &Edge) -> &'static str {
    match (edge.a_to_b, edge.b_to_a) {
        (there, back) if there > 2 * back => "> ",
        (there, back) if back > 2 * there => "< ",
        _ => "- ",
    }
}
