// SPDX-License-Identifier: Apache-2.0
// msao_sample_recording FOLDER: writes FOLDER/sample.msao and the picture it looks at, for pictures of the window.
#include "msao/engine/trace_writer.h"
#include "tests/ui/sample_run.h"

#include <QGuiApplication>
#include <QString>

#include <cstdio>

int main(int argc, char** argv) {
    using namespace msao;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    if (argc != 2) return std::fprintf(stderr, "usage: msao_sample_recording FOLDER\n"), 2;
    const QString folder = QString::fromLocal8Bit(argv[1]);
    auto writer = engine::TraceWriter::create((folder + QStringLiteral("/sample.msao")).toStdString());
    if (!writer) return std::fprintf(stderr, "%s\n", writer.error().message.c_str()), 1;
    test::playSample(*writer);
    const auto closed = writer->close();
    if (!closed) return std::fprintf(stderr, "%s\n", closed.error().message.c_str()), 1;
    return test::sampleScene({1280, 720}).save(folder + QStringLiteral("/sample.png")) ? 0 : 1;
}
