//! Status words, and assessments with a status and a comment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::short::{self, HasShort};
use super::values::RichText;

/// A status. Never shown by colour alone: shape and word as well.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[schemars(rename = "status")]
pub enum Status {
    /// Alt går som det skal.
    EtterPlan,
    /// Noe er ikke som planlagt, men målet nås.
    MindreAvvik,
    /// Målet, fristen eller budsjettet er i fare.
    VesentligAvvik,
    /// Arbeidet er ikke begynt.
    IkkeStartet,
    /// Arbeidet er i gang.
    IGang,
    /// Arbeidet er ferdig.
    Fullført,
    /// Arbeidet er stanset for en tid.
    PåVent,
    /// Arbeidet er stanset for godt.
    Avbrutt,
}

impl Status {
    /// The word, as it stands in the data.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Whether the work has ended.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Fullført | Self::Avbrutt)
    }

    /// Whether something is off plan, which a report has to explain.
    pub fn is_off_plan(self) -> bool {
        matches!(self, Self::MindreAvvik | Self::VesentligAvvik)
    }
}

/// En status med en kommentar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "vurdering")]
pub struct Vurdering {
    /// Statusen.
    pub status: Status,
    /// Hvorfor den er slik.
    pub kommentar: Option<RichText>,
}

impl HasShort for Vurdering {
    type Short = Status;

    fn from_short(status: Status) -> Self {
        Self { status, kommentar: None }
    }
}

/// De fire vurderingene, hver med et statusord alene eller med status og kommentar.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "vurderinger")]
pub struct Vurderinger {
    /// Om arbeidet går så fort som planlagt.
    #[serde(default, deserialize_with = "short::option")]
    #[schemars(schema_with = "short::option_schema::<Vurdering>")]
    pub framdrift: Option<Vurdering>,
    /// Om pengene rekker.
    #[serde(default, deserialize_with = "short::option")]
    #[schemars(schema_with = "short::option_schema::<Vurdering>")]
    pub økonomi: Option<Vurdering>,
    /// Om det som leveres, er godt nok.
    #[serde(default, deserialize_with = "short::option")]
    #[schemars(schema_with = "short::option_schema::<Vurdering>")]
    pub kvalitet: Option<Vurdering>,
    /// Om risikoen er under kontroll.
    #[serde(default, deserialize_with = "short::option")]
    #[schemars(schema_with = "short::option_schema::<Vurdering>")]
    pub risiko: Option<Vurdering>,
}

impl Vurderinger {
    /// The names of the assessments, in their order.
    pub const NAMES: [&str; 4] = ["framdrift", "økonomi", "kvalitet", "risiko"];

    /// The assessments with their names, in order.
    pub fn all(&self) -> [(&'static str, Option<&Vurdering>); 4] {
        let [framdrift, økonomi, kvalitet, risiko] = Self::NAMES;
        [
            (framdrift, self.framdrift.as_ref()),
            (økonomi, self.økonomi.as_ref()),
            (kvalitet, self.kvalitet.as_ref()),
            (risiko, self.risiko.as_ref()),
        ]
    }
}

/// Whether a risk or a deviation still calls for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "sakstatus")]
pub enum Sakstatus {
    /// Saken er åpen.
    #[default]
    #[serde(rename = "åpen")]
    Åpen,
    /// Saken er lukket og er ikke med neste gang.
    #[serde(rename = "lukket")]
    Lukket,
}
