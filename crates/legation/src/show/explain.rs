//! What stands behind an event: its reasons, its codes, and the sentence as the parser sees it.

use super::marks::{BOLD, DIM};
use super::one_line;
use super::wrap::{Piece, paint, wrap};
use crate::output::Look;
use legation_record::{Event, Sentence};
use unicode_width::UnicodeWidthStr;

pub fn explanation(event: &Event, reasons: &[String], sentences: &[Sentence], look: Look) -> String {
    let mut out = String::new();
    heading(&mut out, "Why", look);
    for reason in reasons {
        out.push_str("  ");
        wrap(&mut out, &[Piece::plain(one_line(reason))], 2, look.text_width(), look.colour);
    }
    heading(&mut out, "Codes", look);
    let known = |value: Option<String>| value.unwrap_or_else(|| "none".into());
    out.push_str(&format!(
        "  CAMEO {}, Goldstein {}, conflict-cooperation score {}\n",
        known(event.cameo.clone()),
        known(event.goldstein.map(|value| value.to_string())),
        event.score
    ));
    if let Some(sentence) = sentences.iter().find(|sentence| sentence.span.contains(event.trigger)) {
        heading(&mut out, "Sentence", look);
        parse(&mut out, event, sentence, look);
    }
    out
}

fn heading(out: &mut String, name: &str, look: Look) {
    out.push('\n');
    paint(out, name, BOLD, look.colour);
    out.push('\n');
}

/// One token a line: number, form, lemma, tag, and the relation to its head.
fn parse(out: &mut String, event: &Event, sentence: &Sentence, look: Look) {
    let widest = |of: &dyn Fn(usize) -> usize| (0..sentence.tokens.len()).map(of).max().unwrap_or(0).min(24);
    let form = widest(&|i| sentence.tokens[i].form.width());
    let lemma = widest(&|i| sentence.tokens[i].lemma.width());
    for (i, token) in sentence.tokens.iter().enumerate() {
        let head = token.head.map_or("root".into(), |head| format!("{} of {}", token.deprel, head + 1));
        let mut line = format!("  {:>3} {}", i + 1, token.form);
        pad(&mut line, (form + 7).saturating_sub(token.form.width() + 6));
        line.push_str(&token.lemma);
        pad(&mut line, (lemma + 1).saturating_sub(token.lemma.width()));
        line.push_str(&format!("{:<5} {head}", token.upos.as_str()));
        let style = if event.trigger.overlaps(token.span) { super::marks::TRIGGER } else { DIM };
        paint(out, &line, style, look.colour);
        out.push('\n');
    }
}

fn pad(line: &mut String, columns: usize) {
    line.extend(std::iter::repeat_n(' ', columns.max(1)));
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use legation_record::{Token, Upos};

    #[test]
    fn reasons_codes_and_the_parse() {
        let event = example::record().events.remove(0);
        let token = |words: &str, head| Token {
            span: example::span(words),
            form: words.into(),
            lemma: words.to_lowercase(),
            upos: Upos::Propn,
            head,
            deprel: "nsubj".into(),
            ..Token::default()
        };
        let sentence = Sentence {
            span: event.evidence[0],
            tokens: vec![token("Cohen", Some(1)), token("met", None)],
            ..Sentence::default()
        };
        let look = Look { colour: false, width: None };
        assert_eq!(
            explanation(&event, &["consult.meet".into()], &[sentence], look),
            "\nWhy\n  consult.meet\n\nCodes\n  CAMEO 042, Goldstein 1.9, conflict-cooperation score 1\n\nSentence\n\
             \x20   1 Cohen cohen PROPN nsubj of 2\n    2 met   met   PROPN root\n"
        );
    }
}
