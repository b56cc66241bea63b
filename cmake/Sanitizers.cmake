# SPDX-License-Identifier: Apache-2.0
if(MSAO_SANITIZE)
    add_compile_options(-fsanitize=${MSAO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${MSAO_SANITIZE})
endif()
