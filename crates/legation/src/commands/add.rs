//! `legation add`: reports into an archive. Coding is done on all threads; this one writes, many reports at a time.

use crate::args::AddArgs;
use crate::engine::{Engine, release};
use crate::reports;
use anyhow::Result;
use legation_archive::{Added, Archive, Entry, Known};
use std::process::ExitCode;

/// Reports written in one transaction.
const BATCH: usize = 64;
/// And bytes of text, so that memory stays flat with long reports too.
const BATCH_BYTES: usize = 4 << 20;

pub fn add(args: AddArgs) -> Result<ExitCode> {
    let release = release(&args.engine)?;
    let path = &args.archive.archive;
    let mut archive = Archive::open_or_create(path)?;
    let known = Known::open(path, &release)?;
    let engine = Engine::new(&args.engine)?;
    let mut batch: Vec<Entry> = Vec::new();
    let mut bytes = 0;
    let mut counts = Counts::default();
    let code = reports::for_each(
        &args.input,
        args.engine.threads.count(),
        true,
        |document, worker| {
            // What an earlier run has stored need not be coded again.
            (!known.has(&document)).then(|| Entry::new(&engine.record(document, worker)))
        },
        |entry| {
            let Some(entry) = entry else {
                counts.unchanged += 1;
                return Ok(());
            };
            bytes += entry.size();
            batch.push(entry);
            if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                counts.count(&archive.add(&batch, &release)?);
                batch.clear();
                bytes = 0;
            }
            Ok(())
        },
    )?;
    counts.count(&archive.add(&batch, &release)?);
    archive.settle()?;
    println!("{} reports added, {} corrected, {} unchanged", counts.new, counts.corrected, counts.unchanged);
    Ok(code)
}

#[derive(Default)]
struct Counts {
    new: usize,
    corrected: usize,
    unchanged: usize,
}

impl Counts {
    fn count(&mut self, added: &[Added]) {
        for one in added {
            match one {
                Added::New => self.new += 1,
                Added::Corrected => self.corrected += 1,
                Added::Unchanged => self.unchanged += 1,
            }
        }
    }
}
