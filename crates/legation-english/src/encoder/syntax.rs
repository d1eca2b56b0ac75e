//! The heads for tags, lemmas, trees and names.

use std::collections::BTreeMap;
use std::ops::Range;

use legation_record::{Sentence, Token, Upos};

use super::batch::{Batch, Sequence};
use super::float::{Columns, quantise, scores};
use super::kernel::{Packed, Path, Rows};
use super::labels::{Labels, text};
use super::trunk::{Table, linear};
use super::weights::Weights;
use crate::Error;
use crate::decode::names::Tag;
use crate::decode::{names, tree};
use crate::lemma::Rule;

pub struct SyntaxHeads {
    /// From the trunk's vectors to the columns that the heads read.
    input: Packed,
    tag: Range<usize>,
    name: Range<usize>,
    arc_dependent: Range<usize>,
    arc_head: Range<usize>,
    rel_dependent: Range<usize>,
    rel_head: Range<usize>,
    endings: Table,
    tags: Packed,
    upos: Labels<Upos>,
    xpos: Labels<String>,
    feats: Labels<String>,
    lemma: Labels<Rule>,
    /// Lemmas of forms that the rules get wrong, by `form|UPOS`.
    exceptions: BTreeMap<String, String>,
    names: Packed,
    name_tags: Labels<Tag>,
    arcs: Packed,
    rels: Packed,
    rel_labels: Labels<String>,
    root: usize,
}

/// Scores of a batch: a row for each wanted row, but for the arcs.
#[derive(Default)]
pub struct SyntaxScores {
    input: Vec<f32>,
    pub tags: Vec<f32>,
    pub names: Vec<f32>,
    dependents: Vec<f32>,
    /// Each sequence's scores, words by words and root, one after another.
    pub arcs: Vec<f32>,
    one: Vec<f32>,
    /// The head in its sequence, counted from 1; 0 for the root.
    pub heads: Vec<usize>,
    rel_inputs: Vec<f32>,
    rels: Vec<f32>,
}

impl SyntaxHeads {
    pub fn open(w: &Weights) -> Result<SyntaxHeads, Error> {
        let c = &w.config;
        let columns = |name| c.slice("heads.in", name);
        let (tag, name) = (columns("tag")?, columns("ner")?);
        let (arc_dependent, arc_head) = (columns("arc_dep")?, columns("arc_head")?);
        let (rel_dependent, rel_head) = (columns("rel_dep")?, columns("rel_head")?);
        let name_tags = Labels::open(w, None, "ner", Tag::parse)?;
        let rel_labels = Labels::open(w, None, "deprel", text)?;
        let root = rel_labels.labels.iter().position(|l| l == "root").filter(|_| rel_labels.labels.len() > 1);
        let arcs = linear(w, "arc.bilinear", arc_dependent.len(), arc_head.len())?;
        if arcs.outputs != arc_head.len() || rel_dependent.len() != rel_head.len() {
            return Err(Error::Model("the slices of the tree's heads do not fit each other".into()));
        }
        Ok(SyntaxHeads {
            input: linear(w, "heads.in", c.hidden, c.width("heads.in"))?,
            endings: Table::open(w, "suffix", w.suffixes.len() + 1, tag.len())?,
            tags: linear(w, "tag.out", tag.len(), c.width("tag.out"))?,
            upos: Labels::open(w, Some("tag.out"), "upos", |l| Ok(Upos::parse(l)))?,
            xpos: Labels::open(w, Some("tag.out"), "xpos", text)?,
            feats: Labels::open(w, Some("tag.out"), "feats", |l| text(if l == "_" { "" } else { l }))?,
            lemma: Labels::open(w, Some("tag.out"), "lemma", Rule::parse)?,
            exceptions: w.lemma_exceptions.clone(),
            names: linear(w, "ner.out", name.len(), name_tags.labels.len())?,
            rels: linear(w, "rel.out", rel_dependent.len(), rel_labels.labels.len())?,
            root: root.ok_or_else(|| Error::Model("no relation root, or no other".into()))?,
            tag,
            name,
            arc_dependent,
            arc_head,
            rel_dependent,
            rel_head,
            name_tags,
            arcs,
            rel_labels,
        })
    }

    /// Scores the wanted rows' vectors `x`, and finds each sequence's tree.
    pub fn score(
        &self,
        file: &[u8],
        path: Path,
        batch: &Batch,
        x: &[f32],
        rows: &mut Rows,
        s: &mut SyntaxScores,
    ) {
        let stride = self.input.outputs;
        quantise(path, Columns::all(x, self.input.inputs), rows);
        self.input.apply(path, rows, &mut s.input);
        for (row, endings) in s.input.chunks_exact_mut(stride).zip(&batch.endings) {
            for &ending in endings.iter().filter(|&&e| e != 0) {
                self.endings.add(file, ending as usize, &mut row[self.tag.clone()]);
            }
        }
        let columns = |range: &Range<usize>| Columns {
            values: &s.input,
            stride,
            start: range.start,
            width: range.len(),
            relu: true,
        };
        quantise(path, columns(&self.tag), rows);
        self.tags.apply(path, rows, &mut s.tags);
        quantise(path, columns(&self.name), rows);
        self.names.apply(path, rows, &mut s.names);
        quantise(path, columns(&self.arc_dependent), rows);
        self.arcs.apply(path, rows, &mut s.dependents);

        s.arcs.clear();
        s.heads.clear();
        s.rel_inputs.clear();
        let width = self.arcs.outputs;
        for sequence in &batch.sequences {
            let wanted = sequence.wanted.clone();
            let input = &s.input[wanted.start * stride..wanted.end * stride];
            let words = &s.dependents[(wanted.start + 1) * width..wanted.end * width];
            scores(path, words, Columns { values: input, ..columns(&self.arc_head) }, &mut s.one);
            s.arcs.extend_from_slice(&s.one);
            let from = s.heads.len();
            s.heads.push(0);
            s.heads.extend(tree::heads(&s.one, wanted.len() - 1));
            for (row, &head) in input.chunks_exact(stride).zip(&s.heads[from..]) {
                let head = &input[head * stride..][self.rel_head.clone()];
                let dependent = &row[self.rel_dependent.clone()];
                s.rel_inputs.extend(dependent.iter().zip(head).map(|(d, h)| d + h));
            }
        }
        let rel = Columns { relu: true, ..Columns::all(&s.rel_inputs, self.rel_dependent.len()) };
        quantise(path, rel, rows);
        self.rels.apply(path, rows, &mut s.rels);
    }

    /// Writes what the scores of a sequence say into its sentence.
    pub fn fill(&self, s: &SyntaxScores, sequence: &Sequence, sentence: &mut Sentence) {
        let first = sequence.words.start;
        let rows = sequence.wanted.start + 1..sequence.wanted.end;
        // Only a sentence cut into parts has a root already: the roots of later parts hang on it.
        let root =
            if first > 0 { sentence.tokens[..first].iter().position(|t| t.head.is_none()) } else { None };
        let mut key = String::new();
        for (token, row) in sentence.tokens[sequence.words.clone()].iter_mut().zip(rows.clone()) {
            let tags = &s.tags[row * self.tags.outputs..];
            token.upos = *self.upos.best(tags);
            token.xpos.clone_from(self.xpos.best(tags));
            token.feats.clone_from(self.feats.best(tags));
            key.clear();
            key.push_str(&token.form.to_lowercase());
            key.push('|');
            key.push_str(token.upos.as_str());
            token.lemma = match self.exceptions.get(&key) {
                Some(lemma) => lemma.clone(),
                None => self.lemma.best(tags).apply(&token.form),
            };
            token.deprel.clear();
            token.deprel.push_str(match (s.heads[row], root) {
                (0, None) => "root",
                (0, Some(_)) => "parataxis",
                _ => self.rel(&s.rels[row * self.rels.outputs..]),
            });
            token.head = match s.heads[row] {
                0 => root,
                head => Some(first + head - 1),
            };
        }
        let found = names::names(
            &s.names[rows.start * self.names.outputs..rows.end * self.names.outputs],
            self.names.outputs,
            &self.name_tags.labels,
        );
        let begins: Vec<usize> = found.iter().map(|n| n.first + first).collect();
        sentence.names.extend(found.into_iter().enumerate().map(|(n, mut name)| {
            name.first += first;
            name.last += first;
            let next = begins.get(n + 1).copied().unwrap_or(sentence.tokens.len());
            name.last = whole(&sentence.tokens[..next], name.last);
            name
        }));
    }

    /// The best relation but the root's.
    fn rel(&self, row: &[f32]) -> &str {
        let scores = self.rel_labels.scores(row);
        let mut rel = usize::from(self.root == 0);
        for (i, &score) in scores.iter().enumerate() {
            if i != self.root && score > scores[rel] {
                rel = i;
            }
        }
        &self.rel_labels.labels[rel]
    }
}

/// Where a name ends that cannot end in an adjective of the next word: "Ministry of Foreign [Affairs]".
fn whole(tokens: &[Token], last: usize) -> usize {
    let mut last = last;
    while let Some(next) = tokens.get(last + 1)
        && tokens[last].head == Some(last + 1)
        && tokens[last].rel() == "amod"
        && next.form.starts_with(char::is_uppercase)
    {
        last += 1;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_end_in_its_next_word_s_adjective() {
        let token = |form: &str, deprel: &str, head: usize| Token {
            form: form.into(),
            deprel: deprel.into(),
            head: Some(head),
            ..Token::default()
        };
        let affairs = |last: &str| {
            [
                token("Ministry", "nsubj", 4),
                token("of", "case", 3),
                token("Foreign", "amod", 3),
                token(last, "nmod", 0),
            ]
        };
        assert_eq!(whole(&affairs("Affairs"), 2), 3);
        assert_eq!(whole(&affairs("affairs"), 2), 2);
        assert_eq!(whole(&affairs("Affairs"), 3), 3);
    }
}
