//! The command line.

mod man;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use regionrapport::commands::{
    Build, Check, Choice, Command, Diff, EDITOR, Merge, Settings, ShardChoice,
    SummaryFiles, Template, TemplateTest, Watch, message_language,
};
use regionrapport::diagnostics::{Lang, MessageFormat};
use regionrapport::model::PeriodId;
use regionrapport::schema::FileKind;
use regionrapport::typeset::Format;

/// Status reports for Norwegian regional programmes.
///
/// Merges YAML data into Typst templates and writes accessible PDF reports. A report is
/// named PROGRAMME/REGION/PERIOD, such as byregionprogrammet/rana/2018; leading parts that
/// are unambiguous may be left out, and a region alone means its newest report.
#[derive(Debug, Parser)]
#[command(name = "regionrapport", version, arg_required_else_help = true)]
#[command(
    after_help = "Exit status: 0 done, 1 faults in the files, 2 the tool could not work, 130 interrupted."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: CliCommand,
    #[command(flatten)]
    global: Global,
}

#[derive(Debug, Args)]
struct Global {
    /// The project's folder: the one that holds data/
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The language of findings [default: from the locale]
    #[arg(long, global = true, value_enum)]
    lang: Option<CliLang>,
    /// How to write findings; those for programs go to standard output
    #[arg(long, global = true, value_enum, default_value_t = CliMessageFormat::Human)]
    message_format: CliMessageFormat,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t)]
    color: clap::ColorChoice,
    /// How many reports to make at once [default: as many as there are cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// How many seconds one report may take; a template without end does not stop the others
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: u32,
    /// Treat warnings as errors
    #[arg(long, global = true)]
    deny_warnings: bool,
    /// Print findings only
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Write the reports that are out of date into rapporter/
    Build(Box<CliBuild>),
    /// Join the summaries of several machines, and tell whether all reports are there
    Merge {
        /// The summaries that «build --summary» wrote
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        summaries: CliSummaries,
    },
    /// Find everything that can be wrong, without writing
    Check {
        /// The reports to check; every file of the project, when none is named
        #[arg(value_name = "REPORT")]
        reports: Vec<String>,
        /// Set the pages of every report, not only of those that are named or one of each kind
        #[arg(long)]
        pages: bool,
        /// Name every text and number of the data that the finished reports do not show
        #[arg(long)]
        complete: bool,
        /// Use templates/NAME.typ instead of the template for the report's type
        #[arg(long, short, value_name = "NAME")]
        template: Option<String>,
    },
    /// Make reports anew whenever something they use changes, and show their pages in a browser
    Watch {
        /// The reports to write; all, when none is named
        #[arg(value_name = "REPORT")]
        reports: Vec<String>,
        /// Open the page in the browser
        #[arg(long)]
        open: bool,
        /// Use templates/NAME.typ instead of the template for the report's type
        #[arg(long, short, value_name = "NAME")]
        template: Option<String>,
        /// The port of the page [default: 3400, or the next that is free]
        #[arg(long, value_name = "PORT")]
        port: Option<u16>,
        /// The address that opens a file in your editor, with {path}, {line} and {column}; none,
        /// if there is no such editor
        #[arg(long, value_name = "ADDRESS", default_value = EDITOR)]
        editor: String,
    },
    /// Tell what a finding means, with a wrong and a right example
    Explain {
        /// The finding's code, such as unknown-field
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// Print a report's merged data as JSON, as templates read it
    Data {
        /// The report
        #[arg(value_name = "REPORT")]
        report: String,
        /// Write to a file instead of standard output; to a folder, all files that templates read
        #[arg(long, short, value_name = "PATH")]
        output: Option<PathBuf>,
    },
    /// Show what changed between two periods of a region
    Diff {
        /// The earlier report, such as nord/2026-k2
        #[arg(value_name = "A")]
        before: String,
        /// The later report, such as nord/2026-k3
        #[arg(value_name = "B")]
        after: String,
    },
    /// Make a new project that builds at once
    Init {
        /// The project's folder, which is made if it is not there
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
    /// Make a new data file to fill in; never overwrites one
    New {
        #[command(subcommand)]
        what: CliNew,
    },
    /// See, copy or compare the built-in templates
    Template {
        #[command(subcommand)]
        what: CliTemplate,
    },
    /// Print the JSON Schema of a kind of data file, or of what templates read
    Schema {
        /// The kind of file
        #[arg(value_enum)]
        kind: CliKind,
    },
    /// Print what makes a shell complete this program's commands and flags
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write those of all commands into a folder
    Man {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
struct CliBuild {
    /// The reports, or patterns such as 'region-*/2026-k3'; all, when none is named
    #[arg(value_name = "REPORT")]
    reports: Vec<String>,
    /// The file to write, for one report; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Use templates/NAME.typ instead of the template for the report's type
    #[arg(long, short, value_name = "NAME")]
    template: Option<String>,
    /// The format; PNG and SVG give a file for each page [default: by FILE, else pdf]
    #[arg(long, short, value_enum)]
    format: Option<CliFormat>,
    /// Only the newest report of each region and programme
    #[arg(long)]
    latest: bool,
    /// Only reports that files changed since a revision of git may concern
    #[arg(long, value_name = "REVISION")]
    changed_since: Option<String>,
    /// Only one of N equal shares, such as 3/8; auto or auto/N reads which from the variables of
    /// Kubernetes, GitLab, CircleCI, Buildkite, Cloud Run or AWS Batch
    #[arg(long, value_name = "I/N", value_parser = ShardChoice::parse)]
    shard: Option<ShardChoice>,
    /// Write also reports that would be the same again
    #[arg(long)]
    force: bool,
    /// Tell what would be written and why, without writing
    #[arg(long, short = 'n', conflicts_with_all = ["summary", "junit"])]
    dry_run: bool,
    /// Whether a report that fails leaves the others alone; with false it ends the run
    #[arg(long, value_name = "BOOL", default_value_t = true, num_args = 0..=1,
        default_missing_value = "true", require_equals = true, action = clap::ArgAction::Set)]
    keep_going: bool,
    /// Write what each report was made of, as rules for make and ninja
    #[arg(long, value_name = "FILE")]
    deps: Option<PathBuf>,
    #[command(flatten)]
    summaries: CliSummaries,
    /// Tell how long each step took, and which reports are the slowest
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
struct CliSummaries {
    /// Write what became of each report, as JSON
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Write the same as JUnit XML, for CI viewers
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
}

impl From<CliSummaries> for SummaryFiles {
    fn from(files: CliSummaries) -> Self {
        Self { summary: files.summary, junit: files.junit }
    }
}

impl From<CliBuild> for Build {
    fn from(build: CliBuild) -> Self {
        let format = build.format.map(|format| match format {
            CliFormat::Pdf => Format::Pdf,
            CliFormat::Png => Format::Png,
            CliFormat::Svg => Format::Svg,
        });
        Self {
            reports: Choice {
                names: build.reports,
                latest: build.latest,
                changed_since: build.changed_since,
            },
            shard: build.shard,
            output: build.output,
            template: build.template,
            format,
            force: build.force,
            dry_run: build.dry_run,
            stop_at_failure: !build.keep_going,
            timings: build.timings,
            deps: build.deps,
            summaries: build.summaries.into(),
        }
    }
}

#[derive(Debug, Subcommand)]
enum CliNew {
    /// The next period of a region, carried over from the last
    Period {
        /// The region
        #[arg(value_name = "REGION")]
        region: String,
        /// The period, such as 2026-k4 [default: the one after the last]
        #[arg(value_name = "PERIOD", value_parser = parse_period)]
        period: Option<PeriodId>,
    },
    /// A new region of a programme
    Region {
        /// Its name, or PROGRAMME/NAME where there are several programmes
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
enum CliTemplate {
    /// List the built-in files, what each is for, and which the project replaces
    List,
    /// Copy built-in files into templates/, where they take the built-in's place
    Eject {
        /// The files, such as sections/facts.typ
        #[arg(
            value_name = "FILE",
            required_unless_present = "all",
            conflicts_with = "all"
        )]
        files: Vec<String>,
        /// All files that templates/ does not have
        #[arg(long)]
        all: bool,
    },
    /// Set every template with sample data: conformance, labels, texts outside the page, looks
    Test {
        /// The templates; all of the project, when none is named
        #[arg(value_name = "NAME")]
        templates: Vec<String>,
        /// Store how the pages look, in templates/test/, instead of comparing
        #[arg(long)]
        update: bool,
    },
    /// Show how the project's files differ from the built-in ones of this version
    Diff {
        /// The files; all, when none is named
        #[arg(value_name = "FILE")]
        files: Vec<String>,
    },
}

fn parse_period(text: &str) -> Result<PeriodId, String> {
    text.parse().map_err(|_| {
        "a period is 2026-k1 (quarter), 2026-t1 (four months), 2026-h1 (half-year) or 2026".into()
    })
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CliMessageFormat {
    /// Message, source line and remedy
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
    /// A SARIF 2.1.0 log, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CliLang {
    /// Norwegian
    Nb,
    /// English
    En,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CliFormat {
    Pdf,
    Png,
    Svg,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CliKind {
    /// program.yaml
    Program,
    /// region.yaml
    Region,
    /// The file of a period, such as 2026-k1.yaml
    Period,
    /// The merged report, /rapport.json, as templates read it
    Report,
}

impl Cli {
    /// The command line itself, for its documentation.
    fn command_line() -> clap::Command {
        <Self as clap::CommandFactory>::command()
    }

    /// What all commands share.
    pub(crate) fn settings(&self) -> Settings {
        let lang = match self.global.lang {
            Some(CliLang::Nb) => Lang::Nb,
            Some(CliLang::En) => Lang::En,
            None => message_language(),
        };
        Settings {
            root: self.global.root.clone(),
            lang,
            quiet: self.global.quiet,
            format: match self.global.message_format {
                CliMessageFormat::Human => MessageFormat::Human,
                CliMessageFormat::Short => MessageFormat::Short,
                CliMessageFormat::Json => MessageFormat::Json,
                CliMessageFormat::Sarif => MessageFormat::Sarif,
                CliMessageFormat::Github => MessageFormat::Github,
            },
            deny_warnings: self.global.deny_warnings,
            time_limit: std::time::Duration::from_secs(self.global.time_limit.into()),
        }
    }

    /// How many threads to use, if the user says.
    pub(crate) fn jobs(&self) -> Option<usize> {
        self.global.jobs.map(usize::from)
    }

    /// When to use colour.
    pub(crate) fn color(&self) -> anstream::ColorChoice {
        match self.global.color {
            clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
            clap::ColorChoice::Always => anstream::ColorChoice::Always,
            clap::ColorChoice::Never => anstream::ColorChoice::Never,
        }
    }

    /// What to do.
    pub(crate) fn command(self) -> Command {
        match self.command {
            CliCommand::Build(build) => Command::Build(Build::from(*build)),
            CliCommand::Merge { files, summaries } => {
                Command::Merge(Merge { summaries: files, files: summaries.into() })
            }
            CliCommand::Check { reports, pages, complete, template } => {
                Command::Check(Check { reports, pages, complete, template })
            }
            CliCommand::Watch { reports, open, template, port, editor } => {
                let editor = Some(editor).filter(|address| address != "none");
                Command::Watch(Watch { reports, template, open, port, editor })
            }
            CliCommand::Explain { code } => Command::Explain(code),
            CliCommand::Data { report, output } => Command::Data(report, output),
            CliCommand::Diff { before, after } => Command::Diff(Diff { before, after }),
            CliCommand::Init { folder } => Command::Init(folder),
            CliCommand::New { what: CliNew::Period { region, period } } => {
                Command::NewPeriod(region, period)
            }
            CliCommand::New { what: CliNew::Region { name } } => Command::NewRegion(name),
            CliCommand::Template { what } => match what {
                CliTemplate::List => Command::Template(Template::List),
                // Without names all are meant; clap asks for one or the other.
                CliTemplate::Eject { files, .. } => {
                    Command::Template(Template::Eject(files))
                }
                CliTemplate::Test { templates, update } => {
                    Command::TemplateTest(TemplateTest { templates, update })
                }
                CliTemplate::Diff { files } => Command::Template(Template::Diff(files)),
            },
            CliCommand::Schema { kind } => Command::Schema(match kind {
                CliKind::Program => FileKind::Program,
                CliKind::Region => FileKind::Region,
                CliKind::Period => FileKind::Period,
                CliKind::Report => return Command::ReportSchema,
            }),
            CliCommand::Completions { shell } => {
                let mut text = Vec::new();
                let mut cli = Self::command_line();
                clap_complete::generate(shell, &mut cli, "regionrapport", &mut text);
                Command::Print(text)
            }
            CliCommand::Man { folder } => man::pages(Self::command_line(), folder),
        }
    }
}
