//! The two stages between a document and its record, made once and shared by all threads.

use crate::args::EngineArgs;
use anyhow::{Context, Result};
use legation_coding::Coder;
use legation_coding::codebook::Codebook;
use legation_coding::knowledge::Knowledge;
use legation_english::{English, Worker};
use legation_record::{Document, Record};

pub struct Engine {
    pub english: English,
    pub coder: Coder,
}

impl Engine {
    pub fn new(args: &EngineArgs) -> Result<Engine> {
        let english = english()?;
        let mut knowledge = Knowledge::builtin()?;
        for path in &args.actors {
            knowledge.add_actors(path)?;
        }
        let codebook = match &args.codebook {
            Some(folder) => Codebook::open(folder)?,
            None => Codebook::builtin()?,
        };
        let coder = Coder::new(knowledge, codebook);
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
