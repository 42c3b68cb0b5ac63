package io.nificrm.local.nifi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The main class of a process that ends in order when the one that started it is gone, however that one ended.
 *
 * <p>The first argument names the main class of the real program, the rest is passed on. The end of standard input counts
 * as the end of the starter; the program's shutdown hooks then run.
 */
public final class Lifeline {

    private Lifeline() {}

    /**
     * Runs the program.
     *
     * @throws ReflectiveOperationException when the named class has no main method or that fails
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().name("lifeline").daemon().start(Lifeline::exitAtTheEndOfStandardInput);
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }

    private static void exitAtTheEndOfStandardInput() {
        try (InputStream line = System.in) {
            line.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("The lifeline to the process that started this one broke: " + broken);
        }
        System.exit(0);
    }
}
