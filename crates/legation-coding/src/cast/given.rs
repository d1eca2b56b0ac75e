//! He or she, by first name.

use super::member::Gender;
use crate::Error;
use crate::knowledge::table::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Names = BTreeMap<&'static str, Gender>;

static BUILTIN: LazyLock<Result<Names, Error>> =
    LazyLock::new(|| parse(include_str!("../../../../knowledge/english/first-names.tsv")));

/// What the first of several words of a name tells of its bearer.
pub fn gender(full_name: &str) -> Gender {
    let Some((first, _)) = full_name.split_once(' ') else { return Gender::Unknown };
    BUILTIN.as_ref().ok().and_then(|names| names.get(first)).copied().unwrap_or_default()
}

fn parse(table: &'static str) -> Result<Names, Error> {
    let mut names = Names::new();
    for row in rows("knowledge/english/first-names.tsv", table) {
        let [name, who] = row.columns(&["first name", "he | she"])?;
        let gender = match who {
            "he" => Gender::He,
            "she" => Gender::She,
            _ => return Err(row.error(format!("`{who}` is neither he nor she"), "write he or she")),
        };
        if names.insert(name, gender).is_some() {
            return Err(
                row.error(format!("`{name}` stands here twice"), "leave out a name that either bears")
            );
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_table_is_sound() {
        BUILTIN.as_ref().map_err(ToString::to_string).expect("a sound table");
        assert_eq!(gender("Joyce Mulenga"), Gender::She);
        assert_eq!(gender("Bassam Haj Mustafa"), Gender::He);
        // Either bears it, or it is somebody's only name.
        assert_eq!(gender("Kim Jong-un"), Gender::Unknown);
        assert_eq!(gender("Joyce"), Gender::Unknown);
    }

    #[test]
    fn a_mistake_is_told_by_its_line() {
        assert_eq!(parse("Ann\tshe\nTom\tit\n").expect_err("it").line, 2);
        assert_eq!(parse("Ann\tshe\nAnn\the\n").expect_err("twice").line, 2);
    }
}
