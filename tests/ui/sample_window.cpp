// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_window.h"

#include <QAbstractButton>
#include <QCoreApplication>

#include <algorithm>

namespace msao::test {

using namespace ui;

std::unique_ptr<MainWindow> windowWithSample(QSize size) {
    auto window = std::make_unique<MainWindow>();
    window->resize(size);
    window->setPictures([](const engine::FrameProbed&) { return test::sampleScene({640, 360}); });
    window->model().setFollowsEnd(false);
    window->model().append(sampleEvents());
    window->show();
    return window;
}

void settle() {
    for (int i = 0; i < 8; ++i) QCoreApplication::processEvents();
}

QStringList faultsOf(const TextLedger& ledger) {
    QStringList faults;
    const std::vector<PaintedText>& texts = ledger.entries();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const char* widget = texts[i].widget->metaObject()->className();
        if (texts[i].isCut) faults << QStringLiteral("%1: \"%2\" is cut").arg(QLatin1String(widget), texts[i].text);
        const QRectF visible(texts[i].widget->rect());
        if (!visible.adjusted(-1, -1, 1, 1).contains(texts[i].bounds))
            faults << QStringLiteral("%1: \"%2\" leaves its panel").arg(QLatin1String(widget), texts[i].text);
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            if (texts[i].widget != texts[j].widget) continue;
            // Line boxes have air above and below their letters.
            const QRectF shared = texts[i].bounds.intersected(texts[j].bounds);
            if (shared.width() > 1 &&
                shared.height() > 0.3 * std::min(texts[i].bounds.height(), texts[j].bounds.height()))
                faults << QStringLiteral("%1: \"%2\" lies over \"%3\"")
                              .arg(QLatin1String(widget), texts[i].text, texts[j].text);
        }
    }
    return faults;
}

QStringList faultsOfRow(const QWidget& row) {
    QStringList faults;
    QRect before;
    for (const QWidget* widget : row.findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (!widget->isVisible() || widget->isWindow()) continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if (button && widget->width() < widget->sizeHint().width())
            faults << QStringLiteral("\"%1\" is cut").arg(button->text());
        if (!row.rect().contains(widget->geometry()))
            faults << QStringLiteral("%1 leaves its row").arg(widget->accessibleName());
        if (before.intersects(widget->geometry()))
            faults << QStringLiteral("%1 lies over its neighbour").arg(widget->accessibleName());
        before = widget->geometry();
    }
    return faults;
}

}  // namespace msao::test
