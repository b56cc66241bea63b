// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/server/metrics.h"

#include <string_view>

namespace msao::cloud {
namespace {

class Text {
public:
    void gauge(std::string_view name, std::string_view help, double value) { single(name, help, "gauge", value); }
    void counter(std::string_view name, std::string_view help, std::uint64_t value) {
        single(name, help, "counter", static_cast<double>(value));
    }
    template <std::size_t Count>
    void histogram(std::string_view name, std::string_view help, const Histogram<Count>& values) {
        head(name, help, "histogram");
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < Count; ++i) {
            below += values.count(i);
            line(name, "_bucket{le=\"" + number(values.bounds()[i]) + "\"}", static_cast<double>(below));
        }
        below += values.count(Count);
        line(name, "_bucket{le=\"+Inf\"}", static_cast<double>(below));
        line(name, "_sum", values.sum());
        line(name, "_count", static_cast<double>(below));
    }
    void refusals(const std::map<protocol::RefusalCode, std::uint64_t>& counts) {
        head("refusals_total", "Messages refused, by code.", "counter");
        for (const auto& [code, count] : counts) {
            const std::string_view key = protocol::refusalKey(code);
            const QByteArray label(key.data(), static_cast<qsizetype>(key.size()));
            line("refusals_total", "{code=\"" + label + "\"}", static_cast<double>(count));
        }
    }
    QByteArray take() { return std::move(m_text); }

private:
    static QByteArray number(double value) { return QByteArray::number(value, 'g', 17); }
    void head(std::string_view name, std::string_view help, const char* type) {
        m_text.append("# HELP msao_cloud_").append(name.data(), static_cast<qsizetype>(name.size())).append(' ');
        m_text.append(help.data(), static_cast<qsizetype>(help.size())).append("\n# TYPE msao_cloud_");
        m_text.append(name.data(), static_cast<qsizetype>(name.size())).append(' ').append(type).append('\n');
    }
    void line(std::string_view name, const QByteArray& suffix, double value) {
        m_text.append("msao_cloud_").append(name.data(), static_cast<qsizetype>(name.size())).append(suffix);
        m_text.append(' ').append(number(value)).append('\n');
    }
    void single(std::string_view name, std::string_view help, const char* type, double value) {
        head(name, help, type);
        line(name, {}, value);
    }

    QByteArray m_text;
};

void writeState(Text& text, const Metrics& m) {
    text.gauge("ready",
               "1 once a verification succeeded, while some server of a cluster answers or a model stands by, until a "
               "drain begins.",
               m.isReady ? 1 : 0);
    text.gauge("connections", "Sockets that are open.", static_cast<double>(m.connections));
    text.gauge("sessions", "Conversations of connected clients.", static_cast<double>(m.sessions));
    text.gauge("answers_open", "Answers that the model holds.", static_cast<double>(m.openAnswers));
    text.gauge("answers_working", "Of them, those that somebody waits for.", static_cast<double>(m.workingAnswers));
    text.gauge("answers_waiting", "Answers asked for that the model does not hold yet.",
               static_cast<double>(m.waitingAnswers));
    text.gauge("answers_parked", "Answers kept for clients that are gone.", static_cast<double>(m.parkedAnswers));
    text.gauge("kv_pages", "Pages of the KV cache.", static_cast<double>(m.kv.pages));
    text.gauge("kv_pages_in_use", "Pages of the KV cache that hold something.", static_cast<double>(m.kv.pagesInUse));
    text.gauge("kv_pages_promised", "Pages that admitted answers may come to need.",
               static_cast<double>(m.promisedPages));
}

void writeCounts(Text& text, const Metrics& m) {
    text.counter("connections_total", "Sockets accepted.", m.connectionsAccepted);
    text.counter("connections_refused_total", "Sockets refused at accept.", m.connectionsRefused);
    text.counter("logins_total", "Clients that logged in.", m.logins);
    text.counter("answers_total", "Answers asked for.", m.answersAsked);
    text.counter("answers_ended_total", "Answers given to their end.", m.answersEnded);
    text.counter("resumes_total", "Answers that went on over another connection.", m.resumes);
    text.counter("rebuilds_total", "Answers whose KV state was computed again.", m.rebuilds);
    text.counter("model_restarts_total", "Times that memory ran out inside a pass.", m.modelRestarts);
    text.counter("cluster_pictures_resent_total", "Steps whose pictures a server had forgotten.",
                 m.askedAgain.withPictures);
    text.counter("cluster_recomputed_total", "Steps asked again without the prefix cache.", m.askedAgain.recomputing);
    text.counter("cluster_retried_total", "Steps asked again elsewhere, or after a pause.", m.askedAgain.elsewhere);
    text.counter("cluster_taken_over_total", "Answers that the model of this process went on with, for a cluster.",
                 m.takenOver);
    text.counter("messages_total", "Messages received.", m.messages);
    text.counter("tokens_drafted_total", "Draft tokens received.", m.draftedTokens);
    text.counter("tokens_accepted_total", "Draft tokens accepted.", m.acceptedTokens);
    text.counter("tokens_rejected_total", "Draft tokens rejected.", m.rejectedTokens);
    text.counter("tokens_verified_total", "Tokens committed to answers.", m.verifiedTokens);
    text.counter("tokens_prefilled_total", "Tokens of prompts read.", m.prefilledTokens);
    text.counter("tokens_reused_total", "Tokens of conversations that were not read again.", m.reusedTokens);
    text.counter("received_bytes_total", "Bytes received.", m.receivedBytes + m.receivedBytesOfOpen);
    text.counter("sent_bytes_total", "Bytes sent.", m.sentBytes + m.sentBytesOfOpen);
}

}  // namespace

void Metrics::notePass(const engine::PassFigures& pass) {
    prefilledTokens += static_cast<std::uint64_t>(pass.prefillTokens);
    if (pass.sessions == 0) return;
    stepSeconds.note(pass.stepMs / 1000);
    batchSessions.note(pass.sessions);
    batchRows.note(pass.rows);
}

void Metrics::note(const AskedAgain& asked) {
    askedAgain.withPictures += asked.withPictures;
    askedAgain.recomputing += asked.recomputing;
    askedAgain.elsewhere += asked.elsewhere;
}

QByteArray metricsText(const Metrics& metrics) {
    Text text;
    writeState(text, metrics);
    writeCounts(text, metrics);
    text.refusals(metrics.refusals);
    text.histogram("step_seconds", "Time of one pass over the weights.", metrics.stepSeconds);
    text.histogram("batch_sessions", "Answers that shared a pass.", metrics.batchSessions);
    text.histogram("batch_rows", "Tokens read by a pass.", metrics.batchRows);
    return text.take();
}

}  // namespace msao::cloud
