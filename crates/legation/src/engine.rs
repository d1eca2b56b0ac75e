//! The two stages between a document and its record, made once and shared by all threads.

use crate::args::EngineArgs;
use anyhow::{Context, Result, bail};
use legation_coding::Coder;
use legation_english::{English, Worker};
use legation_record::{Document, Record};
use std::path::Path;

pub struct Engine {
    pub english: English,
    pub coder: Coder,
}

impl Engine {
    pub fn new(args: &EngineArgs) -> Result<Engine> {
        let english = english()?;
        let mut coder = Coder::builtin().context("the built-in knowledge cannot be read")?;
        for path in &args.actors {
            coder.knowledge.add_actors(path)?;
        }
        for path in &args.codebook {
            add_codebook(&mut coder, path)?;
        }
        Ok(Engine { english, coder })
    }

    pub fn record(&self, document: Document, worker: &mut Worker) -> Record {
        let sentences = self.english.read(&document.text, worker);
        self.coder.code(document, sentences)
    }
}

pub fn english() -> Result<English> {
    English::builtin().context("the built-in parameters cannot be read")
}

/// Will call the coder's own way to take a codebook file in, with its [`legation_coding::Error`] for a mistake in it.
fn add_codebook(_coder: &mut Coder, path: &Path) -> Result<()> {
    bail!("{}: the coder takes no codebook beside its own yet", path.display())
}
