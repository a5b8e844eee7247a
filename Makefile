# make            the libraries, in target/release
# make demo       the main job, seen: an upload that is kept and one that is refused after all its data
# make test       all tests
# make bench      transfers and listings beside libcurl and the raw limit
# make header     writes include/trueftp.h anew from src/abi
# make install PREFIX=/usr/local [DESTDIR=…]

CARGO ?= cargo
CC ?= cc
PREFIX ?= /usr/local
INCLUDEDIR ?= $(PREFIX)/include
LIBDIR ?= $(PREFIX)/lib
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)
SOVERSION := 0
OUT := $(abspath $(or $(CARGO_TARGET_DIR),target))/release

# What a program needs that links libtrueftp.a; a test compares it with what rustc says.
STATIC_LIBS := -lgcc_s -lutil -lrt -lpthread -lm -ldl -lc

.PHONY: all demo test bench header install uninstall clean

all:
	$(CARGO) build --release --locked
	ln -sf libtrueftp.so $(OUT)/libtrueftp.so.$(SOVERSION)

demo: all
	$(CARGO) build --release --locked --package ftp-test-server --bin demo-server
	$(CC) -std=c11 -O2 -Wall -Wextra -Iinclude -o $(OUT)/put_file examples-c/put_file.c \
		-L$(OUT) -ltrueftp -Wl,-rpath,$(OUT)
	bash examples-c/demo.sh $(OUT)/demo-server $(OUT)/put_file

test:
	bash tests/run.sh

bench: all
	bash tests/bench/provision.sh
	$(CARGO) bench --locked --bench transfers --no-run
	TRUEFTP_LIB_DIR=$(OUT) TRUEFTP_INCLUDE_DIR=$(abspath include) \
		bash tests/bench/in_namespace.sh $(CARGO) bench --locked --offline --bench transfers

header:
	TRUEFTP_UPDATE_HEADER=1 $(CARGO) test --locked --test header

install: all
	install -d $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(LIBDIR)/pkgconfig
	install -m 644 include/trueftp.h $(DESTDIR)$(INCLUDEDIR)/trueftp.h
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
	rm -f $(DESTDIR)$(INCLUDEDIR)/trueftp.h $(DESTDIR)$(LIBDIR)/libtrueftp.a \
		$(DESTDIR)$(LIBDIR)/libtrueftp.so* $(DESTDIR)$(LIBDIR)/pkgconfig/trueftp.pc

clean:
	$(CARGO) clean
