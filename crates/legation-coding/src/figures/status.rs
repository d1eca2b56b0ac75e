//! Whether a figure is stated, estimated or forecast: by the words before it and the verb that it stands under.

use legation_record::{Sentence, Upos};

/// How many tokens before a figure may hold a word that makes it an estimate.
const NEAR: usize = 4;

/// `stated`, `estimated` or `forecast`: of the amount that begins at a token and counts what stands at another.
pub(crate) fn of(sentence: &Sentence, first: usize, counted: usize) -> &'static str {
    let mut status = "stated";
    for verb in clause(sentence, counted) {
        let word = sentence.tokens[verb].lemma.as_str();
        if foretells(word) || sentence.children(verb).any(|c| is_future(sentence, c)) {
            return "forecast";
        }
        if estimates(word) {
            status = "estimated";
        }
    }
    // "an estimated 4,000" is part of the figure's own words.
    let near = sentence.tokens.get(first.saturating_sub(NEAR)..=counted.max(first)).unwrap_or(&[]);
    if near.iter().any(|t| foretells(&t.lemma) || foretells(&t.form.to_lowercase())) {
        return "forecast";
    }
    let guess = near.iter().any(|t| estimates(&t.lemma) || t.form.eq_ignore_ascii_case("estimated"));
    if guess { "estimated" } else { status }
}

fn foretells(lemma: &str) -> bool {
    matches!(
        lemma,
        "forecast" | "predict" | "project" | "projected" | "expect" | "expected" | "anticipate" | "foresee"
    )
}

fn estimates(lemma: &str) -> bool {
    matches!(lemma, "estimate" | "reckon" | "guess" | "believe" | "think" | "approximate")
}

/// "will", "would", "'ll", "is going to".
fn is_future(sentence: &Sentence, child: usize) -> bool {
    let t = &sentence.tokens[child];
    t.rel() == "aux"
        && matches!(t.lemma.as_str(), "will" | "would" | "shall" | "'ll" | "may" | "might" | "could")
}

/// The verbs that a token stands under: its own clause's, and those that this one completes ("is expected to reach").
fn clause(sentence: &Sentence, token: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = token;
    for _ in 0..12 {
        let Some(t) = sentence.tokens.get(at) else { break };
        let predicate =
            matches!(t.upos, Upos::Verb | Upos::Aux) || sentence.children_by(at, "cop").next().is_some();
        if predicate {
            out.push(at);
        }
        // Out of a clause only through its complement or its conjunct.
        let leaves = !predicate || matches!(t.rel(), "xcomp" | "ccomp" | "conj");
        let estimate = t.upos == Upos::Noun && matches!(t.rel(), "acl");
        match t.head {
            Some(head) if leaves && !estimate && head != at => at = head,
            _ => break,
        }
    }
    out
}
