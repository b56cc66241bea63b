// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/look.h"

#include <QFontDatabase>

#include <algorithm>
#include <cmath>

namespace msao::ui {
namespace {

constexpr int kMostPixels = 1024;  // that a font is high
constexpr int kMostRoles = 16;

double pointsOf(TextRole role) {
    switch (role) {
        case TextRole::Label:
            return 13;
        case TextRole::Body:
        case TextRole::Strong:
            return 14;
        case TextRole::Question:
            return 18;
        case TextRole::LongAnswer:
            return 20;
        case TextRole::Answer:
            return 26;
        case TextRole::ShortAnswer:
            return 36;
        case TextRole::Number:
            return 30;
    }
    return 13;
}

QFont::Weight weightOf(TextRole role) {
    switch (role) {
        case TextRole::Label:
        case TextRole::Body:
        case TextRole::Question:
            return QFont::Normal;
        case TextRole::LongAnswer:
        case TextRole::Answer:
        case TextRole::ShortAnswer:
            return QFont::Medium;
        case TextRole::Strong:
        case TextRole::Number:
            return QFont::DemiBold;
    }
    return QFont::Normal;
}

QStringList familiesOf(TextStyle style) {
    const QString others = QStringLiteral("Noto Sans CJK SC");
    if (!style.isCode) return {QStringLiteral("Inter"), others, QStringLiteral("sans-serif")};
    return {QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"), others, QStringLiteral("monospace")};
}

/// Tells a role's styles apart.
int keyOf(TextRole role, TextStyle style) {
    const int styles = (style.isBold ? 1 : 0) + (style.isItalic ? 2 : 0) + (style.isCode ? 4 : 0);
    return styles * kMostRoles + static_cast<int>(role);
}

}  // namespace

void Look::setTheme(ThemeName name) {
    m_theme = &themeOf(name);
    Q_EMIT changed();
}

void Look::setUserScale(double scale) {
    m_userScale = std::clamp(scale, 0.8, 2.0);
    Q_EMIT changed();
}

void Look::setPresenting(bool isPresenting) {
    m_isPresenting = isPresenting;
    Q_EMIT changed();
}

const QFont& Look::font(TextRole role, TextStyle style) const {
    const int pixels = px(pointsOf(role));
    const auto [known, isNew] = m_fonts.try_emplace({role, style, pixels});
    QFont& font = known->second;
    if (isNew) {
        font.setFamilies(familiesOf(style));
        if (style.isCode) font.setStyleHint(QFont::Monospace);
        font.setPixelSize(pixels);
        font.setWeight(style.isBold ? QFont::Bold : weightOf(role));
        font.setItalic(style.isItalic);
    }
    return font;
}

ShapedText Look::shaped(TextRole role, const QString& text, std::optional<int> room, TextStyle style) const {
    const QFont& used = font(role, style);
    return m_texts.of(used, keyOf(role, style) * kMostPixels + used.pixelSize(), text, room);
}

int Look::px(double distance) const {
    return static_cast<int>(std::lround(distance * scale()));
}

void loadTypeface() {
    for (const char* file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"}) {
        QFontDatabase::addApplicationFont(QStringLiteral(":/msao/fonts/") + QLatin1String(file));
    }
}

QString styleSheetOf(const Look& look) {
    const Theme& theme = look.theme();
    const auto colour = [](const QColor& value) { return value.name(QColor::HexRgb); };
    // clang-format off
    return QStringLiteral(
        "QMainWindow{background:%1}"
        "QMainWindow::separator{background:%1;width:%8px;height:%8px}"
        "QMainWindow::separator:hover{background:%4}"
        "QToolBar{background:%1;border:none;spacing:%9px;padding:0;margin:0}"
        "QDockWidget{color:%6}"
        "QMenuBar{background:%1;color:%5}QMenuBar::item{padding:4px 10px;background:transparent}"
        "QMenuBar::item:selected,QMenu::item:selected{background:%7;color:%10}"
        "QMenu{background:%3;color:%5;border:1px solid %4}QMenu::item{padding:6px 24px}QMenu::item:disabled{color:%6}"
        "QToolTip{background:%3;color:%5;border:1px solid %4;padding:4px}"
        "QTableView,QTreeView,QListView,QTextBrowser{background:%2;color:%5;border:none;alternate-background-color:%3;"
            "selection-background-color:%7;selection-color:%10;gridline-color:%4}"
        "QListView::item{padding:5px 8px;border-radius:4px}QListView::item:selected{background:%7;color:%10}"
        "QHeaderView::section{background:%2;color:%6;border:none;border-bottom:1px solid %4;padding:4px 8px}"
        "QTabBar{qproperty-drawBase:0}"
        "QTabBar::tab{background:%1;color:%6;padding:6px 12px;border:none;border-top-left-radius:6px;border-top-right-radius:6px}"
        "QTabBar::tab:selected{background:%3;color:%5}"
        "QLineEdit,QComboBox,QSpinBox,QDoubleSpinBox{background:%3;color:%5;border:1px solid %4;border-radius:%11px;padding:4px 12px}"
        "QLineEdit:focus,QComboBox:focus,QSpinBox:focus,QDoubleSpinBox:focus{border-color:%7}"
        "QPushButton,QToolButton{background:%3;color:%5;border:1px solid %4;border-radius:%11px;padding:6px 14px}"
        "QPushButton:hover,QToolButton:hover{border-color:%6}"
        "QPushButton:focus,QToolButton:focus{border-color:%7}"
        "QPushButton:default{background:%7;color:%10}"
        "QPushButton:disabled,QToolButton:disabled{color:%6}"
        "QToolButton:checked{border-color:%7}"
        "QToolButton#askButton{background:%7;color:%10}QToolButton#askButton:disabled{background:%3;color:%6}"
        "QToolButton[popupMode=\"1\"],QToolButton[popupMode=\"2\"]{padding-right:%12px}"
        "QToolButton::menu-button{border:none;width:%12px}"
        "QToolButton::menu-arrow{image:url(:/msao/icons/down.svg);width:%8px;height:%8px}"
        "QToolButton::menu-indicator{image:url(:/msao/icons/down.svg);width:%8px;height:%8px;"
            "subcontrol-origin:border;subcontrol-position:right center;right:%9px}"
        "QToolButton#menuButton{padding-right:14px}QToolButton#menuButton::menu-indicator{image:none}QScrollArea,QScrollArea>QWidget>QWidget{background:transparent}"
        "QLabel{background:transparent}"
        "QScrollBar:vertical{background:transparent;width:10px}QScrollBar:horizontal{background:transparent;height:10px}"
        "QScrollBar::handle{background:%4;border-radius:5px;min-height:24px;min-width:24px}"
        "QScrollBar::add-line,QScrollBar::sub-line{width:0;height:0}"
        "QAbstractScrollArea::corner{background:transparent;border:none}"
        "QSpinBox::up-button,QSpinBox::down-button,QDoubleSpinBox::up-button,QDoubleSpinBox::down-button{border:none;width:%12px}"
        "QSpinBox::up-arrow,QDoubleSpinBox::up-arrow{image:url(:/msao/icons/up.svg);width:%8px;height:%8px}"
        "QSpinBox::down-arrow,QDoubleSpinBox::down-arrow{image:url(:/msao/icons/down.svg);width:%8px;height:%8px}"
        "QComboBox::drop-down{border:none;padding-right:%9px}"
        "QComboBox::down-arrow{image:url(:/msao/icons/down.svg);width:%8px;height:%8px}")
        .arg(colour(theme.background), colour(theme.panel), colour(theme.raised), colour(theme.hairline),
             colour(theme.text), colour(theme.secondary), colour(theme.accent))
        .arg(look.px(12)).arg(look.px(8))
        .arg(colour(theme.onAccent))
        .arg(look.px(8)).arg(look.px(28));
    // clang-format on
}

}  // namespace msao::ui
