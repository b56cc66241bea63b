# SPDX-License-Identifier: Apache-2.0
# `cpack` in the build folder makes three Debian packages: msao (libraries, command line), msao-studio and msao-cloud, which
# need the first in the same version.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME msao)
set(CPACK_PACKAGE_VENDOR "MSAO Studio")
set(CPACK_PACKAGE_CONTACT "MSAO Studio maintainers <maintainers@msao.invalid>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL common studio server)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_STRIP_FILES OFF)  # libtorch is: its wheel comes without debugging information

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_COMPRESSION_TYPE zstd)  # xz takes minutes over libtorch
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${MSAO_LIBTORCH}/torch/lib")
set(msao_same_version "msao (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")

set(CPACK_DEBIAN_COMMON_PACKAGE_NAME msao)
set(CPACK_DEBIAN_COMMON_PACKAGE_SECTION science)
set(CPACK_DEBIAN_COMMON_PACKAGE_RECOMMENDS "espeak-ng") # the demo pair is asked about spoken words
set(CPACK_COMPONENT_COMMON_DESCRIPTION "MSAO Studio: libraries and command line
 A small multimodal model on the edge drafts an answer, a large one in the
 cloud verifies it. This package holds what the other two share, the command
 line (msao) and the training of the demo pair (msao-train).")

set(CPACK_DEBIAN_STUDIO_PACKAGE_NAME msao-studio)
set(CPACK_DEBIAN_STUDIO_PACKAGE_SECTION science)
set(CPACK_DEBIAN_STUDIO_PACKAGE_DEPENDS "${msao_same_version}, qt6-qpa-plugins, libqt6svg6")
set(CPACK_DEBIAN_STUDIO_PACKAGE_RECOMMENDS "fonts-noto-cjk, qt6-translations-l10n, qt6-wayland, gstreamer1.0-plugins-good")
set(CPACK_COMPONENT_STUDIO_DESCRIPTION "MSAO Studio: the window
 Shows, while a question is being answered, where the model looks, how sure it
 is, what went to the cloud, and why it was faster; replays recorded runs token
 by token.")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME msao-cloud)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "${msao_same_version}")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_SOURCE_DIR}/debian/postinst;${CMAKE_CURRENT_SOURCE_DIR}/debian/prerm;${CMAKE_CURRENT_SOURCE_DIR}/debian/postrm")
set(CPACK_COMPONENT_SERVER_DESCRIPTION "MSAO Studio: the cloud's half
 Verifies the drafts of many edges with one model, over WebSocket: login, TLS,
 limits, resume, health and metrics. Comes with a systemd unit that is not
 enabled: choose a model and make a certificate first.")
include(CPack)
