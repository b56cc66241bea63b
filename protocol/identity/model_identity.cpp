// SPDX-License-Identifier: Apache-2.0
#include "protocol/identity/model_identity.h"

#include "protocol/identity/sha256.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <array>
#include <system_error>
#include <vector>

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Status;

constexpr qint64 kReadBytes = 1 << 20;

Status addFile(QCryptographicHash& hash, const std::filesystem::path& path, const std::stop_token& stop) {
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly)) return Error{ErrorCode::FileUnreadable, path.string() + ": cannot be read"};
    while (!file.atEnd()) {
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped while hashing " + path.string()};
        const QByteArray bytes = file.read(kReadBytes);
        if (bytes.isEmpty()) return Error{ErrorCode::FileUnreadable, path.string() + ": cannot be read to its end"};
        hash.addData(bytes);
    }
    return engine::Done{};
}

}  // namespace

Result<Digest> hashOfFiles(std::span<const std::filesystem::path> files, const std::stop_token& stop) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto& file : files) MSAO_CHECK(addFile(hash, file, stop));
    return digestOf(hash.result());
}

Result<Digest> hashOfWeights(const std::filesystem::path& folder, const std::stop_token& stop) {
    std::vector<std::filesystem::path> files;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        if (entry.path().extension() == ".safetensors") files.push_back(entry.path());
    }
    if (failure || files.empty()) return Error{ErrorCode::FileNotFound, folder.string() + ": holds no weights"};
    std::ranges::sort(files);
    return hashOfFiles(files, stop);
}

Result<ModelFingerprint> sharedFingerprint(const engine::ModelConfig& config, std::int32_t tokenEnd,
                                           const std::filesystem::path& folder) {
    ModelFingerprint fingerprint;
    // A folder's name may say more than its owner wants; the family says enough.
    fingerprint.name = config.family == engine::ModelFamily::Qwen2VL ? "qwen2-vl" : "qwen2.5-vl";
    MSAO_TRY(fingerprint.tokenizerHash, hashOfFiles(std::array{folder / "tokenizer.json"}));
    fingerprint.tokenEnd = tokenEnd;
    fingerprint.minPixels = config.preprocessor.minPixels;
    fingerprint.maxPixels = config.preprocessor.maxPixels;
    fingerprint.cellSide = config.vision.patchSize * config.vision.spatialMergeSize;
    fingerprint.framesPerCell = config.vision.temporalPatchSize;
    return fingerprint;
}

}  // namespace msao::protocol
