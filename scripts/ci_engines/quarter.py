"""A quarter on GitHub and GitLab: a pull request, reports on four machines, publishing, the next quarter."""

import json
import shutil

from .github import GitHub
from .gitlab import Pipeline
from .project import Project, expect, expect_junit, expect_same, pdfs, proven, sample

REGIONS = 5
# What is to come of the reports of a period: the regions', and the programme's own.
PERIOD = REGIONS + 1
REGION = "data/program/regioner/region-00005"


def run(work, program):
    """Runs all steps; each begins where the one before it has ended."""
    work = work / "quarter"
    work.mkdir()
    project = Project(work, program)
    github = GitHub(project, ["github-actions", "publish", "site"])
    begin(project)
    pull_request(project, github)
    merged(project, github)
    fault_on_main(project, github)
    lost_machine(project, github)
    published(project, github)
    next_quarter(project, github)


def begin(project):
    """Commits the programme with two quarters."""
    sample(project.folder, REGIONS, "2026-k1", "2026-k2")
    project.commit("Two quarters")


def pull_request(project, github):
    """Opens the pull request of the third quarter, with a fault and then without."""
    project.git("checkout", "-q", "-b", "k3")
    sample(project.work / "k3", REGIONS, "2026-k3")
    shutil.copytree(project.work / "k3/data", project.folder / "data", dirs_exist_ok=True)
    file = f"{REGION}/2026-k3.yaml"
    line = project.replace(file, r"regnskap: (\d+)(\d{3})$", r"regnskap: \1.\2")
    project.commit("The third quarter", "k3")
    project.open_pull_request("k3")

    expect(github.started_by("pull_request") == ["github-actions"], "a pull request starts other workflows")
    run = github.run("github-actions", "pull_request", "refs/pull/1/merge")
    expect(outcomes(run) == {"check": "failure", "build": "skipped", "sum": "skipped"}, f"{run.conclusions()}")
    errors = run.jobs["check"].annotations("error")
    expect(errors == [(file, line)], f"the fault is in {file}:{line}, the annotations are {errors}")
    proven(f"GitHub, pull request with a fault: red, one annotation, at {file}:{line}")

    pipeline = merge_request(project)
    expect(pipeline.conclusions == {"check": "failure"}, f"{pipeline.conclusions}")
    expect("thousands-dot" in pipeline.logs["check"], f"the log does not tell: {pipeline.logs['check']}")
    (finding,) = code_quality(pipeline)
    expect(set(finding) == {"description", "check_name", "severity", "fingerprint", "location"}, f"{finding}")
    place = (finding["location"]["path"], finding["location"]["lines"]["begin"])
    expect((place, finding["severity"]) == ((file, line), "major"), f"{finding}")
    proven(f"GitLab, merge request with a fault: red, one issue of code quality, at {file}:{line}")

    project.replace(file, r"(regnskap: \d+)\.(\d{3})$", r"\1\2")
    project.commit("Mended", "k3")
    project.open_pull_request("k3")
    run = github.run("github-actions", "pull_request", "refs/pull/1/merge")
    expect(outcomes(run) == {"check": "success", "build": "skipped", "sum": "skipped"}, f"{run.conclusions()}")
    expect("::" not in run.jobs["check"].log, f"the log says: {run.jobs['check'].log}")
    pipeline = merge_request(project)
    expect(pipeline.conclusions == {"check": "success"} and code_quality(pipeline) == [], f"{pipeline.logs}")
    proven("GitHub and GitLab, mended: green, no annotation, no issue")


def merged(project, github):
    """Merges it, and compares what four machines build with what one does."""
    project.merge_pull_request("k3")
    expect(github.started_by("push", ["data/x.yaml"]) == ["github-actions"], "a push of data starts other workflows")
    run = github.run("github-actions", "push")
    expect(outcomes(run) == {"check": "skipped", "build": "success", "sum": "success"}, f"{logs(run)}")
    all_reports(project, run.artifacts / "rapporter", 3 * PERIOD)
    page = run.jobs["sum"].page
    expect("| program/2026-k3 |" in page, f"the page of the run says: {page}")
    proven(f"GitHub, push to main: {shares(run)} on four machines; the sum has all, in JUnit and as the bytes of one machine")

    pipeline = Pipeline(project, "main", CI_PIPELINE_SOURCE="push", CI_COMMIT_BRANCH="main")
    machines = {f"build {index}/4": "success" for index in range(1, 5)}
    expect(pipeline.conclusions == {**machines, "merge": "success"}, f"{pipeline.logs}")
    all_reports(project, pipeline.artifacts / "merge", 3 * PERIOD)
    proven("GitLab, push to main: the same with parallel: 4 and merge")


def fault_on_main(project, github):
    """Pushes a fault to main, which fails its own reports and no others."""
    expected = project.undisturbed()
    project.replace(f"{REGION}/2026-k3.yaml", r"^type: ", "type: x")
    project.commit("A fault")
    run = github.run("github-actions", "push")
    expect(outcomes(run) == {"check": "skipped", "build": "failure", "sum": "failure"}, f"{run.conclusions()}")
    expect(run.jobs["build 1"].conclusion == "success", f"{run.conclusions()}")
    expect_junit(run.artifacts / "rapporter/reports.xml", 3 * PERIOD, 2)
    there = pdfs(run.artifacts / "rapporter")
    gone = {"rapporter/program/region-00005-2026-k3.pdf", "rapporter/program/2026-k3.pdf"}
    expect_same(there, {path: data for path, data in expected.items() if path not in gone})
    proven("GitHub, fault on main: red, JUnit has 2 failures, the artifact all other reports, and no old ones in their place")

    pipeline = Pipeline(project, "main", CI_PIPELINE_SOURCE="push", CI_COMMIT_BRANCH="main")
    ended = sorted(pipeline.conclusions.values())
    expect(pipeline.conclusions["merge"] == "failure" and "success" in ended, f"{pipeline.conclusions}")
    expect_junit(pipeline.artifacts / "merge/reports.xml", 3 * PERIOD, 2)
    expect_same(pdfs(pipeline.artifacts / "merge"), there)
    proven("GitLab, fault on main: the same")

    run.execute()
    expect(outcomes(run)["sum"] == "failure" and "409" not in logs(run), f"{logs(run)}")
    proven("GitHub, fault on main, run again: red for the same reason")


def lost_machine(project, github):
    """Mends it, changes all reports, adds a region, which moves shares; loses a machine and runs its job again."""
    project.replace(f"{REGION}/2026-k3.yaml", r"^type: x", "type: ")
    project.replace("data/program/program.yaml", r"^navn: .*", "navn: Et annet program")
    sample(project.work / "more", REGIONS + 1)
    name = f"data/program/regioner/region-{REGIONS + 1:05}"
    shutil.copytree(project.work / "more" / name, project.folder / name)
    project.commit("Another name, and a region")
    run = github.run("github-actions", "push", lost=["build 3"])
    expect(outcomes(run) == {"check": "skipped", "build": "failure", "sum": "failure"}, f"{run.conclusions()}")
    expect("summary-3.json" in run.jobs["sum"].log, f"the sum does not tell: {run.jobs['sum'].log}")
    pipeline = Pipeline(project, "main", ["build 3/4"], CI_PIPELINE_SOURCE="push", CI_COMMIT_BRANCH="main")
    expect(pipeline.conclusions["merge"] == "failure" and "3/4" in pipeline.logs["merge"], f"{pipeline.logs}")
    proven("GitHub and GitLab, a machine is lost: the sum fails, and names the share that is missing")
    run.execute()
    expect(outcomes(run) == {"check": "skipped", "build": "success", "sum": "success"}, f"{logs(run)}")
    all_reports(project, run.artifacts / "rapporter", 3 * PERIOD + 3)
    proven("GitHub, the job is run again: green, and all reports are those of this commit, none an earlier run's")


def published(project, github):
    """Publishes the quarter, writes the site, and publishes again, which changes nothing."""
    run = github.run("publish", "workflow_dispatch")
    expect(outcomes(run) == {"publish": "success"}, f"{logs(run)}")
    before = project.git("rev-parse", "HEAD")
    project.git("pull", "-q", "origin", "main")
    changed = project.git("diff", "--name-only", before, "HEAD").splitlines()
    expect(changed and all(file.startswith("publisert/") for file in changed), f"committed: {changed}")
    issued = [file for file in changed if file.endswith("utgave.yaml")]
    expect(len(issued) == PERIOD + 1 and all("2026-k3" in file for file in issued), f"issued: {issued}")
    project.command("verify", "--rebuild", "2026-k3", "*/2026-k3")
    proven(f"publish.yml: the {len(issued)} reports of the quarter are committed, nothing else; each can be made again")

    # What a workflow pushes with the token of its run starts no other, but its end does.
    expect(github.started_by("workflow_run", ended="publiser") == ["site"], "the end of publish.yml does not start site.yml")
    run = github.run("site", "workflow_run", conclusion="success")
    expect(outcomes(run) == {"site": "success"}, f"{logs(run)}")
    page = run.artifacts / "github-pages/program/region-00005/2026-k3.html"
    expect(page.is_file() and "https://example.org/programmet/" in page.read_text(), "the site lacks a page")
    skipped = github.run("site", "workflow_run", conclusion="failure")
    expect(outcomes(skipped) == {"site": "skipped"}, "the site is written although nothing was published")
    proven("site.yml: starts when publish.yml has ended well, and has the pages of the quarter")

    commits_nothing(project, github, "success")
    proven("publish.yml, run again: green, and commits nothing")


def commits_nothing(project, github, conclusion):
    """Runs publish.yml, which ends like this and leaves the branch where it is."""
    head = project.head()
    run = github.run("publish", "workflow_dispatch")
    expect(outcomes(run) == {"publish": conclusion}, f"{logs(run)}")
    expect(project.head() == head, "publish.yml has committed something")


def next_quarter(project, github):
    """Makes the files of the next quarter; until they are filled in, nothing is published."""
    project.git("checkout", "-q", "-b", "k4")
    for number in range(1, REGIONS + 2):
        project.command("new", "period", f"region-{number:05}")
    project.commit("The fourth quarter, to be filled in", "k4")
    project.open_pull_request("k4")
    run = github.run("github-actions", "pull_request", "refs/pull/1/merge")
    check = run.jobs["check"]
    warned = {file for file, _ in check.annotations("warning")}
    new = {f"data/program/regioner/region-{number:05}/2026-k4.yaml" for number in range(1, REGIONS + 2)}
    expect(check.conclusion == "success" and not check.annotations("error"), f"{check.log}")
    expect(warned == new, f"annotated: {sorted(warned)}")
    issues = code_quality(merge_request(project))
    expect({issue["severity"] for issue in issues} == {"minor"}, f"{issues}")
    expect(len({issue["fingerprint"] for issue in issues}) == len(issues), "two issues have one fingerprint")
    proven(f"GitHub and GitLab, the next quarter: green, {len(issues)} warnings in the {len(new)} files to be filled in")

    project.merge_pull_request("k4")
    run = github.run("github-actions", "push")
    expect(outcomes(run) == {"check": "skipped", "build": "success", "sum": "success"}, f"{logs(run)}")
    expect_same(pdfs(run.artifacts / "rapporter"), project.undisturbed())
    reports = {report["report"]: report["outcome"] for report in summaries(run)}
    expect(all(reports[name] == "published" for name in reports if "k3" in name), f"{reports}")
    expect(all(reports[name] == "built" for name in reports if "k4" in name), f"{reports}")
    proven("GitHub, push to main: what was published is left as it is, the next quarter is built")

    commits_nothing(project, github, "failure")
    proven("publish.yml, before the next quarter is filled in: red, and commits nothing")


def merge_request(project):
    """GitLab's pipeline of the pull request."""
    return Pipeline(project, "refs/pull/1/merge", CI_PIPELINE_SOURCE="merge_request_event")


def code_quality(pipeline):
    """The issues that the merge request shows."""
    return json.loads((pipeline.artifacts / "check/gl-code-quality-report.json").read_text())


def outcomes(run):
    """How the jobs have ended, the machines of one taken together: the worst."""
    worse, found = ["skipped", "success", "failure"], {}
    for key, conclusion in run.conclusions().items():
        name = key.split()[0]
        found[name] = max(found.get(name, "skipped"), conclusion, key=worse.index)
    return found


def logs(run):
    """What the jobs of a run have printed."""
    return "\n".join(f"{key}: {job.conclusion}\n{job.log}" for key, job in run.jobs.items())


def summaries(run):
    """All reports of the summaries of a run."""
    files = sorted(run.artifacts.glob("*/summary-*.json"))
    return [report for file in files for report in json.loads(file.read_text())["reports"]]


def shares(run):
    """How many reports each machine has built, in words."""
    counts = [len(json.loads(file.read_text())["reports"]) for file in sorted(run.artifacts.glob("*/summary-*.json"))]
    expect(max(counts) - min(counts) <= 1, f"the shares are not equal: {counts}")
    return " + ".join(map(str, counts)) + " reports"


def all_reports(project, folder, count):
    """Expects the JUnit file and the reports of all, the same as one command makes on one machine."""
    expect_junit(folder / "reports.xml", count, 0)
    expect_same(pdfs(folder), project.undisturbed())

