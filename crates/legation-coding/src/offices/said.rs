//! Offices said of a person in a clause: copulas, appointments, resignations, relative clauses, and "as" phrases.

use super::Turn;
use super::title::{self, Title};
use crate::cast::phrase;
use crate::cast::scene::Scene;
use crate::dates;
use legation_record::{Span, Upos};

/// Verbs whose object or complement is the office that the subject (of a passive: the appointed) has or gets.
fn gives_office(lemma: &str) -> bool {
    matches!(
        lemma,
        "become"
            | "appoint"
            | "name"
            | "elect"
            | "nominate"
            | "swear"
            | "serve"
            | "remain"
            | "reelect"
            | "re-elect"
            | "inaugurate"
            | "designate"
            | "install"
            | "choose"
            | "promote"
            | "select"
            | "work"
            | "crown"
            | "confirm"
            | "reappoint"
            | "act"
            | "succeed"
            | "replace"
    )
}

/// Of those, the ones by which the office begins.
fn begins_office(lemma: &str) -> bool {
    gives_office(lemma)
        && !matches!(lemma, "serve" | "remain" | "work" | "act" | "nominate" | "designate" | "confirm")
}

fn ends_office(lemma: &str) -> bool {
    matches!(
        lemma,
        "resign" | "step" | "quit" | "retire" | "dismiss" | "oust" | "remove" | "sack" | "fire" | "suspend"
    )
}

/// Offices that the clauses around the name at `first..=last` give its person. The turn is one that names no office:
/// "Prime Minister X resigned on Monday", "President X took office in May".
pub fn of(
    scene: &Scene,
    si: usize,
    first: usize,
    last: usize,
    push: &mut impl FnMut(Title, Option<Turn>),
) -> Option<Turn> {
    let s = &scene.sentences[si];
    let tree = &scene.trees[si];
    let name =
        (first..=last).find(|&i| s.tokens[i].head.is_none_or(|h| h < first || h > last)).unwrap_or(first);
    let rel = s.tokens[name].deprel.as_str();
    let mut told = false;
    let mut push = |title: Title, turn: Option<Turn>| {
        told |= turn.is_some();
        push(title, turn);
    };
    if matches!(s.tokens[name].rel(), "nsubj") {
        if let Some(pred) = s.tokens[name].head {
            clause(scene, si, pred, rel == "nsubj:pass", &mut push);
        }
    } else if matches!(rel, "obj")
        && let Some(verb) = s.tokens[name].head
        && (gives_office(&scene.lemma(si, verb)) || ends_office(&scene.lemma(si, verb)))
    {
        complement(scene, si, verb, name, true, &mut push);
    }
    // "X, who has been minister since 2021"
    for clause_head in tree.by(s, name, &["acl"]) {
        let relative = tree.by(s, clause_head, &["nsubj"]).find(|&k| scene.lower(si, k) == "who");
        if let Some(who) = relative {
            clause(scene, si, clause_head, s.tokens[who].deprel == "nsubj:pass", &mut push);
        }
    }
    // "John Kerry in his time as US Secretary of State"
    if let Some(at) = (last + 1..(last + 6).min(s.tokens.len())).find(|&i| s.tokens[i].form == "as")
        && (last + 1..at).all(|i| matches!(s.tokens[i].upos, Upos::Adp | Upos::Pron | Upos::Noun | Upos::Det))
    {
        let hi = end_of_phrase(scene, si, at + 1);
        if let Some(mut title) = title::read(scene, si, at + 1, hi).filter(|t| t.sector.is_some()) {
            title.former |=
                (last + 1..at).any(|i| matches!(scene.lower(si, i).as_str(), "time" | "days" | "tenure"));
            push(title, None);
        }
    }
    if told { None } else { alone(scene, si, name) }
}

/// A verb of coming into an office or leaving it that names none.
fn alone(scene: &Scene, si: usize, name: usize) -> Option<Turn> {
    let s = &scene.sentences[si];
    let tree = &scene.trees[si];
    let t = &s.tokens[name];
    let verb = t.head?;
    let lemma = scene.lemma(si, verb);
    let has = |rel: &str, word: &str| tree.by(s, verb, &[rel]).any(|k| scene.lemma(si, k) == word);
    let negated = tree.by(s, verb, &["advmod"]).any(|k| s.tokens[k].has_feat("Polarity=Neg"));
    let past = s.tokens[verb].xpos == "VBD" || s.tokens[verb].xpos == "VBN";
    if negated || !past || tree.by(s, verb, &["aux"]).any(|k| s.tokens[k].xpos == "MD") {
        return None;
    }
    let acts = t.deprel == "nsubj";
    let ends = match lemma.as_str() {
        "resign" | "retire" => acts,
        "step" => acts && (has("compound", "down") || has("advmod", "down")),
        "dismiss" | "oust" | "remove" | "sack" | "fire" => !acts && matches!(t.rel(), "nsubj" | "obj"),
        _ => false,
    };
    let begins = match lemma.as_str() {
        "take" | "assume" | "enter" => acts && has("obj", "office"),
        "swear" | "inaugurate" | "elect" | "reelect" | "re-elect" => t.deprel == "nsubj:pass",
        _ => false,
    };
    (ends || begins).then_some(Turn { verb, ends })
}

/// The clause that `pred` heads, with the person as its subject.
fn clause(scene: &Scene, si: usize, pred: usize, passive: bool, push: &mut impl FnMut(Title, Option<Turn>)) {
    let s = &scene.sentences[si];
    let tree = &scene.trees[si];
    let t = &s.tokens[pred];
    if tree.kids(pred).any(|k| {
        s.tokens[k].has_feat("Polarity=Neg") || matches!(s.tokens[k].form.as_str(), "not" | "n't" | "never")
    }) {
        return;
    }
    if t.upos == Upos::Noun || t.upos == Upos::Propn {
        // "will be president" is no office yet.
        let modal = |k: usize| {
            matches!(
                scene.lemma(si, k).as_str(),
                "will" | "would" | "could" | "may" | "might" | "can" | "should" | "must"
            )
        };
        if tree.by(s, pred, &["aux"]).any(modal) {
            return;
        }
        if let Some(copula) = tree.by(s, pred, &["cop"]).next() {
            let (first, last) = (copula + 1, end_of_phrase(scene, si, pred));
            let first = first.max(tree.phrase(s, pred).0.min(pred));
            if let Some(mut title) =
                title::read(scene, si, first, last).filter(|t| t.sector.is_some() || t.body.is_some())
            {
                title.former |= s.tokens[copula].has_feat("Tense=Past")
                    && !tree.by(s, pred, &["aux"]).any(|a| scene.lower(si, a) == "has");
                push(title, None);
            }
        }
        return;
    }
    let lemma = scene.lemma(si, pred);
    if gives_office(&lemma) || (ends_office(&lemma)) {
        if passive
            || !matches!(
                lemma.as_str(),
                "appoint"
                    | "name"
                    | "elect"
                    | "nominate"
                    | "choose"
                    | "select"
                    | "dismiss"
                    | "sack"
                    | "fire"
                    | "remove"
                    | "designate"
                    | "confirm"
                    | "promote"
            )
        {
            complement(
                scene,
                si,
                pred,
                pred,
                passive && matches!(lemma.as_str(), "succeed" | "replace"),
                push,
            );
        }
    } else if matches!(lemma.as_str(), "head" | "chair" | "lead")
        && let Some(object) = tree.by(s, pred, &["obj"]).next()
        && is_led_body(scene, si, object)
    {
        let (first, last) = tree.phrase(s, object);
        let body = scene.text(si, first, last);
        let body = body.strip_prefix("a ").or(body.strip_prefix("the ")).unwrap_or(&body).to_owned();
        let text = if lemma == "chair" { "chair" } else { "head" };
        let opposition = body.contains("opposition").then(|| "OPP".to_owned());
        let sector = opposition.or_else(|| scene.sector(&scene.lemma(si, object)));
        let title = Title {
            first: pred,
            last: pred,
            text: text.into(),
            body: Some(body),
            sector,
            ..Title::default()
        };
        push(title, None);
    }
}

fn is_led_body(scene: &Scene, si: usize, object: usize) -> bool {
    matches!(
        scene.lemma(si, object).as_str(),
        "party"
            | "alliance"
            | "organisation"
            | "organization"
            | "committee"
            | "ministry"
            | "company"
            | "coalition"
            | "agency"
            | "commission"
            | "association"
            | "union"
            | "council"
            | "board"
            | "government"
            | "department"
            | "movement"
            | "institute"
            | "bureau"
            | "foundation"
    )
}

/// "was appointed ambassador to Iran", "resigned as prime minister": the office after the verb. `undergoes`: the person is
/// the one to whom it is done, so that who is replaced as minister is minister no more.
fn complement(
    scene: &Scene,
    si: usize,
    verb: usize,
    after: usize,
    undergoes: bool,
    push: &mut impl FnMut(Title, Option<Turn>),
) {
    let s = &scene.sentences[si];
    let tree = &scene.trees[si];
    let lemma = scene.lemma(si, verb);
    let displaced = undergoes && matches!(lemma.as_str(), "succeed" | "replace");
    let ends = ends_office(&lemma) || displaced;
    let turn = (ends || begins_office(&lemma)).then_some(Turn { verb, ends });
    for k in tree.by(s, verb, &["obj", "xcomp", "obl", "dep"]).filter(|&k| k > after) {
        let case = tree.case(s, k);
        let bare = case.is_none() && !ends;
        if !(bare || matches!(case.as_deref(), Some("as")))
            || !matches!(s.tokens[k].upos, Upos::Noun | Upos::Propn)
        {
            continue;
        }
        let first = tree.phrase(s, k).0;
        if let Some(mut title) =
            title::read(scene, si, first, end_of_phrase(scene, si, k)).filter(|t| t.sector.is_some())
        {
            title.former |= ends;
            push(title, turn);
            return;
        }
    }
}

/// Whether a time expression stands here: "ambassador in March 2020".
fn is_dated(scene: &Scene, span: Span) -> bool {
    dates::within(scene.dates(), span).iter().any(|d| d.precision.as_deref() != Some("vague"))
}

/// One past the last token of the noun phrase around `at`, up to a comma or a verb.
fn end_of_phrase(scene: &Scene, si: usize, at: usize) -> usize {
    let s = &scene.sentences[si];
    let mut i = at;
    while i < s.tokens.len() && i < at + 20 {
        let t = &s.tokens[i];
        let ends = matches!(t.upos, Upos::Verb | Upos::Aux | Upos::Sconj) && i > at && t.rel() != "amod"
            || t.upos == Upos::Punct && t.form != "-"
            || t.upos == Upos::Pron && !t.has_feat("Poss=Yes")
            || matches!(t.form.as_str(), "since" | "until" | "when" | "after" | "before" | "during")
            || t.upos == Upos::Adp && s.tokens.get(i + 1).is_some_and(|n| is_dated(scene, n.span));
        if ends {
            break;
        }
        i += 1;
    }
    // "met by the minister": nothing that a relative clause holds.
    i.max(phrase::head_of(s, at).min(at))
}
