"""Kubernetes: the Jobs of docs/ci/kubernetes-job.yaml, whose pods are processes on one folder.

With the rights to it each pod has its process numbers and a file system that is read-only but for the volume, and is the
user that the file says, as in a container; without, it is a process among others.
"""

import os
import re
import shutil
import signal
import subprocess
import time

import yaml

from .project import ROOT, expect, only_known

NAMESPACES = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
# Makes all but the volume read-only, and then runs the rest of the arguments as nobody in particular.
CONTAINER = """
volume=$1 user=$2; shift 2
mount --bind "$volume" "$volume"
mount -o remount,bind,ro /
cd "$volume"
exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs "$@"
"""


def isolated():
    """Whether this machine lets a pod be a container."""
    if os.geteuid() != 0 or not shutil.which("unshare") or not shutil.which("setpriv"):
        return False
    return subprocess.run([*NAMESPACES, "true"], stderr=subprocess.DEVNULL).returncode == 0


def jobs():
    """The Jobs of the file, by their names."""
    documents = yaml.safe_load_all((ROOT / "docs/ci/kubernetes-job.yaml").read_text())
    return {document["metadata"]["name"]: document["spec"] for document in documents}


class Job:
    """A Job: its pods by index, and the exit statuses that each index has had."""

    def __init__(self, spec, volume, program):
        known = "completionMode completions parallelism backoffLimitPerIndex backoffLimit podFailurePolicy suspend template"
        only_known(spec, known, "spec")
        self.spec, self.volume, self.program, self.pods = spec, volume, program, {}
        self.statuses = {index: [] for index in range(spec.get("completions", 1))}
        pod = spec["template"]["spec"]
        (self.container,) = pod["containers"]
        only_known(self.container, "name image args env resources securityContext volumeMounts", "container")
        expect(pod["restartPolicy"] == "Never", "the pods of such a Job must not restart by themselves")
        expect(self.container["securityContext"]["readOnlyRootFilesystem"], "the file system is to be read-only")
        dockerfile = (ROOT / "packaging/Dockerfile").read_text()
        workdir = re.findall(r"^WORKDIR (.+)", dockerfile, re.M)[-1]
        mounts = [mount["mountPath"] for mount in self.container["volumeMounts"]]
        expect(mounts == [workdir], f"the volume is at {mounts}, the image works in {workdir}")
        self.user = pod["securityContext"]["runAsUser"]
        if os.geteuid() == 0:
            self.hand_over(pod["securityContext"]["fsGroup"])

    def hand_over(self, group):
        """Gives the volume to a group, as `fsGroup` does."""
        for path in [self.volume, *self.volume.rglob("*")]:
            shutil.chown(path, group=group)
            path.chmod(path.stat().st_mode | (0o2070 if path.is_dir() else 0o060))

    def start(self, index):
        """Starts a pod of an index."""
        variables = {}
        for variable in self.container.get("env", []):
            field = variable["valueFrom"]["fieldRef"]["fieldPath"]
            expect(field == "metadata.annotations['batch.kubernetes.io/job-completion-index']", f"{field} is not emulated")
            variables[variable["name"]] = str(index)
        value = lambda match: variables[match[1]]
        command = [self.program, *(re.sub(r"\$\((\w+)\)", value, argument) for argument in self.container["args"])]
        if isolated():
            command = [*NAMESPACES, "sh", "-ec", CONTAINER, "sh", self.volume, str(self.user), *command]
        log = (self.volume.parent / f"pod-{index}.log").open("a")
        self.pods[index] = subprocess.Popen(
            command,
            cwd=self.volume,
            env={"PATH": os.environ["PATH"], **variables},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def kill(self, index):
        """Kills a pod with all its processes."""
        os.killpg(self.pods[index].pid, signal.SIGKILL)

    def run(self, watch=lambda job: None):
        """Runs all indexes to their ends; calls `watch` again and again meanwhile. Whether the Job is complete."""
        expect(self.spec.get("parallelism", 1) == len(self.statuses), "all pods are to run at once")
        for index in self.statuses:
            self.start(index)
        while self.pods:
            watch(self)
            for index, pod in list(self.pods.items()):
                if pod.poll() is not None:
                    del self.pods[index]
                    self.statuses[index].append(pod.returncode)
                    if self.is_tried_again(index):
                        self.start(index)
            time.sleep(0.005)
        return all(statuses[-1] == 0 for statuses in self.statuses.values())

    def is_tried_again(self, index):
        """Whether an index that has ended gets another pod."""
        status, tries = self.statuses[index][-1], len(self.statuses[index])
        for rule in self.spec.get("podFailurePolicy", {}).get("rules", []):
            codes = rule["onExitCodes"]
            expect((rule["action"], codes["operator"]) == ("FailIndex", "In"), "a rule that is not emulated")
            expect(codes["containerName"] == self.container["name"], "the rule is for another container")
            if status in codes["values"]:
                return False
        return status != 0 and tries <= self.spec.get("backoffLimitPerIndex", 0)
