package io.nificrm.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.dashboards.alerting.Alerting;
import io.nificrm.dashboards.grafana.Board;
import io.nificrm.dashboards.grafana.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Every file that the generator writes, by its path below {@code dashboards/}. */
public final class GeneratedFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> contents = new LinkedHashMap<>();

    /** Generates all of them. */
    public GeneratedFiles() {
        for (Map.Entry<String, Board> board : Boards.all().entrySet()) {
            contents.put(board.getKey() + ".json", json(board.getValue().json()));
        }
        contents.put("provisioning/datasources/elasticsearch.yaml", yaml(Provisioning.dataSources()));
        contents.put("provisioning/dashboards/boards.yaml", yaml(Provisioning.boards()));
        contents.put("provisioning/alerting/rules.yaml", yaml(Alerting.rules()));
        contents.put("provisioning/alerting/contact-points.yaml", yaml(Alerting.contactPoints()));
        contents.put("provisioning/alerting/policies.yaml", yaml(Alerting.policies()));
        contents.put("provisioning/alerting/templates.yaml", yaml(Alerting.templates()));
    }

    /** The contents by path, which has slashes on every system. */
    public Map<String, String> contents() {
        return Map.copyOf(contents);
    }

    private static String json(Fields fields) {
        DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(twoSpaces).withArrayIndenter(twoSpaces);
        try {
            return JSON.writer(printer).writeValueAsString(fields) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Maps, lists and strings can always be written", impossible);
        }
    }

    private static String yaml(Fields fields) {
        Map<String, Object> plain = JSON.convertValue(fields, new TypeReference<LinkedHashMap<String, Object>>() {});
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(1000)
                .setSplitLines(false)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        return "# Written by GenerateBoards. Change the Java in dashboards/src, not this file.\n"
                + new Dump(settings).dumpToString(plain);
    }
}
