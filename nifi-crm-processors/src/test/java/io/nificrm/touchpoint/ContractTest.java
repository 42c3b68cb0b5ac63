package io.nificrm.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that people read and the record that programs use name the same fields. */
class ContractTest {
    private static final JsonMapper MAPPER = TouchpointJson.mapper();
    private static final Path PAGE = Path.of("..", "docs", "touchpoint.md");

    @Test
    void thePageNamesEveryFieldOfATouchpoint() throws IOException {
        assertThat(fieldsOfTable("# The touchpoint")).isEqualTo(fieldsOf(Touchpoint.class));
    }

    @Test
    void thePageNamesEveryFieldOfADeadLetter() throws IOException {
        assertThat(fieldsOfTable("## Dead letters")).isEqualTo(fieldsOf(DeadLetter.class));
    }

    private static Set<String> fieldsOf(Class<?> type) {
        Set<String> fields = new TreeSet<>();
        collect("", MAPPER.constructType(type), fields);
        return fields;
    }

    private static void collect(String prefix, JavaType type, Set<String> fields) {
        for (BeanPropertyDefinition property :
                MAPPER.getSerializationConfig().introspect(type).findProperties()) {
            if (property.getName().equals("extra")) {
                continue; // its entries are fields themselves
            }
            JavaType content = property.getPrimaryType();
            if (content.hasRawClass(Optional.class) || content.hasRawClass(List.class)) {
                content = content.containedType(0);
            }
            boolean nested = content.isTypeOrSubTypeOf(Record.class);
            if (nested) {
                collect(prefix + property.getName() + ".", content, fields);
            } else {
                fields.add(prefix + property.getName());
            }
        }
    }

    private static Set<String> fieldsOfTable(String heading) throws IOException {
        String page = Files.readString(PAGE);
        String section =
                page.substring(page.indexOf(heading) + heading.length()).split("\n#", 2)[0];
        Set<String> fields = new TreeSet<>();
        Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(section).results().forEach(row -> fields.add(row.group(1)));
        return fields;
    }
}
