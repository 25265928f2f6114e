"""What importing the library must not do."""

import subprocess
import sys


def test_importing_reciter_and_its_command_line_loads_no_torch_transformers_or_prefect() -> None:
    code = (
        "import sys, reciter, reciter.cli.commands, reciter.engines.kokoro.engine\n"
        "print(sorted({'torch', 'transformers', 'prefect', 'openvino', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
