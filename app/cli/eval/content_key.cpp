// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/content_key.h"

#include "protocol/identity/model_identity.h"
#include "protocol/identity/sha256.h"

#include <cstdio>
#include <set>
#include <system_error>
#include <vector>

namespace msao::app {

using namespace engine;

namespace {

std::string hexOf(const protocol::Digest& digest) {
    std::string hex;
    for (const std::uint8_t byte : digest) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", byte);
        hex += two;
    }
    return hex;
}

/// Names and bytes of the files in it: weights, tokenizer, configuration, and the calibration that lies beside them.
Result<std::string> checkpointKey(const std::filesystem::path& folder, const std::stop_token& stop) {
    std::set<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->is_regular_file(error)) files.insert(it->path());
    }
    if (error) return Error{ErrorCode::FileUnreadable, folder.string() + ": " + error.message()};
    std::string key;
    for (const std::filesystem::path& file : files) {
        MSAO_TRY(const protocol::Digest digest, protocol::hashOfFiles(std::vector{file}, stop));
        key += file.filename().string() + " " + hexOf(digest) + "\n";
    }
    return key;
}

}  // namespace

Result<std::string> contentKey(const EvalArguments& arguments, std::stop_token stop) {
    std::string key = arguments.answerOptions() + "\n";
    if (!arguments.draft.empty()) {
        MSAO_TRY(const std::string draft, checkpointKey(arguments.draft, stop));
        key += "draft\n" + draft;
    }
    if (!arguments.target.empty()) {
        MSAO_TRY(const std::string target, checkpointKey(arguments.target, stop));
        key += "target\n" + target;
    }
    MSAO_TRY(const protocol::Digest program,
             protocol::hashOfFiles(std::vector<std::filesystem::path>{"/proc/self/exe"}, stop));
    key += hexOf(program);
    return hexOf(protocol::sha256({key.data(), static_cast<qsizetype>(key.size())}));
}

}  // namespace msao::app
