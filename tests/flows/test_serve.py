"""What `make up` must not do."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_the_deployments_are_of_their_flows_and_keep_their_folder_as_a_template() -> None:
    described = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    assert (
        described["pull"][0]["prefect.deployments.steps.set_working_directory"]["directory"]
        == "{{ $FLOWS_FOLDER }}"
    )
    assert [one["name"] for one in described["deployments"]] == [
        "render",
        "rerender",
        "say",
        "train",
        "enrol",
    ]
    for one in described["deployments"]:
        module, function = one["entrypoint"].split(":")
        assert f'name="{one["tags"][0]}"' in (ROOT / module).read_text("utf-8")
        assert function == one["name"]


def test_no_module_of_flows_or_tasks_shadows_a_package() -> None:
    names = {path.stem for path in (ROOT / "flows").glob("*.py")} - {"__init__"}
    assert not names & {"tasks", "reciter", "prefect", "production", "utils"}
