//! The file of a new period, carried over from the last.

use std::fmt::Write;
use std::iter::once;

use super::lines::SourceBlock;
use super::written::{comments_above, flow, has_references, item_blocks, on_own_lines, top_level};
use crate::model::PlanList::{Budsjett, Delprosjekter, Finansiering, Indikatorer, Milepæler};
use crate::model::values::{Date, Id};
use crate::model::{Avvik, Doc, Periode, PlanList, Region, Risiko, Status, Vurderinger};
use crate::standing::{MilestoneState, Standing};
use crate::tree::Step::{self, Field};
use crate::tree::{Document, Entry, Node, Value};

/// The period before, and where the region stood at its end.
#[derive(Debug, Clone, Copy)]
pub struct Previous<'a> {
    /// The period's file.
    pub doc: &'a Doc<Periode>,
    /// Where the region stood.
    pub standing: &'a Standing,
}

/// The fields of a new file that are filled in for each period, in their usual order.
const REPORTED: [&str; 12] = [
    "ingress",
    "sammendrag",
    "samlet_status",
    "vurdering",
    Delprosjekter.period_field(),
    Milepæler.period_field(),
    Indikatorer.period_field(),
    Budsjett.period_field(),
    "risikoer",
    "avvik",
    "resultater",
    "neste_periode",
];

/// Fields that are filled in for each period, if the last one had them.
const OPTIONAL: [&str; 2] = ["råd", "videre_arbeid"];

/// Fields that belong to one period alone.
const DROPPED: [&str; 6] =
    ["dato", "nytt_navn", "merknad", "rettelser", Finansiering.period_field(), "bilder"];

/// The field with sections of the region's own.
const SECTIONS: &str = "seksjoner";

/// The text of a new period's file: the fields of the previous one in their order and with their
/// comments, empty where there is something new to report, the last value in a comment beside. Open
/// milestones, risks and deviations are carried over, finished ones are not.
///
/// `schema` is the path from the file to the folder of the schemas.
pub fn period(region: &Region, previous: Option<Previous<'_>>, schema: &str) -> String {
    let mut draft = Draft { text: String::new(), region, previous };
    let document = previous.map(|previous| &previous.doc.document);
    let written = document.and_then(top_level).unwrap_or_default();
    match document.zip(written.first()) {
        Some((document, (_, first))) => draft.head(document, first),
        None => {
            draft.line(&format!("# yaml-language-server: $schema={schema}/period.json"));
        }
    }
    if written.is_empty() {
        draft.line("type: statusrapport");
        draft.line("utarbeidet_av:");
    }
    for (entry, block) in &written {
        draft.carry(entry, block);
    }
    for name in REPORTED {
        // Texts that the last period did without are not asked for.
        let is_asked = written.is_empty() || is_list(name);
        if is_asked && !written.iter().any(|(entry, _)| entry.key == name) {
            draft.field(name, None);
        }
    }
    draft.text
}

/// Whether a field is a list that is left out when nothing is in it.
fn is_list(key: &str) -> bool {
    matches!(key, "risikoer" | "avvik") || plan_list(key).is_some()
}

/// The list of the plan on whose items a field reports.
fn plan_list(key: &str) -> Option<PlanList> {
    PlanList::ALL.into_iter().find(|list| list.period_field() == key)
}

/// The text of the new file, built line by line.
struct Draft<'a> {
    text: String,
    region: &'a Region,
    previous: Option<Previous<'a>>,
}

impl Draft<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, unless the file begins here.
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The lines above the first field's own comments.
    fn head(&mut self, document: &Document, first: &SourceBlock<'_>) {
        let own = first.comments.len() + first.lines.len();
        let until = document.file.text.lines().position(|line| line == first.lines[0]);
        let head = until.unwrap_or(own) - first.comments.len();
        document.file.text.lines().take(head).for_each(|line| self.line(line));
    }

    /// A field of the previous file.
    fn carry(&mut self, entry: &Entry, block: &SourceBlock<'_>) {
        let key = entry.key.as_str();
        if DROPPED.contains(&key) {
            return;
        }
        if REPORTED.contains(&key) || OPTIONAL.contains(&key) || key == SECTIONS {
            return self.field(key, Some((entry, block)));
        }
        if block.gap && key != "type" {
            self.blank();
        }
        block.comments.iter().for_each(|line| self.line(line));
        if key == "type" {
            self.line("type: statusrapport");
        } else if has_references(&block.lines) {
            self.line(&format!("{key}: {}", flow(&entry.value)));
        } else {
            block.lines.iter().for_each(|line| self.line(line));
        }
    }

    /// A field that is filled in for each period, empty or with its open items.
    fn field(&mut self, key: &str, written: Option<(&Entry, &SourceBlock<'_>)>) {
        let mut last = String::new();
        let body = match (key, plan_list(key)) {
            (_, Some(list)) => self.items(list),
            ("samlet_status", _) => {
                last = self.last(&[Field(key)], "status");
                String::new()
            }
            ("vurdering", _) => Vurderinger::NAMES
                .map(|name| {
                    let last = self.last(&[Field(key), Field(name)], "status");
                    format!("  {name}:{last}\n")
                })
                .concat(),
            ("risikoer" | "avvik", _) => self.concerns(key),
            (SECTIONS, _) => self.sections(),
            _ => written.map(|(entry, block)| reminder(entry, block)).unwrap_or_default(),
        };
        if is_list(key) && body.is_empty() {
            if self.previous.is_none() {
                self.example(key);
            }
            return;
        }
        self.blank();
        for line in written.iter().flat_map(|(_, block)| &block.comments) {
            self.line(line);
        }
        self.line(&format!("{key}:{last}"));
        self.text.push_str(&body);
    }

    /// The items of a list of the plan that are not settled, each with empty fields.
    fn items(&self, list: PlanList) -> String {
        let fields: &[&str] = match list {
            Delprosjekter => &["status", "framdrift"],
            Milepæler => &["status"],
            Indikatorer => &["verdi"],
            Budsjett => &["regnskap", "prognose"],
            Finansiering => return String::new(),
        };
        let mut out = String::new();
        for (id, _) in self.region.items(list) {
            if self.is_settled(list, id) {
                continue;
            }
            for line in self.comments(list.period_field(), id) {
                let _ = writeln!(out, "{line}");
            }
            let deadline = self.deadline(list, id);
            let deadline = deadline.map(|date| format!(" # frist {}", date.0));
            let _ = writeln!(out, "  {}:{}", id.0, deadline.unwrap_or_default());
            for name in fields {
                let mut last = self.last(&[Field(list.period_field()), Field(&id.0)], name);
                if last.is_empty() {
                    last = note(self.last_measured(list, id));
                }
                let _ = writeln!(out, "    {name}:{last}");
            }
        }
        out
    }

    /// Whether an item is finished or given up.
    fn is_settled(&self, list: PlanList, id: &Id) -> bool {
        let Some(Previous { standing, .. }) = self.previous else { return false };
        match list {
            Delprosjekter => {
                let row = standing.delprosjekter.iter().find(|row| row.plan.id == *id);
                row.and_then(|row| row.status).is_some_and(Status::is_final)
            }
            Milepæler => {
                let row = standing.milepæler.iter().find(|row| row.plan.id == *id);
                let state = row.map(|row| row.tilstand);
                matches!(state, Some(MilestoneState::Nådd | MilestoneState::Avbrutt))
            }
            Indikatorer | Budsjett | Finansiering => false,
        }
    }

    /// The deadline of a milestone that holds now.
    fn deadline(&self, list: PlanList, id: &Id) -> Option<Date> {
        if list != Milepæler {
            return None;
        }
        let mut rows = self.previous.iter().flat_map(|previous| &previous.standing.milepæler);
        let row = rows.find(|row| row.plan.id == *id).map(|row| row.gjeldende_frist);
        let mut plans = self.region.milepæler.iter().flatten();
        row.or_else(|| plans.find(|plan| plan.id == *id).map(|plan| plan.frist))
    }

    /// The last value of an indicator that was measured in any period.
    fn last_measured(&self, list: PlanList, id: &Id) -> Option<String> {
        let rows = &self.previous.filter(|_| list == Indikatorer)?.standing.indikatorer;
        let last = rows.iter().find(|row| row.plan.id == *id)?.serie.last()?;
        Some(last.verdi.to_string().replace('.', ","))
    }

    /// Open risks or deviations, as they are written.
    fn concerns(&self, field: &str) -> String {
        let Some(Previous { doc: Doc { value, document }, .. }) = self.previous else {
            return String::new();
        };
        let is_open: Vec<bool> = match field {
            "risikoer" => value.risikoer.iter().flatten().map(Risiko::is_open).collect(),
            _ => value.avvik.iter().flatten().map(Avvik::is_open).collect(),
        };
        let entry = document.root.field(field);
        let Some(Value::List(items)) = entry.map(|entry| &entry.value.value) else {
            return String::new();
        };
        let blocks = item_blocks(document, field, items);
        let mut out = String::new();
        for (i, item) in items.iter().enumerate().filter(|(i, _)| is_open[*i]) {
            match blocks.as_ref().map(|blocks| &blocks[i]) {
                Some(block) if !has_references(&block.lines) => {
                    for line in block.comments.iter().chain(&block.lines) {
                        let _ = writeln!(out, "{}", line.trim_end());
                    }
                }
                _ => out.push_str(&on_own_lines(item)),
            }
        }
        out
    }

    /// The sections of the region's own, with their contents to be written anew.
    fn sections(&self) -> String {
        let document = self.previous.map(|previous| &previous.doc.document);
        let Some(Value::List(items)) =
            document.and_then(|doc| doc.root.field(SECTIONS)).map(|entry| &entry.value.value)
        else {
            return String::new();
        };
        let text = document.map_or("", |document| document.file.text.as_str());
        let mut out = String::new();
        for item in items {
            for (i, entry) in item.fields().iter().enumerate() {
                let lead = if i == 0 { "  - " } else { "    " };
                let is_content = entry.key == "innhold";
                let value =
                    if is_content { String::new() } else { on_one_line(text, &entry.value) };
                let _ = writeln!(out, "{}", format!("{lead}{}: {value}", entry.key).trim_end());
                if is_content {
                    out.push_str(&indented(&points(&entry.value)));
                }
            }
        }
        out
    }

    /// What a list looks like, in comments, in a region's first file.
    fn example(&mut self, key: &str) {
        let example = match key {
            "risikoer" => RISK_EXAMPLE,
            "avvik" => DEVIATION_EXAMPLE,
            _ if key == Milepæler.period_field() => MILESTONE_EXAMPLE,
            _ => return,
        };
        self.blank();
        example.lines().for_each(|line| self.line(line));
    }

    /// The comments above an item of the previous file.
    fn comments(&self, field: &str, id: &Id) -> Vec<&str> {
        let Some(previous) = self.previous else { return Vec::new() };
        comments_above(&previous.doc.document, field, &id.0).unwrap_or_default()
    }

    /// A comment with the value of a field in the previous file: of a field of an item, or of the
    /// item itself if it is written in short.
    fn last(&self, item: &[Step<'_>], field: &str) -> String {
        note(self.last_value(item, field))
    }

    fn last_value(&self, item: &[Step<'_>], field: &str) -> Option<String> {
        let node = self.previous?.doc.document.node(item)?;
        let value = match &node.value {
            Value::Fields(_) => &node.field(field)?.value,
            // In short, an item is its first field.
            _ if matches!(field, "status" | "verdi" | "regnskap") => node,
            _ => return None,
        };
        match &value.value {
            Value::Scalar(scalar) if !value.is_null() => Some(scalar.text.clone()),
            _ => None,
        }
    }
}

/// What a report on milestones looks like.
const MILESTONE_EXAMPLE: &str = include_str!("start/milestones.yaml");
/// What a risk looks like.
const RISK_EXAMPLE: &str = include_str!("start/risks.yaml");
/// What a deviation looks like.
const DEVIATION_EXAMPLE: &str = include_str!("start/deviations.yaml");

/// The texts of a value: of a list, each with the dash of its point.
fn points(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Scalar(scalar) => vec![scalar.text.trim_end().to_owned()],
        Value::List(items) => {
            items.iter().map(|item| format!("- {}", points(item).concat())).collect()
        }
        Value::Fields(_) => vec![flow(node)],
    }
}

/// A value as it is written, if that is on one line and refers to nothing.
fn on_one_line(text: &str, node: &Node) -> String {
    let written = text.get(node.span.clone()).unwrap_or_default();
    let is_plain = !written.contains('\n') && !has_references(&[written]);
    let is_plain = is_plain && matches!(node.value, Value::Scalar(_));
    if is_plain { written.to_owned() } else { flow(node) }
}

/// The last texts of a section as comments below it.
fn indented(points: &[String]) -> String {
    let text = points.join("\n");
    if !text.contains('\n') {
        return format!("      # forrige: {text}\n");
    }
    let lines = text.lines().map(|line| format!("      #   {line}").trim_end().to_owned() + "\n");
    once("      # forrige:\n".to_owned()).chain(lines).collect()
}

/// The comment with a last value.
fn note(last: Option<String>) -> String {
    last.map(|last| format!(" # forrige: {last}")).unwrap_or_default()
}

/// The text of the previous period, as comments.
fn reminder(entry: &Entry, block: &SourceBlock<'_>) -> String {
    if entry.value.is_null() {
        return String::new();
    }
    let first = block.lines[0].split_once(':').map_or("", |(_, rest)| rest.trim());
    let first = if matches!(first, "|" | ">" | "|-" | ">-") { "" } else { first };
    let mut out = format!("  # forrige: {first}").trim_end().to_owned() + "\n";
    for line in &block.lines[1..] {
        let line = line.strip_prefix("  ").unwrap_or(line);
        let _ = writeln!(out, "{}", format!("  #   {line}").trim_end());
    }
    out
}
