//! How much of what: every quantity that says something about actors or their relations.
//!
//! ```text
//! atoms -> numeral -> bounds -> amount (money, share, measure) -> counted (people, companies, ...) -> figure
//! ```
//!
//! A figure is told once a report: where the text repeats it, the fullest sentence is its evidence. Not figures: dates,
//! ages, clock times, scores, and numbers that only name something.

mod about;
mod amount;
pub(crate) mod atoms;
mod bounds;
mod counted;
pub(crate) mod numeral;
mod phrase;
mod report;
mod status;
#[cfg(test)]
mod tests;
pub(crate) mod units;
mod worth;

use crate::cast::Cast;
use crate::dates;
use about::Line;
use amount::{Amount, Of};
use atoms::Kind;
use counted::{Counted, Counter};
use legation_record::{Date, Document, Figure, Sentence, Span};
use numeral::Manner;
use report::Report;
use std::collections::HashMap;
use units::Class;

/// A figure with what tells it from another of the same amount.
struct Found {
    figure: Figure,
    /// The noun that money or a share is of, empty for none.
    of: String,
    headline: bool,
    quoted: bool,
}

impl Found {
    /// Whether another of the same value and unit is this one told again: in another sentence, and of nothing else.
    fn is_again(&self, other: &Found) -> bool {
        let alike = self.of == other.of || self.of.is_empty() || other.of.is_empty();
        alike && self.figure.evidence != other.figure.evidence
    }
}

/// The figures of a report, in the order of the text. `dates` are those that [`dates::find`] gave.
pub fn find(doc: &Document, sentences: &[Sentence], dates: &[Date], cast: &Cast) -> Vec<Figure> {
    let report = Report::new(doc, sentences);
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if sentence.tokens.iter().any(|t| may_begin(&t.form)) {
            let atoms = atoms::cut(&doc.text, sentence);
            let line = Line::new(sentence, index);
            let counter = Counter { atoms: &atoms, sentence, units: report.units };
            let here = dates::within(dates, sentence.span);
            in_sentence(&report, &counter, here, |amount, counted| {
                found.push(figure(doc, &line, &counter, here, cast, amount, counted));
            });
        }
    }
    once(found)
}

/// Hands over every amount of a sentence that is a figure, with what it counts.
fn in_sentence(report: &Report, counter: &Counter, dates: &[Date], mut each: impl FnMut(&Amount, Counted)) {
    let atoms = counter.atoms;
    let lengths = |d: &&Date| d.precision.as_deref() == Some("duration");
    // Numbers of a date are no figures; lengths of time may be.
    let mut days = dates.iter().filter(|d| !lengths(d)).peekable();
    let mut at = 0;
    let mut floor = 0;
    while at < atoms.len() {
        while days.peek().is_some_and(|d| d.span.end <= atoms[at].span.start) {
            days.next();
        }
        if days.peek().is_some_and(|d| d.span.contains(atoms[at].span)) {
            at += 1;
            floor = at;
            continue;
        }
        let amounts = amount::read(atoms, at, floor, report);
        at += 1;
        for amount in amounts {
            at = at.max(amount.last.max(amount.numeral.last) + 1);
            if let Some(counted) = unit_of(counter, &amount) {
                at = at.max(counted.last + 1);
                each(&amount, counted);
            }
            floor = at;
        }
    }
}

/// Whether a token may begin a numeral, to pass over sentences that hold none.
fn may_begin(form: &str) -> bool {
    let first = form.chars().next().unwrap_or(' ');
    if form.bytes().any(|b| b.is_ascii_digit()) || matches!(first, '½' | '¼' | '¾' | '⅓' | '⅔') {
        return true;
    }
    let lower = form.to_lowercase();
    lower.split('-').any(|w| {
        numeral::unit_word(w).is_some()
            || numeral::tens_word(w).is_some()
            || [
                "hundred", "thousand", "illion", "dozen", "half", "third", "quarter", "fifth", "lakh",
                "crore", "scores", "tens",
            ]
            .iter()
            .any(|s| w.contains(s))
    })
}

/// What an amount is of; `None` for what no record holds.
fn unit_of(counter: &Counter, amount: &Amount) -> Option<Counted> {
    let counted = |unit: &String| Counted {
        unit: unit.clone(),
        last: amount.last,
        token: counter.atoms[amount.last].token,
    };
    match &amount.of {
        Of::Money(code) => Some(counted(code)),
        Of::Measure(name) if name == "percent" && is_class_of_people(counter, amount) => None,
        Of::Measure(name) => (amount.numeral.manner != Manner::Fraction).then(|| counted(name)),
        Of::Time(name) => is_length(counter, amount, name).then(|| counted(name)),
        Of::Count { joined } => counter.find(amount, *joined),
        Of::Aside => None,
    }
}

/// "the top 1 percent", "the richest ten percent": people, told by no amount of them.
fn is_class_of_people(counter: &Counter, amount: &Amount) -> bool {
    let before = amount.first.checked_sub(1).map(|i| &counter.atoms[i]);
    before.is_some_and(|b| b.one_of(&["top", "bottom", "richest", "wealthiest", "poorest", "other"]))
}

/// A length of time that is a figure: hours and days that something lasted, and any length of a sentence, a ban, a stay
/// without visa. Not years of a life or an office, nor the time since or until another thing.
fn is_length(counter: &Counter, amount: &Amount, unit: &str) -> bool {
    let word = |i: usize| counter.atoms.get(i).filter(|a| a.kind == Kind::Word);
    let one_of = |i: usize, words: &[&str]| word(i).is_some_and(|a| a.one_of(words));
    let (before, next) = (amount.first.checked_sub(1), amount.last + 1);
    let since = ["old", "ago", "later", "earlier", "after", "before", "left", "into", "from", "since"];
    if one_of(next, &since) || one_of(next + 1, &since[..4]) || amount.numeral.manner != Manner::Exact {
        return false;
    }
    let near = amount.first.saturating_sub(5)..amount.last + 6;
    let lasting = near.filter(|i| word(*i).is_some()).any(|i| {
        let lemma = counter.lemma(i);
        let stem = lemma.strip_suffix("ed").or(lemma.strip_suffix("d")).unwrap_or(&lemma);
        [lemma.as_str(), stem, &format!("{stem}e")].iter().any(|l| counter.units.is(Class::Length, l))
    });
    // "the last 24 hours", "every two days": when, not how long; a visit's days are told with the visit.
    let when = ["last", "past", "next", "first", "coming", "every", "previous"];
    let visit = [
        "visit",
        "trip",
        "tour",
        "stay",
        "meeting",
        "summit",
        "conference",
        "event",
        "session",
        "talks",
        "workshop",
        "official",
        "state",
        "working",
    ];
    let dated = before.is_some_and(|b| one_of(b, &when)) || one_of(next, &visit);
    let short = matches!(unit, "hour" | "day") && amount.value >= 2.0;
    lasting || short && !dated && !counter.sentence.headline
}

fn figure(
    doc: &Document,
    line: &Line,
    counter: &Counter,
    dates: &[Date],
    cast: &Cast,
    amount: &Amount,
    counted: Counted,
) -> Found {
    let sentence = line.sentence;
    let (first, last) = (&counter.atoms[amount.first], &counter.atoms[counted.last]);
    let share = matches!(amount.of, Of::Money(_) | Of::Measure(_));
    // A half is told in percent.
    let part = amount.numeral.manner == Manner::Fraction;
    let percent = |v: f64| if part { (v * 1e4).round() / 100.0 } else { v };
    let figure = Figure {
        span: Span::new(first.span.start, last.span.end),
        value: Some(percent(amount.value)),
        unit: Some(counted.unit),
        low: amount.low.map(percent),
        high: amount.high.map(percent),
        about: line.phrase(first.token, last.token).map(|s| doc.words(s).to_string()),
        parties: line.parties(counted.token, cast),
        status: status::of(sentence, first.token, counted.token).into(),
        date: dates::for_token(sentence, dates, counted.token).cloned(),
        evidence: sentence.span,
    };
    let of = if share { counter.of(amount.first, counted.last).unwrap_or_default() } else { String::new() };
    Found { figure, of, headline: sentence.headline, quoted: is_quoted(doc.words(sentence.span)) }
}

/// Speech: the report's own words tell a figure better.
fn is_quoted(sentence: &str) -> bool {
    sentence.starts_with(['"', '“', '‘']) || sentence.contains('“') || sentence.contains('"')
}

/// Each figure once: the same value and unit of the same thing are one, with the fullest sentence as evidence.
fn once(found: Vec<Found>) -> Vec<Figure> {
    let mut kept: Vec<Found> = Vec::new();
    let mut by_amount: HashMap<(u64, String), Vec<usize>> = HashMap::new();
    for new in found {
        let key =
            (new.figure.value.unwrap_or(f64::NAN).to_bits(), new.figure.unit.clone().unwrap_or_default());
        let same = by_amount.entry(key).or_default();
        // A report that tells the same amount of ever new things is a table; its last rows will do.
        let twin = same.iter().rev().take(64).copied().find(|i| kept[*i].is_again(&new));
        match twin {
            Some(i) => {
                let rank = |f: &Found| (!f.headline, !f.quoted, f.figure.evidence.len());
                let fuller = rank(&new) > rank(&kept[i]) || kept[i].of.is_empty() && !new.of.is_empty();
                if fuller && (!new.of.is_empty() || kept[i].of.is_empty()) {
                    kept[i] = new;
                }
            }
            None => {
                same.push(kept.len());
                kept.push(new);
            }
        }
    }
    let mut figures: Vec<Figure> = kept.into_iter().map(|f| f.figure).collect();
    figures.sort_by_key(|f| (f.span.start, f.span.end));
    figures
}
