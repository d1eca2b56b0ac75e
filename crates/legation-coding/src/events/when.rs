//! The date and the place that belong to an event's words.

use super::clause::Clause;
use super::status::Status;
use legation_record::{Date, Place, Span};

/// Items (dates, places) whose span lies in the sentence.
pub fn within<T>(items: &[T], span: impl Fn(&T) -> Span, sentence: Span) -> &[T] {
    let from = items.partition_point(|i| span(i).start < sentence.start);
    let to = items.partition_point(|i| span(i).start < sentence.end);
    &items[from..to.max(from)]
}

/// The place where it happened: a toponym after "in", "at", "near" in its clause.
pub fn place<'p>(c: &Clause<'_>, places: &'p [Place], trigger: usize) -> Option<&'p Place> {
    let located = |t: usize| {
        let head = crate::cast::phrase::head_of(&c.s, t);
        ["in", "at", "near", "to", "from", "into", "outside", "across", "around", "inside"]
            .iter()
            .any(|p| c.marked(head, p))
    };
    nearest(c, places, |p| p.span, trigger, located)
}

fn nearest<'d, T>(
    c: &Clause<'_>,
    items: &'d [T],
    span: impl Fn(&T) -> Span,
    trigger: usize,
    fits: impl Fn(usize) -> bool,
) -> Option<&'d T> {
    let clause = c.predicate(trigger);
    let above: Vec<usize> = chain(c, trigger);
    let distance = |item: &&'d T| {
        let token = token_at(c, span(item))?;
        if !fits(token) {
            return None;
        }
        let up = chain(c, token);
        let (steps, meet) = up
            .iter()
            .enumerate()
            .find_map(|(n, t)| above.iter().position(|a| a == t).map(|m| (n + m, *t)))?;
        // Said of another clause: "met Putin, who was elected in 2012".
        let own =
            up.iter().take_while(|&&t| t != meet).all(|&t| !is_clause(c, t) || c.predicate(t) == clause);
        let reaches = above.iter().take_while(|&&t| t != meet).all(|&t| !bars(c, t));
        (own && reaches).then_some((steps, token))
    };
    items.iter().filter_map(|i| distance(&i).map(|d| (d, i))).min_by_key(|(d, _)| *d).map(|(_, i)| i)
}

fn is_clause(c: &Clause<'_>, token: usize) -> bool {
    c.predicate(token) == token && c.head(token).is_some()
}

/// Clauses whose time is their own and not that of the clause above.
fn bars(c: &Clause<'_>, token: usize) -> bool {
    matches!(c.deprel(token), "ccomp" | "acl:relcl" | "parataxis" | "acl")
}

fn chain(c: &Clause<'_>, token: usize) -> Vec<usize> {
    let mut out = vec![token];
    while let Some(h) = out.last().and_then(|&t| c.head(t)) {
        if out.len() > 40 {
            break;
        }
        out.push(h);
    }
    out
}

/// The token of a span that is not under another token of it.
pub fn token_at(c: &Clause<'_>, span: Span) -> Option<usize> {
    let tokens = &c.s.tokens;
    let from = tokens.partition_point(|t| t.span.end <= span.start);
    (from..tokens.len())
        .take_while(|&t| tokens[t].span.start < span.end)
        .find(|&t| c.head(t).is_none_or(|h| !span.overlaps(tokens[h].span)))
}

/// What an event's date says of its status: more than a year before the report it is background; a day or month within
/// the year is not, nor is what has gone on since. None where the date leaves it open.
pub fn age(c: &Clause<'_>, date: &Date, published: &str) -> Option<Status> {
    let value = date.value.as_deref()?;
    let token = token_at(c, date.span)?;
    let since = c.marked(token, "since") || c.s.tokens[token].lemma == "since";
    match is_history(value, published)? {
        _ if since => None,
        true => Some(Status::Historical),
        // Of a year alone a part may be history.
        false => (value.len() > 4).then_some(Status::Actual),
    }
}

/// Whether a date lies more than a year before the report; None if it names no day, month or year.
fn is_history(value: &str, published: &str) -> Option<bool> {
    let day = |s: &str| -> Option<i64> {
        let mut parts = s.split('-');
        let year: i64 = parts.next()?.parse().ok()?;
        if !(1000..3000).contains(&year) {
            return None;
        }
        // Of a year, month or week its last day counts: what may be within the year is not yet history.
        let (month, week) = match parts.next() {
            Some(part) => (part.parse().ok(), part.strip_prefix('W').and_then(|w| w.parse::<i64>().ok())),
            None => (None, None),
        };
        if let Some(week) = week {
            return Some(year * 372 + week * 7);
        }
        let day: i64 = parts.next().and_then(|d| d.parse().ok()).unwrap_or(31);
        Some(year * 372 + (month.unwrap_or(12) - 1) * 31 + day)
    };
    Some(day(published)? - day(value)? > 372)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_begins_a_year_back() {
        assert_eq!(is_history("1991", "2023-04-19"), Some(true));
        assert_eq!(is_history("2022-03", "2023-04-19"), Some(true));
        assert_eq!(is_history("2022-W10", "2023-04-19"), Some(true));
        assert_eq!(is_history("2022", "2023-04-19"), Some(false));
        assert_eq!(is_history("2022-05-01", "2023-04-19"), Some(false));
        assert_eq!(is_history("2023-W15", "2023-04-19"), Some(false));
        assert_eq!(is_history("P3D", "2023-04-19"), None);
        assert_eq!(is_history("é", "2023-04-19"), None);
    }
}
