# SPDX-License-Identifier: Apache-2.0
# Own code builds without warnings; fetched code is included as SYSTEM and never seen here. Errors only with GCC, the
# compiler everybody builds with: clang is for fuzzing and warns of other things in every version.
function(msao_warnings target)
    target_compile_options(${target} PRIVATE
        $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion>
        $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Werror>
        # GCC 12 sees overlaps and overruns inside its own std::string (its bugs 105651 and 105329), and takes moves of a
        # std::variant for reads of uninitialised members. The certain case, -Wuninitialized, stays on.
        $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-maybe-uninitialized>)
endfunction()
