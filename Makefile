# make run     opens the window (without a display: writes the default event's pages to out/)
# make test    every test, and with the race detector those in which goroutines meet
# make race    every test with the race detector
# make test-browser   START-HERE.html in Chromium and Firefox, from a stick and over HTTP
# make proof   every page through two other decoders
# make conformance CASES=FOLDER   lengths against X's published cases
# make test-faults   every fault of a stick at every call, on real file systems, and in a machine of its own
# make bench-copy   how fast sticks are written, beside rsync, rclone and cp (Linux, as root)
# make test-medium   the read-back reaches the medium through exfat-fuse and ntfs-3g (as root)
# make check   vet, staticcheck, formatting
# make bench   how fast, beside a naive program that does the same
# make build   the window and the terminal program, into dist/
# make dist    the programs to hand out, for Linux, Windows and macOS, into dist/
# make test-windows   the terminal program for Windows, at work under Wine
# make screenshots   the pictures of the README
#
# Each installs what it needs first; see .ci/deps.

GO    ?= go
TAGS  := migrated_fynedo
KIT   := CGO_ENABLED=0 $(GO) run ./cmd/kit
# On Linux, as root, the tests have no network but loopback.
OFFLINE := .ci/offline
TEMPLATES := shout demand event bilingual code outline

.PHONY: run pages test race test-faults test-medium test-browser proof check bench bench-copy build dist test-windows screenshots deps deps-kit deps-build deps-test deps-browser deps-bench deps-dist deps-windows deps-faults

ifeq ($(shell uname -s)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
run: deps-kit
	@echo "No display here: writing the default event's pages to out/ instead of opening the window."
	@$(MAKE) --no-print-directory pages
else
run: deps-build
	@echo "Opening Event Kit. The first build takes about three minutes."
	@$(GO) run -tags $(TAGS) ./cmd/eventkit
endif

pages: deps-kit
	@$(KIT) pack -o out

# Where goroutines of the program's own meet; the packages under kit that draw
# are safe for many at once, and have tests of that with names of their own.
# Painting pages takes seven times as long under the race detector, so the rest
# runs without it; make race leaves nothing out. Only packages that have such
# tests are linked for them: each costs seconds.
MEETING := ./ui/model ./ui/player ./ui/screen ./ui/widget ./kit/share/... ./kit/drive ./kit/graphics ./kit/output ./kit/pdfium
AT_ONCE := Concurrent|AtOnce|Everywhere|Shared|SameInput|SamePixels|Copies|Preload|AnyLanguage|IsNotKept|Rows|Batch|Cancel|Write|Hung|ManySticks|Prepare|Waveform|Seek|Runner|InTheWindow|SingAlong|AreSaved|WallClock|Closing|DecisionsMake
HAVING  = $(filter-out $(MEETING:/...=),$(patsubst %/,./%,$(sort $(dir $(shell grep -rlE --include='*_test.go' '^func Test[A-Za-z0-9]*($(AT_ONCE))' kit)))))

# Some packages mostly wait, for a window or for music: one more runs beside the
# processors.
PACKAGES := -p $(shell echo $$(($$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)))

# The first line compiles PDFium once for all packages that show a PDF.
test: deps-test
	$(OFFLINE) $(GO) test -count 1 -run '^TestStart$$' ./kit/pdfium
	$(OFFLINE) $(GO) test $(PACKAGES) -tags $(TAGS) ./...
	$(OFFLINE) $(GO) test $(PACKAGES) -race -tags $(TAGS) $(MEETING)
	$(OFFLINE) $(GO) test $(PACKAGES) -race -tags $(TAGS) -run '$(AT_ONCE)' $(HAVING) ./ui

race: deps-test
	$(OFFLINE) $(GO) test -count 1 -run '^TestStart$$' ./kit/pdfium
	$(OFFLINE) $(GO) test -race -timeout 30m -tags $(TAGS) ./...

# Two pages are made, of the test's own kit and of the default one, and driven
# in Chromium and Firefox; see kit/site/testdata/browser.
BROWSER := out/browser
test-browser: deps-browser
	@mkdir -p $(BROWSER)
	@cp kit/site/testdata/browser/* $(BROWSER)/
	@CGO_ENABLED=0 $(GO) build -o $(BROWSER)/kit ./cmd/kit
	@cd $(BROWSER) && npm install --no-package-lock --no-audit --no-fund --ignore-scripts --silent & \
		$(BROWSER)/kit site --kit kit/site/testdata/river --event cmd/kit/testdata/example.toml -o $(BROWSER)/river && \
		$(BROWSER)/kit site -o $(BROWSER)/campaign && wait $$!
	cd $(BROWSER) && node run.js river campaign

# Every template, paper and language through two other decoders, and 10,000
# requests of 150 phones: two minutes more than the selection that make test takes.
proof: deps-test
	$(GO) test -timeout 30m ./kit/placard -run TestProof -full
	$(GO) test ./kit/share -run 'TestCrowd$$' -full
	$(GO) test -timeout 60m ./kit/storm -run 'TestProof|TestCards$$' -full

# All published cases of how X counts, from a folder that has them.
conformance:
	@test -n "$(CASES)" || { echo "make conformance CASES=FOLDER, a folder with twitter-text's validate.yml, extract.yml and tlds.yml"; exit 1; }
	$(GO) test -count=1 ./kit/message -run TestConformance -cases "$(abspath $(CASES))"

# The kernel is made to answer every fault at every call; real file systems are
# written, killed and read; and in a machine of its own sticks are pulled, lose
# their power and are bad. All faults are counted: at least a thousand, and none
# may end in a stick that is called done and isn't.
FAULTS := out/faults
test-faults: deps-test deps-faults
	@rm -f $(FAULTS)/tally
	$(OFFLINE) $(GO) test -count 1 -timeout 60m ./kit/stick -run TestFaults -full -tally $(abspath $(FAULTS)/tally)
	$(OFFLINE) $(GO) test -count 1 -timeout 120m -tags faults ./kit/stick/sticktest -tally $(abspath $(FAULTS)/tally)
	@awk '{ made += $$2; lies += $$3; print $$2 " faults, " $$3 " times a false done: " $$1 } \
		END { print made " faults in all, " lies " times a false done"; exit made < 1000 || lies > 0 }' $(FAULTS)/tally

# A byte is changed in the image of a stick behind the back of its file system,
# and every read-back has to see it. Loop devices take root.
test-medium: deps-test
	$(GO) vet -tags loop ./kit/stick
	$(GO) test -count 1 -tags loop ./kit/stick -run '^TestLoop'

check: deps-build
	$(GO) vet -tags $(TAGS),faults ./...
	$(GO) vet -tags $(TAGS),bench ./kit/stick ./cmd/eventkit
	$(GO) tool staticcheck -tags $(TAGS),faults -checks inherit,ST1000,ST1020,ST1021,ST1022 ./...
	@unformatted=$$($(GO) tool gofumpt -l .); test -z "$$unformatted" || { echo "make check: run 'go tool gofumpt -w .' for:"; echo "$$unformatted"; exit 1; }
	GOOS=windows CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/kit
	GOOS=darwin CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/kit

bench: deps-build
	@mkdir -p out
	$(GO) test -tags $(TAGS) -run '^$$' -bench . -benchmem ./kit/... ./cmd/kit | tee out/bench.txt
	$(GO) tool benchstat out/bench.txt

# A folder onto sticks that the kernel slows down (loop devices, blkio), beside
# other programs; sixteen sticks of which four are bad; and clicks into the
# window meanwhile. Some ten minutes.
bench-copy: deps-bench
	$(GO) test -count 1 -timeout 60m -tags $(TAGS),bench ./kit/stick -run '^TestBench' -v
	$(GO) test -count 1 -timeout 30m -tags $(TAGS),bench ./cmd/eventkit -run '^TestBench' -v

# Every picture is made by the programs themselves.
screenshots: deps-build
	@mkdir -p assets/screenshots
	@for t in $(TEMPLATES); do lang=en; [ $$t != bilingual ] || lang=en,ar; \
		$(KIT) placard --template $$t --lang $$lang --event cmd/kit/testdata/example.toml --dpi 72 -o assets/screenshots/$$t.png || exit; done
	$(GO) test -tags $(TAGS) ./ui -run TestScreenshots -update

build: deps-build
	@mkdir -p dist
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w" -o dist/ ./cmd/kit
	$(GO) build -trimpath -ldflags "-s -w" -tags $(TAGS),release -o dist/ ./cmd/eventkit

# To hand out, on Debian or Ubuntu on x86-64. The same files give the same bytes:
# no folder of this computer, no time, no commit is in them. A build for macOS,
# made on a Mac, goes along if it lies in dist/programs already.
DIST  := CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false -ldflags "-s -w -buildid="
RELEASE := -trimpath -buildvcs=false -tags $(TAGS),release
SYSO  := cmd/eventkit/rsrc_windows_amd64.syso
dist: deps-dist
	@mkdir -p dist/programs
	GOOS=linux GOARCH=amd64 $(DIST) -o dist/kit ./cmd/kit
	GOOS=windows GOARCH=amd64 $(DIST) -o dist/kit.exe ./cmd/kit
	GOOS=darwin GOARCH=arm64 $(DIST) -o dist/kit-macos-arm64 ./cmd/kit
	GOOS=darwin GOARCH=amd64 $(DIST) -o dist/kit-macos-amd64 ./cmd/kit
	CGO_ENABLED=1 GOOS=linux GOARCH=amd64 $(GO) build $(RELEASE) -ldflags "-s -w -buildid= -extldflags=-Wl,--build-id=none" -o dist/eventkit ./cmd/eventkit
	cd cmd/eventkit/windows && x86_64-w64-mingw32-windres -O coff eventkit.rc ../$(notdir $(SYSO))
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc $(GO) build $(RELEASE) -ldflags "-s -w -buildid= -H=windowsgui" -o dist/eventkit.exe ./cmd/eventkit; \
		code=$$?; rm -f $(SYSO); exit $$code
	@ln -f dist/eventkit "dist/programs/Event Kit for Linux"
	@ln -f dist/eventkit.exe "dist/programs/Event Kit for Windows.exe"
	@cp LICENSE dist/
	@cp cmd/eventkit/handout.txt dist/README.txt
	@cd dist && sha256sum LICENSE README.txt eventkit eventkit.exe kit kit.exe kit-macos-* programs/* >SHA256SUMS
	@ls -l dist dist/programs

# What is built for Windows does the same work there, to the byte.
test-windows: deps-windows
	@mkdir -p dist
	$(DIST) -o dist/kit ./cmd/kit
	GOOS=windows GOARCH=amd64 $(DIST) -o dist/kit.exe ./cmd/kit
	$(GO) test -count=1 -timeout 30m -tags wine ./cmd/kit -run TestWindows -dist $(abspath dist)

deps: deps-test
deps-kit deps-build deps-test deps-browser deps-bench deps-dist deps-windows deps-faults: deps-%:
	@.ci/deps $*
