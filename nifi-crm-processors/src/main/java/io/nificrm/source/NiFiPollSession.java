package io.nificrm.source;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.source.http.SecretFreeUri;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.SourceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/** A run of a source in NiFi: pages become FlowFiles, cursors cluster state, words bulletins. */
public final class NiFiPollSession implements PollSession {

    /** Where every source sends its pages. */
    public static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("Raw items exactly as the platform returned them, one FlowFile a page")
            .build();

    /** Where a source of which single items can be unreadable sends them. */
    public static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description("Items that could not be read whole: what there is of them, with the reason in crm.reason")
            .build();

    /** Where a source says that its platform limits or fails it. */
    public static final Relationship EVENTS = new Relationship.Builder()
            .name("events")
            .description(
                    "One line of JSON each time the platform limits the source or gives it nothing: source, target, kind,"
                            + " reason, and when it asks again. PutDeadLetters keeps them for the board Pipeline health; terminate"
                            + " it where the bulletins are enough")
            .build();

    private final ProcessSession session;
    private final ComponentLog log;
    private final String format;
    private final BooleanSupplier scheduled;
    private final Consumer<Throwable> notCommitted;
    private final boolean tells;

    /** For a source that has {@link #EVENTS}. */
    static NiFiPollSession telling(ProcessSession session, ComponentLog log, String format, BooleanSupplier scheduled) {
        return new NiFiPollSession(session, log, format, scheduled, failure -> {}, true);
    }

    /** For a source that remembers what it handed over, and has to be told when that did not last. */
    public NiFiPollSession(
            ProcessSession session,
            ComponentLog log,
            String format,
            BooleanSupplier scheduled,
            Consumer<Throwable> notCommitted) {
        this(session, log, format, scheduled, notCommitted, false);
    }

    private NiFiPollSession(
            ProcessSession session,
            ComponentLog log,
            String format,
            BooleanSupplier scheduled,
            Consumer<Throwable> notCommitted,
            boolean tells) {
        this.tells = tells;
        this.session = session;
        this.log = log;
        this.format = format;
        this.scheduled = scheduled;
        this.notCommitted = notCommitted;
    }

    @Override
    public Map<String, String> cursors() {
        try {
            return session.getState(Scope.CLUSTER).toMap();
        } catch (IOException e) {
            throw new UncheckedIOException("the cursors can't be read from the cluster's state", e);
        }
    }

    @Override
    public void handOver(Target target, Page page, Map<String, String> cursors) {
        page.items().ifPresent(items -> transfer(target, items));
        save(cursors);
    }

    @Override
    public void save(Map<String, String> cursors) {
        try {
            session.setState(cursors, Scope.CLUSTER);
        } catch (IOException e) {
            throw new UncheckedIOException("the cursors can't be written to the cluster's state", e);
        }
        session.commitAsync(() -> {}, notCommitted);
    }

    private void transfer(Target target, RawItems items) {
        FlowFile flowFile = session.create();
        flowFile = session.write(flowFile, items::writeTo);
        flowFile = session.putAllAttributes(
                flowFile,
                Map.of(
                        CoreAttributes.MIME_TYPE.key(),
                        items.mimeType(),
                        CrmAttributes.FORMAT,
                        format,
                        CrmAttributes.CONTENT,
                        CrmAttributes.Content.RAW.value(),
                        CrmAttributes.SOURCE_TARGET,
                        target.name(),
                        CrmAttributes.FETCHED_AT,
                        items.fetchedAt().toString(),
                        CrmAttributes.ITEM_COUNT,
                        Integer.toString(items.count())));
        session.getProvenanceReporter()
                .receive(flowFile, SecretFreeUri.of(items.from()), items.count() + " items of " + target.name());
        if (items.refusal().isPresent()) {
            flowFile = session.putAttribute(
                    flowFile, CrmAttributes.REASON, items.refusal().get());
            flowFile = session.putAttribute(flowFile, CrmAttributes.STAGE, "source of " + format);
            session.transfer(flowFile, INVALID);
        } else {
            session.transfer(flowFile, SUCCESS);
        }
    }

    @Override
    public void failed(Target target, PlatformException failure, Instant nextAttempt) {
        String words = "{} was not read. Reason: {}. Next step: {}. Next attempt: {}";
        Instant next = nextAttempt.truncatedTo(ChronoUnit.SECONDS);
        if (failure.fault().passing()) {
            log.warn(words, target.name(), failure.getMessage(), failure.nextStep(), next);
        } else {
            log.error(words, target.name(), failure.getMessage(), failure.nextStep(), next);
        }
        tell(target, failure.fault(), failure.getMessage(), nextAttempt);
    }

    @Override
    public void limited(Target target, Instant until) {
        tell(target, Fault.RATE_LIMITED, "the platform's allowance is used up", until);
    }

    private void tell(Target target, Fault fault, String reason, Instant until) {
        if (!tells) {
            return;
        }
        SourceEvent event = SourceEvent.of(
                format, target.name(), fault.name().toLowerCase(Locale.ROOT), reason, Instant.now(), until);
        FlowFile flowFile = session.write(session.create(), out -> {
            JsonLinesWriter<SourceEvent> json = JsonLinesWriter.sourceEvents(out);
            json.write(event);
            json.flush();
        });
        flowFile = session.putAllAttributes(
                flowFile,
                Map.of(
                        CoreAttributes.MIME_TYPE.key(),
                        CrmAttributes.NDJSON,
                        CrmAttributes.FORMAT,
                        format,
                        CrmAttributes.CONTENT,
                        CrmAttributes.Content.SOURCE_EVENTS.value(),
                        CrmAttributes.SOURCE_TARGET,
                        target.name(),
                        CrmAttributes.ITEM_COUNT,
                        "1"));
        session.transfer(flowFile, EVENTS);
    }

    @Override
    public void notice(Target target, String words) {
        log.warn("{}: {}", target.name(), words);
    }

    @Override
    public boolean stopping() {
        return !scheduled.getAsBoolean();
    }
}
