package io.nificrm.local.elasticsearch.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.KeyStoreWrapper;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch node until the process is told to end or the process that started it is gone.
 *
 * <p>Elastic's own launcher refuses to run as root, which is what containers and build machines often are. This one starts
 * the same {@link Node} without the launcher: for development and tests, not for production.
 *
 * <p>Arguments: the unpacked distribution, the configuration folder, then settings as {@code key=value}. The environment
 * variable {@value #BOOTSTRAP_PASSWORD} sets the password of the user {@code elastic} at the first start. End of standard
 * input means that the starter is gone, however it ended: the node then closes in order.
 */
public final class NodeMain {

    static final String BOOTSTRAP_PASSWORD = "ELASTIC_BOOTSTRAP_PASSWORD";

    private static final int SECONDS_TO_CLOSE = 10;

    private NodeMain() {}

    /**
     * Starts the node and stays until the process ends.
     *
     * @throws Exception when the node can't start; the trace on standard error then says why
     */
    public static void main(String[] arguments) throws Exception {
        Path configuration = Path.of(arguments[1]).toAbsolutePath();
        // nothing of Elasticsearch may log before this
        LogConfigurator.configureESLogging();
        LogConfigurator.registerErrorListener();

        Environment environment = environment(arguments, configuration);
        LogConfigurator.setClusterName(environment.settings().get("cluster.name", "elasticsearch"));
        LogConfigurator.setNodeName(environment.settings().get("node.name"));
        LogConfigurator.configure(environment, true);

        Node node = new Node(
                environment,
                PluginsLoader.createPluginsLoader(
                        PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
                        PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
                        Map.of()));
        runUntilTheProcessEnds(node);
    }

    private static Environment environment(String[] arguments, Path configuration) throws Exception {
        Settings.Builder settings = Settings.builder()
                .put("path.home", Path.of(arguments[0]).toAbsolutePath().toString());
        for (int argument = 2; argument < arguments.length; argument++) {
            int equals = arguments[argument].indexOf('=');
            settings.put(arguments[argument].substring(0, equals), arguments[argument].substring(equals + 1));
        }
        keyStore(configuration).ifPresent(settings::setSecureSettings);
        return InternalSettingsPreparer.prepareEnvironment(
                settings.build(), Map.of(), configuration, () -> "nifi-crm-local");
    }

    /** The keystore of earlier starts has to be loaded at every start, or the user {@code elastic} has no password. */
    private static Optional<KeyStoreWrapper> keyStore(Path configuration) throws Exception {
        KeyStoreWrapper existing = KeyStoreWrapper.load(configuration);
        if (existing != null) {
            existing.decrypt(new char[0]);
            return Optional.of(existing);
        }
        Optional<String> password = Optional.ofNullable(System.getenv(BOOTSTRAP_PASSWORD));
        if (password.isEmpty()) {
            return Optional.empty();
        }
        KeyStoreWrapper created = KeyStoreWrapper.create();
        created.setString("bootstrap.password", password.get().toCharArray());
        created.save(configuration, new char[0]);
        return Optional.of(created);
    }

    private static void runUntilTheProcessEnds(Node node) throws NodeValidationException, InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close(node);
                            closed.countDown();
                        },
                        "close-node"));
        Thread.ofPlatform().name("starter-watch").daemon().start(NodeMain::exitWhenTheStarterIsGone);
        node.start();
        closed.await();
    }

    private static void exitWhenTheStarterIsGone() {
        try (InputStream lifeline = System.in) {
            lifeline.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.err.println("The connection to the process that started this node broke: " + gone);
        }
        System.exit(0);
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
            if (!node.awaitClose(SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
                System.err.println("The node did not close within " + SECONDS_TO_CLOSE + " seconds");
            }
        } catch (IOException failed) {
            System.err.println("The node did not close in order: " + failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
