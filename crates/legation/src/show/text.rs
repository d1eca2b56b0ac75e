//! A record as a text that a person enjoys reading.

use super::marks::{self, ACTOR, BOLD, DIM, RECIPIENT, TRIGGER};
use super::one_line;
use super::people;
use super::phrases::phrase;
use super::views::name_of;
use super::wrap::{Piece, paint, wrap};
use crate::output::Look;
use anstyle::Style;
use legation_record::{Actor, Document, Event, Figure, Quote, Record, Role};

/// The whole record: title and date, then its events as sentences, what was said, who holds office, how much of what.
pub fn record(record: &Record, look: Look) -> String {
    let mut page = Page { out: String::new(), doc: &record.document, look };
    page.head();
    page.section("Events", &record.events, Page::event);
    page.section("Quotes", &record.quotes, Page::quote);
    page.section("Offices", &record.roles, Page::role);
    page.section("Figures", &record.figures, Page::figure);
    let empty = record.events.is_empty() && record.quotes.is_empty() && record.roles.is_empty();
    if empty && record.figures.is_empty() {
        page.line(2, &[Piece::new("Nothing to record.", DIM)]);
    }
    page.out
}

/// One event alone, as in the record.
pub fn one_event(record: &Record, event: &Event, look: Look) -> String {
    let mut page = Page { out: String::new(), doc: &record.document, look };
    page.event(event);
    page.out
}

struct Page<'a> {
    out: String,
    doc: &'a Document,
    look: Look,
}

impl Page<'_> {
    /// One paragraph, indented.
    fn line(&mut self, indent: usize, pieces: &[Piece]) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        wrap(&mut self.out, pieces, indent, self.look.text_width(), self.look.colour);
    }

    fn head(&mut self) {
        let title = self.doc.title.as_deref().unwrap_or(&self.doc.id);
        self.line(0, &[Piece::new(one_line(title), BOLD)]);
        let published = self.doc.published.as_deref().unwrap_or("date unknown");
        let source = self.doc.source.as_deref().unwrap_or("standard input");
        self.line(0, &[Piece::new(format!("{published}, {}", one_line(source)), DIM)]);
    }

    fn section<T>(&mut self, name: &str, items: &[T], show: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        self.out.push('\n');
        paint(&mut self.out, name, BOLD, self.look.colour);
        self.out.push('\n');
        items.iter().for_each(|item| show(self, item));
    }

    /// `Eli Cohen ... visited Ilham Aliyev ... in Baku on 2023-04-19`, its coding, and the sentence that tells it.
    fn event(&mut self, event: &Event) {
        let (verb, to) = phrase(event);
        let mut told = self.actors(&event.actors, ACTOR);
        if told.is_empty() {
            told.push(Piece::new("Somebody", ACTOR));
        }
        told.push(Piece::new(format!(" {verb}"), TRIGGER));
        let recipients = self.actors(&event.recipients, RECIPIENT);
        if !recipients.is_empty() {
            told.push(Piece::plain(if to.is_empty() { " ".into() } else { format!(" {to} ") }));
            told.extend(recipients);
        }
        if let Some(place) = &event.place {
            let name = place.name.as_deref().unwrap_or(self.doc.words(place.span));
            told.push(Piece::plain(format!(" in {}", one_line(name))));
        }
        if let Some(date) = event.date.as_ref().and_then(|date| date.value.as_deref()) {
            // Of a span of time or a vague one, only its words in the sentence tell something.
            if date.starts_with(|c: char| c.is_ascii_digit()) {
                let day = date.len() == "2023-04-19".len() && !date.contains('W');
                told.push(Piece::plain(format!(" {} {date}", if day { "on" } else { "in" })));
            }
        }
        self.line(2, &told);

        let mode = event.mode.as_ref().map(|mode| format!(" {mode}")).unwrap_or_default();
        let coding = format!(
            "{}{mode}, {}, {}, confidence {:.2}, id {}",
            event.event_type, event.quad, event.status, event.confidence, event.id
        );
        self.line(4, &[Piece::new(coding, DIM)]);
        let sentence = marks::sentence(self.doc, event, self.look.colour);
        if !sentence.is_empty() {
            self.line(4, &sentence);
        }
    }

    /// `Foreign Minister Eli Cohen (ISR GOV) and ...`
    fn actors(&self, actors: &[Actor], style: Style) -> Vec<Piece> {
        people::listed(actors.iter().map(|actor| self.actor(actor, style)))
    }

    fn actor(&self, actor: &Actor, style: Style) -> Vec<Piece> {
        let name = name_of(self.doc, actor);
        people::called(name, actor.role.as_deref(), [actor.state.as_deref(), actor.sector.as_deref()], style)
    }

    fn quote(&mut self, quote: &Quote) {
        let mut told = match &quote.speaker {
            Some(speaker) => self.actor(speaker, ACTOR),
            None => vec![Piece::new("Somebody", ACTOR)],
        };
        let words = one_line(self.doc.words(quote.content));
        let direct = quote.kind == "direct" && !words.starts_with(['"', '“', '‘', '\'']);
        told.push(Piece::plain(": "));
        told.push(Piece::plain(if direct { format!("“{words}”") } else { words }));
        self.line(2, &told);
    }

    fn role(&mut self, role: &Role) {
        let of = role.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
        let span = match (&role.since, &role.until) {
            (Some(since), Some(until)) => format!(", {since} to {until}"),
            (Some(since), None) => format!(", since {since}"),
            (None, Some(until)) => format!(", until {until}"),
            (None, None) => String::new(),
        };
        let title = format!(", {}{of}{span}", one_line(&role.title));
        self.line(2, &[Piece::new(one_line(&role.person), ACTOR), Piece::plain(title)]);
    }

    fn figure(&mut self, figure: &Figure) {
        let about = figure.about.as_ref().map(|about| format!(": {}", one_line(about))).unwrap_or_default();
        let parties = match figure.parties.is_empty() {
            true => String::new(),
            false => format!(" ({})", figure.parties.join(", ")),
        };
        let text = one_line(self.doc.words(figure.span));
        self.line(2, &[Piece::new(text, TRIGGER), Piece::plain(about), Piece::new(parties, DIM)]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn a_record_reads_well_in_a_pipe() {
        let look = Look { colour: false, width: None };
        let shown = record(&example::record(), look);
        let want = "\
A visit to Baku
2023-04-19, samples/baku.txt

Events
  Foreign Minister Eli Cohen (ISR GOV) visited President Ilham Aliyev (AZE GOV) in Baku on
  2023-04-19
    CONSULT visit, verbal cooperation, actual, confidence 0.93, id 5f3a91c2d4e6
    Foreign Minister [Eli Cohen] *met* in Baku with Azerbaijan President <Ilham Aliyev> on
    Wednesday.

Quotes
  Foreign Minister Eli Cohen (ISR GOV): “We talked about trade,”

Offices
  Eli Cohen, Foreign Minister of ISR

Figures
  $200 million: trade (ISR, AZE)
";
        assert_eq!(shown, want);
    }

    #[test]
    fn colours_take_the_place_of_marks() {
        let shown = record(&example::record(), Look { colour: true, width: Some(60) });
        assert!(shown.contains(&format!("{TRIGGER}met{TRIGGER:#} in")), "{shown}");
        assert!(!shown.contains("*met*"));
        assert!(
            shown.lines().all(|line| anstream::adapter::strip_str(line).to_string().chars().count() <= 60)
        );
    }

    #[test]
    fn an_empty_record_says_so_and_nothing_steers_the_terminal() {
        let title = Some("bad\u{1b}[31m\u{7}".to_owned());
        let document = Document { id: "x".into(), title, ..Document::default() };
        let shown = record(&Record { document, ..Record::default() }, Look { colour: false, width: None });
        assert_eq!(shown, "bad [31m\ndate unknown, standard input\n  Nothing to record.\n");
        let strange = Record { events: vec![Event::default()], ..Record::default() };
        assert!(record(&strange, Look { colour: true, width: Some(1) }).contains("Somebody"));
    }
}
