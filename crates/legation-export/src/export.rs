//! Writing an export: its metadata, and a file that is whole or is not there.

use crate::codes::Codes;
use crate::error::{Error, Result};
use crate::formats::{self, Format};
use crate::query::Query;
use legation_archive::Archive;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// What to write.
#[derive(Clone, Debug)]
pub struct Request {
    pub format: Format,
    pub query: Query,
    /// Panels: a row for every month in which nothing happened between two states, too.
    pub zeros: bool,
    /// The release of the program that writes.
    pub release: String,
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Rows, objects, or edges.
    pub rows: u64,
    /// Happenings that a panel has no month for.
    pub left_out: u64,
    /// What the export was made from and with. Formats with a place for it hold it too.
    pub metadata: Value,
}

/// Writes an export.
///
/// # Errors
/// The archive cannot be read, or the output cannot be written.
pub fn export(archive: &Archive, request: &Request, out: &mut (dyn Write + Send)) -> Result<Done> {
    let codes = Codes::builtin()?;
    let request = Request { query: request.query.clone().checked()?, ..request.clone() };
    let metadata = metadata(archive, &request)?;
    let job = formats::Job { archive, codes: &codes, request: &request, metadata: &metadata };
    // All of it shows one state of the archive, though others may write meanwhile.
    let db = archive.connection();
    let failed = |error| legation_archive::Error::of(archive.path(), error);
    let snapshot = db.unchecked_transaction().map_err(failed)?;
    let (rows, left_out) = job.write(out)?;
    snapshot.finish().map_err(failed)?;
    out.flush()?;
    Ok(Done { rows, left_out, metadata })
}

/// Writes an export to a path. The file takes its name only when it is whole. Formats without a place for metadata get a
/// second file beside it, `NAME.metadata.json`.
///
/// # Errors
/// As [`export`].
pub fn export_to(archive: &Archive, request: &Request, path: &Path) -> Result<Done> {
    let failed = |error| Error::Path { path: path.to_path_buf(), error };
    let mut file = Pending::new(path).map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 16, &mut file.file);
    let mut done = export(archive, request, &mut out).map_err(|error| match error {
        Error::Output(error) => failed(error),
        other => other,
    })?;
    out.into_inner().map_err(|error| failed(error.into_error()))?;
    if let Value::Object(metadata) = &mut done.metadata {
        metadata.insert("rows".into(), done.rows.into());
        if request.format.is_panel() {
            metadata.insert("left_out".into(), done.left_out.into());
        }
    }
    if !request.format.holds_metadata() {
        let path = beside(path);
        let failed = |error| Error::Path { path: path.clone(), error };
        let mut file = Pending::new(&path).map_err(failed)?;
        let text = format!("{:#}\n", done.metadata);
        file.file.write_all(text.as_bytes()).map_err(failed)?;
        file.keep().map_err(failed)?;
    }
    file.keep().map_err(failed)?;
    Ok(done)
}

/// `events.csv` has its metadata in `events.csv.metadata.json`.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".metadata.json");
    path.with_file_name(name)
}

/// A file under another name until it is whole; gone, if it is not kept.
struct Pending {
    file: tempfile::NamedTempFile,
    path: PathBuf,
}

impl Pending {
    fn new(path: &Path) -> std::io::Result<Pending> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".legation-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: the user's mask decides.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        Ok(Pending { file: builder.tempfile_in(folder)?, path: path.to_path_buf() })
    }

    fn keep(self) -> std::io::Result<File> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path).map_err(|error| error.error)
    }
}

/// What an export was made from and with. No clock: the same archive and query give the same file.
fn metadata(archive: &Archive, request: &Request) -> Result<Value> {
    let run = || -> rusqlite::Result<Vec<Value>> {
        archive
            .connection()
            .prepare("SELECT DISTINCT release, codebook FROM reports ORDER BY release, codebook")?
            .query_map([], |row| {
                Ok(json!({"release": row.get::<_, String>(0)?, "codebook": row.get::<_, String>(1)?}))
            })?
            .collect()
    };
    let coded_by = run().map_err(|error| legation_archive::Error::of(archive.path(), error))?;
    Ok(json!({
        "made_by": "Legation",
        "release": request.release,
        "format": request.format.name(),
        "coded_by": coded_by,
        "query": request.query.to_json(),
        "zeros": request.format.is_panel().then_some(request.zeros),
        "unit": request.format.unit(),
    }))
}
