//! Which date belongs to which event, by the parse.

use legation_record::{Date, Sentence, Span, Upos};

/// Dates of a document that lie in a stretch of it; `dates` are in the order of the text.
pub fn within(dates: &[Date], span: Span) -> &[Date] {
    let from = dates.partition_point(|d| d.span.start < span.start);
    let to = dates.partition_point(|d| d.span.start < span.end);
    dates.get(from..to.max(from)).unwrap_or(&[])
}

/// The date of what `trigger` tells: the time that modifies it or its clause, else the sentence's only one, if no other
/// clause claims it. The report's own date is never taken: it is no evidence of when a thing happened. `dates` are all
/// those that [`find`](super::find) gave.
///
/// In "Putin said Wednesday that troops attacked the town in March", *said* owns Wednesday and *attacked* March.
pub fn for_token<'d>(sentence: &Sentence, dates: &'d [Date], trigger: usize) -> Option<&'d Date> {
    let mut here = within(dates, sentence.span).iter().filter(|d| is_time(d)).peekable();
    here.peek()?;
    let clause = clause_of(sentence, trigger);
    let best = here
        .clone()
        .filter_map(|d| Some((nearness(sentence, d, trigger, clause)?, d)))
        .min_by_key(|(near, d)| (*near, d.span.start));
    if let Some((_, date)) = best {
        return Some(date);
    }
    // The sentence's only date, unless the clause that it stands in is another event's.
    let only = here.next()?;
    if here.next().is_some() {
        return None;
    }
    let owner = head_token(sentence, only.span).and_then(|t| sentence.tokens[t].head)?;
    let told = clause_of(sentence, owner);
    let trigger_below = is_under(sentence, clause, told);
    let reports = is_speech(&sentence.tokens.get(told)?.lemma);
    (trigger_below && !reports && told != clause && !has_subject(sentence, clause)).then_some(only)
}

/// Dates that tell when: not lengths, not habits.
fn is_time(date: &Date) -> bool {
    let habit = date.value.as_deref().is_some_and(|v| v.starts_with("XXXX") || v.ends_with("_REF"));
    date.precision.as_deref() != Some("duration") && date.precision.as_deref() != Some("vague") && !habit
}

/// How near a date stands to a trigger in the parse, 0 the nearest; `None` if it belongs elsewhere.
fn nearness(sentence: &Sentence, date: &Date, trigger: usize, clause: usize) -> Option<usize> {
    let head = head_token(sentence, date.span)?;
    let owner = sentence.tokens.get(head)?.head;
    let Some(owner) = owner else {
        // A headline's date may be its root.
        return (head == clause).then_some(3);
    };
    if owner == trigger || head == trigger {
        return Some(0);
    }
    let told = clause_of(sentence, owner);
    if told == clause {
        // Under another noun of the clause ("the March attack"), it is that noun's.
        let own = owner == clause || is_under_within(sentence, owner, trigger, clause);
        return Some(if own { 1 } else { 4 });
    }
    // A verb joined to the dated one shares its date: "met on Monday and signed".
    let joined =
        |a: usize, b: usize| sentence.tokens.get(a).is_some_and(|t| t.rel() == "conj" && t.head == Some(b));
    if joined(clause, told) && owner == told && !own_time(sentence, clause, date) {
        return Some(2);
    }
    // An infinitive or participle without a subject of its own, in the clause of a plain verb: "came Wednesday to sign".
    let light = sentence
        .tokens
        .get(clause)
        .is_some_and(|t| matches!(t.rel(), "advcl" | "xcomp") && t.head == Some(told));
    (light && owner == told && !has_subject(sentence, clause) && sentence.tokens[clause].rel() == "advcl")
        .then_some(5)
}

fn own_time(sentence: &Sentence, clause: usize, but: &Date) -> bool {
    sentence.children(clause).any(|c| {
        sentence.tokens[c].deprel.ends_with(":unmarked") && !but.span.overlaps(sentence.tokens[c].span)
    })
}

/// The token of a stretch of text that the rest of it hangs on.
fn head_token(sentence: &Sentence, span: Span) -> Option<usize> {
    let inside = |t: usize| sentence.tokens[t].span.overlaps(span);
    let first = sentence.tokens.partition_point(|t| t.span.end <= span.start);
    let range = (first..sentence.tokens.len()).take_while(|t| inside(*t));
    range
        .clone()
        .find(|t| sentence.tokens[*t].rel() != "case" && sentence.tokens[*t].head.is_none_or(|h| !inside(h)))
        .or(range.clone().last())
}

/// The predicate of the clause that a token stands in.
fn clause_of(sentence: &Sentence, token: usize) -> usize {
    let mut at = token;
    for _ in 0..sentence.tokens.len() {
        let Some(t) = sentence.tokens.get(at) else { break };
        let predicate =
            matches!(t.rel(), "root" | "ccomp" | "xcomp" | "advcl" | "acl" | "parataxis" | "csubj")
                || t.rel() == "conj" && t.upos == Upos::Verb;
        match t.head {
            Some(head) if !predicate => at = head,
            _ => break,
        }
    }
    at
}

fn is_under(sentence: &Sentence, token: usize, above: usize) -> bool {
    let mut at = token;
    for _ in 0..sentence.tokens.len() {
        if at == above {
            return true;
        }
        match sentence.tokens.get(at).and_then(|t| t.head) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// Whether a date's owner is a noun over the trigger or under it, within the clause: "talks on Monday".
fn is_under_within(sentence: &Sentence, owner: usize, trigger: usize, clause: usize) -> bool {
    owner != clause
        && (is_under(sentence, owner, trigger) && trigger != clause || is_under(sentence, trigger, owner))
}

fn has_subject(sentence: &Sentence, verb: usize) -> bool {
    sentence.children(verb).any(|c| matches!(sentence.tokens[c].rel(), "nsubj" | "csubj"))
}

fn is_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "announce"
            | "report"
            | "add"
            | "state"
            | "claim"
            | "warn"
            | "write"
            | "declare"
            | "note"
            | "insist"
            | "argue"
            | "confirm"
            | "reveal"
            | "stress"
            | "deny"
    )
}
