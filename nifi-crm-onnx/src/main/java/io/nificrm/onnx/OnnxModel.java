package io.nificrm.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A text classifier in ONNX with its tokenizer. Thread-safe; holds native memory until closed.
 *
 * <p>Texts of similar length go through the model together, so that little is spent on padding; a batch never has more
 * tokens, padding included, than {@link Settings#tokensPerBatch()}.
 */
public final class OnnxModel implements AutoCloseable {
    private static final Set<String> KNOWN_INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    static {
        // the tokenizer library reports its use to its makers' servers unless told otherwise
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private final ModelFolder folder;
    private final Settings settings;
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    /**
     * What an operator can set.
     *
     * @param threads native threads for one batch
     * @param tokensPerText longer texts are cut
     * @param tokensPerBatch bounds the memory of one batch
     */
    public record Settings(int threads, int tokensPerText, int tokensPerBatch) {}

    private OnnxModel(ModelFolder folder, Settings settings, HuggingFaceTokenizer tokenizer, OrtSession session) {
        this.folder = folder;
        this.settings = settings;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /**
     * Loads a model folder and classifies one sentence as a trial.
     *
     * @throws ModelException when a file is missing, broken, or not that of a text classifier
     */
    public static OnnxModel open(Path directory, Settings settings) throws ModelException {
        ModelFolder folder = ModelFolder.of(directory);
        HuggingFaceTokenizer tokenizer = tokenizer(folder, settings);
        try {
            OnnxModel model = new OnnxModel(folder, settings, tokenizer, session(folder, settings));
            model.checkInputs();
            model.probabilities(List.of("A first sentence shows whether the outputs fit the labels."));
            return model;
        } catch (ModelException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** The labels in the order of the model's outputs. */
    public List<String> labels() {
        return folder.labels();
    }

    /**
     * The probability of every label, for every text, in the order of the texts.
     *
     * @throws ModelException when the model fails at run time
     */
    public List<double[]> probabilities(List<String> texts) throws ModelException {
        Encoding[] encodings = tokenizer.batchEncode(texts);
        Integer[] byLength = new Integer[encodings.length];
        Arrays.setAll(byLength, i -> i);
        Arrays.sort(byLength, Comparator.comparingInt(i -> encodings[i].getIds().length));

        double[][] results = new double[encodings.length][];
        int from = 0;
        while (from < byLength.length) {
            int to = from + 1;
            while (to < byLength.length
                    && (to + 1 - from) * encodings[byLength[to]].getIds().length <= settings.tokensPerBatch()) {
                to++;
            }
            List<Encoding> batch = new ArrayList<>();
            for (int i = from; i < to; i++) {
                batch.add(encodings[byLength[i]]);
            }
            float[][] logits = run(batch);
            for (int i = from; i < to; i++) {
                results[byLength[i]] = probabilities(logits[i - from]);
            }
            from = to;
        }
        return Arrays.asList(results);
    }

    private float[][] run(List<Encoding> batch) throws ModelException {
        int longest = batch.stream().mapToInt(e -> e.getIds().length).max().orElse(0);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String input : session.getInputNames()) {
                Function<Encoding, long[]> values = switch (input) {
                    case "input_ids" -> Encoding::getIds;
                    case "attention_mask" -> Encoding::getAttentionMask;
                    default -> Encoding::getTypeIds;
                };
                inputs.put(input, tensor(environment, batch, longest, values));
            }
            try (OrtSession.Result outputs = session.run(inputs)) {
                return logits(outputs, batch.size());
            }
        } catch (OrtException e) {
            throw new ModelException(folder.model() + " failed: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private float[][] logits(OrtSession.Result outputs, int rows) throws OrtException, ModelException {
        Object value = outputs.get(0).getValue();
        if (value instanceof float[][] logits
                && logits.length == rows
                && logits[0].length == folder.labels().size()) {
            return logits;
        }
        throw new ModelException("The output of " + folder.model() + " is not one row of "
                + folder.labels().size()
                + " figures a text, as its config.json says. Was it exported for text classification?");
    }

    private static OnnxTensor tensor(
            OrtEnvironment environment, List<Encoding> batch, int longest, Function<Encoding, long[]> values)
            throws OrtException {
        LongBuffer padded = LongBuffer.allocate(batch.size() * longest);
        for (int row = 0; row < batch.size(); row++) {
            padded.position(row * longest);
            padded.put(values.apply(batch.get(row)));
        }
        padded.rewind();
        return OnnxTensor.createTensor(environment, padded, new long[] {batch.size(), longest});
    }

    private double[] probabilities(float[] logits) {
        double[] result = new double[logits.length];
        if (folder.multiLabel()) {
            Arrays.setAll(result, i -> 1 / (1 + Math.exp(-logits[i])));
            return result;
        }
        float highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            result[i] = Math.exp(logits[i] - highest);
            sum += result[i];
        }
        for (int i = 0; i < result.length; i++) {
            result[i] /= sum;
        }
        return result;
    }

    private void checkInputs() throws ModelException {
        Set<String> inputs = session.getInputNames();
        if (!inputs.contains("input_ids") || !KNOWN_INPUTS.containsAll(inputs)) {
            throw new ModelException(folder.model() + " wants the inputs " + inputs + "; a text classifier has "
                    + "input_ids and at most attention_mask and token_type_ids.");
        }
    }

    private static HuggingFaceTokenizer tokenizer(ModelFolder folder, Settings settings) throws ModelException {
        try {
            return HuggingFaceTokenizer.builder()
                    .optTokenizerPath(folder.tokenizer())
                    .optTruncation(true)
                    .optMaxLength(Math.min(settings.tokensPerText(), folder.longest()))
                    .optPadding(false)
                    .build();
        } catch (IOException | RuntimeException e) {
            throw new ModelException(folder.tokenizer() + " is not a tokenizer: " + e.getMessage(), e);
        }
    }

    private static OrtSession session(ModelFolder folder, Settings settings) throws ModelException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(settings.threads());
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(folder.model().toString(), options);
        } catch (OrtException e) {
            throw new ModelException(folder.model() + " is not an ONNX model that can run here: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws OrtException {
        tokenizer.close();
        session.close();
    }
}
