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
mod report;
#[cfg(test)]
mod tests;
pub(crate) mod units;

use crate::cast::Cast;
use crate::dates;
use amount::{Amount, Of};
use atoms::{Atom, Kind};
use counted::Counter;
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
}

/// The figures of a report, in the order of the text. `dates` are those that [`dates::find`] gave.
pub fn find(doc: &Document, sentences: &[Sentence], dates: &[Date], cast: &Cast) -> Vec<Figure> {
    let report = Report::new(doc, sentences);
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        in_sentence(&report, doc, sentence, index, dates, cast, &mut found);
    }
    once(found)
}

fn in_sentence(
    report: &Report,
    doc: &Document,
    sentence: &Sentence,
    index: usize,
    dates: &[Date],
    cast: &Cast,
    found: &mut Vec<Found>,
) {
    if !sentence.tokens.iter().any(|t| may_begin(&t.form)) {
        return;
    }
    let atoms = atoms::cut(&doc.text, sentence);
    let here = dates::within(dates, sentence.span);
    let counter = Counter { atoms: &atoms, sentence, units: report.units };
    let mut at = 0;
    let mut floor = 0;
    while at < atoms.len() {
        // Numbers of a date are no figures; lengths of time may be.
        let date = here
            .iter()
            .find(|d| d.span.contains(atoms[at].span) && d.precision.as_deref() != Some("duration"));
        if let Some(date) = date {
            while atoms.get(at).is_some_and(|a| a.span.start < date.span.end) {
                at += 1;
            }
            floor = at;
            continue;
        }
        let amounts = amount::read(&atoms, at, floor, report);
        let Some(last) = amounts.last().map(|a| a.last.max(a.numeral.last)) else {
            at += 1;
            continue;
        };
        at = last + 1;
        floor = last + 1;
        for amount in amounts {
            if let Some((unit, last, token)) = unit_of(&counter, &amount) {
                let first = amount.first;
                at = at.max(last + 1);
                floor = at;
                found.push(figure(
                    doc,
                    sentence,
                    index,
                    here,
                    cast,
                    &amount,
                    unit,
                    (first, last, token),
                    &atoms,
                ));
            }
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

/// The unit of an amount with its last atom and its token; `None` for what no record holds.
fn unit_of(counter: &Counter, amount: &Amount) -> Option<(String, usize, usize)> {
    let token = counter.atoms[amount.last].token;
    match &amount.of {
        Of::Money(code) => Some((code.clone(), amount.last, token)),
        Of::Measure(name) => {
            let measured = amount.numeral.manner == Manner::Exact || amount.numeral.manner == Manner::Vague;
            (measured && amount.value.is_finite()).then(|| (name.clone(), amount.last, token))
        }
        Of::Time(name) => is_length(counter, amount).then(|| (name.clone(), amount.last, token)),
        Of::Count { joined } => counter.find(amount, *joined).map(|c| (c.unit, c.last, c.token)),
        Of::Aside => None,
    }
}

/// A length of time that is a figure: of a sentence, a ban, a stay without visa.
fn is_length(counter: &Counter, amount: &Amount) -> bool {
    let word = |i: usize| counter.atoms.get(i).filter(|a| a.kind == Kind::Word);
    let old = |i: usize| word(i).is_some_and(|a| a.one_of(&["old", "ago", "later", "earlier"]));
    if old(amount.last + 1) || old(amount.last + 2) || amount.numeral.manner == Manner::Fraction {
        return false;
    }
    let near = amount.first.saturating_sub(5)..amount.last + 6;
    near.filter(|i| word(*i).is_some()).any(|i| {
        let lemma = counter.lemma(i);
        let stem = lemma.strip_suffix("ed").or(lemma.strip_suffix("d")).unwrap_or(&lemma);
        [lemma.as_str(), stem, &format!("{stem}e")].iter().any(|l| counter.units.is(Class::Length, l))
    })
}

#[expect(clippy::too_many_arguments, reason = "one record from all that is known of it")]
fn figure(
    doc: &Document,
    sentence: &Sentence,
    index: usize,
    dates: &[Date],
    cast: &Cast,
    amount: &Amount,
    unit: String,
    (first, last, token): (usize, usize, usize),
    atoms: &[Atom],
) -> Found {
    let span = Span::new(atoms[first].span.start, atoms[last].span.end);
    let (a, b) = (atoms[first].token, atoms[last].token);
    let noun = about::noun_of(sentence, a, b).filter(|_| unit != "person" && unit != "troop");
    let of = noun.map(|n| sentence.tokens[n].lemma.to_lowercase()).unwrap_or_default();
    let about = about::phrase(sentence, a, b).map(|s| doc.words(s).to_string());
    let figure = Figure {
        span,
        value: Some(amount.value),
        unit: Some(unit),
        low: amount.low,
        high: amount.high,
        about,
        parties: about::parties(sentence, index, token, cast),
        date: dates::for_token(sentence, dates, token).cloned(),
        evidence: sentence.span,
    };
    Found { figure, of, headline: sentence.headline }
}

/// Each figure once: the same value and unit of the same thing are one, with the fullest sentence as evidence.
fn once(found: Vec<Found>) -> Vec<Figure> {
    let mut kept: Vec<Found> = Vec::new();
    let mut by_amount: HashMap<(u64, String), Vec<usize>> = HashMap::new();
    for new in found {
        let key =
            (new.figure.value.unwrap_or(f64::NAN).to_bits(), new.figure.unit.clone().unwrap_or_default());
        let same = by_amount.entry(key).or_default();
        let twin = same
            .iter()
            .copied()
            .find(|i| kept[*i].of == new.of || kept[*i].of.is_empty() || new.of.is_empty());
        match twin {
            Some(i) => {
                let rank = |f: &Found| (!f.headline, f.figure.evidence.len());
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
