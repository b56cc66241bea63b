// SPDX-License-Identifier: Apache-2.0
// Sounds over a socket: the samples of the edge, exactly, or a refusal.
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/media/audio_payload.h"
#include "protocol/media/payload_chunks.h"

#include "msao/engine/prompt_hash.h"

#include <QTest>

#include <cmath>

namespace msao::cloud {
namespace {

engine::Sound chirp(float pitch, std::int32_t rate) {
    engine::Sound sound{rate, {}};
    for (int i = 0; i < rate / 2; ++i) {
        const float time = static_cast<float>(i) / static_cast<float>(rate);
        sound.samples.push_back(0.3f * std::sin(pitch * time * (1 + time)));
    }
    return sound;
}

}  // namespace

class SoundsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_model = std::make_unique<TinyModel>(engine::tinyAudioModel(engine::ModelFamily::Qwen2VL));
        m_server = startServer(*m_model);
    }

    /// Of the second, half of the tokens are kept; all of it travels, since its encoder hears all of it.
    void anAnswerIsOfTheSamplesThatTheEdgeHas() {
        const std::vector<protocol::AudioPayload> sounds = twoSounds();
        const protocol::Open open = question(sounds, 1);
        engine::PromptDescription asked{std::get<protocol::PromptTokens>(open.prompt), {}};
        for (const protocol::AudioPayload& sound : sounds)
            asked.sounds.push_back({sound.sound, std::get<protocol::AudioDescriptor>(sound.descriptor.content).kept});
        engine::GenerateOptions options;
        options.maxNewTokens = open.maxNewTokens;
        const Tokens alone = m_model->answerAlone(asked, options);
        const engine::ModelConfig& config = m_model->engine().config();
        const std::uint64_t hash = engine::promptHash(orThrow(engine::preparePrompt(asked, config)), config);

        TestEdge edge(m_server->url());
        QVERIFY(edge.logIn());
        QVERIFY(protocol::hasFeature(edge.reply().features, protocol::Feature::PcmAudio));
        TestAnswer answer(edge, open);
        upload(edge, open, sounds);
        QVERIFY(answer.runToEnd());
        QCOMPARE(answer.opened()->promptHash, hash);
        QCOMPARE(answer.tokens(), alone);
    }

    void otherSamplesAreRefused() {
        std::vector<protocol::AudioPayload> sounds = twoSounds();
        const protocol::Open open = question(sounds, 1);
        sounds[1].bytes[100] = static_cast<char>(sounds[1].bytes[100] ^ 1);
        TestEdge edge(m_server->url());
        QVERIFY(edge.logIn());
        edge.send(open);
        upload(edge, open, sounds);
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::MediaMismatch);
    }

    /// Before a byte of it is sent.
    void aModelThatCannotHearSaysSo() {
        const TinyModel deaf;
        const auto server = startServer(deaf);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        QVERIFY(!protocol::hasFeature(edge.reply().features, protocol::Feature::PcmAudio));
        edge.send(question(twoSounds(), 1));
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::NotPromised);
    }

    void soundsCountAgainstTheMemoryForMedia() {
        const auto server = startServer(*m_model, [](ServerOptions& options) { options.service.mediaBytes = 100'000; });
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        const std::vector<protocol::AudioPayload> sounds = twoSounds();
        edge.send(question(sounds, 1));
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::Busy);
    }

private:
    std::vector<protocol::AudioPayload> twoSounds() const {
        engine::KeptTokens half;
        for (int i = 0; i < 12; ++i) half.push_back(i % 2 == 0);
        return {orThrow(protocol::makeAudioPayload(chirp(2000, 44'100))),
                orThrow(protocol::makeAudioPayload(chirp(900, 16'000), half))};
    }
    protocol::Open question(const std::vector<protocol::AudioPayload>& sounds, std::uint32_t session) const {
        protocol::Open open;
        open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
        open.mode = engine::Mode::CloudOnly;
        open.maxNewTokens = 24;
        const std::string sound = "<|audio_bos|><|AUDIO|><|audio_eos|>";
        open.prompt = m_model->engine().tokenizer().encode(sound + sound + "what?");
        for (const protocol::AudioPayload& payload : sounds) open.modalities.push_back(payload.descriptor);
        return open;
    }
    static void upload(TestEdge& edge, const protocol::Open& open, const std::vector<protocol::AudioPayload>& sounds) {
        for (std::size_t i = 0; i < sounds.size(); ++i) {
            protocol::PayloadSplitter splitter(open.id, static_cast<std::int32_t>(i), sounds[i].bytes);
            while (const auto chunk = splitter.next()) edge.send(*chunk);
        }
    }

    std::unique_ptr<TinyModel> m_model;
    std::unique_ptr<CloudServer> m_server;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::SoundsTest)
#include "sounds_test.moc"
