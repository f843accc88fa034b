//! Each kitchen's own colour, the same wherever it is drawn by this program and in the project for QGIS.

/// The colour of what belongs to no kitchen.
pub const NO_KITCHEN: &str = "#6b6b6b";

/// The colours of kitchens: hues of 140 times the number of the place, degrees (nearly the golden angle, so that
/// numbers that follow each other look unlike), saturation 65 %, lightness 34, 44 and 54 % in turn, which those see who
/// do not see hues. Colours of neighbouring hues differ in lightness.
const COLOURS: [&str; 18] = [
    "#8f1e1e", "#27b958", "#a33dd6", "#8f8f1e", "#2789b9", "#d63d70", "#1e8f1e", "#5827b9", "#d6a33d", "#1e8f8f",
    "#b92789", "#70d63d", "#1e1e8f", "#b95827", "#3dd6a3", "#8f1e8f", "#89b927", "#3d70d6",
];

/// A kitchen's colour as `#rrggbb`, by the last number in its id, of which the last nine digits count; without one, by
/// its letters, each times its place.
#[must_use]
pub fn kitchen_colour(id: &str) -> &'static str {
    // A remainder is within the list.
    COLOURS.get(number(id) % COLOURS.len()).copied().unwrap_or(NO_KITCHEN)
}

fn number(id: &str) -> usize {
    let last = id.split(|c: char| !c.is_ascii_digit()).rfind(|digits| !digits.is_empty());
    match last {
        Some(digits) => digits.get(digits.len().saturating_sub(9)..).and_then(|nine| nine.parse().ok()).unwrap_or(0),
        None => (1..).zip(id.chars()).map(|(place, letter): (usize, char)| place * letter as usize).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_in_an_id_decides() {
        for (id, expected, why) in [
            ("K-1", 1, "a number"),
            ("K-0000001", 1, "zeros in front"),
            ("2021-0007", 7, "a year in front"),
            ("12-A", 12, "letters behind"),
            ("7.3.b", 3, "the last of several"),
            ("K-18446744073709551615", 709_551_615, "the last nine digits"),
            ("ab", 97 + 2 * 98, "none: by letters"),
            ("", 0, "nothing"),
        ] {
            assert_eq!(number(id), expected, "{why}");
        }
        assert_ne!(kitchen_colour("2021-0007"), kitchen_colour("2021-0008"));
    }

    #[test]
    fn colours_are_those_of_the_rule() {
        for (n, written) in COLOURS.into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a hue and a percentage")]
            let (hue, lightness) = ((140 * n % 360) as f64, (34 + 10 * (n % 3)) as f64 / 100.0);
            let reach = 0.65 * f64::min(lightness, 1.0 - lightness);
            let channel = |offset: f64| {
                let k = (offset + hue / 30.0) % 12.0;
                ((lightness - reach * f64::min(k - 3.0, 9.0 - k).clamp(-1.0, 1.0)) * 255.0).round()
            };
            let byte = |at: usize| f64::from(u8::from_str_radix(&written[at..at + 2], 16).unwrap());
            for (at, offset) in [(1, 0.0), (3, 8.0), (5, 4.0)] {
                assert!((byte(at) - channel(offset)).abs() < 0.5, "{n}: {written}");
            }
            assert!(COLOURS[..n].iter().all(|other| *other != written), "{n}: {written}");
        }
    }
}
