# ASYNCC_SANITIZE: compiler, runtime, samples and tests alike, so that one report covers a whole
# program. The first finding ends it.
if(ASYNCC_SANITIZE)
    set(asyncc_sanitize -fsanitize=address,undefined -fno-sanitize-recover=all)
    add_compile_options(${asyncc_sanitize} -fno-omit-frame-pointer)
    add_link_options(${asyncc_sanitize})
endif()

# What a program of tests/ is compiled and linked with beside the runtime.
set(asyncc_instrument "")
if(ASYNCC_COVERAGE)
    set(asyncc_instrument --coverage)
endif()
