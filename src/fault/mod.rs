//! The faults that findings report, as data: one folder for each family.
//!
//! A family has its variants with the facts that their words show (`mod.rs`), and in each language the
//! messages, remedies and explanations (`nb.md`, `en.md`; the form is described in `words.rs`). A layer
//! of the crate uses only the families of what it checks; no family depends on the rest of the crate.

mod file;
mod fill;
mod misread;
mod period;
mod picture;
mod plan;
mod profile;
mod publication;
mod shape;
mod template;
mod text;
mod value;
mod words;
mod yaml;

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use strum::VariantNames;

use crate::lang::Lang;
use words::Words;

pub use file::FileFault;
pub use misread::MisreadFault;
pub use period::PeriodFault;
pub use picture::PictureFault;
pub use plan::{PlanFault, SumOf};
pub use profile::{ColourPair, ProfileFault};
pub use publication::{DataChange, PublicationFault};
pub use shape::{FieldLocation, ShapeFault};
pub use template::{
    CrashCause, PrintedForm, TemplateCause, TemplateCauseKind, TemplateFault, TemplateOrigin,
};
pub use text::TextFault;
pub use value::{MarkdownConstruct, ValueFault};
pub use words::{Topic, explained, explanation, topics};
pub use yaml::{NodeType, YamlFault};

/// Defines [`Fault`] as the union of the families, with a conversion from each and the methods that
/// dispatch to the family.
macro_rules! families {
    ($($(#[$doc:meta])* $family:ident($fault:ident) in $module:ident,)+) => {
        /// The fault that a finding reports, with the facts that its words show.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Fault {
            $($(#[$doc])* $family($fault),)+
        }

        $(impl From<$fault> for Fault {
            fn from(fault: $fault) -> Self {
                Self::$family(fault)
            }
        }

        impl fmt::Display for $fault {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.into())
            }
        })+

        impl Fault {
            /// The code of every fault, by family.
            pub fn codes() -> impl Iterator<Item = &'static str> {
                [$($fault::VARIANTS),+].into_iter().flatten().copied()
            }

            /// The stable name of the fault, as it is printed and looked up.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$family(fault) => fault.into(),)+
                }
            }
        }

        /// The words of each family: in bokmål, then in English.
        const TEXTS: &[(&str, &str)] = &[$((
            include_str!(concat!(stringify!($module), "/nb.md")),
            include_str!(concat!(stringify!($module), "/en.md")),
        )),+];

        /// A fault of each family for every form of its words, as JSON, one a line.
        #[cfg(test)]
        const EXAMPLES: &str =
            concat!($(include_str!(concat!(stringify!($module), "/examples.jsonl"))),+);
    };
}

families! {
    /// A file or folder that is missing, misnamed or unreadable.
    File(FileFault) in file,
    /// YAML that cannot be parsed.
    Yaml(YamlFault) in yaml,
    /// Valid YAML whose meaning differs from its writer's intention.
    Misread(MisreadFault) in misread,
    /// A field or list that the schema does not allow.
    Shape(ShapeFault) in shape,
    /// A value that is not of its kind.
    Value(ValueFault) in value,
    /// A picture that the data names.
    Picture(PictureFault) in picture,
    /// A choice of colours, typefaces, sections or PDF standards.
    Profile(ProfileFault) in profile,
    /// The programme or a region's plan.
    Plan(PlanFault) in plan,
    /// A period's report, by itself or compared with its plan and the period before.
    Period(PeriodFault) in period,
    /// A text that is not finished, or brings along what belongs elsewhere.
    Text(TextFault) in text,
    /// A published report whose files or data are not what was issued.
    Publication(PublicationFault) in publication,
    /// A template, a language file or the pages that they make.
    Template(TemplateFault) in template,
}

impl Fault {
    /// What is wrong: lower case, without full stop.
    pub fn message(&self, lang: Lang) -> String {
        Words::of(lang).message(self)
    }

    /// What to do about it: lower case, without full stop.
    pub fn hint(&self, lang: Lang) -> String {
        Words::of(lang).hint(self)
    }

    /// The facts by name: the fields of the variant and what the family derives from them.
    fn facts(&self) -> Value {
        let family = content(serde_json::to_value(self).unwrap_or_default());
        let mut facts = content(family);
        if let (Value::Object(facts), Value::Object(derived)) = (&mut facts, self.derived()) {
            facts.extend(derived);
        }
        facts
    }

    /// Facts that the words show or depend on, and that follow from the fields.
    fn derived(&self) -> Value {
        match self {
            Self::File(fault) => fault.derived(),
            Self::Misread(fault) => fault.derived(),
            Self::Picture(fault) => fault.derived(),
            Self::Plan(fault) => fault.derived(),
            Self::Profile(fault) => fault.derived(),
            Self::Value(fault) => fault.derived(),
            Self::Shape(fault) => fault.derived(),
            Self::Template(fault) => fault.derived(),
            Self::Publication(fault) => fault.derived(),
            Self::Yaml(fault) => fault.derived(),
            _ => Value::Null,
        }
    }

    /// Whether the fault may be a consequence of another error in the same files: that something is
    /// missing or unknown may be because it could not be read.
    pub fn may_follow(&self) -> bool {
        match self {
            Self::File(fault) => fault.may_follow(),
            Self::Plan(fault) => fault.may_follow(),
            Self::Period(fault) => fault.may_follow(),
            _ => false,
        }
    }

    /// Whether the fault is about what has changed since the period before.
    pub fn compares(&self) -> bool {
        match self {
            Self::File(FileFault::MissingPeriod { .. }) => true,
            Self::Period(fault) => fault.compares(),
            _ => false,
        }
    }

    /// Whether the fault is the same as another. A template's faults are found once for every report
    /// that uses it, and count as the same.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Template(fault), Self::Template(other)) => fault.is_like(other),
            (Self::Publication(fault), Self::Publication(other)) => fault.is_like(other),
            _ => self == other,
        }
    }
}

impl Fault {
    /// Adds what another fault that is the same says besides: the reports that it concerns.
    pub(crate) fn add(&mut self, other: &Self) {
        match (self, other) {
            (Self::Template(fault), Self::Template(other)) => fault.add_reports(other),
            (Self::Publication(fault), Self::Publication(other)) => fault.add_reports(other),
            _ => {}
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The content of an enum's variant in the JSON that serde gives it: `{"Variant": content}`.
fn content(variant: Value) -> Value {
    match variant {
        Value::Object(variant) => variant.into_iter().next().map_or(Value::Null, |(_, v)| v),
        other => other,
    }
}
