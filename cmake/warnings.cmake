# asyncc_house_rules(TARGET STANDARD): how the project's own C is compiled: in the strict standard
# (11 or 17), free of warnings. Strict C hides POSIX on Linux unless it is asked for; a file that
# needs more than POSIX says so itself, in its first line.
function(asyncc_house_rules target standard)
    set_target_properties(${target} PROPERTIES
        C_STANDARD ${standard} C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
    target_compile_definitions(${target} PRIVATE
        $<$<PLATFORM_ID:Linux>:_POSIX_C_SOURCE=200809L>)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra $<$<BOOL:${ASYNCC_WERROR}>:-Werror>)
endfunction()
