"""A running cercania for the clients: its own store in a folder of its own, on a port of its own."""

import json
import os
import pathlib
import subprocess
import tempfile
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAYERS = ("settlements", "kitchens", "households", "catchments", "assignments", "gaps")
SPANISH = {
    "settlements": "Asentamientos",
    "kitchens": "Cocinas",
    "households": "Hogares",
    "catchments": "Zonas de atención",
    "assignments": "Asignaciones",
    "gaps": "Brechas",
}


class Service:
    """`with Service() as service:` runs the demo; `Service(households=25_000)` a town of that size; `options` go to `serve`."""

    def __init__(self, households=None, options=()):
        self.folder = tempfile.TemporaryDirectory(prefix="cercania-clients-")
        self.path = pathlib.Path(self.folder.name)
        self.store = self.path / "store.gpkg"
        self.households = households
        self.options = options

    def __enter__(self):
        if self.households:
            self.fill()
        self.log = open(self.path / "log", "w+", encoding="utf-8")
        arguments = ["serve", "--data", self.store, "--bind", "127.0.0.1:0", *([] if self.households else ["--demo"]), *self.options]
        self.process = subprocess.Popen([program(), *arguments], stdout=subprocess.PIPE, stderr=self.log, env=environment(), text=True)
        self.url = self.process.stdout.readline().strip().rstrip("/")
        if not self.url:
            raise AssertionError("cercania did not start: " + self.said())
        return self

    def fill(self):
        """What is in the store before the service starts, where it is not the demo."""
        import_town(self, self.households)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()
        self.log.close()
        self.folder.cleanup()

    def said(self):
        """What the service logged."""
        self.log.flush()
        return (self.path / "log").read_text(encoding="utf-8")

    def run(self, *arguments):
        """A command of cercania on this store; what it wrote."""
        return run(program(), *arguments, "--data", self.store)

    def get(self, path, method="GET", body=None, **headers):
        """An answer of any status."""
        request = urllib.request.Request(
            path if path.startswith("http") else self.url + path,
            data=body,
            method=method,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def json(self, path, **headers):
        """The JSON of an answer that must be 200."""
        answer = self.get(path, **headers)
        assert answer.status == 200, f"{path}: {answer.status} {answer.body[:500]!r}"
        return json.loads(answer.body)

    def count(self, layer):
        """How many features of a layer the service says there are."""
        return self.json(f"/collections/{layer}/items?limit=1")["numberMatched"]

    def fields(self, layer):
        """The fields of a layer as the service describes them, in their order: {name: schema}; the geometry left out."""
        properties = self.json(f"/collections/{layer}/schema", accept_language="es")["properties"]
        ordered = sorted(properties.items(), key=lambda item: item[1].get("x-ogc-propertySeq", 0))
        return {name: schema for name, schema in ordered if schema.get("x-ogc-role") != "primary-geometry"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


def program():
    """What `cargo build` left, or what CERCANIA names."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return os.environ.get("CERCANIA", str(target / "debug" / "cercania"))


def environment():
    return {**os.environ, "LANG": "es_PE.UTF-8", "LC_ALL": "es_PE.UTF-8"}


def run(*command, **options):
    """A command that must succeed; its standard output."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, **options)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{done.stderr}{done.stdout}"
    return done.stdout


def import_town(service, households):
    """Households on a lattice 11 m apart with three kitchens, as an office would import them."""
    points = ((-76.96 + 0.0001 * (n % 200), -12.15 + 0.0001 * (n // 200)) for n in range(households))
    rows = [f"H-{n:05},{lon:.4f},{lat:.4f},{1 + n % 6}" for n, (lon, lat) in enumerate(points)]
    kitchens = [f"K-{n},Cocina {n},{lon},{lat}" for n, lon, lat in ((1, -76.957, -12.147), (2, -76.945, -12.147), (3, -76.95, -12.14))]
    import_rows(service, "kitchens", ["id,name,lon,lat", *kitchens])
    import_rows(service, "households", ["id,lon,lat,persons", *rows])


def import_rows(service, layer, lines):
    """Rows as a CSV file has them, the names of its columns first."""
    file = service.path / f"{layer}.csv"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    run(program(), "import", layer, file, "--data", service.store)
