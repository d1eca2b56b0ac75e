//! Writing: sentences of a text, or given sentences with their new parse.

use super::reader::{Given, Row};
use crate::segment::{Lexicon, is_clitic_token};
use legation_record::{Sentence, Token};
use std::io::{self, Write};

/// What stands above a sentence besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heading<'a> {
    /// The document that begins with this sentence.
    pub document: Option<&'a str>,
    /// Whether a paragraph begins with it.
    pub paragraph: bool,
    /// Its own id.
    pub id: Option<&'a str>,
}

/// One sentence of `text`, with the blank line after it.
pub fn write(out: &mut impl Write, text: &str, sentence: &Sentence, heading: Heading) -> io::Result<()> {
    if let Some(id) = heading.document {
        writeln!(out, "# newdoc id = {}", one_line(id))?;
    }
    if heading.paragraph {
        writeln!(out, "# newpar")?;
    }
    if let Some(id) = heading.id {
        writeln!(out, "# sent_id = {}", one_line(id))?;
    }
    writeln!(out, "# text = {}", one_line(sentence.span.of(text)))?;
    let names = name_tags(sentence);
    let tokens = &sentence.tokens;
    let mut i = 0;
    while i < tokens.len() {
        let end = i + word_count(&tokens[i..]);
        let last = &tokens[end - 1];
        let glued =
            text.get(last.span.end..).is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
        let space = if glued { "SpaceAfter=No" } else { "_" };
        if end > i + 1 {
            let surface: String = tokens[i..end].iter().map(|t| t.form.as_str()).collect();
            writeln!(out, "{}-{end}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t{space}", i + 1)?;
        }
        for n in i..end {
            columns(out, n, &tokens[n])?;
            let mut misc = names[n].clone();
            if glued && end == i + 1 {
                misc = join(&misc, space);
            }
            writeln!(out, "\t_\t{}", cell(&misc))?;
        }
        i = end;
    }
    writeln!(out)
}

impl Given {
    /// The sentence with its parse as it now is; everything else as it was read.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for comment in &self.comments {
            writeln!(out, "{comment}")?;
        }
        let names = name_tags(&self.sentence);
        let mut words = self.sentence.tokens.iter().zip(&names).enumerate();
        for row in &self.rows {
            match row {
                Row::Kept(line) => writeln!(out, "{line}")?,
                Row::Word { deps, misc } => {
                    let Some((n, (token, name))) = words.next() else { continue };
                    columns(out, n, token)?;
                    let kept = misc.split('|').filter(|m| *m != "_" && !m.starts_with("NE="));
                    let misc = kept.fold(name.clone(), |all, m| join(&all, m));
                    writeln!(out, "\t{deps}\t{}", cell(&misc))?;
                }
            }
        }
        writeln!(out)
    }
}

/// The first eight columns. A sentence that no parser has seen has `_` for its heads.
fn columns(out: &mut impl Write, n: usize, t: &Token) -> io::Result<()> {
    let head = match t.head {
        Some(h) => (h + 1).to_string(),
        None if t.deprel.is_empty() => "_".into(),
        None => "0".into(),
    };
    let (upos, deprel) = if t.deprel.is_empty() && t.xpos.is_empty() {
        ("_", "_")
    } else {
        (t.upos.as_str(), cell(&t.deprel))
    };
    let (lemma, xpos, feats) = (cell(&t.lemma), cell(&t.xpos), cell(&t.feats));
    write!(out, "{}\t{}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}", n + 1, t.form)
}

fn cell(s: &str) -> &str {
    if s.is_empty() { "_" } else { s }
}

fn join(a: &str, b: &str) -> String {
    if a.is_empty() { b.to_string() } else { format!("{a}|{b}") }
}

/// White space of any kind as single spaces.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `NE=B-PER` for the first token of a person's name, and so on; empty outside names.
fn name_tags(sentence: &Sentence) -> Vec<String> {
    let mut tags = vec![String::new(); sentence.tokens.len()];
    for name in &sentence.names {
        for i in name.first..=name.last.min(tags.len().saturating_sub(1)) {
            if let Some(tag) = tags.get_mut(i) {
                *tag = format!("NE={}-{}", if i == name.first { "B" } else { "I" }, name.kind.as_str());
            }
        }
    }
    tags
}

/// How many tokens from the first on were written as one word: `do` `n't`, `Russia` `'s`, `can` `not`.
fn word_count(tokens: &[Token]) -> usize {
    let meets = |n: usize| n < tokens.len() && tokens[n - 1].span.end == tokens[n].span.start;
    let lexicon = Lexicon::builtin();
    for count in [3, 2] {
        if (1..count).all(meets) {
            let surface: String = tokens[..count].iter().map(|t| t.form.as_str()).collect();
            if lexicon
                .contraction(&surface)
                .is_some_and(|parts| parts.iter().copied().eq(tokens[..count].iter().map(|t| t.form.len())))
            {
                return count;
            }
        }
    }
    let mut count = 1;
    while meets(count) && tokens[count - 1].form.ends_with(|c: char| c.is_alphanumeric() || c == '.') {
        let form = &tokens[count].form;
        // The possessive of a plural is an apostrophe alone, which only the tagger tells from a quotation mark.
        if !(is_clitic_token(form) || matches!(form.as_str(), "'" | "’") && tokens[count].xpos == "POS") {
            break;
        }
        count += 1;
    }
    count
}
