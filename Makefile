# `make` lists what there is to do. Everything here can be done again at any time.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help set-up build verify test soak soak-lines soak-store bench-store lint format bench start-up oracle stage install uninstall dist deb check-packages expected

swift_at_least := 6.3
static_libraries := $(CURDIR)/.build/static-libraries
# The version is written once, in the command.
version := $(shell sed -nE 's/^let version = "(.*)"$$/\1/p' Sources/mrtd/Main.swift)
architecture := $(shell uname -m)
# What is released carries the time of its commit, so that packing again gives the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
PREFIX ?= /usr/local

# What the tests find in the third-party data beside the package, where these are.
MRTD_TEST_DATA ?= $(if $(wildcard ../shared/data),$(abspath ../shared/data))
ifneq ($(MRTD_TEST_DATA),)
export MRTD_TEST_DATA
endif
third_party_log := $(CURDIR)/.build/third-party-test-data.log

# How the command is linked for release: its start-up time is the loader's work, so everything that is not libcrypto or glibc goes inside.
# Measured with `mrtd --version` against `openssl version`: 1.10-1.48 with the first flag alone, 0.87-0.90 with all. vendor-notes/swift.md has the table.
# SQLite, and libarchive with what its zip, 7z and tar readers and its filters need; liblz4, libacl and libxml2 are for what is not read here.
linked_statically := sqlite3 archive z bz2 lzma zstd nettle
library_of_debian = $(firstword $(wildcard $(shell pkg-config --variable=libdir libarchive 2>/dev/null)/lib$(1).a /usr/lib/*/lib$(1).a))

release_flags := \
  --static-swift-stdlib \
  -Xlinker -L$(static_libraries) \
  -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
  -Xswiftc -use-ld=lld \
  -Xswiftc -cross-module-optimization \
  -Xlinker --gc-sections \
  $(foreach library,z bz2 lzma zstd nettle,-Xlinker -l$(library)) \
  -Xlinker -s
# --static-swift-stdlib   no Swift library to load, and the file runs where no Swift is installed
# -L static-libraries     a folder with libstdc++.a alone, so that -lstdc++ finds no shared one: its loading took a fifth of the time
# -static-libgcc          the same for libgcc_s
# -use-ld=lld             comes with Swift; gold warns of mktemp in FoundationEssentials, which nothing here calls, and has no safe replacement for it
# -cross-module-optimization  small functions are put in line across modules: a tenth of what passive authentication costs beside libcrypto
# --gc-sections           leaves out what nothing refers to
# -lz … -lnettle          what libarchive.a needs; a shared libarchive would load libxml2 and ICU at every start. Its folder comes from a
#                         libarchive.pc of our own: the linker looks at -Xlinker -L after the system's folders, where the shared one is
# -s                      no symbol table: 17 MB in place of 28; a build without these flags keeps it for debugging

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

set-up: ## installs what is missing: a check of Swift, then Debian packages
	@.ci/set-up $(swift_at_least)

# The map says what was linked, for the bill of materials.
build: set-up ## builds the command for release: .build/release/mrtd
	@mkdir -p $(static_libraries)
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" $(static_libraries)/libstdc++.a
	@$(foreach library,$(linked_statically),ln -sf '$(call library_of_debian,$(library))' $(static_libraries)/lib$(library).a;)
	@printf 'Name: libarchive\nDescription: the static one\nVersion: 3\nLibs: -L%s -larchive\n' '$(static_libraries)' > $(static_libraries)/libarchive.pc
	PKG_CONFIG_PATH='$(static_libraries)' swift build -c release --product mrtd $(release_flags) -Xlinker -Map=.build/mrtd.map

verify: build ## builds the command and verifies the sample passport with it
	.build/release/mrtd verify samples/passport --store samples/store --at 2026-06-01T00:00:00Z

# Writes what the command prints now about each sample; `git diff samples/expected` then shows what has changed.
expected: set-up ## writes samples/expected anew from what the command prints now
	swift build --product mrtd
	samples/expected/write .build/debug/mrtd samples/expected

# The line that announces each row of a table of vectors is left out: there are thousands. Whatever fails is named all the same.
test: set-up ## runs all tests, with third-party data where MRTD_TEST_DATA has them
	@mkdir -p .build && : > '$(third_party_log)'
	@set -o pipefail; MRTD_TEST_DATA_LOG='$(third_party_log)' swift test --disable-xctest | sed -u '/^◇ Test case passing/d'; status=$$?; \
	ran=$$(grep -c '^ran ' <(sort -u '$(third_party_log)')); skipped=$$(grep -c '^skipped ' <(sort -u '$(third_party_log)')); \
	echo "third-party test data: $$ran sets ran, $$skipped skipped"; exit $$status

SEED ?= 9303
COUNT ?= 5000000
soak: soak-documents soak-intake soak-lines soak-store ## runs the long campaigns: make soak SEED=9303 COUNT=5000000 KILLS=100

soak-lines: set-up # random lines through the reader of zones
	MRTD_SOAK_SEED=$(SEED) MRTD_SOAK_COUNT=$(COUNT) \
	swift test -c release --build-path .build/soak -Xswiftc -enable-testing --disable-xctest --filter ReaderSoakTests

soak-documents: set-up # every fault of a document in each of the 240 algorithms, which takes some minutes
	MRTD_ALL_ALGORITHMS=1 swift test --disable-xctest --filter DocumentFaultTests

soak-store: set-up # imports killed at moments of their own
	MRTD_KILLS=$(or $(KILLS),100) MRTD_SEED=$(SEED) swift test --disable-xctest --filter InterruptedImportTests

soak-intake: set-up # mutated files of all formats
	MRTD_SOAK_COUNT=$(or $(COUNT),5000000) MRTD_SOAK_SEED=$(or $(SEED),5) \
	swift test -c release --build-path .build/soak -Xswiftc -enable-testing --disable-xctest --filter MutatedFileTests

lint: ## says where the formatter would change something
	swift format lint --strict -r Package.swift Sources Tests $(wildcard Benchmarks/Package.swift Benchmarks/Sources)

format: ## formats the sources in place
	swift format -i -r Package.swift Sources Tests $(wildcard Benchmarks/Package.swift Benchmarks/Sources)

# The benchmarks are built as the command is.
bench: start-up ## measures start-up, zones and passive authentication against their yardsticks
	PKG_CONFIG_PATH=$(static_libraries) swift build -c release --package-path Benchmarks $(release_flags)
	Benchmarks/.build/release/zone-benchmark
	Benchmarks/.build/release/passive-authentication
	$(MAKE) --no-print-directory bench-store

store_signers ?= 30000
store_corpus := .build/store-corpus-$(store_signers)

# A public key infrastructure of Utopia with so many document signers; made once.
$(store_corpus): | build
	.build/release/mrtd specimen pki -o $@.part --signers $(store_signers) --generations 16
	mv $@.part $@

bench-store: $(store_corpus) ## measures the store: fields, import, check, opening, and the memory of the command
	PKG_CONFIG_PATH=$(static_libraries) swift build -c release --package-path Benchmarks --product store-benchmark $(release_flags)
	@mkdir -p .build/store-benchmark
	Benchmarks/.build/release/store-benchmark $(store_corpus) .build/store-benchmark
	python3 Benchmarks/store-memory.py .build/release/mrtd $(store_corpus) .build/store-benchmark

start-up: build ## measures mrtd --version against openssl version, in pairs
	python3 Benchmarks/start-up.py .build/release/mrtd

oracle_python := .build/oracle/bin/python

$(oracle_python): contrib/oracle/requirements.txt
	@.ci/set-up $(swift_at_least) oracle
	python3 -m venv .build/oracle
	.build/oracle/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

oracle: build $(oracle_python) ## compares with an independent reader in Python, and shows that it can fail
	rm -rf .build/oracle-specimens
	.build/release/mrtd specimen document -o .build/oracle-specimens --fault all --seed 9303
	$(oracle_python) contrib/oracle/oracle.py --mrtd .build/release/mrtd --schemas schemas samples .build/oracle-specimens
	cd contrib/oracle && MRTD='$(CURDIR)/.build/release/mrtd' '$(CURDIR)/$(oracle_python)' -m unittest -q test_oracle
	$(if $(MRTD_TEST_DATA),$(oracle_python) contrib/oracle/count_list.py --mrtd .build/release/mrtd '$(MRTD_TEST_DATA)'/master-lists/*.ml)
	$(if $(MRTD_TEST_DATA),$(oracle_python) contrib/oracle/count_profiles.py --mrtd .build/release/mrtd '$(MRTD_TEST_DATA)'/master-lists/*.ml)

stage: build ## writes man pages and completions to .build/stage, from the table of --help
	@packaging/stage .build/release/mrtd .build/stage

# Who installs as root after building as another need not have Swift in PATH.
install: $(if $(shell command -v swift),stage) ## installs below PREFIX (/usr/local), inside DESTDIR where that is set
	@packaging/install .build/release/mrtd .build/stage '$(DESTDIR)' '$(PREFIX)'

uninstall: ## removes what install brought
	@packaging/uninstall '$(DESTDIR)' '$(PREFIX)'

dist: stage ## the release as a tarball with checksums and a bill of materials: .build/dist
	@.ci/set-up $(swift_at_least) packages
	@packaging/tarball '$(version)' '$(architecture)' .build/dist

deb: stage ## the release as a Debian package: .build/dist
	@.ci/set-up $(swift_at_least) packages
	@packaging/debian '$(version)' .build/dist

check-packages: dist deb $(oracle_python) ## installs, removes and examines all that dist and deb made
	@packaging/check '$(version)' '$(architecture)' .build/dist $(oracle_python)
