//! What of a user's dictionaries is used: `cargo run -p legation-coding --example dictionaries -- FILE...`.
//!
//! Reads actor tables and PETRARCH's actor and agent dictionaries as `legation read --actors` does, and prints a table of
//! entries read and used, and of codes left out with the reasons.

use std::collections::BTreeMap;
use std::path::Path;

use legation_coding::knowledge::Knowledge;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("| file | entries | used | codes left out | reasons |\n|---|---|---|---|---|");
    for file in std::env::args().skip(1) {
        let path = Path::new(&file);
        let added = Knowledge::builtin()?.add_actors(path)?;
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for refused in &added.refused {
            *reasons.entry(&refused.reason).or_default() += 1;
        }
        let reasons: Vec<String> = reasons.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
        let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
        println!(
            "| {name} | {} | {} | {} | {} |",
            added.read,
            added.used,
            added.refused.len(),
            reasons.join("; ")
        );
    }
    Ok(())
}
