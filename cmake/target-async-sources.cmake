# target_async_sources(TARGET [PRIVATE|PUBLIC] FILE.c...)
#
# Adds dialect files to TARGET. Each is translated by asyncc as TARGET would compile it (include
# folders, definitions, standard, options), again whenever the file, a header that it reads, one of
# those options or asyncc itself has changed, and its translation is compiled into TARGET.
# TARGET is linked with asyncc::runtime; PUBLIC hands that on to what links TARGET, as is right for
# a library whose headers include <asyncc.h>.
#
# The translation of sub/x.c is TARGET.async/sub/x.async.c in the build folder; FILE.c is relative
# to the current source folder. For Ninja and Makefiles.
#
# Beside it stands the library TARGET_async_parse, which nothing builds: it is there to put the
# dialect files into compile_commands.json, where clangd and clang-tidy look for them.

# add_custom_command is to read dependency files by the rules of 3.25, whatever the caller's are.
cmake_policy(PUSH)
cmake_policy(VERSION 3.25)

function(target_async_sources target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "PRIVATE;PUBLIC" "" "")
    _asyncc_check_target(${target})
    if(NOT TARGET ${target}_async_parse)
        _asyncc_prepare_target(${target})
    endif()
    _asyncc_link_runtime(${target} ${arg_PUBLIC})

    foreach(file IN LISTS arg_UNPARSED_ARGUMENTS)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
        _asyncc_translate(${target} ${file})
        target_sources(${target}_async_parse PRIVATE ${file})
    endforeach()
endfunction()

function(_asyncc_check_target target)
    if(NOT TARGET ${target})
        message(FATAL_ERROR "target_async_sources: there is no target ${target}")
    endif()
    get_target_property(home ${target} SOURCE_DIR)
    if(NOT home STREQUAL CMAKE_CURRENT_SOURCE_DIR)
        message(FATAL_ERROR "target_async_sources: ${target} was made in ${home}; call it there")
    endif()
    get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
    if(multi_config)
        message(FATAL_ERROR
            "target_async_sources works with Ninja and Makefiles, not with ${CMAKE_GENERATOR}")
    endif()
endfunction()

# What is done once per target: the file of its options, and TARGET_async_parse.
#
# The options go through a file because CMake evaluates $<COMPILE_LANGUAGE:...>, which they may
# hold, in file(GENERATE) but not in a custom command; and because a file is something to depend
# on: Makefiles do not notice a changed command.
function(_asyncc_prepare_target target)
    set(definitions "$<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>")
    set(includes "$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>")
    set(options "$<TARGET_PROPERTY:${target},COMPILE_OPTIONS>")
    _asyncc_standard(${target} default_standard asked_standard)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" config)
    separate_arguments(flags NATIVE_COMMAND "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${config}}")
    list(JOIN flags "\n" flags)

    # In the order of CMake's own command lines.
    string(JOIN "\n" content
        "-std=${default_standard}"
        "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},\n-D>>"
        "$<$<BOOL:${includes}>:-I$<JOIN:${includes},\n-I>>"
        "${flags}"
        "${asked_standard}"
        "$<JOIN:${options},\n>"
        "")
    file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${target}.async/options
        CONTENT "${content}" CONDITION $<COMPILE_LANGUAGE:C>)

    add_library(${target}_async_parse OBJECT EXCLUDE_FROM_ALL)
    target_compile_definitions(${target}_async_parse PRIVATE ASYNC_PARSE ${definitions})
    target_include_directories(${target}_async_parse PRIVATE ${includes})
    target_compile_options(${target}_async_parse PRIVATE ${asked_standard} ${options})
endfunction()

# The language standard of TARGET: what its compiler takes when nothing is said, and the option
# for what the target asks for by C_STANDARD or a compile feature c_std_NN (empty: nothing).
function(_asyncc_standard target default_var asked_var)
    set(standard "$<TARGET_PROPERTY:${target},C_STANDARD>")
    set(extensions "$<TARGET_PROPERTY:${target},C_EXTENSIONS>")
    set(features "$<TARGET_PROPERTY:${target},COMPILE_FEATURES>")

    set(default ${CMAKE_C_STANDARD_DEFAULT})
    if(NOT default)
        set(default 17)
    endif()
    set(dialect "$<IF:$<OR:$<STREQUAL:${extensions},>,$<BOOL:${extensions}>>,gnu,c>")
    set(least "$<$<BOOL:${standard}>:${standard}>$<$<NOT:$<BOOL:${standard}>>:${default}>")
    set(feature 0)
    foreach(year IN ITEMS 11 17 23)
        set(feature "$<IF:$<IN_LIST:c_std_${year},${features}>,${year},${feature}>")
    endforeach()
    set(year "$<IF:$<VERSION_GREATER:${feature},${least}>,${feature},${least}>")
    set(is_default "$<AND:$<STREQUAL:${year},${default}>,$<STREQUAL:${dialect},gnu>>")

    set(${default_var} gnu${default} PARENT_SCOPE)
    set(${asked_var} "$<$<NOT:${is_default}>:-std=${dialect}${year}>" PARENT_SCOPE)
endfunction()

# Links the runtime through the properties, since target_link_libraries would allow the caller only
# one of its two signatures. What links a static library needs the runtime too, if not its headers.
function(_asyncc_link_runtime target public)
    set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES asyncc::runtime)
    get_target_property(type ${target} TYPE)
    if(public)
        set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_LIBRARIES asyncc::runtime)
    elseif(type MATCHES "^(STATIC|OBJECT)_LIBRARY$")
        set_property(TARGET ${target} APPEND PROPERTY
            INTERFACE_LINK_LIBRARIES $<LINK_ONLY:asyncc::runtime>)
    endif()
endfunction()

# The rule that translates FILE, an absolute path, and its result as a source of TARGET.
function(_asyncc_translate target file)
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
        OUTPUT_VARIABLE name)
    string(REPLACE "../" "__/" place ${name})
    cmake_path(REMOVE_EXTENSION place LAST_ONLY)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}.async)
    set(output ${folder}/${place}.async.c)
    cmake_path(GET output PARENT_PATH output_folder)
    file(MAKE_DIRECTORY ${output_folder})

    # -MT names the target relative to the command's working directory, the build folder, as make
    # would have it quoted.
    string(REPLACE " " "\\ " quoted "${target}.async/${place}.async.c")
    add_custom_command(
        OUTPUT ${output}
        COMMAND sh ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/translate.sh
            $<TARGET_FILE:asyncc::asyncc> ${folder}/options
            -MD -MF ${output}.d -MT ${quoted} -o ${output} ${file}
        # asyncc leaves an output alone that would not change; make asks for a newer one.
        COMMAND ${CMAKE_COMMAND} -E touch ${output}
        DEPENDS ${file} ${folder}/options asyncc::asyncc
            ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/translate.sh
        DEPFILE ${output}.d
        COMMENT "Translating ${name}"
        VERBATIM)

    # #include "..." is looked for beside the dialect file, as if that were compiled.
    cmake_path(GET file PARENT_PATH source_folder)
    set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS -iquote${source_folder})
    target_sources(${target} PRIVATE ${output})
endfunction()

cmake_policy(POP)
