//! Work on many threads with results in order: the same output for any number of threads, in bounded memory.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Finished results that may wait for a slower one before them, for each thread.
const AHEAD: usize = 8;
/// Parsers of deeply nested pages recurse.
const STACK: usize = 16 << 20;

struct State<T> {
    /// Results not yet given out, by their number.
    finished: BTreeMap<usize, T>,
    /// Number of the result that goes out next.
    next: usize,
    /// How many there are in all, once that is known.
    total: Option<usize>,
    stopped: bool,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    moved: Condvar,
}

/// Takes `items` one after another, does `work` on each on one of `threads` threads, and gives the results to `emit`
/// in the order of the items, on the calling thread. `work` gets the item's number, from 0, and an `S` that its thread
/// keeps. Ends early with the first error of `emit`.
pub fn in_order<I, T, S, E>(
    items: impl Iterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(usize, I, &mut S) -> T + Sync,
    emit: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    S: Default,
    E: From<io::Error>,
{
    // The items with the number given out so far.
    let source = Mutex::new((items.fuse(), 0));
    let state = State { finished: BTreeMap::new(), next: 0, total: None, stopped: false };
    let shared = Shared { state: Mutex::new(state), moved: Condvar::new() };
    let ahead = AHEAD * threads.max(1);
    let one_thread = || {
        let _alarm = Alarm(&shared);
        let mut own = S::default();
        loop {
            // Reading is in order, work is not: the lock is held only while the next item is read.
            let mut reading = lock(&source);
            let number = reading.1;
            let Some(item) = reading.0.next() else { break shared.end_after(number) };
            reading.1 += 1;
            drop(reading);
            let result = work(number, item, &mut own);
            if !shared.hand_in(number, result, ahead) {
                break;
            }
        }
    };
    thread::scope(|scope| {
        for started in 0..threads.max(1) {
            let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, one_thread);
            // Where the system gives no more threads, those there are do the work.
            if let (Err(error), 0) = (thread, started) {
                return Err(error.into());
            }
        }
        let result = shared.give_out(emit);
        shared.stop();
        result
    })
}

impl<T> Shared<T> {
    /// Leaves a result to be given out, and waits while it is far ahead of the others; false if nobody wants more.
    fn hand_in(&self, number: usize, result: T, ahead: usize) -> bool {
        let mut now = lock(&self.state);
        while number >= now.next + ahead && !now.stopped {
            now = self.moved.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
        now.finished.insert(number, result);
        self.moved.notify_all();
        !now.stopped
    }

    fn end_after(&self, total: usize) {
        lock(&self.state).total = Some(total);
        self.moved.notify_all();
    }

    fn stop(&self) {
        lock(&self.state).stopped = true;
        self.moved.notify_all();
    }

    fn give_out<E>(&self, mut emit: impl FnMut(T) -> Result<(), E>) -> Result<(), E> {
        while let Some(result) = self.next_result() {
            emit(result)?;
        }
        Ok(())
    }

    fn next_result(&self) -> Option<T> {
        let mut now = lock(&self.state);
        loop {
            let next = now.next;
            if let Some(result) = now.finished.remove(&next) {
                now.next += 1;
                self.moved.notify_all();
                return Some(result);
            }
            if now.stopped || now.total == Some(next) {
                return None;
            }
            now = self.moved.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Wakes everybody when a thread panics, so that nobody waits for its result for ever.
struct Alarm<'a, T>(&'a Shared<T>);

impl<T> Drop for Alarm<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn order_holds_for_any_number_of_threads() {
        for threads in [1, 2, 7, 40] {
            let mut seen = Vec::new();
            let work = |number, item: usize, own: &mut usize| {
                *own += 1;
                if item.is_multiple_of(13) {
                    thread::sleep(Duration::from_millis(2));
                }
                assert_eq!(number, item);
                item * 2
            };
            in_order(0..300, threads, work, |result| {
                seen.push(result);
                io::Result::Ok(())
            })
            .unwrap();
            assert_eq!(seen, (0..300).map(|i| i * 2).collect::<Vec<_>>());
        }
        in_order(0..0, 3, |_, _: i32, _: &mut ()| (), |()| io::Result::Ok(())).unwrap();
    }

    #[test]
    fn nobody_runs_far_ahead_of_a_slow_result() {
        let started = AtomicUsize::new(0);
        let most_at_first = AtomicUsize::new(0);
        let work = |number, _: usize, _: &mut ()| {
            started.fetch_add(1, Ordering::SeqCst);
            if number == 0 {
                thread::sleep(Duration::from_millis(100));
                most_at_first.store(started.load(Ordering::SeqCst), Ordering::SeqCst);
            }
        };
        in_order(0..10_000, 4, work, |()| io::Result::Ok(())).unwrap();
        assert!(most_at_first.load(Ordering::SeqCst) <= AHEAD * 4 + 4);
    }

    #[test]
    fn an_error_ends_endless_work() {
        let result = in_order(
            0..,
            3,
            |_, i: u64, _: &mut ()| i,
            |i| match i {
                50 => Err(io::Error::other("enough")),
                _ => Ok(()),
            },
        );
        assert_eq!(result.unwrap_err().to_string(), "enough");
    }
}
