//! The weights of the sentence breaker: a logistic regression, one feature a line in `models/segment.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../../../../models/segment.tsv");

pub struct Weights {
    by_feature: HashMap<&'static str, f32>,
}

impl Weights {
    pub fn builtin() -> &'static Weights {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| {
            let lines = TABLE.lines().filter(|l| !l.starts_with('#'));
            let by_feature = lines
                .filter_map(|l| l.split_once('\t'))
                .filter_map(|(weight, feature)| Some((feature, weight.parse().ok()?)))
                .collect();
            Weights { by_feature }
        })
    }

    pub fn of(&self, feature: &str) -> f32 {
        self.by_feature.get(feature).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_weight_and_a_feature() {
        for (n, line) in TABLE.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
            let fields = line.split_once('\t');
            assert!(
                fields.is_some_and(|(w, f)| w.parse::<f32>().is_ok() && !f.is_empty()),
                "line {}: {line}",
                n + 1
            );
        }
        assert!(Weights::builtin().by_feature.len() > 1000);
    }
}
