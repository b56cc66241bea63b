#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What msao says on a command line that is wrong, and about files of which little is left; what its options promise.

    command_line_test.py FOLDER-OF-PROGRAMS SOURCE-FOLDER"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

MSAO = pathlib.Path(sys.argv[1]) / "msao"
CLOUD = pathlib.Path(sys.argv[1]) / "msao-cloud"
MODELS = pathlib.Path(sys.argv[2]) / "resources" / "models"


def msao(*arguments, **options):
    return subprocess.run([MSAO, *map(str, arguments)], capture_output=True, text=True, timeout=600, **options)


def temporary_folder(case):
    folder = tempfile.TemporaryDirectory()
    case.addCleanup(folder.cleanup)
    return pathlib.Path(folder.name)


class CommandLine(unittest.TestCase):
    def test_an_unknown_command_is_named_beside_those_that_there_are(self):
        done = msao("aks", "--prompt", "what?")
        self.assertEqual(done.returncode, 1)
        self.assertIn("unknown command 'aks'", done.stderr)
        self.assertIn("ask", done.stderr.split("there are")[1])

    def test_an_unknown_command_of_a_command_is_named_too(self):
        done = msao("trace", "statistics", "a.msao")
        self.assertEqual(done.returncode, 1)
        self.assertIn("unknown command 'statistics'; there are stats, export", done.stderr)

    def test_help_of_ask_says_what_the_marks_mean(self):
        self.assertIn("[corrected by the cloud]", msao("ask", "--help").stdout)

    def test_half_a_model_at_the_edge_is_named_before_anybody_is_called(self):
        done = msao("ask", "--server", "ws://127.0.0.1:9", "--mode", "perllm", "--prompt", "what?")
        self.assertEqual(done.returncode, 1)
        self.assertIn("mode perllm needs --target", done.stderr)


class UsageErrors(unittest.TestCase):
    def expect_refused(self, words, *arguments):
        done = msao(*arguments)
        self.assertNotEqual(done.returncode, 0, arguments)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\Amsao: [^\n]*\n\Z", "one line")
        self.assertIn(words, done.stderr)

    def test_an_option_that_is_not_known_is_named_before_one_that_is_missing(self):
        self.expect_refused("msao: unknown option --promt (see msao generate --help)", "generate", "--promt", "hi")
        self.expect_refused("unknown option --fromat (see msao trace export --help)", "trace", "export", "--fromat", "x")

    def test_a_copy_of_the_draft_for_a_cloud_that_drafts_nothing_is_refused_before_models_are_read(self):
        self.expect_refused("in mode sync the cloud drafts nothing", "ask", "--in-process", "--draft", "nowhere",
                            "--target", "nowhere", "--mode", "sync", "--cloud-draft", "--prompt", "what?")

    def test_what_is_missing_is_said_in_one_line(self):
        self.expect_refused("--model is required (see msao generate --help)", "generate")
        self.expect_refused("(see msao models --help)", "models")

    def test_the_cloud_says_it_in_one_line_too(self):
        done = subprocess.run([CLOUD, "--modle", "x"], capture_output=True, text=True, timeout=600)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stderr, "msao-cloud: unknown option --modle (see msao-cloud --help)\n")

    def test_a_cloud_whose_file_of_tokens_is_a_variable_that_nobody_set_does_not_start_without_one(self):
        done = subprocess.run([CLOUD, "--loopback", "--model", "nowhere", "--tokens", ""], capture_output=True, text=True, timeout=600)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stderr, "msao-cloud: --tokens: expected a value, found nothing (see msao-cloud --help)\n")

    def cloud_with(self, variables, *arguments):
        environment = {**os.environ, **{f"MSAO_CLOUD_{name}": value for name, value in variables.items()}}
        return subprocess.run([CLOUD, *arguments], capture_output=True, text=True, timeout=600, env=environment)

    def test_an_empty_variable_of_the_cloud_is_not_one_that_is_not_there(self):
        for name in ("TOKENS", "CERT", "METRICS_PORT", "LOOPBACK", "CONFIG"):
            done = self.cloud_with({name: ""}, "--model", "nowhere")
            self.assertNotEqual(done.returncode, 0)
            self.assertEqual(done.stderr,
                             f"msao-cloud: MSAO_CLOUD_{name}: expected a value, found nothing (see msao-cloud --help)\n")

    def test_an_empty_variable_of_the_cloud_does_not_matter_beside_the_option_itself(self):
        done = self.cloud_with({"MODEL": "", "TOKENS": ""}, "--model", "nowhere", "--tokens", "nowhere")
        self.assertRegex(done.stderr, r"\Amsao-cloud: nowhere: ")
        self.assertEqual(self.cloud_with({"TOKENS": ""}, "--version").returncode, 0)

    def test_options_of_the_cloud_come_from_the_command_line_then_the_environment_then_a_file(self):
        file = temporary_folder(self) / "cloud.conf"
        file.write_text('model = "of-a-file"\ntokens = "of-a-file"\n')
        for variables, arguments, winner in (({}, [], "of-a-file"), ({"MODEL": "of-a-variable"}, [], "of-a-variable"),
                                             ({"MODEL": "of-a-variable"}, ["--model", "of-the-line"], "of-the-line")):
            said = f"msao-cloud: {winner}: expected a folder with a checkpoint, found none\n"
            self.assertEqual(self.cloud_with(variables, "--config", file, *arguments).stderr, said)
            self.assertEqual(self.cloud_with({**variables, "CONFIG": str(file)}, *arguments).stderr, said)
        self.assertIn("MSAO_CLOUD_TOKENS: expected a value", self.cloud_with({"TOKENS": ""}, "--config", file).stderr)

    def test_what_the_cloud_would_not_look_at_is_refused(self):
        for words, *arguments in (("--client-ca belong to wss://", "--loopback", "--client-ca", "nowhere"),
                                  ("wss:// needs --cert and --key", "--listen", "wss://127.0.0.1:0", "--client-ca", "nowhere"),
                                  ("belong to --backend vllm", "--loopback", "--url-key", "nowhere"),
                                  ("belong to --backend vllm", "--loopback", "--verify-by", "fan-out")):
            done = self.cloud_with({}, "--model", MODELS / "draft", *arguments)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, r"\Amsao-cloud: [^\n]*\n\Z", "one line")
            self.assertIn(words, done.stderr)

    def test_the_cloud_is_told_once_where_to_listen(self):
        file, place = temporary_folder(self) / "cloud.conf", "ws://127.0.0.1:0"
        file.write_text(f'listen = "{place}"\n')
        for variables, *arguments in (({}, "--loopback", "--listen", place), ({"LISTEN": place}, "--loopback"),
                                      ({"LOOPBACK": "true"}, "--listen", place), ({}, "--loopback", "--config", file)):
            done = self.cloud_with(variables, "--model", MODELS / "draft", *arguments)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, r"\Amsao-cloud: --loopback and --listen both say [^\n]*\n\Z", "one line")

    def test_a_file_of_options_that_the_environment_names_has_to_be_there(self):
        self.assertIn("nowhere.conf was not readable", self.cloud_with({"CONFIG": "nowhere.conf"}, "--model", "nowhere").stderr)

    def test_what_is_no_number_is_in_no_range(self):
        self.expect_refused("--alpha: expected a number", "simulate", "--alpha", "nan")
        self.expect_refused("--temperature: expected a number", "generate", "--model", "x", "--prompt", "x",
                            "--temperature", "NaN")
        for option in ("--epsilon", "--typos", "--clips", "--slow-motion"):
            self.expect_refused(f"{option}: expected a number", "eval", option, "nan")
        self.expect_refused("--slow-motion: expected a number", "eval", "paper", "--out", "x", "--slow-motion", "nan")

    def test_seeds_are_whole_numbers(self):
        for seed in ("-5", "99999999999999999999", "1.5"):
            self.expect_refused("--seed: expected a whole number", "models", "synth", "--like", "tiny", "--out", "x",
                                "--seed", seed)
            self.expect_refused("--seed: expected a whole number", "ask", "--in-process", "--prompt", "x", "--seed", seed)
            for evaluation in (["eval"], ["eval", "paper", "--out", "x"], ["eval", "compare", "a", "b"]):
                self.expect_refused("--seed: expected a whole number", *evaluation, "--seed", seed)

    def test_a_link_is_as_slow_as_the_one_of_a_file_may_be(self):
        self.expect_refused("--rtt: expected at most 1000s", "simulate", "--rtt", "1e9s")
        self.expect_refused("--jitter: expected at most 1000s", "simulate", "--jitter", "1h")
        self.expect_refused("--bandwidth: expected 1kbit to 1000gbit", "simulate", "--bandwidth", "1bit")

    def test_what_takes_time_takes_some_and_not_for_ever(self):
        self.expect_refused("--duration: expected more than 0, found `0s`", "simulate", "--duration", "0s")
        self.expect_refused("--duration: expected at most 24h", "simulate", "--duration", "1e300h")
        self.expect_refused("--p95: expected more than 0", "simulate", "--duration", "1s", "--p95", "0s")
        for option in ("--think", "--p95"):
            self.expect_refused(f"{option}: expected at most 24h", "simulate", "--duration", "1s", option, "1e300h")
        self.expect_refused("expected a link round trip of at most 1000s", "ask", "--server", "ws://127.0.0.1:9",
                            "--draft", MODELS / "draft", "--prompt", "what?", "--link", "300mbit,1e300h")

    def test_an_empty_value_is_not_an_option_that_was_left_out(self):
        ask = ["ask", "--in-process", "--draft", "nowhere", "--target", "nowhere", "--prompt", "what?"]
        for option in ("--trace", "--image", "--link"):
            self.expect_refused(f"{option}: expected a value, found nothing", *ask, option, "")
        self.expect_refused("--server: expected a value, found nothing", "ask", "--server", "", "--prompt", "what?")
        self.expect_refused("--policy: expected a value, found nothing", "simulate", "--policy", "")

    def test_an_output_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([MSAO, "tokenize", "--model", MODELS / "draft", "--text", "what?"], stdout=full,
                                  stderr=subprocess.PIPE, text=True, timeout=600)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "msao: standard output cannot be written: No space left on device\n")

    def test_a_text_may_be_empty(self):
        done = msao("tokenize", "--model", MODELS / "draft", "--text", "")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_benchmark_reads_names_before_it_makes_or_measures_anything(self):
        cache = temporary_folder(self)
        for words, arguments in (("--dtype: unknown weight type 'foo'", ["--like", "tiny", "--dtype", "bf16,foo"]),
                                 ("--like: expected qwen2-vl-2b", ["--like", "foo"])):
            for what in ("decode", "prefill"):
                done = msao("bench", what, *arguments, env={**os.environ, "XDG_CACHE_HOME": str(cache)})
                self.assertEqual(done.returncode, 1)
                self.assertIn(words, done.stderr)
                self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for option in ("--like", "--target-like"):
            done = msao("bench", "probe", option, "foo", env={**os.environ, "XDG_CACHE_HOME": str(cache)})
            self.assertEqual(done.returncode, 1)
            self.assertIn(f"{option}: expected qwen2-vl-2b", done.stderr)
        self.assertEqual(list(cache.iterdir()), [])


class Bench(unittest.TestCase):
    def test_prefill_tells_what_ran_on_what_beside_how_fast_memory_was(self):
        done = msao("bench", "prefill", "--like", "tiny", "--context", "8", "--rounds", "2", "--threads", "1", "--json",
                    env={**os.environ, "XDG_CACHE_HOME": str(temporary_folder(self))})
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual((told["like"], told["model"], told["threads"], told["tokens"]), ("tiny", None, 1, 8))
        self.assertEqual(told["runs"][0]["rounds"], 2)
        self.assertGreater(told["runs"][0]["read_gb_per_s"]["median"], 0)


class Simulate(unittest.TestCase):
    MODES = ["cloud-only", "edge-only", "perllm", "sync", "co-located", "verify-only", "never-idle", "hybrid", "adaptive",
             "msao", "msao-no-modality", "msao-no-collab"]

    def simulate(self, *arguments, tokens=300):
        done = msao("simulate", "--tokens", str(tokens), "--json", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {run["mode"]: run for run in json.loads(done.stdout)["runs"]}

    def test_every_mode_is_played_under_the_name_that_was_asked_for(self):
        runs = self.simulate("--mode", ",".join(self.MODES))
        self.assertEqual(list(runs), self.MODES)
        for name, played in (("msao", "adaptive"), ("msao-no-modality", "adaptive"), ("msao-no-collab", "sync")):
            self.assertEqual({**runs[name], "mode": played}, runs[played])

    def test_the_ablation_without_collaboration_drafts_n_max_whatever_is_asked(self):
        runs = self.simulate("--mode", "sync,msao-no-collab", "--draft-length", "2")
        self.assertNotEqual(runs["sync"]["drafts_proposed"], runs["msao-no-collab"]["drafts_proposed"])

    def test_a_link_with_a_name_is_played_and_the_seed_draws_the_drive(self):
        enough = 3000  # one message in a hundred is lost
        steady = self.simulate("--mode", "never-idle", tokens=enough)
        for name in ("jitter", "loss", "5g"):
            with self.subTest(link=name):
                self.assertNotEqual(self.simulate("--mode", "never-idle", "--link", name, tokens=enough), steady)
        first, second = (self.simulate("--mode", "cloud-only", "--link", "5g", "--seed", seed) for seed in "12")
        self.assertNotEqual(first, second)
        refused = msao("simulate", "--link", "6g")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("--link: expected steady, jitter, loss, steps, 5g, found `6g`", refused.stderr)

    def test_joules_of_a_device_whose_watts_nobody_knows_are_null(self):
        profile = temporary_folder(self) / "mine.json"
        profile.write_text('{"name": "mine", "draft_step_ms": 3, "target_step_ms": 9}')
        run = self.simulate("--mode", "sync", "--edge", profile)["sync"]
        self.assertIsNone(run["edge_joules"])
        self.assertGreater(run["cloud_joules"], 0)


class Generate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.tiny = pathlib.Path(cls.folder.name) / "tiny"
        made = msao("models", "synth", "--like", "tiny", "--seed", "7", "--out", cls.tiny)
        assert made.returncode == 0, made.stderr

    def generate(self, *arguments):
        done = msao("generate", "--model", self.tiny, "--prompt", "what?", "--json", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout), done.stderr

    def tokens(self, *arguments):
        return self.generate("--max-new-tokens", "16", *arguments)[0]["tokens"]

    def test_a_temperature_that_is_asked_for_draws_and_the_seed_decides(self):
        hot = ["--temperature", "1.5"]
        first = self.tokens(*hot, "--seed", "1")
        self.assertEqual(first, self.tokens(*hot, "--seed", "1"))
        self.assertNotEqual(first, self.tokens(*hot, "--seed", "2"))

    def test_without_one_the_checkpoint_decides_and_its_top_k_of_1_leaves_no_choice(self):
        asked = json.loads((self.tiny / "generation_config.json").read_text())
        self.assertEqual(asked["top_k"], 1)
        greedy = self.tokens("--greedy", "--repetition-penalty", "1")
        self.assertEqual(self.tokens("--seed", "1"), self.tokens("--seed", "2"))
        self.assertEqual(self.tokens("--temperature", "1.5", "--top-k", "1", "--repetition-penalty", "1"), greedy)

    def test_an_answer_ends_where_the_kv_cache_is_full_and_that_is_said(self):
        told, said = self.generate("--max-new-tokens", "1000000", "--kv-cache-mb", "1")
        self.assertEqual(told["stop"], "length")
        self.assertGreater(len(told["tokens"]), 1)
        self.assertIn(f"msao: the answer ends after {len(told['tokens'])} tokens", said)
        self.assertIn("--kv-cache-mb", said)

    def test_a_stop_string_is_not_printed_and_what_only_begins_one_is(self):
        ask = ["generate", "--model", MODELS / "target", "--prompt", "what do you see?", "--image", self.picture()]
        answer = json.loads(msao(*ask, "--json").stdout)
        whole = answer["text"]
        self.assertGreater(len(whole), 8)
        # Within a token, over two of them, and one that the answer begins to say but does not end.
        for stop, reason in ((whole[3:5], "stop_string"), (whole[4:9], "stop_string"), (whole[-1] + "?!", answer["stop"])):
            with self.subTest(stop=stop):
                told = json.loads(msao(*ask, "--stop", stop, "--json").stdout)
                self.assertEqual((told["text"], told["stop"]), (whole.split(stop)[0], reason))
                self.assertEqual(msao(*ask, "--stop", stop).stdout, told["text"] + "\n")

    def picture(self):
        world = temporary_folder(self) / "world"
        made = msao("world", "--count", "1", "--seed", "5", "--out", world)
        self.assertEqual(made.returncode, 0, made.stderr)
        return world / "5.png"


class QuantizedPair(unittest.TestCase):
    """A draft stored as int4 and a target stored as int8, from `msao models quantize`."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        plain = pathlib.Path(cls.folder.name) / "plain"
        made = msao("models", "synth", "--like", "tiny", "--seed", "7", "--agreement", "0.9", "--out", plain)
        assert made.returncode == 0, made.stderr
        cls.draft, cls.target, cls.plain_target = plain.parent / "draft", plain.parent / "target", plain / "target"
        for bits, model, out in ((4, plain / "draft", cls.draft), (8, cls.plain_target, cls.target)):
            made = msao("models", "quantize", "--model", model, "--bits", bits, "--out", out)
            assert made.returncode == 0, made.stderr

    def ask(self, *more, target=None):
        return msao("ask", "--in-process", "--draft", self.draft, "--target", target or self.target, "--prompt", "what?",
                    "--max-new-tokens", "12", "--greedy", "--json", *more)

    def tokens(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["tokens"]

    def expect_refused(self, words, done):
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertRegex(done.stderr, r"\Amsao: [^\n]*\n\Z", "one line")
        self.assertIn(words, done.stderr)

    def test_what_is_stored_quantised_is_taken_as_it_is_stored(self):
        alone = json.loads(msao("generate", "--model", self.target, "--prompt", "what?", "--max-new-tokens", "12",
                                "--greedy", "--json").stdout)["tokens"]
        self.assertEqual(len(alone), 12)
        for mode in ("sync", "never-idle", "co-located", "hybrid", "cloud-only", "msao"):
            with self.subTest(mode=mode):
                self.assertEqual(self.tokens(self.ask("--mode", mode)), alone)
        self.assertEqual(self.tokens(self.ask("--draft-dtype", "int4", "--target-dtype", "int8")), alone)

    def test_each_model_has_a_type_of_its_own_where_it_is_asked_for(self):
        as_int8 = json.loads(msao("generate", "--model", self.plain_target, "--dtype", "int8", "--prompt", "what?",
                                  "--max-new-tokens", "12", "--greedy", "--json").stdout)["tokens"]
        self.assertEqual(self.tokens(self.ask("--target-dtype", "int8", target=self.plain_target)), as_int8)

    def test_what_cannot_be_is_told_before_the_first_model_is_read(self):
        # Of this target nothing but config.json can be read: whoever loads it first tells that.
        cut = temporary_folder(self) / "target"
        cut.mkdir()
        (cut / "config.json").write_text((self.plain_target / "config.json").read_text())
        words = f"{self.draft}: its weights are stored as int4 and cannot become "
        self.expect_refused(words + "int8", self.ask("--dtype", "int8", target=cut))
        self.expect_refused(words + "bf16", self.ask("--draft-dtype", "bf16", target=cut))
        self.expect_refused("unknown weight type 'int5'", self.ask("--draft-dtype", "int5", target=cut))
        self.expect_refused(f"{self.target}: its weights are stored as int8", self.ask("--target-dtype", "int4"))
        pair = ["--draft", self.draft, "--target", cut, "--draft-dtype", "f32"]
        self.expect_refused(words + "f32", msao("eval", "--samples", "1", "--mode", "msao", *pair))
        self.expect_refused(f"{self.target}: its weights are stored as int8 and cannot become f32",
                            msao("calibrate", "--model", self.draft, "--target", self.target, "--data", "demo",
                                 "--target-dtype", "f32"))
        self.expect_refused(f"{self.draft / 'no'}: expected a folder with a checkpoint",
                            msao("ask", "--in-process", "--draft", self.draft / "no", "--target", cut, "--prompt", "what?"))

    def test_it_is_evaluated_and_calibrated_as_it_is_stored(self):
        at = temporary_folder(self)
        done = msao("eval", "--samples", "2", "--max-new-tokens", "4", "--mode", "cloud-only,msao", "--draft", self.draft,
                    "--target", self.target, "--json", at / "eval.json")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = msao("calibrate", "--model", self.draft, "--target", self.target, "--data", "demo", "--samples", "2",
                    "--max-new-tokens", "4", "--out", at / "calibration.json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((at / "calibration.json").exists())

    def test_a_server_takes_it_so_too_and_half_of_it_runs_at_the_edge(self):
        alone = self.tokens(self.ask("--mode", "cloud-only"))
        with subprocess.Popen([CLOUD, "--loopback", "--model", self.target, "--threads", "1"], stdout=subprocess.PIPE,
                              text=True) as cloud:
            self.addCleanup(cloud.wait)
            self.addCleanup(cloud.kill)
            url = cloud.stdout.readline().split()[-1]
            for options in (["--draft", self.draft], ["--mode", "perllm", "--target", self.target]):
                with self.subTest(options=options):
                    done = msao("ask", "--server", url, *options, "--prompt", "what?", "--max-new-tokens", "12", "--greedy",
                                "--json")
                    self.assertEqual(self.tokens(done), alone)
            cloud.kill()


class Ask(unittest.TestCase):
    def ask(self, *arguments):
        done = msao("ask", "--in-process", "--draft", MODELS / "draft", "--target", MODELS / "target", "--prompt",
                    "what do you see?", "--json", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_a_cloud_that_drafts_too_says_the_same(self):
        alone = self.ask("--mode", "cloud-only")
        for mode in (["hybrid"], ["adaptive", "--cloud-draft"], ["msao", "--cloud-draft", "--link", "300mbit,200ms"]):
            with self.subTest(mode=mode):
                told = self.ask("--mode", *mode)
                self.assertEqual(told["tokens"], alone["tokens"])
                self.assertEqual(told["mode"], mode[0])


class SynthesisedPair(unittest.TestCase):
    """A tiny pair of random weights, from `msao models synth --agreement`, asked about a picture."""

    MODES = ["cloud-only", "edge-only", "perllm", "sync", "co-located", "verify-only", "never-idle", "hybrid", "adaptive",
             "msao", "msao-no-modality", "msao-no-collab"]
    FATES = ["accepted", "corrected", "rejected", "unverified"]  # of a draft

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        at = pathlib.Path(cls.folder.name)
        for made in (msao("models", "synth", "--like", "tiny", "--seed", "7", "--agreement", "0.9", "--out", at / "pair"),
                     msao("world", "--count", "1", "--seed", "5", "--out", at / "world")):
            assert made.returncode == 0, made.stderr
        cls.pair, cls.picture = at / "pair", at / "world" / "5.png"

    def ask(self, mode, *more):
        done = msao("ask", "--in-process", "--draft", self.pair / "draft", "--target", self.pair / "target", "--image",
                    self.picture, "--prompt", "what do you see?", "--max-new-tokens", "16", "--mode", mode, "--json", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_every_mode_says_what_the_cloud_alone_says_where_no_loss_is_allowed(self):
        for options in ([], ["--temperature", "1", "--seed", "3"]):
            alone = self.ask("cloud-only", *options)["tokens"]
            self.assertEqual(len(alone), 16)
            for mode in self.MODES:
                with self.subTest(mode=mode, options=options):
                    told = self.ask(mode, "--epsilon", "0", *options)
                    self.assertEqual(told["mode"], mode)
                    counts = told["counts"]
                    self.assertEqual(sum(counts[fate] for fate in self.FATES), counts["proposed"], counts)
                    self.assertEqual(told["provenance"].count("corrected"), counts["corrected"])
                    if mode == "edge-only":
                        self.assertEqual(set(told["provenance"]), {"unverified"})
                        continue
                    self.assertEqual(told["tokens"], alone)
                    self.assertNotIn("unverified", told["provenance"])

    def test_what_is_told_of_an_answer_is_all_there_and_fits_together(self):
        told = self.ask("msao")
        for key in ("tokens", "text", "provenance", "timings", "plan", "mas"):
            self.assertTrue(told[key], key)
        self.assertEqual(len(told["tokens"]), len(told["provenance"]))
        least = {probed["modality"]: 1 - probed["mas"] for probed in told["mas"]}
        self.assertEqual(list(least), ["text", "image"])
        for planned in told["plan"]["modalities"]:
            self.assertGreaterEqual(planned["retention"], least[planned["modality"]])

    def test_its_drafts_are_counted_as_its_trace_counts_them(self):
        for mode, options in (("sync", ["--temperature", "1.5", "--seed", "3"]), ("verify-only", []), ("edge-only", [])):
            with self.subTest(mode=mode):
                trace = temporary_folder(self) / "run.msao"
                told = self.ask(mode, *options, "--trace", trace)["counts"]
                counted = json.loads(msao("trace", "stats", "--json", trace).stdout)["drafts"]
                self.assertGreater(told["proposed"], 0)
                self.assertEqual([told[key] for key in ["proposed", *self.FATES]],
                                 [counted[key] for key in ["proposed", *self.FATES]])

    def test_its_speed_is_that_of_decoding(self):
        trace = temporary_folder(self) / "run.msao"
        told = self.ask("sync", "--trace", trace)
        events = [json.loads(line) for line in msao("trace", "export", trace).stdout.strip().split("\n")]
        times = [event["time_ns"] for event in events if event["type"] == "token_emitted"]
        behind = sum(time > times[0] for time in times)
        self.assertGreater(behind, 0)
        self.assertAlmostEqual(told["timings"]["tokens_per_second"], behind * 1e9 / (times[-1] - times[0]), places=3)


class Trace(unittest.TestCase):
    def setUp(self):
        at = temporary_folder(self)
        world = msao("world", "--count", "1", "--seed", "5", "--out", at / "world")
        self.assertEqual(world.returncode, 0, world.stderr)
        self.trace = at / "whole.msao"
        asked = msao("ask", "--in-process", "--draft", MODELS / "draft", "--target", MODELS / "target", "--image",
                     at / "world" / "5.png", "--prompt", "what do you see?", "--trace", self.trace)
        self.assertEqual(asked.returncode, 0, asked.stderr)

    def cut(self, size):
        self.trace.write_bytes(self.trace.read_bytes()[:size])
        return msao("trace", "stats", self.trace)

    def test_a_trace_of_which_no_event_is_left_is_an_error(self):
        done = self.cut(self.trace.stat().st_size // 2)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no event is left in it", done.stderr)

    def test_a_trace_without_its_index_is_read_with_a_warning(self):
        done = self.cut(self.trace.stat().st_size - 1)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no event is lost", done.stderr)

    def test_an_export_goes_to_standard_output_unless_a_file_is_named(self):
        for options in ([], ["--format", "chrome"]):
            with self.subTest(options=options):
                file = self.trace.parent / "exported"
                done = msao("trace", "export", self.trace, *options, "--out", file)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
                printed = msao("trace", "export", self.trace, *options)
                self.assertEqual((printed.returncode, printed.stdout), (0, file.read_text()))
                dashed = msao("trace", "export", self.trace, *options, "--out", "-", cwd=self.trace.parent)
                self.assertEqual(dashed.stdout, printed.stdout)
                self.assertFalse((self.trace.parent / "-").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
