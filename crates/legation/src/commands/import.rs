//! `legation import`: events of other data sets, to compare with.

use crate::args::ImportArgs;
use crate::messages::Messages;
use anyhow::Result;
use legation_archive::Archive;
use legation_export::import;
use std::process::ExitCode;

pub fn import(args: ImportArgs) -> Result<ExitCode> {
    let archive = Archive::open_or_create(&args.archive.archive)?;
    let mut messages = Messages::default();
    let mut wrong = false;
    for file in &args.files {
        let read =
            import::import(&archive, file, args.origin.as_deref(), &mut |problem| messages.note(problem));
        match read {
            Ok(done) => {
                messages.fine();
                wrong |= done.problems > 0;
                println!(
                    "{}: {} events of {}, {} lines left",
                    file.display(),
                    done.events,
                    done.origin,
                    done.problems
                );
            }
            // What is wrong with the archive is wrong for every file.
            Err(error @ legation_export::Error::Archive(_)) => return Err(error.into()),
            Err(error) => messages.error(error),
        }
    }
    archive.settle()?;
    let code = messages.finish();
    Ok(if wrong { ExitCode::from(1) } else { code })
}
