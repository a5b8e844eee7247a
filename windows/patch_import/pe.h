/*
 * Reads what patch_import needs from a PE file (a Windows program or DLL): headers, imports and exports.
 *
 * The file may be hostile. All data is read by pe_u16, pe_u32 and pe_text. If an offset is outside the file, they return 0
 * or "" and mark the file as broken. A table without an end does the same. Therefore no other function checks offsets, but
 * every user of the data checks `broken` first.
 *
 * There are two kinds of positions: an offset is a position in the file, an RVA is a position in memory, after loading. RVAs
 * have 64 bits here, so that sums do not overflow.
 */
#ifndef PATCH_IMPORT_PE_H
#define PATCH_IMPORT_PE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PE_MAX_LOOKUPS 1000000UL /* much more than the largest programs need */
#define PE_MAX_TEXT 0x4000 /* names of C++ templates are long */
#define PE_MAX_SECTIONS 96 /* older versions of Windows do not load a file with more */

#define PE_X86 0x014C
#define PE_X64 0x8664

enum pe_directory_index {
    PE_EXPORTS = 0,
    PE_IMPORTS = 1,
    PE_SIGNATURE = 4,
    PE_BOUND_IMPORTS = 11,
    PE_DELAYED_IMPORTS = 13,
    PE_DOTNET = 14,
    PE_DIRECTORIES = 16
};

struct pe_section {
    char name[9];
    uint32_t rva;
    uint32_t memory_size;
    uint32_t file_size;
    uint32_t offset;
    bool is_code_and_data; /* writable and executable */
};

struct pe {
    unsigned char *bytes;
    size_t size;
    bool broken;
    unsigned long lookups;
    unsigned machine;
    size_t optional_header;
    size_t section_count;
    struct pe_section sections[PE_MAX_SECTIONS];
};

/* Whether these bytes are in the file. */
static inline bool pe_has(struct pe *pe, size_t offset, size_t length)
{
    if (offset > pe->size || length > pe->size - offset)
        pe->broken = true;
    return !pe->broken;
}

static inline unsigned pe_u16(struct pe *pe, size_t offset)
{
    return pe_has(pe, offset, 2) ? pe->bytes[offset] | (unsigned)pe->bytes[offset + 1] << 8 : 0;
}

static inline uint32_t pe_u32(struct pe *pe, size_t offset)
{
    return pe_has(pe, offset, 4) ? pe_u16(pe, offset) | (uint32_t)pe_u16(pe, offset + 2) << 16 : 0;
}

static inline bool pe_is_64(const struct pe *pe)
{
    return pe->machine == PE_X64;
}

/* The preferred load address. */
static inline uint64_t pe_base(struct pe *pe)
{
    if (pe_is_64(pe))
        return pe_u32(pe, pe->optional_header + 24) | (uint64_t)pe_u32(pe, pe->optional_header + 28) << 32;
    return pe_u32(pe, pe->optional_header + 28);
}

static inline size_t pe_checksum_offset(const struct pe *pe)
{
    return pe->optional_header + 64;
}

static inline uint32_t pe_entry_point(struct pe *pe)
{
    return pe_u32(pe, pe->optional_header + 16);
}

/* The offset of a directory's entry: its RVA, then its size. */
static inline size_t pe_directory(const struct pe *pe, enum pe_directory_index index)
{
    return pe->optional_header + (pe_is_64(pe) ? 112 : 96) + 8 * (size_t)index;
}

static inline size_t pe_directory_count(struct pe *pe)
{
    uint32_t count = pe_u32(pe, pe_directory(pe, 0) - 4);
    return count < PE_DIRECTORIES ? count : PE_DIRECTORIES;
}

static inline uint32_t pe_directory_rva(struct pe *pe, enum pe_directory_index index)
{
    return (size_t)index < pe_directory_count(pe) ? pe_u32(pe, pe_directory(pe, index)) : 0;
}

static inline bool pe_has_directory(struct pe *pe, enum pe_directory_index index)
{
    return pe_directory_rva(pe, index) != 0
           || ((size_t)index < pe_directory_count(pe) && pe_u32(pe, pe_directory(pe, index) + 4) != 0);
}

/* How many bytes of a section are read from the file: the loader maps whole pages. */
static inline uint64_t pe_section_length(const struct pe_section *section)
{
    uint64_t pages = ((uint64_t)section->memory_size + 0xFFF) & ~(uint64_t)0xFFF;
    return pages != 0 && pages < section->file_size ? pages : section->file_size;
}

/* The offset of an RVA, and how many bytes there are from it on. */
static inline size_t pe_at(struct pe *pe, uint64_t rva, size_t *length)
{
    uint32_t headers = pe_u32(pe, pe->optional_header + 60);

    *length = 0;
    if (++pe->lookups > PE_MAX_LOOKUPS)
        pe->broken = true;
    if (pe->broken)
        return 0;
    if (rva < headers && rva < pe->size) {
        *length = (headers < pe->size ? headers : pe->size) - (size_t)rva;
        return (size_t)rva;
    }
    for (size_t i = 0; i < pe->section_count; i++) {
        const struct pe_section *section = &pe->sections[i];
        uint64_t within = rva - section->rva;
        uint64_t there = pe_section_length(section);

        if (rva >= section->rva && within < there && section->offset + within < pe->size) {
            uint64_t offset = section->offset + within;
            *length = (size_t)(there - within < pe->size - offset ? there - within : pe->size - offset);
            return (size_t)offset;
        }
    }
    pe->broken = true;
    return 0;
}

static inline uint32_t pe_u32_at(struct pe *pe, uint64_t rva)
{
    size_t length = 0;
    size_t offset = pe_at(pe, rva, &length);

    if (length < 4)
        pe->broken = true;
    return pe->broken ? 0 : pe_u32(pe, offset);
}

/* A text ended by NUL. It may be changed, but not its length. */
static inline char *pe_text(struct pe *pe, uint64_t rva)
{
    static char none[1];
    size_t length = 0;
    size_t offset = pe_at(pe, rva, &length);

    if (memchr(pe->bytes + offset, '\0', length < PE_MAX_TEXT ? length : PE_MAX_TEXT) == NULL)
        pe->broken = true;
    return pe->broken ? none : (char *)pe->bytes + offset;
}

/* Names of DLLs and sections are compared without regard to case. */
static inline bool pe_same_name(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        int x = *a >= 'a' && *a <= 'z' ? *a - 'a' + 'A' : *a;
        int y = *b >= 'a' && *b <= 'z' ? *b - 'a' + 'A' : *b;
        if (x != y)
            return false;
    }
    return *a == *b;
}

static inline void pe_read_section(struct pe *pe, size_t at, struct pe_section *section)
{
    if (!pe_has(pe, at, 40))
        return;
    memcpy(section->name, pe->bytes + at, 8);
    section->memory_size = pe_u32(pe, at + 8);
    section->rva = pe_u32(pe, at + 12);
    section->file_size = pe_u32(pe, at + 16);
    section->offset = pe_u32(pe, at + 20);
    section->is_code_and_data = (pe_u32(pe, at + 36) & 0xA0000000) == 0xA0000000;
}

/* Whether linkers produce this layout. The loader might map another one in a way that pe_at does not expect. */
static inline bool pe_read_sections(struct pe *pe, size_t table, size_t count)
{
    bool is_usual = pe_u32(pe, pe->optional_header + 32) >= 0x1000; /* the alignment in memory: at least a page */

    if (count == 0 || count > PE_MAX_SECTIONS)
        return false;
    for (size_t i = 0; i < count; i++) {
        pe_read_section(pe, table + 40 * i, &pe->sections[i]);
        is_usual = is_usual && (pe->sections[i].file_size == 0 || pe->sections[i].offset % 512 == 0);
    }
    pe->section_count = count;
    return is_usual;
}

/* Returns NULL, or the reason why these bytes cannot be used. */
static inline const char *pe_open(struct pe *pe, unsigned char *bytes, size_t size)
{
    size_t header = 0;
    size_t table = 0;
    unsigned magic = 0;

    memset(pe, 0, sizeof *pe);
    pe->bytes = bytes;
    pe->size = size;
    if (size < 64 || memcmp(bytes, "MZ", 2) != 0)
        return "is not a PE file";
    header = pe_u32(pe, 60);
    if (!pe_has(pe, header, 24) || memcmp(bytes + header, "PE\0\0", 4) != 0)
        return "is not a PE file";

    pe->machine = pe_u16(pe, header + 4);
    pe->optional_header = header + 24;
    magic = pe_u16(pe, pe->optional_header);
    if (!(pe->machine == PE_X86 && magic == 0x010B) && !(pe->machine == PE_X64 && magic == 0x020B))
        return pe->broken ? "is truncated" : "is neither for x86 nor for x64";
    table = pe->optional_header + pe_u16(pe, header + 20);
    if (pe_directory(pe, 0) + 8 * pe_directory_count(pe) > table)
        return pe->broken ? "is truncated" : "has headers that overlap";
    if (!pe_read_sections(pe, table, pe_u16(pe, header + 6)))
        return pe->broken ? "is truncated" : "has an unusual layout";
    return pe->broken ? "is truncated" : NULL;
}

/*
 * The DLLs that a program imports from: first those that the loader loads, then those that the program loads when it
 * first calls them. Zeros begin a walk.
 */
struct pe_import {
    uint64_t next; /* the next descriptor */
    bool is_delayed;
    char *dll;
    uint64_t functions; /* the RVA of the list of functions */
    bool is_bound;      /* it contains addresses of one version of the DLL */
    uint64_t base;      /* the base of its pointers: old compilers wrote addresses instead of RVAs */
};

/* A pointer of a descriptor, as an RVA. */
static inline uint64_t pe_import_rva(struct pe *pe, const struct pe_import *import, uint64_t pointer)
{
    if (pointer < import->base)
        pe->broken = true;
    return pe->broken ? 0 : pointer - import->base;
}

static inline bool pe_read_import(struct pe *pe, struct pe_import *import)
{
    uint64_t at = import->next;
    uint32_t name = pe_u32_at(pe, at + 12);
    uint32_t functions = pe_u32_at(pe, at);

    import->next = at + 20;
    /* Some linkers omit the first list. The second list is equal until the loader writes to it. */
    import->functions = functions != 0 ? functions : pe_u32_at(pe, at + 16);
    import->is_bound = pe_u32_at(pe, at + 4) != 0;
    if (name == 0 || import->functions == 0 || pe->broken)
        return false;
    import->dll = pe_text(pe, name);
    return !pe->broken;
}

static inline bool pe_read_delayed_import(struct pe *pe, struct pe_import *import)
{
    uint64_t at = import->next;
    uint32_t name = pe_u32_at(pe, at + 4);

    import->next = at + 32;
    if (name == 0 || pe->broken)
        return false;
    import->base = (pe_u32_at(pe, at) & 1) != 0 ? 0 : pe_base(pe);
    import->dll = pe_text(pe, pe_import_rva(pe, import, name));
    import->functions = pe_import_rva(pe, import, pe_u32_at(pe, at + 16));
    import->is_bound = pe_u32_at(pe, at + 28) != 0;
    return !pe->broken;
}

static inline bool pe_next_import(struct pe *pe, struct pe_import *import)
{
    if (!import->is_delayed) {
        if (import->next == 0)
            import->next = pe_directory_rva(pe, PE_IMPORTS);
        if (import->next != 0 && pe_read_import(pe, import))
            return true;
        import->is_delayed = true;
        import->next = pe_directory_rva(pe, PE_DELAYED_IMPORTS);
    }
    return import->next != 0 && !pe->broken && pe_read_delayed_import(pe, import);
}

/* One function of an import, by its index in the list. `name` is NULL if it is imported by its ordinal. */
struct pe_function {
    const char *name;
    unsigned ordinal;
};

static inline bool pe_function(struct pe *pe, const struct pe_import *import, uint64_t index,
                               struct pe_function *function)
{
    uint64_t at = import->functions + index * (pe_is_64(pe) ? 8 : 4);
    uint32_t low = pe_u32_at(pe, at);
    uint32_t high = pe_is_64(pe) ? pe_u32_at(pe, at + 4) : 0;
    bool is_ordinal = ((pe_is_64(pe) ? high : low) & 0x80000000) != 0;

    if ((low == 0 && high == 0) || pe->broken)
        return false;
    function->ordinal = low & 0xFFFF;
    function->name = NULL;
    if (!is_ordinal) /* two bytes come before the name: a hint for the loader */
        function->name = pe_text(pe, pe_import_rva(pe, import, low | (uint64_t)high << 32) + 2);
    return !pe->broken;
}

static inline bool pe_exports(struct pe *pe, const char *name)
{
    uint64_t directory = pe_directory_rva(pe, PE_EXPORTS);
    uint32_t count = directory != 0 ? pe_u32_at(pe, directory + 24) : 0;
    uint64_t names = directory != 0 ? pe_u32_at(pe, directory + 32) : 0;

    for (uint32_t i = 0; i < count && !pe->broken; i++) {
        if (strcmp(pe_text(pe, pe_u32_at(pe, names + 4 * (uint64_t)i)), name) == 0)
            return !pe->broken;
    }
    return false;
}

/* The sum of all 16-bit words except the checksum itself, folded to 16 bits, plus the length. */
static inline uint32_t pe_checksum(const struct pe *pe)
{
    size_t own = pe_checksum_offset(pe);
    uint32_t sum = 0;

    for (size_t i = 0; i < pe->size; i++) {
        uint32_t byte = i >= own && i < own + 4 ? 0 : pe->bytes[i];
        sum += i % 2 == 0 ? byte : byte << 8;
        sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return sum + (uint32_t)pe->size;
}

/* A file without a checksum gets none. */
static inline void pe_renew_checksum(struct pe *pe)
{
    size_t own = pe_checksum_offset(pe);
    uint32_t sum = pe_checksum(pe);

    if (pe_u32(pe, own) == 0)
        return;
    for (size_t i = 0; i < 4; i++)
        pe->bytes[own + i] = (unsigned char)(sum >> 8 * i);
}

#endif
