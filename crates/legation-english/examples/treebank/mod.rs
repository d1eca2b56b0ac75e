//! A treebank as raw documents with the places of their sentences and words, for learning and measuring.

use legation_english::conllu::Reader;
use legation_record::Span;
use std::error::Error;
use std::fs::File;
use std::io::BufReader;

#[derive(Default)]
pub struct Document {
    pub text: String,
    pub sentences: Vec<Span>,
    /// Words with their place; the words of a contraction that is not cut up have its place and their own form.
    pub words: Vec<(Span, String)>,
}

/// Documents as the treebank's comments part them, paragraphs by blank lines, sentences as `SpaceAfter` says.
pub fn documents(path: &str) -> Result<Vec<Document>, Box<dyn Error>> {
    let mut out: Vec<Document> = Vec::new();
    let mut glue = false;
    for given in Reader::new(path, BufReader::new(File::open(path)?)) {
        let given = given?;
        let has = |what: &str| given.comments.iter().any(|c| c.starts_with(what));
        if has("# newdoc") || out.is_empty() {
            out.push(Document::default());
        }
        let Some(document) = out.last_mut() else { continue };
        if !document.text.is_empty() {
            document.text.push_str(if has("# newpar ") || given.comments.iter().any(|c| c == "# newpar") {
                "\n\n"
            } else if glue {
                ""
            } else {
                " "
            });
        }
        let base = document.text.len();
        document.text.push_str(&given.text);
        document.sentences.push(Span::new(base, document.text.len()));
        for token in &given.sentence.tokens {
            document
                .words
                .push((Span::new(base + token.span.start, base + token.span.end), token.form.clone()));
        }
        glue = given.glued();
    }
    Ok(out)
}
