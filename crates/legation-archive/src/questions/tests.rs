//! Every question goes through an index.

use super::filter::Filter;
use super::timeline::Order;
use super::{dyad, dyad_parts, months, network, show, timeline};
use crate::Archive;

fn plan(archive: &Archive, query: &str) -> Vec<String> {
    let db = archive.connection();
    let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
    let marks = statement.parameter_count();
    let nothing = vec![rusqlite::types::Null; marks];
    statement
        .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn no_question_scans_a_table() {
    let archive = Archive::in_memory().unwrap();
    let filter = Filter {
        types: vec!["CONSULT".into()],
        quads: vec!["verbal cooperation".into()],
        statuses: vec!["actual".into()],
        min_confidence: Some(0.5),
        ..Filter::default()
    };
    let mut queries: Vec<String> = [
        dyad::RECENT,
        dyad::AGREEMENTS,
        dyad::AHEAD,
        dyad_parts::TIES,
        dyad_parts::MEETINGS,
        dyad_parts::OFFICIALS,
        dyad_parts::REPORTS,
        dyad_parts::FIGURES_OF_BOTH,
        months::ROWS,
        months::LAST,
        network::NEXT_PAIR,
        show::LINKS_WITHIN,
        show::LINKS_OF,
        show::JUDGED_WITHIN,
        show::JUDGED,
    ]
    .map(str::to_owned)
    .to_vec();
    for filter in [&filter, &Filter::default()] {
        queries.push(network::edge_query(filter));
        queries.push(timeline::query(filter, Order::NewestFirst));
        queries.push(timeline::query(filter, Order::OldestFirst));
    }
    for condition in ["m.happening = ?", "m.mention = ?", "m.report = ?"] {
        queries.push(show::told_query(condition));
    }
    for query in queries {
        let plan = plan(&archive, &query);
        // What a query makes itself, in parentheses, is read from end to end, and is short.
        let scans = |step: &String| {
            let of = step.strip_prefix("SCAN ").unwrap_or("");
            !of.is_empty() && !query.contains(&format!(") {of}"))
        };
        assert!(plan.iter().any(|step| step.starts_with("SEARCH")), "{query}\n{plan:#?}");
        assert!(!plan.iter().any(scans), "{query}\n{plan:#?}");
    }
    // Days come out of the index in their order; only those of one day are sorted.
    let plan = plan(&archive, &timeline::query(&Filter::default(), Order::NewestFirst));
    assert!(
        plan.iter().any(|step| step.contains("LAST TERM OF ORDER BY") || step.contains("RIGHT PART")),
        "{plan:#?}"
    );
}
