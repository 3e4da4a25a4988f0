//! A region: `region.yaml`, what stays from period to period.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::short::{HasShort, ShortOrFull};
use super::values::{Count, Date, Decimal, Id, PeriodName, Språk, Text, Url};
use super::{
    Budsjettpost, Delprosjekt, Finansiering, Indikator, Kommune, Kontakt, Milepæl, Narrative,
    Overskrifter, PlanList, Planned, Rapport, one_or_many,
};

/// En region i et program: det som står fast fra periode til periode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Navnet på regionen.
    pub navn: Text,
    /// Navnet i genitiv, hvis det ikke er navnet med s: Ranaregionens.
    pub genitiv: Option<Text>,
    /// Språket i regionens rapporter, hvis det er et annet enn programmets.
    pub språk: Option<Språk>,
    /// En merknad nederst på hver side, i stedet for programmets.
    pub merknad: Option<Text>,
    /// Den første perioden regionen er med i, hvis den kom med etter de andre.
    pub fra: Option<PeriodName>,
    /// Den siste perioden regionen er med i, hvis den er slått sammen med en annen eller er lagt ned.
    pub til: Option<PeriodName>,
    /// Kommunen som søkte på vegne av regionen.
    pub søkerkommune: ShortOrFull<Kommune>,
    /// De andre kommunene, hver med navn eller med navn og tall.
    #[serde(default)]
    pub samarbeidskommuner: Option<Vec<ShortOrFull<Kommune>>>,
    /// Tall for hele regionen.
    pub fakta: Option<Fakta>,
    /// Målene: tekst eller en liste med punkter.
    pub mål: Option<Narrative>,
    /// Utdrag fra søknaden.
    pub søknad: Option<Narrative>,
    /// Dokumenter som hører til. En tom liste ([]) viser overskriften uten dokumenter.
    pub dokumenter: Option<Vec<ShortOrFull<Dokument>>>,
    /// Hvem leserne kan kontakte om regionen.
    #[serde(default, deserialize_with = "one_or_many::list")]
    #[schemars(schema_with = "one_or_many::schema::<Kontakt>")]
    pub kontakt: Vec<Kontakt>,
    /// Delprosjektene.
    pub delprosjekter: Option<Vec<Delprosjekt>>,
    /// Milepælene.
    pub milepæler: Option<Vec<Milepæl>>,
    /// Indikatorene som viser om målene nås.
    pub indikatorer: Option<Vec<Indikator>>,
    /// Id-en til indikatoren som står på første side. Ellers er det den første i listen.
    pub nøkkelindikator: Option<Id>,
    /// Postene i budsjettet.
    pub budsjett: Option<Vec<Budsjettpost>>,
    /// Hvor pengene kommer fra.
    pub finansiering: Option<Vec<Finansiering>>,
    /// Hvordan regionens rapporter er satt sammen, hvis det er annerledes enn i programmet.
    pub rapport: Option<Rapport>,
    /// Overskrifter som skal stå i stedet for de vanlige i regionens rapporter.
    pub overskrifter: Option<Overskrifter>,
}

impl Region {
    /// The lists of what may come later than the plan, or leave it.
    pub const PLANNED: [&str; 6] = [
        "delprosjekter",
        "milepæler",
        "indikatorer",
        "budsjett",
        "finansiering",
        "samarbeidskommuner",
    ];

    /// All municipalities, the applicant first.
    pub fn kommuner(&self) -> impl Iterator<Item = &Kommune> {
        std::iter::once(&self.søkerkommune)
            .chain(self.samarbeidskommuner.iter().flatten())
            .map(|kommune| &kommune.0)
    }

    /// All that may come later than the plan, or leave it: the field of its list, which of the list's
    /// items it is, and itself.
    pub fn planned(&self) -> impl Iterator<Item = (&'static str, usize, &dyn Planned)> {
        fn list<'a, T: Planned>(
            field: &'static str,
            items: Option<&'a Vec<T>>,
        ) -> impl Iterator<Item = (&'static str, usize, &'a dyn Planned)> {
            let items = items.into_iter().flatten().enumerate();
            items.map(move |(index, item)| (field, index, item as &dyn Planned))
        }
        list("delprosjekter", self.delprosjekter.as_ref())
            .chain(list("milepæler", self.milepæler.as_ref()))
            .chain(list("indikatorer", self.indikatorer.as_ref()))
            .chain(list("budsjett", self.budsjett.as_ref()))
            .chain(list("finansiering", self.finansiering.as_ref()))
            .chain(list("samarbeidskommuner", self.samarbeidskommuner.as_ref()))
    }

    /// The items of one of the plan's lists: their ids and names.
    pub fn items(&self, list: PlanList) -> Vec<(&Id, &Text)> {
        match list {
            PlanList::Delprosjekter => {
                self.delprosjekter.iter().flatten().map(|item| (&item.id, &item.navn)).collect()
            }
            PlanList::Milepæler => {
                self.milepæler.iter().flatten().map(|item| (&item.id, &item.navn)).collect()
            }
            PlanList::Indikatorer => {
                self.indikatorer.iter().flatten().map(|item| (&item.id, &item.navn)).collect()
            }
            PlanList::Budsjett => {
                self.budsjett.iter().flatten().map(|item| (&item.id, &item.navn)).collect()
            }
            PlanList::Finansiering => {
                let sources = self.finansiering.iter().flatten();
                sources.filter_map(|item| Some((item.id.as_ref()?, &item.navn))).collect()
            }
        }
    }

    /// The items of all the plan's lists.
    pub fn named(&self) -> impl Iterator<Item = (&Id, &Text)> {
        PlanList::ALL.into_iter().flat_map(|list| self.items(list))
    }
}

/// Tall for hele regionen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "fakta")]
pub struct Fakta {
    /// Antall innbyggere, alene eller med datoen det gjelder for.
    pub folketall: Option<ShortOrFull<Folketall>>,
    /// Areal i km².
    pub areal: Option<Decimal>,
}

/// Antall innbyggere og datoen det gjelder for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "folketall-med-dato")]
pub struct Folketall {
    /// Antall innbyggere.
    pub antall: Count,
    /// Datoen tallet gjelder for.
    pub dato: Option<Date>,
}

impl HasShort for Folketall {
    type Short = Count;

    fn from_short(antall: Count) -> Self {
        Self { antall, dato: None }
    }
}

/// Et dokument med adressen der det kan leses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "dokument-med-adresse")]
pub struct Dokument {
    /// Tittelen på dokumentet.
    pub tittel: Text,
    /// Adressen der dokumentet kan leses.
    pub url: Option<Url>,
}

impl HasShort for Dokument {
    type Short = Text;

    fn from_short(tittel: Text) -> Self {
        Self { tittel, url: None }
    }
}
