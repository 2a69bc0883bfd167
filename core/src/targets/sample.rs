//! Which cases are looked at: chosen so that nobody can pick, and everybody can check.

use std::cmp::Ordering;

/// A sample of the cases of a period and a stratum, the same in every language.
///
/// Each case has a mark: the SHA-1 of `seed`, `period`, `stratum` and the case's reference, in
/// UTF-8, each as a netstring: the number of its bytes, a colon, itself and a comma, so that no two
/// choices of the four are one text (`6:spring,7:2025-26,6:Norton,3:R-1,`). The cases with the smallest marks, read as
/// numbers of twenty bytes, are chosen: `percent` of them, rounded up. The choice hangs on
/// nothing else, so a list that is longer later keeps those chosen before unless smaller
/// marks have come. Publish the seed before the period begins.
///
/// ```
/// use dueby::Sample;
///
/// let sample = Sample::new("spring", "2025-26", "Norton", 10);
/// let repairs: Vec<String> = (1..=95).map(|number| format!("R-{number}")).collect();
/// let chosen = sample.choose(repairs.iter().map(String::as_str));
/// assert_eq!(chosen.len(), 10);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    seed: String,
    period: String,
    stratum: String,
    percent: u32,
}

impl Sample {
    /// A sample of `percent` of a hundred, at most 100, of what is in a period and a
    /// stratum. The seed, the period and the stratum are any texts.
    pub fn new(
        seed: impl Into<String>,
        period: impl Into<String>,
        stratum: impl Into<String>,
        percent: u32,
    ) -> Self {
        Sample {
            seed: seed.into(),
            period: period.into(),
            stratum: stratum.into(),
            percent: percent.min(100),
        }
    }

    /// The mark of a case: forty hexadecimal digits. The smaller, the sooner it is chosen.
    pub fn mark(&self, case: &str) -> String {
        let mut hash = sha1_smol::Sha1::new();
        for part in [&self.seed, &self.period, &self.stratum, case] {
            hash.update(part.len().to_string().as_bytes());
            hash.update(b":");
            hash.update(part.as_bytes());
            hash.update(b",");
        }
        hash.digest().to_string()
    }

    /// The cases that are chosen, in the order of their marks. A reference that is given
    /// twice is one case.
    pub fn choose<'c>(&self, cases: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
        let mut marked: Vec<(String, &str)> = cases
            .into_iter()
            .map(|case| (self.mark(case), case))
            .collect();
        marked.sort_by(|a, b| match a.0.cmp(&b.0) {
            Ordering::Equal => a.1.cmp(b.1),
            order => order,
        });
        marked.dedup();
        let many = (marked.len() as u64 * u64::from(self.percent)).div_ceil(100);
        marked.truncate(usize::try_from(many).unwrap_or(usize::MAX));
        marked.into_iter().map(|(_, case)| case).collect()
    }
}
