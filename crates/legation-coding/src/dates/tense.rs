//! Whether what a date belongs to lies behind the report or ahead of it.

use legation_record::{Sentence, Upos};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unclear,
}

/// Verbs whose infinitive, or whose own time, lies ahead.
const AHEAD: [&str; 24] = [
    "plan",
    "expect",
    "schedule",
    "set",
    "slate",
    "due",
    "postpone",
    "adjourn",
    "delay",
    "list",
    "reschedule",
    "extend",
    "bill",
    "intend",
    "prepare",
    "hope",
    "vow",
    "pledge",
    "promise",
    "agree",
    "aim",
    "threaten",
    "propose",
    "invite",
];

/// Adjectives of what is to come.
const COMING: [&str; 8] =
    ["upcoming", "coming", "scheduled", "planned", "forthcoming", "proposed", "looming", "expected"];

/// The tense of a time expression that begins at `token`; `lead` is the word before it.
pub(super) fn of(sentence: &Sentence, token: usize, lead: &str) -> Tense {
    match lead {
        "until" | "till" | "by" | "through" => return Tense::Future,
        "since" => return Tense::Past,
        _ => {}
    }
    let tagged = sentence.tokens.get(token).is_some_and(|t| t.upos != Upos::X || t.head.is_some());
    if tagged { by_parse(sentence, token) } else { by_words(sentence, token) }
}

fn by_parse(sentence: &Sentence, token: usize) -> Tense {
    let tokens = &sentence.tokens;
    let mut at = token;
    for _ in 0..12 {
        let Some(t) = tokens.get(at) else { break };
        let Some(head) = t.head else { break };
        let Some(h) = tokens.get(head) else { break };
        let nominal = matches!(t.rel(), "nmod" | "amod" | "nummod" | "compound" | "obl");
        if nominal && sentence.children(head).any(|c| COMING.contains(&tokens[c].lemma.as_str())) {
            return Tense::Future;
        }
        if matches!(h.upos, Upos::Verb | Upos::Aux) || sentence.children_by(head, "cop").next().is_some() {
            match of_verb(sentence, head) {
                Some(tense) => return tense,
                None => {
                    at = head;
                    continue;
                }
            }
        }
        at = head;
    }
    match sentence.root() {
        Some(root) if token != root => of_verb(sentence, root).unwrap_or(Tense::Unclear),
        _ => Tense::Unclear,
    }
}

/// The tense of one verb; `None` where the one above it tells (participles, purposes).
fn of_verb(sentence: &Sentence, verb: usize) -> Option<Tense> {
    let tokens = &sentence.tokens;
    let v = &tokens[verb];
    let aux = |lemma: &str| {
        sentence.children_by(verb, "aux").any(|c| tokens[c].lemma == lemma || tokens[c].form == lemma)
    };
    if aux("will") || aux("shall") || aux("'ll") || aux("’ll") {
        return Some(Tense::Future);
    }
    let past_aux = sentence.children(verb).any(|c| {
        matches!(tokens[c].rel(), "aux" | "cop")
            && (tokens[c].has_feat("Tense=Past")
                || matches!(tokens[c].form.as_str(), "was" | "were" | "had" | "did"))
    });
    let ahead = AHEAD.contains(&v.lemma.as_str());
    if ahead
        && (v.xpos == "VBN"
            || v.xpos == "VBZ"
            || v.xpos == "VBP"
            || sentence.children(verb).any(|c| tokens[c].rel() == "aux"))
    {
        return Some(Tense::Future);
    }
    let infinitive = v.xpos == "VB"
        && sentence
            .children(verb)
            .any(|c| tokens[c].upos == Upos::Part && tokens[c].form.eq_ignore_ascii_case("to"));
    if infinitive {
        return match v.rel() {
            "advcl" => None,
            "root" => Some(Tense::Future),
            _ if v.head.is_none() => Some(Tense::Future),
            _ => {
                let above = v.head.map_or("", |h| tokens[h].lemma.as_str());
                let done = matches!(
                    above,
                    "begin" | "start" | "continue" | "manage" | "fail" | "help" | "use" | "seem" | "appear"
                );
                if done { None } else { Some(Tense::Future) }
            }
        };
    }
    let past = v.xpos == "VBD"
        || v.has_feat("Tense=Past") && v.xpos != "VBN"
        || past_aux
        || v.xpos == "VBN" && (aux("have") || v.head.is_none());
    if past {
        return Some(Tense::Past);
    }
    if aux("may")
        || aux("might")
        || aux("could")
        || aux("would")
        || aux("should")
        || aux("can")
        || aux("must")
    {
        return Some(Tense::Unclear);
    }
    if aux("be") && v.xpos == "VBG" || matches!(v.xpos.as_str(), "VBZ" | "VBP") {
        return Some(Tense::Unclear);
    }
    if v.xpos == "VBN" || v.xpos == "VBG" || v.has_feat("VerbForm=Part") {
        return if v.head.is_none() { Some(Tense::Past) } else { None };
    }
    None
}

/// Without a parse: the nearest word before the date that tells.
fn by_words(sentence: &Sentence, token: usize) -> Tense {
    let before = &sentence.tokens[..token.min(sentence.tokens.len())];
    let mut to = false;
    for (i, t) in before.iter().enumerate().rev().take(14) {
        let form = t.form.to_lowercase();
        let passive = i > 0 && before[i - 1].form == "be";
        match form.as_str() {
            "will" | "shall" | "'ll" | "’ll" | "upcoming" | "scheduled" | "due" | "slated" | "adjourned"
            | "postponed" => return Tense::Future,
            "was" | "were" | "had" | "did" | "said" | "met" | "held" | "told" => return Tense::Past,
            "expected" | "planned" | "plans" | "set" | "agreed" if to => return Tense::Future,
            "to" => to = true,
            _ if form.ends_with("ed") && form.len() > 4 && !passive => return Tense::Past,
            _ => {}
        }
    }
    Tense::Unclear
}
