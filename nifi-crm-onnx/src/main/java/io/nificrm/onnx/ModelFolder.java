package io.nificrm.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder as the Hugging Face exporters leave it: {@code model.onnx}, {@code tokenizer.json}, {@code config.json}.
 *
 * @param labels of {@code id2label}, in the order of the model's outputs, lower case
 * @param multiLabel whether each label stands for itself ({@code problem_type: multi_label_classification})
 * @param longest the most tokens the model takes
 */
record ModelFolder(Path model, Path tokenizer, List<String> labels, boolean multiLabel, int longest) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USUAL_LONGEST = 512;

    /** @throws ModelException when a file is missing or {@code config.json} is not what it should be */
    static ModelFolder of(Path folder) throws ModelException {
        Path model = file(folder, "model.onnx", "Export the model to ONNX, for instance with Optimum.");
        Path tokenizer = file(folder, "tokenizer.json", "Save the fast tokenizer beside the model.");
        Path config = file(folder, "config.json", "Copy it from where the model came from.");
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(config));
            if (json == null || !json.isObject()) {
                throw new ModelException(config + " is not a JSON object.");
            }
            boolean multiLabel = json.path("problem_type").asText().equals("multi_label_classification");
            int longest = json.path("max_position_embeddings").asInt(USUAL_LONGEST);
            return new ModelFolder(model, tokenizer, labels(json, config), multiLabel, longest);
        } catch (IOException e) {
            throw new ModelException(config + " cannot be read as JSON: " + e.getMessage(), e);
        }
    }

    private static List<String> labels(JsonNode config, Path file) throws ModelException {
        JsonNode byId = config.path("id2label");
        List<String> labels = new ArrayList<>();
        for (int id = 0; byId.has(Integer.toString(id)); id++) {
            labels.add(byId.path(Integer.toString(id)).asText().toLowerCase(Locale.ROOT));
        }
        if (labels.size() < 2 || labels.size() != byId.size()) {
            throw new ModelException(
                    file + " has no id2label with the labels 0, 1, …: is it the model of a text classifier?");
        }
        return List.copyOf(labels);
    }

    private static Path file(Path folder, String name, String advice) throws ModelException {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new ModelException("The model folder " + folder + " has no readable " + name + ". " + advice);
        }
        return file;
    }
}
