//! Who said what: direct, indirect and mixed quotations with their speakers and cues.
//!
//! [`find`] is the one entry. [`marks`] finds what stands between quotation marks; [`frame`] finds the words that
//! attribute ("said", "according to", "a statement by") and, by the tree, the clause each brings in; [`join`] lays the one
//! over the other: a clause without marks is indirect speech, marks around all of it make it direct, marks within it
//! mixed. [`label`] finds what stands beside a bare name ("Cohen: ..."). What stands between marks and has no cue of its own goes on with the speech before it ([`run`]). [`texts`]
//! says whose a statement is that speaks without its author.

mod behind;
mod clause;
mod cues;
mod frame;
mod join;
mod label;
mod marks;
mod run;
mod setting;
mod speaker;
mod texts;
mod tree;

use crate::cast::Cast;
use join::Kind;
use legation_record::{Date, Document, Quote, Sentence, Span};

/// Every quotation of a report, in the order of the text.
/// `dates` are those that [`crate::dates::find`] gave.
pub fn find(doc: &Document, sentences: &[Sentence], dates: &[Date], cast: &Cast) -> Vec<Quote> {
    let marks = marks::find(&doc.text, sentences);
    let trees = join::trees(sentences, &marks, cast);
    let mut found = join::join(&doc.text, sentences, &trees, &marks);
    texts::carry(&trees, &mut found);
    let labelled = label::find(&doc.text, sentences, &trees, &marks, &found);
    // What is said within a transcript is told by its speaker; what others said stays theirs.
    let told: Vec<Span> =
        labelled.iter().filter(|l| l.kind == Kind::Direct && l.holds == (0, 0)).map(|l| l.content).collect();
    found.retain(|f| {
        let at = f.cue.unwrap_or(f.content);
        let next = told.partition_point(|t| t.end < at.end);
        let own = f.source.is_none_or(|(si, t)| trees[si].is_any(t, &["I", "we", "you"]));
        !own || !told.get(next).is_some_and(|t| t.contains(at))
    });
    found.extend(labelled);
    run::go_on(&doc.text, sentences, &trees, &marks, &mut found, cast);
    let mut quotes: Vec<Quote> =
        found.into_iter().map(|f| f.quote(&doc.text, sentences, &trees, dates, cast)).collect();
    quotes.retain(|q| !q.content.is_empty());
    quotes.sort_by_key(|q| (q.content.start, std::cmp::Reverse(q.content.end)));
    quotes.dedup_by(|b, a| a.content == b.content);
    quotes
}
