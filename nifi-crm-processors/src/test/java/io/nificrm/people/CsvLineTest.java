package io.nificrm.people;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CsvLineTest {
    @Test
    void commasQuotesAndLineEndsAreQuoted() {
        assertThat(line("a", "b,c", "say \"hi\"", "two\nlines", ""))
                .isEqualTo("a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
    }

    @Test
    void aFormulaIsTextAndANumberIsANumber() {
        assertThat(line("=1+1", "@SUM(A1)", "+49 30", "-x", "\tcmd", "-0.5", "\uFF1Dcmd"))
                .isEqualTo("'=1+1,'@SUM(A1),'+49 30,'-x,'\tcmd,-0.5,'\uFF1Dcmd\r\n");
    }

    @Property
    void noFieldOfAnyTextIsAFormula(@ForAll String text) {
        String field = line(text).replaceFirst("^\"", "");
        assertThat(field.isEmpty() || "=+@\t".indexOf(field.charAt(0)) < 0).isTrue();
    }

    private static String line(String... values) {
        CsvLine line = new CsvLine();
        for (String value : values) {
            line.add(value);
        }
        return line.toString();
    }
}
