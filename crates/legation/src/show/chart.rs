//! Small charts: blocks on a terminal, plain ASCII elsewhere.

/// A bar to the left of an axis for what is below zero, to the right for what is above. `width` columns a side.
pub fn bar(value: f64, most: f64, width: usize, plain: bool) -> (String, &'static str, String) {
    let length = match most > 0.0 {
        true => ((value.abs() / most).min(1.0) * width as f64).round() as usize,
        false => 0,
    };
    // What is not zero shows.
    let length = if value != 0.0 { length.max(1) } else { 0 };
    let (minus, plus, axis) = if plain { ("-", "+", "|") } else { ("█", "█", "│") };
    let blank = " ".repeat(width);
    let rest = " ".repeat(width - length);
    match value < 0.0 {
        true => (rest + &minus.repeat(length), axis, blank),
        false => (blank, axis, plus.repeat(length) + &rest),
    }
}

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const PLAIN: [char; 8] = ['.', ':', '-', '=', '+', '*', '#', '@'];

/// One character a value, nothing for zero; the greatest value is the fullest.
pub fn sparkline(values: &[u64], plain: bool) -> String {
    let most = values.iter().copied().max().unwrap_or(0);
    let ramp = if plain { PLAIN } else { BLOCKS };
    let mark = |&value: &u64| match value {
        0 => {
            if plain {
                '_'
            } else {
                ' '
            }
        }
        _ => ramp[((value * 8).div_ceil(most.max(1)) as usize).clamp(1, 8) - 1],
    };
    values.iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_show_sign_and_size() {
        let shown = |value: f64| {
            let (left, axis, right) = bar(value, 10.0, 5, true);
            format!("{left}{axis}{right}")
        };
        assert_eq!(shown(10.0), "     |+++++");
        assert_eq!(shown(-4.0), "   --|     ");
        assert_eq!(shown(0.0), "     |     ");
        assert_eq!(shown(0.1), "     |+    ");
        assert_eq!(shown(-99.0), "-----|     ");
        assert_eq!(bar(2.0, 10.0, 5, false).2, "█    ");
        assert_eq!(bar(1.0, 0.0, 5, true).2, "+    ");
    }

    #[test]
    fn sparklines_grow_with_their_values() {
        assert_eq!(sparkline(&[0, 1, 4, 8], true), "_.=@");
        assert_eq!(sparkline(&[0, 1, 4, 8], false), " ▁▄█");
        assert_eq!(sparkline(&[], true), "");
        assert_eq!(sparkline(&[0, 0], true), "__");
    }
}
