// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/golden_messages.h"

#include <initializer_list>

namespace msao::protocol::tests {
namespace {

constexpr AnswerId kId{SessionId{1}, RequestId{3}};

/// 32 octets that count up from one.
Digest octetsFrom(std::uint8_t first) {
    Digest digest{};
    for (std::uint8_t& octet : digest) octet = first++;
    return digest;
}

std::vector<engine::TokenId> ids(std::initializer_list<int> values) {
    std::vector<engine::TokenId> tokens;
    for (const int value : values) tokens.push_back(engine::TokenId{value});
    return tokens;
}

ModelFingerprint model(const char* name) {
    return {.name = name,
            .weightsHash = octetsFrom(0),
            .tokenizerHash = octetsFrom(32),
            .weightType = engine::WeightType::BF16,
            .tokenEnd = 151'657,
            .minPixels = 3136,
            .maxPixels = 12'845'056,
            .cellSide = 28,
            .framesPerCell = 2,
            .isMInvariant = true};
}

Challenge challenge() {
    return {.nonce = octetsFrom(64), .needsLogin = true};
}

Hello hello() {
    return {.features = 0xFF,
            .software = "msao-studio 0.1.0",
            .nonce = octetsFrom(96),
            .login = Login{.tokenName = "laptop", .proof = octetsFrom(128)},
            .draft = model("qwen2-vl-2b")};
}

HelloReply helloReply() {
    return {.features = 0x43F,
            .software = "msao-cloud 0.1.0",
            .backend = "torch",
            .target = model("qwen2-vl-7b"),
            .promises = {},
            .limits = {.sessions = 8,
                       .promptTokens = 32'768,
                       .answerTokens = 4096,
                       .draftsOfBatch = 16,
                       .payloadBytes = 1 << 26,
                       .heartbeatMs = 2000,
                       .resumeMs = 600'000},
            .costs = {.stepMs = 24.5, .stepMsPerExtraToken = 0.25, .prefillMsPerToken = 0.1, .prefillFixedMs = 6},
            .cloudDraftStepMs = 8,
            .rows = PassRows{.free = 24, .msPerFurther = 0.125}};
}

Open openWithPicture() {
    const VisualDescriptor picture{.width = 84, .height = 56, .kept = {true, false, false, false, true, true}};
    const AudioDescriptor sound{.samples = 16'000};
    Open open{.id = kId, .mode = engine::Mode::Msao, .sampling = {.temperature = 0.7, .seed = 42}, .maxNewTokens = 128};
    open.prompt = PromptText("What is this?");
    open.modalities = {{picture, 2048, octetsFrom(160)}, {sound, 32'000, octetsFrom(192)}};
    return open;
}

Open openAgain() {
    Open open{.id = kId, .mode = engine::Mode::NeverIdle, .maxNewTokens = 64, .maxOwnSteps = 4};
    open.prompt = ids({151'644, 872, 198});
    open.reuses = ReusedPrefix{.tokens = 310, .hash = octetsFrom(224)};
    open.committed = ids({9707, 11});
    return open;
}

Open openConversation() {
    Open open{.id = kId, .mode = engine::Mode::VerifyOnly, .maxNewTokens = 64};
    open.prompt = ids({872, 198});
    open.earlier = {{ids({151'644, 872}), 0, ids({9707, 11})}};
    return open;
}

Open openSplit() {
    Open open{.id = kId, .mode = engine::Mode::PerLlm, .maxNewTokens = 64};
    open.prompt = ids({872, 151'655, 151'655, 198});
    open.lower = LowerLayers{.count = 14,
                             .format = HiddenFormat::Int8,
                             .width = 3584,
                             .positions = {{0, 0, 0}, {1, 1, 1}, {1, 1, 2}, {3, 3, 3}},
                             .nextPosition = 4};
    return open;
}

Drafts drafts() {
    return {kId,
            {.epoch = 2,
             .firstPosition = 17,
             .tokens = ids({9707, 11, 1879, 0}),
             .normalisedEntropy = {0.125f, 0.5f, 0.0f, 1.0f}}};
}

VerdictMessage verdict() {
    return {.id = kId,
            .verdict = {.epoch = 2,
                        .firstPosition = 17,
                        .tokens = ids({9707, 11, 1917}),
                        .acceptedCount = 2,
                        .rejectedCount = 2,
                        .endsAnswer = false,
                        .cloudStepMs = 24.5,
                        .cloudLoad = 3},
            .passBeganUs = 5'000'000,
            .passEndedUs = 5'024'500,
            .queueMs = 1.5,
            .maxDrafts = 8,
            .acknowledgedBytes = 70'000};
}

VerdictMessage verdictWithCandidates() {
    VerdictMessage message{.id = kId, .verdict = {.epoch = 0, .firstPosition = 17, .tokens = ids({9707})}};
    message.verdict.likeliest = {{engine::TokenId{9707}, 0.75}, {engine::TokenId{11}, 0.125}};
    return message;
}

HeartbeatAck heartbeatAckWithFigures() {
    HeartbeatAck ack{13, 26'000'000, 7'000'100, 7'000'120, 70'480, 2, CloudFigures{}};
    ack.figures->machine.cpuLoad = 0.25;
    ack.figures->machine.memoryBytes = 9'000'000'000;
    ack.figures->machine.gpuLoad = 0;
    ack.figures->server = {3, 4, 2, 1, 0, 2048, 310, 40, 1.5, 6.25, 9.5};
    return ack;
}

}  // namespace

std::vector<GoldenMessage> goldenMessages() {
    return {
        {"challenge", CloudMessage(challenge())},
        {"hello", EdgeMessage(hello())},
        {"hello_reply", CloudMessage(helloReply())},
        {"open_with_picture", EdgeMessage(openWithPicture())},
        {"open_again", EdgeMessage(openAgain())},
        {"open_conversation", EdgeMessage(openConversation())},
        {"open_split", EdgeMessage(openSplit())},
        {"modality_chunk", EdgeMessage(ModalityChunk{kId, 1, 16'384, "sixteen KiB at most"})},
        {"opened", CloudMessage(Opened{kId, 320, 310, 0x0123456789ABCDEF, 0.5, 81.25, 2, octetsFrom(7)})},
        {"drafts", EdgeMessage(drafts())},
        {"offload", EdgeMessage(Drafts{kId, {.epoch = 2, .firstPosition = 20, .tokens = {}, .normalisedEntropy = {}}})},
        {"hidden_state", EdgeMessage(HiddenState{kId, 17, QByteArray::fromHex("0000803f0080ff")})},
        {"verdict", CloudMessage(verdict())},
        {"verdict_with_candidates", CloudMessage(verdictWithCandidates())},
        {"mode_change", EdgeMessage(ModeChange{kId, engine::Mode::Hybrid, 5})},
        {"cancel", EdgeMessage(Cancel{kId})},
        {"cancelled", CloudMessage(Cancelled{kId})},
        {"resume", EdgeMessage(Resume{kId, octetsFrom(7), 21, octetsFrom(39)})},
        {"resumed", CloudMessage(Resumed{kId, octetsFrom(71), 24, true})},
        {"close", EdgeMessage(Close{SessionId{1}})},
        {"heartbeat", EdgeMessage(Heartbeat{12, 24'000'000, 9000})},
        {"heartbeat_ack", CloudMessage(HeartbeatAck{12, 24'000'000, 5'000'100, 5'000'120, 70'400, 0.5, {}})},
        {"heartbeat_ack_figures", CloudMessage(heartbeatAckWithFigures())},
        {"refused", CloudMessage(Refused{RefusalCode::Busy, SessionId{1}, RequestId{3}, 1500, false})},
        {"drain", CloudMessage(Drain{30'000, 5000, 5000})},
    };
}

}  // namespace msao::protocol::tests
