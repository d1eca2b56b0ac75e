//! From scores to structures: the best tree over a sentence's arcs, the best names over its tags.

pub mod names;
pub mod tree;

/// Index of the largest score, the first among equals.
pub fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = i;
        }
    }
    best
}
