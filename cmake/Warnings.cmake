# SPDX-License-Identifier: Apache-2.0
# Own code builds without warnings; fetched code is included as SYSTEM and never seen here.
function(msao_warnings target)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror>)
endfunction()
