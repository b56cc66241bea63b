// SPDX-License-Identifier: Apache-2.0
#include "training/trainer.h"
#include "engine/checkpoint/safetensors_writer.h"
#include "tests/training/demo_tokenizer.h"
#include "tests/training/demo_voices.h"
#include "training/export_model.h"
#include "training/starting_point.h"
#include "training/training_state.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace msao::training {
namespace {

constexpr StepShape kShape{.workers = 2, .producers = 2, .picturesOfPass = 1};

/// Two short stages, so that a stretch of ten steps crosses from one to the other.
std::array<Stage, 2> stages() {
    std::array<Stage, 2> all;
    all[0] = {.name = "see", .pictures = 28, .minObjects = 9, .maxObjects = 9, .fillsGrid = true};
    all[0].visionRate[0] = all[0].visionRate[1] = 1e-3;
    all[1] = {.name = "ask", .pictures = 400, .rows = 1, .dropShare = 0.5};
    all[1].visionRate[0] = all[1].visionRate[1] = 1e-4;
    all[1].languageRate[0] = all[1].languageRate[1] = 1e-3;
    return all;
}

Model smallModel(std::uint64_t seed) {
    Model model;
    model.config = demoModel(Role::Draft, demoRegularTokens());
    model.config.vision.depth = 1;
    model.config.text.layerCount = 4;
    model.parameters = makeParameters(model.config, seed, at::kCPU);
    return model;
}

/// Two runs of the tests on one machine do not meet.
std::filesystem::path ownPath(const std::string& name) {
    return std::filesystem::temp_directory_path() / (name + "-" + std::to_string(getpid()));
}

Position train(Model& model, const Position& start, int steps) {
    const std::array<Stage, 2> curriculum = stages();
    Trainer trainer(model, nullptr, demoTokenizer(), curriculum, kShape, start);
    for (int i = 0; i < steps; ++i) trainer.step();
    return trainer.position();
}

TEST(TrainerTest, TwentyStepsEqualTenThatAreSavedAndTenThatGoOn) {
    const std::filesystem::path file = ownPath("msao-trainer-state");
    Model straight = smallModel(3);
    Position start;
    start.seed = 11;
    const Position end = train(straight, start, 20);

    Model first = smallModel(3);
    const Position middle = train(first, start, 10);
    ASSERT_TRUE(saveState(file, first.parameters, middle));
    Model second = smallModel(4);  // other weights, which the state replaces
    const auto loaded = loadState(file, second.parameters);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(*loaded, middle);
    const Position resumed = train(second, *loaded, 10);
    EXPECT_EQ(resumed.pass, end.pass);
    EXPECT_EQ(resumed.stage, 1);
    EXPECT_TRUE(at::equal(second.parameters.masters, straight.parameters.masters));
    EXPECT_TRUE(at::equal(second.parameters.secondMoment, straight.parameters.secondMoment));
    std::filesystem::remove(file);
}

TEST(TrainerTest, AStageThatFollowsATargetLacksOne) {
    std::array<Stage, 2> curriculum = stages();
    curriculum[1].distilled = 0.5;
    Model student = smallModel(1);
    const Model teacher = smallModel(2);
    const Position second{.stage = 1};
    EXPECT_FALSE(Trainer(student, nullptr, demoTokenizer(), curriculum, kShape, {}).lacksTeacher());
    EXPECT_TRUE(Trainer(student, nullptr, demoTokenizer(), curriculum, kShape, second).lacksTeacher());
    EXPECT_FALSE(Trainer(student, &teacher, demoTokenizer(), curriculum, kShape, second).lacksTeacher());
}

TEST(TrainerTest, ATargetThatNeverHeardDoesNotTeachSounds) {
    MSAO_VOICES_OR_SKIP(voices);
    std::array<Stage, 2> curriculum = stages();
    curriculum[1].distilled = 0.5;
    curriculum[1].soundShare = 0.5;
    Model student = smallModel(1), teacher = smallModel(2);
    const Position second{.stage = 1};
    EXPECT_TRUE(Trainer(student, &teacher, demoTokenizer(), curriculum, kShape, second, &voices).lacksTeacher());
    teacher.hasHeard = true;
    EXPECT_FALSE(Trainer(student, &teacher, demoTokenizer(), curriculum, kShape, second, &voices).lacksTeacher());
}

TEST(TrainerTest, ListeningLeavesAloneWhatSeesAndSpeaks) {
    MSAO_VOICES_OR_SKIP(voices);
    const std::array curriculum = {
        Stage{.name = "listen", .pictures = 16, .soundShare = 1, .unseenShare = 1, .audioRate = {1e-3, 1e-3}}};
    Model model = smallModel(1);
    const at::Tensor before = model.parameters.masters.clone();
    Trainer trainer(model, nullptr, demoTokenizer(), curriculum, kShape, {}, &voices);
    const StepReport report = trainer.step();
    EXPECT_GT(report.measures.heard.seen, 0);
    const std::int64_t silent = model.parameters.silentCount();
    EXPECT_TRUE(at::equal(model.parameters.masters.narrow(0, 0, silent), before.narrow(0, 0, silent)));
    EXPECT_FALSE(at::equal(model.parameters.masters, before));
}

TEST(TrainingStateTest, ReadsAStateOfBeforeThePairCouldHear) {
    const std::filesystem::path file = ownPath("msao-silent-state");
    Model silent;
    silent.config = demoModel(Role::Draft, demoRegularTokens());
    silent.config.audio.reset();
    silent.parameters = makeParameters(silent.config, 1, at::kCPU);
    silent.parameters.firstMoment.fill_(0.5);
    const Position position{.seed = 9, .step = 4, .stage = 6};
    ASSERT_TRUE(saveState(file, silent.parameters, position));

    Model model;
    model.config = demoModel(Role::Draft, demoRegularTokens());
    model.parameters = makeParameters(model.config, 2, at::kCPU);
    const at::Tensor fresh = model.parameters.masters.clone();
    const auto loaded = loadState(file, model.parameters);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(*loaded, position);
    for (const Parameter& parameter : model.parameters.list) {
        const auto of = [&](const at::Tensor& flat) { return flat.narrow(0, parameter.offset, parameter.count); };
        const bool isNew = parameter.group == ParameterGroup::Audio;
        const at::Tensor expected = isNew ? of(fresh) : of(silent.parameters.masters);
        EXPECT_TRUE(at::equal(of(model.parameters.masters), expected)) << parameter.name;
        EXPECT_TRUE(of(model.parameters.firstMoment).eq(isNew ? 0.0 : 0.5).all().item<bool>()) << parameter.name;
        if (isNew) continue;
        EXPECT_EQ(silent.parameters.named(parameter.name).offset, parameter.offset) << parameter.name;
    }
    std::filesystem::remove(file);
}

/// As programs wrote it before states had a format: seven numbers and the weights.
void saveFormatOne(const std::filesystem::path& file, const ParameterSet& parameters) {
    const std::array<std::int64_t, 7> position{9, 4, 0, 6, 0, 0, 0};
    const std::array weights = {std::pair{"masters", parameters.masters},
                                std::pair{"first_moment", parameters.firstMoment},
                                std::pair{"second_moment", parameters.secondMoment}};
    std::vector<engine::PlannedTensor> planned{{"position", engine::ElementType::I64, {7}}};
    for (const auto& [name, tensor] : weights) planned.push_back({name, engine::ElementType::F32, {tensor.numel()}});
    const auto writer = engine::SafetensorsWriter::create(file, planned);
    ASSERT_TRUE(writer) << writer.error().message;
    ASSERT_TRUE((*writer)->write("position", 0, std::as_bytes(std::span(position))));
    for (const auto& [name, tensor] : weights) {
        const std::span floats(tensor.const_data_ptr<float>(), static_cast<std::size_t>(tensor.numel()));
        ASSERT_TRUE((*writer)->write(name, 0, std::as_bytes(floats)));
    }
    ASSERT_TRUE((*writer)->finish());
}

TEST(TrainingStateTest, OfFormatOneIsReadAndSaysNothingOfItsBeginning) {
    const std::filesystem::path file = ownPath("msao-format-one-state");
    const Model saved = smallModel(1);
    saveFormatOne(file, saved.parameters);
    Model model = smallModel(2);
    const auto loaded = loadState(file, model.parameters);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(*loaded, (Position{.seed = 9, .step = 4, .stage = 6, .origin = Origin::Unknown}));
    EXPECT_TRUE(at::equal(model.parameters.masters, saved.parameters.masters));
    std::filesystem::remove(file);
}

TEST(TrainingStateTest, RefusesAFormatThatItDoesNotKnow) {
    const std::filesystem::path file = ownPath("msao-later-state");
    const std::int64_t later = 3;
    const auto writer = engine::SafetensorsWriter::create(file, {{"format", engine::ElementType::I64, {1}}});
    ASSERT_TRUE(writer) << writer.error().message;
    ASSERT_TRUE((*writer)->write("format", 0, std::as_bytes(std::span(&later, 1))));
    ASSERT_TRUE((*writer)->finish());
    Model model = smallModel(1);
    const auto loaded = loadState(file, model.parameters);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find("the program that wrote it"), std::string::npos) << loaded.error().message;
    std::filesystem::remove(file);
}

/// A folder of a run, with a checkpoint of the draft to begin with.
class StartingPointTest : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(m_checkpoints);
        const Model known = smallModel(1);
        ASSERT_TRUE(exportModel(known.config, known.parameters, "{}", m_checkpoints / "draft"));
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    Origin origin(const std::filesystem::path& from, bool isResumed) {
        RunOptions options;
        options.folder = m_folder;
        options.from = from;
        options.isResumed = isResumed;
        const std::array<Stage, 2> curriculum = stages();
        const auto start = startingPoint(Role::Draft, curriculum, options, m_model);
        EXPECT_TRUE(start) << start.error().message;
        if (start) save(start->origin);
        return start ? start->origin : Origin::Unknown;
    }
    void save(Origin begun) {
        EXPECT_TRUE(saveState(stateFile(m_folder, Role::Draft), m_model.parameters, {.origin = begun}));
    }

    std::filesystem::path m_folder = ownPath("msao-starting-point");
    std::filesystem::path m_checkpoints = m_folder / "known";
    Model m_model = smallModel(2);
};

TEST_F(StartingPointTest, AResumedStateKnowsThatItBeganWithCheckpoints) {
    EXPECT_EQ(origin(m_checkpoints, false), Origin::Checkpoints);
    EXPECT_EQ(origin({}, true), Origin::Checkpoints);
}

TEST_F(StartingPointTest, CheckpointsGivenToOneThatBeganWithNothingChangeNothing) {
    EXPECT_EQ(origin({}, false), Origin::Nothing);
    EXPECT_EQ(origin(m_checkpoints, true), Origin::Nothing);
}

TEST_F(StartingPointTest, AStateThatDoesNotSayGoesByWhatItIsResumedWith) {
    save(Origin::Unknown);
    EXPECT_EQ(origin({}, true), Origin::Unknown);
    EXPECT_EQ(origin(m_checkpoints, true), Origin::Checkpoints);
}

TEST(TrainingStateTest, RefusesTheStateOfAnotherModel) {
    const std::filesystem::path file = ownPath("msao-other-state");
    Model small = smallModel(1);
    ASSERT_TRUE(saveState(file, small.parameters, {}));
    Model large;
    large.config = demoModel(Role::Draft, demoRegularTokens());
    large.parameters = makeParameters(large.config, 1, at::kCPU);
    const auto loaded = loadState(file, large.parameters);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find("another model"), std::string::npos);
    std::filesystem::remove(file);
}

TEST(ImportedWeightsTest, AreThoseOfTheCheckpointAndLeaveTheHeadsThatTeachAlone) {
    const std::filesystem::path folder = ownPath("msao-imported-weights");
    const Model known = smallModel(1);
    ASSERT_TRUE(exportModel(known.config, known.parameters, "{}", folder));
    Model fresh = smallModel(2);
    const at::Tensor before = fresh.parameters.masters.clone();
    const engine::Status done = importWeights(fresh.config, folder, fresh.parameters);
    ASSERT_TRUE(done) << done.error().message;
    const at::Tensor written = known.parameters.rounded.to(at::kFloat);
    std::int64_t taken = 0;
    for (const Parameter& parameter : fresh.parameters.list) {
        const auto of = [&](const at::Tensor& flat) { return flat.narrow(0, parameter.offset, parameter.count); };
        const bool isTaken = at::equal(of(fresh.parameters.masters), of(written));
        EXPECT_TRUE(isTaken || at::equal(of(fresh.parameters.masters), of(before))) << parameter.name;
        taken += isTaken ? parameter.count : 0;
    }
    EXPECT_GE(taken, modelSize(known.config));

    Model other;
    other.config = demoModel(Role::Draft, demoRegularTokens());
    other.parameters = makeParameters(other.config, 1, at::kCPU);
    const engine::Status refused = importWeights(other.config, folder, other.parameters);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("a model that is trained here"), std::string::npos);
    std::filesystem::remove_all(folder);
}

TEST(OptimiserTest, LeavesEverythingAsItWasWhereAGradientIsNotFinite) {
    Model model = smallModel(1);
    const at::Tensor before = model.parameters.masters.clone();
    at::Tensor gradient = at::full_like(before, 0.1);
    gradient[5] = std::numeric_limits<float>::infinity();
    optimiserStep(model.parameters, gradient, {1e-3, 1e-3}, 1);
    EXPECT_TRUE(at::equal(model.parameters.masters, before));
}

TEST(OptimiserTest, ARateOfZeroLeavesTheTowersAlone) {
    Model model = smallModel(1);
    const at::Tensor before = model.parameters.masters.clone();
    optimiserStep(model.parameters, at::full_like(before, 0.1), {.vision = 0, .language = 1e-3}, 1);
    for (const Parameter& parameter : model.parameters.list) {
        const bool isSame = at::equal(model.parameters.masters.narrow(0, parameter.offset, parameter.count),
                                      before.narrow(0, parameter.offset, parameter.count));
        EXPECT_EQ(isSame, parameter.group != ParameterGroup::Language) << parameter.name;
    }
}

}  // namespace
}  // namespace msao::training
