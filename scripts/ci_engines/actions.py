"""What stands in for the actions that workflows use: folders of this machine.

Each takes the job and its inputs, with `_` for `-`, and gives its outputs. An input that is not emulated is a TypeError.
"""

import fnmatch
import os
import re
import shutil
from pathlib import Path

from .project import expect, merge_folder


class StepFailed(Exception):
    """The step has failed, and with it the job."""


def checkout(job):
    """Checks out what the event is about."""
    job.run.engine.project.checkout(job.workspace, job.run.ref)
    return {}


def cache(job, path, key, restore_keys=""):
    """Restores a folder; at the end of a job that succeeded, what it holds by then is kept. A pull request sees what
    main has kept, and never the other way round."""
    caches, folder = job.run.engine.caches, job.workspace / path
    seen = [kept for scope in (job.run.ref, "main") for kept in reversed(caches) if kept["scope"] == scope]
    found = next((kept for kept in seen if kept["key"] == key), None)
    found = found or next((kept for start in restore_keys.split() for kept in seen if kept["key"].startswith(start)), None)
    if found:
        shutil.copytree(found["folder"], folder, dirs_exist_ok=True, symlinks=True)
    exact = found is not None and found["key"] == key

    def keep():
        if folder.is_dir() and not exact:
            copy = job.run.engine.work / f"cache-{len(caches)}"
            shutil.copytree(folder, copy, symlinks=True)
            caches.append({"scope": job.run.ref, "key": key, "folder": copy})

    job.at_end.append(keep)
    return {"cache-hit": "true" if exact else "false" if found else ""}


def upload_artifact(job, name, path, overwrite="false"):
    """Keeps files; their paths begin below what the paths of the input have in common. Hidden files stay behind."""
    target = job.run.artifacts / name
    if target.exists():
        if overwrite.lower() != "true":
            raise StepFailed(f"409 Conflict: an artifact with the name {name} already exists on the workflow run")
        shutil.rmtree(target)
    patterns = [line.strip() for line in path.splitlines() if line.strip()]
    fixed = [re.split(r"/?[^/]*[*?[]", pattern)[0] for pattern in patterns]
    root = job.workspace / os.path.commonpath(fixed or ["."])
    root = root.parent if root.is_file() else root
    for pattern in patterns:
        for found in job.workspace.glob(pattern):
            for file in found.rglob("*") if found.is_dir() else [found]:
                below = file.relative_to(root)
                if file.is_file() and not any(part.startswith(".") for part in below.parts):
                    (target / below).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, target / below)
    return {}


def download_artifact(job, merge_multiple, pattern="*"):
    """Puts the files of all artifacts that fit into the workspace."""
    expect(merge_multiple.lower() == "true", "artifacts in folders of their own are not emulated")
    for artifact in sorted(job.run.artifacts.iterdir()):
        if fnmatch.fnmatch(artifact.name, pattern):
            merge_folder(artifact, job.workspace)
    return {}


def configure_pages(job):
    """The address of the site."""
    return {"base_url": "https://example.org/programmet"}


def upload_pages_artifact(job, path):
    """Keeps the folder of the site."""
    if not (job.workspace / path).is_dir():
        raise StepFailed(f"{path} is no folder")
    shutil.copytree(job.workspace / path, job.run.artifacts / "github-pages")
    return {}


def deploy_pages(job):
    """Publishes the site that was uploaded."""
    if not Path(job.run.artifacts / "github-pages/index.html").is_file():
        raise StepFailed("there is no page")
    return {"page_url": "https://example.org/programmet/"}


ACTIONS = {
    "actions/checkout": checkout,
    "actions/cache": cache,
    "actions/upload-artifact": upload_artifact,
    "actions/download-artifact": download_artifact,
    "actions/configure-pages": configure_pages,
    "actions/upload-pages-artifact": upload_pages_artifact,
    "actions/deploy-pages": deploy_pages,
}
