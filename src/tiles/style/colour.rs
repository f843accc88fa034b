//! Each kitchen's own colour.

/// The golden angle in thousandths of a degree: hues that follow each other in steps of it stay far apart, however many
/// there are.
const GOLDEN: u64 = 137_508;

/// A full circle in thousandths of a degree.
const CIRCLE: u64 = 360_000;

/// The hue of a kitchen, degrees: the golden angle times the first number in its id; of an id without one that fits 64
/// bits, times a number that follows from its letters. The same wherever a kitchen is drawn.
#[must_use]
pub fn hue(id: &str) -> f64 {
    let from = id.find(|c: char| c.is_ascii_digit()).map_or("", |at| &id[at..]);
    let digits = from.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let letters = || id.bytes().fold(0, |sum: u64, byte| (sum * 31 + u64::from(byte)) % CIRCLE);
    let number = digits.parse().unwrap_or_else(|_| letters());
    let thousandths = u32::try_from(number % CIRCLE * GOLDEN % CIRCLE).unwrap_or(0);
    f64::from(thousandths) / 1000.0
}

/// A kitchen's colour as `#rrggbb`: its hue, strong enough on white and on a photograph from the air.
#[must_use]
pub fn colour(id: &str) -> String {
    let (hue, saturation, lightness) = (hue(id), 0.65, 0.42);
    let reach = saturation * f64::min(lightness, 1.0 - lightness);
    let channel = |offset: f64| {
        let k = (offset + hue / 30.0) % 12.0;
        let value = lightness - reach * f64::min(k - 3.0, 9.0 - k).clamp(-1.0, 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in 0..=255")]
        let byte = (value * 255.0).round() as u8;
        byte
    };
    format!("#{:02x}{:02x}{:02x}", channel(0.0), channel(8.0), channel(4.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hues_follow_from_the_first_number_and_are_hues() {
        for (id, expected, why) in [
            ("K-1", 137.508, "once"),
            ("K-0000001", 137.508, "zeros in front"),
            ("K-2.7", 275.016, "the first number"),
            ("3", 52.524, "beyond a circle"),
            ("K-0", 0.0, "none"),
        ] {
            assert!((hue(id) - expected).abs() < 1e-9, "{why}");
        }
        for id in ["olla", "K-99999999999999999999999999", "", "ñ9", "K-18446744073709551615"] {
            assert!((0.0..360.0).contains(&hue(id)), "{id}");
        }
        assert!((hue("olla") - hue("comedor")).abs() > 1.0);
    }

    #[test]
    fn colours_are_those_of_their_hues() {
        // hsl(0, 65 %, 42 %) is rgb(177, 37, 37).
        assert_eq!(colour("K-0"), "#b12525");
        assert_eq!(colour("K-1").len(), 7);
    }
}
