"""GitHub Actions: runs of workflows, whose steps use the action of this repository."""

import fnmatch
import itertools
import re
import shutil

import yaml

from .actions import ACTIONS, StepFailed
from .expressions import evaluate, interpolate, path_in
from .project import ROOT, bash, environment, expect, only_known

WORKFLOW = "name on permissions concurrency jobs"
JOB = "if needs runs-on strategy steps environment"
STEP = "name id if uses with run shell env"
OURS = "OWNER/regionrapport@COMMIT"


class GitHub:
    """The repository as GitHub holds it: its workflows, and the caches that outlive their runs."""

    def __init__(self, project, names):
        self.project, self.work, self.caches, self.runs = project, project.work, [], 0
        self.workflows = {name: yaml.safe_load((ROOT / "docs/ci" / f"{name}.yml").read_text()) for name in names}
        for workflow in self.workflows.values():
            # YAML 1.1 reads `on` as a truth value.
            workflow["on"] = workflow.pop(True)
            only_known(workflow, WORKFLOW, workflow["name"])
            for name, job in workflow["jobs"].items():
                only_known(job, JOB, name)

    def started_by(self, event, changed=(), ended=None):
        """The workflows that an event on main or on a pull request to it starts."""
        return [name for name, workflow in self.workflows.items() if self.starts(workflow["on"], event, changed, ended)]

    @staticmethod
    def starts(triggers, event, changed, ended):
        """Whether an event is among the triggers of a workflow."""
        if event not in triggers:
            return False
        wanted = triggers[event] or {}
        only_known(wanted, "branches paths workflows types", event)
        paths = [pattern.replace("**", "*") for pattern in wanted.get("paths", ["**"])]
        return (
            "main" in wanted.get("branches", ["main"])
            and (event != "push" or any(fnmatch.fnmatch(file, pattern) for file in changed for pattern in paths))
            and (event != "workflow_run" or ended in wanted["workflows"])
        )

    def run(self, name, event, ref="main", lost=(), conclusion=None):
        """Runs a workflow; the machines of the jobs in `lost` are lost before their first step."""
        github = {"event_name": event, "event": {"workflow_run": {"conclusion": conclusion}}}
        run = Run(self, self.workflows[name], github, ref)
        run.execute(lost)
        return run


class Run:
    """A run of a workflow: its jobs by name, and its artifacts, which stay when jobs are run again."""

    def __init__(self, engine, workflow, github, ref):
        self.engine, self.workflow, self.github, self.ref, self.jobs = engine, workflow, github, ref, {}
        engine.runs += 1
        self.artifacts = engine.work / f"run-{engine.runs}"
        self.artifacts.mkdir()

    def execute(self, lost=()):
        """Runs the jobs that have not succeeded, and those that need them."""
        again = set()
        for name, job in self.workflow["jobs"].items():
            needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            needed = {result for need in needs for key, result in self.conclusions().items() if key.split()[0] == need}
            for index, matrix in enumerate(combinations(job.get("strategy", {}))):
                key = " ".join([name, *map(str, matrix.values())])
                if key in self.jobs and self.jobs[key].conclusion == "success" and not again & set(needs):
                    continue
                again.add(name)
                self.jobs[key] = Job(self, name, matrix, index)
                github = {**self.github, "job": name}
                if not condition(job.get("if", "success()"), {"github": github}, needed <= {"success"}):
                    self.jobs[key].conclusion = "skipped"
                elif key in lost:
                    self.jobs[key].conclusion = "failure"
                else:
                    self.jobs[key].execute(job["steps"])

    def conclusions(self):
        """How each job has ended."""
        return {key: job.conclusion for key, job in self.jobs.items()}


def combinations(strategy):
    """The values of a job's matrix, one mapping for each machine."""
    only_known(strategy, "fail-fast matrix", "strategy")
    matrix = strategy.get("matrix", {})
    return [dict(zip(matrix, values)) for values in itertools.product(*matrix.values())]


def condition(text, contexts, success):
    """Whether an `if` holds; one that asks for no status holds after success alone."""
    functions = {
        "always": lambda: True,
        "success": lambda: success,
        "startsWith": lambda value, start: value.lower().startswith(start.lower()),
    }
    asks = re.search(r"\b(always|success)\(\)", text)
    return (asks or success) and evaluate(text, path_in(contexts), functions)


class Job:
    """A job on a machine of its own: a workspace, a log, the page of its summary, and what is done at the end."""

    def __init__(self, run, name, matrix, index):
        self.run, self.conclusion, self.log, self.page, self.at_end = run, None, "", "", []
        self.home = run.artifacts.with_name("machine")
        self.workspace = self.home / "workspace"
        self.contexts = {
            "github": {**run.github, "job": name, "sha": run.engine.project.head(run.ref)},
            "matrix": matrix,
            "strategy": {"job-index": index},
            "runner": {"temp": str(self.home / "temp")},
            "steps": {},
        }

    def execute(self, steps):
        """Runs the steps on a new machine."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.workspace.mkdir(parents=True)
        (self.home / "temp").mkdir()
        success = self.steps(steps, self.contexts)
        for action in reversed(self.at_end if success else []):
            action()
        self.conclusion = "success" if success else "failure"

    def steps(self, steps, contexts):
        """Runs steps, of the job or of an action; whether all have succeeded."""
        success = True
        for step in steps:
            only_known(step, STEP, "step")
            if condition(step.get("if", "success()"), contexts, success):
                text = lambda value: interpolate(value, path_in(contexts))
                try:
                    inputs = {key: text(value) for key, value in step.get("with", {}).items()}
                    outputs = self.step(step, contexts, inputs, text)
                except StepFailed as failure:
                    success, outputs = False, {}
                    self.log += f"{failure}\n"
                contexts["steps"][step.get("id")] = {"outputs": outputs}
        return success

    def step(self, step, contexts, inputs, text):
        """Runs a step; its outputs."""
        if "run" in step:
            return self.shell(step, text)
        if step["uses"] == OURS:
            return self.composite(inputs, contexts)
        return ACTIONS[step["uses"].split("@")[0]](self, **{key.replace("-", "_"): value for key, value in inputs.items()})

    def shell(self, step, text):
        """Runs a script; the outputs that it wrote."""
        expect(step["shell"] == "bash", "a shell that is not emulated")
        output = self.home / "output"
        output.write_text("")
        env = environment(self.home, GITHUB_ACTIONS="true", GITHUB_OUTPUT=str(output), RUNNER_OS="Linux", RUNNER_ARCH="X64")
        page = self.home / "page"
        page.write_text("")
        env["GITHUB_STEP_SUMMARY"] = str(page)
        env |= {key: text(value) for key, value in step.get("env", {}).items()}
        status, printed = bash(text(step["run"]), self.workspace, env, self.home)
        self.log += printed
        self.page += page.read_text()
        if status:
            raise StepFailed(f"exit {status}")
        blocks = re.finditer(r"^(?:(\w+)<<(\w+)\n(.*?)\n\2|(\w+)=(.*))$", output.read_text(), re.M | re.S)
        return {block[1] or block[4]: block[3] if block[1] else block[5] for block in blocks}

    def composite(self, inputs, contexts):
        """Runs the steps of action.yml. To build the program is replaced by copying it; nothing else is."""
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        only_known(inputs, " ".join(action["inputs"]), "with")
        given = {name: inputs.get(name, field["default"]) for name, field in action["inputs"].items()}
        contexts = {**contexts, "inputs": given, "steps": {}, "github": {**contexts["github"], "action_path": str(ROOT)}}
        build = next(step for step in action["runs"]["steps"] if step.get("run", "").startswith("cargo install "))
        build["run"] = f'install -D "{self.run.engine.project.program}" "$PROGRAM/bin/regionrapport"'
        if not self.steps(action["runs"]["steps"], contexts):
            raise StepFailed("the action failed")
        return {}

    def annotations(self, level):
        """The file and line of each annotation of a level in the log."""
        found = re.findall(rf"^::{level} file=([^,]+),line=(\d+),.*?::.+$", self.log, re.M)
        return [(file, int(line)) for file, line in found]
