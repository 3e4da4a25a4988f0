"""Eight pods on one volume: one is killed and started again, then one region's data has a fault."""

import json
import re
import shutil
from pathlib import Path

from .kubernetes import Job, isolated, jobs
from .project import Project, expect, expect_junit, expect_same, pdfs, proven, sample

REGIONS = 16
VICTIM = 3


def run(work, program):
    """Makes a programme, builds it undisturbed, and then as the file says."""
    # Pods are another user, who must reach the folder and the program.
    work.chmod(0o755)
    work = work / "kubernetes"
    (work / "bin").mkdir(parents=True)
    program = Path(shutil.copy(program, work / "bin"))
    project = Project(work, program)
    sample(project.folder, REGIONS)
    volume = work / "volume"
    shutil.copytree(project.folder, volume)
    project.command("build", folder=project.folder)
    expected = pdfs(project.folder)
    killed(project, volume, expected)
    with_a_fault(project, volume, expected)


def share(project, job):
    """The files of the share of the pod that is to be killed."""
    count = len(job.statuses)
    project.command("build", f"--shard={VICTIM + 1}/{count}", "--summary=share.json")
    return [file for report in json.loads((project.folder / "share.json").read_text())["reports"] for file in report["files"]]


def killed(project, volume, expected):
    """Kills one pod between two of its reports, and compares all reports with those of an undisturbed build."""
    job = Job(jobs()["rapporter"], volume, project.program)
    files, at_the_kill = share(project, job), []

    def watch(job):
        written = [file for file in files if (volume / file).exists()]
        if written and not at_the_kill:
            at_the_kill.append(written)
            job.kill(VICTIM)
            refused = project.command("merge", *summaries(), folder=volume, status=2)
            expect("summary-" in refused, f"merge says: {refused}")

    complete = job.run(watch)
    expect(complete, f"the Job has failed: {job.statuses}")
    expect(len(job.statuses[VICTIM]) == 2 and job.statuses[VICTIM][0] != 0, f"no pod was killed: {job.statuses}")
    expect(len(at_the_kill[0]) < len(files), "the pod was killed after its last report")
    kind = "containers as another user on a read-only file system" if isolated() else "processes"
    proven(
        f"Kubernetes: 8 pods, {kind}; one killed after {len(at_the_kill[0])} of its {len(files)} reports was started again, "
        "until then merge refuses"
    )
    expect_same(pdfs(volume), expected)
    left = [path for path in volume.rglob(".regionrapport-*")]
    expect(not left, f"left behind: {left}")
    proven(f"Kubernetes: all {len(expected)} reports are there, to the byte those of an undisturbed build, and nothing else")
    project.command("build", folder=volume)
    expect_same(pdfs(volume), expected)
    proven("Kubernetes: one more build of all on the volume changes no byte")
    expect(Job(jobs()["rapporter-sum"], volume, project.program).run(), "the sum has failed")
    expect_junit(volume / "rapporter/reports.xml", len(expected), 0)
    proven("Kubernetes: the second Job joins the summaries, and writes JUnit")


def with_a_fault(project, volume, expected):
    """Runs the Job on data with a fault, which fails its reports without another try, and no others."""
    region = volume / "data/program/regioner/region-00005/2026-k3.yaml"
    region.write_text(region.read_text() + "ukjent: felt\n")
    job = Job(jobs()["rapporter"], volume, project.program)
    expect(not job.run(), "the Job is complete in spite of a fault")
    expect(sorted(sum(job.statuses.values(), [])) == [0] * 6 + [1, 1], f"the pods ended with {job.statuses}")
    expect_same(pdfs(volume), expected)
    expect(not Job(jobs()["rapporter-sum"], volume, project.program).run(), "the sum has passed")
    # The region's report, and the programme's on all regions.
    expect_junit(volume / "rapporter/reports.xml", len(expected), 2)
    proven("Kubernetes: a fault in a region fails 2 reports with no second try, the other pods succeed, the sum fails")


def summaries():
    """The arguments of the second Job that are files."""
    (container,) = jobs()["rapporter-sum"]["template"]["spec"]["containers"]
    return [argument for argument in container["args"] if re.fullmatch(r"[^=]+\.json", argument)]

