/*
 * gdb.h - tells gdb of asyncc.py, for each program that is linked with the runtime.
 *
 * gdb runs the text of the section .debug_gdb_scripts where the program lies in a folder that its
 * user trusts (`add-auto-load-safe-path`). The text looks for the script where it is installed, then
 * where the runtime was built.
 */
#ifndef ASYNC_DEBUG_GDB_H
#define ASYNC_DEBUG_GDB_H

#if defined __ELF__ && defined ASYNCC_GDB_INSTALLED
__asm__(".pushsection \".debug_gdb_scripts\", \"MS\",%progbits,1\n"
        ".byte 4\n" /* a script of Python, its name in the first line */
        ".ascii \"asyncc\\n\"\n"
        ".ascii \"import gdb, os\\n\"\n"
        ".ascii \"for path in ('" ASYNCC_GDB_INSTALLED "', '" ASYNCC_GDB_BUILT "'):\\n\"\n"
        ".ascii \"    if os.path.exists(path):\\n\"\n"
        ".ascii \"        gdb.execute('source ' + path)\\n\"\n"
        ".ascii \"        break\\n\"\n"
        ".byte 0\n"
        ".popsection\n");
#endif

#endif
