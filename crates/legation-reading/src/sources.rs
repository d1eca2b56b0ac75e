//! Files, folders and standard input, cut into envelopes.

use crate::envelope::Content;
use crate::streams::Stream;
use crate::{Envelope, Format, Options, Place, ReadError, sniff};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The envelopes of all inputs, in order. Made by [`envelopes`].
pub struct Envelopes {
    options: Arc<Options>,
    /// What is still to be read, the next one last.
    pending: Vec<PathBuf>,
    folder: Option<Folder>,
    stream: Option<Stream>,
    standard_input_read: bool,
}

type Walk = walkdir::FilterEntry<walkdir::IntoIter, fn(&walkdir::DirEntry) -> bool>;

struct Folder {
    path: PathBuf,
    walk: Walk,
    empty: bool,
}

/// Cuts inputs into one envelope a report. A path is a file, a folder (walked in the order of its names, hidden files
/// left out, only files whose extension tells a known format, or every file where [`Options::format`] is given), or
/// `-` for standard input.
///
/// Bytes are read as the iterator goes; no more than one report of a file of many is held.
pub fn envelopes(paths: &[PathBuf], options: &Options) -> Envelopes {
    let pending = paths.iter().rev().cloned().collect();
    let options = Arc::new(options.clone());
    Envelopes { options, pending, folder: None, stream: None, standard_input_read: false }
}

/// Bytes under these paths, for a display of progress; `None` where it cannot be known beforehand.
pub fn total_size(paths: &[PathBuf], options: &Options) -> Option<u64> {
    let mut total = 0;
    for path in paths {
        let meta = fs::metadata(path).ok()?;
        if meta.is_dir() {
            let files = walk(path).filter_map(Result::ok).filter(|entry| is_wanted(entry, options));
            total += files.filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum::<u64>();
        } else if meta.is_file() {
            total += meta.len();
        } else {
            return None;
        }
    }
    Some(total)
}

fn walk(path: &Path) -> Walk {
    let walk = walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name();
    walk.into_iter().filter_entry(is_shown)
}

fn is_shown(entry: &walkdir::DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_wanted(entry: &walkdir::DirEntry, options: &Options) -> bool {
    entry.file_type().is_file() && (options.format.is_some() || sniff::by_extension(entry.path()).is_some())
}

impl Iterator for Envelopes {
    type Item = Result<Envelope, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(stream) = &mut self.stream {
                match stream.next_envelope() {
                    Some(next) => return Some(next),
                    None => self.stream = None,
                }
            }
            let opened = match self.next_in_folder() {
                Some(Ok(path)) => self.open_file(&path),
                Some(Err(error)) => Err(error),
                None => {
                    let path = self.pending.pop()?;
                    self.open(path)
                }
            };
            match opened {
                Ok(Some(envelope)) => return Some(Ok(envelope)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Envelopes {
    fn next_in_folder(&mut self) -> Option<Result<PathBuf, ReadError>> {
        let folder = self.folder.as_mut()?;
        loop {
            match folder.walk.next() {
                Some(Ok(entry)) if is_wanted(&entry, &self.options) => {
                    folder.empty = false;
                    return Some(Ok(entry.into_path()));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    let path = error.path().unwrap_or(&folder.path).to_owned();
                    let reason = error.io_error().map_or_else(|| error.to_string(), io_reason);
                    return Some(Err(ReadError::new(Place::file(&path), reason, "")));
                }
                None => {
                    let folder = self.folder.take()?;
                    if !folder.empty {
                        return None;
                    }
                    let mend = "name a folder with .txt, .html, .jsonl, .json, .csv or .tsv files, or tell with \
                                --input-format what its files are";
                    let place = Place::file(&folder.path);
                    return Some(Err(ReadError::new(place, "no reports in this folder", mend)));
                }
            }
        }
    }

    fn open(&mut self, path: PathBuf) -> Result<Option<Envelope>, ReadError> {
        if path.as_os_str() == "-" {
            if std::mem::replace(&mut self.standard_input_read, true) {
                return Err(ReadError::new(Place::file(&path), "read already", "name - once"));
            }
            return self.open_stream(&path, Box::new(BufReader::with_capacity(1 << 16, io::stdin())), None);
        }
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                let walk = walk(&path);
                self.folder = Some(Folder { path, walk, empty: true });
                Ok(None)
            }
            Ok(_) => self.open_file(&path),
            Err(error) => Err(io_error(&Place::file(&path), &error)),
        }
    }

    fn open_file(&mut self, path: &Path) -> Result<Option<Envelope>, ReadError> {
        let place = Place::file(path);
        let fail = |error: io::Error| io_error(&place, &error);
        let known = self.options.format.or_else(|| sniff::by_extension(path));
        let regular = fs::metadata(path).map_err(fail)?.is_file();
        if regular && matches!(known, Some(Format::Text | Format::Html)) {
            return Ok(Some(Envelope::new(place.clone(), Content::File(known), &self.options)));
        }
        let file = File::open(path).map_err(fail)?;
        let input = BufReader::with_capacity(1 << 16, file);
        if regular && known.is_none() {
            return self.open_unknown(path, input);
        }
        self.open_stream(path, Box::new(input), known)
    }

    /// A file whose name does not tell its format: its first bytes do.
    fn open_unknown(
        &mut self,
        path: &Path,
        mut input: BufReader<File>,
    ) -> Result<Option<Envelope>, ReadError> {
        let place = Place::file(path);
        let head = input.fill_buf().map_err(|error| io_error(&place, &error))?;
        match sniff::by_head(head) {
            format @ (Format::Text | Format::Html) => {
                Ok(Some(Envelope::new(place, Content::File(Some(format)), &self.options)))
            }
            format => self.open_stream(path, Box::new(input), Some(format)),
        }
    }

    /// An input that can be read only once, from front to end.
    fn open_stream(
        &mut self,
        path: &Path,
        mut input: Box<dyn BufRead + Send>,
        known: Option<Format>,
    ) -> Result<Option<Envelope>, ReadError> {
        let place = Place::file(path);
        let fail = |error: io::Error| io_error(&place, &error);
        let head = input.fill_buf().map_err(fail)?;
        if let Some((what, mend)) = sniff::not_text(head) {
            return Err(ReadError::new(place, what, mend));
        }
        if head.is_empty() {
            return Err(ReadError::new(place, "empty: there is no text in it", ""));
        }
        let format = known.or(self.options.format).unwrap_or_else(|| sniff::by_head(head));
        if matches!(format, Format::Text | Format::Html) {
            let mut bytes = Vec::new();
            let limit = self.options.max_document as u64 + 1;
            input.take(limit).read_to_end(&mut bytes).map_err(fail)?;
            let content = Content::Bytes(bytes, format);
            return Ok(Some(Envelope::new(place.clone(), content, &self.options)));
        }
        self.stream = Some(Stream::new(path, input, format, &self.options).map_err(fail)?);
        Ok(None)
    }
}

pub(crate) fn io_error(place: &Place, error: &io::Error) -> ReadError {
    let mend = match error.kind() {
        io::ErrorKind::NotFound => "check the path; a folder works too, and - reads standard input",
        io::ErrorKind::PermissionDenied => "ask for leave to read it",
        _ => "",
    };
    ReadError::new(place.clone(), io_reason(error), mend)
}

fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => format!("cannot be read: {error}"),
    }
}
