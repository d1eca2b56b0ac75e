//! Why an event was coded, for people.

use super::{Party, Reason, Report, Telling};
use crate::codebook::Codebook;
use std::fmt::Write;

/// One line for the record: `codebook consult.hold-talks + model 0.93: met (visit)`.
pub fn why(report: &Report<'_>, book: &Codebook, t: &Telling, mode: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(entry) = t.entry.and_then(|e| book.entries().get(e)) {
        let _ = write!(out, "codebook {}", entry.name);
    }
    if let Some(p) = t.probability {
        let _ = write!(out, "{}model {p:.2}", if out.is_empty() { "" } else { " + " });
    }
    let _ = write!(
        out,
        ": {}",
        report.document.words(t.trigger).split_whitespace().collect::<Vec<_>>().join(" ")
    );
    if t.told_as != t.event_type {
        let _ = write!(out, " ({} ahead)", t.told_as.name());
    }
    if let Some(mode) = mode {
        let _ = write!(out, " ({mode})");
    }
    out
}

/// A telling in full: its sentence with the parse, what fired, who was taken for whom and why.
pub fn explain(report: &Report<'_>, book: &Codebook, t: &Telling) -> String {
    let mut out = String::new();
    let Some(s) = report.sentences.get(t.sentence) else { return out };
    let _ =
        writeln!(out, "{}", report.document.words(s.span).split_whitespace().collect::<Vec<_>>().join(" "));
    for (i, token) in s.tokens.iter().enumerate() {
        let head = token.head.and_then(|h| s.tokens.get(h)).map_or("-", |h| &h.form);
        let mark = if i == t.token { "*" } else { " " };
        let _ = writeln!(
            out,
            " {mark}{:<18} {:<14} {:<6} {:<12} {head}",
            token.form,
            token.lemma,
            token.upos.as_str(),
            token.deprel
        );
    }
    out.push_str(&reasons(report, book, t));
    out
}

/// What fired, what decided on the status, and why each participant was chosen, a line each.
pub fn reasons(report: &Report<'_>, book: &Codebook, t: &Telling) -> String {
    let mut out = String::new();
    let Some(s) = report.sentences.get(t.sentence) else { return out };
    let _ = writeln!(
        out,
        "{} {} ({:.2})",
        t.event_type.name(),
        why(report, book, t, t.mode.as_deref()),
        super::sigmoid(t.log_odds)
    );
    let word = t
        .status_word
        .and_then(|w| s.tokens.get(w))
        .map(|w| format!(", by \"{}\"", w.form))
        .unwrap_or_default();
    let _ = writeln!(out, "status {}{word}", t.status.name());
    for (side, parties) in [("actor", &t.actors), ("recipient", &t.recipients)] {
        for p in parties {
            let _ = writeln!(out, "{side} {}", party(report, p));
        }
    }
    if let Some(d) = &t.date {
        let _ = writeln!(
            out,
            "date {} = {}",
            report.document.words(d.span),
            d.value.as_deref().unwrap_or("unresolved")
        );
    }
    if let Some(p) = &t.place {
        let _ = writeln!(out, "place {}", report.document.words(p.span));
    }
    if let Some(entry) = t.entry.and_then(|e| book.entries().get(e)) {
        if let Some(example) = entry.code.first() {
            let _ = writeln!(out, "entry {}, as in: {example}", entry.name);
        }
    }
    out
}

fn party(report: &Report<'_>, p: &Party) -> String {
    let who: Vec<String> = p
        .actors
        .iter()
        .map(|a| {
            let code =
                [a.state.as_deref(), a.sector.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let name = a.name.as_deref().map(|n| format!(" = {n}")).unwrap_or_default();
            format!("\"{}\"{name} [{code}]", report.document.words(a.span))
        })
        .collect();
    let why = match &p.reason {
        Reason::Slot(slot) => format!("slot {slot}"),
        Reason::Model(p) => format!("model {p:.2}"),
        Reason::Quote => "speaker of the quote".to_owned(),
        Reason::Discourse => "another event of the report".to_owned(),
    };
    format!("{} by {why}", who.join(", "))
}
