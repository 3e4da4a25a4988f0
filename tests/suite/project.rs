//! Projects in temporary folders, and the real command run in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use regionrapport::{Finding, Rendered, Workspace};

/// The smallest programme.
pub const PROGRAM: &str = "navn: Eksempel\neier: Ingen\nperiode: { fra: 2026, til: 2027 }\n";
/// The smallest region.
pub const REGION: &str = "navn: Nord\nsøkerkommune: Storvik\n";
/// The smallest period.
pub const PERIOD: &str = "type: sluttrapport\n";

/// A project that is deleted when it goes out of scope.
pub struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// A project with the smallest files: the report `p/nord/2026`.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
            .with("data/p/program.yaml", PROGRAM)
            .with("data/p/regioner/nord/region.yaml", REGION)
            .with("data/p/regioner/nord/2026.yaml", PERIOD)
    }

    /// A project without any file.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The same with a file.
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The same with another region, `sor`, and a period of it.
    pub fn with_south(self) -> Self {
        self.with("data/p/regioner/sor/region.yaml", "navn: Sør\nsøkerkommune: Lillevåg\n")
            .with("data/p/regioner/sor/2026.yaml", PERIOD)
    }

    /// The same with another period.
    pub fn with_period(self, content: &str) -> Self {
        self.with("data/p/regioner/nord/2026.yaml", content)
    }

    /// The same with another region.
    pub fn with_region(self, content: &str) -> Self {
        self.with("data/p/regioner/nord/region.yaml", content)
    }

    /// The same with another programme.
    pub fn with_program(self, content: &str) -> Self {
        self.with("data/p/program.yaml", content)
    }

    /// The same with a region that has a plan, and with an earlier period of it instead of the
    /// smallest one.
    pub fn with_earlier(self, period: &str) -> Self {
        let path = format!("data/p/regioner/nord/{period}.yaml");
        let _ = fs::remove_file(self.path("data/p/regioner/nord/2026.yaml"));
        self.with_region(include_str!("../source/plan.yaml"))
            .with(&path, include_str!("../source/earlier.yaml"))
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Renders the project's last report without the command: the report, if there is one that
    /// can be written as a PDF, and everything that is found.
    pub fn render(&self) -> (Option<Rendered>, Vec<Finding>) {
        let workspace = Workspace::open(self.root()).unwrap();
        let mut findings = workspace.findings();
        let case = workspace.load(workspace.reports().last().unwrap());
        let rendered = case.render().and_then(|report| report.pdf().map(|_| report));
        match rendered {
            Ok(rendered) => {
                findings.extend(rendered.warnings().cloned());
                (Some(rendered), findings)
            }
            Err(errors) => {
                findings.extend(errors);
                (None, findings)
            }
        }
    }

    /// Runs the command in the project.
    pub fn run(&self, args: &[&str]) -> Output {
        run_in(self.folder.path(), args)
    }

    /// Runs the command and gives exit status, output and errors as one text, with the
    /// folder's name replaced.
    pub fn shown(&self, args: &[&str]) -> String {
        let text = shown(&self.run(args));
        let real = self.folder.path().canonicalize().unwrap();
        let text = text.replace(&real.display().to_string(), "[root]");
        let text = text.replace(&self.folder.path().display().to_string(), "[root]");
        text.lines().map(|line| without_time(line) + "\n").collect()
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }
}

/// A line without the time that a run took.
fn without_time(line: &str) -> String {
    for word in [" på ", " in "] {
        let time = line.rsplit_once(word).and_then(|(start, time)| {
            let number = time.strip_suffix(" s")?.replace(',', ".");
            number.parse::<f64>().ok().map(|_| format!("{start}{word}[time] s"))
        });
        if let Some(line) = time {
            return line;
        }
    }
    line.to_owned()
}

/// Runs the command in a folder, with an environment that says nothing.
pub fn run_in(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regionrapport"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap()
}

/// Exit status, output and errors as one text.
pub fn shown(output: &Output) -> String {
    let code = output.status.code().map_or("killed".into(), |c| c.to_string());
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    format!("exit {code}\n--- out\n{out}--- err\n{err}")
}

/// Builds Ranaregionen's report of this repository into a new folder, as `r.<extension>`.
pub fn rana(extension: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = repository().display().to_string();
    let target = format!("r.{extension}");
    let output = run_in(folder.path(), &["build", "rana/2018", "--root", &root, "-o", &target]);
    assert!(output.status.success(), "{}", shown(&output));
    folder
}

/// The folder of this repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The exit status of a command, and all that it says.
pub fn said(project: &Project, args: &[&str]) -> (i32, String) {
    let output = project.run(args);
    (output.status.code().unwrap(), shown(&output))
}

/// All files below a folder with their bytes.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    all.sort();
    all
}
