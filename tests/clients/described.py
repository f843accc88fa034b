"""Schemathesis: requests made up from `/api`, sound and unsound, find no answer that the description does not allow."""

import os
import sys
import unittest

from service import Service, environment, run

CHECKS = ",".join(
    (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "unsupported_method",
    )
)


class Described(unittest.TestCase):
    def test_no_answer_is_outside_the_description(self):
        with Service() as service:
            # Cautious enough for a test: the same requests every time, and not many of them.
            options = ("--checks", CHECKS, "--seed", "20200316", "--max-examples", "15", "--phases", "examples,coverage,fuzzing")
            command = os.path.join(os.path.dirname(sys.executable), "schemathesis")
            run(
                command,
                "run",
                service.url + "/api",
                *options,
                *("--request-timeout", "30", "--generation-database", "none", "--suppress-health-check", "all", "--no-color"),
                cwd=service.path,
                env=environment(),
            )
            self.assertEqual(service.get("/health/ready").status, 200)
            self.assertNotIn('"level":"ERROR"', service.said())
            self.assertNotIn("panicked", service.said())
