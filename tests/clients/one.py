"""The tests of one client: python one.py qgis_layers.

Its process ends as soon as the result is known: while Python takes QGIS down, which is not what is tested, QGIS sometimes crashes.
"""

import os
import sys
import unittest

result = unittest.main(module=sys.argv[1], argv=sys.argv[:1], exit=False).result
sys.stdout.flush()
sys.stderr.flush()
os._exit(0 if result.wasSuccessful() and result.testsRun else 1)
