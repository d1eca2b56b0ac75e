//! States as nodes, what is between them as weighted, signed edges.

use super::Job;
use super::panel::{self, Count, mean};
use crate::codes::QUADS;
use crate::error::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

pub(super) fn write(job: &Job, directed: bool, out: &mut (dyn Write + Send)) -> Result<u64> {
    let mut edges: BTreeMap<(String, String), Count> = BTreeMap::new();
    panel::for_each(job.archive, &job.request.query, |step| {
        for pair in step.pairs(directed) {
            edges.entry(pair).or_default().add(step);
        }
        Ok(())
    })?;
    let mut strength: BTreeMap<&str, u64> = BTreeMap::new();
    for ((a, b), count) in &edges {
        *strength.entry(a).or_default() += count.happenings;
        *strength.entry(b).or_default() += count.happenings;
    }
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    let quads: Vec<String> = QUADS.iter().map(|quad| quad.replace(' ', "_")).collect();
    let key = |out: &mut dyn Write, of: &str, name: &str, kind: &str| {
        writeln!(out, r#"  <key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>"#)
    };
    for name in ["release", "coded_by", "query"] {
        key(out, "graph", name, "string")?;
    }
    key(out, "node", "name", "string")?;
    key(out, "node", "cow", "string")?;
    key(out, "node", "happenings", "long")?;
    for name in ["weight", "score"] {
        key(out, "edge", name, "double")?;
    }
    for name in
        ["sign", "happenings", "mentions", "sources"].into_iter().chain(quads.iter().map(String::as_str))
    {
        key(out, "edge", name, if name == "sign" { "int" } else { "long" })?;
    }
    let kind = if directed { "directed" } else { "undirected" };
    writeln!(out, r#"  <graph id="legation" edgedefault="{kind}">"#)?;
    for name in ["release", "coded_by", "query"] {
        let value = &job.metadata[name];
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        writeln!(out, r#"    <data key="graph_{name}">{}</data>"#, escape(&text))?;
    }
    let states: BTreeSet<&str> = strength.keys().copied().collect();
    for state in states {
        writeln!(out, r#"    <node id="{}">"#, escape(state))?;
        writeln!(out, r#"      <data key="node_name">{}</data>"#, escape(job.codes.name(state)))?;
        if let Some(cow) = job.codes.cow(state) {
            writeln!(out, r#"      <data key="node_cow">{cow}</data>"#)?;
        }
        writeln!(out, r#"      <data key="node_happenings">{}</data>"#, strength[state])?;
        writeln!(out, "    </node>")?;
    }
    for ((a, b), count) in &edges {
        // Of sums that are rounded, so that the order of adding does not show.
        let weight = mean(count.score, 1).unwrap_or_default();
        let sign = if weight > 0.0 {
            1
        } else if weight < 0.0 {
            -1
        } else {
            0
        };
        writeln!(out, r#"    <edge source="{}" target="{}">"#, escape(a), escape(b))?;
        let mut data =
            |name: &str, value: String| writeln!(out, r#"      <data key="edge_{name}">{value}</data>"#);
        data("weight", weight.to_string())?;
        data("score", count.mean_score().unwrap_or_default().to_string())?;
        data("sign", sign.to_string())?;
        data("happenings", count.happenings.to_string())?;
        data("mentions", count.mentions.to_string())?;
        data("sources", count.sources.to_string())?;
        for (name, number) in quads.iter().zip(count.quads) {
            data(name, number.to_string())?;
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")?;
    Ok(edges.len() as u64)
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to write them.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
