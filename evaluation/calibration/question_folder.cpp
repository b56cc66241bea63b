// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/question_folder.h"

#include "msao/engine/chat_template.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace msao::calibration {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::uintmax_t kMaxQuestionsBytes = 256'000'000;
constexpr std::size_t kMaxQuestionBytes = 10'000;

/// What is wrong with a questions.json, as an exception of the one function that reads it.
struct Fault {
    std::string what;
};

const json& member(const json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || found == object.end()) throw Fault{std::string("expected `") + name + "`"};
    return *found;
}

std::string text(const json& value, const char* what) {
    if (!value.is_string()) throw Fault{std::string("expected text as ") + what};
    return value.get<std::string>();
}

const json& list(const json& value, const char* what) {
    if (!value.is_array()) throw Fault{std::string("expected a list of ") + what};
    return value;
}

std::filesystem::path fileIn(const std::filesystem::path& folder, const json& value) {
    const std::filesystem::path name = text(value, "a file's name");
    if (name.empty() || name != name.filename() || name == "..")
        throw Fault{"expected the name of a file in the folder, found `" + name.string() + "`"};
    return folder / name;
}

struct Situation {
    SampleQuestion files;
    std::vector<std::string> questions;
};

Situation situationOf(const json& object, const std::filesystem::path& folder) {
    Situation situation;
    for (const json& picture : list(member(object, "pictures"), "pictures"))
        situation.files.pictures.push_back(fileIn(folder, picture));
    if (object.contains("sound")) situation.files.sound = fileIn(folder, object.at("sound"));
    for (const json& question : list(member(object, "questions"), "questions")) {
        situation.questions.push_back(text(member(question, "question"), "a question"));
        if (situation.questions.back().size() > kMaxQuestionBytes)
            throw Fault{"expected questions of at most " + std::to_string(kMaxQuestionBytes) + " bytes"};
    }
    return situation;
}

std::vector<SampleQuestion> inTurns(const std::vector<Situation>& situations, std::size_t count) {
    std::vector<SampleQuestion> questions;
    bool hasMore = true;
    for (std::size_t turn = 0; hasMore && questions.size() < count; ++turn) {
        hasMore = false;
        for (const Situation& situation : situations) {
            if (turn >= situation.questions.size() || questions.size() == count) continue;
            hasMore = true;
            questions.push_back(situation.files);
            questions.back().text = situation.questions[turn];
        }
    }
    return questions;
}

Result<std::string> readText(const std::filesystem::path& file) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error) return Error{ErrorCode::FileUnreadable, file.string() + ": " + error.message()};
    if (size > kMaxQuestionsBytes) {
        return Error{ErrorCode::LimitExceeded, file.string() + ": expected at most " +
                                                   std::to_string(kMaxQuestionsBytes) + " bytes, found " +
                                                   std::to_string(size)};
    }
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) return Error{ErrorCode::FileUnreadable, file.string() + ": cannot be read"};
    return bytes;
}

}  // namespace

Result<std::vector<SampleQuestion>> readQuestions(const std::filesystem::path& folder, std::size_t count) {
    const std::filesystem::path file = folder / "questions.json";
    MSAO_TRY(const std::string bytes, readText(file));
    const json root = json::parse(bytes, nullptr, false);
    try {
        if (root.is_discarded()) throw Fault{"is no JSON"};
        std::vector<Situation> situations;
        for (const json& object : list(member(root, "situations"), "situations"))
            situations.push_back(situationOf(object, folder));
        std::vector<SampleQuestion> questions = inTurns(situations, count);
        if (questions.empty()) throw Fault{"expected at least one question"};
        return questions;
    } catch (const Fault& fault) {
        return Error{ErrorCode::MalformedFile, file.string() + ": " + fault.what};
    }
}

Result<FolderQuestions> FolderQuestions::open(const std::filesystem::path& folder, std::size_t count,
                                              double framesPerSecond) {
    MSAO_TRY(std::vector<SampleQuestion> questions, readQuestions(folder, count));
    return FolderQuestions(std::move(questions), framesPerSecond);
}

Result<AskedQuestion> FolderQuestions::question(std::size_t index, const Engine& engine) const {
    const SampleQuestion& question = m_questions[index];
    PromptDescription prompt;
    Message message;
    if (!question.pictures.empty()) {
        const bool isClip = question.pictures.size() > 1;
        VisualMedium medium{isClip ? VisualKind::Video : VisualKind::Image, {{}, m_framesPerSecond}, {}};
        for (const auto& file : question.pictures) {
            MSAO_TRY(RgbImage image, readImage(file));
            medium.clip.frames.push_back(std::move(image));
        }
        prompt.visuals.push_back(std::move(medium));
        if (isClip) {
            message.parts.emplace_back(VideoPart{});
        } else {
            message.parts.emplace_back(ImagePart{});
        }
    }
    if (question.sound && engine.config().audio) {
        MSAO_TRY(Sound sound, readSound(*question.sound));
        prompt.sounds.push_back({std::move(sound), {}});
        message.parts.emplace_back(AudioPart{});
    }
    message.parts.emplace_back(TextPart{question.text});
    prompt.tokens = engine.tokenizer().encode(renderChat({message}));
    return AskedQuestion{question.text, std::move(prompt)};
}

}  // namespace msao::calibration
