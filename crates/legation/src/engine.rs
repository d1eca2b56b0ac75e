//! The two stages between a document and its record, made once and shared by all threads.

use crate::args::EngineArgs;
use anyhow::{Context, Result};
use legation_archive::Release;
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

/// The release of this program, which an archive notes with what it holds.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What codes: the release, and a hash of its codebook and of the user's own files, so that a report is coded anew when
/// one of them has changed.
pub fn release(args: &EngineArgs) -> Result<Release> {
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for (name, text) in Codebook::builtin_files() {
        texts.extend([name.as_bytes().to_vec(), text.as_bytes().to_vec()]);
    }
    let mut own = args.actors.clone();
    if let Some(folder) = &args.codebook {
        let files =
            std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        let mut files: Vec<_> = files.map(|file| file.map(|f| f.path())).collect::<Result<_, _>>()?;
        files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
        files.sort();
        own.extend(files);
    }
    for path in own {
        texts.push(path.file_name().unwrap_or_default().as_encoded_bytes().to_vec());
        texts.push(std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?);
    }
    Ok(Release { release: VERSION.into(), codebook: legation_archive::fingerprint(&texts) })
}
