//! All regions of a programme in one report.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::region::{RegionReport, ReportPeriod, region};
use crate::loaded::LoadedRegion;
use crate::model::values::{Count, Decimal, MunicipalityNumber};
use crate::model::{Kommune, PeriodId, Planned, Region};
use crate::standing::{
    Facts, Money, Period, Standing, by_status, density, keep_present, region_named, total_area,
    total_population,
};

/// A programme's report for a period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProgramReport {
    /// None: the report is on all regions.
    pub region: Option<Region>,
    /// The period.
    pub periode: Period,
    /// The regions, by name as a Norwegian would sort them.
    pub regioner: Vec<RegionEntry>,
    /// The programme as a whole.
    pub sum: ProgramSum,
}

/// A region in a programme's report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RegionEntry {
    /// The name of its folder.
    pub id: String,
    /// The region, with its genitive filled in.
    pub region: Region,
    /// The region in figures.
    pub tall: Facts,
    /// Its period; none if it has not reported.
    pub periode: Option<ReportPeriod>,
    /// Where it stands; none if it has not reported.
    pub stilling: Option<Standing>,
}

/// A programme as a whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProgramSum {
    /// How many regions.
    pub regioner: usize,
    /// How many of them have reported.
    pub rapportert: usize,
    /// How many regions have each overall status, for the statuses there are.
    pub status: BTreeMap<&'static str, usize>,
    /// How many municipalities.
    pub kommuner: usize,
    /// Inhabitants of the regions; none unless known of each.
    pub folketall: Option<Count>,
    /// Area in km²; none unless known of each.
    pub areal: Option<Decimal>,
    /// Inhabitants per km², with one decimal.
    pub tetthet: Option<f64>,
    /// The economy of the regions that have reported with a budget; none if none has.
    pub økonomi: Option<Money>,
    /// The milestones of the regions that have reported.
    pub milepæler: usize,
    /// Those of them that are reached.
    pub milepæler_nådd: usize,
    /// Those of them whose deadline has passed.
    pub milepæler_forfalt: usize,
    /// The open deviations.
    pub avvik: usize,
    /// The open risks at the highest level.
    pub risikoer_høye: usize,
}

impl ProgramReport {
    pub(super) fn new(period: PeriodId, loaded: &[LoadedRegion]) -> Self {
        // A region that has ended is not told of any more, unless it tells of itself.
        let there = loaded
            .iter()
            .filter(|region| region.period().is_some() || region.region.value.is_in(period));
        let mut regioner: Vec<RegionEntry> =
            there.map(|region| RegionEntry::new(region, period)).collect();
        regioner.sort_by_cached_key(|entry| collation(entry.region.navn.as_str()));
        let sum = ProgramSum::of(&regioner);
        Self { region: None, periode: period.into(), regioner, sum }
    }
}

impl RegionEntry {
    fn new(loaded: &LoadedRegion, period: PeriodId) -> Self {
        let id = loaded.name.clone();
        match RegionReport::new(loaded) {
            Some(RegionReport { region, tall, periode, stilling }) => {
                Self { id, region, tall, periode: Some(periode), stilling: Some(stilling) }
            }
            None => Self::silent(loaded, period),
        }
    }

    /// The entry of a region that has not reported.
    fn silent(loaded: &LoadedRegion, period: PeriodId) -> Self {
        let mut now = region_named(&loaded.region.value, &loaded.periods());
        keep_present(&mut now, period);
        Self {
            id: loaded.name.clone(),
            tall: Facts::of(&now),
            region: region(&now),
            periode: None,
            stilling: None,
        }
    }
}

impl ProgramSum {
    fn of(regions: &[RegionEntry]) -> Self {
        let standings: Vec<&Standing> =
            regions.iter().filter_map(|entry| entry.stilling.as_ref()).collect();
        let counts = || standings.iter().map(|standing| &standing.antall);
        let overall = standings.iter().filter_map(|standing| standing.samlet_status.as_ref());
        let money: Vec<Money> = standings
            .iter()
            .filter_map(|standing| standing.økonomi.as_ref())
            .filter(|economy| !economy.poster.is_empty())
            .map(|economy| economy.sum)
            .collect();
        let municipalities = municipalities(regions);
        let named: usize = regions.iter().map(|entry| entry.tall.kommuner).sum();
        let is_once = municipalities.len() == named;
        // Where regions have municipalities in common, what they say of themselves counts these twice.
        let (folketall, areal) = if is_once {
            let people = regions.iter().map(|entry| entry.tall.folketall);
            (total_population(people), total_area(regions.iter().map(|entry| entry.tall.areal)))
        } else {
            let people = municipalities.values().map(|kommune| kommune.folketall);
            (total_population(people), total_area(municipalities.values().map(|it| it.areal)))
        };
        Self {
            regioner: regions.len(),
            rapportert: standings.len(),
            status: by_status(overall.map(|assessment| assessment.status)),
            kommuner: municipalities.len(),
            folketall,
            areal,
            tetthet: folketall.zip(areal).and_then(|(people, area)| density(people, area)),
            økonomi: (!money.is_empty()).then(|| Money::sum(&money)),
            milepæler: counts().map(|counts| counts.milepæler).sum(),
            milepæler_nådd: counts().map(|counts| counts.milepæler_nådd).sum(),
            milepæler_forfalt: counts().map(|counts| counts.milepæler_forfalt).sum(),
            avvik: counts().map(|counts| counts.avvik).sum(),
            risikoer_høye: counts().map(|counts| counts.risikoer_høye).sum(),
        }
    }
}

/// The municipalities of some regions, each once, by their numbers or else their names: one may be in several
/// regions.
fn municipalities(regions: &[RegionEntry]) -> BTreeMap<&str, &Kommune> {
    let all: Vec<&Kommune> = regions.iter().flat_map(|entry| entry.region.kommuner()).collect();
    all.iter().map(|kommune| (number_or_name(kommune, &all), *kommune)).collect()
}

/// The number of a municipality, or of one of the same name that has one; else its name.
fn number_or_name<'a>(kommune: &'a Kommune, all: &[&'a Kommune]) -> &'a str {
    let mut same = all.iter().filter(|other| other.navn == kommune.navn);
    let number = kommune.nummer.as_ref().or_else(|| same.find_map(|other| other.nummer.as_ref()));
    number.map_or(kommune.navn.as_str(), MunicipalityNumber::as_str)
}

/// A key that sorts names as Norwegian does: small and capital letters alike, letters with marks as those
/// without, æ, ø and å last.
fn collation(name: &str) -> Vec<u32> {
    name.to_lowercase().nfc().flat_map(collation_of).collect()
}

fn collation_of(c: char) -> Vec<u32> {
    match c {
        'æ' | 'ä' => vec![0x11_0000],
        'ø' | 'ö' => vec![0x11_0001],
        'å' => vec![0x11_0002],
        'đ' | 'ð' => vec![u32::from('d')],
        'ŋ' => vec![u32::from('n')],
        'ŧ' => vec![u32::from('t')],
        other => {
            let letters = std::iter::once(other).nfd().filter(|c| !is_combining_mark(*c));
            letters.map(u32::from).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_letters_sort_last() {
        let mut names = [
            "Ålesund",
            "Østfold",
            "Ŧuvdna",
            "alta",
            "Šuoššjávri",
            "Ŋárga",
            "Évje",
            "Ærlig",
            "Đeatnu",
            "Voss",
            "Čáhput",
            "Áltá",
            "Bodø",
            "Dovre",
            "Evje",
            "Sauda",
        ];
        names.sort_by_cached_key(|name| collation(name));
        assert_eq!(
            names,
            [
                "alta",
                "Áltá",
                "Bodø",
                "Čáhput",
                "Đeatnu",
                "Dovre",
                "Évje",
                "Evje",
                "Ŋárga",
                "Sauda",
                "Šuoššjávri",
                "Ŧuvdna",
                "Voss",
                "Ærlig",
                "Østfold",
                "Ålesund"
            ]
        );
    }
}
