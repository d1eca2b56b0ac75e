//! Persons, states and bodies as they are called.

use super::marks::DIM;
use super::one_line;
use super::wrap::Piece;
use anstyle::Style;

/// `Foreign Minister Eli Cohen (ISR GOV)`
pub fn called(name: &str, role: Option<&str>, known: [Option<&str>; 2], style: Style) -> Vec<Piece> {
    let name = one_line(name);
    let role = role.map(one_line).filter(|role| !name.contains(role.as_str()));
    let called = role.map_or(name.clone(), |role| format!("{role} {name}"));
    let known: Vec<&str> = known.into_iter().flatten().collect();
    let mut pieces = vec![Piece::new(called, style)];
    if !known.is_empty() {
        pieces.push(Piece::new(format!(" ({})", known.join(" ")), DIM));
    }
    pieces
}

/// `one, another and a third`
pub fn listed(items: impl ExactSizeIterator<Item = Vec<Piece>>) -> Vec<Piece> {
    let count = items.len();
    let mut pieces = Vec::new();
    for (number, item) in items.enumerate() {
        let between = match number {
            0 => "",
            _ if number + 1 == count => " and ",
            _ => ", ",
        };
        pieces.push(Piece::plain(between));
        pieces.extend(item);
    }
    pieces
}
