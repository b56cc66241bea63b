// SPDX-License-Identifier: GPL-3.0-or-later
// msao world: pictures, clips and sounds of the demo world with questions and answers, as files.
#include "app/cli/command.h"
#include "app/cli/number_checks.h"
#include "app/cli/progress_bar.h"
#include "app/cli/world_files.h"
#include "engine/base/output_folder.h"
#include "msao/world/question.h"
#include "msao/world/render.h"
#include "msao/world/speech.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace msao::app {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::OutputFolder;
using engine::Progress;
using engine::Result;
using engine::Status;
using nlohmann::ordered_json;

namespace {

struct WorldArguments {
    std::uint64_t seed = 1;
    std::uint64_t count = 16;
    std::filesystem::path out;
    std::filesystem::path speechCache = world::defaultSpeechCache();
    std::string split = "train";
    bool isClip = false;
    bool hasSound = false;
    int size = 224;
    double framesPerSecond = 2;
    std::size_t minObjects = 1;
    std::size_t maxObjects = 5;
    std::size_t questions = 9;

    world::Split worldSplit() const { return split == "heldout" ? world::Split::HeldOut : world::Split::Train; }
};

world::SituationOptions situationOptions(const WorldArguments& arguments) {
    world::SituationOptions options;
    options.scene.split = arguments.worldSplit();
    options.scene.minObjects = arguments.minObjects;
    options.scene.maxObjects = arguments.maxObjects;
    options.clipShare = arguments.isClip ? 1 : 0;
    options.soundShare = arguments.hasSound ? 1 : 0;
    return options;
}

ordered_json objectJson(const world::Object& object) {
    return {{"colour", std::string(word(object.colour))},
            {"kind", std::string(word(object.kind))},
            {"size", std::string(word(object.size))},
            {"texture", std::string(word(object.texture))},
            {"place", std::string(phrase(world::regionOf(object.position)))}};
}

ordered_json questionJson(const world::Question& question) {
    return {{"type", std::string(name(question.type))},
            {"question", question.text},
            {"answer", question.answer},
            {"canonical", question.canonical},
            {"objects", question.objects}};
}

/// One situation after the other into a folder.
class WorldWriter {
public:
    WorldWriter(const WorldArguments& arguments, std::filesystem::path folder, std::optional<world::SpeechBank> bank)
        : m_arguments(arguments), m_folder(std::move(folder)), m_bank(std::move(bank)) {}

    Result<ordered_json> write(std::uint64_t seed) const {
        const world::Situation situation = makeSituation(seed, situationOptions(m_arguments));
        const std::string stem = std::to_string(seed);
        ordered_json item{{"seed", seed}};
        MSAO_TRY(item["pictures"], writePictures(situation, stem));
        if (situation.sound) {
            MSAO_TRY(const auto samples, m_bank->samples(*situation.sound));
            MSAO_CHECK(writeWav(m_folder / (stem + ".wav"), samples, world::kSoundRate));
            item["sound"] = stem + ".wav";
        }
        item["scene"] = ordered_json::array();
        for (const world::Object& object : situation.scene.objects) item["scene"].push_back(objectJson(object));
        item["questions"] = ordered_json::array();
        for (const world::Question& question : asked(situation, seed))
            item["questions"].push_back(questionJson(question));
        return item;
    }

private:
    Result<ordered_json> writePictures(const world::Situation& situation, const std::string& stem) const {
        const int size = m_arguments.size;
        ordered_json names = ordered_json::array();
        if (!situation.isClip) {
            MSAO_CHECK(writePng(m_folder / (stem + ".png"), world::render(situation.scene, 0, size, size)));
            names.push_back(stem + ".png");
            return names;
        }
        const engine::RgbClip clip = world::renderClip(situation.scene, m_arguments.framesPerSecond, size, size);
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            names.push_back(stem + "-" + std::to_string(i) + ".png");
            MSAO_CHECK(writePng(m_folder / names.back().get<std::string>(), clip.frames[i]));
        }
        return names;
    }

    std::vector<world::Question> asked(const world::Situation& situation, std::uint64_t seed) const {
        const world::AskOptions options{.split = m_arguments.worldSplit()};
        return askSeveral(situation, m_arguments.questions, world::TypeWeights::even(), options, seed);
    }

    const WorldArguments& m_arguments;
    std::filesystem::path m_folder;
    std::optional<world::SpeechBank> m_bank;
};

Status runWorld(const WorldArguments& arguments, std::stop_token stop) {
    if (arguments.minObjects > arguments.maxObjects) {
        return Error{ErrorCode::InvalidArgument,
                     "--min-objects: expected at most --max-objects, found " + std::to_string(arguments.minObjects)};
    }
    MSAO_TRY(OutputFolder folder, OutputFolder::create(arguments.out));
    const Progress progress = progressBar(std::move(stop));
    std::optional<world::SpeechBank> bank;
    if (arguments.hasSound) {
        MSAO_TRY(bank, world::SpeechBank::open(arguments.speechCache, progress));
    }
    const WorldWriter writer(arguments, folder.path(), std::move(bank));
    ordered_json items = ordered_json::array();
    for (std::uint64_t i = 0; i < arguments.count; ++i) {
        if (progress.stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped"};
        progress.report(static_cast<double>(i) / static_cast<double>(arguments.count), "drawing");
        MSAO_TRY(ordered_json item, writer.write(arguments.seed + i));
        items.push_back(std::move(item));
    }
    progress.report(1, "drawing");
    const ordered_json all{{"split", arguments.split}, {"situations", std::move(items)}};
    MSAO_CHECK(engine::writeFile(folder.path() / "questions.json", all.dump(2) + "\n"));
    return folder.finish();
}

}  // namespace

void addWorldCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<WorldArguments>();
    CLI::App* command =
        app.add_subcommand("world", "Write pictures of the demo world, with questions and answers (questions.json)");
    command->add_option("--seed", arguments->seed, "Of the first situation; each of the others has the next one")
        ->check(wholeNumber())
        ->capture_default_str();
    command->add_option("--count", arguments->count, "Situations")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000}))
        ->capture_default_str();
    command->add_option("--out", arguments->out, "The folder to make")->required();
    command
        ->add_option("--split", arguments->split, "heldout: looks, backgrounds, wordings and voices never trained on")
        ->check(CLI::IsMember({"train", "heldout"}))
        ->capture_default_str();
    command->add_flag("--clip", arguments->isClip, "Clips of 4 s in which at most one thing moves, not pictures");
    command->add_option("--fps", arguments->framesPerSecond, "Frames a second of a clip")
        ->check(numberIn(0.25, 30))
        ->capture_default_str();
    command->add_flag("--sound", arguments->hasSound, "Also a WAV each: a voice, a tone, or noise (needs espeak-ng)");
    command->add_option("--speech-cache", arguments->speechCache, "Where spoken words are kept, with --sound")
        ->capture_default_str();
    command->add_option("--size", arguments->size, "Pixels a side")->check(CLI::Range(28, 2048))->capture_default_str();
    command->add_option("--min-objects", arguments->minObjects, "Fewest objects of a scene")
        ->check(CLI::Range(0, 9))
        ->capture_default_str();
    command->add_option("--max-objects", arguments->maxObjects, "Most objects of a scene")
        ->check(CLI::Range(0, 9))
        ->capture_default_str();
    command->add_option("--questions", arguments->questions, "Questions about each situation")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    context.onChosen(command, [arguments, &context] { return runWorld(*arguments, context.interrupted); });
}

}  // namespace msao::app
