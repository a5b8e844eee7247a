/*
 * patch_import: makes a Windows program use trueftp.dll in place of wininet.dll. Runs on Windows and on Unix systems.
 *
 *   patch_import program.exe [trueftp.dll]
 *   patch_import -r program.exe
 *
 * A program contains the names of the DLLs that it imports from. The first form replaces the name WININET.dll by
 * TRUEFTP.dll, which has the same length, and changes nothing else but the file's checksum. The original is kept as
 * program.exe.bak; the second form puts it back. Without a second argument, trueftp.dll is expected in the program's
 * folder, where it has to be when the program runs.
 *
 * A DLL that the program loads by itself (LoadLibrary) is not changed. Other DLLs that use WinINet have to be patched, too.
 *
 * The tool refuses, and changes nothing, if the program would not work afterwards or the change would have no effect:
 *
 *   - trueftp.dll does not have a function, or the function is imported by its ordinal: ordinals differ between DLLs
 *   - trueftp.dll is for another processor
 *   - .NET assemblies: they contain names of DLLs in DllImport
 *   - signed files: the signature would become invalid
 *   - packed files (see is_packed): the packer hides the names
 *   - bound imports: they contain addresses inside WININET.dll
 *   - read-only files
 *
 * Exit status: 0 done, 1 refused, 2 wrong usage.
 */
#ifndef _WIN32
#define _XOPEN_SOURCE 700
#endif

#include "pe.h"
#include "replace_file.h"

#define OLD_NAME "WININET.dll"
#define NEW_NAME "TRUEFTP.dll"

static bool refuse(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    return false;
}

/* "program.exe" and ".bak" joined; the caller frees the path. */
static char *with_ending(const char *path, const char *ending)
{
    size_t room = strlen(path) + strlen(ending) + 1;
    char *whole = malloc(room);

    if (whole == NULL)
        exit(1);
    snprintf(whole, room, "%s%s", path, ending);
    return whole;
}

/* A file of this name in the directory of `path`; the caller frees it. */
static char *beside(const char *path, const char *name)
{
    size_t directory = strlen(path);
    char *whole = with_ending(path, name);

#ifdef _WIN32
    while (directory > 0 && strchr("/\\:", path[directory - 1]) == NULL)
        directory--;
#else
    while (directory > 0 && path[directory - 1] != '/')
        directory--;
#endif
    memcpy(whole + directory, name, strlen(name) + 1);
    return whole;
}

/* Prints a name from the file without control characters, which the terminal would interpret. */
static void print_name(const char *name)
{
    for (; *name != '\0'; name++)
        putc(*name > ' ' && *name < 127 ? *name : '?', stderr);
}

static size_t count_imports(struct pe *program, const char *dll)
{
    struct pe_import import = {0};
    size_t count = 0;

    while (pe_next_import(program, &import))
        count += pe_same_name(import.dll, dll);
    return count;
}

static bool is_bound(struct pe *program)
{
    struct pe_import import = {0};

    while (pe_next_import(program, &import)) {
        if (import.is_bound && pe_same_name(import.dll, OLD_NAME))
            return true;
    }
    /* This directory may refer to any DLL. No linker writes it, only a tool that is obsolete today. */
    return pe_has_directory(program, PE_BOUND_IMPORTS);
}

static bool is_name_of_packer(const char *section)
{
    static const char *const names[] = {"UPX0",     "UPX1",    "UPX2",  "UPX!",  ".aspack", ".adata",   ".ASPack",
                                        ".petite",  "petite",  ".nsp0", ".nsp1", ".nsp2",   ".MPRESS1", ".MPRESS2",
                                        ".themida", "Themida", ".vmp0", ".vmp1", ".vmp2",   "PELOCKnt", "PEC2",
                                        "pec1",     "pec2",    "FSG!",  ".enigma1"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (pe_same_name(section, names[i]))
            return true;
    }
    return false;
}

/* How many functions the program imports, from all DLLs. */
static size_t count_functions(struct pe *program)
{
    struct pe_import import = {0};
    struct pe_function function = {NULL, 0};
    size_t count = 0;

    while (pe_next_import(program, &import)) {
        for (uint64_t i = 0; pe_function(program, &import, i, &function); i++)
            count++;
    }
    return count;
}

/*
 * A file counts as packed if one of its sections has a name that packers use. It also counts as packed if it starts in a
 * section that is writable and it imports fewer than 16 functions in all. A packer may leave one import of each DLL, so
 * an import of WININET.dll proves nothing.
 */
static bool is_packed(struct pe *program)
{
    uint32_t entry = pe_entry_point(program);
    bool unpacks_itself = false;

    for (size_t i = 0; i < program->section_count; i++) {
        const struct pe_section *section = &program->sections[i];
        if (is_name_of_packer(section->name))
            return true;
        if (entry >= section->rva && entry - section->rva < section->memory_size)
            unpacks_itself = unpacks_itself || section->is_code_and_data;
    }
    return unpacks_itself && count_functions(program) < 16;
}

/* Returns NULL, or the reason why the program cannot be patched. */
static const char *why_not(struct pe *program)
{
    if (pe_has_directory(program, PE_DOTNET))
        return "is a .NET assembly: change the name of the DLL in its source, in DllImport";
    if (pe_has_directory(program, PE_SIGNATURE))
        return "is signed: the signature would become invalid";
    if (is_packed(program))
        return "is packed: unpack it first";
    if (count_imports(program, OLD_NAME) == 0 && !program->broken)
        return count_imports(program, NEW_NAME) != 0 ? "is patched already" : "does not import " OLD_NAME;
    if (is_bound(program))
        return "has bound imports";
    return count_functions(program) == 0 || program->broken ? "has damaged imports" : NULL;
}

/* Prints which functions of one import trueftp.dll does not have. */
static bool has_functions(struct pe *dll, struct pe *program, const struct pe_import *import)
{
    struct pe_function function = {NULL, 0};
    bool all = true;

    for (uint64_t i = 0; pe_function(program, import, i, &function); i++) {
        if (function.name == NULL) {
            fprintf(stderr, "  ordinal %u: only functions that are imported by name can be replaced\n", function.ordinal);
            all = false;
        } else if (!pe_exports(dll, function.name) && !dll->broken) {
            fputs("  ", stderr);
            print_name(function.name);
            fputs(" is missing\n", stderr);
            all = false;
        }
    }
    return all;
}

static bool has_all_functions(struct pe *dll, struct pe *program)
{
    struct pe_import import = {0};
    bool all = true;

    while (pe_next_import(program, &import)) {
        if (pe_same_name(import.dll, OLD_NAME))
            all = has_functions(dll, program, &import) && all;
    }
    return all && !dll->broken;
}

/* Whether the program can run with this trueftp.dll. If not, prints the reason. */
static bool fits(struct pe *dll, struct pe *program, const char *dll_path)
{
    if (dll->machine != program->machine)
        return refuse(dll_path, pe_is_64(dll) ? "is for x64, the program for x86" : "is for x86, the program for x64");
    if (!pe_has_directory(dll, PE_EXPORTS))
        return refuse(dll_path, "exports nothing");
    if (!has_all_functions(dll, program))
        return refuse(dll_path, dll->broken ? "is damaged" : "does not have all functions that the program imports");
    return true;
}

/* Where the loader will find trueftp.dll; the caller frees the path. */
static char *own_trueftp(const char *path)
{
    char *small = beside(path, "trueftp.dll");

    if (is_there(small))
        return small;
    free(small);
    return beside(path, NEW_NAME);
}

static bool fits_trueftp(struct pe *program, const char *dll_path)
{
    struct content content = {0};
    struct pe dll;
    const char *why = read_file(dll_path, &content);
    bool good = false;

    if (why == NULL)
        why = pe_open(&dll, content.bytes, content.size);
    good = why == NULL ? fits(&dll, program, dll_path) : refuse(dll_path, why);
    free(content.bytes);
    return good;
}

/* Changes the names in memory. Returns false if that damages the tables by which they are found. */
static bool change_names(struct pe *program)
{
    struct pe_import import = {0};
    size_t both = count_imports(program, OLD_NAME) + count_imports(program, NEW_NAME);

    while (pe_next_import(program, &import)) {
        if (pe_same_name(import.dll, OLD_NAME))
            memcpy(import.dll, NEW_NAME, sizeof NEW_NAME - 1);
    }
    pe_renew_checksum(program);
    return count_imports(program, OLD_NAME) == 0 && count_imports(program, NEW_NAME) == both && !program->broken;
}

/* Writes the backup, then the new program. If a step fails, no new file is left. */
static bool write_both(const char *path, const struct content *original, const struct content *changed)
{
    char *backup = with_ending(path, ".bak");
    char *fresh = with_ending(path, ".new");
    bool done = false;

    if (is_there(backup)) {
        refuse(backup, "exists already");
    } else if (!write_new(backup, original)) {
        refuse(backup, "cannot be written");
    } else if (!write_new(fresh, changed)) {
        refuse(fresh, is_there(fresh) ? "exists already" : "cannot be written");
        remove(backup);
    } else if (!put_in_place(fresh, path)) {
        refuse(path, "cannot be replaced; is it running?");
        remove(fresh);
        /* Windows may have removed the program before the failure. Then the backup is the only copy. */
        if (is_there(path))
            remove(backup);
        else if (rename(backup, path) != 0)
            refuse(backup, "is the original");
    } else {
        printf("%s: now imports " NEW_NAME "; the original is %s\n", path, backup);
        done = true;
    }
    free(backup);
    free(fresh);
    return done;
}

/* Reads a program. `copy` has the same bytes; `program` refers to them, so that the original does not change. */
static bool read_program(const char *path, struct content *original, struct content *copy, struct pe *program)
{
    const char *why = read_file(path, original);

    *copy = *original;
    copy->bytes = why == NULL ? malloc(original->size + 1) : NULL;
    if (why == NULL && copy->bytes == NULL)
        why = "is too large";
    if (why != NULL)
        return refuse(path, why);
    memcpy(copy->bytes, original->bytes, original->size);
    why = pe_open(program, copy->bytes, copy->size);
    return why == NULL || refuse(path, why);
}

static bool may_be_written(const struct content *content)
{
    return (content->status.st_mode & S_IWUSR) != 0;
}

static bool patch(const char *path, const char *dll_path)
{
    struct content original = {0};
    struct content changed = {0};
    struct pe program;
    const char *why = NULL;
    char *own = own_trueftp(path);
    bool done = read_program(path, &original, &changed, &program);

    if (done) {
        why = may_be_written(&original) ? why_not(&program) : "is read-only";
        done = why == NULL ? fits_trueftp(&program, dll_path != NULL ? dll_path : own) : refuse(path, why);
    }
    if (done && !change_names(&program))
        done = refuse(path, "has imports that overlap");
    done = done && write_both(path, &original, &changed);
    if (done && !is_there(own))
        printf("To run, it needs trueftp.dll in its folder.\n");
    free(own);
    free(original.bytes);
    free(changed.bytes);
    return done;
}

static bool is_same(const struct content *a, const struct content *b)
{
    return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

/* Whether patching the backup results in `path`. If not, the program was updated since, or the backup is incomplete. */
static bool belongs(const char *backup, const char *path)
{
    struct content original = {0};
    struct content changed = {0};
    struct content present = {0};
    struct pe program;
    const char *why = read_file(path, &present);
    bool good = why == NULL ? read_program(backup, &original, &changed, &program) : refuse(path, why);

    if (good && !may_be_written(&present))
        good = refuse(path, "is read-only");
    if (good && !is_same(&original, &present) && !(change_names(&program) && is_same(&changed, &present)))
        good = refuse(path, "has been changed since it was patched");
    free(original.bytes);
    free(changed.bytes);
    free(present.bytes);
    return good;
}

static bool restore(const char *path)
{
    char *backup = with_ending(path, ".bak");
    bool done = belongs(backup, path);

    if (done && !put_in_place(backup, path))
        done = refuse(path, "cannot be replaced; is it running?");
    if (done)
        printf("%s: the original was restored\n", path);
    free(backup);
    return done;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "-r") == 0)
        return restore(argv[2]) ? 0 : 1;
    if ((argc == 2 || argc == 3) && argv[1][0] != '-')
        return patch(argv[1], argc == 3 ? argv[2] : NULL) ? 0 : 1;
    fprintf(stderr, "usage: patch_import program.exe [trueftp.dll]\n       patch_import -r program.exe\n");
    return 2;
}
