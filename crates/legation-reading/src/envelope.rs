//! One document before it is opened.

use crate::date::{DateProblem, iso_date};
use crate::fields::Fields;
use crate::sources::io_error;
use crate::streams::too_long;
use crate::{Format, Options, Place, ReadError, charset, dateline, fields, language, page, sniff};
use legation_record::Document;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufReader, Read};
use std::sync::Arc;

/// One document's bytes, or the file they are in, and where they stand.
pub struct Envelope {
    pub place: Place,
    /// The document's id where the input gives it none.
    id: String,
    content: Content,
    options: Arc<Options>,
}

/// A document, and what its reader should be told about it.
pub struct Report {
    pub document: Document,
    pub notes: Vec<String>,
}

pub(crate) enum Content {
    /// A file of one report, which is read when the envelope is opened.
    File(Option<Format>),
    /// A report from an input that can be read only once.
    Bytes(Vec<u8>, Format),
    /// `start` is the offset of the bytes in the input, `line` the line they begin on.
    Json {
        bytes: Vec<u8>,
        start: u64,
        line: u64,
    },
    Row {
        columns: Arc<Vec<String>>,
        cells: Vec<Vec<u8>>,
    },
}

impl Envelope {
    pub(crate) fn new(place: Place, content: Content, options: &Arc<Options>) -> Self {
        let id = match place.path.as_os_str() {
            dash if dash == "-" => "stdin".into(),
            _ => place.path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        };
        Envelope { place, id, content, options: Arc::clone(options) }
    }

    /// An envelope from a file of many.
    pub(crate) fn numbered(place: Place, number: u64, content: Content, options: &Arc<Options>) -> Self {
        let mut envelope = Envelope::new(place, content, options);
        envelope.id = format!("{}-{number}", envelope.id);
        envelope
    }

    /// Bytes of input that it stands for, for a display of progress.
    pub fn size(&self) -> u64 {
        match &self.content {
            Content::File(_) => std::fs::metadata(&self.place.path).map_or(0, |meta| meta.len()),
            Content::Bytes(bytes, _) | Content::Json { bytes, .. } => bytes.len() as u64,
            Content::Row { cells, .. } => cells.iter().map(|cell| cell.len() as u64 + 1).sum(),
        }
    }

    /// Decodes, parses and dates the document.
    pub fn open(mut self) -> Result<Report, ReadError> {
        match std::mem::replace(&mut self.content, Content::File(None)) {
            Content::File(format) => {
                let bytes = self.read_file()?;
                self.whole(bytes, format.unwrap_or(Format::Text))
            }
            Content::Bytes(bytes, format) => self.whole(bytes, format),
            Content::Json { bytes, start, line } => self.json(&bytes, start, line),
            Content::Row { columns, cells } => self.row(&columns, cells),
        }
    }

    fn read_file(&self) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let limit = self.options.max_document as u64 + 1;
        let file = File::open(&self.place.path).map_err(|e| io_error(&self.place, &e))?;
        BufReader::new(file).take(limit).read_to_end(&mut bytes).map_err(|e| io_error(&self.place, &e))?;
        Ok(bytes)
    }

    /// A file of one report.
    fn whole(self, bytes: Vec<u8>, format: Format) -> Result<Report, ReadError> {
        if bytes.len() > self.options.max_document {
            let mend = "split it into one file a report, or tell with --input-format what it is";
            return Err(ReadError::new(self.place, too_long(self.options.max_document), mend));
        }
        if let Some((what, mend)) = sniff::not_text(&bytes) {
            return Err(ReadError::new(self.place, what, mend));
        }
        let html = format == Format::Html;
        let declared = if html { charset::declared_by_page(&bytes) } else { None };
        let text = charset::decode(bytes, self.options.encoding, declared, &self.place)?;
        sniff::check_text(&text, &self.place)?;
        if !html {
            let title = dateline::headline(&text).map(str::to_owned);
            return Ok(self.report(Fields { text: Some(text), title, ..Fields::default() }));
        }
        let page = page::read(&text);
        if page.text.is_empty() {
            let mend = "check that the page holds its text itself and does not fetch it with a script";
            return Err(ReadError::new(self.place, "no article in this page", mend));
        }
        Ok(self.report(Fields {
            text: Some(page.text),
            title: page.title,
            date: page.dates.into_iter().next(),
            url: page.url,
            language: page.language,
            ..Fields::default()
        }))
    }

    fn json(mut self, bytes: &[u8], start: u64, first_line: u64) -> Result<Report, ReadError> {
        if let Err(e) = std::str::from_utf8(bytes) {
            let at = e.valid_up_to();
            return Err(charset::not_utf8(&self.place, start + at as u64, bytes.get(at).copied()));
        }
        let value: Value = match serde_json::from_slice(bytes) {
            Ok(value) => value,
            Err(error) => {
                self.place.line = Some(first_line + error.line().saturating_sub(1) as u64);
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or(&reason);
                let reason = format!("broken JSON at column {}: {reason}", error.column());
                return Err(ReadError::new(self.place, reason, "mend or remove it"));
            }
        };
        match value {
            Value::Object(record) => self.fields(&record),
            _ => Err(ReadError::new(self.place, "not a JSON object", "put each report into {\"text\": ...}")),
        }
    }

    fn row(self, columns: &[String], cells: Vec<Vec<u8>>) -> Result<Report, ReadError> {
        let mut record = Map::new();
        for (name, cell) in columns.iter().zip(cells) {
            let Ok(cell) = String::from_utf8(cell) else {
                let reason = format!("not UTF-8 in the column {name:?}");
                return Err(ReadError::new(self.place, reason, charset::ENCODING_MEND));
            };
            record.insert(name.clone(), cell.into());
        }
        self.fields(&record)
    }

    fn fields(self, record: &Map<String, Value>) -> Result<Report, ReadError> {
        let fields = Fields::of(record, &self.options);
        match &fields.text {
            Some(text) => sniff::check_text(text, &self.place)?,
            None if self.options.text_field.is_none()
                && record.keys().any(|name| fields::is_text_name(name)) =>
            {
                return Err(ReadError::new(self.place, "empty: there is no text in it", ""));
            }
            None => {
                let names: Vec<&str> = record.keys().map(String::as_str).take(20).collect();
                let names = names.join(", ");
                let reason = match &self.options.text_field {
                    Some(name) => format!("no text under {name:?}; its fields are {names}"),
                    None => format!("no text in it; its fields are {names}"),
                };
                return Err(ReadError::new(
                    self.place,
                    reason,
                    "name the field that holds it with --text-field",
                ));
            }
        }
        Ok(self.report(fields))
    }

    fn report(self, fields: Fields) -> Report {
        let mut notes = Vec::new();
        let text = fields.text.unwrap_or_default();
        let stated = fields.date.and_then(|date| match iso_date(&date) {
            Ok(date) => Some(date),
            Err(problem) => {
                let why = match problem {
                    DateProblem::Ambiguous => "reads two ways, so it is left out; write it as YYYY-MM-DD",
                    DateProblem::Unreadable => "is no date that Legation can read; write it as YYYY-MM-DD",
                };
                notes.push(format!("{}: the date {:?} {why}", self.place, cut(&date)));
                None
            }
        });
        let published = stated.or_else(|| self.options.date.clone()).or_else(|| dateline::date(&text));
        let language = fields.language.as_deref().and_then(language::code);
        let language = language.or_else(|| language::of_text(&text).map(str::to_owned));
        if let Some(other) = language.as_deref().filter(|language| *language != "en") {
            notes.push(format!("{}: its language is {other:?}, and Legation reads English", self.place));
        }
        let path =
            (self.place.path.as_os_str() != "-").then(|| self.place.path.to_string_lossy().into_owned());
        let document = Document {
            id: fields.id.unwrap_or(self.id),
            source: fields.url.or(path),
            title: fields.title,
            published,
            language,
            text,
        };
        Report { document, notes }
    }
}

/// At most forty characters of somebody's input, for a message.
fn cut(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(at, _)| &text[..at])
}
