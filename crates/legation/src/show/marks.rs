//! A sentence of the report with the words marked that the record took from it.

use super::one_line;
use super::wrap::Piece;
use anstyle::{AnsiColor, Style};
use legation_record::{Document, Event, Span};

pub const TRIGGER: Style = AnsiColor::Yellow.on_default().bold();
pub const ACTOR: Style = AnsiColor::Green.on_default();
pub const RECIPIENT: Style = AnsiColor::Cyan.on_default();
pub const DIM: Style = Style::new().dimmed();
pub const BOLD: Style = Style::new().bold();

/// What a marked span is, in the order in which marks give way to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Trigger,
    Actor,
    Recipient,
}

impl Mark {
    fn style(self) -> Style {
        match self {
            Mark::Trigger => TRIGGER,
            Mark::Actor => ACTOR,
            Mark::Recipient => RECIPIENT,
        }
    }

    /// What stands around the words where there are no colours.
    fn around(self) -> (&'static str, &'static str) {
        match self {
            Mark::Trigger => ("*", "*"),
            Mark::Actor => ("[", "]"),
            Mark::Recipient => ("<", ">"),
        }
    }
}

/// The event's first evidence sentence in pieces, its trigger and participants marked.
pub fn sentence(document: &Document, event: &Event, colour: bool) -> Vec<Piece> {
    let Some(&sentence) = event.evidence.first() else { return Vec::new() };
    let mut marks = vec![(event.trigger, Mark::Trigger)];
    marks.extend(event.actors.iter().map(|actor| (actor.span, Mark::Actor)));
    marks.extend(event.recipients.iter().map(|actor| (actor.span, Mark::Recipient)));
    let mut chosen: Vec<(Span, Mark)> = Vec::new();
    marks.sort_by_key(|(span, mark)| (*mark, span.start));
    for (span, mark) in marks {
        let free = !chosen.iter().any(|(other, _)| other.overlaps(span));
        if free && sentence.contains(span) && !span.is_empty() {
            chosen.push((span, mark));
        }
    }
    chosen.sort_by_key(|(span, _)| span.start);

    let mut pieces = Vec::new();
    let mut at = sentence.start;
    for (span, mark) in chosen {
        pieces.push(Piece::plain(spaced(document.words(Span::new(at, span.start)))));
        let (before, after) = if colour { ("", "") } else { mark.around() };
        pieces.push(Piece::new(format!("{before}{}{after}", one_line(document.words(span))), mark.style()));
        at = span.end;
    }
    pieces.push(Piece::plain(spaced(document.words(Span::new(at, sentence.end)))));
    pieces
}

/// As [`one_line`], with a space kept at either end.
fn spaced(text: &str) -> String {
    let line = one_line(text);
    let before = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if text.ends_with(char::is_whitespace) && !line.is_empty() { " " } else { "" };
    format!("{before}{line}{after}")
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    fn marked(event: &Event, colour: bool) -> String {
        sentence(&example::record().document, event, colour).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        let mut event = example::record().events.remove(0);
        assert_eq!(
            marked(&event, false),
            "Foreign Minister [Eli Cohen] *met* in Baku with Azerbaijan President <Ilham Aliyev> on Wednesday."
        );
        assert_eq!(marked(&event, true), example::TEXT.lines().next().unwrap());
        // Spans that lie within each other or elsewhere are not marked.
        event.recipients[0].span = example::span("Cohen said");
        event.actors[0].span = example::span("Eli Cohen met in");
        assert!(marked(&event, false).starts_with("Foreign Minister Eli Cohen *met* in Baku with"));
        event.evidence.clear();
        assert_eq!(marked(&event, false), "");
    }
}
