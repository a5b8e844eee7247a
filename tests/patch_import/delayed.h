/*
 * InternetOpenA and FtpPutFileA, loaded at the first call. MinGW's linker writes no delay-import directory, and what
 * its dlltool makes for x86 does not run: so it is written by hand, as Microsoft's linker lays it out. The test enters
 * its address into the header.
 */
#include <delayimp.h>

#ifdef _WIN64
#define POINTER(symbol) ".rva " symbol "\n.long 0\n"
#else
#define POINTER(symbol) ".rva " symbol "\n"
#endif

__asm__(".section .rdata\n"
        ".balign 8\n"
        "delay_directory: .long 1\n" /* its pointers are RVAs */
        ".rva delay_dll, delay_module, delay_addresses, delay_names\n"
        ".long 0, 0, 0\n"
        ".space 32\n"
        "delay_names:\n" POINTER("delay_open") POINTER("delay_put") ".space 8\n"
        "delay_dll: .asciz \"WININET.dll\"\n"
        ".balign 2\n"
        "delay_open: .short 0\n.asciz \"InternetOpenA\"\n"
        ".balign 2\n"
        "delay_put: .short 0\n.asciz \"FtpPutFileA\"\n"
        ".data\n"
        ".balign 8\n"
        "delay_module: .space 8\n"
        "delay_addresses: .space 24\n"
        ".text\n");

extern const ImgDelayDescr delay_directory __asm__("delay_directory");
extern FARPROC delay_addresses[2] __asm__("delay_addresses");

FARPROC WINAPI __delayLoadHelper2(const ImgDelayDescr *directory, FARPROC *address);

/* The first call finds the function, as the code that a linker makes does. */
#define DELAYED_CALL(index, name) \
    ((__typeof__(&name))(void (*)(void))__delayLoadHelper2(&delay_directory, &delay_addresses[index]))
#define InternetOpenA DELAYED_CALL(0, InternetOpenA)
#define FtpPutFileA DELAYED_CALL(1, FtpPutFileA)
