// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/live_report.h"

#include <cstdio>

namespace msao::app {
namespace {

void printMoment(const char* what, std::optional<qint64> ms) {
    if (ms) std::printf("%8.2f s  %s\n", static_cast<double>(*ms) / 1000, what);
}

void printAnswer(const ui::RequestState& request) {
    const ui::RunCounts& counts = request.counts;
    QByteArray answer;
    for (const ui::AnswerToken& token : request.answer) answer += token.text;
    std::printf("question: %s\nanswer:   %s\n", request.request.question.c_str(), answer.constData());
    std::printf(
        "tokens:   %lld proposed = %lld accepted + %lld corrected + %lld rejected + %lld unverified; %lld of the "
        "cloud's own\n",
        static_cast<long long>(counts.proposed), static_cast<long long>(counts.accepted),
        static_cast<long long>(counts.corrected), static_cast<long long>(counts.rejected),
        static_cast<long long>(counts.unverified), static_cast<long long>(counts.cloud));
    std::printf("link:     %lld bytes of drafts up, %lld bytes of verdicts down\n",
                static_cast<long long>(request.bytesSent), static_cast<long long>(request.bytesReceived));
}

}  // namespace

void printReport(const Milestones& milestones, const ui::RunState& run) {
    printMoment("the first picture", milestones.picture);
    printMoment("the draft model is loaded", milestones.model);
    printMoment("the cloud is connected", milestones.cloud);
    printMoment("the first map", milestones.map);
    printMoment("the first token", milestones.firstToken);
    printMoment("the answer has ended", milestones.answer);
    if (const ui::RequestState* request = run.current()) printAnswer(*request);
    std::fflush(stdout);
}

}  // namespace msao::app
