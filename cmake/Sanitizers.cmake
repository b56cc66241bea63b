# SPDX-License-Identifier: Apache-2.0
if(MSAO_SANITIZE)
    add_compile_options(-fsanitize=${MSAO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${MSAO_SANITIZE})
endif()
# Every own source reports its coverage to libFuzzer; the engine of the fuzzer itself is linked by tests/fuzz.
if(MSAO_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
    add_link_options(-fsanitize=fuzzer-no-link)
endif()
