//! Every format of a small archive: against a golden file, and read back.
#![allow(clippy::unwrap_used)] // What fails fails its test.

mod common;

use legation_export::{Error, Format, Query, Request, export, export_to};
use std::path::PathBuf;

fn request(format: Format) -> Request {
    Request { format, query: Query::default(), zeros: false, release: "0.1.0".into() }
}

fn written(request: &Request) -> String {
    let mut out = Vec::new();
    export(&common::archive(), request, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The rows of a table, by its columns' names.
fn rows(text: &str, separator: u8) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .quoting(separator == b',')
        .from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Each format but the binary one, as it was last looked at. After a change that is meant, run with LEGATION_GOLDEN=write
/// and look at the difference.
#[test]
fn formats_are_as_they_were_looked_at() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut differing = Vec::new();
    for format in Format::ALL.into_iter().filter(|format| !format.is_binary()) {
        let path = folder.join(format.name());
        let text = written(&request(format));
        if std::env::var_os("LEGATION_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != text {
            differing.push(format.name());
        }
    }
    assert!(differing.is_empty(), "these differ from tests/golden: {differing:?}");
}

#[test]
fn a_row_is_a_happening_not_a_report() {
    let events = rows(&written(&request(Format::GdeltEvents)), b'\t');
    assert_eq!(events.len(), 5, "six reports of five actual happenings");
    let visit = events.iter().find(|row| row["EventCode"] == "042").unwrap();
    assert_eq!((visit["NumMentions"].as_str(), visit["NumSources"].as_str()), ("2", "2"));
    assert_eq!(visit["Actor1Code"], "ISRGOV");
    assert_eq!(visit["Actor2CountryCode"], "AZE");
    assert_eq!(visit["SQLDATE"], "20230419");
    assert_eq!(visit["ActionGeo_CountryCode"], "AJ");
    assert_eq!(visit["ActionGeo_FullName"], "Baku, Azerbaijan");
    assert_eq!(visit["SOURCEURL"], "https://www.paper.example/visit");
    let talks = events.iter().find(|row| row["EventCode"] == "046").unwrap();
    assert_eq!((talks["Actor1CountryCode"].as_str(), talks["Actor2CountryCode"].as_str()), ("ROM", "TUR"));
    let mentions = rows(&written(&request(Format::GdeltMentions)), b'\t');
    assert_eq!(mentions.len(), 6);
    let of_visit: Vec<_> =
        mentions.iter().filter(|row| row["GLOBALEVENTID"] == visit["GLOBALEVENTID"]).collect();
    assert_eq!(of_visit.len(), 2);
    assert_eq!(of_visit[1]["MentionSourceName"], "gazette.example");
    assert_eq!(of_visit[1]["EventTimeDate"], "20230419000000");
    assert_eq!(of_visit[1]["MentionTimeDate"], "20230420000000");
}

#[test]
fn every_line_of_a_table_has_its_columns() {
    for (format, columns) in [
        (Format::GdeltEvents, 61),
        (Format::GdeltMentions, 16),
        (Format::Polecat, 40),
        (Format::Icews, 20),
        (Format::Phoenix, 26),
    ] {
        let text = written(&request(format));
        assert_eq!(format.columns().len(), columns, "{}", format.name());
        assert_eq!(text.lines().next().unwrap(), format.columns().join("\t"));
        for line in text.lines() {
            assert_eq!(line.split('\t').count(), columns, "{}: {line}", format.name());
        }
    }
    for format in [Format::Csv, Format::Panel, Format::PanelDirected] {
        let text = written(&request(format));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap(), &csv::StringRecord::from(format.columns()));
        assert!(reader.records().all(|record| record.is_ok()), "{}", format.name());
    }
}

#[test]
fn the_csv_keeps_what_others_lose() {
    let events = rows(&written(&request(Format::Csv)), b',');
    let blast = events.iter().find(|row| row["type"] == "ASSAULT").unwrap();
    assert_eq!(
        blast["evidence"],
        "Gunmen of \"Harakat\" <the movement> bombed & burned\tan army post in Gao on 2 May."
    );
    let visit = events.iter().find(|row| row["mode"] == "visit").unwrap();
    assert_eq!(visit["actor_roles"], "Foreign Minister");
    assert_eq!(visit["contexts"], "diplomatic; economic");
    // "It accused": a pronoun gives way to the state that is meant.
    assert!(events.iter().any(|row| row["actors"] == "Iran" && row["evidence"].starts_with("It accused")));
    let days: Vec<&String> = events.iter().map(|row| &row["day"]).collect();
    assert!(days.is_sorted(), "{days:?}");
}

#[test]
fn a_query_chooses() {
    let count = |query: Query| {
        let request = Request { query, ..request(Format::Csv) };
        rows(&written(&request), b',').len()
    };
    let query = Query::default;
    assert_eq!(count(Query { statuses: vec!["any".into()], ..query() }), 6);
    assert_eq!(count(Query { statuses: vec!["hypothetical".into()], ..query() }), 1);
    assert_eq!(count(Query { states: vec!["mli".into(), "TUR".into()], ..query() }), 2);
    assert_eq!(count(Query { dyad: Some(("ISR".into(), "AZE".into())), ..query() }), 2);
    assert_eq!(
        count(Query { since: Some("2023-05-01".into()), until: Some("2023-05-31".into()), ..query() }),
        2
    );
    assert_eq!(count(Query { types: vec!["consult".into()], ..query() }), 2);
    assert_eq!(count(Query { quads: vec!["material-conflict".into()], ..query() }), 1);
    assert_eq!(count(Query { min_sources: Some(2), ..query() }), 1);
    assert_eq!(count(Query { min_confidence: Some(0.9), ..query() }), 1);
    let wrong = Request { query: Query { types: vec!["dance".into()], ..query() }, ..request(Format::Csv) };
    assert!(matches!(export(&common::archive(), &wrong, &mut Vec::new()), Err(Error::Filter(..))));
}

#[test]
fn a_panel_has_each_pair_and_month_once() {
    let panel = rows(&written(&request(Format::Panel)), b',');
    let pairs: Vec<_> = panel.iter().map(|r| (&*r["state_a"], &*r["state_b"], &*r["month"])).collect();
    assert_eq!(
        pairs,
        [
            ("AZE", "ISR", "2023-04"),
            ("AZE", "ISR", "2023-07"),
            ("ROU", "TUR", "2023-05"),
            ("ROU", "UNO", "2023-05"),
            ("TUR", "UNO", "2023-05"),
        ]
    );
    assert_eq!(
        (&*panel[0]["consult"], &*panel[0]["verbal_cooperation"], &*panel[0]["sources"]),
        ("1", "1", "2")
    );
    assert_eq!((&*panel[0]["score"], &*panel[0]["goldstein"]), ("1", "1.9"));
    // ISR acts towards AZE; the talks go every way. A year is no month.
    let directed = rows(&written(&request(Format::PanelDirected)), b',');
    assert_eq!(directed.len(), 8);
    assert!(directed.iter().all(|row| row["source"] != "AZE"));
    let done = export(&common::archive(), &request(Format::Panel), &mut Vec::new()).unwrap();
    assert_eq!(done.left_out, 1);
    let query =
        Query { since: Some("2023-03-01".into()), until: Some("2023-08-31".into()), ..Query::default() };
    let zeros = rows(&written(&Request { zeros: true, query, ..request(Format::Panel) }), b',');
    assert_eq!(zeros.len(), 4 * 6);
    let empty = zeros.iter().filter(|row| row["happenings"] == "0" && row["score"].is_empty()).count();
    assert_eq!(empty, 4 * 6 - 5);
}

#[test]
fn graphml_is_xml_with_signed_edges() {
    use quick_xml::events::Event;
    let text = written(&request(Format::Graphml));
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().trim_text(true);
    let (mut nodes, mut edges, mut keys, mut used, mut signs) =
        (Vec::new(), 0, Vec::new(), Vec::new(), Vec::new());
    let mut key = String::new();
    loop {
        let event = reader.read_event().unwrap();
        let get = |tag: &quick_xml::events::BytesStart, name: &str| {
            tag.try_get_attribute(name)
                .unwrap()
                .map(|a| a.unescape_value().unwrap().into_owned())
                .unwrap_or_default()
        };
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                b"node" => nodes.push(get(&tag, "id")),
                b"edge" => {
                    edges += 1;
                    assert!(nodes.contains(&get(&tag, "source")) && nodes.contains(&get(&tag, "target")));
                }
                b"key" => keys.push(get(&tag, "id")),
                b"data" => {
                    key = get(&tag, "key");
                    used.push(key.clone());
                }
                _ => {}
            },
            Event::Text(text) if key == "edge_sign" => signs.push(text.decode().unwrap().into_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(nodes, ["AZE", "IRN", "ISR", "ROU", "TUR", "UNO"]);
    assert_eq!(edges, 5);
    assert_eq!(signs, ["1", "-1", "1", "1", "1"]);
    assert!(used.iter().all(|key| keys.contains(key)), "{used:?}");
    assert!(text.contains("&quot;statuses&quot;"), "the query stands in the graph");
}

#[test]
fn json_formats_are_json() {
    let plover: Vec<serde_json::Value> =
        written(&request(Format::Plover)).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(plover.len(), 6);
    assert_eq!(plover[0]["metadata"]["coded_by"][0]["codebook"], "test");
    assert!(plover[1..].iter().all(|event| event["event"].is_array() && event["source"].is_array()));
    let linked: serde_json::Value = serde_json::from_str(&written(&request(Format::JsonLd))).unwrap();
    let graph = linked["@graph"].as_array().unwrap();
    assert_eq!(graph.len(), 6);
    assert_eq!(graph[0]["@type"], "Dataset");
    assert!(graph[1..].iter().all(|event| event["@type"] == "Event" && event["citation"].is_array()));
}

#[test]
fn a_file_takes_its_name_when_it_is_whole() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    let done = export_to(&common::archive(), &request(Format::Csv), &path).unwrap();
    assert_eq!(done.rows, 5);
    let metadata = std::fs::read_to_string(folder.path().join("events.csv.metadata.json")).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    assert_eq!(metadata["rows"], 5);
    assert_eq!(metadata["query"]["statuses"][0], "actual");
    assert_eq!(metadata["coded_by"][0]["codebook"], "test");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    assert_ne!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o044, 0, "others may read it");
    // A request that fails leaves the file as it was.
    let before = std::fs::read(&path).unwrap();
    let wrong =
        Request { query: Query { types: vec!["dance".into()], ..Query::default() }, ..request(Format::Csv) };
    assert!(export_to(&common::archive(), &wrong, &path).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let told = export_to(&common::archive(), &request(Format::Csv), &folder.path().join("no/such/e.csv"));
    assert!(told.unwrap_err().to_string().contains("mend"));
}

#[test]
fn an_empty_archive_gives_headers() {
    let archive = legation_archive::Archive::in_memory().unwrap();
    for format in Format::ALL {
        let mut out = Vec::new();
        match export(&archive, &request(format), &mut out) {
            Ok(done) => assert_eq!(done.rows, 0, "{}", format.name()),
            Err(error) => assert!(matches!(error, Error::NoParquet), "{}: {error}", format.name()),
        }
    }
}

/// The page names every column of every format.
#[test]
fn the_page_tells_of_every_column() {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/exports.md");
    let page = std::fs::read_to_string(page).unwrap();
    for format in Format::ALL {
        assert!(page.contains(&format!("`{}`", format.name())), "{} is not told of", format.name());
        for column in format.columns() {
            assert!(page.contains(&format!("`{column}`")), "{}: {column} is not told of", format.name());
        }
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_back() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.parquet");
    assert_eq!(export_to(&common::archive(), &request(Format::Parquet), &path).unwrap().rows, 5);
    let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
    let notes = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let note =
        |key: &str| notes.iter().find(|n| n.key == key).and_then(|n| n.value.clone()).unwrap_or_default();
    assert!(note("legation").contains("\"codebook\":\"test\""));
    assert_eq!(note("rows"), "5");
    let csv = rows(&written(&request(Format::Csv)), b',');
    for (row, expected) in reader.get_row_iter(None).unwrap().zip(&csv) {
        let row = row.unwrap();
        assert_eq!(row.len(), Format::Parquet.columns().len());
        for (name, field) in row.get_column_iter() {
            let expected = &expected[name];
            match field {
                Field::Null => assert!(expected.is_empty(), "{name}"),
                Field::Str(text) => assert_eq!(text, expected, "{name}"),
                Field::Double(number) => assert_eq!(&number.to_string(), expected, "{name}"),
                Field::Long(number) => assert_eq!(&number.to_string(), expected, "{name}"),
                Field::Date(day) => assert_eq!(&legation_archive::to_iso(*day), expected, "{name}"),
                Field::ListInternal(list) => {
                    let values = list.elements().iter().map(|value| match value {
                        Field::Str(text) => text.clone(),
                        _ => String::new(),
                    });
                    assert_eq!(&values.collect::<Vec<_>>().join("; "), expected, "{name}");
                }
                other => panic!("{name} holds {other:?}"),
            }
        }
    }
}
