//! Lemmas as edit rules: what to cut and put at either end of a form, and its case.
//!
//! A rule is written `=lemma` (the whole lemma) or `C|front|before|back|after`: from the base of the form drop `front`
//! characters before and `back` behind, put `before` and `after` there. The base is the form itself for C = `k`, else
//! the form in lower case with straight apostrophes (for `n` also without commas, for numbers); then `t` raises the
//! first character and `u` all of them. The training program finds the rules; this module applies them.

use crate::Error;

#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    Whole(String),
    Edit { case: Case, front: usize, before: String, back: usize, after: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Keep,
    Lower,
    Number,
    Title,
    Upper,
}

impl Rule {
    pub fn parse(rule: &str) -> Result<Rule, Error> {
        if let Some(whole) = rule.strip_prefix('=') {
            return Ok(Rule::Whole(whole.into()));
        }
        let wrong = || Error::Model(format!("no lemma rule: {rule}"));
        let parts: Vec<&str> = rule.split('|').collect();
        let &[case, front, before, back, after] = parts.as_slice() else { return Err(wrong()) };
        let case = match case {
            "k" => Case::Keep,
            "l" => Case::Lower,
            "n" => Case::Number,
            "t" => Case::Title,
            "u" => Case::Upper,
            _ => return Err(wrong()),
        };
        let front = front.parse().map_err(|_| wrong())?;
        let back = back.parse().map_err(|_| wrong())?;
        Ok(Rule::Edit { case, front, before: before.into(), back, after: after.into() })
    }

    /// The lemma of a form. A form too short for its rule is its own lemma, in the rule's case.
    pub fn apply(&self, form: &str) -> String {
        let (case, front, before, back, after) = match self {
            Rule::Whole(lemma) => return lemma.clone(),
            Rule::Edit { case, front, before, back, after } => (*case, *front, before, *back, after),
        };
        let base = match case {
            Case::Keep => form.to_string(),
            _ => form
                .to_lowercase()
                .chars()
                .filter(|&c| case != Case::Number || c != ',')
                .map(|c| if matches!(c, '‘' | '’') { '\'' } else { c })
                .collect(),
        };
        let mut starts = base.char_indices().map(|(at, _)| at).chain([base.len()]);
        let start = starts.by_ref().nth(front);
        let end = match back {
            0 => Some(base.len()),
            _ => base.char_indices().rev().map(|(at, _)| at).nth(back - 1),
        };
        let (Some(start), Some(end)) = (start, end) else { return base };
        let Some(kept) = base.get(start..end) else { return base };
        let lemma = format!("{before}{kept}{after}");
        match case {
            Case::Upper => lemma.to_uppercase(),
            Case::Title => {
                let mut chars = lemma.chars();
                chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
            }
            _ => lemma,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_do_as_the_training_program_does() {
        for (rule, form, lemma) in [
            ("=be", "WAS", "be"),
            ("l|0||0|", "Talks", "talks"),
            ("l|0||1|", "Talks", "talk"),
            ("l|0||3|y", "countries", "country"),
            ("l|0||2|", "n’t", "n"),
            ("l|0||0|", "’s", "'s"),
            ("n|0||0|", "1,200,000", "1200000"),
            ("t|0||0|", "RUSSIA", "Russia"),
            ("u|0||0|", "nato", "NATO"),
            ("k|0||1|", "McCains", "McCain"),
            ("k|0||1|", "é", ""),
            ("l|2|b|3|", "ab", "ab"),
            ("l|0||5|", "ğüş", "ğüş"),
            ("l|1|w|0|", "’ll", "wll"),
        ] {
            assert_eq!(Rule::parse(rule).unwrap().apply(form), lemma, "{rule} {form}");
        }
        for wrong in ["", "x|0||0|", "l|0||0", "l|a||0|", "l|0||0||"] {
            assert!(Rule::parse(wrong).is_err(), "{wrong}");
        }
    }
}
