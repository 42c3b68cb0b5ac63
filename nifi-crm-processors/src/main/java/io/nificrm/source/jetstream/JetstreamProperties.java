package io.nificrm.source.jetstream;

import io.nificrm.source.SourceProperties;
import io.nificrm.source.SourceProperty;
import io.nificrm.source.TargetList;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.util.StandardValidators;

/** The properties of {@link ConsumeBlueskyJetstream}, and what they say. */
final class JetstreamProperties {

    private static final int MOST_COLLECTIONS = 100;

    /** Jetstream takes ten thousand; this many fit into the address of a request. */
    private static final int MOST_ACCOUNTS = 150;

    private static final int MOST_KEYWORDS = 1_000;
    private static final int MOST_CHARACTERS = 20_000;
    private static final int SHORTEST_KEYWORD = 2;
    private static final long LARGEST_DICTIONARY = 10L << 20;

    private static final Pattern COLLECTION =
            Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*(\\.[a-zA-Z0-9-]+)*(\\.[a-zA-Z][a-zA-Z0-9]*|\\.\\*)");
    private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");
    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9.-]+(:\\d{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("wss?://[a-zA-Z0-9.\\[\\]:-]+(/[^?#\\s]*)?");

    static final PropertyDescriptor INSTANCES = SourceProperty.text(
                    "Instances",
                    "Jetstream instances, separated by commas: hosts, or addresses that begin with wss:// or ws://."
                            + " The first is used, and the next one when it fails. The defaults are those that Bluesky"
                            + " runs for everybody.")
            .required(true)
            .defaultValue("jetstream2.us-east.bsky.network, jetstream1.us-east.bsky.network, "
                    + "jetstream2.us-west.bsky.network, jetstream1.us-west.bsky.network")
            .build();

    static final PropertyDescriptor COLLECTIONS = SourceProperty.text(
                    "Collections",
                    "Which kinds of records to follow, separated by commas; a prefix may end in .*, at most 100. "
                            + "NormalizeTouchpoints reads posts and reposts. Leave it empty for all kinds.")
            .defaultValue("app.bsky.feed.post")
            .build();

    static final PropertyDescriptor ACCOUNTS = SourceProperty.text(
                    "Accounts",
                    "The DIDs of accounts to follow, separated by commas, at most " + MOST_ACCOUNTS
                            + "; everybody when empty. Example: did:plc:z72i7hdynmk6r22z27h6tvur")
            .build();

    static final PropertyDescriptor KEYWORDS = SourceProperty.text(
                    "Keywords",
                    "Keep only events that hold one of these, one a line or separated by commas; all events when"
                            + " empty. Upper and lower case do not matter, and a keyword is found within words too, so"
                            + " that nothing is missed: TagProfile decides later what is really about you. With it a"
                            + " laptop can follow all of Bluesky. Reposts hold no text: follow them without keywords."
                            + " Example: acme coffee, acmecoffee, espresso")
            .build();

    static final PropertyDescriptor DICTIONARY = new PropertyDescriptor.Builder()
            .name("Zstd Dictionary")
            .description("The file of Jetstream's zstd dictionary. With it events are asked for compressed, which takes"
                    + " less than half the bandwidth; without it they come as text. It is in Jetstream's"
                    + " repository on GitHub (legacy_subscribe.zdict, formerly pkg/models/zstd_dictionary).")
            .identifiesExternalResource(ResourceCardinality.SINGLE, ResourceType.FILE)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.FILE_EXISTS_VALIDATOR)
            .build();

    static final PropertyDescriptor INITIAL_BACKLOG = new PropertyDescriptor.Builder()
            .fromPropertyDescriptor(SourceProperties.INITIAL_BACKLOG)
            .description(
                    "How far back to begin when nothing was read yet, for example '6 hours'; instances keep about a"
                            + " day. Has no effect later; clear the state of this processor to begin anew.")
            .defaultValue("0 secs")
            .build();

    static final PropertyDescriptor OVERLAP = SourceProperty.duration(
            "Overlap",
            "5 secs",
            "How far before the cursor to go on after an interruption. The clocks of instances differ a little, so"
                    + " without it an event could be missed; what comes twice is left out.");

    static final PropertyDescriptor BATCH_SIZE = SourceProperty.number(
            "Batch Size", 1_000, 1, 100_000, "A FlowFile is made as soon as so many events wait.");

    static final PropertyDescriptor BATCH_TIME = SourceProperty.duration(
            "Batch Time",
            "10 secs",
            "A FlowFile is made at the latest after this time, with the events that wait. The cursor is saved as"
                    + " often.");

    static final PropertyDescriptor QUEUE_SIZE = SourceProperty.number(
            "Queue Size",
            20_000,
            100,
            1_000_000,
            "How many events may wait in memory, for example while the connection after this processor is full. When"
                    + " so many wait, the instance is read no further; it may then close the connection, and reading goes"
                    + " on at the cursor.");

    static final PropertyDescriptor QUEUE_DATA_SIZE = dataSize(
            "Queue Data Size", "32 MB", 1 << 20, 1L << 30, "How much memory the events that wait may take together.");

    static final PropertyDescriptor MAX_MESSAGE_SIZE = dataSize(
            "Maximum Message Size",
            "1 MB",
            1 << 10,
            10 << 20,
            "Larger events are left out, by the instance, or here with a bulletin if it sends them all the same.");

    static final PropertyDescriptor IDLE_TIMEOUT = SourceProperty.duration(
            "Idle Timeout",
            "2 mins",
            "A connection on which nothing came for so long is given up for another one. Instances send a sign of life"
                    + " every half minute.");

    /** All, in the order in which they are shown. */
    static final List<PropertyDescriptor> ALL = SourceProperties.withNetwork(
                    INSTANCES,
                    COLLECTIONS,
                    ACCOUNTS,
                    KEYWORDS,
                    DICTIONARY,
                    INITIAL_BACKLOG,
                    OVERLAP,
                    BATCH_SIZE,
                    BATCH_TIME,
                    QUEUE_SIZE,
                    QUEUE_DATA_SIZE,
                    MAX_MESSAGE_SIZE,
                    IDLE_TIMEOUT)
            .stream()
            .toList();

    private JetstreamProperties() {}

    private static PropertyDescriptor dataSize(
            String name, String standard, long least, long most, String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(true)
                .defaultValue(standard)
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(StandardValidators.createDataSizeBoundsValidator(least, most))
                .build();
    }

    static JetstreamSettings settings(PropertyContext context) {
        return new JetstreamSettings(
                list(context, INSTANCES).stream()
                        .map(JetstreamProperties::instance)
                        .toList(),
                list(context, COLLECTIONS),
                list(context, ACCOUNTS),
                list(context, KEYWORDS),
                Math.toIntExact(bytes(context, MAX_MESSAGE_SIZE)),
                SourceProperties.text(context, DICTIONARY).map(JetstreamProperties::dictionary),
                SourceProperties.duration(context, INITIAL_BACKLOG),
                SourceProperties.duration(context, OVERLAP),
                SourceProperties.duration(context, IDLE_TIMEOUT),
                SourceProperties.number(context, QUEUE_SIZE),
                bytes(context, QUEUE_DATA_SIZE));
    }

    static JetstreamRun.Batching batching(PropertyContext context) {
        return new JetstreamRun.Batching(
                SourceProperties.number(context, BATCH_SIZE), SourceProperties.duration(context, BATCH_TIME));
    }

    private static List<String> list(PropertyContext context, PropertyDescriptor property) {
        return TargetList.parse(SourceProperties.text(context, property).orElse("")).stream()
                .map(entry -> entry.replaceAll("^\"(.*)\"$", "$1"))
                .toList();
    }

    private static long bytes(PropertyContext context, PropertyDescriptor property) {
        return context.getProperty(property)
                .evaluateAttributeExpressions()
                .asDataSize(DataUnit.B)
                .longValue();
    }

    private static URI instance(String entry) {
        if (HOST.matcher(entry).matches()) {
            return URI.create("wss://" + entry + "/subscribe");
        }
        if (!ADDRESS.matcher(entry).matches()) {
            throw new IllegalArgumentException(
                    "'" + entry + "' is no instance; write a host, or an address that begins with wss:// or ws://");
        }
        String path = URI.create(entry).getPath();
        return URI.create(path.length() > 1 ? entry : entry.replaceFirst("/?$", "/subscribe"));
    }

    private static byte[] dictionary(String file) {
        try {
            Path path = Path.of(file);
            byte[] bytes = Files.size(path) > LARGEST_DICTIONARY ? new byte[0] : Files.readAllBytes(path);
            if (!ZstdFrames.isDictionary(bytes)) {
                throw new IllegalArgumentException(file + " is no zstd dictionary");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** What is wrong with the values, in words for the operator. */
    static List<ValidationResult> problems(PropertyContext context) {
        List<ValidationResult> problems = new ArrayList<>();
        tell(problems, INSTANCES, () -> list(context, INSTANCES).forEach(JetstreamProperties::instance));
        tell(problems, COLLECTIONS, () -> {
            atMost(list(context, COLLECTIONS), MOST_COLLECTIONS);
            all(list(context, COLLECTIONS), COLLECTION, "is no collection; write its NSID, as in app.bsky.feed.post");
        });
        tell(problems, ACCOUNTS, () -> {
            atMost(list(context, ACCOUNTS), MOST_ACCOUNTS);
            all(list(context, ACCOUNTS), DID, "is no DID; write it in full, as in did:plc:z72i7hdynmk6r22z27h6tvur");
        });
        tell(problems, KEYWORDS, () -> keywords(list(context, KEYWORDS)));
        tell(
                problems,
                DICTIONARY,
                () -> SourceProperties.text(context, DICTIONARY).ifPresent(JetstreamProperties::dictionary));
        return problems;
    }

    private static void keywords(List<String> keywords) {
        atMost(keywords, MOST_KEYWORDS);
        Optional<String> tooShort = keywords.stream()
                .filter(keyword -> keyword.strip().length() < SHORTEST_KEYWORD)
                .findFirst();
        if (tooShort.isPresent()) {
            throw new IllegalArgumentException(
                    "'" + tooShort.get() + "' would be found almost everywhere; write at least two characters");
        }
        // the sieve itself is made when the processor starts: NiFi validates often, and a large one takes a second
        int characters = keywords.stream().mapToInt(String::length).sum();
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "the keywords have " + characters + " characters together; list at most " + MOST_CHARACTERS);
        }
    }

    private static void atMost(List<String> entries, int most) {
        if (entries.size() > most) {
            throw new IllegalArgumentException(entries.size() + " are too many; list at most " + most);
        }
    }

    private static void all(List<String> entries, Pattern form, String otherwise) {
        entries.stream()
                .filter(entry -> !form.matcher(entry).matches())
                .findFirst()
                .ifPresent(entry -> {
                    throw new IllegalArgumentException("'" + entry + "' " + otherwise);
                });
    }

    private static void tell(List<ValidationResult> problems, PropertyDescriptor property, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            problems.add(new ValidationResult.Builder()
                    .subject(property.getName())
                    .valid(false)
                    .explanation(e.getMessage())
                    .build());
        }
    }
}
