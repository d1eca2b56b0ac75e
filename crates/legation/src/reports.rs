//! From paths to finished work on each report: reading, coding and rendering on many threads, messages in order.

use crate::args::InputArgs;
use crate::messages::Messages;
use crate::pipeline::in_order;
use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use legation_english::Worker;
use legation_reading::{Envelope, Ids, Options, Place, ReadError, Report, envelopes, total_size};
use legation_record::Document;
use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Condvar, Mutex, PoisonError};

/// What came of one report.
struct Outcome<T> {
    result: Result<T, ReadError>,
    notes: Vec<String>,
    size: u64,
}

/// The paths of a command; without any, standard input, if something is piped into it.
pub fn paths_or_stdin(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if !paths.is_empty() {
        return Ok(paths.to_vec());
    }
    if io::stdin().is_terminal() {
        bail!("no input: name files or folders, or pipe a report in\n  mend: legation read report.txt");
    }
    Ok(vec![PathBuf::from("-")])
}

/// Does `work` on every report of `input` on many threads and hands the results to `emit` in their order. What goes
/// wrong with an input is told on standard error in the same order. `bar`: whether to show progress, where a person
/// watches standard error.
pub fn for_each<T: Send>(
    input: &InputArgs,
    threads: usize,
    bar: bool,
    work: impl Fn(Document, &mut Worker) -> T + Sync,
    mut emit: impl FnMut(T) -> Result<()>,
) -> Result<ExitCode> {
    let paths = paths_or_stdin(&input.paths)?;
    let options = input.options.to_options();
    let bar = progress(bar, &paths, &options);
    let mut messages = Messages::default();
    let turn = Turn::default();
    let one = |number, envelope, worker: &mut Worker| one_report(number, envelope, worker, &turn, &work);
    in_order(envelopes(&paths, &options), threads, one, |outcome: Outcome<T>| {
        bar.suspend(|| {
            outcome.notes.iter().for_each(|note| messages.note(note));
            match outcome.result {
                Ok(done) => {
                    messages.fine();
                    emit(done)
                }
                Err(error) => {
                    messages.error(error);
                    Ok(())
                }
            }
        })?;
        bar.inc(outcome.size);
        anyhow::Ok(())
    })?;
    bar.finish_and_clear();
    Ok(messages.finish())
}

fn one_report<T>(
    number: usize,
    envelope: Result<Envelope, ReadError>,
    worker: &mut Worker,
    turn: &Turn,
    work: &impl Fn(Document, &mut Worker) -> T,
) -> Outcome<T> {
    let place = match &envelope {
        Ok(envelope) => envelope.place.clone(),
        Err(error) => error.place.clone(),
    };
    let size = envelope.as_ref().map_or(0, Envelope::size);
    let opened = guarded(&place, || envelope?.open());
    // Which of two reports had an id first depends on their order, so here each waits for those before it.
    let admitted = turn.take(number, |ids| ids.admit(opened?, &place));
    let (report, notes) = match admitted {
        Ok(Report { document, notes }) => (Ok(document), notes),
        Err(error) => (Err(error), Vec::new()),
    };
    let result = report.and_then(|document| guarded(&place, || Ok(work(document, worker))));
    Outcome { result, notes, size }
}

/// A mistake of ours on one report must not cost the others.
fn guarded<T>(place: &Place, work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(ReadError {
            place: place.clone(),
            reason: "Legation stumbled over this report; the rest goes on".into(),
            mend: "please send it to the project".into(),
        })
    })
}

/// Lets the reports pass one by one in their order.
#[derive(Default)]
struct Turn {
    passed: Mutex<(usize, Ids)>,
    moved: Condvar,
}

impl Turn {
    fn take<T>(&self, number: usize, work: impl FnOnce(&mut Ids) -> T) -> T {
        let mut now = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        while now.0 < number {
            now = self.moved.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
        let result = work(&mut now.1);
        now.0 += 1;
        self.moved.notify_all();
        result
    }
}

/// A bar for a person at the terminal; nothing at all in a pipe.
fn progress(wanted: bool, paths: &[PathBuf], options: &Options) -> ProgressBar {
    if !wanted || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let total = total_size(paths, options);
    let template = match total {
        Some(_) => "{bar:30} {percent:>3} %  {bytes} of {total_bytes}  {elapsed} ({eta} to go)",
        None => "{spinner} {bytes} read  {elapsed}",
    };
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
