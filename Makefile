# Everything is in tools/make.py; this only saves typing. Options: make demo ARGS="--fresh"
PYTHON ?= python3
ARGS ?=

.PHONY: help install demo test quick nightly
help:
	@echo "make demo     a sample city and one whole round on it"
	@echo "make test     every check, in the order of .ci/run"
	@echo "make quick    the checks without the slow tests and coverage"
	@echo "make nightly  two hundred kills and a storm of a thousand letters"
	@echo "make install  the environment alone"
install:
	@$(PYTHON) tools/make.py install
demo:
	@$(PYTHON) tools/make.py demo $(ARGS)
test:
	@$(PYTHON) tools/make.py test
quick:
	@$(PYTHON) tools/make.py quick
nightly:
	@$(PYTHON) tools/make.py nightly
