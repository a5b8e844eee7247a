# make            builds the libraries, in target/release
# make demo       shows what the library is for: an upload that is kept, and one that is refused after all its data
# make test       runs all tests
# make examples   builds the programs of examples-c and patch_import, in target/release/examples-c
# make bench      compares transfers and listings with libcurl and the raw limit
# make windows    builds the DLLs for Windows x64 and x86, in dist/ (on Debian 12)
# make header     generates include/trueftp.h and include/trueftp_wininet.h from src/abi and src/constants
# make docs       generates docs/reply-codes.md from the tables in src
# make install PREFIX=/usr/local [DESTDIR=…]   installs what make has built

CARGO ?= cargo
CC ?= cc
PREFIX ?= /usr/local
INCLUDEDIR ?= $(PREFIX)/include
LIBDIR ?= $(PREFIX)/lib
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)
SOVERSION := 0
OUT := $(abspath $(or $(CARGO_TARGET_DIR),target))/release

# The libraries that a program needs when it links libtrueftp.a. A test compares the list with rustc's.
STATIC_LIBS := -lgcc_s -lutil -lrt -lpthread -lm -ldl -lc

HEADERS := $(wildcard include/*.h include/*.hpp)
EXAMPLES := $(basename $(notdir $(wildcard examples-c/*.c examples-c/*.cpp))) patch_import

.PHONY: all demo examples test bench windows header docs install uninstall clean

all:
	$(CARGO) build --release --locked
	ln -sf libtrueftp.so $(OUT)/libtrueftp.so.$(SOVERSION)

$(OUT)/examples-c/%: examples-c/%.c $(wildcard examples-c/*.h) $(filter %.h,$(HEADERS)) all
	@mkdir -p $(@D)
	$(CC) -std=c11 -O2 -Wall -Wextra -pthread -Iinclude -o $@ $< -L$(OUT) -ltrueftp -Wl,-rpath,$(OUT)

$(OUT)/examples-c/%: examples-c/%.cpp $(HEADERS) all
	@mkdir -p $(@D)
	$(CXX) -std=c++17 -O2 -Wall -Wextra -Iinclude -o $@ $< -L$(OUT) -ltrueftp -Wl,-rpath,$(OUT)

# A tool for Windows programs that runs here, too. It does not use the library.
$(OUT)/examples-c/patch_import: $(wildcard windows/patch_import/*)
	@mkdir -p $(@D)
	$(CC) -std=c11 -O2 -Wall -Wextra -o $@ windows/patch_import/patch_import.c

examples: $(addprefix $(OUT)/examples-c/,$(EXAMPLES))

demo: $(OUT)/examples-c/put_file
	$(CARGO) build --release --locked --package ftp-test-server --bin demo-server
	bash examples-c/demo.sh $(OUT)/demo-server $<

test:
	bash tests/run.sh

bench: all
	bash tests/bench/provision.sh
	$(CARGO) bench --locked --bench transfers --no-run
	TRUEFTP_LIB_DIR=$(OUT) TRUEFTP_INCLUDE_DIR=$(abspath include) \
		bash tests/bench/in_namespace.sh $(CARGO) bench --locked --offline --bench transfers

windows:
	bash windows/provision.sh
	bash windows/build.sh

header:
	TRUEFTP_UPDATE_HEADER=1 $(CARGO) test --locked --test header

docs:
	TRUEFTP_UPDATE_DOCS=1 $(CARGO) test --locked --test replies document

install:
	$(if $(wildcard $(OUT)/libtrueftp.so),,$(error nothing is built in $(OUT): run make first))
	install -d $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(LIBDIR)/pkgconfig
	install -m 644 $(HEADERS) $(DESTDIR)$(INCLUDEDIR)
	install -m 755 $(OUT)/libtrueftp.so $(DESTDIR)$(LIBDIR)/libtrueftp.so.$(VERSION)
	ln -sf libtrueftp.so.$(VERSION) $(DESTDIR)$(LIBDIR)/libtrueftp.so.$(SOVERSION)
	ln -sf libtrueftp.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libtrueftp.so
	install -m 644 $(OUT)/libtrueftp.a $(DESTDIR)$(LIBDIR)/libtrueftp.a
	printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$(INCLUDEDIR)' '' \
		'Name: trueftp' \
		"Description: WinINet's FTP functions that return the server's final reply" \
		'Version: $(VERSION)' \
		'Cflags: -I$${includedir}' \
		'Libs: -L$${libdir} -ltrueftp' \
		'Libs.private: $(STATIC_LIBS)' > $(DESTDIR)$(LIBDIR)/pkgconfig/trueftp.pc

uninstall:
	rm -f $(addprefix $(DESTDIR)$(INCLUDEDIR)/,$(notdir $(HEADERS))) $(DESTDIR)$(LIBDIR)/libtrueftp.a \
		$(DESTDIR)$(LIBDIR)/libtrueftp.so* $(DESTDIR)$(LIBDIR)/pkgconfig/trueftp.pc

clean:
	$(CARGO) clean
