// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/dataset.h"

#include "evaluation/datasets/demo_dataset.h"
#include "evaluation/datasets/folder_dataset.h"
#include "evaluation/datasets/mmbench_dataset.h"
#include "evaluation/datasets/vqa_dataset.h"

#include <utility>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

template <typename Any>
Result<std::unique_ptr<Dataset>> asDataset(Result<std::unique_ptr<Any>> opened) {
    if (!opened) return opened.error();
    return std::unique_ptr<Dataset>(*std::move(opened));
}

Result<std::unique_ptr<Dataset>> openDemo(const EvalArguments& arguments, bool canHear, const Progress& progress) {
    DemoOptions options;
    options.split = arguments.split == "train" ? world::Split::Train : world::Split::HeldOut;
    options.seed = arguments.seed;
    options.samples = arguments.samples;
    options.hasSound = canHear;
    options.speechCache = arguments.speechCache;
    options.typoShare = arguments.typoShare;
    options.clipShare = arguments.clipShare;
    return asDataset(DemoDataset::open(options, progress));
}

Result<std::unique_ptr<Dataset>> openVqa(const EvalArguments& arguments) {
    return asDataset(VqaDataset::open(
        {arguments.questions, arguments.annotations, arguments.data, arguments.seed, arguments.samples}));
}

}  // namespace

Result<std::unique_ptr<Dataset>> openDataset(const EvalArguments& arguments, bool canHear, const Progress& progress) {
    if (arguments.dataset == "demo") return openDemo(arguments, canHear, progress);
    if (arguments.dataset == "vqav2") return openVqa(arguments);
    if (arguments.dataset == "mmbench")
        return asDataset(MmbenchDataset::open({arguments.data, arguments.seed, arguments.samples}));
    return asDataset(FolderDataset::open({arguments.data, arguments.seed, arguments.samples}));
}

}  // namespace msao::app
