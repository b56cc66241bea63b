# SPDX-License-Identifier: Apache-2.0
# Own code builds without warnings; fetched code is included as SYSTEM and never seen here. Errors only with GCC, the
# compiler everybody builds with: clang is for fuzzing and warns of other things in every version.
function(msao_warnings target)
    target_compile_options(${target} PRIVATE
        $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion>
        $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Werror>
        # GCC 12 sees overlaps and overruns inside its own std::string (its bugs 105651 and 105329).
        $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow>)
    if(MSAO_SANITIZE)
        # GCC 12 takes instrumented moves of a std::variant for reads of uninitialised members; the plain presets still warn.
        target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
    endif()
endfunction()
