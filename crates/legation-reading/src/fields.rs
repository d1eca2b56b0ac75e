//! Which field of a record holds what: the usual names, or the ones given.

use crate::Options;
use serde_json::{Map, Value};

/// What one record of a JSON file or a table says of itself.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Fields {
    pub text: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub id: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

// The likeliest first. Compared without case and without what is no letter, so that `pub_date` is `pubDate`.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "articlebody",
    "articletext",
    "bodytext",
    "maintext",
    "fulltext",
    "plaintext",
    "cleantext",
    "rawtext",
    "story",
    "report",
];
const TITLE: &[&str] = &["title", "headline", "heading"];
const DATE: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "publicationdate",
    "publisheddate",
    "publishedat",
    "publishdate",
    "datepublished",
    "datepublish",
    "publishedon",
    "webpublicationdate",
    "createdat",
    "created",
    "timestamp",
];
const ID: &[&str] = &["id", "docid", "documentid", "articleid", "reportid", "storyid", "guid", "uuid"];
const URL: &[&str] = &["url", "link", "weburl", "sourceurl", "articleurl", "uri", "permalink"];
const LANGUAGE: &[&str] = &["language", "lang", "languagecode"];

/// Whether a column of that name usually holds the text.
pub(crate) fn is_text_name(name: &str) -> bool {
    TEXT.contains(&plain(name).as_str())
}

impl Fields {
    pub fn of(record: &Map<String, Value>, options: &Options) -> Fields {
        let field = |given: &Option<String>, usual: &[&str]| match given {
            Some(path) => at_path(record, path).and_then(as_text),
            None => by_usual_names(record, usual),
        };
        Fields {
            text: field(&options.text_field, TEXT),
            title: field(&options.title_field, TITLE),
            date: field(&options.date_field, DATE),
            id: field(&options.id_field, ID),
            url: field(&None, URL),
            language: field(&None, LANGUAGE),
        }
    }
}

/// Whether a table with these columns can give a text.
pub(crate) fn has_text(columns: &[String], options: &Options) -> bool {
    match &options.text_field {
        Some(name) => columns.contains(name),
        None => columns.iter().any(|name| is_text_name(name)),
    }
}

fn by_usual_names(record: &Map<String, Value>, usual: &[&str]) -> Option<String> {
    let names: Vec<(String, &Value)> = record.iter().map(|(name, value)| (plain(name), value)).collect();
    usual.iter().find_map(|usual| {
        let named = names.iter().filter(|(name, _)| name == usual);
        named.filter_map(|(_, value)| as_text(value)).next()
    })
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The value under a field name, or under a dotted path into nested objects (`article.body`, `pages.0.text`).
fn at_path<'a>(record: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = record.get(path) {
        return Some(value);
    }
    let (first, rest) = path.split_once('.')?;
    let mut value = record.get(first)?;
    for step in rest.split('.') {
        value = match value {
            Value::Object(object) => object.get(step)?,
            Value::Array(array) => array.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

/// A string as it stands, a number as written, a list of strings as paragraphs. What is blank is not there.
fn as_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            parts?.join("\n\n")
        }
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str, options: &Options) -> Fields {
        Fields::of(&serde_json::from_str(json).unwrap(), options)
    }

    #[test]
    fn usual_names_in_their_order() {
        let fields = of(
            r#"{"pubDate": "2023-04-19", "Content": "c", "body": "b", "text": " ", "_id": 7, "headline": null,
                "lang": "en", "link": "https://example.org/7"}"#,
            &Options::default(),
        );
        let some = |s: &str| Some(s.to_string());
        let want = Fields {
            text: some("b"),
            title: None,
            date: some("2023-04-19"),
            id: some("7"),
            url: some("https://example.org/7"),
            language: some("en"),
        };
        assert_eq!(fields, want);
    }

    #[test]
    fn given_names_and_paths() {
        let options = Options {
            text_field: Some("pages.1.words".into()),
            title_field: Some("head.main".into()),
            id_field: Some("a.b".into()),
            ..Options::default()
        };
        let json =
            r#"{"text": "no", "pages": [{}, {"words": ["one", "two"]}], "head": {"main": "h"}, "a.b": "x"}"#;
        let fields = of(json, &options);
        assert_eq!(fields.text.as_deref(), Some("one\n\ntwo"));
        assert_eq!(fields.title.as_deref(), Some("h"));
        assert_eq!(fields.id.as_deref(), Some("x"));
        assert_eq!(of(r#"{"text": "t", "pages": 3}"#, &options).text, None);
    }
}
