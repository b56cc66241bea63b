#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One shard of an evaluation for each task of a SLURM array, which begins at 1; then one job that merges them:
#
#   jobs=$(sbatch --parsable --array=1-8 evaluation/cluster/slurm_array.sh OUT --dataset demo --samples 5000 --draft D --target T)
#   sbatch --dependency=afterok:$jobs --wrap 'msao eval merge OUT/shard-*.json --out eval.json --html eval.html'
#
# OUT is a folder that all machines see. A task that is started again goes on where it was. MSAO names the program.
#SBATCH --job-name=msao-eval
#SBATCH --cpus-per-task=8
#SBATCH --mem=4G
#SBATCH --requeue
set -euo pipefail

out=${1:?the folder for the shards}
shift
[ "${SLURM_ARRAY_TASK_MIN:-1}" = 1 ] || { echo "expected an array from 1 on: --array=1-$SLURM_ARRAY_TASK_MAX" >&2; exit 2; }
mkdir -p "$out"
exec "${MSAO:-msao}" eval "$@" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --threads "${SLURM_CPUS_PER_TASK:-0}" --json "$out/shard-$SLURM_ARRAY_TASK_ID.json" --resume
