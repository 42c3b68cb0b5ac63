package io.nificrm.email;

/**
 * Text of format=flowed: a line that ends in a blank goes on in the next.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3676">RFC 3676</a>
 */
final class FlowedText {
    private FlowedText() {}

    static String unwrapped(String text, boolean deleteBlank) {
        StringBuilder out = new StringBuilder(text.length());
        boolean flowing = false;
        for (String line : text.split("\r?\n", -1)) {
            boolean quoted = line.startsWith(">");
            String unstuffed = line.startsWith(" ") ? line.substring(1) : line;
            boolean continues = flowing && !quoted;
            if (!out.isEmpty() && !continues) {
                out.append('\n');
            }
            boolean signature = unstuffed.equals("-- ");
            flowing = unstuffed.endsWith(" ") && !signature && !quoted;
            out.append(flowing && deleteBlank ? unstuffed.substring(0, unstuffed.length() - 1) : unstuffed);
        }
        return out.toString();
    }
}
