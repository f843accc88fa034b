# Thin names; what they do is in .ci/ and in cargo. README.md says what each is for.

# Outside the checkout, so that a fresh clone does not build PROJ again (about five minutes).
export CARGO_TARGET_DIR ?= $(HOME)/.cache/cercania/target
# The demo's store: kept between runs, removed by `make clean`.
DEMO ?= $(HOME)/.cache/cercania/demo.gpkg
CARGO = .ci/cargo

.PHONY: setup run test lint bench dist clean

setup:
	.ci/setup run

run: setup
	mkdir -p $(dir $(DEMO))
	$(CARGO) run --locked -- serve --demo --data $(DEMO)

test:
	.ci/setup test
	.ci/test

lint:
	.ci/setup run
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings

# Some parts only: make bench PARTS="nearest globe"
bench:
	.ci/setup bench
	benches/peers/setup $(PARTS)
	$(CARGO) bench --locked --profile dev --bench benches -- $(PARTS)

dist: setup
	.ci/dist

# Keeps the built dependencies; `rm -r ~/.cache/cercania` removes everything.
clean:
	$(CARGO) clean -p cercania
	rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	rm -rf maps/web/dist
