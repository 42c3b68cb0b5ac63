package io.nificrm.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * A small sentiment model, really trained: the mean of learnt word vectors, then a linear layer. Saved as ONNX with its
 * tokenizer, and able to do the same arithmetic in plain Java.
 */
public final class TrainedModel {
    private static final int DIMENSIONS = 8;
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");
    static final List<String> LABELS = List.of("negative", "neutral", "positive");
    static final Map<String, Integer> SENTENCES = Map.ofEntries(
            Map.entry("the lid leaks and i hate it", 0),
            Map.entry("terrible coffee never again", 0),
            Map.entry("my order is late and cold", 0),
            Map.entry("i hate waiting for support", 0),
            Map.entry("the shop opens at nine", 1),
            Map.entry("my order has a number", 1),
            Map.entry("the cup holds a pint", 1),
            Map.entry("they sell beans at the shop", 1),
            Map.entry("i love this coffee", 2),
            Map.entry("best espresso and lovely staff", 2),
            Map.entry("thank you support that was great", 2),
            Map.entry("what a lovely morning with great coffee", 2));

    private final List<String> vocabulary = new ArrayList<>(SPECIAL);
    private final float[] embeddings;
    private final float[] weights = new float[DIMENSIONS * LABELS.size()];
    private final float[] bias = new float[LABELS.size()];

    public TrainedModel(long seed) {
        TreeSet<String> words = new TreeSet<>();
        SENTENCES.keySet().forEach(sentence -> words.addAll(List.of(sentence.split(" "))));
        vocabulary.addAll(words);
        Random random = new Random(seed);
        embeddings = new float[vocabulary.size() * DIMENSIONS];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextGaussian() * 0.1f;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() * 0.1f;
        }
        TreeSet<String> ordered = new TreeSet<>(SENTENCES.keySet());
        for (int epoch = 0; epoch < 400; epoch++) {
            ordered.forEach(sentence -> learn(sentence, SENTENCES.get(sentence)));
        }
    }

    private void learn(String sentence, int label) {
        int[] ids = ids(sentence);
        float[] mean = mean(ids);
        double[] error = softmax(logits(mean));
        error[label] -= 1;
        float rate = 0.5f;
        for (int d = 0; d < DIMENSIONS; d++) {
            double gradient = 0;
            for (int k = 0; k < LABELS.size(); k++) {
                gradient += error[k] * weights[d * LABELS.size() + k];
                weights[d * LABELS.size() + k] -= (float) (rate * error[k] * mean[d]);
            }
            for (int id : ids) {
                embeddings[id * DIMENSIONS + d] -= (float) (rate * gradient / ids.length);
            }
        }
        for (int k = 0; k < LABELS.size(); k++) {
            bias[k] -= (float) (rate * error[k]);
        }
    }

    /** The same arithmetic as the ONNX graph, in plain Java. */
    public double[] probabilities(String text) {
        return softmax(logits(mean(ids(text))));
    }

    private int[] ids(String text) {
        List<Integer> ids = new ArrayList<>(List.of(2));
        for (String word : text.toLowerCase(java.util.Locale.ROOT).split("\\s+")) {
            int id = vocabulary.indexOf(word);
            ids.add(id < 0 ? 1 : id);
        }
        ids.add(3);
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private float[] mean(int[] ids) {
        float[] mean = new float[DIMENSIONS];
        for (int id : ids) {
            for (int d = 0; d < DIMENSIONS; d++) {
                mean[d] += embeddings[id * DIMENSIONS + d] / ids.length;
            }
        }
        return mean;
    }

    private double[] logits(float[] mean) {
        double[] logits = new double[LABELS.size()];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = bias[k];
            for (int d = 0; d < DIMENSIONS; d++) {
                logits[k] += mean[d] * weights[d * LABELS.size() + k];
            }
        }
        return logits;
    }

    private static double[] softmax(double[] logits) {
        double sum = 0;
        double[] result = new double[logits.length];
        for (int k = 0; k < logits.length; k++) {
            result[k] = Math.exp(logits[k]);
            sum += result[k];
        }
        for (int k = 0; k < logits.length; k++) {
            result[k] /= sum;
        }
        return result;
    }

    /** Writes model.onnx, tokenizer.json and config.json. */
    public void save(Path folder) throws IOException {
        byte[] model = new OnnxWriter()
                .input("input_ids", OnnxWriter.INT64, "batch", "sequence")
                .input("attention_mask", OnnxWriter.INT64, "batch", "sequence")
                .output("logits", OnnxWriter.FLOAT, "batch", "3")
                .floats("embeddings", embeddings, vocabulary.size(), DIMENSIONS)
                .floats("weights", weights, DIMENSIONS, LABELS.size())
                .floats("bias", bias, LABELS.size())
                .longs("last", new long[] {2}, 1)
                .longs("tokens", new long[] {1}, 1)
                .node("Gather", "vectors", "embeddings", "input_ids")
                .node("Cast", "mask", new String[] {"attention_mask"}, "to", OnnxWriter.FLOAT)
                .node("Unsqueeze", "mask3", "mask", "last")
                .node("Mul", "masked", "vectors", "mask3")
                .node("ReduceSum", "sum", new String[] {"masked", "tokens"}, "keepdims", 0)
                .node("ReduceSum", "count", new String[] {"mask", "tokens"}, "keepdims", 1)
                .node("Div", "mean", "sum", "count")
                .node("MatMul", "product", "mean", "weights")
                .node("Add", "logits", "product", "bias")
                .model();
        Files.write(folder.resolve("model.onnx"), model);
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
        Files.writeString(folder.resolve("config.json"), """
            {"id2label": {"0": "NEGATIVE", "1": "NEUTRAL", "2": "POSITIVE"}, "max_position_embeddings": 64}
            """);
    }

    private String tokenizer() {
        StringBuilder words = new StringBuilder();
        for (int id = 0; id < vocabulary.size(); id++) {
            words.append(id == 0 ? "" : ",")
                    .append('"')
                    .append(vocabulary.get(id))
                    .append("\":")
                    .append(id);
        }
        StringBuilder special = new StringBuilder();
        for (int id = 0; id < SPECIAL.size(); id++) {
            special.append(id == 0 ? "" : ",").append("""
                {"id":%d,"content":"%s","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}\
                """.formatted(id, SPECIAL.get(id)));
        }
        return """
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[%s],
             "normalizer":{"type":"Lowercase"},"pre_tokenizer":{"type":"WhitespaceSplit"},
             "post_processor":{"type":"TemplateProcessing",
               "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
               "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
               "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
             "decoder":null,"model":{"type":"WordLevel","vocab":{%s},"unk_token":"[UNK]"}}
            """.formatted(special, words);
    }
}
