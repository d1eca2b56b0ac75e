//! Time expressions: what the words say, and which day, month or year that is.
//!
//! ```text
//! atoms -> expression ("on Wednesday", "three days ago") -> resolve (tense, report's day) -> Date
//! ```
//!
//! Values are TIMEX3's. What is told relative to the report's day stays without value where that day is not known. A
//! clock time is no date of its own; a length of time is one, with precision `duration`.

mod calendar;
mod expression;
mod owner;
mod relative;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod words;

pub use owner::{for_token, within};

use crate::figures::atoms::{self, Kind};
use expression::{Reader, Said};
use legation_record::{Date, Document, Sentence, Span};
use resolve::Reckoning;
pub(crate) use words::{MONTHS, WEEKDAYS};

/// Every time expression of a report, in the order of the text.
pub fn find(doc: &Document, sentences: &[Sentence]) -> Vec<Date> {
    let published = doc.published.as_deref().and_then(|p| p.get(..10)).and_then(|p| p.parse().ok());
    let mut dates: Vec<Date> = Vec::new();
    let mut told: Option<(usize, jiff::civil::Date)> = None;
    for (index, sentence) in sentences.iter().enumerate() {
        if !sentence.tokens.iter().any(|t| may_tell(&t.form)) {
            continue;
        }
        let atoms = atoms::cut(&doc.text, sentence);
        let reader = Reader { atoms: &atoms };
        let mut at = 0;
        while at < atoms.len() {
            let Some(found) = reader.read(at) else {
                at += 1;
                // A word read as part of nothing; a number is passed over whole.
                continue;
            };
            let token = atoms[found.last].token;
            let lead = found
                .first
                .checked_sub(1)
                .filter(|i| atoms[*i].kind == Kind::Word)
                .map_or("", |i| atoms[i].lower.as_ref());
            let near = told.filter(|(line, _)| index - line <= 1).map(|(_, day)| day);
            let reckoning = Reckoning { published, told: near, tense: tense::of(sentence, token, lead) };
            let (value, precision) = resolve::value(&found.said, &reckoning);
            if let Some(day) =
                value.as_deref().and_then(resolve::as_day).filter(|_| !matches!(found.said, Said::Offset(0)))
            {
                told = Some((index, day));
            }
            let span = Span::new(atoms[found.first].span.start, atoms[found.last].span.end);
            dates.push(Date { span, value, precision: Some(precision.into()) });
            at = found.last + 1;
        }
    }
    dates
}

/// A weekday or month in lower case: it ends a noun phrase ("30 people Friday").
pub(crate) fn is_calendar_word(word: &str) -> bool {
    words::WEEKDAYS.contains(&word)
        || words::MONTHS.contains(&word)
        || matches!(word, "today" | "yesterday" | "tomorrow" | "tonight")
}

/// Whether a token may be part of a time expression, to pass over sentences that hold none.
fn may_tell(form: &str) -> bool {
    if form.bytes().any(|b| b.is_ascii_digit()) {
        return true;
    }
    let lower = form.to_lowercase();
    let whole = [
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
        "overnight",
        "now",
        "currently",
        "nowadays",
        "presently",
        "recently",
        "formerly",
        "previously",
        "soon",
        "time",
        "moment",
        "past",
        "future",
        "eve",
        "christmas",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    ];
    let parts = [
        "second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade", "centur",
        "morning", "evening", "half",
    ];
    whole.contains(&lower.as_str())
        || parts.iter().any(|p| lower.contains(p))
        || words::month(&lower).is_some()
        || words::weekday(&lower).is_some()
}
