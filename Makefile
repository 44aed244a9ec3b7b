# `make run` and `make test` are the two commands. Each installs what is missing, and says what it does.
.PHONY: help run build test check watch

help:
	@echo "make run     build, and serve the demo school at http://127.0.0.1:3000"
	@echo "make test    check everything: format, lints, rules, both databases, HTTP, browser"
	@echo "make check   format, lints, rules, the store on SQLite: for work in between"
	@echo "make test ONLY=word   only the tests that a word names"
	@echo "make build   release binary: coterie in cargo's target folder, release/"
	@echo "make watch   rebuild and reload while you change files (cargo leptos)"

run:
	@node build/run.mjs

build:
	@node build/build.mjs

test:
	@node build/test.mjs

check:
	@node build/check.mjs

watch:
	@node build/watch.mjs
