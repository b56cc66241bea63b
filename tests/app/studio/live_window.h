// SPDX-License-Identifier: Apache-2.0
// A window with a live run behind it: a small synthetic pair, and msao-cloud as a process of its own.
#pragma once

#include "app/studio/live_session.h"
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"
#include "ui/window/main_window.h"

#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

namespace msao::app::test {

/// Draft and target in a folder, as --demo wants them.
class PairFolder {
public:
    explicit PairFolder(const engine::ModelConfig& shape = engine::tinyModel(engine::ModelFamily::Qwen2VL)) {
        engine::SynthesisOptions options;
        options.seed = 5;
        const auto made = engine::synthesizePair(shape, shape, 0.8, m_folder.path().toStdString(), options);
        if (!made) throw std::runtime_error(made.error().message);
    }
    QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

inline LiveOptions demoOptions(const PairFolder& pair, const QTemporaryDir& recordings) {
    LiveOptions options;
    options.isDemo = true;
    options.pair = pair.path();
    options.cloudProgram = QStringLiteral(MSAO_CLOUD_PROGRAM);
    options.recordings = recordings.path();
    options.threads = 1;
    options.tuning.mode = engine::Mode::MsaoNoCollab;  // looks at pictures, and leaves no choice of mode
    options.tuning.maxNewTokens = 40;
    return options;
}

/// The window of one live run.
class LiveWindow {
public:
    explicit LiveWindow(const LiveOptions& options) : m_session(m_window, options) {
        m_window.resize(1600, 900);
        m_window.show();
        m_session.start();
        QObject::connect(&m_session, &LiveSession::answered, &m_window, [this](const QString& text, bool isWhole) {
            ++m_answers;
            m_text = text;
            m_isWhole = isWhole;
        });
    }

    ui::MainWindow& window() { return m_window; }
    LiveSession& session() { return m_session; }
    const ui::RunState& shown() { return m_window.model().shown(); }
    const ui::RequestState& answer() { return *shown().current(); }
    const QString& text() const { return m_text; }
    bool isWhole() const { return m_isWhole; }

    void type(const QString& question) {
        ui::QuestionLine& line = m_window.askBar().line();
        line.clear();
        QTest::keyClicks(&line, question);
        QTest::keyClick(&line, Qt::Key_Return);
    }
    void press(ui::CommandId command) { m_window.actionRegistry().action(command)->trigger(); }
    bool waitForAnswers(int count) {
        return QTest::qWaitFor([&] { return m_answers >= count; }, 60'000);
    }
    bool waitForTokens(qsizetype count) {
        return QTest::qWaitFor([&] { return shown().current() && answer().answer.size() >= count; }, 60'000);
    }
    bool hasNotice(ui::Trouble trouble) {
        for (const ui::Notice& notice : m_window.desk().state().notices) {
            if (notice.trouble == trouble) return true;
        }
        return false;
    }
    QString option(const QString& name) {
        for (const auto& [key, value] : shown().options) {
            if (key == name) return value;
        }
        return {};
    }

private:
    ui::MainWindow m_window;
    LiveSession m_session;
    int m_answers = 0;
    QString m_text;
    bool m_isWhole = false;
};

}  // namespace msao::app::test
