//! Reading: given sentences and tokens, with all that is to be kept of them.

use legation_record::{Name, NameKind, Sentence, Span, Token, Upos};
use std::io::BufRead;

/// What is wrong with an input file, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{file}, line {line}: {reason}; {mend}")]
    Line { file: String, line: usize, reason: String, mend: &'static str },
    #[error("{file}: {source}")]
    Io { file: String, source: std::io::Error },
}

/// A sentence of a CoNLL-U file.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Its comment lines, with `#`.
    pub comments: Vec<String>,
    /// The surface, rebuilt from forms and `SpaceAfter=No`; the spans of `sentence` are into it.
    pub text: String,
    pub sentence: Sentence,
    glued: bool,
    pub(super) rows: Vec<Row>,
}

impl Given {
    /// Whether the next sentence follows without a space.
    pub fn glued(&self) -> bool {
        self.glued
    }
}

#[derive(Clone, Debug)]
pub(super) enum Row {
    /// A syntactic word, in the order of the sentence's tokens: its enhanced dependencies and its last column.
    Word { deps: String, misc: String },
    /// A multiword or an empty token, as it stood.
    Kept(String),
}

/// Sentences of a file, one at a time. After a mistake it goes on with the next sentence.
pub struct Reader<R> {
    file: String,
    input: R,
    line: usize,
}

impl<R: BufRead> Reader<R> {
    /// `file` is the name that errors give.
    pub fn new(file: impl Into<String>, input: R) -> Self {
        Reader { file: file.into(), input, line: 0 }
    }

    fn next_line(&mut self) -> Result<Option<String>, Error> {
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes);
        if read.map_err(|source| Error::Io { file: self.file.clone(), source })? == 0 {
            return Ok(None);
        }
        self.line += 1;
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        if self.line == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            Ok(line) => Ok(Some(line)),
            Err(_) => Err(self.mistake("not UTF-8".into(), "convert the file to UTF-8")),
        }
    }

    fn mistake(&self, reason: String, mend: &'static str) -> Error {
        Error::Line { file: self.file.clone(), line: self.line, reason, mend }
    }

    fn sentence(&mut self) -> Result<Option<Given>, Error> {
        let mut building = Building::default();
        while let Some(line) = self.next_line()? {
            if line.trim().is_empty() {
                if building.is_empty() {
                    continue;
                }
                break;
            }
            building.add(line).map_err(|(reason, mend)| self.mistake(reason, mend))?;
        }
        if building.is_empty() {
            return Ok(None);
        }
        building.finish().map(Some).map_err(|(reason, mend)| self.mistake(reason, mend))
    }

    /// To the blank line after a mistake.
    fn skip(&mut self) {
        loop {
            match self.next_line() {
                Ok(Some(line)) if !line.trim().is_empty() => {}
                Err(Error::Line { .. }) => {}
                _ => return,
            }
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Given, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let result = self.sentence();
        if matches!(result, Err(Error::Line { .. })) {
            self.skip();
        }
        result.transpose()
    }
}

type Mistake = (String, &'static str);

#[derive(Default)]
struct Building {
    given: Given,
    /// The multiword token being read: its surface, the last of its words, and whether a space follows it.
    multiword: Option<(String, usize, bool)>,
    /// The first of its words.
    first: usize,
    glue: bool,
}

impl Building {
    fn is_empty(&self) -> bool {
        self.given.comments.is_empty() && self.given.rows.is_empty()
    }

    fn add(&mut self, line: String) -> Result<(), Mistake> {
        if line.starts_with('#') {
            if !self.given.rows.is_empty() {
                return Err((
                    "a comment inside a sentence".into(),
                    "put comments before the words, and a blank line after these",
                ));
            }
            self.given.comments.push(line);
            return Ok(());
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, feats, head, deprel, deps, misc] = fields[..] else {
            let reason = format!("{} columns where CoNLL-U has 10", fields.len());
            return Err((reason, "separate ten columns by single tabs, `_` for an empty one"));
        };
        if form.is_empty() {
            return Err(("an empty FORM".into(), "write the word, or `_`"));
        }
        let done = self.given.sentence.tokens.len();
        let space = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
                return Err((format!("{id:?} is no range of words"), "write a range as in 3-4"));
            };
            if first != done + 1 || last < first || self.multiword.is_some() {
                return Err((
                    format!("range {id} does not begin at the next word, {}", done + 1),
                    "put a range before its first word",
                ));
            }
            self.multiword = Some((form.to_string(), last, space));
            self.first = done;
            self.given.rows.push(Row::Kept(line));
            return Ok(());
        }
        if id.contains('.') {
            self.given.rows.push(Row::Kept(line));
            return Ok(());
        }
        if id.parse() != Ok(done + 1) {
            return Err((
                format!("word {id:?} where {} comes next", done + 1),
                "number the words from 1 without gaps",
            ));
        }
        let cell = |s: &str| if s == "_" { String::new() } else { s.to_string() };
        let token = Token {
            form: form.to_string(),
            lemma: if lemma == "_" && form != "_" { String::new() } else { lemma.to_string() },
            upos: Upos::parse(upos),
            xpos: cell(xpos),
            feats: cell(feats),
            head: head.parse::<usize>().ok().and_then(|h| h.checked_sub(1)),
            deprel: cell(deprel),
            span: Span::default(),
        };
        self.given.sentence.tokens.push(token);
        self.given.rows.push(Row::Word { deps: deps.to_string(), misc: misc.to_string() });
        match self.multiword.take() {
            None => {
                let span = self.put(form, space);
                self.given.sentence.tokens[done].span = span;
            }
            Some((surface, last, space)) if last == done + 1 => self.part(&surface, space),
            unfinished => self.multiword = unfinished,
        }
        Ok(())
    }

    fn put(&mut self, surface: &str, space: bool) -> Span {
        let text = &mut self.given.text;
        if !text.is_empty() && !self.glue {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(surface);
        self.glue = !space;
        Span::new(start, text.len())
    }

    /// Gives the words of a multiword token their spans: side by side where they make up its surface.
    fn part(&mut self, surface: &str, space: bool) {
        let span = self.put(surface, space);
        let words = &mut self.given.sentence.tokens[self.first..];
        let parts = words.iter().map(|w| w.form.as_str()).collect::<String>() == surface;
        let mut at = span.start;
        for word in words {
            word.span = if parts { Span::new(at, at + word.form.len()) } else { span };
            at = word.span.end;
        }
    }

    fn finish(self) -> Result<Given, Mistake> {
        if let Some((surface, last, _)) = self.multiword {
            return Err((
                format!("the range of {surface:?} reaches to word {last}, which is missing"),
                "mend the range or add its words",
            ));
        }
        let mut given = self.given;
        let count = given.sentence.tokens.len();
        if count == 0 {
            return Err((
                "a sentence without words".into(),
                "join its comments to the sentence they belong to",
            ));
        }
        // A head outside the sentence is no head; the parser replaces them all.
        for token in &mut given.sentence.tokens {
            token.head = token.head.filter(|&h| h < count);
        }
        given.sentence.span = Span::new(0, given.text.len());
        given.glued = self.glue;
        given.sentence.names = names(&given.rows);
        Ok(given)
    }
}

/// Names out of `NE=B-PER` and its like.
fn names(rows: &[Row]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let words = rows.iter().filter_map(|r| match r {
        Row::Word { misc, .. } => Some(misc.split('|').find_map(|m| m.strip_prefix("NE="))),
        Row::Kept(_) => None,
    });
    for (i, tag) in words.enumerate() {
        let Some((position, kind)) = tag.and_then(|t| t.split_once('-')) else { continue };
        let Some(kind) = NameKind::parse(kind) else { continue };
        match out.last_mut() {
            Some(last) if position == "I" && last.kind == kind && last.last + 1 == i => last.last = i,
            _ => out.push(Name { first: i, last: i, kind }),
        }
    }
    out
}
