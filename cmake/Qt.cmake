# SPDX-License-Identifier: Apache-2.0
# Qt without a window. Folders that show something look for their own components beside their target.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network WebSockets)
if(MSAO_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()

# <QtCore> is everything of QtCore: read once for all, it is cheaper than the parts that any one file names.
msao_header_set(msao_qt_headers
    HEADERS ${MSAO_STANDARD_HEADERS} <QtCore> <QtNetwork> <QtWebSockets>
    LIBRARIES Qt6::Core Qt6::Network Qt6::WebSockets)
target_compile_definitions(msao_qt_headers PRIVATE QT_NO_KEYWORDS QT_NO_FOREACH)

# msao_qt(target): what every target with Qt in it has. Keywords (slots, signals, emit) are off: libtorch has members of
# those names, so it is Q_SLOTS, Q_SIGNALS and Q_EMIT.
function(msao_qt target)
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    target_compile_definitions(${target} PRIVATE QT_NO_KEYWORDS QT_NO_FOREACH)
endfunction()
