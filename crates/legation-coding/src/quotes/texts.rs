//! Whose a text is that speaks without its author beside it: "the statement said", after "the ministry said in a statement".

use super::cues::Takes;
use super::frame::owner;
use super::join::{Found, Place};
use super::tree::Tree;
use legation_record::Upos;
use std::collections::BTreeMap;

/// Gives each text that speaks the author of the last text so called.
pub fn carry(trees: &[Tree], found: &mut [Found]) {
    let mut speaks: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (i, f) in found.iter().enumerate() {
        if let Some(place) = f.source.filter(|&(si, t)| is_text(&trees[si], t)) {
            speaks.entry(place).or_default().push(i);
        }
    }
    if speaks.is_empty() {
        return;
    }
    let mut authors: BTreeMap<&str, Place> = BTreeMap::new();
    for (si, tree) in trees.iter().enumerate() {
        for i in (0..tree.len()).filter(|&i| is_text(tree, i)) {
            let lemma = tree.tok(i).lemma.as_str();
            if let Some(author) = author(tree, i) {
                authors.insert(lemma, (si, author));
            } else if let (Some(them), Some(&author)) = (speaks.get(&(si, i)), authors.get(lemma))
                && definite(tree, i)
            {
                for &f in them {
                    found[f].who = Some(author);
                }
            }
        }
    }
}

fn is_text(tree: &Tree, i: usize) -> bool {
    let t = tree.tok(i);
    t.upos == Upos::Noun && tree.cues.noun(&t.lemma).is_some_and(|c| c.takes(&Takes::Source).is_some())
}

fn definite(tree: &Tree, i: usize) -> bool {
    tree.s.children_by(i, "det").any(|d| tree.is_any(d, &["the", "this", "that"]))
}

/// "the ministry's statement", "a statement by the ministry"; "said in a statement", "issued a statement".
fn author(tree: &Tree, i: usize) -> Option<usize> {
    let issued = || {
        let within = tree.case(i).is_some_and(|p| ["in", "through", "via"].contains(&p.as_str()));
        let object = tree.tok(i).rel() == "obj";
        let verb = tree
            .above(i)
            .filter(|&v| within && tree.verb(v).is_some() || object && v < i && issues(tree, v))?;
        tree.subject(verb).filter(|&s| tree.can_speak(s) && !is_text(tree, s))
    };
    // "In a statement released by his team, Mr Smith accused ..."
    owner(tree, i).filter(|&o| tree.can_speak(o)).or_else(issued)
}

fn issues(tree: &Tree, verb: usize) -> bool {
    ["issue", "release", "publish", "send", "write", "post"].contains(&tree.tok(verb).lemma.as_str())
}
