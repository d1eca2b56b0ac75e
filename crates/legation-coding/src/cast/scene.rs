//! What the cast and the offices both stand on: names, states, persons and parses of one report.

use super::home::States;
use super::names::Names;
use super::people::People;
use super::phrase::Tree;
use crate::dates;
use crate::knowledge::Knowledge;
use crate::places;
use legation_record::{Date, Document, Sentence};
use std::cell::OnceCell;

pub struct Scene<'a> {
    pub doc: &'a Document,
    pub sentences: &'a [Sentence],
    pub knowledge: &'a Knowledge,
    pub trees: Vec<Tree>,
    /// The forms of every sentence, as the tables want them.
    pub words: Vec<Vec<&'a str>>,
    pub names: Names<'a>,
    pub states: States,
    pub people: People,
    /// Time expressions, found when first asked for: few reports tell of appointments.
    dates: OnceCell<Vec<Date>>,
}

impl<'a> Scene<'a> {
    pub fn read(doc: &'a Document, sentences: &'a [Sentence], knowledge: &'a Knowledge) -> Scene<'a> {
        let places = places::find(doc, sentences, knowledge);
        let words: Vec<Vec<&str>> =
            sentences.iter().map(|s| s.tokens.iter().map(|t| t.form.as_str()).collect()).collect();
        let names = Names::read(doc, sentences, &places, knowledge);
        let states = States::count(doc, sentences, &names);
        let people = People::gather(doc, sentences, &names, &states, knowledge);
        Scene {
            doc,
            sentences,
            knowledge,
            words,
            trees: sentences.iter().map(Tree::new).collect(),
            names,
            states,
            people,
            dates: OnceCell::new(),
        }
    }

    pub fn dates(&self) -> &[Date] {
        self.dates.get_or_init(|| dates::find(self.doc, self.sentences))
    }

    pub fn lower(&self, sentence: usize, token: usize) -> String {
        self.sentences[sentence].tokens[token].form.to_lowercase()
    }

    pub fn lemma(&self, sentence: usize, token: usize) -> String {
        let t = &self.sentences[sentence].tokens[token];
        if t.lemma.is_empty() { t.form.to_lowercase() } else { t.lemma.to_lowercase() }
    }

    /// The text from the first to the last of two tokens, with line breaks and runs of spaces made one space.
    pub fn text(&self, sentence: usize, first: usize, last: usize) -> String {
        let span = self.sentences[sentence].span_of(first, last);
        self.doc.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Sector of a noun, by the table of agents.
    pub fn sector(&self, lemma: &str) -> Option<String> {
        self.knowledge.agent_sector(lemma).map(str::to_owned)
    }
}
