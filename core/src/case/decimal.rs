//! Numbers in texts for people.

use std::fmt;

/// A number as the standard library writes it, without an exponent, from the digits that JSON
/// has. One way to find them is enough: the library's takes five
/// kilobytes of what a browser loads.
pub(crate) struct Decimal(pub(crate) f64);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_finite() {
            return f.write_str(match self.0 {
                number if number.is_nan() => "NaN",
                number if number > 0.0 => "inf",
                _ => "-inf",
            });
        }
        let written = serde_json::to_string(&self.0).map_err(|_| fmt::Error)?;
        let Some((mantissa, exponent)) = written.split_once('e') else {
            return f.write_str(written.strip_suffix(".0").unwrap_or(&written));
        };
        // Vast, or next to nothing: noughts take the place of the exponent.
        let exponent: i64 = exponent.parse().map_err(|_| fmt::Error)?;
        let (sign, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", mantissa),
        };
        let digits = mantissa.replace('.', "");
        let noughts = |many: i64| "0".repeat(usize::try_from(many).unwrap_or(0));
        if exponent < 0 {
            write!(f, "{sign}0.{}{digits}", noughts(-exponent - 1))
        } else {
            let missing = exponent + 1 - digits.len() as i64;
            write!(f, "{sign}{digits}{}", noughts(missing))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    /// The oracle is the standard library. Where two texts are as short and as near, either
    /// will do.
    #[test]
    fn it_is_written_as_the_standard_library_writes_it() {
        let mut numbers = vec![
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.1,
            0.5,
            10.0,
            100.0,
            12.5,
            1e15,
            1e16,
            1e17,
            123_456.789,
            1e21,
            1e22,
            1.5e300,
            1e-5,
            1.25e-7,
            5e-324,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            9_007_199_254_740_993.0,
            0.000_01,
            0.012,
            1.0e-6,
        ];
        let mut seed: u64 = 7;
        for round in 0..20_000 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            numbers.push(f64::from_bits(seed ^ (seed >> 29)));
            numbers.push((seed >> 40) as f64 / 10_f64.powi(round % 9));
        }
        for number in numbers {
            let (ours, theirs) = (Decimal(number).to_string(), number.to_string());
            let tie = ours.len() == theirs.len() && ours.parse() == Ok(number);
            assert!(ours == theirs || tie, "{ours} and not {theirs}");
        }
    }
}
