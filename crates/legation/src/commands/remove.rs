//! `legation remove`: reports out of an archive, with all their claims.

use crate::args::RemoveArgs;
use crate::engine::VERSION;
use anyhow::Result;
use legation_archive::Archive;
use std::process::ExitCode;

pub fn remove(args: RemoveArgs) -> Result<ExitCode> {
    let mut archive = Archive::open_to_write(&args.archive.archive)?;
    // All or none: who mistypes the third of three names has removed nothing.
    archive.remove(&args.reports, VERSION)?;
    println!("{} reports removed", args.reports.len());
    Ok(ExitCode::SUCCESS)
}
