//! `legation judge`: what a person decides on mentions.

use crate::args::{JudgeArgs, VerdictArg};
use crate::engine::VERSION;
use anyhow::{Result, bail};
use legation_archive::{Archive, Judgement, Verdict};
use std::process::ExitCode;

pub fn judge(args: JudgeArgs) -> Result<ExitCode> {
    let mut archive = Archive::open_to_write(&args.archive.archive)?;
    let verdict = match args.verdict {
        VerdictArg::Same => Some(Verdict::Same),
        VerdictArg::NotSame => Some(Verdict::NotSame),
        VerdictArg::Wrong => Some(Verdict::Wrong),
        VerdictArg::Withdraw => None,
    };
    let (a, b) = match (&args.ids[..], verdict) {
        ([a, b], Some(Verdict::Same | Verdict::NotSame) | None) => (a.as_str(), Some(b.as_str())),
        ([a], Some(Verdict::Wrong) | None) => (a.as_str(), None),
        (_, Some(Verdict::Wrong)) => bail!("one mention is wrong at a time\n  mend: legation judge wrong ID"),
        _ => bail!("it takes two mentions to be the same or not\n  mend: legation judge same ID ID"),
    };
    match verdict {
        Some(verdict) => {
            let (person, note) = (args.person.as_deref(), args.note.as_deref());
            archive.judge(&Judgement { verdict, a, b, person, note }, VERSION)?;
        }
        None => archive.withdraw(a, b, VERSION)?,
    }
    Ok(ExitCode::SUCCESS)
}
