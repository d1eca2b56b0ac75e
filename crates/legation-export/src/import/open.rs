//! Files as they are published: plain, gzip, or the one file inside a zip archive.

use crate::error::{Error, Result};
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Of a zip archive's entry: where its fixed head ends.
const ZIP_HEAD: usize = 30;

pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let failed = |error| Error::Input { path: path.to_path_buf(), error };
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(failed)?);
    let start = file.fill_buf().map_err(failed)?;
    if start.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file))));
    }
    if start.starts_with(b"PK\x03\x04") {
        return zip(path, file);
    }
    Ok(Box::new(file))
}

/// The first entry. GDELT's archives hold one.
fn zip(path: &Path, mut file: BufReader<File>) -> Result<Box<dyn BufRead>> {
    let failed = |error| Error::Input { path: path.to_path_buf(), error };
    let mut head = [0u8; ZIP_HEAD];
    file.read_exact(&mut head).map_err(failed)?;
    let short = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
    let (flags, method, name, extra) = (short(6), short(8), short(26), short(28));
    let size = u32::from_le_bytes([head[18], head[19], head[20], head[21]]);
    let mut rest = vec![0u8; usize::from(name) + usize::from(extra)];
    file.read_exact(&mut rest).map_err(failed)?;
    match method {
        8 if flags & 1 == 0 => Ok(Box::new(BufReader::with_capacity(1 << 16, DeflateDecoder::new(file)))),
        0 if flags & 9 == 0 => Ok(Box::new(BufReader::new(file.take(u64::from(size))))),
        _ => Err(Error::Unfit {
            path: path.to_path_buf(),
            reason: "this zip archive is packed in a way that cannot be read here".into(),
            mend: "unpack it and give the file inside",
        }),
    }
}
