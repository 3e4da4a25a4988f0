"""GitLab CI: pipelines of docs/ci/gitlab-ci.yml."""

import shutil

import yaml

from .expressions import evaluate
from .project import ROOT, bash, environment, expect, merge_folder, only_known

JOB = "rules script needs parallel artifacts"


class Pipeline:
    """A pipeline of a ref: the jobs that its rules let in, how they have ended, and their artifacts.

    The machines of the jobs in `lost` are lost before they begin.
    """

    def __init__(self, project, ref, lost=(), **variables):
        self.project, self.ref, self.variables = project, ref, {"CI_DEFAULT_BRANCH": "main", **variables}
        self.lost = lost
        self.conclusions, self.logs = {}, {}
        self.artifacts = project.work / "gitlab"
        shutil.rmtree(self.artifacts, ignore_errors=True)
        self.jobs = yaml.safe_load((ROOT / "docs/ci/gitlab-ci.yml").read_text())
        self.default = self.jobs.pop("default")
        only_known(self.default, "image before_script", "default")
        if not self.rule(self.jobs.pop("workflow")):
            return
        for name, job in self.jobs.items():
            only_known(job, JOB, name)
            rule = self.rule(job)
            if rule:
                self.run(name, job, rule.get("when", "on_success"))

    def rule(self, job):
        """The first rule that holds, or none."""
        lookup = lambda name: self.variables.get(name.removeprefix("$"), "")
        return next((rule for rule in job["rules"] if evaluate(rule["if"], lookup)), None)

    def run(self, name, job, when):
        """Runs the job on each of its machines, if those that it needs have ended well or it does not ask."""
        needs = job.get("needs", [])
        needed = [key for key in self.conclusions if key.split()[0] in needs]
        expect(bool(needs) == bool(needed), f"{name} needs a job that is not in the pipeline")
        if when == "on_success" and not all(self.conclusions[key] == "success" for key in needed):
            self.conclusions[name] = "skipped"
            return
        count = job.get("parallel")
        for index in range(1, (count or 1) + 1):
            key, numbers = name, {}
            if count:
                key, numbers = f"{name} {index}/{count}", {"CI_NODE_INDEX": str(index), "CI_NODE_TOTAL": str(count)}
            self.machine(key, job, needed, numbers)

    def machine(self, key, job, needed, numbers):
        """Runs the job on a new machine, with the artifacts of the jobs that it needs."""
        if key in self.lost:
            self.conclusions[key] = "failure"
            return
        home = self.project.work / "machine"
        shutil.rmtree(home, ignore_errors=True)
        (home / "bin").mkdir(parents=True)
        # In place of the image, which has the program and jq.
        (home / "bin/regionrapport").symlink_to(self.project.program)
        folder = home / "project"
        self.project.checkout(folder, self.ref)
        for other in needed:
            if (self.artifacts / other).is_dir():
                merge_folder(self.artifacts / other, folder)
        env = environment(home, GITLAB_CI="true", **self.variables, **numbers)
        env["PATH"] = f"{home / 'bin'}:{env['PATH']}"
        script = "\n".join([*self.default["before_script"], *job["script"]])
        status, self.logs[key] = bash(script, folder, env, home)
        self.conclusions[key] = "failure" if status else "success"
        self.keep(key, folder, job.get("artifacts", {}), status)

    def keep(self, key, folder, artifacts, status):
        """Keeps the artifacts of a job."""
        only_known(artifacts, "when expire_in paths reports", "artifacts")
        if status and artifacts.get("when") != "always":
            return
        for pattern in [*artifacts.get("paths", []), *artifacts.get("reports", {}).values()]:
            for file in folder.glob(pattern):
                copy = self.artifacts / key / file.relative_to(folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
